"""A handoff directory as a recorder writes it: rows and pictures, without UI Automation."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.worlds.window import Window

Json = dict[str, Any]


def _rid(record: str) -> str:
    return "rid_" + base64.urlsafe_b64encode(record.encode()).decode().rstrip("=")


def _digest(value: Json) -> str:
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def spelled(moment: datetime) -> str:
    """A moment as the rows spell it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass
class Recorder:
    """Writes one session; frames are added in their order, then `close` writes the rows."""

    home: Path
    run: str
    size: tuple[int, int]
    rows: list[tuple[str, Json]] = field(default_factory=list)
    _window: Json = field(default_factory=dict)
    _window_ref: Json = field(default_factory=dict)
    _count: int = 0

    def frame(self, moment: datetime, picture: bytes, window: Window, rect: list[int]) -> str:
        """Record one frame and what goes with it; return the frame's id."""
        number, when = self._count, spelled(moment)
        self._count += 1
        hwnd = 65536 + int(hashlib.sha256(window.app.encode()).hexdigest()[:4], 16)
        body = {"title": window.title, "process_path": window.process, "hwnd": hwnd, "rect": rect}
        if body != self._window:
            self._window = body
            record = f"{self.run}/window/{number}"
            self._window_ref = {"record_id": record, "ts_utc": when, "window": body}
            said = {"window": body, "text": f"{window.title} {window.process}", "content_hash": _digest(body)}
            self._add("evidence.window.meta", record, when, said)
        keys, clicks = (7 * number) % 23, 1 + number % 3
        summary = f"{self.run}/derived.input.summary/{number}"
        counts = {"key": keys, "mouse": clicks}
        given = {"start_ts_utc": when, "end_ts_utc": when, "event_id": f"{self.run}-ev-{number}", "mode": "other",
                 "event_count": keys + clicks, "counts": counts}  # fmt: skip
        self._add("derived.input.summary", summary, when, given)
        record = f"{self.run}/evidence.capture.frame/{number}"
        path = f"media/{_rid(self.run)}/evidence/{moment:%Y/%m/%d}/{_rid(record)}.blob"
        target = self.home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)
        digest, (width, height) = hashlib.sha256(picture).hexdigest(), self.size
        self._add("evidence.capture.frame", record, when, {
            "blob_path": path, "content_hash": digest, "content_size": len(picture), "content_type": "image/png",
            "encoding": "png", "width": width, "height": height, "resolution": f"{width}x{height}", "backend": "mss",
            "lossless": True, "pixel_size": 3 * width * height, "monitor_index": 0, "render_cursor": False,
            "desktop_rect": [0, 0, width, height], "window_ref": self._window_ref,
            "input_ref": {"record_id": summary, "ts_utc": when, "kind": "input.summary", "idle_seconds": 1,
                          "event_count": keys + clicks},
        })  # fmt: skip
        return record

    def close(self, moment: datetime) -> None:
        """Write the rows, and that nobody is at the machine any more."""
        with sqlite3.connect(self.home / "metadata.db") as db:
            db.execute(
                "CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT NOT NULL, record_type TEXT, ts_utc TEXT,"
                " run_id TEXT)"
            )
            for record, payload in self.rows:
                values = (record, json.dumps(payload, sort_keys=True), payload["record_type"], payload["ts_utc"])
                db.execute("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", (*values, self.run))
        db.close()
        (self.home / "activity").mkdir(exist_ok=True)
        signal = {"ts_utc": spelled(moment), "idle_seconds": 95.0, "user_active": False, "source": "windows-sidecar"}
        (self.home / "activity" / "activity_signal.json").write_text(json.dumps(signal), "utf-8")

    def _add(self, kind: str, record: str, when: str, fields: Json) -> None:
        payload = {"schema_version": 1, "record_type": kind, "run_id": self.run, "ts_utc": when, **fields}
        self.rows.append((record, {**payload, "payload_hash": _digest(payload)}))
