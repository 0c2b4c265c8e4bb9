"""Heads: the noun that says what is asked for, and whether a passage has it, with a value beside it."""

from __future__ import annotations

import re

from query.answers.answer import Claim
from query.language.asking import ASKING, FORMS_OF_VALUES, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.named import SORTS
from query.language.words import forms, tokens
from query.passages.belonging import spoken, telling, told
from query.passages.expected import expects
from query.passages.intent import asked_nouns
from query.patterns.pattern import pattern

_ENOUGH = 2
_HEAD = pattern(
    r"^\W*(?!apart|aside|except|back|due|next|prior)(?:the )?"
    r"(?:(?P<other>(?!what|which|who|where|when|how)[a-z]{3,}) )??"
    r"(?P<noun>[a-z]{3,}) (?:(?:on|in|at|for|from|of|to|i|we|that)\b|"
    # `weather sat 14 nov`
    r"(?=(?:mon|tue|wed|thu|fri|sat|sun)(?:s?day|nesday|rsday|urday)?\b|today\b|tomorrow\b|tonight\b))"
)
_IN_WHICH = pattern(
    r"\b(?:what|which) (?P<noun>[a-z]{4,}) (?:is|are|was|were) [\w ]+ in\W*$|"
    r"\bin (?:what|which) (?P<held>[a-z]{4,}) (?:is|are|was|were)\b"
)
# What tells which of its kind a thing is, and means nothing without the word: `gate 22`, `Brand: Heron`.
_LABELLED = frozenset(
    "aisle bay berth brand counter desk exit gate lane locker pier platform shelf terminal track".split()  # noqa: SIM905
)
_NUMBERED = pattern(r"\b(?:number|no\.?|nr\.?) ?\d", re.IGNORECASE)
_PLACED = frozenset({"at", "behind", "in", "inside", "into", "on", "under"})


def has_head(question: str, claim: Claim) -> bool:
    """Say whether the noun that a question without a verb begins with stands there: `ship on berth 5`."""
    match = _HEAD.search(question)
    need_not = ASKING | LOOSE_WORDS | VALUE_WORDS | SORTS | FORMS_OF_VALUES
    if match is None:
        return True
    other = match["other"] if match["other"] and match["other"] not in need_not else ""
    if not (VALUE_WORDS | FORMS_OF_VALUES).isdisjoint((match["noun"], match["noun"].removesuffix("s"))):
        # Of a delivery address it is the delivery.
        return not other or any(spoken(other) & set(tokens(each.text)) for each in claim.citations)
    if match["noun"] in need_not:
        return True
    wanted = forms(match["noun"]) | (forms(other) if other else frozenset())
    return bool(wanted & told(claim))


def tells_of_it(question: str, claim: Claim) -> bool:
    """Say whether what is asked for by name stands there, or else one line that has two words of the question."""
    nouns = asked_nouns(question) - ASKING - LOOSE_WORDS - VALUE_WORDS - SORTS - UNITS - FORMS_OF_VALUES
    there = told(claim)
    if any(spoken(noun).isdisjoint(there) for noun in nouns & _LABELLED) and not _NUMBERED.search(claim.text):
        return False
    if not nouns or expects(question) or any(spoken(noun) & there for noun in nouns):
        return True
    words = [spoken(word) for word in telling(question)]
    return any(
        sum(bool(word & line) for word in words) >= _ENOUGH
        for line in (set(tokens(citation.text)) for citation in claim.citations)
    )


def is_in_it(question: str, claim: Claim) -> bool:
    """Say whether what something is in is named, or told by `in` or the like beside a word of the question."""
    match = _IN_WHICH.search(question)
    noun = (match["noun"] or match["held"]) if match else ""
    if not noun or noun in ASKING | LOOSE_WORDS | VALUE_WORDS | SORTS | UNITS or spoken(noun) & told(claim):
        return True
    words = frozenset().union(*map(spoken, telling(question)))
    return any(words & line and _PLACED & line for line in (set(tokens(each.text)) for each in claim.citations))
