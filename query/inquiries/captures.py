"""Captures as evidence: claims about when something was recorded, cited by the records of the frames themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from ledger.facts import RecordAdmitted
from projections import frames, moment, payload
from projections.frames import Frame
from query.answers.answer import Citation, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import Asked
from query.inquiries.inquiry import Inquiry, between_of
from query.times.durations import instant


def count(db: sqlite3.Connection, asked: Asked) -> int:
    """Return how many frames were captured in the time that is asked for."""
    return frames.count_between(db, *between_of(asked))[0]


def claim(inquiry: Inquiry, text: str, first: Frame, last: Frame, count: int) -> tuple[Claim, ...]:
    """Return a claim cited by the records of two frames; none where one of them does not say when it was captured."""
    witness, cited = Witness(inquiry.views), list[Citation]()
    for frame in dict.fromkeys((last, first)):
        said = f"captured {instant(frame.captured_us, inquiry.asked.zone)}"
        citation = witness.record(frame.seq, frame, said, _captured_at(frame.captured_us))
        if citation is None:
            return ()
        cited.append(citation)
    return (Claim(text, tuple(cited), moment.spell(first.captured_us), moment.spell(last.captured_us), count),)


def _captured_at(us: int) -> Callable[[RecordAdmitted], bool]:
    """Return what says whether a record was captured at a moment (UTC microseconds)."""
    return lambda fact: moment.parse(payload.record_of(fact).ts_utc) == us
