"""A copy of both logs as they were at an event: as many lines as that event's commit had, and nothing after it.

It is a DataRoot to read from: the logs verify, for they end with a signed commit. A file `replay.json` says
what it is, and everything that writes refuses it. Sealed segments are linked, evidence is a link to the
original's `media/`; what the growing files held is copied.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from ledger import birth, commits, durable
from ledger.audit_ledger import hints_of
from ledger.commits import Commit
from ledger.dataroot import REPLAY, SEGMENTS, DataRoot
from ledger.errors import NotFound, Usage
from ledger.event import event_id
from ledger.head import read_head
from ledger.log import Log

SCHEMA = "autocapture.replay.v1"
_CHUNK = 1 << 20


class Replay(msgspec.Struct, frozen=True):
    """What `replay.json` says: whose logs these are, up to which event the views go, and how many events there are.

    `path` is the path `source` in hex, as the system spells it.
    """

    schema: str
    source: str
    path: str
    until: int
    events: int


def refuse_taken(out: DataRoot) -> None:
    """Return only if a directory is empty, or not there.

    Raises:
        Usage: it is in use.
    """
    if out.path.exists() and not (out.path.is_dir() and not any(out.path.iterdir())):
        raise _taken(out)


def copy_logs(root: DataRoot, until: int, out: DataRoot) -> Replay:
    """Put the logs as of event `until` into an empty or new directory.

    Raises:
        NotFound: there is no such event.
        NotADataRoot, Damaged: the log cannot be read.
        Usage: `out` is in use.
        WriteFailed: the disk refused.
    """
    head = read_head(root)
    found = commits.covering(root.ledger, until) if 0 <= until < head.size else None
    if found is None:
        last = f"the last is {event_id(head.last_event)}" if head.size else "it holds none yet"
        raise NotFound(f"There is no event {event_id(until)} in {root.path}: {last}.")
    refuse_taken(out)
    durable.make_directory(out.path)
    # First, so that nobody takes for a DataRoot to write to what a crash leaves half-made.
    replay = Replay(SCHEMA, root.spelled, root.encoded, until, found.told.size)
    _claim(out, msgspec.json.format(msgspec.json.encode(replay)) + b"\n")
    for path, end in _ends(root, found).items():
        _copy(path, end, out.path / path.name)
    for key in hints_of(root):
        birth.publish(out, key, mode=0o444)
    with suppress(OSError):
        # Without it answers stand, and pictures are said to be missing.
        out.media.symlink_to(root.media.absolute(), target_is_directory=True)
    return replay


def _claim(out: DataRoot, note: bytes) -> None:
    """Note what is made in a directory, unless another process has begun to make something there."""
    made = durable.temporary_beside(out.path / REPLAY)
    durable.replace(made, note)
    try:
        durable.rename_new(made, out.path / REPLAY)
    except FileExistsError as error:
        made.unlink(missing_ok=True)
        raise _taken(out) from error


def _taken(out: DataRoot) -> Usage:
    return Usage(f"{out.path} is not an empty directory.", "Name a new one.")


def _ends(root: DataRoot, found: Commit) -> dict[Path, int]:
    return {root.journal: found.told.bytes, root.ledger: found.placed.end}


def _copy(path: Path, end: int, destination: Path) -> None:
    with Log(path) as log:
        # A line must stay in the growing file that says where it goes on.
        sealed = [name for name in log.whole().names if name.upto < end]
        for name in sealed:
            _link(path.parent / SEGMENTS / name.spelled(), destination.parent / SEGMENTS / name.spelled())
        at = sealed[-1].upto if sealed else 0
        with durable.fresh(destination, mode=0o444) as descriptor:
            while at < end and (chunk := log.read(at, min(_CHUNK, end - at))):
                durable.write_all(descriptor, chunk)
                at += len(chunk)


def _link(source: Path, destination: Path) -> None:
    durable.make_directory(destination.parent)
    with durable.failing_as("copy to", destination):
        try:
            os.link(source, destination)
        except OSError:
            shutil.copyfile(source, destination)
            destination.chmod(0o444)
