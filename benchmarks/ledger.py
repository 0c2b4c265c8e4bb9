"""The log: appending against SQLite with a hash per row, verifying, proving one event out of the tiles."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.run import Row
from ledger import audit, proofs
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import RecordAdmitted
from ledger.head import read_head
from ledger.writer import Writer
from projections.engine import catch_up
from projections.tiles import TilesReader

COMMITS = 100
EVENTS = 1_000
PROOFS = 2_000
FACT = RecordAdmitted(
    "h", "metadata", "run1/frame/1", "evidence.capture.frame", "2026-03-05T09:00:01.123456Z", "run1", "x" * 300
)


def main() -> Iterator[Row]:
    """Measure 100 commits of 1,000 events of about 600 bytes, and what can be done with them."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        root = DataRoot(base / "data")
        ours = COMMITS * EVENTS / _seconds(lambda: _append(root))
        size = root.journal.stat().st_size // (COMMITS * EVENTS)
        theirs = COMMITS * EVENTS / _seconds(lambda: _append_to_sqlite(base / "rows.db", size))
        yield Row("append, events/s", f"{ours:,.0f}", "≥ 60,000", ours >= 60_000)
        yield Row(
            "append / SQLite (WAL, FULL), hash per row", f"{ours / theirs:.2f} ×", "≥ 1.5 ×", ours >= 1.5 * theirs
        )
        verified = COMMITS * EVENTS / _seconds(lambda: _verify(root))
        yield Row("verify, events/s on one core", f"{verified:,.0f}", "≥ 100,000", verified >= 100_000)
        catch_up(root)
        yield from _proofs(root)


def _proofs(root: DataRoot) -> Iterator[Row]:
    size = read_head(root).size
    tiles = TilesReader(root.index / "tiles")
    places = [number * 7919 % size for number in range(PROOFS)]
    made = [proofs.inclusion(place, size, tiles.node_at) for place in places]
    each_ms = _seconds(lambda: [proofs.inclusion(place, size, tiles.node_at) for place in places]) / PROOFS * 1000
    head = read_head(root).frontier.root()
    leaves = [tiles.node_at(0, place) for place in places]
    both = list(zip(places, leaves, made, strict=True))

    def check_all() -> None:
        for place, leaf, path in both:
            proofs.check_inclusion(place, size, leaf, path, head)

    check_ms = _seconds(check_all) / PROOFS * 1000
    yield Row(f"inclusion proof at {size:,} events, made", f"{each_ms:.2f} ms", "< 1 ms", each_ms < 1)
    yield Row("inclusion proof, checked", f"{check_ms:.3f} ms", "< 0.3 ms", check_ms < 0.3)


def _append(root: DataRoot) -> None:
    ensure_born(root)
    writer = Writer(root)
    for _ in range(COMMITS):
        with writer.turn() as turn:
            turn.commit([FACT] * EVENTS, run="R", stage=1, action="bench")


def _append_to_sqlite(path: Path, size: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, prev BLOB, line BLOB)")
        prev, line, seq = bytes(32), b"x" * size, 0
        for _ in range(COMMITS):
            db.execute("BEGIN")
            for _ in range(EVENTS):
                db.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, prev, line))
                prev, seq = hashlib.sha256(prev + line).digest(), seq + 1
            db.execute("COMMIT")


def _verify(root: DataRoot) -> None:
    if audit.verify(root, blobs="none").state != "intact":
        raise RuntimeError("the log that was just written does not verify")


def _seconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun
