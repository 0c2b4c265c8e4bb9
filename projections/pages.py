"""Pages: the web pages on a screen, with their lifetimes."""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import Page, PageRecognized
from projections import lifetimes
from projections.fronts import Fronts
from projections.projection import Folding, Projection
from projections.tables import Tables

TOPIC = "page"
"""The topic under which chains of pages are kept."""

_SCHEMA = """
CREATE TABLE pages (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    text TEXT NOT NULL, source TEXT NOT NULL, host TEXT NOT NULL, url TEXT NOT NULL, domain TEXT NOT NULL,
    title TEXT NOT NULL, cut INTEGER NOT NULL
);
CREATE INDEX pages_by_chain ON pages(chain, born);
CREATE UNIQUE INDEX pages_by_event ON pages(seq, place)
"""


class PageRow(msgspec.Struct, frozen=True):
    """A page as a frame shows it, and the place of it in the event that says so."""

    seq: int
    place: int
    page: Page


class Foremost(Fronts[Page]):
    """The first page on each frame."""

    def __init__(self, tables: Tables) -> None:
        """Begin knowing nothing."""
        super().__init__(tables, TOPIC, lambda shown: next(iter(shown), None))


def first_on(tables: Tables, frame: str) -> Page | None:
    """Return the first page that a frame shows, None where it shows none; while events are folded."""
    return tables.memory(Foremost).on_frame(frame, lambda: [row.page for row in on_frame(tables.db, frame)])


def fold(tables: Tables, event: Folding) -> None:
    """Let pages be born and end; see `lifetimes`."""
    fact = event.fact
    if not isinstance(fact, PageRecognized):
        return
    chain, place = lifetimes.enter(tables, event, fact, TOPIC, "pages")
    tables.memory(Foremost).change(chain, place, event.seq, fact, fact.appeared)
    tables.insert_all(
        "INSERT INTO pages (chain, seq, place, born, x0, y0, x1, y1, text, source, host, url, domain, title, cut) "
        f"VALUES ({', '.join('?' * 15)})",
        [
            # The fields of a page stand in the order of the columns.
            (chain, event.seq, index, place, *seen.box, *msgspec.structs.astuple(seen)[1:])
            for index, seen in enumerate(fact.appeared)
        ],
    )


def on_frame(db: sqlite3.Connection, frame: str) -> list[PageRow]:
    """Return the pages that a frame shows, in the order in which they were told."""
    rows = db.execute(
        "SELECT s.seq, s.place, s.x0, s.y0, s.x1, s.y1, s.text, s.source, s.host, s.url, s.domain, s.title, s.cut "
        f"FROM {lifetimes.alive('pages')} "
        "WHERE f.frame = ? ORDER BY s.id",
        (frame,),
    )
    return [
        PageRow(seq, place, Page((x0, y0, x1, y1), text, source, host, url, domain, title, bool(cut)))
        for seq, place, x0, y0, x1, y1, text, source, host, url, domain, title, cut in rows
    ]


def life_of(db: sqlite3.Connection, seq: int, place: int) -> tuple[int, int, int | None] | None:
    """Return (chain, born, gone) of what an event says at a place of its `appeared`, None where there is none."""
    row = db.execute("SELECT chain, born, gone FROM pages WHERE seq = ? AND place = ?", (seq, place)).fetchone()
    return (int(row[0]), int(row[1]), row[2]) if row else None


_CONTENT = f"""
SELECT b.frame, g.frame, s.place, s.x0, s.y0, s.x1, s.y1, s.text, s.source, s.host, s.url, s.domain, s.title, s.cut
FROM {lifetimes.lived("pages")}
ORDER BY b.frame, s.place
"""

PAGES = Projection("pages", 1, _SCHEMA, ("pages",), (PageRecognized,), fold, _CONTENT)
