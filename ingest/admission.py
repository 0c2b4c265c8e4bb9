"""The facts that a shipment gives: which rows are new, which are known, which contradict a known one."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.shipment import FRAME, Described, Row, Shipment, described
from ledger.blobs import Admission
from ledger.facts import BlobAdmitted, Fact, RecordAdmitted, RecordConflicted
from projections.handoffs import blob_of
from projections.views import Views


@dataclass(slots=True)
class Tally:
    """What was counted on the way; complete when the facts are exhausted."""

    rows: int = 0
    copied: int = 0
    held: int = 0
    conflicting: int = 0
    frames: int = 0
    frames_without_uia: int = 0
    frames_without_input: int = 0


class Admissions:
    """A shipment held against what the views know. Walk `facts` once; `tally` is complete after it."""

    def __init__(self, shipment: Shipment, taken: Mapping[str, Admission], views: Views) -> None:
        self.tally = Tally()
        self._shipment = shipment
        self._taken = taken
        self._views = views
        self._new: dict[str, bytes | None] = {}

    def facts(self) -> Iterator[Fact]:
        """Yield a fact for each blob that is new here, then for each row that is."""
        yield from self._blob_facts()
        for row in self._shipment.rows:
            said = described(row)
            self._count(said)
            fact = self._row_fact(row, said)
            if fact is not None:
                yield fact

    def _blob_facts(self) -> Iterator[Fact]:
        for source, each in sorted(self._taken.items()):
            if blob_of(self._views.facts, self._shipment.name, source) != (each.path, each.size):
                yield BlobAdmitted(
                    self._shipment.name, each.path, source, each.size, each.how, each.sha256, each.conflicting
                )

    def _row_fact(self, row: Row, said: Described) -> Fact | None:
        known = self._known(row.record)
        if known is None and row.record not in self._new:
            self.tally.copied += 1
            self._new[row.record] = row.payload
            return RecordAdmitted(*self._fields(row, said))
        if self._is_same(row, said, known) or self._is_known_conflict(row):
            self.tally.held += 1
            return None
        self.tally.conflicting += 1
        return RecordConflicted(*self._fields(row, said))

    def _known(self, record: str) -> sqlite3.Row | tuple[object, ...] | None:
        found: tuple[object, ...] | None = self._views.records.execute(
            "SELECT payload, record_type, ts_utc, run_id FROM metadata WHERE id = ?", (record,)
        ).fetchone()
        return found

    def _is_same(self, row: Row, said: Described, known: tuple[object, ...] | sqlite3.Row | None) -> bool:
        if known is None:
            return self._new[row.record] == row.payload
        return _stored(row) == known[0] and (said.record_type, said.ts_utc, said.run_id) == tuple(known[1:])

    def _is_known_conflict(self, row: Row) -> bool:
        found = self._views.facts.execute("SELECT payload FROM conflicts WHERE id = ?", (row.record,))
        return any(payload == _stored(row) for (payload,) in found)

    def _fields(
        self, row: Row, said: Described
    ) -> tuple[str, str, str, str | None, str | None, str | None, str | None, str | None, tuple[str, ...]]:
        stored = _stored(row)
        text = stored if isinstance(stored, str) else None
        encoded = base64.b64encode(stored).decode() if isinstance(stored, bytes) else None
        return (
            self._shipment.name,
            row.table,
            row.record,
            row.record_type,
            row.ts_utc,
            row.run_id,
            text,
            encoded,
            self._blobs(said),
        )

    def _blobs(self, said: Described) -> tuple[str, ...]:
        paths = (self._shipment.resolve(reference) for reference in said.references)
        return tuple(dict.fromkeys(self._taken[path].path for path in paths if path is not None))

    def _count(self, said: Described) -> None:
        self.tally.rows += 1
        if said.record_type != FRAME:
            return
        self.tally.frames += 1
        self.tally.frames_without_uia += not _has(said, "uia_ref", "record_id", "content_hash")
        self.tally.frames_without_input += not (
            _has(said, "input_ref", "record_id") or _has(said, "input_batch_ref", "record_id")
        )


def _stored(row: Row) -> str | bytes | None:
    """Return the payload as the views keep it: text, or bytes where it is no valid UTF-8."""
    if row.payload is None:
        return None
    try:
        return row.payload.decode("utf-8")
    except UnicodeDecodeError:
        return row.payload


def _has(said: Described, reference: str, *fields: str) -> bool:
    found = said.fields.get(reference)
    return isinstance(found, dict) and all(isinstance(found.get(name), str) and found[name] for name in fields)
