"""Blobs that were linked get their hash while nobody is there; what is wrong with one is said, and it is not read."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.errors import EvidenceMissing
from ledger.facts import AnyFact, BlobAdmitted, BlobDamaged, BlobHashed, FrameExamined, FrameFailed
from processors.batch import Batch, BatchReport
from processors.idle import OpenGate, Presence
from processors.registry import chosen
from projections import blobs, compare, frames
from projections.views import Views

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def root(hypervisor: ModuleType, tmp_path: Path) -> Path:
    """A DataRoot with four linked frames that state no hash, and the logs that came with them."""
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(), frames=4)
    forget_hashes(handoff)
    HandoffIngestor(tmp_path / "root", mode="hardlink").ingest_handoff_dir(handoff.root)
    return tmp_path / "root"


def forget_hashes(handoff: Any) -> None:
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        for record in handoff.frames:
            fields = {key: value for key, value in json.loads(handoff.rows[record]).items() if key != "content_hash"}
            db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(fields), record))


def run(root: Path, gate: Any = None, **options: Any) -> BatchReport:
    return Batch(DataRoot(root), [], gate or OpenGate(), hashes=True, **options).run()


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def unhashed(root: Path) -> dict[str, int]:
    return {fact.path: fact.size for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and not fact.sha256}


def frame_paths(root: Path) -> list[str]:
    with Views(DataRoot(root)) as views:
        ids = [name for (name,) in views.facts.execute("SELECT id FROM frames ORDER BY id")]
        found = [frames.by_id(views.facts, name) for name in ids]
    return [frame.blob for frame in found if frame is not None and frame.blob is not None]


def test_linked_blobs_get_their_hash_and_only_once(root: Path) -> None:
    waiting = unhashed(root)
    assert len(waiting) >= 4
    report = run(root)
    assert (report.examined, report.failed, report.pending) == (len(waiting), 0, 0)
    told = {fact.path: fact for fact in facts_of(root) if isinstance(fact, BlobHashed)}
    assert {path: fact.size for path, fact in told.items()} == waiting
    for path, fact in told.items():
        assert fact.sha256 == hashlib.sha256((root / path).read_bytes()).hexdigest()
    log = (root / "journal.ndjson").read_bytes()
    assert run(root).examined == 0
    assert (root / "journal.ndjson").read_bytes() == log
    assert compare.check(DataRoot(root)).differences == ()


def test_blob_that_is_gone_short_or_another_is_said_and_its_frame_is_not_read(root: Path) -> None:
    gone, short, link = frame_paths(root)[:3]
    (root / gone).unlink()
    (root / short).write_bytes((root / short).read_bytes()[:-1])
    elsewhere = root.parent / "elsewhere"
    (root / link).rename(elsewhere)
    (root / link).symlink_to(elsewhere)
    report = run(root)
    assert report.failed == 3
    assert report.reasons == {"blob_damaged": 3}
    damaged = {fact.path: fact for fact in facts_of(root) if isinstance(fact, BlobDamaged)}
    assert set(damaged) == {gone, short, link}
    assert damaged[gone].sha256 == damaged[link].sha256 == ""
    assert damaged[short].sha256 == hashlib.sha256((root / short).read_bytes()).hexdigest()
    assert all(fact.record for fact in damaged.values())
    assert len(frame_paths(root)) == 1
    assert run(root).examined == 0


def test_blob_that_was_restored_is_found_well_when_that_is_asked_for(root: Path) -> None:
    path = frame_paths(root)[1]
    kept = (root / path).read_bytes()
    (root / path).unlink()
    run(root)
    assert path not in frame_paths(root)
    (root / path).write_bytes(kept)
    assert run(root).examined == 0
    assert run(root, force=True).examined == 1
    assert path in frame_paths(root)
    with Views(DataRoot(root)) as views:
        assert blobs.count_unhashed(views.facts) == 0
    assert compare.check(DataRoot(root)).differences == ()


def test_audit_holds_a_blob_against_the_hash_that_it_got_later(root: Path, autocapture: Program) -> None:
    path = frame_paths(root)[2]
    words = "audit", "verify", "--blobs", "hash", "--json", "--data-dir", root
    run(root)
    told = json.loads(autocapture(*words).stdout)
    assert autocapture(*words).returncode == 0
    changed = bytearray((root / path).read_bytes())
    changed[-1] ^= 1
    (root / path).write_bytes(bytes(changed))
    found = autocapture(*words)
    assert found.returncode == 5
    assert path in found.stdout
    assert json.loads(found.stdout)["blobs"] == told["blobs"]
    assert "the picture of" in autocapture(*words, "--no-json").stdout


@pytest.mark.parametrize("mounted", [False, True], ids=["gone", "place of a disk"])
def test_disk_that_is_not_there_makes_no_blob_damaged_and_spoils_no_frame(root: Path, *, mounted: bool) -> None:
    (root / "media").rename(root / "away")
    if mounted:
        (root / "media").mkdir()
    with pytest.raises(EvidenceMissing, match="not there"):
        run(root)
    looking = chosen(["uia", "windows", "color", "keyframes", "inputlog"])
    with pytest.raises(EvidenceMissing, match="not there"):
        Batch(DataRoot(root), looking, OpenGate()).run()
    assert not [fact for fact in facts_of(root) if isinstance(fact, BlobDamaged | FrameFailed)]
    if mounted:
        (root / "media").rmdir()
    (root / "away").rename(root / "media")
    report = Batch(DataRoot(root), looking, OpenGate()).run()
    assert (report.failed, report.pending) == (0, 0)
    examined = {fact.processor for fact in facts_of(root) if isinstance(fact, FrameExamined)}
    assert examined == {"uia", "windows", "color", "keyframes", "inputlog"}


def test_pipe_in_place_of_a_picture_makes_nobody_wait(root: Path) -> None:
    (root / frame_paths(root)[0]).unlink()
    os.mkfifo(root / frame_paths(root)[0])
    report = Batch(DataRoot(root), chosen(["windows", "color"]), OpenGate()).run()
    assert (report.failed, report.reasons) == (1, {"blob_unfit": 1})


def test_person_who_comes_back_interrupts_even_a_large_blob(root: Path) -> None:
    path = frame_paths(root)[0]
    with (root / path).open("ab") as handle:
        handle.truncate(3 << 30)

    class Returning:
        """Away when asked first, back when asked again."""

        asked = 0

        def presence(self) -> Presence:
            self.asked += 1
            return Presence(self.asked <= 3, "the person is active")

    report = run(root, Returning())
    assert report.yielded
    assert report.pending
    assert not [fact for fact in facts_of(root) if isinstance(fact, BlobDamaged) and fact.path == path]
    os.truncate(root / path, 10)
    assert run(root).failed == 1
