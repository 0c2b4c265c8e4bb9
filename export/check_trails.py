"""A bag's trails: each citation follows from the facts of its events, down to a file of the bag. Pure.

Where a line is attested, but not disclosed, what the bag tells in place of it takes the place of the fact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from export.contents import Contents, ListedBlob, ListedCitation
from export.inputs import CONCLUDED
from export.trail import PARTS
from ledger.errors import Damaged
from ledger.event import event_id
from ledger.facts import AnyFact

_REMEDY = "Ask for it again; nothing in it can be relied on."
Told = Mapping[str, Any]
_CONCLUDED = frozenset(str(kind.__struct_config__.tag) for kind in CONCLUDED)


def check(told: Contents, facts: Mapping[str, AnyFact | None], read: Callable[[str], bytes]) -> None:
    """Check files and citations.

    Args:
        told: what the bag says of itself.
        facts: by event, what its line says; None where the line is not disclosed.
        read: gives a file by its name relative to `data/`.

    Raises:
        Damaged: something does not follow.
        LookupError, ValueError, TypeError: a part is malformed.
    """
    fields: dict[str, Told] = {}
    for each in told.events:
        fact = facts[each.event]
        fields[each.event] = msgspec.to_builtins(fact) if fact is not None else {"kind": each.kind, **(each.told or {})}
    for blob in told.blobs:
        _file(blob, [fields[name] for name in blob.events], read)
        if blob.vouched == "record" and not _stated(blob, fields.values()):
            raise Damaged(f"The bag does not hold: no record states the hash of {blob.path}.", _REMEDY)
    blobs = {each.path: each for each in told.blobs}
    if len(blobs) < len(told.blobs):
        raise Damaged("The bag does not hold: a file of the evidence is listed twice.", _REMEDY)
    leaves = {each.event: each.leaf for each in told.events}
    for cited in told.citations:
        if leaves[cited.event] != cited.leaf:
            raise _wrong(cited, f"{cited.event} has another hash")
        _cited(cited, fields, blobs, {name for name, fact in facts.items() if fact is not None})
    _claims(told)


def _file(blob: ListedBlob, facts: list[Told], read: Callable[[str], bytes]) -> None:
    hashes = {fact.get("sha256") for fact in facts} - {None, ""}
    if not facts or any((fact["path"], fact["size"]) != (blob.path, blob.size) for fact in facts):
        raise Damaged(f"The bag does not hold: no event tells of {blob.path} as it does.", _REMEDY)
    if hashes - {blob.sha256} or (blob.vouched in ("admitted", "hashed")) != bool(hashes):
        raise Damaged(f"The bag does not hold: the log says something else of the hash of {blob.path}.", _REMEDY)
    if blob.file and not blob.redacted:
        data = read(blob.file)
        if (len(data), hashlib.sha256(data).hexdigest()) != (blob.size, blob.sha256):
            raise Damaged(f"The bag does not hold: {blob.file} is not what the log says of {blob.path}.", _REMEDY)


def _stated(blob: ListedBlob, facts: Iterable[Told]) -> bool:
    records = [fact for fact in facts if blob.path in fact.get("blobs", ())]
    return any(blob.sha256 in (each.get("payload") or each.get("content_hash") or "").lower() for each in records)


def _cited(cited: ListedCitation, facts: Mapping[str, Told], blobs: Mapping[str, ListedBlob], whole: set[str]) -> None:
    trail = [(step["part"], facts[step["event"]]) for step in cited.trail]
    if any(part not in PARTS for part, _ in trail):
        raise _wrong(cited, "a part of its trail has no meaning")
    if cited.frame:
        _pictured(cited, cited.frame, trail, blobs)
    _made(cited, trail)
    fact = facts[cited.event]
    if not cited.claim or "appeared" not in fact:
        return
    wanted = {"box": list(cited.boxes[0])} | ({"text": cited.text} if fact["kind"] == "derived.text.read" else {})
    things = [{name: thing.get(name) for name in wanted} for thing in fact["appeared"]]
    places = [at for at, thing in enumerate(things) if thing | {"box": list(thing["box"])} == wanted]
    if not places:
        raise _wrong(cited, f"{cited.event} does not say this in this box")
    _pictured(cited, fact["frame"], trail, blobs)
    frame, seq = fact["frame"], int(cited.event.rpartition(":")[2])
    for part, step in trail:
        if part != "carried":
            continue
        if frame not in (step["frame"], step.get("against")):
            raise _wrong(cited, f"its trail does not go on from {frame}")
        frame = step["frame"]
        gone = {at for each in step.get("vanished", ()) if each["seq"] == seq for at in each["places"]}
        if cited.event in whole and gone.issuperset(places):
            raise _wrong(cited, f"it had vanished on {frame}")
    if frame != cited.frame:
        raise _wrong(cited, f"nothing says that {cited.frame} shows what was read on {fact['frame']}")


def _made(cited: ListedCitation, trail: list[tuple[str, Told]]) -> None:
    """Check that each maker on the trail was done with its frame, and that what it was given there is on the trail."""
    names = {step["event"] for step in cited.trail if step["part"] == "input"}
    words = [fact for part, fact in trail if part == "made"]
    done = {_word(fact): tuple(fact.get("inputs", ())) for fact in words}
    for fact in (fact for part, fact in trail if part in ("reading", "input") and "by" in fact):
        by = fact["by"]
        given = done.get((fact["frame"], by["processor"], by["version"]))
        if given is None:
            raise _wrong(cited, f"nothing says that {by['processor']} was done with {fact['frame']}")
        if not given and fact["kind"] in _CONCLUDED:
            raise _wrong(cited, f"nothing names what {by['processor']} was given on {fact['frame']}")
    for fact in words:
        if not names.issuperset(event_id(seq) for seq in fact.get("inputs", ())):
            raise _wrong(cited, f"what {fact['processor']} was given on {fact['frame']} is not on its trail")


def _word(fact: Told) -> tuple[str, str, int]:
    return fact["frame"], fact["processor"], fact["version"]


def _pictured(
    cited: ListedCitation, frame: str, trail: list[tuple[str, Told]], blobs: Mapping[str, ListedBlob]
) -> None:
    records = [fact for part, fact in trail if part == "record" and fact["record"] == frame]
    paths = [fact["blobs"][0] for fact in records if fact.get("blobs")]
    if not paths:
        raise _wrong(cited, f"no record of {frame} names its picture")
    if not any(part == "blob" and fact["path"] == paths[-1] for part, fact in trail):
        raise _wrong(cited, f"no event admitted the picture of {frame}")
    if frame == cited.frame and (
        cited.blob != paths[-1] or cited.picture != blobs[cited.blob].file or not cited.picture
    ):
        raise _wrong(cited, f"its picture is not the one of {frame}")


def _claims(told: Contents) -> None:
    numbers = {each.number: each.claim for each in told.citations}
    for claim in told.claims:
        if not claim.exhibits or any(numbers.get(number) != claim.number for number in claim.exhibits):
            raise Damaged(
                f"The bag does not hold: claim {claim.number} rests on citations that are not its own.", _REMEDY
            )


def _wrong(cited: ListedCitation, what: str) -> Damaged:
    return Damaged(f"The bag does not hold: citation {cited.number}: {what}.", _REMEDY)
