"""Pages that do the work of a program: mail and chats in a browser, known by their host or the ends of their title."""

from __future__ import annotations

import sqlite3

import msgspec

from projections import subjects
from projections.subjects import Subject
from query.language.words import tokens
from query.patterns.pattern import pattern

BROWSER = "browser"

_PARTS = pattern(r"\s[|·•–—:-]+\s")
_MOST_WORDS = 3


class _Pages(msgspec.Struct, frozen=True):
    """Names of such pages: labels of a host, the last word of a short end of a title, and words that rule it out."""

    hosts: frozenset[str]
    ends: frozenset[str]
    others: frozenset[str] = frozenset()


_PAGES = {
    "mail": _Pages(
        frozenset({"mail", "webmail", "email", "gmail", "outlook", "inbox", "fastmail", "roundcube"}),
        frozenset({"mail", "webmail", "email", "gmail", "outlook", "fastmail", "roundcube", "thunderbird"}),
        # One program has both.
        frozenset({"calendar", "kalender", "contacts", "people", "tasks", "notes"}),
    ),
    "chat": _Pages(
        frozenset({"slack", "discord", "mattermost", "chat", "messenger", "whatsapp", "telegram", "zulip", "element"}),
        frozenset({"slack", "discord", "mattermost", "messenger", "whatsapp", "telegram", "zulip", "element", "teams"}),
    ),
}


def of_sort(db: sqlite3.Connection, category: str) -> frozenset[int]:
    """Return the numbers of the pages that were in front and do the work of a sort of programs: `mail`, `chat`."""
    names = _PAGES.get(category)
    if names is None:
        return frozenset()
    known = subjects.holding_any(db, sorted(names.hosts | names.ends))
    return frozenset(number for number, subject in known if subject.category == BROWSER and _is_such(subject, names))


def _is_such(subject: Subject, names: _Pages) -> bool:
    parts = [tokens(part) for part in _PARTS.split(subject.page)]
    if any(len(part) <= _MOST_WORDS and names.others.intersection(part[:1]) for part in parts):
        return False
    if not names.hosts.isdisjoint(subject.site.casefold().split(".")[:-1]):
        return True
    return any(0 < len(part) <= _MOST_WORDS and part[-1] in names.ends for part in (parts[0], parts[-1]))
