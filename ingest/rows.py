"""The rows of a handoff's database: found by the names of table and columns, whatever writer made it, told verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from ingest.capacity import row_too_large
from ingest.encryption import encrypted
from ingest.shipment import Row, spelled
from ingest.snapshot import Snapshot, TooLong, unreadable
from ledger.errors import HandoffRefused, shortened

TABLES = ("metadata", "records")
RECORD_COLUMNS = ("id", "record_id")
PAYLOAD_COLUMNS = ("payload", "payload_json", "json")

# Other findings, such as a NULL where none may be, say nothing of rows that are not there.
_TREE_DAMAGED = b"*** in database"
_TABLE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table'"


class Layout(msgspec.Struct, frozen=True):
    """Where a handoff keeps what: the table, its columns by meaning (None: it has no such column), the others."""

    table: str
    record: str
    payload: str
    record_type: str | None
    ts_utc: str | None
    run_id: str | None
    ciphertext: str | None
    others: tuple[str, ...]


def layout_of(snapshot: Snapshot) -> Layout:
    """Find table and columns by name (wire formats 1.1): `metadata` wins, else `records`; views do not count.

    Raises:
        HandoffRefused: `handoff_metadata_table_missing`, `encrypted_handoff`, `handoff_metadata_columns_missing`.
    """
    tables = {name.lower(): name for name in snapshot.names(_TABLE_NAMES)}
    table = next((tables[name] for name in TABLES if name in tables), None)
    if table is None:
        raise HandoffRefused(
            f"{snapshot.database} has neither a table `metadata` nor a table `records`.",
            "Check that this is a handoff directory; its metadata.db holds something else.",
            reason="handoff_metadata_table_missing",
        )
    names = snapshot.names(f"SELECT name FROM pragma_table_info({_text(table)})")  # noqa: S608 - quoted
    columns = {name.lower(): name for name in names}
    record, payload = _one_of(columns, RECORD_COLUMNS), _one_of(columns, PAYLOAD_COLUMNS)
    if payload is None and "ciphertext_b64" in columns:
        raise encrypted(f"The rows of {snapshot.database} are encrypted.")
    if record is None or payload is None:
        raise HandoffRefused(
            f"The table {table} of {snapshot.database} has the columns {', '.join(names)}: no id or no payload.",
            f"It needs one of {', '.join(RECORD_COLUMNS)} and one of {', '.join(PAYLOAD_COLUMNS)}.",
            reason="handoff_metadata_columns_missing",
        )
    plain = [columns.get(name) for name in ("record_type", "ts_utc", "run_id")]
    known = {record, payload, *plain}
    others = tuple(name for name in names if name not in known)
    return Layout(table, record, payload, plain[0], plain[1], plain[2], columns.get("ciphertext_b64"), others)


def _one_of(columns: dict[str, str], names: Sequence[str]) -> str | None:
    return next((columns[name] for name in names if name in columns), None)


def _quoted(name: str | None) -> str:
    return "NULL" if name is None else '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


class StoredRows:
    """The rows of a snapshot, in the order in which the table holds them; each walk asks the database again."""

    def __init__(self, snapshot: Snapshot, layout: Layout) -> None:
        self._snapshot = snapshot
        self._table = layout.table
        columns = (layout.record, layout.record_type, layout.ts_utc, layout.run_id, layout.payload, layout.ciphertext)
        self._record, self._source = _quoted(layout.record), _quoted(layout.table)
        self._query = f"SELECT {', '.join(map(_quoted, columns))} FROM {self._source}"  # noqa: S608 - quoted names
        # What type a payload has can be asked where the payload itself is too long; in the same order of rows.
        named = f"{self._record}, typeof({_quoted(layout.payload)})"
        self._names = f"SELECT {named} FROM {self._source}"  # noqa: S608 - quoted names

    @cached_property
    def unique(self) -> bool:
        """Whether no id comes twice, as far as SQLite can say."""
        # One id can be stored as text and as bytes, or as a number; its writer may have an order of its own for it.
        same = f"CAST({self._record} AS BLOB) COLLATE BINARY"
        twice = f"SELECT 1 FROM {self._source} GROUP BY {same} HAVING count(*) > 1 LIMIT 1"  # noqa: S608 - quoted
        # Of these SQLite cannot say which become one text: it spells fractions otherwise, and compares UTF-16 as it is.
        unsure = (
            f"SELECT 1 FROM {self._source} WHERE typeof({self._record}) IN ('real', 'blob') "  # noqa: S608 - quoted
            "OR (SELECT encoding FROM pragma_encoding) != 'UTF-8' LIMIT 1"
        )
        return not any(list(self._snapshot.select(query)) for query in (twice, unsure))

    def require_whole(self, walked: int) -> None:
        """Return only if a walk that showed so many rows showed all: a page that was not written takes rows along.

        SQLite walks past many a damage without a word. Its tree tells, and the table's index, where it has one: rows
        are counted there, for that is shorter.

        Raises:
            HandoffRefused: `metadata_db_unreadable`.
        """
        for (said,) in self._asked(f"PRAGMA quick_check({self._source})"):
            if isinstance(said, bytes) and said.startswith(_TREE_DAMAGED):
                raise unreadable(self._snapshot.database, f"its table {self._table} is damaged")
        for (count,) in self._asked(f"SELECT count(*) FROM {self._source}"):  # noqa: S608 - quoted name
            if count != walked:
                why = f"its table {self._table} shows {walked} rows, and the table's index {count!r}"
                raise unreadable(self._snapshot.database, why)

    def _asked(self, query: str) -> list[tuple[bytes | int | float | None, ...]]:
        """Return what SQLite says; nothing where an order or a function that only the writer has keeps it from it."""
        try:
            return list(self._snapshot.select(query))
        except HandoffRefused as error:
            if error.reason != "metadata_db_unreadable":
                raise
            return []

    def __iter__(self) -> Iterator[Row]:
        """Yield every row.

        Raises:
            HandoffRefused: `record_id_missing`, `encrypted_handoff`, `row_too_large`, or what `Snapshot.select` raises.
        """
        for record, record_type, ts_utc, run_id, payload, ciphertext in self._told():
            identity = _column(record) if record is not None else None
            if not identity:
                raise self._nameless()
            body = payload if payload is None or isinstance(payload, bytes) else str(payload).encode()
            if not body and ciphertext:
                raise encrypted(f"The row {shortened(identity)} of {self._snapshot.database} is encrypted.")
            yield Row(
                identity,
                None if record_type is None else _column(record_type),
                None if ts_utc is None else _column(ts_utc),
                None if run_id is None else _column(run_id),
                body,
                self._table,
            )

    def _told(self) -> Iterator[tuple[bytes | int | float | None, ...]]:
        count = 0
        try:
            for columns in self._snapshot.select(self._query):
                count += 1
                yield columns
        except TooLong as error:
            raise row_too_large(self._name_of(count), self._snapshot.database, "is larger than can be read") from error

    def _name_of(self, number: int) -> str:
        """Name the row that cannot be read, at this place or behind it: Python asks for a row ahead of time."""
        number += self._is_readable(f"{self._query} LIMIT 1 OFFSET {number}")
        names = f"{self._names} LIMIT 1 OFFSET {number}"
        record = next(self._snapshot.select(names), (None,))[0] if self._is_readable(names) else None
        return f"The row {number + 1 if record is None else shortened(_column(record))}"

    def _is_readable(self, query: str) -> bool:
        try:
            return bool(list(self._snapshot.select(query)))
        except TooLong:
            return False

    def _nameless(self) -> HandoffRefused:
        return HandoffRefused(
            f"A row of {self._snapshot.database} has no id: nothing could ever cite it.",
            "Give it an id in the handoff's metadata.db, or have the sidecar write the session again.",
            reason="record_id_missing",
        )

    def close(self) -> None:
        """Close the database and delete its private copy, if there is one."""
        self._snapshot.close()


def _column(value: bytes | int | float) -> str:
    """Return a text column; a number that a column without a type holds is spelled as Python spells it."""
    return spelled(value if isinstance(value, bytes) else str(value).encode())


def not_carried(snapshot: Snapshot, layout: Layout) -> tuple[str, ...]:
    """Return what of the database no Row carries: `table NAME` and `column NAME` where they hold anything."""
    tables = [name for name in snapshot.names(_TABLE_NAMES) if not name.startswith("sqlite_") and name != layout.table]
    found = [f"table {shortened(name)}" for name in tables if _holds_rows(snapshot, name)]
    if layout.others:
        counts = ", ".join(f"count({_quoted(name)})" for name in layout.others)
        (held,) = snapshot.select(f"SELECT {counts} FROM {_quoted(layout.table)}")  # noqa: S608 - quoted names
        found += [f"column {shortened(name)}" for name, count in zip(layout.others, held, strict=True) if count]
    return tuple(found)


def _holds_rows(snapshot: Snapshot, table: str) -> bool:
    try:
        return bool(list(snapshot.select(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")))  # noqa: S608 - quoted name
    except HandoffRefused as error:
        if error.reason != "metadata_db_unreadable":
            raise
        # A table of an SQLite module that we do not have: better named for nothing than lost in silence.
        return True
