"""Every handoff directory under a spool root, one after the other; what is wrong with one does not stop the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.handoff import TRANSIENT, HandoffIngestor, IngestResult
from ingest.marker import parse_marker
from ingest.source import DATABASE, MARKER
from ledger.errors import HandoffRefused, Usage

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class DrainError:
    """A directory that could not be taken into care: the stable word for why, the whole story, the exit code."""

    handoff_root: str
    name: str
    error: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class DrainResult:
    """What came of one pass over a spool; `there` says whether it exists.

    `waiting` are directories that are still being written.
    """

    spool_root: str
    dest_data_root: str
    there: bool
    results: tuple[IngestResult, ...]
    skipped_marked: int
    waiting: tuple[DrainError, ...]
    errors: tuple[DrainError, ...]


def drain(
    ingestor: HandoffIngestor,
    spool_root: Path,
    *,
    include_marked: bool = False,
    fail_fast: bool = False,
    progress: Progress | None = None,
) -> DrainResult:
    """Ingest each direct child of `spool_root` that holds a `metadata.db`, by name (wire formats, 3.4).

    A directory with a valid marker is skipped, unless `include_marked` or its database is newer than
    the marker: a row that came late, such as a UIA snapshot, is taken in. A spool root that is not
    there is empty.

    Raises:
        Usage: the spool root is no directory.
        AutocaptureError: the DataRoot itself cannot be written (other than a refusal of one directory).
    """
    found = _handoff_dirs(spool_root)
    results: list[IngestResult] = []
    waiting: list[DrainError] = []
    errors: list[DrainError] = []
    skipped = 0
    for done, directory in enumerate(found):
        if progress is not None:
            progress(done, len(found), _printable(Path(directory.name)))
        if not include_marked and _is_marked(directory):
            skipped += 1
            continue
        try:
            results.append(ingestor.ingest_handoff_dir(directory))
        except HandoffRefused as refusal:
            error = DrainError(_printable(directory), refusal.reason, str(refusal), refusal.exit_code)
            (waiting if refusal.reason == TRANSIENT else errors).append(error)
            if fail_fast and errors:
                break
    return DrainResult(
        spool_root=str(spool_root.absolute()),
        dest_data_root=str(ingestor.dest_data_root),
        there=spool_root.is_dir(),
        results=tuple(results),
        skipped_marked=skipped,
        waiting=tuple(waiting),
        errors=tuple(errors),
    )


def _handoff_dirs(spool_root: Path) -> list[Path]:
    if not spool_root.exists():
        return []
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
    return [path for path in children if path.is_dir() and not path.is_symlink() and _may_hold_database(path)]


def _may_hold_database(directory: Path) -> bool:
    try:
        return (directory / DATABASE).exists()
    except OSError:
        # Not to be looked into: better refused by name than passed over in silence.
        return True


def _printable(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_marked(directory: Path) -> bool:
    path = directory / MARKER
    try:
        if not path.is_file() or parse_marker(path.read_bytes()) is None:
            return False
        written = path.stat().st_mtime_ns
        # What came in the same tick of the clock may have come after it.
        return all(_mtime_ns(directory / name) < written for name in (DATABASE, f"{DATABASE}-wal"))
    except OSError:
        return False


def _mtime_ns(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0
