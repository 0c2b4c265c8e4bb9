"""Where something is, by a label: `Fire blanket` beside `Kitchen wall`, whatever verb the question has.

Asked where no text answers: the verb by which somebody tells where a thing is stands beside no label.
"""

from __future__ import annotations

from collections.abc import Sequence

from projections.text import SpanRow
from query.answers.answer import Answer
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.shapes import CLOCK, DAY, PHONE
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_VERB = r"(?:hang|stand|lie|sit|stay|park|wait|gather|meet|live|keep|kept|find|locate[ds]?|mount(?:ed)?|situated)"
_WHERE = pattern(rf"\bwhere\b(?!.*\b(?:screen|button|file|folder|saved?|click)\b).*\b{_VERB}s?\b|\bwhere (?:is|are)\b")
_POSTURE = pattern(rf"\b{_VERB}s?\b")
_NO_PLACE = pattern(rf"{CLOCK}|{DAY}|{PHONE}|^\W*\d[\d.,]*\W*$|[@$€£]")
_MOST_SCREENS, _FEWEST_WORDS, _MOST_WORDS = 12, 2, 9


@cued(pattern(r"\bwhere\b"))
def likely(inquiry: Inquiry) -> Answer | None:
    """Tell what stands beside the label of a thing, where it is asked where that is; None where no one place does."""
    if _WHERE.search(" ".join(inquiry.asked.question.casefold().split())) is None:
        return None
    said = screens.naming(_POSTURE.sub(" ", inquiry.rest.casefold()))
    wanted = [token for token in said if not is_common(token)]
    for screen, lines in frontlines.having(inquiry, wanted)[:_MOST_SCREENS] if wanted else ():
        found = [(label, place) for label in lines if (place := _place(label, lines, wanted)) is not None]
        if len({place.text for _, place in found}) == 1:
            return _told(inquiry, screen, *found[0], wanted)
        if found:
            return None
    return None


def _place(label: SpanRow, lines: Sequence[SpanRow], wanted: Sequence[str]) -> SpanRow | None:
    """Return what stands right of a line that says nothing but what is asked for; None where that is no place."""
    words = tokens(label.text)
    if not words or not set(words) <= frozenset().union(*map(screens.spellings, wanted)):
        return None
    beside = [each for each in lines if frontlines.is_beside(each, label)]
    if len(beside) != 1:
        # The rows of a table tell more of a thing than where it is.
        return None
    [place] = beside
    fits = _FEWEST_WORDS <= len(tokens(place.text)) <= _MOST_WORDS and _NO_PLACE.search(place.text.casefold()) is None
    return place if fits else None


def _told(
    inquiry: Inquiry, screen: screens.Screen, label: SpanRow, place: SpanRow, wanted: Sequence[str]
) -> Answer | None:
    said = f"{' '.join(label.text.split())}: {' '.join(place.text.split())}"
    claim = frontlines.claim_of(inquiry, Witness(inquiry.views), screen.frame, (place, label), said)
    if claim is None:
        return None
    summary = f"{said}{frontlines.where(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(("text",)), (claim,), summary, searched=tuple(wanted))
