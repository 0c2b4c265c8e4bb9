"""Comparatives: `is X dearer than Y`, `which is heavier, X or Y`: two that are held against each other, and by what.

A table of plain English; nothing in it comes from any screen.
"""

from __future__ import annotations

import re

import msgspec

from query.language import superlatives
from query.language.superlatives import Superlative
from query.patterns.pattern import pattern

_END_OF = {
    "dearer": "dearest", "pricier": "priciest", "costlier": "costliest", "cheaper": "cheapest", "larger": "largest",
    "bigger": "biggest", "smaller": "smallest", "longer": "longest", "shorter": "shortest", "heavier": "heaviest",
    "lighter": "lightest", "taller": "tallest", "wider": "widest", "deeper": "deepest", "hotter": "hottest",
    "warmer": "warmest", "colder": "coldest", "cooler": "coolest", "higher": "highest", "lower": "lowest",
    "older": "oldest", "newer": "newest", "more expensive": "most expensive", "less expensive": "least expensive",
    "more": "most", "fewer": "fewest", "less": "least",
}  # fmt: skip
_SAID = "|".join(sorted(_END_OF, key=len, reverse=True))
_THING = r"[^,;?!]{2,60}?"
_WHETHER = rf"^\W*(?:is|are|was|were|has|have|had|does|do|did)\s+(?P<one>{_THING})\s+(?:cost\s+|have\s+)?(?:an?\s+)?"
_ENDS = r"(?P<other>[^,;?!]{2,60}?)(?:\s+(?:does|do|did|is|are|has)(?: there)?)?[\s?.!]*$"
COMPARATIVE = pattern(
    rf"{_WHETHER}(?P<said>{_SAID})\b(?P<what>(?: (?!than\b)[^\W\d_]+){{0,3}}) than {_ENDS}",
    re.IGNORECASE,
)
"""Whether one is more than another."""
WHICH = pattern(
    rf"^\W*(?:which|what|who)\b[^,:;?!]{{0,40}}?\b(?P<said>{_SAID})\b(?P<what>(?: [^\W\d_]+){{0,4}})\s*[,:;]\s*"
    rf"(?P<one>{_THING}) or {_ENDS}",
    re.IGNORECASE,
)
"""Which of two it is."""
_HOW = r"^\W*(?:by )?how (?:much|many)\b"
_BE = r"(?:is|are|was|were|does|do|did|has|have|had)"
_COST = r"(?:(?:cost|have|weigh|there|of)\s+){0,2}"
BY_HOW_MUCH = pattern(
    rf"{_HOW}(?: (?P<unit>(?!(?:more|less|fewer)\b)[^\W\d_]+))? {_BE}\s+(?P<one>{_THING})\s+{_COST}"
    rf"(?P<said>{_SAID})\b(?P<what>(?: (?!than\b)[^\W\d_]+){{0,3}}) than {_ENDS}|"
    rf"{_HOW} (?P<said2>{_SAID})\b(?P<what2>(?: (?!of\b)[^\W\d_]+)??) (?:{_BE}|of)\s+(?:there\s+(?:of\s+)?)?"
    rf"(?P<one2>{_THING})\s+{_COST}than (?:of )?{_ENDS.replace('other', 'other2')}",
    re.IGNORECASE,
)
"""By how much one is more than another."""
_COSTS = pattern(r"\bcosts?\b", re.IGNORECASE)
_DEARER = {"more": "dearer", "less": "cheaper"}
_LEADING = pattern(r"^(?:the|my|our|an?)\s+", re.IGNORECASE)


class Compared(msgspec.Struct, frozen=True):
    """Two things, by the end of what they are held against each other, and the words for what that is of."""

    one: str
    other: str
    end: Superlative
    what: str
    is_whether: bool
    is_apart: bool = False


def asked(question: str) -> Compared | None:
    """Return what a question holds against each other; None where it holds no two things so."""
    apart, whether = BY_HOW_MUCH.search(question), COMPARATIVE.search(question)
    match = apart or whether or WHICH.search(question)
    if match is None:
        return None
    told = {name.removesuffix("2"): said for name, said in match.groupdict().items() if said}
    said = " ".join(told["said"].lower().split())
    # What costs more is dearer.
    end = superlatives.asked(f"the {_END_OF[_DEARER.get(said, said) if _COSTS.search(match[0]) else said]}")
    if end is None:
        return None
    one, other = (_LEADING.sub("", told[name].strip()) for name in ("one", "other"))
    return Compared(one, other, end, told.get("what", "").strip(), whether is not None, apart is not None)
