"""Questions for who wrote something: the name in a line such as `By Rosa Lind`, on the screen that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from projections import moment, standing, text
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language import story
from query.language.named import WRITERS, WRITING
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("text", "uia")
_ASKED = pattern(
    rf"\bwho(?:\s+(?:has|had|have))?\s+{WRITING}\b"
    rf"|\b(?:{'|'.join(sorted(WRITERS))}|byline|(?:written|prepared|published|authored) by whom)\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’.-]+(?:\s+(?:(?:al|bin|da|de|den|der|di|la|le|van|von)\s+)*[A-Z][\w'’.-]+){0,4}"
# `By Rosa Lind`, `Prepared by Rosa Lind`, and as magazines have it: `Words: Rosa Lind`.
_LINE = pattern(
    r"^\W*(?:(?:(?i:written|prepared|posted|published|compiled|edited|reported|submitted|authored|drafted|story|words|text)"
    rf"\s+)?(?i:by)\b\s*:?|(?i:author|story|text|words|writer)\s*:)\s*(?P<name>{_NAME})"
)
_MOST_SCREENS = 20


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell who wrote what a question names; None where it asks for something else, or no screen of it tells one."""
    if not _ASKED.search(inquiry.rest):
        return None
    for words in dict.fromkeys((inquiry.rest, story.asking_part(inquiry.rest))):
        wanted = screens.naming(_ASKED.sub(" ", words))
        if _ASKED.search(words) and wanted and (answer := _told(inquiry, wanted)) is not None:
            return answer
    return None


def _told(inquiry: Inquiry, wanted: Sequence[str]) -> Answer | None:
    witness = Witness(inquiry.views)
    for screen in screens.showing(inquiry, wanted)[:_MOST_SCREENS]:
        for span in _lines(inquiry, screen, wanted):
            living = text.by_event(inquiry.db, span.seq, span.place)
            citation = witness.citation(living, screen.frame) if living is not None else None
            if citation is not None:
                at = moment.spell(screen.frame.captured_us)
                said = " ".join(span.text.split())
                where = f" in {citation.title}" if citation.title else ""
                summary = f"“{said}”, as it stands{where}, seen {local(at, inquiry.asked.zone)}."
                claim = Claim(said, (citation,), at, at, 1)
                return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=tuple(wanted))
    return None


def _lines(inquiry: Inquiry, screen: Screen, wanted: Sequence[str]) -> Iterator[SpanRow]:
    """Yield the lines of a screen that tell a writer, the nearest below what is named first.

    A line tells of what is called so in the title of the window or above it, not of what the text below it mentions.
    """
    spans = standing.on_frame(inquiry.db, screen.frame.id)
    told = [span for span in spans if _LINE.match(span.text)]
    named = max(spans, key=lambda span: (_held(span, wanted), -span.box[1]), default=None)
    if named is not None:
        told.sort(key=lambda span: (span.box[1] < named.box[1], abs(span.box[1] - named.box[1])))
    title = set(tokens(screen.frame.window_title or ""))
    for line in told:
        above = title.union(*(tokens(span.text) for span in spans if span.box[1] <= line.box[1]))
        if all(above & forms(word) for word in wanted):
            yield line


def _held(span: SpanRow, wanted: Sequence[str]) -> int:
    there = set(tokens(span.text))
    return sum(bool(there & forms(word)) for word in wanted)
