"""What a row says of itself and of the blobs it names (wire formats, 1.2 and 2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

import msgspec

from ingest import payload_hash
from ingest.media import MEDIA, Reference
from ingest.shipment import Row
from projections import payload
from projections.frames import FRAME_TYPE
from projections.payload import Record

MEDIA_KEYS = frozenset({"blob_path", "media_path", "media_relpath"})
MEDIA_KEY_ENDING = "blob_path"

_KEY_HINTS = (b"blob_path", b"media_path", b"media_relpath")
# A key could be spelled with escapes ("blob\u005fpath"); Python's writer never escapes printable ASCII.
_MANY = 2
_ESCAPED_ASCII = re.compile(rb"\\u00[2-7]")


class Description(msgspec.Struct, frozen=True):
    """What a row says: its effective columns and fields, the blobs it names (main one first), and whether it is JSON.

    A row whose payload is no JSON object is kept, and has no fields. `differs` says that it states a hash of itself
    that it does not have.
    """

    record: Record
    references: tuple[Reference, ...]
    readable: bool
    differs: bool = False


def described(row: Row) -> Description:
    """Return what a row says. Never fails: bad JSON says nothing."""
    parsed, strict = payload.decoded(row.payload)
    fields = parsed if isinstance(parsed, dict) else {}
    record = payload.described(row.record_type, row.ts_utc, row.run_id, payload.merged(parsed))
    readable = isinstance(parsed, dict) or not row.payload
    is_frame = record.record_type == FRAME_TYPE
    hints = _hints(row.payload or b"") if strict else _MANY
    plain = hints == 1 and _says_something(fields.get("blob_path"))
    if hints == 0:
        paths: tuple[str, ...] = ()
    elif plain:
        paths = (fields["blob_path"],)
    else:
        paths = tuple(_main_first(fields, tuple(_paths(parsed))))
    references = [Reference(path, "path") for path in paths]
    inner = fields.get("payload")
    layers = (fields, inner) if isinstance(inner, dict) else (fields,)
    if is_frame and not (plain or (paths and _has_path(layers))):
        references.insert(0, Reference(row.record, "frame", record.run_id))
    if (log := _log(layers, record, named=bool(paths))) is not None:
        references.append(Reference(log, "log", record.run_id))
    hashed = strict and payload_hash.HINT in (row.payload or b"")
    return Description(record, tuple(references), readable, hashed and payload_hash.differs(fields))


def _hints(raw: bytes) -> int:
    """Count what may be keys that point at media in JSON text: it spares the walk through most payloads."""
    if _ESCAPED_ASCII.search(raw):
        return _MANY
    lowered = raw.lower()
    return sum(lowered.count(hint) for hint in _KEY_HINTS)


def _names_media(key: str) -> bool:
    lowered = key.lower()
    return lowered in MEDIA_KEYS or lowered.endswith(MEDIA_KEY_ENDING)


def _says_something(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.strip().strip("/\\") not in ("", MEDIA)


def _paths(value: object) -> Iterator[str]:
    """Yield every text under a key that points at media, at any depth, in the order of the document."""
    pending: list[tuple[bool, object]] = [(False, value)]
    while pending:
        named, value = pending.pop()
        if isinstance(value, dict):
            # Numbers and texts under other keys, which are nearly all there is, are not worth a turn.
            pending.extend(
                (is_named, item)
                for key, item in reversed(value.items())
                if (is_named := _names_media(key)) or isinstance(item, dict | list)
            )
        elif isinstance(value, list):
            pending.extend((named, item) for item in reversed(value))
        elif named and isinstance(value, str) and _says_something(value):
            yield value


def _main_first(fields: dict[str, Any], paths: tuple[str, ...]) -> Iterable[str]:
    """Return the paths without repetition, that of the top-level blob_path before all others."""
    if len(paths) < 2:
        return paths
    main = (path for key in fields if key.lower() == "blob_path" for path in _paths({key: fields[key]}))
    return dict.fromkeys((*main, *paths))


def _has_path(layers: Iterable[dict[str, Any]], ending: str = "") -> bool:
    """Say whether an object names its own blob by a path: then nothing is derived from ids (wire formats 2.3)."""
    return any(
        any(_paths({key: value}))
        for layer in layers
        for key, value in layer.items()
        if key.lower() in MEDIA_KEYS or (ending and key.lower().endswith(ending))
    )


def _log(layers: tuple[dict[str, Any], ...], record: Record, *, named: bool) -> str | None:
    """Return the id of the input log, unless a path says where it is or the writer says that it failed to write it."""
    log = payload.text_of(record.fields.get("log_id"))
    if log is None or any(layer.get("log_id_failed") for layer in layers):
        return None
    return None if named and _has_path(layers, MEDIA_KEY_ENDING) else log
