"""Cursors of terminals: a cell that is filled, or framed. Where it holds no letter, a recogniser takes it for one.

Where the window has the keyboard, the cell is filled; where it has not, only its outline is drawn. A letter under a
filled one is drawn in the colour of the ground.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from processors.base import Extent
from processors.grid import Grid
from processors.ink import Mask
from processors.recognition import Glyph

TALL, WIDE = 0.6, 0.7
"""A cursor is at least so tall, as a share of the line's height, and so wide, as a share of a cell."""

FILLED, EMPTY = 0.95, 0.05
"""Of what is filled at least the share FILLED is ink, of what is empty no more than EMPTY."""


COVERED, LETTER = 0.5, 0.05
"""What is filled around a letter covers this share of its cell at least, and the letter that of what is filled."""


def turned(cell: NDArray[np.int16]) -> NDArray[np.int16] | None:
    """The ink of a letter under a filled cursor, as if it stood on the ground; None where there is none.

    `cell` (height x width) says how far each pixel is from the ground, and so does what is returned, from the cursor.
    """
    strongest = int(cell.max(initial=0))
    filled = cell >= max(1, strongest // 2)
    rows, columns = (np.flatnonzero(filled.mean(axis=axis) >= COVERED / 2) for axis in (1, 0))
    if not len(rows) or len(rows) < TALL * len(cell) or len(columns) < WIDE * cell.shape[1]:
        return None
    inside = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    covered = filled[inside]
    if not COVERED <= covered.mean() <= 1 - LETTER or min(covered[0].mean(), covered[-1].mean()) < FILLED:
        return None
    out = np.zeros_like(cell)
    out[inside] = strongest - cell[inside]
    return out


def without(
    glyphs: Sequence[Glyph], extents: tuple[Extent, ...], cells: Grid, inked: Mask
) -> tuple[Sequence[Glyph], tuple[Extent, ...], Grid]:
    """The glyphs of a line but for those read in a lone cursor, their extents, and the grid with their cells.

    `inked` is the ink of the line (height x width). Several filled cells side by side are a bar that was drawn with
    characters, and stay. A line of nothing else stays, too.
    """
    drawn = {cell for cell in cells.cells if _is_drawn(cell, cells, inked)}
    kept: dict[int, tuple[Glyph, Extent]] = {}
    for cell, glyph, extent in zip(cells.cells, glyphs, extents, strict=True):
        if cell not in drawn or drawn & {cell - 1, cell + 1}:
            kept[cell] = glyph, extent
        elif cell - 1 not in cells.cells and _is_inked(cell - 1, cells, inked):
            # The letter before it and the cursor were read as one.
            kept[cell - 1] = glyph, _columns(cell - 1, cells, inked)
    if not kept or tuple(kept) == cells.cells:
        return glyphs, extents, cells
    first = min(kept)
    left = replace(cells, left=cells.left + first * cells.pitch, cells=tuple(cell - first for cell in kept))
    return tuple(glyph for glyph, _ in kept.values()), tuple(extent for _, extent in kept.values()), left


def _columns(cell: int, cells: Grid, inked: Mask) -> Extent:
    start, stop = cells.extent(cell, cell)
    return max(0, start), min(inked.shape[1], stop)


def _is_inked(cell: int, cells: Grid, inked: Mask) -> bool:
    start, stop = _columns(cell, cells, inked)
    rim = round(cells.pitch / 4)
    return bool(inked[:, start + rim : stop - rim].any())


def _is_drawn(cell: int, cells: Grid, inked: Mask) -> bool:
    """Whether a cell holds a rectangle, filled or only its outline, and nothing else."""
    start, stop = _columns(cell, cells, inked)
    here = inked[:, start:stop]
    rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
    if not len(rows):
        return False
    shape = here[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    tall, wide = shape.shape
    if tall < TALL * inked.shape[0] or wide < WIDE * cells.pitch:
        return False
    if shape.mean() >= FILLED:
        return True
    rim = [shape[0].mean(), shape[-1].mean(), shape[:, 0].mean(), shape[:, -1].mean()]
    return bool(min(rim) >= FILLED and shape[2:-2, 2:-2].mean() <= EMPTY)
