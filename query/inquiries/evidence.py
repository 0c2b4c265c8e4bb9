"""Evidence for what was in front: the window or page that a frame shows, as the journal tells it, in its box."""

from __future__ import annotations

import sqlite3

from ledger.facts import Page, Window
from projections import frames, pages, windows
from query.answers.answer import Citation
from query.inquiries.cite import Lifetime, Witness

_OF_PAGES = frozenset({"site", "domain", "page"})


class FrontWitness:
    """Makes citations of windows and pages on frames, each looked up in the journal."""

    def __init__(self, db: sqlite3.Connection, witness: Witness) -> None:
        self._db = db
        self._witness = witness

    def cite(self, frame: str, kind: str, name: str = "") -> Citation | None:
        """Return the citation of what is in front on a frame; None where the evidence does not hold.

        Args:
            frame: record id.
            kind: one of `subjects.KINDS`: a site is seen in the address bar, anything else in the title of its window.
            name: what the cited thing must be; anything where it is empty.
        """
        if kind in _OF_PAGES and (cited := self._page(frame, kind, name)) is not None:
            return cited
        return self._window(frame, kind, name) if kind not in ("site", "domain") else None

    def _page(self, frame: str, kind: str, name: str) -> Citation | None:
        shown = frames.by_id(self._db, frame)
        row = next(iter(pages.on_frame(self._db, frame)), None)
        life = pages.life_of(self._db, row.seq, row.place) if row is not None else None
        if shown is None or row is None or life is None:
            return None
        lifetime = Lifetime(row.seq, row.place, *life)
        thing = self._witness.thing(lifetime, shown)
        if not isinstance(thing, Page) or thing != row.page or (name and _named(thing, kind) != name):
            return None
        return self._witness.cited(lifetime, shown, thing.box, thing.text)

    def _window(self, frame: str, kind: str, name: str) -> Citation | None:
        shown = frames.by_id(self._db, frame)
        row = next((each for each in windows.on_frame(self._db, frame, "record") if each[2].focused), None)
        life = windows.life_of(self._db, row[0], row[1]) if row is not None else None
        if shown is None or row is None or life is None:
            return None
        lifetime = Lifetime(row[0], row[1], *life)
        thing = self._witness.thing(lifetime, shown)
        if not isinstance(thing, Window) or thing != row[2] or (name and _called(thing, kind) != name):
            return None
        return self._witness.cited(lifetime, shown, thing.box, thing.title or thing.process)


def _named(page: Page, kind: str) -> str:
    return {"site": page.host.removeprefix("www."), "domain": page.domain, "page": page.title}[kind]


def _called(window: Window, kind: str) -> str:
    fields = {"category": window.category, "project": window.project}
    return (fields | dict.fromkeys(("document", "page", "folder"), window.document)).get(
        kind, window.app or window.title
    )
