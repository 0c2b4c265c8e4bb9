"""What was in front least: asked for as what was so most, and told from the other end."""

from __future__ import annotations

import re

from msgspec.structs import replace

from query.foreground import usage
from query.foreground.usage import Usage
from query.language.vocabulary import understand
from query.patterns.pattern import pattern

# `At least` bounds a number.
_TURNS = (
    (pattern(r"\b(?:rarest|least (?:often|frequently))\b", re.IGNORECASE), "most often"),
    (pattern(r"(?<!\bat )(?<!\bin the )\bleast\b", re.IGNORECASE), "most"),
    (pattern(r"\bfewest (?=(?:times|visits)\b)", re.IGNORECASE), "most "),
    (pattern(r"\bshortest\b", re.IGNORECASE), "longest"),
)
# The adverb stands on no screen, and is left out of what is looked for.
_RARELY = pattern(r"\bmost (?:rarely|seldom|infrequently)\b", re.IGNORECASE)
_MOST = pattern(r"\bmost(?: (?:rarely|seldom|infrequently))?\b", re.IGNORECASE)
_BOUND = pattern(r"\b(?:at least|in the least|not least|last but not least)\b", re.IGNORECASE)


def read(rest: str, question: str) -> Usage | None:
    """Return what a question asks of what was in front least; None for any other one.

    Args:
        rest: the question without its words of time, and without talk.
        question: all of it.
    """
    turned = _MOST.sub("most often", rest) if _RARELY.search(question) else rest
    for words, instead in _TURNS:
        turned = words.sub(instead, turned)
    if turned == rest or _BOUND.search(rest):
        return None
    asked = usage.read(turned)
    # What others use least, and least of what, is told nowhere.
    if asked is None or asked.measure != "most" or (asked.subject and not understand(rest).says("me")):
        return None
    return replace(asked, measure="least")
