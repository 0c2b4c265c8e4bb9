"""What is edited in chains of code, remembered while events are folded: the versions there are, and which are shown.

Each event of code asks for both: were the tables asked, all that waits would be written for each of them.
"""

from __future__ import annotations

import msgspec

from ledger.facts import CodeFound
from projections.lifetimes import Tip
from projections.tables import Tables, forget_older

Where = tuple[str, str]
"""Where code is edited in a chain: the file (else the prompt or title), and the language."""


class Known(msgspec.Struct):
    """A version: its history, its number in it, its code as it was read and `squeezed`, and whether it is the last."""

    id: int
    history: int
    number: int
    where: Where
    symbol: str
    text: str
    code: str
    last: bool


class Chain(msgspec.Struct):
    """A chain of code: its versions by where and by what code they are, in the order of their numbers; what is shown.

    The latter stands where the chain ends, told by events and places there: the version, and the top of its box.
    """

    at: dict[Where, list[Known]] = msgspec.field(default_factory=dict)
    coded: dict[str, list[Known]] = msgspec.field(default_factory=dict)
    shown: dict[tuple[int, int], tuple[int, int]] = msgspec.field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Add a version, the last one so far."""
        self.at.setdefault(known.where, []).append(known)
        self.coded.setdefault(known.code, []).append(known)


class Edited:
    """The chains of code to which something may still be added, and the number of the last version."""

    _MOST = 64

    def __init__(self, tables: Tables) -> None:
        """Go on behind the versions that there are."""
        self._tables = tables
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM versions").fetchone()[0])
        self._chains: dict[int, Chain] = {}

    def number(self) -> int:
        """Return the number of a new version."""
        self._last += 1
        return self._last

    def chain(self, tip: Tip, seq: int, fact: CodeFound) -> Chain:
        """Return a chain that ends in the frame of an event, without what vanished there and what appeared."""
        known = Chain() if tip.place == 0 else self._chains.get(tip.chain)
        if known is None:
            known = self._read(tip.chain, seq)
        self._chains[tip.chain] = known
        if len(self._chains) > self._MOST:
            forget_older(self._chains)
        for gone in fact.vanished:
            for place in gone.places:
                known.shown.pop((gone.seq, place), None)
        return known

    def _read(self, chain: int, seq: int) -> Chain:
        db, read = self._tables.db, Chain()
        rows = db.execute(
            "SELECT file, language, id, history, number, symbol, text, code, last FROM versions WHERE chain = ? "
            "ORDER BY id",
            (chain,),
        )
        for file, language, number, history, place, symbol, text, code, last in rows:
            read.add(Known(number, history, place, (file, language), symbol, text, code, bool(last)))
        shown = db.execute(
            "SELECT s.seq, s.place, m.version, s.y0 FROM snippets s "
            "JOIN version_snippets m ON m.seq = s.seq AND m.place = s.place "
            "WHERE s.chain = ? AND s.gone IS NULL AND s.seq <> ?",
            (chain, seq),
        )
        read.shown = {(at, place): (version, top) for at, place, version, top in shown}
        return read
