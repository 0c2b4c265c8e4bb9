"""Timetables: a calendar whose columns are days, under heads such as `Tue 10`, and whose rows are hours.

Read from where lines of text stand on one screen, and from nothing else. An entry belongs to the day in whose column it
begins, and to the hour in whose row it begins, unless it tells a clock time itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from projections.text import SpanRow
from query.days import MONTHS, WEEKDAYS
from query.pattern import pattern

_FEWEST_DAYS, _FEWEST_HOURS = 3, 3
WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
"""The name of a weekday, long or short, as a pattern with a group."""

_NUMBER = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?\.?"
_MONTH = r"(?:\s+[a-z]{3,9}\.?)?"
_HEAD = pattern(
    rf"^(?:{WEEKDAY},?(?:\s+{_NUMBER}{_MONTH})?|"
    rf"{_NUMBER.replace('number', 'before')}\s+{WEEKDAY.replace('weekday', 'behind')})$",
    re.IGNORECASE,
)
_BARE = pattern(rf"^{_NUMBER}$")
_HOUR = pattern(r"^(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?)?$", re.IGNORECASE)
_CLOCK = pattern(r"(?<![\d:.])\d{1,2}:\d\d(?!\d)(?:\s?[ap]\.?m\b)?|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b", re.IGNORECASE)
# `Tuesday 19 May, 10:30 – 11:45`, `May 19, 10:30`
_WHEN = pattern(
    rf"\b{WEEKDAY},?\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b.*?\d[:.]\d\d|"
    rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?\s+(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\b.*?\d[:.]\d\d",
    re.IGNORECASE,
)
_UNDER_A_TITLE = 2.2
_FORTNIGHT = 15
_ALIGNED = 0.2
_BEFORE = 0.04
_NEXT_LINE = 1.7
_HALF = (0.4, 0.8)
_LEAST_HEIGHT = 8
_AN_HOUR = 60


class Day(msgspec.Struct, frozen=True):
    """A column: the line or lines that head it, its left and right end, its weekday (0 is Monday) and day of the month.

    `number` is 0 where the head does not tell it.
    """

    heads: tuple[SpanRow, ...]
    left: float
    right: float
    weekday: int
    number: int

    def date(self, seen: date) -> date | None:
        """Return the date that is meant on a screen of some day: the nearest that is called so; None: there is none."""
        offsets = sorted(range(-_FORTNIGHT * 3, _FORTNIGHT * 3 + 1), key=abs)
        if not self.number:
            monday = seen - timedelta(days=seen.weekday())
            return monday + timedelta(days=self.weekday)
        days = (seen + timedelta(days=offset) for offset in offsets)
        return next((day for day in days if (day.weekday(), day.day) == (self.weekday, self.number)), None)


class Entry(msgspec.Struct, frozen=True):
    """What stands in a column, in one line or several; `hour` is the line that names its row, None where none does.

    `share` is how far below that line it begins, of the height of a row, which lasts `row_minutes`. An entry
    that `is_listed` stands beside its own time, under the head of its day.
    """

    lines: tuple[SpanRow, ...]
    day: Day
    hour: SpanRow | None
    share: float = 0.0
    row_minutes: int = 60
    is_listed: bool = False

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " ".join(" ".join(line.text.split()) for line in self.lines)

    @property
    def tells_its_time(self) -> bool:
        """Say whether a clock time stands in it, and not just beside its row."""
        return _CLOCK.search(self.text) is not None

    @property
    def is_half_past(self) -> bool:
        """Say whether it begins about in the middle of the row of an hour, as what is at half past does."""
        return self.hour is not None and self.row_minutes == _AN_HOUR and _HALF[0] <= self.share < _HALF[1]

    @property
    def clock(self) -> str:
        """The time at which it is: its own words, or those of its row; empty where neither tells one."""
        own = _CLOCK.search(self.text)
        if own is not None:
            return own[0]
        return " ".join(self.hour.text.split()) if self.hour is not None else ""


def read(spans: Sequence[SpanRow]) -> tuple[Entry, ...]:
    """Return the entries of the calendar that the lines of a screen show, by day and place; empty: they show none."""
    days = _days(spans)
    if not days:
        return ()
    top = max(head.box[3] for day in days for head in day.heads)
    hours = [span for span in spans if span.box[1] > top - 4 and _is_hour(span, days)]
    hours.sort(key=lambda span: span.box[1])
    if len(hours) < _FEWEST_HOURS:
        return ()
    inside = [span for span in spans if span.box[1] >= top and span not in hours and _is_word(span)]
    days = _fitted(days, inside)
    entries = []
    for day in days:
        lines = sorted((span for span in inside if day.left <= span.box[0] < day.right), key=_from_top)
        entries += [_entry(group, _told_day(group, day, days), hours) for group in _grouped(lines)]
    return tuple(entries)


def _from_top(span: SpanRow) -> tuple[int, int, int]:
    return span.box[1], span.box[0], span.id


def _is_word(span: SpanRow) -> bool:
    return any(letter.isalpha() for letter in span.text) and len(span.text.strip()) > 1


def _days(spans: Sequence[SpanRow]) -> list[Day]:
    """Return the days that a row of heads names, from left to right, each the day after the one before."""
    heads = [(span, match) for span in spans if (match := _HEAD.match(" ".join(span.text.split())))]
    for first, _ in heads:
        row = sorted(
            (pair for pair in heads if abs(_middle(pair[0]) - _middle(first)) < _height(first) / 2),
            key=lambda pair: pair[0].box[0],
        )
        days = [_day(span, match, spans) for span, match in row]
        if len(days) >= _FEWEST_DAYS and all((b.weekday - a.weekday) % 7 == 1 for a, b in pairwise(days)):
            return days
    return []


def weekday_of(name: str) -> int:
    """Return the number of a weekday by its name, long or short; 0 is Monday."""
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name.casefold()[:3]))


def _day(span: SpanRow, match: re.Match[str], spans: Sequence[SpanRow]) -> Day:
    weekday = weekday_of(match["weekday"] or match["behind"])
    number = match["number"] or match["before"]
    heads: tuple[SpanRow, ...] = (span,)
    if number is None:
        # The number stands above or below the weekday: in one column with it, and near.
        near = [
            other
            for other in spans
            if _BARE.match(other.text.strip())
            and _height(span) / 2 < abs(_middle(other) - _middle(span)) < 3 * max(_height(span), _height(other))
            and other.box[0] < span.box[2] + _height(span)
            and span.box[0] - _height(span) < other.box[2]
        ]
        if near:
            nearest = min(near, key=lambda other: abs(_middle(other) - _middle(span)))
            number, heads = nearest.text.strip(), (span, nearest)
    digits = re.sub(r"\D", "", number or "")
    return Day(heads, span.box[0], span.box[2], weekday, int(digits) if digits else 0)


def _fitted(days: Sequence[Day], inside: Sequence[SpanRow]) -> list[Day]:
    """Return the days with the ends of their columns: heads stand in the middle of these, or where they begin.

    Which of the two is told by the lines inside: they begin where a column does.
    """
    middles = [(day.left + day.right) / 2 for day in days]
    pitch = (middles[-1] - middles[0]) / (len(days) - 1)
    # A line may be read a little wider than it is: a column takes in what begins just before it.
    centred = [middle - pitch * (0.5 + _BEFORE) for middle in middles]
    flush = [day.left - _ALIGNED * pitch / 2 for day in days]

    def fitting(edges: Sequence[float]) -> int:
        return sum(any(0 <= span.box[0] - edge <= _ALIGNED * pitch for edge in edges) for span in inside)

    edges = max((centred, flush), key=fitting)
    return [Day(day.heads, edge, edge + pitch, day.weekday, day.number) for day, edge in zip(days, edges, strict=True)]


def _is_hour(span: SpanRow, days: Sequence[Day]) -> bool:
    match = _HOUR.match(" ".join(span.text.split()))
    if match is None or not (match["minute"] or match["half"]):
        return False
    return span.box[2] <= days[0].right and int(match["hour"]) < 25


def _entry(group: Sequence[SpanRow], day: Day, hours: Sequence[SpanRow]) -> Entry:
    hour = _row(group[0], hours)
    pitch = (hours[-1].box[1] - hours[0].box[1]) / (len(hours) - 1)
    share = (group[0].box[1] - hour.box[1]) / pitch if hour is not None and pitch > 0 else 0.0
    return Entry(tuple(group), day, hour, share, _lasting(hours))


def _lasting(hours: Sequence[SpanRow]) -> int:
    """Return how many minutes a row lasts: as many as from one of the lines that name them to the next."""
    told = [_minute(hour) for hour in hours]
    steps = [later - earlier for earlier, later in pairwise(told) if later > earlier]
    from statistics import median  # seldom needed, and slow to load

    return int(median(steps)) if steps else _AN_HOUR


def _minute(hour: SpanRow) -> int:
    """Return the minute of the day that a line names; twelve-hour clocks begin again, which is one step of many."""
    match = _HOUR.match(" ".join(hour.text.split()))
    return int(match["hour"]) * _AN_HOUR + int(match["minute"] or 0) if match else 0


def _told_day(group: Sequence[SpanRow], day: Day, days: Sequence[Day]) -> Day:
    """Return the day that an entry tells itself, or that in whose column it stands: a card may lie over others."""
    told = next((match for line in group if (match := _WHEN.search(line.text))), None)
    number = int(told["number"] or told["first"]) if told else 0
    return next((other for other in days if number and other.number == number), day)


def _row(line: SpanRow, hours: Sequence[SpanRow]) -> SpanRow | None:
    """Return the hour in whose row a line begins: the last that stands no lower."""
    above = [hour for hour in hours if hour.box[1] <= line.box[1] + _height(line) / 4]
    return above[-1] if above else None


def _grouped(lines: Sequence[SpanRow]) -> list[list[SpanRow]]:
    """Return lines that begin at one place, and follow closely, together."""
    groups: list[list[SpanRow]] = []
    for line in lines:
        # Entries may stand side by side: the lines of one begin where its first does.
        group = next((group for group in groups if _goes_on(group[-1], line)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return groups


def _goes_on(last: SpanRow, line: SpanRow) -> bool:
    """Say whether a line is of an entry: it follows closely, or tells when that is, as on a card over a calendar."""
    step = _middle(line) - _middle(last)
    is_below = 0 < step < _NEXT_LINE * min(_height(line), _height(last))
    if _WHEN.search(line.text) and not _WHEN.search(last.text):
        is_below = 0 < step < _UNDER_A_TITLE * max(_height(line), _height(last))
    return is_below and abs(line.box[0] - last.box[0]) < _height(line) / 2


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _height(span: SpanRow) -> int:
    return max(_LEAST_HEIGHT, span.box[3] - span.box[1])
