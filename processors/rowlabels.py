"""Which text says what a switch is for: that beside it, on its row, or above it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from processors.base import Box
from processors.labels import ABOVE, JOINED, plain
from processors.pieces import Piece
from processors.screen import Screen

NEAR = 1.6
"""A label on the right begins within so many line heights of its switch."""

FURTHEST = 60.0
"""One on the left ends at most so many line heights before it, where no rule shows how far its row reaches."""

COLUMN = 0.6
"""Lines of one text begin within so many line heights of each other."""

PITCH = 2.0
"""From line to line there are at most so many line heights."""

CENTRED = 0.3
"""The middle of a label, with the description below it, is level with its switch to so many line heights."""

RULED = 4.0
"""The rules above and below a row, or the sides of its box, are at most so many line heights from its middle."""

FAINTER = 0.8
"""A description has less than this share of the contrast of its label."""

STATES = frozenset({"on", "off", "yes", "no", "enabled", "disabled", "an", "aus", "ein"})
"""Texts beside a switch that say how it stands, and not what it is for."""


class _Text(msgspec.Struct, frozen=True):
    """A text left or right of a switch, and the contrast of its ink."""

    box: Box
    text: str
    contrast: float

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def label_of(screen: Screen, box: Box, switches: Sequence[Box]) -> str:
    """Return the text that says what a switch is for, without a colon; empty where there is none.

    It stands right of the switch where that is near, else on the left, where a row begins: that is where the rules
    above or below it begin, or the nearest text. A description below it is no part of it. Where the text on the right
    only says how it stands, it may be above. `switches` are all of them: rows are parted between them.
    """
    texts = list(_texts(screen, box, _rows(screen, box, switches)))
    beside = [t for t in texts if t.box[0] >= box[2] - 2 and t.box[0] - box[2] <= NEAR * screen.unit]
    right = _label(screen, beside, box) if beside else None
    told = right is not None and _is_state(right)
    left = _on_the_left(screen, texts, box)
    if right is not None and not told and not (left and box[0] - left.box[2] < right.box[0] - box[2]):
        return plain(right.text)
    above = _above(screen, box)
    chosen = (above or left) if told else (left or above)
    return plain(chosen.text) if chosen is not None else ""


def _rows(screen: Screen, box: Box, switches: Sequence[Box]) -> tuple[float, float]:
    """Return between which rows the text of a switch lies: half way to the switches above and below it."""
    middle, reach = (box[1] + box[3]) / 2, RULED * screen.unit
    others = [(b[1] + b[3]) / 2 for b in switches if b[0] < box[2] and box[0] < b[2] and b != box]
    above = max((m for m in others if m < middle), default=middle - 2 * reach)
    below = min((m for m in others if m > middle), default=middle + 2 * reach)
    return max((above + middle) / 2, middle - reach), min((below + middle) / 2, middle + reach)


def _texts(screen: Screen, box: Box, rows: tuple[float, float]) -> Iterator[_Text]:
    """Yield what is written on some rows left and right of a switch, which may have been read as a word itself."""
    for piece, ink in zip(screen.pieces, screen.inks, strict=True):
        if not rows[0] <= piece.middle <= rows[1]:
            continue
        contrast = ink.contrast if ink is not None else 0.0
        for first, last in ((-1.0, box[0] + 2), (box[2] - 2, float(screen.colours.shape[1]))):
            found = _between(piece, first, last)
            if found is not None and len(found[0]) > 1 and any(c.isalpha() for c in found[0]):
                yield _Text((found[1], piece.box[1], found[2], piece.box[3]), found[0], contrast)


def _between(piece: Piece, first: float, last: float) -> tuple[str, int, int] | None:
    """Return the words of a piece whose middles are between two columns, and their columns."""
    if len(piece.extents) != len(piece.words):
        fits = first <= (piece.box[0] + piece.box[2]) / 2 <= last
        return (piece.text, piece.box[0], piece.box[2]) if fits else None
    found = [(w, a, b) for w, (a, b) in zip(piece.words, piece.extents, strict=True) if first <= (a + b) / 2 <= last]
    return (" ".join(w for w, _, _ in found), found[0][1], found[-1][2]) if found else None


def _is_state(text: _Text) -> bool:
    return text.text.casefold().rstrip(".") in STATES


def _on_the_left(screen: Screen, texts: Sequence[_Text], box: Box) -> _Text | None:
    before = [t for t in texts if t.box[2] <= box[0] + 2 and not _is_state(t)]
    begin, top, bottom = _row(screen, box)
    within = [t for t in before if t.box[0] >= begin and top <= t.middle <= bottom]
    if begin >= 0 and within:
        first = min(t.box[0] for t in within)
        found = _label(screen, [t for t in within if t.box[0] - first <= COLUMN * screen.unit], box)
        if found is not None:
            return found
    middle, level = (box[1] + box[3]) / 2, (box[3] - box[1]) / 2 + COLUMN * screen.unit
    nearest = max((t for t in before if abs(t.middle - middle) <= level), key=lambda t: t.box[2], default=None)
    if nearest is None or box[0] - nearest.box[2] > FURTHEST * screen.unit:
        return None
    column = [t for t in before if abs(t.box[0] - nearest.box[0]) <= COLUMN * screen.unit]
    return _label(screen, column, box)


def _row(screen: Screen, box: Box) -> tuple[float, float, float]:
    """Return where the row of a switch begins (-1 where that is not known), and between which rows it is.

    It begins where the rules above and below it do that pass its switch, or the sides of its box.
    """
    edges, unit, x, y = screen.across, screen.unit, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    near = (np.abs(edges.at - y) <= RULED * unit) & ((edges.at <= box[1]) | (edges.at >= box[3])) & (edges.start < x)
    at, start, stop = edges.at[near], edges.start[near], edges.stop[near]
    limits, begins = [-np.inf, np.inf], []
    for side, rows in enumerate((np.unique(at[(stop >= x) & (at < y)])[::-1], np.unique(at[(stop >= x) & (at > y)]))):
        for row in rows.tolist():
            begin = int(start[(stop >= x) & (at == row)].min())
            # The rule of a table may be drawn cell by cell.
            while (more := (np.abs(at - row) <= 1) & (start < begin) & (stop >= begin - COLUMN * unit)).any():
                begin = int(start[more].min())
            if begin < box[0] - unit:
                limits[side] = float(row)
                begins.append(begin)
                break
    return (max(begins) - 2.0 if begins else -1.0), limits[0], limits[1]


def _label(screen: Screen, column: Sequence[_Text], box: Box) -> _Text | None:
    """Return the label among the lines of one column: the first one of those that are level with a switch together."""
    middle, unit = (box[1] + box[3]) / 2, screen.unit
    lines = sorted(column, key=lambda t: (t.middle, t.box[0]))
    best: _Text | None = None
    for count in range(1, len(lines) + 1):
        for first in range(len(lines) - count + 1):
            block = lines[first : first + count]
            if any(b.middle - a.middle > PITCH * unit for a, b in pairwise(block)):
                continue
            centred = abs((block[0].box[1] + block[-1].box[3]) / 2 - middle) <= CENTRED * unit
            if centred and (best is None or best.contrast < FAINTER * block[0].contrast):
                best = block[0]
    if best is None:
        upper = [t for t in lines if -PITCH * unit <= t.middle - middle <= CENTRED * unit]
        lower = [t for t in lines if 0 <= t.middle - middle <= unit]
        best = upper[-1] if upper else lower[0] if lower else None
    return _whole(screen, best, box) if best is not None else None


def _whole(screen: Screen, label: _Text, switch: Box) -> _Text:
    """Return a label with the words that follow it, where they are so wide apart that they were taken for two.

    What was read in the switch is none of them.
    """
    for piece in sorted(screen.pieces, key=lambda p: p.box[0]):
        gap = piece.box[0] - label.box[2]
        beside = piece.box[2] <= switch[0] + 2 or piece.box[0] >= switch[2] - 2
        if beside and 0 < gap <= JOINED * screen.unit and piece.box[1] <= label.middle <= piece.box[3]:
            joined = (label.box[0], label.box[1], piece.box[2], label.box[3])
            label = _Text(joined, f"{label.text} {piece.text}", label.contrast)
    return label


def _above(screen: Screen, box: Box) -> _Text | None:
    """Return the text right above a switch, which begins where it does."""
    found = [
        p
        for p in screen.pieces
        if 0 <= box[1] + 2 - p.box[3] <= ABOVE * screen.unit
        and abs(p.box[0] - box[0]) <= COLUMN * screen.unit
        and any(c.isalpha() for c in p.text)
    ]
    nearest = max(found, key=lambda p: (p.box[3], -p.box[0]), default=None)
    return _Text(nearest.box, nearest.text, 0.0) if nearest is not None else None
