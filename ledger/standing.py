"""Where both logs stand after a commit, or at their beginning: what an audit can set out from."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ledger import chain, commits, seals
from ledger.commits import Commit
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.head import VERIFY
from ledger.keyring import Keyring
from ledger.log import Log
from ledger.merkle import Frontier
from ledger.note import NoteError
from ledger.seals import JournalCommitted


class Standing(msgspec.Struct, frozen=True):
    """The state of both logs behind a ledger line.

    `line` is the number of the next line of the ledger, `offset` the byte at which it begins, `prev` what it
    must name. `commit` is the last commit; None at the beginning. `keys` are those that were named by then.
    """

    line: int
    offset: int
    prev: str
    commit: JournalCommitted | None
    keys: Keyring

    @property
    def size(self) -> int:
        """How many events were committed."""
        return self.commit.size if self.commit else 0

    @property
    def bytes(self) -> int:
        """How long the journal was."""
        return self.commit.bytes if self.commit else 0

    @property
    def head(self) -> str:
        """What the next event names as the one before."""
        return self.commit.head if self.commit else chain.genesis("journal", self.keys.origin, self.keys.root.spelled())

    @property
    def frontier(self) -> Frontier:
        """The Merkle frontier."""
        return self.commit.frontier_at() if self.commit else Frontier()


def beginning(keys: Keyring) -> Standing:
    """Return where the logs of these keys stood before their first line."""
    return Standing(0, 0, chain.genesis("ledger", keys.origin, keys.root.spelled()), None, keys.until(0))


def after(found: Commit, keys: Keyring) -> Standing:
    """Return where the logs stood behind a commit, after looking at what it says and who signed it.

    Raises:
        Damaged: it is not signed, or not consistent in itself.
    """
    placed, commit = found
    key = keys.signing(placed.seal.seq)
    try:
        checkpoint = commit.checkpoint_by(key)
        fits = (checkpoint.size, checkpoint.root) == (commit.size, commit.frontier_at().root())
    except (NoteError, ValueError):
        fits = False
    if not fits or not seals.is_signed_by(placed.line, placed.seal, key):
        raise Damaged(f"Line {placed.seal.seq} of the ledger cannot be relied on.", VERIFY)
    return Standing(placed.seal.seq + 1, placed.end, leaf(placed.line).hex(), commit, keys.until(placed.seal.seq))


def before_event(root: DataRoot, keys: Keyring, seq: int) -> Standing:
    """Return the last standing at which event `seq` was not there yet.

    Raises:
        Damaged: the ledger cannot be read there, or relied on.
    """
    return _before(root, keys, lambda commit: commit.size > seq)


def behind_event(root: DataRoot, keys: Keyring, seq: int) -> Standing | None:
    """Return the first standing at which event `seq` was there; None where it never was.

    Raises:
        Damaged: the ledger cannot be read there, or relied on.
    """
    found = commits.covering(root.ledger, seq)
    return after(found, keys) if found is not None else None


def _before(root: DataRoot, keys: Keyring, holds: Callable[[JournalCommitted], bool]) -> Standing:
    with Log(root.ledger) as log:
        found = commits.first_commit(log, holds)
        last = commits.last_commit(log, found.placed.offset if found is not None else log.end)
    return after(last, keys) if last is not None else beginning(keys)
