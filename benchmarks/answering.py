"""How long searching and answering take, by size of the log and by how common the words are, warm and cold.

`make bench ONLY=answering` measures a log of 5,000 frames. `AUTOCAPTURE_BENCH_LOGS=/a:/b` names DataRoots that
`python -m benchmarks.generated` made and `autocapture rebuild` prepared, such as of 100,000 and 1,000,000 frames:
these are asked instead, and left as they are. Beside the time that passed stands the processor time: where others want
the processor, too, only that says how long a quiet machine would take. What was measured is told as soon as it is.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import generated, latency
from benchmarks.run import Row
from ledger.dataroot import DataRoot
from projections.views import Views
from query import ask
from query.passages import hits

FRAMES = 5_000
ROUNDS = 15
LOGS = "AUTOCAPTURE_BENCH_LOGS"
_COLD = 5
_ANSWER_MS, _COLD_MS = 100, 350


def main() -> Iterator[Row]:
    """Ask the logs that the environment names, or a small one."""
    # What is installed has its bytecode beside it; so has what is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    named = [Path(path) for path in os.environ.get(LOGS, "").split(os.pathsep) if path]
    for path in named:
        yield from _told(asked_of(DataRoot(path)))
    if not named:
        with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
            os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(Path(name) / "keys"))
            root = DataRoot(Path(name) / "data")
            generated.generate(root, FRAMES)
            # By a process of its own: the asking must find what a new process finds.
            subprocess.run([sys.executable, "-m", "cli", "rebuild", "--data-dir", str(root.path)], check=True)
            yield from _told(asked_of(root))


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"{row.what}: {row.measured}", file=sys.stderr, flush=True)
        yield row


def asked_of(root: DataRoot) -> Iterator[Row]:
    """Search a log, ask it, warm and from new processes."""
    with Views(root) as views:
        db = views.facts
        [frames] = db.execute("SELECT count(*) FROM frames").fetchone()
        goal = 50 if frames <= 100_000 else 100
        classes = latency.words_of(views)
        for asked in classes:
            times = _times(lambda words: hits.find(db, words, by_meaning=False), asked.words)
            yield _row(f"{frames:,} frames, warm: search, {asked.said}", times, goal)
        # Words that were asked for before would be reckoned once.
        both = _times(lambda words: hits.find(db, words), classes[1].words, rounds=1)
        yield _row(f"{frames:,} frames, warm: search by words and meaning", both, goal)
        now = datetime.fromtimestamp(db.execute("SELECT max(ts_us) FROM frames").fetchone()[0] / 1e6 + 60, UTC)
        for asked in classes:
            times = _times(lambda words: ask.ask(views, f"where did I see {words}", now=now, zone=UTC), asked.words)
            yield _row(f"{frames:,} frames, warm: answer, {asked.said}", times, _ANSWER_MS)
    for asked in classes:
        cold = [_cold(root, word) for word in (asked.words * _COLD)[:_COLD]]
        told = f"median {statistics.median(cold):.0f} ms"
        yield Row(f"{frames:,} frames, cold: `query`, {asked.said}", told, f"≤ {_COLD_MS}", max(cold) <= _COLD_MS)


def _times(search: Callable[[str], object], words: Sequence[str], rounds: int = ROUNDS) -> list[tuple[float, float]]:
    """Return for each search how long it took, and how long the processor was at it, in milliseconds."""
    search(words[0])
    times = []
    for _ in range(max(1, rounds // len(words))):
        for each in words:
            begun, spent = time.perf_counter(), time.process_time()
            search(each)
            times.append((1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - spent)))
    return times


def _row(what: str, times: Sequence[tuple[float, float]], goal: float) -> Row:
    passed, spent = (sorted(each) for each in zip(*times, strict=True))
    at = min(len(times) - 1, int(0.95 * len(times)))
    told = f"p50 {statistics.median(passed):.1f}, p95 {passed[at]:.1f} ms"
    told += f"; processor {statistics.median(spent):.1f}, {spent[at]:.1f} ms"
    return Row(what, told, f"p95 ≤ {goal:.0f} ms", passed[at] <= goal)


def _cold(root: DataRoot, word: str) -> float:
    begun = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "cli",
        "query",
        f"where did I see {word}",
        "--data-dir",
        str(root.path),
        "--tz",
        "UTC",
    ]
    subprocess.run(command, capture_output=True, check=False)
    return 1000 * (time.perf_counter() - begun)
