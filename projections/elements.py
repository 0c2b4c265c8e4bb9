"""Elements: the controls on a screen, with their lifetimes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import msgspec

from ledger.facts import Box, ElementSeen
from projections import lifetimes
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE elements (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, source TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    role TEXT NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL
);
CREATE INDEX elements_by_chain ON elements(chain, born);
CREATE UNIQUE INDEX elements_by_event ON elements(seq, place);
CREATE INDEX elements_by_label ON elements(label);
CREATE TABLE element_names (
    label TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (label, role)
) WITHOUT ROWID
"""


class ElementRow(msgspec.Struct, frozen=True):
    """A control as a frame shows it. `state` holds words such as `disabled`."""

    seq: int
    place: int
    source: str
    box: Box
    role: str
    label: str
    state: tuple[str, ...]


def topic_of(source: str) -> str:
    """Return the topic under which the chains of a source of elements are kept."""
    return f"element:{source}"


def fold(tables: Tables, event: Folding) -> None:
    """Let elements be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, ElementSeen):
        return
    chain, place = lifetimes.enter(tables, event, fact, topic_of(fact.source), "elements")
    rows = [
        [chain, event.seq, index, place, fact.source, *seen.box, seen.role, seen.label, " ".join(seen.state), STAYS]
        for index, seen in enumerate(fact.appeared)
    ]
    tables.memory(Newborn).add("elements", _INSERT, event.seq, chain, rows)
    # What controls are called is asked with each question; there are few names, and many elements.
    names = {(seen.label, seen.role) for seen in fact.appeared if seen.label}
    tables.insert_all("INSERT OR IGNORE INTO element_names VALUES (?, ?)", sorted(names))


_INSERT = inserting("elements", "chain, seq, place, born, source, x0, y0, x1, y1, role, label, state")


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[ElementRow]:
    """Return the elements that a frame shows, top to bottom, left to right; of one source or of all."""
    rows = db.execute(
        "SELECT s.seq, s.place, s.source, s.x0, s.y0, s.x1, s.y1, s.role, s.label, s.state "
        f"FROM {lifetimes.alive('elements')} "
        "WHERE f.frame = ? AND (? IS NULL OR s.source = ?) ORDER BY s.y0, s.x0, s.id",
        (frame, source, source),
    )
    return [
        ElementRow(seq, place, source, (x0, y0, x1, y1), role, label, tuple(state.split()))
        for seq, place, source, x0, y0, x1, y1, role, label, state in rows
    ]


def labels(db: sqlite3.Connection, roles: Sequence[str]) -> list[tuple[str, str]]:
    """Return what controls of these roles were ever called, each with a role of it; those without a name left out."""
    rows = db.execute(
        "SELECT label, min(role) FROM element_names WHERE role IN (SELECT value FROM json_each(?)) "
        "GROUP BY label ORDER BY label",
        (json.dumps(list(roles)),),
    )
    return [(label, role) for label, role in rows]


def showing(db: sqlite3.Connection, label: str, start_us: int, end_us: int, limit: int) -> list[str]:
    """Return the frames of a half-open stretch of time (UTC microseconds) with such a control, the latest first."""
    rows = db.execute(
        "SELECT DISTINCT t.id, t.ts_us FROM elements s "
        "JOIN chain_frames f ON f.chain = s.chain AND f.place >= s.born AND (s.gone IS NULL OR f.place < s.gone) "
        "JOIN frames t ON t.id = f.frame WHERE s.label = ? AND t.ts_us >= ? AND t.ts_us < ? "
        "ORDER BY t.ts_us DESC, t.id DESC LIMIT ?",
        (label, start_us, end_us, limit),
    )
    return [frame for frame, _ in rows]


def life_of(db: sqlite3.Connection, seq: int, place: int) -> tuple[int, int, int | None] | None:
    """Return (chain, born, gone) of what an event says at a place of its `appeared`, None where there is none."""
    row = db.execute("SELECT chain, born, gone FROM elements WHERE seq = ? AND place = ?", (seq, place)).fetchone()
    return (int(row[0]), int(row[1]), row[2]) if row else None


_CONTENT = f"""
SELECT b.frame, g.frame, s.source, s.place, s.x0, s.y0, s.x1, s.y1, s.role, s.label, s.state
FROM {lifetimes.lived("elements")}
ORDER BY b.frame, s.source, s.place
"""

ELEMENTS = Projection("elements", 2, _SCHEMA, ("elements", "element_names"), (ElementSeen,), fold, _CONTENT)
