"""Rows over the whole width of a panel: a name at the beginning, perhaps with a word on it below, the value at the end.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from processors import neighbours
from processors.neighbours import ALIGNED
from processors.pairs import PLAIN, STACKED, Group, field_of, is_name
from processors.pieces import level
from processors.screen import Screen
from processors.style import differ, style_of

PITCH = 2.0
"""From line to line of a name with what is said on it there are at most so many line heights."""

CENTRED = 0.4
"""The middle of these lines is level with the value, to so many line heights."""

EVEN, LONGEST = 1.3, 8
"""Where values only begin alike, one row is at most so many times as high as another, and no value has more words."""

LINES = 4
"""A name has at most so many lines with what is said on it."""


def found(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return the fields whose value stands at the end of such a row, list by list, and the pieces they are made of.

    In a list, names begin, and values end or begin, where others do: nothing else shows that what is so far apart
    belongs together.
    """
    rows = [row for value in sorted(free) if (row := _row(screen, value, free)) is not None]
    lists: list[list[tuple[int, ...]]] = []
    for row in sorted(rows, key=lambda r: screen.pieces[r[1]].box[1]):
        for each in lists:
            if _goes_on(screen, each[-1], row):
                each.append(row)
                break
        else:
            lists.append([row])
    whole = [each for each in lists if _is_list(screen, each)]
    groups = [[field_of(screen.pieces[row[0]], screen.pieces[row[1]]) for row in each] for each in whole]
    return groups, {n for each in whole for row in each for n in row}


def _is_list(screen: Screen, rows: Sequence[tuple[int, ...]]) -> bool:
    """Say whether rows are a list: enough, one with a value far from its name, and all ends, or all looks, alike."""
    if len(rows) < PLAIN or not any(len(row) > 2 or neighbours.is_far(screen, *row) for row in rows):
        return False
    ends = [screen.pieces[row[1]].box[2] for row in rows]
    if max(ends) - min(ends) <= ALIGNED:
        return True
    # Two panels side by side have lines that are level here and there.
    tops = [screen.pieces[row[0]].middle for row in rows]
    steps = [below - above for above, below in pairwise(tops)]
    if max(steps) > EVEN * min(steps) or any(len(screen.pieces[row[1]].words) > LONGEST for row in rows):
        return False
    labels, values = (style_of(screen, [row[side] for row in rows]) for side in (0, 1))
    return differ(labels, values)


def _row(screen: Screen, value: int, free: Set[int]) -> tuple[int, ...] | None:
    """Return a name, the value, and the lines on the name below it; None where a value stands at the end of no row."""
    own = screen.pieces[value]
    before = [
        n
        for n in free
        if screen.pieces[n].box[2] <= own.box[0]
        and abs(screen.pieces[n].middle - own.middle) <= LINES * PITCH / 2 * screen.unit
        and neighbours.are_together(screen, n, value)
    ]
    if neighbours.right_of(screen, value, free, anywhere=True) is not None:
        return None
    beside = [n for n in before if level(screen.pieces[n], own)]
    if len(beside) == 1 and is_name(screen.pieces[beside[0]]):
        return beside[0], value
    block = _block(screen, own.middle, before)
    if not block or any(n not in block for n in beside):
        return None
    return (block[0], value, *block[1:]) if is_name(screen.pieces[block[0]]) else None


def _block(screen: Screen, middle: float, before: Sequence[int]) -> list[int]:
    """Return two lines or more that begin alike and have their middle level with a value, top to bottom."""
    left = min((screen.pieces[n].box[0] for n in before), default=0)
    lines = sorted(
        (n for n in before if screen.pieces[n].box[0] - left <= ALIGNED), key=lambda n: screen.pieces[n].middle
    )
    for count in range(2, LINES):
        for first in range(len(lines) - count + 1):
            block = lines[first : first + count]
            top, bottom = screen.pieces[block[0]].box[1], screen.pieces[block[-1]].box[3]
            steps = (screen.pieces[b].middle - screen.pieces[a].middle for a, b in pairwise(block))
            if abs((top + bottom) / 2 - middle) <= CENTRED * screen.unit and max(steps) <= PITCH * screen.unit:
                return block
    return []


def _goes_on(screen: Screen, one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether two rows are of one list: names begin alike, values end or begin alike, and the rows are near."""
    (label, value), (name, end) = ((screen.pieces[row[0]].box, screen.pieces[row[1]].box) for row in (one, other))
    ends = min(abs(value[2] - end[2]), abs(value[0] - end[0])) <= ALIGNED
    return ends and abs(label[0] - name[0]) <= ALIGNED and name[1] - label[1] <= STACKED * screen.unit
