"""Growth curves: what rebuilding, verifying, searching, answering and keeping cost, by the number of frames.

    python -m benchmarks.growth /big/disk --frames 1000 10000 100000 --pictures docs/pictures
    python -m benchmarks.growth /big/disk --log /big/disk/gen1m --pictures docs/pictures

Makes a generated log of each size in the directory given (one that lies there already is used as it is), rebuilds its
views, and measures. Each command is a process of its own; all times are processor time, which other work on the
machine changes little. What was measured is kept in `growth.json` there, a point a size, so that a large log need not
be measured again for a picture. The pictures need `matplotlib`, which is in no lock: `pip install matplotlib`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks import generated, latency
from ledger.dataroot import DataRoot
from ledger.head import read_head
from projections.views import Views
from query import ask
from query.passages import hits

CLI = Path(__file__).resolve().parent.parent / "cli.py"
KEPT = "growth.json"


class Point(msgspec.Struct, frozen=True):
    """What was measured of a log of one size. Times are processor time: of commands in s, of questions p95 in ms.

    `memory_mb` is the most that a rebuild held; sizes are bytes on the disk of logs and of views.
    """

    frames: int
    events: int
    rebuild_s: float
    memory_mb: float
    verify_s: float
    logs: int
    views: int
    rare_ms: float
    common_ms: float
    meaning_ms: float
    answer_ms: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--frames", type=int, nargs="*", default=[], help="sizes of logs to make and measure")
    parser.add_argument("--log", type=Path, action="append", default=[], help="a generated DataRoot to measure")
    parser.add_argument("--as-rebuilt", action="store_true", help="do not rebuild; needs what was measured before")
    parser.add_argument("--pictures", type=Path, help="draw the curves into this folder")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.directory.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(args.directory / "keys"))
    kept = args.directory / KEPT
    points = {point.frames: point for point in _read(kept)}
    for root in (*_made(args.directory, args.frames, args.seed), *map(DataRoot, args.log)):
        point = measured(root, points if args.as_rebuilt else {})
        points[point.frames] = point
        kept.write_bytes(msgspec.json.format(msgspec.json.encode([points[n] for n in sorted(points)])))
    rows = [points[number] for number in sorted(points)]
    print(table_of(rows))
    if args.pictures:
        draw(rows, args.pictures)


def _read(kept: Path) -> list[Point]:
    return msgspec.json.decode(kept.read_bytes(), type=list[Point]) if kept.exists() else []


def _made(directory: Path, sizes: Sequence[int], seed: int) -> Iterator[DataRoot]:
    for frames in sizes:
        root = DataRoot(directory / f"frames-{frames}")
        if not root.is_born():
            generated.generate(root, frames, seed)
        yield root


def measured(root: DataRoot, known: dict[int, Point]) -> Point:
    """Measure one log; one whose size is `known` is not rebuilt and not verified again."""
    spent, memory = (0.0, 0.0) if known else _run("rebuild", root)
    with Views(root) as views:
        [frames] = views.facts.execute("SELECT count(*) FROM frames").fetchone()
        before = known.get(frames)
        if known and before is None:
            raise SystemExit(f"{root.path} was not measured before: leave --as-rebuilt out.")
        verify = before.verify_s if before else _run("audit", root, "verify")[0]
        rare, middling, the, _ = (each.words for each in latency.words_of(views))
        now = datetime.fromtimestamp(views.facts.execute("SELECT max(ts_us) FROM frames").fetchone()[0] / 1e6 + 60, UTC)
        return Point(
            frames=frames,
            events=read_head(root).size,
            rebuild_s=before.rebuild_s if before else spent,
            memory_mb=before.memory_mb if before else memory,
            verify_s=verify,
            logs=sum(_bytes(path) for path in root.path.glob("*.ndjson")) + _bytes(root.path / "segments"),
            views=sum(_bytes(path) for path in (root.path / "metadata.db", root.derived, root.index)),
            rare_ms=_p95(_times(lambda words: hits.find(views.facts, words, by_meaning=False), rare)),
            common_ms=_p95(_times(lambda words: hits.find(views.facts, words, by_meaning=False), the)),
            meaning_ms=_p95(_times(lambda words: hits.find(views.facts, words), middling)),
            answer_ms=_p95(
                _times(lambda words: ask.ask(views, f"where did I see {words}", now=now, zone=UTC), middling)
            ),
        )


def _run(verb: str, root: DataRoot, *more: str) -> tuple[float, float]:
    """Return the processor time (s) of a command, and the most memory it held (MB)."""
    command = [sys.executable, str(CLI), verb, *more, "--data-dir", str(root.path)]
    process = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _bytes(path: Path) -> int:
    if not path.is_dir():
        with suppress(FileNotFoundError):
            return path.stat().st_size
        return 0
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())


def _times(look: Callable[[str], object], words: Sequence[str]) -> list[float]:
    return latency.times(look, words, time.process_time)


def _p95(times: Sequence[float]) -> float:
    return round(latency.late(times), 1)


COLUMNS = (
    "frames",
    "events",
    "rebuild, events a second",
    "memory of it, MB",
    "verify, events a second",
    "logs, kB a frame",
    "views, kB a frame",
    "a rare word, ms",
    "`the`, ms",
    "words and meaning, ms",
    "a whole answer, ms",
)


def table_of(points: Sequence[Point]) -> str:
    """Return the points as a table in Markdown."""
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for each in points:
        rates = (each.events / each.rebuild_s, each.memory_mb, each.events / each.verify_s)
        sizes = (f"{each.logs / each.frames / 1000:.1f}", f"{each.views / each.frames / 1000:.1f}")
        late = (each.rare_ms, each.common_ms, each.meaning_ms, each.answer_ms)
        cells = (f"{each.frames:,}", f"{each.events:,}", *(f"{rate:,.0f}" for rate in rates), *sizes)
        cells += tuple(f"{ms:,.0f}" for ms in late)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


CURVES = {
    "growth-answers.svg": (
        "p95 of a search and of an answer, warm",
        "processor time, milliseconds",
        {
            "a rare word": "rare_ms",
            "`the`": "common_ms",
            "words and meaning": "meaning_ms",
            "a whole answer": "answer_ms",
        },
    ),
    "growth-rebuild.svg": (
        "Rebuilding and verifying",
        "processor time, seconds",
        {"rebuild of all views": "rebuild_s", "verify of both logs": "verify_s"},
    ),
    "growth-sizes.svg": ("What is kept", "bytes", {"logs": "logs", "views": "views"}),
}
"""Each picture: its title, its axis, and the curves in it by name."""


def draw(points: Sequence[Point], folder: Path) -> None:
    """Draw the curves, both axes by powers of ten. The same points give the same bytes."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "autocapture"
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, unit, curves) in CURVES.items():
        figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
        for label, column in curves.items():
            axes.loglog([each.frames for each in points], [getattr(each, column) for each in points], "o-", label=label)
        axes.set(title=title, xlabel="frames", ylabel=unit)
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.legend(frameon=False)
        figure.savefig(folder / name, metadata={"Date": None, "Creator": None})
        pyplot.close(figure)


if __name__ == "__main__":
    main()
