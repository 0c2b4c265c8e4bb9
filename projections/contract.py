"""The Stage 1 contract of a frame (wire formats, 1.4): what each frame should have along with it, and lacks.

Nothing here is ever a reason to leave a frame out. What a frame lacks is asked of the tables, not kept: a row that
comes with a later handoff directory heals it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from ledger.facts import RecordAdmitted
from projections import moment, payload
from projections.frames import FRAME_TYPE, SNAPSHOT_TYPE, window_of
from projections.payload import Record, object_of, text_of
from projections.projection import Folding, Projection
from projections.tables import Tables

ISSUES = (
    "blob_path_missing",
    "content_hash_missing",
    "time_unreadable",
    "window_missing",
    "uia_ref_missing",
    "uia_snapshot_missing",
    "uia_snapshot_invalid",
    "input_link_missing",
    "input_record_missing",
)
UIA_ISSUES = frozenset({"uia_ref_missing", "uia_snapshot_missing", "uia_snapshot_invalid"})
INPUT_ISSUES = frozenset({"input_link_missing"})

_INPUT_REALMS = (".input.", ".hid.")
_SCHEMA = """
CREATE TABLE contracts (
    frame TEXT PRIMARY KEY, handoff TEXT NOT NULL, issues TEXT NOT NULL, uia_record TEXT, uia_hash TEXT, input TEXT
) WITHOUT ROWID;
CREATE TABLE contract_targets (id TEXT PRIMARY KEY, snapshot_hash TEXT) WITHOUT ROWID
"""


class Links(msgspec.Struct, frozen=True):
    """What a frame lacks by itself, and which other records it leads to (ids; None where it names none)."""

    issues: tuple[str, ...]
    uia_record: str | None
    uia_hash: str | None
    input_record: str | None


def links_of(frame: Record) -> Links:
    """Return the links of a frame's row."""
    fields, issues = frame.fields, []
    if not text_of(fields.get("blob_path")):
        issues.append("blob_path_missing")
    if not text_of(fields.get("content_hash")):
        issues.append("content_hash_missing")
    if moment.parse(frame.ts_utc) is None:
        issues.append("time_unreadable")
    window = window_of(fields)
    if not window or not any(text_of(window.get(name)) for name in ("title", "process_path", "app")):
        issues.append("window_missing")
    record = stated = given = None
    if uia := object_of(fields.get("uia_ref")):
        record, stated = text_of(uia.get("record_id")), text_of(uia.get("content_hash"))
    if record is None or stated is None:
        issues.append("uia_ref_missing")
    for name in ("input_ref", "input_batch_ref"):
        given = given or text_of(object_of(fields.get(name)).get("record_id"))
    if given is None:
        issues.append("input_link_missing")
    return Links(tuple(issues), record, stated, given)


def target_of(row: Record) -> tuple[str | None] | None:
    """Return (the hash that a snapshot's row states, None for other rows) for a row that frames lead to, else None."""
    kind = row.record_type or ""
    if kind == SNAPSHOT_TYPE:
        return (text_of(row.fields.get("content_hash")) or "",)
    return (None,) if any(realm in kind for realm in _INPUT_REALMS) else None


def issues_of(links: Links, targets: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return all that a frame lacks, given the rows that are there: id -> what `target_of` says of the row."""
    found = list(links.issues)
    if "uia_ref_missing" not in found:
        if links.uia_record not in targets:
            found.append("uia_snapshot_missing")
        elif targets[links.uia_record or ""] != links.uia_hash:
            found.append("uia_snapshot_invalid")
    if links.input_record is not None and links.input_record not in targets:
        found.append("input_record_missing")
    return tuple(found)


def fold(tables: Tables, event: Folding) -> None:
    """Keep the links of each frame, and each row that a frame may lead to."""
    fact = event.fact
    if not isinstance(fact, RecordAdmitted):
        return
    row = payload.record_of(fact)
    if row.record_type == FRAME_TYPE:
        links = links_of(row)
        values = (
            fact.record, fact.handoff, " ".join(links.issues), links.uia_record, links.uia_hash, links.input_record,
        )  # fmt: skip
        tables.insert("INSERT OR IGNORE INTO contracts VALUES (?, ?, ?, ?, ?, ?)", values)
    elif (target := target_of(row)) is not None:
        tables.insert("INSERT OR IGNORE INTO contract_targets VALUES (?, ?)", (fact.record, *target))


def target_known(db: sqlite3.Connection, record: str) -> tuple[str | None] | None:
    """Return what `target_of` said of a row in care; None where there is no such row."""
    row = db.execute("SELECT snapshot_hash FROM contract_targets WHERE id = ?", (record,)).fetchone()
    return (row[0],) if row else None


_LACKING = """
SELECT c.frame, c.handoff, c.issues, c.uia_record, c.uia_hash, c.input, u.id, u.snapshot_hash, i.id
FROM contracts c LEFT JOIN contract_targets u ON u.id = c.uia_record LEFT JOIN contract_targets i ON i.id = c.input
"""


def lacking(db: sqlite3.Connection, handoff: str | None = None) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (frame, handoff, issues) for every frame in care that lacks something now, by frame id."""
    where = "" if handoff is None else " WHERE c.handoff = :handoff"
    rows = db.execute(f"{_LACKING}{where} ORDER BY c.frame", {"handoff": handoff} if handoff is not None else {})
    for frame, source, own, uia, stated, given, uia_id, uia_hash, given_id in rows:
        links = Links(tuple(own.split()), uia, stated, given)
        targets = {uia_id: uia_hash} if uia_id is not None else {}
        found = issues_of(links, targets if given_id is None else {given_id: None, **targets})
        if found:
            yield frame, source, found


class Standing(msgspec.Struct, frozen=True):
    """How the frames in care stand to the contract: all, those that lack nothing, and how many lack what."""

    frames: int
    complete: int
    issues: dict[str, int]


def standing(db: sqlite3.Connection) -> Standing:
    """Count what the frames in care lack now. Its cost grows with their number."""
    (frames,) = db.execute("SELECT count(*) FROM contracts").fetchone()
    counts: Counter[str] = Counter()
    incomplete = 0
    for _, _, found in lacking(db):
        incomplete += 1
        counts.update(found)
    return Standing(frames, frames - incomplete, {name: counts[name] for name in ISSUES if counts[name]})


_CONTENT = """
SELECT frame, handoff, issues, uia_record, uia_hash, input FROM contracts
UNION ALL SELECT id, snapshot_hash, '', '', '', '' FROM contract_targets ORDER BY 1, 2
"""

CONTRACT = Projection("contract", 1, _SCHEMA, ("contracts", "contract_targets"), (RecordAdmitted,), fold, _CONTENT)
