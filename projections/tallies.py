"""Tallies: time, visits and frames of each program, site, document and the like, by quarters of an hour.

Every offset of a time zone that is in use is a multiple of a quarter of an hour, so that a local day or an ISO
week, of whatever zone and with whatever change of clocks, is a sum of whole rows. What a window cuts is reckoned
from the frames themselves.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from projections import moment

BIN_US = 15 * 60 * 1_000_000
"""A quarter of an hour, in microseconds. Bins are counted from 1970 UTC."""

KINDS = ("app", "site", "domain", "document", "project", "category", "page")
"""What is tallied; each is a field of `activity.Subject`, and its place here the bit in `activity.Row.begins`."""

SCHEMA = """
CREATE TABLE tallies (
    kind TEXT NOT NULL, name TEXT NOT NULL, bin INTEGER NOT NULL, us INTEGER NOT NULL, visits INTEGER NOT NULL,
    frames INTEGER NOT NULL, first_us INTEGER, last_us INTEGER, PRIMARY KEY (kind, name, bin)
) WITHOUT ROWID;
CREATE INDEX tallies_by_bin ON tallies(kind, bin)
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a frame adds: the name of each kind that is in front on it, the time spent, bits for visits begun."""

    names: Mapping[str, str]
    ts_us: int
    spent_us: int
    begins: int


def count(db: sqlite3.Connection, counted: Counted, sign: int) -> None:
    """Add what a frame adds, or take it away again (`sign` −1)."""
    _add(db, counted, sign, frames=sign)


def recount(db: sqlite3.Connection, before: Counted, after: Counted) -> None:
    """Let a frame that is counted already add something else; its time and names are the same."""
    _add(db, before, -1, frames=0)
    _add(db, after, 1, frames=0)


def _add(db: sqlite3.Connection, counted: Counted, sign: int, *, frames: int) -> None:
    for kind, name in counted.names.items():
        first = counted.ts_us // BIN_US
        here = min(counted.spent_us, (first + 1) * BIN_US - counted.ts_us)
        visits = counted.begins >> KINDS.index(kind) & 1
        _upsert(db, (kind, name, first), sign * here, sign * visits, frames)
        if counted.spent_us > here:
            # At most a minute: it never reaches beyond the next quarter.
            _upsert(db, (kind, name, first + 1), sign * (counted.spent_us - here), 0, 0)
        if frames > 0:
            db.execute(
                "UPDATE tallies SET first_us = min(coalesce(first_us, ?), ?), last_us = max(coalesce(last_us, ?), ?) "
                "WHERE kind = ? AND name = ? AND bin = ?",
                (*[counted.ts_us] * 4, kind, name, first),
            )
        elif frames < 0:
            _ends_anew(db, kind, name, first)


def _upsert(db: sqlite3.Connection, key: tuple[str, str, int], us: int, visits: int, frames: int) -> None:
    db.execute(
        "INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, NULL, NULL) ON CONFLICT (kind, name, bin) DO UPDATE SET "
        "us = us + excluded.us, visits = visits + excluded.visits, frames = frames + excluded.frames",
        (*key, us, visits, frames),
    )
    db.execute(
        "DELETE FROM tallies WHERE kind = ? AND name = ? AND bin = ? AND us = 0 AND visits = 0 AND frames = 0", key
    )


def _ends_anew(db: sqlite3.Connection, kind: str, name: str, number: int) -> None:
    """Find the first and the last frame of a row anew: one of its frames was taken out."""
    first, last = db.execute(
        f"SELECT min(a.ts_us), max(a.ts_us) FROM activity a JOIN subjects s ON s.id = a.subject "
        f"WHERE a.ts_us >= ? AND a.ts_us < ? AND NOT a.away AND s.{kind} = ?",
        (number * BIN_US, (number + 1) * BIN_US, name),
    ).fetchone()
    db.execute(
        "UPDATE tallies SET first_us = ?, last_us = ? WHERE kind = ? AND name = ? AND bin = ?",
        (first, last, kind, name, number),
    )


@dataclass(frozen=True, slots=True)
class Total:
    """What a name comes to in a stretch of time: microseconds in front, visits begun, frames, first and last frame.

    Times are UTC microseconds; `first_us` and `last_us` are None where only the time of a frame before the
    stretch reaches into it.
    """

    name: str
    us: int
    visits: int
    frames: int
    first_us: int | None
    last_us: int | None


def totals(db: sqlite3.Connection, kind: str, start_us: int, end_us: int, names: set[str] | None = None) -> list[Total]:
    """Return what each name of a kind comes to in a half-open stretch of time, the longest in front first."""
    sums: dict[str, list[Total]] = {}
    # Rounded inwards: whole quarters from the rows, what is cut from the frames.
    low, high = -(-start_us // BIN_US), end_us // BIN_US
    if low < high:
        rows = db.execute(
            "SELECT name, sum(us), sum(visits), sum(frames), min(first_us), max(last_us) FROM tallies "
            "WHERE kind = ? AND bin >= ? AND bin < ? GROUP BY name",
            (kind, low, high),
        )
        for row in rows:
            sums.setdefault(row[0], []).append(Total(*row))
    edges = [(start_us, low * BIN_US), (high * BIN_US, end_us)] if low < high else [(start_us, end_us)]
    for edge in edges:
        for total in _of_frames(db, kind, *edge):
            sums.setdefault(total.name, []).append(total)
    found = [_sum(parts) for name, parts in sums.items() if names is None or name in names]
    return sorted(found, key=lambda total: (-total.us, -total.frames, total.name))


def of_subjects(
    db: sqlite3.Connection, kind: str, subjects: Collection[int], start_us: int, end_us: int
) -> list[Total]:
    """Return the same for some subjects only, reckoned from the frames in a half-open stretch of time."""
    bit = 1 << KINDS.index(kind)
    rows = db.execute(
        f"SELECT s.{kind}, sum(a.spent_us), total(a.begins & ? > 0), count(*), min(a.ts_us), max(a.ts_us) "
        "FROM activity a JOIN subjects s ON s.id = a.subject WHERE a.subject IN (SELECT value FROM json_each(?)) "
        f"AND a.ts_us >= ? AND a.ts_us < ? AND NOT a.away AND s.{kind} <> '' GROUP BY s.{kind}",
        (bit, json.dumps(sorted(subjects)), start_us, end_us),
    )
    found = [Total(name, us, int(visits), frames, first, last) for name, us, visits, frames, first, last in rows]
    return sorted(found, key=lambda total: (-total.us, -total.frames, total.name))


def by_day(db: sqlite3.Connection, kind: str, start_us: int, end_us: int, zone: tzinfo) -> dict[date, list[Total]]:
    """Return the totals of each local day, from the quarters of an hour that begin in a stretch of time."""
    rows = db.execute(
        "SELECT bin, name, us, visits, frames, first_us, last_us FROM tallies WHERE kind = ? AND bin >= ? AND bin < ?",
        (kind, -(-start_us // BIN_US), -(-end_us // BIN_US)),
    )
    parts: dict[date, dict[str, list[Total]]] = {}
    for number, *fields in rows:
        day = moment.datetime_of(number * BIN_US).astimezone(zone).date()
        parts.setdefault(day, {}).setdefault(fields[0], []).append(Total(*fields))
    days = {day: [_sum(each) for each in names.values()] for day, names in sorted(parts.items())}
    return {day: sorted(found, key=lambda t: (-t.us, -t.frames, t.name)) for day, found in days.items()}


def by_week(
    db: sqlite3.Connection, kind: str, start_us: int, end_us: int, zone: tzinfo
) -> dict[tuple[int, int], list[Total]]:
    """Return the totals of each ISO week (year, week), of the same quarters as `by_day`."""
    parts: dict[tuple[int, int], dict[str, list[Total]]] = {}
    for day, found in by_day(db, kind, start_us, end_us, zone).items():
        year, week, _ = day.isocalendar()
        for total in found:
            parts.setdefault((year, week), {}).setdefault(total.name, []).append(total)
    weeks = {week: [_sum(each) for each in names.values()] for week, names in parts.items()}
    return {week: sorted(found, key=lambda t: (-t.us, -t.frames, t.name)) for week, found in weeks.items()}


def _of_frames(db: sqlite3.Connection, kind: str, start_us: int, end_us: int) -> list[Total]:
    if start_us >= end_us:
        return []
    bit = 1 << KINDS.index(kind)
    rows = db.execute(
        f"SELECT s.{kind}, sum(min(a.ts_us + a.spent_us, :end) - max(a.ts_us, :start)), "
        "total(a.ts_us >= :start AND a.begins & :bit), total(a.ts_us >= :start), "
        "min(CASE WHEN a.ts_us >= :start THEN a.ts_us END), max(CASE WHEN a.ts_us >= :start THEN a.ts_us END) "
        "FROM activity a JOIN subjects s ON s.id = a.subject "
        # No frame has more than a minute of its own.
        "WHERE a.ts_us >= :start - 60000000 AND a.ts_us < :end "
        f"AND (a.ts_us >= :start OR a.ts_us + a.spent_us > :start) AND NOT a.away AND s.{kind} <> '' GROUP BY s.{kind}",
        {"start": start_us, "end": end_us, "bit": bit},
    )
    return [Total(name, us, int(visits), int(frames), first, last) for name, us, visits, frames, first, last in rows]


def _sum(parts: list[Total]) -> Total:
    firsts = [part.first_us for part in parts if part.first_us is not None]
    lasts = [part.last_us for part in parts if part.last_us is not None]
    return Total(
        parts[0].name,
        sum(part.us for part in parts),
        sum(part.visits for part in parts),
        sum(part.frames for part in parts),
        min(firsts, default=None),
        max(lasts, default=None),
    )
