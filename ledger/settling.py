"""Settling: many new files made durable at once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, Self

from ledger.durable import failing_as, sync_directory, sync_file

_SYNC_EACH_UP_TO = 64
_SYNCFS_REPORTS_SINCE = (5, 8)


class Paths(Protocol):
    """Names of files, of which there may be more than fit in memory."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[str]:
        """Begin a new walk over them."""


class Settling:
    """Makes many new files durable at once. Begun before the first of them is written, so that no failure is missed.

    Linux writes a whole file system out with one syncfs(2), at the cost of one commit of its journal instead of one
    for each file, and says since 5.8 whether anything could not be written since the descriptor was opened. Elsewhere,
    and for a few files, each file and directory is synced by itself.
    """

    def __init__(self, place: Path) -> None:
        """Begin; `place` is a directory on the file system where the files will be."""
        self._place = place
        self._descriptor = -1
        if sys.platform == "linux" and _kernel() >= _SYNCFS_REPORTS_SINCE:
            with failing_as("open", place):
                self._descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)

    def settle(self, files: Paths) -> None:
        """Return when these files' bytes, and their names in their directories, are on the disk.

        Raises:
            WriteFailed: the disk refused.
        """
        if len(files) > _SYNC_EACH_UP_TO and self._descriptor >= 0:
            with failing_as("sync the file system of", self._place):
                _syncfs(self._descriptor)
            return
        for path in files:
            sync_file(Path(path))
        for directory in self._directories(files):
            with failing_as("sync", directory):
                sync_directory(directory)

    def _directories(self, files: Iterable[str]) -> list[Path]:
        """Return the directories of files, and those above them up to the place: who was killed synced none."""
        found = {Path(path).parent for path in files}
        above = {each for directory in found for each in directory.parents if each.is_relative_to(self._place)}
        return sorted(found | above)

    def close(self) -> None:
        """Let go of the file system."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        """Settle within the length of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file system."""
        self.close()


def _syncfs(descriptor: int) -> None:
    import ctypes  # seldom needed, and slow to load

    call = ctypes.CDLL(None, use_errno=True).syncfs
    if call(ctypes.c_int(descriptor)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _kernel() -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", os.uname().release)[:2])
