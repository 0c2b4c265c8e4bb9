"""Coverage: how far each processor has come, so that an answer can say what it does not know yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ledger.facts import FrameExamined, FrameFailed
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE coverage (
    processor TEXT PRIMARY KEY, version INTEGER NOT NULL, newest_us INTEGER NOT NULL,
    last_examined_at TEXT NOT NULL, examined INTEGER NOT NULL, failed INTEGER NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one processor has done: its newest frame (UTC microseconds), when it last worked, counts of frames."""

    processor: str
    version: int
    newest_us: int
    last_examined_at: str
    examined: int
    failed: int


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Count a frame once for each processor, whatever version looked at it last.

    It must run before `work`, whose row tells whether the frame was counted already.
    """
    fact = event.fact
    if not isinstance(fact, FrameExamined | FrameFailed):
        return
    failed = isinstance(fact, FrameFailed)
    frame = db.execute("SELECT ts_us FROM frames WHERE id = ?", (fact.frame,)).fetchone()
    known = db.execute(
        "SELECT error <> '' FROM examined WHERE frame = ? AND processor = ?", (fact.frame, fact.processor)
    ).fetchone()
    more_examined = int(not failed) - (int(not known[0]) if known else 0)
    more_failed = int(failed) - (int(known[0]) if known else 0)
    db.execute(
        "INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (processor) DO UPDATE SET "
        "version = excluded.version, newest_us = max(newest_us, excluded.newest_us), "
        "last_examined_at = excluded.last_examined_at, "
        "examined = examined + excluded.examined, failed = failed + excluded.failed",
        (fact.processor, fact.version, frame[0] if frame else 0, event.at, more_examined, more_failed),
    )


def of_processors(db: sqlite3.Connection) -> list[Coverage]:
    """Return what each processor has done, by name."""
    return [Coverage(*row) for row in db.execute("SELECT * FROM coverage ORDER BY processor")]


_CONTENT = "SELECT processor, version, newest_us, examined, failed FROM coverage ORDER BY processor"

COVERAGE = Projection("coverage", 1, _SCHEMA, ("coverage",), fold, _CONTENT)
