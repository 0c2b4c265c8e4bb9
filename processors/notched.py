"""Input fields in the upper border of which their label stands, in a gap. Pure."""

from __future__ import annotations

import numpy as np

from ledger.facts import Element
from processors.base import Box
from processors.boxes import Drawn
from processors.controls import content_of, has_arrow
from processors.labels import RIM, is_label
from processors.pieces import Piece, level
from processors.screen import Screen

LOW = 1.7
"""Such a field is at least so many line heights high; and so many times as wide as high."""

GAP = 1.0
"""The border goes on at most so many line heights behind the label, and ends as many before it."""

HIGH = 5.2
"""It is at most so many line heights high."""

ON_LINE = 0.4
"""The middle of a label is so many line heights from the border at most."""

INSIDE = 6
"""So many pixels from its ends, a straight part of a border has the inside of the field above it."""

CORNER = 16
"""A corner reaches so many pixels beyond the straight part of a border at most."""


def found(screen: Screen) -> tuple[Element, ...]:
    """Return such fields (`Edit`, `ComboBox`), top to bottom; frames around groups of controls are higher, and none."""
    made: dict[Box, Element] = {}
    for piece in screen.pieces:
        box = _box(screen, piece) if is_label(piece) else None
        if box is not None:
            content = content_of(screen, Drawn((box[0], piece.box[3] + 1, box[2], box[3]), 0, 0, False))
            arrow = bool(content.runs) and has_arrow(content, box[2] - box[0], screen.unit)
            made.setdefault(box, Element(box, "ComboBox" if arrow else "Edit", ""))
    return tuple(sorted(made.values(), key=lambda e: e.box))


def _box(screen: Screen, label: Piece) -> Box | None:
    """Return the box in whose upper border a text stands, or None."""
    edges, unit, (x0, _, x1, _) = screen.across, screen.unit, label.box
    upper = (np.abs(edges.at - label.middle) <= ON_LINE * unit + 1) & (edges.start >= x1 - 2)
    upper &= (edges.start <= x1 + GAP * unit) & (edges.stop - edges.start >= LOW * unit)
    for each in np.flatnonzero(upper).tolist():
        at, stop, ground = int(edges.at[each]), int(edges.stop[each]), int(edges.before[each])
        lower = (edges.at > at + LOW * unit) & (edges.at <= at + HIGH * unit) & (edges.behind == ground)
        lower &= (np.abs(edges.stop - stop) <= CORNER) & (edges.start <= x0) & (edges.start >= x0 - 2 * RIM * unit)
        for under in np.flatnonzero(lower).tolist():
            inner = int(edges.start[under]), at, max(stop, int(edges.stop[under])), int(edges.at[under])
            box = _sides(screen, inner, ground)
            if box is None or box[2] - box[0] < LOW * (box[3] - at):
                continue
            if _goes_on(screen, box, x0, ground) and _holds_one_line(screen, box, label):
                return box
    return None


def _sides(screen: Screen, inner: Box, ground: int) -> Box | None:
    """Return a box out to its left and right border; None where one is missing. `ground` is what is around it."""
    x0, y0, x1, y1 = inner
    rows = [y0 + (y1 - y0) * share // 8 for share in (3, 4, 5)]
    left = _side(screen, rows, range(x0 + INSIDE, max(x0 - CORNER, 0) - 1, -1), ground)
    right = _side(screen, rows, range(x1 - INSIDE - 1, min(x1 + CORNER, screen.colours.shape[1])), ground)
    return (left, y0, right + 1, y1) if left is not None and right is not None else None


def _side(screen: Screen, rows: list[int], columns: range, ground: int) -> int | None:
    """Return the last of the columns in which a line stands between one colour and that of the ground; None for none.

    Where borders lie between two pixels, the line has other colours on each side of the box.
    """
    inside = screen.colours[rows[0], columns[0]]
    lined = [x for x in columns if all(screen.colours[y, x] not in (inside, ground) for y in rows)]
    last = next((x for x in lined if x + columns.step not in lined), None)
    if last is None or not 0 <= last + columns.step < screen.colours.shape[1]:
        return None
    return last if all(screen.colours[y, last + columns.step] == ground for y in rows) else None


def _goes_on(screen: Screen, box: Box, label: int, ground: int) -> bool:
    """Say whether the upper border is there left of a label as well, and not up to it."""
    before = screen.colours[box[1], box[0] : label]
    return len(before) > 0 and bool((before != ground).any()) and before[-1] != screen.colours[box[1], box[2] - CORNER]


def _holds_one_line(screen: Screen, box: Box, label: Piece) -> bool:
    """Say whether there is at most one line of text in a box but for its label, and no box."""
    x0, y0, x1, y1 = box
    texts = [p for p in screen.pieces if p is not label and x0 < p.box[0] < x1 and y0 < p.middle < y1]
    boxes = (drawn.box for drawn in screen.boxes if x0 < drawn.box[0] and drawn.box[2] < x1)
    held = any(
        label.box[3] < other[1] and other[3] < y1 - 1 and other[2] - other[0] >= LOW * screen.unit for other in boxes
    )
    return not held and all(level(p, texts[0]) for p in texts)
