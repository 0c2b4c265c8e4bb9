"""Whether what a screen says is enough to be shown as an answer: a wrong one is worse than none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from query.passages.intent import ASKED, ESSENTIAL, ORDINARY, VALUE, WEAK, Term
from query.passages.scene import Sight

Enough = Callable[[float, frozenset[int], Sequence[Term], Sequence[float]], bool]
"""Says of a screen's score, the places of the terms found, all terms and their weights whether it is enough."""

ENOUGH_FOUND = 0.6
_ENOUGH_SCORE = 0.45
_ENOUGH_OTHERS = 2
_AS_RARE = 0.9
_STRONG = 3


def says_enough(score: float, found: frozenset[int], terms: Sequence[Term], weights: Sequence[float]) -> bool:
    """Say whether a screen may be shown as an answer: by its score, and by the places of the terms that stand there.

    Most of the question's weight must be there, near enough. A name alone answers nothing that is asked of it.
    What was asked for by name (`what salary …`) must be there as well, unless two other words and all of these are;
    likewise the form of a value (`phone number of …`). A word that is not there may not be about as rare as the
    rarest that is, unless enough other words are for each such; then it is named beside the answer.
    """
    total = sum(weights)
    if sum(weights[number] for number in found) < ENOUGH_FOUND * total or score < _ENOUGH_SCORE * total:
        return False
    ordinary = {number for number, term in enumerate(terms) if term.kind == ORDINARY}
    asked = {number for number, term in enumerate(terms) if term.kind == ASKED}
    if (ordinary or asked) and not found & (ordinary | asked):
        return False
    values = {number for number, term in enumerate(terms) if term.kind == VALUE}
    solid = {number for number in found if terms[number].kind not in WEAK}
    if values and not values & found and len(solid) < _ENOUGH_OTHERS:
        return False
    if _lacks_the_rarest(ordinary - found, solid, terms, weights):
        return False
    essential = {number for number, term in enumerate(terms) if term.kind == ESSENTIAL and len(term.phrase) > 1}
    return asked <= found or (ordinary <= found and len(ordinary | essential) >= _ENOUGH_OTHERS)


def _lacks_the_rarest(lacking: set[int], solid: set[int], terms: Sequence[Term], weights: Sequence[float]) -> bool:
    def rarity(number: int) -> float:
        return weights[number] / terms[number].factor

    rarest = max(map(rarity, solid), default=0.0)
    rare = [number for number in lacking if rarity(number) >= _AS_RARE * rarest]
    # A name of two words, or an identifier of two parts, says as much as two words.
    return sum(len(terms[number].phrase) or 1 for number in solid) < _STRONG * len(rare)


def lacking(sight: Sight, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the words that the question is about and that do not stand there."""
    telling = {ESSENTIAL, ORDINARY}
    return tuple(term for number, term in enumerate(terms) if term.kind in telling and number not in sight.found)
