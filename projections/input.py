"""Input: how much was typed and clicked before each frame, as the records tell; by window and minute.

No record that we know says which keys were pressed. The sidecar counts presses of keys and events of mouse buttons;
a chronicle session tells of the mouse only, and its mere movements are not counted here.
"""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import RecordAdmitted
from projections import moment, payload
from projections.frames import FRAME_TYPE
from projections.payload import Record, count_of, object_of, text_of
from projections.projection import Folding, Projection
from projections.tables import Tables

MINUTE_US = 60_000_000
DAY_US = 86_400_000_000
"""A record that no frame names belongs to the next frame within so long."""

_REALMS = (".input.", ".hid.")
_SCHEMA = """
CREATE TABLE inputs (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, keys INTEGER, mouse INTEGER, start_us INTEGER, end_us INTEGER,
    run TEXT NOT NULL, at_us INTEGER, log TEXT
);
CREATE INDEX inputs_by_time ON inputs(at_us);
CREATE TABLE frame_inputs (frame TEXT PRIMARY KEY, input TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX frame_inputs_by_input ON frame_inputs(input)
"""


class Counts(msgspec.Struct, frozen=True):
    """What a record counts: presses of keys and events of mouse buttons; None where it does not tell.

    `start_us` and `end_us` are when the first and the last of them was, UTC microseconds, where it says so.
    """

    keys: int | None
    mouse: int | None
    start_us: int | None
    end_us: int | None


def counts_in(fact: RecordAdmitted) -> Counts | None:
    """Return what an admitted record counts, of whichever shape; None where it counts nothing."""
    row = payload.record_of(fact)
    return own_counts(row) if row.record_type == FRAME_TYPE else counts_of(row)


def counts_of(row: Record) -> Counts | None:
    """Return what a record of input counts; None for a record of something else, or one that counts nothing."""
    if not any(realm in (row.record_type or "") for realm in _REALMS):
        return None
    return _counted(row.fields)


def own_counts(frame: Record) -> Counts | None:
    """Return what a frame's own record counts, in the older shape in which no record of input stands beside it."""
    reference = object_of(frame.fields.get("input_ref"))
    return None if text_of(reference.get("record_id")) else _counted(reference)


def _counted(fields: dict[str, object]) -> Counts | None:
    counts = fields.get("counts")
    if not isinstance(counts, dict):
        return None
    unknown = fields.get("not_recorded")
    keys = None if isinstance(unknown, list) and "key" in unknown else count_of(counts.get("key"))
    mouse = count_of(counts.get("mouse"))
    if mouse is None and isinstance(unknown, list) and "mouse" not in unknown:
        mouse = 0
    if mouse is not None:
        mouse = max(0, mouse - (count_of(fields.get("movements")) or 0))
    start, end = (moment.parse(fields.get(name)) for name in ("start_ts_utc", "end_ts_utc"))
    return Counts(keys, mouse, start, end) if keys is not None or mouse is not None else None


def fold(tables: Tables, event: Folding) -> None:
    """Keep what each record of input counts, and to which frames it belongs."""
    fact = event.fact
    if not isinstance(fact, RecordAdmitted):
        return
    row = payload.record_of(fact)
    if row.record_type != FRAME_TYPE:
        if any(realm in (row.record_type or "") for realm in _REALMS):
            _keep(tables, fact, event.seq, row, counts_of(row))
        return
    linked = text_of(object_of(row.fields.get("input_ref")).get("record_id"))
    linked = linked or text_of(object_of(row.fields.get("input_batch_ref")).get("record_id"))
    own = own_counts(row) if linked is None else None
    if own is not None:
        _keep(tables, fact, event.seq, row, own)
    if linked is not None or own is not None:
        tables.insert("INSERT OR IGNORE INTO frame_inputs VALUES (?, ?)", (fact.record, linked or fact.record))


def _keep(tables: Tables, fact: RecordAdmitted, seq: int, row: Record, counts: Counts | None) -> None:
    """Keep a record of input; one that counts nothing may still have a log."""
    counts = counts or Counts(None, None, None, None)
    is_frame = row.record_type == FRAME_TYPE
    log = fact.blobs[0] if fact.blobs and not is_frame else None
    at_us = counts.end_us if counts.end_us is not None else moment.parse(row.ts_utc)
    values = (counts.keys, counts.mouse, counts.start_us, counts.end_us, row.run_id or fact.handoff, at_us, log)
    tables.insert(
        "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        # A record is told of again where its blob came later than its row.
        "ON CONFLICT (id) DO UPDATE SET log = coalesce(log, excluded.log)",
        (fact.record, seq, *values),
    )


class Tally(msgspec.Struct, frozen=True):
    """What was typed and clicked in a window: in how many minutes there was input, and the record that has most.

    `keys` and `mouse` are None where no record tells. `frame` is a frame to which the record `input`, told of in event
    `seq`, belongs; `records` counts records, `first_us` and `last_us` are times of capture (UTC microseconds).
    """

    title: str
    app: str
    keys: int | None
    mouse: int | None
    minutes: int
    records: int
    first_us: int
    last_us: int
    seq: int
    input: str
    frame: str


# A record belongs to the first of the frames that name it; where none does, to the next frame of its run.
_FIRST = """
SELECT i.id, i.seq, i.keys, i.mouse, f.id AS frame, f.ts_us, coalesce(f.window_title, '') AS title,
    coalesce(f.process_path, '') AS app, min(f.ts_us)
FROM frames f JOIN frame_inputs l ON l.frame = f.id JOIN inputs i ON i.id = l.input
WHERE f.ts_us >= :start AND f.ts_us < :end AND (i.keys IS NOT NULL OR i.mouse IS NOT NULL) GROUP BY i.id
UNION ALL SELECT i.id, i.seq, i.keys, i.mouse, f.id, f.ts_us, coalesce(f.window_title, ''),
    coalesce(f.process_path, ''), f.ts_us
FROM inputs i JOIN frames f ON f.id = (
    SELECT n.id FROM frames n WHERE n.run_id = i.run AND n.ts_us >= i.at_us AND n.ts_us < i.at_us + :day
    ORDER BY n.ts_us, n.id LIMIT 1
)
WHERE i.at_us >= :start - :day AND i.at_us < :end AND f.ts_us >= :start AND f.ts_us < :end
    AND (i.keys IS NOT NULL OR i.mouse IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM frame_inputs l WHERE l.input = i.id)
"""


class Given(msgspec.Struct, frozen=True):
    """A record of input as it belongs to a frame: its id, its event, where its log lies in the DataRoot."""

    record: str
    seq: int
    log: str | None


def of_frame(db: sqlite3.Connection, frame: str) -> list[Given]:
    """Return the records of input that belong to a frame: those that it names, and those of its run that none names.

    Of the latter, those since the frame before, by their time.
    """
    rows = db.execute(
        "SELECT i.id, i.seq, i.log FROM frame_inputs l JOIN inputs i ON i.id = l.input WHERE l.frame = :frame "
        "UNION SELECT i.id, i.seq, i.log FROM frames f JOIN inputs i ON i.run = f.run_id AND i.at_us <= f.ts_us "
        "AND i.at_us > coalesce((SELECT b.ts_us FROM frames b WHERE b.run_id = f.run_id AND b.ts_us < f.ts_us "
        "AND b.ts_us > f.ts_us - :day ORDER BY b.ts_us DESC LIMIT 1), f.ts_us - :day) WHERE f.id = :frame "
        "AND NOT EXISTS (SELECT 1 FROM frame_inputs n WHERE n.input = i.id) ORDER BY 1",
        {"frame": frame, "day": DAY_US},
    )
    return [Given(*row) for row in rows]


def by_window(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Tally]:
    """Return what was typed and clicked in each window in a half-open stretch of time, the busiest first.

    Times are of capture, UTC microseconds. SQLite gives the other columns of the row that has the one maximum
    (https://sqlite.org/lang_select.html#bareagg).
    """
    rows = db.execute(
        f"WITH told AS ({_FIRST}), ends AS (SELECT title, app, min(ts_us) AS first_us, max(ts_us) AS last_us FROM told "
        "GROUP BY title, app) SELECT title, app, sum(keys), sum(mouse), "
        f"count(DISTINCT CASE WHEN keys > 0 OR mouse > 0 THEN ts_us / {MINUTE_US} END), count(*), "
        "first_us, last_us, seq, id, frame, max(coalesce(keys, 0) + coalesce(mouse, 0)) "
        "FROM told JOIN ends USING (title, app) GROUP BY title, app "
        "ORDER BY total(keys) + total(mouse) DESC, title, app",
        {"start": start_us, "end": end_us, "day": DAY_US},
    )
    return [Tally(*row[:11]) for row in rows]


def told(db: sqlite3.Connection, record: str) -> Counts | None:
    """Return what a record counts, or None where it is no record of input."""
    row = db.execute(
        "SELECT keys, mouse, start_us, end_us FROM inputs WHERE id = ? AND (keys IS NOT NULL OR mouse IS NOT NULL)",
        (record,),
    ).fetchone()
    return Counts(*row) if row else None


def by_minute(db: sqlite3.Connection, start_us: int, end_us: int) -> list[tuple[int, str, int | None, int | None]]:
    """Return (beginning of the minute, title of the window, keys, mouse events) for each minute and window with input.

    Times are of capture, UTC microseconds; counts are None where no record tells.
    """
    rows = db.execute(
        f"SELECT ts_us / {MINUTE_US} * {MINUTE_US} AS minute, title, sum(keys), sum(mouse) FROM ({_FIRST}) "
        "GROUP BY minute, title HAVING total(keys) + total(mouse) > 0 ORDER BY minute, title",
        {"start": start_us, "end": end_us, "day": DAY_US},
    )
    return [(minute, title, keys, mouse) for minute, title, keys, mouse in rows]


def without(db: sqlite3.Connection, start_us: int, end_us: int) -> int:
    """Return how many frames in a half-open stretch of time have no record that tells of input."""
    row = db.execute(
        "SELECT count(*) FROM frames f WHERE f.ts_us >= ? AND f.ts_us < ? AND NOT EXISTS "
        "(SELECT 1 FROM frame_inputs l JOIN inputs i ON i.id = l.input WHERE l.frame = f.id "
        "AND (i.keys IS NOT NULL OR i.mouse IS NOT NULL))",
        (start_us, end_us),
    ).fetchone()
    return int(row[0])


_CONTENT = """
SELECT 'input', id, keys, mouse, start_us, end_us, run, at_us, log FROM inputs
UNION ALL SELECT 'frame', frame, input, '', '', '', '', '', '' FROM frame_inputs ORDER BY 1, 2
"""

INPUT = Projection("input", 2, _SCHEMA, ("inputs", "frame_inputs"), (RecordAdmitted,), fold, _CONTENT)
