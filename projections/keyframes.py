"""Keyframes: which frames deserve a look that is dear, and what that look told of them."""

from __future__ import annotations

import sqlite3

from ledger.facts import FrameSummarized, KeyframeChosen
from projections.frames import Frame
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE keyframes (
    frame TEXT PRIMARY KEY, seq INTEGER NOT NULL, reason TEXT NOT NULL, against TEXT NOT NULL, changed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE summaries (
    frame TEXT PRIMARY KEY, seq INTEGER NOT NULL, text TEXT NOT NULL, model TEXT NOT NULL, prompt_sha256 TEXT NOT NULL
) WITHOUT ROWID
"""


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Keep a row for each keyframe, and the last summary of each frame. Chosen once, a frame stays chosen."""
    match event.fact:
        case KeyframeChosen() as fact:
            row = (fact.frame, event.seq, fact.reason, fact.against, fact.changed)
            db.execute("INSERT OR REPLACE INTO keyframes VALUES (?, ?, ?, ?, ?)", row)
        case FrameSummarized() as fact:
            told = (fact.frame, event.seq, fact.text, fact.by.model, fact.by.prompt_sha256)
            db.execute("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?, ?, ?)", told)


def reason_for(db: sqlite3.Connection, frame: str) -> str | None:
    """Return the rule by which a frame was chosen, or None where it is no keyframe."""
    row = db.execute("SELECT reason FROM keyframes WHERE frame = ?", (frame,)).fetchone()
    return row[0] if row else None


def before(db: sqlite3.Connection, frame: Frame) -> Frame | None:
    """Return the last keyframe that the same screen showed before a frame, or None."""
    row = db.execute(
        "SELECT f.* FROM frames f JOIN keyframes k ON k.frame = f.id WHERE f.screen = ? AND (f.ts_us, f.id) < (?, ?) "
        "ORDER BY f.ts_us DESC, f.id DESC LIMIT 1",
        (frame.screen, frame.captured_us, frame.id),
    ).fetchone()
    return Frame(*row) if row else None


def summary_of(db: sqlite3.Connection, frame: str) -> tuple[int, str] | None:
    """Return the summary of a frame as (number of its event, text), or None where there is none."""
    row = db.execute("SELECT seq, text FROM summaries WHERE frame = ?", (frame,)).fetchone()
    return (row[0], row[1]) if row else None


_CONTENT = """
SELECT 'keyframe', frame, reason, against, changed FROM keyframes
UNION ALL SELECT 'summary', frame, text, model, prompt_sha256 FROM summaries ORDER BY 1, 2
"""

KEYFRAMES = Projection("keyframes", 1, _SCHEMA, ("keyframes", "summaries"), fold, _CONTENT)
