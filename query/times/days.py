"""Days as people name them: a table of spellings, each turned into a run of calendar days around a given today."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from query.patterns.pattern import pattern
from query.times.ordinals import SPOKEN_DAY, day_number

# Written out: the calendar module's names follow the machine's locale.
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ROUGHLY = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3}
_NUMBERS = _ROUGHLY | {word: number for number, word in enumerate(_COUNTED, 1)}
_LEADING_TO_A_DAY = pattern(r"\b(?:on|since|until|till|by|before|after|from)\s+(?:the\s+)?$", re.IGNORECASE)
_MODAL = pattern(r"\s+(?:not\s+)?(?:be|have|i|we|you|he|she|it|they|not|also|only|never)\b", re.IGNORECASE)
_WEEK, _HALF_A_YEAR = timedelta(days=7), timedelta(days=183)
_INEXACT = {"a couple of", "couple of", "a few", "few"}
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
# A point behind a name that is spelled out ends a sentence.
_SHORTENED = r"(?:(?<!\bmay)(?<!\bjune)(?<!\bjuly)(?:(?<=\b\w{3})|(?<=\b\w{4}))\.)?"

# What leads to a month that is named alone; behind `this` and `all` May is none: `this may be`.
_LEADS = ("in", "during", "throughout", "since", "before", "after", "until", "last")
_LED = "|".join(rf"(?<=\b{lead}\s)" for lead in (*_LEADS, r"all\sof", r"whole\sof", r"month\sof"))
_LED_BUT_MAY = "|".join(rf"(?<=\b{lead}\s)" for lead in ("this", "all", "whole", "entire"))
# Named pieces of the patterns below; `{month}` and the like stand for them.
_PIECES = {
    "number": r"(?P<n>\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")",
    "about": r"(?P<about>(?:about|around|roughly|approximately|some|maybe|perhaps|circa|ca\.?|~)\s*)?",
    "month": r"(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + rf"|sept){_SHORTENED}",
    "weekday": r"(?P<weekday>" + "|".join(WEEKDAYS) + ")",
    "short": r"(?P<weekday>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?",
    "month_": r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\b",
    "weekday_": r"(?P<weekday>" + "|".join(WEEKDAYS) + rf"|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun){_SHORTENED}",
    "any": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)" + _SHORTENED,
    "day": rf"(?:(?P<day>\d{{1,2}}|(?:{SPOKEN_DAY})\b)(?:st|nd|rd|th)?)",
    "year": r"(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    # "may" and "march" are words, too.
    "led": rf"(?:{_LED}|(?:{_LED_BUT_MAY})(?!may\b))",
    "led_day": r"(?:(?<=\bon\s)|(?<=\blast\s)|(?<=\bsince\s)|(?<=\bafter\s)|(?<=\buntil\s)|(?<=\bbefore\s))",
}


class Days(msgspec.Struct, frozen=True):
    """A run of calendar days: from `first` to before `last`; `said` tells how the words were understood.

    `is_ahead`: they are said to be still to come.
    """

    first: date
    last: date
    said: str
    is_ahead: bool = False


class Spelling(msgspec.Struct, frozen=True):
    """A way to name days: a pattern, and what it comes to: one reading, or two where the words leave it open."""

    pattern: re.Pattern[str]
    readings: Callable[[re.Match[str], date], tuple[Days, ...]]


def named(first: date, count: int = 1, said: str = "") -> Days:
    """Return `count` days from `first` on."""
    last = first + timedelta(days=count)
    return Days(first, last, said or _span(first, last))


def _span(first: date, last: date) -> str:
    final = last - timedelta(days=1)
    return spelled(first) if first == final else f"{first} to {final}"


def spelled(day: date) -> str:
    """Return `Friday 13 March 2026`, whatever the machine's locale."""
    return f"{WEEKDAYS[day.weekday()].title()} {day.day} {MONTHS[day.month - 1].title()} {day.year}"


def count_of(match: re.Match[str]) -> int:
    """Return the number that the group `n` of a match spells."""
    spelled = match["n"].lower()
    return int(spelled) if spelled.isdigit() else _NUMBERS[spelled]


def is_inexact(match: re.Match[str]) -> bool:
    """Say whether the words call their number a rough one."""
    return bool(match["about"]) or match["n"].lower() in _INEXACT


def month_number(spelled: str) -> int:
    """Return 1 to 12 for the name of a month, long or short."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(spelled.lower()[:3]))


def month_of(first: date) -> Days:
    """Return the days of the month that begins with a day."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Days(first, following, f"{MONTHS[first.month - 1].title()} {first.year}")


def last_such(month: int, day: int, year: str | None, today: date) -> date:
    """Return the day that was meant: without a year the last one that is not after today."""
    if year:
        return date(int(year), month, day)
    for back in range(5):
        # 29 February is not in every year.
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(f"{day}.{month}. is no day")


def is_verb(match: re.Match[str], day: str) -> bool:
    """Say whether what seems to be a month is the verb beside a number: `step 3 may be run`, `the second may fail`."""
    is_led = "of" in match[0].lower().split() or _LEADING_TO_A_DAY.search(match.string, 0, match.start())
    is_modal = _MODAL.match(match.string, match.end()) or (not day.isdecimal() and not is_led)
    return match["month"] == "may" and not match["year"] and bool(is_modal)


def _dated(match: re.Match[str], today: date) -> tuple[Days, ...]:
    if is_verb(match, match["day"]):
        raise ValueError(f"{match[0]} is no day")
    month, day = month_number(match["month"]), day_number(match["day"])
    last = last_such(month, day, match["year"], today)
    # The weekday beside it may say that the day of this year is meant, or around its end of the next, still to come.
    if not match["year"] and (month, day) != (2, 29) and last.year < date.max.year:
        to_come, leading = date(last.year + 1, month, day), match[0].lower()
        is_near = to_come.year == today.year or to_come - today <= _HALF_A_YEAR
        if is_near and not _leads(leading, last) and _leads(leading, to_come):
            return (msgspec.structs.replace(named(to_come), is_ahead=True),)
    return (named(last),)


def _leads(text: str, day: date) -> bool:
    return text.startswith(WEEKDAYS[day.weekday()][:3])


def _slashed(match: re.Match[str], today: date) -> tuple[Days, ...]:
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    readings = {(one, other), (other, one)}
    year += 2000 if year < 100 else 0
    found = sorted(date(year, month, day) for day, month in readings if month <= 12 and day <= 31)
    # What is still to come was on no screen: where one reading is past, it is the one meant.
    return tuple(named(day) for day in found if day <= today) or tuple(named(day) for day in found)


def week_of(day: date, said: str) -> Days:
    """Return the days from Monday to Sunday around a day."""
    return named(day - timedelta(days=day.weekday()), 7, said)


def _relative(match: re.Match[str], today: date) -> tuple[Days, ...]:
    back = {"today": 0, "yesterday": 1, "the day before yesterday": 2, "day before yesterday": 2}[match[0].lower()]
    return (named(today - timedelta(days=back)),)


def _ago(match: re.Match[str], today: date) -> tuple[Days, ...]:
    number, inexact, said = count_of(match), is_inexact(match), " ".join(match[0].split())
    match match["unit"].lower():
        case "day":
            slack = 1 if inexact else 0
        case "week":
            # Nobody counts weeks to the day.
            number, slack = number * 7, 3
        case "month":
            first = today.replace(day=1)
            for _ in range(min(number, 12 * today.year)):
                first = (first - timedelta(days=1)).replace(day=1)
            month, about = month_of(first), timedelta(days=15 if inexact else 0)
            return (Days(month.first - about, month.last + about, said),)
        case _:
            year = today.year - number
            return (Days(date(year, 1, 1), date(year + 1, 1, 1), f"{year}"),)
    first = today - timedelta(days=number + slack)
    back = f"days {max(number - slack, 0)} to {number + slack} back" if slack else f"{number} days back"
    return (named(first, min(2 * slack + 1, (today - first).days + 1), f"{said}: {back}"),)


def _past(match: re.Match[str], today: date) -> tuple[Days, ...]:
    days = count_of(match) * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    return (Days(today - timedelta(days=days), today + timedelta(days=1), f"the last {days} days and today"),)


def _unit(match: re.Match[str], today: date) -> tuple[Days, ...]:
    back = 0 if match["which"].lower() in ("this", "the current") else 1
    match match["unit"].lower():
        case "week":
            return (week_of(today - timedelta(days=7 * back), f"{match['which'].lower()} week, Monday to Sunday"),)
        case "weekend":
            monday = today - timedelta(days=today.weekday() + 7 * back)
            return (named(monday + timedelta(days=5), 2),)
        case "month":
            first = today.replace(day=1)
            return (month_of((first - timedelta(days=1)).replace(day=1) if back else first),)
        case _:
            return (Days(date(today.year - back, 1, 1), date(today.year - back + 1, 1, 1), f"{today.year - back}"),)


def _weekday(match: re.Match[str], today: date) -> tuple[Days, ...]:
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    of_week = (match.groupdict().get("week") or "").lower()
    if of_week:
        monday = today - timedelta(days=today.weekday() + (0 if of_week == "this" else 7))
        return (named(monday + timedelta(days=number)),)
    back = (today.weekday() - number) % 7
    if (match.groupdict().get("which") or "").lower() != "this":
        # On a Monday nobody calls today "Monday".
        back = back or 7
    return (named(today - timedelta(days=back)),)


def _whole_month(match: re.Match[str], today: date) -> tuple[Days, ...]:
    return (month_of(last_such(month_number(match["month"]), 1, match["year"], today)),)


def _part_of_month(match: re.Match[str], today: date) -> tuple[Days, ...]:
    [month] = _whole_month(match, today)
    ordinal = match["ordinal"].lower()
    first = month.last - _WEEK if ordinal == "last" else month.first + _ORDINALS[ordinal] * _WEEK
    return (named(first, 7, f"{ordinal} week of {month.said}"),)


def _third_of_month(match: re.Match[str], today: date) -> tuple[Days, ...]:
    [month] = _whole_month(match, today)
    third = match["third"].lower()
    first = 0 if third.startswith(("early", "beg", "start")) else 10 if third.startswith("mid") else 20
    start = month.first + timedelta(days=first)
    return (Days(start, month.last if first == 20 else start + timedelta(days=10), f"{third} {month.said}"),)


def spelling(text: str, readings: Callable[[re.Match[str], date], tuple[Days, ...]]) -> Spelling:
    """Return a row of the table: `{month}` and the like in the text stand for the pieces above."""
    # Doubled braces are the pattern's own; `friday.txt` names a file.
    return Spelling(pattern(r"\b" + text.format(**_PIECES) + r"(?!\w|\.[a-z])", re.IGNORECASE), readings)


_SHORT = "|".join(name[:3] for name in (*MONTHS, *WEEKDAYS))
_ANY = pattern(rf"\d|day|week|wk|month|year|quarter|fortnight|\b(?:{SPOKEN_DAY}|{_SHORT})", re.IGNORECASE)


def may_be_named(text: str) -> bool:
    """Say whether a text may name days: it has a number, or a word that is in all spellings without one."""
    return _ANY.search(text) is not None


def _week_of(match: re.Match[str], today: date) -> tuple[Days, ...]:
    [day] = _dated(match, today)
    return (week_of(day.first, f"the week of {day.said}"),)


def _before(match: re.Match[str], today: date) -> tuple[Days, ...]:
    back = 1 if match["which"].lower() == "this" else 2
    return (week_of(today - timedelta(days=7 * back), "the week before that, Monday to Sunday"),)


def _iso(match: re.Match[str], _: date) -> tuple[Days, ...]:
    return (named(date(int(match["year"]), int(match["month"]), int(match["day"]))),)


SPELLINGS: tuple[Spelling, ...] = (
    spelling(r"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    spelling(r"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})", _iso),
    spelling(r"(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/(?P<year>\d{{4}}|\d\d)", _slashed),
    spelling(r"(?:the\s+)?week of (?:the\s+)?{day}\s+(?:of\s+)?{month}{year}", _week_of),
    spelling(r"(?:the\s+)?week of {month}\s+(?:the\s+)?{day}{year}", _week_of),
    spelling(
        r"(?:the\s+)?(?P<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|last) week of {month}{year}", _part_of_month
    ),
    spelling(
        r"(?:the\s+)?(?P<third>early|mid|late|beginning of|start of|middle of|end of)[\s-]+{month}{year}",
        _third_of_month,
    ),
    spelling(r"(?:{any},?\s+)?(?:the\s+)?{day}\s+(?:of\s+)?{month}{year}", _dated),
    spelling(r"(?:{any},?\s+)?{month}\s+(?:the\s+)?{day}(?!\d|[:.]\d){year}", _dated),
    spelling(r"(?:the\s+)?day before yesterday|today|yesterday", _relative),
    spelling(r"{about}{number}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|back)", _ago),
    spelling(r"(?:the\s+)?(?:last|past|previous)\s+{number}\s+(?P<unit>day|week|month|year)s?", _past),
    spelling(r"(?:the\s+)?(?P<unit>week) before (?P<which>this|last)(?:\s+(?:one|week))?", _before),
    spelling(r"{weekday}(?:\s+of)?\s+(?P<week>this|last)\s+week", _weekday),
    spelling(
        r"(?P<which>this|last|past|previous|the current|\w+ the(?= weekend))\s+(?P<unit>weekend|week|month|year)", _unit
    ),
    spelling(r"(?:(?P<which>this|last|past)\s+)?{weekday}", _weekday),
    spelling(r"{led_day}{short}", _weekday),
    spelling(r"(?P<weekday>tues|weds|thurs?)\.?", _weekday),  # these are no other words
    spelling(r"{month}\s+(?P<year>(?:19|20)\d\d)", _whole_month),
    spelling(r"{led}{month}{year}", _whole_month),
)
