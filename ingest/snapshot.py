"""A handoff's metadata.db, held still: opened so that nothing is written beside it, rows in a write-ahead log included.

SQLite itself writes beside a database that it only reads (`-shm`, `-wal`, a rolled back `-journal`). So a database
without such side files is opened as immutable, and one with them is copied away together with them and read there.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ingest.aside import private_folder
from ingest.busy import is_mid_transaction
from ingest.capacity import row_too_large
from ledger import chain
from ledger.errors import HandoffRefused, NoRoom, WriteFailed

SIDE_FILES = ("-wal", "-journal")

_HEADER = b"SQLite format 3\x00"
_SUPER_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_UNSAFE = "unsafe use of json"
_TRIES = 5
_PAUSE_S = 0.05

Print = tuple[tuple[int, int, int] | None, ...]


def fingerprint(database: Path) -> Print:
    """Return (inode, size, mtime in ns) of the database and each side file; None for one that is absent or empty.

    Raises:
        HandoffRefused: `metadata_db_missing`; `metadata_db_unreadable` where a side file is not a plain file.
    """
    return (_print(database, "metadata_db_missing"), *(_print(side) for side in _sides(database)))


def _sides(database: Path) -> tuple[Path, ...]:
    return tuple(database.with_name(database.name + ending) for ending in SIDE_FILES)


def _print(path: Path, reason_when_absent: str | None = None) -> tuple[int, int, int] | None:
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        found = None
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    if found is not None and stat.S_ISREG(found.st_mode) and not getattr(found, "st_reparse_tag", 0):
        return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size or reason_when_absent else None
    if found is None and reason_when_absent is None:
        return None
    raise HandoffRefused(
        f"{path} is not there, or is not a plain file.",
        "A handoff directory needs a metadata.db of its own; give the directory that holds it.",
        reason=reason_when_absent or "metadata_db_unreadable",
    )


def in_use(what: str) -> HandoffRefused:
    """Return the refusal of a directory that is still being written."""
    return HandoffRefused(
        what, "Run the same command again when the capture sidecar is done with it.", reason="handoff_in_use"
    )


def unreadable(database: Path, why: str) -> HandoffRefused:
    """Return the refusal of a database that SQLite cannot read."""
    return HandoffRefused(
        f"{database} cannot be read: {why}.",
        "Have the sidecar write it again as a plain SQLite file, or repair it with `sqlite3 metadata.db .recover`.",
        reason="metadata_db_unreadable",
    )


class TooLong(HandoffRefused):
    """A value in the database is longer than what is read of one (`ledger.chain.MAX_LINE`): `row_too_large`."""

    def __init__(self, database: Path) -> None:
        refusal = row_too_large("A row", database, "has a value that is larger than can be read")
        super().__init__(refusal.what, refusal.remedy, reason=refusal.reason)


class Snapshot:
    """An open connection to a database that holds still; `sha256` (hex) is that of the original file's bytes.

    `printed` is what `fingerprint` said when it was read. `in_place` says that the file itself is read, which has no
    side files then.
    """

    def __init__(self, database: Path, printed: Print) -> None:
        self.database = database
        self.printed = printed
        self._closing = ExitStack()
        # Only what is read in place can change under the reader's eyes.
        self.in_place = not any(printed[1:])
        try:
            self.sha256, self._connection = self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> tuple[str, sqlite3.Connection]:
        _require_header(self.database)
        if self.in_place:
            digest, uri = _sha256(self.database), f"{self.database.as_uri()}?mode=ro&immutable=1"
        else:
            folder = self._folder()
            digest, uri = _copied(self.database, folder), f"{(folder / self.database.name).as_uri()}?mode=rw"
        with self.reading():
            connection = sqlite3.connect(uri, uri=True)
            self._closing.callback(connection.close)
            # One value at a time has to fit in memory, and a row with a longer one into no event.
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, chain.MAX_LINE)
            # Strangers' bytes: columns come back as stored, and no view, trigger or function of theirs is trusted.
            connection.text_factory = bytes
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
                connection.execute(f"PRAGMA {pragma}")
            _read_schema(connection)
        return digest, connection

    def _folder(self) -> Path:
        try:
            return self._closing.enter_context(private_folder())
        except (OSError, WriteFailed) as error:
            raise _no_room(self.database, error) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what SQLite says inside the block into a refusal that names the database."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # what SQLite says may quote bytes that are no text
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_TOOBIG:
                raise TooLong(self.database) from error
            # Pages of two states do not fit together: what moved is not broken.
            self.check_unchanged()
            raise unreadable(self.database, str(error)) from error

    def select(self, sql: str) -> Iterator[tuple[bytes | int | float | None, ...]]:
        """Yield the rows of a query; texts are bytes.

        Raises:
            HandoffRefused: `metadata_db_unreadable`; `handoff_in_use` where the file changed until the last row.
            TooLong: a value is too long to be read.
        """
        with self.reading():
            yield from self._connection.execute(sql)
        if self.in_place:
            self.check_unchanged()

    def names(self, sql: str) -> list[str]:
        """Return the first column of a query as text."""
        try:
            return [name.decode("utf-8") for (name, *_) in self.select(sql) if isinstance(name, bytes)]
        except UnicodeDecodeError as error:
            raise unreadable(self.database, "a name in its schema is not UTF-8") from error

    def check_unchanged(self) -> None:
        """Return only if database and side files are what they were when they were read.

        Raises:
            HandoffRefused: `handoff_in_use`.
        """
        if fingerprint(self.database) != self.printed:
            raise in_use(f"{self.database} changed while it was being read.")

    def close(self) -> None:
        """Close the connection and delete the private copy, if there is one."""
        self._closing.close()


def _read_schema(connection: sqlite3.Connection) -> None:
    """Have SQLite read the schema. Up to 3.40 it takes its own JSON functions for unsafe in an index or a column.

    There we have to trust the schema; of what it could name, functions of SQLite itself are all that is there.
    """
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if _UNSAFE not in str(error):
            raise
        connection.execute("PRAGMA trusted_schema=ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def take(database: Path) -> Snapshot:
    """Hold the database still, in these steps, again from 1 (5 times in all) where something moved meanwhile:

    1. Note inode, size and mtime of the database, its -wal and its -journal (each a plain file, or absent).
    2. Refuse where another process is in the middle of a write transaction.
    3. Without side files: hash it and open it in place, immutable. With them: copy all to a private folder, the
       database before its logs, and open the copy, which then holds every committed row of the -wal.
    4. Note again; where it is the same as in 1, what was read is one state.

    Raises:
        HandoffRefused: `metadata_db_missing`, `metadata_db_unreadable`, `handoff_in_use`.
        NoRoom: for the copy.
    """
    for attempt in range(_TRIES):
        time.sleep(_PAUSE_S if attempt else 0)
        with suppress(_Moved):
            return _taken(database)
    raise in_use(f"{database} kept changing while it was being copied ({_TRIES} tries).")


class _Moved(Exception):
    """The database changed between two looks at it."""


def _taken(database: Path) -> Snapshot:
    printed = fingerprint(database)
    if is_mid_transaction(database):
        raise in_use(f"Another process is in the middle of writing to {database} (it holds SQLite's write lock).")
    try:
        snapshot = Snapshot(database, printed)
    except (HandoffRefused, FileNotFoundError) as error:
        # A mixture of two states may look broken: only what was broken and stood still is.
        if fingerprint(database) != printed:
            raise _Moved from error
        raise
    if fingerprint(database) != printed or is_mid_transaction(database):
        snapshot.close()
        raise _Moved
    return snapshot


def _require_header(database: Path) -> None:
    try:
        with database.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except OSError as error:
        raise unreadable(database, error.strerror or str(error)) from error
    if head != _HEADER:
        raise unreadable(database, "it is empty" if not head else "it is not a plain SQLite file (or SQLCipher's)")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copied(database: Path, folder: Path) -> str:
    """Copy the database, then its side files; return the SHA-256 of the database as copied."""
    try:
        shutil.copyfile(database, folder / database.name)
        for side in _sides(database):
            with suppress(FileNotFoundError):
                shutil.copyfile(side, folder / side.name)
    except OSError as error:
        raise _no_room(database, error) from error
    journal = folder / f"{database.name}-journal"
    # Rolling back a journal that names a super-journal makes SQLite open, and perhaps delete, the file so named.
    if _tail(journal, len(_SUPER_JOURNAL_MAGIC)) == _SUPER_JOURNAL_MAGIC:
        raise unreadable(database, "its -journal is part of a transaction over several databases")
    return _sha256(folder / database.name)


def _no_room(database: Path, error: OSError | WriteFailed) -> NoRoom:
    why = getattr(error.__cause__ if isinstance(error, WriteFailed) else error, "strerror", None) or error
    return NoRoom(
        # The private folder has another name each time, and a refusal that is told each minute is noted once.
        f"{database} and its -wal could not be copied aside, to be read there: {why}.",
        "Free that disk, or set TMPDIR to a folder on another one, and run the same command again.",
        reason="no_room",
    )


def _tail(path: Path, size: int) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - size))
        return stream.read(size)
