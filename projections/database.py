"""SQLite files of views: how they are opened, and where they note how far they have come.

They use a rollback journal, not a write-ahead log: reading a WAL database writes to it, and a query
must leave every byte of the DataRoot as it was.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ledger.durable import failing_as
from ledger.errors import Locked, Stale, WriteFailed
from projections.projection import Position, Projection

_BUSY_MS = 10_000
_POSITIONS = """
CREATE TABLE IF NOT EXISTS autocapture_projection (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, seq INTEGER NOT NULL, offset INTEGER NOT NULL, head TEXT NOT NULL
)
"""
# Nothing in a view is secret that is not in the log: what is deleted need not be overwritten. FULL would leave the end
# of a transaction (a name that goes) in doubt when the machine crashes: views that are folded later would know more.
# The cache (KiB) bounds what a drain holds in memory; one four times as large was no faster behind 100,000 records.
_SETTINGS = ("secure_delete = OFF", "cache_size = -16384", "synchronous = EXTRA")
_APART = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536")
_STATEMENTS = 512
REBUILD = "Run `autocapture rebuild`: the views are made anew from the log, nothing is lost."
BEHIND = f"Ask again in a moment: whoever writes now brings them up to it. Where that does not help: {REBUILD}"


def open_for_writing(
    path: Path, projections: Sequence[Projection], genesis: str, *, apart: bool = False
) -> sqlite3.Connection:
    """Open a file of views, its tables made where it is new, positions at the beginning of the log.

    `apart` says that it is thrown away unless all that is to be folded was folded: then nothing can be rolled back.

    Raises:
        Stale: the file holds other versions of these projections, or is no database of ours.
    """
    with failing_as("open the view", path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with telling(path):
        db = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000, cached_statements=_STATEMENTS)
    try:
        with telling(path):
            for setting in (*_SETTINGS, *(_APART if apart else ())):
                db.execute(f"PRAGMA {setting}")
            # Not a look at its size: a writer that was killed here leaves bytes that are rolled back only now.
            if db.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                _create(db, projections, genesis)
        check_versions(db, path, projections)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file of views inside the block into words.

    Raises:
        Stale: the file is damaged.
        Locked: another program has a transaction open in it for too long.
        WriteFailed: the disk refused.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # text that is no UTF-8: Python's word, not SQLite's
            raise Stale(f"The view {path} is damaged: {error}.", REBUILD) from error
        if code & 0xFF == sqlite3.SQLITE_BUSY:
            raise Locked(
                f"Another program holds the view {path}: it reads or writes there, and did not come to an end.",
                "Have it end its transaction, or close it, and run the same command again; nothing is lost.",
            ) from error
        raise WriteFailed(
            f"The view {path} cannot be written: {error}.",
            "Free or repair the disk and run the same command again; the log holds everything that was committed.",
        ) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise Stale(f"The view {path} is damaged: {error}.", REBUILD) from error


def _create(db: sqlite3.Connection, projections: Sequence[Projection], genesis: str) -> None:
    # One transaction, by hand: executescript would commit after each statement, and a crash would
    # leave tables without a position.
    db.execute("BEGIN IMMEDIATE")
    db.execute(_POSITIONS)
    for projection in projections:
        for statement in projection.schema.split(";\n"):
            if statement.strip():
                db.execute(statement)
        row = (projection.name, projection.version, 0, 0, genesis)
        db.execute("INSERT INTO autocapture_projection VALUES (?, ?, ?, ?, ?)", row)
    db.execute("COMMIT")


def open_for_reading(path: Path, projections: Sequence[Projection]) -> sqlite3.Connection:
    """Open a file of views read-only: the connection cannot write, whatever statement it is given.

    Raises:
        Stale: the file is missing, was left in the middle of a write, or holds other versions.
    """
    if not path.is_file():
        raise Stale(f"The view {path} is not there.", REBUILD)
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_MS / 1000)
    except sqlite3.OperationalError as error:
        raise unreadable(error, path) from error
    try:
        db.execute("PRAGMA query_only = ON")
        check_versions(db, path, projections)
    except sqlite3.DatabaseError as error:
        db.close()
        raise unreadable(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def unreadable(error: sqlite3.Error, path: Path) -> Stale:
    """Return what to tell a person when SQLite cannot read a file of views."""
    # Text that is no UTF-8 is told by Python, not by SQLite, and has no code.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
        # What it left must be rolled back before anybody reads on, and a reader must not write.
        return Stale(
            f"A command that was writing the view {path} was stopped in the middle.",
            "Any command that writes (a drain, a batch) puts it right, and so does `autocapture rebuild`.",
        )
    return Stale(f"The view {path} cannot be read: {error}.", REBUILD)


def check_versions(db: sqlite3.Connection, path: Path, projections: Sequence[Projection]) -> None:
    """Check that the file holds exactly these projections, at these versions.

    Raises:
        Stale: it does not.
    """
    try:
        found = dict(db.execute("SELECT name, version FROM autocapture_projection"))
    except sqlite3.OperationalError as error:
        raise unreadable(error, path) from error
    except sqlite3.DatabaseError as error:
        raise Stale(f"The view {path} is no database of ours: {error}.", REBUILD) from error
    wanted = {projection.name: projection.version for projection in projections}
    if found != wanted:
        raise Stale(f"The view {path} was made by another version of autocapture.", REBUILD)


def position_of(db: sqlite3.Connection) -> Position:
    """Return how far the projections in a file have come; they move together."""
    row = db.execute("SELECT seq, offset, head FROM autocapture_projection LIMIT 1").fetchone()
    return Position(*row)


def state_of(db: sqlite3.Connection) -> tuple[str, int, str]:
    """Return what tells one state of one file of views from any other: its path, and how far it has come."""
    # As bytes: a path need not be UTF-8.
    (path,) = db.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'").fetchone()
    position = position_of(db)
    return os.fsdecode(path), position.seq, position.head


def move_position(db: sqlite3.Connection, position: Position) -> None:
    """Note how far the projections in a file have come, inside the caller's transaction."""
    db.execute(
        "UPDATE autocapture_projection SET seq = ?, offset = ?, head = ?",
        (position.seq, position.offset, position.head),
    )
