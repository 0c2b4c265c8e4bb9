"""The frames of a run in the order of their time, each with what was in front: rows of `activity`."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right, insort
from typing import NamedTuple

from projections.tables import Tables


class Row(NamedTuple):
    """A frame in its sequence. `spent_us` belongs to it, `begins` has a bit for each thing that begins with it."""

    frame: str
    run: str
    ts_us: int
    subject: int
    away: int
    spent_us: int
    begins: int


Key = tuple[int, str]
"""What the frames of a run are ordered by: when a frame was captured (UTC microseconds), and its id."""


class Run:
    """A run while events are folded. Its last frames are remembered; of the others the tables are asked."""

    _MOST, _FIRST = 8_192, 256

    def __init__(self, tables: Tables, name: str) -> None:
        """Read the last frames of a run."""
        self._tables, self._name = tables, name
        # Rows of a run that is remembered nowhere do not wait.
        rows = tables.written.execute(
            "SELECT * FROM activity WHERE run = ? ORDER BY ts_us DESC, frame DESC LIMIT ?", (name, self._FIRST)
        ).fetchall()
        self._rows = {(row[2], row[0]): Row(*row) for row in reversed(rows)}
        self._keys = list(self._rows)
        # From this key on all rows are remembered; None: all that there are.
        self._floor = self._keys[0] if len(rows) == self._FIRST else None

    def row(self, key: Key) -> Row | None:
        """Return the row of a frame, None where it is not in the sequence."""
        if self._floor is None or key >= self._floor:
            return self._rows.get(key)
        row = self._tables.db.execute("SELECT * FROM activity WHERE frame = ?", (key[1],)).fetchone()
        return Row(*row) if row else None

    def beside(self, key: Key) -> tuple[Row | None, Row | None]:
        """Return the rows before and after a frame, which may be in the sequence itself or not."""
        if self._floor is not None and key <= self._floor:
            db, (ts_us, frame) = self._tables.db, key
            return tuple(neighbour(db, self._name, ts_us, frame, earlier=each) for each in (True, False))  # type: ignore[return-value]
        low, high = bisect_left(self._keys, key), bisect_right(self._keys, key)
        behind = self._rows[self._keys[low - 1]] if low else None
        return behind, self._rows[self._keys[high]] if high < len(self._keys) else None

    def put(self, row: Row) -> None:
        """Put a row in, or in the place of the one of its frame."""
        key = row.ts_us, row.frame
        if self._floor is None or key >= self._floor:
            if key not in self._rows:
                insort(self._keys, key)
            self._rows[key] = row
        self._tables.change("INSERT OR REPLACE INTO activity VALUES (?, ?, ?, ?, ?, ?, ?)", row.frame, row)
        if len(self._keys) > self._MOST:
            self._floor = self._keys[self._MOST // 2]
            for each in self._keys[: self._MOST // 2]:
                del self._rows[each]
            del self._keys[: self._MOST // 2]

    def drop(self, row: Row) -> None:
        """Take the row of a frame out."""
        if self._rows.pop((row.ts_us, row.frame), None) is not None:
            self._keys.remove((row.ts_us, row.frame))
        self._tables.db.execute("DELETE FROM activity WHERE frame = ?", (row.frame,))


def neighbour(db: sqlite3.Connection, run: str, ts_us: int, frame: str, *, earlier: bool) -> Row | None:
    """Return the row before or after a place in a run, None where there is none."""
    sign, order = ("<", "DESC") if earlier else (">", "ASC")
    row = db.execute(
        f"SELECT * FROM activity WHERE run = ? AND (ts_us, frame) {sign} (?, ?) "
        f"ORDER BY ts_us {order}, frame {order} LIMIT 1",
        (run, ts_us, frame),
    ).fetchone()
    return Row(*row) if row else None
