"""Which text says what an input field is for: on its left, or above it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from msgspec.structs import replace

from processors.base import Box
from processors.pieces import Piece
from processors.screen import Screen

BESIDE, FAR_BESIDE = 2.0, 14.0
"""A label ends so many line heights before its field; or, where none stands above, so many."""

ABOVE = 1.7
"""A label above a field ends at most so many line heights over it."""

INDENT = 1.0
"""It begins so many line heights left or right of the field's left side at most."""

JOINED = 1.2
"""Words of one label are at most so many line heights apart."""

LONGEST = 8
"""A label has at most so many words."""

ARROW = 1.4
"""The arrow of a choice ends at most so many line heights before its right side."""

FAINT = 0.6
"""A text in a field whose contrast is below this share of the usual one is a hint, and no value."""


def free_of(screen: Screen, controls: Sequence[Box]) -> list[Piece]:
    """Return the pieces that can be labels of input fields: those in no control."""
    return [p for p in screen.pieces if is_label(p) and not any(_in(p.box, other) for other in controls)]


def label_of(screen: Screen, box: Box, controls: Sequence[Box], free: Sequence[Piece]) -> Piece | None:
    """Return the piece that is the label of an input field, or None; `free` are those that can be (`free_of`)."""
    beside = [p for p in free if _level(p, box) and p.box[2] <= box[0] + 2]
    nearest = max(beside, key=lambda p: p.box[2], default=None)
    between = any(
        nearest is not None and other != box and nearest.box[2] < other[2] <= box[0] + 2 and _meets_rows(other, box)
        for other in controls
    )
    if nearest is not None and not between and box[0] - nearest.box[2] <= BESIDE * screen.unit:
        return _whole(screen, nearest, free)
    above = [
        p
        for p in free
        if p.box[3] <= box[1] + 2
        and box[1] - p.box[3] <= ABOVE * screen.unit
        and abs(p.box[0] - box[0]) <= INDENT * screen.unit
    ]
    if above:
        return max(above, key=lambda p: (p.box[3], -p.box[0]))
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


def is_label(piece: Piece) -> bool:
    """Say whether a text can be a label: few words, with a letter."""
    return len(piece.words) <= LONGEST and any(c.isalpha() for c in piece.text)


def plain(text: str) -> str:
    """Return a label without what only marks it as one: a colon, a star for what must be filled in."""
    return text.rstrip(" :*\uff1a")


def inside(screen: Screen, box: Box) -> list[Piece]:
    """Return the pieces of text in a control, left to right, without the arrow that a reader takes for a letter."""
    found = [p for p in screen.pieces if _in(p.box, box) and any(c.isalnum() for c in p.text)]
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


def value_in(screen: Screen, box: Box) -> tuple[str, str]:
    """Return the text in an input field, as its value and as a hint: one of the two is empty."""
    found = inside(screen, box)
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


def _in(box: Box, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]
