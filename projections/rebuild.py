"""Making the views anew: fold into fresh files beside the live ones, then swap."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ledger import durable
from ledger.dataroot import DataRoot
from ledger.head import Head, read_head
from ledger.settling import Settling
from projections import database, engine
from projections.digests import Digests, digests_of
from projections.engine import Files, Progress

_FRESH = ".rebuild"


def rebuild(root: DataRoot, *, content: bool = True, progress: Progress | None = None) -> Digests:
    """Make all views anew from the log and put them in the place of the live ones. Readers keep what they have open.

    A crash before the swap leaves the live files as they were; in the middle of it, files that stand at
    different events, each whole: the next catching up evens them. `content` asks for these digests as well.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
        Locked: another process has been folding for too long.
    """
    with engine.holding(root):
        head = read_head(root)
        with Settling(root.path) as settling, _folded_fresh(root, head, progress) as fresh:
            # Bytes before names: nothing of it was synced while it was folded.
            settling.settle([str(path) for path in (root.path / _FRESH).rglob("*") if path.is_file()])
            with database.telling(root.path / _FRESH):
                digests = digests_of(fresh, content=content)
            for path, made in zip(Files.of(root).all(), fresh.all(), strict=True):
                with durable.failing_as("put in place", path):
                    durable.make_directory(path.parent)
                    _end_journal(path)
                    _swap(made, path)
        return digests


def _swap(made: Path, path: Path) -> None:
    if path.is_dir():
        # A directory cannot be renamed over a full one. A crash in between leaves none: it is made anew.
        shutil.rmtree(path)
    durable.rename(made, path)


def _end_journal(path: Path) -> None:
    """Let a journal that a killed writer left be rolled back into the old file: to the new one it would do harm."""
    journal = path.with_name(path.name + "-journal")
    if not journal.exists():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    journal.unlink(missing_ok=True)


@contextmanager
def _folded_fresh(root: DataRoot, head: Head, progress: Progress | None) -> Iterator[Files]:
    """Fold the log into files beside the live ones; what is left of them after the block, or by a crash, goes."""
    _discard(root)
    try:
        files = Files.inside(root.path / _FRESH)
        engine.fold_until(root, files, head, apart=True, progress=progress)
        yield files
    finally:
        _discard(root)


def _discard(root: DataRoot) -> None:
    # Views only: nothing under here was ever evidence.
    shutil.rmtree(root.path / _FRESH, ignore_errors=True)
