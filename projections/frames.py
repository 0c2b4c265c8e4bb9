"""Frames: each screenshot with its time, size, blob, window, and the UIA snapshot that belongs to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from ledger.facts import BlobDamaged, BlobHashed, RecordAdmitted
from projections import hours, moment, payload
from projections.hourly import Hourly
from projections.payload import number_of, object_of, text_of
from projections.projection import Folding, Projection
from projections.recalled import Noted
from projections.tables import Tables

FRAME_TYPE = "evidence.capture.frame"
SNAPSHOT_TYPE = "evidence.uia.snapshot"

_SCHEMA = """
CREATE TABLE frames (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, ts_us INTEGER NOT NULL, ts_utc TEXT NOT NULL,
    screen TEXT NOT NULL, handoff TEXT NOT NULL, run_id TEXT, width INTEGER, height INTEGER,
    blob TEXT, content_hash TEXT, window_title TEXT, process_path TEXT, uia_record TEXT
);
CREATE INDEX frames_by_time ON frames(ts_us, id);
CREATE INDEX frames_by_screen ON frames(screen, ts_us, id);
CREATE INDEX frames_by_handoff ON frames(handoff, ts_us, id);
CREATE INDEX frames_by_snapshot ON frames(uia_record);
CREATE INDEX frames_by_blob ON frames(blob);
CREATE INDEX frames_by_title ON frames(window_title, ts_us) WHERE window_title IS NOT NULL;
CREATE INDEX frames_without_blob ON frames(ts_us) WHERE blob IS NULL;
CREATE TABLE frame_hours (hour INTEGER PRIMARY KEY, frames INTEGER NOT NULL, snapshots INTEGER NOT NULL);
CREATE TABLE snapshots (id TEXT PRIMARY KEY, seq INTEGER NOT NULL);
CREATE TABLE undated (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, ts_utc TEXT)
"""

# A record is told of again only where its blob came later than its row.
_INSERT = (
    f"INSERT INTO frames VALUES ({', '.join('?' * 14)}) "
    "ON CONFLICT (id) DO UPDATE SET blob = coalesce(blob, excluded.blob)"
)


class Frame(msgspec.Struct, frozen=True):
    """One screenshot. `captured_us` is UTC microseconds; `blob` lies relative to the DataRoot."""

    id: str
    seq: int
    captured_us: int
    captured_at: str
    screen: str
    handoff: str
    run_id: str | None
    width: int | None
    height: int | None
    blob: str | None
    content_hash: str | None
    window_title: str | None
    process_path: str | None
    uia_record: str | None


def fold(tables: Tables, event: Folding) -> None:
    """Keep a row for each frame and each snapshot; a frame without a readable time is `undated`, it has no place."""
    fact = event.fact
    if isinstance(fact, BlobDamaged):
        # Nothing may be read from it; the record is told of again when the right bytes have come.
        tables.db.execute("UPDATE frames SET blob = NULL WHERE id = ? AND blob = ?", (fact.record, fact.path))
    if isinstance(fact, BlobHashed):
        # It was damaged, and is what it should be again.
        sound = "UPDATE frames SET blob = ? WHERE blob IS NULL AND id IN (SELECT record FROM damaged WHERE path = ?)"
        tables.db.execute(sound, (fact.path, fact.path))
    if not isinstance(fact, RecordAdmitted):
        return
    row = payload.record_of(fact)
    if row.record_type == SNAPSHOT_TYPE:
        tables.memory(Hourly).snapshot(fact.record)
        tables.insert("INSERT OR IGNORE INTO snapshots VALUES (?, ?)", (fact.record, event.seq))
    elif row.record_type == FRAME_TYPE:
        captured = moment.parse(row.ts_utc)
        if captured is not None and row.ts_utc is not None:
            _insert(tables, event, fact, row, captured)
        else:
            tables.insert("INSERT OR IGNORE INTO undated VALUES (?, ?, ?)", (fact.record, event.seq, row.ts_utc))


def _insert(tables: Tables, event: Folding, fact: RecordAdmitted, row: payload.Record, captured: int) -> None:
    fields = row.fields
    window, monitor = window_of(fields), fields.get("monitor_index")
    values = (
        fact.record,
        event.seq,
        captured,
        row.ts_utc,
        f"{row.run_id or ''}#{text_of(monitor) or number_of(monitor) or 0}",
        fact.handoff,
        row.run_id,
        number_of(fields.get("width")) or number_of(fields.get("frame_width")),
        number_of(fields.get("height")) or number_of(fields.get("frame_height")),
        fact.blobs[0] if fact.blobs else None,
        text_of(fields.get("content_hash")),
        text_of(window.get("title")),
        text_of(window.get("process_path")) or text_of(window.get("app")),
        text_of(object_of(fields.get("uia_ref")).get("record_id")),
    )
    tables.memory(Hourly).frame(fact.record, captured, values[-1])
    tables.insert(_INSERT, values)
    tables.memory(Times).note(fact.record, captured)
    tables.memory(Sizes).note(fact.record, (values[7], values[8]))


Size = tuple[int | None, int | None]
"""Width and height in pixels; None where the record does not tell."""


class Times(Noted[int]):
    """When frames were captured (UTC microseconds), of which this was asked lately."""

    def read(self, db: sqlite3.Connection, frame: str, most: int) -> Iterator[tuple[str, int]]:
        """Yield a frame and those that came in after it."""
        yield from db.execute(
            "SELECT id, ts_us FROM frames WHERE rowid >= (SELECT rowid FROM frames WHERE id = ?) "
            "ORDER BY rowid LIMIT ?",
            (frame, most),
        )


class Sizes(Noted[Size]):
    """How large frames are, of which this was asked lately."""

    def read(self, db: sqlite3.Connection, frame: str, most: int) -> Iterator[tuple[str, Size]]:
        """Yield a frame and those that came in after it."""
        rows = db.execute(
            "SELECT id, width, height FROM frames WHERE rowid >= (SELECT rowid FROM frames WHERE id = ?) "
            "ORDER BY rowid LIMIT ?",
            (frame, most),
        )
        for each, width, height in rows:
            yield each, (width, height)


def title_of(frame: payload.Record) -> str | None:
    """Return the title of the active window that the row of a frame names; None for one whose time is unreadable."""
    return None if moment.parse(frame.ts_utc) is None else text_of(window_of(frame.fields).get("title"))


def window_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the active window that a frame names, in whichever shape; empty where it names none."""
    reference = object_of(fields.get("window_ref"))
    return object_of(reference.get("window")) or reference or object_of(fields.get("window"))


def window_told(fact: RecordAdmitted) -> bool:
    """Say whether the record of a frame names an active window."""
    window = window_of(payload.record_of(fact).fields)
    return any(text_of(window.get(key)) for key in ("title", "process_path", "app"))


def undated(db: sqlite3.Connection, record: str) -> tuple[str | None] | None:
    """Return (its time as written,) for a frame that is in care but whose time cannot be read; None for any other."""
    row = db.execute("SELECT ts_utc FROM undated WHERE id = ?", (record,)).fetchone()
    return (row[0],) if row else None


def by_id(db: sqlite3.Connection, record: str) -> Frame | None:
    """Return the frame with this record id, or None."""
    row = db.execute("SELECT * FROM frames WHERE id = ?", (record,)).fetchone()
    return Frame(*row) if row else None


def before(db: sqlite3.Connection, frame: Frame) -> Frame | None:
    """Return the frame that the same screen showed just before this one, or None."""
    row = db.execute(
        "SELECT * FROM frames WHERE screen = ? AND (ts_us, id) < (?, ?) ORDER BY ts_us DESC, id DESC LIMIT 1",
        (frame.screen, frame.captured_us, frame.id),
    ).fetchone()
    return Frame(*row) if row else None


def beside(db: sqlite3.Connection, frame: Frame, *, earlier: bool) -> str | None:
    """Return the frame next to this one: of the same screen, else (the run began or ended) of any; None where none is.

    The id of its record is returned.
    """
    sign, order = ("<", "DESC") if earlier else (">", "ASC")
    for where in ("screen = :screen AND ", ""):
        row = db.execute(
            f"SELECT id FROM frames WHERE {where}(ts_us, id) {sign} (:ts, :id) "
            f"ORDER BY ts_us {order}, id {order} LIMIT 1",
            {"screen": frame.screen, "ts": frame.captured_us, "id": frame.id},
        ).fetchone()
        if row is not None:
            return str(row[0])
    return None


def nearest(db: sqlite3.Connection, edge_us: int, *, earlier: bool) -> int | None:
    """Return when the last frame before a moment was captured, or the first one from it on; None where there is none.

    All times are UTC microseconds.
    """
    what = "max(ts_us) FROM frames WHERE ts_us <" if earlier else "min(ts_us) FROM frames WHERE ts_us >="
    found = db.execute(f"SELECT {what} ?", (edge_us,)).fetchone()[0]
    return None if found is None else int(found)


def with_blob(db: sqlite3.Connection, path: str) -> list[Frame]:
    """Return the frames whose picture is the blob at this path, also those of which it was found damaged."""
    rows = db.execute(
        "SELECT * FROM frames WHERE blob = ? UNION "
        "SELECT f.* FROM frames f JOIN damaged d ON d.record = f.id WHERE d.path = ? AND f.blob IS NULL ORDER BY id",
        (path, path),
    )
    return [Frame(*row) for row in rows]


def count_between(db: sqlite3.Connection, start_us: int, end_us: int) -> tuple[int, int | None]:
    """Return how many frames were captured in a half-open stretch of time, and when the last of them was.

    All times are UTC microseconds.
    """
    before, whole, after = hours.parted(start_us, end_us)
    one_by_one = "SELECT count(*) FROM frames WHERE ts_us >= ? AND ts_us < ?"
    count = sum(int(db.execute(one_by_one, edge).fetchone()[0]) for edge in (before, after) if edge[0] < edge[1])
    counted = db.execute("SELECT coalesce(sum(frames), 0) FROM frame_hours WHERE hour >= ? AND hour < ?", whole)
    newest = db.execute("SELECT max(ts_us) FROM frames WHERE ts_us >= ? AND ts_us < ?", (start_us, end_us)).fetchone()
    return count + int(counted.fetchone()[0]), newest[0]


def between(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Frame]:
    """Return the frames that were captured in a half-open stretch of time (UTC microseconds), in order of time."""
    rows = db.execute("SELECT * FROM frames WHERE ts_us >= ? AND ts_us < ? ORDER BY ts_us, id", (start_us, end_us))
    return [Frame(*row) for row in rows]


def extent(db: sqlite3.Connection) -> tuple[int, int] | None:
    """Return when the first and the last frame were captured (UTC microseconds), or None where there is none."""
    row = db.execute("SELECT (SELECT min(ts_us) FROM frames), (SELECT max(ts_us) FROM frames)").fetchone()
    return None if row[0] is None else (int(row[0]), int(row[1]))


_CONTENT = """
SELECT id, ts_us, ts_utc, screen, handoff, run_id, width, height, blob, content_hash, window_title, process_path,
    uia_record, EXISTS (SELECT 1 FROM snapshots s WHERE s.id = uia_record)
FROM frames
UNION ALL SELECT id, NULL, ts_utc, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM undated
ORDER BY 1
"""

_TABLES = ("frames", "snapshots", "undated", "frame_hours")
_KINDS = (RecordAdmitted, BlobDamaged, BlobHashed)
FRAMES = Projection("frames", 4, _SCHEMA, _TABLES, _KINDS, fold, _CONTENT)
