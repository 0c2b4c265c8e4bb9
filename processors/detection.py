"""Where text is: tiles for the detector, and boxes out of its probability map.

The map is that of a differentiable-binarisation detector (Liao et al., "Real-time Scene Text
Detection with Differentiable Binarization", 2020): high inside a shrunken core of each text line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box, Extent

STRIDE = 32
"""The detector halves its input five times: sides must be multiples of this."""


class Finding(msgspec.Struct, frozen=True):
    """Settings that decide what counts as a line of text.

    `threshold`: least probability of a core pixel; `score`: least mean probability over a core;
    `unclip`: how far a core grows, as a share of area over perimeter; `side`: least core side, px.
    """

    threshold: float = 0.3
    score: float = 0.5
    unclip: float = 1.2
    side: int = 2


class Tile(msgspec.Struct, frozen=True):
    """One piece of a canvas: `box` is what the detector sees, `core` the part of it that counts."""

    box: Box
    core: Box


def tiles(width: int, height: int, side: int, overlap: int) -> tuple[Tile, ...]:
    """Tiles of at most `side` px that share `overlap` px with each neighbour; their cores cover the canvas just once.

    Raises:
        ValueError: tiles of that side could not make headway.
    """
    if side <= 2 * overlap:
        raise ValueError(f"tiles of {side} px cannot share {overlap} px with both neighbours")
    columns, rows = _cuts(width, side, overlap), _cuts(height, side, overlap)
    return tuple(
        Tile((seen_x[0], seen_y[0], seen_x[1], seen_y[1]), (core_x[0], core_y[0], core_x[1], core_y[1]))
        for seen_y, core_y in rows
        for seen_x, core_x in columns
    )


def _cuts(length: int, side: int, overlap: int) -> list[tuple[Extent, Extent]]:
    """What each tile along one axis sees, and its core."""
    if length <= side:
        return [((0, length), (0, length))]
    count = -(-length // (side - overlap))
    seams = [i * length // count for i in range(count + 1)]
    half = overlap // 2
    return [((max(0, a - half), min(length, b + half)), (a, b)) for a, b in pairwise(seams)]


def padded(pixels: NDArray[np.uint8], least: int) -> NDArray[np.uint8]:
    """The image, its last row and column repeated until both sides are multiples of the stride and at least `least`."""
    height, width = pixels.shape[:2]
    tall, wide = (max(least, -(-n // STRIDE) * STRIDE) for n in (height, width))
    return np.pad(pixels, ((0, tall - height), (0, wide - width), (0, 0)), mode="edge")


def boxes(probability: NDArray[np.float32], finding: Finding) -> tuple[Box, ...]:
    """Axis-aligned boxes of the text lines on a probability map (height x width), unsorted."""
    import cv2

    core = (probability > finding.threshold).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    score = np.bincount(labels.ravel(), weights=probability.ravel(), minlength=count) / np.maximum(stats[:, 4], 1)
    height, width = probability.shape
    return tuple(
        _grown((int(x), int(y), int(w), int(h)), finding.unclip, width, height)
        for (x, y, w, h, _area), s in zip(stats[1:], score[1:], strict=True)
        if s >= finding.score and min(w, h) >= finding.side
    )


def _grown(core: tuple[int, int, int, int], unclip: float, width: int, height: int) -> Box:
    x, y, w, h = core
    by = round(w * h * unclip / (2 * (w + h)))
    return max(0, x - by), max(0, y - by), min(width, x + w + by), min(height, y + h + by)


def reading_order(found: Sequence[Box]) -> tuple[int, ...]:
    """The indices of the boxes row by row from the top, each row from the left.

    A box joins the row above it when half of its height (or of that row's) lies in the row.
    """
    order: list[int] = []
    row: list[int] = []
    top = bottom = 0
    for i in sorted(range(len(found)), key=lambda i: (found[i][1] + found[i][3], found[i][0], i)):
        _, y0, _, y1 = found[i]
        if row and 2 * (min(bottom, y1) - max(top, y0)) >= min(bottom - top, y1 - y0):
            row.append(i)
            continue
        order += sorted(row, key=lambda j: (found[j][0], found[j][1]))
        row, top, bottom = [i], y0, y1
    return tuple(order + sorted(row, key=lambda j: (found[j][0], found[j][1])))
