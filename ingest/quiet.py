"""Whether a directory is done: nothing in it was written for a while, or its writer says so."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from ingest.listing import File
from ledger.clock import Clock, system_clock
from ledger.errors import HandoffRefused

READY_NAMES = ("READY", "COMPLETE", "COMPLETE.json")


class NotQuiet(HandoffRefused):
    """A directory was written to a moment ago: worth another look in `wait_s` seconds."""

    def __init__(self, what: str, wait_s: float) -> None:
        super().__init__(
            what, "Run the same command again when the capture sidecar is done with it.", reason="handoff_in_use"
        )
        self.wait_s = wait_s


class Quiet:
    """Asks directories for `seconds` of quiet. It remembers what it saw, so that a second look can tell."""

    def __init__(self, seconds: float, clock: Clock = system_clock) -> None:
        self.seconds = seconds
        self._clock = clock
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}

    def require(self, root: Path, files: Iterable[File]) -> None:
        """Return only if the newest file is old enough, or a plain file says that the writer is done.

        Times of files can be of another clock, and ahead of ours. So a directory in which nothing changed between
        two looks that far apart is quiet, too.

        Raises:
            NotQuiet: it may still be being written.
        """
        if self.seconds <= 0 or any(_is_plain(root / name) for name in READY_NAMES):
            return
        newest, name, found = _looked_at(files)
        age, now = self._clock().timestamp() - newest / 1e9, time.monotonic()
        if age >= self.seconds:
            return
        before, since = self._seen.get(root, (None, now))
        if before == found and now - since >= self.seconds:
            return
        self._seen[root] = (found, since if before == found else now)
        raise NotQuiet(
            f"{root} may still be being written: {name} is from {_spelled(newest)}, {age:.1f} s ago. "
            f"Wanted: {self.seconds:g} s of quiet, or a file {' or '.join(READY_NAMES)}.",
            self.seconds - age if age >= 0 else self.seconds,
        )


def _spelled(moment_ns: int) -> str:
    """Return a time in words: a file can have one that no calendar has."""
    try:
        return datetime.fromtimestamp(moment_ns / 1e9, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return f"second {moment_ns // 1_000_000_000} of Unix time"


def _looked_at(files: Iterable[File]) -> tuple[int, str, tuple[int, int]]:
    """Return when the newest file was written, its name, and what tells these files from any others."""
    newest, count, total = (0, ""), 0, 0
    for file in files:
        newest = max(newest, (file.mtime_ns, file.path))
        count, total = count + 1, total + hash(file)
    return *newest, (count, total)


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
