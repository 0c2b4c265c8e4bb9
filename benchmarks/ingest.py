"""Stage 1 against `cp`: 10,000 files of 150 KB and their rows; and what it costs whatever came before.

Each command is a process of its own, start and syncs included. Page caches are warm for both sides.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.run import Row
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import RecordAdmitted
from ledger.writer import Writer
from projections.engine import catch_up

FILES = 10_000
SIZE = 150_000
ROUNDS = 3
MANY_ROWS = 100_000
HISTORY = 1_000_000
MARKED = 500
_COMMIT = 50_000


def main() -> Iterator[Row]:
    """Measure; the yardsticks are measured in the same run."""
    # What is installed has its bytecode beside it; so has what is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        yield from _against_cp(base)
        yield from _copying(base)
        yield from _many_rows(base)
        yield from _whatever_came_before(base)
        yield from _marked(base)


def _against_cp(base: Path) -> Iterator[Row]:
    spool = _handoff(base / "plain", FILES, SIZE, hashed=False)
    link = _best(lambda number: _cp(["-al"], spool, base / f"link{number}"))
    copy = _best(lambda number: _cp(["-a"], spool, base / f"copy{number}"), rounds=2)
    first = _best(lambda number: _drain(spool, base / f"data{number}"))
    again = _best(lambda _: _drain(spool, base / "data0", "--include-marked"))
    idle = _best(lambda _: _drain(spool, base / "data0", again=True))
    yield Row("hardlink ingest / cp -al", f"{first / link:.1f} × ({first:.2f} s)", "≤ 4 ×", first <= 4 * link)
    yield Row("hardlink ingest / cp -a", f"{first / copy:.0%}", "≤ 40 %", first <= 0.4 * copy)
    yield Row(
        "second ingest / first, nothing hashed", f"{again / first:.0%} ({again:.2f} s)", "< 10 %", again < 0.1 * first
    )
    yield Row("drain with nothing to do", f"{idle:.2f} s", "≤ 0.3 s", idle <= 0.3)
    _remove(spool, *base.glob("data*"))


def _copying(base: Path) -> Iterator[Row]:
    spool = _handoff(base / "stated", FILES, SIZE, hashed=True)
    bound = _hash_seconds(spool)
    plain = _best(lambda number: _cp(["-a"], spool, base / f"copy{number}"), rounds=2)
    copied = _best(lambda number: _drain(spool, base / f"data{number}", "--mode", "copy"), rounds=2)
    linked = _best(lambda number: _drain(spool, base / f"linked{number}"), rounds=2)
    again = _best(lambda _: _drain(spool, base / "linked0", "--include-marked"))
    durable = plain + _synced(spool, base / "synced") + bound
    yield Row(
        "copy ingest with SHA-256 / (cp -a + hashing)",
        f"{copied / (plain + bound):.2f} × ({copied:.1f} s)",
        "≤ 1.25 ×",
        copied <= 1.25 * (plain + bound),
    )
    yield Row("the same / (cp -a, syncfs and hashing)", f"{copied / durable:.2f} ×")
    told = f"{again / linked:.0%} ({again:.2f} s)"
    yield Row("second ingest / first, where rows state a SHA-256", told, "< 10 %", again < 0.1 * linked)
    yield Row("hardlink ingest with SHA-256 / hashing on one core", f"{linked / bound:.2f} × ({linked:.1f} s)")
    _remove(spool, *base.glob("data*"), *base.glob("linked*"))


def _many_rows(base: Path) -> Iterator[Row]:
    spool = _handoff(base / "rows", MANY_ROWS, 64, hashed=True)
    seconds = _drain(spool, base / "rows-data")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Row(f"memory, {MANY_ROWS:,} rows and files", f"{peak:.0f} MB ({seconds:.1f} s)", "≤ 150 MB", peak <= 150)
    _remove(spool, base / "rows-data")


def _whatever_came_before(base: Path) -> Iterator[Row]:
    spool = _handoff(base / "one", 100, 10_000, hashed=True)
    _drain(spool, base / "empty")  # the DataRoot exists in both cases
    old = DataRoot(base / "old")
    _fill(old)
    empty, full = [], []
    for number in range(7):
        each = _handoff(base / f"one{number}", 100, 10_000, hashed=True, run=f"run{number}")
        empty.append(_drain(each, base / "empty"))
        (each / "handoff" / "reap_eligible.json").unlink()
        full.append(_drain(each, old.path))
    ratio = sorted(full)[3] / sorted(empty)[3]
    yield Row(f"1 handoff after {HISTORY:,} records / after 100", f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3)


def _marked(base: Path) -> Iterator[Row]:
    """Measure what directories cost that wait to be deleted: each drain looks at all of them."""
    one, spool, data = _handoff(base / "marked-one", 5, 1_000, hashed=True), base / "marked", base / "marked-data"
    none = base / "marked-none"
    for directory in (spool, none):
        directory.mkdir()
    for number in range(MARKED):
        shutil.copytree(one / "handoff", spool / f"h{number:04}")
    command = [sys.executable, "-m", "cli", "handoff", "drain", "--data-dir", str(data), "--spool-root"]
    subprocess.run([*command, str(spool)], check=True, stdout=subprocess.DEVNULL)
    with_them = _best(lambda _: _cpu([*command, str(spool)]))
    without = _best(lambda _: _cpu([*command, str(none)]))
    yield Row("each marked directory, processor time", f"{(with_them - without) / MARKED * 1e3:.2f} ms")
    _remove(one, spool, data)


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _fill(root: DataRoot) -> None:
    """Put a history into a DataRoot, as if many handoffs had come."""
    ensure_born(root)
    writer = Writer(root)
    for start in range(0, HISTORY, _COMMIT):
        facts = (_record(number) for number in range(start, start + _COMMIT))
        with writer.turn() as turn:
            turn.commit(facts, run="", stage=1, action="benchmark")
    catch_up(root)


def _record(number: int) -> RecordAdmitted:
    fields = {
        "record_type": "evidence.window.meta",
        "ts_utc": "2026-03-01T00:00:00Z",
        "window": {"title": f"t{number}"},
    }
    return RecordAdmitted("old", "metadata", f"old/window/{number}", None, None, "old", json.dumps(fields))


def _handoff(root: Path, count: int, size: int, *, hashed: bool, run: str = "run1") -> Path:
    """Write a spool with one handoff directory, done since a while and on the disk."""
    media = root / "handoff" / "media"
    media.mkdir(parents=True)
    db = sqlite3.connect(root / "handoff" / "metadata.db")
    db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT, record_type TEXT, ts_utc TEXT, run_id TEXT)")
    for number in range(count):
        data = (f"{run}:{number:08}".encode() * (size // 8 + 1))[:size]
        (media / f"{run}-{number}.blob").write_bytes(data)
        fields = {
            "record_type": "evidence.capture.frame",
            "blob_path": f"media/{run}-{number}.blob",
            "content_hash": hashlib.sha256(data).hexdigest() if hashed else f"frame_hash_{number}",
            "ts_utc": f"2026-03-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}Z",
            "run_id": run,
        }
        row = (f"{run}/frame/{number}", json.dumps(fields, sort_keys=True), *(fields[name] for name in _INDEXED))
        db.execute("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", row)
    db.commit()
    db.close()
    (root / "handoff" / "READY").touch()
    os.sync()
    return root


_INDEXED = ("record_type", "ts_utc", "run_id")


def _cp(flags: list[str], source: Path, destination: Path) -> float:
    os.sync()
    begun = time.perf_counter()
    subprocess.run(["cp", *flags, str(source), str(destination)], check=True)
    seconds = time.perf_counter() - begun
    shutil.rmtree(destination)
    return seconds


def _synced(source: Path, destination: Path) -> float:
    """Return what `cp -a` leaves to be done: seconds until its bytes are on the disk."""
    subprocess.run(["cp", "-a", str(source), str(destination)], check=True)
    begun = time.perf_counter()
    subprocess.run(["sync", "-f", str(destination)], check=True)
    seconds = time.perf_counter() - begun
    shutil.rmtree(destination)
    return seconds


def _drain(spool: Path, data: Path, *more: str, again: bool = False) -> float:
    command = [sys.executable, "-m", "cli", "handoff", "drain", "--spool-root", str(spool), "--data-dir", str(data)]
    if not again and "--include-marked" not in more:
        (spool / "handoff" / "reap_eligible.json").unlink(missing_ok=True)
    os.sync()
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


def _remove(*paths: Path) -> None:
    for path in paths:
        shutil.rmtree(path)
