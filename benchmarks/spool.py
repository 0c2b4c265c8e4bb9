"""Handoff directories with truth beside them: recorded ones, and ones made of rendered pages."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.browser import Browser, Drawing
from benchmarks.rendered import render

Draw = Callable[[Browser, int], tuple[bytes, dict[str, Any]]]
BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Spool:
    """Handoff directories, and what is true of the frames in them: see the corpus' README, or `rendered.SCRIPT`."""

    directories: tuple[Path, ...]
    truths: tuple[dict[str, Any], ...]


def recorded(corpus: Path, only: list[str] | None) -> Spool:
    """Return the handoff directories of a recorded corpus, all or those named."""
    truths = [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "truth" / "frames").glob("*.json"))]
    kept = [truth for truth in truths if only is None or truth["handoff"] in only]
    names = sorted({truth["handoff"] for truth in kept})
    return Spool(tuple(corpus / "handoff" / name for name in names), tuple(kept))


def rendered(spool: Path, first: int, count: int, draw: Draw = render) -> Spool:
    """Render pages and lay them down as one handoff directory, a frame each; what is there already is kept.

    `draw` gives the picture and the truth of a seed.
    """
    home = spool / f"made-{first}-{count}"
    truth_file = home.with_suffix(".json")
    if not truth_file.exists():
        (home / "media").mkdir(parents=True, exist_ok=True)
        truths = []
        rows = []
        with Browser(Drawing()) as browser:
            for number in range(count):
                picture, truth = draw(browser, first + number)
                row, frame = _row(home, number, picture)
                rows.append(row)
                truths.append({**truth, "frame_id": frame, "seed": first + number})
        with sqlite3.connect(home / "metadata.db") as db:
            db.execute("CREATE TABLE metadata (id TEXT, record_type TEXT, ts_utc TEXT, payload TEXT, run_id TEXT)")
            db.executemany("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", rows)
        db.close()
        truth_file.write_text(json.dumps(truths, ensure_ascii=False), "utf-8")
    return Spool((home,), tuple(json.loads(truth_file.read_text("utf-8"))))


def _row(home: Path, number: int, picture: bytes) -> tuple[tuple[str, str, str, str, str], str]:
    frame, when = f"made/frame/{number}", (BEGINNING + timedelta(seconds=10 * number)).isoformat()
    (home / "media" / f"{number}.png").write_bytes(picture)
    payload = {
        "record_type": "evidence.capture.frame",
        "ts_utc": when,
        "blob_path": f"media/{number}.png",
        "content_hash": hashlib.sha256(picture).hexdigest(),
    }
    return (frame, payload["record_type"], when, json.dumps(payload), "made"), frame
