"""The other side: a small capture sidecar that writes real handoff directories, in every variant we know of.

It follows wire formats 1 to 3 and imports nothing of ours, so that a mistake of ours cannot agree with itself here.
The same arguments give the same rows and blobs. What a hostile or broken one writes is in `saboteur.py`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import sqlite3
import struct
import time
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

Schema = Literal["plain", "min5", "eight", "oldest", "records", "records2"]
Layout = Literal["canonical", "flat", "legacy"]
BlobPath = Literal["relative", "bare", "absolute", "absent"]
Times = Literal["z6", "z3", "z0", "offset6"]
Json = dict[str, Any]

START = datetime(2026, 2, 10, 12, 34, 56, 789000, tzinfo=UTC)
WIDTH, HEIGHT = 96, 60

_FIVE = ("id", "payload", "record_type", "ts_utc", "run_id")
_INDEXED = "record_type TEXT, ts_utc TEXT, run_id TEXT"
_TABLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # variant: (table, its columns as declared, their names in the order of _FIVE)
    "plain": ("metadata", f"id TEXT PRIMARY KEY, payload TEXT NOT NULL, {_INDEXED}", _FIVE),
    "min5": ("metadata", "id TEXT PRIMARY KEY, record_type TEXT, ts_utc TEXT, payload TEXT, run_id TEXT", _FIVE),
    "eight": ("metadata", f"id TEXT PRIMARY KEY, payload TEXT, {_INDEXED}, nonce_b64, ciphertext_b64, key_id", _FIVE),
    "oldest": ("metadata", "id TEXT PRIMARY KEY, payload TEXT", _FIVE[:2]),
    "records": ("records", f"id TEXT PRIMARY KEY, {_INDEXED}, json TEXT", ("id", "json", *_FIVE[2:])),
    "records2": (
        "records",
        f"record_id TEXT, payload_json TEXT, {_INDEXED}",
        ("record_id", "payload_json", *_FIVE[2:]),
    ),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """How a directory is written; the defaults are the written contract's Mode B."""

    schema: Schema = "plain"
    layout: Layout = "canonical"
    blob_path: BlobPath = "relative"
    times: Times = "z6"
    uia: Literal["plain", "wrapped", "none"] = "plain"
    hid: Literal["summary", "counts", "batch"] = "summary"
    window: Literal["wrapped", "plain"] = "wrapped"
    ids: Literal["evidence.capture.frame", "frame"] = "evidence.capture.frame"
    wal: bool = False
    strangers: bool = False


@dataclass(frozen=True, slots=True)
class Handoff:
    """What was written: rows by id (payload as stored, or None), media by path, and the blob of each frame by id."""

    root: Path
    run: str
    variant: Variant
    rows: dict[str, str | None] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)


def rid(record: str) -> str:
    """The file-name spelling of an id (wire formats 2.2)."""
    return "rid_" + base64.urlsafe_b64encode(record.encode()).decode().rstrip("=")


def png(pixels: bytes, width: int, height: int) -> bytes:
    """A PNG file of 8-bit RGB pixels, row after row."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = b"".join(b"\x00" + pixels[at : at + 3 * width] for at in range(0, len(pixels), 3 * width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    ends = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines, 6)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(ends)


def draw(rng: random.Random, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A screen with a window, its title bar and a few strokes where text would be, as a PNG file."""
    screen = [[(40, 60, 90)] * width for _ in range(height)]

    def fill(x0: int, y0: int, x1: int, y1: int, colour: tuple[int, int, int]) -> None:
        for y in range(max(0, y0), min(height, y1)):
            for x in range(max(0, x0), min(width, x1)):
                screen[y][x] = colour

    left, top = rng.randrange(10), rng.randrange(8)
    fill(left, top, width - 6, height - 4, (250, 250, 248))
    fill(left, top, width - 6, top + 7, (rng.randrange(256), 110, 180))
    for y in range(top + 12, height - 8, 6):
        fill(left + 4, y, left + 4 + rng.randrange(10, width - 24), y + 2, (30, 30, 30))
    return png(bytes(value for row in screen for colour in row for value in colour), width, height)


def canonical(value: Json) -> bytes:
    """The earlier system's canonical JSON (wire formats 8), for values without floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def build(
    root: Path, variant: Variant = Variant(), *, frames: int = 3, seed: int = 0, run: str = "run1", step_s: int = 10
) -> Handoff:
    """Write a handoff directory: `frames` frames, `step_s` apart from START on, and all that goes with them."""
    handoff = Handoff(root, run, variant)
    rng = random.Random(f"{seed}:{run}")
    for number in range(frames):
        _capture(handoff, rng, number, START + timedelta(seconds=step_s * number))
    if variant.strangers:
        _add_strangers(handoff)
    _write(handoff)
    for path in handoff.root.rglob("*"):
        if path.is_file():
            # The session ended a minute ago: nobody has to wait whether more comes.
            os.utime(path, (time.time() - 60, time.time() - 60))
    return handoff


def _capture(handoff: Handoff, rng: random.Random, number: int, moment: datetime) -> None:
    """Record one moment: window, input, UI tree, frame, in the order in which a sidecar learns of them."""
    when = _spell(moment, handoff.variant)
    window = _window_row(handoff, number, when)
    frame = {**_input_row(handoff, rng, number, when, moment), **_uia_row(handoff, number, when, moment, window)}
    record = f"{handoff.run}/{handoff.variant.ids}/{number}"
    blob = draw(rng)
    path, spelled = _store(handoff, "evidence.capture.frame", record, moment, blob)
    if handoff.variant.blob_path != "absent":
        frame["blob_path"] = spelled
    digest = hashlib.sha256(blob).hexdigest()
    body = {"title": window["title"], "process_path": window["process_path"], "hwnd": 257, "rect": window["rect"]}
    whole = {"record_id": f"{handoff.run}/window/{number}", "ts_utc": when, "window": body}
    frame |= {
        "content_hash": digest, "pixel_hash": digest, "pixel_hash_algo": "sha256_png", "content_size": len(blob),
        "content_type": "image/png", "encoding": "png", "width": WIDTH, "height": HEIGHT,
        "resolution": f"{WIDTH}x{HEIGHT}", "backend": "mss", "monitor_index": 0, "desktop_rect": [0, 0, WIDTH, HEIGHT],
        "window_ref": whole if handoff.variant.window == "wrapped" else body,
    }  # fmt: skip
    handoff.frames[record] = path
    _add(handoff, "evidence.capture.frame", record, when, frame)


def _window_row(handoff: Handoff, number: int, when: str) -> Json:
    rect = [4, 4, WIDTH - 6, HEIGHT - 4]
    window = {
        "title": f"Über Notes {number} – Editor",
        "process_path": "C:\\Tools\\edit.exe",
        "hwnd": 257,
        "rect": rect,
    }
    digest = hashlib.sha256(canonical(window)).hexdigest()
    fields: Json = {"window": window, "text": f"{window['title']} {window['process_path']}", "content_hash": digest}
    _add(handoff, "evidence.window.meta", f"{handoff.run}/window/{number}", when, fields)
    return window


def _input_row(handoff: Handoff, rng: random.Random, number: int, when: str, moment: datetime) -> Json:
    """Write summary and log (no log where nothing happened); return the frame's link to them."""
    keys = rng.randrange(4) if number else 2
    record, log = f"{handoff.run}/derived.input.summary/{number}", f"{handoff.run}/derived.input.log/{number}"
    events: list[Json] = [{"kind": "key", "ts_utc": when} for _ in range(keys)]
    events += [{"kind": "mouse", "ts_utc": when, "button": "Button.left", "pressed": True, "x": 9, "y": 9}]
    counts = {"key": keys, "mouse": 1 if keys else 0}
    fields: Json = {"start_ts_utc": when, "end_ts_utc": when, "event_id": f"{handoff.run}-ev-{number}",
                    "event_count": sum(counts.values()), "counts": counts, "mode": "other"}  # fmt: skip
    if keys:
        texts = [json.dumps(event, sort_keys=True).encode() for event in events]
        blob = b"INPT1" + b"".join(struct.pack(">I", len(text)) + text for text in texts)
        _, spelled = _store(handoff, "derived.input.log", log, moment, blob)
        fields |= {"log_id": log, "content_hash": hashlib.sha256(blob).hexdigest()}
        if handoff.variant.layout == "flat" and handoff.variant.blob_path != "absent":
            fields["log_blob_path"] = spelled
    _add(handoff, "derived.input.summary", record, when, fields)
    if handoff.variant.hid == "counts":
        return {"input_ref": {"counts": counts, "last_event_id": fields["event_id"], "last_ts_utc": when}}
    if handoff.variant.hid == "batch":
        batch = f"{handoff.run}/evidence.input.batch/{number}"
        _add(handoff, "evidence.input.batch", batch, when, {"summary": record})
        return {"input_batch_ref": {"record_id": batch}}
    return {"input_ref": {"record_id": record, "ts_utc": when, "kind": "input.summary", "idle_seconds": 0,
                          "event_count": fields["event_count"]}}  # fmt: skip


def _uia_row(handoff: Handoff, number: int, when: str, moment: datetime, window: Json) -> Json:
    if handoff.variant.uia == "none":
        return {}

    def node(eid: str, role: str, name: object, box: object) -> Json:
        return {"eid": eid, "role": role, "name": name, "aid": "", "class": "", "rect": box, "enabled": True,
                "offscreen": False}  # fmt: skip

    record, kind = f"{handoff.run}/evidence.uia.snapshot/{number}", "evidence.uia.snapshot"
    snapshot: Json = {
        "schema_version": 1, "record_type": kind, "record_id": record, "run_id": handoff.run, "ts_utc": when,
        "unix_ms_utc": int(moment.timestamp() * 1000), "hwnd": "0x101",
        "window": {"title": window["title"], "process_path": window["process_path"], "pid": 77},
        "focus_path": [node("w", "Window", window["title"], window["rect"])],
        "context_peers": [node("t", "Text", f"draft line {number}", [8, 16, 60, 20])],
        "operables": [node("b", "Button", "Save", [70, 40, 88, 50])],
        "stats": {"walk_ms": 3, "nodes_emitted": 3, "failures": 0},
    }  # fmt: skip
    digest = hashlib.sha256(canonical(snapshot)).hexdigest()
    snapshot["content_hash"] = digest
    envelope = {"payload": snapshot, "record_type": kind, "record_id": record, "content_hash": digest}
    _put(handoff, record, json.dumps(envelope if handoff.variant.uia == "wrapped" else snapshot, sort_keys=True))
    return {"uia_ref": {"record_id": record, "content_hash": digest, "ts_utc": when}}


def _add_strangers(handoff: Handoff) -> None:
    """Add what a reader must keep though it does not know it, or cannot even parse it."""
    when = _spell(START, handoff.variant)
    gap: Json = {"reason": "secure_desktop", "parent_evidence_id": None}
    _add(handoff, "evidence.capture.unavailable", f"{handoff.run}/capture.unavailable/1770726896789", when, gap)
    _add(handoff, "evidence.gaze.sample", f"{handoff.run}/gaze/0", when, {"at": [1, 2], "note": "a type of next year"})
    _put(handoff, f"{handoff.run}/broken/0", "{not json")
    _put(handoff, f"{handoff.run}/endless/0", '{"idle_seconds": Infinity, "record_type": "evidence.idle.sample"}')
    if handoff.variant.schema != "plain":
        _put(handoff, f"{handoff.run}/nothing/0", None)


def _add(handoff: Handoff, kind: str, record: str, when: str, fields: Json) -> None:
    payload = {"schema_version": 1, "record_type": kind, "run_id": handoff.run, "ts_utc": when, **fields}
    payload["payload_hash"] = hashlib.sha256(canonical(payload)).hexdigest()
    _put(handoff, record, json.dumps(payload, sort_keys=True))


def _put(handoff: Handoff, record: str, payload: str | None) -> None:
    handoff.rows[record] = payload


def _spell(moment: datetime, variant: Variant) -> str:
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    micro = f"{moment.microsecond:06d}"
    return {
        "z6": f"{text}.{micro}Z", "z3": f"{text}.{micro[:3]}Z", "z0": f"{text}Z", "offset6": f"{text}.{micro}+00:00",
    }[variant.times]  # fmt: skip


def _store(handoff: Handoff, kind: str, record: str, moment: datetime, blob: bytes) -> tuple[str, str]:
    """Lay a blob where the variant wants it; return its path, and the path as a payload spells it."""
    layout, spelling = handoff.variant.layout, handoff.variant.blob_path
    if layout == "legacy":
        tail = record.replace("/", "_") + ".bin"
    elif layout == "flat":
        # What handoff fixtures do; it is no rid, so that where no path is written the true rid has to stand.
        fixture = f"rid_{kind.replace('.', '_')}_{record.rpartition('/')[2]}"
        tail = f"{rid(record) if spelling == 'absent' else fixture}.blob"
    else:
        realm = "derived" if kind.startswith("derived.") else "evidence"
        tail = f"{rid(handoff.run)}/{realm}/{moment:%Y/%m/%d}/{rid(record)}.blob"
    handoff.media[f"media/{tail}"] = blob
    windows = "D:\\mymedia\\sidecar\\media\\" + tail.replace("/", "\\")
    return f"media/{tail}", {"relative": f"media/{tail}", "bare": tail}.get(spelling, windows)


def _write(handoff: Handoff) -> None:
    handoff.root.mkdir(parents=True, exist_ok=True)
    for path, blob in handoff.media.items():
        target = handoff.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(blob)
    if not handoff.variant.wal:
        _write_database(handoff, handoff.root / "metadata.db")
        return
    nursery = handoff.root.with_name(handoff.root.name + ".nursery")
    nursery.mkdir()
    with closing(_write_database(handoff, nursery / "metadata.db", keep_open=True)):
        # As a sidecar that died: rows in the -wal only, nobody left to fold them in.
        for name in ("metadata.db", "metadata.db-wal"):
            shutil.copyfile(nursery / name, handoff.root / name)
    shutil.rmtree(nursery)


def _write_database(handoff: Handoff, path: Path, *, keep_open: bool = False) -> sqlite3.Connection:
    table, declared, columns = _TABLES[handoff.variant.schema]
    connection = sqlite3.connect(path, isolation_level=None)
    if keep_open:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"CREATE TABLE {table} ({declared})")
    for name in ("record_type", "ts_utc", "run_id") if len(columns) == len(_FIVE) else ():
        connection.execute(f"CREATE INDEX idx_{table}_{name} ON {table}({name})")
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    connection.execute("BEGIN")
    connection.executemany(sql, [_columns(record, payload)[: len(columns)] for record, payload in handoff.rows.items()])
    connection.execute("COMMIT")
    if not keep_open:
        connection.close()
    return connection


def _columns(record: str, payload: str | None) -> tuple[str | None, ...]:
    try:
        fields = json.loads(payload or "{}")
    except ValueError:
        fields = {}
    return record, payload, fields.get("record_type"), fields.get("ts_utc"), fields.get("run_id")
