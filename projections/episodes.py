"""Episodes and visits, read out of the sequence of frames: from when to when something was in front.

Nothing is kept here: `activity` notes with each frame how much time belongs to it and what begins with it, and an
episode or a visit is a run of such frames, one after the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator

import msgspec

from projections import activity, subjects
from projections.activity import BREAK_US, EPISODE
from projections.runs import Row
from projections.subjects import Subject


class Stretch(msgspec.Struct, frozen=True):
    """Frames of one run, one after the other, that have the same thing in front.

    `first` and `last` are its first and last frame; it ends where the time that belongs to the last one does.
    Times are UTC microseconds. `subject` is what is in front on the last frame, `number` its number.
    """

    run: str
    first: str
    last: str
    start_us: int
    end_us: int
    spent_us: int
    frames: int
    subject: Subject
    number: int


def between(db: sqlite3.Connection, start_us: int, end_us: int, *, longest: int | None = None) -> list[Stretch]:
    """Return the episodes that have a frame in a half-open stretch of time, in order of their beginning, cut to it.

    `longest` asks for so many of those with most time only, that with most time first.
    """
    order = "g.start_us, first" if longest is None else "g.spent_us DESC, g.start_us, first LIMIT :limit"
    rows = db.execute(
        "WITH numbered AS (SELECT *, sum(begins >= :episode) OVER (PARTITION BY run ORDER BY ts_us, frame) AS episode "
        "FROM activity WHERE ts_us >= :start AND ts_us < :end AND NOT away), "
        "grouped AS (SELECT run, episode, min(ts_us) AS start_us, max(ts_us) AS last_us, sum(spent_us) AS spent_us, "
        "count(*) AS frames FROM numbered GROUP BY run, episode) "
        "SELECT g.run, f.frame AS first, l.frame, g.start_us, g.last_us + l.spent_us, g.spent_us, g.frames, l.subject "
        "FROM grouped g JOIN activity f ON f.run = g.run AND f.ts_us = g.start_us "
        "AND f.frame = (SELECT min(frame) FROM activity WHERE run = g.run AND ts_us = g.start_us) "
        "JOIN activity l ON l.run = g.run AND l.ts_us = g.last_us "
        "AND l.frame = (SELECT max(frame) FROM activity WHERE run = g.run AND ts_us = g.last_us) "
        f"ORDER BY {order}",
        {"episode": EPISODE, "start": start_us, "end": end_us, "limit": longest},
    )
    return [
        Stretch(run, first, last, begun, ended, spent, frames, subjects.by_number(db, number), number)
        for run, first, last, begun, ended, spent, frames, number in rows
    ]


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
    if not row.begins:
        return True  # the same subject as on the frame before
    before = activity.before(db, row)
    return before is not None and not before.away and before.subject in wanted and row.ts_us - before.ts_us <= BREAK_US


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
        last.subject,
    )
