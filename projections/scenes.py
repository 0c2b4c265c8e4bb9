"""Scenes: the stretches of frames that are ranked when text is searched, and the words that stand in each.

A scene is a stretch of a chain of text (see `lifetimes`): it begins where more text is new than was kept, or where it
has grown long. Its words are those that stand there when it begins, and all that appear until the next one does: what
it took over from the scene before it (`kept`) is noted with it, so that a scene is read without what was before it.

The words are kept in ranges of spans. A range that is full is sealed: for each word the scenes that hold it, with an
impact, in the order of the scenes. What was sealed is not changed; as many sealed ranges of a level as `FANOUT` become
one of the next. What came after the last seal is the tail, whose words are gathered when they are asked for, by the
same rule (see `query.lookup`).

The impact of a word is the part of BM25 (Robertson and Zaragoza, 2009) that does not depend on the other scenes,
`tf / (tf + k1 * (1 - b + b * length / REFERENCE))`, in 255ths: with a fixed reference instead of the average length, so
that a scene that was sealed stays what it is however many come after it.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from ledger.facts import TextRead
from projections import standing, wording
from projections.projection import Folding, Projection
from projections.text import topic_of

RANGE = 4_096
"""Spans in a range of the lowest level."""

FANOUT = 16
LONGEST = 600
"""Spans of a scene, after which the next change begins another one."""

K1, B, REFERENCE = 1.2, 0.4, 300
"""The constants of BM25; screens differ in length by what happens to be open, so length counts for little."""

_SCHEMA = """
CREATE TABLE scenes (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER, frame TEXT NOT NULL,
    start_us INTEGER NOT NULL, end_us INTEGER, alive INTEGER NOT NULL, spans INTEGER NOT NULL, kept TEXT NOT NULL
);
CREATE INDEX scenes_by_chain ON scenes(chain, first);
CREATE INDEX scenes_by_time ON scenes(start_us);
CREATE TABLE scene_reads (seq INTEGER PRIMARY KEY, scene INTEGER NOT NULL);
CREATE INDEX scene_reads_by_scene ON scene_reads(scene);
CREATE TABLE scene_ranges (
    id INTEGER PRIMARY KEY, level INTEGER NOT NULL, last_span INTEGER NOT NULL, last_scene INTEGER NOT NULL
);
CREATE TABLE postings (
    range INTEGER NOT NULL, term TEXT NOT NULL, scenes BLOB NOT NULL, impacts BLOB NOT NULL, PRIMARY KEY (range, term)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Places `first` to before `last` (None: to its end) of a chain.

    `frame` is that of the first place, `start_us` when it was captured (UTC microseconds).
    """

    id: int
    chain: int
    first: int
    last: int | None
    frame: str
    start_us: int


Gathered = Mapping[str, tuple["array[int]", bytes]]
"""For each word the numbers of the scenes that hold it, in order, and the impact of it there, a byte each."""


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Put a reading of text into its scene, and seal what is full. It must run after `text`."""
    fact = event.fact
    if not isinstance(fact, TextRead):
        return
    row = db.execute(
        "SELECT c.chain, c.place, coalesce(f.ts_us, 0) FROM chain_frames c LEFT JOIN frames f ON f.id = c.frame "
        "WHERE c.frame = ? AND c.topic = ?",
        (fact.frame, topic_of(fact.source)),
    ).fetchone()
    _enter(db, event.seq, fact, *row)
    _seal(db)


def _enter(db: sqlite3.Connection, seq: int, fact: TextRead, chain: int, place: int, captured_us: int) -> None:
    appeared, vanished = len(fact.appeared), sum(len(gone.places) for gone in fact.vanished)
    open_scene = db.execute(
        "SELECT id, alive, spans FROM scenes WHERE chain = ? AND last IS NULL ORDER BY first DESC LIMIT 1", (chain,)
    ).fetchone()
    kept = open_scene[1] - vanished if open_scene is not None else 0
    if open_scene is not None and appeared <= kept and open_scene[2] + appeared <= LONGEST:
        scene = open_scene[0]
        db.execute("UPDATE scenes SET alive = ?, spans = spans + ? WHERE id = ?", (kept + appeared, appeared, scene))
    else:
        taken_over = "[]"
        if open_scene is not None:
            db.execute("UPDATE scenes SET last = ?, end_us = ? WHERE id = ?", (place, captured_us, open_scene[0]))
            taken_over = standing.left_of(db, open_scene[0])
        row = (chain, place, fact.frame, captured_us, kept + appeared, kept + appeared, taken_over)
        scene = db.execute(
            "INSERT INTO scenes (chain, first, frame, start_us, alive, spans, kept) VALUES (?, ?, ?, ?, ?, ?, ?)", row
        ).lastrowid
    db.execute("INSERT INTO scene_reads VALUES (?, ?)", (seq, scene))


# ---------------------------------------------------------------- words


def tail_of(db: sqlite3.Connection) -> Gathered:
    """Return the words of what came after the last seal."""
    return _gathered(db, *_sealed(db), None)


def _sealed(db: sqlite3.Connection) -> tuple[int, int]:
    row = db.execute("SELECT last_span, last_scene FROM scene_ranges ORDER BY last_span DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _seal(db: sqlite3.Connection) -> None:
    """Seal the tail where it is full, and merge what has become enough of one level."""
    last_span = db.execute("SELECT coalesce(max(id), 0) FROM spans").fetchone()[0]
    after_span, after_scene = _sealed(db)
    if last_span - after_span < RANGE:
        return
    last_scene = db.execute("SELECT max(id) FROM scenes").fetchone()[0]
    words = _gathered(db, after_span, after_scene, last_span)
    _keep(db, 0, last_span, last_scene, ((term, scenes.tobytes(), worth) for term, (scenes, worth) in words.items()))
    level = 0
    while len(full := _of_level(db, level)) == FANOUT:
        _merge(db, full, level + 1)
        level += 1


def _of_level(db: sqlite3.Connection, level: int) -> list[tuple[int, int, int]]:
    return db.execute(
        "SELECT id, last_span, last_scene FROM scene_ranges WHERE level = ? ORDER BY id", (level,)
    ).fetchall()


def _merge(db: sqlite3.Connection, ranges: Sequence[tuple[int, int, int]], level: int) -> None:
    numbers = ", ".join(str(number) for number, _, _ in ranges)
    rows = db.execute(
        f"SELECT term, scenes, impacts FROM postings WHERE range IN ({numbers}) ORDER BY term, range"
    ).fetchall()
    db.execute(f"DELETE FROM postings WHERE range IN ({numbers})")
    db.execute(f"DELETE FROM scene_ranges WHERE id IN ({numbers})")
    _keep(db, level, ranges[-1][1], ranges[-1][2], _joined(rows))


def _joined(rows: Iterable[tuple[str, bytes, bytes]]) -> Iterator[tuple[str, bytes, bytes]]:
    for term, group in groupby(rows, key=itemgetter(0)):
        parts = list(group)
        yield term, b"".join(part[1] for part in parts), b"".join(part[2] for part in parts)


def _keep(
    db: sqlite3.Connection, level: int, last_span: int, last_scene: int, rows: Iterable[tuple[str, bytes, bytes]]
) -> None:
    made = db.execute(
        "INSERT INTO scene_ranges (level, last_span, last_scene) VALUES (?, ?, ?)", (level, last_span, last_scene)
    ).lastrowid
    db.executemany(f"INSERT INTO postings VALUES ({made}, ?, ?, ?)", sorted(rows))


def _gathered(db: sqlite3.Connection, after_span: int, after_scene: int, last_span: int | None) -> Gathered:
    """Return the words of the spans after one, and of what the scenes after one took over when they began."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for scene, text in _texts(db, after_span, after_scene, last_span):
        counts[scene].update(wording.words(text))
    found: defaultdict[str, tuple[array[int], bytearray]] = defaultdict(lambda: (array("I"), bytearray()))
    for scene in sorted(counts):
        times = counts[scene]
        rest = K1 * (1 - B + B * times.total() / REFERENCE)
        for term, count in times.items():
            scenes, impacts = found[term]
            scenes.append(scene)
            impacts.append(max(1, int(255 * count / (count + rest))))
    return {term: (scenes, bytes(impacts)) for term, (scenes, impacts) in found.items()}


def _texts(
    db: sqlite3.Connection, after_span: int, after_scene: int, last_span: int | None
) -> Iterator[tuple[int, str]]:
    yield from db.execute(
        "SELECT r.scene, s.text FROM spans s JOIN scene_reads r ON r.seq = s.seq WHERE s.id > ? AND s.id <= ?",
        (after_span, last_span if last_span is not None else 1 << 62),
    )
    yield from db.execute(
        "SELECT c.id, s.text FROM scenes c JOIN json_each(c.kept) k JOIN spans s ON s.id = k.value WHERE c.id > ?",
        (after_scene,),
    )


# ---------------------------------------------------------------- looking up


def count(db: sqlite3.Connection) -> int:
    """Return how many scenes there are; they are numbered from 1 on."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM scenes").fetchone()[0])


def ranges(db: sqlite3.Connection) -> tuple[int, ...]:
    """Return the numbers of the sealed ranges, the oldest first."""
    return tuple(row[0] for row in db.execute("SELECT id FROM scene_ranges ORDER BY last_span"))


def posted(db: sqlite3.Connection, range_: int, term: str) -> tuple[bytes, bytes] | None:
    """Return the scenes (32-bit numbers) of a sealed range that hold a word, and its impacts; None where none does."""
    row = db.execute("SELECT scenes, impacts FROM postings WHERE range = ? AND term = ?", (range_, term)).fetchone()
    return row if row is None else (row[0], row[1])


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Scene]:
    """Return scenes by their numbers."""
    found = {}
    for number in ids:
        row = db.execute(
            "SELECT id, chain, first, last, frame, start_us FROM scenes WHERE id = ?", (number,)
        ).fetchone()
        if row is not None:
            found[number] = Scene(*row)
    return found


def within(db: sqlite3.Connection, start_us: int, end_us: int) -> set[int]:
    """Return the scenes that have a frame in a half-open stretch of time (UTC microseconds), and hardly any other."""
    return {
        row[0]
        for row in db.execute(
            "SELECT s.id FROM scenes s WHERE s.start_us < :end AND CASE WHEN s.last IS NOT NULL THEN s.end_us "
            "ELSE (SELECT f.ts_us FROM chains c JOIN chain_frames p ON p.chain = c.id AND p.place = c.tip "
            "JOIN frames f ON f.id = p.frame WHERE c.id = s.chain) END >= :start",
            {"start": start_us, "end": end_us},
        )
    }


_CONTENT = """
SELECT s.frame, l.frame, c.topic, s.alive, s.spans
FROM scenes s JOIN chains c ON c.id = s.chain
LEFT JOIN chain_frames l ON l.chain = s.chain AND l.place = s.last
ORDER BY s.frame, c.topic, s.first
"""

SCENES = Projection("scenes", 2, _SCHEMA, ("scenes", "scene_reads", "scene_ranges", "postings"), fold, _CONTENT)
