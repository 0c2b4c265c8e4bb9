"""Sorts of questions that a line answers only with something of a form of its own: a name, a deadline, who has a thing.

The whole question is looked at, as somebody put it: what only carries it (`called`, `make`) says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from query.answers.answer import Citation, Claim
from query.language.words import folded
from query.passages import bringing, called, deadlines, keeping, measures
from query.patterns.pattern import pattern

Tells = Callable[[str, Citation, Claim], bool]

_SORTS: tuple[tuple[re.Pattern[str], Tells], ...] = tuple(
    (pattern(asked), tells)
    for asked, tells in (
        (called.ASKED, called.tells),
        (keeping.ASKED, keeping.tells),
        (bringing.ASKED, bringing.tells),
        (deadlines.ASKED, deadlines.tells),
        (deadlines.ENDS, deadlines.tells_an_end),
        (measures.ASKED, measures.tells),
    )
)


@lru_cache(maxsize=64)
def of(question: str) -> tuple[Tells, ...]:
    """Return what says of a line whether it tells what is asked for; nothing where a question is of no such sort."""
    plain = folded(question)
    return tuple(tells for asked, tells in _SORTS if asked.search(plain))


def tells(question: str, line: Citation, claim: Claim) -> bool:
    """Say whether a line tells what a question asks for, as far as it is of one of these sorts."""
    plain = folded(question)
    return all(each(plain, line, claim) for each in of(question))
