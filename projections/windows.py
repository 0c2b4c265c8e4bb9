"""Windows: what is open on a screen, with their lifetimes."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

import msgspec

from ledger.facts import Window, WindowRecognized
from projections import lifetimes
from projections.fronts import Fronts
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE windows (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, source TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    title TEXT NOT NULL, app TEXT NOT NULL, process TEXT NOT NULL, focused INTEGER NOT NULL,
    context TEXT NOT NULL, visibility TEXT NOT NULL, z INTEGER NOT NULL,
    category TEXT NOT NULL, document TEXT NOT NULL, project TEXT NOT NULL
);
CREATE INDEX windows_by_chain ON windows(chain, born);
CREATE UNIQUE INDEX windows_by_event ON windows(seq, place)
"""


RECORD = "record"
"""The source of windows that the hypervisor's own records tell of."""


SCREEN = "screen"
"""The source of windows behind the active one, told by what stands on the screen."""

_WINDOW = "s.x0, s.y0, s.x1, s.y1, s.title, s.app, s.process, s.focused, s.context, s.visibility, s.z, s.category, "
_WINDOW += "s.document, s.project"


def topic_of(source: str) -> str:
    """Return the topic under which the chains of a source of windows are kept."""
    return f"window:{source}"


def what_of(source: str, window: Window) -> Hashable:
    """Return what makes a window another one: all that is said of it, or its title where a model looked."""
    return window if source in (RECORD, SCREEN) else window.title


class Focus(Fronts[Window]):
    """The windows that were active on frames, as the records tell."""

    def __init__(self, tables: Tables) -> None:
        """Begin knowing nothing."""
        super().__init__(tables, topic_of(RECORD), active_of)


def active_of(shown: Iterable[Window]) -> Window | None:
    """Return the active one of some windows, None where none is."""
    return min((each for each in shown if each.focused), key=lambda each: (each.z == 0, each.z), default=None)


def active_on(tables: Tables, frame: str) -> Window | None:
    """Return the window that is active on a frame, None where none is; while events are folded."""
    return tables.memory(Focus).on_frame(frame, lambda: [window for _, _, window in on_frame(tables.db, frame, RECORD)])


def fold(tables: Tables, event: Folding) -> None:
    """Let windows be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, WindowRecognized):
        return
    chain, place = lifetimes.enter(tables, event, fact, topic_of(fact.source), "windows")
    if fact.source == RECORD:
        tables.memory(Focus).change(chain, place, event.seq, fact, fact.appeared)
    tables.insert_all(
        "INSERT INTO windows (chain, seq, place, born, source, x0, y0, x1, y1, title, app, process, focused, context, "
        f"visibility, z, category, document, project) VALUES ({', '.join('?' * 19)})",
        [
            # The fields of a window stand in the order of the columns.
            (chain, event.seq, index, place, fact.source, *seen.box, *msgspec.structs.astuple(seen)[1:])
            for index, seen in enumerate(fact.appeared)
        ],
    )


def on_frame(db: sqlite3.Connection, frame: str, source: str | None = None) -> list[tuple[int, int, Window]]:
    """Return the windows that a frame shows as (seq, place, window), the topmost first; of one source or of all."""
    rows = db.execute(
        f"SELECT s.seq, s.place, {_WINDOW} FROM {lifetimes.alive('windows')} "
        "WHERE f.frame = ? AND (? IS NULL OR s.source = ?) ORDER BY s.z = 0, s.z, s.id",
        (frame, source, source),
    )
    return [(seq, place, _window(*fields)) for seq, place, *fields in rows]


def named_behind(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the titles and processes of all windows that were ever known beside the active one."""
    return db.execute("SELECT DISTINCT title, process FROM windows WHERE NOT focused").fetchall()


class Seen(NamedTuple):
    """A window on a frame: `seq` and `place` of what tells of it."""

    frame: str
    ts_us: int
    seq: int
    place: int
    title: str


def seen_between(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Seen]:
    """Return the windows with a title on each frame of a half-open stretch of time, in its order, the topmost first."""
    rows = db.execute(
        f"SELECT x.id, x.ts_us, s.seq, s.place, s.title FROM frames x JOIN {lifetimes.alive('windows')} "
        "WHERE f.frame = x.id AND x.ts_us >= ? AND x.ts_us < ? AND s.title <> '' AND s.source IN (?, ?) "
        "ORDER BY x.ts_us, x.id, s.z = 0, s.z, s.id",
        (start_us, end_us, RECORD, SCREEN),
    )
    return [Seen(*row) for row in rows]


def active_before(
    db: sqlite3.Connection, screen: str, ts_us: int, within_us: int, limit: int
) -> list[tuple[int, Window]]:
    """Return the windows that were active on a screen in the time before a moment, the last one first, each once.

    Each comes with the event that told of it last.
    """
    rows = db.execute(
        f"SELECT max(s.seq), {_WINDOW} FROM frames f "
        "JOIN chain_frames b ON b.frame = f.id AND b.topic = ? "
        "JOIN windows s ON s.chain = b.chain AND s.born <= b.place AND (s.gone IS NULL OR s.gone > b.place) "
        f"WHERE f.screen = ? AND f.ts_us < ? AND f.ts_us >= ? GROUP BY {_WINDOW} "
        "ORDER BY max(f.ts_us) DESC, s.title LIMIT ?",
        (topic_of(RECORD), screen, ts_us, ts_us - within_us, limit),
    )
    return [(int(row[0]), _window(*row[1:])) for row in rows]


def _window(*fields: Any) -> Window:  # noqa: ANN401 - a row of the table
    x0, y0, x1, y1, title, app, process, focused, *rest = fields
    return Window((x0, y0, x1, y1), title, app, process, bool(focused), *rest)


def life_of(db: sqlite3.Connection, seq: int, place: int) -> tuple[int, int, int | None] | None:
    """Return (chain, born, gone) of what an event says at a place of its `appeared`, None where there is none."""
    row = db.execute("SELECT chain, born, gone FROM windows WHERE seq = ? AND place = ?", (seq, place)).fetchone()
    return (int(row[0]), int(row[1]), row[2]) if row else None


_CONTENT = f"""
SELECT b.frame, g.frame, s.source, s.place, s.x0, s.y0, s.x1, s.y1, s.title, s.app, s.process, s.focused, s.context,
    s.visibility, s.z, s.category, s.document, s.project
FROM {lifetimes.lived("windows")}
ORDER BY b.frame, s.source, s.place
"""

WINDOWS = Projection("windows", 2, _SCHEMA, ("windows",), (WindowRecognized,), fold, _CONTENT)
