"""Which text says what an input field is for: on its left, or above it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from msgspec.structs import replace

from processors.base import Box
from processors.pieces import Piece
from processors.screen import Screen
from projections.box import is_in

BESIDE, FAR_BESIDE = 2.0, 14.0
"""A label ends so many line heights before its field; or, where none stands above, so many."""

ABOVE = 1.7
"""A label above a field ends at most so many line heights over it."""

INDENT = 1.0
"""It begins so many line heights left or right of the field's left side at most."""

JOINED = 1.2
"""Words of one label are at most so many line heights apart."""

RIMS = 3
"""A border is looked for in so many pixels; colours may differ by as much (of 255)."""

TOUCHING = 2
"""Boxes that are at most so many pixels apart touch."""

LONGEST = 8
"""A label has at most so many words."""

ARROW = 1.4
"""The arrow of a choice ends at most so many line heights before its right side."""

RIM = 1.7
"""A label within its field begins at most so many line heights right of its left side."""

ON_BORDER, LOWER = 0.45, 0.7
"""Its middle is so many line heights from the upper border, in which it stands; or so many above that of the value."""

FAINT = 0.6
"""A text in a field whose contrast is below this share of the usual one is a hint, and no value."""


def free_of(screen: Screen, controls: Sequence[Box]) -> list[Piece]:
    """Return the pieces that can be labels of input fields: those in no control."""
    return [p for p in screen.pieces if is_label(p) and not any(is_in(p.box, other) for other in controls)]


def label_of(screen: Screen, box: Box, controls: Sequence[Box], free: Sequence[Piece]) -> Piece | None:
    """Return the piece that is the label of an input field, or None; `free` are those that can be (`free_of`)."""
    own = label_within(screen, box)
    if own is not None:
        return own
    attached = _attached(screen, box)
    left = attached[0] if attached else box[0]
    held = [p for p in free if attached and is_in(p.box, attached)]
    beside = [p for p in free if _level(p, box) and p.box[2] <= left + 2]
    nearest = max(beside, key=lambda p: p.box[2], default=None)
    between = any(
        nearest is not None and other != box and nearest.box[2] < other[2] <= box[0] + 2 and _meets_rows(other, box)
        for other in controls
    )
    if nearest is not None and not between and left - nearest.box[2] <= BESIDE * screen.unit:
        return _whole(screen, nearest, free)
    above = [
        p
        for p in free
        if p.box[3] <= box[1] + 2
        and box[1] - p.box[3] <= ABOVE * screen.unit
        and min(abs(p.box[0] - box[0]), abs(p.box[0] - left)) <= INDENT * screen.unit
    ]
    if above:
        return max(above, key=lambda p: (p.box[3], -p.box[0]))
    if held:
        return held[-1]
    if nearest is not None and not between and box[0] - nearest.box[2] <= FAR_BESIDE * screen.unit:
        return _whole(screen, nearest, free)
    return None


def _whole(screen: Screen, last: Piece, free: Sequence[Piece]) -> Piece:
    """Return a label with the piece before it, where words are so wide apart that they were taken for two."""
    before = [p for p in free if p.span == last.span and p.box[2] <= last.box[0] <= p.box[2] + JOINED * screen.unit]
    if not before or not before[0].extents or not last.extents:
        return last
    first = before[0]
    box = (first.box[0], min(first.box[1], last.box[1]), last.box[2], max(first.box[3], last.box[3]))
    return replace(last, box=box, words=first.words + last.words, extents=first.extents + last.extents)


def label_within(screen: Screen, box: Box) -> Piece | None:
    """Return the label that stands within a field: in a gap of its upper border, or small above the value on a line."""
    x0, y0, x1, y1 = box
    left, upper, right, lower = screen.places.T
    middle = (upper + lower) / 2
    fits = (left >= x0) & (left - x0 <= RIM * screen.unit) & (right < x1) & (middle > y0 - screen.unit) & (middle < y1)
    near = [p for n in np.flatnonzero(fits).tolist() if is_label(p := screen.pieces[n])]
    top = min(near, key=lambda p: p.middle, default=None)
    if top is None:
        return None
    if abs(top.middle - y0) <= ON_BORDER * screen.unit and top.box[1] < y0 < top.box[3]:
        return top
    has_value = any(p.middle - top.middle >= LOWER * screen.unit for p in _held(screen, box))
    return top if has_value and is_in(top.box, box) and stands_on_line(screen, box) else None


def stands_on_line(screen: Screen, box: Box) -> bool:
    """Say whether a box has no border on its sides, and below it another colour than above it: a line to write on."""
    x0, y0, x1, y1 = box
    middle, row = (x0 + x1) // 2, (y0 + y1) // 2
    if not 0 < y0 < y1 < len(screen.colours) or x0 < 1:
        return False
    ground, line = (int(screen.colours[y, middle]) for y in (y0 - 1, y1))
    fill = int(screen.colours[row, x0 + RIMS + 1])
    rim = max(_apart(int(colour), fill) for colour in screen.colours[row, x0 : x0 + RIMS])
    return line != ground and rim <= _apart(ground, fill) + RIMS


def _apart(one: int, other: int) -> int:
    """Return the largest difference of a channel of two colours."""
    return max(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (16, 8, 0))


def _attached(screen: Screen, box: Box) -> Box | None:
    """Return the box of a sign or a unit that touches a field on its left, as high as that."""
    x0, y0, x1, y1 = screen.walls.T
    level = (np.abs(y0 - box[1]) <= TOUCHING) & (np.abs(y1 - box[3]) <= TOUCHING)
    beside = (np.abs(x1 - box[0]) <= TOUCHING) & (x0 < x1 - TOUCHING) & (2 * (x1 - x0) < box[2] - box[0])
    return next((screen.boxes[n].box for n in np.flatnonzero(level & beside).tolist()), None)


def is_label(piece: Piece) -> bool:
    """Say whether a text can be a label: few words, with a letter."""
    return len(piece.words) <= LONGEST and any(c.isalpha() for c in piece.text)


def plain(text: str) -> str:
    """Return a label without what only marks it as one: a colon, a star for what must be filled in."""
    return text.rstrip(" :*\uff1a")


def inside(screen: Screen, box: Box) -> list[Piece]:
    """Return the pieces of text in a control, left to right, without the arrow that a reader takes for a letter."""
    found = [p for p in _held(screen, box) if any(c.isalnum() for c in p.text)]
    found.sort(key=lambda p: p.box[0])
    if (
        found
        and box[2] - found[-1].box[2] <= ARROW * screen.unit
        and len(found[-1].words[-1]) == 1
        and found[-1].words[-1] in "VvYy"
    ):
        last = found.pop()
        if len(last.words) > 1:
            found.append(replace(last, words=last.words[:-1], extents=last.extents[:-1]))
    return found


def _held(screen: Screen, box: Box) -> list[Piece]:
    """Return the pieces whose middle is in a box."""
    x0, y0, x1, y1 = screen.places.T
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    fits = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
    return [screen.pieces[n] for n in np.flatnonzero(fits).tolist()]


def value_in(screen: Screen, box: Box) -> tuple[str, str]:
    """Return the text in an input field, as its value and as a hint: one of the two is empty."""
    label = label_within(screen, box)
    found = [p for p in inside(screen, box) if label is None or p.span != label.span]
    text = " ".join(p.text for p in found)
    inks = {id(p): ink for p, ink in zip(screen.pieces, screen.inks, strict=True)}
    contrasts = [ink.contrast for ink in screen.inks if ink is not None]
    own = [ink.contrast for p in found if (ink := inks.get(id(p))) is not None]
    if own and median(own) <= FAINT * median(contrasts):
        return "", text
    return text, ""


def _level(piece: Piece, box: Box) -> bool:
    return box[1] - 1 <= piece.middle <= box[3] + 1


def _meets_rows(one: Box, other: Box) -> bool:
    return min(one[3], other[3]) - max(one[1], other[1]) > 0
