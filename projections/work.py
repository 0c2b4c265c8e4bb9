"""Work: which frame still lacks which processor. Stage 2's queue."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import msgspec

from ledger.facts import FrameExamined, FrameFailed
from projections.frames import Frame
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE examined (
    frame TEXT NOT NULL, processor TEXT NOT NULL, version INTEGER NOT NULL,
    seq INTEGER NOT NULL, facts INTEGER NOT NULL, error TEXT NOT NULL,
    PRIMARY KEY (frame, processor)
) WITHOUT ROWID;
CREATE INDEX examined_in_vain ON examined(processor, error) WHERE error <> ''
"""

# What was examined before event `since` counts as not examined: so a run that is forced does each frame once.
# A processor that reads UIA snapshots has nothing to do until the snapshot is there.
# One that needs what others found on the same frame waits for all of them, and looks again when one of them did.
_LACKS = (
    "NOT EXISTS (SELECT 1 FROM examined e WHERE e.frame = f.id AND e.processor = :processor AND e.version = :version "
    "AND e.seq >= :since AND NOT EXISTS (SELECT 1 FROM examined n JOIN json_each(:needs) w ON n.processor = w.value "
    "WHERE n.frame = f.id AND n.seq > e.seq))"
)
_NEEDED = (
    "NOT EXISTS (SELECT 1 FROM json_each(:needs) w WHERE NOT EXISTS "
    "(SELECT 1 FROM examined n WHERE n.frame = f.id AND n.processor = w.value AND n.error = ''))"
)
_CHOSEN = "(NOT :keyframes OR EXISTS (SELECT 1 FROM keyframes k WHERE k.frame = f.id))"
_BETWEEN = "f.ts_us >= :start AND f.ts_us < :end"
_ORDER = {True: "h.newest DESC, f.handoff, f.ts_us, f.id", False: "h.oldest, f.handoff, f.ts_us, f.id"}
READY = {
    False: "f.blob IS NOT NULL",
    True: "EXISTS (SELECT 1 FROM snapshots s WHERE s.id = f.uia_record)",
    None: "1",
}
"""What a frame `f` must have for a processor to read it, by whether that reads snapshots (see `pending`)."""


def fold(tables: Tables, event: Folding) -> None:
    """Note, for each frame and processor, the last version that is done with it, and whether it failed."""
    fact = event.fact
    if isinstance(fact, FrameExamined):
        tables.insert(_PUT, (fact.frame, fact.processor, fact.version, event.seq, fact.facts, ""))
    elif isinstance(fact, FrameFailed):
        tables.insert(_PUT, (fact.frame, fact.processor, fact.version, event.seq, 0, fact.error))


_PUT = "INSERT OR REPLACE INTO examined VALUES (?, ?, ?, ?, ?, ?)"


class Selection(msgspec.Struct, frozen=True):
    """Which frames a run is about: captured in a half-open stretch of time (UTC microseconds); and in which order.

    What was examined before event `since` counts as not examined.
    """

    between: tuple[int, int] = (-(1 << 62), 1 << 62)
    newest_first: bool = True
    since: int = 0


ALL = Selection()


def pending(
    db: sqlite3.Connection,
    processor: str,
    version: int,
    *,
    snapshots: bool | None,
    needs: Sequence[str] = (),
    keyframes: bool = False,
    selection: Selection = ALL,
    limit: int = -1,
) -> list[Frame]:
    """Return the frames that a processor has not examined at this version, in the order to do them.

    The newest handoff comes first (or the oldest, as selected), so that freshness recovers first; inside a handoff
    the oldest frame does, so that each can be compared with the one before it. `snapshots` says that the
    processor reads the frame's UIA snapshot, and not its picture; None that it can do without both. `needs` names
    the processors whose findings on the same frame it reads: a frame is pending once they are done with it, and
    again whenever one of them looked after it.
    `keyframes`: only these. At most `limit` frames, where it is not negative.
    """
    rows = db.execute(
        "SELECT f.* FROM frames f JOIN "
        "(SELECT handoff, max(ts_us) AS newest, min(ts_us) AS oldest FROM frames GROUP BY handoff) h "
        f"ON h.handoff = f.handoff WHERE {READY[snapshots]} AND {_BETWEEN} AND {_CHOSEN} AND {_NEEDED} AND {_LACKS} "
        f"ORDER BY {_ORDER[selection.newest_first]} LIMIT :limit",
        {**_bound(processor, version, needs, selection, keyframes=keyframes), "limit": limit},
    )
    return [Frame(*row) for row in rows]


def done_with(db: sqlite3.Connection, frame: str, processors: Sequence[str]) -> list[int]:
    """Return the events that say that these processors were done with a frame, each at whatever version it was."""
    rows = db.execute(
        "SELECT e.seq FROM examined e JOIN json_each(?) w ON e.processor = w.value "
        "WHERE e.frame = ? AND e.error = '' ORDER BY e.seq",
        (json.dumps(list(processors)), frame),
    )
    return [int(seq) for (seq,) in rows]


def count_pending(
    db: sqlite3.Connection,
    processor: str,
    version: int,
    *,
    snapshots: bool | None,
    needs: Sequence[str] = (),
    keyframes: bool = False,
    selection: Selection = ALL,
) -> int:
    """Return how many frames `pending` would, without a limit."""
    row = db.execute(
        f"SELECT count(*) FROM frames f "
        f"WHERE {READY[snapshots]} AND {_BETWEEN} AND {_CHOSEN} AND {_NEEDED} AND {_LACKS}",
        _bound(processor, version, needs, selection, keyframes=keyframes),
    ).fetchone()
    return int(row[0])


def _bound(
    processor: str, version: int, needs: Sequence[str], selection: Selection, *, keyframes: bool
) -> dict[str, str | int]:
    start, end = selection.between
    told: dict[str, str | int] = {"processor": processor, "version": version, "needs": json.dumps(list(needs))}
    return {**told, "start": start, "end": end, "since": selection.since, "keyframes": keyframes}


def count_read(db: sqlite3.Connection, processors: Sequence[str]) -> int:
    """Return on how many frames at least one of these processors is done, and did not fail."""
    row = db.execute(
        "SELECT count(*) FROM frames f WHERE EXISTS (SELECT 1 FROM examined e JOIN json_each(?) p "
        "ON e.processor = p.value WHERE e.frame = f.id AND e.error = '')",
        (json.dumps(list(processors)),),
    ).fetchone()
    return int(row[0])


class Examined(msgspec.Struct, frozen=True):
    """That a processor is done with a frame: its version, the event that says so, and why where it failed."""

    processor: str
    version: int
    seq: int
    error: str


def examinations(db: sqlite3.Connection, frame: str) -> list[Examined]:
    """Return which processors are done with a frame, by name."""
    rows = db.execute(
        "SELECT processor, version, seq, error FROM examined WHERE frame = ? ORDER BY processor", (frame,)
    )
    return [Examined(*row) for row in rows]


def failures(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Return, for each processor, on how many frames it failed for which reason."""
    found: dict[str, dict[str, int]] = {}
    rows = db.execute(
        "SELECT processor, error, count(*) FROM examined WHERE error <> '' "
        "GROUP BY processor, error ORDER BY processor, count(*) DESC, error"
    )
    for processor, error, count in rows:
        found.setdefault(processor, {})[error] = count
    return found


_CONTENT = "SELECT frame, processor, version, facts, error FROM examined ORDER BY frame, processor"

WORK = Projection("work", 2, _SCHEMA, ("examined",), (FrameExamined, FrameFailed), fold, _CONTENT)
