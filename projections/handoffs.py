"""Handoffs: what came in, what was refused, which blobs and which conflicting records there are."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import msgspec

from ledger.facts import (
    BlobAdmitted,
    HandoffCompleted,
    HandoffRefused,
    MarkerGranted,
    RecordConflicted,
)
from projections import payload
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE handoffs (
    seq INTEGER PRIMARY KEY, run TEXT NOT NULL, handoff_root TEXT NOT NULL, content_digest TEXT NOT NULL,
    ended_utc TEXT NOT NULL, complete INTEGER NOT NULL, marker TEXT, fact TEXT NOT NULL
);
CREATE INDEX handoffs_by_content ON handoffs(handoff_root, content_digest);
CREATE TABLE refusals (
    handoff_root TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, what TEXT NOT NULL
);
CREATE TABLE blobs (
    path TEXT PRIMARY KEY, seq INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, how TEXT NOT NULL
);
CREATE TABLE blob_sources (
    handoff TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (handoff, source, path)
) WITHOUT ROWID;
CREATE TABLE conflicts (
    id TEXT NOT NULL, seq INTEGER NOT NULL PRIMARY KEY, record_type TEXT, ts_utc TEXT, run_id TEXT, payload TEXT
);
CREATE INDEX conflicts_by_id ON conflicts(id)
"""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A completed ingest: the number and run of its event, what the event says, and the marker granted for it."""

    seq: int
    run: str
    fact: HandoffCompleted
    marker: str | None


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Keep a row for each completed ingest, the last refusal of each directory, each blob, each conflict."""
    match event.fact:
        case HandoffCompleted() as fact:
            text = msgspec.json.encode(fact).decode()
            done = (
                event.seq,
                event.run,
                fact.handoff_root,
                fact.content_digest,
                fact.ended_utc,
                not fact.missing and not fact.left_out,
                text,
            )
            db.execute("INSERT INTO handoffs VALUES (?, ?, ?, ?, ?, ?, NULL, ?)", done)
            db.execute("DELETE FROM refusals WHERE handoff_root = ?", (fact.handoff_root,))
        case MarkerGranted() as fact:
            db.execute("UPDATE handoffs SET marker = ? WHERE seq = ?", (fact.marker, fact.completed))
        case HandoffRefused() as fact:
            refused = (fact.handoff_root, event.seq, event.at, fact.reason, fact.what)
            db.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?, ?)", refused)
        case BlobAdmitted() as fact:
            blob = (fact.path, event.seq, fact.size, fact.sha256, fact.how)
            db.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?, ?, ?, ?)", blob)
            db.execute("INSERT OR IGNORE INTO blob_sources VALUES (?, ?, ?)", (fact.handoff, fact.source, fact.path))
        case RecordConflicted() as fact:
            stored = payload.stored(fact)
            row = payload.describe(fact.record_type, fact.ts_utc, fact.run_id, stored)
            values = (fact.record, event.seq, row.record_type, row.ts_utc, row.run_id, stored)
            db.execute("INSERT INTO conflicts VALUES (?, ?, ?, ?, ?, ?)", values)


def completed(
    db: sqlite3.Connection, handoff_root: str, content_digest: str, left_out: tuple[str, ...] = ()
) -> Handoff | None:
    """Return the first ingest of a directory with this very content, of which it left out the same; or None."""
    rows = db.execute(
        "SELECT seq, run, fact, marker FROM handoffs WHERE handoff_root = ? AND content_digest = ? ORDER BY seq",
        (handoff_root, content_digest),
    )
    known = (Handoff(seq, run, msgspec.json.decode(fact, type=HandoffCompleted), mark) for seq, run, fact, mark in rows)
    return next((each for each in known if each.fact.left_out == left_out), None)


def last_refusal(db: sqlite3.Connection, handoff_root: str) -> tuple[str, str] | None:
    """Return (reason, what) of the last refusal of a directory that was not completed since, or None."""
    row = db.execute("SELECT reason, what FROM refusals WHERE handoff_root = ?", (handoff_root,)).fetchone()
    return (row[0], row[1]) if row else None


def is_admitted(db: sqlite3.Connection, path: str) -> bool:
    """Say whether the journal tells of a blob at this path."""
    return db.execute("SELECT 1 FROM blobs WHERE path = ?", (path,)).fetchone() is not None


def blobs_of(db: sqlite3.Connection, handoff: str, source: str) -> list[tuple[str, int]]:
    """Return where a media file of the handoff directories of this name was put, and its size in bytes.

    It is more than one where directories of one name (in two spools) had different files at one path.
    """
    rows = db.execute(
        "SELECT b.path, b.size FROM blob_sources s JOIN blobs b ON b.path = s.path "
        "WHERE s.handoff = ? AND s.source = ? ORDER BY b.seq",
        (handoff, source),
    )
    return [(path, size) for path, size in rows]


def still_missing(db: sqlite3.Connection, handoff_root: str) -> frozenset[str]:
    """Return the references that the last ingest of a directory could not follow, as its event spells them."""
    row = db.execute(
        "SELECT fact FROM handoffs WHERE handoff_root = ? ORDER BY seq DESC LIMIT 1", (handoff_root,)
    ).fetchone()
    return frozenset(msgspec.json.decode(row[0], type=HandoffCompleted).missing) if row else frozenset()


_CONTENT = """
SELECT 'handoff', handoff_root, content_digest, complete, marker IS NOT NULL FROM handoffs
UNION ALL SELECT 'refusal', handoff_root, reason, what, 0 FROM refusals
UNION ALL SELECT 'blob', path, sha256, size, 0 FROM blobs
UNION ALL SELECT 'source', handoff, source, path, 0 FROM blob_sources
UNION ALL SELECT 'conflict', id, record_type, ts_utc, payload FROM conflicts
ORDER BY 1, 2, 3, 4, 5
"""

HANDOFFS = Projection(
    "handoffs", 1, _SCHEMA, ("handoffs", "refusals", "blobs", "blob_sources", "conflicts"), fold, _CONTENT
)
