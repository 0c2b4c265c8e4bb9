"""The machine loses power: whatever a disk may then hold of what was not synced, nothing acknowledged is lost.

A real run is recorded, every write with its bytes, every change of a name, every sync. Of that, states are made that a
crash can leave: writes torn, lost, zeroed and out of order; names that lead to files whose bytes never came, names that
are gone with all below them. Each is opened, and the work is gone on with. `make faults` makes some thousand, `make
test` a few; AUTOCAPTURE_CRASHES says how many of each run.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger import audit
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import HandoffRefused
from ledger.keyring import keyring_of
from ledger.rotation import rotate
from ledger.writer import Writer
from projections import compare
from tests.crash.disk import Disk, content_of, write_out
from tests.crash.recording import STRACE, deeds_in
from tests.crash.states import MANNERS, crashed, moments, said

SEED = 20261128
WHOLE = os.environ.get("AUTOCAPTURE_FAULTS") == "all"
# States of each run in each part.
COUNT = int(os.environ.get("AUTOCAPTURE_CRASHES", "60" if WHOLE else "6"))

# Commits, seals of both logs, a change of keys; a second run finds what the first one left.
PROGRAM = """
import sys
from pathlib import Path
from tests.faults.test_crash_states import work
work(Path(sys.argv[1]), int(sys.argv[2]))
"""


def work(path: Path, begin: int) -> None:
    """Commit seven events, say so of each, and put another key in force in between."""
    root = DataRoot(path)
    ensure_born(root)
    for number in range(begin, begin + 7):
        with Writer(root, segment_lines=4).turn() as turn:
            # More than a sector, so that a line may be torn within itself.
            turn.commit([HandoffRefused(f"h{number}", "", "r", "x" * 700)], run="R", stage=1, action="x")
        sys.stdout.write(f"acknowledged {number}\n")
        sys.stdout.flush()
        if number % 7 == 3:
            rotate(root)


@dataclass(frozen=True)
class Explored:
    """A recorded run, and what must hold of each state of the disk that a crash in it can leave."""

    name: str
    place: Path
    disk: Disk
    check: Callable[[str], None]


def explore(run: Explored, part: int, count: int = COUNT) -> None:
    """Make states, check each; a failure does not end it. What was tried is told (`pytest -rP` shows it)."""
    chance = random.Random(f"{SEED}{run.name}{part}")
    every, failed = moments(run.disk), []
    for number in range(count):
        # Each manner in turn: a rare one is not left out by chance. First, at the end, nothing but what was synced.
        manner, moment = MANNERS[number % len(MANNERS)], chance.choice(every) if number else every[-1]
        seed = chance.getrandbits(32)
        try:
            write_out(crashed(run.disk, moment, manner, random.Random(seed)), run.place)
            run.check(said(run.disk, moment))
        except Exception:  # noqa: BLE001 - whatever it is, the next one is tried
            failed.append(f"{run.name}, {manner.name} at {moment}, seed {seed}: {traceback.format_exc(limit=-4)}")
    print(f"explored {run.name}: {count} states of {len(every)} moments, {len(failed)} failed")
    assert not failed, "\n".join(failed)


def recorded(disk: Disk, traces: Sequence[str], place: Path, within: Sequence[str]) -> Disk:
    """Play traces on a disk; what that gives is what really lies there, or the recorder missed something."""
    for trace in traces:
        disk.play(deeds_in(trace))
    found = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for name in within
        for path in (place / name).rglob("*")
        if path.is_file()
    }
    assert content_of(disk.whole()) == found
    return disk


# ---------------------------------------------------------------- the log

LOGS = ("root", "keys")
# How many calls of each name the program makes: it is killed in each.
KILLS = {"mkdir": 11, "fsync": 44, "fdatasync": 34, "rename": 25, "write": 56}
PARTS = 16


def traced(place: Path, begin: int, *inject: str) -> str:
    """Run the program, to its end or to where it is struck; return its trace."""
    trace = place.with_suffix(".trace")
    words = ["strace", "-f", "-qq", "-o", str(trace), *STRACE, *inject, sys.executable, "-c", PROGRAM]
    environment = {**os.environ, "AUTOCAPTURE_KEY_DIR": str(place / "keys" / "deep"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = str(Path(audit.__file__).parent.parent)
    done = subprocess.run(
        [*words, str(place / "root" / "deep"), str(begin)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0 or inject, done.stderr
    return trace.read_text()


@contextmanager
def recorded_log(place: Path, logs: ModuleType, killed: tuple[str, int] | None) -> Iterator[Explored]:
    """Commits, seals and a change of keys; where `killed`, behind a run that was killed at this call."""
    for name in LOGS:
        (place / name).mkdir(parents=True)
    disk, traces, begun = Disk(place, LOGS), [], [7]
    if killed is not None:
        call, count = killed
        traces.append(traced(place, 0, "-e", f"inject={call}:signal=KILL:when={count}"))
        begun.insert(0, 0)
    traces.append(traced(place, 7))
    recorded(disk, traces, place, LOGS)
    attempted = [f"h{number}" for begin in begun for number in range(begin, begin + 7)]

    def check(told: str) -> None:
        stands_and_goes_on(DataRoot(place / "root" / "deep"), told, attempted, logs)

    yield Explored(f"the log{' behind a run killed in {} {}'.format(*killed) if killed else ''}", place, disk, check)
    shutil.rmtree(place)


def stands_and_goes_on(root: DataRoot, said: str, attempted: list[str], logs: ModuleType) -> None:
    """Nothing that was acknowledged is lost, the log verifies, and the next writer goes on."""
    acknowledged = [f"h{number}" for number in re.findall(r"acknowledged (\d+)", said)]
    kept: list[str] = []
    if root.is_born():
        report = audit.verify(root)
        assert (report.exit_code in (0, 1), report.faults) == (True, ()), audit.in_words(report)
        kept = logs.handoffs(root)
    assert [each for each in kept if each in acknowledged] == acknowledged
    assert [each for each in attempted if each in kept] == kept
    work(root.path, 100)
    assert logs.handoffs(root) == [*kept, *(f"h{number}" for number in range(100, 107))]
    report = audit.verify(root)
    assert report.exit_code == 0, audit.in_words(report)
    assert keyring_of(root).current != keyring_of(root).root


def test_log_whose_machine_crashed_loses_nothing_that_was_acknowledged(
    log_place: Path, logs: ModuleType, part: int
) -> None:
    with recorded_log(log_place, logs, None) as run:
        explore(run, part)


def test_log_whose_writer_was_killed_and_then_the_machine_crashed_loses_nothing(
    log_place: Path, logs: ModuleType, part: int
) -> None:
    """What the killed one left was seen by the next one, and perhaps never on the disk."""
    kills = [(name, number) for name, count in KILLS.items() for number in range(1, count + 1)]
    for killed in kills[part::PARTS] if WHOLE else random.Random(SEED).sample(kills, 2):
        with recorded_log(log_place, logs, killed) as run:
            explore(run, part, COUNT // 4)


@pytest.fixture
def log_place(scene: ModuleType, base: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> Path:
    """Where it happens, with a key directory of its own."""
    if not scene.can_trace():
        pytest.skip("strace is not here, or may not trace")
    place = base / f"log{part}" / "place"
    place.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(place / "keys" / "deep"))
    return place


# ---------------------------------------------------------------- taking into care, and views

PLACES = ("root", "spool", "keys")


def recorded_scene(played: Any) -> Disk:
    """Record what a scene's command does."""
    if not played.traced:
        pytest.skip("system calls cannot be traced here (strace)")
    played.measure()
    played.begin()
    disk, trace = Disk(played.place, PLACES), played.template.with_suffix(".recorded")
    done = played._traced("-o", str(trace), *STRACE)
    assert done.returncode == 0, done.stderr
    return recorded(disk, [trace.read_text()], played.place, PLACES)


def stands_and_ends(played: Any) -> None:
    """Nothing half stands, the log is intact or torn; and the same command ends as if nothing had been."""
    (played.place / "tmp").mkdir()
    played.stands()
    root = DataRoot(played.root)
    if root.is_born():
        report = audit.verify(root, blobs="hash")
        assert (report.state in ("intact", "torn"), report.faults) == (True, ()), audit.in_words(report)
    played.ended_well()


@pytest.fixture(scope="module")
def ingest(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Explored:
    """A directory is taken into care, by links, its files beside by copies."""
    home = base / "ingest"
    built = hypervisor.build(home / "template" / "spool" / "a", hypervisor.Variant(strangers=True), run="a", frames=2)
    (built.root / "uia").mkdir()
    (built.root / "uia" / "latest.snap.json").write_text("{}")
    words = ["handoff", "ingest", "--handoff-root", str(home / "place" / "spool" / "a"), "--quiet", "0"]
    command = [*program, *words, "--data-dir", str(home / "place" / "root")]
    played = scene.Scene(command, home / "template", home / "place", forkserver, name="ingest")
    return Explored("ingest", played.place, recorded_scene(played), lambda _: stands_and_ends(played))


@pytest.fixture(scope="module")
def copying(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Explored:
    """A second directory is taken into care, by copies: views grow that are there."""
    home = base / "copying"
    for run in ("a", "b"):
        hypervisor.build(home / "place" / "spool" / run, run=run, frames=2)
    words = ["--spool-root", str(home / "place" / "spool"), "--data-dir", str(home / "place" / "root"), "--quiet", "0"]
    played = scene.Scene(
        [*program, "handoff", "drain", *words], home / "template", home / "place", forkserver, name="copying"
    )
    (played.place / "spool" / "b").rename(played.place / "b")
    (played.place / "tmp").mkdir()
    played.finish()
    (played.place / "b").rename(played.place / "spool" / "b")
    (played.place / "tmp").rmdir()
    played.place.rename(played.template)
    played.command += ["--mode", "copy"]
    return Explored("copying drain", played.place, recorded_scene(played), lambda _: stands_and_ends(played))


@pytest.fixture(scope="module")
def rebuilding(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Explored:
    """The views of two directories are made anew; one row of them was changed by a stranger."""
    home = base / "rebuilding"
    for run in ("a", "b"):
        hypervisor.build(home / "place" / "spool" / run, run=run, frames=2)
    words = ["--spool-root", str(home / "place" / "spool"), "--data-dir", str(home / "place" / "root"), "--quiet", "0"]
    command = [*program, "handoff", "drain", *words]
    played = scene.Scene(command, home / "template", home / "place", forkserver, name="rebuild")
    (played.place / "tmp").mkdir()
    played.finish()
    with closing(sqlite3.connect(played.root / "derived" / "facts.db")) as db, db:
        db.execute("UPDATE frames SET blob = 'media/elsewhere'")
    (played.place / "tmp").rmdir()
    played.place.rename(played.template)
    played.command = [*program, "rebuild", "--data-dir", str(played.root)]
    changed = {each.projection for each in compare.check(DataRoot(played.template / "root")).differences}
    assert changed

    def check(_: str) -> None:
        # Each view is the old one, the new one, or none that a reader would take for one.
        differing = compare.check(DataRoot(played.root)).differences
        assert {each.projection for each in differing if each.live is not None} <= changed
        stands_and_ends(played)

    return Explored("rebuild", played.place, recorded_scene(played), check)


@pytest.mark.parametrize("which", ["ingest", "copying", "rebuilding"])
def test_machine_that_crashed_in_a_command_goes_on_where_it_was(
    request: pytest.FixtureRequest, which: str, part: int
) -> None:
    explore(request.getfixturevalue(which), part)
