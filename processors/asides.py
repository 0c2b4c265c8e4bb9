"""What shows in a terminal and is no line of it: a multiplexer's bar, notices that lie over it, right prompts. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from processors import fitting
from processors.placed import Placed
from processors.rows import Row, Sheet

_BAR = re.compile(r"^\[[^\]\s]+\] ?\d+:\S+.*(?:\d:\d\d|[*!#~Z-](?: |$))|^\[[^\]\s]+\] ?\d+:\S+\*")
"""The lowest row of a multiplexer: its session, and the numbers and names of its windows."""

_FAR, _RIM = 8, 3
"""What stands so many cells behind a command, and ends so many cells before the rim at most, is a second prompt."""


def without_bar(sheet: Sheet) -> Sheet:
    """Return the rows of a terminal without the one in which a multiplexer tells of its windows."""
    *rows, last = sheet.rows
    return msgspec.structs.replace(sheet, rows=tuple(rows)) if rows and _BAR.match(sheet.line(last)) else sheet


def of_terminal(sheet: Sheet) -> Sheet:
    """Return the rows of a terminal without what lies over them, far behind a line and in another font: a notice."""
    rows = []
    for row in sheet.rows:
        groups = _apart(row, sheet.pitch)
        own = [group for at, group in enumerate(groups) if not (at and fitting.is_strange(group, sheet.pitch))]
        is_over = row.words[0].x0 - sheet.left >= 2 * _FAR * sheet.pitch and fitting.is_strange(groups[0], sheet.pitch)
        if own := own[is_over:]:
            rows.append(row if len(own) == len(groups) else _cut(row, [word for group in own for word in group]))
    return msgspec.structs.replace(sheet, rows=tuple(rows))


def _apart(row: Row, pitch: float) -> list[list[Placed]]:
    """Return the words of a row in groups that stand far from each other."""
    groups = [[row.words[0]]]
    for one, other in pairwise(row.words):
        if other.x0 - one.x1 >= _FAR * pitch:
            groups.append([])
        groups[-1].append(other)
    return groups


def without_right_prompt(sheet: Sheet, row: Row, right: float) -> Row:
    """Return a row of a prompt without what a shell tells at the right rim."""
    *groups, _ = _apart(row, sheet.pitch)
    is_at_rim = right - row.words[-1].x1 <= _RIM * sheet.pitch
    return _cut(row, [word for group in groups for word in group]) if groups and is_at_rim else row


def _cut(row: Row, words: Sequence[Placed]) -> Row:
    box = (row.box[0], row.box[1], round(words[-1].x1), row.box[3])
    return msgspec.structs.replace(row, words=tuple(words), box=box)
