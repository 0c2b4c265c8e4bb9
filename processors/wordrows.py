"""Rows of words: what stands level on a screen, word by word, whatever piece or span each word is of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from processors.base import Box, Extent
from processors.screen import Screen

_BAR = re.compile(r"[|│┃¦]+")
_RULE = re.compile(r"[-─━=+|│┼:*_—–]{3,}")


class Word(msgspec.Struct, frozen=True):
    """A word: where it stands, what it says, and of which piece it is."""

    extent: Extent
    text: str
    piece: int


class WordRow(msgspec.Struct, frozen=True):
    """The words of a row, left to right, and its rows of pixels; `is_rule`: it is drawn with dashes."""

    words: tuple[Word, ...]
    line: Extent
    is_rule: bool

    @property
    def extents(self) -> list[Extent]:
        """Where each word stands, px."""
        return [word.extent for word in self.words]

    @property
    def middle(self) -> float:
        """The row of pixels in its middle."""
        return (self.line[0] + self.line[1]) / 2

    @property
    def height(self) -> int:
        """How high its line is, px."""
        return self.line[1] - self.line[0]


def of_pieces(screen: Screen, numbers: Sequence[int]) -> WordRow:
    """Return pieces as words, without the bars that a terminal draws between columns."""
    words = []
    for number in numbers:
        piece = screen.pieces[number]
        extents = piece.extents or ((piece.box[0], piece.box[2]),)
        texts = piece.words if piece.extents else (piece.text,)
        words += [Word(extent, text, number) for extent, text in zip(extents, texts, strict=True)]
    words.sort(key=lambda word: word.extent)
    is_rule = bool(words) and all(_RULE.fullmatch(word.text) or _BAR.fullmatch(word.text) for word in words)
    lines = [screen.pieces[n].line for n in numbers]
    line = (min(top for top, _ in lines), max(bottom for _, bottom in lines)) if lines else (0, 0)
    return WordRow(tuple(word for word in words if not _BAR.fullmatch(word.text)), line, is_rule)


def said(words: Sequence[Word]) -> str:
    """Return words as one text."""
    return " ".join(word.text for word in words)


def hull(words: Sequence[Word], row: WordRow) -> Box:
    """Return the box of words of a row, as high as that is."""
    return words[0].extent[0], row.line[0], words[-1].extent[1], row.line[1]
