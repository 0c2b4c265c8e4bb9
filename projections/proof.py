"""The proof that one event is in the log, made from the tiles and checked before it is given away."""

from __future__ import annotations

from ledger import proofs
from ledger.errors import Damaged, Stale
from ledger.head import VERIFY
from ledger.keyring import keyring_of
from ledger.note import NoteError
from ledger.proofs import ProofError
from ledger.tlog_proof import TlogProof
from projections.database import BEHIND
from projections.views import Views


def prove(views: Views, seq: int) -> tuple[bytes, TlogProof]:
    """Return an event's line, and the proof that it is in the tree of the last signed checkpoint.

    Raises:
        NotFound: there is no such event.
        Stale: the tiles are missing or behind the log.
        Damaged: the proof does not hold: the line, the tiles or the checkpoint were changed.
    """
    located = views.event(seq)
    head = views.head()
    if head.commit is None or views.tiles.position.seq < head.size:
        raise Stale(f"The tiles of {views.root.path} are behind the log.", BEHIND)
    path = proofs.inclusion(seq, head.size, views.tiles.node_at)
    proof = TlogProof(seq, path, head.commit.checkpoint)
    try:
        proof.check(located.place.leaf, keyring_of(views.root).signer_of(proof.checkpoint))
    except (ProofError, NoteError) as error:
        raise Damaged(f"Event {seq} of {views.root.path} cannot be proven: {error}.", VERIFY) from error
    return located.line, proof
