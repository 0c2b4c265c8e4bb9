"""The facts that a shipment gives: which rows are new, which are known, which contradict a known one."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

import msgspec

from ingest.shipment import Row, Shipment, row_digest
from ingest.taken import Taken, with_places
from ingest.vouched import Standing, Vouched, in_batches, stored_of
from ledger.facts import BlobAdmitted, BlobDamaged, Fact, RecordAdmitted, RecordConflicted
from projections import contract, payload
from projections.blobs import blobs_among, lying_at
from projections.handoffs import is_damaged, still_missing
from projections.views import Views


class Tally(msgspec.Struct):
    """What was counted on the way; complete when the facts are exhausted. `issues`: what frames lack, how many."""

    rows: int = 0
    copied: int = 0
    held: int = 0
    conflicting: int = 0
    frames: int = 0
    frames_complete: int = 0
    frames_without_uia: int = 0
    frames_without_input: int = 0
    issues: Counter[str] = msgspec.field(default_factory=Counter)


class Admissions:
    """A shipment held against what is known. Walk `facts` once; `tally` is complete after it."""

    def __init__(self, shipment: Shipment, taken: Taken, views: Views) -> None:
        self.tally = Tally()
        self._shipment = shipment
        self._survey = shipment.survey
        self._taken = taken
        self._views = views
        # Which rows came before in this shipment: digests, by id.
        self._new = shipment.shelf.table("record TEXT, digest BLOB, PRIMARY KEY (record, digest)")
        self._once_missing = _records_in(still_missing(views.facts, str(shipment.root)))
        self._missing_now = {each.record for each in shipment.missing}
        self._damaged_now = {each.record for each in taken.mismatches}
        self._vouched = Vouched(views)
        self._empty = views.records.execute("SELECT 1 FROM metadata LIMIT 1").fetchone() is None

    def facts(self) -> Iterator[Fact]:
        """Yield a fact for each blob that is new here, for each row that is, and for each blob that is damaged.

        Raises:
            Stale: a view knows of something that the journal does not tell of.
        """
        yield from self._blob_facts()
        rows = zip(self._shipment.rows, self._survey.places(self._taken.table), strict=True)
        for batch in in_batches(rows, lambda each: len(each[0].payload or b"")):
            for (row, places), standing in zip(batch, self._standings([row for row, _ in batch]), strict=True):
                self.tally.rows += 1
                fact = self._row_fact(row, places, standing)
                if fact is not None:
                    yield fact
        yield from self._fallback_facts()
        self._count_frames()
        for each in self._taken.mismatches:
            path = self._taken.at(each.source)
            yield BlobDamaged(self._shipment.name, path, each.record, each.stated, each.sha256)

    def _blob_facts(self) -> Iterator[Fact]:
        known = partial(blobs_among, self._views.facts, self._shipment.name)
        found = with_places(self._taken, lambda admission: admission.source, known)
        for batch in in_batches(found, lambda _: 0):
            there = {
                number: lying
                for number, (each, places) in enumerate(batch)
                for lying in places
                if (lying.path, lying.size) == (each.path, each.size)
            }
            # What counts as held was not synced by us: it lay there, and an earlier ingest did that, if there was one.
            held = (lying_at(self._views.facts, each.path) for each, _ in batch if each.how == "held")
            self._vouched.require_blobs([*there.values(), *(lying for lying in held if lying is not None)])
            for number, (each, _) in enumerate(batch):
                if number not in there:
                    yield BlobAdmitted(
                        self._shipment.name, each.path, each.source, each.size, each.how, each.sha256, each.conflicting
                    )

    def _standings(self, rows: list[Row]) -> list[Standing]:
        return ["new"] * len(rows) if self._empty else self._vouched.standings(rows)

    def _row_fact(self, row: Row, places: tuple[str, ...], standing: Standing) -> Fact | None:
        new = self._came_before(row.record)
        if standing == "new" and not new:
            self.tally.copied += 1
            self._note(row)
            return RecordAdmitted(*self._fields(row, places))
        if standing in ("held", "beside") or (new and row_digest(row) in new):
            self.tally.held += 1
            return self._told_again(row, places) if standing == "held" else None
        self.tally.conflicting += 1
        self._note(row)
        return RecordConflicted(*self._fields(row, places))

    def _came_before(self, record: str) -> frozenset[bytes]:
        """Return the digests of the new rows with this id that came before in this shipment."""
        if self._shipment.rows.unique:
            return frozenset()
        query = f"SELECT digest FROM {self._new} WHERE record = ?"
        return frozenset(digest for (digest,) in self._shipment.shelf.select(query, record))

    def _note(self, row: Row) -> None:
        if not self._shipment.rows.unique:
            new = f"INSERT OR IGNORE INTO {self._new} VALUES (?, ?)"
            self._shipment.shelf.run(new, row.record, row_digest(row))

    def _told_again(self, row: Row, places: tuple[str, ...]) -> Fact | None:
        """Tell a known row again where a blob that it names was missing or damaged before, and is here now."""
        if not places:
            return None
        came = row.record in self._once_missing and row.record not in self._missing_now
        if came or (row.record not in self._damaged_now and is_damaged(self._views.facts, row.record)):
            return RecordAdmitted(*self._fields(row, places))
        return None

    def _fallback_facts(self) -> Iterator[Fact]:
        """Admit the snapshot of the side channel where its row is missing here and in our care."""
        row = self._shipment.contents.fallback
        if row is None or self._survey.targets(row.record) is not None:
            return
        if self._standings([row]) != ["new"]:
            return
        yield RecordAdmitted(*self._fields(row, ()))
        self.tally.rows += 1
        self.tally.copied += 1
        said = contract.target_of(payload.describe(row.record_type, row.ts_utc, row.run_id, row.payload))
        self._survey.aim(row.record, said[0] if said is not None else None)
        self._survey.write()

    def _count_frames(self) -> None:
        """Hold every frame against the contract: the rows that it leads to are in this shipment, or in care already."""
        for links, targets in self._survey.links():
            for record in (links.uia_record, links.input_record):
                if record is not None and record not in targets and not self._empty:
                    known = contract.target_known(self._views.facts, record)
                    if known is not None:
                        targets[record] = known[0]
            self._count(contract.issues_of(links, targets), 1)
        for issues, frames in self._survey.alone.items():
            self._count(issues, frames)

    def _count(self, found: tuple[str, ...], frames: int) -> None:
        self.tally.frames += frames
        for name in found:
            self.tally.issues[name] += frames
        self.tally.frames_complete += 0 if found else frames
        self.tally.frames_without_uia += frames if not contract.UIA_ISSUES.isdisjoint(found) else 0
        self.tally.frames_without_input += frames if not contract.INPUT_ISSUES.isdisjoint(found) else 0

    def _fields(
        self, row: Row, places: tuple[str, ...]
    ) -> tuple[str, str, str, str | None, str | None, str | None, str | None, str | None, tuple[str, ...]]:
        stored = stored_of(row)
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
            places,
        )


def _records_in(missing: frozenset[str]) -> frozenset[str]:
    """Return every text that may be the record in `RECORD: REFERENCE`: either may hold a colon."""
    return frozenset(told[: found.start()] for told in missing for found in re.finditer(": ", told))
