"""Questions for the one value of a kind in the row that they name: how long the delivery of an offer takes, its price.

What is asked for is told by its form, and not by the name of its column: of all cells of the row just one is a
time, an amount of money, a share. Where two are, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import standing, values
from query import expected, readings, screens
from query.answer import Answer
from query.cite import Witness
from query.fields import claim_of
from query.inquiry import Inquiry, concluded
from query.readings import Reading
from query.screens import Screen
from query.words import forms, tokens

_PROCESSORS = ("fields",)
_MOST_SCREENS = 20
_LENGTH = r"\d\s*(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|years?|yrs?)\b"
# How a value of a kind is asked for, and how one is written that is nothing else.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(written, re.IGNORECASE))
    for asked, written in (
        (r"\bhow (?:long|many (?:seconds|minutes|hours|days|weeks|months|years))\b", rf"[~<>≈]?\s*{_LENGTH}"),
        (r"\bhow much (?:does|do|did|is|was|are|were|would|for)\b|\b(?:price|costs?|dear)\b", expected.MONEY),
        (r"\bpercent(?:age)?\b|\bwhat share\b", r"[~<>≈]?\s*\d[\d.,]*\s*(?:%|percent|pct)"),
        (r"\btemperature\b|\bhow (?:hot|cold|warm)\b", r"[-−+]?\d[\d.,]*\s*(?:°|degrees?\b|[cfk]\b)"),
    )
)


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the value of the kind that is asked for, in the row that the question names; None without just one."""
    kind = next((pair for pair in _KINDS if pair[0].search(inquiry.rest)), None)
    thing = _thing(kind[0].sub(" ", inquiry.rest)) if kind is not None else []
    if kind is None or not thing:
        return None
    witness = Witness(inquiry.views)
    for screen in screens.showing(inquiry, thing)[:_MOST_SCREENS]:
        found = _in_row(inquiry, screen, thing, kind[1])
        claim = claim_of(inquiry, witness, found) if found is not None else None
        if found is not None and claim is not None:
            title = " ".join((found.last.window_title or "").split()) or "a window without a title"
            summary = f"{found.label}: {found.value}, in the row of {' '.join(thing)}, in {title}."
            return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=tuple(thing))
    return None


def _thing(words: str) -> list[str]:
    """Return what names the row: the names among the words where there are any, else all that names something."""
    names = [
        token
        for number, word in enumerate(words.split())
        if (word[:1].isupper() and number) or any(sign.isdigit() for sign in word)
        for token in tokens(word)
    ]
    wanted = screens.naming(words)
    return [token for token in wanted if token in names] or wanted


def _in_row(inquiry: Inquiry, screen: Screen, thing: Sequence[str], written: re.Pattern[str]) -> Reading | None:
    """Return the one value on a screen that is written so, in a row that holds all that is named."""
    spans = standing.on_frame(inquiry.db, screen.frame.id)
    shown = values.on_frame(inquiry.db, screen.frame.id)
    fitting = [row for row in shown if written.fullmatch(row.value.strip())]
    found = [reading for row in fitting if (reading := readings.read_off(inquiry, row, spans)) is not None]
    held = [each for each in found if all(each.row & (forms(t) if t.isalpha() else {t}) for t in thing)]
    return held[0] if len(held) == 1 else None
