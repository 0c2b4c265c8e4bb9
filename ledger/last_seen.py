"""What this account last saw of a log: a note beside its key, outside the DataRoot, held against it before each write.

A log that was set back is whole in itself: a backup that was restored, or a copy of which another copy went
on. Writing to it would make two histories under one name. The note is no evidence, for whoever holds the key
can write it as well; where it is missing or unreadable nothing is known, and nothing is refused.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ledger import commits
from ledger.dataroot import DataRoot
from ledger.errors import SetBack
from ledger.facts import SetbackAccepted
from ledger.head import Head
from ledger.keyring import Keyring
from ledger.keys import key_directory, stem_of
from ledger.log import Log
from ledger.note import Checkpoint, NoteError


class _Seen(msgspec.Struct, frozen=True):
    """What the file holds: where the log lay, and the signed checkpoint it ended with."""

    dataroot: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A state of the log that this account has seen, and where it lay then."""

    dataroot: str
    checkpoint: Checkpoint | None
    """None: it was signed by a key that this log does not name."""


def path_of(origin: str) -> Path:
    """Return where the note about a log lies."""
    return key_directory() / f"{stem_of(origin)}.seen"


def recall(keys: Keyring) -> Sighting | None:
    """Return what was last seen of the log of these keys, or None where nothing is known."""
    seen = _read(keys.origin)
    if seen is None:
        return None
    try:
        return Sighting(seen.dataroot, keys.checkpoint(seen.checkpoint))
    except NoteError:
        return Sighting(seen.dataroot, None)


def _read(origin: str) -> _Seen | None:
    try:
        return msgspec.json.decode(path_of(origin).read_bytes(), type=_Seen)
    except (OSError, msgspec.MsgspecError):
        return None


def remember(root: DataRoot, head: Head) -> None:
    """Note where the log stands now. Not synced, and no failure: an older note only knows less."""
    if head.commit is None:
        return
    path = path_of(head.origin)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        temporary.write_bytes(msgspec.json.encode(_Seen(str(root.path.absolute()), head.commit.checkpoint)))
        temporary.replace(path)


def contradiction(root: DataRoot, head: Head, seen: Sighting) -> str:
    """Say how the log differs from one that grew out of what was seen; empty where it did grow out of it.

    Raises:
        Damaged: the ledger cannot be searched.
    """
    if seen.checkpoint is None:
        return "does not name the key that signed what this account has seen of it"
    size = seen.checkpoint.size
    if head.size < size:
        return f"holds {head.size} events, but this account has seen {size} of it"
    if head.size == size:
        root_then = head.frontier.root()
    else:
        with Log(root.ledger) as log:
            found = commits.first_commit(log, lambda commit: commit.size >= size)
        root_then = found.told.frontier_at().root() if found is not None and found.told.size == size else b""
    return "" if root_then == seen.checkpoint.root else f"is not the one of which this account has seen {size} events"


def refuse_setback(root: DataRoot, head: Head, keys: Keyring) -> None:
    """Refuse a log that did not grow out of what was last seen of it.

    Raises:
        SetBack: it did not.
        Damaged: the ledger cannot be searched.
    """
    note = _read(keys.origin)
    if note is None or (head.commit is not None and note.checkpoint == head.commit.checkpoint):
        return
    seen = recall(keys)
    if seen is not None and (problem := contradiction(root, head, seen)):
        raise SetBack(
            f"The log in {root.path} {problem} (in {seen.dataroot}): an older backup was restored, "
            "or this is a copy of a log that went on elsewhere.",
            "Nothing was written. Restore the newer one, or write to the other copy. If that is lost for good, "
            "`autocapture audit mend --accept-older` notes it in the log and goes on from here.",
        )


def accepted(root: DataRoot, head: Head, keys: Keyring) -> SetbackAccepted | None:
    """Return what is to be said of a log that goes on though it was set back; None where it was not.

    Raises:
        Damaged: the ledger cannot be searched.
    """
    seen = recall(keys)
    if seen is None or not contradiction(root, head, seen):
        return None
    return SetbackAccepted(
        seen_in=seen.dataroot,
        seen_size=seen.checkpoint.size if seen.checkpoint else 0,
        seen_root=seen.checkpoint.root.hex() if seen.checkpoint else "",
        size=head.size,
        root=head.frontier.root().hex(),
    )
