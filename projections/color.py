"""Colours: the regions of a screen with their colours and lifetimes."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import msgspec

from ledger.facts import Box, ColoredRegion, ColorMeasured, Shade
from projections import lifetimes
from projections.newborn import STAYS, Newborn, inserting
from projections.projection import Folding, Projection
from projections.tables import Tables

TOPIC = "color"

SMALL = ("patch", "edge")
"""Regions that lie in the active window of their frame, and tell neither its title nor its program."""

_SCHEMA = """
CREATE TABLE colors (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER, region TEXT NOT NULL, title TEXT NOT NULL, app TEXT NOT NULL,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    background INTEGER NOT NULL, share INTEGER NOT NULL, ansi16 INTEGER NOT NULL, ansi256 INTEGER NOT NULL,
    foreground INTEGER, foreground_ansi16 INTEGER, foreground_ansi256 INTEGER, histogram TEXT NOT NULL
);
CREATE INDEX colors_by_chain ON colors(chain, born);
CREATE UNIQUE INDEX colors_by_event ON colors(seq, place);
CREATE INDEX colors_by_window ON colors(title, app, region)
"""


class ColorRow(msgspec.Struct, frozen=True):
    """A region with its colours: on the frames of `chain` from place `born` until before `gone` (None: no end)."""

    seq: int
    place: int
    chain: int
    born: int
    gone: int | None
    region: str
    title: str
    app: str
    box: Box
    background: Shade
    share: int
    foreground: Shade | None


def what_of(
    region: ColorRow | ColoredRegion,
) -> tuple[str, str, str, tuple[int, int, int], tuple[int, int, int] | None]:
    """Return what makes a region the same from frame to frame, beside its box: shares change with every letter."""
    ink = region.foreground.rgb if region.foreground is not None else None
    return region.region, region.title, region.app, region.background.rgb, ink


def fold(tables: Tables, event: Folding) -> None:
    """Let coloured regions be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, ColorMeasured):
        return
    chain, place = lifetimes.enter(tables, event, fact, TOPIC, "colors")
    rows: list[list[Any]] = []
    for index, seen in enumerate(fact.appeared):
        ink = seen.foreground
        fore = (None, None, None) if ink is None else (_number(ink.rgb), ink.ansi16, ink.ansi256)
        back = (_number(seen.background.rgb), seen.share, seen.background.ansi16, seen.background.ansi256)
        histogram = json.dumps([[_number(rgb), share] for rgb, share in seen.histogram], separators=(",", ":"))
        told = (chain, event.seq, index, place, seen.region, seen.title, seen.app)
        rows.append([*told, *seen.box, *back, *fore, histogram, STAYS])
    tables.memory(Newborn).add("colors", _INSERT, event.seq, chain, rows)


_INSERT = inserting(
    "colors",
    "chain, seq, place, born, region, title, app, x0, y0, x1, y1, background, share, ansi16, ansi256, "
    "foreground, foreground_ansi16, foreground_ansi256, histogram",
)


def _number(rgb: tuple[int, int, int]) -> int:
    return rgb[0] << 16 | rgb[1] << 8 | rgb[2]


def _shade(number: int, ansi16: int, ansi256: int) -> Shade:
    return Shade((number >> 16, number >> 8 & 255, number & 255), ansi16, ansi256)


_COLUMNS = (
    "s.seq, s.place, s.chain, s.born, s.gone, s.region, s.title, s.app, s.x0, s.y0, s.x1, s.y1, "
    "s.background, s.ansi16, s.ansi256, s.share, s.foreground, s.foreground_ansi16, s.foreground_ansi256"
)


def _row(columns: tuple[object, ...]) -> ColorRow:
    seq, place, chain, born, gone, region, title, app, x0, y0, x1, y1, *colours = columns
    back, back16, back256, share, fore, fore16, fore256 = colours
    ink = None if fore is None else _shade(fore, fore16, fore256)  # type: ignore[arg-type]
    background = _shade(back, back16, back256)  # type: ignore[arg-type]
    box = (x0, y0, x1, y1)
    return ColorRow(seq, place, chain, born, gone, region, title, app, box, background, share, ink)  # type: ignore[arg-type]


def on_frame(db: sqlite3.Connection, frame: str) -> list[ColorRow]:
    """Return the coloured regions of a frame, in the order in which they were measured."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM {lifetimes.alive('colors')} WHERE f.frame = ? AND f.topic = ? ORDER BY s.id",
        (frame, TOPIC),
    )
    return [_row(row) for row in rows]


def windows(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (title, app) of all windows whose colours are known, by title."""
    # From one to the next in the index: there are few of them, however many regions there are.
    called = db.execute(
        "WITH RECURSIVE known(title) AS (SELECT min(title) FROM colors UNION ALL "
        "SELECT (SELECT min(c.title) FROM colors c WHERE c.title > known.title) FROM known "
        "WHERE known.title IS NOT NULL), of(title, app) AS (SELECT title, "
        "(SELECT min(app) FROM colors c WHERE c.title = known.title) FROM known WHERE title IS NOT NULL UNION ALL "
        "SELECT of.title, (SELECT min(c.app) FROM colors c WHERE c.title = of.title AND c.app > of.app) FROM of "
        "WHERE of.app IS NOT NULL) SELECT title, app FROM of WHERE EXISTS (SELECT 1 FROM colors c "
        "WHERE c.title = of.title AND c.app = of.app AND c.region = 'window') ORDER BY title, app"
    )
    return [(title, app) for title, app in called]


def of_window(db: sqlite3.Connection, title: str, app: str) -> list[ColorRow]:
    """Return the coloured regions of the windows of a title and program, in the order in which they were told."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM colors s WHERE s.title = ? AND s.app = ? ORDER BY s.id", (title, app))
    return [_row(row) for row in rows]


def of_screens(db: sqlite3.Connection) -> list[ColorRow]:
    """Return the colours of whole screens, in the order in which they were told."""
    return [_row(row) for row in db.execute(f"SELECT {_COLUMNS} FROM colors s WHERE s.region = 'screen' ORDER BY s.id")]


_CONTENT = f"""
SELECT b.frame, g.frame, s.place, s.region, s.title, s.app, s.x0, s.y0, s.x1, s.y1, s.background, s.share, s.ansi16,
    s.ansi256, s.foreground, s.foreground_ansi16, s.foreground_ansi256, s.histogram
FROM {lifetimes.lived("colors")}
ORDER BY b.frame, s.place
"""

COLOR = Projection("color", 2, _SCHEMA, ("colors",), (ColorMeasured,), fold, _CONTENT)
