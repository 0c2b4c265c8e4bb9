"""Days at the screen: for how long somebody was active on each local day, from when to when.

It is the time of all frames on which nobody was away, whatever was in front: a frame has the time until the next one,
at most a minute (see `activity`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, tzinfo

import msgspec

from projections import moment
from projections.tallies import BIN_US

_Part = tuple[int, int, int, int | None, int | None]
"""When a part of a day begins, the time and the frames in it, the first and the last of these (None: there is none)."""


class Workday(msgspec.Struct, frozen=True):
    """A local day: microseconds of activity, how many frames, and the first and the last of these.

    Times are UTC microseconds.
    """

    day: date
    us: int
    frames: int
    first_us: int
    last_us: int


def between(db: sqlite3.Connection, start_us: int, end_us: int, zone: tzinfo) -> list[Workday]:
    """Return the days of a half-open stretch of time (UTC microseconds) on which somebody was active, in their order.

    Days are those of the zone, as the stretch cuts them; no day changes within a quarter of an hour.
    """
    # Rounded inwards: whole quarters from the tallies, what is cut from the frames.
    low, high = -(-start_us // BIN_US), end_us // BIN_US
    parts = list(_quarters(db, low, high))
    ends = [(start_us, min(low * BIN_US, end_us)), (max(high * BIN_US, start_us), end_us)]
    parts += [_cut(db, *end) for end in (ends if low <= high else [(start_us, end_us)]) if end[0] < end[1]]
    days: defaultdict[date, list[_Part]] = defaultdict(list)
    for part in parts:
        if not part[1] and not part[2]:
            # The ends of all time are no days.
            continue
        days[moment.datetime_of(part[0]).astimezone(zone).date()].append(part)
    found = [_summed(day, days[day]) for day in sorted(days)]
    return [each for each in found if each is not None]


def _summed(day: date, parts: list[_Part]) -> Workday | None:
    """Return what parts of a day come to; None where only a frame of the day before reaches into it."""
    firsts = [first for *_, first, _ in parts if first is not None]
    lasts = [last for *_, last in parts if last is not None]
    if not firsts or not lasts:
        return None
    return Workday(day, sum(part[1] for part in parts), sum(part[2] for part in parts), min(firsts), max(lasts))


def _quarters(db: sqlite3.Connection, low: int, high: int) -> list[_Part]:
    return db.execute(
        f"SELECT bin * {BIN_US}, sum(us), sum(frames), min(first_us), max(last_us) FROM tallies "
        "WHERE bin >= ? AND bin < ? GROUP BY bin",
        (low, high),
    ).fetchall()


def _cut(db: sqlite3.Connection, start_us: int, end_us: int) -> _Part:
    us, frames, first, last = db.execute(
        "SELECT coalesce(sum(min(ts_us + spent_us, :end) - ts_us), 0), count(*), min(ts_us), max(ts_us) "
        "FROM activity WHERE ts_us >= :start AND ts_us < :end AND NOT away",
        {"start": start_us, "end": end_us},
    ).fetchone()
    return start_us, us, frames, first, last


def frame_at(db: sqlite3.Connection, us: int) -> str | None:
    """Return the record id of a frame that was captured then, on which nobody was away."""
    row = db.execute("SELECT frame FROM activity WHERE ts_us = ? AND NOT away ORDER BY frame LIMIT 1", (us,)).fetchone()
    return str(row[0]) if row else None
