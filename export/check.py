"""Checking a bag: what the stranger's `verify.py` looks at, by the ledger's own means, and more.

1. lists      every file is what its list says, and no file is in none
2. keys       each key is named and signed for by the one before; the last one is the one that signs
3. events     each line is one of ours in its only spelling; its hash leads to the checkpoint
4. evidence   each file is what the log says of it
5. citations  each trail is whole, and ends in a file of the bag
6. pictures   each cited part is cut out of its frame pixel by pixel; outside the boxes a redacted one is black
7. earlier    the log grew out of each earlier checkpoint in the bag, and out of those that were given
8. export     the line of the ledger, its proof and the signed statement name this very list

What is not checked: the report, whose words follow from the rest; the scripts, which nobody signs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from export import check_trails, picture, pinned
from export.bag import MANIFEST, PAYLOAD, TAG_MANIFEST
from export.contents import Contents, ListedEvent
from export.handout import ATTESTATION
from export.intoto import subject
from export.received import Received, broken
from ledger import bundle, dsse, event, proofs, seals
from ledger.dsse import EnvelopeError
from ledger.errors import EvidenceMissing, Usage
from ledger.event import event_id
from ledger.facts import AnyFact
from ledger.keyring import Keyring
from ledger.note import Checkpoint, NoteError, Verifier
from ledger.proofs import ProofError
from ledger.seals import BundleExported, KeyOpened, KeyRotated
from ledger.tlog_proof import TlogProof
from ledger.wording import why
from query.printing.picture import Canvas, opened

_EARLIER = re.compile(r"data/checkpoints/(earlier-\d+)\.checkpoint")
_MALFORMED = (
    msgspec.MsgspecError,
    NoteError,
    ProofError,
    EnvelopeError,
    UnicodeDecodeError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
T = TypeVar("T")


class Checked(msgspec.Struct, frozen=True):
    """What a bag was found to be."""

    contents: Contents
    fingerprints: tuple[str, ...]
    exported_at: str
    line: int
    earlier: tuple[str, ...]


def check(bag: Received, fingerprint: str = "", against: Sequence[Path] = ()) -> Checked:
    """Check a bag.

    Args:
        bag: the bag.
        fingerprint: hex SHA-256 of a public key that the log must have had; empty: any.
        against: files that hold checkpoints out of which the log must have grown.

    Raises:
        Damaged: something does not hold.
        Usage: a file of `against` holds no checkpoint, or the bag has no proof for it.
    """
    _lists(bag)
    try:
        keys = _keys(bag)
        told = _decoded(bag.read("data/citations.json"), Contents)
        facts = _events(bag, told, keys)
        check_trails.check(told, facts, lambda name: bag.read(f"{PAYLOAD}/{name}"))
        _pictures(bag, told)
        earlier = _earlier(bag, told, keys)
        at_, line = _export(bag, told, keys.current)
    except _MALFORMED as error:
        raise broken(f"a file is malformed: {error}") from error
    known = tuple(reign.key.fingerprint for reign in keys.reigns)
    if fingerprint and fingerprint.lower().replace(":", "") not in known:
        raise broken(f"the fingerprint of the key is {known[-1]}, not the one that was given")
    now = Checkpoint(told.origin, told.size, bytes.fromhex(told.root))
    for path in against:
        _against(path, keys, (now, *earlier.values()))
    return Checked(told, known, at_, line, tuple(earlier))


def _decoded(data: bytes, kind: type[T]) -> T:
    json.loads(data.decode(), object_pairs_hook=_once)
    return msgspec.json.decode(data, type=kind)


def _once(members: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that has a key twice: readers differ in which of the two counts."""
    if len(dict(members)) < len(members):
        raise broken("an object has a key twice")
    return dict(members)


def _lists(bag: Received) -> None:
    # One after the other, never as one: nobody signs the second list, so it must not stand in for the first.
    for listed in (bag.payload, bag.tags):
        for name, digest in listed.items():
            if hashlib.sha256(bag.read(name)).hexdigest() != digest:
                raise broken(f"{name} is not what the list says")
    strays = bag.names() - set(bag.payload) - set(bag.tags) - {TAG_MANIFEST}
    if strays or not all(name.startswith(f"{PAYLOAD}/") for name in bag.payload):
        raise broken(f"no list of the payload names {', '.join(sorted(strays)) or 'what lies outside of data/'}")


def _keys(bag: Received) -> Keyring:
    first, *lines = bag.read("data/keys/ledger-lines.ndjson").splitlines(keepends=True)
    seal = seals.read(first)
    opening = seal.understood()
    if not isinstance(opening, KeyOpened) or seal.seq != 0:
        raise broken("its first key is not opened")
    ring = Keyring.of(Verifier.parse(opening.key))
    if opening.origin != ring.origin or not seals.is_signed_by(first, seal, ring.root):
        raise broken("the line that opens the ledger is not signed")
    for line in lines:
        seal = seals.read(line)
        entry = seal.understood()
        if not isinstance(entry, KeyRotated) or not seals.is_signed_by(line, seal, ring.current):
            raise broken("a line that names a key is not signed by the key before it")
        ring = ring.with_rotation(seal, entry)
    if bag.read("data/keys/log.vkey").decode() != f"{ring.current.spelled()}\n":
        raise broken("data/keys/log.vkey is not the key in force")
    return ring


def _events(bag: Received, told: Contents, keys: Keyring) -> dict[str, AnyFact | None]:
    note = bag.read("data/checkpoints/journal.checkpoint").decode()
    checkpoint = keys.checkpoint(note)
    if (told.origin, told.size, told.root) != (checkpoint.origin, checkpoint.size, checkpoint.root.hex()):
        raise broken("citations.json tells of another state of the log")
    if (told.key, told.fingerprint) != (keys.current.spelled(), keys.current.fingerprint):
        raise broken("citations.json tells of another key")
    facts: dict[str, AnyFact | None] = {}
    for each in told.events:
        if each.event in facts:
            raise broken(f"{each.event} is listed twice")
        leaf, facts[each.event] = _line(bag, each)
        proof = TlogProof.parse(bag.read(f"{PAYLOAD}/{each.proof}").decode())
        found = proof.check(leaf, keys.signer_of(proof.checkpoint))
        if (event_id(proof.index), leaf.hex(), found) != (each.event, each.leaf, checkpoint):
            raise broken(f"the proof of {each.event} is of another event, or of another state")
    return facts


def _line(bag: Received, each: ListedEvent) -> tuple[bytes, AnyFact | None]:
    if not each.line:
        return bytes.fromhex(bag.read(f"{PAYLOAD}/{each.leaf_file}").decode().strip()), None
    line = bag.read(f"{PAYLOAD}/{each.line}")
    fact = event.faithful(line)
    told = event.read(line)
    if fact is None or (event_id(told.seq), event.kind_of(told), told.at) != (each.event, each.kind, each.at):
        raise broken(f"{each.event} is another event, or not in our spelling")
    return event.leaf(line), fact


def _pictures(bag: Received, told: Contents) -> None:
    for blob in told.blobs:
        about = [each for each in told.citations if each.blob == blob.path]
        if not blob.file or not about:
            continue
        canvas = _opened(bag, blob.file)
        if blob.redacted:
            black = picture.redacted(canvas, [box for each in about for box in each.boxes])
            if black.pixels != canvas.pixels:
                raise broken(f"{blob.file} shows more than what is cited")
        margin = 0 if blob.redacted else picture.MARGIN
        for each in about:
            if each.crop:
                cut = _opened(bag, each.crop)
                wanted = picture.cropped(canvas, each.boxes[0], margin)
                if (cut.width, cut.height, cut.pixels) != (wanted.width, wanted.height, wanted.pixels):
                    raise broken(f"{each.crop} is not a part of {blob.file}")


def _opened(bag: Received, name: str) -> Canvas:
    try:
        return opened(bag.read(f"{PAYLOAD}/{name}"), name)
    except EvidenceMissing as error:
        raise broken(f"{name} is no picture") from error


def _earlier(bag: Received, told: Contents, keys: Keyring) -> dict[str, Checkpoint]:
    found: dict[str, Checkpoint] = {}
    for name in bag.payload:
        match = _EARLIER.fullmatch(name)
        if match is None:
            continue
        checkpoint = keys.checkpoint(bag.read(name).decode())
        sizes, path = pinned.parsed(bag.read(name.replace(".checkpoint", ".consistency")).decode())
        if sizes != (checkpoint.size, told.size):
            raise broken(f"the proof beside {name} is of other sizes")
        proofs.check_consistency(checkpoint.size, told.size, checkpoint.root, bytes.fromhex(told.root), path)
        found[match[1]] = checkpoint
    return found


def _export(bag: Received, told: Contents, key: Verifier) -> tuple[str, int]:
    line = bag.read(f"{ATTESTATION}/export.ndjson")
    seal = seals.read(line)
    entry = seal.understood()
    if not isinstance(entry, BundleExported) or not seals.is_signed_by(line, seal, key):
        raise broken("the line of the export is not signed by the key")
    manifest = hashlib.sha256(bag.read(MANIFEST)).hexdigest()
    asked = told.asked
    expected = BundleExported(manifest, asked.by, asked.words, told.size, len(told.events), told.redacted)
    if entry != expected:
        raise broken("the line of the export is of another bag")
    proof = TlogProof.parse(bag.read(f"{ATTESTATION}/export.tlog-proof").decode())
    proof.check(event.leaf(line), bundle.of_ledger(key))
    if proof.index != seal.seq:
        raise broken("the proof of the export is of another line")
    if bag.read(f"{ATTESTATION}/ledger.vkey").decode() != f"{bundle.of_ledger(key).spelled()}\n":
        raise broken(f"{ATTESTATION}/ledger.vkey is another key")
    said = _decoded(dsse.opened(bag.read(f"{ATTESTATION}/manifest.dsse.json"), key), dict[str, Any])
    if said["subject"] != subject(manifest):
        raise broken("the signed statement is about another bag")
    return seal.at, seal.seq


def _against(path: Path, keys: Keyring, known: Sequence[Checkpoint]) -> None:
    try:
        kept = keys.checkpoint(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Usage(f"{path} cannot be read: {why(error)}.", "Name a checkpoint.") from error
    except NoteError as error:
        raise broken(f"{path} is no checkpoint of its log: {error}") from error
    same = [each for each in known if each.size == kept.size]
    if not same:
        raise Usage(
            f"The bag has no proof that its log grew out of {path}, which is {kept.size} events.",
            "Ask for a bag that was exported with `--checkpoint` and this file.",
        )
    if same[0] != kept:
        raise broken(f"its log had another root than {path} says: it was rewritten")
