"""A Dask cluster as a crew: units go to its workers, pictures as bytes, so that no disk needs to be shared.

Workers need the same release of autocapture and nothing of a DataRoot. They see the pictures: who may reach the
scheduler may, too (docs/stage2.md).
"""

from __future__ import annotations

import pickle
import time
from concurrent.futures import Future
from typing import Any

from ledger.errors import AutocaptureError, ExtraMissing
from ledger.exits import Exit
from processors.crew import DIED, TOO_SLOW, UNIT_LIMIT_S, Lost
from processors.unit import SAME_RELEASE, Mismatched, Outcome, Task, outcome_of, perform_packed

CONNECT_WITHIN_S = 10.0
WORKERS_WITHIN_S = 60.0
"""So long a cluster may be without workers, at the start or later, before a run gives up."""

_LOOK_EVERY_S = 2.0
_LOOK_WITHIN_S = 0.25
_CLOSE_WITHIN_S = 2.0


class ClusterUnavailable(AutocaptureError):
    """There is no Dask cluster at an address, or it went away, or it has no workers."""

    exit_code = Exit.NO
    name = "cluster_unavailable"


class Cluster:
    """Workers of a Dask cluster. A unit whose worker is lost is done by another one: Dask sees to that."""

    ships = True

    def __init__(self, address: str, *, limit_s: float = UNIT_LIMIT_S) -> None:
        """Connect to the scheduler at `HOST:PORT`, and wait for a worker. A unit counts as failed after `limit_s`.

        Raises:
            ExtraMissing: `autocapture[dask]` is not installed.
            ClusterUnavailable: nothing answers there, or no worker comes.
        """
        try:
            import distributed
        except ImportError as error:
            raise ExtraMissing(
                "A Dask cluster is asked for, and distributed is not installed.",
                "Install the extra: pip install 'autocapture[dask]'.",
            ) from error
        self._address = address
        self._limit_s = limit_s
        self._doing: dict[int, tuple[float, Future[Outcome]]] = {}
        self._lost: dict[int, str] = {}
        # Typed in parts only, and its parts change: what it gives is what Dask's own manual says.
        connect: Any = distributed.Client
        try:
            self._client: Any = connect(f"tcp://{address}", timeout=CONNECT_WITHIN_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._unavailable(f"cannot be reached ({error})") from error
        try:
            self._client.wait_for_workers(1, timeout=WORKERS_WITHIN_S)
            self.size = max(1, self._threads())
        except OSError as error:
            self.close()
            raise self._unavailable("has no workers") from error
        # Each unit is done anew, whatever Dask remembers; the workers' own retries are for lost workers only.
        self._executor: Any = self._client.get_executor(pure=False)
        self._looked = self._peopled = time.monotonic()

    def submit(self, place: int, task: Task) -> Future[Outcome]:
        """Begin a unit, on whichever worker is free."""
        ours: Future[Outcome] = Future()
        self._doing[place] = time.monotonic(), ours
        theirs = self._executor.submit(perform_packed, pickle.dumps(task))
        theirs.add_done_callback(lambda done: self._pass_on(done, ours))
        return ours

    def _pass_on(self, done: Future[bytes], ours: Future[Outcome]) -> None:
        from distributed.scheduler import KilledWorker

        if not ours.set_running_or_notify_cancel():
            return  # it took too long, and was given up
        if done.cancelled():
            ours.set_exception(self._unavailable("went away"))
        elif isinstance(error := done.exception(), KilledWorker):
            ours.set_exception(Lost(DIED))
        elif error is not None:
            # A scheduler or worker that lacks what it is asked to call.
            unread = isinstance(error, RuntimeError) and "deserializ" in str(error)
            ours.set_exception(Mismatched("The cluster cannot read a unit of work.", SAME_RELEASE) if unread else error)
        else:
            try:
                ours.set_result(outcome_of(done.result()))
            except Mismatched as mismatch:
                ours.set_exception(mismatch)

    def watch(self) -> None:
        """Look whether there are workers.

        Raises:
            ClusterUnavailable: the cluster is gone, or has been without workers for long.
        """
        now = time.monotonic()
        for place, (begun, future) in self._doing.items():
            if now - begun > self._limit_s and not future.done() and future.cancel():
                # Its worker is not ours to kill.
                self._lost[place] = TOO_SLOW
        if now - self._looked < _LOOK_EVERY_S:
            return
        self._looked = now
        if self._client.status == "closed":
            raise self._unavailable("went away")
        if self._client.status == "running" and (threads := self._threads()):
            self._peopled, self.size = now, threads
        if now - self._peopled > WORKERS_WITHIN_S:
            raise self._unavailable(f"has been without workers for {WORKERS_WITHIN_S:.0f} s")

    def _threads(self) -> int:
        try:
            # A scheduler that hangs must not keep us from asking the gate.
            told = self._client.sync(self._client.scheduler.ncores, callback_timeout=_LOOK_WITHIN_S)
            return int(sum(told.values()))
        except OSError:
            return 0

    def why_lost(self, place: int) -> str:
        """Say why a place was lost."""
        return self._lost.pop(place, DIED)

    def stop(self) -> None:
        """Take back all units; a worker that is at one ends it, and nobody takes what it found."""
        self._executor.shutdown(wait=False)

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close(timeout=_CLOSE_WITHIN_S)

    def _unavailable(self, what: str) -> ClusterUnavailable:
        return ClusterUnavailable(
            f"The Dask cluster at {self._address} {what}.",
            "Start one (docs/stage2.md), or run without --executor.",
        )
