"""Passages: lines of text that stand together, with their lifetimes, their vectors, and an index of these.

A text has one vector for each model, however often it is seen. Vectors are numbered in the order of their events. As
many as `RANGE` are sealed into a graph that is searched (HNSW: Malkov and Yashunin, 2016), built in one thread in the
order of the numbers, so that the same vectors give the same bytes; a sealed graph is not changed. In the place of
`FANOUT` of them comes one of all their vectors: to look into one large graph takes little longer than into a small one.
What came after is the tail, and is searched whole.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable

from ledger.facts import Box, Passage, TextEmbedded
from projections import graphs, lifetimes
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables, forget_older

TOPIC = "passage"
"""The topic under which chains of passages are kept."""

RANGE, FANOUT = 16_384, 8

_SCHEMA = """
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    digest TEXT NOT NULL, vector INTEGER NOT NULL
);
CREATE INDEX passages_by_chain ON passages(chain, born);
CREATE UNIQUE INDEX passages_by_event ON passages(seq, place);
CREATE INDEX passages_by_vector ON passages(vector);
CREATE TABLE vector_models (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY, model INTEGER NOT NULL, digest TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (model, digest)
);
CREATE TABLE vector_ranges (
    id INTEGER PRIMARY KEY, model INTEGER NOT NULL, level INTEGER NOT NULL, last INTEGER NOT NULL, graph BLOB NOT NULL
)
"""


def fold(tables: Tables, event: Folding) -> None:
    """Let passages be born and end (see `lifetimes`), keep each vector once, and seal what is full."""
    fact = event.fact
    if not isinstance(fact, TextEmbedded):
        return
    chain, place = lifetimes.enter(tables, event, fact, TOPIC, "passages")
    if not fact.appeared:
        return
    numbers = tables.memory(Numbers)
    model = numbers.of_model(fact.by.model_digest, fact.by.model)
    rows = [
        [chain, event.seq, index, place, *seen.box, seen.digest, numbers.of_vector(model, seen), STAYS]
        for index, seen in enumerate(fact.appeared)
    ]
    tables.memory(Newborn).add("passages", _INSERT, event.seq, chain, rows)
    _seal(tables, numbers, model)


_INSERT = inserting("passages", "chain, seq, place, born, x0, y0, x1, y1, digest, vector")


class Numbers:
    """The numbers of models and vectors, and up to which vector of each model there are graphs."""

    _MOST = 131_072

    def __init__(self, tables: Tables) -> None:
        """Go on behind the vectors that there are."""
        db = tables.db
        self._tables = tables
        self._models: dict[str, int] = dict(db.execute("SELECT digest, id FROM vector_models"))
        self.sealed = {model: _sealed(db, model) for model in self._models.values()}
        self.last = int(db.execute("SELECT coalesce(max(id), 0) FROM vectors").fetchone()[0])
        # Where all that there are have come since, what is not known here is new.
        self._is_whole = self.last == 0
        self._vectors: dict[tuple[int, str], int] = {}

    def of_model(self, digest: str, name: str) -> int:
        """Return the number of a model; it gets one where it has none."""
        known = self._models.get(digest)
        if known is None:
            made = "INSERT INTO vector_models (digest, name) VALUES (?, ?)"
            known = self._models[digest] = int(self._tables.db.execute(made, (digest, name)).lastrowid or 0)
            self.sealed[known] = 0
        return known

    def of_vector(self, model: int, seen: Passage) -> int:
        """Return the number of the vector of a text; it gets one where it has none."""
        key = model, seen.digest
        known = self._vectors.get(key)
        if known is None and not self._is_whole:
            # What waits to be written came lately, and is known.
            row = self._tables.written.execute("SELECT id FROM vectors WHERE model = ? AND digest = ?", key).fetchone()
            known = None if row is None else int(row[0])
        if known is None:
            known = self.last = self.last + 1
            # A bytearray is bound at once, bytes are slow to be.
            row = known, *key, bytearray(base64.b64decode(seen.vector))
            self._tables.insert("INSERT INTO vectors VALUES (?, ?, ?, ?)", row)
        self._vectors[key] = known
        if len(self._vectors) > self._MOST:
            self._tables.write()
            forget_older(self._vectors)
            self._is_whole = False
        return known


def _seal(tables: Tables, numbers: Numbers, model: int) -> None:
    sealed = numbers.sealed[model]
    # Numbers are given to vectors of all models: there are no more of this one than numbers since its last seal.
    if numbers.last - sealed < RANGE:
        return
    last = graphs.last_of(tables.db, model, sealed, RANGE)
    if last is not None:
        numbers.sealed[model] = last
        tables.memory(graphs.Graphs).seal(model, last, FANOUT)


def _sealed(db: sqlite3.Connection, model: int) -> int:
    row = db.execute("SELECT coalesce(max(last), 0) FROM vector_ranges WHERE model = ?", (model,)).fetchone()
    return int(row[0])


# ---------------------------------------------------------------- looking up


def on_frame(db: sqlite3.Connection, frame: str) -> list[tuple[int, int, Passage]]:
    """Return the passages that a frame shows, each with its event and its place there, top to bottom."""
    rows = db.execute(
        "SELECT s.seq, s.place, s.x0, s.y0, s.x1, s.y1, s.digest, v.vector "
        f"FROM {lifetimes.alive('passages')} JOIN vectors v ON v.id = s.vector "
        "WHERE f.frame = ? ORDER BY s.y0, s.x0, s.id",
        (frame,),
    )
    return [
        (seq, place, Passage((x0, y0, x1, y1), digest, base64.b64encode(vector).decode()))
        for seq, place, x0, y0, x1, y1, digest, vector in rows
    ]


def model_of(db: sqlite3.Connection, digest: str) -> int | None:
    """Return the number of the model with this digest, or None where no vector is of it."""
    row = db.execute("SELECT id FROM vector_models WHERE digest = ?", (digest,)).fetchone()
    return int(row[0]) if row else None


def sealed(db: sqlite3.Connection, model: int) -> list[tuple[int, int, int]]:
    """Return the sealed ranges of a model: the number of each, its level (1: of many), and its last vector's number."""
    return db.execute("SELECT id, level, last FROM vector_ranges WHERE model = ? ORDER BY last", (model,)).fetchall()


def graph(db: sqlite3.Connection, number: int) -> bytes:
    """Return the graph of a sealed range, as `usearch.index.Index.restore` takes it."""
    return bytes(db.execute("SELECT graph FROM vector_ranges WHERE id = ?", (number,)).fetchone()[0])


def tail(db: sqlite3.Connection, model: int) -> list[tuple[int, bytes]]:
    """Return the vectors of a model that came after its last seal, each with its number."""
    return graphs.vectors_after(db, model, _sealed(db, model))


def vectors_of(db: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, bytes]]:
    """Return vectors by their numbers, in this order."""
    return db.execute(
        "SELECT v.id, v.vector FROM json_each(?) j JOIN vectors v ON v.id = j.value ORDER BY j.key",
        (json.dumps(list(numbers)),),
    ).fetchall()


_IN_SCENES = (
    "passages p JOIN chain_frames b ON b.chain = p.chain AND b.place = p.born "
    "JOIN chain_frames t ON t.frame = b.frame AND t.topic = 'text:ocr' "
    "JOIN scenes s ON s.chain = t.chain AND s.first <= t.place AND (s.last IS NULL OR s.last > t.place)"
)


def scenes_of(db: sqlite3.Connection, vector: int, most: int) -> list[int]:
    """Return the scenes of text in which a passage with this vector appeared, by number, the last `most` told of."""
    rows = db.execute(f"SELECT s.id FROM {_IN_SCENES} WHERE p.vector = ? ORDER BY p.id DESC LIMIT ?", (vector, most))
    return list(dict.fromkeys(row[0] for row in rows))


def place_in(db: sqlite3.Connection, vector: int, scene: int) -> tuple[Box, int] | None:
    """Return where in a scene a passage with this vector appeared: its box, and the place in the scene's chain."""
    row = db.execute(
        f"SELECT p.x0, p.y0, p.x1, p.y1, t.place FROM {_IN_SCENES} WHERE p.vector = ? AND s.id = ? LIMIT 1",
        (vector, scene),
    ).fetchone()
    return ((row[0], row[1], row[2], row[3]), row[4]) if row else None


_CONTENT = f"""
SELECT b.frame, g.frame, s.place, s.x0, s.y0, s.x1, s.y1, s.digest, m.digest, v.vector
FROM {lifetimes.lived("passages")} JOIN vectors v ON v.id = s.vector JOIN vector_models m ON m.id = v.model
ORDER BY b.frame, s.place, m.digest
"""

_TABLES = ("passages", "vector_models", "vectors", "vector_ranges")
PASSAGES = Projection("passages", 2, _SCHEMA, _TABLES, (TextEmbedded,), fold, _CONTENT)
