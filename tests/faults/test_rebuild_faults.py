"""Making the views anew under a disk that fails: the log stays as it is, a reader sees whole views or is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.dataroot import DataRoot
from projections import compare


@pytest.fixture(scope="module")
def rebuilding(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Any:
    """The views of two directories, one row of them changed by a stranger, made anew."""
    place, template = base / "place", base / "template"
    for run in ("a", "b"):
        hypervisor.build(place / "spool" / run, run=run, frames=2)
    words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
    played = scene.Scene([*program, *words, "--quiet", "0"], template, place, forkserver, name="rebuild")
    if not played.traced:
        pytest.skip("system calls cannot be traced here (strace)")
    (place / "tmp").mkdir()
    played.finish()
    with closing(sqlite3.connect(played.root / "derived" / "facts.db")) as db, db:
        db.execute("UPDATE frames SET blob = 'media/elsewhere'")
    (place / "tmp").rmdir()
    place.rename(template)
    played.command = [*program, "rebuild", "--data-dir", str(played.root)]
    played.measure()
    return played


@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_rebuild_that_is_struck_in_a_call_ends_when_it_is_run_again(
    rebuilding: Any, sweep: Callable[..., None], fault: str
) -> None:
    logs = [rebuilding.template / "root" / name for name in ("journal.ndjson", "ledger.ndjson")]
    before = [path.read_bytes() for path in logs]
    changed = {each.projection for each in _differences(rebuilding.template / "root")}
    assert changed

    def check(played: Any) -> None:
        assert [(played.root / path.name).read_bytes() for path in logs] == before
        # Each view is the old one, the new one, or none that a reader would take for one.
        assert {each.projection for each in _differences(played.root) if each.live is not None} <= changed
        played.finish()
        assert played.known() == played.content
        assert not (played.root / ".rebuild").exists()
        assert [(played.root / path.name).read_bytes() for path in logs] == before

    sweep(rebuilding, fault, check)


def _differences(root: Path) -> tuple[compare.Difference, ...]:
    return compare.check(DataRoot(root)).differences
