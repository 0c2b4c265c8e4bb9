"""An export enters the ledger: a line that names what was given away, and the proof that this line is in the ledger.

The ledger is a log of its own: its Merkle tree (RFC 6962) is over its lines, and its checkpoint is signed by the key
of the DataRoot under the name `<origin>/ledger`, so that nobody takes it for a checkpoint of the journal. Such a
checkpoint is made when something is exported, and at no other time.

In order; what a crash after each step means stands beside it.

1. follow and hash the ledger, without the lock       nothing has happened
2. take a turn, append `bundle.exported`              the ledger tells of a bag that nobody was given
3. sign the ledger's checkpoint and the statement     the same; exporting again makes another bag
"""

from __future__ import annotations

import msgspec

from ledger import chain, dsse, log
from ledger.clock import Clock, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.head import VERIFY, read_head
from ledger.merkle import Frontier
from ledger.note import Checkpoint, Signer, Verifier, sign
from ledger.seals import BundleExported
from ledger.tlog_proof import TlogProof
from ledger.writer import Writer


class Recorded(msgspec.Struct, frozen=True):
    """The line of the ledger, the proof that it is in it, the signed envelope (`dsse`), and the key that signed all."""

    line: bytes
    proof: TlogProof
    envelope: bytes
    key: Verifier


def of_ledger(key: Verifier) -> Verifier:
    """Return the key of a DataRoot under the name by which it signs checkpoints of its ledger."""
    return Verifier(f"{key.name}/ledger", key.public)


def record(root: DataRoot, entry: BundleExported, statement: bytes, *, clock: Clock = system_clock) -> Recorded:
    """Append the line, durable when this returns, and sign `statement`, an in-toto statement about the bag.

    Raises:
        KeyUnavailable, Damaged, Locked, ReadOnly, WriteFailed: see `ledger.writer.Writer`; nothing was exported.
    """
    writer = Writer(root, clock=clock)
    head = read_head(root)
    tree = _Tree(root, chain.genesis("ledger", head.origin, head.root_key))
    tree.grow(head.ledger_bytes)
    with writer.turn() as turn:
        begin = turn.head.ledger_bytes
        tree.grow(begin)
        if tree.prev != turn.head.ledger_leaf:
            raise Damaged(f"The last line of {root.ledger} is not the one that was read.", VERIFY)
        grown = tree.frontier
        turn.note(entry)
        line = log.read_line(root.ledger, begin, turn.head.ledger_bytes - begin)
        # The path from the last leaf of a tree: the full subtrees before it, the nearest first.
        path = tuple(reversed(grown.roots))
        grown.append(leaf(line))
        named = Signer(of_ledger(turn.signer.verifier).name, turn.signer.seed)
        checkpoint = sign(Checkpoint(named.name, grown.size, grown.root()).text(), named)
        envelope = dsse.seal(statement, turn.signer)
        return Recorded(line, TlogProof(grown.size - 1, path, checkpoint), envelope, turn.signer.verifier)


class _Tree:
    """The tree over the lines of the ledger, grown line by line; the key vouches with its root for all of them."""

    def __init__(self, root: DataRoot, genesis: str) -> None:
        self._root = root
        self._offset = 0
        self.prev = genesis
        self.frontier = Frontier()

    def grow(self, end: int) -> None:
        """Take in the lines up to byte `end`.

        Raises:
            Damaged: a line does not follow the one before it.
        """
        for line in log.read_lines(self._root.ledger, self._offset, end):
            seq = self.frontier.size
            if not line.startswith(chain.prefix(self.prev, seq)):
                raise Damaged(f"Line {seq} of {self._root.ledger} does not follow the line before it.", VERIFY)
            hashed = leaf(line)
            self.prev = hashed.hex()
            self.frontier.append(hashed)
        self._offset = end
