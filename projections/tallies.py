"""Tallies: time and frames of each subject, by quarters of an hour; and what programs, sites and the like come to.

Every offset of a time zone that is in use is a multiple of a quarter of an hour, so that a local day or an ISO
week, of whatever zone and with whatever change of clocks, is a sum of whole rows. What a window cuts is reckoned
from the frames themselves, and so are visits: where they begin is noted with the frames.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, tzinfo

import msgspec

from projections import moment
from projections.subjects import KINDS
from projections.tables import Tables

BIN_US = 15 * 60 * 1_000_000
"""A quarter of an hour, in microseconds. Bins are counted from 1970 UTC."""

SCHEMA = """
CREATE TABLE tallies (
    subject INTEGER NOT NULL, bin INTEGER NOT NULL, us INTEGER NOT NULL, frames INTEGER NOT NULL,
    first_us INTEGER, last_us INTEGER, PRIMARY KEY (subject, bin)
) WITHOUT ROWID;
CREATE INDEX tallies_by_bin ON tallies(bin, subject)
"""


class _Tally(msgspec.Struct):
    """A row. `times` are those of its frames, where all of them came since it was made."""

    us: int = 0
    frames: int = 0
    first_us: int | None = None
    last_us: int | None = None
    times: list[int] | None = None


class Tallies:
    """The rows that were added to lately, while events are folded."""

    _MOST = 8_192

    def __init__(self, tables: Tables) -> None:
        """Begin knowing none."""
        self._tables = tables
        self._rows: dict[tuple[int, int], _Tally] = {}
        self._touched: set[tuple[int, int]] = set()

    def add(self, subject: int, ts_us: int, spent_us: int, *, frames: int = 0, frame: str = "") -> None:
        """Add the time and the frame of a subject, at a time; or take them away again (negative numbers).

        At most a minute belongs to a frame: it reaches into the next quarter at the most. `frame` is the one that is
        taken away.
        """
        first = ts_us // BIN_US
        here = min(abs(spent_us), (first + 1) * BIN_US - ts_us) * (1 if spent_us >= 0 else -1)
        row = self._row(subject, first)
        row.us, row.frames = row.us + here, row.frames + frames
        if frames > 0:
            _come(row, ts_us)
        elif frames < 0:
            self._go((subject, first), row, ts_us, frame)
        if spent_us != here:
            self._row(subject, first + 1).us += spent_us - here

    def _row(self, subject: int, number: int) -> _Tally:
        key = subject, number
        known = self._rows.get(key)
        if known is None:
            if len(self._rows) >= self._MOST:
                self._tables.write()
                self._rows.clear()
            # What waits to be written is known.
            found = self._tables.written.execute(
                "SELECT us, frames, first_us, last_us FROM tallies WHERE subject = ? AND bin = ?", key
            ).fetchone()
            known = self._rows[key] = _Tally(*found) if found is not None else _Tally(times=[])
        self._touched.add(key)
        return known

    def _go(self, key: tuple[int, int], row: _Tally, ts_us: int, frame: str) -> None:
        """Find the first and the last frame of a row anew: one of its frames is taken out."""
        if row.times is not None:
            row.times.remove(ts_us)
            row.first_us, row.last_us = min(row.times, default=None), max(row.times, default=None)
            return
        row.first_us, row.last_us = self._tables.db.execute(
            "SELECT min(ts_us), max(ts_us) FROM activity WHERE subject = ? AND ts_us >= ? AND ts_us < ? AND NOT away "
            "AND frame <> ?",
            (key[0], key[1] * BIN_US, (key[1] + 1) * BIN_US, frame),
        ).fetchone()
        # It may have been written for that, or have come to nothing.
        if key in self._rows:
            self._touched.add(key)

    def write(self, tables: Tables) -> None:
        """Hand over the rows that are others now; those that came to nothing go."""
        touched, self._touched = self._touched, set()
        for key in touched:
            row = self._rows[key]
            if row.us or row.frames:
                tables.change(_PUT, key, (*key, row.us, row.frames, row.first_us, row.last_us))
            else:
                tables.change(_DROP, key, key)
                del self._rows[key]


def _come(row: _Tally, ts_us: int) -> None:
    row.first_us = ts_us if row.first_us is None else min(row.first_us, ts_us)
    row.last_us = ts_us if row.last_us is None else max(row.last_us, ts_us)
    if row.times is not None:
        row.times.append(ts_us)


_PUT = "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?, ?)"
_DROP = "DELETE FROM tallies WHERE subject = ? AND bin = ?"


class Total(msgspec.Struct, frozen=True):
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


def totals(db: sqlite3.Connection, kind: str, start_us: int, end_us: int) -> list[Total]:
    """Return what each name of a kind comes to in a half-open stretch of time, the longest in front first."""
    # Rounded inwards: whole quarters from the rows, what is cut from the frames.
    low, high = -(-start_us // BIN_US), end_us // BIN_US
    if low >= high:
        return summed(_of_frames(db, kind, start_us, end_us))
    whole = db.execute(
        f"SELECT s.{kind}, sum(t.us), 0, sum(t.frames), min(t.first_us), max(t.last_us) "
        "FROM tallies t JOIN subjects s ON s.id = t.subject "
        f"WHERE t.bin >= ? AND t.bin < ? AND s.{kind} <> '' GROUP BY s.{kind}",
        (low, high),
    )
    visits = db.execute(
        f"SELECT s.{kind}, 0, count(*), 0, NULL, NULL FROM activity a JOIN subjects s ON s.id = a.subject "
        f"WHERE a.begins <> 0 AND a.begins & ? AND a.ts_us >= ? AND a.ts_us < ? GROUP BY s.{kind}",
        (1 << KINDS.index(kind), low * BIN_US, high * BIN_US),
    )
    parts = [Total(*row) for rows in (whole, visits) for row in rows]
    parts += _of_frames(db, kind, start_us, low * BIN_US)
    parts += _of_frames(db, kind, high * BIN_US, end_us)
    return summed(parts)


def of_subjects(
    db: sqlite3.Connection, kind: str, subjects: Collection[int], start_us: int, end_us: int
) -> list[Total]:
    """Return the same for some subjects only, reckoned from the frames in a half-open stretch of time."""
    rows = db.execute(
        f"SELECT s.{kind}, sum(a.spent_us), total(a.begins & ? > 0), count(*), min(a.ts_us), max(a.ts_us) "
        "FROM activity a JOIN subjects s ON s.id = a.subject WHERE a.subject IN (SELECT value FROM json_each(?)) "
        f"AND a.ts_us >= ? AND a.ts_us < ? AND NOT a.away AND s.{kind} <> '' GROUP BY s.{kind}",
        (1 << KINDS.index(kind), json.dumps(sorted(subjects)), start_us, end_us),
    )
    return summed(Total(name, us, int(visits), frames, first, last) for name, us, visits, frames, first, last in rows)


def by_day(db: sqlite3.Connection, kind: str, start_us: int, end_us: int, zone: tzinfo) -> dict[date, list[Total]]:
    """Return the totals of each local day, from the quarters of an hour that begin in a stretch of time."""
    low, high = -(-start_us // BIN_US), -(-end_us // BIN_US)
    whole = db.execute(
        f"SELECT t.bin, s.{kind}, sum(t.us), 0, sum(t.frames), min(t.first_us), max(t.last_us) "
        "FROM tallies t JOIN subjects s ON s.id = t.subject "
        f"WHERE t.bin >= ? AND t.bin < ? AND s.{kind} <> '' GROUP BY t.bin, s.{kind}",
        (low, high),
    )
    visits = db.execute(
        f"SELECT a.ts_us / {BIN_US}, s.{kind}, 0, count(*), 0, NULL, NULL "
        "FROM activity a JOIN subjects s ON s.id = a.subject "
        f"WHERE a.begins <> 0 AND a.begins & ? AND a.ts_us >= ? AND a.ts_us < ? GROUP BY 1, s.{kind}",
        (1 << KINDS.index(kind), low * BIN_US, high * BIN_US),
    )
    parts: defaultdict[date, list[Total]] = defaultdict(list)
    for rows in (whole, visits):
        for number, *fields in rows:
            parts[moment.datetime_of(number * BIN_US).astimezone(zone).date()].append(Total(*fields))
    return {day: summed(parts[day]) for day in sorted(parts)}


def by_week(
    db: sqlite3.Connection, kind: str, start_us: int, end_us: int, zone: tzinfo
) -> dict[tuple[int, int], list[Total]]:
    """Return the totals of each ISO week (year, week), of the same quarters as `by_day`."""
    parts: defaultdict[tuple[int, int], list[Total]] = defaultdict(list)
    for day, found in by_day(db, kind, start_us, end_us, zone).items():
        year, week, _ = day.isocalendar()
        parts[year, week] += found
    return {week: summed(found) for week, found in parts.items()}


class Peak(msgspec.Struct, frozen=True):
    """The local day on which a name was in front longest, and for how long (microseconds); of equal ones the first."""

    day: date
    us: int


def peaks(
    db: sqlite3.Connection, kind: str, names: Collection[str], start_us: int, end_us: int, zone: tzinfo
) -> dict[str, Peak]:
    """Return the peak day of each of these names in a half-open stretch of time (UTC microseconds).

    Days are those of the zone, as the stretch cuts them; a name that has no time in it has none.
    """
    low, high = -(-start_us // BIN_US), end_us // BIN_US
    spent: defaultdict[tuple[str, date], int] = defaultdict(int)
    days: dict[int, date] = {}
    for number, name, us in db.execute(
        f"SELECT t.bin, s.{kind}, sum(t.us) FROM tallies t JOIN subjects s ON s.id = t.subject WHERE t.bin >= ? "
        f"AND t.bin < ? AND s.{kind} IN (SELECT value FROM json_each(?)) GROUP BY t.bin, s.{kind}",
        (low, high, json.dumps(sorted(names))),
    ):
        if number not in days:
            days[number] = _day(number * BIN_US, zone)
        spent[name, days[number]] += us
    # What the stretch cuts off a quarter at either end is reckoned from the frames; no day changes within a quarter.
    ends = [(start_us, min(low * BIN_US, end_us)), (max(high * BIN_US, start_us), end_us)]
    for begin, end in ends if low <= high else [(start_us, end_us)]:
        for total in _of_frames(db, kind, begin, end):
            if total.name in names:
                spent[total.name, _day(begin, zone)] += total.us
    found: dict[str, Peak] = {}
    for (name, day), us in sorted(spent.items(), key=lambda each: each[0][1]):
        if us > 0 and (name not in found or us > found[name].us):
            found[name] = Peak(day, us)
    return found


def _day(us: int, zone: tzinfo) -> date:
    return moment.datetime_of(us).astimezone(zone).date()


def _of_frames(db: sqlite3.Connection, kind: str, start_us: int, end_us: int) -> list[Total]:
    if start_us >= end_us:
        return []
    rows = db.execute(
        f"SELECT s.{kind}, sum(min(a.ts_us + a.spent_us, :end) - max(a.ts_us, :start)), "
        "total(a.ts_us >= :start AND a.begins & :bit), total(a.ts_us >= :start), "
        "min(CASE WHEN a.ts_us >= :start THEN a.ts_us END), max(CASE WHEN a.ts_us >= :start THEN a.ts_us END) "
        "FROM activity a JOIN subjects s ON s.id = a.subject "
        # No frame has more than a minute of its own.
        "WHERE a.ts_us >= :start - 60000000 AND a.ts_us < :end "
        "AND (a.ts_us >= :start OR a.ts_us + a.spent_us > :start) "
        f"AND NOT a.away AND s.{kind} <> '' GROUP BY s.{kind}",
        {"start": start_us, "end": end_us, "bit": 1 << KINDS.index(kind)},
    )
    return [Total(name, us, int(visits), int(frames), first, last) for name, us, visits, frames, first, last in rows]


def summed(parts: Iterable[Total]) -> list[Total]:
    """Return one total for each name out of several parts, the longest in front first."""
    named: defaultdict[str, list[Total]] = defaultdict(list)
    for part in parts:
        named[part.name].append(part)
    found = [_sum(each) for each in named.values()]
    return sorted(found, key=lambda total: (-total.us, -total.frames, total.name))


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
