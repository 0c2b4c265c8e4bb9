"""Changing the key that signs: the old key names the new one, and signs nothing after that.

In order; what a crash after each step means stands beside it.

1. make the new key, durable                       a key that nobody uses
2. append `key.rotated`, signed by the old key     the new key is in force, and has said nothing yet
3. commit with the new key                         done; the checkpoint bears its signature
4. put its public half into `keys/`                the ledger says it anyway
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from ledger import birth, keys, passphrase
from ledger.clock import Clock, system_clock
from ledger.dataroot import DataRoot
from ledger.keyring import keyring_of
from ledger.note import Verifier
from ledger.writer import Writer


class Rotated(msgspec.Struct, frozen=True):
    """The key before and the key in force now, and the files of their private halves."""

    before: Verifier
    now: Verifier
    retired: Path
    path: Path


def rotate(root: DataRoot, *, phrase: str = "", reason: str = "", clock: Clock = system_clock) -> Rotated:
    """Put a new key in force. It is kept under `phrase` or, where the old one has a passphrase, under that.

    Raises:
        KeyUnavailable: the old key is not to be had: only it can name another.
        Damaged, Locked, WriteFailed: see `Writer.turn`; the old key stays in force.
    """
    writer = Writer(root, clock=clock)
    with writer.turn() as turn:
        before = turn.signer.verifier
        retired = keys.key_path(before)
        if not phrase and keys.is_protected(before):
            phrase = passphrase.given(f"the signing key {retired}")
        signer = keys.create(before.name, phrase)
        turn.rotate(signer, reason)
    birth.publish(root, signer.verifier)
    return Rotated(before, keyring_of(root).current, retired, keys.key_path(signer.verifier))
