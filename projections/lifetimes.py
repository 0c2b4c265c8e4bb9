"""Lifetimes: what is on a screen over a stretch of frames, kept once however long it stays.

A chain is a run of frames of which each was compared with the one before; its frames are numbered
0, 1, 2, … A thing on the screen (a span of text, a control) belongs to one chain and lives from the
frame in which it appeared (`born`) to the frame in which it was first absent (`gone`; NULL while it
is there). So a frame that shows what the one before it showed costs one row, whatever is on it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.errors import Stale
from ledger.facts import FrameExamined, Gone, Maker
from projections.projection import Folding, Projection

_SCHEMA = """
CREATE TABLE chains (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, processor TEXT NOT NULL, version INTEGER NOT NULL, tip INTEGER NOT NULL
);
CREATE TABLE chain_frames (
    frame TEXT NOT NULL, topic TEXT NOT NULL, chain INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (frame, topic)
) WITHOUT ROWID;
CREATE UNIQUE INDEX chain_frames_by_place ON chain_frames(chain, place)
"""


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Let chains grow by a frame in which nothing appeared and nothing vanished.

    A frame in which something did is taken up by the projection of those things, through `enter`,
    when it folds their event; here such a frame is found to be in its chain already.
    """
    fact = event.fact
    if not isinstance(fact, FrameExamined) or not fact.against:
        return
    rows = db.execute(
        "SELECT f.topic, f.chain, f.place FROM chain_frames f JOIN chains c ON c.id = f.chain "
        "WHERE f.frame = ? AND c.processor = ? AND c.version = ? AND f.place = c.tip",
        (fact.against, fact.processor, fact.version),
    ).fetchall()
    for topic, chain, place in rows:
        _place(db, fact.frame, topic, chain, place + 1)


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


def enter(db: sqlite3.Connection, event: Folding, change: Change, topic: str, table: str) -> tuple[int, int]:
    """Put a frame into the chain of the frame it was compared with, or begin one; return (chain, place).

    What vanished ends there, in `table`. What appeared is the caller's to put in.

    Raises:
        Stale: that frame is not the end of a chain; a writer of ours never says so.
    """
    row = None
    if change.against:
        row = db.execute(
            "SELECT f.chain, f.place FROM chain_frames f JOIN chains c ON c.id = f.chain "
            "WHERE f.frame = ? AND f.topic = ? AND f.place = c.tip",
            (change.against, topic),
        ).fetchone()
        if row is None:
            raise Stale(
                f"Event {event.seq} compares {change.frame} with {change.against}, which is not the end of a chain: "
                "no view can be made of it.",
                "The log is whole and can be verified; upgrade autocapture, or report this as a defect.",
            )
    if row is None:
        made = (event.seq, topic, change.by.processor, change.by.version)
        db.execute("INSERT INTO chains VALUES (?, ?, ?, ?, 0)", made)
        row = (event.seq, -1)
    chain, place = row[0], row[1] + 1
    _place(db, change.frame, topic, chain, place)
    db.executemany(
        f"UPDATE {table} SET gone = ? WHERE chain = ? AND seq = ? AND place = ?",
        [(place, chain, gone.seq, index) for gone in change.vanished for index in gone.places],
    )
    return chain, place


def _place(db: sqlite3.Connection, frame: str, topic: str, chain: int, place: int) -> None:
    # A frame that is read again leaves its old chain; the rest of that chain stands.
    db.execute("INSERT OR REPLACE INTO chain_frames VALUES (?, ?, ?, ?)", (frame, topic, chain, place))
    db.execute("UPDATE chains SET tip = ? WHERE id = ?", (place, chain))


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


@dataclass(frozen=True, slots=True)
class Placed:
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
        "SELECT c.chain, f.ts_us, min(c.place) FROM chain_frames c JOIN frames f ON f.id = c.frame "
        "WHERE c.chain IN (SELECT value FROM json_each(?)) GROUP BY c.chain",
        (json.dumps(list(chains)),),
    )
    return {chain: captured for chain, captured, _ in rows}


_CONTENT = """
SELECT f.frame, f.topic, f.place, c.processor, c.version, c.tip
FROM chain_frames f JOIN chains c ON c.id = f.chain ORDER BY f.frame, f.topic
"""

LIFETIMES = Projection("lifetimes", 1, _SCHEMA, ("chains", "chain_frames"), fold, _CONTENT)
