"""What should come along with a frame is counted and told per frame, healed by what comes later, and never a reason."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.door import Door
from ingest.handoff import HandoffIngestor
from ingest.source import open_shipment
from ledger import event
from ledger.dataroot import DataRoot
from ledger.facts import HandoffCompleted, RecordAdmitted, RecordConflicted
from projections import compare, contract, work
from projections.views import Views

Program = Callable[..., subprocess.CompletedProcess[str]]
MARKER = "reap_eligible.json"


def ingest(root: Path, handoff: Path) -> Any:
    return HandoffIngestor(root).ingest_handoff_dir(handoff)


def facts_of(root: Path) -> list[Any]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def lacking(root: Path) -> dict[str, tuple[str, ...]]:
    with Views(DataRoot(root)) as views:
        return {frame: found for frame, _, found in contract.lacking(views.facts)}


def holds_up(root: Path) -> None:
    assert compare.check(DataRoot(root)).differences == ()


def change(handoff: Path, record: str, **fields: Any) -> None:
    """Give a frame other fields; None takes one away."""
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        (text,) = db.execute("SELECT payload FROM metadata WHERE id = ?", (record,)).fetchone()
        told = {name: value for name, value in {**json.loads(text), **fields}.items() if value is not None}
        db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(told), record))


def remove(handoff: Path, *records: str) -> dict[str, str]:
    """Take rows away; return them."""
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        marks = ", ".join("?" * len(records))
        found = dict(db.execute(f"SELECT id, payload FROM metadata WHERE id IN ({marks})", records))
        db.execute(f"DELETE FROM metadata WHERE id IN ({marks})", records)
    assert set(found) == set(records)
    return found


# ---------------------------------------------------------------- what a frame lacks


def test_frame_that_has_everything_lacks_nothing(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    counts = ingest(tmp_path / "root", handoff.root).counts
    assert (counts["frames"], counts["stage1_complete_records"]) == (3, 3)
    assert lacking(tmp_path / "root") == {}


@pytest.mark.parametrize(
    ("fields", "issues"),
    [
        ({"blob_path": None}, ("blob_path_missing",)),
        ({"content_hash": None}, ("content_hash_missing",)),
        ({"content_hash": 7}, ("content_hash_missing",)),
        ({"ts_utc": "yesterday"}, ("time_unreadable",)),
        ({"window_ref": None}, ("window_missing",)),
        ({"window_ref": {"window": {"hwnd": 1}}}, ("window_missing",)),
        ({"window_ref": None, "window": {"app": "vi"}}, ()),
        ({"uia_ref": None}, ("uia_ref_missing",)),
        ({"uia_ref": {"record_id": "x"}}, ("uia_ref_missing",)),
        ({"uia_ref": {"record_id": "gone", "content_hash": "h"}}, ("uia_snapshot_missing",)),
        ({"uia_ref": {"record_id": "run1/evidence.uia.snapshot/0", "content_hash": "h"}}, ("uia_snapshot_invalid",)),
        ({"uia_ref": {"record_id": "run1/derived.input.summary/0", "content_hash": "h"}}, ("uia_snapshot_invalid",)),
        ({"input_ref": None}, ("input_link_missing",)),
        ({"input_ref": {"counts": {"key": 1}, "last_event_id": "e"}}, ("input_link_missing",)),
        ({"input_ref": {"record_id": "gone"}}, ("input_record_missing",)),
        ({"input_ref": None, "input_batch_ref": {"record_id": "run1/derived.input.summary/0"}}, ()),
    ],
    ids=str,
)
def test_what_a_frame_lacks_is_told_of_that_frame_and_nothing_is_lost(
    hypervisor: ModuleType, tmp_path: Path, fields: dict[str, Any], issues: tuple[str, ...]
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="oldest"))
    record = "run1/evidence.capture.frame/0"
    change(handoff.root, record, **fields)
    result = ingest(tmp_path / "root", handoff.root)
    assert result.marker
    assert result.counts["metadata_rows_copied"] == len(handoff.rows)
    assert lacking(tmp_path / "root") == ({record: issues} if issues else {})
    marker = json.loads((handoff.root / MARKER).read_bytes())["counts"]
    assert marker["stage1_complete_records"] == 3 - bool(issues)
    counted = {name: marker.get(f"frames_{name}", 0) for name in contract.ISSUES}
    assert {name: count for name, count in counted.items() if count} == dict.fromkeys(issues, 1)
    holds_up(tmp_path / "root")


@pytest.mark.parametrize("where", ["same directory", "another directory"])
def test_row_that_comes_later_heals_the_frame(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path, where: str
) -> None:
    handoff, root = hypervisor.build(tmp_path / "spool" / "one"), tmp_path / "root"
    late = remove(handoff.root, "run1/evidence.uia.snapshot/1", "run1/derived.input.summary/2")
    counts = ingest(root, handoff.root).counts
    assert counts["stage1_uia_frames_missing_count"] == counts["frames_uia_snapshot_missing"] == 1
    assert counts["frames_input_record_missing"] == 1
    assert lacking(root) == {
        "run1/evidence.capture.frame/1": ("uia_snapshot_missing",),
        "run1/evidence.capture.frame/2": ("input_record_missing",),
    }
    told = json.loads(autocapture("status", "--data-dir", root, "--json").stdout)["stage1"]["contract"]
    assert (told["frames"], told["complete"]) == (3, 1)
    assert told["issues"] == {"uia_snapshot_missing": 1, "input_record_missing": 1}
    assert told["lacking"][0] == {
        "frame": "run1/evidence.capture.frame/1", "handoff": "one", "issues": ["uia_snapshot_missing"],
    }  # fmt: skip
    target = handoff.root
    if where == "another directory":
        target = hypervisor.build(tmp_path / "spool" / "two", run="run2", frames=0).root
    with closing(sqlite3.connect(target / "metadata.db")) as db, db:
        rows = [(record, text, json.loads(text)["record_type"]) for record, text in late.items()]
        db.executemany("INSERT INTO metadata (id, payload, record_type) VALUES (?, ?, ?)", rows)
    early = (handoff.root / MARKER).read_bytes()
    assert ingest(root, target).marker
    assert lacking(root) == {}
    assert json.loads(autocapture("status", "--data-dir", root, "--json").stdout)["stage1"]["contract"]["complete"] == 3
    # The marker of the first says what was; a directory that did not change keeps it.
    assert ((handoff.root / MARKER).read_bytes() == early) == (where == "another directory")
    holds_up(root)


def test_rows_of_an_earlier_handoff_count_for_a_later_frame(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff, root = hypervisor.build(tmp_path / "one"), tmp_path / "root"
    other = hypervisor.build(tmp_path / "two", run="run2", frames=1)
    with closing(sqlite3.connect(other.root / "metadata.db")) as db, db:
        db.execute("DELETE FROM metadata WHERE id LIKE '%uia%' OR id LIKE '%input%'")
    (frame,) = other.frames
    said = json.loads(handoff.rows["run1/evidence.capture.frame/2"])
    change(other.root, frame, uia_ref=said["uia_ref"], input_ref=said["input_ref"])
    ingest(root, handoff.root)
    counts = ingest(root, other.root).counts
    assert (counts["frames"], counts["stage1_complete_records"]) == (1, 1)


def test_recorded_corpus_comes_in_with_nothing_unexplained(corpus: Path, tmp_path: Path) -> None:
    """Every row and file is in care; what frames lack is what the corpus says was left out of them, and no more."""
    truth = {each["handoff"]: each for each in json.loads((corpus / "truth" / "handoffs.json").read_text())}
    root = tmp_path / "root"
    for handoff in sorted((corpus / "handoff").iterdir()):
        Door(root, with_marker=False).take_in(handoff, open_shipment)  # the corpus is read-only here
    completed = [fact for fact in facts_of(root) if isinstance(fact, HandoffCompleted)]
    assert len(completed) == len(truth) == 12
    frames = [json.loads(path.read_text()) for path in (corpus / "truth" / "frames").glob("*.json")]
    for fact in completed:
        variant = truth[fact.handoff]["variant"]
        files = [path for path in (corpus / "handoff" / fact.handoff / "media").rglob("*") if path.is_file()]
        assert fact.rows == fact.rows_copied == truth[fact.handoff]["rows"]
        assert fact.media_linked + fact.media_copied == len(files)
        assert (fact.missing, fact.mismatched, fact.ignored, fact.kept_whole, fact.rows_unreadable) == (
            (),
            (),
            (),
            (),
            0,
        )
        issues = {issue.name: issue.frames for issue in fact.issues}
        has_uia = variant.get("uia", True)
        assert issues.pop("uia_ref_missing", 0) == (0 if has_uia else fact.frames)
        assert issues.pop("input_link_missing", 0) == (fact.frames if variant.get("hid") == "old" else 0)
        # A frame without an active window names none.
        without = [each for each in frames if each["handoff"] == fact.handoff and not each["active"]]
        assert issues.pop("window_missing", 0) == len(without)
        assert issues == {}
    holds_up(root)


# ---------------------------------------------------------------- the side channel


def side_channel(handoff: Any, text: str, *, digest: str | None = None, record: str = "") -> None:
    folder = handoff.root / "uia"
    folder.mkdir(exist_ok=True)
    (folder / "latest.snap.json").write_text(text)
    told = hashlib.sha256(text.encode()).hexdigest() if digest is None else digest
    if told:
        (folder / "latest.snap.sha256").write_text(f"{told}  latest.snap.json\n")


SNAPSHOT = "run1/evidence.uia.snapshot/1"
FRAME = "run1/evidence.capture.frame/1"


@pytest.mark.parametrize("wrapped", [False, True])
def test_side_channel_stands_in_for_a_snapshot_whose_row_is_missing(
    hypervisor: ModuleType, tmp_path: Path, wrapped: bool
) -> None:
    variant = hypervisor.Variant(uia="wrapped" if wrapped else "plain")
    handoff, root = hypervisor.build(tmp_path / "handoff", variant), tmp_path / "root"
    (text,) = remove(handoff.root, SNAPSHOT).values()
    side_channel(handoff, text)
    result = ingest(root, handoff.root)
    assert result.counts["stage1_complete_records"] == 3
    (admitted,) = [fact for fact in facts_of(root) if isinstance(fact, RecordAdmitted) and fact.record == SNAPSHOT]
    assert (admitted.table, admitted.payload) == ("uia/latest.snap.json", text)
    assert lacking(root) == {}
    with Views(DataRoot(root)) as views:
        assert FRAME in {frame.id for frame in work.pending(views.facts, "uia", 1, snapshots=True)}
    log = (root / "journal.ndjson").read_bytes()
    assert ingest(root, handoff.root).already_ingested
    assert (root / "journal.ndjson").read_bytes() == log
    # The row comes after all: the same is the same; another one is kept beside it.
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.execute("INSERT INTO metadata (id, payload) VALUES (?, ?)", (SNAPSHOT, text))
    counts = ingest(root, handoff.root).counts
    assert (counts["metadata_rows_conflicting"], counts["metadata_rows_copied"]) == (0, 0)
    holds_up(root)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        ("no hash", "fallback_digest_missing"),
        ("short hash", "fallback_digest_missing"),
        ("upper case", "fallback_digest_missing"),
        ("other hash", "fallback_hash_mismatch"),
        ("no JSON", "fallback_parse_failed"),
        ("other type", "fallback_record_type_invalid"),
        ("other id", "fallback_snapshot_missing"),
        ("other content", "fallback_hash_mismatch"),
    ],
)
def test_side_channel_that_does_not_agree_stands_in_for_nothing(
    hypervisor: ModuleType, tmp_path: Path, spoil: str, problem: str
) -> None:
    handoff, root = hypervisor.build(tmp_path / "handoff"), tmp_path / "root"
    (text,) = remove(handoff.root, SNAPSHOT).values()
    said = json.loads(text)
    said |= {"other type": {"record_type": "evidence.uia.focus"}, "other id": {"record_id": "x"},
             "other content": {"content_hash": "0" * 64}}.get(spoil, {})  # fmt: skip
    text = "{" if spoil == "no JSON" else json.dumps(said)
    digest = hashlib.sha256(text.encode()).hexdigest()
    spoilt = {
        "no hash": "",
        "short hash": digest[:63],
        "upper case": digest.upper().replace("0", "A"),
        "other hash": "0" * 64,
    }
    side_channel(handoff, text, digest=spoilt.get(spoil, digest))
    result = ingest(root, handoff.root)
    assert result.marker
    assert lacking(root) == {FRAME: ("uia_snapshot_missing",)}
    (completed,) = [fact for fact in facts_of(root) if isinstance(fact, HandoffCompleted)]
    assert completed.ignored == (f"uia/latest.snap.json ({problem})",)
    # Whatever it is, it is kept.
    assert (root / "media" / "beside" / "handoff" / "uia" / "latest.snap.json").read_text() == text


def test_side_channel_never_replaces_a_row_that_is_there(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff, root = hypervisor.build(tmp_path / "handoff"), tmp_path / "root"
    text = handoff.rows[SNAPSHOT]
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.execute(
            'UPDATE metadata SET payload = \'{"record_type": "evidence.uia.snapshot"}\' WHERE id = ?', (SNAPSHOT,)
        )
    side_channel(handoff, text)
    ingest(root, handoff.root)
    assert lacking(root) == {FRAME: ("uia_snapshot_invalid",)}
    told = [fact for fact in facts_of(root)
            if isinstance(fact, RecordAdmitted | RecordConflicted) and fact.record == SNAPSHOT]  # fmt: skip
    assert [fact.table for fact in told] == ["metadata"]
