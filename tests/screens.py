"""Screens that can be read: lines of text drawn with a real font, as handoff directories; and a processor of hazards.

Imported by name in worker processes, too (`importable`): what is pickled here is found there.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from processors.findings import Earlier, Findings, Subject
from processors.processor import Traits

WIDTH, HEIGHT = 420, 200
LINES = ("Storm closes ports", "Invoice 4711 is due", "Meeting at noon", "make test", "Batch size 64", "Draft saved")


def picture(lines: Sequence[str], width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A white screen with lines of black text, as a PNG file."""
    screen = np.full((height, width, 3), 255, dtype=np.uint8)
    for number, line in enumerate(lines):
        place = (12, 36 + 44 * number)
        cv2.putText(screen, line, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2, cv2.LINE_AA)
    found, data = cv2.imencode(".png", screen)
    assert found
    return data.tobytes()


def story(seed: int, frames: int) -> list[list[str]]:
    """What a screen shows, frame by frame: now and then a line comes, changes or goes."""
    chance = np.random.default_rng(seed)
    lines = [LINES[seed % len(LINES)], "", LINES[(seed + 1) % len(LINES)], ""]
    told = []
    for _ in range(frames):
        told.append(list(lines))
        lines[int(chance.integers(4))] = LINES[int(chance.integers(len(LINES)))] if chance.random() < 0.7 else ""
    return told


def handoff(hypervisor: ModuleType, root: Path, run: str, blobs: Sequence[bytes], size: tuple[int, int]) -> Any:
    """Write a handoff directory whose frames have these pictures, of one size."""
    built = hypervisor.build(root, run=run, frames=len(blobs))
    with closing(sqlite3.connect(built.root / "metadata.db")) as connection, connection:
        for (record, path), blob in zip(built.frames.items(), blobs, strict=True):
            # Aside and over it: the file's times stay in the past, as for all others.
            times = (built.root / path).stat()
            (built.root / path).write_bytes(blob)
            os.utime(built.root / path, ns=(times.st_atime_ns, times.st_mtime_ns))
            fields = json.loads(built.rows[record])
            fields |= {"content_hash": hashlib.sha256(blob).hexdigest(), "content_size": len(blob)}
            fields |= {"width": size[0], "height": size[1]}
            connection.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(fields), record))
    return built


def told_at(signal_file: Path, **changes: Any) -> None:
    """Write an activity signal as the sidecar does: temporary name, then replace."""
    fields = {"ts_utc": datetime.now().astimezone().isoformat(), "idle_seconds": 95.0, "user_active": False} | changes
    signal_file.parent.mkdir(exist_ok=True)
    aside = signal_file.with_suffix(f".{time.monotonic_ns()}")
    aside.write_text(json.dumps(fields), encoding="utf-8")
    aside.replace(signal_file)


class Hazard:
    """A processor on which things befall frames: `{"2": "die"}` for the frame whose id ends in 2."""

    name, version, traits = "hazard", 1, Traits()

    def __init__(self, befalls: dict[str, str], marks: Path) -> None:
        self.befalls = befalls
        self.marks = marks

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        (self.marks / f"{subject.frame[-1]}.{os.getpid()}.{time.monotonic_ns()}").touch()
        match self.befalls.get(subject.frame[-1]):
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hang":
                time.sleep(600)
            case "swell":
                kept = [b"\1" * (50 << 20) for _ in range(40)]
                time.sleep(30 + len(kept))
            case "break":
                raise KeyError("a defect")
        return Findings(())
