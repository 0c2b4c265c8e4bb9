"""The grid of a line set in a font of one width: the cell of each letter, and so how many spaces stand between two.

Terminals and code are set so. Letters of such a font stand in the middle of cells of one width; those of other
fonts do not, and the more letters a line has, the surer the difference shows.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Extent
from processors.ink import Mask

FEWEST = 4
"""A line of fewer letters shows no grid."""

NARROWEST, WIDEST = 0.22, 0.9
"""A cell is this wide at least and at most, in line heights."""

SEARCHED = 0.12
"""The width of a cell is looked for within this share of the usual step between two letters."""

AGREEMENT, DOUBT = 0.75, 0.8
"""The letters agree on a grid when the length of their mean phase exceeds AGREEMENT + DOUBT / letters.

The mean phase is that of directional statistics: 1 where each letter stands in the very middle of its cell,
and near 0 where letters stand anywhere. Fitted on pages and terminals made for it (`benchmarks/ocr_pages.py`)."""

CLEAR, MOSTLY, INKED = 0.75, 0.5, 0.08
"""Of the borders between neighbouring letters, a share has ink on less than the share INKED of its height: CLEAR in
a line of fewer than LONG letters, MOSTLY in others, for small letters touch and many letters agree by no accident."""

LONG = 9


class Grid(msgspec.Struct, frozen=True):
    """`left` is the left edge of the first letter's cell, `pitch` the width of a cell, both in px of the crop.

    `cells` has the cell of each letter; the first is 0, and each is greater than the one before.
    """

    left: float
    pitch: float
    cells: tuple[int, ...]

    def extent(self, first: int, last: int) -> Extent:
        """The columns from the cell `first` to the end of the cell `last`, in whole px."""
        return round(self.left + first * self.pitch), round(self.left + (last + 1) * self.pitch)


def found(letters: Sequence[Extent], inked: Mask, usual: float = 0.0) -> Grid | None:
    """The grid on which letters stand, given the columns of each letter's ink, from the left; None where there is none.

    `inked` says which pixels (height x width) of the line are ink, `usual` how far neighbouring letters usually are
    apart (px); by default that is the median of all.
    """
    if len(letters) < FEWEST:
        return None
    middles = np.array(letters, dtype=np.float64).mean(axis=1)
    height = inked.shape[0]
    widths = _widths(middles, height, usual or float(np.median(np.diff(middles))))
    if not len(widths):
        return None
    phases = np.exp(2j * np.pi * np.outer(1 / widths, middles)).mean(axis=1)
    best = int(np.abs(phases).argmax())
    if abs(phases[best]) < AGREEMENT + DOUBT / len(letters):
        return None
    pitch = float(widths[best])
    first, pitch, cells = _fitted(middles, float(np.angle(phases[best])) / (2 * np.pi) * pitch, pitch)
    if (np.diff(cells) <= 0).any() or not _is_clear(cells, first - pitch / 2, pitch, inked):
        return None
    left = first + (int(cells[0]) - 0.5) * pitch
    return Grid(left, pitch, tuple(int(c - cells[0]) for c in cells))


def _widths(middles: NDArray[np.float64], height: int, usual: float) -> NDArray[np.float64]:
    """The widths (px) to try: so close that over the whole line two differ by a tenth of a cell."""
    if not NARROWEST * height <= usual:
        return np.zeros(0)
    least, most = usual * (1 - SEARCHED), min(usual * (1 + SEARCHED), WIDEST * height)
    if least >= most:
        return np.zeros(0)
    span = float(middles[-1] - middles[0])
    count = int((1 / least - 1 / most) * 10 * span) + 2
    return np.asarray(1 / np.linspace(1 / most, 1 / least, count))


def _fitted(middles: NDArray[np.float64], first: float, pitch: float) -> tuple[float, float, NDArray[np.int64]]:
    """The middle of cell 0, the width of a cell, and each letter's cell: by least squares over letters near theirs."""
    cells = np.rint((middles - first) / pitch)
    for _ in range(3):
        near = np.abs(middles - first - cells * pitch) < 0.35 * pitch
        if near.sum() < FEWEST or np.ptp(cells[near]) == 0:
            break
        pitch, first = (float(v) for v in np.polyfit(cells[near], middles[near], 1))
        cells = np.rint((middles - first) / pitch)
    return first, pitch, cells.astype(np.int64)


def _is_clear(cells: NDArray[np.int64], left: float, pitch: float, inked: Mask) -> bool:
    """Whether the borders between letters in neighbouring cells are free of ink, but for a few."""
    height, width = inked.shape
    beside = np.flatnonzero(np.diff(cells) == 1)
    if not len(beside):
        return False
    at = np.clip(np.rint(left + (cells[beside] + 1) * pitch).astype(np.int64), 1, width - 1)
    filled = inked.sum(axis=0)
    share = CLEAR if len(cells) < LONG else MOSTLY
    return bool((np.minimum(filled[at], filled[at - 1]) <= INKED * height).mean() >= share)
