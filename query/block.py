"""Blocks of lines: what is set as one, such as a paragraph, or one row of a list, and not the row below it."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from projections.standing import Line

# In heights of a line, from middle to middle: lines of one text are set closer than rows of a list.
_LEADING = 1.9
_SAME_ROW = 0.6
_WIDEST_GAP = 25
_MOST_LINES_OFF = 8


class _Measured(msgspec.Struct, frozen=True):
    """A line as it is set, in pixels: what is asked of it again and again."""

    id: int
    left: int
    right: int
    height: int
    middle: float

    @property
    def reach(self) -> int:
        """How far off, up or down, a line of the same block may be."""
        return _MOST_LINES_OFF * self.height


def within_reach(anchor: Line, others: Sequence[Line]) -> bool:
    """Say whether one of some lines may be in the block of a line: it is not too far above or below it."""
    home = _measured(anchor)
    return any(abs((line.box[1] + line.box[3]) / 2 - home.middle) <= home.reach for line in others)


class Setting:
    """How the lines of a screen are set."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure the lines of a screen."""
        self._lines = [_measured(line) for line in lines]

    def joins(self, anchor: Line, others: Sequence[Set[int]]) -> bool:
        """Say whether one line of each group, told by their numbers, is set as one with a line."""
        home = _measured(anchor)
        left = [line for line in self._lines if abs(line.middle - home.middle) <= home.reach and line.id != home.id]
        near = {line.id for line in left}
        if any(near.isdisjoint(group) for group in others):
            return False
        lacking, open_ends = [*others], [home]
        while lacking and open_ends:
            end = open_ends.pop()
            joined = [line for line in left if _is_joined(end, line)]
            if joined:
                found = {line.id for line in joined}
                open_ends += joined
                left = [line for line in left if line.id not in found]
                lacking = [group for group in lacking if found.isdisjoint(group)]
        return not lacking


def _measured(line: Line) -> _Measured:
    box = line.box
    return _Measured(line.id, box[0], box[2], max(8, box[3] - box[1]), (box[1] + box[3]) / 2)


def _is_joined(one: _Measured, other: _Measured) -> bool:
    height = min(one.height, other.height)
    rows = abs(one.middle - other.middle) / height
    if rows > _LEADING:
        return False
    gap = max(one.left, other.left) - min(one.right, other.right)
    return gap <= _WIDEST_GAP * height if rows <= _SAME_ROW else gap < 0
