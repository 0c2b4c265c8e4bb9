"""Reasons: whether a passage says why something is so, and not only that it is."""

from __future__ import annotations

import re

from query.answers.answer import Claim
from query.patterns.pattern import pattern

# What joins a reason to what it explains; or a clause of its own behind a comma: `I raised it, they were cold`.
_GIVES = pattern(
    r"\b(?:because|since|as|due to|so|for|reasons?|caus\w+|owing|thanks to|after|until|unless|otherwise|in order|too|"
    r"nobody|not|cannot|error|fail\w*)\b|n['’]t\b|"
    r"[,;:—–-]\s+(?:the|i|we|it|he|she|they|you|there|our|my|an?|this|that|no)\b",
    re.IGNORECASE,
)


def gives_a_reason(_question: str, claim: Claim) -> bool:
    """Say whether a line that is no question itself gives a reason."""
    return any(_GIVES.search(each.text) for each in claim.citations if not each.text.rstrip().endswith("?"))
