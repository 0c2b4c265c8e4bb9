"""An older program's DataRoot becomes ours: nothing of it is changed, everything in it is in care."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.adopt import adopt
from ingest.handoff import HandoffIngestor
from ledger import audit
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused, NotADataRoot
from ledger.lock import held
from projections import compare

Program = Callable[..., subprocess.CompletedProcess[str]]
OLD_JOURNAL = b'{"event_id": "e1", "sequence": 1, "event_type": "frame", "payload": {}}\n'
OLD_LEDGER = (
    b'{"entry_hash": "ab", "entry_id": "l1", "inputs": [], "outputs": [], "prev_hash": "", "stage": "ingest"}\n'
)


def store(hypervisor: ModuleType, root: Path, *, logs: bool, **variant: Any) -> Any:
    """An older DataRoot: the same shape as a handoff directory, with logs and derived files of another kind."""
    built = hypervisor.build(root, hypervisor.Variant(strangers=True, **variant), run="old")
    (root / "derived").mkdir()
    (root / "derived" / "stage1_derived.db").write_bytes(b"SQLite format 3\0 and so on")
    (root / "activity").mkdir()
    (root / "activity" / "activity_signal.json").write_text("{}")
    (root / "vault").mkdir()
    (root / "vault" / "web_token.json").write_text("{}")
    if logs:
        (root / "journal.ndjson").write_bytes(OLD_JOURNAL)
        (root / "ledger.ndjson").write_bytes(OLD_LEDGER)
    return built


def files_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def rows_in(root: Path, table: str = "metadata") -> dict[str, Any]:
    with closing(sqlite3.connect(root / "metadata.db")) as db:
        return dict(db.execute(f"SELECT id, payload FROM {table}"))


def holds_up(root: Path) -> None:
    assert compare.check(DataRoot(root)).differences == ()
    assert audit.verify(DataRoot(root), blobs="hash").faults == ()


def is_over(root: Path, built: Any, before: dict[str, bytes]) -> None:
    """All is in care, and every old file lies where it was, or unchanged under `adopted/`."""
    assert rows_in(root).items() >= built.rows.items()
    for path, blob in built.media.items():
        assert (root / path).read_bytes() == blob
    for name, data in before.items():
        kept = root / "adopted" / name
        assert (kept if kept.exists() else root / name).read_bytes() == data
    holds_up(root)


@pytest.mark.parametrize("schema", ["eight", "oldest", "records", "records2"])
def test_older_dataroot_with_logs_is_named_and_brought_over(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path, schema: str
) -> None:
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=True, schema=schema)
    before = files_in(root)
    handoff = hypervisor.build(tmp_path / "spool" / "h", run="new")
    words = "handoff", "ingest", "--handoff-root", handoff.root, "--data-dir", root
    ended = autocapture(*words)
    assert ended.returncode == 7
    assert "autocapture init --adopt" in ended.stderr
    assert files_in(root) == before
    ended = autocapture("init", "--adopt", "--data-dir", root, "--json")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert {"journal.ndjson", "ledger.ndjson", "metadata.db", "media", "derived"} <= set(told["names"])
    assert told["ingest"]["metadata_rows_copied"] == len(built.rows)
    assert (root / "adopted" / "journal.ndjson").read_bytes() == OLD_JOURNAL
    assert not list(root.rglob("reap_eligible.json"))
    is_over(root, built, before)
    # What is no one's business stays where it is.
    assert (root / "vault" / "web_token.json").exists()
    assert (root / "activity" / "activity_signal.json").exists()
    # Again: nothing more to do.
    log = (root / "journal.ndjson").read_bytes()
    ended = autocapture("init", "--adopt", "--data-dir", root)
    assert ended.returncode == 0
    assert "nothing was added" in ended.stdout
    assert (root / "journal.ndjson").read_bytes() == log
    assert autocapture(*words).returncode == 0
    assert rows_in(root).items() >= {**built.rows, **handoff.rows}.items()
    holds_up(root)


@pytest.mark.parametrize("schema", ["records", "records2", "eight"])
def test_destination_in_a_legacy_schema_is_migrated_and_still_read_by_its_old_readers(
    hypervisor: ModuleType, tmp_path: Path, schema: str
) -> None:
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=False, schema=schema)
    before = files_in(root)
    handoff = hypervisor.build(tmp_path / "spool" / "h", run="new")
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    is_over(root, built, before)
    expected = {**built.rows, **handoff.rows}
    for select in ("id, payload", "record_id, payload_json", "id, json"):
        with closing(sqlite3.connect(root / "metadata.db")) as db:
            assert dict(db.execute(f"SELECT {select} FROM records")).items() >= expected.items()


def test_rows_of_a_store_that_is_in_use_or_encrypted_are_not_touched(
    hypervisor: ModuleType, saboteur: ModuleType, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    store(hypervisor, root, logs=True, schema="min5")
    before = files_in(root)
    with saboteur.writing(root), pytest.raises(HandoffRefused) as caught:
        adopt(DataRoot(root))
    assert caught.value.reason == "handoff_in_use"
    (root / "metadata.db-journal").unlink(missing_ok=True)
    assert files_in(root).keys() == before.keys()
    with closing(sqlite3.connect(root / "metadata.db")) as db, db:
        db.execute("ALTER TABLE metadata ADD COLUMN ciphertext_b64 TEXT")
        db.execute("INSERT INTO metadata (id, ciphertext_b64) VALUES ('secret', 'AAAA')")
    before = files_in(root)
    with pytest.raises(HandoffRefused) as caught:
        adopt(DataRoot(root))
    assert caught.value.reason == "encrypted_handoff"
    assert files_in(root) == before


def test_media_that_an_older_store_lost_are_told_and_do_not_stop_it(hypervisor: ModuleType, tmp_path: Path) -> None:
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=True)
    gone = next(iter(built.frames.values()))
    (root / gone).unlink()
    taken = adopt(DataRoot(root)).ingest
    assert taken is not None
    assert [error for error in taken.errors if gone in error]
    assert rows_in(root).items() >= built.rows.items()
    holds_up(root)


def test_directory_that_is_no_older_store_is_left_alone(hypervisor: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotADataRoot):
        adopt(DataRoot(tmp_path / "empty"))
    assert list((tmp_path / "empty").iterdir()) == []
    handoff = hypervisor.build(tmp_path / "spool" / "h")
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    with pytest.raises(NotADataRoot, match="already"):
        adopt(DataRoot(tmp_path / "root"))


def test_handoff_directory_named_by_mistake_is_not_made_a_dataroot(hypervisor: ModuleType, tmp_path: Path) -> None:
    one, two = (hypervisor.build(tmp_path / "spool" / name, run=name) for name in ("one", "two"))
    marked = hypervisor.build(tmp_path / "elsewhere" / "marked", run="marked")
    plain = hypervisor.build(tmp_path / "elsewhere" / "plain", hypervisor.Variant(schema="records"), run="plain")
    (marked.root / "READY").touch()
    (marked.root / "derived").mkdir()
    (one.root / "derived").mkdir()
    for wrong in (one.root, marked.root, plain.root):
        before = files_in(wrong)
        with pytest.raises(NotADataRoot):
            HandoffIngestor(wrong).ingest_handoff_dir(two.root)
        assert files_in(wrong) == before


def kill_at(command: list[str], call: str, number: int) -> None:
    """Run a command that is killed on entering the call of a number."""
    traced = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}",
              "-e", f"inject={call}:signal=KILL:when={number}"]  # fmt: skip
    ended = subprocess.run([*traced, *command], capture_output=True, timeout=60, check=False)
    assert ended.returncode in (-9, 137), ended


@pytest.mark.parametrize("moment", range(8))
def test_adoption_killed_at_a_call_is_ended_by_the_next(
    scene: ModuleType, hypervisor: ModuleType, program: list[str], tmp_path: Path, moment: int
) -> None:
    if not scene.can_trace():
        pytest.skip("system calls cannot be traced here (strace)")
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=True, schema="records")
    before = files_in(root)
    command = [*program, "init", "--adopt", "--data-dir", str(root)]
    call, number = [("rename", 2), ("rename", 5), ("rename", 6), ("fsync", 9), ("fsync", 13), ("linkat", 2),
                    ("fdatasync", 2), ("fdatasync", 6)][moment]  # fmt: skip
    kill_at(command, call, number)
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    is_over(root, built, before)


@pytest.mark.parametrize("moment", range(5))
def test_adoption_that_a_drain_began_and_a_kill_ended_is_ended_by_the_next_drain(
    scene: ModuleType, hypervisor: ModuleType, program: list[str], tmp_path: Path, moment: int
) -> None:
    """At no place may it stay half done: what is new comes in, and what is old with it."""
    if not scene.can_trace():
        pytest.skip("system calls cannot be traced here (strace)")
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=False, schema="records")
    before = files_in(root)
    handoff = hypervisor.build(tmp_path / "spool" / "h", run="new")
    command = [*program, "handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(root)]
    call, number = [("rename", 2), ("rename", 3), ("linkat", 1), ("fdatasync", 3), ("fdatasync", 4)][moment]
    kill_at(command, call, number)
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    is_over(root, built, before)
    assert rows_in(root).items() >= {**built.rows, **handoff.rows}.items()
    assert (handoff.root / "reap_eligible.json").exists()


def test_drains_that_adopt_at_once_move_nothing_that_is_ours(
    hypervisor: ModuleType, program: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has seen an older store, and comes to move it when the first has begun our logs there."""
    root = tmp_path / "root"
    built = store(hypervisor, root, logs=False, schema="records")
    before = files_in(root)
    hypervisor.build(tmp_path / "spool" / "h", run="new")
    command = [*program, "handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(root)]

    @contextmanager
    def late(path: Path, wait_s: float) -> Iterator[None]:
        monkeypatch.undo()
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
        with held(path, wait_s):
            yield

    monkeypatch.setattr("ingest.adopt.held", late)
    assert adopt(DataRoot(root)).ingest is None
    assert sorted(path.name for path in (root / "adopted").iterdir()) == ["derived", "media", "metadata.db"]
    is_over(root, built, before)


def test_old_store_that_broke_in_the_middle_of_its_adoption_stops_nothing_new(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    store(hypervisor, root, logs=False, schema="records")
    (root / "adopted").mkdir()
    for name in ("derived", "media", "metadata.db"):
        (root / name).rename(root / "adopted" / name)
    assert autocapture("init", "--data-dir", root).returncode == 0
    whole = (root / "adopted" / "metadata.db").read_bytes()
    (root / "adopted" / "metadata.db").write_bytes(b"broken")
    handoff = hypervisor.build(tmp_path / "spool" / "h", run="new")
    assert HandoffIngestor(root).ingest_handoff_dir(handoff.root).marker
    told = json.loads(autocapture("doctor", "--data-dir", root, "--json").stdout)
    assert "adoption" in json.dumps(told)
    (root / "adopted" / "metadata.db").write_bytes(whole)
    later = hypervisor.build(tmp_path / "spool" / "i", run="later")
    assert HandoffIngestor(root).ingest_handoff_dir(later.root).marker
    assert set(rows_in(root)) >= {f"old/evidence.capture.frame/{number}" for number in range(3)}
    assert "adoption" not in autocapture("doctor", "--data-dir", root, "--json").stdout


def test_adoption_of_the_recorded_corpus(corpus: Path, tmp_path: Path) -> None:
    """Each recorded directory is a mini DataRoot: each can be somebody's old one."""
    handoffs = sorted((corpus / "handoff").iterdir())
    assert handoffs
    for handoff in handoffs:
        root = tmp_path / handoff.name
        shutil.copytree(handoff, root)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        taken = adopt(DataRoot(root)).ingest
        assert taken is not None
        assert taken.errors == ()
        blobs = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (handoff / "media").rglob("*.blob")}
        assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "media").rglob("*.blob")} == blobs
