"""Coverage: how far each processor has come, so that an answer can say what it does not know yet."""

from __future__ import annotations

import json
import sqlite3

import msgspec

from ledger.facts import FrameExamined, FrameFailed
from projections import hours
from projections.frames import Times
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE coverage (
    processor TEXT NOT NULL, hour INTEGER NOT NULL, version INTEGER NOT NULL, newest_us INTEGER NOT NULL,
    last_examined_at TEXT NOT NULL, seq INTEGER NOT NULL, examined INTEGER NOT NULL, failed INTEGER NOT NULL,
    PRIMARY KEY (processor, hour)
) WITHOUT ROWID
"""


class Coverage(msgspec.Struct, frozen=True):
    """What one processor has done: its newest frame (UTC microseconds), when it last worked, counts of frames."""

    processor: str
    version: int
    newest_us: int
    last_examined_at: str
    examined: int
    failed: int


def fold(tables: Tables, event: Folding) -> None:
    """Count a frame once for each processor in the hour of its capture, whatever version looked at it last."""
    match event.fact:
        case FrameExamined() | FrameFailed() as fact:
            tables.memory(Counting).add(event, fact)


class Counting:
    """What processors did since it was last written down.

    Whether a frame was counted already is asked of `examined` for many frames at once; so this must be written before
    the rows of `work` are, as all that waits is.
    """

    def __init__(self, tables: Tables) -> None:
        """Begin with nothing."""
        self._times = tables.memory(Times)
        self._newest: dict[tuple[str, int], tuple[int, int, str, int]] = {}
        self._told: dict[tuple[str, int], dict[str, bool]] = {}

    def add(self, event: Folding, fact: FrameExamined | FrameFailed) -> None:
        """Note that a processor is done with a frame."""
        found = self._times.of(fact.frame)
        captured, hour = (0, hours.UNDATED) if found is None else (found, hours.hour_of(found))
        key = fact.processor, hour
        newest = self._newest.get(key)
        if newest is not None and newest[1] > captured:
            captured = newest[1]
        self._newest[key] = fact.version, captured, event.at, event.seq
        self._told.setdefault(key, {})[fact.frame] = isinstance(fact, FrameFailed)

    def write(self, tables: Tables) -> None:
        """Add all of it to the rows."""
        newest, told, self._newest, self._told = self._newest, self._told, {}, {}
        for key, last in newest.items():
            by_frame = told[key]
            known = tables.written.execute(
                "SELECT e.error <> '' FROM json_each(?) j "
                "CROSS JOIN examined e ON e.frame = j.value AND e.processor = ?",
                (json.dumps(list(by_frame)), key[0]),
            ).fetchall()
            failed = sum(by_frame.values()) - sum(error for (error,) in known)
            tables.insert(_ADD, (*key, *last, len(by_frame) - len(known) - failed, failed))


_ADD = (
    "INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (processor, hour) DO UPDATE SET "
    "version = excluded.version, newest_us = max(newest_us, excluded.newest_us), "
    "last_examined_at = excluded.last_examined_at, seq = excluded.seq, "
    "examined = examined + excluded.examined, failed = failed + excluded.failed"
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

COVERAGE = Projection("coverage", 2, _SCHEMA, ("coverage",), (FrameExamined, FrameFailed), fold, _CONTENT)
