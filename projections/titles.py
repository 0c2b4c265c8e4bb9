"""Titles of windows in front, as records name them, and the words in each: so that few are read for a word.

The words are those of `wording.words`, as scenes keep them; for CJK signs see `wording.needed`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from ledger.facts import RecordAdmitted
from projections import payload, wording
from projections.frames import FRAME_TYPE, title_of
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE window_titles (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE);
CREATE TABLE title_words (
    word TEXT NOT NULL, title INTEGER NOT NULL, PRIMARY KEY (word, title)
) WITHOUT ROWID
"""


def fold(tables: Tables, event: Folding) -> None:
    """Keep a title once, with its words."""
    if not isinstance(event.fact, RecordAdmitted):
        return
    row = payload.record_of(event.fact)
    title = title_of(row) if row.record_type == FRAME_TYPE else None
    if title is not None:
        tables.memory(Known).keep(title)


class Known:
    """The titles that came lately."""

    _MOST = 16_384

    def __init__(self, tables: Tables) -> None:
        """Go on behind those that there are."""
        self._tables = tables
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM window_titles").fetchone()[0])
        self._known: set[str] = set()

    def keep(self, title: str) -> None:
        """Keep a title with its words, unless it is kept."""
        if title in self._known:
            return
        if len(self._known) >= self._MOST:
            self._tables.write()
            self._known.clear()
        self._known.add(title)
        # What waits to be written is known.
        if self._tables.written.execute("SELECT 1 FROM window_titles WHERE title = ?", (title,)).fetchone() is None:
            self._last += 1
            self._tables.insert("INSERT INTO window_titles VALUES (?, ?)", (self._last, title))
            words = sorted(set(wording.words(title)))
            self._tables.insert_all("INSERT INTO title_words VALUES (?, ?)", [(word, self._last) for word in words])


def with_words(db: sqlite3.Connection, wanted: Iterable[Sequence[str]]) -> list[str]:
    """Return the titles that have, of each group of words, one; all of them where there is no group."""
    found: set[int] | None = None
    for words in wanted:
        rows = db.execute(
            "SELECT title FROM title_words WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(list(words)),)
        )
        having = {number for (number,) in rows}
        found = having if found is None else found & having
        if not found:
            return []
    if found is None:
        return [title for (title,) in db.execute("SELECT title FROM window_titles ORDER BY id")]
    rows = db.execute(
        "SELECT t.title FROM json_each(?) j JOIN window_titles t ON t.id = j.value ORDER BY t.id",
        (json.dumps(sorted(found)),),
    )
    return [title for (title,) in rows]


def frames_with(db: sqlite3.Connection, words: Collection[str], beginnings: Collection[str], most: int) -> list[str]:
    """Return the frames whose title has any of some words, or one that begins so, but no more than so many."""
    rows = db.execute(
        "SELECT f.id FROM (SELECT w.title FROM json_each(?) j JOIN title_words w ON w.word = j.value UNION "
        "SELECT w.title FROM json_each(?) j JOIN title_words w ON w.word >= j.value AND w.word < j.value || ?) k "
        "JOIN window_titles t ON t.id = k.title JOIN frames f ON f.window_title = t.title LIMIT ?",
        (json.dumps(sorted(words)), json.dumps(sorted(beginnings)), chr(0x10FFFF), most),
    )
    return [frame for (frame,) in rows]


def last_shown(db: sqlite3.Connection, title: str, start_us: int, end_us: int) -> int | None:
    """Return when a frame last named a title in a half-open stretch of time (UTC microseconds); None where none did."""
    row = db.execute(
        "SELECT max(ts_us) FROM frames WHERE window_title = ? AND ts_us >= ? AND ts_us < ?", (title, start_us, end_us)
    ).fetchone()
    return None if row[0] is None else int(row[0])


_CONTENT = "SELECT t.title, w.word FROM window_titles t JOIN title_words w ON w.title = t.id ORDER BY t.title, w.word"

TITLES = Projection("titles", 1, _SCHEMA, ("window_titles", "title_words"), (RecordAdmitted,), fold, _CONTENT)
