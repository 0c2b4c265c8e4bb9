"""What appeared on a screen and is not written yet: what ends one of these things changes its row before it is written.

Most of what appears is gone again some frames later, where much is folded at once: so it costs no look into the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.facts import Gone
from projections.tables import Tables

STAYS = -1
"""What stands for no place in the last column of a row: Python's SQLite is slow to take None."""

_NONE: tuple[None, list[list[Any]]] = None, []


def inserting(table: str, columns: str) -> str:
    """Return the statement that puts things into a table by these columns, and `gone` as the last one."""
    marks = "?, " * (columns.count(",") + 1)
    return f"INSERT INTO {table} ({columns}, gone) VALUES ({marks}nullif(?, {STAYS}))"


class Newborn:
    """The things that appeared and are not written yet, by their tables and events."""

    def __init__(self, tables: Tables) -> None:
        """Begin with none."""
        self._tables = tables
        self._told: dict[tuple[str, int], tuple[int, list[list[Any]]]] = {}
        self._rows: dict[str, list[list[Any]]] = {}

    def add(self, table: str, statement: str, event: int, chain: int, rows: list[list[Any]]) -> None:
        """Let the things be born of which an event tells, in its order; the last column of each is `STAYS`."""
        self._told[table, event] = chain, rows
        self._rows.setdefault(statement, []).extend(rows)

    def end(self, table: str, chain: int, place: int, seq: int, vanished: Sequence[Gone]) -> None:
        """Let things of a chain end at a place of it, as event `seq` tells: things of events before it."""
        for gone in vanished:
            # What is not there yet ends nowhere, whether it is folded together with this or later.
            if gone.seq >= seq:
                continue
            told, rows = self._told.get((table, gone.seq), _NONE)
            if told != chain:
                for index in gone.places:
                    key = chain, gone.seq, index
                    self._tables.change(_END.format(table), key, (place, *key))
                continue
            for index in gone.places:
                if 0 <= index < len(rows):
                    rows[index][-1] = place

    def write(self, tables: Tables) -> None:
        """Hand over all of them."""
        rows, self._rows, self._told = self._rows, {}, {}
        for statement, each in rows.items():
            tables.insert_all(statement, each)


_END = "UPDATE {} SET gone = ? WHERE chain = ? AND seq = ? AND place = ?"
