"""What lies in a DataRoot: sizes by part, room on the disk, when it was last verified; whether the views keep up."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ledger.checkup import in_bytes, told_verified
from ledger.dataroot import DataRoot
from ledger.finding import Finding
from ledger.head import opening_of
from ledger.last_verified import recall
from ledger.wording import numbered
from projections import handoffs
from projections.engine import check_belongs
from projections.status import Section
from projections.views import Views


def describe(root: DataRoot, _args: argparse.Namespace) -> Section:
    """Return sizes in bytes, and when this account last verified the log.

    The media are counted as they came in, for there may be millions of them; all else is looked up.

    Raises:
        NotADataRoot, Stale: there is nothing to tell of.
    """
    origin = opening_of(root).origin
    with Views(root) as views:
        media = handoffs.totals(views.facts)
    sizes = {
        "logs": sum(_size(path) for path in (root.journal, root.ledger, root.segments)),
        "media": media.bytes,
        "views": sum(_size(path) for path in (root.metadata_db, root.derived, root.index)),
        "quarantine": _size(root.quarantine),
    }
    free = shutil.disk_usage(root.path).free
    note = recall(root, origin)
    told = ", ".join(f"{name} {in_bytes(size)}" for name, size in sizes.items() if size)
    fields = {
        "bytes": sizes,
        "bytes_free": free,
        "last_verified": note.last.at if note is not None else "",
        "last_verified_exit_code": note.last.exit_code if note is not None else None,
        "last_verified_failure": note.failed.at if note is not None and note.failed is not None else "",
        "last_sound": note.sound.at if note is not None and note.sound is not None else "",
    }
    return Section(
        fields, (f"On disk: {told}; {in_bytes(free)} free.", f"Last verified: {told_verified(root, origin)}.")
    )


def examine(root: DataRoot) -> Iterator[Finding]:
    """Yield whether the views can be read and keep up with the log.

    Raises:
        NotADataRoot, Stale: they cannot be read, or are those of another log.
    """
    with Views(root) as views:
        position, head = views.position, views.head()
    check_belongs(root, position, head)
    if behind := head.size - position.seq:
        what = f"{numbered(behind, 'event is', 'events are')} not in the views yet."
        yield Finding("views_behind", "note", what, "The next command that writes takes them in.")


def _size(path: Path) -> int:
    """Return the bytes of a file, or of all files below a directory; 0 where there is none."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        return sum(Path(home, name).lstat().st_size for home, _, names in os.walk(path) for name in names)
    except OSError:
        return 0  # gone, or not for us to read, just now
