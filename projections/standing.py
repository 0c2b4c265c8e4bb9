"""Standing text: which spans a frame, or a scene, shows.

They are found by way of the scene: what it took over when it began, and what was read in it. So it does not matter how
long the chain is that the scene is a part of.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from projections.text import COLUMNS, LivingSpan, SpanRow, row_of, topic_of

# The spans `s` of scene :scene; those that were taken over are the older ones, so both parts are in order of number.
_KEPT = "scenes c JOIN json_each(c.kept) k JOIN spans s ON s.id = k.value WHERE c.id = :scene"
_READ = "scene_reads r JOIN spans s ON s.seq = r.seq WHERE r.scene = :scene"
_ALIVE = "s.born <= :place AND (s.gone IS NULL OR s.gone > :place)"


def left_of(db: sqlite3.Connection, scene: int) -> str:
    """Return the spans of an open scene that stand where it ends: what the next one takes over, as a JSON array."""
    rows = db.execute(
        f"SELECT json_group_array(id) FROM (SELECT s.id AS id FROM {_KEPT} AND s.gone IS NULL "
        f"UNION ALL SELECT s.id FROM {_READ} AND s.gone IS NULL ORDER BY 1)",
        {"scene": scene},
    )
    return str(rows.fetchone()[0])


class Line(NamedTuple):
    """What is written in a span, and its life: it is there from place `born` until before `gone` (None: no end)."""

    id: int
    born: int
    gone: int | None
    text: str


def lines(db: sqlite3.Connection, scene: int) -> list[Line]:
    """Return the lines that a scene shows, in order of the numbers of their spans."""
    columns = "s.id, s.born, s.gone, s.text"
    rows = db.execute(
        f"SELECT {columns} FROM {_KEPT} UNION ALL SELECT {columns} FROM {_READ} ORDER BY 1", {"scene": scene}
    )
    return [*map(Line._make, rows)]


def at(db: sqlite3.Connection, chain: int, place: int) -> list[LivingSpan]:
    """Return the spans of a chain that are on its frame at `place`, top to bottom, left to right."""
    scene = db.execute(
        "SELECT id FROM scenes WHERE chain = ? AND first <= ? ORDER BY first DESC LIMIT 1", (chain, place)
    ).fetchone()
    if scene is None:
        return []
    columns = f"s.chain, s.born, s.gone, {COLUMNS}"
    rows = db.execute(
        f"SELECT {columns} FROM {_KEPT} AND {_ALIVE} UNION ALL SELECT {columns} FROM {_READ} AND {_ALIVE}",
        {"scene": scene[0], "place": place},
    )
    return sorted((LivingSpan(row[0], row[1], row[2], row_of(row[3:])) for row in rows), key=_reading_order)


def _reading_order(living: LivingSpan) -> tuple[int, int, int]:
    return living.span.box[1], living.span.box[0], living.span.id


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[SpanRow]:
    """Return the spans that a frame shows, top to bottom, left to right; of one source or of all."""
    topics = "LIKE 'text:%'" if source is None else "= :topic"
    placed = db.execute(
        f"SELECT chain, place FROM chain_frames WHERE frame = :frame AND topic {topics}",
        {"frame": frame, "topic": topic_of(source or "")},
    ).fetchall()
    found = [living for chain, place in placed for living in at(db, chain, place)]
    return [living.span for living in sorted(found, key=_reading_order)]
