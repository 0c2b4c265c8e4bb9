"""Stage 1 for handoff directories: read one, take it into care, leave a marker that says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ingest.adopt import ensure_ours
from ingest.care import HashMismatch
from ingest.door import Door, IngestResult, Mode
from ingest.media import MEDIA
from ingest.quiet import NotQuiet, Quiet
from ingest.source import DATABASE, open_shipment, says_nothing
from ingest.spool import has_newer
from ledger.clock import Clock, system_clock

__all__ = ["HandoffIngestor", "IngestResult"]


class HandoffIngestor:
    """Takes handoff directories into care, through `ingest.door.Door`."""

    def __init__(
        self,
        dest_data_root: Path,
        *,
        mode: Mode = "hardlink",
        strict: bool = True,
        quiet_s: float = 0.0,
        hash_mismatch: HashMismatch = "refuse",
        clock: Clock = system_clock,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`quiet_s`: how long nothing must have been written to a directory; `sleep` waits for that."""
        begin = partial(ensure_ours, clock=clock)
        self._door = Door(
            dest_data_root, mode=mode, strict=strict, hash_mismatch=hash_mismatch, begin=begin, clock=clock
        )
        self._quiet = Quiet(quiet_s, clock)
        self._sleep = sleep

    @property
    def dest_data_root(self) -> Path:
        """The DataRoot into which directories are taken."""
        return self._door.root.path

    def ingest_handoff_dir(self, handoff_root: Path) -> IngestResult:
        """Take one directory into care and leave its marker; where it was just written to, wait a little first.

        Raises:
            HandoffRefused: it cannot be taken as it is (see `reason`); no marker, nothing in the journal but
                the refusal.
            HandoffEvidenceMissing: it names evidence that is not there, or not what its hash says.
            NotADataRoot, KeyUnavailable, Damaged, Locked, Stale, WriteFailed: the DataRoot cannot be written.
        """
        try:
            return self.ingest(handoff_root)
        except NotQuiet as busy:
            self._sleep(busy.wait_s)
        return self.ingest(handoff_root)

    def ingest(self, directory: Path) -> IngestResult:
        """Do the same without waiting.

        Raises:
            NotQuiet: it was written to a moment ago; and what `ingest_handoff_dir` raises.
        """
        return self._door.take_in(directory, partial(open_shipment, quiet=self._quiet), is_one=_is_handoff)

    def is_one(self, directory: Path) -> bool:
        """Say whether a directory of a spool holds a `metadata.db`."""
        return _is_handoff(directory)

    def has_newer(self, directory: Path, than_ns: int) -> bool:
        """Say whether database, media or anything beside them came or changed since a moment (ns since 1970)."""
        return has_newer(directory, than_ns, once=MEDIA, leave=says_nothing)


def _is_handoff(directory: Path) -> bool:
    return (directory / DATABASE).exists()
