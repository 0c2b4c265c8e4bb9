"""When this account last verified a log, and with what result: a note beside its keys, outside the DataRoot.

Verifying changes nothing in a DataRoot, so it cannot be noted there. The note is no evidence: it reminds a person, and
where it is missing or unreadable nothing is known.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from ledger import durable, plain
from ledger.clock import spell, system_clock
from ledger.dataroot import DataRoot
from ledger.keys import key_directory, stem_of

_MOST = 1 << 16


class Verified(msgspec.Struct, frozen=True):
    """One run of `audit verify`: when it ended (UTC), where the log lay, how much of it was looked at, what came of it.

    `whole` says that nothing was left out; `blobs` is how media files were checked (`none`, `size`, `hash`).
    """

    at: str
    dataroot: str
    events: int
    whole: bool
    blobs: str
    exit_code: int


class Note(msgspec.Struct, frozen=True):
    """What the file holds: the last run, and the last that looked at all of the log and found it sound."""

    last: Verified
    sound: Verified | None = None


def path_of(origin: str) -> Path:
    """Return where the note about a log lies."""
    return key_directory() / f"{stem_of(origin)}.verified"


def recall(origin: str) -> Note | None:
    """Return the note about a log, or None where nothing is known."""
    try:
        return msgspec.json.decode(plain.read(path_of(origin), _MOST), type=Note)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def remember(root: DataRoot, origin: str, *, events: int, whole: bool, blobs: str, exit_code: int) -> None:
    """Note a run that ended just now. Not synced, and no failure: without it a person is only reminded again."""
    done = Verified(spell(system_clock()), root.spelled, events, whole, blobs, exit_code)
    before = recall(origin)
    sound = done if whole and not exit_code else before.sound if before is not None else None
    path = path_of(origin)
    # An account that only reads has no keys here, and may have no directory for them.
    if path.is_relative_to(root.path.absolute()):
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = durable.temporary_beside(path)
        try:
            temporary.write_bytes(msgspec.json.encode(Note(done, sound)))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
