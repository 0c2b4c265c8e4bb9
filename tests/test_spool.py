"""A spool that others write to, drain and delete from at once: nothing is lost, doubled or deleted too early."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.drain import DrainResult, drain
from ingest.handoff import HandoffIngestor
from ingest.marker import parse_marker
from ledger import audit, event, rid
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused
from ledger.facts import BlobAdmitted, HandoffCompleted, RecordAdmitted
from ledger.facts import HandoffRefused as RefusedFact
from ledger.writer import Writer
from projections import compare

Program = Callable[..., subprocess.CompletedProcess[str]]
MARKER = "reap_eligible.json"


def drained(root: Path, spool: Path, **options: Any) -> DrainResult:
    return drain(HandoffIngestor(root, **options), spool)


def facts_of(root: Path) -> list[Any]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def holds_up(root: Path) -> None:
    assert compare.check(DataRoot(root)).differences == ()
    assert audit.verify(DataRoot(root), blobs="hash").faults == ()


def add_row(handoff: Path, record: str, payload: str = "{}") -> None:
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        db.execute("INSERT INTO metadata (id, payload) VALUES (?, ?)", (record, payload))


def kept(root: Path) -> set[bytes]:
    return {path.read_bytes() for path in (root / "media").rglob("*") if path.is_file()}


# ---------------------------------------------------------------- all at once


@contextmanager
def reaping(spool: Path) -> Iterator[None]:
    """The hypervisor's reaper: deletes what has a valid marker, file by file, the marker last or first."""
    stop = threading.Event()

    def reap() -> None:
        chance = random.Random(3)
        while not stop.is_set():
            for marker in spool.glob(f"*/{MARKER}"):
                try:
                    if parse_marker(marker.read_bytes()) is None:
                        continue
                except OSError:
                    continue
                if chance.random() < 0.5:
                    marker.unlink(missing_ok=True)
                shutil.rmtree(marker.parent, ignore_errors=True)
            time.sleep(0.01)

    reaper = threading.Thread(target=reap)
    reaper.start()
    try:
        yield
    finally:
        stop.set()
        reaper.join()


def test_writer_two_drains_and_a_reaper_at_once_lose_and_double_nothing(
    hypervisor: ModuleType, program: list[str], tmp_path: Path
) -> None:
    spool, root, nursery = tmp_path / "spool", tmp_path / "root", tmp_path / "nursery"
    spool.mkdir()
    built = [hypervisor.build(nursery / f"h{number}", run=f"h{number}", frames=2) for number in range(10)]
    loop = (
        "import subprocess, sys, time\n"
        "until = time.monotonic() + float(sys.argv[1])\n"
        "while time.monotonic() < until:\n"
        "    done = subprocess.run(sys.argv[2:], capture_output=True)\n"
        "    assert done.returncode in (0, 1), (done.returncode, done.stderr, done.stdout)\n"
    )
    words = [*program, "handoff", "drain", "--quiet", "0", "--spool-root", str(spool), "--data-dir", str(root)]
    with reaping(spool):
        running = [
            subprocess.Popen([sys.executable, "-c", loop, "6", *words], stderr=subprocess.PIPE) for _ in range(2)
        ]
        for handoff in built:
            handoff.root.rename(spool / handoff.root.name)
            time.sleep(0.4)
        for process in running:
            _, told = process.communicate(timeout=120)
            assert process.returncode == 0, told
        assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    facts = facts_of(root)
    admitted = [fact.record for fact in facts if isinstance(fact, RecordAdmitted)]
    assert sorted(admitted) == sorted(record for handoff in built for record in handoff.rows)
    assert kept(root) == {blob for handoff in built for blob in handoff.media.values()}
    assert not list(spool.glob("*/metadata.db"))
    assert [fact.reason for fact in facts if isinstance(fact, RefusedFact)] == []
    holds_up(root)


def test_sidecar_that_goes_on_writing_is_never_marked_with_rows_missing(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path
) -> None:
    """Drained again and again while rows are committed: whenever a marker is there, all rows of that moment are in."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "busy", hypervisor.Variant(schema="min5"))
    with saboteur.committing(handoff.root, "DELETE", 0.02):
        for _ in range(12):
            drained(root, spool)
            if not (handoff.root / MARKER).exists():
                continue
            told = {fact.record for fact in facts_of(root) if isinstance(fact, RecordAdmitted)}
            assert told >= set(handoff.rows)
    result = drained(root, spool, quiet_s=0.3)
    assert not result.waiting
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db:
        rows = {record for (record,) in db.execute("SELECT id FROM metadata")}
    admitted = [fact.record for fact in facts_of(root) if isinstance(fact, RecordAdmitted)]
    assert sorted(admitted) == sorted(rows)
    assert (handoff.root / MARKER).is_file()
    holds_up(root)


# ---------------------------------------------------------------- quiet


def test_directory_that_was_just_written_is_waited_for_and_taken_in_the_same_run(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    spool, waited = tmp_path / "spool", []
    for name in ("a", "b"):
        hypervisor.build(spool / name, run=name)
    (spool / "a" / "metadata.db").touch()
    ingestor = HandoffIngestor(tmp_path / "root", quiet_s=0.5)

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        time.sleep(seconds)

    result = drain(ingestor, spool, sleep=sleep)
    assert [Path(each.handoff_root).name for each in result.results] == ["b", "a"]
    assert len(waited) == 1
    assert 0 < waited[0] <= 0.5


def test_directory_that_is_never_quiet_waits_and_says_for_what(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    spool = tmp_path / "spool"
    handoff = hypervisor.build(spool / "a", hypervisor.Variant(schema="min5"))
    stop = threading.Event()

    def keep_touching() -> None:
        while not stop.is_set():
            (handoff.root / "metadata.db").touch()
            time.sleep(0.02)

    writer = threading.Thread(target=keep_touching)
    writer.start()
    try:
        words = "handoff", "drain", "--spool-root", spool, "--data-dir", tmp_path / "root", "--quiet", "0.3"
        ended = autocapture(*words)
    finally:
        stop.set()
        writer.join()
    assert ended.returncode == 0
    (waiting,) = json.loads(ended.stdout)["waiting"]
    assert waiting["name"] == "handoff_in_use"
    assert "0.3 s of quiet" in waiting["error"] or "changed while" in waiting["error"]
    assert not (handoff.root / MARKER).exists()


# ---------------------------------------------------------------- what comes after the marker


@pytest.mark.parametrize("what", ["row", "media", "file", "moved file"])
def test_marker_is_withdrawn_when_more_comes_and_given_anew_when_that_is_in_care(
    hypervisor: ModuleType, tmp_path: Path, what: str
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "h")
    drained(root, spool)
    early = (handoff.root / MARKER).read_bytes()
    assert drained(root, spool).skipped_marked == 1
    if what == "row":
        add_row(handoff.root, "late")
    elif what == "media":
        path = next(iter((handoff.root / "media").rglob("*.blob"))).parent / "late.blob"
        path.write_bytes(b"late")
    elif what == "file":
        (handoff.root / "notes.txt").write_bytes(b"late")
    else:
        (tmp_path / "old").write_bytes(b"late")
        os.utime(tmp_path / "old", (1, 1))
        (tmp_path / "old").rename(handoff.root / "notes.txt")
    result = drained(root, spool)
    assert len(result.results) == 1
    late = (handoff.root / MARKER).read_bytes()
    assert late != early
    assert parse_marker(late) is not None
    if what != "row":
        assert b"late" in kept(root)
    assert drained(root, spool).skipped_marked == 1
    holds_up(root)


def test_marker_that_came_along_with_copied_files_says_nothing_of_them(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "a", run="a")
    hypervisor.build(spool / "b", run="b")
    drained(root, spool)
    marker = (spool / "a" / MARKER).read_bytes()
    (spool / "b").rename(tmp_path / "b")
    hypervisor.build(spool / "c", run="c")
    (spool / "c" / MARKER).write_bytes(marker)
    result = drained(root, spool)
    assert ([Path(each.handoff_root).name for each in result.results], result.skipped_marked) == (["c"], 1)
    assert parse_marker((spool / "c" / MARKER).read_bytes()) is not None
    assert (spool / "c" / MARKER).read_bytes() != marker
    # The same directory in another place is the one that the marker speaks of.
    spool.rename(tmp_path / "elsewhere")
    assert drained(root, tmp_path / "elsewhere").skipped_marked == 2
    holds_up(root)


def test_marker_is_gone_before_what_came_is_looked_at(hypervisor: ModuleType, tmp_path: Path) -> None:
    """What came is broken: the directory is refused, and the marker of its earlier state must not have it deleted."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "h", hypervisor.Variant(schema="min5"))
    drained(root, spool)
    add_row(handoff.root, "late", '{"blob_path": "media/never/came.blob"}')
    assert [each.name for each in drained(root, spool).errors] == ["media_missing"]
    assert not (handoff.root / MARKER).exists()
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.execute("DELETE FROM metadata WHERE id = 'late'")
    assert drained(root, spool).results[0].marker
    holds_up(root)


def test_what_a_file_system_keeps_for_itself_is_no_refused_directory(
    hypervisor: ModuleType, program: list[str], powerless: list[str], tmp_path: Path
) -> None:
    """A spool can be a disk of its own, with a folder that nobody may look into."""
    spool = tmp_path / "spool"
    hypervisor.build(spool / "h")
    (spool / "lost+found").mkdir(mode=0o000)
    words = ["handoff", "drain", "--spool-root", str(spool), "--data-dir", str(tmp_path / "root")]
    ended = subprocess.run([*powerless, *program, *words], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout
    assert json.loads(ended.stdout)["errors"] == []
    assert (spool / "h" / MARKER).is_file()


# ---------------------------------------------------------------- what goes away, or cannot be written


def test_directory_that_the_reaper_has_half_deleted_keeps_its_marker(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "h")
    drained(root, spool)
    marker, log = (handoff.root / MARKER).read_bytes(), (root / "journal.ndjson").read_bytes()
    for path in list(handoff.media)[:3]:
        (handoff.root / path).unlink()
    assert drained(root, spool).skipped_marked == 1
    assert (handoff.root / MARKER).read_bytes() == marker
    assert (root / "journal.ndjson").read_bytes() == log


def test_marker_is_given_once_an_other_directory_has_brought_what_was_missing(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    """The earlier ingest lacks it for ever: the one that lacks nothing is the one that counts."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "a")
    shutil.copytree(handoff.root, tmp_path / "whole")
    path = next(iter(handoff.frames.values()))
    (handoff.root / path).unlink()
    assert not drained(root, spool, strict=False).results[0].marker
    shutil.move(tmp_path / "whole", spool / "b")
    first = drained(root, spool)
    assert [error.name for error in first.errors] == ["media_missing"]
    assert [Path(each.handoff_root).name for each in first.results] == ["b"]
    assert [each.marker for each in drained(root, spool).results] == [True]
    (handoff.root / MARKER).unlink()
    log = (root / "journal.ndjson").read_bytes()
    (again,) = drained(root, spool).results
    assert (again.marker, again.already_ingested) == (True, True)
    assert (root / "journal.ndjson").read_bytes() == log
    holds_up(root)


def test_views_that_a_killed_run_left_behind_catch_up_though_nothing_waits(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "a")
    drained(root, spool)
    with Writer(DataRoot(root)).turn() as turn:
        turn.commit([RefusedFact("b", str(spool / "b"), "reason", "what")], run="", stage=1, action="handoff.refuse")
    assert compare.check(DataRoot(root)).behind == 1
    assert drained(root, spool).skipped_marked == 1
    assert compare.check(DataRoot(root)).behind == 0
    holds_up(root)


@pytest.mark.parametrize("left", [0, 2])
def test_reaper_that_died_after_the_marker_gets_another_for_what_is_left(
    hypervisor: ModuleType, tmp_path: Path, left: int
) -> None:
    """It took the marker first, then some media, and died: all of it is in care, so nothing is missing."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "h", hypervisor.Variant(layout="flat"))
    drained(root, spool)
    (handoff.root / MARKER).unlink()
    for path in list(handoff.media)[left:]:
        (handoff.root / path).unlink()
    result = drained(root, spool)
    assert result.errors == ()
    assert result.results[0].marker
    assert result.results[0].counts["metadata_rows_copied"] == 0
    admitted = [fact for fact in facts_of(root) if isinstance(fact, RecordAdmitted)]
    assert len(admitted) == len(handoff.rows)
    assert kept(root) == set(handoff.media.values())
    holds_up(root)
    # A blob that our care lost as well is missing all the same.
    (handoff.root / MARKER).unlink()
    add_row(handoff.root, "again")
    (root / list(handoff.media)[-1]).unlink()
    assert [each.name for each in drained(root, spool).errors] == ["media_missing"]


def test_directory_of_the_same_name_in_another_spool_brought_its_own(hypervisor: ModuleType, tmp_path: Path) -> None:
    """Nobody states a hash here: only what this very directory brought, or the frame itself, may count."""
    root, variant = tmp_path / "root", hypervisor.Variant(layout="flat", schema="min5")
    one, two = (hypervisor.build(tmp_path / spool / "same", variant, run=spool, frames=2) for spool in ("a", "b"))
    for handoff in (one, two):
        with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
            for record in handoff.frames:
                said = {**json.loads(handoff.rows[record]), "content_hash": "frame_hash_1"}
                db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(said), record))
    HandoffIngestor(root).ingest_handoff_dir(one.root)
    lost = next(iter(two.frames.values()))
    (two.root / lost).rename(tmp_path / "lost")
    with pytest.raises(HandoffRefused) as caught:
        HandoffIngestor(root).ingest_handoff_dir(two.root)
    assert caught.value.reason == "media_missing"
    (tmp_path / "lost").rename(two.root / lost)
    HandoffIngestor(root).ingest_handoff_dir(two.root)
    for handoff in (one, two):
        (handoff.root / MARKER).unlink()
        for path in handoff.frames.values():
            (handoff.root / path).unlink()
        assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    facts = facts_of(root)
    frames = {fact.record: fact.blobs[0] for fact in facts if isinstance(fact, RecordAdmitted) and fact.record in
              {**one.frames, **two.frames}}  # fmt: skip
    for handoff in (one, two):
        for record, path in handoff.frames.items():
            assert (root / frames[record]).read_bytes() == handoff.media[path]


def test_many_missing_blobs_of_a_long_run_are_looked_for_in_one_go(tmp_path: Path) -> None:
    """A directory that is refused is looked at each minute, for as long as its blobs are missing."""

    def written(name: str, ids: range, *, media: bool) -> Path:
        handoff = tmp_path / name
        folder = handoff / "media" / "rid_cnVuMQ" / "evidence"
        folder.mkdir(parents=True)
        with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
            db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT)")
            for record in map(str, ids):
                said = {"record_type": "evidence.capture.frame", "run_id": "run1", "ts_utc": "2026-02-10T12:00:00Z"}
                db.execute("INSERT INTO metadata VALUES (?, ?)", (record, json.dumps(said)))
                if media:
                    (folder / f"{rid.encode(record)}.blob").write_bytes(record.encode())
        return handoff

    def seconds(handoff: Path) -> float:
        begun = time.process_time()
        with pytest.raises(HandoffRefused) as caught:
            HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff)
        assert caught.value.reason == "media_missing"
        return time.process_time() - begun

    assert HandoffIngestor(tmp_path / "root").ingest_handoff_dir(written("long", range(6_000), media=True)).marker
    one, many = (written(f"{count}", range(9_000, 9_000 + count), media=False) for count in (1, 600))
    assert min(seconds(many) for _ in range(2)) < 8 * max(seconds(one) for _ in range(3))


@pytest.mark.parametrize("size", [12, 0])
def test_blob_of_another_size_is_not_taken_for_a_missing_one(hypervisor: ModuleType, tmp_path: Path, size: int) -> None:
    """A directory is written anew under a name that was used before; or what we hold was emptied by its writer."""
    root, handoff = tmp_path / "root", hypervisor.build(tmp_path / "h", hypervisor.Variant(layout="flat"))
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    record, path = next(iter(handoff.frames.items()))
    if not size:
        os.truncate(handoff.root / path, 0)
    shutil.rmtree(handoff.root)
    said = {**json.loads(handoff.rows[record]), "content_hash": "frame_hash_1", "content_size": 12, "blob_path": path}
    if not size:
        del said["content_size"]
    handoff.root.mkdir()
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT)")
        db.execute("INSERT INTO metadata VALUES ('another/frame', ?)", (json.dumps(said),))
    with pytest.raises(HandoffRefused) as caught:
        HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    assert caught.value.reason == "media_missing"


def test_blob_of_another_session_is_not_taken_for_a_missing_one(hypervisor: ModuleType, tmp_path: Path) -> None:
    """Both call their pictures alike; one lost its own. What lies there under that name is another's."""
    root = tmp_path / "root"
    one, two = (hypervisor.build(tmp_path / name, hypervisor.Variant(layout="flat"), run=name) for name in ("a", "b"))
    HandoffIngestor(root).ingest_handoff_dir(one.root)
    (two.root / next(iter(two.frames.values()))).unlink()
    with pytest.raises(HandoffRefused) as caught:
        HandoffIngestor(root).ingest_handoff_dir(two.root)
    assert caught.value.reason == "media_missing"


def test_directory_that_went_away_is_passed_over_and_not_refused(hypervisor: ModuleType, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    for name in ("a", "b", "c"):
        hypervisor.build(spool / name, run=name)

    def progress(done: int, total: int, what: str) -> None:
        if what == "b":
            shutil.rmtree(spool / "b")

    result = drain(HandoffIngestor(root), spool, progress=progress)
    assert (result.vanished, result.errors) == (1, ())
    assert [Path(each.handoff_root).name for each in result.results] == ["a", "c"]
    assert not [fact for fact in facts_of(root) if isinstance(fact, RefusedFact)]
    with pytest.raises(HandoffRefused) as caught:
        HandoffIngestor(root).ingest_handoff_dir(spool / "b")
    assert caught.value.reason == "metadata_db_missing"
    assert not [fact for fact in facts_of(root) if isinstance(fact, RefusedFact)]


@pytest.mark.parametrize("name", ["ingest.care.take", "ingest.door.catch_up", "ingest.door.leave"])
def test_directory_that_goes_away_in_the_middle_is_told_as_gone(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Somebody deletes the directory: before its files are taken, while it is committed, before the marker."""
    import importlib

    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "a", run="a")
    handoff = hypervisor.build(spool / "b", run="b")
    drain(HandoffIngestor(root), spool)
    add_row(handoff.root, "late")
    module, _, attribute = name.rpartition(".")
    real = getattr(importlib.import_module(module), attribute)

    def after_a_deletion(*words: Any, **more: Any) -> Any:
        shutil.rmtree(handoff.root, ignore_errors=True)
        return real(*words, **more)

    monkeypatch.setattr(name, after_a_deletion)
    result = drain(HandoffIngestor(root), spool)
    assert result.errors == ()
    assert not handoff.root.exists()
    assert not [fact for fact in facts_of(root) if isinstance(fact, RefusedFact)]
    monkeypatch.undo()
    holds_up(root)


def test_spool_that_may_not_be_written_is_ingested_told_and_marked_later(
    hypervisor: ModuleType, program: list[str], powerless: list[str], tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    handoff = hypervisor.build(spool / "h")
    words = [*powerless, *program, "handoff", "drain", "--spool-root", str(spool), "--data-dir", str(root)]
    handoff.root.chmod(0o555)
    try:
        ended = subprocess.run(words, capture_output=True, text=True, check=False)
    finally:
        handoff.root.chmod(0o755)
    assert ended.returncode == 1, ended.stderr
    (told,) = json.loads(ended.stdout)["results"]
    assert told["metadata_rows_copied"] == len(handoff.rows)
    assert (told["marker"], told["ack_path"]) == (False, "")
    assert "the marker could not be written" in told["errors"][0]
    log = (root / "journal.ndjson").read_bytes()
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert json.loads((handoff.root / MARKER).read_bytes())["ingest_run_id"] == told["ingest_run_id"]
    assert (root / "journal.ndjson").read_bytes() == log


# ---------------------------------------------------------------- how things stand


def test_status_tells_what_came_in_what_waits_and_what_was_refused(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "good", run="good")
    bad = hypervisor.build(spool / "refused", run="bad")
    (bad.root / "metadata.db").write_bytes(b"noise")
    words = "handoff", "drain", "--spool-root", spool, "--data-dir", root, "--quiet", "0"
    assert autocapture(*words).returncode == 10
    hypervisor.build(spool / "waiting", run="waiting")
    other = tmp_path / "other"
    hypervisor.build(other / "unseen", run="unseen")
    before = {path: path.stat().st_mtime_ns for path in (*root.rglob("*"), *spool.rglob("*"))}
    ended = autocapture("status", "--data-dir", root, "--spool-root", other, "--json")
    assert ended.returncode == 0, ended.stderr
    assert {path: path.stat().st_mtime_ns for path in (*root.rglob("*"), *spool.rglob("*"))} == before
    told = json.loads(ended.stdout)["stage1"]
    assert (told["totals"]["completed"], told["contract"]["frames"]) == (1, 3)
    (refused,) = told["refused"]
    assert (Path(refused["handoff_root"]).name, refused["reason"]) == ("refused", "metadata_db_unreadable")
    spools = {each["spool_root"]: each for each in told["spools"]}
    assert spools[str(spool)]["waiting"] == ["refused", "waiting"]
    assert spools[str(spool)]["marked"] == 1
    assert spools[str(other)]["waiting"] == ["unseen"]
    (last,) = told["last_drains"]
    assert (last["processed"], last["refused"], last["kind"]) == (1, 1, "handoff")
    words_told = autocapture("status", "--data-dir", root).stdout
    for part in (
        "Ingested: 1 directory with",
        "metadata_db_unreadable",
        "2 waiting (refused, waiting)",
        "Last handoff drain",
    ):
        assert part in words_told
    ended = autocapture("status", "--data-dir", tmp_path / "nowhere")
    assert ended.returncode == 7


@pytest.mark.parametrize("closed", ["spool", "parent"])
def test_status_and_doctor_speak_of_a_spool_that_they_may_not_look_into(
    hypervisor: ModuleType, program: list[str], powerless: list[str], tmp_path: Path, closed: str
) -> None:
    """It belongs to the sidecar's account, and a person asks under his own."""
    spool, root = tmp_path / "parent" / "spool", tmp_path / "root"
    hypervisor.build(spool / "h")
    (hypervisor.build(spool / "bad", run="bad").root / "metadata.db").write_bytes(b"x")
    words = ["handoff", "drain", "--spool-root", str(spool), "--data-dir", str(root)]
    for _ in range(2):
        assert subprocess.run([*program, *words], capture_output=True, timeout=60, check=False).returncode == 10
    (spool if closed == "spool" else spool.parent).chmod(0)
    told = {}
    for verb in ("status", "doctor"):
        words = [*powerless, *program, verb, "--data-dir", str(root)]
        ended = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
        told[verb] = ended.stdout
        assert ended.returncode in (0, 1), ended.stderr
    (spool if closed == "spool" else spool.parent).chmod(0o755)
    assert "Refused since" in told["status"]
    assert "Permission denied" in told["status"]
    assert "is refused since" in told["doctor"]
    assert "Permission denied" in told["doctor"]


def test_completed_directories_are_told_of_in_events(hypervisor: ModuleType, tmp_path: Path) -> None:
    """A drain of nothing adds no event; what came in is counted once."""
    spool, root = tmp_path / "spool", tmp_path / "root"
    hypervisor.build(spool / "h")
    for _ in range(3):
        drained(root, spool)
    facts = facts_of(root)
    assert len([fact for fact in facts if isinstance(fact, HandoffCompleted)]) == 1
    assert len([fact for fact in facts if isinstance(fact, BlobAdmitted)]) == len(kept(root))
