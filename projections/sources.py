"""Sources: what is written in code, commands and tracebacks, and in which window: each is kept once.

The same command stands in a terminal from one day to the next, and the same function in each window that shows it: so
what is looked for in code is looked for in what differs, and then where and when that was to be seen.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from ledger.facts import Snippet
from projections.tables import Tables, forget_older

SCHEMA = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, form TEXT NOT NULL, "where" TEXT NOT NULL,
    language TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, name TEXT NOT NULL, symbol TEXT NOT NULL,
    prompt TEXT NOT NULL, state TEXT NOT NULL, error TEXT NOT NULL, output TEXT NOT NULL, cut INTEGER NOT NULL,
    behind INTEGER NOT NULL
);
CREATE INDEX sources_by_form ON sources(form, language);
CREATE VIRTUAL TABLE source_text USING fts5(
    text, symbol, name, content='sources', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
"""
INDEX = "source_text"

COLUMNS = (
    'o.form, o."where", o.language, o.text, o.title, o.name, o.symbol, o.prompt, o.state, o.error, o.output, o.cut, '
    "o.behind"
)
_INSERT = f"INSERT INTO sources VALUES ({', '.join('?' * 15)})"
_INDEXED = "INSERT INTO source_text (rowid, text, symbol, name) VALUES (?, ?, ?, ?)"


class Code(msgspec.Struct, frozen=True):
    """What a piece of code says, without where or when it was to be seen; the fields are those of a `Snippet`."""

    form: str
    where: str
    language: str
    text: str
    title: str
    name: str
    symbol: str
    prompt: str
    state: str
    error: str
    output: str
    cut: bool
    behind: bool


class Source(Code, frozen=True):
    """What is written in code, wherever and whenever it was to be seen."""

    id: int


class Numbers:
    """The numbers of sources, while events are folded: from 1 on, in the order in which they were first seen."""

    _MOST = 65_536

    def __init__(self, tables: Tables) -> None:
        """Go on behind the sources that there are."""
        self._tables = tables
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM sources").fetchone()[0])
        self._numbers: dict[bytes, int] = {}

    def of(self, seen: Snippet) -> int:
        """Return the number of what a snippet shows; it gets one where it has none."""
        told = (
            seen.form, seen.where, seen.language, seen.text, seen.title, seen.name, seen.symbol, seen.prompt,
            seen.state, seen.error, seen.output, seen.cut, seen.behind,
        )  # fmt: skip
        digest = hashlib.blake2b(msgspec.msgpack.encode(told), digest_size=16).digest()
        number = self._numbers.get(digest)
        if number is None:
            # What waits to be written is known.
            row = self._tables.written.execute("SELECT id FROM sources WHERE digest = ?", (digest,)).fetchone()
            number = int(row[0]) if row is not None else self._numbered(digest, told)
            self._remember(digest, number)
        return number

    def _numbered(self, digest: bytes, told: tuple[Any, ...]) -> int:
        self._last += 1
        self._tables.insert(_INSERT, (self._last, digest, *told))
        _form, _where, _language, text, _title, name, symbol, *_rest = told
        self._tables.insert(_INDEXED, (self._last, text, symbol, name))
        return self._last

    def _remember(self, digest: bytes, number: int) -> None:
        if len(self._numbers) >= self._MOST:
            self._tables.write()
            forget_older(self._numbers)
        self._numbers[digest] = number


def matching(db: sqlite3.Connection, match: str) -> list[int]:
    """Return the numbers of the sources whose text, symbol or file an FTS5 expression matches."""
    return [number for (number,) in db.execute("SELECT rowid FROM source_text WHERE source_text MATCH ?", (match,))]


def is_written(db: sqlite3.Connection, match: str) -> bool:
    """Say whether an FTS5 expression matches any source."""
    return db.execute("SELECT 1 FROM source_text WHERE source_text MATCH ? LIMIT 1", (match,)).fetchone() is not None


def of_forms(db: sqlite3.Connection, forms: Sequence[str]) -> list[Source]:
    """Return all sources of these forms, in the order in which they were first seen."""
    rows = db.execute(
        f"SELECT {COLUMNS}, o.id FROM sources o WHERE o.form IN (SELECT value FROM json_each(?)) ORDER BY o.id",
        (json.dumps(forms),),
    )
    return [Source(*told[:11], bool(told[11]), bool(told[12]), told[13]) for told in rows]  # type: ignore[call-arg]
