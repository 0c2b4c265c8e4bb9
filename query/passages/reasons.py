"""Reasons: whether a passage says why something is so, and not only that it is."""

from __future__ import annotations

import re

from query.answers.answer import Claim
from query.patterns.pattern import pattern

# What joins a reason to what it explains; or a clause of its own behind a comma: `I raised it, they were cold`.
_GIVES = pattern(
    r"\b(?:because|since|as|due to|so|for|reasons?|caus\w+|owing|thanks to|after|until|unless|otherwise|in order|too|"
    r"nobody|not|cannot|error|fail\w*)\b|\w+n['’]t\b|"
    r"[,;:—–]\s+(?:the|i|we|it|he|she|they|you|there|our|my|an?|this|that|no)\b",
    re.IGNORECASE,
)
_NO = pattern(r"\b(?:not|cannot|nobody)\b|n['’]t\b", re.IGNORECASE)


def gives_a_reason(question: str, claim: Claim) -> bool:
    """Say whether a line that is no question itself gives a reason; the `not` of the question itself is none."""
    own = _NO.search(question) is not None
    return any(
        not (own and _NO.search(match[0]))
        for each in claim.citations
        if not each.text.rstrip().endswith("?")
        for match in _GIVES.finditer(each.text)
    )
