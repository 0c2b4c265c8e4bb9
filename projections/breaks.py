"""Breaks: times without a frame on which the person was there, as frames and what was seen of the person tell it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from projections.activity import BREAK_US


class Break(NamedTuple):
    """Two frames one after the other with nothing between them: record ids, and when they were captured (UTC µs)."""

    before: str
    start_us: int
    after: str
    end_us: int

    @property
    def us(self) -> int:
        """How long it was, microseconds."""
        return self.end_us - self.start_us


def between(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Break]:
    """Return the breaks of over five minutes between frames of a half-open stretch of time, in their order."""
    rows = db.execute(
        "SELECT id, ts_us, lead(id) OVER w, lead(ts_us) OVER w FROM frames WHERE ts_us >= ? AND ts_us < ? "
        "AND id NOT IN (SELECT frame FROM away) WINDOW w AS (ORDER BY ts_us, id)",
        (start_us, end_us),
    )
    return [Break(*row) for row in rows if row[2] and row[3] - row[1] > BREAK_US]
