"""Questions for what was not done, or not for all: no screen tells it, least of all by what was done."""

from __future__ import annotations

import re

from query import story
from query.pattern import pattern
from query.vocabulary import Understood
from query.words import folded, tokens

_NOT_OURS = pattern(
    r"\b(?:did|do|does|have|had|has|was|were|am|are|is) (?:i|we) (?:ever |still |yet )?(?:not|never)\b|"
    r"\b(?:i|we) (?:(?:did|do|have|had|was|were|am|are) (?:not|never)|never)\b|"
    r"\b(?:did|do|have|had|was|were|are)n['’]?t (?:i|we)\b|\b(?:i|we) (?:did|do|have|had|was|were|are)n['’]?t\b|"
    r"\b(?:(?:was|were|is|are) (?:not|never)|(?:was|were|is|are)n['’]?t|not|never) "
    r"(?:open(?:ed)?|used|visited|in front|viewed|accessed|touched|looked at|read)\b|"
    r"\bwithout (?!(?:an? )?(?:break|interruption|leaving|pause|pausing|stop|stopping|switching)\b)|"
    r"\b(?:nobody|except|besides|excluding|apart from|other than|aside from|but not|all but)\b",
    re.IGNORECASE,
)
# What says no more than which things are counted.
_TOLD = frozenset({"count", "use", "front", "me", "have"})
_COUNTING = frozenset(
    """
    a all an did didn't didnt different do how i in is it many my never not of on our s so t that the there these this
    those us was we were what
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What one has on a day is what stands in a calendar.
_TO_COME = pattern(
    r"\b(?:do|shall|will) (?:i|we) (?:still )?have\b(?!.*\b(?:open|in front|on my screen)\b)", re.IGNORECASE
)


def is_negated(question: str) -> bool:
    """Say whether what asks, and not the story around it, is for what one did not have in front."""
    return _NOT_OURS.search(story.asking_part(question) or question) is not None


def is_to_come(question: str) -> bool:
    """Say whether what is asked for is what one has still to do: `what do I have on Friday?`."""
    return _TO_COME.search(question) is not None


def leaves_out(understood: Understood) -> bool:
    """Say whether less is counted than all that one had in front: what one `visited more than once`."""
    plain = (word for word in understood.words if word.is_filling and word.concepts.isdisjoint(_TOLD))
    return not {token for word in plain for token in tokens(word.text)} <= _COUNTING


def is_of_others(understood: Understood, subject: str) -> bool:
    """Say whether things are counted that something else uses, and nobody is told to have had them in front."""
    return not understood.says("me") and bool(subject or any(folded(word.text) == "use" for word in understood.words))
