"""A phase: one processor and the frames that it is to look at now. Whoever does the units, they are committed in order.

Lanes (handoffs) are looked at side by side, as many as the crew has places; inside a lane one frame follows the
other. What is found early waits until all before it is committed: so the journal says the same, in the same order,
however many do the work and however fast each of them is.
"""

from __future__ import annotations

import pickle
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from itertools import chain

import msgspec
from msgspec.structs import replace

from ledger.errors import AutocaptureError
from processors.crew import DIED, LOST, Crew
from processors.findings import Unfit
from processors.idle import Presence
from processors.lane import Lane, lanes_of
from processors.pixels import Undecodable
from processors.processor import Cancellable, Gate, Processor
from processors.sources import BlobUnfit
from processors.unit import Outcome, Task, spoken
from projections.frames import Frame
from projections.views import Views

ASK_EVERY_S = 0.1
"""While units are being done, the gate is asked this often: the person waits no longer than that, and a kill."""

CANCELLED_WITHIN_S = 0.25
SETTLE_S = 0.1
"""Findings that waited are committed for so long, then the gate is asked again."""

AHEAD = 256
"""So many findings may wait for one that is slow; then no new unit begins."""

_BROKEN_IN_A_ROW = 2
BROKE = "processor_broke"


class TooManyLost(AutocaptureError):
    """Worker processes are lost over each frame: that is not the frames' fault."""

    name = "workers_lost"


class Found(msgspec.Struct, frozen=True):
    """What came of a frame, to be committed next. `numbers`: see `Lane.learn`; `inputs`: see `Task`.

    `broke` is how the processor broke on it, or was lost over it.
    """

    lane: Lane
    frame: Frame
    outcome: Outcome
    numbers: dict[int, int]
    inputs: tuple[int, ...] = ()
    broke: BaseException | None = None


class _Running(msgspec.Struct):
    """A lane in hand. `found` waits to be committed; `fatal` is what stops the whole run after that."""

    lane: Lane
    place: int
    left: deque[Frame]
    found: deque[Found] = msgspec.field(default_factory=deque)
    frame: Frame | None = None
    task: Task | None = None
    future: Future[Outcome] | None = None
    again: bool = False
    fatal: BaseException | None = None

    def may_go_on(self) -> bool:
        # After a frame on which the processor broke, it is seen first whether that stops the run.
        return self.future is None and bool(self.left) and not (self.found and self.found[-1].broke is not None)


Commit = Callable[[Found], None]
Tell = Callable[[str], None]


class Phase:
    """See above. `commit` is called for each frame, in the order in which `wanted` names them, handoff by handoff."""

    def __init__(
        self, views: Views, processor: Processor, crew: Crew, gate: Gate, *, commit: Commit, tell: Tell | None = None
    ) -> None:
        self._views = views
        self._processor = processor
        self._packed = pickle.dumps(processor) if crew.ships else processor
        self._needs = processor.traits.needs
        self._crew = crew
        self._gate = gate
        self._commit = commit
        self._tell = tell
        self._broken_in_a_row = 0
        self.postponed = ""

    def run(self, wanted: Sequence[Frame]) -> Presence:
        """Look at frames until all are done, the person comes back, or the processor cannot work (`postponed`).

        Raises:
            TooManyLost: worker processes are lost over several frames in a row.
            Exception: what the processor needs is not to be had, or it breaks on several frames in a row.
        """
        lanes = deque(lanes_of(self._processor, wanted))
        running: deque[_Running] = deque()
        try:
            while lanes or running:
                presence = self._gate.presence()
                if not presence.idle:
                    self._break_off(running)
                    return presence
                self._fill(running, lanes)
                self._await(running)
                self._settle(running)
                if self.postponed:
                    self._break_off(running)
                    break
        except BaseException:
            self._crew.stop()
            raise
        return Presence(True, "")

    def _fill(self, running: deque[_Running], lanes: deque[Lane]) -> None:
        """Begin a unit in each lane that has none in hand, and new lanes where there are places."""
        waiting = sum(len(each.found) for each in running)
        for each in running:
            if each.may_go_on() and (waiting < AHEAD or each is running[0]):
                self._begin(each)
        while lanes and waiting < AHEAD:
            taken = {each.place for each in running if each.future is not None or each.left}
            place = next((place for place in range(self._crew.size) if place not in taken), None)
            if place is None:
                break
            lane = lanes.popleft()
            running.append(_Running(lane, place, deque(lane.wanted)))
            self._begin(running[-1])

    def _begin(self, each: _Running) -> None:
        frame = each.frame = each.left.popleft()
        if self._tell is not None:
            self._tell(f"{self._processor.name} · {frame.id}")
        try:
            each.task = each.lane.task(self._views, frame, self._packed, self._needs)
        except (BlobUnfit, Undecodable, Unfit) as error:
            each.task, each.future = None, Future()
            each.future.set_result(Outcome(error=error.name, detail=spoken(error)))
        else:
            each.again = False
            each.future = self._crew.submit(each.place, each.task)

    def _await(self, running: deque[_Running]) -> None:
        """Wait until one is done, or it is time to ask the gate again; take in what is done."""
        futures = [each.future for each in running if each.future is not None]
        if futures:
            patience = 0.0 if running[0].found else ASK_EVERY_S
            wait(futures, timeout=patience, return_when=FIRST_COMPLETED)
        self._crew.watch()
        for each in running:
            if each.future is not None and each.future.done():
                self._take(each)

    def _take(self, each: _Running) -> None:
        future, each.future = each.future, None
        if future is None or each.frame is None:
            return
        broke: BaseException | None = None
        try:
            outcome = future.result()
        except (BrokenExecutor, CancelledError):
            why = self._crew.why_lost(each.place)
            if why == DIED and not each.again and each.task is not None:
                # It may have been ended for something else: the frame gets a second chance.
                each.again = True
                each.future = self._crew.submit(each.place, each.task)
                return
            outcome = Outcome(error=why, detail=LOST[why])
            broke = TooManyLost(f"Three frames in a row came to nothing. {LOST[why]}", _REMEDY)
        except (AutocaptureError, ImportError, MemoryError, OSError, sqlite3.Error) as error:
            # What is wrong with the machine is said of no frame: each would be noted as failed, and none tried again.
            each.fatal, each.left = error, deque()
            return
        except Exception as error:  # noqa: BLE001 - a processor's defect; it is raised once it is seen to be one
            outcome = Outcome(error=BROKE, detail=spoken(error))
            broke = error
        numbers = each.lane.learn(each.frame, each.task, outcome)
        inputs = each.task.inputs if each.task is not None else ()
        each.found.append(Found(each.lane, each.frame, outcome, numbers, inputs, broke))

    def _settle(self, running: deque[_Running]) -> None:
        """Commit what is first in order, as far as it is there, and for as long as the gate need not be asked."""
        ends = time.monotonic() + SETTLE_S
        while running and not self.postponed:
            first = running[0]
            while first.found and not self.postponed:
                self._settle_one(first.found.popleft())
                if time.monotonic() > ends:
                    return
            if first.found or first.left or first.future is not None:
                return
            if first.fatal is not None:
                raise first.fatal
            running.popleft()

    def _settle_one(self, found: Found) -> None:
        outcome = found.outcome
        if found.broke is not None:
            # One frame on which a processor breaks does not stop the rest; a processor that breaks on each does.
            self._broken_in_a_row += 1
            if self._broken_in_a_row > _BROKEN_IN_A_ROW:
                raise found.broke
        elif not outcome.error and not outcome.postponed:
            self._broken_in_a_row = 0
        self.postponed = self.postponed or outcome.postponed
        self._commit(replace(found, outcome=replace(outcome, facts=found.lane.numbered(outcome.facts))))

    def _break_off(self, running: deque[_Running]) -> None:
        """Stop everything. What came of units that stay here is committed, requests to a server among it."""
        if isinstance(self._processor, Cancellable):
            self._processor.cancel()
        if self._crew.ships:
            self._crew.stop()
            return
        wait([each.future for each in running if each.future is not None], timeout=CANCELLED_WITHIN_S)
        for each in running:
            if each.future is not None and each.future.done():
                self._take(each)
        self._crew.stop()
        for found in chain.from_iterable(each.found for each in running):
            self._settle_one(found)


_REMEDY = "Raise --memory-mb, or look at one of the frames with `autocapture show frame`, then run it again."
