"""Likeness: which passages mean about what a text says, by their vectors; numpy is loaded when this is asked for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from projections import database, encoder, passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usearch.index import Index

WIDTHS = (256, 512)
"""How many vectors are looked at, at the least, in each sealed graph, by its level."""

_FIRST = 64


def nearest(db: sqlite3.Connection, text: str, count: int) -> list[tuple[int, float]]:
    """Return the vectors nearest to that of a text, the nearest first, each with its cosine, -1 to 1.

    Sealed graphs are asked, the tail is looked through whole; then the nearest of all are measured exactly, so that
    the order does not depend on where the seals fell. Of two as near, the older comes first.
    Empty where there are no vectors of this program's encoder.
    """
    model = passages.model_of(db, encoder.DIGEST)
    if model is None:
        return []
    # For one thread: a question is a few words, and several would wait for each other longer than they reckon.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    vector = np.frombuffer(_vector(text), np.int8)
    if not vector.any():
        return []
    numbers, vectors = _tail(db, model)
    rows = passages.vectors_of(db, _in_graphs(db, model, vector, count))
    numbers = np.concatenate((numbers, np.array([number for number, _ in rows], np.int64)))
    if not len(numbers):
        return []
    vectors = np.concatenate((vectors, _matrix(rows))).astype(np.float32)
    lengths = np.maximum(np.linalg.norm(vectors, axis=1) * np.linalg.norm(vector.astype(np.float32)), 1e-9)
    cosines = np.round(vectors @ vector.astype(np.float32) / lengths, 6)
    order = np.lexsort((numbers, -cosines))[:count]
    return [(int(numbers[at]), float(cosines[at])) for at in order]


def _in_graphs(db: sqlite3.Connection, model: int, vector: NDArray[np.int8], count: int) -> list[int]:
    """Return the numbers of the vectors in sealed graphs that are nearest to one: twice as many as are wanted.

    What a graph says of a distance is exact but for rounding. Most have few of the nearest: each is asked for some, and
    again for `count` only where all of these are among the nearest.
    """
    import numpy as np

    asked = [(_graph(db, *place), _FIRST) for place in passages.sealed(db, model)]
    found: list[tuple[NDArray[np.float32], NDArray[np.uint64]]] = []
    while asked:
        matches = [graph.search(vector, most, threads=1) for graph, most in asked]
        found += [(each.distances, each.keys) for each in matches]
        distances = np.concatenate([each for each, _ in found])
        limit = np.partition(distances, count - 1)[count - 1] if len(distances) >= count else np.inf
        asked = [
            (graph, count)
            for (graph, most), each in zip(asked, matches, strict=True)
            if most < count and len(each) == most and each.distances[-1] <= limit
        ]
    if not found:
        return []
    order = np.argsort(np.concatenate([each for each, _ in found]), kind="stable")
    # A graph that was asked twice names some twice.
    nearest = dict.fromkeys(np.concatenate([keys for _, keys in found])[order].tolist())
    return sorted(islice(nearest, 2 * count))


def _tail(db: sqlite3.Connection, model: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return the numbers (n) and vectors (n, dimensions) that are in no graph yet; read once for each state."""
    import numpy as np

    key = (*database.state_of(db), model)
    tail = _tails.get(key)
    if tail is None:
        rows = passages.tail(db, model)
        tail = np.array([number for number, _ in rows], np.int64), _matrix(rows)
        _tails.clear()
        _tails[key] = tail
    return tail


def _matrix(rows: Sequence[tuple[int, bytes]]) -> NDArray[np.int8]:
    """Return vectors as one matrix (n, dimensions)."""
    import numpy as np

    return np.frombuffer(b"".join(held for _, held in rows), np.int8).reshape(len(rows), encoder.DIMENSIONS)


_tails: dict[tuple[object, ...], tuple[NDArray[np.int64], NDArray[np.int8]]] = {}


@lru_cache(maxsize=256)
def _vector(text: str) -> bytes:
    return encoder.default().vector(text)


def _graph(db: sqlite3.Connection, number: int, level: int, last: int) -> Index:
    """Return a sealed graph. It never changes, so it is read once."""
    key = (database.state_of(db)[0], number, level, last)
    if key not in _graphs:
        from usearch.index import Index

        while len(_graphs) >= _MOST_GRAPHS:
            _graphs.pop(next(iter(_graphs)), None)
        graph: Any = Index.restore(passages.graph(db, number))
        graph.expansion_search = WIDTHS[level]
        _graphs[key] = graph
    return _graphs[key]


_graphs: dict[tuple[str, int, int, int], Index] = {}
_MOST_GRAPHS = 512
