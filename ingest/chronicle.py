"""Stage 1 for chronicle sessions: read one, take it into care through the same door, leave the same marker."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ingest.adopt import ensure_ours
from ingest.care import HashMismatch
from ingest.door import Door, IngestResult, Mode
from ingest.session import PICTURES, PREFIX, is_marker, open_session
from ingest.spool import has_newer
from ledger.clock import Clock, system_clock


class ChronicleIngestor:
    """Takes chronicle sessions into care: evidence and media only, nothing is read off a picture."""

    def __init__(
        self,
        dest_data_root: Path,
        *,
        mode: Mode = "hardlink",
        strict: bool = True,
        hash_mismatch: HashMismatch = "refuse",
        clock: Clock = system_clock,
    ) -> None:
        begin = partial(ensure_ours, clock=clock)
        self._door = Door(
            dest_data_root, mode=mode, strict=strict, hash_mismatch=hash_mismatch, begin=begin, clock=clock
        )

    @property
    def dest_data_root(self) -> Path:
        """The DataRoot into which sessions are taken."""
        return self._door.root.path

    def ingest(self, directory: Path) -> IngestResult:
        """Take one session into care and leave its marker.

        Raises:
            HandoffRefused: it cannot be taken as it is (see `ingest.session.open_session`); no marker.
            HandoffEvidenceMissing: it names a picture that is not there, or not what its hash says.
            NotADataRoot, KeyUnavailable, Damaged, Locked, Stale, WriteFailed: the DataRoot cannot be written.
        """
        return self._door.take_in(directory, open_session, is_one=_is_session, chronicle=True)

    def is_one(self, directory: Path) -> bool:
        """Say whether a directory of a spool is called like a session."""
        return _is_session(directory)

    def has_newer(self, directory: Path, than_ns: int) -> bool:
        """Say whether anything in a session came or changed since a moment (ns since 1970)."""
        return has_newer(directory, than_ns, once=PICTURES, leave=is_marker)


def _is_session(directory: Path) -> bool:
    return directory.name.startswith(PREFIX) and directory.is_dir()
