"""Stamps: days, with the time or without, as lists print them: `3 Nov 2026, 16:51`, `22/10/26`, `Yesterday`, `11:56`.

They are read together: which number of `03/04/26` is the day the others of its column tell, and where none does, it is
no day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_LED = rf"(?:{_WEEKDAY}\.?,?\s+)?"
_MONTH = r"(?P<{}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}})\.?"
_DAY = "|".join(
    (
        rf"{_YEAR.format('year')}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)",
        r"(?P<one>\d\d?)[/.-](?P<two>\d\d?)[/.-](?P<short>(?:20)?\d\d)",
        rf"{_LED}(?P<before>\d\d?)(?:st|nd|rd|th)?\.?\s+{_MONTH.format('name')}(?:,?\s+{_YEAR.format('y1')})?",
        rf"{_LED}{_MONTH.format('led')}\s+(?P<behind>\d\d?)(?:,?\s+{_YEAR.format('y2')})?",
        r"(?P<said>today|yesterday)",
        rf"(?P<weekday>{_WEEKDAY})",
    )
)
_TIME = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?\s*(?P<half>[ap])?\.?(?:m\.?)?"
_STAMP = pattern(rf"\s*(?:{_DAY})(?:(?:,|T|\s+at\b)?\s*{_TIME})?\s*", re.IGNORECASE)
_CLOCK = pattern(rf"\s*{_TIME}\s*", re.IGNORECASE)


class Stamp(msgspec.Struct, frozen=True):
    """A day, and the minute of it where that is told."""

    day: date
    minute: int | None


def read(texts: Sequence[str], seen: date, *, is_past: bool = False) -> list[Stamp | None]:
    """Return what the values of a column tell, None for each that is no day; a time by itself is of the day of a list.

    Args:
        texts: the values.
        seen: the day on which they were seen, in the calendar of who asks.
        is_past: they tell of what was done by then, and of nothing to come.
    """
    matches = [_STAMP.fullmatch(text) for text in texts]
    clocks = [_CLOCK.fullmatch(text) for text in texts]
    told = [match for match in matches if match is not None]
    if all(match["weekday"] for match in told) and not any(clocks):
        # A Friday in a list of mails is past, and among what is due it may be to come.
        return [None] * len(texts)
    is_day_first = _is_day_first(told)
    return [
        Stamp(seen, _minute(clock)) if clock is not None else match and _stamp(match, seen, is_day_first, is_past)
        for match, clock in zip(matches, clocks, strict=True)
    ]


def is_dated(texts: Sequence[str]) -> bool:
    """Say whether any value of a column names a day: else its times are hours of whatever day."""
    return any(_STAMP.fullmatch(text) for text in texts)


def _is_day_first(told: Sequence[re.Match[str]]) -> bool | None:
    """Say whether the day stands before the month in numbers; None where none of them tells, or they disagree."""
    ways = {int(match["one"]) > int(match["two"]) for match in told if _is_telling(match)}
    return next(iter(ways)) if len(ways) == 1 else None


def _is_telling(match: re.Match[str]) -> bool:
    return match["one"] is not None and max(int(match["one"]), int(match["two"])) > len(MONTHS)


def _stamp(match: re.Match[str], seen: date, is_day_first: bool | None, is_past: bool) -> Stamp | None:
    try:
        day = _day(match, seen, is_day_first, is_past)
    except ValueError:
        return None
    return Stamp(day, _minute(match)) if day is not None else None


def _day(match: re.Match[str], seen: date, is_day_first: bool | None, is_past: bool) -> date | None:
    if match["said"]:
        return seen - timedelta(days=match["said"].casefold() == "yesterday")
    if match["weekday"]:
        number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].casefold()[:3]))
        return seen - timedelta(days=(seen.weekday() - number) % len(WEEKDAYS) or len(WEEKDAYS))
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["one"]:
        one, two, year = int(match["one"]), int(match["two"]), int(match["short"]) % 100 + 2000
        if is_day_first is None:
            return None
        return date(year, two, one) if is_day_first else date(year, one, two)
    name = (match["name"] or match["led"]).casefold()
    month = next(at for at, each in enumerate(MONTHS, 1) if each.startswith(name[:3]))
    day, told = int(match["before"] or match["behind"]), match["y1"] or match["y2"]
    years = [int(told)] if told else [seen.year - 1, seen.year, seen.year + 1]
    # 29 February is not in every year.
    may = [date(year, month, day) for year in years if told or month != 2 or day < 29 or year % 4 == 0]
    if is_past and not told:
        may = [each for each in may if each <= seen]
    return min(may, key=lambda each: abs(each - seen), default=None)


def _minute(match: re.Match[str]) -> int | None:
    if not match["hour"]:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    return 60 * (hour % 12 + (12 if half == "p" else 0) if half else hour) + int(match["minute"])
