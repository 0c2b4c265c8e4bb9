"""Giving a bag away under a disk that fails: a whole bag or none, and a ledger that tells of each that was given."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger import audit
from ledger.dataroot import DataRoot


@pytest.fixture(scope="module")
def exporting(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Any:
    """Every event of a small directory, put into a bag."""
    place, template = base / "place", base / "template"
    hypervisor.build(place / "spool" / "a", run="a", frames=1)
    words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
    played = scene.Scene([*program, *words, "--quiet", "0"], template, place, forkserver, name="export")
    if not played.traced:
        pytest.skip("system calls cannot be traced here (strace)")
    (place / "tmp").mkdir()
    played.finish()
    (place / "tmp").rmdir()
    place.rename(template)
    count = len((template / "root" / "journal.ndjson").read_bytes().splitlines())
    events = [word for seq in range(count) for word in ("--event", f"journal:{seq}")]
    played.command = [*program, "export", *events, "--out", str(place / "bag"), "--data-dir", str(played.root)]
    played.measure()
    return played


@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_export_that_is_struck_in_a_call_leaves_a_whole_bag_or_none(
    exporting: Any, sweep: Callable[..., None], fault: str
) -> None:
    journal = (exporting.template / "root" / "journal.ndjson").read_bytes()

    def check(played: Any) -> None:
        bag = played.place / "bag"
        assert not bag.exists() or _is_good(bag)
        assert (played.root / "journal.ndjson").read_bytes() == journal
        report = audit.verify(DataRoot(played.root))
        assert (report.state in ("intact", "torn"), report.faults) == (True, ())
        shutil.rmtree(bag, ignore_errors=True)
        played.finish()
        assert _is_good(bag)
        assert audit.verify(DataRoot(played.root)).state == "intact"
        # What runs that were killed left under temporary names is not given to anybody.
        assert {path.name for path in played.place.iterdir() if not path.name.startswith(".")} == {
            "bag", "keys", "root", "spool", "tmp",
        }  # fmt: skip

    sweep(exporting, fault, check)


def _is_good(bag: Path) -> bool:
    """Say whether the bag's own script accepts it."""
    command = [sys.executable, "-I", "-S", str(bag / "verify.py")]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
