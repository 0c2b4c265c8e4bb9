"""How a text looks: what tells labels from values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from statistics import median

import msgspec

from processors.colour import apart
from processors.screen import Screen

FAINTER = 1.25
"""Contrasts that differ by this factor look different."""

COLOUR = 48
"""Colours a channel of which differs by this much (of 255) look different."""

SAME = 0.1
"""Colours that are this near (1: they look different) are one."""

BOLDER = 1.22
"""Strokes whose widths differ by this factor look different: those of bold letters are about half as wide again."""

LARGER = 1.22
"""Heights that differ by this factor look different."""


class Style(msgspec.Struct, frozen=True):
    """The usual look of some pieces: colour, contrast to the ground, width of strokes, height of a line, capitals."""

    colour: tuple[int, int, int]
    contrast: float
    weight: float
    height: float
    capitals: bool


def style_of(screen: Screen, numbers: Sequence[int]) -> Style | None:
    """Return the usual look of pieces (by number); None where none of them has ink."""
    inks = [ink for n in numbers if (ink := screen.inks[n]) is not None]
    if not inks:
        return None
    heights = [screen.pieces[n].line[1] - screen.pieces[n].line[0] for n in numbers]
    colour = tuple(int(median(ink.colour[i] for ink in inks)) for i in range(3))
    letters = "".join(screen.pieces[n].text for n in numbers)
    return Style(
        (colour[0], colour[1], colour[2]),
        median(ink.contrast for ink in inks),
        median(ink.weight for ink in inks),
        float(median(heights)),
        letters.isupper() and _are_words(letters, len(numbers)),
    )


def _are_words(text: str, count: int) -> bool:
    """Say whether texts are of letters: the sign of a currency or of a series does not stand in capitals."""
    letters = sum(c.isalpha() for c in text)
    return letters >= count * 3 and letters > sum(c.isdigit() for c in text)


def differ(one: Style | None, other: Style | None) -> bool:
    """Say whether two looks can be told apart at a glance."""
    return distance(one, other) >= 1.0


def distance(one: Style | None, other: Style | None) -> float:
    """Return how different two looks are: 1 where they can just be told apart."""
    if one is None or other is None:
        return 0.0
    coloured = apart(one.colour, other.colour) / COLOUR
    # The same ink on the stripes of a table has more and less contrast.
    fainter = log(_factor(one.contrast, other.contrast)) / log(FAINTER) if coloured > SAME else 0.0
    return max(
        fainter,
        coloured,
        log(_factor(one.weight, other.weight)) / log(BOLDER),
        log(_factor(one.height, other.height)) / log(LARGER),
        float(one.capitals != other.capitals),
    )


def _factor(one: float, other: float) -> float:
    low, high = sorted((max(one, 0.01), max(other, 0.01)))
    return high / low
