"""Bringing: what is to be brought, or had ready: told by a line with a word for that, and more than the question has.

`Fire officer, St Enda's Hall` in a calendar tells that he comes, and not what he wants to see.
"""

from __future__ import annotations

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING
from query.language.words import folded, tokens
from query.passages.belonging import spoken
from query.patterns.pattern import pattern

ASKED = (
    r"\bwhat (?:do|does|did|must|should|shall|will|would|am|are|is|was|were|have|had) (?:i|we)\b[^.?!]{0,40}"
    r"\b(?:bring|prepare|have (?:[\w-]+ )?ready|take along|take with|pack)\b|"
    r"\bwhat (?:is|was|are|were) (?:i|we|to) (?:supposed |meant )?(?:to )?(?:be )?"
    r"(?:bring|brought|prepare|prepared|pack|packed)\b"
)
"""How one asks what is to be brought, as a pattern."""

_TOLD = pattern(
    r"\b(?:bring|brings|brought|carry|needs? (?:to|an?|the|your)|needed|must|have to|has to|please|ready|required?|"
    r"don['’]?t forget|do not forget|remember|pack|wear|prepare|in duplicate|cop(?:y|ies))\b"
)


def tells(question: str, line: Citation, _claim: Claim) -> bool:
    """Say whether a line tells what is to be brought."""
    plain = folded(line.text)
    return _TOLD.search(plain) is not None and not ASKING.union(*map(spoken, tokens(question))).issuperset(
        tokens(plain)
    )
