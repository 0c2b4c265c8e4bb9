"""Questions for who wrote something, or approved, checked, drew or measured it.

The name stands in a line such as `By Rosa Lind` or `Approved by Dr Lind`, on the screen that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
_NAME = r"[A-Z][\w'’.-]+(?:\s+(?:(?:al|bin|da|de|den|der|di|la|le|van|von)\s+)*[A-Z][\w'’.-]+){0,4}"
_BY_WHOM = r"\bby whom (?:is|are|was|were|has|have|had)\b"
_ASKED = pattern(
    rf"\bwho(?:\s+(?:has|had|have))?\s+{WRITING}\b"
    rf"|\b(?:{'|'.join(sorted(WRITERS))}|byline|(?:written|prepared|published|authored) by whom)\b",
    re.IGNORECASE,
)
# `By Rosa Lind`, `Prepared by Rosa Lind`, and as magazines have it: `Words: Rosa Lind`.
_LINE = pattern(
    r"^\W*(?:(?:(?i:written|prepared|posted|published|compiled|edited|reported|submitted|authored|drafted|story|words|text)"
    rf"\s+)?(?i:by)\b\s*:?|(?i:author|story|text|words|writer)\s*:)\s*(?P<name>{_NAME})"
)
_NO_NAME = (
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|today|tomorrow|yesterday|every|each|yes|no|not|version|the|this|next|last|all)\b"
)
# Each row: what somebody did, as it is asked for and as a line begins that tells it.
_DONE = (
    (r"approved?|sign(?:ed)?(?: off)?(?: on)?|authori[sz]ed?|countersigned|released", r""),
    (r"checked|reviewed|proofread|verified|audited|inspected|tested|examined|calibrated", r""),
    (r"measured|recorded|logged|observed|sampled|surveyed|collected", r""),
    (r"drew|drawn|designed|illustrated", r"|illustrations?|drawings?|artwork"),
    (r"photographed|took the (?:photo|photograph|picture)s?(?: of)?", r"|photo(?:s|graphs?|graphy)?|pictures?"),
    (r"translated", r"|translation"),
    (r"issued|published", r""),
    (r"installed|fitted|serviced|repaired|mended|fixed", r""),
)


class _Role(NamedTuple):
    """What somebody did: how one asks who did it, and the lines that tell."""

    asked: re.Pattern[str]
    line: re.Pattern[str]


def _role(done: str, nouns: str) -> _Role:
    told = rf"(?:{done}{nouns})"
    return _Role(
        pattern(rf"\bwho(?:\s+(?:has|had|have))?\s+(?:{done})\b|{_BY_WHOM}(?=[^?]*\b(?:{done})\b)", re.IGNORECASE),
        # Behind a mere colon may stand when it was, or that it was: a name is of two words there.
        pattern(
            rf"^\W*(?:(?i:{told}\s+by)\b\s*:?\s*(?!{_NO_NAME})(?P<name>{_NAME})|"
            rf"(?i:{told})\s*:\s*(?!{_NO_NAME})[A-Z][\w'’.-]*[a-z]\s+[A-Z])"
        ),
    )


_WRITTEN = _Role(_ASKED, _LINE)
_ROLES = tuple(_role(*row) for row in _DONE)
_MOST_SCREENS = 20


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell who wrote what a question names; None where it asks for something else, or no screen of it tells one."""
    return _of(inquiry, _WRITTEN)


@cued(*(role.asked for role in _ROLES))
def signed(inquiry: Inquiry) -> Answer | None:
    """Tell who approved, checked, measured, drew what a question names, as a line on its screen tells; else None."""
    return next((answer for role in _ROLES if (answer := _of(inquiry, role)) is not None), None)


def _of(inquiry: Inquiry, role: _Role) -> Answer | None:
    if not role.asked.search(inquiry.rest):
        return None
    for words in dict.fromkeys((inquiry.rest, story.asking_part(inquiry.rest))):
        wanted = screens.naming(role.asked.sub(" ", words))
        if role.asked.search(words) and wanted and (answer := _told(inquiry, role, wanted)) is not None:
            return answer
    return None


def _told(inquiry: Inquiry, role: _Role, wanted: Sequence[str]) -> Answer | None:
    witness = Witness(inquiry.views)
    for screen in screens.showing(inquiry, wanted)[:_MOST_SCREENS]:
        for span in _lines(inquiry, screen, role, wanted):
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


def _lines(inquiry: Inquiry, screen: Screen, role: _Role, wanted: Sequence[str]) -> Iterator[SpanRow]:
    """Yield the lines of a screen that tell who it was, the nearest below what is named first.

    A line tells of what is called so in the title of the window or above it, not of what the text below it mentions.
    """
    spans = standing.on_frame(inquiry.db, screen.frame.id)
    told = [span for span in spans if role.line.match(span.text)]
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
