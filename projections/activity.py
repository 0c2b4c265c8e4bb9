"""Activity: what was in front on each frame, for how long, and where a visit or an episode began.

The frames of one run (session) form a sequence in the order of their time. The time from a frame to the next one
belongs to what was in front on it, at most `FULL_US` of it. A gap longer than `BREAK_US` is a break. Nothing
belongs to the last frame of a run, and nothing to a frame on which the person was away (no input for `AWAY_S` by
the record of the frame).

A visit to a thing is a run of frames, one after the other, that have it in front. An episode is the same for all
that tells what was worked on: the program, and the site, document or folder in it. Both end at a break and while the
person is away.

The sequence is right whatever the order in which frames come in and are looked at: a frame is put between its
neighbours, and only what depends on them is reckoned anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from ledger.facts import FrameExamined, RecordAdmitted
from projections import moment, payload, subjects, tallies
from projections.frames import FRAME_TYPE, window_told
from projections.payload import object_of
from projections.projection import Folding, Projection
from projections.recalled import Noted
from projections.runs import Row, Run, neighbour
from projections.subjects import KINDS, Subject
from projections.tables import Tables, forget_older

SECOND = 1_000_000
FULL_US = 60 * SECOND
BREAK_US = 300 * SECOND
AWAY_S = 300

EPISODE = 1 << len(KINDS)
"""The bit of `begins` that says that an episode begins; the others stand for the kinds of `subjects.KINDS`."""

_TELLING = frozenset({"windows", "pages"})

_SCHEMA = f"""
CREATE TABLE away (frame TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE activity (
    frame TEXT PRIMARY KEY, run TEXT NOT NULL, ts_us INTEGER NOT NULL, subject INTEGER NOT NULL, away INTEGER NOT NULL,
    spent_us INTEGER NOT NULL, begins INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX activity_in_order ON activity(run, ts_us, frame);
CREATE INDEX activity_by_time ON activity(ts_us, frame);
CREATE INDEX activity_by_subject ON activity(subject, ts_us);
CREATE INDEX activity_begun ON activity(ts_us, subject, begins) WHERE begins <> 0;
{subjects.SCHEMA}
{tallies.SCHEMA}
"""


def fold(tables: Tables, event: Folding) -> None:
    """Note who is away, and put frames into their sequence when it is known what is in front on them."""
    fact = event.fact
    if isinstance(fact, FrameExamined):
        if fact.processor in _TELLING:
            tables.memory(Sequence).settle(fact.frame)
    elif isinstance(fact, RecordAdmitted):
        row = payload.record_of(fact)
        if row.record_type == FRAME_TYPE:
            tables.memory(Captures).admit(fact, row)


class Capture(NamedTuple):
    """What the row of a frame says of its place; `is_titled` says that it names a window."""

    run: str
    ts_us: int
    is_titled: bool
    away: int


class Captures(Noted[Capture]):
    """The frames of which this was asked lately."""

    def __init__(self, tables: Tables) -> None:
        """Begin knowing none."""
        super().__init__(tables)
        self._is_whole &= tables.written.execute("SELECT 1 FROM away LIMIT 1").fetchone() is None

    def admit(self, fact: RecordAdmitted, row: payload.Record) -> None:
        """Take in the record of a frame, after its row."""
        captured, away = moment.parse(row.ts_utc), _is_away(row)
        if captured is None:
            # It has no row; there may be one of it later all the same.
            if away:
                self._tables.db.execute(_AWAY, (fact.record,))
                self._is_whole = False
            return
        if away:
            self._tables.insert(_AWAY, (fact.record,))
        elif not self._is_whole:
            away = bool(self._tables.written.execute(_WAS_AWAY, (fact.record,)).fetchone()[0])
        run = fact.handoff if row.run_id is None else row.run_id
        known = self.note(fact.record, Capture(run, captured, window_told(fact), int(away)))
        if away and not known.away:
            self.put(fact.record, known._replace(away=1))

    def read(self, db: sqlite3.Connection, frame: str, most: int) -> Iterator[tuple[str, Capture]]:
        """Yield a frame and those that came in after it."""
        rows = db.execute(
            "SELECT id, coalesce(run_id, handoff), ts_us, coalesce(window_title, '') <> '' "
            "OR coalesce(process_path, '') <> '', EXISTS (SELECT 1 FROM away WHERE frame = id) FROM frames "
            "WHERE rowid >= (SELECT rowid FROM frames WHERE id = ?) ORDER BY rowid LIMIT ?",
            (frame, most),
        )
        for each, run, ts_us, is_titled, away in rows:
            yield each, Capture(run, ts_us, bool(is_titled), away)


_AWAY = "INSERT OR IGNORE INTO away VALUES (?)"
_WAS_AWAY = "SELECT EXISTS (SELECT 1 FROM away WHERE frame = ?)"


def _is_away(row: payload.Record) -> bool:
    idle = object_of(row.fields.get("input_ref")).get("idle_seconds")
    return isinstance(idle, int | float) and idle >= AWAY_S


class Sequence:
    """The sequences of frames, while events are folded: the last frames of some runs are remembered."""

    _MOST = 64

    def __init__(self, tables: Tables) -> None:
        """Begin knowing no run."""
        self._tables = tables
        self._runs: dict[str, Run] = {}
        self._captures = tables.memory(Captures)
        self._subjects, self._tallies = tables.memory(subjects.Numbers), tables.memory(tallies.Tallies)

    def settle(self, frame: str) -> None:
        """Put a frame where it belongs, with what is known of it now."""
        capture = self._captures.of(frame)
        if capture is None:
            return
        subject = subjects.while_folding(self._tables, frame)
        # The active window lies on another screen: that screen's frame tells of it.
        is_elsewhere = not subject.app and capture.is_titled
        run, key = self._run(capture.run), (capture.ts_us, frame)
        known = run.row(key)
        number = None if is_elsewhere else self._subjects.of(subject)
        if (known.subject if known is not None else None) == number:
            return
        behind, ahead = run.beside(key)
        if known is not None and not known.away:
            self._tallies.add(known.subject, known.ts_us, -known.spent_us, frames=-1, frame=frame)
        placed = None
        if number is not None:
            bare = Row(frame, capture.run, capture.ts_us, number, capture.away, 0, 0)
            placed = bare._replace(spent_us=_spent(bare, ahead), begins=self._begins(behind, bare))
            run.put(placed)
            if not placed.away:
                self._tallies.add(number, placed.ts_us, placed.spent_us, frames=1)
        elif known is not None:
            run.drop(known)
        # What the frames beside it have from this one: the time spent on the one behind, what begins with the one
        # ahead.
        if behind is not None:
            self._change(run, behind, behind._replace(spent_us=_spent(behind, placed or ahead)))
        if ahead is not None:
            self._change(run, ahead, ahead._replace(begins=self._begins(placed or behind, ahead)))

    def _run(self, name: str) -> Run:
        known = self._runs.get(name)
        if known is None:
            if len(self._runs) >= self._MOST:
                self._tables.write()
                forget_older(self._runs)
            known = self._runs[name] = Run(self._tables, name)
        return known

    def _change(self, run: Run, row: Row, anew: Row) -> None:
        if anew == row:
            return
        run.put(anew)
        if anew.spent_us != row.spent_us:
            self._tallies.add(row.subject, row.ts_us, -row.spent_us)
            self._tallies.add(row.subject, row.ts_us, anew.spent_us)

    def _begins(self, behind: Row | None, row: Row) -> int:
        if row.away:
            return 0
        then = None
        if behind is not None and not behind.away and row.ts_us - behind.ts_us <= BREAK_US:
            if behind.subject == row.subject:
                return 0
            then = self._subjects.subject(behind.subject)
        return _begun(then, self._subjects.subject(row.subject))


def _begun(then: Subject | None, now: Subject) -> int:
    bits = 0
    for place, kind in enumerate(KINDS):
        name = getattr(now, kind)
        if name and (then is None or getattr(then, kind) != name):
            bits |= 1 << place
    if now.app and (then is None or then.what != now.what):
        bits |= EPISODE
    return bits


def _spent(row: Row, ahead: Row | None) -> int:
    return 0 if ahead is None or row.away else min(ahead.ts_us - row.ts_us, FULL_US)


def before(db: sqlite3.Connection, row: Row) -> Row | None:
    """Return the frame before this one in the same run, or None."""
    return neighbour(db, row.run, row.ts_us, row.frame, earlier=True)


def at(db: sqlite3.Connection, us: int) -> Row | None:
    """Return the frame that shows what was in front at a moment (UTC microseconds), None where none is near enough."""
    row = db.execute(
        "SELECT * FROM activity WHERE ts_us <= ? AND ts_us > ? AND NOT away ORDER BY ts_us DESC, frame DESC LIMIT 1",
        (us, us - FULL_US),
    ).fetchone()
    return Row(*row) if row else None


def ends_of(
    db: sqlite3.Connection, kind: str, name: str, start_us: int, end_us: int, *, among: frozenset[int] | None = None
) -> tuple[str, str] | None:
    """Return the first and the last frame of a half-open stretch of time that has a name of a kind in front.

    `among` are the subjects that count; None: all.
    """
    numbers = [number for (number,) in db.execute(f"SELECT id FROM subjects WHERE {kind} = ?", (name,))]
    counted = json.dumps([number for number in numbers if among is None or number in among])
    found = []
    for order in ("ASC", "DESC"):
        row = db.execute(
            "SELECT frame FROM activity WHERE subject IN (SELECT value FROM json_each(?)) AND ts_us >= ? AND ts_us < ? "
            f"AND NOT away ORDER BY ts_us {order}, frame {order} LIMIT 1",
            (counted, start_us, end_us),
        ).fetchone()
        if row is None:
            return None
        found.append(str(row[0]))
    return found[0], found[1]


_NAMED = "s.app, s.category, s.document, s.project, s.site, s.domain, s.page, s.url, s.folder"
_CONTENT = f"""
SELECT 1, a.frame, a.run, a.ts_us, {_NAMED}, a.away, a.spent_us, a.begins, NULL
FROM activity a JOIN subjects s ON s.id = a.subject
UNION ALL SELECT 2, t.bin, NULL, NULL, {_NAMED}, t.us, t.frames, t.first_us, t.last_us
FROM tallies t JOIN subjects s ON s.id = t.subject
UNION ALL SELECT 3, frame, {", ".join(["NULL"] * 15)} FROM away
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
"""

_TABLES = ("activity", "subjects", "away", "tallies")
ACTIVITY = Projection("activity", 2, _SCHEMA, _TABLES, (RecordAdmitted, FrameExamined), fold, _CONTENT)
