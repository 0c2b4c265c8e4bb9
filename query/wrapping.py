"""Wrapping: how many cells of a terminal a text takes, and where it is broken into lines.

A library that does it, and much more, takes longer to load than a question to answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from query.pattern import pattern

_WORD = pattern(r"\s*\S+\s*")
_WIDE = frozenset("WF")


def cells(text: str) -> int:
    """Return how many cells a text takes: two for each of most East Asian letters, none for what is put on others."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def cut(text: str, room: int) -> str:
    """Return a text, or as much of its beginning as there is room for, with dots that say so."""
    if cells(text) <= room:
        return text
    return f"{text[: _fitting(text, 0, room - 1)]}…"


def wrapped(text: str, room: int) -> Iterator[str]:
    """Yield the lines of a text, broken between words, and in words that no line has room for; all of its letters."""
    begun = taken = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        needed = cells(match[0].rstrip())
        if needed > room - taken:
            if taken and start > begun:
                yield text[begun:start]
                begun, taken = start, 0
            while needed > room:
                at = _fitting(text, begun, room)
                yield text[begun:at]
                begun = at
                needed = cells(text[begun:end].rstrip())
            taken = cells(text[begun:end])
        else:
            taken += cells(match[0])
    yield text[begun:]


def _fitting(text: str, start: int, room: int) -> int:
    """Return the end of what there is room for, from some letter on; one of them at the least."""
    taken = 0
    for at in range(start, len(text)):
        taken += _cells_of(text[at])
        if taken > room and at > start:
            return at
    return len(text)
