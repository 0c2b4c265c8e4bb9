"""Points of time in the order of time, as far as their spelling tells it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene", "feb fév fev", "mar mär maa mrt", "apr avr abr", "may mai mei mag maj", "jun juin giu",
            "jul juil lug", "aug aoû ago", "sep set", "oct okt out ott", "nov", "dec dez déc dic",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})\b")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?)?([^\W\d_]{3,})\.?(?:\s(\d{1,2})\b(?![:.]\d))?", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"(\d{1,2})[:.h]\s?(\d\d)(?:[:.]\d\d)?(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
_NOON = 12

_Moment = tuple[int, int, int, int]


def goes_on(said: Sequence[str]) -> bool:
    """Say whether points of time are later from one to the next; not where they do not tell, or are all the same."""
    moments = [_moment(each) for each in said]
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(moments) or len({moment[1] > 0 for moment in known}) > 1:
        return False
    return known[0] < known[-1] and all(above <= below for above, below in pairwise(known))


def _moment(said: str) -> _Moment | None:
    """Return year, month and day, each 0 where it is not told, and the minute of the day."""
    day = _day(said)
    clock = _CLOCK.search(_NUMBERS.sub("", said))
    minute = _minute(clock) if clock is not None else 0
    if day is None and (clock is None or any(c.isalpha() for c in _CLOCK.sub("", said))):
        return None
    return *(day or (0, 0, 0)), minute


def _day(said: str) -> tuple[int, int, int] | None:
    iso = _ISO.search(said)
    if iso is not None:
        return int(iso[1]), int(iso[2]), int(iso[3])
    numbers = _NUMBERS.search(said)
    if numbers is not None and "." in numbers[0]:
        return int(numbers[3]), int(numbers[2]), int(numbers[1])
    for named in _NAMED.finditer(said):
        month = _MONTHS.get(named[2].casefold()[:4]) or _MONTHS.get(named[2].casefold()[:3])
        if month and (named[1] or named[3]):
            year = _YEAR.search(said)
            return int(year[0]) if year is not None else 0, month, int(named[1] or named[3])
    return None


def _minute(clock: re.Match[str]) -> int:
    half = (clock[3] or "").casefold()
    hour = int(clock[1]) % _NOON if half else int(clock[1])
    return (hour + _NOON * (half == "p")) * 60 + int(clock[2])
