"""Tabs of windows and editors: a box in a strip, open below, where its colour goes on into what it belongs to. Pure."""

from __future__ import annotations

import numpy as np

from ledger.facts import Element
from processors.base import Box
from processors.screen import Screen

SHORT, LONG = 3.0, 40.0
"""The upper edge of such a tab is from so many to so many line heights long."""

LOW, HIGH = 1.2, 3.6
"""It is from so many to so many line heights high."""

CURVE = 1.2
"""Its sides begin so many line heights below, left and right of its upper edge at most: corners are round."""

RIM = 3
"""The strip is seen at least so many pixels above it and beside it."""

WIDER = 12
"""Below it, its colour goes on at least so many pixels beyond its sides."""


def found(screen: Screen) -> tuple[Element, ...]:
    """Return such tabs (`TabItem`, `selected`), each with the text in it, top to bottom.

    The other tabs of the strip are not told of: nothing tells them from words in a row.
    """
    edges, unit = screen.across, screen.unit
    long = np.flatnonzero((edges.stop - edges.start >= SHORT * unit) & (edges.stop - edges.start <= LONG * unit))
    made: dict[Box, Element] = {}
    for top in long.tolist():
        box = _box(screen, top)
        if box is None:
            continue
        words = [p for p in screen.pieces if box[0] <= p.box[0] and p.box[2] <= box[2] and box[1] <= p.middle <= box[3]]
        text = " ".join(p.text for p in sorted(words, key=lambda p: p.box[0]) if len(p.text) > 1)
        level = max((p.middle for p in words), default=0) - min((p.middle for p in words), default=0) <= 0.5 * unit
        if text and level:
            made.setdefault(box, Element(box, "TabItem", text, ("selected",)))
    return tuple(made.values())


def _box(screen: Screen, top: int) -> Box | None:
    """Return the box below an upper edge, where it has sides and no lower edge."""
    edges, down, unit = screen.across, screen.down, screen.unit
    at, start, stop = int(edges.at[top]), int(edges.start[top]), int(edges.stop[top])
    strip, fill = edges.before[top], edges.behind[top]
    curve = int(CURVE * unit)
    tall = (down.start >= at - 1) & (down.start <= at + curve) & (down.stop - down.start >= 0.6 * unit)
    left = tall & (down.before == strip) & (down.behind == fill) & (down.at <= start + 1) & (down.at >= start - curve)
    right = tall & (down.before == fill) & (down.behind == strip) & (down.at >= stop - 1) & (down.at <= stop + curve)
    if not left.any() or not right.any():
        return None
    a, b = int(down.at[left].max()), int(down.at[right].min())
    foot = int(min(down.stop[left].max(), down.stop[right].max()))
    colours = screen.colours
    height, width = colours.shape
    # A border is no strip: that is all around, and not a line.
    middle = (at + foot) // 2
    rims = (
        colours[max(at - RIM, 0) : at, (a + b) // 2],
        colours[middle, max(a - RIM, 0) : a],
        colours[middle, b : b + RIM],
    )
    if not all((rim == strip).all() for rim in rims):
        return None
    # Round feet: the strip ends a little below the sides.
    for below in range(foot, min(foot + curve, height - 2)):
        row = colours[below + 1]
        if not (row[a + curve : b - curve] == fill).mean() > 0.9:
            return None
        around = np.r_[row[max(a - WIDER, 0) : a], row[b : min(b + WIDER, width)]]
        if len(around) and (around == fill).all():
            return (a, at, b, below + 1) if LOW * unit <= below + 1 - at <= HIGH * unit else None
    return None
