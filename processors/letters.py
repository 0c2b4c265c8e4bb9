"""The letters of a screen: which character a shape of ink in a cell is, as most lines on a grid say it is.

A screen draws a letter of a font the same way each time. A recogniser sees each line alone, scaled, and takes one `O`
for a `0` and the next for an `O`: where the pixels are the same, the letter is, and most readings of it are right.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.ink import FAINTEST, Mask, runs

SHARE = 0.45
"""A pixel belongs to a letter when it differs from the ground by this share of the cell's strongest difference."""

PRESENT = 0.3
"""A cell has ink in it where a pixel of its middle half differs by this share of the line's strongest difference."""

OF_OTHERS = 0.35
"""A scrap of the rows above or below is less high than this share of its cell."""

FEWEST, OUTVOTED = 3, 3
"""A shape is a character that at least so many readings say, and so many times as many as say anything else."""

ALIKE, APART = 0.8, 0.08
"""A shape that was never seen is a known one when they have this share of ink in common, and with no shape of another
character nearly as much."""


class Shape(msgspec.Struct, frozen=True):
    """The ink of one letter, cut out (`high` x `wide`), and how far its top stands above the base line, px."""

    above: int
    high: int
    wide: int
    ink: bytes

    @property
    def mask(self) -> Mask:
        """The ink as an array."""
        return np.frombuffer(self.ink, dtype=np.bool_).reshape(self.high, self.wide)

    def is_of_others(self, base: int, high: int) -> bool:
        """Say whether it is a scrap of the row above or below: low, at the rim of its cell.

        The row of the base line in the cell and the cell's height, px, are given.
        """
        is_at_rim = self.above >= base or base - self.above + self.high >= high
        return is_at_rim and self.high < OF_OTHERS * high

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


class Letters(msgspec.Struct):
    """What shapes were read as, in one font."""

    votes: defaultdict[Shape, Counter[str]] = msgspec.field(default_factory=lambda: defaultdict(Counter))
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
        [(best, count), *others] = self._plain(shape)
        most = others[0][1] if others else 0
        return best if count >= FEWEST and count >= OUTVOTED * most else ""

    def _plain(self, shape: Shape) -> list[tuple[str, int]]:
        """The readings of a shape, the most frequent first; what keyboards type (ASCII), where it was read as such."""
        votes = self.votes[shape].most_common()
        return [vote for vote in votes if vote[0].isascii()] or votes

    def nearest(self, shape: Shape) -> str:
        """Return the character of the very shape, or of the one most like it; empty where none is like it."""
        if shape in self.votes:
            [(best, count), *others] = self._plain(shape)
            return best if not others or count >= OUTVOTED * others[0][1] else ""
        return self._likest(shape)

    def plain(self, shape: Shape) -> str:
        """Return what a shape is that was only read as letters that few keyboards have: as the one most like it."""
        if any(character.isascii() for character in self.votes.get(shape, ())):
            return ""
        return self._likest(shape)

    def _likest(self, shape: Shape) -> str:
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
        said = [(shape, next(iter(votes))) for shape, votes in self.votes.items() if len(votes) == 1]
        sure = [(shape, character) for shape, character in said if character.isascii()]
        table = np.array([_on_canvas(shape) for shape, _ in sure], dtype=np.float32)
        return table.reshape(len(sure), CANVAS[0] * CANVAS[1]), [character for _, character in sure]


CANVAS = (56, 32)
BASE = 40


def _on_canvas(shape: Shape) -> NDArray[np.float32]:
    """The ink on a canvas of one size, by its base line and its left edge; what does not fit on it is cut off."""
    canvas = np.zeros(CANVAS, dtype=np.float32)
    top = max(0, BASE - shape.above)
    mask = shape.mask[: CANVAS[0] - top, : CANVAS[1]]
    canvas[top : top + mask.shape[0], : mask.shape[1]] = mask
    return canvas.ravel()
