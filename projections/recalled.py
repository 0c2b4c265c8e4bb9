"""What rows of frames say, remembered while events are folded, because event after event asks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Generic, TypeVar

from projections.tables import Tables, forget_older

V = TypeVar("V")


class Recalled(Generic[V]):
    """Values by frame. Who asks for one frame of a session asks next for those that came in after it."""

    _MOST, _TOGETHER = 16_384, 256

    def __init__(self, tables: Tables) -> None:
        """Begin knowing none."""
        self._tables = tables
        self._known: dict[str, V] = {}

    def read(self, db: sqlite3.Connection, frame: str, most: int) -> Iterator[tuple[str, V]]:
        """Yield what the row of a frame says, and at most so many in all with those behind it; nothing for no frame."""
        raise NotImplementedError

    def of(self, frame: str) -> V | None:
        """Return what the row of a frame says, None where no frame has this id."""
        known = self._known.get(frame)
        if known is None:
            self._make_room()
            self._known.update(self.read(self._tables.db, frame, self._TOGETHER))
            known = self._known.get(frame)
        return known

    def forget(self, frame: str) -> None:
        """Forget a frame whose row may change."""
        self._known.pop(frame, None)

    def _make_room(self) -> None:
        if len(self._known) > self._MOST:
            forget_older(self._known)


class Noted(Recalled[V]):
    """Values by frame that are noted as frames come in: so none of the rows must be written for them to be read."""

    def __init__(self, tables: Tables) -> None:
        """Begin knowing none. What waits of `frames` now is noted next."""
        super().__init__(tables)
        # Where all frames came since, and none was dropped, one that is not known here is new.
        self._is_whole = tables.written.execute("SELECT 1 FROM frames LIMIT 1").fetchone() is None

    def note(self, frame: str, value: V) -> V:
        """Take in what is told of a frame, whose row stays as it is where there is one; return what its row says."""
        known = self._known.get(frame)
        if known is None:
            # What waits to be written is known.
            rows = () if self._is_whole else self.read(self._tables.written, frame, 1)
            known = next((found for _, found in rows), value)
            self.put(frame, known)
        return known

    def put(self, frame: str, value: V) -> None:
        """Take in what the row of a frame says from now on."""
        self._make_room()
        self._known[frame] = value

    def _make_room(self) -> None:
        if len(self._known) > self._MOST:
            self._tables.write()
            self._is_whole = False
        super()._make_room()
