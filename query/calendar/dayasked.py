"""Days of a calendar as questions name them: to come as well as gone, for what stands in a calendar may be either.

Everywhere else a weekday is one that lies behind, for of what is to come there are no screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from query.patterns.pattern import pattern
from query.times import days, hours
from query.times.days import MONTHS, WEEKDAYS, month_number, spelled
from query.times.ordinals import SPOKEN_DAY, day_number

_WEEK, _A_DAY = 7, 24 * 60
_NEAR = 8
_NEXT_MONTH, _FARTHEST = 46, 200
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_SHORT_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_MONTH = rf"(?P<month>{_SHORT_MONTH}|sept)\b\.?"
_NTH = rf"(?P<day>\d{{1,2}}|(?:{SPOKEN_DAY})\b)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_LEAD = r"(?:\b(?:on|for|at|in|during|over|by|of|until|from|since)\s+)?(?:the\s+)?(?:day\s+of\s+)?"
_PIECES = tuple(
    pattern(rf"{_LEAD}\b{piece}(?![\w-])", re.IGNORECASE)
    for piece in (
        rf"(?P<of>week\s+of)\s+(?:the\s+)?(?:{_NTH}\s+(?:of\s+)?{_MONTH}{_YEAR})",
        rf"(?P<of>week\s+of)\s+{_MONTH}\s+(?:the\s+)?{_NTH}{_YEAR}",
        r"(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_NTH}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+(?:the\s+)?{_NTH}(?![:.]\d){_YEAR}",
        r"(?P<to>(?:rest\s+of\s+)?(?:this|the|next|coming|following|last|past)\s+(?:week(?:end)?|month)|"  # noqa: ISC004
        r"my\s+week|day\s+after\s+tomorrow|day\s+before\s+yesterday|today|tonight|tomorrow|yesterday)(?!\s+of\b)",
        rf"(?P<to>this|next|last|coming|this\s+coming|past)\s+{_WEEKDAY}",
        rf"{_WEEKDAY},?\s+(?:of\s+)?(?P<to>this|next|last)\s+week",
        rf"{_WEEKDAY},?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\s*[:.]\d|\s*[ap]\.?m\b)",
        rf"{_WEEKDAY},?\s+the\s+(?P<day>{SPOKEN_DAY})",
        rf"{_WEEKDAY}s?",
        r"(?<=\bthe\s)(?P<day>\d{1,2})(?:st|nd|rd|th)",
        rf"(?<=\bon\sthe\s)(?P<day>{SPOKEN_DAY})",
    )
)
# Commas, and what led to the words of time.
# Words stand one space apart where this is looked for.
_LEFT = pattern(r"(?: (?:on|of|the|at|in|for)\b|[ ,])+(?=[?.!]*$)| (?=[,?.!])|(?<= ), ?")
_TO_COME = pattern(r"\b(?:tomorrow|tonight|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)
_PARTS = pattern(r"\b(?:tonight|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)


class DayAsked(msgspec.Struct, frozen=True):
    """Which days a question asks for, and which part of them.

    Attributes:
        first, last: days from the first up to before the last; None where what is told leaves open which it is.
        weekday, number, month: what is told of a day that is left open: 0 is Monday.
        minutes: the part of the day, a half-open stretch of its minutes.
        has_hours: a part of it is told.
        rest: the question without these words.
    """

    rest: str
    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    number: int | None = None
    month: int | None = None
    minutes: tuple[int, int] = (0, _A_DAY)
    has_hours: bool = False

    def may_be(self, day: date) -> bool:
        """Say whether a day is one that is asked for, as far as its words tell."""
        if self.first is not None and self.last is not None:
            return self.first <= day < self.last
        return (
            self.weekday in (None, day.weekday()) and self.number in (None, day.day) and self.month in (None, day.month)
        )

    def is_near(self, day: date, today: date) -> bool:
        """Say whether a day may be one that is asked for, and is no other one that is called so."""
        reach = _NEAR if self.number is None else _NEXT_MONTH if self.month is None else _FARTHEST
        return self.may_be(day) and (self.first is not None or abs(day - today) < timedelta(days=reach))

    def days(self, today: date, way: int) -> list[date]:
        """Return the days that are meant; where it is left open, the one to come and then that which is past.

        Args:
            today: the day of asking.
            way: 1 where what is asked for is to come, -1 where it is past, 0 where the question does not tell.
        """
        if self.first is not None and self.last is not None:
            return [self.first + timedelta(days=n) for n in range((self.last - self.first).days)]
        # A weekday by itself is one that is near; what tells more of it may be farther off.
        reach = _NEAR if self.number is None else _FARTHEST
        ahead = [day for n in range(reach) if self.may_be(day := today + timedelta(days=n))]
        back = [day for n in range(reach) if self.may_be(day := today - timedelta(days=n))]
        ahead, back = (found[:2] if found[:1] == [today] else found[:1] for found in (ahead, back))
        if way:
            return ahead if way > 0 else back
        return list(dict.fromkeys([*ahead, *back]))

    @property
    def said(self) -> str:
        """The part of the day in words, with a blank before it; empty where none is told."""
        start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in self.minutes)
        return f" from {start} to {end}" if self.has_hours else ""


def read(question: str, today: date) -> DayAsked | None:
    """Return the days of a calendar that a question asks for; None where it names none."""
    may_name = days.may_be_named(question) or _TO_COME.search(question) is not None
    pieces = list(_pieces(question)) if may_name else []
    if not pieces:
        return None
    told = {name: value for match in pieces for name, value in match.groupdict().items() if value}
    named = {match["weekday"][:3].lower() for match in pieces if match.groupdict().get("weekday")}
    groups = [{name for name, value in match.groupdict().items() if value} for match in pieces]
    if len(named) > 1 or any(sum(each >= {name} for each in groups) > 1 for name in ("day", "to")):
        # On Wednesday or Thursday: which of the two is what is asked.
        return None
    spans = [match.span() for match in pieces]
    try:
        asked = _asked(told, today)
        parts = list(hours.find(question, spans, spans))
    except ValueError:
        return None
    if asked is None:
        return None
    for start, end, part in parts:
        spans.append((start, end))
        if not asked.has_hours and part.said:
            minutes = round(max(part.start, 0)), round(min(part.end, _A_DAY))
            asked = msgspec.structs.replace(asked, minutes=minutes, has_hours=True)
    # `This morning at eleven` is of today, and its hour is the narrower of the two.
    return msgspec.structs.replace(asked, rest=_without(question, spans))


def _without(question: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(question[at : max(at, start)])
        at = max(at, end)
    rest = " ".join(" ".join([*kept, question[at:]]).split())
    return " ".join(_LEFT.sub(" ", " ".join(rest.split())).split())


def _pieces(question: str) -> Iterator[re.Match[str]]:
    """Yield what names days, none of it twice: the day of a month and a weekday beside it are two."""
    taken: list[tuple[int, int]] = []
    found: list[re.Match[str]] = []
    for piece in _PIECES:
        for match in piece.finditer(question):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(match)
    if not found:
        found = [match for match in [_PARTS.search(question)] if match is not None]
    yield from sorted(found, key=lambda match: match.start())


def _asked(told: dict[str, str], today: date) -> DayAsked | None:
    """Return what the words of time come to; None where no calendar has such a day."""
    to = " ".join(told.get("to", "").lower().split())
    weekday = next((n for n, name in enumerate(WEEKDAYS) if name[:3] == told.get("weekday", "").lower()[:3]), None)
    number = day_number(told["day"]) if "day" in told else None
    month = month_number(told["month"]) if "month" in told else int(told["number"]) if "number" in told else None
    if number is not None and not 1 <= number <= 31:
        return None
    if number is not None:
        # What is said besides, as next Wednesday, only tells which.
        asked = DayAsked("", weekday=weekday, number=number, month=month)
        if "year" in told and month is not None:
            day = date(int(told["year"]), month, number)
            asked = DayAsked("", first=day, last=day + timedelta(days=1))
        return _week_around(asked, today) if "of" in told else asked
    if weekday is not None:
        return _weekday(weekday, to, today)
    first, count = _run(to, today)
    return DayAsked("", first=first, last=first + timedelta(days=count))


def _week_around(asked: DayAsked, today: date) -> DayAsked | None:
    found = asked.days(today, 0)
    if not found:
        return None
    day = found[0]
    monday = day - timedelta(days=day.weekday())
    return DayAsked("", first=monday, last=monday + timedelta(days=_WEEK))


def _weekday(weekday: int, to: str, today: date) -> DayAsked:
    """Return a weekday of this week, the next or the last one; left open where nothing tells which."""
    shift = {"next": 1, "last": -1, "past": -1, "this": 0}.get(to.removesuffix(" week"))
    if to.endswith(("coming", "coming week")):
        day = today + timedelta(days=(weekday - today.weekday()) % _WEEK or _WEEK)
    elif shift is None:
        return DayAsked("", weekday=weekday)
    else:
        day = today + timedelta(days=weekday - today.weekday() + shift * _WEEK)
        if shift < 0 and day + timedelta(days=_WEEK) < today:
            # On a Friday last Tuesday is that of this week.
            day += timedelta(days=_WEEK)
    return DayAsked("", first=day, last=day + timedelta(days=1))


def _run(to: str, today: date) -> tuple[date, int]:
    """Return the first day and how many there are, of what is told without a weekday or a number."""
    near = {"tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
    monday = today - timedelta(days=today.weekday())
    which = to.removeprefix("rest of ").partition(" ")[0]
    shift = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1}.get(which, 0)
    if to.endswith("weekend"):
        return monday + timedelta(days=5 + shift * _WEEK), 2
    if to.endswith("week"):
        first = today if to.startswith("rest") else monday + timedelta(days=shift * _WEEK)
        return first, _WEEK - (first - monday).days % _WEEK
    if to.endswith("month"):
        months = today.year * 12 + today.month - 1 + shift
        first, after = (date(n // 12, n % 12 + 1, 1) for n in (months, months + 1))
        return first, (after - first).days
    return today + timedelta(days=near.get(to, 0)), 1


def spelled_days(days: list[date]) -> str:
    """Return `Friday 13 March 2026`, or the first and the last of several."""
    return spelled(days[0]) if len(days) == 1 else f"{spelled(days[0])} to {spelled(days[-1])}"
