"""Operators that fonts for code draw as one sign (`!=` as one of two cells): known by their strokes. Pure.

A font of one width gives each character a cell. A sign that fills two cells or three therefore stands for as many
characters, and bars, tip and slash tell which: a sign typed as itself (`→`) has one cell, and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors import operators
from processors.base import Extent, Line
from processors.ink import FAINTEST, background, runs
from processors.operators import LONGEST, SHARES, STROKE

APART = 0.3
"""Columns part two signs where no pixel differs from the ground by this share of the row's strongest difference."""

CENTRED = 0.14
"""The middle of a sign is no further than this from the middle of its cells, in cells."""

NARROWEST, RIM = 0.7, 0.2
"""A sign of two cells is at least so wide, and reaches so far into its first cell and its last one, in cells."""

UPRIGHT = 0.55
"""A bar of `||` is at least this share of the line's height."""

CLOSEST, FURTHEST = 0.3, 1.15
"""The two bars of `||` are so far apart, in cells."""


_COMMENT = re.compile(r"(?<!\S)[\u2190 ](?=![-=\u2013\u2014])")
"""The first cell of `<!--` where something else was read, or nothing."""


class Cells(msgspec.Struct, frozen=True):
    """Where the cells of a row are: the first begins at `left`, each is `pitch` wide, px."""

    left: float
    pitch: float

    def span(self, columns: Extent) -> tuple[int, int] | None:
        """The cells [first, behind the last) that a sign fills; None where it does not stand in their middle."""
        start, stop = ((edge - self.left) / self.pitch for edge in columns)
        first, behind = int(np.floor(start + RIM)), int(np.ceil(stop - RIM))
        is_centred = abs((start + stop) - (first + behind)) / 2 <= CENTRED
        return (first, behind) if is_centred and stop - start >= NARROWEST else None


def told(off: NDArray[np.int16], cells: Cells, within: Extent, read: str) -> dict[int, str]:
    """The operators of a row that are drawn as one sign, by their first cells.

    `off` says how far each pixel (height x width) is from the ground; `within` are the columns of the row, `read` is
    what was read in its cells.
    """
    x0, x1 = within
    strongest = int(off[:, x0:x1].max(initial=0))
    inked = off[:, x0:x1] >= max(FAINTEST, APART * strongest)
    groups = [(a + x0, b + x0) for a, b in runs(np.asarray(inked.any(axis=0)))]
    found = dict(_uprights(off, cells, groups))
    for columns in groups:
        span = cells.span(columns)
        if span is None or not 2 <= span[1] - span[0] <= LONGEST or span[0] < 0:
            continue
        ink, here = off[:, columns[0] : columns[1]], read[span[0] : span[1]]
        if sign := operators.typed(ink, cells.pitch, here.ljust(span[1] - span[0])):
            found[span[0]] = sign
    return found


def _uprights(off: NDArray[np.int16], cells: Cells, groups: Sequence[Extent]) -> Iterator[tuple[int, str]]:
    """Two bare bars, one beside the other, as tall as each other: `||`."""
    strokes = [(group, _upright(off[:, group[0] : group[1]])) for group in groups]
    for n, ((one, rows), (other, rows_too)) in enumerate(pairwise(strokes)):
        beside = [strokes[k] for k in (n - 1, n + 2) if 0 <= k < len(strokes)]
        if rows is None or rows != rows_too:
            continue
        middles = (one[0] + one[1]) / 2, (other[0] + other[1]) / 2
        if not CLOSEST <= (middles[1] - middles[0]) / cells.pitch <= FURTHEST:
            continue
        third = [(group[0] + group[1]) / 2 for group, extent in beside if extent == rows]
        if any(min(abs(at - middle) for middle in middles) <= FURTHEST * cells.pitch for at in third):
            continue
        at = (sum(middles) / 2 - cells.left) / cells.pitch
        if abs(at - round(at)) <= CENTRED and round(at) >= 1:
            yield round(at) - 1, "||"


def _upright(off: NDArray[np.int16]) -> Extent | None:
    """The rows of a bare upright stroke; None where a group of columns is none."""
    mask = off >= max(FAINTEST, SHARES[0] * int(off.max(initial=0)))
    rows = runs(np.asarray(mask.any(axis=1)))
    thick = max(2, round(STROKE * mask.shape[0]))
    if len(rows) != 1 or mask.shape[1] > thick + 1:
        return None
    top, bottom = rows[0]
    wide = runs(np.asarray(mask.any(axis=0)))
    solid = len(wide) == 1 and bool(mask[top:bottom, wide[0][0] : wide[0][1]].mean() >= 0.9)
    return (top, bottom) if solid and bottom - top >= UPRIGHT * mask.shape[0] else None


def typed(line: Line, left: float, pitch: float, pixels: NDArray[np.uint8]) -> tuple[Line, float, frozenset[int]]:
    """A line with the operators in it as they were typed, where its first cell begins, and the cells that they are in.

    Cells of the line as it was read begin at `left`, and are `pitch` wide, px.
    """
    x0, y0, x1, y1 = line.box
    part = pixels[y0:y1, x0:x1]
    off = np.abs(part.astype(np.int16) - np.array(background(part), dtype=np.int16)).max(axis=2)
    first = -1 if left - x0 >= pitch / 2 else 0
    text = " " * -first + line.text
    found = told(off, Cells(left - x0 + first * pitch, pitch), (0, x1 - x0), text)
    for match in _COMMENT.finditer(text):
        if _is_inked(off, left - x0 + (first + match.start()) * pitch, pitch):
            found[match.start()] = "<"
    if not found:
        return line, left, frozenset()
    for cell, sign in found.items():
        text = _put(text, cell, sign, lambda at: _is_inked(off, left - x0 + (first + at) * pitch, pitch))
    skipped = len(text) - len(text.lstrip())
    taken = frozenset(cell + n - skipped for cell, sign in found.items() for n in range(len(sign)))
    left, text = left + (first + skipped) * pitch, text.strip()
    words = tuple(
        (max(0, round(left + word.start() * pitch)), min(pixels.shape[1], round(left + word.end() * pitch)))
        for word in re.finditer(r"\S+", text)
    )
    box = (min(x0, words[0][0]), y0, max(x1, words[-1][1]), y1)
    return Line(box, text, line.confidence, words), left, taken


def _put(text: str, cell: int, sign: str, is_inked: Callable[[int], bool]) -> str:
    """A text with a sign from a cell on.

    A letter that was read in the last of its cells, for the ink of the sign was taken for the letter's, goes where it
    belongs: next to the sign or behind one space, where there is ink and nothing was read.
    """
    stop = cell + len(sign)
    before, lost, behind = text[:cell].ljust(cell), text[cell:stop].rstrip()[-1:], text[stop:]
    at = next((n for n in (0, 1) if is_inked(stop + n)), None)
    if at is not None and lost.isalnum() and behind[: at + 1].strip() == "" and len(behind) > at + 1:
        behind = " " * at + lost + behind[at + 1 :]
    return before + sign + behind


def _is_inked(off: NDArray[np.int16], start: float, pitch: float) -> bool:
    cell = off[:, round(start + pitch / 4) : round(start + 3 * pitch / 4)]
    return bool(cell.max(initial=0) >= max(FAINTEST, APART * int(off.max(initial=0))))
