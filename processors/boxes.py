"""Drawn boxes: what has a fill or a border of its own, with square or round corners, found from its straight edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.edges import Colours, Edges

ALIKE = 2
"""Ends of the upper and the lower edge of one box differ by no more pixels than this."""

ROUND = 12
"""A box that stands on a line has a straight lower edge; its upper corners may be round by so many pixels."""

LOWEST, TALLEST = 7, 160
"""Heights of boxes that are looked for, px: from a small check box to a tall button on a screen with small pixels."""

ROWS = (0.2, 0.35, 0.5, 0.65, 0.8)
"""Where, as shares of its height, the sides of a box are looked for; a letter may stand in the way in one of them."""

RIMS = (2, 4)
"""So many pixels below its upper and above its lower edge they are looked for as well: not everything between two edges
is a box."""

THICKEST = 4
"""A border is no thicker than this, px: a box this close around another one is its border."""


class Drawn(msgspec.Struct, frozen=True):
    """A drawn box: its outline, what colour surrounds it, what colour it is filled with, whether it has a border."""

    box: Box
    ground: int
    fill: int
    bordered: bool


def drawn(colours: Colours, edges: Edges) -> tuple[Drawn, ...]:
    """Return the boxes whose upper and lower edges are among `edges`, top to bottom, left to right."""
    found: dict[Box, tuple[int, int]] = {}
    for upper, lower in _pairs(edges):
        box = _outline(colours, edges, upper, lower)
        if box is not None:
            found.setdefault(box, (int(edges.before[upper]), int(edges.behind[upper])))
    return _merged([(box, *found[box]) for box in sorted(found, key=lambda b: (b[1], b[0], -b[2], -b[3]))])


def _pairs(edges: Edges) -> Iterator[tuple[int, int]]:
    """Yield the upper edge of a possible box with the nearest lower edge that fits it: in colour inside, or outside."""
    order = np.lexsort((edges.at, edges.start))
    start = edges.start[order]
    for upper in range(len(edges.at)):
        first, last = edges.start[upper] - ROUND, edges.start[upper] + ALIKE
        near = order[np.searchsorted(start, first) : np.searchsorted(start, last, "right")]
        tall = edges.at[near] - edges.at[upper]
        fits = (tall >= LOWEST) & (tall <= TALLEST)
        left, right = edges.start[upper] - edges.start[near], edges.stop[near] - edges.stop[upper]
        square = (left <= ALIKE) & (np.abs(right) <= ALIKE)
        inside, outside = edges.before[near] == edges.behind[upper], edges.behind[near] == edges.before[upper]
        # Fields to fill in stand on a line: its upper corners are round, and what is below is of another colour.
        on_line = inside & ~outside & (np.abs(left - right) <= ALIKE) & (right <= ROUND)
        lower = near[fits & ((square & (inside | outside)) | on_line)]
        if len(lower):
            yield upper, int(lower[np.argmin(edges.at[lower])])


def _outline(colours: Colours, edges: Edges, upper: int, lower: int) -> Box | None:
    """Return the outline of a box between two edges, or None where one of its sides is open.

    Round corners make the edges shorter than the box: its sides lie up to half its height further out.
    """
    y0, y1 = int(edges.at[upper]), int(edges.at[lower])
    x0 = int(max(edges.start[upper], edges.start[lower]))
    x1 = int(min(edges.stop[upper], edges.stop[lower]))
    reach = (y1 - y0) // 2 + 2
    outside = {int(edges.before[upper]), int(edges.behind[lower])}
    rows = [y for rim in RIMS for y in (y0 + rim, y1 - 1 - rim)] + [y0 + int((y1 - y0) * share) for share in ROWS]
    left = _side(colours, rows, x0, -1, reach, outside)
    right = _side(colours, rows, x1 - 1, 1, reach, outside)
    if left is None or right is None or x1 - x0 < LOWEST:
        return None
    return x0 - left, y0, x1 + right, y1


def _side(colours: Colours, rows: Sequence[int], column: int, step: int, reach: int, outside: set[int]) -> int | None:
    """Return how many pixels beyond a column the box goes on; None where it does so further than `reach`.

    Where the neighbour on this side is not of the outside colour, the box ends where its own colour does.
    """
    width = colours.shape[1]
    if not 0 <= column + step < width:
        return 0
    reached = min(reach + 2, column + 1 if step < 0 else width - column)
    lines = np.array([colours[row, column + step * np.arange(reached)] for row in rows])
    out = np.isin(lines, list(outside))
    # Inside, the ground may go on: then the border comes first, and the outside behind it.
    ends = [_end(line, apart) for line, apart in zip(lines, out, strict=True)]
    known = [end for end in ends if end is not None]
    rims = 2 * len(RIMS)
    return max(known) if None not in ends[:rims] and len(known) >= len(rows) - 1 else None


def _end(line: Colours, out: NDArray[np.bool_]) -> int | None:
    """Return how far a box goes on along a line of pixels that begins in it; None where it does not end there."""
    apart = np.flatnonzero(~out)
    if not len(apart):
        return None
    first = int(apart[0])
    beyond = np.flatnonzero(out[first:])
    other = np.flatnonzero(line[first:] != line[first])
    if first == 0 and len(other) and (not len(beyond) or beyond[0] > other[0] + THICKEST):
        return int(other[0]) - 1
    return first + int(beyond[0]) - 1 if len(beyond) else None


def _merged(found: Sequence[tuple[Box, int, int]]) -> tuple[Drawn, ...]:
    """Return each box once: what lies just inside another one on all sides is the fill inside its border."""
    inner: dict[int, int] = {}
    for outer, (box, _, _) in enumerate(found):
        for other in range(outer + 1, len(found)):
            small = found[other][0]
            if small[1] > box[1] + THICKEST:
                break
            rims = (small[0] - box[0], small[1] - box[1], box[2] - small[2], box[3] - small[3])
            if all(0 <= rim <= THICKEST for rim in rims) and any(rims):
                inner[other] = outer
    fills = {outer: found[small][2] for small, outer in sorted(inner.items(), reverse=True)}
    return tuple(
        Drawn(box, ground, fills.get(number, fill), number in fills)
        for number, (box, ground, fill) in enumerate(found)
        if number not in inner
    )
