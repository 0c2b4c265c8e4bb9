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
_ENDS = r"(?P<other>[^,;?!]{2,60}?)(?:\s+(?:does|do|did|is|are|has))?[\s?.!]*$"
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
_LEADING = pattern(r"^(?:the|my|our|an?)\s+", re.IGNORECASE)


class Compared(msgspec.Struct, frozen=True):
    """Two things, by the end of what they are held against each other, and the words for what that is of."""

    one: str
    other: str
    end: Superlative
    what: str
    is_whether: bool


def asked(question: str) -> Compared | None:
    """Return what a question holds against each other; None where it holds no two things so."""
    whether = COMPARATIVE.search(question)
    match = whether or WHICH.search(question)
    end = superlatives.asked(f"the {_END_OF[' '.join(match['said'].lower().split())]}") if match is not None else None
    if match is None or end is None:
        return None
    one, other = (_LEADING.sub("", match[name].strip()) for name in ("one", "other"))
    return Compared(one, other, end, match["what"].strip(), whether is not None)
