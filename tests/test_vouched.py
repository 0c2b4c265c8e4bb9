"""No marker is granted on the word of a view: what counts as known is what a line of the journal says."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.drain import DrainResult, drain
from ingest.handoff import HandoffIngestor
from ledger import event, segment
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import Stale
from ledger.facts import AnyFact, BlobAdmitted, HandoffCompleted, MarkerGranted, RecordAdmitted, RecordConflicted
from ledger.writer import Writer
from projections import compare
from projections.rebuild import rebuild

MARKER = "reap_eligible.json"
COLUMNS = "id, record_type, ts_utc, payload, run_id"


def drained(root: Path, spool: Path) -> DrainResult:
    return drain(HandoffIngestor(root), spool, include_marked=True)


def refused(root: Path, spool: Path, words: str) -> None:
    with pytest.raises(Stale, match=words) as caught:
        drained(root, spool)
    assert "autocapture rebuild" in caught.value.remedy
    assert not list(spool.glob(f"*/{MARKER}"))


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def admitted(root: Path) -> dict[str, str | None]:
    return {fact.record: fact.payload for fact in facts_of(root) if isinstance(fact, RecordAdmitted)}


def change(database: Path, statement: str, *rows: tuple[Any, ...]) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        db.executemany(statement, rows or [()])


def rows_in(database: Path, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(f"SELECT {columns} FROM {table}").fetchall()


def copy_rows(source: Path, target: Path, table: str) -> None:
    rows = rows_in(source, table)
    assert rows
    change(target, f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", *rows)


def put(root: Path, row: tuple[Any, ...]) -> None:
    change(root / "metadata.db", f"INSERT INTO metadata ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", row)


@pytest.fixture
def root(hypervisor: ModuleType, tmp_path: Path) -> Path:
    """A DataRoot that has taken in one directory, and a second one waits in the spool."""
    hypervisor.build(tmp_path / "before" / "h0", run="run0", seed=7)
    assert drained(tmp_path / "root", tmp_path / "before").results[0].marker
    hypervisor.build(tmp_path / "spool" / "h1")
    return tmp_path / "root"


def heals(root: Path, spool: Path) -> None:
    """After a rebuild all of the directory comes in, and the marker with it."""
    rebuild(DataRoot(root))
    (result,) = drained(root, spool).results
    assert (result.marker, result.already_ingested) == (True, False)
    rows = dict(rows_in(spool / "h1" / "metadata.db", "metadata", "id, payload"))
    assert rows.items() <= admitted(root).items()
    assert not [fact for fact in facts_of(root) if isinstance(fact, RecordConflicted)]
    assert compare.check(DataRoot(root)).differences == ()


def test_rows_that_only_a_view_knows_grant_no_marker(root: Path, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    rows = rows_in(spool / "h1" / "metadata.db", "metadata", COLUMNS)
    assert len(rows) > 10
    for row in rows:
        put(root, row)
    refused(root, spool, f"the record {rows[0][0]} was taken in; the journal does not")
    heals(root, spool)


def test_one_row_of_another_content_in_a_view_makes_no_conflict(root: Path, tmp_path: Path) -> None:
    record, kind, at, _, run = rows_in(tmp_path / "spool" / "h1" / "metadata.db", "metadata", COLUMNS)[0]
    put(root, (record, kind, at, '{"event": "journal:3"}', run))
    refused(root, tmp_path / "spool", "the journal does not")
    heals(root, tmp_path / "spool")


def test_ingest_that_only_a_view_knows_grants_no_marker(root: Path, tmp_path: Path) -> None:
    """As where the views of another DataRoot were put beside this log, and the media, too."""
    spool, other = tmp_path / "spool", tmp_path / "other"
    assert drained(other, spool).results[0].marker
    (spool / "h1" / MARKER).unlink()
    shutil.copytree(other / "media", root / "media", dirs_exist_ok=True)
    for table in ("handoffs", "blobs", "blob_sources"):
        copy_rows(other / "derived" / "facts.db", root / "derived" / "facts.db", table)
    refused(root, spool, "h1 was taken in by event")
    heals(root, spool)


@pytest.mark.parametrize("tables", [("blobs", "blob_sources"), ("blobs",)], ids=str)
def test_blobs_that_only_a_view_knows_grant_no_marker(root: Path, tmp_path: Path, tables: tuple[str, ...]) -> None:
    spool, other = tmp_path / "spool", tmp_path / "other"
    assert drained(other, spool).results[0].marker
    (spool / "h1" / MARKER).unlink()
    shutil.copytree(other / "media", root / "media", dirs_exist_ok=True)
    for table in tables:
        copy_rows(other / "derived" / "facts.db", root / "derived" / "facts.db", table)
    refused(root, spool, "media/.* was taken in by event")
    heals(root, spool)
    sources = {fact.source for fact in facts_of(root) if isinstance(fact, BlobAdmitted) and fact.handoff == "h1"}
    assert {path.relative_to(spool / "h1").as_posix() for path in (spool / "h1").rglob("*.blob")} == sources


def test_marker_that_only_a_view_knows_is_neither_written_nor_relied_on(root: Path, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    assert drained(root, spool).results[0].marker
    text = (spool / "h1" / MARKER).read_text()
    told = {**json.loads(text), "ingested_at_utc": "2026-01-01T00:00:00.000000Z"}
    forged = json.dumps(told, indent=2, sort_keys=True)
    change(root / "derived" / "facts.db", "UPDATE handoffs SET marker = ? WHERE marker = ?", (forged, text))
    (spool / "h1" / MARKER).write_text(forged)
    with pytest.raises(Stale, match=r"a marker was granted for .*; the journal does not"):
        drain(HandoffIngestor(root), spool)
    assert not (spool / "h1" / MARKER).exists()
    rebuild(DataRoot(root))
    assert drained(root, spool).results[0].already_ingested
    assert (spool / "h1" / MARKER).read_text() == text


def test_directory_that_grew_over_a_sealed_log_is_read_frame_by_frame(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows and files are held against their lines in the order of the log: no frame is unpacked for each of them."""
    handoff = hypervisor.build(tmp_path / "spool" / "h", frames=200, step_s=1)
    root = DataRoot(tmp_path / "root")
    ensure_born(root)
    assert drained(root.path, tmp_path / "spool").results[0].marker
    before = {
        kind: sum(isinstance(fact, kind) for fact in facts_of(root.path)) for kind in (RecordAdmitted, BlobAdmitted)
    }
    assert min(before.values()) > 200
    with Writer(root, segment_lines=512).turn():
        pass
    assert list(root.segments.glob("journal*"))
    change(handoff.root / "metadata.db", "INSERT INTO metadata (id, payload) VALUES ('late/0', '{}')")
    unpack = segment._unpacked
    frames: list[int] = []

    def counted(data: bytes, length: int) -> bytes | None:
        frames.append(length)
        return unpack(data, length)

    monkeypatch.setattr(segment, "_unpacked", counted)
    (result,) = drained(root.path, tmp_path / "spool").results
    assert (result.marker, result.counts["metadata_rows_copied"]) == (True, 1)
    assert result.counts["metadata_rows_held"] == before[RecordAdmitted]
    assert len(frames) < 40


def test_record_of_our_own_that_is_handed_over_gets_into_the_journal(
    hypervisor: ModuleType, root: Path, tmp_path: Path
) -> None:
    """Views hold what follows from other events: the same again is told word by word, another is kept beside."""
    kind = "system.ingest.handoff.completed"
    (ours,) = [row for row in rows_in(root / "metadata.db", "metadata", COLUMNS) if row[1] == kind]
    record, _, at, text, run = ours
    handoff = tmp_path / "spool" / "h1"
    change(handoff / "metadata.db", f"INSERT INTO metadata ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", ours)
    assert drained(root, tmp_path / "spool").results[0].marker
    assert admitted(root)[record] == text
    other = (record, kind, at, '{"another": 1}', run)
    hypervisor.build(tmp_path / "third" / "h2", run="run2", seed=3)
    change(tmp_path / "third" / "h2" / "metadata.db", f"INSERT INTO metadata ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", other)
    assert drained(root, tmp_path / "third").results[0].marker
    assert [fact.payload for fact in facts_of(root) if isinstance(fact, RecordConflicted)] == ['{"another": 1}']
    for spool in (tmp_path / "spool", tmp_path / "third"):
        change(next(spool.iterdir()) / "metadata.db", "INSERT INTO metadata (id, payload) VALUES ('more', '{}')")
        counts = drained(root, spool).results[0].counts
        assert counts["metadata_rows_conflicting"] == 0
    assert compare.check(DataRoot(root)).differences == ()
    grants = [fact for fact in facts_of(root) if isinstance(fact, MarkerGranted)]
    assert len(grants) == sum(isinstance(fact, HandoffCompleted) for fact in facts_of(root))
