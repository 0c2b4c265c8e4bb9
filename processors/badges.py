"""Badges: low boxes with a text in them that are values or marks, and no buttons. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.facts import Element
from processors.base import Box
from processors.neighbours import ALIGNED, CLOSE, SIGNED
from processors.pieces import Piece
from processors.screen import Screen
from projections.box import is_in

LOW = 1.7
"""A badge is at most so many line heights high: what is higher is a button."""

REACH = 8.0
"""Badges of one list are at most so many line heights apart."""

WORDS = 5
"""The text before a badge has at most so many words."""

FEWEST = 3
"""So many texts make a column."""


def among(screen: Screen, found: Sequence[Element]) -> frozenset[Box]:
    """Return which of the buttons are badges, by their boxes.

    A low box is one where a text stands in its row before it, and the same is so of another one right above or below
    it that says something else; where a text stands right above it, as a label does; or where it stands in a column of
    texts, as a cell does. Buttons that are so low stand in a row, or say the same in each row.
    """
    low = [e for e in found if e.role == "Button" and e.label and e.box[3] - e.box[1] <= LOW * screen.unit]
    headed = [each for each in low if _is_headed(screen, each, found)]
    listed = list(_listed(screen, low, [e.box for e in found if e.role == "Button"]))
    return frozenset(each.box for each in (*headed, *listed))


def _is_headed(screen: Screen, badge: Element, found: Sequence[Element]) -> bool:
    """Say whether a text stands right above a badge and begins with it, and no control stands beside the badge."""
    x0, y0, _, y1 = badge.box
    beside = any(each is not badge and each.box[1] < y1 and y0 < each.box[3] and _near(each.box, badge.box, screen.unit)
                 for each in found)  # fmt: skip
    over = [p for p in screen.pieces if 0 <= y0 - p.box[3] <= CLOSE * screen.unit and abs(p.box[0] - x0) <= ALIGNED]
    return len(over) == 1 and not beside and len(over[0].words) <= FEWEST


def _near(one: Box, other: Box, unit: float) -> bool:
    return max(one[0], other[0]) - min(one[2], other[2]) <= unit


def _listed(screen: Screen, low: Sequence[Element], buttons: Sequence[Box]) -> Iterator[Element]:
    free = [p for p in screen.pieces if not any(is_in(p.box, box) for box in buttons)]
    named = [each for each in low if _is_named(free, each.box)]
    values = [p for p in free if _is_named(free, p.box)]
    for each in named:
        own = [each.box, *(p.box for p in screen.pieces if is_in(p.box, each.box))]
        others = [e for e in named if e.label != each.label and _in_column(screen, e.box, each.box)]
        texts = [p for p in values if any(_in_column(screen, p.box, box) for box in own)]
        if others or len(texts) >= FEWEST:
            yield each


def _is_named(free: Sequence[Piece], box: Box) -> bool:
    """Say whether a short text that is in no button stands in the row of a box before it."""
    row = [p for p in free if p.box[2] <= box[0] and box[1] <= p.middle <= box[3] and any(c.isalnum() for c in p.text)]
    return bool(row) and len(max(row, key=lambda p: p.box[2]).words) <= WORDS


def _in_column(screen: Screen, one: Box, other: Box) -> bool:
    """Say whether one box stands above another one in a list: before both may be signs of different width."""
    left, right = abs(one[0] - other[0]), abs(one[2] - other[2])
    aligned = left <= SIGNED * screen.unit or right <= ALIGNED
    return aligned and ALIGNED < abs(one[1] - other[1]) <= REACH * screen.unit
