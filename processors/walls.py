"""Walls: the long upright edges of windows and panels. No line of text goes through one.

A detector of text sees words, not windows: where one window lies over another, it takes what stands left and right of
the border for one line. Screens are drawn, so a border is known exactly: one colour from top to bottom on one of its
sides, and something else beside it all the way. A rule in an editor, or between the columns of a table, has the same
ground on both sides; text may go through that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.edges import Colours, packed
from processors.ink import Mask

SHORTEST = 64
"""An edge that is less tall (px) may be of a letter, a button or a field."""

FAINTEST = 5
"""Colours that differ less than this (of 255) along most of an edge are a slope, not a border."""

BESIDE = 4
"""How far from an edge (px) its grounds are looked at: a thin line has the same on both sides."""

ALIKE = 0.5
"""Grounds that are the same on this share of an edge are one ground."""

PADDING = 0.15
"""The share of a box's height, above and below, that is padding: a wall need not reach over it."""

THINNEST = 0.35
"""What stands between two walls less than this share of a line's height apart is the border itself, no text."""


class Wall(msgspec.Struct, frozen=True):
    """`x` is the first column behind the edge, which goes over the rows [top, bottom); px."""

    x: int
    top: int
    bottom: int

    def parts(self, box: Box) -> bool:
        """Whether the wall goes through a box from its top to its bottom, padding left out."""
        padding = int(PADDING * (box[3] - box[1]))
        return box[0] < self.x < box[2] and self.top <= box[1] + padding and self.bottom >= box[3] - padding


def found(pixels: NDArray[np.uint8]) -> tuple[Wall, ...]:
    """The walls of an image (height x width x 3), left to right, top to bottom."""
    height, width = pixels.shape[:2]
    if height < SHORTEST or width < 2:
        return ()
    colours = packed(pixels)
    differ = colours[:, 1:] != colours[:, :-1]
    still = colours[1:] == colours[:-1]
    walls = {
        Wall(x, top, bottom)
        for side in (still[:, 1:], still[:, :-1])
        for x, top, bottom in _runs(differ, side)
        if not _is_faint(pixels, x, top, bottom) and not _is_thin(colours, x, top, bottom)
    }
    return tuple(sorted(walls, key=lambda wall: (wall.x, wall.top)))


def cut(boxes: Sequence[Box], walls: Sequence[Wall]) -> tuple[Box, ...]:
    """The boxes, each cut at the walls that go through it; what is no wider than a border is left out."""
    return tuple(piece for box in boxes for piece in _pieces(box, walls))


def mirrored(walls: Sequence[Wall], width: int) -> tuple[Wall, ...]:
    """The walls of an image that is turned left to right."""
    return tuple(Wall(width - wall.x, wall.top, wall.bottom) for wall in walls)


def _pieces(box: Box, walls: Sequence[Wall]) -> Iterator[Box]:
    at = sorted({wall.x for wall in walls if wall.parts(box)})
    if not at:
        yield box
        return
    least = THINNEST * (box[3] - box[1])
    for left, right in zip([box[0], *at], [*at, box[2]], strict=True):
        if right - left >= least:
            yield left, box[1], right, box[3]


def _runs(differ: Mask, still: Mask) -> Iterator[tuple[int, int, int]]:
    """Give (x, top, bottom) of each edge that is tall enough: all its rows `differ`, and one side stays `still`."""
    goes_on = np.zeros((differ.shape[1], differ.shape[0]), dtype=np.bool_)
    goes_on[:, 1:] = (differ[1:] & differ[:-1] & still).T
    changes = np.flatnonzero(np.diff(np.r_[False, goes_on.ravel(), False].astype(np.int8)))
    height = differ.shape[0]
    for start, stop in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True):
        # The first row of each column never goes on, so that no run is of two columns.
        if stop - start + 1 >= SHORTEST:
            column, row = divmod(start, height)
            yield column + 1, row - 1, row + stop - start


def _is_faint(pixels: NDArray[np.uint8], x: int, top: int, bottom: int) -> bool:
    left, right = (pixels[top:bottom, column].astype(np.int16) for column in (x - 1, x))
    return bool(np.median(np.abs(left - right).max(axis=1)) < FAINTEST)


def _is_thin(colours: Colours, x: int, top: int, bottom: int) -> bool:
    """Whether an edge is that of a thin line, with one ground on both sides."""
    left, right = max(0, x - 1 - BESIDE), min(colours.shape[1] - 1, x + BESIDE)
    return bool((colours[top:bottom, left] == colours[top:bottom, right]).mean() >= ALIKE)
