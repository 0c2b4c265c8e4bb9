"""Handoffs: what came in, what was refused, which blobs and which conflicting records there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from ledger.facts import (
    BlobAdmitted,
    BlobDamaged,
    BlobHashed,
    ChronicleCompleted,
    ChronicleRefused,
    Completed,
    HandoffCompleted,
    HandoffRefused,
    MarkerGranted,
    RecordAdmitted,
    RecordConflicted,
    StoreAdopted,
)
from projections import payload
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE handoffs (
    seq INTEGER PRIMARY KEY, run TEXT NOT NULL, handoff_root TEXT NOT NULL, content_digest TEXT NOT NULL,
    ended_utc TEXT NOT NULL, complete INTEGER NOT NULL, marker TEXT, fact TEXT NOT NULL
);
CREATE TABLE adoptions (kept TEXT PRIMARY KEY, seq INTEGER NOT NULL, completed INTEGER NOT NULL);
CREATE INDEX handoffs_by_content ON handoffs(handoff_root, content_digest);
CREATE TABLE refusals (
    handoff_root TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, what TEXT NOT NULL
);
CREATE TABLE blobs (
    path TEXT PRIMARY KEY, seq INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, how TEXT NOT NULL,
    hashed INTEGER
);
CREATE TABLE blob_sources (
    handoff TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (handoff, source, path)
) WITHOUT ROWID;
CREATE INDEX blobs_unhashed ON blobs(seq) WHERE sha256 = '';
CREATE TABLE damaged (
    record TEXT NOT NULL, path TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (record, path)
) WITHOUT ROWID;
CREATE INDEX damaged_by_path ON damaged(path);
CREATE TABLE conflicts (
    id TEXT NOT NULL, seq INTEGER NOT NULL PRIMARY KEY, record_type TEXT, ts_utc TEXT, run_id TEXT, payload TEXT
);
CREATE INDEX conflicts_by_id ON conflicts(id)
"""


class Handoff(msgspec.Struct, frozen=True):
    """A completed ingest: the number and run of its event, what the event says, and the marker granted for it."""

    seq: int
    run: str
    fact: Completed
    marker: str | None

    @property
    def whole(self) -> bool:
        """Whether everything is in care, so that a marker may follow."""
        return _is_whole(self.fact)


_COMPLETED: msgspec.json.Decoder[Completed] = msgspec.json.Decoder(Completed)


def fold(tables: Tables, event: Folding) -> None:
    """Keep a row for each completed ingest, the last refusal of each directory, each blob, each conflict."""
    match event.fact:
        case BlobAdmitted() as fact:
            blob = (fact.path, event.seq, fact.size, fact.sha256, fact.how)
            # A file that its writer went on writing to, through another name of it, is told of again.
            tables.insert("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?, ?, NULL)", blob)
            source = (fact.handoff, fact.source, fact.path)
            tables.insert("INSERT OR IGNORE INTO blob_sources VALUES (?, ?, ?)", source)
            if tables.memory(Seen).damaged:
                tables.db.execute("DELETE FROM damaged WHERE path = ? AND record = ''", (fact.path,))
        case RecordAdmitted() as fact:
            if tables.memory(Seen).damaged:
                # Told again: a blob that was damaged is there in its right form.
                tables.db.execute("DELETE FROM damaged WHERE record = ?", (fact.record,))
        case BlobDamaged() as fact:
            tables.memory(Seen).damaged = True
            tables.insert("INSERT OR REPLACE INTO damaged VALUES (?, ?, ?)", (fact.record, fact.path, event.seq))
        case RecordConflicted() as fact:
            row = payload.record_of(fact)
            values = (fact.record, event.seq, row.record_type, row.ts_utc, row.run_id, payload.stored(fact))
            tables.insert("INSERT INTO conflicts VALUES (?, ?, ?, ?, ?, ?)", values)
        case HandoffCompleted() | ChronicleCompleted() as fact:
            _complete(tables, event, fact)
        case MarkerGranted() as fact:
            marked = "UPDATE handoffs SET marker = ? WHERE seq = ?"
            tables.change(marked, fact.completed, (fact.marker, fact.completed))
        case _:
            _fold_seldom(tables, event)


class Seen:
    """Whether there ever was a damaged blob, or a directory was refused: where none was, none is put right."""

    def __init__(self, tables: Tables) -> None:
        """Look whether there is one."""
        rows = tables.db.execute("SELECT EXISTS (SELECT 1 FROM damaged), EXISTS (SELECT 1 FROM refusals)")
        self.damaged, self.refused = map(bool, rows.fetchone())


def _complete(tables: Tables, event: Folding, fact: Completed) -> None:
    text = msgspec.json.encode(fact).decode()
    done = (event.seq, event.run, fact.handoff_root, fact.content_digest, fact.ended_utc, _is_whole(fact), text)
    tables.insert("INSERT INTO handoffs VALUES (?, ?, ?, ?, ?, ?, NULL, ?)", done)
    if tables.memory(Seen).refused:
        tables.db.execute("DELETE FROM refusals WHERE handoff_root = ?", (fact.handoff_root,))


def _fold_seldom(tables: Tables, event: Folding) -> None:
    """Fold the kinds of which there are few."""
    db = tables.db
    match event.fact:
        case StoreAdopted() as fact:
            adopted = (fact.kept, event.seq, fact.completed)
            db.execute("INSERT OR REPLACE INTO adoptions VALUES (?, ?, ?)", adopted)
        case HandoffRefused() | ChronicleRefused() as fact:
            refused = (fact.handoff_root, event.seq, event.at, fact.reason, fact.what)
            db.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?, ?)", refused)
            tables.memory(Seen).refused = True
        case BlobHashed() as fact:
            hashed = (fact.sha256, event.seq, fact.path)
            db.execute("UPDATE blobs SET sha256 = ?, hashed = ? WHERE path = ?", hashed)
            db.execute("DELETE FROM damaged WHERE path = ?", (fact.path,))


def _is_whole(fact: Completed) -> bool:
    return not fact.missing and not fact.mismatched and not left_out_by(fact)


def left_out_by(fact: Completed) -> tuple[str, ...]:
    """Return the tables and columns that an ingest could not carry (earlier versions; now the database is kept)."""
    return fact.left_out if isinstance(fact, HandoffCompleted) else ()


_SELECT = "SELECT seq, run, fact, marker FROM handoffs"
_LATELY = 16


def _handoffs(rows: Iterable[tuple[int, str, str, str | None]]) -> Iterator[Handoff]:
    return (Handoff(seq, run, _COMPLETED.decode(fact), marker) for seq, run, fact, marker in rows)


def completed(
    db: sqlite3.Connection, handoff_root: str, content_digest: str, *, damaged: bool = False
) -> Handoff | None:
    """Return the first ingest of a directory with this very content that left nothing out, or else the first; or None.

    One that recorded blobs as damaged is none, unless `damaged` ones will do where there is no better.
    """
    where = f"{_SELECT} WHERE handoff_root = ? AND content_digest = ? ORDER BY seq"
    known = [
        each for each in _handoffs(db.execute(where, (handoff_root, content_digest))) if not left_out_by(each.fact)
    ]
    sound = min((each for each in known if not each.fact.mismatched), key=lambda each: not each.whole, default=None)
    return sound or (known[-1] if known and damaged else None)


def of_bytes(db: sqlite3.Connection, handoff_root: str, bytes_digest: str) -> Handoff | None:
    """Return one of the last ingests of a directory with these very bytes, whatever came of it; None: there is none.

    A directory may come again under its name for years: no more than the last few are looked at.
    """
    if not bytes_digest:
        return None
    lately = "SELECT seq FROM handoffs WHERE handoff_root = ? ORDER BY seq DESC LIMIT ?"
    where = f"seq IN ({lately}) AND json_extract(fact, '$.bytes_digest') = ? LIMIT 1"
    return next(_handoffs(db.execute(f"{_SELECT} WHERE {where}", (handoff_root, _LATELY, bytes_digest))), None)


def latest(db: sqlite3.Connection, limit: int) -> list[Handoff]:
    """Return the last ingests that were completed, the newest first."""
    return list(_handoffs(db.execute(f"{_SELECT} ORDER BY seq DESC LIMIT ?", (limit,))))


def granted(db: sqlite3.Connection, seq: int) -> str | None:
    """Return the marker that was granted for the ingest that an event completed; None where none was."""
    row = db.execute("SELECT marker FROM handoffs WHERE seq = ?", (seq,)).fetchone()
    return row[0] if row else None


def is_known_root(db: sqlite3.Connection, handoff_root: str) -> bool:
    """Say whether anything of a directory was ever taken in."""
    return db.execute("SELECT 1 FROM handoffs WHERE handoff_root = ? LIMIT 1", (handoff_root,)).fetchone() is not None


def incomplete(db: sqlite3.Connection) -> list[Handoff]:
    """Return, of directories whose last ingest left something out, that ingest: the hypervisor keeps its copy."""
    last = "seq IN (SELECT max(seq) FROM handoffs GROUP BY handoff_root)"
    return list(_handoffs(db.execute(f"{_SELECT} WHERE complete = 0 AND {last} ORDER BY seq")))


class Totals(msgspec.Struct, frozen=True):
    """What all completed ingests together took in."""

    completed: int
    rows: int
    files: int
    bytes: int


def totals(db: sqlite3.Connection) -> Totals:
    """Add up the completed ingests. Its cost grows with their number."""
    names = ("rows_copied", "media_linked", "media_copied", "bytes_ingested")
    sums = ", ".join(f"coalesce(sum(json_extract(fact, '$.{name}')), 0)" for name in names)
    count, rows, linked, copied, size = db.execute(f"SELECT count(*), {sums} FROM handoffs").fetchone()
    return Totals(count, rows, linked + copied, size)


def is_adopted(db: sqlite3.Connection, kept: str) -> bool:
    """Say whether the older store that lies under `kept` was taken in."""
    return db.execute("SELECT 1 FROM adoptions WHERE kept = ?", (kept,)).fetchone() is not None


class Refusal(msgspec.Struct, frozen=True):
    """Why a directory was refused last, and when that was first said (our time)."""

    handoff_root: str
    at: str
    reason: str
    what: str


def refusals(db: sqlite3.Connection) -> list[Refusal]:
    """Return the directories that were refused and not completed since, by path."""
    rows = db.execute("SELECT handoff_root, at, reason, what FROM refusals ORDER BY handoff_root")
    return [Refusal(*row) for row in rows]


def last_refusal(db: sqlite3.Connection, handoff_root: str) -> tuple[str, str] | None:
    """Return (reason, what) of the last refusal of a directory that was not completed since, or None."""
    row = db.execute("SELECT reason, what FROM refusals WHERE handoff_root = ?", (handoff_root,)).fetchone()
    return (row[0], row[1]) if row else None


def is_damaged(db: sqlite3.Connection, record: str) -> bool:
    """Say whether the blob that a record is about was taken in as damaged, and not replaced since."""
    return db.execute("SELECT 1 FROM damaged WHERE record = ?", (record,)).fetchone() is not None


def damaged_count(db: sqlite3.Connection) -> int:
    """Return how many records are about a damaged blob, and damaged blobs there are that no frame is about."""
    return int(db.execute("SELECT count(*) FROM damaged").fetchone()[0])


def still_missing(db: sqlite3.Connection, handoff_root: str) -> frozenset[str]:
    """Return the references that the last ingest of a directory could not follow, as its event spells them."""
    last = "SELECT max(seq) FROM handoffs WHERE handoff_root = ?"
    row = db.execute(f"SELECT fact FROM handoffs WHERE seq = ({last})", (handoff_root,)).fetchone()
    return frozenset(_COMPLETED.decode(row[0]).missing) if row else frozenset()


_CONTENT = """
SELECT 'handoff', handoff_root, content_digest, complete, marker IS NOT NULL FROM handoffs
UNION ALL SELECT 'adoption', kept, '', 0, 0 FROM adoptions
UNION ALL SELECT 'refusal', handoff_root, reason, what, 0 FROM refusals
UNION ALL SELECT 'blob', path, sha256, size, 0 FROM blobs
UNION ALL SELECT 'source', handoff, source, path, 0 FROM blob_sources
UNION ALL SELECT 'damaged', record, path, 0, 0 FROM damaged
UNION ALL SELECT 'conflict', id, record_type, ts_utc, payload FROM conflicts
ORDER BY 1, 2, 3, 4, 5
"""

_TABLES = ("handoffs", "adoptions", "refusals", "blobs", "blob_sources", "damaged", "conflicts")
_KINDS = (
    BlobAdmitted, BlobDamaged, BlobHashed, ChronicleCompleted, ChronicleRefused, HandoffCompleted, HandoffRefused,
    MarkerGranted, RecordAdmitted, RecordConflicted, StoreAdopted,
)  # fmt: skip
HANDOFFS = Projection("handoffs", 4, _SCHEMA, _TABLES, _KINDS, fold, _CONTENT)
