"""The files of a chronicle session that hold messages: from bytes to a protobuf message, whatever was tolerated so far.

Sources: wire formats, 5. The Zstandard frame is optional; what is in it is a serialized message, or its JSON form.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import zstandard
from google.protobuf import json_format
from google.protobuf.message import DecodeError, Message

from ledger.errors import HandoffRefused

MOST_BYTES = 1 << 28
"""A file of messages is held in memory; one that has more bytes than this, packed or unpacked, is refused."""

# A message that says nothing has two bytes on the wire and a hundred and more in memory, in a list as well as within
# another message. An input event that names its session has more than 64: of these no file of that size holds more.
MOST_MESSAGES = MOST_BYTES // 64
"""How many messages a file may hold, those within others counted."""

_FEWEST_BYTES = 2
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_NUMBER, _SIZED, _FIXED = 0, 2, {1: 8, 5: 4}
_MORE, _MOST_SHIFTED = 0x80, 63
# A block of 128 KiB can be told in 4 bytes: small bites bound what one of them can become.
_BITE = 1 << 10
_LARGEST_WINDOW = 1 << 27

M = TypeVar("M", bound=Message)
_Kind = Any  # the descriptor of a message: its implementations have no type in common


def read_batch(path: Path, batch: type[M]) -> M:
    """Return the message in a `.pb.zst` file: `batch` is the type of the whole, its items in `items`.

    Raises:
        HandoffRefused: `chronicle_meta_missing`, `chronicle_meta_unreadable`, `chronicle_meta_too_large`.
    """
    raw = unpacked(path, _bytes_of(path))
    message = batch()
    if raw[:1] not in (b"{", b"["):
        if (
            len(raw) > _FEWEST_BYTES * MOST_MESSAGES
            and _messages_in(raw, 0, len(raw), batch.DESCRIPTOR) > MOST_MESSAGES
        ):
            raise _too_many(path)
        try:
            message.ParseFromString(raw)
        except DecodeError as error:
            if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
                raise _unreadable(path, f"it is no {batch.DESCRIPTOR.name}: {error}") from error
        else:
            return message
    return from_json(path, raw, batch)


def from_json(path: Path, raw: bytes, kind: type[M]) -> M:
    """Return a message from its JSON form; a list stands for its `items`. Keys that we do not know are left aside.

    Raises:
        HandoffRefused: `chronicle_meta_unreadable`, `chronicle_meta_too_large`.
    """
    # What stands in a text is counted as well: of a small file that makes no difference.
    if raw.count(b"{") + raw.count(b"[") > MOST_MESSAGES:
        raise _too_many(path)
    try:
        value = json.loads(raw.decode("utf-8-sig"))
        if isinstance(value, list) and "items" in kind.DESCRIPTOR.fields_by_name:
            value = {"items": value}
        if not isinstance(value, dict):
            raise TypeError("no JSON object")
        return json_format.ParseDict(value, kind(), ignore_unknown_fields=True)
    except (ValueError, TypeError, AttributeError, RecursionError, json_format.Error) as error:
        raise _unreadable(path, f"it is no JSON form of {kind.DESCRIPTOR.name}: {error}") from error


def _messages_in(raw: bytes, at: int, end: int, kind: _Kind, counted: int = 0) -> int:
    """Return how many messages stand between two bytes of a message of that kind; one more than the most is enough.

    Protobuf's wire format: a tag, and behind it a number, 8 or 4 bytes, or a length and what has it. What is malformed
    is left to the parser, which gets no further than this.
    """
    within = _within(kind)
    while at < end and counted <= MOST_MESSAGES:
        tag, at = (raw[at], at + 1) if raw[at] < _MORE else _varint(raw, at, end)
        form, size = tag & 7, 0
        if form in (_NUMBER, _SIZED) and at < end:
            size, at = (raw[at], at + 1) if raw[at] < _MORE else _varint(raw, at, end)
        if form == _SIZED and (below := within.get((tag & 0xFFFFFFFF) >> 3)) is not None:
            counted += 1
            if size and _within(below):
                counted = _messages_in(raw, at, min(at + size, end), below, counted)
        at += _FIXED.get(form, 0 if form == _NUMBER else size)
    return counted


@cache
def _within(kind: _Kind) -> dict[int, _Kind]:
    """Return the fields of a message that are messages, by number."""
    return {field.number: field.message_type for field in kind.fields if field.message_type is not None}


def _varint(raw: bytes, at: int, end: int) -> tuple[int, int]:
    value, shift = 0, 0
    while at < end:
        byte = raw[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < _MORE or shift >= _MOST_SHIFTED:
            break
        shift += 7
    return value, at


def as_json(message: Message) -> dict[str, Any]:
    """Return the standard JSON form of a message under the field names of the .proto: 64-bit numbers are texts."""
    return json_format.MessageToDict(message, preserving_proto_field_name=True)


def unpacked(path: Path, raw: bytes) -> bytes:
    """Return what a Zstandard stream holds, of known size or not; other bytes as they are.

    Raises:
        HandoffRefused: `chronicle_meta_unreadable` (cut short, damaged, bytes behind its end),
            `chronicle_meta_too_large`.
    """
    if not raw.startswith(_ZSTD_MAGIC):
        return raw
    found = bytearray()
    rest = memoryview(raw)
    while rest:
        unpacking = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).decompressobj()
        try:
            while rest and not unpacking.eof:
                found += unpacking.decompress(rest[:_BITE])
                rest = rest[_BITE:]
                if len(found) > MOST_BYTES:
                    raise _too_large(path)
        except zstandard.ZstdError as error:
            raise _unreadable(path, str(error)) from error
        if not unpacking.eof:
            raise _unreadable(path, "its Zstandard stream ends in the middle")
        rest = memoryview(unpacking.unused_data + bytes(rest))
    return bytes(found)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def missing(path: Path) -> HandoffRefused:
    """Return the refusal of a session that says it is complete and lacks a file it must have."""
    return HandoffRefused(
        f"{path} is not there (as a plain file), though the session says that it is complete.",
        "Have the sidecar write the session again; keep the directory.",
        reason="chronicle_meta_missing",
    )


def _unreadable(path: Path, why: str) -> HandoffRefused:
    return HandoffRefused(
        f"{path} cannot be read: {why.rstrip('.')}.",
        "Have the sidecar write the session again; keep the directory.",
        reason="chronicle_meta_unreadable",
    )


def _too_large(path: Path) -> HandoffRefused:
    return HandoffRefused(
        f"{path} holds more than {MOST_BYTES >> 20} MiB of messages.",
        "Look at the file: a session of hours has a few MiB.",
        reason="chronicle_meta_too_large",
    )


def _too_many(path: Path) -> HandoffRefused:
    return HandoffRefused(
        f"{path} holds more than {MOST_MESSAGES:,} messages.",
        "Look at the file: a session of hours has a tenth of that.",
        reason="chronicle_meta_too_large",
    )
