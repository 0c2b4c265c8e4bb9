"""Subjects: what can be in front, each kept once: a program with the site, page, document, folder and project in it."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from ledger.facts import Page, Window
from projections import database, pages, windows, wording
from projections.kept import Kept
from projections.tables import Tables

SCHEMA = """
CREATE TABLE subjects (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, category TEXT NOT NULL, document TEXT NOT NULL, project TEXT NOT NULL,
    site TEXT NOT NULL, domain TEXT NOT NULL, page TEXT NOT NULL, url TEXT NOT NULL, folder TEXT NOT NULL,
    UNIQUE (app, category, document, project, site, domain, page, url, folder)
);
"""

KINDS = ("app", "site", "domain", "document", "project", "category", "page", "folder")
"""What is told apart and summed up; each is a field of `Subject`, and its place here a bit in what begins."""

_FIELDS = "app, category, document, project, site, domain, page, url, folder"
_TOGETHER = _FIELDS.replace(", ", " || ' ' || ")
_BROWSER = "browser"
MANAGER = "file manager"
"""The sort of programs in which folders are open."""


class Subject(NamedTuple):
    """What is in front on a frame; what is not known, or not so, is empty.

    `site` is the host without `www.`; `folder` is open in a file manager.
    """

    app: str = ""
    category: str = ""
    document: str = ""
    project: str = ""
    site: str = ""
    domain: str = ""
    page: str = ""
    url: str = ""
    folder: str = ""

    @property
    def what(self) -> tuple[str, str]:
        """What tells one episode from another: the program, and the site, document or folder in it."""
        return self.app, self.site or self.document or self.folder


def on_frame(db: sqlite3.Connection, frame: str) -> Subject:
    """Return what is in front on a frame, as its windows and pages are known now."""
    shown = windows.on_frame(db, frame, windows.RECORD)
    active = windows.active_of(window for _, _, window in shown)
    return _subject(active, lambda: next((row.page for row in pages.on_frame(db, frame)), None))


def while_folding(tables: Tables, frame: str) -> Subject:
    """Return the same of what was folded so far."""
    return _subject(windows.active_on(tables, frame), lambda: pages.first_on(tables, frame))


def _subject(window: Window | None, first_page: Callable[[], Page | None]) -> Subject:
    if window is None:
        return Subject()
    app = window.app or window.title
    if window.category == MANAGER:
        return Subject(app, window.category, project=window.project, folder=window.document)
    if window.category != _BROWSER:
        return Subject(app, window.category, window.document, window.project)
    page = first_page()
    if page is None:
        return Subject(app, window.category, page=window.document)
    site = page.host.removeprefix("www.")
    return Subject(app, window.category, site=site, domain=page.domain, page=window.document, url=page.url)


class Numbers:
    """The numbers of subjects, while events are folded."""

    _MOST = 16_384

    def __init__(self, tables: Tables) -> None:
        """Go on behind the subjects that there are."""
        self._tables = tables
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM subjects").fetchone()[0])
        self._numbers: dict[Subject, int] = {}
        self._subjects: dict[int, Subject] = {}

    def of(self, subject: Subject) -> int:
        """Return the number of a subject; it gets one where it has none."""
        known = self._numbers.get(subject)
        if known is None:
            find = f"SELECT id FROM subjects WHERE ({_FIELDS}) = ({', '.join('?' * 9)})"
            # What waits to be written is known.
            row = self._tables.written.execute(find, subject).fetchone()
            known = int(row[0]) if row is not None else self._numbered(subject)
            self._remember(known, subject)
        return known

    def subject(self, number: int) -> Subject:
        """Return a subject by its number."""
        known = self._subjects.get(number)
        if known is None:
            known = by_number(self._tables.written, number)
            self._remember(number, known)
        return known

    def _numbered(self, subject: Subject) -> int:
        self._last += 1
        self._tables.insert(f"INSERT INTO subjects VALUES ({', '.join('?' * 10)})", (self._last, *subject))
        return self._last

    def _remember(self, number: int, subject: Subject) -> None:
        if len(self._subjects) > self._MOST:
            self._tables.write()
            self._subjects.clear()
            self._numbers.clear()
        self._subjects[number] = subject
        self._numbers[subject] = number


def by_number(db: sqlite3.Connection, number: int) -> Subject:
    """Return a subject by its number."""
    return Subject(*db.execute(f"SELECT {_FIELDS} FROM subjects WHERE id = ?", (number,)).fetchone())


def frames_of(db: sqlite3.Connection, numbers: Collection[int], most: int) -> list[str]:
    """Return the frames with one of these subjects in front, but no more than so many."""
    rows = db.execute(
        "SELECT frame FROM activity WHERE subject IN (SELECT value FROM json_each(?)) LIMIT ?",
        (json.dumps(sorted(numbers)), most),
    )
    return [frame for (frame,) in rows]


def of_category(db: sqlite3.Connection, category: str) -> frozenset[int]:
    """Return the numbers of all subjects that are programs of a sort."""
    return frozenset(n for (n,) in db.execute("SELECT id FROM subjects WHERE category = ?", (category,)))


def with_documents(db: sqlite3.Connection, endings: Sequence[str]) -> frozenset[int]:
    """Return the numbers of all subjects whose document has one of these endings (ASCII; case does not matter)."""
    found: set[int] = set()
    for ending in endings:
        rows = db.execute("SELECT id FROM subjects WHERE document LIKE ? ESCAPE '!'", (f"%{_literal(ending)}",))
        found.update(number for (number,) in rows)
    return frozenset(found)


def holding(db: sqlite3.Connection, pieces: Iterable[str]) -> list[tuple[int, Subject]]:
    """Return the subjects with all these pieces of text in their fields, whatever the case and accents; of none all."""
    found: set[int] | None = None
    for piece in sorted(pieces, key=len, reverse=True):
        having = _said(db).holding(piece)
        found = having if found is None else found & having
        if not found:
            return []
    return _numbered(db, found)


def holding_any(db: sqlite3.Connection, pieces: Iterable[str]) -> list[tuple[int, Subject]]:
    """Return the subjects with any of these pieces of text in their fields, whatever the case and accents."""
    said = _said(db)
    return _numbered(db, set[int]().union(*map(said.holding, pieces)))


def _numbered(db: sqlite3.Connection, numbers: Collection[int] | None) -> list[tuple[int, Subject]]:
    """Return the subjects with these numbers, or all."""
    chosen = "1" if numbers is None else "id IN (SELECT value FROM json_each(?))"
    told = () if numbers is None else (json.dumps(sorted(numbers)),)
    rows = db.execute(f"SELECT id, {_FIELDS} FROM subjects WHERE {chosen} ORDER BY id", told)
    return [(number, Subject(*fields)) for number, *fields in rows]


class _Said:
    """What all subjects are called, folded, as one text of a line each: many times as fast as a table."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute(f"SELECT id, {_TOGETHER} FROM subjects ORDER BY id").fetchall()
        self._numbers = array("q", (number for number, _ in rows))
        lines = [_on_a_line(said) for _, said in rows]
        self._starts = array("q", accumulate((len(line) + 1 for line in lines), initial=0))
        self._text = "\n".join((*lines, ""))

    def holding(self, piece: str) -> set[int]:
        """Return the numbers of those that hold a piece."""
        wanted, found = _on_a_line(piece), set[int]()
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            found.add(self._numbers[line])
            at = self._text.find(wanted, self._starts[line + 1])
        return found if wanted else {*self._numbers}


def _on_a_line(text: str) -> str:
    return wording.folded(text).replace("\n", " ")


def _said(db: sqlite3.Connection) -> _Said:
    """Return what subjects are called, read once for each state of a file of views."""
    return _kept.of(database.state_of(db), lambda: _Said(db))


_kept = Kept[tuple[str, int, str], _Said](4)


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
