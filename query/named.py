"""Things that were in front, found by what people call them: `Gmail`, `the PostgreSQL docs`, `the pdf viewer`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from projections.subjects import Subject
from query.words import folded, forms, tokens

# Words for what sort of thing is meant; beside a name they say nothing that must stand somewhere.
_SORTS = frozenset(
    """
    app application browser channel chat dashboard doc docs document documentation domain file folder form homepage
    inbox issue mail manual page pages pdf program project site sites tab tabs task text thread ticket tool web
    website window wiki
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_EMPTY = frozenset({"a", "an", "and", "at", "for", "in", "my", "of", "on", "our", "s", "some", "the", "to", "with"})

# What people call sorts of programs, beside the names that the categories have.
_CATEGORIES = {
    "browser": ("browser", "web browser"),
    "terminal": ("terminal", "console", "command line", "shell", "command prompt"),
    "editor": ("editor", "text editor", "code editor", "ide"),
    "PDF viewer": ("pdf viewer", "pdf reader", "document viewer"),
    "spreadsheet": ("spreadsheet", "spreadsheets", "spreadsheet program"),
    "file manager": ("file manager", "file explorer", "file browser"),
    "mail": ("mail program", "mail client", "email client"),
    "chat": ("chat program", "chat app"),
    "word processor": ("word processor",),
}
_EXTENSIONS = {"pdf": (".pdf",), "spreadsheet": (".csv", ".xls", ".xlsx", ".ods", ".gnumeric")}


@dataclass(frozen=True, slots=True)
class Named:
    """What words name: how it is called, what kind of thing it is, and the numbers of all subjects that are it."""

    name: str
    kind: str
    subjects: frozenset[int]


def resolve(words: str, subjects: Sequence[tuple[int, Subject]]) -> Named | None:
    """Return what is meant by some words, None where nothing that was ever in front is called so.

    Asked in this order: sorts of programs, programs, sites, documents, projects, titles and addresses of pages.
    Every word must be held, but for words for a sort of thing beside others.
    """
    if (sort := _of_sort(words, subjects)) is not None:
        return sort
    wanted = [token for token in tokens(words) if token not in _EMPTY]
    telling = [token for token in wanted if token not in _SORTS] or wanted
    if not telling:
        return None
    for kind, field in _FIELDS:
        held = [(number, subject) for number, subject in subjects if _holds_all(field(subject), telling, words)]
        if held:
            names = {getattr(subject, kind) for _, subject in held}
            return Named(names.pop() if len(names) == 1 else words, kind, frozenset(number for number, _ in held))
    return None


def _of_sort(words: str, subjects: Iterable[tuple[int, Subject]]) -> Named | None:
    plain = folded(" ".join(words.split()))
    for category, names in _CATEGORIES.items():
        if plain in names or plain == folded(category):
            held = frozenset(number for number, subject in subjects if subject.category == category)
            return Named(category, "category", held) if held else None
    return None


def of_documents(words: str, subjects: Sequence[tuple[int, Subject]]) -> frozenset[int]:
    """Return the subjects whose document is of the sort that a word names: `pdf`."""
    endings = _EXTENSIONS.get(folded(words), ())
    return frozenset(number for number, subject in subjects if folded(subject.document).endswith(endings or ("\0",)))


def _page_words(subject: Subject) -> str:
    return f"{subject.page} {subject.site} {subject.url}"


_FIELDS: tuple[tuple[str, Callable[[Subject], str]], ...] = (
    ("app", lambda subject: subject.app),
    ("site", lambda subject: subject.site),
    ("document", lambda subject: subject.document),
    ("project", lambda subject: subject.project),
    ("page", _page_words),
)
_NAME_WITH_SIGNS = re.compile(r"\S*\w[.:/_-]\w\S*")


def _holds_all(text: str, telling: Sequence[str], words: str) -> bool:
    """Say whether a text holds all words, each in one of its forms; what has signs in it must stand as it is."""
    if not text:
        return False
    plain = folded(text)
    if any(folded(name).removeprefix("www.") not in plain for name in _NAME_WITH_SIGNS.findall(words)):
        return False
    there = set(tokens(text))
    return all(there & _forms(token) for token in telling)


def _forms(token: str) -> frozenset[str]:
    return forms(token) if token.isalpha() else frozenset({token})


def looks_like_host(words: str) -> bool:
    """Say whether words are one name with dots, as sites have: nothing but a site can be meant."""
    return re.fullmatch(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", words.strip(), re.IGNORECASE) is not None
