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
    fact = event.fact
    if isinstance(fact, FrameExamined | FrameFailed):
        tables.memory(Counting).add(event, fact)


class _Counted(msgspec.Struct):
    """What a processor did in an hour since it was last written down; `told` says of each frame whether it failed."""

    newest_us: int
    last: tuple[int, str, int] = (0, "", 0)
    told: dict[str, bool] = msgspec.field(default_factory=dict)


class Counting:
    """What processors did since it was last written down.

    Whether a frame was counted already is asked of `examined` for many frames at once; so this must be written before
    the rows of `work` are, as all that waits is.
    """

    def __init__(self, tables: Tables) -> None:
        """Begin with nothing."""
        self._times = tables.memory(Times)
        self._counted: dict[tuple[str, int], _Counted] = {}

    def add(self, event: Folding, fact: FrameExamined | FrameFailed) -> None:
        """Note that a processor is done with a frame."""
        found = self._times.of(fact.frame)
        captured, hour = (0, hours.UNDATED) if found is None else (found, hours.hour_of(found))
        key = fact.processor, hour
        counted = self._counted.get(key)
        if counted is None:
            counted = self._counted[key] = _Counted(captured)
        elif captured > counted.newest_us:
            counted.newest_us = captured
        counted.last = fact.version, event.at, event.seq
        counted.told[fact.frame] = type(fact) is FrameFailed

    def write(self, tables: Tables) -> None:
        """Add all of it to the rows."""
        counted, self._counted = self._counted, {}
        for key, each in counted.items():
            by_frame = each.told
            known = tables.written.execute(
                "SELECT e.error <> '' FROM json_each(?) j "
                "CROSS JOIN examined e ON e.frame = j.value AND e.processor = ?",
                (json.dumps(list(by_frame)), key[0]),
            ).fetchall()
            failed = sum(by_frame.values()) - sum(error for (error,) in known)
            version, at, seq = each.last
            count = len(by_frame) - len(known) - failed
            tables.insert(_ADD, (*key, version, each.newest_us, at, seq, count, failed))


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
