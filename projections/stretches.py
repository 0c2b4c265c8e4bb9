"""Stretches of capture, read out of the frames: when the screen was recorded, and where it was not looked at yet.

Nothing is kept here. Frames that follow one another within `BREAK_US` belong together; what is longer is a gap.
"""

from __future__ import annotations

import sqlite3

import msgspec

from projections.activity import BREAK_US


class Capture(msgspec.Struct, frozen=True):
    """Frames that follow one another: when the first and the last of them was captured (UTC microseconds), how many."""

    start_us: int
    end_us: int
    frames: int


_BETWEEN = "ts_us >= :start AND ts_us < :end"
_FAR = "ts_us - lag(ts_us) OVER (ORDER BY ts_us, id) <= :break"


def captured(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Capture]:
    """Return the stretches of a half-open window (UTC microseconds) in which the screen was recorded, in order."""
    rows = db.execute(
        f"WITH marked AS (SELECT ts_us, id, coalesce(NOT {_FAR}, 1) AS begins FROM frames WHERE {_BETWEEN}), "
        "stretched AS (SELECT ts_us, sum(begins) OVER (ORDER BY ts_us, id) AS number FROM marked) "
        "SELECT min(ts_us), max(ts_us), count(*) FROM stretched GROUP BY number ORDER BY 1",
        {"start": start_us, "end": end_us, "break": BREAK_US},
    )
    return [Capture(*row) for row in rows]


def waiting(db: sqlite3.Connection, start_us: int, end_us: int, processor: str) -> list[Capture]:
    """Return the stretches of a half-open window whose frames have a picture that a processor has not looked at."""
    rows = db.execute(
        "WITH flagged AS (SELECT ts_us, id, blob IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM examined e WHERE e.frame = f.id AND e.processor = :processor) AS waits "
        f"FROM frames f WHERE {_BETWEEN}), marked AS (SELECT ts_us, id, waits, "
        f"coalesce(NOT ({_FAR} AND lag(waits) OVER (ORDER BY ts_us, id)), 1) AS begins FROM flagged), "
        "stretched AS (SELECT ts_us, waits, sum(begins) OVER (ORDER BY ts_us, id) AS number FROM marked) "
        "SELECT min(ts_us), max(ts_us), count(*) FROM stretched WHERE waits GROUP BY number ORDER BY 1",
        {"start": start_us, "end": end_us, "break": BREAK_US, "processor": processor},
    )
    return [Capture(*row) for row in rows]
