"""Numbers as they are said aloud: days of a month (`the thirteenth`), weeks and minutes (`thirty-three`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TEENS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
SPOKEN_DAYS = (
    {word: number for number, word in enumerate(_TEENS, 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty first": 31}
    | {f"twenty {word}": 20 + number for number, word in enumerate(_TEENS[:9], 1)}
)
"""Days of a month by their words."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
CARDINALS = (
    {word: number for number, word in enumerate(_ONES, 1)}
    | {word: number for number, word in enumerate(("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"), 10)}
    | {word: number for number, word in enumerate(("sixteen", "seventeen", "eighteen", "nineteen"), 16)}
    | _TENS
    | {f"{ten} {one}": number + at for ten, number in _TENS.items() for at, one in enumerate(_ONES, 1)}
)
"""The numbers from 1 to 59."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(word.replace(" ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))


CARDINAL = _any_of(CARDINALS)
"""A pattern of the numbers to 59 as words, without a group."""

SPOKEN_DAY = _any_of(SPOKEN_DAYS)
"""A pattern of them, without a group."""

SPOKEN_LATE_DAY = _any_of(word for word, number in SPOKEN_DAYS.items() if number > 12)
"""The same of those by which hardly anything else is counted: `the second` may be an offer."""


def day_number(spelled: str) -> int:
    """Return 1 to 31 for the number of a day, in digits or as it is said."""
    return int(spelled) if spelled.isdecimal() else SPOKEN_DAYS[" ".join(re.split(r"[\s-]+", spelled.lower()))]


def is_spoken(word: str) -> bool:
    """Say whether a word, in small letters, is the number of a day as it is said: `first`."""
    return word in SPOKEN_DAYS


def cardinal(spelled: str) -> int:
    """Return a number of 1 to 59, in digits or as it is said."""
    return int(spelled) if spelled.isdecimal() else CARDINALS[" ".join(re.split(r"[\s-]+", spelled.lower()))]
