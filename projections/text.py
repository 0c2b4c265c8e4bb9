"""Text: every span with its lifetime, and a full-text index over them."""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import Box, TextRead
from projections import database, lifetimes
from projections.kept import Kept
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE spans (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, source TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    text TEXT NOT NULL, confidence INTEGER NOT NULL, words TEXT NOT NULL
);
CREATE UNIQUE INDEX spans_by_event ON spans(seq, place);
CREATE VIRTUAL TABLE span_text USING fts5(
    text, content='spans', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
)
"""

COLUMNS = "s.id, s.seq, s.place, s.source, s.x0, s.y0, s.x1, s.y1, s.text, s.confidence, s.words"
"""The columns of `spans s` that `row_of` takes, in its order."""


_encoded = msgspec.json.Encoder().encode
_EXTENTS = msgspec.json.Decoder(tuple[tuple[int, int], ...])


class SpanRow(msgspec.Struct, frozen=True):
    """A span of text as a frame shows it. `words` are x extents, as in `ledger.facts.Span`."""

    id: int
    seq: int
    place: int
    source: str
    box: Box
    text: str
    confidence: int
    words: tuple[tuple[int, int], ...]


class LivingSpan(msgspec.Struct, frozen=True):
    """A span with its lifetime: it is on the frames of `chain` from place `born` until before `gone` (None: no end)."""

    chain: int
    born: int
    gone: int | None
    span: SpanRow


def topic_of(source: str) -> str:
    """Return the topic under which the chains of a source of text are kept."""
    return f"text:{source}"


def fold(tables: Tables, event: Folding) -> None:
    """Let spans be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, TextRead):
        return
    chain, place = lifetimes.enter(tables, event, fact, topic_of(fact.source), "spans")
    first = tables.memory(Numbers).taken(len(fact.appeared))
    rows = [
        [
            first + index, chain, event.seq, index, place, fact.source, *span.box, span.text, span.confidence,
            _encoded(span.words).decode(), STAYS,
        ]
        for index, span in enumerate(fact.appeared)
    ]  # fmt: skip
    tables.memory(Newborn).add("spans", _INSERT, event.seq, chain, rows)
    tables.insert_all(
        "INSERT INTO span_text (rowid, text) VALUES (?, ?)",
        [(first + index, span.text) for index, span in enumerate(fact.appeared)],
    )


_INSERT = inserting("spans", "id, chain, seq, place, born, source, x0, y0, x1, y1, text, confidence, words")


class Numbers:
    """The numbers of spans: from 1 on, in the order of their events."""

    def __init__(self, tables: Tables) -> None:
        """Go on behind the spans that there are."""
        self.last = count_all(tables.db)

    def taken(self, count: int) -> int:
        """Take the next so many; return the first of them."""
        self.last += count
        return self.last - count + 1


def count_all(db: sqlite3.Connection) -> int:
    """Return how many spans there are; they are numbered from 1 on and none is ever taken out."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM spans").fetchone()[0])


_IS_SHOWN = (
    "EXISTS (SELECT 1 FROM chain_frames f WHERE f.chain = s.chain AND f.place >= s.born "
    "AND (s.gone IS NULL OR f.place < s.gone))"
)
_shown = Kept[tuple[str, int, str], int](4)


def count_shown(db: sqlite3.Connection) -> int:
    """Return how many spans any frame shows: not those that were read anew since. Counted once for each state."""
    query = f"SELECT count(*) FROM spans s WHERE {_IS_SHOWN}"
    return _shown.of(database.state_of(db), lambda: int(db.execute(query).fetchone()[0]))


def count_matching(db: sqlite3.Connection, match: str, *, shown: bool = False) -> int:
    """Return how many spans an FTS5 expression matches; or how many of these any frame shows."""
    among = f" JOIN spans s ON s.id = t.rowid WHERE {_IS_SHOWN} AND" if shown else " WHERE"
    return int(db.execute(f"SELECT count(*) FROM span_text t{among} span_text MATCH ?", (match,)).fetchone()[0])


def is_anywhere(db: sqlite3.Connection, match: str) -> bool:
    """Say whether any span that a frame shows matches an FTS5 expression: what was read anew since, none does."""
    found = db.execute(
        f"SELECT 1 FROM span_text t JOIN spans s ON s.id = t.rowid WHERE span_text MATCH ? AND {_IS_SHOWN} LIMIT 1",
        (match,),
    )
    return found.fetchone() is not None


def by_id(db: sqlite3.Connection, number: int) -> LivingSpan | None:
    """Return a span by its number, or None."""
    row = db.execute(f"SELECT s.chain, s.born, s.gone, {COLUMNS} FROM spans s WHERE s.id = ?", (number,)).fetchone()
    return LivingSpan(row[0], row[1], row[2], row_of(row[3:])) if row else None


def by_event(db: sqlite3.Connection, seq: int, place: int) -> LivingSpan | None:
    """Return the span that an event says at a place of its `appeared`, or None."""
    row = db.execute(
        f"SELECT s.chain, s.born, s.gone, {COLUMNS} FROM spans s WHERE s.seq = ? AND s.place = ?", (seq, place)
    ).fetchone()
    return LivingSpan(row[0], row[1], row[2], row_of(row[3:])) if row else None


def of_event(db: sqlite3.Connection, seq: int) -> list[LivingSpan]:
    """Return the spans that an event says to have appeared, in its order."""
    rows = db.execute(
        f"SELECT s.chain, s.born, s.gone, {COLUMNS} FROM spans s WHERE s.seq = ? ORDER BY s.place", (seq,)
    )
    return [LivingSpan(row[0], row[1], row[2], row_of(row[3:])) for row in rows]


def row_of(row: tuple[int, int, int, str, int, int, int, int, str, int, str]) -> SpanRow:
    """Return a span from its selected columns."""
    words = _EXTENTS.decode(row[10])
    return SpanRow(row[0], row[1], row[2], row[3], (row[4], row[5], row[6], row[7]), row[8], row[9], words)


_CONTENT = f"""
SELECT b.frame, g.frame, s.source, s.place, s.x0, s.y0, s.x1, s.y1, s.text, s.confidence, s.words
FROM {lifetimes.lived("spans")}
ORDER BY b.frame, s.source, s.place
"""

TEXT = Projection("text", 2, _SCHEMA, ("spans",), (TextRead,), fold, _CONTENT, ("span_text",))
