"""An entry of a calendar: what it says, the day on which it is, and what is known of its time."""

from __future__ import annotations

import datetime
from datetime import timedelta
from functools import lru_cache

import msgspec

from projections.text import SpanRow
from query.calendar import clocktimes
from query.calendar.clocktimes import Stretch

_NEAREST = 45
_AN_HOUR, _A_DAY = 60, 24 * 60
_LATE, _HALF = 0.8, 0.4


class Day(msgspec.Struct, frozen=True):
    """A day that a calendar shows: the lines that head it, its ends, its weekday (0 is Monday) and number.

    `number` is 0 where no head tells it. `months` are the years and months that stand over the calendar, where
    any do: they tell which of the days that are called so is meant. `exact` is a date that the calendar tells in full.
    """

    heads: tuple[SpanRow, ...]
    left: float
    right: float
    weekday: int
    number: int
    months: tuple[tuple[int, int], ...] = ()
    exact: datetime.date | None = None

    def date(self, seen: datetime.date) -> datetime.date | None:
        """Return the date that is meant on a screen of some day; None: none near is called so, or the head tells none.

        It is the nearest that is called so, of those in the months that stand over the calendar, where one is.
        """
        if self.exact is not None:
            return self.exact
        if not self.number:
            return None
        called = _called(self.weekday, self.number, seen)
        told = [day for day in called if (day.year, day.month) in self.months]
        near = [day for day in called if abs(day - seen) <= timedelta(days=_NEAREST)]
        return next(iter(told or near), None)

    def week_date(self, seen: datetime.date) -> datetime.date | None:
        """Return the date, or where the head tells no number the day of the week in which it was seen: a guess."""
        if self.exact is None and not self.number:
            return seen + timedelta(days=self.weekday - seen.weekday())
        return self.date(seen)


@lru_cache(maxsize=4096)
def _called(weekday: int, number: int, seen: datetime.date) -> tuple[datetime.date, ...]:
    """Return the dates within some thirteen months of a day that are called so, the nearest first."""
    first = seen + timedelta(days=(weekday - seen.weekday()) % 7)
    weeks = range(-_NEAREST * 9 // 7, _NEAREST * 9 // 7 + 1)
    days = (first + timedelta(weeks=week) for week in weeks)
    return tuple(sorted((day for day in days if day.day == number), key=lambda day: (abs(day - seen), day)))


class Entry(msgspec.Struct, frozen=True):
    """What stands in a column, in one line or several.

    Attributes:
        lines: what it says, and beside that where it is and whoever else is told of.
        day: the day in whose column it stands, or under whose head.
        hour: the line that names its row, None where none does, or where rows and times contradict each other.
        share: how far below that line it begins, of the height of a row.
        row_minutes: how long a row lasts.
        times: lines of its own that hold nothing but its time.
        is_listed: it stands in a list, under the head of its day.
        is_all_day: it stands above the hours, or is called so.
    """

    lines: tuple[SpanRow, ...]
    day: Day
    hour: SpanRow | None = None
    share: float = 0.0
    row_minutes: int = 60
    times: tuple[SpanRow, ...] = ()
    is_listed: bool = False
    is_all_day: bool = False

    @property
    def text(self) -> str:
        """What it says, in one line, without a time that stands by itself."""
        return " ".join(" ".join(line.text.split()) for line in self.lines)

    @property
    def stretch(self) -> Stretch | None:
        """The time that it tells itself; None where it tells none."""
        own = " ".join(line.text for line in self.times)
        # What is listed stands beside its time, which is no row of a calendar.
        beside = self.hour.text if self.is_listed and self.hour is not None else ""
        return clocktimes.first(own) or clocktimes.first(beside) or clocktimes.first(self.text)

    @property
    def tells_its_time(self) -> bool:
        """Say whether a clock time stands in it, and not just beside its row."""
        return self.stretch is not None

    @property
    def clock(self) -> str:
        """The time at which it is: its own words, or those of its row; empty where neither tells one."""
        own = self.stretch
        if own is not None:
            return own.said
        return " ".join(self.hour.text.split()) if self.hour is not None else ""

    @property
    def is_half_past(self) -> bool:
        """Say whether it begins about in the middle of the row of an hour, as what is at half past does."""
        return self.hour is not None and self.row_minutes == _AN_HOUR and _HALF <= self.share < _LATE

    @property
    def about(self) -> int | None:
        """The minute of the day at which it begins by its place in the row, to the half hour or so; None: not known."""
        told = clocktimes.first(self.hour.text) if self.hour is not None else None
        if told is None or self.tells_its_time:
            return None
        late = self.row_minutes * 3 // 4 if self.share >= _LATE else self.row_minutes // 2 if self.is_half_past else 0
        return told.begins + late

    @property
    def minutes(self) -> tuple[int, int]:
        """The minutes of the day in which it may begin: one, or those of its row; all, where none is told."""
        own = self.stretch
        if own is not None:
            return own.begins, own.begins + 1
        told = clocktimes.first(self.hour.text) if self.hour is not None else None
        return (told.begins, told.begins + self.row_minutes) if told is not None else (0, _A_DAY)


class Calendar(msgspec.Struct, frozen=True):
    """What a calendar on a screen shows: the days, the entries, and the stretch of hours that its rows have.

    A list has only those days on which something is. One that is covered, as by a card, may have more than it shows.
    """

    days: tuple[Day, ...] = ()
    entries: tuple[Entry, ...] = ()
    hours: tuple[int, int] = (0, _A_DAY)
    is_list: bool = False
    is_covered: bool = False
