"""What this account last saw of a log: a note beside its key, outside the DataRoot, held against it before each write.

A log that was set back is whole in itself: a backup that was restored, or a copy of which another copy went
on. Writing to it would make two histories under one name. The note is no evidence, for whoever holds the key
can write it as well; where it is missing or unreadable nothing is known, and nothing is refused.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from ledger import commits, durable, plain
from ledger.dataroot import DataRoot
from ledger.errors import SetBack
from ledger.facts import SetbackAccepted
from ledger.head import Head
from ledger.keyring import Keyring
from ledger.keys import key_directory, stem_of
from ledger.note import Checkpoint, NoteError

# A path has 4 KiB at the most, twice in hex, and a checkpoint a few hundred bytes.
_MOST = 1 << 16


class Note(msgspec.Struct, frozen=True):
    """What the file holds: where the log lay, the signed checkpoint it ended with, and the place once more, in hex."""

    dataroot: str
    checkpoint: str
    path: str = ""


class Sighting(msgspec.Struct, frozen=True):
    """A state of the log that this account has seen, and where it lay then."""

    dataroot: str
    path: bytes
    checkpoint: Checkpoint | None
    """None: it was signed by a key that this log does not name."""

    def lies_in(self, root: DataRoot) -> bool:
        """Say whether that place is this DataRoot, by whatever name."""
        try:
            return root.path.samefile(os.fsdecode(self.path))
        except (OSError, ValueError):
            return False


def path_of(origin: str) -> Path:
    """Return where the note about a log lies."""
    return key_directory() / f"{stem_of(origin)}.seen"


def note_of(origin: str) -> Note | None:
    """Return the note about a log, or None where nothing is known.

    To be read before the log: while somebody writes, a note that is read later may know more than what was read.
    """
    try:
        return msgspec.json.decode(plain.read(path_of(origin), _MOST), type=Note)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def recall(keys: Keyring, note: Note | None) -> Sighting | None:
    """Return what a note remembers of the log of these keys; None where there is no note."""
    if note is None:
        return None
    try:
        path = bytes.fromhex(note.path)
    except ValueError:
        path = b""
    try:
        seen = keys.checkpoint(note.checkpoint)
    except NoteError:
        seen = None
    return Sighting(note.dataroot, path or os.fsencode(note.dataroot), seen)


def remember(root: DataRoot, head: Head) -> None:
    """Note where the log stands now. Not synced, and no failure: an older note only knows less."""
    if head.commit is None:
        return
    path = path_of(head.origin)
    durable.sweep(path)
    temporary = durable.temporary_beside(path)
    with suppress(OSError):
        try:
            temporary.write_bytes(msgspec.json.encode(Note(root.spelled, head.commit.checkpoint, root.encoded)))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


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
    root_then = head.frontier.root() if head.size == size else commits.root_at(root.ledger, size)
    return "" if root_then == seen.checkpoint.root else f"is not the one of which this account has seen {size} events"


def refuse_setback(root: DataRoot, head: Head, keys: Keyring) -> None:
    """Refuse a log that did not grow out of what was last seen of it.

    Raises:
        SetBack: it did not.
        Damaged: the ledger cannot be searched.
    """
    note = note_of(keys.origin)
    if note is None or (head.commit is not None and note.checkpoint == head.commit.checkpoint):
        return
    seen = recall(keys, note)
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
    seen = recall(keys, note_of(keys.origin))
    if seen is None or not contradiction(root, head, seen):
        return None
    return SetbackAccepted(
        seen_in=seen.dataroot,
        seen_size=seen.checkpoint.size if seen.checkpoint else 0,
        seen_root=seen.checkpoint.root.hex() if seen.checkpoint else "",
        size=head.size,
        root=head.frontier.root().hex(),
    )
