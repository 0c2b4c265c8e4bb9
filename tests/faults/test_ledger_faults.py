"""The log under a disk that fails: an error or a kill at any call that changes a file loses nothing acknowledged.

`make test` takes a seeded share of the calls; `make faults` (AUTOCAPTURE_FAULTS=all) takes every one.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit
from ledger.dataroot import DataRoot
from ledger.keyring import keyring_of
from ledger.log import Log
from ledger.writer import Writer

# Commits, seals of both logs, a change of keys, and a torn tail to set aside at the beginning of each second run.
PROGRAM = """
import sys
from pathlib import Path
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError
from ledger.facts import HandoffRefused
from ledger.rotation import rotate
from ledger.writer import Writer

root = DataRoot(Path(sys.argv[1]))
try:
    ensure_born(root)
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 7):
        with Writer(root, segment_lines=4).turn() as turn:
            turn.commit([HandoffRefused(f"h{number}", "", "r", "")], run="R", stage=1, action="x")
        print("acknowledged", number, flush=True)
        if number % 7 == 3:
            rotate(root)
            print("rotated", flush=True)
except AutocaptureError as error:
    print("refused", error.name, flush=True)
    sys.exit(9)
"""
CALLS = "write,fsync,fdatasync,rename,link,linkat,unlink,truncate,ftruncate,mkdir,flock"
KINDS = ("error=EIO", "error=ENOSPC", "signal=KILL")
SHARE = 24
# Of the parts into which `make faults` cuts a sweep (conftest.py).
PARTS = 16


def can_trace() -> bool:
    try:
        words = ["strace", "-qq", "-o", os.devnull, "-e", "inject=flock:error=EIO:when=9999", "true"]
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not trace")


@dataclass(frozen=True)
class Scene:
    """Where one run of the program happens, with a key directory of its own."""

    place: Path

    @property
    def root(self) -> DataRoot:
        return DataRoot(self.place / "root")

    def run(self, begin: int, *tracing: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "AUTOCAPTURE_KEY_DIR": str(self.place / "keys"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        words = [*tracing, sys.executable, "-c", PROGRAM, str(self.root.path), str(begin)]
        return subprocess.run(words, capture_output=True, text=True, env=environment, check=False, timeout=120)


def calls_of(scene: Scene, begin: int) -> list[str]:
    """Return the names of the calls that an undisturbed run makes, in order."""
    trace = scene.place / "trace"
    done = scene.run(begin, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={CALLS}")
    assert done.returncode == 0, done.stderr
    return re.findall(r"^\d+ +(\w+)\(", trace.read_text(errors="replace"), re.M)


def faults(calls: list[str], seed: int, part: int, *, whole: bool) -> list[tuple[str, int, str]]:
    """Return (call, how often it must have been made, what happens then): a part of all, or a seeded choice."""
    every = [(name, calls[: number + 1].count(name), kind) for number, name in enumerate(calls) for kind in KINDS]
    return every[part::PARTS] if whole else random.Random(seed).sample(every, SHARE)


def held(scene: Scene, logs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(scene.place / "keys"))
    return logs.handoffs(scene.root) if scene.root.is_born() else []


def check(scene: Scene, told: str, before: list[str], logs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was acknowledged is lost, nothing half is visible, the log verifies, and the next writer goes on."""
    acknowledged = [f"h{number}" for number in re.findall(r"^acknowledged (\d+)$", told, re.M)]
    kept = held(scene, logs, monkeypatch)
    assert kept[: len(before) + len(acknowledged)] == before + acknowledged
    assert len(kept) <= len(before) + len(acknowledged) + 1
    if scene.root.is_born():
        report = audit.verify(scene.root)
        assert report.exit_code in (0, 1), audit.in_words(report)
    again = scene.run(100)
    assert again.returncode == 0, again.stdout + again.stderr
    assert held(scene, logs, monkeypatch) == kept + [f"h{number}" for number in range(100, 107)]
    report = audit.verify(scene.root)
    assert report.exit_code == 0, audit.in_words(report)
    assert keyring_of(scene.root).current != keyring_of(scene.root).root
    with Log(scene.root.journal) as log:
        assert log.whole().base > 0


@pytest.mark.parametrize("torn", [False, True], ids=["from nothing", "behind a torn tail"])
def test_fault_at_any_call_loses_nothing_that_was_acknowledged(
    logs: ModuleType, base: Path, monkeypatch: pytest.MonkeyPatch, torn: bool, part: int, whole: bool
) -> None:
    begin = 7 if torn else 0
    here = base / f"{torn}-{part}"
    here.mkdir()
    measured = Scene(here / "measured")
    before = prepared(measured, logs, monkeypatch, torn=torn)
    calls = calls_of(measured, begin)
    assert set(calls) >= {"write", "fdatasync", "fsync", "rename", "flock"}
    seen = set()
    for number, (name, count, kind) in enumerate(faults(calls, 3 + torn, part, whole=whole)):
        scene = Scene(here / str(number))
        assert prepared(scene, logs, monkeypatch, torn=torn) == before
        inject = (
            "strace",
            "-f",
            "-qq",
            "-o",
            os.devnull,
            "-e",
            f"trace={name}",
            "-e",
            f"inject={name}:{kind}:when={count}",
        )
        done = scene.run(begin, *inject)
        seen.add(done.returncode)
        try:
            check(scene, done.stdout, before, logs, monkeypatch)
        except BaseException:
            print(json.dumps({"call": name, "count": count, "kind": kind, "told": done.stdout, "err": done.stderr}))
            raise
        shutil.rmtree(scene.place)
    # Faults there were, of both sorts: refused in words, and killed.
    assert {9} <= seen
    assert seen & {-9, 137}


def prepared(scene: Scene, logs: ModuleType, monkeypatch: pytest.MonkeyPatch, *, torn: bool) -> list[str]:
    """Make the place; with `torn`, let seven commits be there and an unfinished write of both logs behind them."""
    scene.place.mkdir()
    (scene.place / "keys").mkdir()
    if not torn:
        return []
    assert scene.run(0).returncode == 0
    for path in (scene.root.journal, scene.root.ledger):
        with path.open("ab") as file:
            file.write(b'{"prev":"00')
    return held(scene, logs, monkeypatch)


def test_writer_that_failed_to_sync_is_not_used_again(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failed sync nobody knows what the disk holds: the turn is poisoned, the next one reads anew."""
    from ledger import durable
    from ledger.errors import WriteFailed

    root = logs.written(tmp_path / "root", [2])

    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with Writer(root).turn() as turn:
        with monkeypatch.context() as patched:
            patched.setattr(durable, "_sync_descriptor", fail)
            with pytest.raises(WriteFailed, match="Input/output error"):
                turn.commit([logs.fact(8)], run="R", stage=1, action="x")
        with pytest.raises(WriteFailed, match="earlier write of this turn"):
            turn.commit([logs.fact(9)], run="R", stage=1, action="x")
    assert audit.verify(root).state == "torn"
    logs.commit(root, [10])
    assert logs.handoffs(root) == ["h0", "h1", "h10"]
    assert audit.verify(root).exit_code == 0
