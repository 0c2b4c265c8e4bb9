"""The other side of the chronicle spool: writes sessions byte by byte after the table in wire formats 5.

It knows the wire format of protobuf itself and neither our .proto nor the library, so that a wrong number there shows.
"""

from __future__ import annotations

import hashlib
import json
import random
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import zstandard

FREQUENCY = 10_000_000
START_TICKS = 880_000_000_000
START_UNIX_NS = 1_772_096_700_000_000_000
ID = "0b52c0c4-6d2e-4c0e-9a31-2f1f0a3b7d11"

Pack = Callable[[bytes], bytes]


def varint(value: int) -> bytes:
    """A base-128 varint; a negative number is spelled in 64 bits, as int32 and int64 are."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number(at: int, value: int) -> bytes:
    return varint(at << 3) + varint(value) if value else b""


def real(at: int, value: float) -> bytes:
    return varint(at << 3 | 5) + struct.pack("<f", value) if value else b""


def piece(at: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return varint(at << 3 | 2) + varint(len(raw)) + raw if raw else b""


def rect(x: int, y: int, w: int, h: int) -> bytes:
    return number(1, x) + number(2, y) + number(3, w) + number(4, h)


def batch(items: Sequence[bytes]) -> bytes:
    return b"".join(varint(1 << 3 | 2) + varint(len(item)) + item for item in items)


def sized(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


def unsized(raw: bytes) -> bytes:
    """A stream that does not say how much is in it."""
    return zstandard.ZstdCompressor(write_content_size=False).compress(raw)


def plain(raw: bytes) -> bytes:
    return raw


@dataclass
class Session:
    """What is written: pictures by path, frames, events and detections as messages; change them, then `write`."""

    root: Path
    manifest: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)
    frames: list[bytes] = field(default_factory=list)
    events: list[bytes] = field(default_factory=list)
    detections: list[bytes] = field(default_factory=list)

    def write(self, pack: Pack = sized, *, complete: bool = True) -> Path:
        (self.root / "meta").mkdir(parents=True)
        for path, data in self.pictures.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)
        for name, items in (("frames", self.frames), ("input", self.events), ("detections", self.detections)):
            (self.root / "meta" / f"{name}.pb.zst").write_bytes(pack(batch(items)))
        (self.root / "manifest.json").write_text(json.dumps(self.manifest))
        if complete:
            (self.root / "COMPLETE.json").write_text("{}")
        return self.root


def frame(
    index: int, picture: bytes, path: str, *, ticks: int | None = None, unix_ns: int = 0, more: bytes = b""
) -> bytes:
    """A FrameMeta with every field set but the wall clock."""
    dpi = real(1, 1.5) + real(2, 1.25) + number(3, 144) + number(4, 120) + piece(5, "mon0")
    return (
        piece(1, ID) + number(2, index) + number(3, START_TICKS + index * FREQUENCY) + number(5, 96) + number(6, 60)
        + number(7, 1) + piece(8, rect(-96, 10, 96, 60)) + piece(9, rect(1, 2, 3, 4)) + piece(9, rect(5, 6, 7, 8))
        + piece(10, dpi) + piece(11, path) + piece(12, hashlib.sha256(picture).digest())
    )  # fmt: skip


def mouse(index: int, ticks: int, buttons: int = 3, wheel: int = -120) -> bytes:
    told = number(1, 5) + number(2, -6) + number(3, -1) + number(4, 2) + number(5, buttons) + number(6, wheel)
    return piece(1, ID) + number(2, index) + number(3, ticks) + piece(5, "device-a") + number(6, 1) + piece(10, told)


def control(index: int, ticks: int) -> bytes:
    told = piece(1, "pause") + piece(2, '{"blob_path": "../../etc/passwd"}')
    return piece(1, ID) + number(2, index) + number(3, ticks) + number(6, 2) + piece(11, told)


def hid(index: int, ticks: int) -> bytes:
    told = number(1, 13) + number(2, 4) + piece(3, b"\x00\xff")
    return piece(1, ID) + number(2, index) + number(3, ticks) + number(6, 3) + piece(12, told)


def detection(index: int, ticks: int) -> bytes:
    element = (
        piece(1, "e1") + number(2, 4) + piece(3, rect(-90, 12, 30, 10)) + real(4, 0.5) + piece(5, "Save")
        + piece(6, "Größe") + piece(7, "e0")
    )  # fmt: skip
    return piece(1, ID) + number(2, index) + number(3, ticks) + piece(4, element)


def session(spool: Path, hypervisor: ModuleType, *, frames: int = 3, identity: str = ID) -> Session:
    """A session of a few frames, a second apart, with input and detections; not written yet."""
    manifest = {
        "schema_version": "chronicle/v0", "session_id": identity, "host_id": "host", "qpc_frequency_hz": FREQUENCY,
        "start_qpc_ticks": START_TICKS, "end_qpc_ticks": START_TICKS + frames * FREQUENCY,
        "start_unix_ns": START_UNIX_NS, "end_unix_ns": 0, "desktop_width": 96, "desktop_height": 60,
        "capture_backend": "dxgi", "config_json": "{}", "a_key_of_next_year": {"blob_path": "media/nowhere"},
    }  # fmt: skip
    built = Session(spool / f"session_{identity}", manifest)
    rng = random.Random(identity)
    for index in range(frames):
        path, picture = f"frames/frame_{index:06}.png", hypervisor.draw(rng)
        built.pictures[path] = picture
        built.frames.append(frame(index, picture, path))
        built.detections.append(detection(index, START_TICKS + index * FREQUENCY))
    for index, (kind, after_s) in enumerate([(mouse, 0.5), (control, 1.0), (hid, 1.5), (mouse, frames + 5)]):
        built.events.append(kind(index, START_TICKS + int(after_s * FREQUENCY)))
    return built
