"""A shelf: where it is noted, file by file and row by row, what a directory holds while it is taken in.

Directories are of any length, and memory is not. SQLite keeps a little of what is noted in memory and puts the rest
into a file without a name in TMPDIR, which is gone with the process however that ends.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ledger.errors import NoRoom

# A private file that is thrown away: nothing in it is rolled back or survives a crash.
_PIECE = 512
_SETTINGS = ("cache_size = -4096", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")

Told = tuple[Any, ...]


class Shelf:
    """Tables of one process, for the length of one ingest. Every method may raise NoRoom."""

    def __init__(self) -> None:
        """Begin an empty one; nothing is written anywhere as long as little is noted."""
        self._tables = 0
        try:
            self._db = sqlite3.connect("", isolation_level=None)
            for setting in _SETTINGS:
                self._db.execute(f"PRAGMA {setting}")
            self._db.execute("BEGIN")
            self._asking = self._db.cursor()
        except sqlite3.Error as error:
            raise _no_room(error) from error

    def table(self, columns: str) -> str:
        """Make a table and return its name."""
        self._tables += 1
        name = f"noted{self._tables}"
        self.run(f"CREATE TABLE {name} ({columns}) WITHOUT ROWID")
        return name

    def run(self, statement: str, *values: object) -> None:
        """Carry out one statement."""
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise _no_room(error) from error

    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement for each row. The rows may be made on the way, and of what is selected here.

        What fails while they are made is not a failure of this file, and what was made before it is noted: a refusal
        takes it back.
        """
        piece: list[Sequence[object]] = []
        try:
            for row in rows:
                piece.append(row)
                if len(piece) == _PIECE:
                    full, piece = piece, []
                    self._carry_out(statement, full)
        finally:
            self._carry_out(statement, piece)

    def _carry_out(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            raise _no_room(error) from error

    def one(self, query: str, *values: object) -> Told | None:
        """Return the first row of an answer, or None."""
        try:
            found: Told | None = self._asking.execute(query, values).fetchone()
        except sqlite3.Error as error:
            raise _no_room(error) from error
        return found

    def select(self, query: str, *values: object) -> Iterator[Told]:
        """Yield the rows of an answer; tables that it reads must not change meanwhile."""
        try:
            # No `yield from`: it would close the cursor of a walk that is given up, perhaps behind the shelf itself.
            for row in self._db.execute(query, values):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise _no_room(error) from error

    def close(self) -> None:
        """Throw away what was noted."""
        self._db.close()


def _no_room(error: sqlite3.Error) -> NoRoom:
    return NoRoom(
        f"What a directory holds could not be noted in {tempfile.gettempdir()}: {error}.",
        "Free that disk, or set TMPDIR to a folder on another one, and run the same command again.",
        reason="no_room",
    )
