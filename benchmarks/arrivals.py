"""Stage 1 at scale: one handoff directory of 100,000 frames, and a hundred of 1,000 that come one after the other.

Every frame has a small PNG of its own, which can be read. Each command is a process of its own; times are processor
time, its start included, which other work on the machine changes little. `make bench ONLY=arrivals`; some minutes, and
a GB on the disk of the temporary folder (`TMPDIR`).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import statistics
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from benchmarks.run import Row
from ingest import marker

LARGE, TENTH = 100_000, 10_000
DIRECTORIES, FRAMES, ENDS = 100, 1_000, 10
WIDTH, HEIGHT = 32, 18
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
SECONDS = 5
POLL_S = 0.005
HANDOFF = (sys.executable, "-m", "cli", "handoff")
_INDEXED = ("record_type", "ts_utc", "run_id")


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds of processor time and of the wall, and the most memory that it held, in MB."""

    processor: float
    wall: float
    memory: float


def main() -> Iterator[Row]:
    """Take in a large directory, then many small ones, each drained as it comes; then as many by one drain."""
    # What is installed has its bytecode beside it; so has what is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        for row in (*_one_large(base), *_one_by_one(base), *_all_at_once(base)):
            print(f"{row.what}: {row.measured}", file=sys.stderr, flush=True)
            yield row


def _one_large(base: Path) -> Iterator[Row]:
    a_frame = []
    for frames in (TENTH, LARGE):
        spool = base / f"large{frames}"
        directory = handoff(spool, "0001", frames)
        spent = _run([*HANDOFF, "ingest", "--handoff-root", str(directory), "--data-dir", str(base / f"data{frames}")])
        a_frame.append(1000 * spent.processor / frames)
        yield _told(f"one directory of {frames:,} frames, ingest", spent, frames)
    yield Row("the same, a frame of the larger one / of the smaller one", f"{a_frame[1] / a_frame[0]:.2f} ×")


def _one_by_one(base: Path) -> Iterator[Row]:
    spool, times, memory = base / "coming", [], []
    for number in range(DIRECTORIES):
        handoff(spool, f"{number:04}", FRAMES)
        spent = _drain(spool, base / "data-coming")
        times.append(spent.processor)
        memory.append(spent.memory)
    # The very first one founds the DataRoot, too.
    first, last = statistics.median(times[1 : ENDS + 1]), statistics.median(times[-ENDS:])
    what = f"{DIRECTORIES} directories of {FRAMES:,} frames, each drained as it comes"
    yield Row(f"{what}: one of the first ten", f"{first:.2f} s, {max(memory[1 : ENDS + 1]):.0f} MB")
    yield Row(f"{what}: one of the last ten", f"{last:.2f} s, {max(memory[-ENDS:]):.0f} MB")
    yield Row(f"{what}: last / first", f"{last / first:.2f} ×", "≤ 1.3 ×", last <= 1.3 * first)
    idle = statistics.median(_drain(spool, base / "data-coming").processor for _ in range(3))
    yield Row(f"a drain of {DIRECTORIES} marked directories", f"{idle:.2f} s")


def _all_at_once(base: Path) -> Iterator[Row]:
    spool = base / "waiting"
    for number in range(DIRECTORIES):
        handoff(spool, f"{number:04}", FRAMES)
    spent, seen = _watched(spool, base / "data-waiting")
    yield _told(f"{DIRECTORIES} directories of {FRAMES:,} frames, by one drain", spent, DIRECTORIES * FRAMES)
    first, last = seen[ENDS] - seen[0], seen[-1] - seen[-1 - ENDS]
    told = f"{last / first:.2f} × ({first:.1f} s, {last:.1f} s)"
    yield Row("the same, the last ten / the first ten", told, "≤ 1.3 ×", last <= 1.3 * first)


def _watched(spool: Path, data: Path) -> tuple[Spent, list[float]]:
    """Drain; return, too, how much processor time was spent when each marker was there, to a hundredth of a second."""
    command, begun, seen = _draining(spool, data), time.perf_counter(), []
    process = psutil.Process(_started(command))
    for directory in sorted(spool.iterdir()):
        while not (directory / marker.NAME).exists() and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(POLL_S)
        times = process.cpu_times()
        seen.append(times.user + times.system)
    return _ended(command, process.pid, begun), seen


def _told(what: str, spent: Spent, frames: int) -> Row:
    told = f"{spent.processor:.1f} s ({1000 * spent.processor / frames:.3f} ms a frame)"
    return Row(what, f"{told}, {spent.wall:.1f} s by the wall, {spent.memory:.0f} MB")


def _drain(spool: Path, data: Path) -> Spent:
    return _run(_draining(spool, data))


def _draining(spool: Path, data: Path) -> list[str]:
    return [*HANDOFF, "drain", "--spool-root", str(spool), "--data-dir", str(data)]


def _run(command: list[str]) -> Spent:
    begun = time.perf_counter()
    return _ended(command, _started(command), begun)


def _started(command: list[str]) -> int:
    quiet = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    return os.posix_spawn(command[0], command, os.environ, file_actions=[quiet])


def _ended(command: list[str], pid: int, begun: float) -> Spent:
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}.")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


def handoff(spool: Path, run: str, frames: int) -> Path:
    """Write a directory that is done, a small picture a frame, and return it; all of it is on the disk."""
    home = spool / f"run_{run}"
    media = home / "media"
    media.mkdir(parents=True)
    rows = []
    for number in range(frames):
        picture = _png(random.Random(f"{run}/{number}").randbytes(3 * WIDTH * HEIGHT))
        (media / f"{run}-{number}.png").write_bytes(picture)
        rows.append(_row(run, number, picture))
    db = sqlite3.connect(home / "metadata.db")
    db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT, record_type TEXT, ts_utc TEXT, run_id TEXT)")
    db.executemany("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", rows)
    db.commit()
    db.close()
    (home / "READY").touch()
    os.sync()
    return home


def _row(run: str, number: int, picture: bytes) -> Sequence[str]:
    fields = {
        "record_type": "evidence.capture.frame",
        "ts_utc": f"{BEGIN + timedelta(seconds=SECONDS * number):%Y-%m-%dT%H:%M:%SZ}",
        "run_id": run,
        "blob_path": f"media/{run}-{number}.png",
        "content_hash": hashlib.sha256(picture).hexdigest(),
        "content_type": "image/png",
        "width": WIDTH,
        "height": HEIGHT,
    }
    columns = (str(fields[name]) for name in _INDEXED)
    return (f"{run}/evidence.capture.frame/{number}", json.dumps(fields, sort_keys=True), *columns)


def _png(pixels: bytes) -> bytes:
    """Return a picture of 8 bits a channel; each line begins with its filter, 0 for none."""
    lines = b"".join(b"\0" + pixels[at : at + 3 * WIDTH] for at in range(0, len(pixels), 3 * WIDTH))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
