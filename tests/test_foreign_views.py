"""Views that are not what our folds wrote: text that is no text, and views of another log."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from ledger.errors import Stale
from projections import catalogue, digests, engine

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def root(hypervisor: ModuleType, tmp_path: Path) -> DataRoot:
    """A DataRoot with one directory in it."""
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(hypervisor.build(tmp_path / "spool" / "h").root)
    return DataRoot(tmp_path / "root")


def spoil(file: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"UPDATE {table} SET {column} = CAST(x'ff41' AS TEXT)")
        db.commit()


def test_text_that_is_no_utf8_is_a_damaged_view_and_no_defect(
    autocapture: Run, root: DataRoot, tmp_path: Path, hypervisor: ModuleType
) -> None:
    spoil(root.derived / catalogue.FACTS_DB, "frames", "screen")
    spoil(root.metadata_db, "autocapture_projection", "head")
    hypervisor.build(tmp_path / "spool" / "i", run="i")
    (tmp_path / "spool" / "i" / "READY").touch()
    with closing(sqlite3.connect(root.derived / catalogue.FACTS_DB)) as db:
        (frame,) = db.execute("SELECT id FROM frames LIMIT 1").fetchone()
    for words in (
        ("show", "frame", frame),
        ("handoff", "drain", "--spool-root", tmp_path / "spool"),
        ("rebuild", "--check"),
        ("audit", "verify", "--projections"),
    ):
        told = autocapture(*words, "--data-dir", root.path)
        assert told.returncode == 9, (words, told.stderr)
    assert autocapture("rebuild", "--data-dir", root.path).returncode == 0
    assert autocapture("audit", "verify", "--projections", "--data-dir", root.path).returncode == 0


def test_views_of_another_log_are_told(
    autocapture: Run, root: DataRoot, hypervisor: ModuleType, tmp_path: Path
) -> None:
    other = DataRoot(tmp_path / "other")
    for name in ("a", "b"):
        HandoffIngestor(other.path).ingest_handoff_dir(hypervisor.build(tmp_path / name, run=name).root)
    for mine, theirs in ((root, other), (other, root)):
        kept = tmp_path / f"kept-{mine.path.name}"
        shutil.copytree(mine.path, kept)
        for view in ("derived", "index"):
            shutil.rmtree(kept / view)
            shutil.copytree(theirs.path / view, kept / view)
        with pytest.raises(Stale):
            engine.catch_up(DataRoot(kept))
        told = autocapture("doctor", "--json", "--data-dir", kept)
        assert told.returncode == 1
        (wrong,) = [each for each in json.loads(told.stdout)["findings"] if each["severity"] == "wrong"]
        assert "events, the log holds" in wrong["what"] or "made from a log that had another event" in wrong["what"]
        assert "autocapture rebuild" in wrong["remedy"]
        assert autocapture("status", "--data-dir", kept).returncode == 9


def test_digest_that_is_interrupted_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> bytes:
        raise KeyboardInterrupt

    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        db.executemany("INSERT INTO words VALUES (?)", [("tide",), ("table",), ("captain",)])
        db.commit()
        monkeypatch.setattr(digests, "_TOGETHER", 1)
        monkeypatch.setattr("msgspec.msgpack.encode", interrupted)
        with pytest.raises(KeyboardInterrupt):
            digests._terms_digest(db, "words")
