"""The desk: threads that hold the views open and warm, each of which looks one thing up at a time.

A thread keeps its views from one request to the next. Where their files were replaced underneath (a rebuild), it opens
them anew, and looks again where that happened while it was looking: nobody is told of half a rebuild. Questions take
turns in a thread of their own.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Stale, WriteFailed
from ledger.wording import why
from projections.engine import Files
from projections.views import Views

THREADS = 3
"""How many look at once at what is soon found; questions have one thread more, for all of them."""
MOST_WAITING = 512
_OPCODES = 20_000
_TRIES = 40
_PAUSE_S = 0.05

T = TypeVar("T")
Look = Callable[[Views], T]
Identity = tuple[tuple[int, int], ...]


class TooLate(Exception):
    """The time allowed for a look was over before it was done."""


class Busy(Exception):
    """More is asked at once than can be answered soon."""


@dataclass(slots=True)
class Job:
    """One look on its way; `dropped` says that nobody waits for it any more."""

    dropped: bool = False


@dataclass
class _Seat(threading.local):
    """What one thread has open, and which files that were."""

    views: Views | None = None
    identity: Identity = field(default=())


class Desk:
    """Answers looks at the views of one DataRoot, several at once."""

    def __init__(self, root: DataRoot, threads: int = THREADS) -> None:
        self.root = root
        self._files = Files.of(root).all()
        self._seat = _Seat()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        # Answers share one interpreter: several at once take three times the processor time that they take in turn.
        self._in_turn = ThreadPoolExecutor(1, thread_name_prefix="desk-questions")
        self._size = threads
        self._waiting = 0

    async def look(self, look: Look[T], *, within_s: float | None = None, in_turn: bool = False) -> T:
        """Return what a look at the views gives.

        Args:
            look: reads the views, in a thread of the desk; it must not keep them.
            within_s: how long it may take, waiting for its turn included.
            in_turn: it takes long, as a question does: of these there is one at a time.

        Raises:
            Busy: too many wait already.
            TooLate: it took longer; the look is broken off.
            Stale: the views cannot be read.
            WriteFailed: the system refuses to let the log or a view be read.
        """
        if self._waiting >= MOST_WAITING:
            raise Busy
        job = Job()
        self._waiting += 1
        threads = self._in_turn if in_turn else self._threads
        running = asyncio.get_running_loop().run_in_executor(threads, self._looked, look, job)
        try:
            return await asyncio.wait_for(asyncio.shield(running), within_s)
        except TimeoutError as error:
            raise TooLate from error
        finally:
            job.dropped = True
            self._waiting -= 1
            # What a look that was broken off comes to is nobody's concern.
            running.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def warm(self, look: Look[object]) -> None:
        """Let the threads open the views and look at something once, so that the first to ask does not wait.

        Where that fails nobody is told: who asks then will be.
        """
        looks = [self.look(look) for _ in range(self._size)]
        await asyncio.gather(self.look(look, in_turn=True), *looks, return_exceptions=True)

    def close(self) -> None:
        """Wait for the looks that are going on, then let each thread close its files, and end."""
        everybody = threading.Barrier(self._size)

        def last() -> None:
            everybody.wait(timeout=_TRIES * _PAUSE_S)
            self._leave()

        for _ in range(self._size):
            self._threads.submit(last)
        self._in_turn.submit(self._leave)
        for threads in (self._threads, self._in_turn):
            threads.shutdown(wait=True)

    def _looked(self, look: Look[T], job: Job) -> T:
        for trial in range(_TRIES):
            if job.dropped:
                raise TooLate
            try:
                views = self._views()
                views.facts.set_progress_handler(lambda: job.dropped, _OPCODES)
                found = look(views)
                if self._identity() == self._seat.identity:
                    return found
            except (Stale, sqlite3.Error, OSError) as error:
                is_moving = self._identity() != self._seat.identity
                self._leave()
                if not (is_moving or trial < 2):
                    raise _told(error) from error
            time.sleep(_PAUSE_S)
        raise Stale(f"The views of {self.root.path} are being replaced all the time.", "Try again in a moment.")

    def _views(self) -> Views:
        """Return this thread's views, opened anew where their files are others now."""
        seat = self._seat
        identity = self._identity()
        if seat.views is None or seat.identity != identity:
            self._leave()
            seat.identity = identity
            seat.views = Views(self.root)
            seat.views.facts.execute("PRAGMA cache_size = -65536")
        return seat.views

    def _leave(self) -> None:
        seat = self._seat
        if seat.views is not None:
            seat.views.close()
            seat.views = None

    def _identity(self) -> Identity:
        return tuple(map(_identity_of, self._files))


def _told(error: Stale | sqlite3.Error | OSError) -> AutocaptureError:
    if isinstance(error, Stale):
        return error
    if isinstance(error, sqlite3.Error):
        return Stale(f"The views cannot be read: {error}.")
    return WriteFailed(
        f"The system refused access to {error.filename or 'a file'}: {why(error)}.",
        "Give this account access, or repair the disk, and ask again.",
    )


def _identity_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
