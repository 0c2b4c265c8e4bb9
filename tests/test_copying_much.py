"""So much to copy or to hash that several cores do it: what comes of it is what one after the other would give."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ingest import care
from ingest.door import Mode
from ingest.handoff import HandoffIngestor
from ingest.source import open_shipment
from ledger import event
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.digests import WORTH_THREADS
from ledger.errors import HandoffEvidenceMissing, HandoffRefused
from ledger.facts import BlobAdmitted
from projections import compare

FILES, SIZE = 40, 300_000
BOTH = pytest.mark.parametrize("mode", ["copy", "hardlink"])


def _handoff(
    root: Path, run: str, *, name: str = "{run}-{number}", size: int = SIZE, damaged: int | None = None
) -> Path:
    (root / "media").mkdir(parents=True)
    with closing(sqlite3.connect(root / "metadata.db")) as db, db:
        db.execute("CREATE TABLE metadata (id TEXT, payload TEXT, record_type TEXT, ts_utc TEXT, run_id TEXT)")
        for number in range(FILES):
            path = f"media/{name.format(run=run, number=number)}.blob"
            data = f"{run}:{number:05}".encode() * (size // 10)
            digest = hashlib.sha256(data).hexdigest()
            (root / path).write_bytes(data[:-1] + b"~" if number == damaged else data)
            told = json.dumps({"blob_path": path, "content_hash": digest})
            row = (f"{run}/frame/{number}", told, "evidence.capture.frame", "2026-03-01T00:00:00Z", run)
            db.execute("INSERT INTO metadata VALUES (?, ?, ?, ?, ?)", row)
    assert sum(path.stat().st_size for path in (root / "media").iterdir()) > WORTH_THREADS
    return root


def _blobs(root: Path) -> list[BlobAdmitted]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    told = [event.understand(event.read(line)) for line in lines]
    return [fact for fact in told if isinstance(fact, BlobAdmitted)]


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / "media").rglob("*") if path.is_file()}


@BOTH
def test_files_put_in_place_at_once_are_told_in_the_order_of_their_names(tmp_path: Path, mode: Mode) -> None:
    handoff, root = _handoff(tmp_path / "handoff", "run1"), tmp_path / "root"
    assert HandoffIngestor(root, mode=mode).ingest_handoff_dir(handoff).marker
    blobs = _blobs(root)
    assert [each.source for each in blobs] == sorted(each.source for each in blobs)
    assert {each.how for each in blobs} == {"copied" if mode == "copy" else "linked"}
    for each in blobs:
        assert hashlib.sha256((root / each.path).read_bytes()).hexdigest() == each.sha256
        assert (root / each.path).stat().st_mtime_ns == (handoff / each.source).stat().st_mtime_ns
    assert (len(blobs), _files(root)) == (FILES, {each.path for each in blobs})
    assert compare.check(DataRoot(root)).differences == ()


@BOTH
def test_name_that_is_taken_is_left_to_its_owner(tmp_path: Path, mode: Mode) -> None:
    root = tmp_path / "root"
    for run in ("run1", "run2"):
        handoff = _handoff(tmp_path / run, run, name="{number}")
        assert HandoffIngestor(root, mode=mode).ingest_handoff_dir(handoff).marker
    blobs = _blobs(root)
    assert [each.conflicting for each in blobs] == [False] * FILES + [True] * FILES
    assert all(hashlib.sha256((root / each.path).read_bytes()).hexdigest() == each.sha256 for each in blobs)


@BOTH
def test_refusal_takes_every_file_back(tmp_path: Path, mode: Mode) -> None:
    handoff, root = _handoff(tmp_path / "handoff", "run1", damaged=17), tmp_path / "root"
    with pytest.raises(HandoffEvidenceMissing, match="run1/frame/17"):
        HandoffIngestor(root, mode=mode).ingest_handoff_dir(handoff)
    assert _files(root) == set()


def test_what_an_interrupted_run_linked_is_hashed_where_it_lies(tmp_path: Path) -> None:
    handoff, root = _handoff(tmp_path / "handoff", "run1", damaged=17), tmp_path / "root"
    ensure_born(DataRoot(root))
    (root / "media").mkdir()
    for path in (handoff / "media").iterdir():
        os.link(path, root / "media" / path.name)
    with pytest.raises(HandoffEvidenceMissing, match="run1/frame/17"):
        HandoffIngestor(root).ingest_handoff_dir(handoff)
    assert HandoffIngestor(root, hash_mismatch="record").ingest_handoff_dir(handoff).errors
    blobs = _blobs(root)
    assert all(hashlib.sha256((root / each.path).read_bytes()).hexdigest() == each.sha256 for each in blobs)


@BOTH
def test_file_that_fails_among_others_takes_every_file_back(tmp_path: Path, mode: Mode) -> None:
    handoff, root = _handoff(tmp_path / "handoff", "run1"), DataRoot(tmp_path / "root")
    with open_shipment(handoff) as shipment:
        shipment.require_readable()
        blob = handoff / "media" / "run1-3.blob"
        blob.unlink()
        os.mkfifo(blob)
        with pytest.raises(HandoffRefused) as caught:
            care.take(root, shipment, link=mode == "hardlink", mismatch="refuse", is_known=lambda _: False)
    assert caught.value.reason == "media_unreadable"
    assert _files(root.path) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_disk_that_fails_in_the_midst_of_copies_is_told_and_the_next_run_ends_it(
    program: list[str], tmp_path: Path
) -> None:
    handoff, root = _handoff(tmp_path / "handoff", "run1", size=4 << 20), tmp_path / "root"
    words = ["handoff", "ingest", "--quiet", "0", "--mode", "copy", "--handoff-root", str(handoff)]
    command = [*program, *words, "--data-dir", str(root)]
    limited = ["bash", "-c", 'ulimit -f 3072; exec "$@"', "limited", *command]
    struck = subprocess.run(limited, check=False, capture_output=True, text=True)
    assert (struck.returncode, "Could not copy to" in struck.stderr) == (74, True)
    assert "Traceback" not in struck.stderr
    assert not (handoff / "reap_eligible.json").exists()
    subprocess.run(command, check=True, capture_output=True)
    assert (handoff / "reap_eligible.json").exists()
    assert _files(root) == {each.path for each in _blobs(root)}
    assert compare.check(DataRoot(root)).differences == ()
