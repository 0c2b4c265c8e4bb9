"""Input fields that are drawn as a line under their value and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ledger.facts import Element
from processors.base import Box
from processors.boxes import Drawn
from processors.colour import Ink, rgb
from processors.controls import content_of, has_arrow
from processors.pieces import Piece
from processors.screen import Screen

THICK = 5
"""Such a line is at most so many pixels thick."""

SHORT, LONG = 4.0, 60.0
"""It is from so many to so many line heights long."""

ROOM = 4.2
"""Label, value and line are at most so many line heights high together, where the label stands above."""

LEAST = 1.8
"""So much room above the line, in line heights, is a field: a text that stands closer is a heading."""

MOSTLY = 0.9
"""This share of what is right above the line is ground."""

APART = 8
"""So many pixels around the ends of the line there is nothing else: it is no side of a box."""

FAINT = 1.9
"""The contrast of a line below a label with its value, where that line is one to write on."""

BESIDE = 2.5
"""The label of such a field ends at most so many line heights before it, where it stands beside it."""

COLUMN = 12.0
"""So many, where the fields stand in a column."""


def found(screen: Screen, taken: Sequence[Box]) -> tuple[Element, ...]:
    """Return the fields (`Edit`, `ComboBox`) that are lines, top to bottom; what a box of `taken` touches is none.

    A line counts only with a label: a text beside the place for the value on its left, or above that place.
    Rules below headings, between rows and around tables have none, or more than one text on them.
    """
    lines = list(_lines(screen))
    made = []
    for line in lines:
        box = _place(screen, line, lines)
        if box is None or any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        content = content_of(screen, Drawn((box[0], box[1], box[2], line[1]), 0, 0, False))
        arrow = bool(content.runs) and has_arrow(content, box[2] - box[0], screen.unit)
        made.append(Element(box, "ComboBox" if arrow else "Edit", ""))
    return tuple(made)


def _lines(screen: Screen) -> Iterator[Box]:
    """Yield thin lines on an even ground, top to bottom."""
    edges = screen.across
    lowest, highest = SHORT * screen.unit, LONG * screen.unit
    fits = np.flatnonzero((edges.stop - edges.start >= lowest) & (edges.stop - edges.start <= highest))
    for upper in fits.tolist():
        at, start, stop, ground = (int(side[upper]) for side in (edges.at, edges.start, edges.stop, edges.before))
        # A line that begins between two pixels has a faint row above or below it.
        near = fits[(edges.at[fits] > at) & (edges.at[fits] <= at + THICK) & (edges.behind[fits] == ground)]
        near = near[(np.abs(edges.start[near] - start) <= 1) & (np.abs(edges.stop[near] - stop) <= 1)]
        if len(near):
            line = (start, at, stop, int(edges.at[near].min()))
            if _alone(screen, line, ground):
                yield line


def _alone(screen: Screen, line: Box, ground: int) -> bool:
    """Say whether nothing but the ground is around both ends of a line."""
    x0, y0, x1, y1 = line
    around = screen.colours[max(y0 - APART, 0) : y1 + APART]
    rows = np.r_[0 : min(APART, y0), -APART:0]
    for side in (around[:, max(x0 - APART, 0) : x0 + 2], around[:, x1 - 2 : x1 + APART]):
        if not (side[rows] == ground).all():
            return False
    before, behind = (
        screen.colours[y0:y1, max(x0 - APART, 0) : max(x0 - 1, 0)],
        screen.colours[y0:y1, x1 + 1 : x1 + APART],
    )
    above = screen.colours[max(y0 - 3, 0) : y0, x0:x1]
    return bool((before == ground).all() and (behind == ground).all() and (above == ground).mean() > MOSTLY)


def _place(screen: Screen, line: Box, lines: Sequence[Box]) -> Box | None:
    """Return the box of the field that a line underlines, or None where it underlines none."""
    x0, y0, x1, y1 = line
    top = max([y0 - ROOM * screen.unit, *(o[3] for o in lines if o != line and o[3] <= y0 and o[0] < x1 and x0 < o[2])])
    above = [p for p in screen.pieces if p.box[0] < x1 and x0 < p.box[2] and top <= p.middle < y0]
    low = [p for p in above if y0 - p.middle <= LEAST * screen.unit]
    texts = [p for p in low if any(c.isalnum() for c in p.text) and len(p.text) > 1]
    if len(texts) > 1 or any(not x0 <= p.box[0] <= x0 + 1.7 * screen.unit for p in texts):
        return None
    stacked = any(o != line and o[0] == x0 and o[2] == x1 for o in lines)
    label = _beside(screen, line, texts, COLUMN if stacked else BESIDE)
    if label is not None:
        middle = texts[0].middle if texts else label.middle
        return x0, max(0, round(2 * middle) - y1), x1, y1
    high = [p for p in above if p not in low]
    if len(high) != 1 or abs(high[0].box[0] - x0) > screen.unit:
        return None
    if not texts:
        return x0, high[0].box[3] + 2, x1, y1
    if _divides(screen, line):
        return None
    return x0, max(high[0].box[3] + 1, round(2 * texts[0].middle) - y1), x1, y1


def _divides(screen: Screen, line: Box) -> bool:
    """Say whether a line is too faint to write on: what is above it ends there, be it a label with its value."""
    x0, y0, x1, _ = line
    ground, drawn = (rgb(int(screen.colours[y, (x0 + x1) // 2])) for y in (y0 - 1, y0))
    return Ink(drawn, ground, 0.0).contrast < FAINT


def _beside(screen: Screen, line: Box, texts: Sequence[Piece], furthest: float) -> Piece | None:
    x0, y0, _, _ = line
    found = [
        p
        for p in screen.pieces
        if p.box[2] <= x0 <= p.box[2] + furthest * screen.unit
        and 0.2 * screen.unit <= y0 - p.middle <= LEAST * screen.unit
        and all(abs(p.middle - text.middle) <= 0.4 * screen.unit for text in texts)
    ]
    return max(found, key=lambda p: p.box[2], default=None)
