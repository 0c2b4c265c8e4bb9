"""Deeds: questions for what somebody did that name hardly anything that could stand on a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.answers.answer import Claim
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.talk import is_common
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
    promise request hide hid hidden stash stow stowed
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_DEED = pattern(
    rf"\b(?:when|what time|which|what|where|how (?:much|many))\b[^.;?!]*?\b(?:did|have) {_ME} "
    r"(?:\w+ly |first |last |then )?(?P<deed>\w+)\b",
    re.IGNORECASE,
)

_DONE_WHEN = pattern(
    rf"\b(?:when|what time|where)\b[^.;?!]*?\b(?:did|have) {_ME} (?:\w+ly |first |last |then )?(?P<deed>\w+)\b"
    r"(?P<what>[^.;?!]*)"
)
_STEM, _ENDING = 5, 4
_DONE_TO = pattern(rf"\b(?:what|which) (?P<noun>[a-z-]+) (?:(?:did|have|had) )?{_ME} (?P<deed>[a-z]+)\b")


def told(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that have a word for what somebody is asked to have done."""
    match = _DEED.search(question)
    if match is None or folded(match["deed"]) in _LOOKED:
        return list(claims)
    deed = folded(match["deed"])
    return [each for each in claims if _tells(deed, tokens(_all_of(each)))]


def stands_with_its_noun(question: str, claim: Claim) -> bool:
    """Say whether one line tells the deed and what it was done to: a branch here, and `deleted` there, is neither."""
    match = _DONE_TO.search(question)
    if match is None:
        return _stands_with_its_object(question, claim)
    if match["deed"] in _LOOKED | ASKING | LOOSE_WORDS or match["noun"] in ASKING:
        return True
    noun = forms(match["noun"])
    return any(
        noun & {*line} and _tells(match["deed"], line) for line in (tokens(each.text) for each in claim.citations)
    )


def _stands_with_its_object(question: str, claim: Claim) -> bool:
    """Say the same of when, or where, somebody did something to a thing: `when did I delete the film`."""
    match = _DONE_WHEN.search(question)
    if match is None or match["deed"] in _LOOKED | ASKING | LOOSE_WORDS:
        return True
    words = [word for word in tokens(match["what"]) if word not in ASKING | LOOSE_WORDS and not is_common(word)]
    lines = [tokens(each.text) for each in claim.citations]
    return not words or any(
        _tells(match["deed"], line) and any(not forms(word).isdisjoint(line) for word in words) for line in lines
    )


def _tells(deed: str, words: Sequence[str]) -> bool:
    """Say whether one of some words is a form of a verb, or of the noun for it: `submitted`, `deletion`."""
    stem = deed.removesuffix("d").removesuffix("e")
    return not forms(deed).isdisjoint(words) or (
        len(stem) >= _STEM and any(word.startswith(stem) and len(word) - len(stem) <= _ENDING for word in words)
    )


def _all_of(claim: Claim) -> str:
    return "\n".join((claim.text, *(each.title for each in claim.citations)))
