"""Progress: how far a processor has come with the frames of a stretch of time.

Whole hours are taken from what is counted by the hour; only the frames of the hours in which the stretch begins and
ends are looked at one by one.
"""

from __future__ import annotations

import sqlite3

import msgspec

from projections import hours
from projections.work import READY


class Progress(msgspec.Struct, frozen=True):
    """What a processor has done with the frames of a stretch of time that it has something to read in.

    `newest_us` is when the last one that it examined was captured (UTC microseconds), None where there is none.
    """

    ready: int
    examined: int
    failed: int
    newest_us: int | None


def between(db: sqlite3.Connection, processor: str, start_us: int, end_us: int, *, snapshots: bool | None) -> Progress:
    """Return how far a processor has come, at whatever version, with frames captured in a half-open stretch of time.

    `snapshots`: see `projections.work.pending`.
    """
    before, whole, after = hours.parted(start_us, end_us)
    first, last = _looked_at(db, processor, before, snapshots), _looked_at(db, processor, after, snapshots)
    ready, examined, failed = _counted(db, processor, whole, snapshots) if whole[0] < whole[1] else (0, 0, 0)
    newest = last.newest_us
    if newest is None and examined:
        newest = _newest(db, processor, whole, snapshots)
    return Progress(
        first.ready + ready + last.ready,
        first.examined + examined + last.examined,
        first.failed + failed + last.failed,
        first.newest_us if newest is None else newest,
    )


def _looked_at(db: sqlite3.Connection, processor: str, stretch: hours.Stretch, snapshots: bool | None) -> Progress:
    """Look at each frame of a stretch of time."""
    if stretch[0] >= stretch[1]:
        return Progress(0, 0, 0, None)
    row = db.execute(
        "SELECT count(*), count(e.frame), total(e.error <> ''), max(CASE WHEN e.error = '' THEN f.ts_us END) "
        "FROM frames f LEFT JOIN examined e ON e.frame = f.id AND e.processor = ? "
        f"WHERE f.ts_us >= ? AND f.ts_us < ? AND {READY[snapshots]}",
        (processor, *stretch),
    ).fetchone()
    return Progress(row[0], row[1] - int(row[2]), int(row[2]), row[3])


def _counted(
    db: sqlite3.Connection, processor: str, whole: hours.Stretch, snapshots: bool | None
) -> tuple[int, int, int]:
    """Return how many frames of some hours are ready, examined and failed."""
    frames, with_snapshots = db.execute(
        "SELECT coalesce(sum(frames), 0), coalesce(sum(snapshots), 0) FROM frame_hours WHERE hour >= ? AND hour < ?",
        whole,
    ).fetchone()
    examined, failed = db.execute(
        "SELECT coalesce(sum(examined), 0), coalesce(sum(failed), 0) FROM coverage "
        "WHERE processor = ? AND hour >= ? AND hour < ?",
        (processor, *whole),
    ).fetchone()
    if snapshots is None:
        return frames, examined, failed
    if snapshots:
        # A snapshot that is there stays there, and no processor that needs one examines a frame that lacks it.
        if examined + failed <= with_snapshots:
            return with_snapshots, examined, failed
        # Somebody did all the same: only looking at each frame tells which of them count.
        each = _looked_at(db, processor, (whole[0] * hours.HOUR_US, whole[1] * hours.HOUR_US), snapshots)
        return each.ready, each.examined, each.failed
    # A picture may have been found damaged after it was examined. There are few without one.
    row = db.execute(
        "SELECT count(*), count(e.frame), total(e.error <> '') FROM frames f "
        "LEFT JOIN examined e ON e.frame = f.id AND e.processor = ? "
        "WHERE f.blob IS NULL AND f.ts_us >= ? AND f.ts_us < ?",
        (processor, *(hour * hours.HOUR_US for hour in whole)),
    ).fetchone()
    lost = int(row[2])
    return frames - row[0], examined - (row[1] - lost), failed - lost


def _newest(db: sqlite3.Connection, processor: str, whole: hours.Stretch, snapshots: bool | None) -> int | None:
    """Return when the last frame of some hours was captured that was examined; None where none was."""
    rows = db.execute(
        "SELECT hour FROM coverage WHERE processor = ? AND hour >= ? AND hour < ? AND examined > 0 ORDER BY hour DESC",
        (processor, *whole),
    )
    for (hour,) in rows:
        newest = _looked_at(db, processor, hours.stretch_of(hour), snapshots).newest_us
        if newest is not None:
            return newest
    return None
