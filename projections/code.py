"""Code: snippets and commands with their lifetimes; `projections.histories` has how each came to be what it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ledger.facts import Box, CodeFound, Snippet
from projections import lifetimes, sources
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables

TOPIC = "code"

_SCHEMA = (
    sources.SCHEMA
    + """
CREATE TABLE snippets (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL, source INTEGER NOT NULL
);
CREATE INDEX snippets_by_chain ON snippets(chain, born);
CREATE UNIQUE INDEX snippets_by_event ON snippets(seq, place);
CREATE INDEX snippets_by_source ON snippets(source)
"""
)


class SnippetRow(sources.Code, frozen=True):
    """A snippet: on the frames of `chain` from place `born` until before `gone` (None: no end)."""

    id: int
    seq: int
    place: int
    chain: int
    born: int
    gone: int | None
    box: Box


def what_of(snippet: SnippetRow | Snippet) -> tuple[object, ...]:
    """Return what makes a snippet the same from frame to frame, beside its box."""
    return (
        snippet.form, snippet.where, snippet.language, snippet.text, snippet.title, snippet.name, snippet.prompt,
        snippet.state, snippet.output, snippet.error, snippet.cut,
    )  # fmt: skip


def fold(tables: Tables, event: Folding) -> None:
    """Let snippets be born and end (see `lifetimes`), and put each that is new into the history it goes on with."""
    fact = event.fact
    if not isinstance(fact, CodeFound):
        return
    chain, born = lifetimes.enter(tables, event, fact, TOPIC, "snippets")
    first, known = tables.memory(Numbers).taken(len(fact.appeared)), tables.memory(sources.Numbers)
    rows = [
        [first + index, chain, event.seq, index, born, *seen.box, known.of(seen), STAYS]
        for index, seen in enumerate(fact.appeared)
    ]
    tables.memory(Newborn).add("snippets", _INSERT, event.seq, chain, rows)


_INSERT = inserting("snippets", "id, chain, seq, place, born, x0, y0, x1, y1, source")


class Numbers:
    """The numbers of snippets: from 1 on, in the order of their events."""

    def __init__(self, tables: Tables) -> None:
        """Go on behind the snippets that there are."""
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM snippets").fetchone()[0])

    def taken(self, count: int) -> int:
        """Take the next so many; return the first of them."""
        self._last += count
        return self._last - count + 1


# ---------------------------------------------------------------- reading

COLUMNS = f"s.id, s.seq, s.place, s.chain, s.born, s.gone, s.x0, s.y0, s.x1, s.y1, {sources.COLUMNS}"
OF_SOURCE = "JOIN sources o ON o.id = s.source"
"""What joins the snippets `s` with what is written in them, `o`."""


def row_of(columns: Sequence[Any]) -> SnippetRow:
    """Return the snippet of a row that was asked for `COLUMNS`."""
    said = (*columns[10:21], bool(columns[21]), bool(columns[22]))
    return SnippetRow(*said, *columns[:6], tuple(columns[6:10]))  # type: ignore[call-arg]


def on_frame(db: sqlite3.Connection, frame: str) -> list[SnippetRow]:
    """Return the snippets that a frame shows, top to bottom."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM {lifetimes.alive('snippets')} {OF_SOURCE} "
        "WHERE f.frame = ? AND f.topic = ? ORDER BY s.y0, s.x0, s.id",
        (frame, TOPIC),
    )
    return [row_of(row) for row in rows]


class Showing(msgspec.Struct, frozen=True):
    """A snippet as the frames of a stretch of time show it: the first and the last of them.

    Times are of capture, UTC microseconds.
    """

    snippet: SnippetRow
    first_us: int
    last_us: int
    first_frame: str
    last_frame: str


Place = tuple[int, int]
"""Where a snippet is told: the number of the event, and the place there."""


def matching(db: sqlite3.Connection, match: str) -> list[Place]:
    """Return the snippets whose text, symbol or file an FTS5 expression matches."""
    rows = db.execute(
        "SELECT s.seq, s.place FROM source_text t JOIN snippets s ON s.source = t.rowid WHERE source_text MATCH ?",
        (match,),
    )
    return [(seq, place) for seq, place in rows]


_ALIVE = f"p.chain = s.chain AND p.place >= s.born AND p.place < coalesce(s.gone, {1 << 62})"
_IN_CHAINS = (
    "s.chain IN (SELECT c.chain FROM frames f JOIN chain_frames c ON c.frame = f.id AND c.topic = :topic "
    "WHERE f.ts_us >= :start AND f.ts_us < :end)"
)


_ONLY = (
    "s.id IN (SELECT o.id FROM json_each(:only) j JOIN snippets o ON o.seq = j.value ->> 0 AND o.place = j.value ->> 1)"
)
_OF = "s.source IN (SELECT value FROM json_each(:of))"


def showings(
    db: sqlite3.Connection,
    between: tuple[int, int] | None,
    *,
    forms: Iterable[str],
    language: str | None = None,
    only: Sequence[Place] | None = None,
    of: Sequence[int] | None = None,
) -> list[Showing]:
    """Return the snippets that frames show, by time and place: of equally late ones the lower comes later.

    What a window covers on the right is left out: it was seen whole before, and its rest says another thing.

    Args:
        between: only frames captured in this half-open stretch of time (UTC microseconds); None takes all.
        forms: only snippets of these forms.
        language: only those in this language, where one is given.
        only: only those that were told at these places, where any are given.
        of: only those of these sources, by their numbers, where any are given.
    """
    start, end = between or (0, 0)
    first = f"SELECT p.place FROM chain_frames p WHERE {_ALIVE} ORDER BY p.place LIMIT 1"
    last = f"SELECT p.place FROM chain_frames p WHERE {_ALIVE} ORDER BY p.place DESC LIMIT 1"
    if between is not None:
        within = f"SELECT p.place FROM chain_frames p JOIN frames i ON i.id = p.frame WHERE {_ALIVE}"
        first = f"{within} AND i.ts_us >= :start ORDER BY p.place LIMIT 1"
        last = f"{within} AND i.ts_us < :end ORDER BY p.place DESC LIMIT 1"
    # Of few snippets it is asked one by one whether they were seen in that time.
    given = ((between if of is None else None, _IN_CHAINS), (only, _ONLY), (of, _OF))
    narrowed = [which for told, which in given if told is not None]
    rows = db.execute(
        f"WITH living AS (SELECT s.*, ({first}) AS first, ({last}) AS last FROM snippets s "
        f"{OF_SOURCE} WHERE NOT (o.behind AND o.cut) AND o.form IN (SELECT value FROM json_each(:forms)) "
        "AND (:language IS NULL OR o.language = :language) "
        f"AND {' AND '.join(narrowed) or '1'}) "
        f"SELECT {COLUMNS}, b.ts_us, e.ts_us, b.id, e.id FROM living s {OF_SOURCE} "
        "JOIN chain_frames x ON x.chain = s.chain AND x.place = s.first JOIN frames b ON b.id = x.frame "
        "JOIN chain_frames y ON y.chain = s.chain AND y.place = s.last JOIN frames e ON e.id = y.frame "
        "WHERE s.first <= s.last ORDER BY e.ts_us, s.y0, s.id",
        {
            "topic": TOPIC,
            "start": start,
            "end": end,
            "forms": json.dumps(list(forms)),
            "language": language,
            "only": json.dumps(only),
            "of": json.dumps(of),
        },
    )
    return [Showing(row_of(row), *row[23:]) for row in rows]


_CONTENT = f"""
SELECT b.frame, g.frame, s.place, s.x0, s.y0, s.x1, s.y1, o.form, o."where", o.language, o.text, o.title, o.name,
    o.symbol, o.prompt, o.state, o.error, o.output, o.cut, o.behind
FROM {lifetimes.lived("snippets")} JOIN sources o ON o.id = s.source
ORDER BY b.frame, s.place
"""

CODE = Projection("code", 3, _SCHEMA, ("sources", "snippets"), (CodeFound,), fold, _CONTENT, (sources.INDEX,))
