"""Days at the screen, or with a thing in front: for how long on each local day, from when to when.

It is the time of the frames on which nobody was away: a frame has the time until the next one, at most a minute (see
`activity`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
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


def between(
    db: sqlite3.Connection, start_us: int, end_us: int, zone: tzinfo, among: Collection[int] | None = None
) -> list[Workday]:
    """Return the days of a half-open stretch of time (UTC microseconds) on which somebody was active, in their order.

    Days are those of the zone, as the stretch cuts them; no day changes within a quarter of an hour. `among` are the
    subjects of which one must be in front; None: whatever is.
    """
    # Rounded inwards: whole quarters from the tallies, what is cut from the frames.
    low, high = -(-start_us // BIN_US), end_us // BIN_US
    parts = list(_quarters(db, low, high, among))
    ends = [(start_us, min(low * BIN_US, end_us)), (max(high * BIN_US, start_us), end_us)]
    parts += [_cut(db, *end, among) for end in (ends if low <= high else [(start_us, end_us)]) if end[0] < end[1]]
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


def _quarters(db: sqlite3.Connection, low: int, high: int, among: Collection[int] | None) -> list[_Part]:
    return db.execute(
        f"SELECT bin * {BIN_US}, sum(us), sum(frames), min(first_us), max(last_us) FROM tallies "
        f"WHERE bin >= :low AND bin < :high AND {_counts(among)} GROUP BY bin",
        {"low": low, "high": high, "among": json.dumps(sorted(among or ()))},
    ).fetchall()


def _cut(db: sqlite3.Connection, start_us: int, end_us: int, among: Collection[int] | None) -> _Part:
    us, frames, first, last = db.execute(
        "SELECT coalesce(sum(min(ts_us + spent_us, :end) - ts_us), 0), count(*), min(ts_us), max(ts_us) "
        f"FROM activity WHERE ts_us >= :start AND ts_us < :end AND NOT away AND {_counts(among)}",
        {"start": start_us, "end": end_us, "among": json.dumps(sorted(among or ()))},
    ).fetchone()
    return start_us, us, frames, first, last


def _counts(among: Collection[int] | None) -> str:
    return "1" if among is None else "subject IN (SELECT value FROM json_each(:among))"


def frame_at(db: sqlite3.Connection, us: int, among: Collection[int] | None = None) -> str | None:
    """Return the record id of a frame that was captured then, on which nobody was away, with one of these in front."""
    row = db.execute(
        f"SELECT frame FROM activity WHERE ts_us = :us AND NOT away AND {_counts(among)} ORDER BY frame LIMIT 1",
        {"us": us, "among": json.dumps(sorted(among or ()))},
    ).fetchone()
    return str(row[0]) if row else None
