"""The journal line: an envelope around one fact, written once, hashed as stored."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import msgspec

from ledger.facts import KINDS, AnyFact, Fact

_ENCODER = msgspec.json.Encoder()

# Copying a begun hash costs half of beginning one.
_LEAF_BEGUN = hashlib.sha256(b"\x00")

ID_PREFIX = "journal:"


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One journal line, read. `prev` is the hex leaf hash of the line before, `fact` the raw JSON of the fact."""

    prev: str
    seq: int
    at: str
    run: str
    fact: msgspec.Raw


_EVENT = msgspec.json.Decoder(Event)


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One journal line, read with its fact."""

    prev: str
    seq: int
    at: str
    run: str
    fact: AnyFact


@cache
def _teller() -> msgspec.json.Decoder[Told]:
    """Return the decoder of whole lines: made when it is first needed, for it takes as long as a short answer."""
    return msgspec.json.Decoder(Told)


class _Kind(msgspec.Struct):
    kind: str


_KIND = msgspec.json.Decoder(_Kind)
_BY_KIND = {str(kind.__struct_config__.tag): kind for kind in KINDS}


@cache
def _facts(kind: str) -> msgspec.json.Decoder[Any]:
    """Return the decoder of one kind of facts, which is soon made, or of all of them, which says what is wrong."""
    return msgspec.json.Decoder(_BY_KIND.get(kind, AnyFact))


def leaf(line: bytes) -> bytes:
    """Return the RFC 6962 leaf hash of a line, its LF included: SHA-256(0x00 || line), 32 bytes."""
    digest = _LEAF_BEGUN.copy()
    digest.update(line)
    return digest.digest()


def write(prev: str, seq: int, at: str, run: str, fact: Fact) -> bytes:
    """Return the journal line, LF included, that says `fact` at place `seq` after the line hashed `prev`."""
    raw = msgspec.Raw(_ENCODER.encode(fact))
    return _ENCODER.encode(Event(prev, seq, at, run, raw)) + b"\n"


def read(line: bytes) -> Event:
    """Return the envelope of a line.

    Raises:
        msgspec.MsgspecError: the bytes are no journal line (ValidationError and DecodeError are kinds of it).
        ValueError: the line does not end in exactly one LF.
    """
    if not line.endswith(b"\n"):
        raise ValueError("the line has no newline at its end")
    return _EVENT.decode(line[:-1])


def understand(event: Event) -> AnyFact:
    """Return the typed fact of an event.

    Raises:
        msgspec.ValidationError: the kind is not one that this version knows, or its fields are off.
    """
    fact: AnyFact = _facts(kind if (kind := kind_of(event)) in _BY_KIND else "").decode(event.fact)
    return fact


def told(line: bytes) -> Told | None:
    """Return a line with its typed fact, in one reading; None for whatever `read` or `understand` would refuse."""
    if not line.endswith(b"\n"):
        return None
    try:
        return _teller().decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def kind_of(event: Event) -> str:
    """Return the kind of an event's fact without reading the rest of it, also for kinds we do not know."""
    return _KIND.decode(event.fact).kind


def rewritten(event: Event) -> bytes:
    """Return the line that our own encoder gives for this event.

    It differs from the stored line where that one was not written by us: duplicate keys, other
    number spellings, stray spaces. Unknown kinds are re-encoded generically, which finds the same.
    """
    try:
        fact: object = understand(event)
    except msgspec.ValidationError:
        fact = msgspec.json.decode(event.fact)
    raw = msgspec.Raw(_ENCODER.encode(fact))
    return _ENCODER.encode(Event(event.prev, event.seq, event.at, event.run, raw)) + b"\n"


def faithful(line: bytes) -> AnyFact | None:
    """Return the typed fact of a line that our own encoder writes in the same bytes; None for any other line.

    The same question as `rewritten(read(line)) == line`, for kinds that this version knows, in one reading.
    """
    whole = told(line)
    return whole.fact if whole is not None and _ENCODER.encode(whole) + b"\n" == line else None


def event_id(seq: int) -> str:
    """Return the id by which citations name an event: `journal:17`."""
    return f"{ID_PREFIX}{seq}"


def events_from(first: int, end: int) -> str:
    """Name the events `first` to `end - 1` in words: `events 3 to 7`, `event 3`, `no event`."""
    if end <= first:
        return "no event"
    return f"event {first}" if end == first + 1 else f"events {first} to {end - 1}"


def parse_event_id(text: str) -> int | None:
    """Return the sequence number that an event id names, or None where the text is no event id."""
    digits = text.removeprefix(ID_PREFIX)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None
