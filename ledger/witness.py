"""A witness: another account, or a stick, that remembers each log it saw and cosigns only what grew out of that.

Its directory holds its private key (`witness.key`), and for each log the key that signs it (`*.vkey`) and the
last checkpoint it cosigned (`*.checkpoint`). It reads the journal itself and trusts no view. What it
refuses, and so makes visible: a log that was set back, rewritten, or is signed by another key.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from ledger import durable, memory, plain
from ledger.clock import new_run_id
from ledger.cosignature import Witness, cosign
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, KeyUnavailable
from ledger.head import VERIFY
from ledger.keyring import Keyring, every_key_of
from ledger.keys import stem_of
from ledger.lock import held
from ledger.memory import Remembered
from ledger.note import Checkpoint, NoteError, Signer
from ledger.wording import why

_KEY = "witness.key"
_LOCK = ".lock"
_WAIT_S = 30.0
_MOST = 1 << 16


class Attested(msgspec.Struct, frozen=True):
    """A cosigned checkpoint: the note, who cosigned it, its size, and that of the one before (None: first seen)."""

    note: str
    witness: Witness
    size: int
    before: int | None


def attest(state: Path, root: DataRoot, moment: datetime) -> Attested:
    """Cosign the checkpoint of a log as it is now, if it grew out of what was seen of it before; remember it.

    1. the key that signs the log is the one that was in force when it was last seen, or was put in force by it
    2. the checkpoint is signed by it, and its root is that of the journal's lines
    3. the journal's lines up to the size remembered have the root remembered
    4. cosign, and put the note in the place of the one remembered, and the key in that of the one before

    Raises:
        Damaged: the log was set back or rewritten, or is signed by another key; nothing is cosigned.
        KeyUnavailable: the witness's own key cannot be used.
        NotADataRoot, NotFound: there is no log, or nothing in it.
        WriteFailed: the state directory cannot be written.
    """
    durable.make_directory(state)
    with held(state / _LOCK, _WAIT_S):
        signer = _signer(state)
        keys = every_key_of(root)
        place = state / stem_of(keys.origin)
        pinned = place.with_name(f"{place.name}.vkey")
        _refuse_other_key(pinned, keys)
        kept = place.with_name(f"{place.name}.checkpoint")
        note = memory.current_checkpoint(root)
        now = Remembered("the checkpoint of the last commit", _opened(note, keys), signed=True)
        before = memory.remember(kept, keys) if kept.exists() else None
        _refuse_contradictions(root, [now, *([before] if before else [])])
        cosigned = cosign(note, signer, int(moment.timestamp()))
        durable.replace(kept, cosigned.encode(), locked=True)
        durable.replace(pinned, (keys.current.spelled() + "\n").encode(), locked=True)
        return Attested(
            cosigned, Witness.of(signer), now.checkpoint.size, before.checkpoint.size if before is not None else None
        )


def _refuse_contradictions(root: DataRoot, remembered: list[Remembered]) -> None:
    found = memory.contradictions(root, remembered)
    if found:
        raise Damaged(f"Not cosigned. {'; '.join(map(str, found))}.", VERIFY)


def _opened(note: str, keys: Keyring) -> Checkpoint:
    try:
        return keys.checkpoint(note)
    except NoteError as error:
        raise Damaged(f"Not cosigned: the last checkpoint is not good: {error}.", VERIFY) from error


def _refuse_other_key(pinned: Path, keys: Keyring) -> None:
    try:
        seen = plain.read(pinned, _MOST).decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return
    except OSError as error:
        raise Damaged(
            f"Not cosigned: the key that signed {keys.origin} cannot be read from {pinned}: {error.strerror}.",
            "Restore it from a backup of the witness.",
        ) from error
    if all(reign.key.spelled() != seen for reign in keys.reigns):
        raise Damaged(
            f"Not cosigned: {keys.origin} is signed by another key than when it was last seen ({pinned}), "
            "and that one did not put it in force.",
            "Somebody has made the log anew.",
        )


def _signer(state: Path) -> Signer:
    path = state / _KEY
    if not path.exists():
        durable.replace(path, (Signer.generate(f"witness/{new_run_id()}").spelled() + "\n").encode(), mode=0o600)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise KeyUnavailable(f"The witness's key {path} can be read by other users.", f"chmod 600 {path}")
    try:
        return Signer.parse(plain.read(path, _MOST).decode("ascii"))
    except (OSError, ValueError) as error:
        raise KeyUnavailable(
            f"The witness's key {path} cannot be used: {why(error)}.", "Restore it from backup."
        ) from error
