"""Pairs of the locator: what each event adds to it, while it waits to be written; see `locator`."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from typing import get_args

from ledger.facts import (
    AnyDerived,
    ChronicleCompleted,
    FrameExamined,
    FrameFailed,
    HandoffCompleted,
    ModelCalled,
    RecordAdmitted,
    RecordConflicted,
)
from projections.projection import Folding

PLACE = struct.Struct(">QI32s")
SEQ = struct.Struct(">Q")

# By the kind of a fact, its field that names the record an event tells of.
_CITING: frozenset[type] = frozenset(get_args(AnyDerived))
_NAMING: dict[type, str] = {
    **dict.fromkeys((FrameExamined, FrameFailed, ModelCalled, *_CITING), "frame"),
    **dict.fromkeys((RecordAdmitted, RecordConflicted), "record"),
    **dict.fromkeys((HandoffCompleted, ChronicleCompleted), "record_id"),
}
# These need not be about a frame.
_UNTIED: frozenset[type] = frozenset({FrameExamined, FrameFailed, ModelCalled})


@lru_cache(maxsize=16_384)
def record_key(record: str) -> bytes:
    """Return how the keys begin under which the events of a record are found."""
    return b"r" + hashlib.sha256(record.encode("utf-8", "surrogatepass")).digest()[:16]


class Pairs:
    """Places and cited frames by the numbers of their events, in order, and the keys of records."""

    def __init__(self) -> None:
        """Begin with none."""
        self._places: list[tuple[bytes, bytes]] = []
        self._frames: list[tuple[bytes, bytes]] = []
        self._records: list[bytes] = []

    def __len__(self) -> int:
        """Return how many events wait."""
        return len(self._places)

    def add(self, events: Iterable[Folding]) -> None:
        """Let what some events add wait."""
        for event in events:
            fact, seq = event.fact, SEQ.pack(event.seq)
            self._places.append((b"e" + seq, PLACE.pack(event.offset, event.length, event.leaf)))
            kind = type(fact)
            record: str | None = getattr(fact, _NAMING[kind]) if kind in _NAMING else None
            if record is None or (not record and kind in _UNTIED):
                continue
            self._records.append(record_key(record) + seq)
            if kind in _CITING:
                self._frames.append((b"f" + seq, record.encode("utf-8", "surrogatepass")))

    def in_order(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield all of them in the order of their keys, in which neighbours lie on one page."""
        yield from self._places
        yield from self._frames
        self._records.sort()
        yield from zip(self._records, repeat(b""), strict=False)

    def clear(self) -> None:
        """Forget all of them: they are written."""
        for each in (self._places, self._frames, self._records):
            each.clear()
