"""Rectangles of pixels (x0, y0, x1, y1): what they meet, and what they come to together. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from processors.base import Box


def fill(mask: NDArray[np.bool_], boxes: Sequence[Box]) -> None:
    """Set what of a mask (height x width) is in one of the boxes; they may reach over its rim."""
    for x0, y0, x1, y1 in boxes:
        mask[max(0, y0) : y1, max(0, x0) : x1] = True


def meet(boxes: NDArray[np.int64], rect: Box) -> NDArray[np.bool_]:
    """Which of the boxes (count x 4) share a pixel with a rectangle."""
    x0, y0, x1, y1 = rect
    return np.asarray((boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < y1) & (boxes[:, 3] > y0))


def wider(rect: Box, dx: int, dy: int, width: int, height: int) -> Box:
    """A rectangle with `dx` px more on the left and the right, `dy` above and below, within an image of that size."""
    x0, y0, x1, y1 = rect
    return max(0, x0 - dx), max(0, y0 - dy), min(width, x1 + dx), min(height, y1 + dy)


def around(group: Sequence[Box]) -> Box:
    """The least rectangle that holds all of a group, which is not empty."""
    return min(r[0] for r in group), min(r[1] for r in group), max(r[2] for r in group), max(r[3] for r in group)


def disjoint(rects: Sequence[Box]) -> list[Box]:
    """The rectangles with every overlapping pair replaced by the rectangle around both, in a settled order."""
    out: list[Box] = []
    for rect in sorted(rects):
        grown = rect
        while over := [r for r in out if r[0] < grown[2] and r[2] > grown[0] and r[1] < grown[3] and r[3] > grown[1]]:
            out = [r for r in out if r not in over]
            grown = around([grown, *over])
        out.append(grown)
    return sorted(out)
