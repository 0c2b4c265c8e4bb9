"""An event: its raw line, the signed commit that brought it, and the proof that it is in the log."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from ledger.event import leaf
from ledger.keyring import keyring_of
from projections.proof import prove
from projections.views import Views
from query.answers import event as known_event
from query.answers.event import KnownEvent
from serve import shapes
from serve.house import House
from serve.operation import Operation, reply


class EventAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which event."""

    event: shapes.Event


class ProofShown(msgspec.Struct, frozen=True):
    """A proof that was checked: the event's leaf hash leads by `path` (hex) to the root of a signed checkpoint.

    `proof` is the same as a C2SP tlog-proof, which others check without us; `line` is the event's line without its LF.
    `signer` is the fingerprint of the key that signed the checkpoint.
    """

    event: str
    index: int
    size: int
    leaf: str
    path: tuple[str, ...]
    root: str
    checkpoint: str
    signer: str
    proof: str
    line: str


async def _event(house: House, asked: EventAsked) -> Response:
    return reply(await house.desk.look(lambda views: known_event.show(views, asked.event)))


async def _proof(house: House, asked: EventAsked) -> Response:
    return reply(await house.desk.look(lambda views: proven(views, asked.event)))


def proven(views: Views, spelled: str) -> ProofShown:
    """Return the proof of an event, checked.

    Raises:
        NotFound: there is no such event.
        Damaged: it cannot be proven.
    """
    known = known_event.show(views, spelled)
    line, proof = prove(views, int(spelled.partition(":")[2]))
    signer = keyring_of(views.root).signer_of(proof.checkpoint)
    checkpoint = proof.check(leaf(line), signer)
    return ProofShown(
        event=known.event,
        index=proof.index,
        size=checkpoint.size,
        leaf=known.leaf,
        path=tuple(each.hex() for each in proof.path),
        root=checkpoint.root.hex(),
        checkpoint=proof.checkpoint,
        signer=signer.fingerprint,
        proof=proof.spelled(),
        line=line.decode("utf-8", "replace").removesuffix("\n"),
    )


OPERATIONS = (
    Operation(
        "GET",
        "/api/events/{event}/proof",
        "The proof that an event is in the log, checked before it is given.",
        EventAsked,
        ProofShown,
        _proof,
        own_statuses=(404,),
    ),
    Operation(
        "GET",
        "/api/events/{event}",
        "An event: its line, its hash, the commit that brought it.",
        EventAsked,
        KnownEvent,
        _event,
        own_statuses=(404,),
    ),
)
