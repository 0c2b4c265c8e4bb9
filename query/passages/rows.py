"""Rows of a table that a terminal printed: what a question tells of one stands in one, not in two."""

from __future__ import annotations

from query.answers.answer import Claim
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.belonging import spoken, telling

_BAR = "|"
_FEWEST_BARS = 2


def is_of_one_row(question: str, claim: Claim) -> bool:
    """Say whether one row has all words of a question that rows have; what heads the columns tells no row apart.

    `Plant room in week 33` is told neither by the plant room of another week nor by week 33 of another room.
    """
    rows = [
        set(tokens(each.text))
        for each in sorted(claim.citations, key=lambda each: each.box[1])
        if each.text.count(_BAR) >= _FEWEST_BARS
    ]
    if len(rows) < _FEWEST_BARS:
        return True
    head, *body = rows
    needed = []
    for word in telling(question):
        said = spoken(word)
        if not is_common(word) and not said & head and any(said & row for row in body):
            needed.append(said)
    return not needed or any(all(said & row for said in needed) for row in body)
