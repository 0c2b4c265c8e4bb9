"""Postings: the words of scenes in sealed ranges, and how these come about; see `scenes`, whose tables they are in."""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from operator import itemgetter

import msgspec

from projections import wording
from projections.tables import Tables

RANGE = 4_096
"""Spans in a range of the lowest level."""

FANOUT = 16

K1, B, REFERENCE = 1.2, 0.4, 300
"""The constants of BM25; screens differ in length by what happens to be open, so length counts for little."""

_LEVELS = 16
_TOGETHER = 16_384

Gathered = Mapping[str, tuple["array[int]", bytes]]
"""For each word the numbers of the scenes that hold it, in order, and the impact of it there, a byte each."""

Posting = tuple[str, bytes, bytes]
"""A word, the scenes that hold it, its impacts, as a row of `postings` has them."""

Held = Mapping[str, tuple[bytes, bytes]]
"""The same of many words, by word."""


# ---------------------------------------------------------------- words


class Words:
    """How often each word stands in each scene."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def add(self, scene: int, texts: Iterable[str]) -> None:
        """Add the words of texts to a scene."""
        self._counts[scene].update(chain.from_iterable(map(wording.words, texts)))

    def gathered(self) -> Gathered:
        """Return the same by words, with impacts."""
        found: defaultdict[str, tuple[array[int], bytearray]] = defaultdict(lambda: (array("I"), bytearray()))
        for scene in sorted(self._counts):
            times = self._counts[scene]
            rest = K1 * (1 - B + B * times.total() / REFERENCE)
            # Most words stand in a scene a few times: what that is worth is reckoned once.
            worth = [max(1, int(255 * count / (count + rest))) for count in range(max(times.values(), default=0) + 1)]
            for term, count in times.items():
                scenes, impacts = found[term]
                scenes.append(scene)
                impacts.append(worth[count])
        return {term: (scenes, bytes(impacts)) for term, (scenes, impacts) in found.items()}


def tail_of(db: sqlite3.Connection) -> Gathered:
    """Return the words of what came after the last seal."""
    return _read(db, *_sealed(db), None).gathered()


def _sealed(db: sqlite3.Connection) -> tuple[int, int]:
    row = db.execute("SELECT last_span, last_scene FROM scene_ranges ORDER BY last_span DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _read(db: sqlite3.Connection, after_span: int, after_scene: int, last_span: int | None) -> Words:
    """Return the words of the spans after one, and of what the scenes after one took over when they began."""
    # All texts of a scene at once: to count each of them by itself took as long as to read them.
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for scene, text in chain(
        db.execute(
            "SELECT r.scene, s.text FROM spans s JOIN scene_reads r ON r.seq = s.seq WHERE s.id > ? AND s.id <= ?",
            (after_span, last_span if last_span is not None else 1 << 62),
        ),
        db.execute(
            "SELECT c.id, s.text FROM scenes c JOIN json_each(c.kept) k JOIN spans s ON s.id = k.value WHERE c.id > ?",
            (after_scene,),
        ),
    ):
        texts[scene].append(text)
    words = Words()
    for scene, held in texts.items():
        words.add(scene, held)
    return words


# ---------------------------------------------------------------- sealing


class _Range(msgspec.Struct, frozen=True):
    """A sealed range, as `scene_ranges` has it. `held` are its postings while they are not written."""

    id: int
    level: int
    last_span: int
    last_scene: int
    held: Held | None = None


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
        # Words are counted as they come where the tail begins here; else they are read when it is sealed.
        self.words = Words() if tables.db.execute("SELECT 1 FROM scenes LIMIT 1").fetchone() is None else None

    def seal_if_full(self, last_span: int, last_scene: int) -> None:
        """Seal the tail where it is full, and merge what has become enough of one level."""
        after = self._ranges[-1] if self._ranges else _Range(0, 0, 0, 0)
        if last_span - after.last_span < RANGE:
            return
        words = self.words or _read(self._tables.db, after.last_span, after.last_scene, last_span)
        self.words = Words()
        held = {term: (scenes.tobytes(), worth) for term, (scenes, worth) in words.gathered().items()}
        self._keep(0, last_span, last_scene, held)
        level = 0
        while len(full := [each for each in self._ranges if each.level == level]) >= FANOUT:
            self._merge(full, level + 1)
            level += 1

    def _keep(self, level: int, last_span: int, last_scene: int, held: Held | None) -> int:
        # Whatever was written and merged meanwhile, the same range has the same number.
        number = last_span * _LEVELS + level
        self._ranges.append(_Range(number, level, last_span, last_scene, held))
        return number

    def _merge(self, full: Sequence[_Range], level: int) -> None:
        db, numbers = self._tables.db, [each.id for each in full]
        merged = _merged(db, full)
        written = [(each.id,) for each in full if each.held is None]
        self._ranges = [each for each in self._ranges if each.id not in numbers]
        number = self._keep(level, full[-1].last_span, full[-1].last_scene, None)
        while rows := list(islice(merged, _TOGETHER)):
            db.executemany(_POST, ((number, *row) for row in rows))
        db.executemany("DELETE FROM postings WHERE range = ?", written)
        db.executemany("DELETE FROM scene_ranges WHERE id = ?", written)
        db.execute(_HAVE, (number, level, full[-1].last_span, full[-1].last_scene))

    def save(self, _tables: Tables) -> None:
        """Write the ranges that are not written yet."""
        db = self._tables.db
        for place, each in enumerate(self._ranges):
            if each.held is not None:
                db.execute(_HAVE, (each.id, each.level, each.last_span, each.last_scene))
                db.executemany(_POST, ((each.id, *row) for row in _in_order(each.held)))
                self._ranges[place] = _Range(each.id, each.level, each.last_span, each.last_scene)


_POST = "INSERT INTO postings VALUES (?, ?, ?, ?)"
_HAVE = "INSERT INTO scene_ranges (id, level, last_span, last_scene) VALUES (?, ?, ?, ?)"


def _in_order(held: Held) -> Iterator[Posting]:
    for term in sorted(held):
        yield (term, *held[term])


def _merged(db: sqlite3.Connection, ranges: Sequence[_Range]) -> Iterator[Posting]:
    """Yield the postings of several ranges as of one, word by word."""
    held = [each.held for each in ranges if each.held is not None]
    if len(held) == len(ranges):
        yield from _in_order(_joined(held))
        return
    # What was written may be much: it is read word by word, too.
    parts = [_in_order(each.held) if each.held is not None else _written(db, each) for each in ranges]
    for word, group in groupby(heapq.merge(*parts, key=itemgetter(0)), key=itemgetter(0)):
        rows = list(group)
        yield word, b"".join(row[1] for row in rows), b"".join(row[2] for row in rows)


def _joined(parts: Iterable[Held]) -> Held:
    joined: dict[str, tuple[bytes, bytes]] = {}
    for held in parts:
        for term, (scenes, impacts) in held.items():
            known = joined.get(term)
            joined[term] = (scenes, impacts) if known is None else (known[0] + scenes, known[1] + impacts)
    return joined


def _written(db: sqlite3.Connection, range_: _Range) -> Iterator[Posting]:
    yield from db.execute("SELECT term, scenes, impacts FROM postings WHERE range = ? ORDER BY term", (range_.id,))


# ---------------------------------------------------------------- looking up


def ranges(db: sqlite3.Connection) -> tuple[int, ...]:
    """Return the numbers of the sealed ranges, the oldest first."""
    return tuple(row[0] for row in db.execute("SELECT id FROM scene_ranges ORDER BY last_span"))


def posted(db: sqlite3.Connection, range_: int, term: str) -> tuple[bytes, bytes] | None:
    """Return the scenes (32-bit numbers) of a sealed range that hold a word, and its impacts; None where none does."""
    row = db.execute("SELECT scenes, impacts FROM postings WHERE range = ? AND term = ?", (range_, term)).fetchone()
    return row if row is None else (row[0], row[1])
