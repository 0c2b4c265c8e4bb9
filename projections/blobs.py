"""Blobs in care: where they lie, and which nobody has hashed yet. `projections.handoffs` keeps the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


def is_admitted(db: sqlite3.Connection, path: str) -> bool:
    """Say whether the journal tells of a blob at this path."""
    return db.execute("SELECT 1 FROM blobs WHERE path = ?", (path,)).fetchone() is not None


class Lying(NamedTuple):
    """Where a blob lies, of which size it is, and the number of the event that says so."""

    path: str
    size: int
    seq: int


_PLACES = (
    "SELECT s.source, b.path, b.size, b.seq FROM blob_sources s JOIN blobs b ON b.path = s.path WHERE s.handoff = ?"
)


def blobs_of(db: sqlite3.Connection, handoff: str) -> Iterator[tuple[str, Lying]]:
    """Yield each media file of the handoff directories of this name, and where it was put, by the first.

    It is more than one place where directories of one name (in two spools) had different files at one path.
    """
    for source, path, size, seq in db.execute(f"{_PLACES} ORDER BY s.source, b.seq", (handoff,)):
        yield source, Lying(path, size, seq)


def blobs_among(db: sqlite3.Connection, handoff: str, sources: Sequence[str]) -> Iterator[tuple[str, Lying]]:
    """Yield the same of some media files alone: directories may have had this name for years."""
    among = ", ".join("?" * len(sources))
    for source, path, size, seq in db.execute(
        f"{_PLACES} AND s.source IN ({among}) ORDER BY b.seq", (handoff, *sources)
    ):
        yield source, Lying(path, size, seq)


def lying_at(db: sqlite3.Connection, path: str) -> Lying | None:
    """Return what lies at a path of ours, or None where the journal tells of no blob there."""
    row = db.execute("SELECT path, size, seq FROM blobs WHERE path = ?", (path,)).fetchone()
    return Lying(*row) if row else None


def places_of(db: sqlite3.Connection, handoff: str, source: str) -> list[str]:
    """Return where one media file of the handoff directories of this name was put, the latest first."""
    rows = db.execute(f"{_PLACES} AND s.source = ? ORDER BY b.seq DESC", (handoff, source))
    return [path for _, path, _, _ in rows]
