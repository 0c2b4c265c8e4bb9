"""Telling what was in front: claims with windows and pages as their evidence, and the answer they come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from projections import activity, frames, moment, subjects
from projections.subjects import Subject
from query.answers.answer import Answer, Citation, Claim
from query.foreground.usage import Usage
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded

NOUNS = {
    "app": "program",
    "site": "site",
    "domain": "domain",
    "document": "document",
    "project": "project",
    "page": "page",
    "folder": "folder",
    "category": "program",
}
_OF_PAGES = frozenset({"site", "domain", "page"})
# Only a question for a moment is answered with what was in front just then.
MOMENT_US = 15 * 60 * 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Telling:
    """One question for what was in front, on its way to its answer. `dropped` counts claims that did not hold."""

    def __init__(self, inquiry: Inquiry, asked: Usage) -> None:
        self.inquiry = inquiry
        self.asked = asked
        self.db = inquiry.db
        self.zone = inquiry.asked.zone
        self.between = inquiry.between
        self.limit = inquiry.limit
        self.dropped = 0
        self._records = Witness(inquiry.views)
        self._witness = FrontWitness(inquiry.db, self._records)

    @property
    def within(self) -> str:
        """The window of time in brackets, with a space before it; empty where none was named."""
        window = self.inquiry.asked.window
        return f" ({window.said})" if window is not None else ""

    def among(self, subjects: frozenset[int] | None) -> frozenset[int] | None:
        """Return those of some subjects (None: of all) that filters leave; None where all count."""
        return self.inquiry.scope.among(subjects)

    def just_then(self) -> tuple[int, Subject, str] | None:
        """Return the moment that is asked for (UTC microseconds), what was in front, and its title; None: no moment."""
        window = self.inquiry.asked.window
        if window is None or window.start is None or window.end - window.start > timedelta(microseconds=MOMENT_US):
            return None
        middle = (window.start - _EPOCH) // timedelta(microseconds=1)
        middle += (window.end - window.start) // timedelta(microseconds=2)
        row = activity.at(self.db, middle) if middle < self.between[1] else None
        if row is None:
            return None
        frame = frames.by_id(self.db, row.frame)
        title = frame.window_title or "" if frame is not None else ""
        return middle, subjects.by_number(self.db, row.subject), title

    def empty(self) -> tuple[Claim, ...]:
        """Return the claim that nothing was in front at the moment that is asked for, by the frame's own record."""
        now = self.just_then()
        if now is None or now[1].app:
            return ()
        row = activity.at(self.db, now[0])
        frame = frames.by_id(self.db, row.frame) if row is not None else None
        if frame is None:
            return ()
        text = "no window in front"
        citation = self._records.record(frame.seq, frame, text, lambda fact: not frames.window_told(fact))
        at = moment.spell(frame.captured_us)
        return (Claim(text, (citation,), at, at, 1),) if citation is not None else ()

    def claim(
        self,
        text: str,
        kind: str,
        ends: tuple[str, str],
        extent: tuple[int, int],
        frames: int,
        *,
        name: str = "",
        subject: Subject | None = None,
    ) -> Claim | None:
        """Return a claim with its last and its first frame as evidence; None where the evidence does not hold.

        Args:
            text: what is claimed.
            kind: the kind of thing that is in front, which says where it can be seen.
            ends: record ids of the first and the last frame.
            extent: from when to when, UTC microseconds.
            frames: how many frames show it.
            name: what both frames must show, where it is one name.
            subject: what the last frame must show, where it is not.
        """
        first, last = ends
        cited: list[Citation] = []
        for frame in dict.fromkeys((last, first)):
            expected = name or (getattr(subject, kind) if subject is not None and frame == last else "")
            citation = self._witness.cite(frame, kind, expected)
            if citation is not None:
                cited.append(citation)
            elif frame == last:
                return None
        return Claim(text, tuple(cited), moment.spell(extent[0]), moment.spell(extent[1]), frames)

    def held(self, claims: Sequence[Claim | None]) -> tuple[Claim, ...]:
        """Return the claims whose evidence holds; count the others."""
        held = tuple(claim for claim in claims if claim is not None)
        self.dropped += len(claims) - len(held)
        return held

    def is_pending(self, kind: str) -> bool:
        """Say whether frames of the asked time are still to be looked at."""
        ground = self.inquiry.ground(_processors(kind))
        return bool(ground.frames and ground.missing)

    def concluded(self, kind: str, claims: Sequence[Claim], summary: str) -> Answer:
        """Return the answer that claims and coverage allow."""
        ground = self.inquiry.ground(_processors(kind))
        if claims and ground.missing:
            pending = max(each.pending + each.failed for each in ground.coverage)
            summary += f" Not all was looked at: {counted(pending, 'frame')} of this time may change the answer."
        searched = (self.asked.subject,) if self.asked.subject else ()
        return concluded(self.inquiry, ground, claims, summary, searched=searched, dropped=self.dropped)


def _processors(kind: str) -> tuple[str, ...]:
    return ("windows", "pages") if kind in _OF_PAGES else ("windows",)


def called(subject: Subject) -> str:
    """Return a program with the site, document or folder in it: `Geany (notes.txt)`."""
    inner = subject.site or subject.document or subject.folder
    return f"{subject.app} ({inner})" if inner else subject.app
