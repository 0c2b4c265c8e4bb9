"""Straight edges: where two flat colours meet along a line. Screens are drawn, so this is asked exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box

Colours: TypeAlias = NDArray[np.uint32]
"""One number a pixel, 0xRRGGBB (height x width)."""


class Edges(msgspec.Struct, frozen=True):
    """Edges of one direction, one an index. `at` is the first row (column) behind the edge; it runs over [start, stop).

    `before` and `behind` are the colours that meet there: above and below, or left and right.
    """

    at: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    before: Colours
    behind: Colours


def boxes_of(boxes: Sequence[Box]) -> NDArray[np.int64]:
    """Return boxes as an array (count x 4)."""
    return np.array(boxes, np.int64).reshape(-1, 4)


def packed(pixels: NDArray[np.uint8]) -> Colours:
    """Return an image (height x width x 3, RGB) as one number a pixel."""
    r, g, b = (pixels[:, :, i].astype(np.uint32) for i in range(3))
    return np.asarray(r << 16 | g << 8 | b)


def across(colours: Colours, shortest: int) -> Edges:
    """Return the horizontal edges that are at least `shortest` pixels long, top to bottom, left to right.

    Along an edge both colours stay the same: a picture, a gradient or a letter has no long ones.
    """
    height, width = colours.shape
    if height < 2 or width < 1:
        none = np.zeros(0, np.int64)
        return Edges(none, none, none, none.astype(np.uint32), none.astype(np.uint32))
    differ = colours[1:] != colours[:-1]
    same = colours[:, 1:] == colours[:, :-1]
    goes_on = same[1:] & same[:-1] & differ[:, 1:]
    first, last = differ.copy(), differ
    first[:, 1:] &= ~goes_on
    last[:, :-1] &= ~goes_on
    starts, stops = np.flatnonzero(first), np.flatnonzero(last) + 1
    long = stops - starts >= shortest
    starts, stops = starts[long], stops[long]
    row = starts // width
    start = starts - row * width
    return Edges(row + 1, start, stops - row * width, colours[row, start], colours[row + 1, start])


def down(colours: Colours, shortest: int) -> Edges:
    """Return the vertical edges that are at least `shortest` pixels long, left to right, top to bottom."""
    return across(np.ascontiguousarray(colours.T), shortest)
