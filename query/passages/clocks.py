"""Clocks: whether a passage tells the time of what is asked, and not only when somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_NAMED = pattern(r"(?<![\d:.])(\d{1,2}):(\d\d)(?:\s?([ap])\.?m\b)?(?![\d:])", re.IGNORECASE)
_HALF = 12 * 60


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


def has_clocks(question: str, texts: Iterable[str]) -> bool:
    """Say whether each clock time that a question names stands in some texts: no ferry of 16:30 is that of 18:30."""
    named = [*map(_minutes, _NAMED.findall(question))]
    found = (_minutes(each) for text in (texts if named else ()) for each in _NAMED.findall(text))
    there = frozenset[int]().union(*found)
    return all(each & there for each in named)


def _minutes(found: tuple[str, str, str]) -> frozenset[int]:
    """Return the minutes of the day that a clock time may be: `8:15` is of the morning or of the evening."""
    hour, minute, half = int(found[0]), int(found[1]), found[2].lower()
    if half:
        return frozenset({(hour % 12 + (12 if half == "p" else 0)) * 60 + minute})
    told = hour * 60 + minute
    return frozenset({told} if hour > 12 or found[0].startswith("0") else {told, (told + _HALF) % (2 * _HALF)})
