"""Ink: which pixels of a crop are not background, and the runs of columns they fill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from processors.base import Extent

Colour = tuple[int, int, int]
Mask = NDArray[np.bool_]

INK_SHARE = 0.3
"""A pixel is ink when it differs from the background by this share of the crop's strongest difference."""

FAINTEST = 16
"""Differences below this (of 255) are never ink: compression noise and gradients."""


def background(crop: NDArray[np.uint8]) -> Colour:
    """The most frequent colour (R, G, B) of a crop (height x width x 3); of equally frequent ones the darkest."""
    r, g, b = (crop[:, :, i].astype(np.uint32) for i in range(3))
    colours, counts = np.unique(r << 16 | g << 8 | b, return_counts=True)
    mode = int(colours[counts.argmax()])
    return mode >> 16, mode >> 8 & 255, mode & 255


def ink(crop: NDArray[np.uint8], paper: Colour) -> Mask:
    """Which pixels (height x width) of a crop stand out from the colour `paper`."""
    difference = np.abs(crop.astype(np.int16) - np.array(paper, dtype=np.int16)).max(axis=2)
    return np.asarray(difference >= max(FAINTEST, INK_SHARE * int(difference.max(initial=0))))


def runs(inked: Mask) -> list[Extent]:
    """The runs [start, stop) of true values, from the left."""
    edges = np.flatnonzero(np.diff(np.r_[False, inked, False].astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
