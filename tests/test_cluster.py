"""A Dask cluster does the work: a real scheduler and two real workers on loopback, of which one is killed."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

import cli
from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.facts import AnyFact, BatchYielded, ElementSeen, FrameExamined, FrameFailed, TextRead
from processors.batch import Batch
from processors.cluster import Cluster, ClusterUnavailable
from processors.crew import Crew
from processors.engines import VERSION, EmbeddedReader
from processors.idle import OpenGate, SignalGate
from processors.text import TextProcessor
from processors.unit import Mismatched
from projections import compare

distributed = pytest.importorskip("distributed", reason="autocapture[dask] is not installed")

Program = Callable[..., subprocess.CompletedProcess[str]]


@dataclass
class Running:
    """A scheduler at `address` and its workers, which run elsewhere: `away` holds nothing of the DataRoot."""

    address: str
    away: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


@contextmanager
def started(away: Path, workers: int, tree: Path | None = None) -> Iterator[Running]:
    """Start a cluster; its workers import our rooms from `tree`, or those that the tests do."""
    away.mkdir()
    with ExitStack() as stack:
        told = away / "scheduler.json"
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
        begin(stack, away, "scheduler", *words)
        # It is there a moment before it is written.
        until(lambda: told.is_file() and told.read_text().endswith("}"))
        running = Running(json.loads(told.read_text())["address"].removeprefix("tcp://"), away)
        for number in range(workers):
            words = [f"tcp://{running.address}", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            running.workers.append(begin(stack, away, "worker", *words, "--name", str(number), tree=tree))
        with distributed.Client(f"tcp://{running.address}", set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=90)
        yield running


def begin(stack: ExitStack, away: Path, *words: str, tree: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a part of the cluster, which ends with the test."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
    # The rooms that the tests import, whatever is installed.
    path = os.pathsep.join(map(str, (tree or Path(cli.__file__).parent, Path(__file__).parent)))
    environment = {**os.environ, "PYTHONPATH": path}
    with (away / f"{time.monotonic_ns()}.log").open("wb") as log:
        part = subprocess.Popen(command, cwd=away, stdout=log, stderr=subprocess.STDOUT, env=environment)
    stack.callback(part.wait)
    stack.callback(part.kill)
    return part


def until(true: Callable[[], bool], seconds: float = 90) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


def reader() -> TextProcessor:
    return TextProcessor(EmbeddedReader, VERSION)


def found(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    facts = [event.understand(event.read(line)) for line in lines]
    return [fact for fact in facts if isinstance(fact, TextRead | ElementSeen | FrameExamined | FrameFailed)]


@pytest.fixture
def roots(hypervisor: ModuleType, screens: ModuleType, tmp_path: Path) -> tuple[Path, Path]:
    """Two DataRoots with the same log: three handoffs of four frames that can be read."""
    for number in range(3):
        blobs = [screens.picture(lines) for lines in screens.story(number, 4)]
        size = (screens.WIDTH, screens.HEIGHT)
        handoff = screens.handoff(hypervisor, tmp_path / f"h{number}", f"run{number}", blobs, size)
        for name in ("alone", "shared"):
            HandoffIngestor(tmp_path / name).ingest_handoff_dir(handoff.root)
    return tmp_path / "alone", tmp_path / "shared"


def test_cluster_says_what_this_process_says_also_when_a_worker_is_killed(
    roots: tuple[Path, Path], tmp_path: Path
) -> None:
    alone, shared = roots
    assert Batch(DataRoot(alone), [reader()], OpenGate()).run().examined == 12
    with started(tmp_path / "away", 2) as running:
        sizes: list[int] = []

        def hire() -> Crew:
            crew = Cluster(running.address)
            sizes.append(crew.size)
            return crew

        begun = itertools.count(1)

        def progress(_done: int, _total: int, _what: str) -> None:
            # By units that began, not by those that are done: where little else runs, all have begun by then.
            if next(begun) == 5:
                running.workers[0].send_signal(signal.SIGKILL)
                running.workers[0].wait()

        report = Batch(DataRoot(shared), [reader()], OpenGate(), hire=hire, progress=progress).run()
        assert running.workers[0].returncode == -signal.SIGKILL
        assert running.workers[1].poll() is None
    assert sizes == [2]
    assert (report.examined, report.failed, report.pending) == (12, 0, 0)
    expected = found(alone)
    assert sum(isinstance(fact, TextRead) and bool(fact.vanished) for fact in expected) >= 2
    assert found(shared) == expected
    assert compare.check(DataRoot(shared)).differences == ()


def test_command_works_on_a_cluster_and_stops_for_the_person(
    roots: tuple[Path, Path], screens: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    alone, shared = roots
    with started(tmp_path / "away", 1) as running:
        words = "batch", "run", "--no-require-idle", "--only", "text", "--executor", f"dask://{running.address}"
        ended = autocapture(*words, "--data-dir", alone, timeout=180)
        assert ended.returncode == 0, ended.stderr
        assert json.loads(ended.stdout)["examined"] == 12
        # The worker hangs over the first frame; the run does not.
        (tmp_path / "marks").mkdir()
        hazard = screens.Hazard({"0": "hang"}, tmp_path / "marks")
        path = shared / "activity" / "activity_signal.json"
        screens.told_at(path)
        gate = SignalGate(DataRoot(shared).activity_signals)

        def come_back(_done: int, _total: int, _what: str) -> None:
            screens.told_at(path, user_active=True)

        begun = time.monotonic()
        batch = Batch(DataRoot(shared), [hazard], gate, hire=lambda: Cluster(running.address), progress=come_back)
        report = batch.run()
        assert (report.examined, report.yielded) == (0, True)
        assert time.monotonic() - begun < 60
    last = event.understand(event.read((shared / "journal.ndjson").read_bytes().splitlines(keepends=True)[-1]))
    assert isinstance(last, BatchYielded)


def test_frame_over_which_a_worker_hangs_is_given_up(
    hypervisor: ModuleType, screens: ModuleType, tmp_path: Path
) -> None:
    """The other worker does the rest."""
    for number in range(2):
        handoff = hypervisor.build(tmp_path / f"h{number}", run=f"run{number}", frames=2 + number)
        HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    (tmp_path / "marks").mkdir()
    hazard = screens.Hazard({"2": "hang"}, tmp_path / "marks")
    with started(tmp_path / "away", 2) as running:
        report = Batch(
            DataRoot(tmp_path / "root"), [hazard], OpenGate(), hire=lambda: Cluster(running.address, limit_s=15.0)
        ).run()
    assert (report.examined, report.reasons) == (4, {"too_slow": 1})


def test_no_cluster_is_told_in_words(roots: tuple[Path, Path], autocapture: Program) -> None:
    words = "batch", "run", "--no-require-idle", "--only", "text", "--executor", "dask://127.0.0.1:9"
    ended = autocapture(*words, "--data-dir", roots[0])
    assert ended.returncode == ClusterUnavailable.exit_code
    assert "127.0.0.1:9" in ended.stderr
    assert json.loads(ended.stdout)["error"]["name"] == "cluster_unavailable"
    assert not found(roots[0])


def test_workers_of_another_release_are_told_of_at_once(
    roots: tuple[Path, Path], autocapture: Program, tmp_path: Path
) -> None:
    """What they found is of a class that is not there here; no frame is blamed for it."""
    other, rooms = tmp_path / "other", Path(cli.__file__).parent
    for room in ("ledger", "projections", "processors"):
        shutil.copytree(rooms / room, other / room, ignore=shutil.ignore_patterns("__pycache__"))
    unit = other / "processors" / "unit.py"
    unit.write_text(unit.read_text("utf-8").replace("Outcome", "Upshot"), "utf-8")
    with started(tmp_path / "away", 1, tree=other) as running:
        words = "batch", "run", "--no-require-idle", "--only", "text", "--executor", f"dask://{running.address}"
        ended = autocapture(*words, "--data-dir", roots[0], timeout=90)
    assert ended.returncode == Mismatched.exit_code, ended.stderr
    assert json.loads(ended.stdout)["error"]["name"] == "workers_mismatched"
    assert "same release" in ended.stderr
    assert not found(roots[0])
