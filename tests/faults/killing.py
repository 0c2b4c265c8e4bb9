"""Kills a writing process at any moment, again and again, while another one reads: a script, for it forks.

    python -m tests.faults.killing DIRECTORY ROUNDS SEED

A round is a process that commits events, drains a spool, or looks at frames, and is killed after some milliseconds.
What it acknowledged (a line in a file behind each commit; a marker in the spool) a reader, who never stops, must find
in the log from then on. Prints one JSON object; its `problems` should be empty.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import cli
from ledger import audit, birth
from ledger.dataroot import DataRoot
from ledger.facts import FrameExamined, HandoffRefused, MarkerGranted, RecordAdmitted
from ledger.rotation import rotate
from ledger.writer import Writer
from projections import compare
from tests import hypervisor, logs

MARKER = "reap_eligible.json"
# How likely each is, and how long it may run, in seconds.
KINDS = {"append": (0.75, 0.4), "drain": (0.2, 0.6), "batch": (0.05, 2.5)}
AUDIT_EACH = 20


class Place:
    """Where it happens."""

    def __init__(self, path: Path) -> None:
        self.root = DataRoot(path / "root")
        self.spool = path / "spool"
        self.told = path / "told"
        self.problems = path / "problems"
        self.stop = path / "stop"
        self.noise = path / "noise"

    def acknowledged(self) -> list[str]:
        """What commits were acknowledged for; a last line that was cut short is no acknowledgement."""
        return [line.decode() for line in self.told.read_bytes().split(b"\n")[:-1]] if self.told.exists() else []

    def markers(self) -> dict[str, str]:
        return {path.parent.name: path.read_text() for path in self.spool.glob(f"*/{MARKER}")}


def append(place: Place, seed: int) -> None:
    """Commit one event after the other, in small segments, and sometimes change the key."""
    chance = random.Random(seed)
    told = os.open(place.told, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for number in range(1_000_000):
        name = f"{seed}.{number}"
        with Writer(place.root, segment_lines=8).turn() as turn:
            turn.commit([HandoffRefused(name, "", "r", "x" * chance.randrange(900))], run="R", stage=1, action="x")
        os.write(told, f"{name}\n".encode())
        if chance.random() < 0.05:
            rotate(place.root)


def drain(place: Place, seed: int) -> None:
    cli.main(["handoff", "drain", "--spool-root", str(place.spool), "--data-dir", str(place.root.path), "--quiet", "0"])


def batch(place: Place, seed: int) -> None:
    words = ["batch", "run", "--no-require-idle", "--only", "uia", "--jobs", "1"]
    cli.main([*words, "--data-dir", str(place.root.path)])


DEEDS: dict[str, Callable[[Place, int], None]] = {"append": append, "drain": drain, "batch": batch}


def forked(place: Place, work: Callable[[], None]) -> int:
    """Do something in a process and group of its own; what it says is kept aside."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        noise = os.open(place.noise, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        for descriptor in (1, 2):
            os.dup2(noise, descriptor)
        work()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os._exit(code)


def read(place: Place) -> None:
    """Look at the log until it is time to stop; note what is acknowledged and not there."""
    while not place.stop.exists():
        try:
            check(place)
        except Exception:  # noqa: BLE001 - each is a finding
            with place.problems.open("a") as file:
                file.write(traceback.format_exc())
        time.sleep(0.02)


def check(place: Place) -> None:
    """What was acknowledged before the log is read is in it, once, in its order."""
    acknowledged, markers = place.acknowledged(), place.markers()
    facts = logs.facts(place.root)
    found = [fact.handoff for fact in facts if isinstance(fact, HandoffRefused)]
    assert len(found) == len(set(found)), "an event is there twice"
    wanted = set(acknowledged)
    assert [name for name in found if name in wanted] == acknowledged, sorted(wanted - set(found))
    granted = {fact.handoff: fact.marker for fact in facts if isinstance(fact, MarkerGranted)}
    assert markers.items() <= granted.items(), sorted(markers.keys() - granted.keys())


def audited(place: Place) -> None:
    report = audit.verify(place.root)
    assert report.state in ("intact", "torn"), audit.in_words(report)
    assert not report.faults, audit.in_words(report)


def ended(place: Place) -> dict[str, int]:
    """Do it all once more, undisturbed; say what is there then."""
    for deed in (drain, batch):
        _, status = os.waitpid(forked(place, lambda deed=deed: deed(place, 0)), 0)  # type: ignore[misc]
        assert os.waitstatus_to_exitcode(status) == 0, place.noise.read_text()[-2_000:]
    check(place)
    report = audit.verify(place.root, blobs="hash")
    assert report.exit_code == 0, audit.in_words(report)
    assert set(place.markers()) == {path.name for path in place.spool.iterdir()}
    found = compare.check(place.root)
    assert (found.differences, found.behind) == ((), 0)
    facts = logs.facts(place.root)
    records = Counter(fact.record for fact in facts if isinstance(fact, RecordAdmitted))
    examined = Counter((fact.frame, fact.processor) for fact in facts if isinstance(fact, FrameExamined))
    assert set((records + Counter()).values()) | set((examined + Counter()).values()) == {1}
    return {"acknowledged": len(place.acknowledged()), "directories": len(place.markers()), "events": len(facts)}


def main(arguments: list[str]) -> int:
    """Kill, read, end; 0 where nothing was found wrong."""
    place, rounds, chance = Place(Path(arguments[0])), int(arguments[1]), random.Random(int(arguments[2]))
    birth.ensure_born(place.root)
    place.spool.mkdir()
    reader = forked(place, lambda: read(place))
    kinds = Counter[str]()
    problems: list[str] = []
    try:
        for number in range(rounds):
            kind = chance.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
            if kind == "drain":
                hypervisor.build(place.spool / f"d{number}", run=f"d{number}", frames=1)
            kinds[kind] += 1
            seed = chance.getrandbits(30)
            pid = forked(place, lambda kind=kind, seed=seed: DEEDS[kind](place, seed))  # type: ignore[misc]
            time.sleep(chance.random() * KINDS[kind][1])
            with contextlib.suppress(ProcessLookupError):  # it may have no group of its own yet
                os.killpg(pid, signal.SIGKILL)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            if number % AUDIT_EACH == 0:
                audited(place)
        place.stop.touch()
        os.waitpid(reader, 0)
        told = {"rounds": rounds, **kinds, **ended(place)}
    except Exception:  # noqa: BLE001 - told
        told = {"rounds": rounds, **kinds}
        problems.append(traceback.format_exc())
    finally:
        place.stop.touch()
    problems += [place.problems.read_text()[-4_000:]] if place.problems.exists() else []
    print(json.dumps({**told, "problems": problems}))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
