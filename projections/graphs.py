"""Graphs of vectors, as `passages` seals them: which there are to be is settled at once, they are built when committed.

Where much is folded at once most small graphs are never built: a large one of the same vectors has come in their place
by then. Large ones are built beside the folding. Only who searches needs either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from projections.tables import Tables

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

SHAPES = ((8, 32), (12, 48))
"""Of a small graph, and of one of many ranges: neighbours of a vector, and how many are looked at when it is put in."""

_LARGE = 1
_MOST = 2
_THREADS = 2


class _Range(msgspec.Struct):
    """A row of `vector_ranges`: a graph of the vectors of a model after one to the last one, built or not."""

    id: int
    model: int
    level: int
    after: int
    last: int
    is_written: bool = True
    graph: Future[bytes] | None = None


class Graphs:
    """The graphs that there are, or will be as soon as they are committed."""

    def __init__(self, tables: Tables) -> None:
        """Begin with those that are there."""
        self._tables = tables
        self._builders: ThreadPoolExecutor | None = None
        rows = tables.db.execute("SELECT id, model, level, 0, last FROM vector_ranges ORDER BY id")
        self._ranges = [_Range(*row) for row in rows]

    def seal(self, model: int, last: int, fanout: int) -> None:
        """Let there be a graph of a full range of vectors of a model, or of `fanout` ranges where it is their last."""
        small, large = ([each for each in self._ranges if (each.model, each.level) == (model, n)] for n in (0, _LARGE))
        level, after = 0, max((each.last for each in (*small, *large)), default=0)
        if len(small) == fanout - 1:
            level, after = _LARGE, max((each.last for each in large), default=0)
            self._drop(small)
        number = max((each.id for each in self._ranges), default=0) + 1
        self._ranges.append(made := _Range(number, model, level, after, last, is_written=False))
        if level == _LARGE:
            self._build(made)
        self._write_built(_MOST)

    def _drop(self, ranges: Sequence[_Range]) -> None:
        self._ranges = [each for each in self._ranges if each not in ranges]
        written = [(each.id,) for each in ranges if each.is_written]
        self._tables.db.executemany("DELETE FROM vector_ranges WHERE id = ?", written)

    def save(self, _tables: Tables) -> None:
        """Build those that are not built yet, and write all of them."""
        for each in self._ranges:
            if not each.is_written and each.graph is None:
                self._build(each)
        self._write_built(0)

    def _build(self, made: _Range) -> None:
        if self._builders is None:
            from concurrent.futures import ThreadPoolExecutor  # not needed for reading, and slow to load

            self._builders = ThreadPoolExecutor(_THREADS, "graphs")
        vectors = vectors_after(self._tables.db, made.model, made.after, made.last)
        made.graph = self._builders.submit(build, vectors, *SHAPES[made.level])

    def _write_built(self, most: int) -> None:
        """Write those that are built, and wait for the oldest until at most so many are being built."""
        building = [each for each in self._ranges if each.graph is not None]
        for place, each in enumerate(building):
            if each.graph is not None and (each.graph.done() or len(building) - place > most):
                row = each.id, each.model, each.level, each.last, each.graph.result()
                self._tables.db.execute(_PUT, row)
                each.graph, each.is_written = None, True


_PUT = "INSERT INTO vector_ranges (id, model, level, last, graph) VALUES (?, ?, ?, ?, ?)"


def last_of(db: sqlite3.Connection, model: int, after: int, count: int) -> int | None:
    """Return the number of the last of the next so many vectors of a model; None where there are fewer."""
    # The plus keeps SQLite from the index by model and digest: it would sort all that it finds there.
    told = "SELECT id FROM vectors WHERE +model = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?"
    row = db.execute(told, (model, after, count - 1)).fetchone()
    return int(row[0]) if row else None


def vectors_after(db: sqlite3.Connection, model: int, after: int, last: int = 1 << 62) -> list[tuple[int, bytes]]:
    """Return the vectors of a model after one, to the last one, each with its number."""
    told = "SELECT id, vector FROM vectors WHERE +model = ? AND id > ? AND id <= ? ORDER BY id"
    return db.execute(told, (model, after, last)).fetchall()


def build(rows: Sequence[tuple[int, bytes]], connectivity: int, width: int) -> bytes:
    """Return the graph of some vectors, each with its number; see `SHAPES`. The same vectors give the same bytes."""
    import numpy as np
    from usearch.index import Index

    numbers = np.array([number for number, _ in rows], np.uint64)
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), -1)
    graph = Index(
        ndim=vectors.shape[1], metric="cos", dtype="i8", connectivity=connectivity, expansion_add=width,
        expansion_search=width,
    )  # fmt: skip
    graph.add(numbers, vectors, threads=1)
    return bytes(graph.save() or b"")
