"""What does not fit on a disk: it is told before the disk is full, and what a killed copy left does not pile up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.drain import drain
from ingest.handoff import HandoffIngestor
from ledger import audit, event
from ledger.dataroot import DataRoot
from ledger.facts import HandoffRefused

MARKER = "reap_eligible.json"
COPIES = "media/**/*.autocapture.tmp"


def reasons(root: Path) -> list[str]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    facts = [event.understand(event.read(line)) for line in lines]
    return [fact.reason for fact in facts if isinstance(fact, HandoffRefused)]


def sparse(path: Path, size: int) -> None:
    """A file that says it is long and takes no room: copying it would."""
    path.touch()
    try:
        os.truncate(path, size)
    except OSError as error:
        pytest.skip(f"no file of {size} bytes can be made here: {error}")


@pytest.mark.parametrize(("place", "mode"), [("huge.bin", "hardlink"), ("media/huge.stream", "copy")])
def test_directory_for_which_there_is_no_room_fills_no_disk_and_stops_no_other(
    hypervisor: ModuleType, tmp_path: Path, place: str, mode: Any
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, run=run, frames=1)
    sparse(spool / "b" / place, 2 * shutil.disk_usage(tmp_path).total)
    for _ in range(2):
        result = drain(HandoffIngestor(root, mode=mode), spool)
        assert [(error.name, error.exit_code) for error in result.errors] == [("no_room", 74)]
        assert sorted(path.parent.name for path in spool.glob(f"*/{MARKER}")) == ["a", "c"]
        assert not list(root.glob(COPIES))
    assert reasons(root) == ["no_room"]
    (spool / "b" / place).unlink()
    assert [each.marker for each in drain(HandoffIngestor(root, mode=mode), spool).results] == [True]
    assert audit.verify(DataRoot(root), blobs="hash").faults == ()


def test_database_that_cannot_be_copied_aside_stops_no_other_directory(
    hypervisor: ModuleType, program: list[str], tmp_path: Path
) -> None:
    spool, root, small = tmp_path / "spool", tmp_path / "root", tmp_path / "small"
    hypervisor.build(spool / "a", hypervisor.Variant(wal=True), run="a")
    hypervisor.build(spool / "b", run="b")
    small.mkdir()
    command = [*program, "handoff", "drain", "--spool-root", str(spool), "--data-dir", str(root), "--no-json"]
    mounted = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o size=16k none "$0" && TMPDIR="$0" exec "$@"', str(small)]
    if shutil.which("unshare") is None:
        pytest.skip("no file system can be mounted here")
    done = [subprocess.run([*mounted, *command], capture_output=True, text=True, check=False) for _ in range(2)][-1]
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert done.returncode == 74, done.stderr
    assert "refused (no_room)" in done.stdout
    assert "TMPDIR" in done.stdout
    assert [path.parent.name for path in spool.glob(f"*/{MARKER}")] == ["b"]
    assert reasons(root) == ["no_room"]
    assert [each.marker for each in drain(HandoffIngestor(root), spool).results] == [True]
    assert audit.verify(DataRoot(root), blobs="hash").faults == ()


def test_copies_that_were_killed_do_not_pile_up(
    hypervisor: ModuleType, program: list[str], autocapture: Callable[..., object], tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "a", frames=1)
    sparse(handoff.root / "media" / "long.stream", 300_000_000)
    command = [*program, "handoff", "drain", "--spool-root", str(spool), "--data-dir", str(root), "--mode", "copy"]
    for _ in range(2):
        with subprocess.Popen([*command, "--quiet", "0"], stdout=subprocess.DEVNULL) as copying:
            while copying.poll() is None and not list(root.glob(COPIES)):
                time.sleep(0.001)
            copying.send_signal(signal.SIGKILL)
        assert len(list(root.glob(COPIES))) == 1
    autocapture(*command[len(program) :], "--quiet", "0")
    assert (handoff.root / MARKER).is_file()
    assert list(root.glob(COPIES)) == []
