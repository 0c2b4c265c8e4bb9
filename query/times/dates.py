"""More ways to name days: ordinals without a month, ranges within one, weeks and quarters by number, counted weekdays.

A table of spellings, as in `days`. What a fuzzy word covers is declared here, and told with every answer.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from query.times.days import (
    MONTHS,
    WEEKDAYS,
    Days,
    Spelling,
    count_of,
    is_verb,
    last_such,
    month_number,
    month_of,
    named,
    spelled,
    spelling,
    week_of,
)
from query.times.ordinals import CARDINAL, SPOKEN_DAY, SPOKEN_LATE_DAY, cardinal, day_number, is_spoken

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
# What happened on it: `my rebase on the 16th went nowhere`.
_BEHIND = "went|was|were|got|did|had|has|failed|came|broke|could|would"
_HORIZON = 400
_SOON = 46


def _ordinal(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the last day with this number, and on this weekday where one is named, that is not after today.

    Where that lies long back and the weekday fits a day soon to come, that one is meant.
    """
    number, weekday = day_number(match["day"]), match.groupdict().get("weekday")
    wanted = next((at for at, name in enumerate(WEEKDAYS) if weekday and name.startswith(weekday.lower()[:3])), None)
    soon = range(-1, -_SOON, -1) if wanted is not None else ()
    for back in (*range(_SOON), *soon, *range(_SOON, _HORIZON)):
        day = today - timedelta(days=back)
        if day.day == number and wanted in (None, day.weekday()):
            return (replace(named(day), is_ahead=back < 0),)
    raise ValueError(f"{match[0]} is no day of the last year")


def _within_month(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the days from one to another of a month: `2 to 6 March`."""
    month, year = month_number(match["month"]), match["year"]
    if is_verb(match, match["first"]):
        raise ValueError(f"{match[0]} counts no days")
    last = last_such(month, day_number(match["last"]), year, today)
    first = last.replace(day=day_number(match["first"]))
    if first > last:
        raise ValueError(f"{match[0]} ends before it begins")
    return (Days(first, last + timedelta(days=1), f"{first} to {last}"),)


def _iso_week(match: re.Match[str], today: date) -> tuple[Days, ...]:
    monday = _monday_of(match, today)
    return (named(monday, 7, f"ISO week {monday.isocalendar().week} of {monday.isocalendar().year}"),)


def _monday_of(match: re.Match[str], today: date) -> date:
    number, year = cardinal(match["number"] or match["spoken"]), int(match["year"] or today.year)
    monday = date.fromisocalendar(year, number, 1)
    return date.fromisocalendar(year - 1, number, 1) if monday > today and not match["year"] else monday


def _weekday_of_iso_week(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the weekday of a week that is told by its number: `Wednesday of week 12`."""
    monday = _monday_of(match, today)
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    return (named(monday + timedelta(days=number)),)


def _quarter(match: re.Match[str], today: date) -> tuple[Days, ...]:
    if match.groupdict().get("which"):
        at = today.year * 4 + (today.month - 1) // 3 - (0 if match["which"].lower() in ("this", "the current") else 1)
    else:
        said = match["number"].lower()
        number = int(said) if said.isdecimal() else _ORDINALS[said]
        at = int(match["year"] or today.year) * 4 + number - 1
        at -= 4 if not match["year"] and date(at // 4, at % 4 * 3 + 1, 1) > today else 0
    first = date(at // 4, at % 4 * 3 + 1, 1)
    last = date((at + 1) // 4, (at + 1) % 4 * 3 + 1, 1)
    return (Days(first, last, f"quarter {at % 4 + 1} of {at // 4}"),)


def _weekday_of(match: re.Match[str], today: date, back: int) -> date:
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return monday + timedelta(days=number)


def _weekday_weeks_ago(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the weekday of the week so many weeks back: `Tuesday two weeks ago`."""
    return (named(_weekday_of(match, today, count_of(match))),)


def _weekdays_ago(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return a weekday counted back, the last one first: `two Fridays ago`."""
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    back = (today.weekday() - number) % 7 or 7
    return (named(today - timedelta(days=back + 7 * (count_of(match) - 1))),)


def _before_last(match: re.Match[str], today: date) -> tuple[Days, ...]:
    if match["unit"].lower() == "week":
        return (week_of(today - timedelta(days=14), "the week before last, Monday to Sunday"),)
    first = today.replace(day=1)
    for _ in range(2):
        first = (first - timedelta(days=1)).replace(day=1)
    return (month_of(first),)


def _fortnight(match: re.Match[str], today: date) -> tuple[Days, ...]:
    said = " ".join(match[0].split())
    return (named(today - timedelta(days=17), 7, f"{said}: days 11 to 17 back"),)


_LATELY = {"day": 7, "week": 30, "month": 92}


def _these(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return what `these days`, `the past weeks` and `recent months` reach back to: a week, 30 days, 92 days."""
    back = _LATELY[match["unit"].lower()]
    return (Days(today - timedelta(days=back), today + timedelta(days=1), f"the last {back} days and today"),)


def _other_day(match: re.Match[str], today: date) -> tuple[Days, ...]:
    return (named(today - timedelta(days=7), 6, f"{match[0].lower()}: days 2 to 7 back"),)


def _so_far(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the part of a running week, month or year that lies behind, with today."""
    match match["unit"].lower():
        case "week":
            first = today - timedelta(days=today.weekday())
        case "month":
            first = today.replace(day=1)
        case "year":
            first = today.replace(month=1, day=1)
        case _:
            first = today
    return (Days(first, today + timedelta(days=1), f"{first} up to now"),)


def _part_of_week(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the first two, middle three, or last three days of this or last week."""
    monday = today - timedelta(days=today.weekday() + (0 if match["which"].lower() == "this" else 7))
    part = match["part"].lower().removeprefix("the ")
    first, count = (
        (0, 2) if part.startswith(("early", "beg", "start")) else (1, 3) if part.startswith("mid") else (3, 4)
    )
    start = monday + timedelta(days=first)
    return (
        named(start, count, f"{part} {match['which'].lower()} week: {start} to {start + timedelta(days=count - 1)}"),
    )


def _part_of_past_month(match: re.Match[str], today: date) -> tuple[Days, ...]:
    first = today.replace(day=1)
    if match["which"].lower() != "this":
        first = (first - timedelta(days=1)).replace(day=1)
    month, part = month_of(first), match["part"].lower().removeprefix("the ")
    start = 0 if part.startswith(("early", "beg", "start")) else 10 if part.startswith("mid") else 20
    begun = month.first + timedelta(days=start)
    return (Days(begun, month.last if start == 20 else begun + timedelta(days=10), f"{part} {month.said}"),)


def _same_day_ago(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the very day a number of weeks ago: `a week ago today`."""
    base = today - timedelta(days=1 if match["base"].lower() == "yesterday" else 0)
    return (named(base - timedelta(days=7 * count_of(match))),)


def _year(match: re.Match[str], _: date) -> tuple[Days, ...]:
    year = int(match["year"])
    return (Days(date(year, 1, 1), date(year + 1, 1, 1), f"{year}"),)


def _numbers(match: re.Match[str], today: date) -> tuple[Days, ...]:
    return (named(last_such(int(match["month"]), int(match["day"]), match.groupdict().get("year"), today)),)


def _named_month(match: re.Match[str], _: date) -> tuple[Days, ...]:
    day = date(int(match["year"]), month_number(match["month"]), int(match["day"]))
    return (named(day, said=spelled(day)),)


_TH = r"(?:st|nd|rd|th)"
_SPOKEN = rf"(?P<day>{SPOKEN_DAY})\b"
_NTH = rf"(?P<day>\d{{{{1,2}}}}(?={_TH})|(?:{SPOKEN_LATE_DAY})\b){_TH}?"
_ONE, _OTHER = (rf"(?P<{name}>\d{{{{1,2}}}}|(?:{SPOKEN_DAY})\b){_TH}?" for name in ("first", "last"))
_TO = r"\s*(?:to|until|till|through|thru|-|–|and)\s*(?:the\s+)?"
_PART = r"(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+"
_LED = "(?:" + "|".join(rf"(?<=\b{lead}\s)" for lead in ("on", "since", "until", "till", "by")) + ")"
# An ordinal by itself may count anything: it is a day only where nothing follows that is counted.
_NOTHING_COUNTED = (
    r"(?!\s+(?!of\s+the\s+month|of\s+this|at\b|around|about|between|from|was|were|what|which|who|when|where|how|did|i\b|"
    r"in\s+the|morning|afternoon|evening|night|and\b|or\b|please|until|till|before|after)[\w'])"
)
_WEEK = (
    rf"(?:iso\s+|calendar\s+)?(?:(?:week|cw|kw|wk)\s*(?:(?P<number>[1-5]?\d)|"
    # A number that is said aloud counts what follows it: `in the week ten days ago`.
    rf"(?<=\bin\sweek\s)(?P<spoken>{CARDINAL})(?![\w-])(?:(?=\s+(?:of\s+)?(?:19|20)\d\d)|{_NOTHING_COUNTED})))"
    # Not of those of the calendar: `week two of the project`.
    r"(?!\s+of\s+(?:the|my|our|that)\b)(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
)

SPELLINGS: tuple[Spelling, ...] = (
    spelling(r"(?P<year>\d{{4}})/(?P<month>\d\d?)/(?P<day>\d\d?)", _numbers),
    spelling(r"(?P<day>\d{{1,2}})-{month}-(?P<year>\d{{4}})", _named_month),
    spelling(r"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?=[\s?!,)]|$)", _numbers),
    spelling(
        rf"{_ONE}{_TO}{_OTHER}\s+(?:of\s+)?{{month}}{{year}}",
        _within_month,
    ),
    spelling(
        rf"{{month}}\s+(?:the\s+)?(?P<first>\d{{{{1,2}}}}){_TH}?{_TO}(?P<last>\d{{{{1,2}}}}){_TH}?(?![\d:]){{year}}",
        _within_month,
    ),
    spelling(rf"{{weekday}},?\s+(?:(?:of|in)\s+)?(?:that\s+|the\s+)?{_WEEK}", _weekday_of_iso_week),
    spelling(_WEEK, _iso_week),
    spelling(r"q(?P<number>[1-4])(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?", _quarter),
    spelling(
        r"(?:the\s+)?(?P<number>first|1st|second|2nd|third|3rd|fourth|4th) quarter(?:\s+of\s+(?P<year>(?:19|20)\d\d))?",
        _quarter,
    ),
    spelling(r"(?P<which>this|last|past|previous|the current)\s+quarter", _quarter),
    spelling(r"(?:the\s+)?(?P<unit>week|month)\s+before\s+last", _before_last),
    spelling(r"{weekday},?\s+{number}\s+weeks?\s+(?:ago|back)", _weekday_weeks_ago),
    spelling(r"{number}\s+weeks?\s+(?:ago|back)\s+(?:on\s+)?{weekday}", _weekday_weeks_ago),
    spelling(r"{number}\s+{weekday}s\s+(?:ago|back)", _weekdays_ago),
    spelling(r"{number}\s+weeks?\s+ago\s+(?P<base>today|yesterday)", _same_day_ago),
    spelling(r"(?:about\s+)?a\s+fortnight\s+ago", _fortnight),
    spelling(r"the\s+other\s+day", _other_day),
    spelling(r"(?:these|recent|the\s+(?:last|past|recent))\s+(?P<unit>day|week|month)s(?!\s+ago)", _these),
    spelling(r"(?:earlier|so\s+far)\s+(?P<which>this)\s+(?P<unit>week|month|year)", _so_far),
    spelling(r"earlier\s+(?P<unit>today)", _so_far),
    spelling(r"(?P<which>this)\s+(?P<unit>week|month|year)\s+(?:so\s+far|until\s+now|up\s+to\s+now)", _so_far),
    spelling(rf"{_PART}(?P<which>this|last)\s+week", _part_of_week),
    spelling(rf"{_PART}(?P<which>this|last)\s+month", _part_of_past_month),
    spelling(rf"{{weekday_}},?\s+(?:the\s+)?{_NTH}(?!\s+(?:of\s+)?{{month_}})", _ordinal),
    spelling(rf"{{weekday_}},?\s+the\s+{_SPOKEN}(?!\s+(?:of\s+)?{{month_}})", _ordinal),
    spelling(r"{weekday_},?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?!\s*[:.\d]|\s*[ap]m\b|\s+(?:of\s+)?{month_})", _ordinal),
    spelling(rf"(?:{{any}},?\s+)?the\s+{_NTH}(?!\s+(?:of\s+)?{{month_}}){_NOTHING_COUNTED}", _ordinal),
    # `On the 18th that throws …`: what is no noun is not counted.
    spelling(
        rf"{_LED}the\s+{_NTH}(?=\s+(?:that|it|we|he|she|they|my|our|the|an?|for|so|but|because|{_BEHIND})\b)", _ordinal
    ),
    # `Which was the second?` counts offers, `what was said on the second?` days.
    spelling(rf"{_LED}the\s+{_SPOKEN}(?!\s+(?:of\s+)?{{month_}}|\s+(?:and|or)\b){_NOTHING_COUNTED}", _ordinal),
    spelling(r"(?<=\bin\s)(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)", _year),
    spelling(r"(?<=\bduring\s)(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)", _year),
)


def calendar_forms(token: str) -> frozenset[str]:
    """Return how a word of a date, in small letters, may be spelled otherwise: `Sept` as September, `first` as 1."""
    names = [name for name in (*MONTHS, *WEEKDAYS) if token == name or (len(token) >= 3 and name.startswith(token))]
    is_ordinal = token[:-2].isdecimal() and token.endswith(("st", "nd", "rd", "th"))
    number = token[:-2] if is_ordinal else str(day_number(token)) if is_spoken(token) else token
    return frozenset({token, number, *names, *(name[:3] for name in names)})
