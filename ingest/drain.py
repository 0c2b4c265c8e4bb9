"""Every directory under a spool root, one after the other; what is wrong with one does not stop the rest."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol

import msgspec

from ingest import aside
from ingest.door import TRANSIENT, IngestResult
from ingest.grant import marker_at, withdraw
from ingest.grants import Grants
from ingest.marker import NAME as MARKER
from ingest.marker import Marker
from ingest.quiet import NotQuiet
from ingest.refusals import GONE
from ingest.spool import now_at
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Damaged, HandoffRefused, Usage
from projections.engine import catch_up, is_behind

Progress = Callable[[int, int, str], None]

# What a file system keeps at its own root, for nobody else to look into: a spool can be a disk of its own.
_OF_THE_SYSTEM = frozenset({"lost+found", "System Volume Information", "$RECYCLE.BIN"})


class DrainError(msgspec.Struct, frozen=True):
    """A directory that could not be taken into care: the stable word for why, the whole story, the exit code."""

    handoff_root: str
    name: str
    error: str
    exit_code: int


class DrainResult(msgspec.Struct, frozen=True):
    """What came of one pass over a spool; `there` says whether it exists.

    `waiting` are directories that are still being written, `vanished` those that went away meanwhile.
    """

    spool_root: str
    dest_data_root: str
    there: bool
    results: tuple[IngestResult, ...]
    skipped_marked: int
    waiting: tuple[DrainError, ...]
    errors: tuple[DrainError, ...]
    vanished: int = 0


class Spool(Protocol):
    """One kind of directories that a hypervisor leaves under a spool root, and how one is taken into care."""

    @property
    def dest_data_root(self) -> Path:
        """The DataRoot into which they are taken."""
        ...

    def is_one(self, directory: Path) -> bool:
        """Say whether a directory looks like one of this kind; raises OSError where that cannot be seen."""
        ...

    def has_newer(self, directory: Path, than_ns: int) -> bool:
        """Say whether anything came or changed there since a moment (ns since 1970): a look, no reading."""
        ...

    def ingest(self, directory: Path) -> IngestResult:
        """Take it into care, without waiting for it."""
        ...


def drain(
    spool: Spool,
    spool_root: Path,
    *,
    include_marked: bool = False,
    fail_fast: bool = False,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> DrainResult:
    """Ingest each direct child of `spool_root` that is one of the spool's kind, by name (wire formats, 3.4).

    A directory with a valid marker is skipped, unless `include_marked`, or something in it is newer than the marker, or
    our log knows nothing of it: then the marker is withdrawn, and what came late, such as the row of a UIA snapshot, is
    taken in. Where the line that granted it is damaged, the directory is an error, and stays as it is. One that was
    written to a moment ago comes last, when it may be quiet. A spool root that is not there is empty.

    Raises:
        Usage: the spool root is no directory.
        AutocaptureError: the DataRoot itself cannot be written (other than a refusal of one directory).
    """
    return _Drain(
        spool, spool_root, include_marked=include_marked, fail_fast=fail_fast, progress=progress, sleep=sleep
    ).run()


class _Drain:
    """One pass over a spool."""

    def __init__(
        self,
        spool: Spool,
        spool_root: Path,
        *,
        include_marked: bool,
        fail_fast: bool,
        progress: Progress | None,
        sleep: Callable[[float], None],
    ) -> None:
        self._spool = spool
        self._spool_root = spool_root
        self._include_marked = include_marked
        self._fail_fast = fail_fast
        self._progress = progress
        self._sleep = sleep
        self._results: list[IngestResult] = []
        self._waiting: list[DrainError] = []
        self._errors: list[DrainError] = []
        self._skipped = self._vanished = self._done = self._total = 0

    def run(self) -> DrainResult:
        """Take in what is there; then, once more, what was busy."""
        aside.sweep()
        if (root := DataRoot(self._spool.dest_data_root)).is_born() and is_behind(root):
            catch_up(root)  # a run that was killed behind its marker left this to the next
        found = list(directories_in(self._spool_root, self._spool.is_one))
        self._total = len(found)
        with Grants(DataRoot(self._spool.dest_data_root)) as grants:
            due = [each for each in found if not self._is_left_alone(each, grants)]
        if self._fail_fast and self._errors:
            due = []
        busy = self._pass(due, last=False)
        if busy and not (self._fail_fast and self._errors):
            self._sleep(max(wait_s for _, wait_s in busy))
            self._pass([directory for directory, _ in busy], last=True)
        return DrainResult(
            spool_root=str(self._spool_root.absolute()),
            dest_data_root=DataRoot(self._spool.dest_data_root).spelled,
            there=self._spool_root.is_dir(),
            results=tuple(self._results),
            skipped_marked=self._skipped,
            waiting=tuple(self._waiting),
            errors=tuple(self._errors),
            vanished=self._vanished,
        )

    def _is_left_alone(self, directory: Path, grants: Grants) -> bool:
        left = False
        if not self._include_marked and (marker := marker_in(directory)) is not None:
            try:
                left = is_newest(directory, self._spool, self._now_ns) and grants.stand_by(marker)
            except Damaged as error:
                # Neither to be relied on nor to be withdrawn: a person has to look, and the others need not wait.
                self._errors.append(_told(directory, error.name, error))
                self._done += 1
                return True
            if not left:
                # Before anything else: whoever deletes on it would delete what came since.
                withdraw(directory / MARKER)
        self._skipped += left
        self._done += left
        return left

    @cached_property
    def _disk_now_ns(self) -> int:
        return now_at(self._spool_root)

    def _now_ns(self, than_ns: int) -> int:
        """Return what time it is: by our clock, and only where that is earlier than `than_ns` by that of the disk."""
        return now if (now := time.time_ns()) >= than_ns else self._disk_now_ns

    def _pass(self, directories: list[Path], *, last: bool) -> list[tuple[Path, float]]:
        """Take directories in; return those that are worth another look, and in how many seconds."""
        busy: list[tuple[Path, float]] = []
        for directory in directories:
            if self._progress is not None:
                self._progress(self._done, self._total, _printable(Path(directory.name)))
            try:
                self._results.append(self._spool.ingest(directory))
            except NotQuiet as refusal:
                if last:
                    self._note(directory, refusal)
                else:
                    busy.append((directory, refusal.wait_s))
                    continue
            except HandoffRefused as refusal:
                self._note(directory, refusal)
                if self._fail_fast and self._errors:
                    break
            self._done += 1
        return busy

    def _note(self, directory: Path, refusal: HandoffRefused) -> None:
        if refusal.reason == GONE or not self._is_still_one(directory):
            self._vanished += 1
            return
        error = _told(directory, refusal.reason, refusal)
        (self._waiting if refusal.reason == TRANSIENT else self._errors).append(error)

    def _is_still_one(self, directory: Path) -> bool:
        try:
            return self._spool.is_one(directory)
        except OSError:
            return True


def directories_in(spool_root: Path, is_one: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the direct children of a spool root that are of a kind, by name; links are none.

    Raises:
        Usage: the spool root is no directory, or cannot be read.
    """
    if not spool_root.exists():
        return
    if not spool_root.is_dir():
        raise Usage(
            f"{spool_root} is a file, not a directory.", "Name the directory that holds the handoff directories."
        )
    try:
        children = sorted(spool_root.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise Usage(
            f"The spool {spool_root} cannot be read: {error.strerror or error}.", "Make it readable for this account."
        ) from error
    for path in children:
        try:
            if path.is_dir() and not path.is_symlink() and is_one(path):
                yield path
        except OSError:
            # Not to be looked into: better refused by name than passed over in silence.
            if path.name not in _OF_THE_SYSTEM:
                yield path


def marker_in(directory: Path) -> Marker | None:
    """Return the marker of a directory, if it has a valid one that speaks of a directory of its name.

    One that came along with files copied from another directory says nothing of what lies here.
    """
    try:
        marker = marker_at(directory / MARKER)
    except OSError:
        return None
    return marker if marker is not None and _is_called(directory.name, marker.handoff_root) else None


def _is_called(name: str, path: str) -> bool:
    """Say whether a name is the last component of a path of either system."""
    return path.endswith(f"/{name}") or name in (PurePosixPath(path).name, PureWindowsPath(path).name)


def is_newest(directory: Path, spool: Spool, now_ns: Callable[[int], int] = lambda _: time.time_ns()) -> bool:
    """Say whether the marker of a directory is newer than all else in it.

    One from the future was written by a clock that was wrong, and what came since may look older. `now_ns` is told
    which moment is asked about.
    """
    try:
        written = (directory / MARKER).stat().st_mtime_ns
        # What came in the same tick of the clock may have come after it.
        return written <= now_ns(written) and not spool.has_newer(directory, written)
    except OSError:
        return False


def _told(directory: Path, name: str, error: AutocaptureError) -> DrainError:
    return DrainError(_printable(directory), name, str(error), error.exit_code)


def _printable(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")
