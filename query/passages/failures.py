"""Failures: whether what went wrong, where that is asked, stands with what it went wrong with."""

from __future__ import annotations

import re

from query.answers.answer import Citation, Claim
from query.language import complaints
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.belonging import spoken, telling, titled
from query.patterns.pattern import pattern

ASKED = r"\b(?:what|which)(?: (?:kind|sort|type) of)? (?:error|exception|failure)\b"
"""How one asks for a failure, as a pattern."""

COMPLAINED = (
    r"\b(?:what|why)\b[^.;?!]*\b(?:was|is|were|are|did|does|do|has|had|have|would)\b[^.;?!]*"
    rf"\b(?:{'|'.join(sorted(complaints.DONE))})\b"
)
"""How one asks what somebody, or a program, was not content with."""

_COMPLAINT = pattern(rf"\b(?:{'|'.join(sorted(complaints.WORDS))})\b", re.IGNORECASE)
_SAID = pattern(
    r"\b(?:errors?|fatal|fail(?:ed|s|ure)?|cannot|can['’]t|could not|couldn['’]t|unable|denied|no such|not found|"
    r"does not|doesn['’]t|did not|didn['’]t|is not|isn['’]t|invalid|"
    r"unknown|unexpected|unrecogni[sz]ed|warning|missing)\b|\w+Error\b",
    re.IGNORECASE,
)
_FAILED = pattern(
    r"error|exception|fail|fatal|denied|not\b|cannot|n['’]t\b|no such|unable|invalid|reject|traceback|refus|unknown|"
    r"missing|unexpected|illegal|panic|abort|conflict|warning|\be[0-9-]",
    re.IGNORECASE,
)
# In heights of a line: what a command printed stands below it.
_FARTHEST = 10
_SHORTEST = 8


def tells_of_it(question: str, claim: Claim) -> bool:
    """Say whether a line that tells of a failure has a word of the question, or stands soon below one that has."""
    words = [spoken(word) for word in telling(question) if not is_common(word)]
    title = titled(claim)
    if not words or all(word & title for word in words):
        return True
    about = [each for each in claim.citations if any(word & set(tokens(each.text)) for word in words)]
    failed = [each for each in claim.citations if _FAILED.search(each.text)]
    return any(each in about or any(_is_soon_below(each, other) for other in about) for each in failed)


def tells_of_complaint(question: str, claim: Claim) -> bool:
    """Say whether a line tells that something was wrong, in whichever words, and has a word of the question beside."""
    there = "\n".join(each.text for each in claim.citations)
    return bool(_COMPLAINT.search(there) or _SAID.search(there)) and tells_of_it(question, claim)


def _is_soon_below(line: Citation, other: Citation) -> bool:
    height = max(_SHORTEST, other.box[3] - other.box[1])
    return line.frame == other.frame and 0 <= line.box[1] - other.box[1] <= _FARTHEST * height
