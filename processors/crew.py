"""Who does the units of work: threads of this process, or processes of their own that can be stopped at once.

A crew has places, numbered from 0; each does one unit at a time. What is done at one place one after the other is
done by the same thread or process, which may remember the pictures and lines that it saw last.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor, wait
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from ledger.errors import AutocaptureError
from processors.unit import Outcome, Task, perform, spoken

UNIT_LIMIT_S = 300.0
DIED, TOO_LARGE, TOO_SLOW = "worker_died", "memory_exceeded", "too_slow"
LOST = {
    DIED: "The process that examined it ended, twice.",
    TOO_LARGE: "The process that examined it went over the memory ceiling and was stopped.",
    TOO_SLOW: "The process that examined it took far too long and was stopped.",
}
START_WITHIN_S = 60.0
"""A new process may take so much longer over its first unit: it has to start, and to load what it needs."""

_NICE = 10


class WorkersUnavailable(AutocaptureError):
    """No worker process can be started here: that is said of no frame."""

    name = "workers_unavailable"


class Lost(BrokenExecutor):
    """Whoever did a unit was lost over it; `why` is one of `LOST`."""

    def __init__(self, why: str) -> None:
        super().__init__(LOST[why])
        self.why = why


class Crew(Protocol):
    """Does units of work."""

    @property
    def size(self) -> int:
        """How many places there are."""
        ...

    @property
    def ships(self) -> bool:
        """Whether processors must be pickled to get there."""
        ...

    def submit(self, place: int, task: Task) -> Future[Outcome]:
        """Begin a unit. The future gives what `perform` does; it is broken or cancelled where the place was lost."""
        ...

    def watch(self) -> None:
        """Look after the units that are being done; called several times a second.

        Raises:
            AutocaptureError: none of them will ever be done.
        """
        ...

    def why_lost(self, place: int) -> str:
        """Say why a place was lost, in one of the words of `LOST`. It can be submitted to again."""
        ...

    def stop(self) -> None:
        """Break off all units, at once."""
        ...

    def close(self) -> None:
        """Let go of everything. May be called after `stop`, and twice."""
        ...


class Threads:
    """Threads of this process. A unit that was begun cannot be broken off, but for what its processor can `cancel`."""

    ships = False

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="unit")

    def submit(self, place: int, task: Task) -> Future[Outcome]:  # noqa: ARG002 - any thread will do
        """Begin a unit."""
        return self._pool.submit(perform, task)

    def watch(self) -> None:
        """Do nothing: there is no way to stop a thread."""

    def why_lost(self, place: int) -> str:  # noqa: ARG002 - threads are not lost
        """Say why a place was lost."""
        return DIED

    def stop(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Begin nothing more; what was begun ends in its own time."""
        self.stop()


class _Worker:
    """One process and the pipe to it. `do` waits for it in a thread of ours; `kill` ends that wait, too."""

    def __init__(self) -> None:
        # Never forked: this process has threads, and libraries in it that do not outlive a fork.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        # Ours is the only other end: when the process is gone, whoever reads or writes here learns of it.
        theirs.close()
        self.is_there = False
        self.begun = 0.0
        self.doing: Future[Outcome] | None = None
        self.why = DIED

    def do(self, task: Task) -> Outcome:
        """Have a unit done.

        Raises:
            Lost: the process ended over it, or before.
            Exception: what `perform` raised there.
        """
        try:
            if not self.is_there:
                self._pipe.recv()
                self.is_there = True
            self._pipe.send(task)
            outcome, error = self._pipe.recv()
        except (EOFError, OSError) as gone:
            raise Lost(DIED) from gone
        if error is not None:
            raise error
        done: Outcome = outcome
        return done

    def busy(self) -> bool:
        return self.doing is not None and not self.doing.done()

    def kill(self, why: str) -> None:
        if self.process.is_alive():
            self.why = why
            self.process.kill()

    def let_go(self) -> None:
        """Wait for a process that was killed, and close the pipe to it once nobody reads from it."""
        self.process.kill()
        self.process.join()
        if self.doing is not None:
            wait([self.doing])
        self._pipe.close()
        self.process.close()


class Processes:
    """Processes of this machine, one for each place, started when first needed and again after one was lost.

    They are killed when work has to stop. One that holds more than `memory` bytes, or does one unit for longer than
    `limit_s`, is killed, too, and the unit counts as failed. (The standard library's pool of processes can neither
    say which of them it lost, nor be stopped for certain while a unit is on its way to one: python/cpython#94777.)
    """

    ships = True

    def __init__(self, size: int, *, memory: int | None = None, limit_s: float = UNIT_LIMIT_S) -> None:
        self.size = size
        self._memory = memory
        self._limit_s = limit_s
        self._workers: dict[int, _Worker] = {}
        self._waiting = ThreadPoolExecutor(size, thread_name_prefix="worker")

    def submit(self, place: int, task: Task) -> Future[Outcome]:
        """Begin a unit."""
        worker = self._workers.get(place)
        if worker is None:
            worker = self._workers[place] = _Worker()
        worker.begun = time.monotonic() + (0 if worker.is_there else START_WITHIN_S)
        worker.doing = self._waiting.submit(worker.do, task)
        return worker.doing

    def watch(self) -> None:
        """Kill what is too large or too slow."""
        for worker in self._workers.values():
            if worker.busy():
                if time.monotonic() - worker.begun > self._limit_s:
                    worker.kill(TOO_SLOW)
                elif self._memory is not None and _resident(worker.process) > self._memory:
                    worker.kill(TOO_LARGE)

    def why_lost(self, place: int) -> str:
        """Say why the process at a place was lost, and let go of it.

        Raises:
            WorkersUnavailable: it never came as far as to take a unit.
        """
        worker = self._workers.pop(place, None)
        if worker is None:
            return DIED
        worker.let_go()
        if not worker.is_there:
            raise WorkersUnavailable(
                "A worker process ended before it took its first frame.",
                "See what it says above; --executor in-process does without workers.",
            )
        return worker.why

    def stop(self) -> None:
        """Kill all processes."""
        for worker in self._workers.values():
            worker.kill(DIED)
        for worker in self._workers.values():
            worker.let_go()
        self._workers.clear()

    def close(self) -> None:
        """Kill all processes: none of them holds anything, and one that ends in its own time may never do so."""
        self.stop()
        self._waiting.shutdown()


def _serve(pipe: Connection) -> None:
    """Be a worker: quiet, humble, and gone when its parent is. Say that one is there, then do unit after unit."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VIPS_CONCURRENCY"):
        os.environ.setdefault(name, "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is interrupted kills its workers itself
    _be_humble()
    threading.Thread(target=_follow_parent, name="parent", daemon=True).start()
    pipe.send(None)
    while True:
        try:
            task: Task = pipe.recv()
            answer: tuple[Outcome | None, Exception | None] = perform(task), None
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - it is raised where the unit came from
            answer = None, error
        try:
            pipe.send(answer)
        except (pickle.PicklingError, TypeError, AttributeError):
            pipe.send((None, RuntimeError(spoken(answer[1] or TypeError("the outcome cannot be pickled")))))


def _be_humble() -> None:
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICE)


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _resident(process: BaseProcess) -> int:
    import psutil

    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:
        return 0
