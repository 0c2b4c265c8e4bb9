"""Deeds: questions for what somebody did that name hardly anything that could stand on a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.answers.answer import Claim
from query.language.words import folded, forms, tokens
from query.patterns.pattern import pattern

_ME = r"(?:i|we)"
# `Which settings did I change?`
_SORT = pattern(rf"\W*(?:what|which) (?:[\w-]+ ){{1,2}}(?:did|have|had|do) {_ME}\b", re.IGNORECASE)
# `What did I copy?`, `Who wrote to me?`
_ALONE = pattern(
    rf"\W*(?:what (?:did|have|had) {_ME} (?:\w+ )?\w+(?: (?:about|at|down|for|from|in|on|out|to|up))?"
    r"|who(?: has| had)? \w+(?: to)? (?:me|us))\W*",
    re.IGNORECASE,
)


def with_a_sort(question: str) -> bool:
    """Say whether it is asked with which things of a sort somebody did something."""
    return _SORT.match(question) is not None


def is_alone(question: str) -> bool:
    """Say whether a deed is named, and nothing of what it was done to, or who did it."""
    return _ALONE.fullmatch(question) is not None


# What one does to look at things leaves no word of it there.
_LOOKED = frozenset(
    """
    be been come do done find found get got go gone had have keep last learn like look mean need read remember say see
    seen show think use visit want watch work write wrote note jot put open hear know make made start stop begin finish
    leave left enter type set take took edit search ask tell mention name call agree plan decide choose pick want expect
    promise request
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_DEED = pattern(
    rf"\b(?:when|what time|which|what|where|how (?:much|many))\b[^.;?!]*?\b(?:did|have) {_ME} "
    r"(?:\w+ly |first |last |then )?(?P<deed>\w+)\b",
    re.IGNORECASE,
)


def told(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that have a word for what somebody is asked to have done."""
    match = _DEED.search(question)
    if match is None or folded(match["deed"]) in _LOOKED:
        return list(claims)
    wanted = forms(match["deed"])
    return [each for each in claims if not wanted.isdisjoint(tokens(_all_of(each)))]


def _all_of(claim: Claim) -> str:
    return "\n".join((claim.text, *(each.title for each in claim.citations)))
