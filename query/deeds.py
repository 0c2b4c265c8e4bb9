"""Deeds: questions for what somebody did that name hardly anything that could stand on a screen."""

from __future__ import annotations

import re

from query.pattern import pattern

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
