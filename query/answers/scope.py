"""Scope: which frames count beside those of the window, where filters name a program, a site or a frame."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

import msgspec

from projections import frames
from query.answers.plan import Filters
from query.language import named


class Scope(msgspec.Struct, frozen=True):
    """What filters leave. `subjects` are the numbers of what must be in front, `frame` the one frame; None: any.

    `since` and `until` bound the moments of capture, UTC microseconds, half-open; None: they do not.
    `unknown` is what a filter names and nothing is called: then nothing is left.
    """

    db: sqlite3.Connection
    subjects: frozenset[int] | None = None
    frame: str | None = None
    unknown: str = ""
    since: int | None = None
    until: int | None = None
    _known: dict[str, bool] = msgspec.field(default_factory=dict)

    @property
    def choice(self) -> Callable[[str], bool] | None:
        """What says of a frame whether it counts; None where all do, and nobody need be asked."""
        return None if self.subjects is None and self.frame is None and not self.unknown else self.admits

    def admits(self, frame: str) -> bool:
        """Say whether a frame counts."""
        if self.unknown or self.frame not in (None, frame):
            return False
        if self.subjects is None:
            return True
        if frame not in self._known:
            row = self.db.execute("SELECT subject FROM activity WHERE frame = ?", (frame,)).fetchone()
            self._known[frame] = row is not None and row[0] in self.subjects
        return self._known[frame]

    def among(self, subjects: frozenset[int] | None) -> frozenset[int] | None:
        """Return those of some subjects (None: of all) that count; None where all do."""
        if self.unknown:
            return frozenset()
        mine = self.subjects
        if self.frame is not None:
            row = self.db.execute("SELECT subject FROM activity WHERE frame = ?", (self.frame,)).fetchone()
            mine = frozenset(row or ())
        if mine is None or subjects is None:
            return subjects if mine is None else mine
        return subjects & mine


def of(db: sqlite3.Connection, filters: Filters) -> Scope:
    """Return the scope that filters leave: every word that names a program or site must be held by its name."""
    subjects: frozenset[int] | None = None
    for kinds, words in ((("app", "category"), filters.app), (("site", "page"), filters.site)):
        if not words:
            continue
        found = _called(db, kinds, words)
        if not found:
            return Scope(db, unknown=words)
        subjects = found if subjects is None else subjects & found
    if filters.frame and frames.by_id(db, filters.frame) is None:
        return Scope(db, unknown=filters.frame)
    since, until = (int(each.timestamp() * 1_000_000) if each else None for each in (filters.since, filters.until))
    return Scope(db, subjects, filters.frame or None, since=since, until=until)


def _called(db: sqlite3.Connection, kinds: Iterable[str], words: str) -> frozenset[int]:
    found = named.resolve(db, words, kinds=tuple(kinds))
    return found.subjects if found is not None else frozenset()
