"""Days of a month as they are said aloud: `the thirteenth`, `the twenty-first`."""

from __future__ import annotations

import re

_TEENS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_SPOKEN = (
    {word: number for number, word in enumerate(_TEENS, 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty first": 31}
    | {f"twenty {word}": 20 + number for number, word in enumerate(_TEENS[:9], 1)}
)
SPOKEN_DAY = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(_SPOKEN, key=len, reverse=True))
"""A pattern of them, without a group."""


def day_number(spelled: str) -> int:
    """Return 1 to 31 for the number of a day, in digits or as it is said."""
    return int(spelled) if spelled.isdecimal() else _SPOKEN[" ".join(re.split(r"[\s-]+", spelled.lower()))]
