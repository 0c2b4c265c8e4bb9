"""How ranges of the words of scenes are sealed and merged while events are folded; see `postings`.

Words are numbered as they come, and counted when their range is sealed, all at once (numpy): each by itself, they took
a quarter of a rebuild.
"""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from projections import postings, wording
from projections.postings import K1, REFERENCE, B
from projections.tables import Tables, insert_many

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEVELS = 16
_TOGETHER = 16_384

Posting = tuple[str, bytes | bytearray, bytes | bytearray]
"""A word, the scenes that hold it, its impacts, as a row of `postings` has them."""


class Held(NamedTuple):
    """The postings of a range while they are not written: word (by number), scene and impact of each, by scenes."""

    terms: NDArray[np.uint32]
    scenes: NDArray[np.uint32]
    impacts: NDArray[np.uint8]


class _Range(msgspec.Struct, frozen=True):
    """A sealed range, as `scene_ranges` has it. `held` are its postings while they are not written."""

    id: int
    level: int
    last_span: int
    last_scene: int
    held: Held | None = None


class Spelled:
    """The words of scenes since the last seal, by number; a word has one as long as anything held is told by it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._scenes, self._terms = array("I"), array("I")

    def add(self, scene: int, texts: Sequence[str]) -> None:
        """Add the words of texts to a scene."""
        found = array("I", map(self._numbers.__getitem__, wording.words_of_all(texts)))
        self._terms += found
        self._scenes += array("I", (scene,)) * len(found)

    def taken(self) -> Held:
        """Return all of them with their impacts, and begin anew."""
        import numpy as np  # slow to load, and most folding seals nothing

        terms, scenes = (np.frombuffer(each, np.uint32) for each in (self._terms, self._scenes))
        self._scenes, self._terms = array("I"), array("I")
        pairs, counts = np.unique(scenes.astype(np.uint64) << np.uint64(32) | terms, return_counts=True)
        scenes = (pairs >> np.uint64(32)).astype(np.uint32)
        _, places = np.unique(scenes, return_inverse=True)
        rest = K1 * (1 - B + B * np.bincount(places, counts)[places] / REFERENCE)
        impacts = np.maximum(1, (255 * counts / (counts + rest)).astype(np.int64))
        return Held((pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32), scenes, impacts.astype(np.uint8))

    def rows(self, parts: Sequence[Held]) -> Iterator[Posting]:
        """Yield the postings of several ranges as of one, word by word, in the order of the alphabet."""
        import numpy as np

        terms, scenes, impacts = (np.concatenate(each) for each in zip(*parts, strict=True))
        spelled = list(self._numbers)
        used = sorted(np.unique(terms).tolist(), key=spelled.__getitem__)
        ranks = np.zeros(len(spelled), np.uint32)
        ranks[used] = np.arange(len(used), dtype=np.uint32)
        ranked = ranks[terms]
        order = np.argsort(ranked, kind="stable")
        ends = np.cumsum(np.bincount(ranked, minlength=len(used))).tolist()
        # Python's SQLite takes a bytearray as it is, and looks for an adapter of bytes each time.
        held, worth = bytearray(scenes[order].tobytes()), bytearray(impacts[order].tobytes())
        for number, (begin, end) in zip(used, pairwise((0, *ends)), strict=True):
            yield spelled[number], held[4 * begin : 4 * end], worth[begin:end]

    def forget(self) -> None:
        """Forget the numbers of words: nothing is held that is told by them."""
        self._numbers.clear()


class Sealing:
    """The words that came after the last seal, and the ranges that there are.

    What was sealed is written when it is committed: most of it will have become part of a larger range by then, where
    much is folded at once.
    """

    def __init__(self, tables: Tables) -> None:
        """Go on behind the ranges that there are."""
        self._tables = tables
        rows = tables.db.execute("SELECT id, level, last_span, last_scene FROM scene_ranges ORDER BY last_span")
        self._ranges = [_Range(*row) for row in rows]
        self._words = Spelled()
        # Words are numbered as they come where the tail begins here; else they are read when it is sealed.
        self._is_whole = tables.db.execute("SELECT 1 FROM scenes LIMIT 1").fetchone() is None

    def add(self, scene: int, texts: Sequence[str]) -> None:
        """Add the words of texts to a scene."""
        if self._is_whole:
            self._words.add(scene, texts)

    def seal_if_full(self, last_span: int, last_scene: int) -> None:
        """Seal the tail where it is full, and merge what has become enough of one level."""
        after = self._ranges[-1] if self._ranges else _Range(0, 0, 0, 0)
        if last_span - after.last_span < postings.RANGE:
            return
        if not self._is_whole:
            for scene, texts in self._read(after, last_span).items():
                self._words.add(scene, texts)
            self._is_whole = True
        self._keep(0, last_span, last_scene, self._words.taken())
        level = 0
        while len(full := [each for each in self._ranges if each.level == level]) >= postings.FANOUT:
            self._merge(full, level + 1)
            level += 1

    def _read(self, after: _Range, last_span: int) -> Mapping[int, Sequence[str]]:
        return postings.texts_after(self._tables.db, after.last_span, after.last_scene, last_span)

    def _keep(self, level: int, last_span: int, last_scene: int, held: Held | None) -> int:
        # Whatever was written and merged meanwhile, the same range has the same number.
        number = last_span * _LEVELS + level
        self._ranges.append(_Range(number, level, last_span, last_scene, held))
        return number

    def _merge(self, full: Sequence[_Range], level: int) -> None:
        db, numbers = self._tables.db, [each.id for each in full]
        merged = self._merged(full)
        written = [(each.id,) for each in full if each.held is None]
        self._ranges = [each for each in self._ranges if each.id not in numbers]
        number = self._keep(level, full[-1].last_span, full[-1].last_scene, None)
        while rows := [(number, *row) for row in islice(merged, _TOGETHER)]:
            insert_many(db, _POST, rows)
        db.executemany("DELETE FROM postings WHERE range = ?", written)
        db.executemany("DELETE FROM scene_ranges WHERE id = ?", written)
        db.execute(_HAVE, (number, level, full[-1].last_span, full[-1].last_scene))
        # Only ranges of the lowest level are ever held, and all of these are merged at once.
        self._words.forget()

    def _merged(self, full: Sequence[_Range]) -> Iterator[Posting]:
        """Yield the postings of several ranges as of one, word by word."""
        held = [each.held for each in full if each.held is not None]
        if len(held) == len(full):
            yield from self._words.rows(held)
            return
        # What was written may be much: it is read word by word, too.
        parts = [
            _written(self._tables.db, each) if each.held is None else self._words.rows([each.held]) for each in full
        ]
        for word, group in groupby(heapq.merge(*parts, key=itemgetter(0)), key=itemgetter(0)):
            rows = list(group)
            yield word, b"".join(row[1] for row in rows), b"".join(row[2] for row in rows)

    def save(self, _tables: Tables) -> None:
        """Write the ranges that are not written yet."""
        db = self._tables.db
        for place, each in enumerate(self._ranges):
            if each.held is not None:
                db.execute(_HAVE, (each.id, each.level, each.last_span, each.last_scene))
                insert_many(db, _POST, [(each.id, *row) for row in self._words.rows([each.held])])
                self._ranges[place] = _Range(each.id, each.level, each.last_span, each.last_scene)


_POST = "INSERT INTO postings VALUES (?, ?, ?, ?)"
_HAVE = "INSERT INTO scene_ranges (id, level, last_span, last_scene) VALUES (?, ?, ?, ?)"


def _written(db: sqlite3.Connection, range_: _Range) -> Iterator[Posting]:
    yield from db.execute("SELECT term, scenes, impacts FROM postings WHERE range = ? ORDER BY term", (range_.id,))
