"""An export enters the ledger: a line that names what was given away, and the proof that this line is in the ledger.

The ledger is a log of its own: its Merkle tree (RFC 6962) is over its lines, and its checkpoint is signed by the key
of the DataRoot under the name `<origin>/ledger`, so that nobody takes it for a checkpoint of the journal. Such a
checkpoint is made when something is exported, and at no other time.

In order; what a crash after each step means stands beside it.

1. hash the lines of the ledger, without the lock     nothing has happened
2. take a turn, append `bundle.exported`              the ledger tells of a bag that nobody was given
3. sign the ledger's checkpoint and the statement     the same; exporting again makes another bag
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger import dsse, log
from ledger.clock import Clock, system_clock
from ledger.dataroot import DataRoot
from ledger.event import leaf
from ledger.head import read_head
from ledger.merkle import Frontier
from ledger.note import Checkpoint, Signer, Verifier, sign
from ledger.seals import BundleExported
from ledger.tlog_proof import TlogProof
from ledger.writer import Writer


@dataclass(frozen=True, slots=True)
class Recorded:
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
    grown, end = Frontier(), read_head(root).ledger_bytes
    _grow(root, grown, 0, end)
    with writer.turn() as turn:
        _grow(root, grown, end, turn.head.ledger_bytes)
        begin = turn.head.ledger_bytes
        turn.note(entry)
        line = log.read_line(root.ledger, begin, turn.head.ledger_bytes - begin)
        # The path from the last leaf of a tree: the full subtrees before it, the nearest first.
        path = tuple(reversed(grown.roots))
        grown.append(leaf(line))
        named = Signer(of_ledger(turn.signer.verifier).name, turn.signer.seed)
        checkpoint = sign(Checkpoint(named.name, grown.size, grown.root()).text(), named)
        envelope = dsse.seal(statement, turn.signer)
        return Recorded(line, TlogProof(grown.size - 1, path, checkpoint), envelope, turn.signer.verifier)


def _grow(root: DataRoot, tree: Frontier, start: int, end: int) -> None:
    tree.extend([leaf(line) for line in log.read_lines(root.ledger, start, end)])
