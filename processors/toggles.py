"""Toggle switches: check boxes that are drawn as a pill with a round knob in it. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ledger.facts import Element
from processors import apart
from processors.edges import Colours
from processors.knobs import LEAST, LONG, switch_at
from processors.rowlabels import label_of
from processors.screen import Screen

LOW, HIGH = 0.55, 3.2
"""A switch is from so many to so many line heights high."""

STRAIGHT = 4.5
"""Its sides are straight over less than so many line heights."""

SHADED = 0.8
"""With the shadow of its knob, a switch is at least so many times as wide as high."""

STEP = 6
"""The outline of a switch differs from pixel to pixel by at least this (of 255): shadows fade more slowly."""

SPARE = 4
"""What is drawn is told to so many pixels."""


def found(screen: Screen) -> tuple[Element, ...]:
    """Return the switches (`CheckBox`, as UI Automation maps them), top to bottom, with the state `checked` when on.

    The label is the text on their right where that is near, else the first one of their row.
    """
    low, high = max(LEAST, LOW * screen.unit), HIGH * screen.unit
    if min(screen.colours.shape) < low:
        return ()
    drawn = _two_coloured(screen.colours, apart.shaded(screen, STEP, STRAIGHT * screen.unit), (low, 2 * high))
    placed = {}
    for x0, y0, x1, y1 in sorted(drawn.tolist(), key=lambda b: (b[1], b[0])):
        told = switch_at(screen.colours, (x0, y0, x1, y1))
        if told is not None:
            placed[told[0]] = told[1]
    found_at = list(placed)
    return tuple(
        Element(box, "CheckBox", label_of(screen, box, found_at), ("checked",) if is_on else ())
        for box, is_on in placed.items()
    )


def _two_coloured(colours: Colours, boxes: NDArray[np.int64], limits: tuple[float, float]) -> NDArray[np.int64]:
    """Return the boxes (count x 4) as wide as a switch, with other colours at their ends, one of them an even one.

    Two of their corners have one colour. What is not from so many to so many pixels high is left out.
    """
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    fits = (high >= limits[0]) & (high <= limits[1])
    boxes = boxes[fits & (SHADED * high <= wide + SPARE) & (wide - SPARE <= (LONG + 0.1) * high)]
    x0, y0, x1, y1 = boxes.T
    corners = np.sort(np.stack([colours[y, x] for y in (y0, y1 - 1) for x in (x0, x1 - 1)]), axis=0)
    inset, step = (0.47 * np.minimum(y1 - y0, (x1 - x0) / 2)).astype(np.int64), np.array([-1, 0, 1])
    rows = ((y0 + y1) // 2)[:, None, None] + step[:, None]
    ends = [colours[rows, column[:, None, None] + step].reshape(-1, 9) for column in (x0 + inset, x1 - 1 - inset)]
    even = [(end == end[:, :1]).all(axis=1) for end in ends]
    good = (ends[0][:, 4] != ends[1][:, 4]) & (even[0] | even[1]) & (corners[1:] == corners[:-1]).any(axis=0)
    return np.asarray(boxes[good])
