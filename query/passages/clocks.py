"""Clocks: whether a passage tells the time of what is asked, and not only when somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.answers.answer import Citation, Claim
from query.language.words import tokens
from query.passages.belonging import HEADED, spoken, telling
from query.passages.block import is_right_above, is_same_row
from query.passages.shapes import CLOCK
from query.patterns.pattern import pattern

_BARE_CLOCK = pattern(r"^\W*\d{1,2}[:.]\d\d\W*$")
# What is as long is no cell.
_SENTENCE = 45
_CLOCK = pattern(CLOCK, re.IGNORECASE)


def tells_the_time(question: str, claim: Claim) -> bool:
    """Say whether a clock time stands there that is not just when somebody wrote: `Jonas Bergqvist 10:09`.

    It is that, too, where the line tells all that is asked about: `Stock Call 13:00`.
    """
    named = [spoken(word) for word in telling(question)]
    for each in claim.citations:
        if not _CLOCK.search(each.text):
            continue
        if HEADED.match(each.text.strip()):
            if all(word & set(tokens(each.text)) for word in named):
                return True
        elif not _BARE_CLOCK.match(each.text) or _is_cell_of(each, named, claim):
            return True
    return False


def _is_cell_of(line: Citation, named: Sequence[frozenset[str]], claim: Claim) -> bool:
    """Say whether what is just a clock time is set with a word of the question, and not over a message with one."""
    return any(
        is_same_row(other.box, line.box)
        or (
            len(other.text) < _SENTENCE and (is_right_above(other.box, line.box) or is_right_above(line.box, other.box))
        )
        for other in claim.citations
        if other.frame == line.frame and other.box != line.box and any(word & set(tokens(other.text)) for word in named)
    )


def _is_stacked(one: Citation, other: Citation) -> bool:
    return is_right_above(one.box, other.box) or is_right_above(other.box, one.box)
