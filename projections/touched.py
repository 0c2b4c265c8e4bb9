"""What a fault of the log touches: the citations that name an event which is not, or may not be, what it was."""

from __future__ import annotations

import bisect
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from ledger.audit_report import Fault
from ledger.event import event_id

MOST = 10_000

_READ = """
SELECT s.seq, f.frame, count(*) FROM {table} s JOIN chain_frames f ON f.chain = s.chain AND f.place = s.born
WHERE s.seq BETWEEN ? AND ? GROUP BY s.seq, f.frame ORDER BY s.seq
"""


class Touched(msgspec.Struct, frozen=True):
    """An event that citations name, the frame they show, and what of it: `12 lines of text`, `the record` …"""

    event: str
    frame: str
    what: str

    def __str__(self) -> str:
        return f"{self.event}: {self.what} of {self.frame}"


def touched(db: sqlite3.Connection, faults: Sequence[Fault]) -> tuple[Touched, ...]:
    """Return what the views know of the events that faults concern, by number; `MOST` at the most.

    Args:
        db: the tables of facts. They were folded before the damage, or from what is damaged now.
        faults: of an audit; those of the ledger touch no event.
    """
    lines = sorted((fault.seq, fault.last) for fault in faults if fault.log == "journal")
    files = {fault.seq for fault in faults if fault.log == "media"}
    found = [*_records(db, lines), *_readings(db, lines), *_pictures(db, files)]
    return tuple(told for _, told in sorted(found, key=lambda pair: pair[0])[:MOST])


Found = Iterator[tuple[int, Touched]]


def _records(db: sqlite3.Connection, lines: Sequence[tuple[int, int]]) -> Found:
    # One pass: frames are found by name and time, and an index for the bad day would cost every day.
    if not lines:
        return
    for seq, frame in db.execute("SELECT seq, id FROM frames"):
        at = bisect.bisect_right(lines, (seq, seq)) - 1
        if any(first <= seq <= last for first, last in lines[max(at, 0) : at + 2]):
            yield seq, Touched(event_id(seq), frame, "the record")


_THINGS = (
    ("spans", "line of text", "lines of text"),
    ("elements", "control", "controls"),
    ("fields", "field", "fields"),
    ("posts", "post", "posts"),
)


def _readings(db: sqlite3.Connection, lines: Sequence[tuple[int, int]]) -> Found:
    for bounds in lines:
        for table, one, many in _THINGS:
            for seq, frame, count in db.execute(_READ.format(table=table), bounds):
                yield seq, Touched(event_id(seq), frame, f"1 {one}" if count == 1 else f"{count} {many}")


def _pictures(db: sqlite3.Connection, files: set[int]) -> Found:
    if not files:
        return
    # A file that was hashed later is told of by two events.
    for *events, frame in db.execute("SELECT b.seq, b.hashed, f.id FROM blobs b JOIN frames f ON f.blob = b.path"):
        for seq in files.intersection(events):
            yield seq, Touched(event_id(seq), frame, "the picture")
