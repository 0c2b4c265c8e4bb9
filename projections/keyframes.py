"""Keyframes: which frames deserve a look that is dear."""

from __future__ import annotations

import sqlite3

from ledger.facts import KeyframeChosen
from projections.frames import Frame
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE keyframes (
    frame TEXT PRIMARY KEY, seq INTEGER NOT NULL, reason TEXT NOT NULL, against TEXT NOT NULL, changed INTEGER NOT NULL
) WITHOUT ROWID
"""


def fold(tables: Tables, event: Folding) -> None:
    """Keep a row for each keyframe. Chosen once, a frame stays chosen."""
    fact = event.fact
    if isinstance(fact, KeyframeChosen):
        row = (fact.frame, event.seq, fact.reason, fact.against, fact.changed)
        tables.insert("INSERT OR REPLACE INTO keyframes VALUES (?, ?, ?, ?, ?)", row)


def before(db: sqlite3.Connection, frame: Frame) -> Frame | None:
    """Return the last keyframe that the same screen showed before a frame, or None."""
    row = db.execute(
        "SELECT f.* FROM frames f JOIN keyframes k ON k.frame = f.id WHERE f.screen = ? AND (f.ts_us, f.id) < (?, ?) "
        "ORDER BY f.ts_us DESC, f.id DESC LIMIT 1",
        (frame.screen, frame.captured_us, frame.id),
    ).fetchone()
    return Frame(*row) if row else None


_CONTENT = "SELECT frame, reason, against, changed FROM keyframes ORDER BY frame"

KEYFRAMES = Projection("keyframes", 2, _SCHEMA, ("keyframes",), (KeyframeChosen,), fold, _CONTENT)
