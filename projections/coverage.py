"""Coverage: how far each processor has come, so that an answer can say what it does not know yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ledger.facts import FrameExamined, FrameFailed
from projections import hours
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE coverage (
    processor TEXT NOT NULL, hour INTEGER NOT NULL, version INTEGER NOT NULL, newest_us INTEGER NOT NULL,
    last_examined_at TEXT NOT NULL, seq INTEGER NOT NULL, examined INTEGER NOT NULL, failed INTEGER NOT NULL,
    PRIMARY KEY (processor, hour)
) WITHOUT ROWID
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
    """Count a frame once for each processor in the hour of its capture, whatever version looked at it last.

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
    captured_us, hour = (frame[0], hours.hour_of(frame[0])) if frame else (0, hours.UNDATED)
    db.execute(
        "INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (processor, hour) DO UPDATE SET "
        "version = excluded.version, newest_us = max(newest_us, excluded.newest_us), "
        "last_examined_at = excluded.last_examined_at, seq = excluded.seq, "
        "examined = examined + excluded.examined, failed = failed + excluded.failed",
        (fact.processor, hour, fact.version, captured_us, event.at, event.seq, more_examined, more_failed),
    )


def of_processors(db: sqlite3.Connection) -> list[Coverage]:
    """Return what each processor has done, by name."""
    rows = db.execute(
        "SELECT c.processor, l.version, c.newest_us, l.last_examined_at, c.examined, c.failed FROM "
        "(SELECT processor, max(newest_us) AS newest_us, max(seq) AS seq, sum(examined) AS examined, "
        "sum(failed) AS failed FROM coverage GROUP BY processor) c "
        "JOIN coverage l ON l.processor = c.processor AND l.seq = c.seq ORDER BY c.processor"
    )
    return [Coverage(*row) for row in rows]


def last_examined_at(db: sqlite3.Connection, processor: str) -> str:
    """Return when a processor last worked (a UTC time as events spell it); empty where it never did."""
    row = db.execute(
        "SELECT last_examined_at FROM coverage WHERE processor = ? ORDER BY seq DESC LIMIT 1", (processor,)
    ).fetchone()
    return row[0] if row else ""


_CONTENT = "SELECT processor, hour, version, newest_us, examined, failed FROM coverage ORDER BY processor, hour"

COVERAGE = Projection("coverage", 2, _SCHEMA, ("coverage",), fold, _CONTENT)
