"""Scenes: the stretches of frames that are ranked when text is searched, and the words that stand in each.

A scene is a stretch of a chain of text (see `lifetimes`): it begins where more text is new than was kept, or where it
has grown long. Its words are those that stand there when it begins, and all that appear until the next one does: what
it took over from the scene before it (`kept`) is noted with it, so that a scene is read without what was before it.

The words are kept in ranges of spans. A range that is full is sealed: for each word the scenes that hold it, with an
impact, in the order of the scenes. What was sealed is not changed; as many sealed ranges of a level as `FANOUT` become
one of the next (see `postings`). What came after the last seal is the tail, whose words are gathered when they are
asked for, by the same rule (see `query.passages.lookup`).

The impact of a word is the part of BM25 (Robertson and Zaragoza, 2009) that does not depend on the other scenes,
`tf / (tf + k1 * (1 - b + b * length / REFERENCE))`, in 255ths: with a fixed reference instead of the average length, so
that a scene that was sealed stays what it is however many come after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

import msgspec

from ledger.facts import TextRead
from projections import database, standing
from projections.frames import Times
from projections.kept import Kept
from projections.lifetimes import Tip, Tips
from projections.projection import Folding, Projection
from projections.sealing import Sealing
from projections.tables import Tables, forget_older
from projections.text import Numbers, topic_of

LONGEST = 600
"""Spans of a scene, after which the next change begins another one."""

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


class Scene(msgspec.Struct, frozen=True):
    """Places `first` to before `last` (None: to its end) of a chain.

    `frame` is that of the first place, `start_us` when it was captured (UTC microseconds).
    """

    id: int
    chain: int
    first: int
    last: int | None
    frame: str
    start_us: int


def fold(tables: Tables, event: Folding) -> None:
    """Put a reading of text into its scene, and seal what is full. It must run after `text`."""
    fact = event.fact
    if not isinstance(fact, TextRead):
        return
    tables.memory(Scenes).enter(event.seq, fact)


class _Open(msgspec.Struct):
    """The last scene of a chain: how many spans stand there, and how many ever did."""

    id: int
    alive: int
    spans: int


class Scenes:
    """The scenes to which something may still be added, and the words of what came after the last seal."""

    _MOST = 4_096

    def __init__(self, tables: Tables) -> None:
        """Go on behind the scenes that there are."""
        self._tables = tables
        self._last = count(tables.db)
        self._open: dict[int, _Open] = {}
        self._lines = Lines(tables)
        self._tips, self._times = tables.memory(Tips), tables.memory(Times)
        self._numbers, self._sealing = tables.memory(Numbers), tables.memory(Sealing)

    def enter(self, seq: int, fact: TextRead) -> None:
        """Put a reading of text into its scene."""
        tip = self._tips.of(fact.frame)[topic_of(fact.source)]
        appeared, vanished = len(fact.appeared), sum(len(gone.places) for gone in fact.vanished)
        scene = self._of(tip.chain, tip.place)
        kept = scene.alive - vanished if scene is not None else 0
        if scene is not None and appeared <= kept and scene.spans + appeared <= LONGEST:
            scene.alive, scene.spans = kept + appeared, scene.spans + appeared
            self._tables.change(_GROW, scene.id, (scene.alive, scene.spans, scene.id))
        else:
            captured = self._times.of(fact.frame) or 0
            if scene is not None:
                self._tables.change(_END, scene.id, (tip.place, captured, scene.id))
            taken_over = self._lines.kept(tip, scene.id, fact) if scene is not None else {}
            scene = self._begun(tip, fact.frame, captured, kept + appeared, taken_over)
        self._tables.insert("INSERT INTO scene_reads VALUES (?, ?)", (seq, scene.id))
        self._sealing.add(scene.id, [span.text for span in fact.appeared])
        self._lines.read(tip, seq, fact, self._numbers.last - appeared + 1)
        self._sealing.seal_if_full(self._numbers.last, self._last)

    def _begun(self, tip: Tip, frame: str, captured_us: int, alive: int, taken_over: Mapping[int, str]) -> _Open:
        self._last += 1
        kept = json.dumps(sorted(taken_over), separators=(",", ":"))
        self._tables.insert(_BEGIN, (self._last, tip.chain, tip.place, frame, captured_us, alive, alive, kept))
        self._sealing.add(self._last, list(taken_over.values()))
        scene = self._open[tip.chain] = _Open(self._last, alive, alive)
        if len(self._open) > self._MOST:
            forget_older(self._open)
        return scene

    def _of(self, chain: int, place: int) -> _Open | None:
        if place == 0 or chain in self._open:
            return self._open.get(chain)
        row = self._tables.db.execute(
            "SELECT id, alive, spans FROM scenes WHERE chain = ? AND last IS NULL ORDER BY first DESC LIMIT 1", (chain,)
        ).fetchone()
        if row is not None:
            self._open[chain] = _Open(*row)
        return self._open.get(chain)


_BEGIN = "INSERT INTO scenes (id, chain, first, frame, start_us, alive, spans, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_GROW = "UPDATE scenes SET alive = ?, spans = ? WHERE id = ?"
_END = "UPDATE scenes SET last = ?, end_us = ? WHERE id = ?"


class Lines:
    """The lines that stand where chains of text end: of chains whose beginning, or a beginning of a scene, was seen.

    They are told by their events and places there, each with the number of its span and its text.
    """

    _MOST = 256

    def __init__(self, tables: Tables) -> None:
        """Begin knowing nothing."""
        self._tables = tables
        self._known: dict[int, dict[tuple[int, int], tuple[int, str]]] = {}

    def kept(self, tip: Tip, scene: int, fact: TextRead) -> dict[int, str]:
        """Return what stays of the last scene of a chain where a reading is folded; `read` must be told of it next."""
        lines = self._known.get(tip.chain)
        if lines is None:
            db = self._tables.db
            rows = db.execute(
                "SELECT s.seq, s.place, s.id, s.text FROM json_each(?) k JOIN spans s ON s.id = k.value",
                (standing.left_of(db, scene),),
            )
            lines = self._keep(tip.chain, {(seq, place): (number, text) for seq, place, number, text in rows})
        _end(lines, fact)
        return dict(lines.values())

    def read(self, tip: Tip, seq: int, fact: TextRead, first: int) -> None:
        """Take in a reading; `first` is the number of the first span that appeared."""
        lines = self._keep(tip.chain, {}) if tip.place == 0 else self._known.get(tip.chain)
        if lines is not None:
            _end(lines, fact)
            lines.update(((seq, place), (first + place, span.text)) for place, span in enumerate(fact.appeared))

    def _keep(
        self, chain: int, lines: dict[tuple[int, int], tuple[int, str]]
    ) -> dict[tuple[int, int], tuple[int, str]]:
        self._known[chain] = lines
        if len(self._known) > self._MOST:
            forget_older(self._known)
        return lines


def _end(lines: dict[tuple[int, int], tuple[int, str]], fact: TextRead) -> None:
    for gone in fact.vanished:
        for place in gone.places:
            lines.pop((gone.seq, place), None)


# ---------------------------------------------------------------- looking up


def count(db: sqlite3.Connection) -> int:
    """Return how many scenes there are; they are numbered from 1 on."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM scenes").fetchone()[0])


_SUPERSEDED = """
SELECT s.id FROM thinned_chains t
CROSS JOIN chains c ON c.id = t.chain AND c.topic LIKE 'text:%' CROSS JOIN scenes s ON s.chain = t.chain
WHERE NOT EXISTS (
    SELECT 1 FROM chain_frames f WHERE f.chain = s.chain AND f.place >= s.first AND (s.last IS NULL OR f.place < s.last)
)
"""
_superseded = Kept[tuple[str, int, str], frozenset[int]](4)


def superseded(db: sqlite3.Connection) -> frozenset[int]:
    """Return the scenes that no frame is of any more, by their numbers: all their frames were read anew since.

    What stood in them is in the index still. Chains that lost no frame have no such scene; mostly none did, so that is
    where the look begins. Once for each state of a file of views.
    """
    return _superseded.of(database.state_of(db), lambda: frozenset(number for (number,) in db.execute(_SUPERSEDED)))


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


def latest(db: sqlite3.Connection, ids: Collection[int], before_us: int, most: int) -> list[Scene]:
    """Return those of some scenes that began before a moment (UTC microseconds), the latest first, at most so many."""
    rows = db.execute(
        "SELECT id, chain, first, last, frame, start_us FROM scenes WHERE id IN (SELECT value FROM json_each(?)) "
        "AND start_us < ? ORDER BY start_us DESC, id DESC LIMIT ?",
        (json.dumps(sorted(ids)), before_us, most),
    )
    return [Scene(*row) for row in rows]


def of_matching(db: sqlite3.Connection, match: str, most: int, *, earliest_first: bool = False) -> frozenset[int]:
    """Return the scenes in which lines appeared that an FTS5 expression matches: those of the last `most` lines.

    Or of the first ones, where that is asked.
    """
    rows = db.execute(
        "SELECT r.scene FROM (SELECT rowid FROM span_text WHERE span_text MATCH ? "
        f"ORDER BY rowid {'ASC' if earliest_first else 'DESC'} LIMIT ?) m "
        "JOIN spans s ON s.id = m.rowid JOIN scene_reads r ON r.seq = s.seq",
        (match, most),
    )
    return frozenset(scene for (scene,) in rows)


def within(db: sqlite3.Connection, start_us: int, end_us: int) -> set[int]:
    """Return the scenes that have a frame in a half-open stretch of time (UTC microseconds), and hardly any other."""
    found = {
        row[0]
        for row in db.execute(
            "SELECT s.id FROM scenes s WHERE s.start_us < :end AND CASE WHEN s.last IS NOT NULL THEN s.end_us "
            "ELSE (SELECT f.ts_us FROM chains c JOIN chain_frames p ON p.chain = c.id AND p.place = c.tip "
            "JOIN frames f ON f.id = p.frame WHERE c.id = s.chain) END >= :start",
            {"start": start_us, "end": end_us},
        )
    }
    return found - superseded(db)


# A scene whose frames were all looked at anew since stays, but what is known of them is what was read last.
_CONTENT = """
SELECT s.frame, l.frame, c.topic, s.alive, s.spans
FROM scenes s JOIN chains c ON c.id = s.chain
LEFT JOIN chain_frames l ON l.chain = s.chain AND l.place = s.last
WHERE EXISTS (
    SELECT 1 FROM chain_frames f
    WHERE f.chain = s.chain AND f.place >= s.first AND (s.last IS NULL OR f.place < s.last)
)
ORDER BY s.frame, c.topic, s.first
"""

_TABLES = ("scenes", "scene_reads", "scene_ranges", "postings")
SCENES = Projection("scenes", 3, _SCHEMA, _TABLES, (TextRead,), fold, _CONTENT)
