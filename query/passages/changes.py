"""Changes: what will be, where a passage only says what is so until then."""

from __future__ import annotations

import re

from query.answers.answer import Claim
from query.language.words import tokens
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

# `What will the code be from October on`
_AFTERWARDS = (
    r"^\W*(?:and |so )?(?:what(?:['’]?s)?|which|how (?:much|many|long|high|big))\b.*"
    r"(?:\b(?:will|going to|gonna|shall)\b.*\bbe\b|"
    r"\bfrom (?:the )?[\w-]+ (?:on|onwards?)\b|\b(?:once|after|as soon as) (?:it|that|they|this) changes?\b)"
)

# What something was before and after.
_FROM_TO = r"\bfrom (?:what|when|which)(?: \w+)? (?:up |down )?to (?:what|when|which)\b"

_NUMBER = pattern(r"\d[\d.,:]*(?<=\d)")
_CLOCK = pattern(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)\d{1,2} ?[ap]m\b", re.IGNORECASE)
_WHEN = pattern(r"\bfrom when\b")
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_BOTH = pattern(r"\bfrom\b.+\bto\b|\b(?:instead of|not|rather than)\b", re.IGNORECASE)
_ENDS = pattern(
    r"\b(?:changes|changing|will change|until|till|expires?|expiring|runs out)\b(?P<rest>.*)", re.IGNORECASE
)
_NEXT = pattern(r"\b(?:then|from|after|afterwards|new|next)\b|\bto \S*\d", re.IGNORECASE)


def _tells_both(question: str, claim: Claim) -> bool:
    """Say whether a line tells what was before and what came after it, or from when until when something is."""
    wanted = _CLOCK if _WHEN.search(question) else _NUMBER
    known = {*_NUMBER.findall(question)}
    return any(
        (_BOTH.search(line.text) is not None and (wanted is _NUMBER or not _DAYS.isdisjoint(tokens(line.text))))
        or len({*wanted.findall(line.text)} - known) > 1
        for line in claim.citations
    )


def _is_so_then(_question: str, claim: Claim) -> bool:
    """Say whether the main line does not only tell what ends, or changes, by then: `code is 7719 (changes in May)`."""
    match = _ENDS.search(claim.citations[0].text)
    return match is None or _NEXT.search(match["rest"]) is not None


ROWS = ((_AFTERWARDS, _is_so_then), (_FROM_TO, _tells_both))
"""How one asks for what will be, or was before and after, as patterns; and what says of a claim whether it tells it."""
