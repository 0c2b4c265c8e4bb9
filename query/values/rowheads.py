"""Rows and heads of a table as they stand on a window: what is in a row, what heads it, and what stands over a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.facts import Box
from projections.text import SpanRow

_DIGIT = re.compile(r"[0-9]")
_ALIGNED, _OVER, _FEWEST_HEADS = 14, 2, 2


def heads(name: SpanRow, lines: Sequence[SpanRow]) -> list[SpanRow]:
    """Return the heads of the columns over a row: the lowest one above it without a number.

    The numbers that a sheet gives its rows stand left of these, and the letters of its columns tell nothing.
    """
    above = [each for each in lines if each.box[3] <= name.box[1] + _OVER and each.box[2] > name.box[0]]
    for line in sorted(above, key=lambda each: -each.box[1]):
        row = [each for each in above if in_a_row(line, each)]
        worded = [each for each in row if len(each.text.strip()) > 1]
        if len(worded) >= _FEWEST_HEADS and not any(_DIGIT.search(each.text) for each in row):
            return worded if any(in_line(each.box, name.box) for each in worded) else []
    return []


def in_a_row(one: SpanRow, other: SpanRow) -> bool:
    """Say whether the middle of a line is as high as another one."""
    middle = (other.box[1] + other.box[3]) / 2
    return one.box[1] <= middle < one.box[3]


def head_over(value: Box, heads: Sequence[SpanRow]) -> SpanRow | None:
    """Return the head in line with a value, or else the last one that begins left of where the value ends."""
    over = [head for head in heads if in_line(head.box, value)]
    if over:
        return min(over, key=lambda head: abs(head.box[0] - value[0]))
    return max((head for head in heads if head.box[0] < value[2]), key=lambda head: head.box[0], default=None)


def in_line(one: Box, other: Box) -> bool:
    """Say whether boxes lie over each other: they share a part of their width, or an edge."""
    overlaps = min(one[2], other[2]) > max(one[0], other[0])
    return overlaps or abs(one[0] - other[0]) <= _ALIGNED or abs(one[2] - other[2]) <= _ALIGNED
