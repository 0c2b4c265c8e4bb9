"""What is drawn small and apart from all else on a frame: signs, icons, switches. Pure."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.ink import Mask
from processors.screen import Screen

LONG = 3.0
"""A straight edge of so many line heights belongs to something larger than a sign, and is left out."""


class Apart(msgspec.Struct, frozen=True):
    """The boxes (count x 4) of groups of pixels that differ from a neighbour, and where long edges end (count x 2)."""

    boxes: NDArray[np.int64]
    ends: NDArray[np.int64]

    def sized(self, wide: tuple[float, float], high: tuple[float, float]) -> list[Box]:
        """Return the boxes from so many to so many pixels wide and high, top to bottom, left to right.

        What touches the end of a long edge belongs to something larger, and is left out.
        """
        width, height = self.boxes[:, 2] - self.boxes[:, 0], self.boxes[:, 3] - self.boxes[:, 1]
        fits = (width >= wide[0]) & (width <= wide[1]) & (height >= high[0]) & (height <= high[1])
        found = []
        x, y = self.ends[:, 0], self.ends[:, 1]
        for x0, y0, x1, y1 in self.boxes[fits].tolist():
            if not ((x >= x0 - 3) & (x <= x1 + 3) & (y >= y0 - 3) & (y <= y1 + 3)).any():
                found.append((x0, y0, x1, y1))
        return sorted(found, key=lambda b: (b[1], b[0]))


def drawn(screen: Screen) -> Apart:
    """Return what is drawn apart: pixels that differ from a neighbour, grown together.

    Long straight edges belong to something larger and hold nothing together.
    """
    import cv2

    edged = np.zeros(screen.colours.shape, dtype=bool)
    differ = screen.colours[:, 1:] != screen.colours[:, :-1]
    edged[:, 1:] |= differ
    edged[:, :-1] |= differ
    differ = screen.colours[1:] != screen.colours[:-1]
    edged[1:] |= differ
    edged[:-1] |= differ
    ends = _without_long(edged, screen, LONG * screen.unit)
    grown = _boxes(np.asarray(cv2.dilate(edged.view(np.uint8), np.ones((3, 3), np.uint8)), np.uint8))
    # The growth adds a pixel on each side, and an edge lies on both sides of where colours meet.
    return Apart(grown + np.array([2, 2, -2, -2]), ends)


def shaded(screen: Screen, least: int, long: float) -> NDArray[np.int64]:
    """Return the boxes (count x 4) of what is drawn apart, but for soft shadows, up to two pixels wider and higher.

    Neighbours differ by `least` (of 255) in a channel, or more. Straight edges of `long` px and more hold nothing
    together.
    """
    import cv2

    height, width = screen.colours.shape
    edged = np.zeros((height // 2 * 2, width // 2 * 2), dtype=bool)
    # Four channels a pixel, one of them empty.
    channels = screen.colours.view(np.uint8).reshape(height, width, 4)[: edged.shape[0], : edged.shape[1]]
    for behind, before, those in (
        (channels[:, 1:], channels[:, :-1], edged[:, 1:]),
        (channels[1:], channels[:-1], edged[1:]),
    ):
        strong = cv2.threshold(cv2.absdiff(behind, before), least - 1, 1, cv2.THRESH_BINARY)[1]
        np.logical_or(those, np.ascontiguousarray(strong).view(np.uint32)[..., 0], out=those)
    _without_long(edged, screen, long)
    pairs = edged[::2] | edged[1::2]
    # A quarter of the pixels is enough to tell where things are, and takes a quarter of the time.
    return _boxes((pairs[:, ::2] | pairs[:, 1::2]).view(np.uint8)) * 2


def _boxes(mask: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the boxes (count x 4) of what is connected in a mask, over corners too."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    x, y, wide, high = (stats[1:count, n].astype(np.int64) for n in range(4))
    return np.stack((x, y, x + wide, y + high), axis=1)


def _without_long(edged: Mask, screen: Screen, long: float) -> NDArray[np.int64]:
    """Take out long edges, and return where they end (x, y): at round corners."""
    ends: list[tuple[int, int]] = [(-9, -9)]
    for lines, upright in ((screen.across, False), (screen.down, True)):
        far = np.flatnonzero(lines.stop - lines.start >= long)
        for at, start, stop in zip(
            lines.at[far].tolist(), lines.start[far].tolist(), lines.stop[far].tolist(), strict=True
        ):
            if upright:
                edged[start:stop, at - 1 : at + 1] = False
                ends += [(at, start), (at, stop)]
            else:
                edged[at - 1 : at + 1, start:stop] = False
                ends += [(start, at), (stop, at)]
    return np.array(ends, np.int64)
