"""Rows of hours beside a calendar: `08:00`, `9 AM`, one below the other at even steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from projections.text import SpanRow
from query.calendar import clocktimes
from query.calendar.dayheads import height

_FEWEST = 3
_OFF = 0.34
_HALF_A_DAY, _AN_HOUR, _QUARTER = 12 * 60, 60, 15
_HERE = 0.25
_BELOW = 1.5


class Rows(msgspec.Struct, frozen=True):
    """The lines that name hours, from top to bottom, how far apart they stand, and how many minutes that is."""

    hours: tuple[SpanRow, ...] = ()
    pitch: float = 0.0
    minutes: int = _AN_HOUR

    @property
    def right(self) -> int:
        """Where the hours end; 0: there are none."""
        return max((hour.box[2] for hour in self.hours), default=0)

    @property
    def bottom(self) -> float:
        """Where the last row ends; no line ends it where there are no hours."""
        return self.hours[-1].box[1] + _BELOW * self.pitch if self.hours else float("inf")

    @property
    def span(self) -> tuple[int, int]:
        """The minutes of the day that the rows have; all of them where there are none."""
        if not self.hours:
            return 0, 24 * _AN_HOUR
        return _minute(self.hours[0]), _minute(self.hours[-1]) + self.minutes

    def of(self, line: SpanRow) -> tuple[SpanRow | None, float]:
        """Return the hour in whose row a line begins, the last that stands no lower, and how far below it, in rows."""
        above = [hour for hour in self.hours if hour.box[1] <= line.box[1] + height(line) * _HERE]
        if not above:
            return None, 0.0
        return above[-1], (line.box[1] - above[-1].box[1]) / self.pitch


def read(spans: Sequence[SpanRow], top: float, right: float) -> Rows:
    """Return the rows of hours below a height and left of a place; without hours where fewer than three are in step."""
    told = [
        span
        for span in spans
        if span.box[1] > top and span.box[2] <= right and clocktimes.is_only(span.text) and not _is_no_row(span)
    ]
    columns: list[list[SpanRow]] = []
    for span in sorted(told, key=lambda span: (span.box[1], span.id)):
        column = next((each for each in columns if _is_aligned(each[-1], span)), None)
        if column is None:
            columns.append([span])
        else:
            column.append(span)
    column = max(columns, key=len, default=[])
    return _in_step(column) if len(column) >= _FEWEST else Rows()


def _is_no_row(span: SpanRow) -> bool:
    told = clocktimes.first(span.text)
    return told is None or told.ends is not None or told.begins % _QUARTER != 0


def _is_aligned(one: SpanRow, other: SpanRow) -> bool:
    near = height(other) / 2
    return any(abs(one.box[side] - other.box[side]) < near for side in (0, 2))


def _minute(hour: SpanRow) -> int:
    told = clocktimes.first(hour.text)
    return told.begins if told is not None else 0


def _in_step(column: Sequence[SpanRow]) -> Rows:
    """Return the hours that stand at even steps: what does not, as the time that it is now, is none."""
    steps = [
        ((_minute(b) - _minute(a)) % _HALF_A_DAY, b.box[1] - a.box[1])
        for a, b in pairwise(column)
        if (_minute(b) - _minute(a)) % _HALF_A_DAY
    ]
    if not steps:
        return Rows()
    slopes = sorted(way / minutes for minutes, way in steps)
    slope = slopes[len(slopes) // 2]
    lengths = sorted(minutes for minutes, _ in steps)
    minutes = lengths[len(lengths) // 2]
    if slope <= 0:
        return Rows()

    def is_with(one: SpanRow, other: SpanRow) -> bool:
        passed = (_minute(other) - _minute(one)) % (2 * _HALF_A_DAY)
        return abs((other.box[1] - one.box[1]) - slope * passed) < _OFF * slope * minutes

    firsts = [
        [one, *(other for other in column if other.box[1] > one.box[1] and is_with(one, other))] for one in column
    ]
    kept = max(firsts, key=len)
    return Rows(tuple(kept), slope * minutes, minutes) if len(kept) >= _FEWEST else Rows()
