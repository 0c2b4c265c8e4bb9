"""What rows of frames say, remembered while events are folded, because event after event asks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Generic, TypeVar

from projections.tables import Tables

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
            if len(self._known) > self._MOST:
                self._known.clear()
            self._known.update(self.read(self._tables.db, frame, self._TOGETHER))
            known = self._known.get(frame)
        return known

    def forget(self, frame: str) -> None:
        """Forget a frame whose row may change."""
        self._known.pop(frame, None)
