"""What a row states of its blob is held against the blob before the marker: not of frames alone."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.errors import HandoffEvidenceMissing
from ledger.facts import AnyFact, RecordAdmitted
from projections import compare
from projections.handoffs import damaged_count
from projections.views import Views

MARKER = "reap_eligible.json"
LOG = b"INPT1"


def input_log(handoff: Path) -> Path:
    return next(path for path in sorted(handoff.rglob("*.blob")) if path.read_bytes().startswith(LOG))


def add(handoff: Path, record: str, fields: dict[str, Any]) -> None:
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        db.execute(
            "INSERT INTO metadata (id, payload, record_type) VALUES (?, ?, ?)",
            (record, json.dumps(fields), fields["record_type"]),
        )


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def damaged(root: Path) -> int:
    with Views(DataRoot(root)) as views:
        return damaged_count(views.facts)


@pytest.mark.parametrize("layout", ["canonical", "flat"])
@pytest.mark.parametrize("mode", ["hardlink", "copy"])
def test_input_log_that_is_not_what_its_row_states_is_refused_and_healed(
    hypervisor: ModuleType, tmp_path: Path, layout: str, mode: Any
) -> None:
    handoff, root = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(layout=layout)), tmp_path / "root"
    log = input_log(handoff.root)
    good = log.read_bytes()
    log.write_bytes(good[:-1] + b"~")
    with pytest.raises(HandoffEvidenceMissing) as refused:
        HandoffIngestor(root, mode=mode).ingest_handoff_dir(handoff.root)
    assert refused.value.reason == "content_hash_mismatch"
    assert "run1/derived.input.summary/" in str(refused.value)
    assert not (handoff.root / MARKER).exists()
    # Recorded as damaged it gets no marker, either; the right bytes get one.
    recording = HandoffIngestor(root, mode=mode, hash_mismatch="record")
    assert not recording.ingest_handoff_dir(handoff.root).marker
    assert damaged(root) == 1
    log.unlink()
    log.write_bytes(good)
    assert HandoffIngestor(root, mode=mode).ingest_handoff_dir(handoff.root).marker
    assert damaged(root) == 0
    assert compare.check(DataRoot(root)).differences == ()


@pytest.mark.parametrize(
    ("kind", "blobs", "refused"),
    [
        ("evidence.clipboard.item", 1, True),
        ("evidence.thing.of.next.year", 1, True),
        ("evidence.thing.of.next.year", 2, False),
        ("evidence.uia.snapshot", 1, False),
        ("evidence.window.meta", 1, False),
    ],
)
def test_hash_of_a_row_speaks_of_its_one_blob_and_of_no_other(
    hypervisor: ModuleType, tmp_path: Path, kind: str, blobs: int, refused: bool
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5"), frames=1)
    fields: dict[str, Any] = {"record_type": kind, "content_hash": hashlib.sha256(b"something else").hexdigest()}
    for number, name in zip(range(blobs), ("blob_path", "thumb_blob_path"), strict=False):
        (handoff.root / "media" / f"extra-{number}.blob").write_bytes(b"bytes")
        fields[name] = f"media/extra-{number}.blob"
    add(handoff.root, "run1/extra/0", fields)
    if refused:
        with pytest.raises(HandoffEvidenceMissing, match="run1/extra/0"):
            HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    else:
        assert HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root).marker


def test_file_that_one_row_cannot_mean_is_kept_for_the_one_that_can(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff, root = (
        hypervisor.build(tmp_path / "handoff", hypervisor.Variant(schema="min5"), frames=0),
        tmp_path / "root",
    )
    (handoff.root / "media").mkdir(exist_ok=True)
    (handoff.root / "media" / "one.blob").write_bytes(b"bytes")
    stated = {
        "record_type": "evidence.capture.frame",
        "blob_path": "media/one.blob",
        "content_hash": hashlib.sha256(b"bytes").hexdigest(),
    }
    add(handoff.root, "run1/frame/0", {**stated, "content_size": 99})
    add(handoff.root, "run1/frame/1", {**stated, "content_size": 5})
    with pytest.raises(HandoffEvidenceMissing, match="run1/frame/0, has 5 of 99 bytes"):
        HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    for known in (False, True):
        result = HandoffIngestor(root, strict=False).ingest_handoff_dir(handoff.root)
        assert (result.already_ingested, result.marker) == (known, False)
        assert result.errors == ("missing: run1/frame/0: media/one.blob (has 5 of 99 bytes)",)
    assert (root / "media" / "one.blob").read_bytes() == b"bytes"
    told = [fact for fact in facts_of(root) if isinstance(fact, RecordAdmitted)]
    assert [(fact.record, fact.blobs) for fact in told] == [("run1/frame/0", ()), ("run1/frame/1", ("media/one.blob",))]
