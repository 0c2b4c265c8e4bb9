"""The facts that a shipment gives: which rows are new, which are known, which contradict a known one."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.shipment import FRAME, Described, Missing, Row, Shipment, described, row_digest
from ledger.blobs import Admission
from ledger.facts import BlobAdmitted, Fact, RecordAdmitted, RecordConflicted
from projections import moment, payload
from projections.handoffs import blobs_of, still_missing
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
    frames_without_time: int = 0


class Admissions:
    """A shipment held against what the views know. Walk `facts` once; `tally` is complete after it."""

    def __init__(self, shipment: Shipment, taken: Mapping[str, Admission], views: Views) -> None:
        self.tally = Tally()
        self._shipment = shipment
        self._taken = taken
        self._views = views
        # Digests instead of rows: a shipment may hold more than fits in memory.
        self._new: dict[str, set[bytes]] = {}
        self._once_missing = still_missing(views.facts, str(shipment.root))

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
            if (each.path, each.size) not in blobs_of(self._views.facts, self._shipment.name, source):
                yield BlobAdmitted(
                    self._shipment.name, each.path, source, each.size, each.how, each.sha256, each.conflicting
                )

    def _row_fact(self, row: Row, said: Described) -> Fact | None:
        digest, new = row_digest(row), self._new.setdefault(row.record, set())
        known = self._known(self._views.records, "metadata", row.record)
        if not known and not new:
            self.tally.copied += 1
            new.add(digest)
            return RecordAdmitted(*self._fields(row, said))
        columns = _columns(row)
        if digest in new or columns in known:
            self.tally.held += 1
            return self._with_late_blobs(row, said) if columns in known else None
        if columns in self._known(self._views.facts, "conflicts", row.record):
            self.tally.held += 1
            return None
        self.tally.conflicting += 1
        new.add(digest)
        return RecordConflicted(*self._fields(row, said))

    def _with_late_blobs(self, row: Row, said: Described) -> Fact | None:
        """Tell a known row again where a blob that it names was missing when it was told first, and is here now."""
        late = any(
            Missing(row.record, reference).told() in self._once_missing
            and self._shipment.resolve(reference) is not None
            for reference in (said.references if self._once_missing else ())
        )
        return RecordAdmitted(*self._fields(row, said)) if late else None

    @staticmethod
    def _known(db: sqlite3.Connection, table: str, record: str) -> list[tuple[object, ...]]:
        """Return payload, type, time and run of what is known under an id, as the views keep them."""
        select = f"SELECT payload, record_type, ts_utc, run_id FROM {table} WHERE id = ?"  # noqa: S608 - ours
        return db.execute(select, (record,)).fetchall()

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
        self.tally.frames_without_time += moment.parse(said.ts_utc) is None
        self.tally.frames_without_input += not (
            _has(said, "input_ref", "record_id") or _has(said, "input_batch_ref", "record_id")
        )


def _columns(row: Row) -> tuple[object, ...]:
    """Return payload, type, time and run of a row as the views would keep them."""
    stored = _stored(row)
    said = payload.describe(row.record_type, row.ts_utc, row.run_id, stored)
    return stored, said.record_type, said.ts_utc, said.run_id


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
