"""The loop of Stage 2: while the person is away, one frame for one processor at a time, each finished or not begun."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ledger.clock import Clock, new_run_id, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError
from ledger.facts import BatchFinished, BatchStarted, BatchYielded, Fact, FrameExamined, FrameFailed
from ledger.head import opening_of
from ledger.lock import held
from ledger.writer import Writer
from processors.findings import Earlier, Findings, Subject, Unfit, needs_of, snapshots_of
from processors.idle import Presence
from processors.pixels import Undecodable
from processors.sources import BlobUnfit, Source
from projections import work
from projections.engine import catch_up
from projections.frames import Frame
from projections.views import Views

_DETAIL = 500
_BROKEN_IN_A_ROW = 2


class Processor(Protocol):
    """What looks at frames."""

    @property
    def name(self) -> str:
        """The processor's name: the queue and the facts name it so."""
        ...

    @property
    def version(self) -> int:
        """Changes whenever the same frame would give other facts."""
        ...

    @property
    def snapshots(self) -> bool:
        """Whether it reads the UIA snapshot of a frame instead of its picture."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics under which what it finds lives on from frame to frame."""
        ...

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return facts about a frame, given the one before it."""
        ...


class Gate(Protocol):
    """What says whether work may go on."""

    def presence(self) -> Presence:
        """Return whether the person is away now."""
        ...


Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a run did: units examined, failed, still pending (None: it did not look), and why it stopped early.

    `reasons` counts, by stable words, why units failed and what frames lacked that should come along with them.
    """

    run: str
    examined: int
    failed: int
    pending: int | None
    facts: int
    yielded: bool
    reason: str
    reasons: dict[str, int] = field(default_factory=dict)


class Batch:
    """One Stage 2 run. A unit is (frame, processor): its facts and the word that it is done are one commit."""

    def __init__(
        self,
        root: DataRoot,
        processors: Sequence[Processor],
        gate: Gate,
        *,
        require_idle: bool = True,
        force: bool = False,
        clock: Clock = system_clock,
        progress: Progress | None = None,
        max_loops: int = 500,
        sleep_ms: int = 200,
    ) -> None:
        self._root = root
        self._processors = tuple(processors)
        self._gate = gate
        self._require_idle = require_idle
        self._force = force
        self._clock = clock
        self._progress = progress
        self._max_loops = max_loops
        self._sleep_s = sleep_ms / 1000
        self._run = new_run_id()
        self._looked = False
        self._reasons: Counter[str] = Counter()
        self._examined = self._failed = self._facts = self._total = self._broken_in_a_row = 0

    def run(self) -> BatchReport:
        """Work until nothing is pending, the person comes back, or `max_loops` rounds are over.

        The gate is asked before anything is decoded, and again before each unit. A round takes what is
        pending at its beginning; what was ingested meanwhile comes in the next.

        Raises:
            Locked: another batch is running on this DataRoot.
            NotADataRoot, ReadOnly, Stale, Damaged, KeyUnavailable, WriteFailed: the DataRoot cannot be used.
        """
        opening_of(self._root)
        self._root.refuse_replay()
        presence = self._gate.presence()
        if not presence.idle:
            return self._report(presence)
        with held(self._root.batch_lock, 0.0):
            writer = Writer(self._root, clock=self._clock)
            for loop in range(self._max_loops):
                if loop:
                    time.sleep(self._sleep_s)
                found = self._pending()
                if not found:
                    break
                presence = self._round(writer, found)
                if not presence.idle:
                    break
            return self._closed(writer, presence)

    def _pending(self) -> list[tuple[Processor, Frame]]:
        self._looked = True
        catch_up(self._root)
        with Views(self._root) as views:
            return [(processor, frame) for processor in self._processors for frame in self._frames(views, processor)]

    def _frames(self, views: Views, processor: Processor) -> list[Frame]:
        snapshots, needs = snapshots_of(processor), needs_of(processor)
        if self._force and not self._total:
            # The first round takes every frame again; what comes in meanwhile is pending like any other.
            return work.ready(views.facts, snapshots=snapshots, needs=needs)
        return work.pending(views.facts, processor.name, processor.version, snapshots=snapshots, needs=needs)

    def _round(self, writer: Writer, found: list[tuple[Processor, Frame]]) -> Presence:
        if not self._total:
            started = BatchStarted(tuple(p.name for p in self._processors), len(found), self._require_idle)
            self._commit(writer, [started], "batch.start", "")
        self._total = self._examined + self._failed + len(found)
        with Views(self._root) as views:
            source = Source(views)
            for processor, frame in found:
                presence = self._gate.presence()
                if not presence.idle:
                    return presence
                self._tell(f"{processor.name} · {frame.id}")
                self._unit(writer, source, processor, frame)
        self._tell("")
        return Presence(True, "")

    def _unit(self, writer: Writer, source: Source, processor: Processor, frame: Frame) -> None:
        facts: list[Fact]
        try:
            subject = source.subject(frame, snapshots=processor.snapshots, needs=needs_of(processor))
            earlier = source.earlier(
                frame, processor.name, processor.version, processor.topics, snapshots=processor.snapshots
            )
            findings = processor.examine(subject, earlier)
        except (BlobUnfit, Undecodable, Unfit) as error:
            # What is wrong with one frame is said of it, and does not stop the rest.
            facts = [FrameFailed(frame.id, processor.name, processor.version, error.name, str(error)[:_DETAIL])]
            self._failed += 1
            self._reasons[error.name] += 1
        except (AutocaptureError, ImportError, MemoryError, OSError, sqlite3.Error):
            # What is wrong with the machine is said of no frame: each would be noted as failed, and none tried again.
            raise
        except Exception as error:
            # One frame on which a processor breaks does not stop the rest; a processor that breaks on each does.
            self._broken_in_a_row += 1
            if self._broken_in_a_row > _BROKEN_IN_A_ROW:
                raise
            detail = f"{type(error).__name__}: {error}".encode("utf-8", "replace").decode()
            facts = [FrameFailed(frame.id, processor.name, processor.version, "processor_broke", detail[:_DETAIL])]
            self._failed += 1
            self._reasons["processor_broke"] += 1
        else:
            self._broken_in_a_row = 0
            done = FrameExamined(frame.id, processor.name, processor.version, len(findings.facts), findings.against)
            facts = [*findings.facts, done]
            self._examined += 1
            self._facts += len(findings.facts)
            self._reasons.update(findings.lacking)
        self._commit(writer, facts, f"frame.examine.{processor.name}", frame.id)

    def _commit(self, writer: Writer, facts: Sequence[Fact], action: str, subject: str) -> None:
        with writer.turn() as turn:
            turn.commit(facts, run=self._run, stage=2, action=action, inputs=(subject,) if subject else ())
        catch_up(self._root)

    def _closed(self, writer: Writer, presence: Presence) -> BatchReport:
        if self._total:
            report = self._report(presence)
            fact: Fact = BatchFinished(report.examined, report.failed, report.pending or 0)
            if not presence.idle:
                fact = BatchYielded(presence.reason, report.examined, report.failed)
            self._commit(writer, [fact], "batch.end", "")
        return self._report(presence)

    def _report(self, presence: Presence) -> BatchReport:
        return BatchReport(
            run=self._run,
            examined=self._examined,
            failed=self._failed,
            pending=self._total - self._examined - self._failed if self._looked else None,
            facts=self._facts,
            yielded=not presence.idle,
            reason=presence.reason if not presence.idle else "",
            reasons=dict(self._reasons.most_common()),
        )

    def _tell(self, what: str) -> None:
        if self._progress is not None:
            self._progress(self._examined + self._failed, self._total, what)
