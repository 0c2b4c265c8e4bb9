"""Making a bag: what was chosen is written down with its proofs, the ledger told of it, and the bag given its name.

In order; what a crash after each step means stands beside it.

1. look everything up, prove it                       nothing has happened
2. write the payload and the list of it               a temporary name that nobody reads
3. append `bundle.exported` to the ledger             the ledger tells of a bag that nobody was given
4. write that line, its proof, the signed statement   the same
5. give the bag its name                              done
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path

import msgspec

from export import case, contents, disclosure, handout, intoto, report
from export.bag import Bag
from export.blobs import Blob
from export.contents import Contents, ListedBlob, ListedCitation, ListedEvent
from export.exhibits import Selection
from export.ground import Ground, Proven
from export.pictures import Pictures
from export.pinned import Pinned
from export.trail import Follower
from ledger import bundle
from ledger.clock import Clock, system_clock
from ledger.errors import Usage
from ledger.seals import BundleExported

Progress = Callable[[int, int], None]


class Exported(msgspec.Struct, frozen=True):
    """A bag that was made: where, what its ledger line is, and what is in it."""

    path: Path
    manifest: str
    line: bytes
    contents: Contents
    oxum: str


class Wish(msgspec.Struct, frozen=True):
    """How a bag is wanted: the zone for times, blacked out or not, and earlier checkpoints to be bound to."""

    zone: tzinfo
    redact: bool = False
    pinned: Sequence[Pinned] = ()


def make(
    out: Path,
    ground: Ground,
    follower: Follower,
    selection: Selection,
    wish: Wish,
    *,
    clock: Clock = system_clock,
    progress: Progress,
) -> Exported:
    """Write a bag to `out`, a directory or a file that ends in `.zip`, and tell the ledger.

    Raises:
        Usage: something is at `out`, or its directory is not there; or it is to be redacted, and has no boxes.
        EvidenceMissing: a picture is gone, or not what was admitted.
        KeyUnavailable, Damaged, Locked, ReadOnly, WriteFailed: the ledger cannot be told; there is no bag.
    """
    boxless = [each.event for each in selection.exhibits if not each.boxes or any(map(each.is_whole, each.boxes))]
    if wish.redact and boxless:
        raise Usage(
            f"{boxless[0]} names no box on a picture, or all of it, so nothing says what of it may not be seen.",
            "Export without --redact, or an answer that quotes, or an event that reads text.",
        )
    bag = Bag(out)
    try:
        told = _payload(bag, ground, follower, selection, wish, progress)
        manifest = bag.close_payload()
        asked = selection.asked
        entry = BundleExported(manifest, asked.by, asked.words, ground.size, len(told.events), wish.redact)
        recorded = bundle.record(ground.views.root, entry, intoto.statement(manifest, told), clock=clock)
        handout.put_attestation(bag, recorded, ground.key)
        bag.close(handout.info(told, bag.oxum))
    finally:
        bag.discard()
    return Exported(out, manifest, recorded.line, told, bag.oxum)


def _payload(
    bag: Bag, ground: Ground, follower: Follower, selection: Selection, wish: Wish, progress: Progress
) -> Contents:
    pictures = Pictures(bag, follower.blobs, selection.exhibits, redact=wish.redact, progress=progress)
    pictures.put()
    citations = tuple(
        contents.listed(each, _leaf(ground, each.event), pictures.file_of(each.blob), pictures.crop_of(each.number))
        for each in selection.exhibits
    )
    told = _contents(bag, ground, follower, selection, wish, citations, pictures)
    if wish.redact:
        told = _without_titles(told)
    bag.put("citations.json", contents.as_json(told))
    bag.put("citations.csv", contents.as_csv(told, wish.zone))
    bag.put("models.json", contents.makers(map(ground.proven, selection.events())))
    if selection.answer is not None and not wish.redact:
        bag.put("answer.json", msgspec.json.format(selection.answer.to_json(), indent=1) + b"\n")
    bag.put("provenance.jsonld", case.provenance(told, handout.version_of_us()))
    handout.put_keys(bag, ground)
    for number, pinned in enumerate(wish.pinned, 1):
        pinned.put(bag, number, ground)
    handout.put_scripts(bag)
    bag.put("REPORT.html", report.rendered(told, selection, wish.zone, pictures, ground))
    return told


def _contents(
    bag: Bag,
    ground: Ground,
    follower: Follower,
    selection: Selection,
    wish: Wish,
    citations: tuple[ListedCitation, ...],
    pictures: Pictures,
) -> Contents:
    cited = disclosure.cited_of(selection.exhibits)
    events = tuple(
        _put_event(bag, each, disclosure.withheld(each, cited.get(each.id, frozenset())) if wish.redact else None)
        for each in map(ground.proven, selection.events())
    )
    return Contents(
        version=contents.VERSION,
        origin=ground.keys.origin,
        key=ground.key.spelled(),
        fingerprint=ground.key.fingerprint,
        size=ground.size,
        root=ground.root.hex(),
        redacted=wish.redact,
        asked=selection.asked,
        claims=selection.claims,
        citations=citations,
        events=events,
        blobs=tuple(_listed_blob(each, ground, pictures) for each in follower.blobs.all()),
    )


def _put_event(bag: Bag, found: Proven, told: dict[str, object] | None) -> ListedEvent:
    stem = f"events/journal-{found.seq}"
    bag.put(f"{stem}.tlog-proof", found.proof.spelled().encode())
    listed = ListedEvent(found.id, found.kind, found.at, found.leaf.hex(), f"{stem}.tlog-proof")
    if told is None:
        bag.put(f"{stem}.ndjson", found.line)
        return msgspec.structs.replace(listed, line=f"{stem}.ndjson")
    bag.put(f"{stem}.leaf", f"{found.leaf.hex()}\n".encode())
    return msgspec.structs.replace(listed, leaf_file=f"{stem}.leaf", told=told)


def _listed_blob(blob: Blob, ground: Ground, pictures: Pictures) -> ListedBlob:
    events = tuple(ground.proven(seq).id for seq in (blob.admitted, blob.hashed) if seq >= 0)
    file = pictures.file_of(blob.path)
    return ListedBlob(blob.path, blob.size, blob.sha256, blob.vouched, file, pictures.is_redacted, events)


def _leaf(ground: Ground, event: str) -> str:
    return ground.proven(int(event.rpartition(":")[2])).leaf.hex()


def _without_titles(told: Contents) -> Contents:
    """Leave out what stands on the screen outside the boxes: titles of windows, and claims that may name some."""
    citations = tuple(msgspec.structs.replace(each, title="") for each in told.citations)
    words = {each.number: each.text for each in citations}
    claims = tuple(
        msgspec.structs.replace(claim, text="\n".join(dict.fromkeys(words[number] for number in claim.exhibits)))
        for claim in told.claims
    )
    return msgspec.structs.replace(told, citations=citations, claims=claims)
