"""The log: appending, verifying on one core and on two, proofs at a million events, sealed segments."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.run import Row
from ledger import audit, event, log, proofs
from ledger.birth import ensure_born
from ledger.chain import Nothing, genesis
from ledger.dataroot import DataRoot
from ledger.facts import RecordAdmitted
from ledger.head import read_head
from ledger.merkle import Frontier, node
from ledger.note import Checkpoint, Signer, sign
from ledger.tlog_proof import TlogProof
from ledger.walk import Walk
from ledger.writer import Writer
from projections.projection import Folding, Position
from projections.tiles import TilesReader, TilesWriter

COMMITS = 200
EVENTS = 1_000
MILLION = 1_000_000
PROOFS = 2_000
SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "sample" / "handoff"
FACT = RecordAdmitted(
    "h", "metadata", "run1/frame/1", "evidence.capture.frame", "2026-03-05T09:00:01.123456Z", "run1", "x" * 300
)


def main() -> Iterator[Row]:
    """Measure 200 commits of 1,000 events of about 600 bytes, what can be done with them, and recorded screens."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        root = DataRoot(base / "data")
        yield from _appending(root, base)
        yield from _verifying(root)
        yield from _hashing(root)
        _append(root, MILLION // EVENTS - COMMITS)
        yield from _sharing(root, MILLION)
        yield from _proving(base / "tiles")
        yield from _sealing(base)


# ---------------------------------------------------------------- append


def _appending(root: DataRoot, base: Path) -> Iterator[Row]:
    ours = COMMITS * EVENTS / _seconds(lambda: _append(root))
    size = log.size_of(root.journal) // (COMMITS * EVENTS)
    yield Row("append, events/s, sealing included", f"{ours:,.0f}", "≥ 60,000", ours >= 60_000)
    theirs = COMMITS * EVENTS / _seconds(lambda: _append_to_sqlite(base / "rows.db", size))
    yield Row("append / SQLite (WAL, FULL), hash per row", f"{ours / theirs:.2f} ×", "≥ 1.5 ×", ours >= 1.5 * theirs)
    if importlib.util.find_spec("eventsourcing") is None:
        yield Row("append / `eventsourcing` on SQLite", "not installed", "≥ 1.5 ×")
        return
    recorder = COMMITS * EVENTS / _seconds(lambda: _append_with_eventsourcing(base / "recorder.db", size))
    yield Row("append / `eventsourcing` on SQLite", f"{ours / recorder:.2f} ×", "≥ 1.5 ×", ours >= 1.5 * recorder)


def _append(root: DataRoot, commits: int = COMMITS) -> None:
    ensure_born(root)
    writer = Writer(root)
    for _ in range(commits):
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


def _append_with_eventsourcing(path: Path, size: int) -> None:
    from uuid import uuid4

    persistence = importlib.import_module("eventsourcing.persistence")
    recorders = importlib.import_module("eventsourcing.sqlite")
    recorder = recorders.SQLiteApplicationRecorder(recorders.SQLiteDatastore(str(path)))
    recorder.create_table()
    originator, line = uuid4(), b"x" * size
    for commit in range(COMMITS):
        recorder.insert_events(
            [persistence.StoredEvent(originator, commit * EVENTS + at, "bench", line) for at in range(EVENTS)]
        )


# ---------------------------------------------------------------- verify


def _verifying(root: DataRoot) -> Iterator[Row]:
    one = min(_seconds(lambda: _verify(root)) for _ in range(3))
    rate = COMMITS * EVENTS / one
    yield Row("verify, events/s on one core", f"{rate:,.0f}", "≥ 100,000", rate >= 100_000)
    two = min(_seconds(lambda: _verify(root, jobs=2)) for _ in range(3))
    yield Row("verify on two processes / on one", f"{one / two:.2f} ×", "≥ 1.7 ×", one / two >= 1.7)
    yield from _sharing(root, COMMITS * EVENTS)


def _sharing(root: DataRoot, events: int) -> Iterator[Row]:
    """How well two processes share an audit: what the wall would say on two cores that nobody else uses.

    They run side by side from the beginning, so it is the processor time of that one which spent more.
    """
    one, two = (min(_longest(root, jobs) for _ in range(3)) for jobs in (1, 2))
    what = f"the same for {events:,} events, by the processor time of the longer process"
    yield Row(what, f"{one / two:.2f} ×", "≥ 1.7 ×", one / two >= 1.7)


def _longest(root: DataRoot, jobs: int) -> float:
    before = _spent(resource.RUSAGE_SELF), _spent(resource.RUSAGE_CHILDREN)
    _verify(root, jobs)
    after = _spent(resource.RUSAGE_SELF), _spent(resource.RUSAGE_CHILDREN)
    return max(end - begun for begun, end in zip(before, after, strict=True))


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _hashing(root: DataRoot) -> Iterator[Row]:
    walked = min(_seconds(lambda: _walk(root)) for _ in range(3))
    openssl = min(_seconds(lambda: _openssl(root)) for _ in range(3))
    share = openssl / walked
    yield Row("chain and tree alone / openssl dgst -sha256", f"{share:.2f} ×", "≥ 0.7 ×", share >= 0.7)
    lines = list(log.read_lines(root.journal, 0, log.size_of(root.journal)))
    called = min(_seconds(lambda: _hash_each(lines)) for _ in range(3))
    yield Row("a hash of each line and one of an inner node, nothing else / the same", f"{openssl / called:.2f} ×")


def _hash_each(lines: list[bytes]) -> None:
    """As many calls of the hash as chain and tree need, over lines that lie in memory."""
    for line in lines:
        digest = event.leaf(line)
        node(digest, digest)


def _verify(root: DataRoot, jobs: int = 1) -> None:
    if audit.verify(root, blobs="none", jobs=jobs).state != "intact":
        raise RuntimeError("the log that was just written does not verify")


def _walk(root: DataRoot) -> None:
    """The chain, the numbers and the root over the whole journal, nothing else."""
    head, frontier = read_head(root), Frontier()
    walk = Walk(genesis("journal", head.origin, head.root_key), _Growing(frontier))
    for line in log.read_lines(root.journal, 0, head.bytes):
        walk.step(line)
    walk.finish()
    if walk.breaks or frontier.root() != head.frontier.root():
        raise RuntimeError("the walk came to another root")


class _Growing(Nothing):
    """The tree over a log that is whole."""

    def __init__(self, frontier: Frontier) -> None:
        self.append = frontier.append  # type: ignore[method-assign]


def _openssl(root: DataRoot) -> None:
    with subprocess.Popen(["openssl", "dgst", "-sha256"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as hashing:
        assert hashing.stdin is not None
        with log.Log(root.journal) as lines:
            at = 0
            while chunk := lines.read(at, 1 << 20):
                hashing.stdin.write(chunk)
                at += len(chunk)
        hashing.stdin.close()


# ---------------------------------------------------------------- proofs


def _proving(directory: Path) -> Iterator[Row]:
    leaves = [event.leaf(b"%d\n" % number) for number in range(MILLION)]
    writer = TilesWriter(directory, "00" * 32)
    for begin in range(0, MILLION, 10_000):
        batch = [
            Folding(seq, "", "", 0, 0, leaf, FACT) for seq, leaf in enumerate(leaves[begin : begin + 10_000], begin)
        ]
        writer.fold(batch, Position(begin + len(batch), 0, "00" * 32))
    tiles = TilesReader(directory)
    places = [number * 7919 % MILLION for number in range(PROOFS)]
    made = [proofs.inclusion(place, MILLION, tiles.node_at) for place in places]
    each_ms = _seconds(lambda: [proofs.inclusion(place, MILLION, tiles.node_at) for place in places]) / PROOFS * 1000
    root = proofs.root_of(0, MILLION, tiles.node_at)
    signer = Signer.generate("autocapture/01JNJB6W9TP6ZJ7Q5K3V8D2XAM")
    checkpoint = sign(Checkpoint(signer.name, MILLION, root).text(), signer)
    size = max(len(TlogProof(place, path, checkpoint).spelled()) for place, path in zip(places, made, strict=True))
    both = list(zip(places, made, strict=True))

    def check_all() -> None:
        for place, path in both:
            proofs.check_inclusion(place, MILLION, leaves[place], path, root)

    check_ms = _seconds(check_all) / PROOFS * 1000
    yield Row("inclusion proof at 1,000,000 events, whole file", f"{size:,} bytes", "≤ 1,200 bytes", size <= 1200)
    yield Row("inclusion proof at 1,000,000 events, made", f"{each_ms:.2f} ms", "< 1 ms", each_ms < 1)
    yield Row("inclusion proof at 1,000,000 events, checked", f"{check_ms:.3f} ms", "< 0.3 ms", check_ms < 0.3)


# ---------------------------------------------------------------- segments


def _sealing(base: Path) -> Iterator[Row]:
    """Recorded screens, taken into care and read by the embedded engine, then sealed: what people's logs are like."""
    root = DataRoot(base / "recorded")
    shutil.copytree(SAMPLE, base / "spool")
    _autocapture("handoff", "drain", "--spool-root", base / "spool", "--data-dir", root.path)
    _autocapture("batch", "run", "--no-require-idle", "--data-dir", root.path)
    text = root.journal.stat().st_size
    with Writer(root, segment_lines=256).turn():
        pass
    sealed = list(root.segments.glob("journal*"))
    packed = sum(path.stat().st_size for path in sealed)
    with log.Log(root.journal) as opened:
        ratio = opened.base / packed
        lines = list(_places(opened))
    chance = random.Random(5)
    looks = [chance.choice(lines) for _ in range(500)]
    each_ms = _seconds(lambda: [log.read_line(root.journal, at, size) for at, size in looks]) / len(looks) * 1000
    yield Row(f"recorded screens, {text / 1e6:.1f} MB: text / sealed", f"{ratio:.1f} ×", "≥ 9 ×", ratio >= 9)
    yield Row("one line out of a sealed segment", f"{each_ms:.2f} ms", "a frame of 256 lines")


def _places(opened: log.Log) -> Iterator[tuple[int, int]]:
    at = 0
    for line in opened.lines(0, opened.base):
        yield at, len(line)
        at += len(line)


def _autocapture(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "cli", *map(str, words)], stdout=subprocess.DEVNULL, check=True)


def _seconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun
