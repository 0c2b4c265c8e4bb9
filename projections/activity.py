"""Activity: what was in front on each frame, for how long, and where a visit or an episode began.

The frames of one run (session) form a sequence in the order of their time. The time from a frame to the next one
belongs to what was in front on it, at most `FULL_US` of it. A gap longer than `BREAK_US` is a break. Nothing
belongs to the last frame of a run, and nothing to a frame on which the person was away (no input for `AWAY_S` by
the record of the frame).

A visit to a thing is a run of frames, one after the other, that have it in front. An episode is the same for all
that tells what was worked on: the program, and the site or document in it. Both end at a break and while the
person is away.

The sequence is right whatever the order in which frames come in and are looked at: a frame is put between its
neighbours, and only what depends on them is reckoned anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

from ledger.facts import FrameExamined, RecordAdmitted
from projections import pages, payload, tallies, windows
from projections.frames import FRAME_TYPE
from projections.payload import object_of
from projections.projection import Folding, Projection
from projections.tallies import Counted

SECOND = 1_000_000
FULL_US = 60 * SECOND
BREAK_US = 300 * SECOND
AWAY_S = 300

EPISODE = 1 << len(tallies.KINDS)
"""The bit of `begins` that says that an episode begins; the others stand for the kinds of `tallies.KINDS`."""

_BROWSER = "browser"
_TELLING = frozenset({"windows", "pages"})

_SCHEMA = f"""
CREATE TABLE away (frame TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE subjects (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, category TEXT NOT NULL, document TEXT NOT NULL, project TEXT NOT NULL,
    site TEXT NOT NULL, domain TEXT NOT NULL, page TEXT NOT NULL, url TEXT NOT NULL,
    UNIQUE (app, category, document, project, site, domain, page, url)
);
CREATE TABLE activity (
    frame TEXT PRIMARY KEY, run TEXT NOT NULL, ts_us INTEGER NOT NULL, subject INTEGER NOT NULL, away INTEGER NOT NULL,
    spent_us INTEGER NOT NULL, begins INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX activity_in_order ON activity(run, ts_us, frame);
CREATE INDEX activity_by_time ON activity(ts_us, frame);
CREATE INDEX subjects_by_site ON subjects(site);
CREATE INDEX subjects_by_app ON subjects(app);
CREATE INDEX activity_by_subject ON activity(subject, ts_us);
{tallies.SCHEMA}
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is in front on a frame; what is not known, or not so, is empty. `site` is the host without `www.`."""

    app: str = ""
    category: str = ""
    document: str = ""
    project: str = ""
    site: str = ""
    domain: str = ""
    page: str = ""
    url: str = ""

    @property
    def what(self) -> tuple[str, str]:
        """What tells one episode from another: the program, and the site or document in it."""
        return self.app, self.site or self.document


class Row(NamedTuple):
    """A frame in its sequence. `spent_us` belongs to it, `begins` has a bit for each thing that begins with it."""

    frame: str
    run: str
    ts_us: int
    subject: int
    away: int
    spent_us: int
    begins: int


def fold(db: sqlite3.Connection, event: Folding) -> None:
    """Note who is away, and put frames into their sequence when it is known what is in front on them."""
    match event.fact:
        case RecordAdmitted() as fact:
            row = payload.record_of(fact)
            idle = object_of(row.fields.get("input_ref")).get("idle_seconds")
            if row.record_type == FRAME_TYPE and isinstance(idle, int | float) and idle >= AWAY_S:
                db.execute("INSERT OR IGNORE INTO away VALUES (?)", (fact.record,))
        case FrameExamined(processor=processor) as fact if processor in _TELLING:
            _settle(db, fact.frame)


def _settle(db: sqlite3.Connection, frame: str) -> None:
    """Put a frame where it belongs, with what is known of it now."""
    found = db.execute(
        "SELECT coalesce(run_id, handoff), ts_us, window_title, process_path, "
        "EXISTS (SELECT 1 FROM away WHERE frame = id) FROM frames WHERE id = ?",
        (frame,),
    ).fetchone()
    if found is None:
        return
    run, ts_us, title, process, away = found
    subject = _subject(db, frame)
    # The active window lies on another screen: that screen's frame tells of it.
    is_elsewhere = not subject.app and bool(title or process)
    known = _by_frame(db, frame)
    number = None if is_elsewhere else _number(db, subject)
    if known is not None and known.subject == number:
        return
    beside = [_neighbour(db, run, ts_us, frame, earlier=earlier) for earlier in (True, False)]
    if known is not None:
        _withdraw(db, known)
    if number is None:
        _reckon(db, beside)
        return
    placed = Row(frame, run, ts_us, number, away, 0, 0)
    db.execute(f"INSERT INTO activity VALUES ({', '.join('?' * 7)})", placed)
    tallies.count(db, _counted(db, placed), 1)
    _reckon(db, [beside[0], placed, beside[1]])


def _subject(db: sqlite3.Connection, frame: str) -> Subject:
    shown = windows.on_frame(db, frame, "record")
    window = next((window for _, _, window in shown if window.focused), None)
    if window is None:
        return Subject()
    app = window.app or window.title
    if window.category != _BROWSER:
        return Subject(app, window.category, window.document, window.project)
    page = next((row.page for row in pages.on_frame(db, frame)), None)
    if page is None:
        return Subject(app, window.category, page=window.document)
    site = page.host.removeprefix("www.")
    return Subject(app, window.category, site=site, domain=page.domain, page=window.document, url=page.url)


def _number(db: sqlite3.Connection, subject: Subject) -> int:
    values = astuple(subject)
    found = db.execute(
        "SELECT id FROM subjects WHERE app = ? AND category = ? AND document = ? AND project = ? AND site = ? "
        "AND domain = ? AND page = ? AND url = ?",
        values,
    ).fetchone()
    if found is None:
        found = (db.execute(f"INSERT INTO subjects VALUES (NULL, {', '.join('?' * 8)})", values).lastrowid,)
    return int(found[0])


def subject_of(db: sqlite3.Connection, number: int) -> Subject:
    """Return a subject by its number."""
    row = db.execute(
        "SELECT app, category, document, project, site, domain, page, url FROM subjects WHERE id = ?", (number,)
    ).fetchone()
    return Subject(*row)


def _by_frame(db: sqlite3.Connection, frame: str) -> Row | None:
    row = db.execute("SELECT * FROM activity WHERE frame = ?", (frame,)).fetchone()
    return Row(*row) if row else None


def _neighbour(db: sqlite3.Connection, run: str, ts_us: int, frame: str, *, earlier: bool) -> Row | None:
    sign, order = ("<", "DESC") if earlier else (">", "ASC")
    row = db.execute(
        f"SELECT * FROM activity WHERE run = ? AND (ts_us, frame) {sign} (?, ?) "
        f"ORDER BY ts_us {order}, frame {order} LIMIT 1",
        (run, ts_us, frame),
    ).fetchone()
    return Row(*row) if row else None


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


def before(db: sqlite3.Connection, row: Row) -> Row | None:
    """Return the frame before this one in the same run, or None."""
    return _neighbour(db, row.run, row.ts_us, row.frame, earlier=True)


def subjects(db: sqlite3.Connection) -> list[tuple[int, Subject]]:
    """Return all that ever was in front, with its number."""
    rows = db.execute("SELECT id, app, category, document, project, site, domain, page, url FROM subjects ORDER BY id")
    return [(number, Subject(*fields)) for number, *fields in rows]


def _withdraw(db: sqlite3.Connection, row: Row) -> None:
    db.execute("DELETE FROM activity WHERE frame = ?", (row.frame,))
    tallies.count(db, _counted(db, row), -1)


def _reckon(db: sqlite3.Connection, rows: Sequence[Row | None]) -> None:
    """Reckon anew what frames have from their neighbours: the time spent on them, and what begins with them."""
    for row in rows:
        if row is None:
            continue
        ahead = before(db, row)
        after = _neighbour(db, row.run, row.ts_us, row.frame, earlier=False)
        anew = row._replace(spent_us=_spent(row, after), begins=_begins(db, ahead, row))
        if anew != row:
            db.execute(
                "UPDATE activity SET spent_us = ?, begins = ? WHERE frame = ?", (anew.spent_us, anew.begins, row.frame)
            )
            tallies.recount(db, _counted(db, row), _counted(db, anew))


def _spent(row: Row, after: Row | None) -> int:
    if after is None or row.away:
        return 0
    return min(after.ts_us - row.ts_us, FULL_US)


def _begins(db: sqlite3.Connection, ahead: Row | None, row: Row) -> int:
    if row.away:
        return 0
    now = subject_of(db, row.subject)
    then = None
    if ahead is not None and not ahead.away and row.ts_us - ahead.ts_us <= BREAK_US:
        if ahead.subject == row.subject:
            return 0
        then = subject_of(db, ahead.subject)
    bits = 0
    for place, kind in enumerate(tallies.KINDS):
        name = getattr(now, kind)
        if name and (then is None or getattr(then, kind) != name):
            bits |= 1 << place
    if now.app and (then is None or then.what != now.what):
        bits |= EPISODE
    return bits


def _counted(db: sqlite3.Connection, row: Row) -> Counted:
    if row.away:
        return Counted({}, row.ts_us, 0, 0)
    subject = subject_of(db, row.subject)
    names = {kind: name for kind in tallies.KINDS if (name := getattr(subject, kind))}
    return Counted(names, row.ts_us, row.spent_us, row.begins)


_CONTENT = """
SELECT 1, a.frame, a.run, a.ts_us, s.app, s.category, s.document, s.project, s.site, s.domain, s.page, s.url, a.away,
    a.spent_us, a.begins
FROM activity a JOIN subjects s ON s.id = a.subject
UNION ALL SELECT 2, kind, name, bin, us, visits, frames, first_us, last_us, NULL, NULL, NULL, NULL, NULL, NULL
FROM tallies
UNION ALL SELECT 3, frame, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM away
ORDER BY 1, 2, 3, 4
"""

ACTIVITY = Projection("activity", 1, _SCHEMA, ("activity", "subjects", "away", "tallies"), fold, _CONTENT)
