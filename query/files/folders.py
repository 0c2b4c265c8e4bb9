"""Questions for the files in a folder: the names that a file manager shows, on the screen that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from projections import moment, standing, subjects, text
from projections.frames import Frame
from query.answers.answer import Answer, Citation, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("text", "uia")
_ASKED = pattern(
    r"\b(?P<kind>files?|documents?|pdfs?|pictures?|photos?|images?|spreadsheets?)\b.{0,60}\b(?:in|inside|of|from)\b.{0,60}"
    r"\b(?:folders?|director(?:y|ies)|file manager|file explorer)\b"
    r"|\bwhat(?:['’]s| is| was| did| does| do)?\b.{0,60}\b(?:in|inside|contain)\b.{0,60}\b(?:folder|directory)\b",
    re.IGNORECASE,
)
_ABOUT_ONE = pattern(
    r"\b(?:size|big|large|when|date|modified|opened|edited|path|who|where|how|"
    r"(?:old|new|large|bigg|small|long|short|lat)est)\b",
    re.IGNORECASE,
)
_NOUNS = pattern(
    r"\b(?:files?|documents?|folders?|director(?:y|ies)|file manager|file explorer|contents?|contain(?:s|ed)?|inside|"
    r"were|was|are|is|there|names?)\b",
    re.IGNORECASE,
)
_FILE = pattern(r"[^/\\:*?\"<>|]{1,80}\.[A-Za-z][A-Za-z0-9]{0,4}")
_SOURCES = ("uia", "ocr")
_MOST_SCREENS = 40


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """List the files that a folder showed last; None where no folder is asked for, or no file manager showed it."""
    if not _ASKED.search(inquiry.rest) or _ABOUT_ONE.search(inquiry.rest):
        return None
    wanted = screens.naming(_NOUNS.sub(" ", inquiry.rest))
    for frame in _shown(inquiry, wanted) if wanted else ():
        held = _files(inquiry, Witness(inquiry.views), frame)
        if held:
            return _told(inquiry, frame, held, wanted)
    return None


def _shown(inquiry: Inquiry, wanted: Sequence[str]) -> Iterator[Frame]:
    """Yield the frames with a file manager in front whose window is called by these words, the latest first."""
    managers = subjects.of_category(inquiry.db, subjects.MANAGER)
    for frame, _ in screens.with_subjects(inquiry, managers, _MOST_SCREENS):
        there = set(tokens(frame.window_title or ""))
        if all(there & forms(word) for word in wanted):
            yield frame


def _files(inquiry: Inquiry, witness: Witness, frame: Frame) -> list[Citation]:
    """Return the names of files on a screen, from the top, each as the journal says it."""
    found: dict[str, Citation] = {}
    for span in (span for source in _SOURCES for span in standing.on_frame(inquiry.db, frame.id, source)):
        name = " ".join(span.text.split())
        living = text.by_event(inquiry.db, span.seq, span.place) if _FILE.fullmatch(name) else None
        citation = witness.citation(living, frame) if living is not None and name not in found else None
        if citation is not None:
            found[name] = citation
    return sorted(found.values(), key=lambda citation: (citation.box[1], citation.box[0]))


def _told(inquiry: Inquiry, frame: Frame, held: list[Citation], wanted: list[str]) -> Answer:
    names = "; ".join(" ".join(citation.text.split()) for citation in held)
    told = f"{counted(len(held), 'file')}: {names}"
    at = moment.spell(frame.captured_us)
    title = " ".join((frame.window_title or "").split())
    summary = f"{told} (in {title}, seen {local(at, inquiry.asked.zone)})."
    claim = Claim(told, tuple(held), at, at, 1)
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=tuple(wanted))
