"""Blobs in care that nobody has hashed yet. `projections.handoffs` keeps the tables."""

from __future__ import annotations

import sqlite3

import msgspec


class Unhashed(msgspec.Struct, frozen=True):
    """A blob that nobody has hashed yet: the handoff it came with (one of them), its path and size in bytes."""

    handoff: str
    path: str
    size: int


# Found damaged at that event or later, a blob was looked at already: since 0, whenever that was.
_UNHASHED = "b.sha256 = '' AND NOT EXISTS (SELECT 1 FROM damaged d WHERE d.path = b.path AND d.seq >= ?)"


def unhashed(db: sqlite3.Connection, limit: int, *, since: int = 0) -> list[Unhashed]:
    """Return blobs without a hash, the last admitted first, without those that were found damaged.

    With `since`, those that were found damaged before that event are among them.
    """
    rows = db.execute(
        "SELECT coalesce((SELECT min(s.handoff) FROM blob_sources s WHERE s.path = b.path), ''), b.path, b.size "
        f"FROM blobs b WHERE {_UNHASHED} ORDER BY b.seq DESC LIMIT ?",
        (since, limit),
    )
    return [Unhashed(*row) for row in rows]


def count_unhashed(db: sqlite3.Connection, *, since: int = 0) -> int:
    """Return how many blobs `unhashed` would, without a limit."""
    return int(db.execute(f"SELECT count(*) FROM blobs b WHERE {_UNHASHED}", (since,)).fetchone()[0])


def count_hashed(db: sqlite3.Connection) -> int:
    """Return how many blobs have a hash."""
    return int(db.execute("SELECT count(*) FROM blobs WHERE sha256 <> ''").fetchone()[0])
