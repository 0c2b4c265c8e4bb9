"""Stage 1, end to end: what the hypervisor hands over is in our care before it is told that it may delete it."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.adopt import adopt
from ingest.chronicle import ChronicleIngestor
from ingest.door import Door
from ingest.drain import DrainResult, drain
from ingest.handoff import HandoffIngestor
from ingest.marker import REQUIRED_COUNTS, parse_marker
from ingest.shipment import Shipment
from ingest.source import open_shipment
from ledger import event
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import EvidenceMissing, HandoffRefused, Usage
from ledger.facts import (
    AnyFact,
    BlobAdmitted,
    BlobDamaged,
    HandoffCompleted,
    MarkerGranted,
    RecordAdmitted,
    RecordConflicted,
)
from ledger.facts import HandoffRefused as RefusedFact
from projections import compare, work
from projections.frames import Frame, by_id
from projections.views import Views

Program = Callable[..., subprocess.CompletedProcess[str]]
MARKER = "reap_eligible.json"


def ingest(root: Path, handoff: Path, **options: Any) -> Any:
    return HandoffIngestor(root, **options).ingest_handoff_dir(handoff)


def drained(root: Path, spool: Path, *, include_marked: bool = False, **options: Any) -> DrainResult:
    return drain(HandoffIngestor(root, **options), spool, include_marked=include_marked)


def refusal(root: Path, handoff: Path, **options: Any) -> HandoffRefused:
    with pytest.raises(HandoffRefused) as caught:
        ingest(root, handoff, **options)
    return caught.value


def logs(root: Path) -> tuple[bytes, bytes]:
    return (root / "journal.ndjson").read_bytes(), (root / "ledger.ndjson").read_bytes()


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def rows_in(database: Path, columns: str = "id, payload") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(f"SELECT {columns} FROM metadata ORDER BY id").fetchall()


def change(handoff: Path, *statements: str) -> None:
    with closing(sqlite3.connect(handoff / "metadata.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def frames_in(root: Path) -> dict[str, Frame]:
    with Views(DataRoot(root)) as views:
        ids = [name for (name,) in views.facts.execute("SELECT id FROM frames")]
        found = {name: by_id(views.facts, name) for name in ids}
    return {name: frame for name, frame in found.items() if frame is not None}


def state_of(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every name below a directory with mode, mtime (of files) and bytes."""
    found = {}
    for path in root.rglob("*"):
        told = path.lstat()
        is_file = path.is_file() and not path.is_symlink()
        found[str(path)] = told.st_mode, told.st_mtime_ns if is_file else 0, path.read_bytes() if is_file else b""
    return found


def holds_up(root: Path) -> None:
    """The log folds from zero to the very views that stand there."""
    differences = compare.check(DataRoot(root)).differences
    assert differences == ()


# ---------------------------------------------------------------- the work order's own tests (section 6)


def test_handoff_ingest_idempotent(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5", strangers=True))
    first = ingest(tmp_path / "root", handoff.root)
    marker, log = (handoff.root / MARKER).read_bytes(), logs(tmp_path / "root")
    rows = rows_in(tmp_path / "root" / "metadata.db")
    assert first.counts["metadata_rows_copied"] == len(handoff.rows)
    assert first.counts["media_files_linked"] == len(handoff.media)
    assert first.counts["bytes_ingested"] == sum(map(len, handoff.media.values()))
    second = ingest(tmp_path / "root", handoff.root)
    assert second.already_ingested
    assert second.marker
    assert second.counts == first.counts
    assert rows_in(tmp_path / "root" / "metadata.db") == rows
    assert dict(rows).items() >= handoff.rows.items()
    assert logs(tmp_path / "root") == log
    assert (handoff.root / MARKER).read_bytes() == marker
    holds_up(tmp_path / "root")


def test_directory_that_is_in_care_is_known_by_its_bytes_and_not_read_again(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    opened: list[Shipment] = []

    def noted(directory: Path) -> Shipment:
        opened.append(open_shipment(directory))
        return opened[-1]

    door = Door(tmp_path / "root")
    assert [door.take_in(handoff.root, noted).already_ingested for _ in range(2)] == [False, True]
    assert ["contents" in vars(each) for each in opened] == [True, False]
    change(handoff.root, "UPDATE metadata SET payload = payload WHERE rowid = 1")
    assert door.take_in(handoff.root, noted).already_ingested
    (tmp_path / "root" / next(iter(handoff.media))).unlink()
    assert not door.take_in(handoff.root, noted).already_ingested
    assert "contents" in vars(opened[-1])
    holds_up(tmp_path / "root")


def test_handoff_ingest_missing_media_fails_no_marker(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    gone = saboteur.first_blob(handoff.root)
    gone.unlink()
    refused = refusal(tmp_path / "root", handoff.root)
    assert isinstance(refused, EvidenceMissing)
    assert (refused.reason, refused.exit_code) == ("media_missing", 5)
    assert gone.relative_to(handoff.root).as_posix() in str(refused)
    assert "run1/evidence.capture.frame/0" in str(refused)
    assert not (handoff.root / MARKER).exists()
    assert rows_in(tmp_path / "root" / "metadata.db") == []
    assert not list((tmp_path / "root").glob("media/**/*.blob"))
    assert not any(isinstance(fact, RecordAdmitted | BlobAdmitted) for fact in facts_of(tmp_path / "root"))


def test_handoff_ingest_hardlink_mode_fallbacks_to_copy(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    handoff = hypervisor.build(tmp_path / "handoff")
    result = ingest(tmp_path / "root", handoff.root, mode="hardlink")
    assert (result.counts["media_files_linked"], result.counts["media_files_copied"]) == (0, len(handoff.media))
    assert result.marker
    for path, blob in handoff.media.items():
        assert (tmp_path / "root" / path).read_bytes() == blob
        assert not (tmp_path / "root" / path).samefile(handoff.root / path)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A directory on another file system."""
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev or not os.access(shared, os.W_OK):
        pytest.skip("there is no second file system to write to")
    directory = shared / f"autocapture-{os.getpid()}-{tmp_path.name}"
    directory.mkdir()
    yield directory
    shutil.rmtree(directory)


def test_spool_on_another_file_system_is_copied(hypervisor: ModuleType, elsewhere: Path, tmp_path: Path) -> None:
    handoff = hypervisor.build(elsewhere / "handoff")
    result = ingest(tmp_path / "root", handoff.root, mode="hardlink")
    assert (result.counts["media_files_linked"], result.counts["media_files_copied"]) == (0, len(handoff.media))
    assert {path: (tmp_path / "root" / path).read_bytes() for path in handoff.media} == handoff.media
    assert parse_marker((handoff.root / MARKER).read_bytes()) is not None


# ---------------------------------------------------------------- what was recorded


@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_recorded_spool_is_taken_in_whole_and_only_once(corpus: Path, tmp_path: Path, mode: str) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    shutil.copytree(corpus / "handoff", spool)
    handed_over = {path.relative_to(spool): path.read_bytes() for path in spool.rglob("*.blob")}
    first = drained(root, spool, mode=mode)
    assert (len(first.results), first.skipped_marked, first.errors, first.waiting) == (12, 0, (), ())
    markers = {path: path.read_bytes() for path in spool.glob(f"*/{MARKER}")}
    assert len(markers) == 12
    for path, raw in markers.items():
        marker = parse_marker(raw)
        assert marker is not None
        assert (marker.handoff_root, marker.dest_data_root) == (str(path.parent), str(root))
        assert marker.counts["media_files_linked" if mode == "copy" else "media_files_copied"] == 0
    frames = frames_in(root)
    assert len(frames) == 175
    for frame in frames.values():
        assert frame.blob is not None
        assert hashlib.sha256((root / frame.blob).read_bytes()).hexdigest() == frame.content_hash
        linked = (root / frame.blob).samefile(spool / frame.handoff / frame.blob)
        assert linked == (mode == "hardlink")
    kept = {path.relative_to(root / "media").as_posix(): path.read_bytes() for path in root.glob("media/**/*.blob")}
    assert kept == {path.relative_to(path.parts[0] + "/media").as_posix(): raw for path, raw in handed_over.items()}
    holds_up(root)
    log, state = logs(root), state_of(root / "media")

    again = drained(root, spool, mode=mode)
    assert (again.results, again.skipped_marked, again.errors) == ((), 12, ())
    every = drained(root, spool, mode=mode, include_marked=True)
    assert [result.already_ingested for result in every.results] == [True] * 12
    for path in markers:
        path.unlink()
    healed = drained(root, spool, mode=mode)
    assert [result.already_ingested for result in healed.results] == [True] * 12
    assert {path: path.read_bytes() for path in spool.glob(f"*/{MARKER}")} == markers
    assert logs(root) == log
    assert state_of(root / "media") == state


def test_every_row_that_was_handed_over_is_kept_verbatim(corpus: Path, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    shutil.copytree(corpus / "handoff", spool)
    drained(root, spool)
    known = {
        fact.record: (fact.payload, fact.record_type, fact.ts_utc, fact.run_id)
        for fact in facts_of(root)
        if isinstance(fact, RecordAdmitted)
    }
    told = {}
    for database in spool.glob("*/metadata.db"):
        with closing(sqlite3.connect(database)) as connection:
            connection.row_factory = sqlite3.Row
            table = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('metadata', 'records')"
            ).fetchone()[0]
            for row in map(dict, connection.execute(f"SELECT * FROM {table}")):
                payload = row.get("payload") or row.get("json") or row.get("payload_json")
                told[row.get("id") or row["record_id"]] = (
                    payload, row.get("record_type"), row.get("ts_utc"), row.get("run_id"),
                )  # fmt: skip
    assert known == told
    view = {row[0]: row[1] for row in rows_in(root / "metadata.db")}
    assert {record: view[record] for record in told} == {record: row[0] for record, row in told.items()}


# ---------------------------------------------------------------- the marker


def test_marker_says_what_was_done_and_where(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(uia="none", hid="counts"))
    result = ingest(tmp_path / "root", handoff.root)
    raw = (handoff.root / MARKER).read_bytes()
    seen = json.loads(raw)
    assert raw.decode() == json.dumps(seen, indent=2, sort_keys=True) + "\n"
    assert set(seen) == {
        "schema", "handoff_root", "dest_data_root", "ingested_at_utc", "ingest_run_id", "counts", "integrity",
    }  # fmt: skip
    assert seen["schema"] == "autocapture.handoff.reap_eligible.v1"
    assert seen["ingest_run_id"] == result.ingest_run_id
    assert set(REQUIRED_COUNTS) <= set(seen["counts"])
    # What a frame lacks is counted and does not hold the marker back (wire formats, 0).
    assert seen["counts"]["stage1_uia_frames_missing_count"] == 3
    assert seen["counts"]["stage1_input_frames_missing_count"] == 3
    granted = [fact for fact in facts_of(tmp_path / "root") if isinstance(fact, MarkerGranted)]
    assert [fact.marker.encode() for fact in granted] == [raw]


@pytest.mark.parametrize("found", [b"", b"{}", b'{"schema": "autocapture.handoff.reap_eligible.v2"}', b"\xff\xfe"])
def test_marker_that_is_none_of_ours_is_written_anew(hypervisor: ModuleType, tmp_path: Path, found: bytes) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "handoff")
    drained(tmp_path / "root", tmp_path / "spool")
    marker, log = (handoff.root / MARKER).read_bytes(), logs(tmp_path / "root")
    (handoff.root / MARKER).write_bytes(found)
    assert drained(tmp_path / "root", tmp_path / "spool").skipped_marked == 0
    assert (handoff.root / MARKER).read_bytes() == marker
    assert logs(tmp_path / "root") == log


def test_marker_that_cannot_be_written_is_told_and_written_later(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    handoff, other = (hypervisor.build(tmp_path / "spool" / name, run=name) for name in ("a", "b"))
    (handoff.root / MARKER / "in the way").mkdir(parents=True)
    words = "handoff", "drain", "--spool-root", tmp_path / "spool", "--data-dir", tmp_path / "root"
    ended = autocapture(*words)
    assert ended.returncode == 1
    told = json.loads(ended.stdout)["results"]
    assert [result["marker"] for result in told] == [False, True]
    assert "the marker could not be written" in told[0]["errors"][0]
    assert parse_marker((other.root / MARKER).read_bytes()) is not None
    log = logs(tmp_path / "root")
    shutil.rmtree(handoff.root / MARKER)
    assert autocapture(*words).returncode == 0
    marker = parse_marker((handoff.root / MARKER).read_bytes())
    assert marker is not None
    assert marker.ingest_run_id == told[0]["ingest_run_id"]
    assert logs(tmp_path / "root") == log


def test_database_that_only_got_a_new_time_is_looked_at_once_more(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "handoff")
    drained(tmp_path / "root", tmp_path / "spool")
    log = logs(tmp_path / "root")
    (handoff.root / "metadata.db").touch()
    assert len(drained(tmp_path / "root", tmp_path / "spool").results) == 1
    assert drained(tmp_path / "root", tmp_path / "spool").skipped_marked == 1
    assert logs(tmp_path / "root") == log


# ---------------------------------------------------------------- what comes twice, or differently


def test_same_id_with_another_payload_is_kept_beside_the_first(hypervisor: ModuleType, tmp_path: Path) -> None:
    one, two = (hypervisor.build(tmp_path / "spool" / name, seed=name) for name in ("a", "b"))
    drained(tmp_path / "root", tmp_path / "spool")
    facts = facts_of(tmp_path / "root")
    first = {fact.record: fact.payload for fact in facts if isinstance(fact, RecordAdmitted)}
    second = {fact.record: fact.payload for fact in facts if isinstance(fact, RecordConflicted)}
    assert first == one.rows
    assert second == {record: text for record, text in two.rows.items() if text != one.rows[record]}
    assert second
    assert dict(rows_in(tmp_path / "root" / "metadata.db")).items() >= first.items()
    counts = json.loads((two.root / MARKER).read_bytes())["counts"]
    assert counts["metadata_rows_conflicting"] == len(second)
    log = logs(tmp_path / "root")
    (two.root / MARKER).unlink()
    drained(tmp_path / "root", tmp_path / "spool", include_marked=True)
    assert logs(tmp_path / "root") == log


def test_repeated_ids_of_one_directory_are_told_once_each(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="records2"))
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        rows = [("a", "{}", None), ("a", "[]", None), ("a", "[]", None), ("a", "{}", None), ("a", "{}", "r")]
        connection.executemany("INSERT INTO records (record_id, payload_json, run_id) VALUES (?, ?, ?)", rows)
    counts = ingest(tmp_path / "root", handoff.root).counts
    assert counts["metadata_rows_copied"] == len(handoff.rows) + 1
    assert (counts["metadata_rows_conflicting"], counts["metadata_rows_held"]) == (2, 2)
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        connection.execute("INSERT INTO records (record_id, payload_json) VALUES ('late', '{}')")
    counts = ingest(tmp_path / "root", handoff.root).counts
    assert (counts["metadata_rows_copied"], counts["metadata_rows_conflicting"]) == (1, 0)


@pytest.mark.parametrize(
    ("encoding", "ids"), [("UTF-8", (1e100, "1e+100")), ("UTF-8", (b"a", "a")), ("UTF-16le", (b"a", "a"))]
)
def test_ids_that_are_one_only_when_they_are_read_contradict_each_other(
    tmp_path: Path, encoding: str, ids: tuple[object, ...]
) -> None:
    handoff = tmp_path / "handoff"
    handoff.mkdir()
    with closing(sqlite3.connect(handoff / "metadata.db")) as connection, connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.execute("CREATE TABLE metadata (id, payload)")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", zip(ids, ("[1]", "[2]"), strict=True))
    counts = ingest(tmp_path / "root", handoff).counts
    assert (counts["metadata_rows_copied"], counts["metadata_rows_conflicting"]) == (1, 1)
    (conflict,) = [fact for fact in facts_of(tmp_path / "root") if isinstance(fact, RecordConflicted)]
    assert conflict.payload == "[2]"


@pytest.mark.parametrize(
    "payload",
    [
        '{"ts_start_utc": "2026-01-01T00:00:00Z", "payload": {"ts_utc": "2026-01-02T00:00:00Z"}}',
        '{"record_type": "", "payload": {"record_type": "evidence.x.y", "run_id": "inner"}, "run_id": ""}',
        '{"run_id": "half an emoji \\ud83d", "ts_utc": "\\udc00"}',
        '{"record_type": 7, "run_id": ["r"], "payload": {"run_id": 1e3}}',
        '{"idle_seconds": NaN, "payload": {"run_id": "inner \\ud83d"}}',
        "[]", "null", '"text"', "", "{",
    ],
)  # fmt: skip
def test_row_never_contradicts_itself(hypervisor: ModuleType, tmp_path: Path, payload: str) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="oldest"))
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        connection.execute("INSERT INTO metadata VALUES ('odd', ?)", (payload,))
    ingest(tmp_path / "root", handoff.root)
    change(handoff.root, "INSERT INTO metadata VALUES ('late', '{}')")
    counts = ingest(tmp_path / "root", handoff.root).counts
    assert (counts["metadata_rows_copied"], counts["metadata_rows_conflicting"]) == (1, 0)
    holds_up(tmp_path / "root")


def test_same_media_name_in_two_handoffs_leads_each_frame_to_its_own_picture(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    variant = hypervisor.Variant(layout="flat")
    built = [hypervisor.build(tmp_path / "spool" / run, variant, run=run) for run in ("r1", "r2")]
    assert set(built[0].media) == set(built[1].media)
    drained(tmp_path / "root", tmp_path / "spool")
    frames = frames_in(tmp_path / "root")
    for handoff in built:
        for record, source in handoff.frames.items():
            blob = frames[record].blob
            assert blob is not None
            assert (tmp_path / "root" / blob).read_bytes() == handoff.media[source]
            digest = hashlib.sha256(handoff.media[source]).hexdigest()
            assert blob == (source if handoff.run == "r1" else f"media/conflicts/{digest[:2]}/{digest}.blob")
    conflicting = [fact for fact in facts_of(tmp_path / "root") if isinstance(fact, BlobAdmitted) and fact.conflicting]
    assert {fact.handoff for fact in conflicting} == {"r2"}
    log = logs(tmp_path / "root")
    drained(tmp_path / "root", tmp_path / "spool", include_marked=True)
    assert logs(tmp_path / "root") == log


def test_directories_of_one_name_in_two_spools_stay_apart(hypervisor: ModuleType, tmp_path: Path) -> None:
    variant = hypervisor.Variant(layout="flat")
    built = [hypervisor.build(tmp_path / spool / "same", variant, run=spool, frames=2) for spool in ("s1", "s2")]
    for handoff in built:
        ingest(tmp_path / "root", handoff.root)
    log, markers = logs(tmp_path / "root"), [(each.root / MARKER).read_bytes() for each in built]
    for handoff in (*built, *built):
        assert ingest(tmp_path / "root", handoff.root).already_ingested
    assert logs(tmp_path / "root") == log
    assert [(each.root / MARKER).read_bytes() for each in built] == markers


@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_blob_that_is_not_what_its_frame_says_is_refused(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, mode: str
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    blob = saboteur.first_blob(handoff.root)
    good = blob.read_bytes()
    blob.write_bytes(good[:-1] + b"\0")
    refused = refusal(tmp_path / "root", handoff.root, mode=mode)
    assert (refused.reason, refused.exit_code) == ("content_hash_mismatch", 5)
    assert "run1/evidence.capture.frame/0" in str(refused)
    assert not (handoff.root / MARKER).exists()
    assert not [path for path in (tmp_path / "root").glob("media/**/*") if path.is_file()]
    assert not any(isinstance(fact, RecordAdmitted | BlobAdmitted) for fact in facts_of(tmp_path / "root"))
    # Repaired, it takes the place that is its own.
    blob.write_bytes(good)
    assert ingest(tmp_path / "root", handoff.root, mode=mode).marker
    assert {path: (tmp_path / "root" / path).read_bytes() for path in handoff.media} == handoff.media
    holds_up(tmp_path / "root")


def test_hash_in_capitals_is_a_hash(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "h", hypervisor.Variant(schema="min5"), frames=1)
    (record,) = handoff.frames
    said = json.loads(handoff.rows[record])
    for digest, reason in ((said["content_hash"].upper(), ""), ("A" * 64, "content_hash_mismatch")):
        with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
            payload = json.dumps({**said, "content_hash": digest})
            db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (payload, record))
        root = tmp_path / f"root{reason}"
        if reason:
            assert refusal(root, handoff.root).reason == reason
        else:
            assert ingest(root, handoff.root).marker


def test_two_frames_that_name_one_file_are_each_held_against_it(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5"))
    record, path = next(iter(handoff.frames.items()))
    payload = json.loads(handoff.rows[record]) | {"content_hash": "0" * 64}
    for name in ("a", "zz"):
        with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
            values = (name, json.dumps(payload), "evidence.capture.frame")
            connection.execute("INSERT INTO metadata (id, payload, record_type) VALUES (?, ?, ?)", values)
        assert refusal(tmp_path / "root", handoff.root).reason == "content_hash_mismatch"
        change(handoff.root, f"DELETE FROM metadata WHERE id = '{name}'")
    assert ingest(tmp_path / "root", handoff.root).marker
    assert (tmp_path / "root" / path).is_file()


def test_blob_lost_from_our_care_is_taken_in_again_under_the_same_marker(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    ingest(tmp_path / "root", handoff.root, mode="copy")
    marker = (handoff.root / MARKER).read_bytes()
    path = next(iter(handoff.media))
    (tmp_path / "root" / path).unlink()
    for _ in range(2):
        assert ingest(tmp_path / "root", handoff.root, mode="copy").marker
        assert (tmp_path / "root" / path).read_bytes() == handoff.media[path]
        assert (handoff.root / MARKER).read_bytes() == marker
    holds_up(tmp_path / "root")


# ---------------------------------------------------------------- what comes late, or never


def test_row_that_comes_after_the_marker_is_taken_in_by_the_next_drain(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "handoff")
    snapshots = [record for record in handoff.rows if "uia" in record]
    quoted = ", ".join(f"'{record}'" for record in snapshots)
    change(handoff.root, f"DELETE FROM metadata WHERE id IN ({quoted})")
    root = tmp_path / "root"
    drained(root, tmp_path / "spool")
    early = (handoff.root / MARKER).read_bytes()
    with Views(DataRoot(root)) as views:
        assert work.pending(views.facts, "uia", 1, snapshots=True) == []
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        rows = [(record, handoff.rows[record]) for record in snapshots]
        connection.executemany("INSERT INTO metadata (id, payload) VALUES (?, ?)", rows)
    (result,) = drained(root, tmp_path / "spool").results
    assert result.counts["metadata_rows_copied"] == len(snapshots)
    assert result.counts["metadata_rows_held"] == len(handoff.rows) - len(snapshots)
    assert result.counts["bytes_ingested"] == 0
    with Views(DataRoot(root)) as views:
        assert {frame.id for frame in work.pending(views.facts, "uia", 1, snapshots=True)} == set(handoff.frames)
    late = (handoff.root / MARKER).read_bytes()
    assert late != early
    assert parse_marker(late) is not None
    log = logs(root)
    assert drained(root, tmp_path / "spool").skipped_marked == 1
    assert logs(root) == log
    holds_up(root)


def test_media_that_comes_late_finds_its_frame(hypervisor: ModuleType, autocapture: Program, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    record, path = next(iter(handoff.frames.items()))
    (handoff.root / path).unlink()
    words = (
        "handoff",
        "ingest",
        "--handoff-root",
        handoff.root,
        "--data-dir",
        tmp_path / "root",
        "--quiet",
        "0",
        "--no-strict",
    )
    for _ in range(2):
        ended = autocapture(*words)
        assert ended.returncode == 1
        told = json.loads(ended.stdout)
        assert (told["marker"], told["ack_path"]) == (False, "")
        assert told["errors"] == [f"missing: {record}: {path}"]
        assert not (handoff.root / MARKER).exists()
    assert dict(rows_in(tmp_path / "root" / "metadata.db")).items() >= handoff.rows.items()
    assert frames_in(tmp_path / "root")[record].blob is None
    (handoff.root / path).write_bytes(handoff.media[path])
    assert autocapture(*words[:-1]).returncode == 0
    assert parse_marker((handoff.root / MARKER).read_bytes()) is not None
    assert frames_in(tmp_path / "root")[record].blob == path
    assert dict(rows_in(tmp_path / "root" / "metadata.db")).items() >= handoff.rows.items()
    log = logs(tmp_path / "root")
    assert autocapture(*words).returncode == 0
    assert logs(tmp_path / "root") == log
    holds_up(tmp_path / "root")


def test_database_that_holds_what_no_event_carries_is_kept_whole(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="eight"))
    root = tmp_path / "root"
    change(handoff.root, "CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('keep me')")
    change(handoff.root, "UPDATE metadata SET key_id = 'k'")
    assert ingest(root, handoff.root).marker
    (completed,) = [fact for fact in facts_of(root) if isinstance(fact, HandoffCompleted)]
    assert completed.kept_whole == ("table notes", "column key_id")
    kept = root / "media" / "beside" / "handoff" / "metadata.db"
    assert kept.read_bytes() == (handoff.root / "metadata.db").read_bytes()
    assert not kept.samefile(handoff.root / "metadata.db")
    # What comes into it afterwards is not covered by the marker that was granted.
    change(handoff.root, "INSERT INTO notes VALUES ('keep me, too')")
    assert ingest(root, handoff.root).marker
    blobs = [fact for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and fact.source == "metadata.db"]
    assert [fact.conflicting for fact in blobs] == [False, True]
    assert (root / blobs[1].path).read_bytes() == (handoff.root / "metadata.db").read_bytes()
    log = logs(root)
    assert ingest(root, handoff.root).already_ingested
    assert logs(root) == log
    holds_up(root)


def test_refusal_is_journalled_once_and_not_on_every_drain(hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path / "spool" / "good", run="good")
    bad = hypervisor.build(tmp_path / "spool" / "bad", run="bad")
    (bad.root / "metadata.db").write_bytes(b"")
    root = tmp_path / "root"
    for _ in range(3):
        result = drained(root, tmp_path / "spool")
        assert [error.name for error in result.errors] == ["metadata_db_unreadable"]
    # Before the first good directory there was no journal to write into: it was told on the second drain.
    assert [fact.reason for fact in facts_of(root) if isinstance(fact, RefusedFact)] == ["metadata_db_unreadable"]
    (bad.root / "metadata.db").unlink()
    (bad.root / "metadata.db").mkdir()
    drained(root, tmp_path / "spool")
    reasons = [fact.reason for fact in facts_of(root) if isinstance(fact, RefusedFact)]
    assert reasons == ["metadata_db_unreadable", "metadata_db_missing"]


# ---------------------------------------------------------------- sabotage


def sabotages() -> list[str]:
    # Parameters are needed before any fixture is there; test_source.py holds the same list against the module.
    spec = importlib.util.spec_from_file_location("saboteur_named", Path(__file__).parent / "saboteur.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.SABOTAGES)


@pytest.mark.parametrize("name", sabotages())
def test_sabotaged_directory_is_refused_by_name_and_the_rest_is_drained(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, name: str
) -> None:
    spool, root = tmp_path / "outer" / "spool", tmp_path / "root"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, run=run, frames=1)
    reason, sabotage = saboteur.SABOTAGES[name]
    sabotage(spool / "b")
    before = state_of(tmp_path / "outer")
    result = drained(root, spool)
    if reason == "metadata_db_missing" and not os.path.lexists(spool / "b" / "metadata.db"):
        assert result.errors == ()  # not one of the directories that a drain looks for
        assert refusal(root, spool / "b").reason == reason
    else:
        assert [(error.name, Path(error.handoff_root).name) for error in result.errors] == [(reason, "b")]
    assert [Path(each.handoff_root).name for each in result.results] == ["a", "c"]
    after = state_of(tmp_path / "outer")
    markers = {str(spool / run / MARKER) for run in ("a", "c")}
    assert {path: told for path, told in after.items() if path not in markers} == before
    assert markers <= set(after)
    assert not any(isinstance(fact, RecordAdmitted) and fact.handoff == "b" for fact in facts_of(root))
    assert {frame.handoff for frame in frames_in(root).values()} == {"a", "c"}
    assert all(not path.is_symlink() for path in root.rglob("*"))
    holds_up(root)


def test_database_of_which_a_page_was_not_written_in_time_gets_no_marker(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    """As a loss of power leaves it where nobody syncs: SQLite walks past what is not there without a word."""
    handoff = hypervisor.build(tmp_path / "h").root
    database = handoff / "metadata.db"
    before = database.read_bytes()
    with closing(sqlite3.connect(database)) as connection, connection:
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        late = [(f"late/{number}", json.dumps({"text": "x" * 100})) for number in range(200)]
        connection.executemany("INSERT INTO metadata (id, payload) VALUES (?, ?)", late)
        expected = {record for (record,) in connection.execute("SELECT id FROM metadata")}
    after = database.read_bytes()
    refused, hidden = 0, 0
    for at in range(0, len(before), page):
        mixed = after[:at] + before[at : at + page] + after[at + page :]
        if mixed == after:
            continue
        database.write_bytes(mixed)
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection, suppress(sqlite3.Error):
            hidden += len(connection.execute("SELECT payload FROM metadata").fetchall()) < len(expected)
        root = tmp_path / f"root{at}"
        with suppress(HandoffRefused):
            ingest(root, handoff)
        if (handoff / MARKER).exists():
            assert {record for record, _ in rows_in(root / "metadata.db")} >= expected
            (handoff / MARKER).unlink()
        else:
            assert refusal(root, handoff).reason == "metadata_db_unreadable"
            refused += 1
    assert refused >= hidden > 0


@pytest.mark.parametrize(
    ("what", "mode", "reason"),
    [
        (".", 0o000, "metadata_db_unreadable"),
        (".", 0o644, "metadata_db_unreadable"),
        (".", 0o311, "handoff_unreadable"),
        ("metadata.db", 0o000, "metadata_db_unreadable"),
        ("media", 0o000, "media_unreadable"),
        ("media/rid_Yg/evidence", 0o000, "media_unreadable"),
    ],
)
def test_directory_that_may_not_be_read_does_not_stop_the_rest(
    hypervisor: ModuleType, program: list[str], powerless: list[str], tmp_path: Path, what: str, mode: int, reason: str
) -> None:
    spool = tmp_path / "spool"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, run=run, frames=1)
    was = (spool / "b" / what).stat().st_mode
    (spool / "b" / what).chmod(mode)
    words = ["handoff", "drain", "--spool-root", str(spool), "--data-dir", str(tmp_path / "root")]
    ended = subprocess.run([*powerless, *program, *words], capture_output=True, text=True, timeout=60, check=False)
    (spool / "b" / what).chmod(was)
    assert ended.returncode == 10, ended.stderr
    told = json.loads(ended.stdout)
    assert [(error["name"], Path(error["handoff_root"]).name) for error in told["errors"]] == [(reason, "b")]
    assert sorted(path.parent.name for path in spool.glob(f"*/{MARKER}")) == ["a", "c"]
    assert drained(tmp_path / "root", spool).errors == ()
    assert (spool / "b" / MARKER).is_file()


def test_directory_whose_name_is_not_utf8_does_not_stop_the_rest(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path / "spool") + b"/caf\xe9"))
    hypervisor.build(odd, run="odd")
    hypervisor.build(tmp_path / "spool" / "z", run="z")
    for words in ((), ("--no-json",)):
        ended = autocapture(
            "handoff", "drain", "--spool-root", tmp_path / "spool", "--data-dir", tmp_path / "r", *words
        )
        assert ended.returncode == 10
        assert "handoff_name_not_utf8" in ended.stdout
        assert "Traceback" not in ended.stderr
    assert (tmp_path / "spool" / "z" / MARKER).is_file()
    assert not (odd / MARKER).exists()


def test_dataroot_is_never_taken_for_a_handoff_and_never_put_into_one(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    handoff = hypervisor.build(spool / "handoff")
    for inside in (handoff.root, handoff.root / "deep" / "root"):
        assert refusal(inside, handoff.root).reason == "holds_dataroot"
        assert not (handoff.root / "deep").exists()
    (tmp_path / "alias").symlink_to(handoff.root)
    assert refusal(tmp_path / "alias" / "root", handoff.root).reason == "holds_dataroot"
    assert not (handoff.root / MARKER).exists()
    drained(spool / "root", spool)
    (handoff.root / MARKER).unlink()
    log = logs(spool / "root")
    result = drained(spool / "root", spool)
    assert [error.name for error in result.errors] == ["holds_dataroot"]
    assert len(result.results) == 1
    assert not (spool / "root" / MARKER).exists()
    assert refusal(tmp_path / "another", spool / "root").reason == "holds_dataroot"
    facts = facts_of(spool / "root")[len(log[0].splitlines()) :]
    assert [type(fact) for fact in facts] == [RefusedFact]


def test_folder_of_the_dataroot_is_never_marked_for_deletion(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    """Somebody names the DataRoot for the spool: what looks like a handoff directory or a session in it is ours."""
    root = tmp_path / "root"
    hypervisor.build(root, hypervisor.Variant(schema="records"), run="old")
    adopt(DataRoot(root))
    chronicler.session(tmp_path / "spool", hypervisor).write()
    drain(ChronicleIngestor(root), tmp_path / "spool")
    assert [error.name for error in drained(root, root).errors] == ["holds_dataroot"]
    result = drain(ChronicleIngestor(root), root / "media" / "chronicle")
    assert [error.name for error in result.errors] == ["holds_dataroot"]
    assert not list(root.rglob(MARKER))


def test_directory_is_known_whatever_way_leads_to_it(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "handoff")
    ingest(tmp_path / "root", handoff.root)
    marker, log = (handoff.root / MARKER).read_bytes(), logs(tmp_path / "root")
    monkeypatch.chdir(handoff.root / "media")
    (tmp_path / "data").symlink_to(tmp_path / "root")
    for way in (Path(".."), tmp_path / "spool" / ".." / "spool" / "handoff", Path("../../handoff/.")):
        for root in (tmp_path / "root", tmp_path / "data", Path("../../../root")):
            assert ingest(root, way).already_ingested
    assert (handoff.root / MARKER).read_bytes() == marker
    assert logs(tmp_path / "root") == log


# ---------------------------------------------------------------- odd shapes


def test_what_came_under_a_name_before_does_not_slow_down_what_comes_under_it_now(tmp_path: Path) -> None:
    """A sidecar may call each of its directories the same: once one is deleted, the next one is written."""

    def steps(name: str, run: str, count: int) -> int:
        handoff = tmp_path / "spool" / name
        (handoff / "media").mkdir(parents=True)
        with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
            db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT)")
            for number in range(count):
                path = f"media/{run}-{number}.blob"
                (handoff / path).write_bytes(path.encode())
                db.execute("INSERT INTO metadata VALUES (?, ?)", (f"{run}/{number}", json.dumps({"blob_path": path})))
        taken = 0

        def one_more(*_: object) -> None:
            nonlocal taken
            taken += 1

        sys.setprofile(one_more)
        try:
            marked = ingest(tmp_path / "root", handoff).marker
        finally:
            sys.setprofile(None)
        assert marked
        shutil.rmtree(handoff)
        return taken

    steps("always", "first", 8_000)
    steps("always", "second", 10)
    again, another = steps("always", "third", 10), steps("never-before", "fourth", 10)
    assert again < 1.2 * another


def test_handoff_without_rows_and_without_media_is_in_care_at_once(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=0)
    assert not (handoff.root / "media").exists()
    result = ingest(tmp_path / "root", handoff.root)
    assert (result.marker, result.counts["metadata_rows_copied"], result.counts["frames"]) == (True, 0, 0)
    holds_up(tmp_path / "root")


def test_huge_rows_and_odd_texts_are_kept_verbatim(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5"), frames=1)
    odd = {
        "huge": json.dumps({"text": "x" * 8_000_000}),
        "nul\0 in \0 the id": '{"a": "\\u0000"}',
        "e\u0301 ☃ \U0001f600 \u202e \u2028": '{"text": "\u2028 \u0085 \r\n"}',
        "' OR 1=1 --": "\n\n",
        "x" * 5_000: "{}",
        " spaces ": "[" * 100_000,
    }
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        connection.executemany("INSERT INTO metadata (id, payload) VALUES (?, ?)", odd.items())
        connection.execute("INSERT INTO metadata (id, payload) VALUES ('bytes', X'FF00FE')")
    assert ingest(tmp_path / "root", handoff.root).marker
    found = dict(rows_in(tmp_path / "root" / "metadata.db"))
    assert {record: found[record] for record in odd} == odd
    assert found["bytes"] == b"\xff\x00\xfe"
    holds_up(tmp_path / "root")


@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_file_whose_name_is_a_folder_of_another_directory_is_kept_under_its_hash(
    hypervisor: ModuleType, tmp_path: Path, mode: str
) -> None:
    """One directory's file is another one's folder, and the other way round; both are kept, both are marked."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, run=run, frames=1)
    (spool / "a" / "media" / "one").write_bytes(b"x")
    (spool / "a" / "media" / "two").mkdir()
    (spool / "a" / "media" / "two" / "y").write_bytes(b"y")
    (spool / "b" / "media" / "one").mkdir()
    (spool / "b" / "media" / "one" / "z").write_bytes(b"z")
    (spool / "c" / "media" / "two").write_bytes(bytes((root.parent / "spool" / "a" / "media" / "two").stat().st_size))
    (spool / "c" / "media" / ("\u00fc" * 120)).write_bytes(b"w")
    result = drained(root, spool, mode=mode)
    assert [each.marker for each in result.results] == [True] * 3
    kept = {path.read_bytes() for path in root.glob("media/**/*") if path.is_file()}
    assert {path.read_bytes() for path in spool.glob("*/media/**/*") if path.is_file()} <= kept
    aside = {fact.source for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and fact.conflicting}
    assert aside == {"media/one/z", "media/two"}
    log = logs(root)
    again = drained(root, spool, mode=mode, include_marked=True)
    assert [each.already_ingested for each in again.results] == [True] * 3
    assert logs(root) == log
    holds_up(root)


def test_no_directory_takes_a_name_that_is_ours_to_give(hypervisor: ModuleType, tmp_path: Path) -> None:
    """A file that lies where another one's conflicting bytes would go must not keep that one out for ever."""
    bytes_to_come = b"the second one"
    digest = hashlib.sha256(bytes_to_come).hexdigest()
    taken = f"media/conflicts/{digest[:2]}/{digest}.blob"
    root, first = tmp_path / "root", hypervisor.build(tmp_path / "a", run="a", frames=1)
    for path in (taken, "media/beside/b/notes.txt", "media/chronicle/session_x/manifest.json"):
        (first.root / path).parent.mkdir(parents=True)
        (first.root / path).write_bytes(b"squatter")
    (first.root / "media" / "sound.stream").write_bytes(b"the first one")
    second = hypervisor.build(tmp_path / "b", run="b", frames=1)
    (second.root / "media" / "sound.stream").write_bytes(bytes_to_come)
    (second.root / "notes.txt").write_bytes(b"mine")
    for handoff in (first, second):
        assert ingest(root, handoff.root).marker
        assert ingest(root, handoff.root).already_ingested
    assert (root / taken).read_bytes() == bytes_to_come
    assert (root / "media/beside/b/notes.txt").read_bytes() == b"mine"
    assert (root / f"media/beside/a/{taken}").read_bytes() == b"squatter"
    holds_up(root)


@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_name_that_is_too_long_for_our_place_is_kept_under_its_hash(
    hypervisor: ModuleType, tmp_path: Path, mode: str
) -> None:
    """A path may have some 4,096 bytes: what fits where it came from need not fit under a DataRoot further down."""
    handoff = hypervisor.build(tmp_path / "h", frames=1)
    room = 4_080 - len(str(handoff.root / "media"))
    deep = handoff.root / "media" / "/".join(["d" * 199] * (room // 200)) / ("e" * (room % 200 or 1))
    deep.parent.mkdir(parents=True)
    deep.write_bytes(b"far down")
    root = tmp_path / ("r" * 100)
    result = ingest(root, handoff.root, mode=mode)
    assert result.marker
    (aside,) = [fact for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and fact.conflicting]
    assert (root / aside.path).read_bytes() == b"far down"
    holds_up(root)


@pytest.mark.parametrize("table", ["metadata", "records"])
@pytest.mark.parametrize("record", ["id", "record_id"])
@pytest.mark.parametrize("payload", ["payload", "payload_json", "json"])
@pytest.mark.parametrize("more", ["record_type TEXT, ts_utc TEXT, run_id TEXT", "RECORD_TYPE TEXT", "x INTEGER"])
def test_every_spelling_of_the_table_is_read(tmp_path: Path, table: str, record: str, payload: str, more: str) -> None:
    root = tmp_path / "h"
    (root / "media").mkdir(parents=True)
    (root / "media" / "f.png").write_bytes(b"\x89PNG")
    said = json.dumps({"record_type": "evidence.capture.frame", "ts_utc": "2026-02-10T12:34:56.789+00:00",
                       "run_id": "r", "blob_path": "f.png"})  # fmt: skip
    with closing(sqlite3.connect(root / "metadata.db")) as db, db:
        db.execute(f"CREATE TABLE {table} ({payload} TEXT, {more}, {record} TEXT)")
        db.execute(f"INSERT INTO {table} ({record}, {payload}) VALUES ('r/frame/0', ?)", (said,))
    assert ingest(tmp_path / "root", root).marker
    frame = frames_in(tmp_path / "root")["r/frame/0"]
    assert (frame.blob, frame.captured_at, frame.run_id) == ("media/f.png", "2026-02-10T12:34:56.789+00:00", "r")


@pytest.mark.parametrize("name", ["f.blob", "f.stream", "f.webp", "f.png"])
def test_blob_is_bytes_whatever_it_is(tmp_path: Path, name: str) -> None:
    root = tmp_path / "h"
    (root / "media").mkdir(parents=True)
    raw = b"RIFF....WEBPVP8L" + bytes(range(256))
    (root / "media" / name).write_bytes(raw)
    said = {"record_type": "evidence.capture.frame", "ts_utc": "2026-02-10T12:34:56Z", "blob_path": f"media/{name}",
            "content_hash": hashlib.sha256(raw).hexdigest(), "content_size": len(raw)}  # fmt: skip
    with closing(sqlite3.connect(root / "metadata.db")) as db, db:
        db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT)")
        db.execute("INSERT INTO metadata VALUES ('frame', ?)", (json.dumps(said),))
    assert ingest(tmp_path / "root", root).marker
    assert (tmp_path / "root" / "media" / name).read_bytes() == raw


# ---------------------------------------------------------------- blobs that are not what they should be


@pytest.mark.parametrize(("size", "reason"), [(0, "media_empty"), (1, "media_truncated"), (-1, "media_truncated")])
@pytest.mark.parametrize("stated", [True, False])
def test_blob_that_is_cut_is_refused_by_name_and_healed(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path, size: int, reason: str, stated: bool
) -> None:
    handoff, root = hypervisor.build(tmp_path / "h", hypervisor.Variant(schema="min5")), tmp_path / "root"
    record, path = next(iter(handoff.frames.items()))
    if not stated:
        said = {**json.loads(handoff.rows[record]), "content_hash": "frame_hash_1"}
        with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
            db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(said), record))
    good = (handoff.root / path).read_bytes()
    (handoff.root / path).write_bytes(good[:size])
    refused = refusal(root, handoff.root)
    assert (refused.reason, refused.exit_code) == (reason, 5)
    assert record in str(refused)
    assert not (handoff.root / MARKER).exists()
    # What is there can be taken: all but that blob, and no marker.
    result = ingest(root, handoff.root, strict=False)
    assert not result.marker
    assert [error for error in result.errors if path in error]
    assert not (root / path).exists()
    assert frames_in(root)[record].blob is None
    (handoff.root / path).write_bytes(good)
    assert ingest(root, handoff.root).marker
    assert frames_in(root)[record].blob == path
    assert (root / path).read_bytes() == good
    holds_up(root)


@pytest.mark.parametrize("repaired", ["anew", "in place"])
@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_damaged_blob_is_recorded_where_that_is_asked_for_and_healed_when_the_right_bytes_come(
    hypervisor: ModuleType, saboteur: ModuleType, autocapture: Program, tmp_path: Path, mode: str, repaired: str
) -> None:
    handoff, root = hypervisor.build(tmp_path / "h"), tmp_path / "root"
    record = "run1/evidence.capture.frame/0"
    path = handoff.root / handoff.frames[record]
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"?")
    words = ("handoff", "ingest", "--handoff-root", handoff.root, "--data-dir", root, "--quiet", "0", "--mode", mode)
    assert autocapture(*words).returncode == 5
    for _ in range(2):
        ended = autocapture(*words, "--hash-mismatch", "record")
        assert ended.returncode == 1
        told = json.loads(ended.stdout)
        assert (told["marker"], len(told["errors"])) == (False, 1)
        assert record in told["errors"][0]
    facts = facts_of(root)
    (damaged,) = [fact for fact in facts if isinstance(fact, BlobDamaged)]
    assert (damaged.record, damaged.stated) == (record, hashlib.sha256(good).hexdigest())
    assert damaged.sha256 == hashlib.sha256(good[:-1] + b"?").hexdigest()
    assert frames_in(root)[record].blob is None
    assert json.loads(autocapture("status", "--data-dir", root, "--json").stdout)["stage1"]["blobs_damaged"] == 1
    assert not (handoff.root / MARKER).exists()
    if repaired == "anew":
        path.unlink()
    path.write_bytes(good)
    assert autocapture(*words).returncode == 0
    blob = frames_in(root)[record].blob
    assert blob is not None
    assert (root / blob).read_bytes() == good
    assert json.loads(autocapture("status", "--data-dir", root, "--json").stdout)["stage1"]["blobs_damaged"] == 0
    # What came in damaged is what the log says of it still.
    assert autocapture("audit", "verify", "--blobs", "hash", "--data-dir", root).returncode == 0
    holds_up(root)


@pytest.mark.parametrize("left", [b"", b"\0" * 20], ids=["no bytes", "zeros"])
@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_name_that_a_crash_left_without_its_bytes_gives_way(
    hypervisor: ModuleType, tmp_path: Path, mode: str, left: bytes
) -> None:
    """The machine crashed after a copy had its name and before its bytes were on the disk; no event names it."""
    handoff, root = hypervisor.build(tmp_path / "h"), tmp_path / "root"
    path = "media/sound.stream"
    (handoff.root / path).write_bytes(b"20 bytes that matter")
    ensure_born(DataRoot(root))
    (root / path).parent.mkdir()
    (root / path).write_bytes(left)
    assert ingest(root, handoff.root, mode=mode).marker
    assert (root / path).read_bytes() == b"20 bytes that matter"
    assert not [fact for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and fact.conflicting]
    assert [each.read_bytes() for each in (root / "quarantine").iterdir()] == [left]
    holds_up(root)


def test_file_that_was_written_anew_in_its_old_size_is_kept_beside_the_first(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    handoff, root = hypervisor.build(tmp_path / "h"), tmp_path / "root"
    path, first = "media/sound.stream", b"no row states its hash"
    (handoff.root / path).write_bytes(first)
    ingest(root, handoff.root, mode="copy")
    marker = (handoff.root / MARKER).read_bytes()
    (handoff.root / path).write_bytes(first[::-1])
    assert ingest(root, handoff.root, mode="copy").marker
    assert (root / path).read_bytes() == first
    digest = hashlib.sha256(first[::-1]).hexdigest()
    assert (root / f"media/conflicts/{digest[:2]}/{digest}.blob").read_bytes() == first[::-1]
    assert (handoff.root / MARKER).read_bytes() == marker
    log = logs(root)
    assert ingest(root, handoff.root, mode="copy").already_ingested
    assert logs(root) == log
    holds_up(root)


def test_plain_file_in_the_place_of_the_media_folder_comes_along(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = tmp_path / "h"
    hypervisor.build(handoff, run="run1", frames=1)
    shutil.rmtree(handoff / "media")
    (handoff / "media").write_bytes(b"not a folder")
    change(handoff, "DELETE FROM metadata")
    assert ingest(tmp_path / "root", handoff).marker
    assert (tmp_path / "root" / "media" / "beside" / "h" / "media").read_bytes() == b"not a folder"
    assert parse_marker((handoff / MARKER).read_bytes()) is not None


def test_files_beside_the_media_come_along_and_the_activity_signal_does_not(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    handoff, root = hypervisor.build(tmp_path / "h"), tmp_path / "root"
    beside = {"hid/raw.bin": b"raw", "notes.txt": b"notes", "uia/latest.snap.json": b"{}", "empty": b""}
    for name, data in beside.items():
        (handoff.root / name).parent.mkdir(exist_ok=True)
        (handoff.root / name).write_bytes(data)
    for name in ("activity/activity_signal.json", "activity_signal.json", "half.tmp", "READY"):
        (handoff.root / name).parent.mkdir(exist_ok=True)
        (handoff.root / name).write_bytes(b"{}")
    os.mkfifo(handoff.root / "pipe")
    (handoff.root / "hid" / "loop").symlink_to(handoff.root)
    assert ingest(root, handoff.root).marker
    kept = {path.relative_to(root / "media" / "beside" / "h").as_posix(): path.read_bytes()
            for path in (root / "media" / "beside").rglob("*") if path.is_file()}  # fmt: skip
    assert kept == beside
    # A copy: its writer may go on writing to the file.
    assert not (root / "media" / "beside" / "h" / "notes.txt").samefile(handoff.root / "notes.txt")
    (completed,) = [fact for fact in facts_of(root) if isinstance(fact, HandoffCompleted)]
    assert set(completed.ignored) == {
        "half.tmp (temporary)", "hid/loop (symlink)", "pipe (fifo)",
        "uia/latest.snap.json (fallback_digest_missing)",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["session.tmp", "READY", "COMPLETE.json", "metadata.db-shm", ".reap_eligible.json.d"])
def test_folder_that_is_called_like_a_file_that_says_nothing_comes_along(
    hypervisor: ModuleType, tmp_path: Path, name: str
) -> None:
    handoff = hypervisor.build(tmp_path / "h").root
    (handoff / name).mkdir()
    (handoff / name / "frame.png").write_bytes(b"evidence")
    assert ingest(tmp_path / "root", handoff).marker
    kept = tmp_path / "root" / "media" / "beside" / "h" / name / "frame.png"
    assert kept.read_bytes() == b"evidence"


def test_payloads_that_are_no_json_are_kept_and_counted(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "h", hypervisor.Variant(schema="min5"))
    odd = [b"{not json", b"\xff\xfe\x00", b"[1]", b"null", b"7"]
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.executemany(
            "INSERT INTO metadata (id, payload) VALUES (?, ?)", [(f"odd/{n}", raw) for n, raw in enumerate(odd)]
        )
        db.execute("INSERT INTO metadata (id, payload) VALUES ('nothing', NULL)")
    result = ingest(tmp_path / "root", handoff.root)
    assert result.marker
    assert result.counts["metadata_rows_unreadable"] == len(odd)
    assert json.loads((handoff.root / MARKER).read_bytes())["counts"]["metadata_rows_unreadable"] == len(odd)
    holds_up(tmp_path / "root")


def test_hostile_numbers_and_half_characters_do_no_harm_to_the_views(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5"))
    record, path = next(iter(handoff.frames.items()))
    good = json.loads(handoff.rows[record])
    changes: list[dict[str, Any]] = [
        {"width": 2**70, "height": -(2**63) - 1},
        {"width": "wide", "height": 1e400, "monitor_index": 10**4000},
        {"window_ref": {"window": {"title": "half \ud83d", "process_path": "\udc00"}}, "run_id": "\ud83d"},
        {"monitor_index": "\ud83d", "uia_ref": {"record_id": "\ud83d"}},
        {"ts_utc": "9999-12-31T23:59:59-23:59"},
        {"ts_utc": "half \ud83d"},
    ]
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO metadata (id, payload) VALUES (?, ?)",
            [(f"odd/{number}", json.dumps(good | each)) for number, each in enumerate(changes)],
        )
    assert ingest(tmp_path / "root", handoff.root).marker
    frames = frames_in(tmp_path / "root")
    assert frames["odd/0"].width is None
    assert frames["odd/2"].window_title == "half \ufffd"
    assert frames["odd/2"].blob == path
    assert "odd/4" not in frames  # its time is no time
    holds_up(tmp_path / "root")


def test_row_with_an_endless_number_is_read_like_any_other(hypervisor: ModuleType, tmp_path: Path) -> None:
    """Python makes no number of so many digits: the blob that such a row names is asked for all the same."""
    handoff = hypervisor.build(tmp_path / "h", hypervisor.Variant(schema="min5"), frames=1)
    payload = '{"record_type": "evidence.gaze.sample", "at": %s, "blob_path": "media/gone.blob"}' % ("9" * 5_000)
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.execute("INSERT INTO metadata (id, payload) VALUES ('run1/gaze/0', ?)", (payload,))
    assert refusal(tmp_path / "root", handoff.root).reason == "media_missing"
    (handoff.root / "media" / "gone.blob").write_bytes(b"here")
    assert ingest(tmp_path / "root", handoff.root).marker
    ((kept, kind),) = [
        row[1:]
        for row in rows_in(tmp_path / "root" / "metadata.db", "id, payload, record_type")
        if row[0] == "run1/gaze/0"
    ]
    assert (kept, kind) == (payload, "evidence.gaze.sample")
    holds_up(tmp_path / "root")


def test_metadata_db_has_the_shape_that_other_programs_expect(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff")
    result = ingest(tmp_path / "root", handoff.root)
    with closing(sqlite3.connect(tmp_path / "root" / "metadata.db")) as connection:
        columns = connection.execute("SELECT name, type, pk FROM pragma_table_info('metadata')").fetchall()
        assert set(columns) == {
            ("id", "TEXT", 1), ("payload", "TEXT", 0), ("record_type", "TEXT", 0), ("ts_utc", "TEXT", 0),
            ("run_id", "TEXT", 0), ("nonce_b64", "TEXT", 0), ("ciphertext_b64", "TEXT", 0), ("key_id", "TEXT", 0),
        }  # fmt: skip
        indexes = connection.execute(
            "SELECT i.name, c.name FROM pragma_index_list('metadata') i, pragma_index_info(i.name) c "
            "WHERE i.origin = 'c'"
        ).fetchall()
        assert set(indexes) == {(f"idx_metadata_{name}", name) for name in ("record_type", "ts_utc", "run_id")}
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        ((record, payload, run),) = connection.execute(
            "SELECT id, payload, run_id FROM metadata WHERE record_type = 'system.ingest.handoff.completed'"
        ).fetchall()
    digest = hashlib.sha256((handoff.root / "metadata.db").read_bytes()).hexdigest()
    assert record == f"run1/system.ingest.handoff.completed/{hypervisor.rid(f'handoff:{digest}')}"
    assert record == result.journal_record_id
    fields = json.loads(payload)
    assert f"ingest_{run}" == result.ingest_run_id
    assert (fields["handoff_id"], fields["handoff_root"]) == ("handoff", str(handoff.root))
    assert fields["counts"] == result.counts
    assert fields["errors"] == []
    assert fields["started_utc"] <= fields["ended_utc"]
    completed = facts_of(tmp_path / "root")[int(fields["event"].partition(":")[2])]
    assert isinstance(completed, HandoffCompleted)


# ---------------------------------------------------------------- the process


def test_ingest_never_loads_what_looks_at_pictures_or_talks_to_the_network(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path / "spool" / "handoff")
    program = (
        "import json, sys, cli\n"
        "code = cli.run(sys.argv[1:])\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)"
    )
    words = ["handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    import cli

    where = Path(cli.__file__).parent
    command = [sys.executable, "-c", program, *words]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=where, timeout=60, check=True)
    code, loaded = json.loads(ended.stderr.splitlines()[-1])
    assert code == 0
    assert "sqlite3" in loaded
    forbidden = {
        "numpy", "cv2", "onnxruntime", "pyvips", "PIL", "httpx", "requests", "socket", "ssl", "urllib3",
        "rapidocr", "usearch", "rich",
    }  # fmt: skip
    assert forbidden.isdisjoint(loaded)
    # Of no use here, and slow to load: a short command starts without them.
    assert {"typing_extensions", "inspect", "dataclasses", "logging"}.isdisjoint(loaded)


def test_two_drains_at_once_leave_one_copy_of_everything(
    hypervisor: ModuleType, program: list[str], tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    built = [hypervisor.build(spool / f"h{number}", run=f"h{number}", frames=2) for number in range(6)]
    command = [*program, "handoff", "drain", "--spool-root", str(spool), "--data-dir", str(root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    facts = facts_of(root)
    assert sorted(fact.handoff for fact in facts if isinstance(fact, HandoffCompleted)) == [f"h{n}" for n in range(6)]
    assert sorted(fact.handoff for fact in facts if isinstance(fact, MarkerGranted)) == [f"h{n}" for n in range(6)]
    admitted = [fact.record for fact in facts if isinstance(fact, RecordAdmitted)]
    assert sorted(admitted) == sorted(record for handoff in built for record in handoff.rows)
    for handoff in built:
        assert parse_marker((handoff.root / MARKER).read_bytes()) is not None
    assert {path.relative_to(root).as_posix() for path in root.glob("media/**/*") if path.is_file()} == {
        path for handoff in built for path in handoff.media
    }
    holds_up(root)


# ---------------------------------------------------------------- the spool


def test_spool_that_is_not_there_is_empty_and_one_that_is_a_file_is_a_mistake(tmp_path: Path) -> None:
    assert drained(tmp_path / "root", tmp_path / "nowhere").results == ()
    assert not (tmp_path / "root").exists()
    (tmp_path / "file").touch()
    with pytest.raises(Usage, match="is a file"):
        drained(tmp_path / "root", tmp_path / "file")


def test_drain_leaves_aside_what_is_no_handoff_directory(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    handoff = hypervisor.build(tmp_path / "outside")
    (spool / "no database").mkdir(parents=True)
    (spool / "a link").symlink_to(handoff.root)
    (spool / "metadata.db").write_bytes(b"not mine")
    before = state_of(tmp_path)
    result = drained(tmp_path / "root", spool)
    assert (result.results, result.errors, result.waiting) == ((), (), ())
    assert state_of(tmp_path) == before


def test_busy_directory_waits_and_fail_fast_stops_at_the_first_refusal(
    hypervisor: ModuleType, saboteur: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    for run in ("a", "b", "c"):
        hypervisor.build(spool / run, hypervisor.Variant(schema="min5"), run=run, frames=1)
    words = "handoff", "drain", "--spool-root", spool, "--data-dir", root
    with saboteur.writing(spool / "a"):
        ended = autocapture(*words, "--quiet", "0")
        assert ended.returncode == 0
        told = json.loads(ended.stdout)
        assert [Path(each["handoff_root"]).name for each in told["waiting"]] == ["a"]
        assert told["processed"] == 2
    for run in ("b", "c"):
        (spool / run / MARKER).unlink()
    (spool / "a" / "metadata.db").write_bytes(b"")
    ended = autocapture(*words, "--fail-fast", "--quiet", "0")
    assert (ended.returncode, json.loads(ended.stdout)["processed"]) == (10, 0)
    assert not (spool / "b" / MARKER).exists()
    ended = autocapture(*words, "--quiet", "0")
    assert (ended.returncode, json.loads(ended.stdout)["processed"]) == (10, 2)
    assert not (spool / "a" / MARKER).exists()
    assert parse_marker((spool / "c" / MARKER).read_bytes()) is not None


# ---------------------------------------------------------------- names that are strange


def test_dataroot_whose_path_is_no_text_takes_directories_in(
    autocapture: Program, hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path / "spool" / "a", run="a", frames=2)
    root = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    told = autocapture("handoff", "drain", "--spool-root", tmp_path / "spool", "--data-dir", root)
    assert told.returncode == 0, told.stderr
    marker = parse_marker((tmp_path / "spool" / "a" / MARKER).read_bytes())
    assert marker is not None
    spelled = f"{tmp_path}/caf\\xe9"
    assert (marker.dest_data_root, json.loads(told.stdout)["dest_data_root"]) == (spelled, spelled)
    assert autocapture("audit", "verify", "--blobs", "hash", "--data-dir", root).returncode == 0


def test_circle_of_links_is_refused_as_a_directory(autocapture: Program, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    for handoff in (tmp_path / "one", tmp_path / "other" / ".." / "one"):
        told = autocapture("handoff", "ingest", "--handoff-root", handoff, "--data-dir", tmp_path / "root")
        assert (told.returncode, "Too many levels of symbolic links" in told.stderr) == (10, True), told
