"""One writer at a time: an advisory lock on a file, released by the system when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger import durable
from ledger.errors import Locked

_POLL_S = 0.02
# Nobody waits for a FIFO that somebody put there.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    _try_shared = _try_lock  # there is no other kind
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _try_shared(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_held(path: Path) -> bool:
    """Say whether a process holds the lock at `path` just now. Nothing is written, a missing file is not made."""
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return False
    try:
        # Shared: two who ask at once do not take each other for a writer.
        return not _try_shared(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def held_if_there(path: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock at `path` for the length of a block, if it is there: nothing is made and nothing written.

    Raises:
        Locked: another process held it all that time.
    """
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        yield  # nobody has ever written here, or nobody can
        return
    try:
        _wait(path, descriptor, wait_s)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def held(path: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock at `path` for the length of a block; wait up to `wait_s` seconds for it.

    Raises:
        Locked: another process held it all that time.
        WriteFailed: the file of the lock cannot be opened.
    """
    with durable.failing_as("open the lock", path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(path, descriptor, wait_s)
        yield
    finally:
        os.close(descriptor)


def _wait(path: Path, descriptor: int, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while not _try_lock(descriptor):
        if time.monotonic() >= deadline:
            raise Locked(
                f"Another autocapture process has been writing to {path.parent} for {wait_s:g} s.",
                "Wait until it is done and run the command again.",
            )
        time.sleep(_POLL_S)
