"""Kinds of rows: what a question calls the rows of a table that no label calls so: files, photos, tickets, rooms."""

from __future__ import annotations

import re

import msgspec

from query.language import sorts
from query.language.words import forms
from query.patterns.pattern import pattern

_FILE = pattern(r"\S.*\.[A-Za-z][A-Za-z0-9]{0,7}|[\w-]+\.(?:7z|3gp)")
_TICKET = pattern(r"#?(?:[A-Z][A-Z0-9]*-)?\d+\b.*")
_FILES = frozenset({"file", "files", "document", "documents", "attachment", "attachments"})
_TICKETS = frozenset({"ticket", "tickets", "task", "tasks", "issue", "issues", "bug", "bugs", "story", "stories"})
# What is said for one another of rows; each group means the same.
_SAME = (
    ("room", "space"),
    ("item", "article", "product", "position", "thing"),
    ("job", "task", "work"),
    ("artist", "actor", "actress"),
    ("bill", "invoice"),
    ("file", "name"),
    ("ticket", "task", "issue", "key"),
)


class Kind(msgspec.Struct, frozen=True):
    """What rows are called, and how the name of one looks, where that tells that it is one; else `looks` is None."""

    noun: str
    looks: re.Pattern[str] | None = None
    endings: tuple[str, ...] = ()

    @property
    def is_by_looks(self) -> bool:
        """Say whether a row is known by its name: then the noun need not stand anywhere."""
        return self.looks is not None or bool(self.endings)

    def has(self, name: str) -> bool:
        """Say whether a name is that of such a row; any is where looks tell nothing."""
        plain = name.strip()
        if self.endings:
            return plain.casefold().endswith(self.endings)
        return self.looks is None or self.looks.fullmatch(plain) is not None


def kind_of(noun: str) -> Kind:
    """Return what a noun of a question, in the singular or the plural, means of rows."""
    if noun in _FILES:
        return Kind(noun, looks=_FILE)
    if noun in _TICKETS:
        return Kind(noun, looks=_TICKET)
    sort = (sorts.told(noun) or sorts.told(noun.removesuffix("s"))) if len(noun) > 1 else ""
    return Kind(noun, endings=sorts.ENDINGS.get(sort, ()))


def alike(noun: str) -> list[str]:
    """Return a noun, and then what else is said for it."""
    said = forms(noun)
    return [noun, *(word for group in _SAME if said & set(group) for word in group if word not in said)]
