"""`metadata.db`: every record, ours and the hypervisor's, in the shape that other programs expect."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from ledger import rid
from ledger.event import event_id
from ledger.facts import (
    ChronicleCompleted,
    Completed,
    FrameExamined,
    FrameFailed,
    FrameSummarized,
    HandoffCompleted,
    Maker,
    RecordAdmitted,
    TextRead,
)
from projections import observed, payload
from projections.projection import Folding, Projection
from projections.recalled import Recalled
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE metadata (
    id TEXT PRIMARY KEY, record_type TEXT, ts_utc TEXT, payload TEXT, run_id TEXT,
    nonce_b64 TEXT, ciphertext_b64 TEXT, key_id TEXT
);
CREATE INDEX idx_metadata_record_type ON metadata(record_type);
CREATE INDEX idx_metadata_ts_utc ON metadata(ts_utc);
CREATE INDEX idx_metadata_run_id ON metadata(run_id);
CREATE VIEW records AS
SELECT id, id AS record_id, record_type, ts_utc, run_id, payload, payload AS payload_json, payload AS json
FROM metadata;
""" + observed.SCHEMA.lstrip("\n")
_INSERT = "INSERT OR IGNORE INTO metadata (id, record_type, ts_utc, payload, run_id) VALUES (?, ?, ?, ?, ?)"
_REPLACE = _INSERT.replace("OR IGNORE", "OR REPLACE")


Origin = tuple[str | None, str | None]
"""When a record was made, as its row says it, and its run."""


class Origins(Recalled[Origin]):
    """The origins of frames of which this was asked lately."""

    def read(self, db: sqlite3.Connection, frame: str, most: int) -> Iterator[tuple[str, Origin]]:
        """Yield the origin of a frame and of the records that came in after it."""
        rows = db.execute(
            "SELECT id, ts_utc, run_id FROM metadata WHERE rowid >= (SELECT rowid FROM metadata WHERE id = ?) "
            "ORDER BY rowid LIMIT ?",
            (frame, most),
        )
        for each, ts_utc, run_id in rows:
            yield each, (ts_utc, run_id)


def fold(tables: Tables, event: Folding) -> None:
    """Keep one row for each record; of two with one id the first stays (the other is in `conflicts`)."""
    match event.fact:
        case FrameExamined() | FrameFailed() as fact:
            # Nine in ten events, and hardly one of them is about a snapshot.
            if fact.processor == observed.PROCESSOR:
                observed.fold(tables, event, fact)
        case RecordAdmitted() as fact:
            stored = payload.stored(fact)
            row = payload.record_of(fact)
            tables.insert(_INSERT, (fact.record, row.record_type, row.ts_utc, stored, row.run_id))
        case HandoffCompleted() | ChronicleCompleted() as fact:
            _replace(tables, _completed_row(event, fact))
        case TextRead() as fact:
            more = {
                "compared_with": fact.against or None,
                "text": "\n".join(span.text for span in fact.appeared),
                "bboxes": [list(span.box) for span in fact.appeared],
            }
            _replace(tables, _text_row(tables, event, fact.frame, fact.source, fact.by, more))
        case FrameSummarized() as fact:
            told = {"text": fact.text, "method": "vlm", "prompt_hash": fact.by.prompt_sha256}
            _replace(tables, _text_row(tables, event, fact.frame, "vlm", fact.by, told))


def _replace(tables: Tables, row: tuple[str, str, str | None, str, str | None]) -> None:
    tables.memory(Origins).forget(row[0])
    tables.insert(_REPLACE, row)


def _completed_row(event: Folding, fact: Completed) -> tuple[str, str, str, str, str]:
    of_handoff = isinstance(fact, HandoffCompleted)
    kind = f"system.ingest.{'handoff' if of_handoff else 'chronicle'}.completed"
    fields = {
        "schema_version": 1,
        "record_type": kind,
        "run_id": event.run,
        "ts_utc": fact.ended_utc,
        "handoff_id": fact.handoff,
        "handoff_root": fact.handoff_root,
        "dest_data_root": fact.dest_data_root,
        "handoff_hash": hash_of(fact),
        "started_utc": fact.started_utc,
        "ended_utc": fact.ended_utc,
        "counts": counts_of(fact),
        "errors": [*fact.missing, *fact.mismatched],
        "event": event_id(event.seq),
    }
    return fact.record_id, kind, fact.ended_utc, json.dumps(fields, sort_keys=True), event.run


def hash_of(fact: Completed) -> str:
    """Return the SHA-256 (hex) of the file that names the rest: `metadata.db`, or a session's `manifest.json`."""
    return fact.metadata_db_sha256 if isinstance(fact, HandoffCompleted) else fact.manifest_sha256


def counts_of(fact: Completed) -> dict[str, int]:
    """Return the counts of an ingest under the names that the marker and the record use."""
    return {
        "metadata_rows_copied": fact.rows_copied,
        "metadata_rows_held": fact.rows_held,
        "metadata_rows_conflicting": fact.rows_conflicting,
        "metadata_rows_unreadable": fact.rows_unreadable,
        "media_files_linked": fact.media_linked,
        "media_files_copied": fact.media_copied,
        "media_files_held": fact.media_held,
        "bytes_ingested": fact.bytes_ingested,
        "frames": fact.frames,
        "stage1_complete_records": fact.frames_complete,
        "stage1_uia_frames_missing_count": fact.frames_without_uia,
        "stage1_input_frames_missing_count": fact.frames_without_input,
        "frames_without_time": fact.frames_without_time,
        **{f"frames_{issue.name}": issue.frames for issue in fact.issues},
        **({"metadata_rows_hash_mismatch": fact.rows_differing} if fact.rows_differing else {}),
    }


def _text_row(
    tables: Tables, event: Folding, frame: str, source: str, by: Maker, more: dict[str, Any]
) -> tuple[str, str, str | None, str, str | None]:
    ts_utc, run_id = tables.memory(Origins).of(frame) or (None, None)
    kind = f"derived.text.{source}"
    fields = {
        "schema_version": 1,
        "record_type": kind,
        "run_id": run_id,
        "ts_utc": ts_utc,
        "source_id": frame,
        "parent_evidence_id": frame,
        "provider_id": by.processor,
        "model_id": by.model,
        "model_digest": by.model_digest,
        "parameters": by.parameters,
        "event": event_id(event.seq),
    }
    record = f"{run_id or 'run'}/{kind}/{rid.encode(frame)}"
    return record, kind, ts_utc, json.dumps(fields | more, sort_keys=True), run_id


_CONTENT = """
SELECT id, record_type, ts_utc, run_id,
    CASE WHEN (record_type LIKE 'derived.text.%' OR record_type LIKE 'obs.uia.%') AND json_valid(payload)
    THEN json_remove(payload, '$.event') ELSE payload END
FROM metadata WHERE coalesce(record_type, '') NOT LIKE 'system.ingest.%.completed'
UNION ALL SELECT frame, snapshot, CAST(place AS TEXT), reason, 'observed' FROM observed ORDER BY 1, 2
"""

_KINDS = (
    RecordAdmitted, HandoffCompleted, ChronicleCompleted, TextRead, FrameSummarized, FrameExamined, FrameFailed,
)  # fmt: skip
RECORDS = Projection("records", 4, _SCHEMA, ("metadata", "observed"), _KINDS, fold, _CONTENT)
