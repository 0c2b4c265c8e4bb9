"""What a view is: a name, a version, its tables, and a fold that turns one event into rows."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ledger.facts import AnyFact, Fact
from projections.tables import Tables


class Folding(msgspec.Struct, frozen=True):
    """One event on its way into the views: its number, run, place in the journal file, leaf hash, and fact."""

    seq: int
    at: str
    run: str
    offset: int
    length: int
    leaf: bytes
    fact: AnyFact


Fold = Callable[[Tables, Folding], None]


class Projection(msgspec.Struct, frozen=True):
    """A family of SQLite tables that follows from the events.

    `fold` sees every event whose fact is of one of `kinds` once, in order, inside the transaction that also moves the
    position. It uses nothing but the event and the tables: no clock, no chance, no environment. A change of `schema`
    or of what `fold` does comes with a new `version`.

    `full_text` names its FTS5 tables: what they hold is compared term by term, because the same terms
    can lie in their segments in many ways.

    `content` selects what is known, ordered, without event numbers, runs and the times of our own
    writing: two logs that took in the same screens give the same, whatever interrupted them.
    """

    name: str
    version: int
    schema: str
    tables: tuple[str, ...]
    kinds: tuple[type[Fact], ...]
    fold: Fold
    content: str
    full_text: tuple[str, ...] = ()


class Position(msgspec.Struct, frozen=True):
    """How far a view has come: the next event's number, where it begins, and the hash of the one before (hex)."""

    seq: int
    offset: int
    head: str
