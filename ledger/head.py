"""Where the two logs stand: everything the next commit builds on, read in time that does not grow with history."""

from __future__ import annotations

import msgspec

from ledger import chain, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotADataRoot
from ledger.merkle import Frontier
from ledger.seals import JournalCommitted, KeyOpened, Tail

VERIFY = "Nothing was changed. Run `autocapture audit verify` to see which lines, then restore them from a backup."


class Head(msgspec.Struct, frozen=True):
    """The committed state: `size` events in `bytes` bytes of journal; the ledger's own line count and length.

    `key_line` is the number of the ledger line that names the key in force: see `keyring`.
    """

    origin: str
    root_key: str
    size: int
    bytes: int
    leaf: str
    frontier: Frontier
    ledger_size: int
    ledger_bytes: int
    ledger_leaf: str
    key_line: int
    commit: JournalCommitted | None

    @property
    def last_event(self) -> int:
        """The number of the last committed event; -1 where there is none."""
        return self.size - 1


def opening_of(root: DataRoot) -> KeyOpened:
    """Return the opening of a DataRoot's ledger.

    Raises:
        NotADataRoot: there is none, or it is of a format that this version does not know.
        Damaged: it cannot be read.
    """
    if not root.path.is_dir():
        raise NotADataRoot(
            f"There is no directory {root.path}.",
            "Name an existing DataRoot with --data-dir; `autocapture init` or the first drain makes one.",
        )
    born = root.is_born()
    if not born and root.holds_journal():
        raise Damaged(f"{root.ledger} is gone or damaged, but its journal, or sealed segments, lie beside it.", VERIFY)
    if not born and root.holds_foreign_logs():
        raise NotADataRoot(
            f"{root.path} holds a journal or ledger that another program wrote; it is left as it is.",
            "`autocapture init --adopt` brings an older DataRoot over and keeps its files.",
        )
    opening = seals.read_opening(root.ledger)
    if opening is None:
        raise NotADataRoot(
            f"{root.path} is not an autocapture DataRoot: it holds no ledger.",
            "Name the right directory with --data-dir, or begin one with `autocapture init`.",
        )
    if opening.format != 1:
        raise NotADataRoot(
            f"{root.path} is of format {opening.format}; this version reads format 1.", "Upgrade autocapture."
        )
    return opening


def read_head(root: DataRoot, tail: Tail | None = None, opening: KeyOpened | None = None) -> Head:
    """Return the committed state as a reader sees it: bytes behind the last commit are left aside.

    `tail` and `opening` are the end of the ledger and its line 0, if the caller has read them already.

    Raises:
        NotADataRoot: see `opening_of`.
        Damaged: the end of the ledger cannot be read.
    """
    opening = opening or opening_of(root)
    tail = tail or seals.read_tail(root.ledger)
    if tail is None:
        raise Damaged(f"{root.ledger} has no complete line.", VERIFY)
    commit = tail.commit
    return Head(
        origin=opening.origin,
        root_key=opening.key,
        size=commit.size if commit else 0,
        bytes=commit.bytes if commit else 0,
        leaf=commit.head if commit else chain.genesis("journal", opening.origin, opening.key),
        frontier=_frontier(root, commit),
        ledger_size=tail.seal.seq + 1,
        ledger_bytes=tail.end,
        ledger_leaf=tail.leaf,
        key_line=tail.key_line,
        commit=commit,
    )


def _frontier(root: DataRoot, commit: JournalCommitted | None) -> Frontier:
    if commit is None:
        return Frontier()
    try:
        return commit.frontier_at()
    except ValueError as error:
        raise Damaged(f"The last commit in {root.ledger} is damaged: {error}.", VERIFY) from error
