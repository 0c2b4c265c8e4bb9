"""The records of a chronicle session: each message told once, under the names that our other records have.

A frame is an `evidence.capture.frame`. The input between one frame and the next is one `evidence.input.batch`, to which
the later frame leads: there is one also where nothing happened, so that "nothing" is told from "not recorded". What the
sidecar's own detector saw is an `evidence.chronicle.detections`. Each has its messages in protobuf's JSON form; only of
input, which can be thousands of events a second, mere movements are counted, and a batch tells `MOST_EVENTS` at most.
The files themselves are in care as they came.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ingest.batches import as_json
from ingest.chronicle_pb2 import DetectionFrame, FrameMeta, InputEvent, SessionManifest
from ingest.shipment import Row
from ingest.timeline import Timeline
from projections.frames import FRAME_TYPE

SESSION = "evidence.chronicle.session"
DETECTIONS = "evidence.chronicle.detections"
INPUT = "evidence.input.batch"
TABLE = "chronicle/v0"

MOST_EVENTS = 1_000

_SHA256_BYTES = 32
_AFTER_LAST_FRAME = "end"


class Messages(msgspec.Struct, frozen=True):
    """What a session holds: its manifest as parsed and as it came, and its batches (None: the file is not there)."""

    session: str
    manifest: SessionManifest
    manifest_text: str
    frames: Sequence[FrameMeta]
    input: Sequence[InputEvent] | None
    detections: Sequence[DetectionFrame] | None


class SessionRows:
    """The rows of a session, made from its messages anew with each walk. `home` is where its files go in our media."""

    unique = False  # two messages can have one number

    def __init__(self, messages: Messages, home: str, meta: Sequence[str]) -> None:
        """`meta`: the files beside the frames, relative to the session; the session's own record names them."""
        self._messages = messages
        self._home = home
        self._meta = meta
        manifest = messages.manifest
        self._time = Timeline(manifest.qpc_frequency_hz, manifest.start_qpc_ticks, manifest.start_unix_ns)

    def __iter__(self) -> Iterator[Row]:
        """Yield the session, then frames, input and detections, each in the order of its batch."""
        messages = self._messages
        yield self._session_row()
        for frame in messages.frames:
            yield self._frame_row(frame)
        yield from self._input_rows()
        for detected in messages.detections or ():
            yield self._detection_row(detected)

    def close(self) -> None:
        """Let go; nothing is held open."""

    def _row(self, kind: str, number: object, ts_utc: str | None, fields: dict[str, Any]) -> Row:
        run = self._messages.session
        envelope = {"schema_version": 1, "record_type": kind, "run_id": run, "ts_utc": ts_utc}
        payload = json.dumps({**envelope, **fields}, sort_keys=True).encode()
        return Row(f"{run}/{kind}/{number}", kind, ts_utc, run, payload, TABLE)

    def _session_row(self) -> Row:
        manifest = self._messages.manifest
        when = self._time.when(manifest.start_qpc_ticks, manifest.start_unix_ns)
        # As a text: a stranger's keys in it must not be taken for ours.
        fields = {
            "manifest": self._messages.manifest_text,
            "time_source": when.source,
            "files": [{"name": path, "blob_path": f"{self._home}/{path}"} for path in self._meta],
        }
        return self._row(SESSION, 0, when.ts_utc, fields)

    def _frame_row(self, frame: FrameMeta) -> Row:
        when, number = self._time.when(frame.qpc_ticks, frame.unix_ns), frame.frame_index
        fields: dict[str, Any] = {
            "blob_path": f"{self._home}/{artifact_of(frame)}",
            "content_hash": sha256_of(frame.sha256),
            "width": frame.width or None,
            "height": frame.height or None,
            "desktop_rect": as_rect(frame) if frame.HasField("desktop_rect") else None,
            "backend": self._messages.manifest.capture_backend or None,
            "monitor_index": frame.dpi.monitor_id or None,
            "input_batch_ref": self._reference(INPUT, number) if self._messages.input is not None else None,
            "detections_ref": self._reference(DETECTIONS, number) if self._messages.detections is not None else None,
            "time_source": when.source,
            "chronicle": as_json(frame),
        }
        told = {name: value for name, value in fields.items() if value is not None}
        return self._row(FRAME_TYPE, number, when.ts_utc, told)

    def _reference(self, kind: str, number: int) -> dict[str, str]:
        return {"record_id": f"{self._messages.session}/{kind}/{number}"}

    def _input_rows(self) -> Iterator[Row]:
        """Yield the input up to each frame, and what came after the last one; nothing where no input was recorded."""
        events = self._messages.input
        if events is None:
            return
        moments = [(self._time.since_start_ns(each.qpc_ticks, each.unix_ns), each) for each in self._messages.frames]
        placed = sorted((at, frame.frame_index) for at, frame in moments if at is not None)
        times = [at for at, _ in placed]
        groups: dict[int | str, list[InputEvent]] = {frame.frame_index: [] for frame in self._messages.frames}
        for event in events:
            at = self._time.since_start_ns(event.qpc_ticks, event.unix_ns)
            place = len(times) if at is None else bisect_left(times, at)
            number = placed[place][1] if place < len(placed) else _AFTER_LAST_FRAME
            groups.setdefault(number, []).append(event)
        pressed: dict[str, int] = {}
        for number, group in groups.items():
            yield self._input_row(number, group, pressed)

    def _input_row(self, number: int | str, events: Sequence[InputEvent], pressed: dict[str, int]) -> Row:
        """`pressed`: which buttons of which device are down, carried on from batch to batch."""
        kinds = Counter(event.WhichOneof("event") or "other" for event in events)
        told = [event for event in events if not _is_movement(event, pressed)]
        ends = [self._time.when(event.qpc_ticks, event.unix_ns).ts_utc for event in (*events[:1], *events[-1:])]
        fields = {
            "event_count": len(events),
            "counts": dict(sorted(kinds.items())),
            "start_ts_utc": ends[0] if ends else None,
            "end_ts_utc": ends[-1] if ends else None,
            # Keyboard text is deliberately absent in v0.
            "not_recorded": ["key"],
            "movements": len(events) - len(told),
            "events_not_told": max(0, len(told) - MOST_EVENTS),
            "events": [as_json(event) for event in told[:MOST_EVENTS]],
        }
        return self._row(INPUT, number, ends[-1] if ends else None, fields)

    def _detection_row(self, detected: DetectionFrame) -> Row:
        when = self._time.when(detected.qpc_ticks, 0)
        fields = {"frame_ref": self._reference(FRAME_TYPE, detected.frame_index), "time_source": when.source}
        return self._row(DETECTIONS, detected.frame_index, when.ts_utc, {**fields, "chronicle": as_json(detected)})


def _is_movement(event: InputEvent, pressed: dict[str, int]) -> bool:
    """Say whether a pointer only moved: no wheel, and the same buttons down as before. Note which are."""
    if event.WhichOneof("event") != "mouse":
        return False
    before = pressed.get(event.device_id, 0)
    pressed[event.device_id] = event.mouse.buttons
    return event.mouse.buttons == before and not event.mouse.wheel_delta


def artifact_of(frame: FrameMeta) -> str:
    """Return the session-relative path of a frame's picture as it is said, or by its number where it is not said."""
    return frame.artifact_path.replace("\\", "/") or f"frames/frame_{frame.frame_index:06}.png"


def as_rect(frame: FrameMeta) -> dict[str, int]:
    """Return where the frame lies on the desktop, in pixels."""
    rect = frame.desktop_rect
    return {"x": rect.x, "y": rect.y, "w": rect.w, "h": rect.h}


def sha256_of(stated: bytes) -> str | None:
    """Return a SHA-256 in hex; None where it is none.

    In JSON a field of bytes is base64; a writer that put hex digits there gives 48 other bytes, which tell.
    """
    if len(stated) == _SHA256_BYTES:
        return stated.hex()
    text = base64.b64encode(stated).decode()
    try:
        return text.lower() if len(text) == 2 * _SHA256_BYTES and binascii.unhexlify(text) else None
    except (binascii.Error, ValueError):
        return None
