"""Stage 1 against `cp`: 10,000 files of 150 KB and their rows, taken in by hard link, and again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.run import Row

FILES = 10_000
SIZE = 150_000
ROUNDS = 3


def main() -> Iterator[Row]:
    """Measure with and without `content_hash` in the rows: only then must a linked file be read."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        plain = _handoff(base / "plain", hashed=False)
        subprocess.run(["sync"], check=True)
        link = _best(lambda number: _cp(["-al"], plain, base / f"link{number}"))
        copy = _best(lambda number: _cp(["-a"], plain, base / f"copy{number}"), rounds=1)
        first = _best(lambda number: _drain(base, plain, f"data{number}"))
        again = _best(lambda _: _drain(base, plain, "data0", "--include-marked"))
        yield Row("hardlink ingest / cp -al", f"{first / link:.1f} × ({first:.2f} s)", "≤ 4 ×", first <= 4 * link)
        yield Row("hardlink ingest / cp -a", f"{first / copy:.0%}", "≤ 40 %", first <= 0.4 * copy)
        yield Row("second ingest / first", f"{again / first:.0%}", "< 10 %", again < 0.1 * first)
        shutil.rmtree(base / "plain")
        stated = _handoff(base / "stated", hashed=True)
        hashed = _best(lambda number: _drain(base, stated, f"stated-data{number}"), rounds=1)
        bound = _hash_seconds(stated)
        yield Row("hardlink ingest with SHA-256 / hashing alone", f"{hashed / bound:.2f} × ({hashed:.1f} s)")


def _handoff(root: Path, *, hashed: bool) -> Path:
    media = root / "handoff" / "media"
    media.mkdir(parents=True)
    db = sqlite3.connect(root / "handoff" / "metadata.db")
    db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT, record_type TEXT, ts_utc TEXT, run_id TEXT)")
    for number in range(FILES):
        data = number.to_bytes(8, "big") * (SIZE // 8)
        (media / f"{number}.blob").write_bytes(data)
        fields = {
            "record_type": "evidence.capture.frame",
            "blob_path": f"media/{number}.blob",
            "content_hash": hashlib.sha256(data).hexdigest() if hashed else f"frame_hash_{number}",
            "ts_utc": f"2026-03-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z",
            "run_id": "run1",
        }
        row = (
            f"run1/frame/{number}",
            json.dumps(fields, sort_keys=True),
            fields["record_type"],
            fields["ts_utc"],
            "run1",
        )
        db.execute("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", row)
    db.commit()
    db.close()
    return root


def _cp(flags: list[str], source: Path, destination: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(["cp", *flags, str(source), str(destination)], check=True)
    seconds = time.perf_counter() - begun
    shutil.rmtree(destination)
    return seconds


def _drain(base: Path, spool: Path, data: str, *more: str) -> float:
    command = [
        sys.executable,
        "-m",
        "cli",
        "handoff",
        "drain",
        "--spool-root",
        str(spool),
        "--data-dir",
        str(base / data),
    ]
    if not more:
        (spool / "handoff" / "reap_eligible.json").unlink(missing_ok=True)
    begun = time.perf_counter()
    subprocess.run([*command, *more], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _hash_seconds(root: Path) -> float:
    begun = time.perf_counter()
    for path in (root / "handoff" / "media").iterdir():
        hashlib.sha256(path.read_bytes()).digest()
    return time.perf_counter() - begun


def _best(measure: Callable[[int], float], rounds: int = ROUNDS) -> float:
    return min(measure(number) for number in range(rounds))
