"""Blocks of lines: what is set as one, such as a paragraph, or one row of a list, and not the row below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import combinations

import msgspec

from ledger.facts import Box
from projections.standing import Line

# In heights of a line, from middle to middle: lines of one text are set closer than rows of a list.
_LEADING = 1.9
_SAME_ROW = 0.6
_WIDEST_GAP = 25
_MOST_LINES_OFF = 8
_HEADING_GAP = 2.5
_LEADING_GAP = 8
_CELL_GAP = 12
_COLUMN_GAP = 15
_LONG, _PARAGRAPH = 45, 1.6
_FEWEST_ROWS = 2


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


class Rows:
    """How high or low on a screen some lines stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure lines."""
        self._middles = sorted((line.box[1] + line.box[3]) / 2 for line in lines)

    def within_reach(self, anchor: Line) -> bool:
        """Say whether one of the lines may be in the block of a line: it is not too far above or below it."""
        home = _measured(anchor)
        at = bisect_left(self._middles, home.middle - home.reach)
        return at < len(self._middles) and self._middles[at] <= home.middle + home.reach


class Headings:
    """What stands over what, of some boxes on a screen: measured once, however many are asked for."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        """Measure boxes."""
        self._boxes = boxes
        self._by_top = sorted((box[1], number) for number, box in enumerate(boxes))
        self._tallest = max((box[3] - box[1] for box in boxes), default=0)
        self._known: dict[tuple[Box, int], list[int]] = {}

    def over(self, anchor: Box) -> list[int]:
        """Return the places of the boxes that stand over one, line by line with the same left edge: its heading.

        Boxes in the same row to the left of it lead it, and count as well as what stands over these.
        """
        boxes, height = self._boxes, max(8, anchor[3] - anchor[1])
        found = dict.fromkeys(self._leading(anchor, height))
        ends = [anchor, *(boxes[number] for number in found)]
        while ends:
            end = ends.pop()
            over = [number for number in self._right_over(end, height) if number not in found]
            found |= dict.fromkeys(over)
            ends += [boxes[number] for number in over]
        return [*found]

    def _right_over(self, end: Box, height: int) -> list[int]:
        """Return the places of the boxes right over one: what many anchors have over them is looked for once."""
        known = self._known.get((end, height))
        if known is None:
            boxes, gap = self._boxes, _HEADING_GAP * height
            # Few stand right over another: they are looked for by how high they begin.
            known = self._known[end, height] = sorted(
                number
                for _, number in self._between(end[1] - gap - self._tallest, end[1])
                if abs(boxes[number][0] - end[0]) <= height and end[1] - boxes[number][3] <= gap
            )
        return known

    def _leading(self, anchor: Box, height: int) -> list[int]:
        # Few are in its row, or reach as far to the left.
        reach, furthest, middles = 2 * _SAME_ROW * height + 1, anchor[0] - _LEADING_GAP * height, anchor[1] + anchor[3]
        near = self._between((middles - reach) / 2 - self._tallest, (middles + reach) / 2 + 1)
        boxes = self._boxes
        return sorted(
            number
            for _, number in near
            if furthest <= boxes[number][2]
            and abs(boxes[number][1] + boxes[number][3] - middles) <= reach
            and _leads(boxes[number], anchor, height)
        )

    def _between(self, top: float, end: float) -> list[tuple[int, int]]:
        """Return what begins at a height or below, and above the other, with its place."""
        return self._by_top[bisect_left(self._by_top, (top,)) : bisect_left(self._by_top, (end,))]


def clusters(boxes: Sequence[Box], lengths: Sequence[int]) -> list[int]:
    """Return for each box the number of the cluster that it is in: of what is set in a row, a column or a paragraph.

    `lengths` are those of the texts in the boxes: rows with a long text each, farther apart than lines of a paragraph,
    are those of a list, and each tells of something else.
    """
    longest = [
        max(length for other, length in zip(boxes, lengths, strict=True) if other == box or is_same_row(box, other))
        for box in boxes
    ]
    of = list(range(len(boxes)))
    for one, other in combinations(range(len(boxes)), 2):
        gap = _PARAGRAPH if min(longest[one], longest[other]) >= _LONG else _COLUMN_GAP
        if of[one] != of[other] and _is_near(boxes[one], boxes[other], gap):
            of = _merged(of, one, other)
    for one, other in combinations(range(len(boxes)), 2):
        if of[one] != of[other] and _are_table(of[one], of[other], of, boxes):
            of = _merged(of, one, other)
    # A line that tells something itself heads no table.
    for head in (number for number, length in enumerate(lengths) if length < _LONG):
        for cell in _cells_below(head, boxes):
            of = _merged(of, head, cell)
    return of


def _cells_below(head: int, boxes: Sequence[Box]) -> list[int]:
    """Return the places of the boxes below one that are several in their row: it is the head of their table."""
    over = boxes[head]
    height = max(8, over[3] - over[1])
    below = [
        number
        for number, box in enumerate(boxes)
        if box[0] < over[2] and over[0] < box[2] and 0 <= box[1] - over[3] <= _COLUMN_GAP * height
    ]
    return [
        number
        for number in below
        if any(other != number and is_same_row(boxes[number], boxes[other]) for other in below)
    ]


def _merged(of: Sequence[int], one: int, other: int) -> list[int]:
    return [of[one] if number == of[other] else number for number in of]


def _are_table(one: int, other: int, of: Sequence[int], boxes: Sequence[Box]) -> bool:
    """Say whether two columns have two rows in common, however far apart they are set."""
    left, right = ([box for number, box in zip(of, boxes, strict=True) if number == each] for each in (one, other))
    return sum(any(is_same_row(box, across) for across in right) for box in left) >= _FEWEST_ROWS


def is_same_row(one: Box, other: Box) -> bool:
    """Say whether two boxes are set at one height."""
    height = max(8, min(one[3] - one[1], other[3] - other[1]))
    return abs((one[1] + one[3]) - (other[1] + other[3])) / 2 / height <= _SAME_ROW


def is_right_above(upper: Box, lower: Box) -> bool:
    """Say whether one box heads another: it stands over it with hardly more than a line between them."""
    height = max(8, min(upper[3] - upper[1], lower[3] - lower[1]))
    is_over = upper[0] < lower[2] and lower[0] < upper[2] and upper[1] < lower[1]
    return is_over and lower[1] - upper[3] <= _HEADING_GAP * height


def _is_near(one: Box, other: Box, column_gap: float) -> bool:
    heights = one[3] - one[1], other[3] - other[1]
    # Lines of one paragraph are lower where no letter reaches up or down: the higher one tells how it is set.
    height = max(8, max(heights) if column_gap == _PARAGRAPH else min(heights))
    rows = abs((one[1] + one[3]) - (other[1] + other[3])) / 2 / height
    gap = max(one[0], other[0]) - min(one[2], other[2])
    if is_same_row(one, other):
        return gap <= _CELL_GAP * height
    return rows <= (column_gap if abs(one[0] - other[0]) <= height else min(_LEADING, column_gap) if gap < 0 else 0)


def _leads(box: Box, anchor: Box, height: int) -> bool:
    return is_same_row(box, anchor) and box[0] <= anchor[2] and anchor[0] - box[2] <= _LEADING_GAP * height


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
