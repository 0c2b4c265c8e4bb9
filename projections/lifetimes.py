"""Lifetimes: what is on a screen over a stretch of frames, kept once however long it stays.

A chain is a run of frames of which each was compared with the one before; its frames are numbered
0, 1, 2, … A thing on the screen (a span of text, a control) belongs to one chain and lives from the
frame in which it appeared (`born`) to the frame in which it was first absent (`gone`; NULL while it
is there). So a frame that shows what the one before it showed costs one row, whatever is on it.

A frame that is looked at anew leaves its chain for another one; the chains that lost a frame so are the thinned ones.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Protocol

import msgspec

from ledger.errors import Stale
from ledger.facts import FrameExamined, Gone, Maker
from projections.newborn import Newborn
from projections.projection import Folding, Projection
from projections.tables import Tables, forget_older

_SCHEMA = """
CREATE TABLE chains (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, processor TEXT NOT NULL, version INTEGER NOT NULL, tip INTEGER NOT NULL
);
CREATE TABLE chain_frames (
    frame TEXT NOT NULL, topic TEXT NOT NULL, chain INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (frame, topic)
) WITHOUT ROWID;
CREATE UNIQUE INDEX chain_frames_by_place ON chain_frames(chain, place);
CREATE TABLE thinned_chains (chain INTEGER PRIMARY KEY);
CREATE TRIGGER chains_thin BEFORE INSERT ON chain_frames BEGIN
    INSERT OR IGNORE INTO thinned_chains
    SELECT chain FROM chain_frames WHERE frame = NEW.frame AND topic = NEW.topic AND chain <> NEW.chain; END
"""


class Tip(msgspec.Struct):
    """Where a chain ends: its number, the place of its last frame, and who makes it. It moves on as the chain grows."""

    chain: int
    place: int
    processor: str
    version: int


class Tips:
    """The ends of chains, by the frames that they are, and where frames that were looked at lately stand."""

    _MOST_TIPS, _MOST_PLACES = 65_536, 8_192

    def __init__(self, tables: Tables) -> None:
        """Begin knowing all that there is where there is nothing, else nothing."""
        self._tables = tables
        # What is not known here is asked of the tables, unless nothing that ever ended here was dropped.
        self._is_whole = tables.db.execute("SELECT 1 FROM chains LIMIT 1").fetchone() is None
        self._tips: dict[str, dict[str, Tip]] = {}
        self._places: dict[str, dict[str, tuple[int, int]]] = {}
        self._rows: list[tuple[str, str, int, int]] = []
        self._grown: dict[int, Tip] = {}

    def of(self, frame: str) -> dict[str, Tip]:
        """Return the chains that end in a frame, by topic."""
        known = self._tips.get(frame)
        if known is None:
            if self._is_whole:
                return {}
            known = self._tips[frame] = self._loaded(frame)
        return known

    def placed(self, frame: str, topic: str) -> tuple[int, int] | None:
        """Return in which chain of a topic a frame stands, and its place there."""
        known = self._places.get(frame, {}).get(topic)
        if known is None:
            # What waits to be written is known.
            known = self._tables.written.execute(
                "SELECT chain, place FROM chain_frames WHERE frame = ? AND topic = ?", (frame, topic)
            ).fetchone()
        return known

    def begin(self, frame: str, topic: str, chain: int, by: Maker) -> None:
        """Begin a chain with a frame."""
        self._tables.insert("INSERT INTO chains VALUES (?, ?, ?, ?, 0)", (chain, topic, by.processor, by.version))
        self._place(frame, topic, Tip(chain, 0, by.processor, by.version))

    def grow(self, against: str, topic: str, frame: str) -> int:
        """Put a frame behind the one in which a chain of a topic ends; return its place."""
        tips = self.of(against)
        tip = tips.pop(topic)
        if self._is_whole and not tips:
            del self._tips[against]
        tip.place += 1
        self._grown[tip.chain] = tip
        self._place(frame, topic, tip)
        return tip.place

    def _place(self, frame: str, topic: str, tip: Tip) -> None:
        tips = self._tips.get(frame)
        if tips is None:
            tips = self._tips[frame] = {} if self._is_whole else self._loaded(frame)
        tips[topic] = tip
        places = self._places.get(frame)
        if places is None:
            places = self._places[frame] = {}
        places[topic] = (tip.chain, tip.place)
        # A frame that is read again leaves its old chain; the rest of that chain stands.
        self._rows.append((frame, topic, tip.chain, tip.place))
        if len(self._tips) > self._MOST_TIPS:
            forget_older(self._tips)
            self._is_whole = False
        if len(self._places) > self._MOST_PLACES:
            self._tables.write()
            forget_older(self._places)

    def write(self, tables: Tables) -> None:
        """Hand over the places of frames, and the ends of chains that are others now."""
        rows, grown, self._rows, self._grown = self._rows, self._grown, [], {}
        tables.insert_all("INSERT OR REPLACE INTO chain_frames VALUES (?, ?, ?, ?)", rows)
        for chain, tip in grown.items():
            tables.change("UPDATE chains SET tip = ? WHERE id = ?", chain, (tip.place, chain))

    def _loaded(self, frame: str) -> dict[str, Tip]:
        rows = self._tables.db.execute(
            "SELECT f.topic, f.chain, f.place, c.processor, c.version FROM chain_frames f "
            "JOIN chains c ON c.id = f.chain WHERE f.frame = ? AND f.place = c.tip",
            (frame,),
        )
        return {topic: Tip(*tip) for topic, *tip in rows}


def fold(tables: Tables, event: Folding) -> None:
    """Let chains grow by a frame in which nothing appeared and nothing vanished.

    A frame in which something did is taken up by the projection of those things, through `enter`,
    when it folds their event; here such a frame is found to be in its chain already.
    """
    fact = event.fact
    if not isinstance(fact, FrameExamined) or not fact.against:
        return
    tips = tables.memory(Tips)
    processor, version = fact.processor, fact.version
    for topic, tip in list(tips.of(fact.against).items()):
        if tip.processor == processor and tip.version == version:
            tips.grow(fact.against, topic, fact.frame)


class Change(Protocol):
    """A fact that tells what appeared and what vanished on a frame, against an earlier one or against nothing."""

    @property
    def frame(self) -> str:
        """The frame."""
        ...

    @property
    def against(self) -> str:
        """The frame it was compared with; empty where all that is there appeared."""
        ...

    @property
    def by(self) -> Maker:
        """Who looked."""
        ...

    @property
    def vanished(self) -> tuple[Gone, ...]:
        """What is no longer there."""
        ...


def enter(tables: Tables, event: Folding, change: Change, topic: str, table: str) -> tuple[int, int]:
    """Put a frame into the chain of the frame it was compared with, or begin one; return (chain, place).

    What vanished ends there, in `table`. What appeared is the caller's to put in.

    Raises:
        Stale: that frame is not the end of a chain; a writer of ours never says so.
    """
    tips = tables.memory(Tips)
    chain, place = event.seq, 0
    if not change.against:
        tips.begin(change.frame, topic, chain, change.by)
    elif (tip := tips.of(change.against).get(topic)) is None:
        raise Stale(
            f"Event {event.seq} compares {change.frame} with {change.against}, which is not the end of a chain: "
            "no view can be made of it.",
            "The log is whole and can be verified; upgrade autocapture, or report this as a defect.",
        )
    else:
        chain, place = tip.chain, tips.grow(change.against, topic, change.frame)
    if change.vanished:
        tables.memory(Newborn).end(table, chain, place, event.seq, change.vanished)
    return chain, place


def alive(table: str) -> str:
    """Return the SQL that joins frames `f` in their chains with the things `s` of `table` that they show."""
    return (
        f"chain_frames f JOIN {table} s ON s.chain = f.chain "
        "AND s.born <= f.place AND (s.gone IS NULL OR s.gone > f.place)"
    )


def lived(table: str) -> str:
    """Return the SQL that joins things `s` of `table` with the frames `b`, their first, and `g`, the first without."""
    return (
        f"{table} s JOIN chain_frames b ON b.chain = s.chain AND b.place = s.born "
        "LEFT JOIN chain_frames g ON g.chain = s.chain AND g.place = s.gone"
    )


def tip_of(db: sqlite3.Connection, frame: str, topic: str, processor: str, version: int) -> int | None:
    """Return the chain that ends in this frame and was made by this processor and version; None where none does."""
    row = db.execute(
        "SELECT c.id FROM chain_frames f JOIN chains c ON c.id = f.chain AND c.tip = f.place "
        "WHERE f.frame = ? AND f.topic = ? AND c.processor = ? AND c.version = ?",
        (frame, topic, processor, version),
    ).fetchone()
    return int(row[0]) if row else None


class Placed(msgspec.Struct, frozen=True):
    """A frame in its chain: its place, record id, and time of capture (UTC microseconds)."""

    chain: int
    place: int
    frame: str
    captured_us: int


def frames_between(
    db: sqlite3.Connection, chain: int, first: int, last: int | None, between: tuple[int, int] | None = None
) -> list[Placed]:
    """Return the frames of a chain from place `first` to before `last` (None: its end), captured in a stretch of time.

    `between` is half-open, UTC microseconds; None takes all. In the order of their places.
    """
    rows = db.execute(
        "SELECT c.chain, c.place, c.frame, f.ts_us FROM chain_frames c JOIN frames f ON f.id = c.frame "
        "WHERE c.chain = ? AND c.place >= ? AND (? IS NULL OR c.place < ?) ORDER BY c.place",
        (chain, first, last, last),
    )
    placed = [Placed(*row) for row in rows]
    if between is None:
        return placed
    return [frame for frame in placed if between[0] <= frame.captured_us < between[1]]


def place_of(db: sqlite3.Connection, frame: str, chain: int) -> int | None:
    """Return the place of a frame in a chain, or None where it is not in it."""
    row = db.execute("SELECT place FROM chain_frames WHERE frame = ? AND chain = ?", (frame, chain)).fetchone()
    return int(row[0]) if row else None


def beginnings(db: sqlite3.Connection, chains: Sequence[int]) -> dict[int, int]:
    """Return when the first frame of each of these chains was captured (UTC microseconds)."""
    rows = db.execute(
        "SELECT j.value, (SELECT f.ts_us FROM chain_frames c JOIN frames f ON f.id = c.frame "
        "WHERE c.chain = j.value ORDER BY c.place LIMIT 1) FROM json_each(?) j",
        (json.dumps(list(chains)),),
    )
    return {chain: captured for chain, captured in rows if captured is not None}


_CONTENT = """
SELECT f.frame, f.topic, f.place, c.processor, c.version, c.tip
FROM chain_frames f JOIN chains c ON c.id = f.chain ORDER BY f.frame, f.topic
"""

LIFETIMES = Projection(
    "lifetimes", 2, _SCHEMA, ("chains", "chain_frames", "thinned_chains"), (FrameExamined,), fold, _CONTENT
)
