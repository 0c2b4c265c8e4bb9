"""Records of what UI Automation told of a frame: `obs.uia.focus`, `.context` and `.operable` in `metadata.db`.

They are made when Stage 2 is done with a frame's snapshot, all three or none, in the shape of the wire formats
page. Where none is made, the reason is kept, so that it can be counted.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from ledger import rid
from ledger.event import event_id
from ledger.facts import FrameExamined, FrameFailed
from projections import payload, snapshot
from projections.payload import object_of, text_of
from projections.projection import Folding
from projections.snapshot import Node, Place
from projections.tables import Tables

PROCESSOR = "uia"
CONFIDENCE = 8500
PROVIDER = "builtin.processing.sst.uia_context"
STAGE = "index.text"

SCHEMA = """
CREATE TABLE observed (
    frame TEXT PRIMARY KEY, snapshot TEXT NOT NULL, place INTEGER NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX observed_by_snapshot ON observed(snapshot)
"""
# An older program's records under these ids, where any came in, are evidence: only our own are made anew.
_DELETE = "DELETE FROM metadata WHERE id = ? AND json_valid(payload) AND json_extract(payload, '$.event') IS NOT NULL"
_INSERT = "INSERT OR IGNORE INTO metadata (id, record_type, ts_utc, payload, run_id) VALUES (?, ?, ?, ?, ?)"


class _Source(msgspec.Struct, frozen=True):
    """A frame's row and its snapshot's, as they stand in `metadata`."""

    frame: str
    run: str | None
    fields: dict[str, Any]
    record: str
    told: dict[str, Any]
    place: Place


def fold(tables: Tables, event: Folding, fact: FrameExamined | FrameFailed) -> None:
    """Make the three records of a frame whose snapshot was looked at, or keep why not."""
    db = tables.db
    source = _source(db, fact.frame)
    place = _place(db, fact.frame, source.record)
    ids = [record_id(source.run, source.record, section, place) for section in snapshot.SECTIONS]
    db.executemany(_DELETE, [(each,) for each in ids])
    told = fact.error if isinstance(fact, FrameFailed) else None
    reason = snapshot.wanting(source.fields, source.told, source.place) if told is None else told
    db.execute("INSERT OR REPLACE INTO observed VALUES (?, ?, ?, ?)", (fact.frame, source.record, place, reason))
    if not reason:
        db.executemany(_INSERT, _rows(source, ids, event_id(event.seq)))


def record_id(run: str | None, record: str, section: str, place: int) -> str:
    """Return the id of a section's record: run, and a seed of the snapshot's id (wire formats, 2.2).

    `place` counts the frames that name one snapshot, from 0 in the order in which they were looked at.
    """
    return f"{run or 'run'}/derived.sst.text/extra/{rid.encode(f'uia-{record}-{section}-{place}')}"


def _source(db: sqlite3.Connection, frame: str) -> _Source:
    run, fields = _row(db, frame)
    record = text_of(object_of(fields.get("uia_ref")).get("record_id")) or ""
    _, told = _row(db, record)
    return _Source(frame, run, fields, record, told, snapshot.place_of(fields))


def _row(db: sqlite3.Connection, record: str) -> tuple[str | None, dict[str, Any]]:
    row = db.execute("SELECT run_id, payload FROM metadata WHERE id = ?", (record,)).fetchone()
    return (row[0], payload.parse(row[1])) if row else (None, {})


def _place(db: sqlite3.Connection, frame: str, record: str) -> int:
    known = db.execute("SELECT place FROM observed WHERE frame = ? AND snapshot = ?", (frame, record)).fetchone()
    if known:
        return int(known[0])
    (place,) = db.execute("SELECT coalesce(max(place), -1) + 1 FROM observed WHERE snapshot = ?", (record,)).fetchone()
    return int(place)


def _rows(source: _Source, ids: list[str], event: str) -> Iterator[tuple[str, str, str | None, str, str | None]]:
    nodes = list(snapshot.nodes_of(source.told, source.place))
    ts_utc = text_of(source.told.get("ts_utc")) or text_of(source.fields.get("ts_utc"))
    for record, section in zip(ids, snapshot.SECTIONS, strict=True):
        kind = f"obs.uia.{section}"
        shown = [node for node in nodes if node.section == section][: snapshot.CAPS[section]]
        fields = {
            "schema_version": 1,
            "record_type": kind,
            "run_id": source.run,
            "ts_utc": ts_utc,
            "source_record_id": source.frame,
            "source_record_type": "evidence.capture.frame",
            "provider_id": PROVIDER,
            "stage": STAGE,
            "confidence_bp": CONFIDENCE,
            "event": event,
            **_told(source, kind, section, shown),
        }
        yield record, kind, ts_utc, json.dumps(fields, sort_keys=True), source.run


def _told(source: _Source, kind: str, section: str, shown: list[Node]) -> dict[str, Any]:
    told, (width, height) = source.told, source.place.size
    window = object_of(told.get("window"))
    head = {"hwnd": snapshot.hwnd_of(told), "window_title": window.get("title"), "window_pid": window.get("pid")}
    nodes = [_node(node, width, height) for node in shown]
    text = json.dumps({"kind": kind, "nodes": nodes, **head}, sort_keys=True, separators=(",", ":"))
    listed = told.get(snapshot.SECTIONS[section])
    meta = {
        "uia_section": section,
        "uia_node_count": len(nodes),
        "uia_nodes": nodes,
        "uia_nodes_left_out": (len(listed) if isinstance(listed, list) else 0) - len(nodes),
        "uia_stats": object_of(told.get("stats")),
        # Readers expect all three records, and a box in each: one that shows nothing bears the whole frame's.
        "uia_placeholder_bbox": not nodes,
    }
    return {
        "doc_kind": kind,
        "text": text,
        "bboxes": [list(node.box) for node in shown] or [[0, 0, width, height]],
        "uia_record_id": source.record,
        "uia_content_hash": text_of(told.get("content_hash")),
        "meta": meta,
        **head,
    }


def _node(node: Node, width: int, height: int) -> dict[str, Any]:
    fields, (x0, y0, x1, y1) = node.fields, node.box
    told: dict[str, Any] = {name: text_of(fields.get(name)) or "" for name in ("eid", "role", "name", "aid", "class")}
    told["bbox"] = [x0, y0, x1, y1]
    told["bbox_norm_bp"] = [x0 * 10_000 // width, y0 * 10_000 // height, x1 * 10_000 // width, y1 * 10_000 // height]
    told["enabled"], told["offscreen"] = fields.get("enabled") is not False, False
    if isinstance(fields.get("hot"), bool):
        told["hot"] = fields["hot"]
    return told


def standing(db: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    """Return how many frames have the three records, and how many do not for which reason, the most frequent first."""
    counts = Counter(dict(db.execute("SELECT reason, count(*) FROM observed GROUP BY reason ORDER BY reason")))
    made = counts.pop("", 0)
    return made, dict(counts.most_common())


CONTENT = "SELECT frame, snapshot, place, reason FROM observed ORDER BY frame"
