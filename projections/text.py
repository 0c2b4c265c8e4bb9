"""Text: every span with its lifetime, and a full-text index over them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from ledger.facts import Box, TextRead
from projections import lifetimes
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE spans (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, source TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    text TEXT NOT NULL, confidence INTEGER NOT NULL, words TEXT NOT NULL
);
CREATE INDEX spans_by_chain ON spans(chain, born);
CREATE UNIQUE INDEX spans_by_event ON spans(seq, place);
CREATE VIRTUAL TABLE span_text USING fts5(
    text, content='spans', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
)
"""

# Every column of `spans` and the frame in which each span is looked at, in this order.
_COLUMNS = "s.id, s.seq, s.place, s.source, s.x0, s.y0, s.x1, s.y1, s.text, s.confidence, s.words"


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A span of text as a frame shows it. `words` are x extents, as in `ledger.facts.Span`."""

    id: int
    seq: int
    place: int
    source: str
    box: Box
    text: str
    confidence: int
    words: tuple[tuple[int, int], ...]


def topic_of(source: str) -> str:
    """Return the topic under which the chains of a source of text are kept."""
    return f"text:{source}"


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Let spans be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, TextRead):
        return
    chain, place = lifetimes.enter(
        db,
        event,
        topic=topic_of(fact.source),
        frame=fact.frame,
        against=fact.against,
        processor=fact.by.processor,
        version=fact.by.version,
    )
    lifetimes.close(db, "spans", chain, place, fact.vanished)
    for index, span in enumerate(fact.appeared):
        words = json.dumps(span.words, separators=(",", ":"))
        row = (chain, event.seq, index, place, fact.source, *span.box, span.text, span.confidence, words)
        cursor = db.execute(
            "INSERT INTO spans (chain, seq, place, born, source, x0, y0, x1, y1, text, confidence, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        db.execute("INSERT INTO span_text (rowid, text) VALUES (?, ?)", (cursor.lastrowid, span.text))


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[SpanRow]:
    """Return the spans that a frame shows, top to bottom, left to right; of one source or of all."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM chain_frames f JOIN spans s ON s.chain = f.chain "
        "AND s.born <= f.place AND (s.gone IS NULL OR s.gone > f.place) "
        "WHERE f.frame = ? AND (? IS NULL OR s.source = ?) ORDER BY s.y0, s.x0, s.id",
        (frame, source, source),
    )
    return [row_of(row) for row in rows]


def row_of(row: tuple[int, int, int, str, int, int, int, int, str, int, str]) -> SpanRow:
    """Return a span from its selected columns."""
    words = tuple((x0, x1) for x0, x1 in json.loads(row[10]))
    return SpanRow(row[0], row[1], row[2], row[3], (row[4], row[5], row[6], row[7]), row[8], row[9], words)


TEXT = Projection("text", 1, _SCHEMA, ("spans",), fold)
