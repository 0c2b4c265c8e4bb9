"""Days that are named by a feast: `at Easter`, `on Boxing Day`, `the Thursday evening before Easter`.

A table of spellings, as in `days`. A feast counts only behind a word that leads to a day, or beside a day that is
counted from it: the Easter menu names no day. Without a year the last one is meant that is not after today.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from query.patterns.pattern import pattern
from query.times.days import WEEKDAYS, Days, Spelling, named, spelled, spelling

_DAY = timedelta(days=1)
# Days after Easter Sunday.
_MOVING = {
    "shrove tuesday": -47, "pancake day": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3,
    "good friday": -2, "easter saturday": -1, "easter sunday": 0, "easter monday": 1, "easter": 0, "ascension day": 39,
    "whit sunday": 49, "pentecost": 49, "whit monday": 50,
}  # fmt: skip
_FIXED = {
    "new year": (1, 1), "new year s day": (1, 1), "new year s eve": (12, 31), "valentine s day": (2, 14),
    "halloween": (10, 31), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "xmas": (12, 25), "boxing day": (12, 26),
}  # fmt: skip
# Whoever names the whole feast means the days off, too: days before the day, and after it.
_AROUND = {"easter": (2, 1), "christmas": (1, 1), "xmas": (1, 1)}
_NAMES = sorted((*_MOVING, *_FIXED), key=len, reverse=True)
_FEAST = rf"(?P<feast>{'|'.join(_NAMES)})".replace(" s ", r"['’]?s\s+").replace(" ", r"\s+")
_YEAR = r"(?:\s+(?P<year>(?:19|20)\d\d))?"
_LEADS = ("on", "at", "over", "around", "during", "since", "until", "till", "before", "after")
_LED = "|".join(rf"(?<=\b{lead}\s)" for lead in _LEADS)
_ANY = pattern(_FEAST, re.IGNORECASE)


def may_be_named(text: str) -> bool:
    """Say whether a text has the name of a feast."""
    return _ANY.search(text) is not None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, after the rule of Gauss as Lilius' epact has it (Meeus, 1991)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _name(match: re.Match[str]) -> str:
    return " ".join(match["feast"].lower().replace("'", " ").replace("’", " ").replace("years ", "year s ").split())


def _of_year(name: str, year: int) -> date:
    if name in _MOVING:
        return easter(year) + timedelta(days=_MOVING[name])
    return date(year, *_FIXED[name])


def _meant(match: re.Match[str], today: date) -> date:
    name, year = _name(match), match["year"]
    if year:
        return _of_year(name, int(year))
    found = _of_year(name, today.year)
    return found if found <= today else _of_year(name, today.year - 1)


def _feast(match: re.Match[str], today: date) -> tuple[Days, ...]:
    day = _meant(match, today)
    before, after = _AROUND.get(_name(match), (0, 0))
    first, last = day - before * _DAY, min(day + after * _DAY, max(today, day))
    said = f"{match['feast']}: {first} to {last}" if before else spelled(day)
    return (Days(first, last + _DAY, said),)


def _beside(match: re.Match[str], today: date) -> tuple[Days, ...]:
    """Return the day, the weekday or the week before or after a feast."""
    feast, is_before, unit = _meant(match, today), match["side"].lower() == "before", match["unit"].lower()
    if unit == "week":
        return (named(feast - 7 * _DAY if is_before else feast + _DAY, 7),)
    if unit == "day":
        return (named(feast - _DAY if is_before else feast + _DAY),)
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(unit[:3]))
    back = (feast.weekday() - number) % 7 or 7
    return (named(feast - back * _DAY if is_before else feast + (7 - back or 7) * _DAY),)


_UNIT = rf"(?P<unit>day|week|{'|'.join(WEEKDAYS)})"
_PART = r"(?:\s+(?:morning|noon|afternoon|evening|night))?"

SPELLINGS: tuple[Spelling, ...] = (
    spelling(
        rf"(?:the\s+)?(?P<unit>day|week|{'|'.join(WEEKDAYS)}){_PART}\s+(?P<side>before|after)\s+{_FEAST}{_YEAR}",
        _beside,
    ),
    spelling(rf"(?:{_LED}){_FEAST}{_YEAR}", _feast),
)
