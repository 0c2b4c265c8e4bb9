"""Strips of tabs: words in a row, evenly apart, one of which has a box, a line under it, or an open box. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ledger.facts import Element
from processors.base import Box
from processors.edges import Edges
from processors.pieces import Piece
from processors.screen import Screen

LEVEL = 0.5
"""Pieces of which this share of their height is level stand in one row."""

NEAR, FAR = 0.9, 7.0
"""The names of tabs are from so many to so many line heights apart: words of one sentence are nearer."""

EVEN = 0.22
"""Distances in a strip differ by no more than this share (and three pixels)."""

WORDS = 4
"""The name of a tab has at most so many words."""

BELOW = 2.2
"""The line under the chosen tab is at most so many line heights below the middle of its name."""

WIDER = 2.0
"""It, or the box around the name, begins and ends at most so many line heights beyond the name."""

THICK = 6
"""It is at most so many pixels thick."""

CLOSES = 0.6
"""A line below a tab closes its box when it is at least this strong, beside the line above it."""

LABELLED = 0.6
"""Where this share of the names in a strip stand right below other texts, these are labels and those are values."""

LABEL_GAP, LABEL_SIDE = 1.3, 1.0
"""A label is at most so many line heights above its value, and begins at most so many beside where that begins."""

ROW_GAP, COLUMN = 2.4, 3
"""Rows of a table are at most so many line heights apart, and the cells of a column begin alike, to so many pixels."""

LEAST = 3
"""A strip has so many tabs, or there is no telling it from a button beside a word."""


def found(screen: Screen) -> tuple[Element, ...]:
    """Return the tabs (`TabItem`), top to bottom, left to right; the one that stands out has the state `selected`."""
    short = [n for n, p in enumerate(screen.pieces) if len(p.words) <= WORDS and any(c.isalpha() for c in p.text)]
    short.sort(key=lambda n: (screen.pieces[n].box[1], screen.pieces[n].box[0]))
    standing = {n: box for n in short if (box := _stands_out(screen, n)) is not None}
    made: list[Element] = []
    for number, box in standing.items():
        strip = _strip(screen, _row(screen, short, number), number, box)
        if sum(n in standing for n in strip) == 1:
            made += strip.values()
    return tuple(made)


def _row(screen: Screen, short: Sequence[int], number: int) -> list[int]:
    """Return the short pieces in one row with one of them, left to right."""
    _, y0, _, y1 = screen.pieces[number].box
    row = []
    for n in short:
        _, top, _, bottom = screen.pieces[n].box
        if min(y1, bottom) - max(y0, top) >= LEVEL * max(y1 - y0, bottom - top):
            row.append(n)
    return sorted(row, key=lambda n: screen.pieces[n].box[0])


def _stands_out(screen: Screen, number: int) -> Box | None:
    """Return the box of a piece that stands out from its row, or None for one that does not."""
    home, piece = screen.homes[number], screen.pieces[number]
    if home is not None and screen.homes.count(home) == 1:
        box = screen.boxes[home].box
        level = abs((piece.box[0] - box[0]) - (box[2] - piece.box[2])) <= 0.25 * screen.unit + 3
        low = box[3] - box[1] <= 3.2 * screen.unit
        if level and low and box[2] - piece.box[2] <= WIDER * screen.unit:
            return box
    return _underlined(screen, piece) or _open_box(screen, piece)


def _underlined(screen: Screen, piece: Piece) -> Box | None:
    """Return the box of a piece with a line of its own under it, which is wider than its text or apart from it."""
    edges, (x0, _, x1, y1) = screen.across, piece.box
    reach = WIDER * screen.unit
    fits = (edges.at >= y1 + 2) & (edges.at <= piece.middle + BELOW * screen.unit)
    fits &= (edges.start <= x0 + 2) & (edges.start >= x0 - reach) & (edges.stop >= x1 - 2) & (edges.stop <= x1 + reach)
    for upper in np.flatnonzero(fits):
        start, stop, at = int(edges.start[upper]), int(edges.stop[upper]), int(edges.at[upper])
        if abs((x0 - start) - (stop - x1)) > 0.3 * screen.unit + 2:
            continue
        lower = (edges.before == edges.behind[upper]) & (edges.at > at) & (edges.at <= at + THICK)
        lower &= (np.abs(edges.start - start) <= 1) & (np.abs(edges.stop - stop) <= 1)
        thick = int(edges.at[lower].min()) - at if lower.any() else 0
        if thick >= 2:
            return start, max(0, round(2 * piece.middle) - at - thick), stop, at + thick
    return None


def _open_box(screen: Screen, piece: Piece) -> Box | None:
    """Return the box of a piece that has a border above and on both sides, and none below."""
    across, down, (x0, y0, x1, y1) = screen.across, screen.down, piece.box
    reach = WIDER * screen.unit
    tall = (down.start <= y0) & (down.stop >= y1 + 1) & (down.start >= y0 - 1.5 * screen.unit)
    left = down.at[tall & (down.at <= x0 - 2) & (down.at >= x0 - reach)]
    right = down.at[tall & (down.at >= x1 + 2) & (down.at <= x1 + reach)]
    if not len(left) or not len(right):
        return None
    a, b = int(left.min()), int(right.max())
    wide = (across.start >= a - 1) & (across.start <= x0) & (across.stop <= b + 1) & (across.stop >= x1)
    top = wide & (across.at < y0) & (across.at >= y0 - 1.5 * screen.unit)
    low = wide & (across.at > y1) & (across.at <= y1 + 1.5 * screen.unit) & (across.start <= a + 2)
    # Where borders lie between two pixels a faint trace of one may go on: only one like that above closes the box.
    if (
        not top.any()
        or _strength(across, low) >= CLOSES * _strength(across, top)
        or abs((x0 - a) - (b - x1)) > 0.3 * screen.unit + 2
    ):
        return None
    bottom = int(down.stop[tall & (down.at >= a) & (down.at <= b)].max())
    return a, int(across.at[top].min()), b, bottom


def _strength(edges: Edges, which: NDArray[np.bool_]) -> int:
    """Return the largest difference of a channel across some edges; 0 where there are none."""
    before, behind = edges.before[which], edges.behind[which]
    channels = [np.abs((before >> s & 255).astype(np.int16) - (behind >> s & 255)) for s in (16, 8, 0)]
    return int(np.max(channels, initial=0))


def _strip(screen: Screen, row: Sequence[int], number: int, own: Box) -> dict[int, Element]:
    """Return the chosen tab and those beside it, by their numbers: on both sides as far as distances stay the same."""
    boxes = [screen.pieces[n].box for n in row]
    gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
    first = last = place = list(row).index(number)
    usual = min(gaps[max(place - 1, 0) : place + 1], default=0)
    if not NEAR * screen.unit <= usual <= FAR * screen.unit:
        return {}
    while first > 0 and _even(gaps[first - 1], usual):
        first -= 1
    while last < len(gaps) and _even(gaps[last], usual):
        last += 1
    if last - first + 1 < LEAST:
        return {}
    for is_other in (_has_label, _is_in_column):
        if sum(is_other(screen, n) for n in row[first : last + 1]) >= LABELLED * (last - first + 1):
            return {}
    rim = boxes[place][0] - own[0]
    # Each name has the same room around it: a button beside words in a row has it for itself alone.
    if usual < 2 * rim - 3:
        return {}
    found = {}
    for at in range(first, last + 1):
        box = own if at == place else (max(0, boxes[at][0] - rim), own[1], boxes[at][2] + rim, own[3])
        state = ("selected",) if at == place else ()
        found[row[at]] = Element(box, "TabItem", screen.pieces[row[at]].text, state)
    return found


def _is_in_column(screen: Screen, number: int) -> bool:
    """Say whether other texts begin where a piece, or a box alone around it, does, in the next row above or below."""
    piece, home = screen.pieces[number], screen.homes[number]
    left = [piece.box[0]] if home is None else [piece.box[0], screen.boxes[home].box[0]]
    return any(
        other is not piece
        and 0 <= max(piece.box[1] - other.box[3], other.box[1] - piece.box[3]) <= ROW_GAP * screen.unit
        and min(abs(other.box[0] - at) for at in left) <= COLUMN
        for other in screen.pieces
    )


def _has_label(screen: Screen, number: int) -> bool:
    """Say whether another text stands right above a piece and begins where that, or the box around it, begins."""
    x0, y0, _, _ = screen.pieces[number].box
    return any(
        0 <= y0 - piece.box[3] <= LABEL_GAP * screen.unit and abs(piece.box[0] - x0) <= LABEL_SIDE * screen.unit
        for piece in screen.pieces
    )


def _even(gap: int, usual: int) -> bool:
    return abs(gap - usual) <= EVEN * usual + 3
