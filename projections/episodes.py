"""Episodes and visits, read out of the sequence of frames: from when to when something was in front.

Nothing is kept here: `activity` notes with each frame how much time belongs to it and what begins with it, and an
episode or a visit is a run of such frames, one after the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from projections import activity, subjects
from projections.activity import BREAK_US, EPISODE, Row
from projections.subjects import Subject


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames of one run, one after the other, that have the same thing in front.

    `first` and `last` are its first and last frame; it ends where the time that belongs to the last one does.
    Times are UTC microseconds. `subject` is what is in front on the last frame.
    """

    run: str
    first: str
    last: str
    start_us: int
    end_us: int
    spent_us: int
    frames: int
    subject: Subject


def between(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Stretch]:
    """Return the episodes that have a frame in a half-open stretch of time, in order of their beginning, cut to it."""
    return _stretches(db, _rows(db, start_us, end_us), lambda row: bool(row.begins & EPISODE))


def visits(db: sqlite3.Connection, of: Collection[int], start_us: int, end_us: int) -> list[Stretch]:
    """Return the visits to any of these subjects (`of`), taken as one thing, in order of their beginning.

    They are those that begin, or are going on, in a half-open stretch of time; cut to it.
    """
    rows = [Row(*row) for row in db.execute(
        "SELECT * FROM activity WHERE subject IN (SELECT value FROM json_each(?)) AND ts_us >= ? AND ts_us < ? "
        "AND NOT away ORDER BY run, ts_us, frame",
        (json.dumps(sorted(of)), start_us, end_us),
    )]  # fmt: skip
    wanted = frozenset(of)
    begun = {row.frame for row in rows if not _goes_on(db, row, wanted)}
    return _stretches(db, rows, lambda row: row.frame in begun)


def _goes_on(db: sqlite3.Connection, row: Row, wanted: frozenset[int]) -> bool:
    """Say whether the frame before, in the same run, had one of the wanted subjects in front as well."""
    before = activity.before(db, row)
    return before is not None and not before.away and before.subject in wanted and row.ts_us - before.ts_us <= BREAK_US


def _rows(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Row]:
    rows = db.execute(
        "SELECT * FROM activity WHERE ts_us >= ? AND ts_us < ? AND NOT away ORDER BY run, ts_us, frame",
        (start_us, end_us),
    )
    return [Row(*row) for row in rows]


def _stretches(db: sqlite3.Connection, rows: list[Row], begins: Callable[[Row], bool]) -> list[Stretch]:
    found = [_stretch(db, group) for group in _groups(rows, begins)]
    return sorted(found, key=lambda each: (each.start_us, each.first))


def _groups(rows: list[Row], begins: Callable[[Row], bool]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and (begins(row) or row.run != group[-1].run):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _stretch(db: sqlite3.Connection, rows: list[Row]) -> Stretch:
    first, last = rows[0], rows[-1]
    return Stretch(
        first.run,
        first.frame,
        last.frame,
        first.ts_us,
        last.ts_us + last.spent_us,
        sum(row.spent_us for row in rows),
        len(rows),
        subjects.by_number(db, last.subject),
    )
