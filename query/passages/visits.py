"""Visits: when a page was in front, which only its title or its address tells."""

from __future__ import annotations

from query.answers.answer import Claim
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.belonging import ADDRESS, spoken, telling, titled
from query.patterns.pattern import pattern

_VISITED = pattern(
    r"\bwhen (?:did|was|had) (?:i|we) (?:\w+ ){0,2}?"
    r"(?:visit|(?:on|at|open|opened|have|looking at)\b(?=.*\b(?:page|site|website|manual)\b))(?P<what>.*)"
)


def is_of_a_visit(question: str, claim: Claim) -> bool:
    """Say whether a page was in front whose title, or address, has what is said to have been visited.

    What only a link, or a message, names was not visited there.
    """
    match = _VISITED.search(question)
    if match is None:
        return True
    wanted = [word for word in telling(match["what"]) if not is_common(word)]
    heads = {token for each in claim.citations if ADDRESS.match(each.text.strip()) for token in tokens(each.text)}
    there = heads | titled(claim)
    return all(not spoken(word).isdisjoint(there) for word in wanted)
