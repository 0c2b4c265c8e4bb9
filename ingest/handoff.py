"""Stage 1: one handoff directory is taken into care, and a marker left that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from ingest import care
from ingest.admission import Admissions, Tally
from ingest.grant import leave, marker_of
from ingest.marker import marker_bytes
from ingest.shipment import Shipment
from ingest.source import DATABASE, MARKER, named, open_shipment, refuse_mingled
from ledger import rid
from ledger.birth import ensure_born
from ledger.blobs import Admission
from ledger.clock import Clock, new_run_id, spell, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import HandoffEvidenceMissing, HandoffRefused, Stale
from ledger.event import event_id
from ledger.facts import Fact, HandoffCompleted, MarkerGranted
from ledger.facts import HandoffRefused as RefusedFact
from ledger.lock import held
from ledger.writer import Writer
from projections.database import REBUILD
from projections.engine import catch_up
from projections.handoffs import Handoff, completed, is_admitted, last_refusal
from projections.records import counts_of
from projections.views import Views

Mode = Literal["copy", "hardlink"]
TRANSIENT = "handoff_in_use"
_NAMED = 10
# Wire formats, 1.1: not needed, and nothing that we keep refers to them.
_SIDE_TABLES = frozenset({"table entity_map", "table metadata_projection"})
_LOCK_WAIT_S = 600.0


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What came of one handoff directory. `marker` says whether the hypervisor may delete its copy.

    `counts` are those of the ingest that completed it, as in the marker.
    """

    handoff_root: str
    dest_data_root: str
    ingest_run_id: str
    started_utc: str
    ended_utc: str
    journal_event: str
    journal_record_id: str
    already_ingested: bool
    marker: bool
    ack_path: str
    counts: dict[str, int]
    errors: tuple[str, ...]


class HandoffIngestor:
    """Takes handoff directories into care, in numbered steps; a crash after any of them is healed by the next run.

    1. read the directory into a Shipment; nothing is written anywhere
    2. let the views catch up; a directory that is complete already goes to step 7
    3. refuse where a row names a blob that was not handed over (strict)
    4. blobs: in place, durable, hashes held against their rows   (crash: whole files that nothing names yet)
    5. events: one commit                                         (crash: a torn tail, set aside later)
    6. look again: is the directory still what was read?          (no: no marker; the next run takes the rest)
    7. grant the marker: one commit that fixes its bytes          (crash: granted by the next run)
    8. write the marker, last, atomically                         (crash: written by the next run, same bytes)
    """

    def __init__(
        self,
        dest_data_root: Path,
        *,
        mode: Mode = "hardlink",
        strict: bool = True,
        quiet_s: float = 0.0,
        clock: Clock = system_clock,
    ) -> None:
        self._root = DataRoot(dest_data_root.absolute())
        self._mode: Mode = mode
        self._strict = strict
        self._quiet_s = quiet_s
        self._clock = clock

    @property
    def dest_data_root(self) -> Path:
        """The DataRoot into which directories are taken."""
        return self._root.path

    def ingest_handoff_dir(self, handoff_root: Path) -> IngestResult:
        """Take one directory into care and leave its marker.

        Raises:
            HandoffRefused: it cannot be taken as it is (see `reason`); no marker, nothing in the journal but
                the refusal.
            HandoffEvidenceMissing: it names evidence that is not there, or not what its hash says.
            NotADataRoot, KeyUnavailable, Damaged, Locked, Stale, WriteFailed: the DataRoot cannot be written.
        """
        handoff_root = named(handoff_root)
        try:
            refuse_mingled(handoff_root, self._root)
            with open_shipment(handoff_root, quiet_s=self._quiet_s, now=self._clock) as shipment:
                ensure_born(self._root, clock=self._clock)
                with held(self._root.ingest_lock, _LOCK_WAIT_S):
                    return self._ingest(shipment)
        except HandoffRefused as refusal:
            self._note_refusal(handoff_root, refusal)
            raise

    def _ingest(self, shipment: Shipment) -> IngestResult:
        started = spell(self._clock())
        writer = Writer(self._root, clock=self._clock)
        catch_up(self._root)
        known = self._known(shipment)
        if known is not None:
            return self._finish(writer, shipment, known, already=True)
        with writer.turn():  # a damaged log is found before anything is put beside it
            self._refuse_missing(shipment)
        with Views(self._root) as views:
            is_known = partial(is_admitted, views.facts)
            taken = care.take(self._root, shipment, link=self._mode == "hardlink", is_known=is_known)
        self._commit(writer, shipment, taken, started)
        with Views(self._root) as views:
            # The first ingest of this content, should there be one: its marker is the one that stays.
            done = completed(views.facts, str(shipment.root), shipment.content_digest, _left_out(shipment))
        if done is None:
            raise Stale(f"The views of {self._root.path} do not show what was just committed.", REBUILD)
        return self._finish(writer, shipment, done, already=False)

    def _known(self, shipment: Shipment) -> Handoff | None:
        """Return the ingest that took this very content in, if all its media still lie where they were put."""
        with Views(self._root) as views:
            known = completed(views.facts, str(shipment.root), shipment.content_digest, _left_out(shipment))
            if known is not None and care.is_in_place(self._root, shipment, views):
                return known
        return None

    def _refuse_missing(self, shipment: Shipment) -> None:
        if not (self._strict and shipment.missing):
            return
        told = ", ".join(f"{each.reference.value} (of {each.record})" for each in shipment.missing[:_NAMED])
        more = f" and {len(shipment.missing) - _NAMED} more" if len(shipment.missing) > _NAMED else ""
        raise HandoffEvidenceMissing(
            f"{len(shipment.missing)} media file(s) that rows in {shipment.root} name are not there: {told}{more}.",
            "Restore them and run the command again, or take what is there with --no-strict "
            "(no marker is written then, so nothing is deleted).",
            reason="media_missing",
        )

    def _commit(self, writer: Writer, shipment: Shipment, taken: Mapping[str, Admission], started: str) -> None:
        with writer.turn() as turn:
            # Under the lock: what another ingest committed meanwhile is known before rows are compared.
            catch_up(self._root)
            with Views(self._root) as views:
                turn.commit(
                    self._facts(Admissions(shipment, taken, views), shipment, taken, started),
                    run=new_run_id(),
                    stage=1,
                    action="handoff.ingest",
                    inputs=(str(shipment.root), f"sha256:{shipment.metadata_db_sha256}"),
                    outputs=(f"content:{shipment.content_digest}",),
                )
        catch_up(self._root)

    def _facts(
        self, admissions: Admissions, shipment: Shipment, taken: Mapping[str, Admission], started: str
    ) -> Iterator[Fact]:
        yield from admissions.facts()
        # Only now is everything counted.
        yield self._completed_fact(shipment, taken, admissions.tally, started)

    def _completed_fact(
        self, shipment: Shipment, taken: Mapping[str, Admission], tally: Tally, started: str
    ) -> HandoffCompleted:
        new = [each for each in taken.values() if each.how != "held"]
        first_run = next((row.run_id for row in shipment.rows), None) or "handoff"
        name = rid.encode(f"{shipment.name}:{shipment.metadata_db_sha256}")
        return HandoffCompleted(
            handoff=shipment.name,
            handoff_root=str(shipment.root),
            dest_data_root=str(self._root.path),
            content_digest=shipment.content_digest,
            metadata_db_sha256=shipment.metadata_db_sha256,
            mode=self._mode,
            strict=self._strict,
            started_utc=started,
            ended_utc=spell(self._clock()),
            rows=tally.rows,
            rows_copied=tally.copied,
            rows_held=tally.held,
            rows_conflicting=tally.conflicting,
            media_linked=sum(each.how == "linked" for each in new),
            media_copied=sum(each.how == "copied" for each in new),
            media_held=len(taken) - len(new),
            bytes_ingested=sum(each.size for each in new),
            frames=tally.frames,
            frames_without_uia=tally.frames_without_uia,
            frames_without_input=tally.frames_without_input,
            record_id=f"{first_run}/system.ingest.handoff.completed/{name}",
            missing=tuple(each.told() for each in shipment.missing),
            ignored=(*(f"{each.path} ({each.why})" for each in shipment.ignored), *_beside(shipment)),
            left_out=_left_out(shipment),
            frames_without_time=tally.frames_without_time,
        )

    def _finish(self, writer: Writer, shipment: Shipment, done: Handoff, *, already: bool) -> IngestResult:
        errors = tuple(f"missing: {each}" for each in done.fact.missing)
        errors += tuple(f"not taken along: {each} of {DATABASE}" for each in done.fact.left_out)
        path = shipment.root / MARKER
        written = False
        if not errors:
            shipment.check_unchanged()
            text = done.marker or self._grant(writer, done)
            shipment.check_unchanged()  # what came since would be lost with the directory
            written, problem = leave(path, text.encode())
            errors += (problem,) if problem else ()
        fact = done.fact
        return IngestResult(
            handoff_root=fact.handoff_root,
            dest_data_root=fact.dest_data_root,
            ingest_run_id=f"ingest_{done.run}",
            started_utc=fact.started_utc,
            ended_utc=fact.ended_utc,
            journal_event=event_id(done.seq),
            journal_record_id=fact.record_id,
            already_ingested=already,
            marker=written,
            ack_path=str(path) if written else "",
            counts=counts_of(fact),
            errors=errors,
        )

    def _grant(self, writer: Writer, done: Handoff) -> str:
        with writer.turn() as turn:
            text = marker_bytes(marker_of(done, turn.head)).decode()
            fact = MarkerGranted(done.fact.handoff, done.fact.handoff_root, done.seq, text)
            turn.commit([fact], run=done.run, stage=1, action="marker.grant", inputs=(event_id(done.seq),))
        catch_up(self._root)
        return text

    def _note_refusal(self, handoff_root: Path, refusal: HandoffRefused) -> None:
        """Put a refusal in the journal, once: a drain every minute must not say the same thing every minute."""
        if refusal.reason == TRANSIENT or not self._root.is_born():
            return
        writer = Writer(self._root, clock=self._clock)
        with writer.turn() as turn:
            catch_up(self._root)
            with Views(self._root) as views:
                if last_refusal(views.facts, str(handoff_root)) == (refusal.reason, refusal.what):
                    return
            fact = RefusedFact(handoff_root.name, str(handoff_root), refusal.reason, refusal.what)
            turn.commit([fact], run=new_run_id(), stage=1, action="handoff.refuse", inputs=(str(handoff_root),))
        catch_up(self._root)


def _left_out(shipment: Shipment) -> tuple[str, ...]:
    """Return the tables and columns that hold something no event carries; the side tables we know are none."""
    found = (each for each in shipment.not_carried if each.startswith(("table ", "column ")))
    return tuple(each for each in found if each not in _SIDE_TABLES)


def _beside(shipment: Shipment) -> tuple[str, ...]:
    return tuple(each for each in shipment.not_carried if not each.startswith(("table ", "column ")))
