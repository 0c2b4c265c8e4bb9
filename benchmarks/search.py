"""A generated log, rebuilt: rates and sizes. How long searching and answering take is for `benchmarks.answering`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import generated
from benchmarks.run import Row
from ledger import chain
from ledger.dataroot import DataRoot
from ledger.head import Head, read_head
from projections import catalogue, engine
from projections.digests import digests_of
from projections.engine import Files, SqliteStore
from projections.locator import LocatorWriter
from projections.rebuild import rebuild

FRAMES = 10_000


def main() -> Iterator[Row]:
    """Make a small log, rebuild it three times, and grow it in pieces."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(base / "keys"))
        root = DataRoot(base / "data")
        generated.generate(root, FRAMES)
        yield from _rebuilding(root, base)


def _rebuilding(root: DataRoot, base: Path) -> Iterator[Row]:
    events, found, seconds, walls = read_head(root).size, [], [], []
    for _ in range(3):
        begun, wall = time.process_time(), time.perf_counter()
        found.append(rebuild(root, content=False).whole)
        seconds.append(time.process_time() - begun)
        walls.append(time.perf_counter() - wall)
    rate, by_the_wall = events / min(seconds), events / min(walls)
    yield Row("rebuild of all views, events a second of processor time", f"{rate:,.0f}", "≥ 30,000", rate >= 30_000)
    yield Row("the same by the clock on the wall", f"{by_the_wall:,.0f}", "≥ 30,000", by_the_wall >= 30_000)
    yield Row("memory of a rebuild, at most", f"{_memory_of_a_rebuild(root):.0f} MB", "–", None)
    yield Row("three rebuilds", "equal" if len(set(found)) == 1 else "differ", "equal", len(set(found)) == 1)
    # As live views grow: each batch is committed.
    engine.fold_until(root, files := Files.inside(base / "grown"), head := read_head(root), until=events // 3)
    engine.fold_until(root, files, head)
    grown = digests_of(files).whole
    yield Row("grown in two pieces", "equal" if grown == found[0] else "differs", "equal", grown == found[0])
    rate = _records_and_locator(root, base, head)
    yield Row("records and locator alone, events a second", f"{rate:,.0f}", "≥ 100,000", rate >= 100_000)
    size = _size(root) / FRAMES / 1000
    yield Row("logs and views, kB a frame", f"{size:.1f}", "≤ 20", size <= 20)


def _memory_of_a_rebuild(root: DataRoot) -> float:
    """Return what a process that rebuilds has in memory at most, in MB: its own, and pages of files it looks at."""
    command = [sys.executable, "-m", "cli", "rebuild", "--data-dir", str(root.path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return used.ru_maxrss / 1024


def _records_and_locator(root: DataRoot, base: Path, head: Head) -> float:
    genesis = chain.genesis("journal", head.origin, head.root_key)
    begun = time.process_time()
    with (
        closing(SqliteStore(base / "alone.db", catalogue.IN_METADATA_DB, genesis, apart=True)) as records,
        closing(LocatorWriter(base / "alone.lmdb", genesis, apart=True)) as locator,
    ):
        for batch, position in engine.batches(root, records.position, head, head.size):
            records.fold(batch, position)
            locator.fold(batch, position)
        records.finish()
    return head.size / (time.process_time() - begun)


def _size(root: DataRoot) -> int:
    return sum(path.stat().st_size for path in root.path.rglob("*") if path.is_file() and "media" not in path.parts)
