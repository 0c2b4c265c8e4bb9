"""Episodes and visits, read out of the sequence of frames: from when to when something was in front.

Nothing is kept here: `activity` notes with each frame how much time belongs to it and what begins with it, and an
episode or a visit is a run of such frames, one after the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, partial

import msgspec

from projections import subjects
from projections.activity import BREAK_US, EPISODE
from projections.subjects import Subject

_MORE = 4


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


def edge_us(
    db: sqlite3.Connection,
    start_us: int,
    end_us: int,
    *,
    kind: str,
    is_last: bool,
    among: Collection[int] | None = None,
) -> int | None:
    """Return when the first or last frame was captured in a half-open stretch of time that has a kind in front.

    `among` are the numbers of the subjects that count; None: all. None where there is no such frame.
    """
    counted = "" if among is None else "AND a.subject IN (SELECT value FROM json_each(:among)) "
    row = db.execute(
        f"SELECT a.ts_us FROM activity a JOIN subjects s ON s.id = a.subject WHERE s.{kind} <> '' AND NOT a.away "
        f"AND a.ts_us >= :start AND a.ts_us < :end {counted}ORDER BY a.ts_us {'DESC' if is_last else 'ASC'} LIMIT 1",
        {"start": start_us, "end": end_us, "among": json.dumps(sorted(among or ()))},
    ).fetchone()
    return int(row[0]) if row is not None else None


def visits(db: sqlite3.Connection, of: Collection[int], start_us: int, end_us: int) -> list[Stretch]:
    """Return the visits to any of these subjects (`of`), taken as one thing, in order of their beginning.

    They are those that begin, or are going on, in a half-open stretch of time; cut to it.
    """
    return [stretch for stretch, _ in _visits(db, of, start_us, end_us)]


def latest_visits(db: sqlite3.Connection, of: Collection[int], start_us: int, end_us: int, most: int) -> list[Stretch]:
    """Return the last of these visits, at most so many, in order of their beginning: the others are not looked at."""
    looked = most
    while True:
        looked *= _MORE
        row = db.execute(
            "SELECT ts_us FROM activity WHERE begins <> 0 AND subject IN (SELECT value FROM json_each(?)) AND NOT away "
            "AND ts_us >= ? AND ts_us < ? ORDER BY ts_us DESC LIMIT 1 OFFSET ?",
            (json.dumps(sorted(of)), start_us, end_us, looked),
        ).fetchone()
        if row is None:
            return visits(db, of, start_us, end_us)[-most:]
        # What was going on at that moment began before all that began since.
        since = _visits(db, of, row[0], end_us)
        begun = [stretch for stretch, begins in since if begins or not _is_cut(db, of, stretch, start_us)]
        if len(begun) >= most:
            return begun[-most:]


def _is_cut(db: sqlite3.Connection, of: Collection[int], stretch: Stretch, start_us: int) -> bool:
    """Say whether frames of the same run had one of these subjects in front before, from a moment on."""
    row = db.execute(
        "SELECT 1 FROM activity WHERE run = ? AND ts_us >= ? AND (ts_us, frame) < (?, ?) AND NOT away "
        "AND subject IN (SELECT value FROM json_each(?)) LIMIT 1",
        (stretch.run, start_us, stretch.start_us, stretch.first, json.dumps(sorted(of))),
    ).fetchone()
    return row is not None


def _visits(db: sqlite3.Connection, of: Collection[int], start_us: int, end_us: int) -> list[tuple[Stretch, bool]]:
    """Return visits, each with whether it begins in that stretch of time, or was going on before."""
    rows = db.execute(
        "SELECT a.run, a.frame, a.ts_us, a.spent_us, a.subject, "
        # Where nothing begins it is the same subject as on the frame before.
        "a.begins <> 0 AND NOT coalesce((SELECT NOT b.away AND a.ts_us - b.ts_us <= :break "
        "AND b.subject IN (SELECT value FROM json_each(:of)) FROM activity b WHERE b.run = a.run "
        "AND (b.ts_us, b.frame) < (a.ts_us, a.frame) ORDER BY b.ts_us DESC, b.frame DESC LIMIT 1), 0) "
        "FROM activity a WHERE a.subject IN (SELECT value FROM json_each(:of)) AND NOT a.away "
        "AND a.ts_us >= :start AND a.ts_us < :end ORDER BY a.run, a.ts_us, a.frame",
        {"of": json.dumps(sorted(of)), "break": BREAK_US, "start": start_us, "end": end_us},
    )
    called = lru_cache(maxsize=None)(partial(subjects.by_number, db))
    found = [(_stretch(group, called), bool(group[0][5])) for group in _groups(rows)]
    return sorted(found, key=lambda each: (each[0].start_us, each[0].first))


_Seen = tuple[str, str, int, int, int, int]
"""A frame of a visit: run, frame, when (UTC microseconds), what belongs to it, its subject, whether a visit begins."""


def _groups(rows: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    group: list[_Seen] = []
    for row in rows:
        if group and (row[5] or row[0] != group[-1][0]):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _stretch(rows: list[_Seen], called: Callable[[int], Subject]) -> Stretch:
    run, first, start_us, *_ = rows[0]
    _, last, last_us, last_spent_us, subject, _ = rows[-1]
    return Stretch(
        run,
        first,
        last,
        start_us,
        last_us + last_spent_us,
        sum(row[3] for row in rows),
        len(rows),
        called(subject),
        subject,
    )
