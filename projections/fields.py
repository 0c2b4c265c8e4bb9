"""Fields: labels and their values on a screen, with their lifetimes."""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import Box, FieldRead
from projections import lifetimes
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE fields (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, source TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL, value TEXT NOT NULL,
    label_x0 INTEGER NOT NULL, label_y0 INTEGER NOT NULL, label_x1 INTEGER NOT NULL, label_y1 INTEGER NOT NULL,
    label TEXT NOT NULL
);
CREATE INDEX fields_by_chain ON fields(chain, born);
CREATE UNIQUE INDEX fields_by_event ON fields(seq, place);
CREATE INDEX fields_by_label ON fields(label)
"""


class FieldRow(msgspec.Struct, frozen=True):
    """A label and its value as a frame shows them; `box` is that of the value."""

    seq: int
    place: int
    source: str
    box: Box
    value: str
    label_box: Box
    label: str


def topic_of(source: str) -> str:
    """Return the topic under which the chains of a source of fields are kept."""
    return f"field:{source}"


def fold(tables: Tables, event: Folding) -> None:
    """Let fields be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, FieldRead):
        return
    chain, place = lifetimes.enter(tables, event, fact, topic_of(fact.source), "fields")
    rows = [
        [chain, event.seq, index, place, fact.source, *read.box, read.value, *read.label_box, read.label, STAYS]
        for index, read in enumerate(fact.appeared)
    ]
    tables.memory(Newborn).add("fields", _INSERT, event.seq, chain, rows)


_INSERT = inserting(
    "fields",
    "chain, seq, place, born, source, x0, y0, x1, y1, value, label_x0, label_y0, label_x1, label_y1, label",
)


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[FieldRow]:
    """Return the fields that a frame shows, by the place of their values, top to bottom; of one source or of all.

    The event that tells of them has them in reading order.
    """
    rows = db.execute(
        "SELECT s.seq, s.place, s.source, s.x0, s.y0, s.x1, s.y1, s.value, "
        "s.label_x0, s.label_y0, s.label_x1, s.label_y1, s.label "
        f"FROM {lifetimes.alive('fields')} "
        "WHERE f.frame = ? AND (? IS NULL OR s.source = ?) ORDER BY s.y0, s.x0, s.id",
        (frame, source, source),
    )
    return [FieldRow(row[0], row[1], row[2], row[3:7], row[7], row[8:12], row[12]) for row in rows]


_CONTENT = f"""
SELECT b.frame, g.frame, s.source, s.place, s.x0, s.y0, s.x1, s.y1, s.value,
    s.label_x0, s.label_y0, s.label_x1, s.label_y1, s.label
FROM {lifetimes.lived("fields")}
ORDER BY b.frame, s.source, s.place
"""

FIELDS = Projection("fields", 2, _SCHEMA, ("fields",), (FieldRead,), fold, _CONTENT)
