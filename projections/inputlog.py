"""Single presses and clicks: bursts of typing and how fast they were, and what lay under the pointer at each click.

A record of input is short, often a second; a burst goes on from record to record. So bursts are put together when
they are asked for, and what lay under a click is what is known now of the frame that the screen showed then.
"""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import Box, InputRead
from projections import elements, moment, standing, windows
from projections.frames import Sizes
from projections.payload import MOST_COUNTED, number_of
from projections.projection import Folding, Projection
from projections.tables import Tables, forget_older

PAUSE_US = 2_000_000
"""A pause this long ends a burst: the threshold of research on writing (Chenoweth and Hayes, 2001: P-bursts)."""

SHOWN_US = 60_000_000
"""A frame tells what lay under a click for at most so long after it was captured."""

_SCHEMA = """
CREATE TABLE input_reads (
    record TEXT PRIMARY KEY, frame TEXT NOT NULL, seq INTEGER NOT NULL, inside INTEGER NOT NULL,
    left_out INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX input_reads_by_frame ON input_reads(frame);
CREATE TABLE bursts (
    record TEXT NOT NULL, place INTEGER NOT NULL, start_us INTEGER NOT NULL, end_us INTEGER NOT NULL,
    keys INTEGER NOT NULL, PRIMARY KEY (record, place)
) WITHOUT ROWID;
CREATE INDEX bursts_by_time ON bursts(start_us);
CREATE TABLE clicks (
    record TEXT NOT NULL, place INTEGER NOT NULL, at_us INTEGER NOT NULL, x INTEGER, y INTEGER, button TEXT NOT NULL,
    PRIMARY KEY (record, place)
) WITHOUT ROWID;
CREATE INDEX clicks_by_time ON clicks(at_us)
"""


def fold(tables: Tables, event: Folding) -> None:
    """Keep the presses and clicks of a record once: as the frame tells them on which most of the clicks lie."""
    fact = event.fact
    if not isinstance(fact, InputRead):
        return
    size, reads = tables.memory(Sizes).of(fact.frame) or (None, None), tables.memory(Reads)
    inside = sum(_is_inside(click.point, size) for click in fact.clicks)
    known = reads.of(fact.record)
    if known is not None and known[0] != fact.frame and known[1] >= inside:
        return
    if known is not None:
        for table in ("bursts", "clicks"):
            tables.db.execute(f"DELETE FROM {table} WHERE record = ?", (fact.record,))
    reads.put(fact.record, (fact.frame, inside))
    row = (fact.record, fact.frame, event.seq, inside, min(fact.left_out, MOST_COUNTED))
    tables.insert("INSERT OR REPLACE INTO input_reads VALUES (?, ?, ?, ?, ?)", row)
    tables.insert_all(
        "INSERT INTO bursts VALUES (?, ?, ?, ?, ?)",
        [(fact.record, place, _us(burst.start), _us(burst.end), burst.keys) for place, burst in enumerate(fact.bursts)],
    )
    tables.insert_all(
        "INSERT INTO clicks VALUES (?, ?, ?, ?, ?, ?)",
        [
            (fact.record, place, _us(click.at), *_stored(click.point), click.button)
            for place, click in enumerate(fact.clicks)
        ],
    )


class Reads:
    """By which frame each record is told, and how many of its clicks lie inside that: of those told of lately."""

    _MOST = 16_384

    def __init__(self, tables: Tables) -> None:
        """Begin knowing none."""
        self._tables = tables
        self._known: dict[str, tuple[str, int]] = {}

    def of(self, record: str) -> tuple[str, int] | None:
        """Return what is known of a record, None where nothing is."""
        known = self._known.get(record)
        if known is None:
            # What waits to be written is known.
            asked = "SELECT frame, inside FROM input_reads WHERE record = ?"
            known = self._tables.written.execute(asked, (record,)).fetchone()
        return known

    def put(self, record: str, told: tuple[str, int]) -> None:
        """Note by which frame a record is told from now on."""
        if len(self._known) >= self._MOST:
            self._tables.write()
            forget_older(self._known)
        self._known[record] = told


def _is_inside(point: tuple[int, int] | None, size: tuple[int | None, int | None]) -> bool:
    if point is None or size[0] is None or size[1] is None:
        return False
    return 0 <= point[0] < size[0] and 0 <= point[1] < size[1]


def _stored(point: tuple[int, int] | None) -> tuple[int, int] | tuple[None, None]:
    """Return a point as a table can hold it; one that is further away than any desktop reaches is not recorded."""
    fits = point is not None and None not in map(number_of, point)
    return point if point is not None and fits else (None, None)


def _us(text: str) -> int:
    return moment.parse(text) or 0


# ---------------------------------------------------------------- bursts


class Burst(msgspec.Struct, frozen=True):
    """Presses one after the other in one window: from the first to the last (UTC microseconds), and how many.

    `seq` and `place` are those of its first part in the event that tells of it, `frame` is a frame of that window.
    """

    start_us: int
    end_us: int
    keys: int
    title: str
    app: str
    frame: str
    seq: int
    place: int

    @property
    def speed(self) -> float | None:
        """Presses a minute, from the first to the last; None where there is but one, or no time between them."""
        return (self.keys - 1) * 60e6 / (self.end_us - self.start_us) if self.end_us > self.start_us else None


def bursts(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Burst]:
    """Return the bursts that begin in a half-open stretch of time (UTC microseconds), in order of time.

    A burst that begins before it and goes on in it counts from where it is cut.
    """
    rows = db.execute(
        "SELECT b.start_us, b.end_us, b.keys, coalesce(f.window_title, ''), coalesce(f.process_path, ''), f.id, r.seq, "
        "b.place FROM bursts b JOIN input_reads r ON r.record = b.record JOIN frames f ON f.id = r.frame "
        "WHERE b.start_us >= ? AND b.start_us < ? ORDER BY f.run_id, b.start_us, b.record, b.place",
        (start_us, end_us),
    )
    found: list[Burst] = []
    for row in rows:
        part = Burst(*row)
        if found and _goes_on(found[-1], part):
            last = found.pop()
            part = Burst(
                last.start_us, max(last.end_us, part.end_us), last.keys + part.keys, last.title, last.app, last.frame,
                last.seq, last.place,
            )  # fmt: skip
        found.append(part)
    return sorted(found, key=lambda burst: (burst.start_us, burst.frame))


def _goes_on(last: Burst, part: Burst) -> bool:
    same = (last.title, last.app) == (part.title, part.app)
    return same and 0 <= part.start_us - last.end_us <= PAUSE_US


# ---------------------------------------------------------------- clicks


class Click(msgspec.Struct, frozen=True):
    """A click: when (UTC microseconds), where in pixels of its frame (None: not recorded), with which button.

    `frame` is the frame that the record belongs to; `shown` is the one that the screen showed just then: the last one
    before it, None where that is too long ago.
    """

    at_us: int
    point: tuple[int, int] | None
    button: str
    frame: str
    shown: str | None
    seq: int
    place: int


def clicks(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Click]:
    """Return the clicks of a half-open stretch of time (UTC microseconds), in order of time."""
    rows = db.execute(
        "SELECT c.at_us, c.x, c.y, c.button, r.frame, (SELECT s.id FROM frames s WHERE s.screen = f.screen "
        "AND s.ts_us <= c.at_us AND s.ts_us > c.at_us - ? ORDER BY s.ts_us DESC, s.id DESC LIMIT 1), r.seq, c.place "
        "FROM clicks c JOIN input_reads r ON r.record = c.record JOIN frames f ON f.id = r.frame "
        "WHERE c.at_us >= ? AND c.at_us < ? ORDER BY c.at_us, c.record, c.place",
        (SHOWN_US, start_us, end_us),
    )
    return [
        Click(at, None if x is None else (x, y), button, frame, shown, seq, place)
        for at, x, y, button, frame, shown, seq, place in rows
    ]


class Under(msgspec.Struct, frozen=True):
    """What lay under a point of a frame: the smallest control there, else the text, and the window.

    `role` and `label` are of the control; of a text, `role` is `Text`. `told` is the source (`uia`, `layout`, `ocr`);
    all are empty where nothing is known there. `seq` and `place` are where the journal tells of it.
    """

    role: str
    label: str
    box: Box | None
    told: str
    window: str
    seq: int = -1
    place: int = -1


_ACTS = frozenset(
    {"Button", "CheckBox", "ComboBox", "DataItem", "Edit", "Hyperlink", "Image", "ListItem", "MenuItem", "RadioButton"}
    | {"Slider", "Spinner", "SplitButton", "TabItem", "Thumb", "TreeItem"}
)


def under(db: sqlite3.Connection, frame: str, point: tuple[int, int]) -> Under:
    """Return what lies under a point of a frame, as far as it is known now."""
    shown = [window for _, _, window in windows.on_frame(db, frame) if _holds(window.box, point)]
    window = min(shown, key=lambda each: (not each.focused, each.z or 99, _area(each.box)), default=None)
    title = window.title if window is not None else ""
    seen = [each for each in elements.on_frame(db, frame) if _holds(each.box, point)]
    # What can be acted on says more of a click than the text on it, and either more than what they lie in.
    best = min(seen, key=lambda each: (_rank(each.role), _area(each.box), not each.label), default=None)
    spans = [span for span in standing.on_frame(db, frame) if _holds(span.box, point)]
    words = min(spans, key=lambda span: _area(span.box), default=None)
    if best is not None and (words is None or _rank(best.role) < len(_RANKS)):
        label = best.label or (words.text if words is not None else "")
        return Under(best.role, label, best.box, best.source, title, best.seq, best.place)
    if words is not None:
        return Under("Text", words.text, words.box, words.source, title, words.seq, words.place)
    return Under("", "", None, "", title)


_RANKS = (_ACTS, frozenset({"Text"}))


def _rank(role: str) -> int:
    return next((rank for rank, roles in enumerate(_RANKS) if role in roles), len(_RANKS))


def _holds(box: Box, point: tuple[int, int]) -> bool:
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def left_out(db: sqlite3.Connection, start_us: int, end_us: int) -> int:
    """Return how many events of records in a half-open stretch of time were not understood or not handed over."""
    row = db.execute(
        "SELECT coalesce(sum(r.left_out), 0) FROM frames f JOIN input_reads r ON r.frame = f.id "
        "WHERE f.ts_us >= ? AND f.ts_us < ?",
        (start_us, end_us),
    ).fetchone()
    return int(row[0])


_CONTENT = """
SELECT 'read', record, frame, inside, left_out, '', '' FROM input_reads
UNION ALL SELECT 'burst', record, place, start_us, end_us, keys, '' FROM bursts
UNION ALL SELECT 'click', record, place, at_us, x, y, button FROM clicks ORDER BY 1, 2, 3
"""

INPUTLOG = Projection("inputlog", 1, _SCHEMA, ("input_reads", "bursts", "clicks"), (InputRead,), fold, _CONTENT)
