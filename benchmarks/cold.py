"""A question asked of a process that is not there yet: how long until the answer stands in the terminal."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.run import Row
from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "sample" / "handoff"
ROUNDS = 15
WALL_S, RATIO = 0.35, 2.5
YARDSTICK = "import sqlite3, msgspec, rich.console"


class _Took(NamedTuple):
    """Wall and processor time of a child, in seconds."""

    wall: float
    cpu: float


def main() -> Iterator[Row]:
    """Ask in turn with the yardstick: importing what any such program needs. Bytecode is there, as once installed."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ["AUTOCAPTURE_KEY_DIR"] = str(base / "keys")
        _recorded(base)
        question = ("query", "what does the window say?", "--data-dir", str(base / "data"))
        ours = [sys.executable, "-m", "cli", *question]
        theirs = [sys.executable, "-c", YARDSTICK]
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(base / "bytecode")
        for command in (ours, theirs):
            _run(command, environment)
        rounds = [(_run(ours, environment), _run(theirs, environment)) for _ in range(ROUNDS)]
    wall = statistics.median(each.wall for each, _ in rounds)
    yield Row("query, cold process, wall", f"{wall:.2f} s", f"≤ {WALL_S} s", wall <= WALL_S)
    ratio = statistics.median(mine.cpu / yard.cpu for mine, yard in rounds)
    goal = f"≤ {RATIO} × importing sqlite3, msgspec, rich.console"
    yield Row("query, cold process, processor time", f"{ratio:.1f} ×", goal, ratio <= RATIO)


def _recorded(base: Path) -> None:
    shutil.copytree(SAMPLE, base / "spool")
    for handoff in sorted((base / "spool").iterdir()):
        HandoffIngestor(base / "data").ingest_handoff_dir(handoff)
    Batch(DataRoot(base / "data"), chosen(["uia", "windows"]), OpenGate()).run()


def _run(command: Sequence[str], environment: dict[str, str]) -> _Took:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return _Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
