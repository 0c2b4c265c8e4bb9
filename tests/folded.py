"""Facts folded into the tables of facts in memory, one after the other, as the engine does."""

from __future__ import annotations

import sqlite3

from ledger.facts import AnyFact
from projections.catalogue import IN_FACTS_DB
from projections.projection import Folding
from projections.tables import Tables


class Folded:
    """Tables of facts in a new database; `seq` is the number of the next event."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Make the tables."""
        self.db = db
        self.seq = 0
        self._tables = Tables(db)
        for projection in IN_FACTS_DB:
            db.executescript(projection.schema)

    def tell(self, *facts: AnyFact) -> int:
        """Fold facts, and return the number of the last one's event."""
        for fact in facts:
            event = Folding(self.seq, "2026-03-02T10:00:00.000000Z", "R", self.seq, 1, b"\0" * 32, fact)
            for projection in IN_FACTS_DB:
                projection.fold(self._tables, event)
            self.seq += 1
        self._tables.save()
        return self.seq - 1
