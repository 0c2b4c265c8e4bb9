"""How a DataRoot begins: a key, and a first ledger line that names it."""

from __future__ import annotations

from ledger import chain, durable, seals
from ledger.clock import Clock, new_run_id, spell, system_clock
from ledger.dataroot import FORMAT, DataRoot
from ledger.errors import Damaged, NotADataRoot
from ledger.keys import create
from ledger.lock import held
from ledger.note import Verifier
from ledger.seals import KeyOpened

_MEANS_ANOTHER_USE = ("metadata.db", "media", "manifest.json")


def ensure_born(root: DataRoot, *, clock: Clock = system_clock, wait_s: float = 60.0, phrase: str = "") -> bool:
    """Begin a DataRoot where there is none; leave one that exists as it is. Return whether it was begun.

    Its new key is kept under the passphrase `phrase`, unless that is empty.

    A crash before the ledger line is on the disk leaves a key that nothing uses, and no DataRoot.

    Raises:
        ReadOnly: the directory shows a state of the past.
        NotADataRoot: the directory is in use for something else, or holds an older program's logs.
        Damaged: a journal of ours lies here, but the ledger that vouches for it is gone.
        WriteFailed: the directory or the key directory cannot be written.
        Locked: another process is writing here.
    """
    root.refuse_replay()
    if root.is_born():
        return False
    try:
        _refuse_other_use(root)
    except (NotADataRoot, Damaged):
        # Another process may have begun it since, and put things in.
        if root.is_born():
            return False
        raise
    durable.make_directory(root.path)
    with held(root.writer_lock, wait_s):
        if root.is_born():
            return False
        _open_ledger(root, clock, phrase)
        return True


def _refuse_other_use(root: DataRoot) -> None:
    if root.path.exists() and not root.path.is_dir():
        raise NotADataRoot(f"{root.path} is a file, not a directory.", "Name a directory with --data-dir.")
    if root.holds_journal():
        # A new ledger would know nothing of these events and take all of them for an unfinished write.
        raise Damaged(
            f"{root.ledger} is gone or damaged, but its journal, or sealed segments, lie beside it.",
            "Restore it from a backup.",
        )
    if root.holds_foreign_logs():
        raise NotADataRoot(
            f"{root.path} holds a journal or ledger that another program wrote; it is left as it is.",
            "`autocapture init --adopt` brings an older DataRoot over, and keeps its files; or choose another one.",
        )
    if any((root.path / name).exists() for name in _MEANS_ANOTHER_USE):
        raise NotADataRoot(
            f"{root.path} is no DataRoot of ours: it looks like a handoff directory or an older store.",
            "Choose an empty directory as DataRoot; `autocapture init --adopt` makes one of an older store.",
        )


def _open_ledger(root: DataRoot, clock: Clock, phrase: str) -> None:
    durable.sync_above(root.path)
    signer = create(f"autocapture/{new_run_id()}", phrase)
    key = signer.verifier.spelled()
    publish(root, signer.verifier)
    entry = KeyOpened(FORMAT, signer.name, key)
    line = seals.write(chain.genesis("ledger", signer.name, key), 0, spell(clock()), entry, signer)
    # Atomic: either there is a ledger with a whole first line, or there is none.
    durable.replace(root.ledger, line)


def publish(root: DataRoot, key: Verifier, mode: int = 0o644) -> None:
    """Put a public key into `keys/`, for whoever wants to hand it out.

    Raises:
        WriteFailed: the disk refused.
    """
    durable.make_directory(root.keys)
    durable.replace(root.keys / f"{key.fingerprint[:16]}.vkey", (key.spelled() + "\n").encode(), mode)
