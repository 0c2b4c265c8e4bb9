"""Giving a bag away under a disk that fails: a whole bag or none, and a ledger that tells of each that was given."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger import audit
from ledger.dataroot import DataRoot


@pytest.fixture(scope="module")
def exporting(in_care: Callable[..., Any], program: list[str]) -> Any:
    """Every event of a small directory, put into a bag."""
    played = in_care("export", {"a": 1})
    count = len((played.template / "root" / "journal.ndjson").read_bytes().splitlines())
    events = [word for seq in range(count) for word in ("--event", f"journal:{seq}")]
    words = ["--out", str(played.place / "bag"), "--data-dir", str(played.root)]
    played.command = [*program, "export", *events, *words]
    played.measure()
    return played


@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_export_that_is_struck_in_a_call_leaves_a_whole_bag_or_none(
    exporting: Any, sweep: Callable[..., None], fault: str
) -> None:
    sweep(exporting, fault, _whole_or_none)


def test_export_whose_files_may_not_grow_leaves_a_whole_bag_or_none(
    exporting: Any, limited: Callable[..., None], whole: bool
) -> None:
    limited(exporting, range(0, 80_000, 2_048) if whole else [0, 5_000, 20_000], _whole_or_none)


def _whole_or_none(played: Any) -> None:
    bag = played.place / "bag"
    journal = [(place / "root" / "journal.ndjson").read_bytes() for place in (played.template, played.place)]
    assert not bag.exists() or _is_good(bag)
    assert journal[0] == journal[1]
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


def _is_good(bag: Path) -> bool:
    """Say whether the bag's own script accepts it."""
    command = [sys.executable, "-I", "-S", str(bag / "verify.py")]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
