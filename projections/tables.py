"""The tables of one file of views while events are folded into them: rows wait, to be written many at a time.

A fold hands over rows that nothing reads before it has ended. What it must know of earlier events it remembers, in a
`memory` of its own kind, or asks of `db`: then all that waits is written first, so that it finds what it would have
found had every row been written at once. A memory is forgotten with the transaction that it was made in, where that
one is rolled back; it must be such that it could be filled from the tables at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, Protocol, TypeVar, runtime_checkable

Row = Sequence[Any]
M = TypeVar("M")


@runtime_checkable
class Waiting(Protocol):
    """A memory that holds back rows of its own."""

    def write(self, tables: Tables) -> None:
        """Hand over, or write, the rows that other folds may read."""
        ...


@runtime_checkable
class Holding(Protocol):
    """A memory that holds back rows that no fold reads, until they are committed."""

    def save(self, tables: Tables) -> None:
        """Hand over, or write, all of them."""
        ...


def forget_older(known: dict[Any, Any]) -> None:
    """Drop the older half of a memory. One by one, each would be looked for behind all that were dropped before it."""
    for key in list(islice(known, len(known) // 2)):
        del known[key]


# Parameters of statements that write many rows, the most first. Each run of one lets the interpreter go, and locks the
# connection.
_WIDTHS = (2_560, 640)
_VALUES = " VALUES ("


@cache
def _widened(statement: str) -> tuple[tuple[int, str], ...]:
    """Return, of each width, how many rows at once a statement can be made to insert, and that statement."""
    head, values, rest = statement.partition(_VALUES)
    marks, conflict, clause = rest.partition(" ON CONFLICT")
    counts = [width // max(1, marks.count("?")) for width in _WIDTHS] if values else []
    return tuple(
        (count, head + values + ", (".join([marks] * count) + conflict + clause) for count in counts if count > 1
    )


def insert_many(db: sqlite3.Connection, statement: str, rows: Sequence[Row]) -> None:
    """Insert rows in their order by a statement that ends in `VALUES (?, …)`, many at a time."""
    at = 0
    for count, wide in _widened(statement):
        while at + count <= len(rows):
            db.execute(wide, list(chain.from_iterable(rows[at : at + count])))
            at += count
    if at < len(rows):
        db.executemany(statement, rows[at:] if at else rows)


class Tables:
    """The tables of one file, inside a transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the connection; nobody else writes to the file meanwhile."""
        self._db = db
        self._new: dict[str, list[Row]] = {}
        self._changed: dict[str, dict[Hashable, Row]] = {}
        self._memories: dict[object, Any] = {}
        self._waiting: list[Waiting] = []

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, after all that waits was written."""
        self.write()
        return self._db

    @property
    def written(self) -> sqlite3.Connection:
        """The connection without what waits, for a memory that knows that itself."""
        return self._db

    def insert(self, statement: str, row: Row) -> None:
        """Let a new row wait. Rows of one statement are written in their order, and before all changes."""
        rows = self._new.get(statement)
        if rows is None:
            self._new[statement] = [row]
        else:
            rows.append(row)

    def insert_all(self, statement: str, rows: Iterable[Row]) -> None:
        """Let new rows wait; see `insert`."""
        self._new.setdefault(statement, []).extend(rows)

    def change(self, statement: str, key: Hashable, row: Row) -> None:
        """Let the change of a row wait; of several with one key only the last is made."""
        rows = self._changed.get(statement)
        if rows is None:
            self._changed[statement] = {key: row}
        else:
            rows[key] = row

    def memory(self, kind: Callable[[Tables], M]) -> M:
        """Return the memory of a kind; it is made when first asked for."""
        known: M | None = self._memories.get(kind)
        if known is None:
            known = self._memories[kind] = kind(self)
            if isinstance(known, Waiting):
                self._waiting.append(known)
        return known

    def write(self) -> None:
        """Write all that waits."""
        for memory in self._waiting:
            memory.write(self)
        while self._new or self._changed:
            new, changed, self._new, self._changed = self._new, self._changed, {}, {}
            for statement, rows in new.items():
                insert_many(self._db, statement, rows)
            for statement, keyed in changed.items():
                self._db.executemany(statement, keyed.values())

    def save(self) -> None:
        """Write all that waits, and what memories hold back: it is about to be committed."""
        for memory in self._memories.values():
            if isinstance(memory, Holding):
                memory.save(self)
        self.write()

    def forget(self) -> None:
        """Forget all that waits and is remembered: the transaction was rolled back."""
        self._new, self._changed, self._memories, self._waiting = {}, {}, {}, []
