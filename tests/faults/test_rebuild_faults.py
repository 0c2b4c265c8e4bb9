"""Making the views anew under a disk that fails: the log stays as it is, a reader sees whole views or is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.dataroot import DataRoot
from projections import compare


@pytest.fixture(scope="module")
def rebuilding(in_care: Callable[..., Any], program: list[str]) -> Any:
    """The views of two directories, one row of them changed by a stranger, made anew."""
    played = in_care("rebuild", {"a": 2, "b": 2})
    with closing(sqlite3.connect(played.template / "root" / "derived" / "facts.db")) as db, db:
        db.execute("UPDATE frames SET blob = 'media/elsewhere'")
    played.command = [*program, "rebuild", "--data-dir", str(played.root)]
    played.measure()
    return played


@pytest.fixture(scope="module")
def changed(rebuilding: Any) -> frozenset[str]:
    """The views that differ from what the log gives."""
    found = frozenset(each.projection for each in _differences(rebuilding.template / "root"))
    assert found
    return found


@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_rebuild_that_is_struck_in_a_call_ends_when_it_is_run_again(
    rebuilding: Any, changed: frozenset[str], sweep: Callable[..., None], fault: str
) -> None:
    sweep(rebuilding, fault, lambda played: _old_or_new(played, changed))


def test_rebuild_whose_files_may_not_grow_ends_when_they_may(
    rebuilding: Any, changed: frozenset[str], limited: Callable[..., None], whole: bool
) -> None:
    sizes = range(0, 640_000, 8_192) if whole else [0, 20_000, 200_000]
    limited(rebuilding, sizes, lambda played: _old_or_new(played, changed))


def _old_or_new(played: Any, changed: frozenset[str]) -> None:
    """Each view is the old one, the new one, or none that a reader would take for one; the log stays as it is."""
    names = ("journal.ndjson", "ledger.ndjson")
    before = [(played.template / "root" / name).read_bytes() for name in names]
    assert [(played.root / name).read_bytes() for name in names] == before
    assert {each.projection for each in _differences(played.root) if each.live is not None} <= changed
    played.finish()
    assert played.known() == played.content
    assert not (played.root / ".rebuild").exists()
    assert [(played.root / name).read_bytes() for name in names] == before


def _differences(root: Path) -> tuple[compare.Difference, ...]:
    return compare.check(DataRoot(root)).differences
