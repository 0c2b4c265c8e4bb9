"""The ledger's part of a checkup: its key, whether it was set back, room on the disk, when it was last verified."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from ledger import clock, keys, last_seen, last_verified
from ledger.dataroot import DataRoot
from ledger.errors import KeyUnavailable
from ledger.finding import Finding
from ledger.head import read_head
from ledger.keyring import keyring_of

VERIFY_EVERY = timedelta(days=30)
_LEAST_FREE = 2 << 30
_LEAST_SHARE = 0.03


def examine(root: DataRoot) -> Iterator[Finding]:
    """Yield what is wrong with the log and with what it needs. Nothing is written, no history is read.

    Raises:
        NotADataRoot, Damaged: there is no log to examine, or its ends cannot be read.
    """
    ring = keyring_of(root)
    note = last_seen.note_of(ring.origin)  # before the log: see there
    head = read_head(root)
    try:
        keys.check(ring.current)
    except KeyUnavailable as error:
        yield Finding("key_unavailable", "wrong", error.what, error.remedy)
    seen = last_seen.recall(ring, note)
    if seen is not None and (problem := last_seen.contradiction(root, head, seen)):
        what = f"The log {problem} (in {seen.dataroot}): nothing will be written to it."
        remedy = "Restore the newer one; if that is lost for good, `autocapture audit mend --accept-older`."
        yield Finding("set_back", "wrong", what, remedy)
    yield from _room(root)
    yield from _verified(root, ring.origin, head.size)


def _room(root: DataRoot) -> Iterator[Finding]:
    try:
        disk = shutil.disk_usage(root.path)
    except OSError:
        return
    if disk.free < min(_LEAST_FREE, disk.total * _LEAST_SHARE):
        what = f"The disk under {root.path} has {in_bytes(disk.free)} left of {in_bytes(disk.total)}."
        yield Finding("disk_almost_full", "wrong", what, "Free some, or move the DataRoot: docs/operations.md.")


def _verified(root: DataRoot, origin: str, size: int) -> Iterator[Finding]:
    note = last_verified.recall(root, origin)
    if note is not None and note.failed is not None:
        what = f"A verification of {root.path}, {note.failed.at}, ended with exit code {note.failed.exit_code}"
        since = "" if note.last == note.failed else "; none since then looked at all of it as closely"
        command = f"autocapture audit verify --blobs {note.needs}{' --projections' if note.needs_views else ''}"
        command += "".join(f" --against {shlex.quote(each.path)}" for each in note.contradicted)
        remedy = f"Run `{command}` to see what it finds."
        yield Finding("verify_failed", "wrong", f"{what}{since}.", remedy)
        return
    sound = note.sound if note is not None else None
    then = _moment(sound.at) if sound is not None else None
    if then is None and size:
        what = "The whole log was never verified here by this account."
        yield Finding("never_verified", "note", what, "Run `autocapture audit verify` now and then.")
    elif then is not None and clock.system_clock() - then > VERIFY_EVERY:
        what = f"The log was last verified {days_since(then)} days ago."
        yield Finding("verify_due", "soon", what, "Run `autocapture audit verify`.")


def _moment(spelled: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(spelled)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def days_since(then: datetime) -> int:
    """Return how many whole days have passed since a moment."""
    return (clock.system_clock() - then).days


def told_verified(root: DataRoot, origin: str) -> str:
    """Return when the log was last verified where it lies, for a person."""
    note = last_verified.recall(root, origin)
    if note is None:
        return "never by this account"
    told = _told_run(note.last)
    if note.failed is None or note.failed == note.last:
        return told
    return f"{told}; but before that, {_told_run(note.failed)}"


def _told_run(done: last_verified.Verified) -> str:
    told = f"{clock.shown(done.at)}, {done.events} events, media by {done.blobs}"
    ended = "sound" if not done.exit_code else f"exit code {done.exit_code}"
    return f"{told}{'' if done.whole else ', a part'}: {ended}"


def in_bytes(count: int) -> str:
    """Return a size as a person reads it: `3.4 GB`."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"
