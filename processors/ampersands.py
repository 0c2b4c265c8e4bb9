"""Ampersands that were read as figures or letters: in some fonts they look like an 8 with an arm. Pure.

One that was read as what it is shows how they look on this screen; nothing else is taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from processors.ink import Mask
from processors.letters import Shape

AND = "&"

MISTAKEN = frozenset("8S6sBg")
"""What an ampersand is read as."""

ALIKE, APART = 0.75, 0.06
"""A shape is an ampersand where it has this share of ink in common with one that was read as such, and with none that
surely is what it was read as nearly as much."""


def settled(read: Sequence[tuple[Shape, str, str]]) -> Iterator[str]:
    """Give what each letter is, given its shape, what it was read as and the word that it is in."""
    known = {shape for shape, character, _ in read if character == AND}
    sure: dict[str, set[Shape]] = {}
    for shape, character, word in read:
        if character in MISTAKEN and word.isalnum() and len(word) > 1:
            sure.setdefault(character, set()).add(shape)
    found: dict[tuple[Shape, str], bool] = {}
    for shape, character, word in read:
        if not known or character not in MISTAKEN or (word.isalnum() and len(word) > 1):
            yield character
            continue
        if (shape, character) not in found:
            as_and = max(_common(shape, other) for other in known)
            as_read = max((_common(shape, other) for other in sure.get(character, ())), default=0.0)
            found[shape, character] = as_and >= ALIKE and as_and - as_read >= APART
        yield AND if found[shape, character] else character


def _common(one: Shape, other: Shape) -> float:
    """The share of ink that two shapes have in common (0 to 1), one moved by a pixel where that fits better."""
    if abs(one.high - other.high) > 1 or abs(one.wide - other.wide) > 1 or abs(one.above - other.above) > 1:
        return 0.0
    high, wide = max(one.high, other.high) + 2, max(one.wide, other.wide) + 2
    base = max(one.above, other.above) + 1
    still = _placed(one, high + 2, wide, base, 1)
    return max(_share(still, _placed(other, high + 2, wide, base, at)) for at in (0, 1, 2))


def _placed(shape: Shape, high: int, wide: int, base: int, left: int) -> Mask:
    canvas = np.zeros((high, wide + 2), dtype=np.bool_)
    top = base - shape.above
    canvas[top : top + shape.high, left : left + shape.wide] = shape.mask
    return canvas


def _share(one: Mask, other: Mask) -> float:
    return float((one & other).sum() / max(1, (one | other).sum()))
