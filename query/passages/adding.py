"""Adding: whether what would be quoted adds something to the words of the question, of the sort that is asked for.

The whole question is looked at, as somebody put it: what only carries it (`called`, `make`) says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.words import folded, tokens
from query.passages import sorts
from query.passages.belonging import ADDRESS, HEADED, spoken
from query.passages.quote import lines_of
from query.passages.shapes import CLOCK, DAY
from query.patterns.pattern import pattern

Fits = Callable[[str, Claim], bool]

# What is to be told of something: not when or where it is, nor what stood on a screen.
_OF_IT = (
    r"^(?!.*\b(?:when|where|what time|which (?:day|date)|what (?:day|date|hour)|how (?:long|often|many|much)|o'?clock|"
    r"until|till?|since|by what|day|date|time|hour|number|see|saw|seen|read|look\w*|show\w*|list|appointments?|"
    r"meetings?|entries|entry|events?|plans?|calendar|agenda|diary|heading|headline|title|label|page|site|website|"
    r"wrote|written|write|say|says|said|file|folder|document|command|query|error|who|whom|whose)\b)"
    r"(?=.*\b(?:what|which|why|how)\b)"
)
_ABOUT = r"\bwhat(?:['’]?s| is| was| are| were)\b[^.?!]{1,60}\babout\W*$"
_WHERE = (
    r"(?:^|[,;.!?]\s)\W*(?:and |so )?where(?: exactly| on earth)?(?:['’]?s| is| was| are| were| will| does)\b"
    r"(?!.*\b(?:see|saw|seen|read|button|field|box|tab|menu|link|file|folder|saved)\b)"
)
_WHEN = pattern(rf"{CLOCK}|{DAY}|\b\d{{1,2}}(?::\d\d)?\s?[-–]\s?\d{{1,2}}\b")
_COUNTED_EACH = r"\bhow many\b[^.?!]{1,60}\b(?:a|an|per|each|every) (?P<unit>day|hour|month|night|week|year)\b"
_EACH = pattern(_COUNTED_EACH)
_ASKS = pattern(r"(?:^|[.,;:!]\s|\s[-–—]\s)[^.,;:!?]*\?$")
_KNOWN = ASKING | LOOSE_WORDS | VALUE_WORDS | {"am", "pm", "per", "re", "fw", "fwd"}


def holds(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of which what would be quoted tells what a question, as it was put, asks for."""
    plain = folded(question)
    checks = [fits for asked, fits in _SORTS if asked.search(plain)]
    return [
        claim
        for claim in claims
        if any(sorts.tells(question, line, claim) for line in lines_of(question, claim))
        and all(fits(plain, claim) for fits in checks)
    ]


def _adds(question: str, claim: Claim) -> bool:
    """Say whether a line that would be quoted has a word besides those of the question, and days and clock times."""
    known = _KNOWN.union(*map(spoken, tokens(question)))
    quote = lines_of(question, claim)
    # The address of a page tells only where it stood.
    lines = claim.citations if all(ADDRESS.match(line.text.strip()) for line in quote) else quote
    return any(_has_more(line, known) for line in lines)


def _has_more(line: Citation, known: frozenset[str]) -> bool:
    text = line.text.strip()
    if ADDRESS.match(text) or HEADED.match(text):
        return False
    # What is asked there tells nothing; what is told before it may: `it returned code 7, can you look?`
    text = _ASKS.sub("", text)
    return not set(tokens(_WHEN.sub(" ", folded(text)))) <= known


def _is_for_so_long(question: str, claim: Claim) -> bool:
    """Say whether what is counted for each day, or week, is told for that: seven lorries are not so many a day."""
    match = _EACH.search(question)
    if match is None:
        return True
    unit = match["unit"]
    wanted = {*spoken(unit), "daily" if unit == "day" else f"{unit}ly"}
    return any(not wanted.isdisjoint(tokens(f"{line.text} {line.title}")) for line in claim.citations)


_SORTS: tuple[tuple[re.Pattern[str], Fits], ...] = tuple(
    (pattern(asked), fits) for asked, fits in ((f"{_OF_IT}|{_ABOUT}|{_WHERE}", _adds), (_COUNTED_EACH, _is_for_so_long))
)
