"""Standing text: which spans a frame, or a scene, shows.

They are found by way of the scene: what it took over when it began, and what was read in it. So it does not matter how
long the chain is that the scene is a part of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ledger.facts import Box
from projections import text, wording
from projections.text import COLUMNS, LivingSpan, SpanRow, row_of, topic_of

# The spans `s` of scene :scene; those that were taken over are the older ones, so both parts are in order of number.
_KEPT = "scenes c JOIN json_each(c.kept) k JOIN spans s ON s.id = k.value WHERE c.id = :scene"
_READ = "scene_reads r JOIN spans s ON s.seq = r.seq WHERE r.scene = :scene"
_LINE = "s.id, s.born, s.gone, s.text, s.x0, s.y0, s.x1, s.y1"
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
    """What is written in a span, where, and its life: it is there from place `born` until before `gone` (None: no end).

    It is as much of a span as can be read of many: `text.by_id` tells all of one.
    """

    id: int
    born: int
    gone: int | None
    text: str
    box: Box

    def is_at(self, place: int) -> bool:
        """Say whether the frame at a place of its chain shows it."""
        return self.born <= place and (self.gone is None or self.gone > place)


class Written(NamedTuple):
    """What is written in a span, and its life."""

    id: int
    born: int
    gone: int | None
    text: str


def texts(db: sqlite3.Connection, scene: int) -> list[tuple[int, int, int | None, str]]:
    """Return what is written in a scene, as `Written` has it; a place is not asked for, which costs as much again."""
    columns = "s.id, s.born, s.gone, s.text"
    return db.execute(
        f"SELECT {columns} FROM {_KEPT} UNION ALL SELECT {columns} FROM {_READ}", {"scene": scene}
    ).fetchall()


def lines(db: sqlite3.Connection, scene: int) -> list[Line]:
    """Return the lines that a scene shows, top to bottom, left to right."""
    return _lines(db, f"SELECT {_LINE} FROM {_KEPT} UNION ALL SELECT {_LINE} FROM {_READ}", {"scene": scene})


def lines_of(db: sqlite3.Connection, spans: Sequence[int]) -> list[Line]:
    """Return the lines with these numbers, top to bottom, left to right."""
    told = {"spans": json.dumps(spans)}
    return _lines(db, f"SELECT {_LINE} FROM json_each(:spans) j JOIN spans s ON s.id = j.value", told)


def _lines(db: sqlite3.Connection, select: str, told: Mapping[str, int | str]) -> list[Line]:
    rows = db.execute(select, told)
    found = [Line(id_, born, gone, said, (x0, y0, x1, y1)) for id_, born, gone, said, x0, y0, x1, y1 in rows]
    found.sort(key=_place_of_line)
    return found


def _place_of_line(line: Line) -> tuple[int, int, int]:
    return line.box[1], line.box[0], line.id


def alike(db: sqlite3.Connection, chain: int, place: int, said: str) -> list[LivingSpan]:
    """Return the spans on the frame at a place of a chain that are of the same words as a text, in reading order."""
    wanted = wording.tokens(said)
    rarest = max(wanted, key=len, default="")
    spans = [
        text.by_id(db, number)
        for number, born, gone, shown in texts(db, scene_at(db, chain, place))
        if born <= place
        and (gone is None or gone > place)
        # Most lines are told apart by this, which costs far less.
        and (not shown.isascii() or rarest in shown.lower())
        and wording.tokens(shown) == wanted
    ]
    return sorted((span for span in spans if span is not None), key=_place_of_span)


def at(db: sqlite3.Connection, chain: int, place: int) -> list[LivingSpan]:
    """Return the spans of a chain that are on its frame at `place`, top to bottom, left to right."""
    scene = scene_at(db, chain, place)
    columns = f"s.chain, s.born, s.gone, {COLUMNS}"
    rows = db.execute(
        f"SELECT {columns} FROM {_KEPT} AND {_ALIVE} UNION ALL SELECT {columns} FROM {_READ} AND {_ALIVE}",
        {"scene": scene, "place": place},
    )
    return sorted((LivingSpan(row[0], row[1], row[2], row_of(row[3:])) for row in rows), key=_place_of_span)


def _place_of_span(living: LivingSpan) -> tuple[int, int, int]:
    return living.span.box[1], living.span.box[0], living.span.id


def scene_at(db: sqlite3.Connection, chain: int, place: int) -> int:
    """Return the scene in which a place of a chain of text lies; 0 where it is in none."""
    row = db.execute(
        "SELECT id FROM scenes WHERE chain = ? AND first <= ? ORDER BY first DESC LIMIT 1", (chain, place)
    ).fetchone()
    return int(row[0]) if row else 0


def scenes_on(db: sqlite3.Connection, frame: str) -> list[int]:
    """Return the scenes that a frame is of: one for each source of text."""
    rows = db.execute(
        "SELECT (SELECT s.id FROM scenes s WHERE s.chain = f.chain AND s.first <= f.place "
        "ORDER BY s.first DESC LIMIT 1) FROM chain_frames f WHERE f.frame = ? AND f.topic LIKE 'text:%'",
        (frame,),
    )
    return [scene for (scene,) in rows if scene is not None]


def frames_of(db: sqlite3.Connection, scenes: Collection[int], most: int) -> list[str]:
    """Return the frames that are of any of these scenes, but no more than so many."""
    rows = db.execute(
        "SELECT f.frame FROM json_each(?) j JOIN scenes s ON s.id = j.value JOIN chain_frames f ON f.chain = s.chain "
        "AND f.place >= s.first AND (s.last IS NULL OR f.place < s.last) LIMIT ?",
        (json.dumps(sorted(scenes)), most),
    )
    return [frame for (frame,) in rows]


def places_of(db: sqlite3.Connection, frame: str) -> list[tuple[int, int]]:
    """Return the chains of text that a frame is in, one for each source, and its place in each."""
    return db.execute(
        "SELECT chain, place FROM chain_frames WHERE frame = ? AND topic LIKE 'text:%'", (frame,)
    ).fetchall()


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[SpanRow]:
    """Return the spans that a frame shows, top to bottom, left to right; of one source or of all."""
    topics = "LIKE 'text:%'" if source is None else "= :topic"
    placed = db.execute(
        f"SELECT chain, place FROM chain_frames WHERE frame = :frame AND topic {topics}",
        {"frame": frame, "topic": topic_of(source or "")},
    ).fetchall()
    found = [living for chain, place in placed for living in at(db, chain, place)]
    return [living.span for living in sorted(found, key=_place_of_span)]


Lines = Callable[[int], Sequence[Line]]
"""What gives the lines of a scene, by its number."""


def lines_on_frame(db: sqlite3.Connection, frame: str, of_scene: Lines) -> list[Line]:
    """Return the lines that a frame shows, top to bottom, left to right.

    `of_scene` gives those of a scene (`lines`): who looks at many frames remembers them.
    """
    placed = places_of(db, frame)
    found = [line for chain, place in placed for line in of_scene(scene_at(db, chain, place)) if line.is_at(place)]
    return sorted(found, key=_place_of_line) if len(placed) > 1 else found
