"""Paragraphs: whether the sentence with a value tells of what is asked, and does not only stand beside it.

In a list of letters with one of them open beside it, any row of the list is at the height of some line of that letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, FORMS_OF_VALUES, UNITS
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.belonging import spoken, telling, titled, told
from query.passages.block import is_right_above
from query.passages.expected import shown_by
from query.patterns.pattern import pattern

_WHAT_COSTS = pattern(
    r"\b(?:how much|what) (?:does|did|do|would|will|(?=the |my |our |an? ))(?: ?(?:the|my|our|an?|one|that|each))? ?"
    r"(?P<what>(?:[\w'-]+ ){1,4}?)(?:(?:in|at|of|on|for) (?:the |my |our )?[\w'-]+ )?(?:going to )?costs?\b"
)
_OF = pattern(r"\b(?:of|for|from|in|at|on|to|with|per)\b")
SENTENCE = 45
"""What is as long is a sentence, and no cell of a table."""


def tells_with_value(question: str, claim: Claim) -> bool:
    """Say whether a value of the form that is asked for is in a cell, or in a paragraph with a word of the question."""
    words = [spoken(word) for word in telling(question) - UNITS - FORMS_OF_VALUES if word.isalpha()]
    title = titled(claim)
    if not words or any(word & title for word in words):
        return True
    shows = shown_by(question)
    values = [each for each in claim.citations if shows(each.text)]
    return not values or any(
        len(value.text) < SENTENCE
        or any(word & set(tokens(line.text)) for line in paragraph(value, claim.citations) for word in words)
        for value in values
    )


def what_costs(question: str) -> list[frozenset[str]]:
    """Return what is said for each word that names what a question asks the cost of; none where it asks for no such.

    Of a `dog permit` it is the permit, too, though many say that word of anything.
    """
    match = _WHAT_COSTS.search(question)
    named = (
        [word for word in tokens(_OF.split(match["what"])[0]) if word.isalpha() and word not in ASKING] if match else []
    )
    nouns = [word for word in named if not is_common(word)][-1:]
    return [spoken(word) for word in dict.fromkeys((*nouns, *(named[-1:] if nouns else ())))]


def names_what_costs(question: str, claim: Claim) -> bool:
    """Say whether what costs something is named: works on a bridge are no petition for it."""
    return all(not named.isdisjoint(told(claim)) for named in what_costs(question))


def paragraph(line: Citation, lines: Sequence[Citation]) -> list[Citation]:
    """Return a line with those that are set with it, one right above the other."""
    found, left = [line], [each for each in lines if each.frame == line.frame and each.box != line.box]
    while near := [
        each
        for each in left
        if any(is_right_above(each.box, other.box) or is_right_above(other.box, each.box) for other in found)
    ]:
        found += near
        left = [each for each in left if each not in near]
    return found
