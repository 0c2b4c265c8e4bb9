"""Making the views anew: fold into fresh files beside the live ones, compare digests, swap."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from ledger import chain, durable
from ledger.dataroot import DataRoot
from ledger.errors import NotFound, Stale, Usage
from ledger.event import event_id
from ledger.head import Head, read_head
from projections import catalogue, database, engine
from projections.engine import Files, Progress
from projections.locator import LocatorWriter
from projections.projection import Projection
from projections.tiles import TilesWriter

_FRESH = ".rebuild"


@dataclass(frozen=True, slots=True)
class Digests:
    """What the views hold, as one SHA-256 for each projection, at event `seq` (exclusive).

    `of` covers every row as it is; `content` only what is known, see `Projection.content`.
    """

    seq: int
    of: dict[str, str]
    content: dict[str, str]

    @property
    def whole(self) -> str:
        """One SHA-256 over all of `of`."""
        return _over(self.of)

    @property
    def whole_content(self) -> str:
        """One SHA-256 over all of `content`: the same for every log that took in the same screens."""
        return _over(self.content)


def _over(digests: dict[str, str]) -> str:
    return hashlib.sha256(msgspec.json.encode(digests, order="sorted")).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A projection whose live rows are not what the log gives. `live` is None where the live file is unreadable."""

    projection: str
    live: str | None
    fresh: str


def rebuild(root: DataRoot, *, progress: Progress | None = None) -> Digests:
    """Make all views anew from the log and put them in the place of the live ones. Readers keep what they have open.

    A crash before the swap leaves the live files as they were; in the middle of it, files that stand at
    different events, each whole: the next catching up evens them.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
        Locked: another process has been folding for too long.
    """
    with engine.holding(root):
        head = read_head(root)
        with _folded_fresh(root, head, progress) as fresh:
            digests = digests_of(fresh, head)
            for path, made in zip(Files.of(root).all(), fresh.all(), strict=True):
                with durable.failing_as("put in place", path):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    _end_journal(path)
                    _swap(made, path)
        return digests


def _swap(made: Path, path: Path) -> None:
    if path.is_dir():
        # A directory cannot be renamed over a full one. A crash in between leaves none: it is made anew.
        shutil.rmtree(path)
    made.replace(path)


def _end_journal(path: Path) -> None:
    """Let a journal that a killed writer left be rolled back into the old file: to the new one it would do harm."""
    journal = path.with_name(path.name + "-journal")
    if not journal.exists():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    journal.unlink(missing_ok=True)


def check(root: DataRoot, *, progress: Progress | None = None) -> tuple[Digests, tuple[Difference, ...]]:
    """Fold the log anew beside the live views and say where these differ. Changes nothing.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
        Locked: another process has been folding for too long.
    """
    with engine.holding(root):
        head = read_head(root)
        live = _live_digests(root, head)
        with _folded_fresh(root, head, progress) as files:
            fresh = digests_of(files, head)
    differences = [
        Difference(name, live.get(name), digest) for name, digest in fresh.of.items() if live.get(name) != digest
    ]
    return fresh, tuple(differences)


def replay(root: DataRoot, until: int, out: Path, *, progress: Progress | None = None) -> Digests:
    """Fold the log up to and including event `until` into an empty directory.

    Raises:
        NotFound: there is no such event.
        NotADataRoot, Damaged: the log cannot be read.
        Usage: `out` is in use.
    """
    head = read_head(root)
    if until >= head.size:
        raise NotFound(f"There is no event {event_id(until)} in {root.path}: the last is {event_id(head.last_event)}.")
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise Usage(f"{out} is not an empty directory.", "Name a new one.")
    files = Files.inside(out)
    engine.fold_until(root, files, head, until=until + 1, progress=progress)
    return digests_of(files, head)


def digests_of(files: Files, head: Head) -> Digests:
    """Return the digests of views that lie in these files.

    Raises:
        Stale: one is missing or of another version.
    """
    return _joined([look() for look in _looks(files, head)])


def _joined(found: Sequence[Digests]) -> Digests:
    of = {name: digest for each in found for name, digest in each.of.items()}
    content = {name: digest for each in found for name, digest in each.content.items()}
    return Digests(max((each.seq for each in found), default=0), of, content)


def _looks(files: Files, head: Head) -> tuple[Callable[[], Digests], ...]:
    """Return, for each of the files, a way to digest what is in it."""
    return (
        partial(_of_tables, files.metadata_db, catalogue.IN_METADATA_DB),
        partial(_of_tables, files.facts_db, catalogue.IN_FACTS_DB),
        partial(_of_store, "locator", files.locator, partial(LocatorWriter, files.locator, _genesis(head))),
        partial(_of_store, "tiles", files.tiles, partial(TilesWriter, files.tiles, _genesis(head))),
    )


def _of_tables(path: Path, projections: Sequence[Projection]) -> Digests:
    with closing(database.open_for_reading(path, projections)) as db:
        return Digests(
            database.position_of(db).seq,
            {projection.name: _digest(db, projection) for projection in projections},
            {projection.name: _rows_digest(db, projection.content) for projection in projections},
        )


def _of_store(name: str, path: Path, opened: Callable[[], LocatorWriter | TilesWriter]) -> Digests:
    if not path.exists():
        raise Stale(f"The view {path} is not there.", database.REBUILD)
    with closing(opened()) as store:
        return Digests(store.position.seq, {name: store.digest()}, {})


def _live_digests(root: DataRoot, head: Head) -> dict[str, str]:
    """Return the digests of the live views; those of a file that is missing or unreadable are left out."""
    files = Files.of(root)
    found = []
    with suppress(Stale, sqlite3.DatabaseError):
        if all(path.exists() for path in files.all()):
            engine.fold_until(root, files, head)
    for look in _looks(files, head):
        with suppress(Stale, sqlite3.DatabaseError, OSError):
            found.append(look())
    return _joined(found).of


def _digest(db: sqlite3.Connection, projection: Projection) -> str:
    digest = hashlib.sha256()
    for table in projection.tables:
        columns = len(db.execute(f"SELECT * FROM {table} LIMIT 0").description)
        order = ", ".join(str(number + 1) for number in range(columns))
        digest.update(_rows_digest(db, f"SELECT * FROM {table} ORDER BY {order}").encode())
    for table in projection.full_text:
        digest.update(_terms_digest(db, table).encode())
    return digest.hexdigest()


def _terms_digest(db: sqlite3.Connection, table: str) -> str:
    """Return the SHA-256 over every occurrence of every term in an FTS5 table, read out of its index itself."""
    # The window on the index is a temporary table: it lies in memory, and no byte of the file changes.
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab('main', '{table}', 'instance')")
        return _rows_digest(db, f"SELECT * FROM temp.{table}_terms ORDER BY term, doc, col, offset")
    finally:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}_terms")
        db.execute("PRAGMA query_only = ON")


def _rows_digest(db: sqlite3.Connection, select: str) -> str:
    digest = hashlib.sha256()
    for row in db.execute(select):
        packed = msgspec.msgpack.encode(row)
        digest.update(len(packed).to_bytes(4, "big") + packed)
    return digest.hexdigest()


@contextmanager
def _folded_fresh(root: DataRoot, head: Head, progress: Progress | None) -> Iterator[Files]:
    """Fold the log into files beside the live ones; what is left of them after the block, or by a crash, goes."""
    _discard(root)
    try:
        files = Files.inside(root.path / _FRESH)
        engine.fold_until(root, files, head, progress=progress)
        yield files
    finally:
        _discard(root)


def _discard(root: DataRoot) -> None:
    # Views only: nothing under here was ever evidence.
    shutil.rmtree(root.path / _FRESH, ignore_errors=True)


def _genesis(head: Head) -> str:
    return chain.genesis("journal", head.origin, head.root_key)
