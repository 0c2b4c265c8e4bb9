"""The letters of a screen: which character a shape of ink in a cell is, as most lines on a grid say it is.

A screen draws a letter of a font the same way each time. A recogniser sees each line alone, scaled, and takes one `O`
for a `0` and the next for an `O`: where the pixels are the same, the letter is, and most readings of it are right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from processors.ink import FAINTEST, Mask, runs

SHARE = 0.45
"""A pixel belongs to a letter when it differs from the ground by this share of the cell's strongest difference."""

PRESENT = 0.3
"""A cell has ink in it where a pixel of its middle half differs by this share of the line's strongest difference."""

FEWEST, OUTVOTED = 3, 3
"""A shape is a character that at least so many readings say, and so many times as many as say anything else."""

ALIKE, APART = 0.8, 0.08
"""A shape that was never seen is a known one when they have this share of ink in common, and with no shape of another
character nearly as much."""

STROKE = 0.14
"""A stroke is no thicker than this share of the line's height, or two pixels."""

LONG = 0.55
"""A dash or an underscore is at least this long, in cells; a bar at least this tall, in line heights."""


SOLID = 0.9
"""A stroke fills this share of the box around it."""

SQUAT = 0.6
"""The strokes of a plus are no more unlike in length than this."""

RAISED = 0.25
"""A caret ends at least so high above the base line, in cells."""

LOW, HIGH = 0.25, 0.95
"""A dash stands so high above the base line, at least and at most, in cells."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The ink of one letter, cut out (`high` x `wide`), and how far its top stands above the base line, px."""

    above: int
    high: int
    wide: int
    ink: bytes

    @property
    def mask(self) -> Mask:
        """The ink as an array."""
        return np.frombuffer(self.ink, dtype=np.bool_).reshape(self.high, self.wide)

    def touches(self, base: int, high: int) -> bool:
        """Say whether it begins or ends at the rim of its cell, whose base line and height (px) are given."""
        return self.above >= base or base - self.above + self.high >= high

    @classmethod
    def of(cls, cell: NDArray[np.int16], base: int) -> Shape | None:
        """Return the shape in a cell, given how far each pixel is from the ground and the row below the letters.

        What stands apart at the upper or lower rim is of the rows above and below.
        """
        strongest = int(cell.max(initial=0))
        if strongest < FAINTEST:
            return None
        mask = cell >= max(FAINTEST, SHARE * strongest)
        rows = runs(np.asarray(mask.any(axis=1)))
        if len(rows) > 1 and rows[0][0] == 0:
            rows = rows[1:]
        if len(rows) > 1 and rows[-1][1] == len(mask):
            rows = rows[:-1]
        top, bottom = rows[0][0], rows[-1][1]
        columns = np.flatnonzero(mask[top:bottom].any(axis=0))
        mask = mask[top:bottom, columns[0] : columns[-1] + 1]
        return cls(base - top, mask.shape[0], mask.shape[1], np.ascontiguousarray(mask).tobytes())


def is_present(cell: NDArray[np.int16], strongest: int) -> bool:
    """Say whether a cell has ink in its middle half; `strongest` is the strongest difference of its line."""
    rim = cell.shape[1] // 4
    return bool(int(cell[:, rim : cell.shape[1] - rim].max(initial=0)) >= max(FAINTEST, PRESENT * strongest))


@dataclass(slots=True)
class Letters:
    """What shapes were read as, in one font."""

    votes: defaultdict[Shape, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _table: tuple[NDArray[np.float32], list[str]] | None = None

    def learn(self, shape: Shape, character: str) -> None:
        """Note one reading."""
        self.votes[shape][character] += 1

    def readings(self, shape: Shape) -> frozenset[str]:
        """Return all that this very shape was read as."""
        return frozenset(self.votes.get(shape, ()))

    def says(self, shape: Shape) -> str:
        """Return the character that the readings of this very shape agree on; empty where they do not."""
        if shape not in self.votes:
            return ""
        [(best, count), *others] = self.votes[shape].most_common(2)
        most = others[0][1] if others else 0
        return best if count >= FEWEST and count >= OUTVOTED * most else ""

    def nearest(self, shape: Shape) -> str:
        """Return the character of the very shape, or of the one most like it; empty where none is like it."""
        if shape in self.votes:
            [(best, count), *others] = self.votes[shape].most_common(2)
            return best if not others or count >= OUTVOTED * others[0][1] else ""
        if self._table is None:
            self._table = self._laid()
        known, characters = self._table
        if not characters:
            return ""
        here = _on_canvas(shape)
        common = known @ here
        share = common / np.maximum(1, known.sum(axis=1) + here.sum() - common)
        likest = int(share.argmax())
        is_other = np.array([character != characters[likest] for character in characters])
        other = float(share[is_other].max(initial=0.0))
        return characters[likest] if share[likest] >= ALIKE and share[likest] - other >= APART else ""

    def _laid(self) -> tuple[NDArray[np.float32], list[str]]:
        sure = [(shape, votes.most_common(1)[0][0]) for shape, votes in self.votes.items() if len(votes) == 1]
        table = np.array([_on_canvas(shape) for shape, _ in sure], dtype=np.float32).reshape(
            len(sure), CANVAS[0] * CANVAS[1]
        )
        return table, [character for _, character in sure]


CANVAS = (56, 32)
BASE = 40


def _on_canvas(shape: Shape) -> NDArray[np.float32]:
    """The ink on a canvas of one size, by its base line and its left edge; what does not fit on it is cut off."""
    canvas = np.zeros(CANVAS, dtype=np.float32)
    top = max(0, BASE - shape.above)
    mask = shape.mask[: CANVAS[0] - top, : CANVAS[1]]
    canvas[top : top + mask.shape[0], : mask.shape[1]] = mask
    return canvas.ravel()


def drawn(shape: Shape, wide: int, high: int) -> str:
    """Return what straight strokes are in a cell of that size, px: a bar, a dash, a plus, a caret; empty if neither.

    A stroke from one side of the cell to the other may be a rule that a program drew.
    """
    thick = max(2, round(STROKE * high))
    middle = shape.above - shape.high / 2
    if shape.mask.mean() >= SOLID:
        if shape.wide <= thick and LONG * high <= shape.high < high:
            return "|"
        is_dash = shape.high <= thick and LONG * wide <= shape.wide < wide
        return "-" if is_dash and LOW * wide <= middle <= HIGH * wide else ""
    if _is_cross(shape.mask, thick):
        return "+"
    return "^" if _is_roof(shape.mask) and shape.above - shape.high >= RAISED * wide else ""


def _is_cross(mask: Mask, thick: int) -> bool:
    """Say whether a mask is one upright and one level stroke, each through the other, of about one length."""
    rows, columns = runs(mask.mean(axis=1) >= SOLID), runs(mask.mean(axis=0) >= SOLID)
    if len(rows) != 1 or len(columns) != 1 or not SQUAT <= mask.shape[0] / mask.shape[1] <= 1 / SQUAT:
        return False
    (top, bottom), (left, right) = rows[0], columns[0]
    rest = mask.copy()
    rest[top:bottom] = False
    rest[:, left:right] = False
    inside = top > 0 and bottom < mask.shape[0] and left > 0 and right < mask.shape[1]
    return inside and max(bottom - top, right - left) <= thick and not rest.any()


def _is_roof(mask: Mask) -> bool:
    """Say whether a mask is two strokes that part from one point above, as far to the left as to the right."""
    if min(mask.shape) < 3:
        return False
    spread = [runs(row) for row in mask]
    strokes = [len(row) for row in spread]
    if strokes[0] != 1 or strokes[-1] != 2 or strokes != sorted(strokes):
        return False
    edges = [(row[0][0], mask.shape[1] - row[-1][1]) for row in spread]
    falls = all(a[0] >= b[0] and a[1] >= b[1] for a, b in pairwise(edges))
    return falls and edges[0][0] > 0 and all(abs(left - right) <= 1 for left, right in edges)
