"""The one door of Stage 1: whatever was handed over, and in which form, comes into care by these steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from ingest import care
from ingest.admission import Admissions
from ingest.already import held_already
from ingest.capacity import require_tellable
from ingest.care import HashMismatch
from ingest.completion import completion
from ingest.grant import leave, marker_of, withdraw
from ingest.marker import NAME as MARKER
from ingest.marker import marker_bytes
from ingest.refusals import gone, media_missing
from ingest.shipment import Shipment
from ingest.snapshot import in_use
from ingest.source import DATABASE, named, refuse_mingled
from ingest.taken import Taken
from ingest.vouched import Vouched
from ledger.birth import ensure_born
from ledger.clock import Clock, new_run_id, spell, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused, Stale
from ledger.event import event_id
from ledger.facts import ChronicleRefused as ChronicleRefusedFact
from ledger.facts import Completed, Fact, MarkerGranted
from ledger.facts import HandoffRefused as RefusedFact
from ledger.lock import held
from ledger.writer import Turn, Writer
from projections.blobs import is_admitted
from projections.database import telling
from projections.engine import catch_up
from projections.handoffs import Handoff, last_refusal, left_out_by, of_bytes
from projections.records import counts_of
from projections.views import Views

Mode = Literal["copy", "hardlink"]
TRANSIENT = "handoff_in_use"
_LOCK_WAIT_S = 600.0


class IngestResult(msgspec.Struct, frozen=True):
    """What came of one directory. `marker` says whether the hypervisor may delete its copy.

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


class Door:
    """Takes directories into care, in numbered steps; a crash after any of them is healed by the next run.

    1. read the directory into a Shipment; nothing is written anywhere
    2. let the views catch up; a directory that is complete already, by the journal, goes to step 8
    3. refuse where a row names a blob that was not handed over, or cannot be it (strict)
    4. withdraw a marker of an earlier state, so that what came since is not deleted  (crash: written again later)
    5. files: in place, durable, hashes held against their rows   (crash: whole files that nothing names yet)
    6. events: one commit                                         (crash: a torn tail, set aside later)
    7. grant the marker: one commit that fixes its bytes          (crash: granted by the next run)
    8. write the marker under a temporary name, and look again: is the directory still what was read?
                                                                  (no: no marker; the next run takes the rest)
    9. give the marker its name, last                             (crash: written by the next run, same bytes)
    10. let the views catch up: nobody who waits for the marker waits for them   (crash: the next run does it)
    """

    def __init__(
        self,
        dest_data_root: Path,
        *,
        mode: Mode = "hardlink",
        strict: bool = True,
        hash_mismatch: HashMismatch = "refuse",
        with_marker: bool = True,
        begin: Callable[[DataRoot, Path], None] | None = None,
        clock: Clock = system_clock,
    ) -> None:
        """`begin` makes the DataRoot where there is none; it is told which directory is to come in."""
        self.root = DataRoot(dest_data_root.absolute())
        self._mode: Mode = mode
        self._strict = strict
        self._hash_mismatch: HashMismatch = hash_mismatch
        self._with_marker = with_marker
        self._begin = begin
        self._clock = clock

    def take_in(
        self,
        directory: Path,
        opened: Callable[[Path], Shipment],
        *,
        is_one: Callable[[Path], bool] = Path.is_dir,
        chronicle: bool = False,
    ) -> IngestResult:
        """Take one directory into care and leave its marker. `opened` reads it, strictly read-only.

        `is_one` says whether it still looks like what it is: a directory that is being deleted is not refused for it.

        Raises:
            HandoffRefused: it cannot be taken as it is (see `reason`); no marker, nothing in the journal but
                the refusal.
            HandoffEvidenceMissing: it names evidence that is not there, or not what its hash says.
            NotADataRoot, KeyUnavailable, Damaged, Locked, Stale, WriteFailed: it cannot be written, or its views err.
        """
        directory = named(directory)
        was_there = _is_there(is_one, directory)
        with telling(self.root.derived):  # whatever SQLite says while the views are asked
            try:
                if self._with_marker:
                    refuse_mingled(directory, self.root)
                with opened(directory) as shipment:
                    if not self.root.is_born():
                        shipment.require_readable()  # what is refused must not bring forth a DataRoot
                    self._ensure_born(directory)
                    with held(self.root.ingest_lock, _LOCK_WAIT_S):
                        return self._ingest(shipment)
            except HandoffRefused as refusal:
                if _is_there(is_one, directory):
                    self._note_refusal(directory, refusal, chronicle=chronicle)
                elif was_there:
                    raise gone(directory) from refusal
                raise

    def _ensure_born(self, directory: Path) -> None:
        if self._begin is not None:
            self._begin(self.root, directory)
        else:
            ensure_born(self.root, clock=self._clock)

    def _ingest(self, shipment: Shipment) -> IngestResult:
        started = spell(self._clock())
        writer = Writer(self.root, clock=self._clock)
        folded = catch_up(self.root).size
        with Views(self.root) as views:
            known = self._known(shipment, views)
            done = known or self._take_and_commit(writer, shipment, views, folded, started)
        try:
            return self._finish(writer, shipment, done, already=known is not None)
        finally:
            if known is None or known.marker is None:
                catch_up(self.root)

    def _take_and_commit(self, writer: Writer, shipment: Shipment, views: Views, folded: int, started: str) -> Handoff:
        """Do steps 3 to 7. The views know the first `folded` events."""
        with writer.turn():  # a damaged log is found before anything is put beside it
            already = held_already(self.root, shipment, views)
        shipment.survey.missing = [each for each in shipment.survey.missing if each not in already]
        if self._strict and shipment.missing:
            raise media_missing(shipment)
        require_tellable((each.told() for each in shipment.missing), shipment.root)
        if self._with_marker:
            withdraw(shipment.root / MARKER)
        taken = care.take(
            self.root,
            shipment,
            link=self._mode == "hardlink",
            mismatch=self._hash_mismatch,
            is_known=partial(is_admitted, views.facts),
        )
        require_tellable((each.told() for each in taken.mismatches), shipment.root)
        taken.add_held(shipment.survey, already)
        with writer.turn() as turn:
            # Under the lock: what another process committed meanwhile is known before rows are compared.
            if turn.head.size != folded:
                catch_up(self.root)
            # The first ingest of this content, should there be one: its marker is the one that stays.
            first = Vouched(views).ingest_of(str(shipment.root), shipment.contents.content_digest)
            done = self._commit(turn, shipment, taken, Admissions(shipment, taken, views), started)
            done = first if first is not None and first.whole else done
            if self._with_marker and done.whole and done.marker is None:
                done = self._granted(turn, done)
        return done

    def _known(self, shipment: Shipment, views: Views) -> Handoff | None:
        """Return the ingest that took this very content in, by the journal, if all its files still lie where put."""
        root, vouched, damaged = str(shipment.root), Vouched(views), self._hash_mismatch == "record"
        # The very bytes tell what the rows are: they are read only where these are new.
        alike = vouched.completed(of_bytes(views.facts, root, shipment.bytes_digest))
        if alike is not None:
            known = vouched.ingest_of(root, alike.fact.content_digest)
            if known is not None and known.whole:
                return known if care.is_in_place(self.root, shipment, views) else None
        known = vouched.ingest_of(root, shipment.contents.content_digest, damaged=damaged)
        if known is None or (self._strict and known.fact.missing):
            return None
        return known if care.is_in_place(self.root, shipment, views, shipment.survey.unfit) else None

    def _commit(self, turn: Turn, shipment: Shipment, taken: Taken, admissions: Admissions, started: str) -> Handoff:
        told: list[Completed] = []

        def facts() -> Iterator[Fact]:
            yield from admissions.facts()
            # Only now is everything counted.
            how = {"dest_data_root": self.root.spelled, "mode": self._mode, "strict": self._strict}
            times = {"started_utc": started, "ended_utc": spell(self._clock())}
            told.append(completion(shipment, taken, admissions.tally, {**how, **times}))
            yield told[0]

        run = new_run_id()
        commit = turn.commit(
            facts(),
            run=run,
            stage=1,
            action=f"{shipment.kind}.ingest",
            inputs=(str(shipment.root), f"sha256:{shipment.source_sha256}"),
            outputs=(f"content:{shipment.contents.content_digest}",),
        )
        return Handoff(commit.size - 1, run, told[0], None)

    def _finish(self, writer: Writer, shipment: Shipment, done: Handoff, *, already: bool) -> IngestResult:
        fact = done.fact
        errors = tuple(f"missing: {each}" for each in fact.missing)
        errors += tuple(f"damaged: {each}" for each in fact.mismatched)
        errors += tuple(f"not taken along: {each} of {DATABASE}" for each in left_out_by(fact))
        path = shipment.root / MARKER
        written = False
        if not errors and self._with_marker:
            text = done.marker or self._grant(writer, done)
            # What came since would be lost with the directory.
            written, problem = leave(path, text.encode(), partial(_check_unchanged, shipment))
            errors += (problem,) if problem else ()
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
            return self._granted(turn, done).marker or ""

    def _granted(self, turn: Turn, done: Handoff) -> Handoff:
        text = marker_bytes(marker_of(done, turn.head)).decode()
        fact = MarkerGranted(done.fact.handoff, done.fact.handoff_root, done.seq, text)
        turn.commit([fact], run=done.run, stage=1, action="marker.grant", inputs=(event_id(done.seq),))
        return replace(done, marker=text)

    def _note_refusal(self, directory: Path, refusal: HandoffRefused, *, chronicle: bool) -> None:
        """Put a refusal in the journal, once: a drain every minute must not say the same thing every minute."""
        if refusal.reason == TRANSIENT or not self.root.is_born() or self._was_noted(directory, refusal):
            return
        writer = Writer(self.root, clock=self._clock)
        with writer.turn() as turn:
            catch_up(self.root)
            if self._was_noted(directory, refusal):
                return
            kind, word = (ChronicleRefusedFact, "chronicle") if chronicle else (RefusedFact, "handoff")
            fact = kind(directory.name, str(directory), refusal.reason, refusal.what)
            turn.commit([fact], run=new_run_id(), stage=1, action=f"{word}.refuse", inputs=(str(directory),))
        catch_up(self.root)

    def _was_noted(self, directory: Path, refusal: HandoffRefused) -> bool:
        """Ask the views as they stand: they may be behind, and not there yet."""
        with suppress(Stale), Views(self.root) as views:
            return last_refusal(views.facts, str(directory)) == (refusal.reason, refusal.what)
        return False


def _check_unchanged(shipment: Shipment) -> None:
    """Return only if the directory is still what was read. All of that is in care: what fails now refuses nothing."""
    try:
        shipment.check_unchanged()
    except HandoffRefused as refusal:
        raise in_use(refusal.what) from refusal


def _is_there(is_one: Callable[[Path], bool], directory: Path) -> bool:
    try:
        return is_one(directory)
    except OSError:
        return True  # not to be looked into: that is for the refusal to say
