"""Values: which ones a label had, from when to when, read out of the lifetimes of fields. Nothing is kept here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

import msgspec

from ledger.facts import Box


def labels(db: sqlite3.Connection) -> list[str]:
    """Return all labels that ever stood beside a value."""
    # From one to the next in the index: there are few of them, however many fields there are.
    rows = db.execute(
        "WITH RECURSIVE known(label) AS (SELECT min(label) FROM fields UNION ALL "
        "SELECT (SELECT min(f.label) FROM fields f WHERE f.label > known.label) FROM known "
        "WHERE known.label IS NOT NULL) SELECT label FROM known WHERE label IS NOT NULL"
    )
    return [label for (label,) in rows]


class Shown(msgspec.Struct, frozen=True):
    """A label with its value as one frame shows it: where the field is told, and the box of the value."""

    label: str
    value: str
    frame: str
    captured_us: int
    title: str
    box: Box
    seq: int
    place: int
    chain: int
    born: int
    gone: int | None


def shown(
    db: sqlite3.Connection, names: Collection[str], start_us: int, end_us: int, limit: int, *, latest: bool = True
) -> list[Shown]:
    """Return these labels with their values, frame by frame, of a half-open stretch of time (UTC microseconds).

    At most `limit` of them, the latest first, or the earliest; those of one frame from top to bottom.
    """
    rows = db.execute(
        "SELECT s.label, s.value, f.id, f.ts_us, coalesce(f.window_title, ''), s.x0, s.y0, s.x1, s.y1, "
        "s.seq, s.place, s.chain, s.born, s.gone FROM fields s "
        "JOIN chain_frames c ON c.chain = s.chain AND c.place >= s.born AND (s.gone IS NULL OR c.place < s.gone) "
        "JOIN frames f ON f.id = c.frame WHERE s.label IN (SELECT value FROM json_each(?)) AND s.value <> '' "
        f"AND f.ts_us >= ? AND f.ts_us < ? ORDER BY f.ts_us {'DESC' if latest else ''}, f.id, s.y0, s.x0, s.id LIMIT ?",
        (json.dumps(sorted(names)), start_us, end_us, limit),
    )
    return [
        Shown(label, value, frame, us, title, (x0, y0, x1, y1), seq, place, chain, born, gone)
        for label, value, frame, us, title, x0, y0, x1, y1, seq, place, chain, born, gone in rows
    ]
