"""Killed at any moment, then told to do the same again: the end is that of a run nobody disturbed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from ingest.marker import parse_marker
from ledger import event
from ledger.dataroot import DataRoot
from ledger.facts import AnyFact, BlobAdmitted, FrameExamined, HandoffCompleted, MarkerGranted, RecordAdmitted
from ledger.head import read_head
from ledger.keys import key_directory
from projections import rebuild

# What changes something that outlives the process; one such call is the last that a killed run enters.
TRACER = ["strace", "-f", "-qq"]
CALLS = "write,pwrite64,fsync,fdatasync,rename,linkat,link,unlink,unlinkat,ftruncate,truncate,mkdir,flock"
MOMENTS = 12
DELAYS = 4
MARKER = "reap_eligible.json"


def can_trace() -> bool:
    try:
        return subprocess.run([*TRACER, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@dataclass
class Scene:
    """A command, the directories it works on as they are before it runs, and what an undisturbed run makes of them."""

    command: list[str]
    template: Path
    place: Path
    traced: bool = field(default_factory=can_trace)
    calls: list[str] = field(default_factory=list)
    seconds: float = 0.0
    content: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.place / "root"

    def begin(self) -> None:
        """Put everything back to how it was; always at one place, because what is known names directories."""
        for note in key_directory().glob("*.seen"):
            note.unlink()
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.template, self.place)
        (self.place / "tmp").mkdir()

    def environment(self) -> dict[str, str]:
        return {**os.environ, "TMPDIR": str(self.place / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}

    def finish(self) -> None:
        done = subprocess.run(self.command, capture_output=True, env=self.environment(), timeout=60, check=False)
        assert done.returncode == 0, done.stderr

    def measure(self) -> None:
        """Run once without being disturbed; count the calls, take the time, keep what is known then."""
        self.begin()
        if self.traced:
            trace = self.template.with_suffix(".trace")
            command = [*TRACER, "-o", str(trace), "-e", f"trace={CALLS}", *self.command]
            subprocess.run(command, capture_output=True, env=self.environment(), timeout=60, check=True)
            # Each line begins with the process and the call: `4711 fsync(4) = 0`.
            lines = trace.read_text(errors="replace").splitlines()
            self.calls = [line.split(maxsplit=1)[1].partition("(")[0] for line in lines]
            self.begin()
        begun = time.monotonic()
        self.finish()
        self.seconds = time.monotonic() - begun
        self.content = self.known()

    def known(self) -> dict[str, str]:
        digests, differences = rebuild.check(DataRoot(self.root))
        assert differences == ()
        return digests.content

    def killed_in_call(self, number: int) -> None:
        """Kill the command when it enters the call that had this place (from 0) in the undisturbed run."""
        name = self.calls[number]
        inject = f"inject={name}:signal=KILL:when={self.calls[: number + 1].count(name)}"
        command = [*TRACER, "-o", os.devnull, "-e", f"trace={name}", "-e", inject, *self.command]
        done = subprocess.run(command, capture_output=True, env=self.environment(), timeout=60, check=False)
        assert done.returncode in (-9, 137), (number, name, done.returncode, done.stderr)

    def killed_after(self, seconds: float) -> None:
        with subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment()
        ) as running:
            time.sleep(seconds)
            running.kill()

    def killed_at(self, moment: int, moments: int) -> None:
        """Kill the command at one of evenly spread moments: at a call where calls can be traced, else at a time."""
        if self.traced:
            # Not the very last: one run may poll a lock once more than another.
            self.killed_in_call((len(self.calls) - 5) * moment // (moments - 1))
        else:
            self.killed_after(self.seconds * moment / (moments - 1))


@pytest.fixture(scope="module")
def ingesting(hypervisor: ModuleType, program: list[str], tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A spool of three directories, drained into an empty DataRoot."""
    base = tmp_path_factory.mktemp("ingesting")
    template, place = base / "template", base / "place"
    hypervisor.build(template / "spool" / "a", run="a", frames=2)
    hypervisor.build(template / "spool" / "b", hypervisor.Variant(wal=True, schema="records"), run="b", frames=2)
    hypervisor.build(template / "spool" / "c", hypervisor.Variant(layout="flat"), run="c", frames=2)
    words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
    scene = Scene([*program, *words], template, place)
    scene.measure()
    return scene


@pytest.fixture(scope="module")
def copying(ingesting: Scene, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The same, in copy mode."""
    place = tmp_path_factory.mktemp("copying") / "place"
    words = [word.replace(str(ingesting.place), str(place)) for word in ingesting.command]
    scene = Scene([*words, "--mode", "copy"], ingesting.template, place)
    scene.measure()
    return scene


@pytest.fixture(scope="module")
def looking(hypervisor: ModuleType, program: list[str], tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Two directories in care, their UIA snapshots looked at."""
    base = tmp_path_factory.mktemp("looking")
    for run in ("a", "b"):
        hypervisor.build(base / "spool" / run, run=run, frames=3)
    words = [*program, "handoff", "drain", "--spool-root", str(base / "spool")]
    subprocess.run([*words, "--data-dir", str(base / "template" / "root")], capture_output=True, check=True)
    words = ["batch", "run", "--no-require-idle", "--only", "uia", "--data-dir", str(base / "place" / "root")]
    scene = Scene([*program, *words], base / "template", base / "place")
    scene.measure()
    return scene


def committed(root: Path) -> list[AnyFact]:
    """The facts that the ledger vouches for, whatever lies behind them."""
    if not DataRoot(root).is_born():
        return []
    data = (root / "journal.ndjson").read_bytes() if (root / "journal.ndjson").exists() else b""
    lines = data[: read_head(DataRoot(root)).bytes].splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def stands(root: Path, spool: Path) -> None:
    """What must hold at every moment, also right after a crash: blobs before events, events before the marker."""
    facts = committed(root)
    for fact in facts:
        if isinstance(fact, BlobAdmitted):
            data = (root / fact.path).read_bytes()
            assert len(data) == fact.size
            assert fact.sha256 in ("", hashlib.sha256(data).hexdigest())
    complete = {fact.handoff for fact in facts if isinstance(fact, HandoffCompleted)}
    granted = {fact.handoff: fact.marker for fact in facts if isinstance(fact, MarkerGranted)}
    assert set(granted) <= complete
    for marker in spool.glob(f"*/{MARKER}"):
        assert parse_marker(marker.read_bytes()) is not None
        assert marker.read_text() == granted[marker.parent.name]


def ended_well(scene: Scene) -> None:
    scene.finish()
    assert scene.known() == scene.content
    facts = committed(scene.root)
    records = [fact.record for fact in facts if isinstance(fact, RecordAdmitted)]
    assert len(records) == len(set(records))
    examined = [(fact.frame, fact.processor) for fact in facts if isinstance(fact, FrameExamined)]
    assert len(examined) == len(set(examined))
    if (scene.place / "spool").exists():
        stands(scene.root, scene.place / "spool")
        assert len(list((scene.place / "spool").glob(f"*/{MARKER}"))) == 3


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_drain_killed_at_a_call_ends_as_if_nothing_had_been(ingesting: Scene, moment: int) -> None:
    ingesting.begin()
    ingesting.killed_at(moment, MOMENTS)
    stands(ingesting.root, ingesting.place / "spool")
    ended_well(ingesting)


@pytest.mark.parametrize("moment", range(3))
def test_copying_drain_killed_at_a_call_ends_as_if_nothing_had_been(copying: Scene, moment: int) -> None:
    copying.begin()
    copying.killed_at(moment + 1, 5)
    stands(copying.root, copying.place / "spool")
    ended_well(copying)


@pytest.mark.parametrize("seed", range(DELAYS))
def test_drain_killed_after_a_while_ends_as_if_nothing_had_been(ingesting: Scene, seed: int) -> None:
    ingesting.begin()
    ingesting.killed_after(random.Random(seed).random() * ingesting.seconds)
    stands(ingesting.root, ingesting.place / "spool")
    ended_well(ingesting)


def test_drain_killed_again_and_again_ends_as_if_nothing_had_been(ingesting: Scene) -> None:
    ingesting.begin()
    chance = random.Random(7)
    for _ in range(5):
        ingesting.killed_after((0.3 + 0.7 * chance.random()) * ingesting.seconds)
        stands(ingesting.root, ingesting.place / "spool")
    ended_well(ingesting)


@pytest.mark.parametrize("moment", range(MOMENTS - 2))
def test_batch_killed_at_a_call_ends_as_if_nothing_had_been(looking: Scene, moment: int) -> None:
    looking.begin()
    looking.killed_at(moment, MOMENTS - 2)
    ended_well(looking)


@pytest.mark.parametrize("seed", range(DELAYS - 1))
def test_batch_killed_after_a_while_ends_as_if_nothing_had_been(looking: Scene, seed: int) -> None:
    looking.begin()
    looking.killed_after(random.Random(seed).random() * looking.seconds)
    ended_well(looking)


def test_undisturbed_runs_agree(ingesting: Scene) -> None:
    """What the other tests compare with is no accident of one run: also where the log is cut in other commits."""
    ingesting.begin()
    spool: Sequence[Path] = sorted((ingesting.place / "spool").iterdir())
    for handoff in spool:
        words = ["ingest" if word == "drain" else word for word in ingesting.command]
        where = words.index("--spool-root")
        words[where : where + 2] = ["--handoff-root", str(handoff)]
        subprocess.run(words, capture_output=True, env=ingesting.environment(), timeout=60, check=True)
    assert ingesting.known() == ingesting.content
