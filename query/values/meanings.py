"""Meanings: which labels mean what a question implies, the nearest in words first, and what may stand beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from projections.values import Shown
from query.language.concepts import concept
from query.language.words import forms, tokens
from query.passages import shapes
from query.passages.expected import tells_when
from query.patterns.pattern import pattern

_DIGIT = pattern(r"\d")
_RELATIVE = pattern(
    r"\b(?:today|tomorrow|tonight|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|spring|summer|autumn|winter|"
    r"easter|christmas|noon|midnight|soon|now)\b",
    re.IGNORECASE,
)
_AMOUNT = pattern(
    rf"{shapes.NUMBER}|{shapes.NUMBER_WORDS}|\b(?:half|quarter|free|none|no|unlimited|nothing|included)\b",
    re.IGNORECASE,
)
_STRETCH = pattern(
    r"\W*\d[\d.,:]*\s?(?:h|hrs?|hours?|d|days?|w|weeks?|m|mins?|minutes?|months?|years?|nights?|evenings?|mornings?|weekends?|sessions?|lessons?|secs?|seconds?|pts?|points?|sp)\b",
    re.IGNORECASE,
)
_ENDS = frozenset({"until", "till", "ends", "expires", "expiry", "expiration"})
_SUM = pattern(
    rf"{shapes.PRICE}|^\W*\d[\d.,]*\W*(?:[^\W\d_]+\W*){{0,3}}$|{shapes.NUMBER_WORDS}|\b(?:half|free|none|nothing|included)\b",
    re.IGNORECASE,
)
# `Nightly rate` is that of a night.
_OF_UNITS = {
    "hour": "hourly",
    "day": "daily",
    "night": "nightly",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}
_YEARLY = frozenset({"annual", "annually", "yearly"})


class Meaning(msgspec.Struct, frozen=True):
    """Labels that mean a concept, those nearer in words first; `words` of the question name them besides."""

    tiers: tuple[tuple[str, ...], ...]
    words: frozenset[str]

    @property
    def labels(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(label for tier in self.tiers for label in tier)


def meaning(name: str, known: Sequence[str], said: Sequence[str]) -> list[Meaning]:
    """Return which of the known labels mean a concept; those that have more words of a question come first."""
    meant = concept(name)
    spelled = {token: forms(token) if token.isalpha() else frozenset({token}) for token in said}
    admitted = frozenset().union(*spelled.values(), (_OF_UNITS[token] for token in said if token in _OF_UNITS))
    admitted |= _YEARLY if "year" in admitted else frozenset()
    groups: defaultdict[frozenset[str], defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for label in known:
        run = tokens(label)
        if (far := meant.far(run, admitted)) is not None:
            words = frozenset(token for token in said if not spelled[token].isdisjoint(run))
            groups[words][far].append(label)
    ordered = sorted(groups.items(), key=lambda pair: -len(pair[0]))
    return [Meaning(tuple(tuple(tiers[far]) for far in sorted(tiers)), words) for words, tiers in ordered]


def nearest(tiers: Sequence[Sequence[str]], sort: str, shown: Sequence[Shown]) -> Sequence[Shown]:
    """Return the values of one window that are of a sort, and of the labels alone that are nearest."""
    fit = [row for row in shown if _SORTS[sort](row.value)]
    if not tiers:
        return fit
    return next((found for tier in tiers if (found := [row for row in fit if row.label in tier])), [])


def is_stretch(sort: str, label: str, value: str) -> bool:
    """Say whether a value tells how long, as trackers write it (`6:00 h`), or by its end (`Warranty until`)."""
    if sort == "lasting":
        return _STRETCH.match(value) is not None
    return not _ENDS.isdisjoint(tokens(label)) and tells_when(value)


def _is_person(value: str) -> bool:
    return not tells_when(value) and any(token.isalpha() for token in tokens(value))


_SORTS: Mapping[str, Callable[[str], bool]] = {
    "": bool,
    "text": bool,
    "stage": bool,
    "often": lambda value: not tells_when(value),
    "person": _is_person,
    "day": lambda value: tells_when(value) or _RELATIVE.search(value) is not None,
    "sum": lambda value: _SUM.search(value) is not None,
    "number": lambda value: _AMOUNT.search(value) is not None,
    "lasting": lambda value: _AMOUNT.search(value) is not None,
    "figure": lambda value: _DIGIT.search(value) is not None,
    "code": lambda value: _DIGIT.search(value) is not None,
}
