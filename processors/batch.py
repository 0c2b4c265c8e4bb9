"""The loop of Stage 2: while the person is away, one frame for one processor at a time, each finished or not begun."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from ledger.clock import Clock, new_run_id, system_clock
from ledger.dataroot import DataRoot
from ledger.facts import (
    BatchFinished,
    BatchStarted,
    BatchYielded,
    Fact,
    FrameExamined,
    FrameFailed,
    ModelCalled,
    Worked,
)
from ledger.head import opening_of
from ledger.lock import held
from ledger.writer import Commit, Writer
from processors import backlog, integrity
from processors.backlog import Backlog, Queue
from processors.crew import Crew, Threads
from processors.idle import Presence
from processors.integrity import Hashed, Integrity
from processors.phase import Found, Phase
from processors.processor import Gate
from processors.processor import Processor as Processor
from processors.tally import BatchReport as BatchReport
from processors.tally import Standing as Standing
from processors.tally import Tally, reckoned
from projections import work
from projections.engine import catch_up
from projections.views import Views
from projections.work import ALL, Selection

FRAMES_A_ROUND = 500
"""A processor looks at so many frames before the next one has its turn: so the newest are soon known in full."""

_TELL_EVERY_S = 1.0

Progress = Callable[[int, int, str], None]
Listener = Callable[[Standing], None]


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
        hashes: bool = False,
        selection: Selection = ALL,
        hire: Callable[[], Crew | None] | None = None,
        clock: Clock = system_clock,
        progress: Progress | None = None,
        listener: Listener | None = None,
        max_loops: int = 500,
        sleep_ms: int = 200,
    ) -> None:
        """Take what a run is made of; it begins with `run`.

        Args:
            root: the DataRoot.
            processors: who looks at frames, the cheapest first.
            gate: what says whether work may go on.
            require_idle: what is said of the gate in the journal.
            force: look again at what was examined before this run.
            hashes: hash blobs that have no hash, after the processors had their turn.
            selection: which frames, and in which order.
            hire: gives who does the work of processors that are shipped, and is called when there may be any; the
                crew is closed at the end. None, or where it gives none: a thread of ours.
            clock: the source of `at`.
            progress: told of each unit as it begins: done, total, what.
            listener: told about once a second how far the run has come.
            max_loops: rounds at the most.
            sleep_ms: the pause between rounds.
        """
        self._root = root
        self._processors = tuple(processors)
        self._gate = gate
        self._require_idle = require_idle
        self._force = force
        self._hashes = hashes
        self._selection = selection
        self._hire = hire
        self._crew: Crew | None = None
        self._clock = clock
        self._progress = progress
        self._listener = listener
        self._max_loops = max_loops
        self._sleep_s = sleep_ms / 1000
        self._run = new_run_id()
        self._pending: int | None = None
        self._reasons: Counter[str] = Counter()
        self._postponed: dict[str, str] = {}
        self._tallies: dict[str, Tally] = {}
        self._before: dict[str, Tally] = {}
        self._stock = Backlog(())
        self._costs: Mapping[str, int] = {}
        self._facts = self._total = 0
        self._told = 0.0

    def run(self) -> BatchReport:
        """Work until nothing is pending, the person comes back, or `max_loops` rounds are over.

        The gate is asked before anything is decoded, before each unit, and while one is being done. In a round each
        processor looks at what is pending for it, `FRAMES_A_ROUND` at the most; what was ingested meanwhile comes
        in the next.

        Raises:
            Locked: another batch is running on this DataRoot.
            NotADataRoot, ReadOnly, Stale, Damaged, KeyUnavailable, WriteFailed: the DataRoot cannot be used.
        """
        opening_of(self._root)
        self._root.refuse_replay()
        presence = self._gate.presence()
        if not presence.idle:
            return self._report(presence)
        try:
            with held(self._root.batch_lock, 0.0):
                writer = Writer(self._root, clock=self._clock)
                self._crew = self._hire() if self._hire is not None else None
                for loop in range(self._max_loops):
                    if loop:
                        time.sleep(self._sleep_s)
                    presence, worked = self._round(writer)
                    if not presence.idle or not worked:
                        break
                return self._closed(writer, presence)
        finally:
            if self._crew is not None:
                self._crew.close()

    def _round(self, writer: Writer) -> tuple[Presence, bool]:
        """Let each processor have its turn; return what the gate said, and whether anything was done."""
        head = catch_up(self._root)
        if self._force and self._pending is None:
            self._selection = replace(self._selection, since=head.size)
        with Views(self._root) as views:
            self._take_stock(views, [p for p in self._processors if p.name not in self._postponed])
            if not self._pending:
                return Presence(True, ""), False
            if not self._tallies:
                self._costs = backlog.measured(views)
                names = (*(p.name for p in self._processors), *([integrity.NAME] if self._hashes else []))
                self._commit(writer, [BatchStarted(names, self._pending, self._require_idle)], "batch.start", "")
                self._tallies = {name: Tally() for name in names}
            before = self._done()
            for processor in self._processors:
                presence = self._phase(writer, views, processor)
                if not presence.idle:
                    return presence, True
            presence = self._hash_blobs(writer, views) if self._hashes else Presence(True, "")
            return presence, self._done() > before

    def _hash_blobs(self, writer: Writer, views: Views) -> Presence:
        def commit(found: Hashed) -> None:
            tally = self._tallies[integrity.NAME]
            tally.examined, tally.failed = tally.examined + found.well, tally.failed + found.damaged
            tally.ms += found.ms
            self._facts += len(found.facts)
            if found.damaged:
                self._reasons["blob_damaged"] += found.damaged
            self._commit(writer, found.facts, "blobs.hash", "")

        passing = Integrity(self._root, self._gate, commit, lambda what: self._tell(views, what))
        return passing.run(views, self._selection.since)

    def _take_stock(self, views: Views, processors: Sequence[Processor]) -> None:
        self._stock = backlog.survey(views, processors, self._selection, integrity=self._hashes)
        self._before = {name: replace(tally) for name, tally in self._tallies.items()}
        self._pending = self._stock.pending
        self._total = self._done() + self._stock.pending

    def _phase(self, writer: Writer, views: Views, processor: Processor) -> Presence:
        if processor.name in self._postponed:
            return Presence(True, "")
        wanted = work.pending(
            views.facts,
            processor.name,
            processor.version,
            snapshots=processor.traits.snapshots,
            needs=processor.traits.needs,
            keyframes=processor.traits.keyframes_only,
            selection=self._selection,
            limit=FRAMES_A_ROUND,
        )
        if not wanted:
            return Presence(True, "")
        with self._crew_for(processor) as crew:
            phase = Phase(
                views,
                processor,
                crew,
                self._gate,
                commit=lambda found: self._take(writer, processor, found),
                tell=lambda what: self._tell(views, what),
            )
            presence = phase.run(wanted)
        if phase.postponed:
            self._postponed[processor.name] = phase.postponed
        return presence

    @contextmanager
    def _crew_for(self, processor: Processor) -> Iterator[Crew]:
        if self._crew is not None and not processor.traits.stays:
            yield self._crew
            return
        threads = Threads(processor.traits.width)
        try:
            yield threads
        finally:
            threads.close()

    def _take(self, writer: Writer, processor: Processor, found: Found) -> None:
        """Commit what came of a unit."""
        outcome, tally, name, frame = found.outcome, self._tallies[processor.name], processor.name, found.frame.id
        facts = list(outcome.facts)
        tally.ms += outcome.ms
        if outcome.error:
            tally.failed += 1
            self._reasons[outcome.error] += 1
            facts.append(FrameFailed(frame, name, processor.version, outcome.error, outcome.detail))
        elif not outcome.postponed:
            tally.examined += 1
            self._facts += sum(not isinstance(fact, ModelCalled) for fact in facts)
            self._reasons.update(outcome.lacking)
            facts.append(FrameExamined(frame, name, processor.version, len(facts), outcome.against, found.inputs))
        if facts:
            commit = self._commit(writer, facts, f"frame.examine.{name}", frame)
            found.lane.number(found.numbers, commit.first)

    def _commit(self, writer: Writer, facts: Sequence[Fact], action: str, subject: str) -> Commit:
        with writer.turn() as turn:
            commit = turn.commit(facts, run=self._run, stage=2, action=action, inputs=(subject,) if subject else ())
        catch_up(self._root)
        return commit

    def _closed(self, writer: Writer, presence: Presence) -> BatchReport:
        if self._tallies:
            with Views(self._root) as views:
                self._take_stock(views, self._processors)
            report = self._report(presence)
            fact: Fact = BatchFinished(report.examined, report.failed, report.pending or 0, report.work)
            if not presence.idle:
                fact = BatchYielded(presence.reason, report.examined, report.failed, report.work)
            self._commit(writer, [fact], "batch.end", "")
        return self._report(presence)

    def _report(self, presence: Presence) -> BatchReport:
        return BatchReport(
            run=self._run,
            examined=sum(tally.examined for tally in self._tallies.values()),
            failed=sum(tally.failed for tally in self._tallies.values()),
            pending=self._pending,
            facts=self._facts,
            yielded=not presence.idle,
            reason=presence.reason if not presence.idle else "",
            reasons=dict(self._reasons.most_common()),
            work=tuple(
                Worked(name, tally.examined, tally.failed, tally.ms)
                for name, tally in self._tallies.items()
                if tally.done
            ),
            postponed=dict(self._postponed),
        )

    def _done(self) -> int:
        return sum(tally.done for tally in self._tallies.values())

    def _tell(self, views: Views, what: str) -> None:
        done = self._done()
        if self._progress is not None:
            self._progress(done, max(self._total, done), what)
        now = time.monotonic()
        if self._listener is None or now - self._told < _TELL_EVERY_S:
            return
        self._told = now
        # What is left is reckoned from the beginning of the round: to count it each second costs more than some units.
        left = backlog.fresh(views, replace(self._stock, queues=tuple(map(self._now, self._stock.queues))))
        failed = sum(tally.failed for tally in self._tallies.values())
        self._listener(Standing(done, failed, what, left, left.eta_s(self._crew.size if self._crew else 1)))

    def _now(self, queue: Queue) -> Queue:
        name = queue.processor
        return reckoned(queue, self._before.get(name), self._tallies.get(name), self._costs.get(name, 0))
