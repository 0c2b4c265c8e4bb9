"""The grant of a marker: what it says of a completed ingest, and how it is left in the directory."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ingest.marker import Marker, parse_marker
from ledger import durable
from ledger.errors import HandoffRefused, WriteFailed
from ledger.event import event_id
from ledger.facts import HandoffCompleted
from ledger.head import Head
from ledger.note import Checkpoint
from projections.handoffs import Handoff
from projections.records import counts_of, hash_of

# Of ours each has some two thousand; what is cut here is none.
_MOST_BYTES = 1 << 20


def marker_of(done: Handoff, head: Head) -> Marker:
    """Return the marker for a completed ingest; `head` is the log that covers it, an outside memory of its root."""
    checkpoint = Checkpoint(head.origin, head.size, head.frontier.root())
    _, size, root = checkpoint.text().splitlines()
    source = "handoff_metadata_db" if isinstance(done.fact, HandoffCompleted) else "chronicle_manifest"
    return Marker(
        handoff_root=done.fact.handoff_root,
        dest_data_root=done.fact.dest_data_root,
        ingested_at_utc=done.fact.ended_utc,
        ingest_run_id=f"ingest_{done.run}",
        counts=counts_of(done.fact),
        integrity={
            "event": event_id(done.seq),
            "handoff_content_sha256": done.fact.content_digest,
            f"{source}_sha256": hash_of(done.fact),
            "journal_origin": head.origin,
            "journal_root": root,
            "journal_size": int(size),
        },
    )


def marker_at(path: Path) -> Marker | None:
    """Return the marker that lies at a path; None where there is none, or something that is none.

    Raises:
        OSError: it cannot be read.
    """
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return parse_marker(stream.read(_MOST_BYTES))


def leave(path: Path, data: bytes, check: Callable[[], None]) -> tuple[bool, str]:
    """Write the marker where it is not there yet; a spool that cannot be written is reported, and tried next time.

    `check` raises where the directory is not what was read any more: then there is no marker. It is asked when the
    marker has got its time and not yet its name, so that whatever comes after the question is newer than the marker.

    Raises:
        HandoffRefused: what `check` raises.
    """
    try:
        if path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data:
            _touch(path, check)
            return True, ""
        if not path.parent.is_dir():
            check()
            return False, ""  # whoever took the directory away needs no marker; all of it is in care
        with durable.fresh(path) as descriptor:
            durable.write_all(descriptor, data)
            check()
    except (WriteFailed, OSError) as error:
        return False, f"the marker could not be written: {error}"
    return parse_marker(data) is not None, ""


def _touch(path: Path, check: Callable[[], None]) -> None:
    """Make a marker newer than the database: a drain need not look at it again."""
    with suppress(OSError):
        os.utime(path)
    try:
        check()
    except HandoffRefused:
        withdraw(path)
        raise


def withdraw(path: Path) -> None:
    """Take a marker back: the directory holds more than was in care when it was granted.

    Where that fails, the next look at the directory tries again; nothing else depends on it.
    """
    with suppress(OSError):
        if not path.is_symlink() and marker_at(path) is not None:
            path.unlink()
            durable.sync_directory(path.parent)
