"""What no line of the journal can hold is refused by name before anything of it is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.capacity import LONGEST
from ingest.drain import DrainResult, drain
from ingest.handoff import HandoffIngestor
from ledger import audit, chain, event
from ledger.dataroot import DataRoot
from ledger.facts import AnyFact, HandoffCompleted, HandoffRefused, RecordAdmitted
from projections import engine
from projections.engine import catch_up

ODD = "run1/odd/0"


def drained(root: Path, spool: Path, **options: Any) -> DrainResult:
    return drain(HandoffIngestor(root, **options), spool)


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    assert max(map(len, lines)) <= chain.MAX_LINE
    return [event.understand(event.read(line)) for line in lines]


def add(handoff: Path, *rows: tuple[object, object], first: bool = False) -> None:
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        known = db.execute("SELECT id, payload, record_type, ts_utc, run_id FROM metadata").fetchall() if first else []
        db.execute("DELETE FROM metadata WHERE ?", (first,))
        db.executemany("INSERT INTO metadata (id, payload) VALUES (?, ?)", rows)
        db.executemany("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", known)


# Made when they are needed: each fills some 64 MB.
TOO_LARGE: dict[str, tuple[str, Callable[[], tuple[object, object]]]] = {
    "a little": (ODD, lambda: (ODD, "x" * (LONGEST + 1))),
    "more than is read": (ODD, lambda: (ODD, "x" * (chain.MAX_LINE + 1))),
    "control characters": (ODD, lambda: (ODD, "\x01" * (LONGEST // 6 + 1))),
    "bytes": (ODD, lambda: (ODD, b"\xff" * (LONGEST // 4 * 3 + 3))),
    "id and payload": ("i" * 200 + "…", lambda: ("i" * (LONGEST // 2), "x" * (LONGEST // 2 + 1))),
    "the id": ("The row ", lambda: ("i" * (chain.MAX_LINE + 1), "{}")),
}


@pytest.mark.parametrize("what", TOO_LARGE)
@pytest.mark.parametrize("first", [False, True])
def test_row_that_no_event_can_hold_is_refused_by_name_and_the_rest_is_drained(
    hypervisor: ModuleType, tmp_path: Path, what: str, first: bool
) -> None:
    named, row = TOO_LARGE[what]
    spool, root = tmp_path / "spool", tmp_path / "root"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, run=run, frames=1)
    add(spool / "b", row(), first=first)
    for _ in range(2):
        result = drained(root, spool)
        assert [error.name for error in result.errors] == ["row_too_large"]
        assert named in result.errors[0].error
        assert str(spool / "b" / "metadata.db") in result.errors[0].error
        assert len(result.errors[0].error) < 1_000
        assert sorted(path.parent.name for path in spool.glob("*/reap_eligible.json")) == ["a", "c"]
        assert not any(isinstance(fact, RecordAdmitted) and fact.handoff == "b" for fact in facts_of(root))
    told = facts_of(root)
    assert [fact.reason for fact in told if isinstance(fact, HandoffRefused)] == ["row_too_large"]
    assert audit.verify(DataRoot(root)).state == "intact"


def test_row_that_just_fits_is_kept(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff, root = hypervisor.build(tmp_path / "handoff", frames=1), tmp_path / "root"
    payload = "x" * (LONGEST - 100)
    add(handoff.root, (ODD, payload))
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    (kept,) = [fact for fact in facts_of(root) if isinstance(fact, RecordAdmitted) and fact.record == ODD]
    assert kept.payload == payload
    assert audit.verify(DataRoot(root)).state == "intact"


def test_what_strangers_call_things_is_told_and_noted_in_short(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "a", frames=1)
    hypervisor.build(spool / "b", run="b", frames=1)
    add(handoff.root, (ODD, json.dumps({"blob_path": "media/" + "y" * 10_000_000})))
    for reference in ("media/" + "y" * 10_000_000, "../" * 3_000_000):
        with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
            db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps({"blob_path": reference}), ODD))
        (error,) = drained(root, spool).errors
        assert len(error.error) < 1_000
        assert max(len(fact.what) for fact in facts_of(root) if isinstance(fact, HandoffRefused)) < 1_000


def test_more_missing_media_than_an_event_can_name_are_refused(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "a", frames=1)
    hypervisor.build(spool / "b", run="b", frames=1)
    names = [{"blob_path": f"media/gone-{number}.blob"} for number in range(70)]
    add(handoff.root, ("i" * 1_000_000, json.dumps({"parts": names})))
    result = drained(root, spool, strict=False)
    assert [error.name for error in result.errors] == ["too_much_missing"]
    assert [Path(each.handoff_root).name for each in result.results if each.marker] == ["b"]
    assert audit.verify(DataRoot(root)).state == "intact"


def test_of_very_many_names_that_are_left_aside_the_event_tells_some(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff, root = hypervisor.build(tmp_path / "handoff", frames=1), tmp_path / "root"
    for number in range(1_003):
        (handoff.root / "media" / f"{number}.tmp").touch()
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    (done,) = [fact for fact in facts_of(root) if isinstance(fact, HandoffCompleted)]
    assert (len(done.ignored), done.ignored[-1]) == (1_001, "and 3 more")


def test_views_take_few_long_lines_at_once(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch of lines is in memory as a whole: it is bounded in bytes, not in lines alone."""
    handoff, root = hypervisor.build(tmp_path / "handoff", frames=1), tmp_path / "root"
    add(handoff.root, *((f"long/{number}", "x" * (1 << 23)) for number in range(6)))
    steps: list[int] = []

    def watched(root: DataRoot) -> Any:
        return catch_up(root, progress=lambda done, _: steps.append(done))

    monkeypatch.setattr("ingest.door.catch_up", watched)
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    assert len(steps) > 3
    assert engine.catch_up(DataRoot(root)).size == steps[-1]
