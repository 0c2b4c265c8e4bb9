"""Letters whose capital, small form and digit have one shape, told by their height among the others of a font. Pure.

A recogniser sees each line scaled to one height: `w` and `W`, `o`, `O` and `0` look the same to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from processors.letters import Shape

TWINS = frozenset("cosuvwxz")
"""Letters whose small and capital forms have one shape, but for their size."""

LOW, TALL = frozenset("aemnr"), (frozenset("ABDEFGHKLMNPRT"), frozenset("23456789"), frozenset("bdhk"))
"""Letters that are small by their shape, and those as tall as capitals: where there are none of these, others."""

FEWEST = 3
"""So many of each show how tall they are."""

EVEN, WITHIN = 0.9, 1
"""Letters are of one font where this share of them is as tall as most, but for so many pixels."""

APART = 2
"""Capitals are at least so many pixels taller than small letters without ascender: one may be how they were drawn."""

NEAR = 0.3
"""A letter is small, or a capital, where its height differs by no more than this share of that difference."""


class Heights(msgspec.Struct, frozen=True):
    """How high the ink of small letters without ascender is, and that of capitals, px."""

    low: float
    tall: float

    @classmethod
    def of(cls, read: Sequence[tuple[Shape, str]]) -> Heights | None:
        """Learn it from letters and what they were read as; None where they do not show it, or are of several fonts."""
        low, *talls = (_usual([shape.high for shape, character in read if character in sort]) for sort in (LOW, *TALL))
        tall = next(filter(None, talls), 0.0)
        return cls(low, tall) if low and tall and tall - low >= APART else None

    def settled(self, character: str, shape: Shape, before: str) -> str:
        """Return the character, or the other form of it where it is as tall as that.

        A zero that is no taller than small letters is an o. `before` is the character on its left: behind a small
        letter a capital is rarer than a small one that was drawn a pixel too tall.
        """
        near = NEAR * (self.tall - self.low)
        if character.lower() in TWINS:
            is_low, is_tall = abs(shape.high - self.low) <= near, abs(shape.high - self.tall) <= near
            if is_low:
                return character.lower()
            return character.upper() if is_tall and not before.islower() else character
        return "o" if character == "0" and abs(shape.high - self.low) <= near else character


def _usual(heights: Sequence[int]) -> float:
    """How tall letters are; 0.0 where they are too few, or differ."""
    if len(heights) < FEWEST:
        return 0.0
    usual = median(heights)
    alike = sum(abs(height - usual) <= WITHIN for height in heights)
    return usual if alike >= EVEN * len(heights) else 0.0
