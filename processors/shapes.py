"""Look-alikes settled by pixels: capital or small letters, and bars that pass for letters.

A recogniser sees each line scaled to one height. Where fonts of two sizes share a line, the capitals
of the smaller pass for small letters (`NATuRAL`, `usInG`), and a bar that stands alone passes for an I.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import numpy as np

from processors.base import Extent
from processors.ink import Mask, runs
from processors.words import Row, Word

TWINS = frozenset("cosuvwxz")
"""Letters whose small and capital forms have one shape."""

LOW = frozenset("acemnorsuvwxz")
"""Small letters without ascender: their ink never reaches the height of capitals."""

LEVEL = 0.1
"""Tops that differ by less than this share of a capital's height (or by one pixel) are level."""

BARS = frozenset("|Iil1\u01c0")
"""What a bar that stands alone is read as."""

BARS_IN_CELLS = BARS | {"1"}

UNDER = 2
"""A bar reaches at least this far below the line's letters, px."""

SITTING = frozenset("acehikmnorstuvwxz023456789ABDEFGHKLMNPRSTUVWXYZ")
"""Characters that stand on the base line in every font."""

_CAPITALS = re.compile(r"\b[A-Z_0]{5,}\b")
_AMONG_CAPITALS = re.compile(r"(?<=[A-Z])0(?=[A-Z])")
_BEFORE_A_WORD = re.compile(r"(?<![\w.#-])0(?=[A-Z]{0,2}[a-z]{4,}\b)(?![a-f]+\b|[xXbBoO]|[a-z]+s\b)")

FLAT = 0.45
"""What is less tall than this share of its line, and was read as an A, is a caret."""


def text(row: Row, inked: Mask) -> str:
    """What the words of one line say, each behind its spaces; `inked` is the line's ink (height x width)."""
    words = row.words
    # In fonts of one width letters fill their cells, by feet and serifs: a stroke that stands bare is a bar.
    base = 0 if row.grid is not None else _base(words, inked)
    bars = BARS_IN_CELLS if row.grid is not None else BARS
    said = ("|" if _is_bar(w, inked, base, bars) else _flattened(w, spelled(_cased(w, inked)), inked) for w in words)
    return "".join(" " * word.spaces + text for word, text in zip(words, said, strict=True))


def _base(words: Sequence[Word], inked: Mask) -> int:
    """The row below the letters that stand on the base line; that below the crop when there are none."""
    read = [(g.character, extent) for w in words for g, extent in zip(w.glyphs, w.extents, strict=True)]
    feet = [_rows(extent, inked)[1] for character, extent in read if character in SITTING]
    return round(median(feet)) if feet else int(inked.shape[0])


def _flattened(word: Word, read: str, inked: Mask) -> str:
    """The word as carets, where it was read as nothing but As and carets and all of them are flat."""
    if not set(read) <= {"A", "^"}:
        return read
    tall = max(bottom - top for top, bottom in (_rows(e, inked) for e in word.extents))
    return "^" * len(read) if tall < FLAT * inked.shape[0] else read


def _is_bar(word: Word, inked: Mask, base: int, bars: frozenset[str]) -> bool:
    """Whether a word is one solid upright stroke that reaches below the base line (row `base`)."""
    if len(word.glyphs) > 1 or word.glyphs[0].character not in bars:
        return False
    x0, x1 = max(0, word.extent[0]), word.extent[1]
    filled = runs(np.asarray(inked[:, x0:x1].any(axis=0)))
    if len(filled) != 1:
        return False
    stroke = inked[:, x0 + filled[0][0] : x0 + filled[0][1]]
    # Bars of the rows above and below may show at the rims: only the longest stretch is this row's.
    top, bottom = max(runs(np.asarray(stroke.any(axis=1))), key=lambda r: r[1] - r[0])
    solid = bool(stroke[top:bottom].all())
    # Where the bars of the rows nearly touch, a box ends at the line's letters, and the bar runs through all of it.
    through = top == 0 and bottom == stroke.shape[0]
    return solid and (through or bottom >= base + UNDER) and bottom - top >= 4 * stroke.shape[1]


def _cased(word: Word, inked: Mask) -> str:
    """The word in capitals, where it was read as a mixture and all of its letters are as tall as its capitals.

    Nothing is changed unless the word as read is implausible: a small letter before a capital, or
    two capitals that cannot be mistaken.
    """
    read = "".join(g.character for g in word.glyphs)
    if not _doubtful(read):
        return read
    tops = [_rows(e, inked)[0] for e in word.extents]
    capitals = median(t for c, t in zip(read, tops, strict=True) if c.isupper() and c.lower() not in TWINS)
    small = max(t for c, t in zip(read, tops, strict=True) if c.islower())
    tall = inked.shape[0] - capitals
    return read.upper() if small <= capitals + max(1, round(LEVEL * tall)) else read


def spelled(read: str) -> str:
    """The word with an O for a zero between capitals, or before a word: no number has it there, and few names do.

    Behind capitals it may count (`CPU0`), and before what there is none of as well (`0errors`, read without its space);
    among the letters a to f it may be of a number, and four signs may be a code.
    """
    among = _CAPITALS.sub(_without_zeros, read)
    return _BEFORE_A_WORD.sub("O", among)


def _without_zeros(word: re.Match[str]) -> str:
    capitals = set(word[0]) - {"0", "_"}
    return word[0] if capitals <= set("ABCDEF") else _AMONG_CAPITALS.sub("O", word[0])


def _doubtful(read: str) -> bool:
    small = [i for i, c in enumerate(read) if c.islower()]
    capitals = [i for i, c in enumerate(read) if c.isupper() and c.isascii() and c.lower() not in TWINS]
    if not small or not capitals or not all(read[i] in LOW for i in small):
        return False
    return len(capitals) > 1 or small[0] < capitals[0]


def _rows(columns: Extent, inked: Mask) -> Extent:
    """The rows [top, bottom) between which some columns have ink; the lowest row, empty, where they have none."""
    rows = np.flatnonzero(inked[:, columns[0] : columns[1]].any(axis=1))
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (inked.shape[0], inked.shape[0])
