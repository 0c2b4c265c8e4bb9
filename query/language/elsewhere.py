"""Questions that sound like one for what was in front, and are of less, of others, or of what is still to come."""

from __future__ import annotations

import re

from query.language.vocabulary import Understood
from query.language.words import folded, tokens
from query.patterns.pattern import pattern

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
