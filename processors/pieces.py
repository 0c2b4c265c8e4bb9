"""Pieces of text: words that stand together on one line, in one drawn box. Labels, values and cells are pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from statistics import median

import msgspec
import numpy as np
from msgspec.structs import replace

from processors.base import Box, Extent
from processors.edges import Colours
from projections.text import SpanRow

APART = 0.8
"""Words further apart than this share of their line's height belong to different pieces."""

BADGE, BADGE_WIDE = 1.2, 0.75
"""A badge is at most so many times as high as the line that was read in it, and at least so many as high and wide."""

LEADING = 1.3
"""A line is so many times as high as the ink of its letters."""

LEVEL = 0.5
"""Pieces of which this share of their height is level stand in one row."""

SIGN_APART = 0.4
"""An icon before a text is at least this share of the height of the line apart from it: words are nearer."""

SIGN_REACH, SIGN_ALIGNED, SIGN_ROWS = 12.0, 3, 2
"""At most so many heights above or below, texts begin, to so many pixels, where that behind an icon does: so many."""

USUAL = 16
"""The height of a line of text where a frame has none, px."""


class Piece(msgspec.Struct, frozen=True):
    """A piece of text: its box, its words and their extents, the place of its span among those given.

    `line` are the rows of the whole line as it was read; the box may be tighter.
    """

    box: Box
    words: tuple[str, ...]
    extents: tuple[Extent, ...]
    span: int
    line: Extent

    @property
    def text(self) -> str:
        """The words, a single space apart."""
        return " ".join(self.words)

    @property
    def height(self) -> int:
        """How tall it is, px."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """The row in the middle of its line."""
        return (self.box[1] + self.box[3]) / 2


def of_spans(spans: Sequence[SpanRow], walls: Sequence[Box] = ()) -> tuple[Piece, ...]:
    """Return the pieces of a frame's text in the order of its spans; none reaches from one of `walls` into another."""
    return tuple(piece for number, span in enumerate(spans) for piece in _split(number, span, walls))


def tightened(piece: Piece, colours: Colours) -> Piece:
    """Return a piece with the rows and columns of its ink only: a reader's boxes are generous, not evenly so."""
    x0, y0, x1, y1 = piece.box
    crop = colours[max(y0, 0) : y1, max(x0, 0) : x1]
    if not crop.size:
        return piece
    values, counts = np.unique(crop, return_counts=True)
    ground = int(values[counts.argmax()])
    away = np.zeros(crop.shape, np.int16)
    for shift in (16, 8, 0):
        away = np.maximum(away, np.abs((crop >> shift & 255).astype(np.int16) - (ground >> shift & 255)))
    inked = away >= max(12, int(away.max()) * 2 // 5)
    # A border that the box reaches into fills its whole row; letters never do.
    rows = np.flatnonzero(inked.any(axis=1) & ~inked.all(axis=1))
    if not len(rows) or x1 - x0 < 3:
        return piece
    middle = len(inked) // 2
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1)
    kept = min(groups, key=lambda g: max(int(g[0]) - middle, middle - int(g[-1]), 0) - len(g) / 100)
    top, bottom = int(kept[0]), int(kept[-1]) + 1
    columns = np.flatnonzero(inked[top:bottom].any(axis=0))
    left, right = max(x0, 0) + int(columns[0]), max(x0, 0) + int(columns[-1]) + 1
    extents = tuple((max(a, left), min(b, right)) for a, b in piece.extents)
    if any(a >= b for a, b in extents):
        left, right, extents = x0, x1, piece.extents
    return replace(piece, box=(left, max(y0, 0) + top, right, max(y0, 0) + bottom), extents=extents)


def without_signs(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces without what a reader makes of an icon before a text: one character, apart from the text.

    Where an icon stands before a text, others stand before those above and below it, or room is left for them.
    """
    signed = [piece for piece in found if _may_begin_with_sign(piece)]
    begins = [(piece.box[0], piece.middle) for piece in found]
    begins += [(piece.extents[1][0], piece.middle) for piece in signed]
    without = {id(piece): _without_sign(piece) for piece in signed if _is_signed(piece, begins)}
    return tuple(without.get(id(piece), piece) for piece in found)


def _without_sign(piece: Piece) -> Piece:
    box = (piece.extents[1][0], piece.box[1], piece.box[2], piece.box[3])
    return replace(piece, box=box, words=piece.words[1:], extents=piece.extents[1:])


def _is_signed(piece: Piece, begins: Sequence[tuple[int, float]]) -> bool:
    """Say whether enough texts above and below begin where what is behind the first word of a piece does."""
    reach, left = SIGN_REACH * piece.height, piece.extents[1][0]
    alike = (abs(x - left) <= SIGN_ALIGNED and 0 < abs(y - piece.middle) <= reach for x, y in begins)
    return sum(alike) >= SIGN_ROWS


def _may_begin_with_sign(piece: Piece) -> bool:
    """Say whether the first word of a piece may be an icon: one character that is no digit, apart from what follows."""
    if len(piece.extents) < 2 or len(piece.words[0]) != 1 or piece.words[0].isdigit():
        return False
    return piece.extents[1][0] - piece.extents[0][1] >= SIGN_APART * (piece.line[1] - piece.line[0])


def level(one: Piece, other: Piece) -> bool:
    """Say whether two pieces stand in one row."""
    common = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return common >= LEVEL * min(one.height, other.height) and common > 0


def in_rows(pieces: Sequence[Piece], free: Set[int]) -> list[list[int]]:
    """Return some pieces, by number, row by row, each row left to right."""
    rows: list[list[int]] = []
    for number in sorted(free, key=lambda n: (pieces[n].middle, pieces[n].box[0])):
        for row in reversed(rows[-4:]):
            if all(level(pieces[number], pieces[other]) for other in row):
                row.append(number)
                break
        else:
            rows.append([number])
    return [sorted(row, key=lambda n: pieces[n].box[0]) for row in rows]


def unit(pieces: Sequence[Piece]) -> float:
    """Return the usual height of a line of text, px: sizes of controls are measured by it. Pieces are tightened."""
    return LEADING * float(median(piece.height for piece in pieces)) if pieces else float(USUAL)


def wall_around(box: Box, walls: Sequence[Box]) -> int | None:
    """Return which of `walls` is the smallest that has the middle of a box in it; None where none has."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = [n for n, (x0, y0, x1, y1) in enumerate(walls) if x0 <= x < x1 and y0 <= y < y1]
    return min(around, key=lambda n: (area(walls[n]), n), default=None)


def area(box: Box) -> int:
    """Return how many pixels a box has."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _split(number: int, span: SpanRow, walls: Sequence[Box]) -> Iterator[Piece]:
    x0, y0, x1, y1 = span.box
    texts = span.text.split()
    extents = span.words if len(span.words) == len(texts) else ()
    if not extents:
        if texts:
            yield Piece(span.box, tuple(texts), ((x0, x1),) if len(texts) == 1 else (), number, (y0, y1))
        return
    near = [wall for wall in walls if wall[0] < x1 and wall[2] > x0 and wall[1] < y1 and wall[3] > y0]
    inside = [wall_around((a, y0, b, y1), near) for a, b in extents]
    first = 0
    for at in range(1, len(texts) + 1):
        ends = at == len(texts)
        if ends or extents[at][0] - extents[at - 1][1] > APART * (y1 - y0) or inside[at] != inside[at - 1]:
            home = inside[first]
            wide = extents[at - 1][1] - extents[first][0]
            alone = first == 0 and ends and len(span.text) > 1
            own = near[home] if alone and home is not None and _is_badge(near[home], wide, y1 - y0) else span.box
            held = tuple((max(a, own[0]), min(b, own[2])) for a, b in extents[first:at])
            box = (held[0][0], max(y0, own[1]), held[-1][1], min(y1, own[3]))
            yield Piece(box, tuple(texts[first:at]), held, number, (y0, y1))
            first = at


def _is_badge(box: Box, wide: int, high: int) -> bool:
    """Say whether a box is a badge around what was read so wide and high; what is around may have been read with it."""
    tall = box[3] - box[1]
    return BADGE_WIDE * high <= tall <= BADGE * high and box[2] - box[0] >= BADGE_WIDE * wide
