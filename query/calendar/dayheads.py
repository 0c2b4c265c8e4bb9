"""Heads of days in a calendar: `Tue 10`, `TUE` over `10`, `Di 10.3.`, `Tuesday, March 10, 2026`, in rows and alone.

Names of days and months are read in English and German, dates as either writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from projections.text import SpanRow
from query.calendar.entry import Day
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

FEWEST_DAYS = 3
_LEAST_HEIGHT = 8
_SHORTEST_MONTH = 28
_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_MONATE = {"jän": 1, "mär": 3, "mai": 5, "okt": 10, "dez": 12}
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so)(?![a-zä])\.?"
)
"""The name of a weekday, long or short, as a pattern with a group."""

_MONTH = rf"(?P<month>(?:{'|'.join(name[:3] for name in MONTHS)}|{'|'.join(_MONATE)})[a-zä]*)(?![a-zä])\.?"
_NUMBER = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?:,?\s*(?P<year>(?:19|20)\d\d))?"
_HEADS = tuple(
    pattern(rf"^{head}$", re.IGNORECASE)
    for head in (
        WEEKDAY,
        rf"{WEEKDAY},?\s*{_NUMBER}",
        rf"{_NUMBER},?\s*{WEEKDAY}",
        rf"{WEEKDAY},?\s*{_NUMBER}\s*{_MONTH}{_YEAR}",
        rf"{WEEKDAY},?\s*{_MONTH}\s*{_NUMBER}{_YEAR}",
        rf"{_NUMBER}\s*{_MONTH}{_YEAR},?\s*{WEEKDAY}",
        rf"{_MONTH}\s*{_NUMBER}{_YEAR},?\s*{WEEKDAY}",
        rf"{WEEKDAY},?\s*(?P<first>\d{{1,2}})\s*[./]\s*(?P<second>\d{{1,2}})\.?",
    )
)
_DATED = tuple(
    pattern(rf"(?:\b{WEEKDAY},?\s*|\b){date_}", re.IGNORECASE)
    for date_ in (rf"{_NUMBER}\s*(?:of\s+)?{_MONTH}{_YEAR}", rf"{_MONTH}\s*{_NUMBER}(?![\d:]|\s*[–-]\s*\d){_YEAR}")
)
_BARE = pattern(r"^\d{1,2}(?:st|nd|rd|th)?\.?$")
_CAPTION = pattern(rf"\b{_MONTH}[\s\d.,]*(?P<to>\s*[–—-]+\s*[\d.\s]*{_MONTH.replace('month', 'last')})?[\s\d,.–-]*?(?<!\d)(?P<year>20\d\d)(?!\d)", re.IGNORECASE)  # fmt: skip # noqa: E501
_ISO = pattern(r"\b(?P<year>20\d\d)[-/](?P<month>\d\d)(?:[-/]\d\d)?\b")


def middle(span: SpanRow) -> float:
    """Return the height at which the middle of a line stands."""
    return (span.box[1] + span.box[3]) / 2


def height(span: SpanRow) -> int:
    """Return how high a line is."""
    return max(_LEAST_HEIGHT, span.box[3] - span.box[1])


def weekday_of(name: str) -> int:
    """Return the number of a weekday by its name, long or short, in either language; 0 is Monday."""
    low = name.casefold().strip(" .")
    names = WEEKDAYS if len(low) > 2 and low not in _GERMAN else _GERMAN
    return next(number for number, day in enumerate(names) if day.startswith(low[:3]))


def month_of(name: str) -> int:
    """Return the number of a month by its name, long or short, in either language."""
    low = name.casefold()[:3]
    return _MONATE.get(low) or next(number for number, month in enumerate(MONTHS, 1) if month.startswith(low))


@lru_cache(maxsize=4_096)
def head(text: str) -> re.Match[str] | None:
    """Return what a line says of a day, where it says nothing else."""
    told = " ".join(text.split())
    return next((match for each in _HEADS if (match := each.match(told)) is not None), None)


@lru_cache(maxsize=4_096)
def alone(text: str) -> re.Match[str] | None:
    """Return the day that a line tells, and nothing else: with the weekday, the month, or both."""
    told = " ".join(text.split())
    found = head(told)
    if found is not None and any(name in found.groupdict() for name in ("number", "first")):
        return found
    return next((match for each in _DATED if (match := each.fullmatch(told)) is not None), None)


@lru_cache(maxsize=4_096)
def dated(text: str) -> re.Match[str] | None:
    """Return the day and month, with weekday and year where they stand there, that a line tells among others."""
    return next((match for each in _DATED if (match := each.search(text)) is not None), None)


def day_in(match: re.Match[str], line: SpanRow, months: tuple[tuple[int, int], ...] = ()) -> Day | None:
    """Return the day that a match tells on a line; None: no calendar has it, or nothing tells its weekday."""
    groups = match.groupdict()
    if not groups.get("month") or not groups.get("number"):
        return None
    number = int(groups["number"])
    month = month_of(groups["month"])
    exact = None
    if groups.get("year"):
        try:
            exact = date(int(groups["year"]), month, number)
        except ValueError:
            return None
    if not groups.get("weekday") and exact is None:
        return None
    weekday = weekday_of(groups["weekday"]) if groups.get("weekday") else exact.weekday() if exact else 0
    if exact is not None and exact.weekday() != weekday:
        return None
    # Without a year it is the nearest in that month: of any year.
    years = {year for year, _ in months} or set(range(1970, 2200))
    return Day(
        (line,), line.box[0], line.box[2], weekday, number, tuple((year, month) for year in sorted(years)), exact
    )


def months(spans: Sequence[SpanRow]) -> tuple[tuple[int, int], ...]:
    """Return the years and months that lines tell: `March 2026`, `28 Sep – 4 Oct 2026`, `2026-03-09`."""
    found = set[tuple[int, int]]()
    for span in spans:
        for match in _CAPTION.finditer(span.text):
            first, year = month_of(match["month"]), int(match["year"])
            last = month_of(match["last"]) if match["last"] else first
            found |= {(year - (first > last), first), (year, last)}
        found |= {(int(match["year"]), int(match["month"])) for match in _ISO.finditer(span.text)}
    return tuple(sorted(found))


def rows(spans: Sequence[SpanRow], fewest: int = FEWEST_DAYS) -> Iterator[list[Day]]:
    """Yield the days that a row of heads names, from left to right, each the day after the one before."""
    heads = [(span, match) for span in spans if (match := head(span.text)) is not None]
    for first, _ in heads:
        row = sorted(
            (pair for pair in heads if abs(middle(pair[0]) - middle(first)) < height(first) / 2),
            key=lambda pair: pair[0].box[0],
        )
        # `9.3.` and `3/9` are one day: that number is the day which grows from head to head.
        grown = {
            name: sum(int(b[name]) - int(a[name]) == 1 for (_, a), (_, b) in pairwise(row))
            for name in ("first", "second")
            if all(match.groupdict().get(name) for _, match in row)
        }
        which = max(grown, key=lambda name: grown[name], default="first")
        days = [_day(span, match, spans, which) for span, match in row]
        if len(days) >= fewest and all((b.weekday - a.weekday) % 7 == 1 for a, b in pairwise(days)):
            yield _consistent(days)


def _consistent(days: Sequence[Day]) -> list[Day]:
    """Return days whose numbers follow each other; one that does not, as where it was misread, is told without."""
    return [
        day
        if not day.number or any(_follows(days, at, other) for other in (at - 1, at + 1))
        else replace(day, number=0)
        for at, day in enumerate(days)
    ]


def _follows(days: Sequence[Day], at: int, other: int) -> bool:
    if not 0 <= other < len(days):
        return False
    first, second = sorted((days[at], days[other]), key=lambda day: day.left)
    return second.number == first.number + 1 or (second.number == 1 and first.number >= _SHORTEST_MONTH)


def _day(span: SpanRow, match: re.Match[str], spans: Sequence[SpanRow], which: str) -> Day:
    groups = match.groupdict()
    weekday, number = weekday_of(groups["weekday"]), int(groups.get("number") or groups.get(which) or 0)
    heads: tuple[SpanRow, ...] = (span,)
    if not number and (below := _number_by(span, spans)) is not None:
        number, heads = int(re.sub(r"\D", "", below.text)), (span, below)
    return Day(heads, span.box[0], span.box[2], weekday, number)


@lru_cache(maxsize=4_096)
def _is_bare(text: str) -> bool:
    return _BARE.match(text.strip()) is not None


def _number_by(span: SpanRow, spans: Sequence[SpanRow]) -> SpanRow | None:
    """Return the number that stands above or below the weekday: in one column with it, and near."""
    near = [
        other
        for other in spans
        if _is_bare(other.text)
        and height(span) / 2 < abs(middle(other) - middle(span)) < 3 * max(height(span), height(other))
        and other.box[0] < span.box[2] + height(span)
        and span.box[0] - height(span) < other.box[2]
    ]
    return min(near, key=lambda other: abs(middle(other) - middle(span)), default=None)
