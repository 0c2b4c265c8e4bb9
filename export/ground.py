"""The log as one export sees it: one checkpoint, to which every event of the bag is proven."""

from __future__ import annotations

import msgspec

from ledger import commits, event, proofs
from ledger.errors import Damaged, Stale
from ledger.event import event_id
from ledger.facts import AnyFact
from ledger.head import VERIFY
from ledger.keyring import every_key_of
from ledger.note import NoteError
from ledger.proofs import ProofError
from ledger.tlog_proof import TlogProof
from projections.database import BEHIND
from projections.views import Located, Views


class Proven(msgspec.Struct, frozen=True):
    """An event, and the proof that its line is in the log."""

    seq: int
    kind: str
    at: str
    line: bytes
    leaf: bytes
    fact: AnyFact
    proof: TlogProof

    @property
    def id(self) -> str:
        """Its name: `journal:17`."""
        return event_id(self.seq)


class Told(msgspec.Struct, frozen=True):
    """An event that was looked at, and is not proven yet."""

    seq: int
    kind: str
    fact: AnyFact


class Ground:
    """Proves events against the newest checkpoint; each line is read, and each proof checked, once."""

    def __init__(self, views: Views) -> None:
        """Fix the checkpoint.

        Raises:
            Stale: the Merkle tiles are behind the log.
            Damaged: the keys, or the end of the ledger, cannot be read.
        """
        head = views.head()
        if head.commit is None or views.tiles.position.seq < head.size:
            raise Stale(f"The tiles of {views.root.path} are behind the log.", BEHIND)
        self.views = views
        self.keys = every_key_of(views.root)
        self.checkpoint = head.commit.checkpoint
        self.size = head.size
        self.root = head.frontier.root()
        try:
            self.key = self.keys.signer_of(self.checkpoint)
        except NoteError as error:
            raise Damaged(f"The checkpoint of {views.root.path} cannot be used: {error}.", VERIFY) from error
        self._proven: dict[int, Proven] = {}
        self._told: dict[int, Told] = {}

    def proven(self, seq: int) -> Proven:
        """Return an event with its proof.

        Raises:
            NotFound: there is no such event.
            Stale: the tiles are missing, or the event is younger than the checkpoint.
            Damaged: the line, the tiles or the checkpoint were changed, or the event is of a kind that is not known.
        """
        if seq not in self._proven:
            self._proven[seq] = self._look_up(seq)
        return self._proven[seq]

    def told(self, seq: int) -> Told:
        """Return what an event says, without a proof: to decide whether it belongs into the bag.

        Raises:
            NotFound: there is no such event.
            Damaged: the line was changed, or is of a kind that is not known.
        """
        if seq not in self._told:
            located = self.views.event(seq)
            self._told[seq] = Told(seq, event.kind_of(located.event), self._understood(located))
        return self._told[seq]

    def consistency(self, size: int) -> tuple[bytes, ...]:
        """Return the proof that the first `size` events are the beginning of the log."""
        return proofs.consistency(size, self.size, self.views.tiles.node_at)

    def key_lines(self) -> tuple[bytes, ...]:
        """Return the lines of the ledger that name a key, the opening first."""
        found = [commits.line(self.views.root.ledger, reign.line) for reign in self.keys.reigns]
        return tuple(placed.line for placed in found if placed is not None)

    def _look_up(self, seq: int) -> Proven:
        located = self.views.event(seq)
        if seq >= self.size:
            raise Stale(f"Event {event_id(seq)} came after the export began.", "Run the same command again.")
        proof = TlogProof(seq, proofs.inclusion(seq, self.size, self.views.tiles.node_at), self.checkpoint)
        try:
            proof.check(located.place.leaf, self.key)
        except (ProofError, NoteError) as error:
            raise Damaged(f"Event {seq} of {self.views.root.path} cannot be proven: {error}.", VERIFY) from error
        kind, fact = event.kind_of(located.event), self._understood(located)
        return Proven(seq, kind, located.event.at, located.line, located.place.leaf, fact, proof)

    def _understood(self, located: Located) -> AnyFact:
        try:
            return event.understand(located.event)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise Damaged(f"Event {located.seq} cannot be read: {error}.", VERIFY) from error
