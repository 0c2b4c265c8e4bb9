"""Blocks of lines: what is set as one, such as a paragraph, or one row of a list, and not the row below it."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from projections.text import LivingSpan

# In heights of a line, from middle to middle: lines of one text are set closer than rows of a list.
_LEADING = 1.9
_SAME_ROW = 0.6
_WIDEST_GAP = 25
_MOST_LINES_OFF = 8


def block_of(anchor: LivingSpan, spans: Sequence[LivingSpan]) -> set[int]:
    """Return the numbers of the spans that are set as one with a span, itself among them."""
    home = anchor.span.box
    reach = _MOST_LINES_OFF * _height(home)
    near = [span for span in spans if abs(_middle(span.span.box) - _middle(home)) <= reach]
    found, open_ends = {anchor.span.id}, [home]
    while open_ends:
        box = open_ends.pop()
        for span in near:
            if span.span.id not in found and _is_joined(box, span.span.box):
                found.add(span.span.id)
                open_ends.append(span.span.box)
    return found


def _is_joined(one: Box, other: Box) -> bool:
    height = min(_height(one), _height(other))
    rows = abs(_middle(one) - _middle(other)) / height
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return gap <= _WIDEST_GAP * height if rows <= _SAME_ROW else rows <= _LEADING and gap < 0


def _height(box: Box) -> int:
    return max(8, box[3] - box[1])


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
