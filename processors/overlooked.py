"""Letters that a recogniser leaves out of a line on a grid: a cell with ink in it holds a letter.

The best path through a recogniser's columns says a letter once where it should say it twice (`__init__`, `--`), and a
lone bar or dash often not at all. On a grid the pixels settle it: a cell that looks like the one beside it holds the
same letter, and a bar, a dash or an underscore is known by its shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from processors.base import Extent
from processors.grid import Grid
from processors.ink import Mask, runs
from processors.recognition import Glyph

ALIKE = 0.7
"""Two cells look alike when their ink has this share in common."""

STROKE = 0.14
"""A stroke is no thicker than this share of the line's height, or two pixels."""

LONG = 0.55
"""A dash or an underscore is at least this long, in cells; a bar at least this tall, in line heights."""

BELOW = 0.12
"""An underscore begins no further below the letters than this share of the line's height, or two pixels."""

SURE = 0.5
"""How sure one is of a letter that nobody read (0 to 1)."""


def filled(
    glyphs: Sequence[Glyph], extents: Sequence[Extent], cells: Grid, inked: Mask
) -> tuple[tuple[Glyph, ...], tuple[Extent, ...], Grid]:
    """The glyphs of a line with those that were overlooked, their extents, and the grid with their cells.

    `inked` is the ink of the line (height x width), `extents` the columns of each glyph's ink.
    """
    read = {cell: (glyph, extent) for cell, glyph, extent in zip(cells.cells, glyphs, extents, strict=True)}
    base = _base(extents, inked)
    for cell in _free(cells, inked.shape[1], range(1, cells.cells[-1])):
        _fill(read, cell, cells, inked, base)
    for outward in (range(-1, -inked.shape[1], -1), range(cells.cells[-1] + 1, inked.shape[1])):
        for cell in outward:
            if not _fill(read, cell, cells, inked, base):
                break
    order = sorted(read)
    moved = tuple(cell - order[0] for cell in order)
    whole = replace(cells, left=cells.left + order[0] * cells.pitch, cells=moved)
    return tuple(read[cell][0] for cell in order), tuple(read[cell][1] for cell in order), whole


def _free(cells: Grid, width: int, between: range) -> list[int]:
    taken = set(cells.cells)
    return [cell for cell in between if cell not in taken and 0 <= cells.extent(cell, cell)[0] < width]


def _base(extents: Sequence[Extent], inked: Mask) -> int:
    """The row below most letters of the line."""
    feet = [runs(np.asarray(inked[:, a:b].any(axis=1)))[-1:] for a, b in extents]
    return int(np.median([foot[0][1] for foot in feet if foot] or [inked.shape[0]]))


def _fill(read: dict[int, tuple[Glyph, Extent]], cell: int, cells: Grid, inked: Mask, base: int) -> bool:
    """Put the letter that its ink shows into a free cell; whether there was one."""
    here = _cut(cell, cells, inked)
    if here is None:
        return False
    for beside in (cell - 1, cell + 1):
        other = _cut(beside, cells, inked)
        if beside in read and other is not None and _look_alike(here, other):
            character = read[beside][0].character
            break
    else:
        character = _stroke(here, base)
    if not character:
        return False
    near = read[min(read, key=lambda c: abs(c - cell))][0]
    start, stop = cells.extent(cell, cell)
    extent = max(0, start), min(inked.shape[1], stop)
    read[cell] = Glyph(character, near.first, near.last, SURE, 0.0), extent
    return True


def _cut(cell: int, cells: Grid, inked: Mask) -> Mask | None:
    """The ink of a cell; None where it has none in its middle, or is not wholly in the crop."""
    start = round(cells.left + cell * cells.pitch)
    stop = start + round(cells.pitch)
    rim = round(cells.pitch / 4)
    if start < -1 or stop > inked.shape[1] + 1:
        return None
    start, stop = max(start, 0), min(stop, inked.shape[1])
    return inked[:, start:stop] if inked[:, start + rim : stop - rim].any() else None


def _look_alike(a: Mask, b: Mask) -> bool:
    wide = min(a.shape[1], b.shape[1])
    a, b = a[:, :wide], b[:, :wide]
    return bool((a & b).sum() >= ALIKE * (a | b).sum())


def _stroke(cell: Mask, base: int) -> str:
    """What a single straight stroke is: a bar, an underscore or a dash; empty where it is none."""
    height = cell.shape[0]
    rows, columns = runs(np.asarray(cell.any(axis=1))), runs(np.asarray(cell.any(axis=0)))
    if len(rows) != 1 or len(columns) != 1:
        return ""
    tall, wide = rows[0][1] - rows[0][0], columns[0][1] - columns[0][0]
    thick = max(2, round(STROKE * height))
    if wide <= thick and tall >= LONG * height:
        return "|"
    if tall > thick or wide < LONG * cell.shape[1]:
        return ""
    if rows[0][1] >= base:
        return "_" if base - thick <= rows[0][0] <= base + max(2, round(BELOW * height)) else ""
    return "-" if height / 4 < (rows[0][0] + rows[0][1]) / 2 < base - height / 6 else ""
