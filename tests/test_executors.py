"""Whoever does the work, the journal says the same in the same order; what befalls a worker harms nobody else."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import msgspec
import numpy as np
import psutil
import pytest

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.facts import AnyFact, BatchFinished, BatchYielded, FrameExamined, FrameFailed, TextRead
from processors import executor, registry
from processors.batch import Batch, BatchReport
from processors.crew import Crew, Processes, WorkersUnavailable
from processors.engines import VERSION, EmbeddedReader
from processors.idle import OpenGate, Presence, SignalGate
from processors.phase import TooManyLost
from processors.text import TextProcessor
from processors.uia import UiaProcessor
from projections import compare

Make = Callable[[Path], Path]


@pytest.fixture
def made(hypervisor: ModuleType, screens: ModuleType, tmp_path: Path) -> Make:
    """Make a DataRoot with three handoffs of four frames that can be read; each call gives one with the same log."""
    handoffs = []
    for number in range(3):
        blobs = [screens.picture(lines) for lines in screens.story(number, 4)]
        size = (screens.WIDTH, screens.HEIGHT)
        handoffs.append(screens.handoff(hypervisor, tmp_path / f"h{number}", f"run{number}", blobs, size))

    def make(root: Path) -> Path:
        for each in handoffs:
            HandoffIngestor(root).ingest_handoff_dir(each.root)
        return root

    return make


@pytest.fixture
def few(hypervisor: ModuleType, tmp_path: Path) -> Path:
    """A DataRoot with six small frames of one handoff."""
    HandoffIngestor(tmp_path / "few").ingest_handoff_dir(hypervisor.build(tmp_path / "one", frames=6).root)
    return tmp_path / "few"


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def told(root: Path) -> list[AnyFact]:
    """All facts of Stage 2 in order, but for how long each processor took."""
    return [
        msgspec.structs.replace(fact, work=()) if isinstance(fact, BatchFinished) else fact
        for fact in facts_of(root)
        if not type(fact).__name__.startswith(("Blob", "Record", "Handoff", "Marker"))
        and type(fact).__name__ != "DatarootOpened"
    ]


def read(root: Path, crew: Crew | None, **options: Any) -> BatchReport:
    return Batch(
        DataRoot(root),
        [UiaProcessor(), TextProcessor(EmbeddedReader, VERSION)],
        OpenGate(),
        hire=lambda: crew,
        **options,
    ).run()


def endanger(root: Path, screens: ModuleType, befalls: dict[str, str], crew: Crew, **options: Any) -> BatchReport:
    (root.parent / "marks").mkdir(exist_ok=True)
    hazard = screens.Hazard(befalls, root.parent / "marks")
    gate = options.pop("gate", OpenGate())
    return Batch(DataRoot(root), [hazard], gate, hire=lambda: crew, **options).run()


def failures(root: Path) -> list[tuple[str, str]]:
    return [(fact.frame[-1], fact.error) for fact in facts_of(root) if isinstance(fact, FrameFailed)]


EARLIER: set[int] = set()
"""What other tests left in this process before the one that runs now."""


@pytest.fixture(autouse=True)
def _what_was_there_before() -> None:
    EARLIER.clear()
    EARLIER.update(descendants())


def descendants() -> list[int]:
    """Processes of ours, dead ones that nobody waited for among them; the one that counts semaphores stays for good."""
    found = psutil.Process().children(recursive=True)
    return [each.pid for each in found if each.pid not in EARLIER and "resource_tracker" not in _command(each)]


def _command(process: psutil.Process) -> str:
    with suppress(psutil.ZombieProcess):
        return " ".join(process.cmdline())
    return ""


# ---------------------------------------------------------------- the same facts


def test_processes_say_what_this_process_says_in_the_same_order(made: Make, tmp_path: Path) -> None:
    alone, shared = made(tmp_path / "alone"), made(tmp_path / "shared")
    assert read(alone, None).examined == 24
    assert read(shared, Processes(2)).examined == 24
    expected = told(alone)
    assert sum(isinstance(fact, TextRead) and fact.source == "ocr" and bool(fact.vanished) for fact in expected) >= 2
    assert told(shared) == expected
    assert compare.check(DataRoot(shared)).differences == ()
    assert descendants() == []


def test_worker_killed_in_the_middle_costs_nothing(made: Make, tmp_path: Path) -> None:
    alone, shared = made(tmp_path / "alone"), made(tmp_path / "shared")
    read(alone, None)
    killed: list[int] = []

    def progress(done: int, _total: int, what: str) -> None:
        if what.startswith("text") and done >= 14 and not killed:
            killed.extend(descendants()[:1])
            os.kill(killed[0], signal.SIGKILL)

    report = read(shared, Processes(2), progress=progress)
    assert killed
    assert (report.examined, report.failed) == (24, 0)
    assert told(shared) == told(alone)
    assert descendants() == []


def test_worker_killed_while_it_has_nothing_to_do_costs_nothing(few: Path, screens: ModuleType) -> None:
    killed: list[int] = []

    def progress(done: int, _total: int, _what: str) -> None:
        if done in (2, 4):
            killed.extend(descendants())
            os.kill(killed[-1], signal.SIGKILL)
            # On the second time it is long seen that the worker is gone.
            time.sleep(0.0 if done == 2 else 0.5)

    report = endanger(few, screens, {}, Processes(1), progress=progress)
    assert len(killed) == 2
    assert (report.examined, report.failed) == (6, 0)
    assert descendants() == []


def test_workers_that_cannot_be_started_are_said_of_no_frame(few: Path, screens: ModuleType) -> None:
    endanger(few, screens, {}, Processes(1))
    multiprocessing.set_executable("/bin/false")
    try:
        with pytest.raises(WorkersUnavailable, match="before it took its first frame"):
            endanger(few, screens, {}, Processes(1), force=True)
    finally:
        multiprocessing.set_executable(sys.executable)
    assert failures(few) == []


def test_every_processor_that_is_shipped_can_be_pickled() -> None:
    for processor in registry.chosen(list(registry.NAMES)):
        if not processor.traits.stays:
            again = pickle.loads(pickle.dumps(processor))
            assert (again.name, again.version) == (processor.name, processor.version)


# ---------------------------------------------------------------- what can befall a worker


def test_frame_over_which_workers_die_is_noted_and_the_rest_goes_on(few: Path, screens: ModuleType) -> None:
    report = endanger(few, screens, {"2": "die"}, Processes(1))
    assert (report.examined, report.failed) == (5, 1)
    assert failures(few) == [("2", "worker_died")]
    assert len(list((few.parent / "marks").glob("2.*"))) == 2
    assert endanger(few, screens, {}, Processes(1)).examined == 0
    assert descendants() == []


def test_workers_that_die_over_every_frame_stop_the_run_before_all_are_spoilt(few: Path, screens: ModuleType) -> None:
    with pytest.raises(TooManyLost, match="Three frames"):
        endanger(few, screens, dict.fromkeys("012345", "die"), Processes(2))
    assert len(failures(few)) == 2
    assert descendants() == []


def test_frame_that_takes_for_ever_is_stopped(few: Path, screens: ModuleType) -> None:
    report = endanger(few, screens, {"1": "hang"}, Processes(1, limit_s=5.0))
    assert (report.examined, report.failed) == (5, 1)
    assert failures(few) == [("1", "too_slow")]
    assert descendants() == []


def test_frame_that_takes_all_memory_is_stopped(few: Path, screens: ModuleType) -> None:
    report = endanger(few, screens, {"4": "swell"}, Processes(1, memory=500 << 20))
    assert (report.examined, report.failed) == (5, 1)
    assert failures(few) == [("4", "memory_exceeded")]
    assert descendants() == []


def test_defect_in_a_worker_is_told_as_one_here(few: Path, screens: ModuleType) -> None:
    assert endanger(few, screens, {"0": "break", "3": "break"}, Processes(2)).failed == 2
    assert failures(few) == [("0", "processor_broke"), ("3", "processor_broke")]
    assert any("a defect" in fact.detail for fact in facts_of(few) if isinstance(fact, FrameFailed))


def test_person_who_comes_back_does_not_wait_for_the_unit_at_hand(few: Path, screens: ModuleType) -> None:
    """The worker that hangs is gone within half a second, and the run ends."""
    path = few / "activity" / "activity_signal.json"
    took: list[float] = []

    def come_back() -> None:
        while not list((few.parent / "marks").glob("0.*")):
            screens.told_at(path)
            time.sleep(0.05)
        time.sleep(0.3)
        (worker,) = descendants()
        screens.told_at(path, user_active=True)
        begun = time.monotonic()
        while psutil.pid_exists(worker) and time.monotonic() - begun < 20:
            time.sleep(0.01)
        took.append(time.monotonic() - begun)

    (few.parent / "marks").mkdir()
    for _ in range(3):
        for mark in (few.parent / "marks").iterdir():
            mark.unlink()
        screens.told_at(path)
        person = threading.Thread(target=come_back)
        person.start()
        gate = SignalGate(DataRoot(few).activity_signals)
        report = endanger(few, screens, {"0": "hang"}, Processes(1), gate=gate)
        person.join()
        assert (report.examined, report.failed, report.pending, report.yielded) == (0, 0, 6, True)
        assert isinstance(facts_of(few)[-1], BatchYielded)
        assert not [fact for fact in facts_of(few) if isinstance(fact, FrameExamined | FrameFailed)]
        if took[-1] <= 0.5:
            break
    # The machine may be busy with other things; three times in a row it is not.
    assert min(took) <= 0.5
    assert descendants() == []


def test_run_stops_while_a_large_picture_is_on_its_way_to_a_worker(
    hypervisor: ModuleType, screens: ModuleType, tmp_path: Path
) -> None:
    """More than a pipe holds, to a process that does not read it yet."""
    noise = np.random.default_rng(1).integers(0, 256, (900, 1600, 3), dtype=np.uint8)
    blob = cv2.imencode(".png", noise)[1].tobytes()
    handoff = screens.handoff(hypervisor, tmp_path / "handoff", "run1", [blob], (1600, 900))
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)

    class Returning:
        """Away for the first questions, then back: before a new process has even begun."""

        asked = 0

        def presence(self) -> Presence:
            self.asked += 1
            return Presence(self.asked <= 2, "the person is active")

    assert len(blob) > 1 << 20
    report = endanger(tmp_path / "root", screens, {}, Processes(1), gate=Returning())
    assert (report.examined, report.yielded) == (0, True)
    assert descendants() == []


def test_workers_end_when_their_parent_is_killed(few: Path, screens: ModuleType) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, sys.argv[2])\nimport screens\n"
        "from ledger.dataroot import DataRoot\nfrom processors.batch import Batch\n"
        "from processors.crew import Processes\nfrom processors.idle import OpenGate\n"
        "if __name__ == '__main__':\n"
        "    root = Path(sys.argv[1])\n    hazard = screens.Hazard({'0': 'hang'}, root.parent / 'marks')\n"
        "    Batch(DataRoot(root), [hazard], OpenGate(), hire=lambda: Processes(1)).run()\n"
    )
    (few.parent / "marks").mkdir()
    (few.parent / "main.py").write_text(program, encoding="utf-8")
    command = [sys.executable, str(few.parent / "main.py"), str(few), str(Path(__file__).parent)]
    with subprocess.Popen(command) as parent:
        until(lambda: bool(list((few.parent / "marks").iterdir())))
        workers = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
    assert workers
    until(lambda: not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in workers))


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


def test_runs_leave_no_open_files_behind(few: Path, screens: ModuleType) -> None:
    def once() -> int:
        endanger(few, screens, {"2": "die"}, Processes(2), force=True)
        return len(list(Path("/proc/self/fd").iterdir()))

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("open files cannot be counted here")
    first = once()
    assert [once() for _ in range(2)] == [first, first]


# ---------------------------------------------------------------- choosing


def test_executors_are_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert executor.chosen("in-process", jobs=None, memory_mb=None) is None
    crew = executor.chosen("processes", jobs=3, memory_mb=None)
    assert isinstance(crew, Processes)
    assert crew.size == 3
    with pytest.raises(Usage, match="no executor 'threads'"):
        executor.chosen("threads", jobs=None, memory_mb=None)
    assert executor.ceiling(100) == 100 << 20
    monkeypatch.setenv(executor.MEMORY_VARIABLE, "2048")
    assert executor.ceiling(None) == 2048 << 20
    assert executor.ceiling(100) == 100 << 20
    monkeypatch.setenv(executor.MEMORY_VARIABLE, "plenty")
    with pytest.raises(Usage, match="plenty"):
        executor.ceiling(None)
    monkeypatch.delenv(executor.MEMORY_VARIABLE)
    assert executor.ceiling(None) == psutil.virtual_memory().total // 2
