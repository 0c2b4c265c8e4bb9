"""Words as the full-text index sees them: how text falls into tokens, and which forms of a word are the same word."""

from __future__ import annotations

from functools import lru_cache

from projections.wording import folded as folded
from projections.wording import humps, joined
from projections.wording import tokens as tokens

# What is taken off the end of a word to find its stem, longest first, and what may be put on a stem.
# Endings that make another thing of a word stay out: a printer is nothing printed.
_ENDINGS = ("ations", "ation", "ings", "ions", "ing", "ion", "ies", "ed", "es", "s", "y", "e")
_SUFFIXES = (
    *("", "s", "es", "ed", "d", "e", "ing", "ings", "ion", "ions", "ation", "ations"),
    *("y", "ies", "ied", "ure", "ures"),
)
_SHORTEST_STEM = 4

# Words that people and screens write short or long.
_SHORT = {
    "address": "addr", "administration": "admin", "application": "app", "average": "avg", "configuration": "config",
    "database": "db", "department": "dept", "development": "dev", "documentation": "docs", "email": "mail",
    "environment": "env", "extension": "ext", "kilogram": "kg", "maximum": "max", "message": "msg", "minimum": "min",
    "number": "no", "password": "pw", "production": "prod", "quantity": "qty", "reference": "ref", "repository": "repo",
    "specification": "spec", "telephone": "tel", "temperature": "temp", "percent": "pct", "information": "info",
    "percentage": "pct", "byte": "b", "kilobyte": "kb", "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb",
    "millisecond": "ms", "second": "sec", "minute": "min", "hour": "hr", "metre": "m", "meter": "m", "kilometre": "km",
    "kilometer": "km", "centimetre": "cm", "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "gram": "g",
    "tonne": "t", "kilowatt": "kw", "volt": "v", "hertz": "hz",
}  # fmt: skip
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ALIKE: dict[str, frozenset[str]] = {}
for _pair in _SHORT.items():
    for _one, _other in (_pair, _pair[::-1]):
        _ALIKE[_one] = _ALIKE.get(_one, frozenset()) | {_other}
_ALIKE |= {word: frozenset({str(number)}) for number, word in enumerate(_NUMBERS, 2)}
TURNS = {"pr": ("pull", "request")}
"""Short words that stand for several."""


def parts(text: str) -> frozenset[str]:
    """Return the tokens of a text, the humps of its camelCase names, and its snake_case names as one.

    `TypeError` gives three, `type_error` as well.
    """
    return frozenset((*tokens(text), *humps(text), *joined(text)))


def forms(word: str) -> frozenset[str]:
    """Return the spellings under which an English word may stand on a screen: `failing` gives `failed`, too."""
    word = folded(word)
    return _spellings(word) | (_ALIKE.get(word) or _ALIKE.get(word.removesuffix("s"), frozenset()))


@lru_cache(maxsize=16_384)
def _spellings(word: str) -> frozenset[str]:
    if not word.isascii() or not word.isalpha() or len(word) < _SHORTEST_STEM:
        return frozenset({word, word + "s"} if word.isalpha() and word.isascii() else {word})
    stems = _stems(word)
    return frozenset({word, *(stem + suffix for stem in stems for suffix in _SUFFIXES)})


def _stems(word: str) -> set[str]:
    stems = set()
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM - (ending != "e"):
            stems.add(stem)
            break
    else:
        stems.add(word)
    # shipping, shipped: the doubled letter belongs to the ending.
    stems |= {
        stem[:-1] for stem in stems if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "ls"
    }
    return stems
