"""Changes: what will be, where a passage only says what is so until then."""

from __future__ import annotations

import re

from query.answers.answer import Claim
from query.patterns.pattern import pattern

AFTERWARDS = (
    r"^\W*(?:and |so )?(?:what(?:['’]?s)?|which|how (?:much|many|long|high|big))\b.*"
    r"(?:\b(?:will|going to|gonna|shall)\b.*\bbe\b|"
    r"\bfrom (?:the )?[\w-]+ (?:on|onwards?)\b|\b(?:once|after|as soon as) (?:it|that|they|this) changes?\b)"
)
"""How one asks for what will be, as a pattern: `what will the code be from October on`."""

_ENDS = pattern(
    r"\b(?:changes|changing|will change|until|till|expires?|expiring|runs out)\b(?P<rest>.*)", re.IGNORECASE
)
_NEXT = pattern(r"\b(?:then|from|after|afterwards|new|next)\b|\bto \S*\d", re.IGNORECASE)


def is_so_then(_question: str, claim: Claim) -> bool:
    """Say whether the main line does not only tell what ends, or changes, by then: `code is 7719 (changes in May)`."""
    match = _ENDS.search(claim.citations[0].text)
    return match is None or _NEXT.search(match["rest"]) is not None
