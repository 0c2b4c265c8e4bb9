"""What one handoff directory holds, as values: its rows verbatim, its media listing, one digest over both."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

import msgspec

from ingest.media import MEDIA, Ignored, Listing, MediaFile, Reference, resolve

FRAME = "evidence.capture.frame"
MEDIA_KEYS = frozenset({"blob_path", "media_path", "media_relpath"})
MEDIA_KEY_ENDING = "blob_path"

_TIME_FIELDS = ("ts_utc", "ts_start_utc", "ts_end_utc")
_KEY_HINTS = (b"blob_path", b"media_path", b"media_relpath")
# A key could be spelled with escapes ("blob\u005fpath"); Python's writer never escapes printable ASCII.
_ESCAPED_ASCII = re.compile(rb"\\u00[2-7]")
_HEX_SPELLING = re.compile(r"bytes:(?:[0-9a-f]{2})*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGEST_DOMAIN = b"autocapture.shipment.content.v1\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One metadata row, columns verbatim. None is SQL NULL; `payload` is the exact bytes of the stored text.

    Text columns that are not UTF-8 are spelled by `spelled`, one-to-one. `table` is the table it stood in.
    """

    record: str
    record_type: str | None
    ts_utc: str | None
    run_id: str | None
    payload: bytes | None
    table: str


@dataclass(frozen=True, slots=True)
class Described:
    """What a row says: its columns, where empty its payload's fields, and the blobs it names, main one first.

    `fields` is the payload's JSON object as parsed ({} where the payload is none: such a row is kept, not inspected);
    unlike the other fields it may hold what a journal line cannot carry (NaN, lone surrogates).
    """

    record_type: str | None
    ts_utc: str | None
    run_id: str | None
    references: tuple[Reference, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


class Missing(NamedTuple):
    """A reference in a row for which no file was handed over."""

    record: str
    reference: Reference

    def told(self) -> str:
        """Return it as events spell it."""
        return f"{self.record}: {self.reference.value}"


class Rows(Protocol):
    """Rows that can be walked more than once, and are not all in memory; `len` is their number."""

    def __iter__(self) -> Iterator[Row]:
        """Begin a new walk over all rows, in the order in which the table holds them."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def close(self) -> None:
        """Let go of what holds the rows; later walks fail."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One handoff directory, read and not yet taken into care. Close it, or use it in a `with`.

    `root` is absolute, `name` its last component. `content_digest` (64 hex) names the logical content: the same rows
    and files give the same one whatever the SQLite file looks like; `metadata_db_sha256` names the file's bytes.
    `missing` holds the references that no file answers: whether that is an error is the caller's to say.
    `not_carried` names what else is in the directory and is in no row and no media file: a deletion would lose it.
    """

    root: Path
    name: str
    table: str
    rows: Rows
    listing: Listing
    content_digest: str
    metadata_db_sha256: str
    missing: tuple[Missing, ...]
    not_carried: tuple[str, ...]
    recheck: Callable[[], None]

    @property
    def media(self) -> tuple[MediaFile, ...]:
        """The plain files under `media/`, sorted by path."""
        return self.listing.files

    @property
    def ignored(self) -> tuple[Ignored, ...]:
        """The names under `media/` that are not taken along, and why."""
        return self.listing.ignored

    def resolve(self, reference: Reference) -> str | None:
        """Return the media path that a reference means, or None (see `ingest.media.resolve`)."""
        return resolve(reference, self.listing)

    def check_unchanged(self) -> None:
        """Return only if the directory still holds what was read: call it last, before the marker is written.

        Raises:
            HandoffRefused: `handoff_in_use`; what came later is not in this shipment.
        """
        self.recheck()

    def close(self) -> None:
        """Let go of the database."""
        self.rows.close()

    def __enter__(self) -> Self:
        """Return the shipment itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the shipment."""
        self.close()


def spelled(raw: bytes) -> str:
    """Return stored text as a string that JSON can carry, one-to-one.

    UTF-8 stays as it is; other bytes become `bytes:` and hex digits, and so does a text that looks like that.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"bytes:{raw.hex()}"
    return f"bytes:{raw.hex()}" if _HEX_SPELLING.fullmatch(text) else text


def described(row: Row) -> Described:
    """Return what a row says of itself and of blobs (wire formats 1.2, 2.4). Never fails: bad JSON says nothing."""
    parsed, certain = _parsed(row.payload)
    fields = parsed if isinstance(parsed, dict) else {}
    inner = fields.get("payload")
    layers = (fields, inner) if isinstance(inner, dict) else (fields,)
    record_type = row.record_type or _first(layers, ("record_type",))
    run_id = row.run_id or _first(layers, ("run_id",))
    paths = _paths(parsed) if not certain or _may_name_media(row.payload or b"") else ()
    references = [Reference(path, "path") for path in _main_first(fields, paths)]
    if record_type == FRAME and not _has_path(layers):
        references.insert(0, Reference(row.record, "frame", run_id))
    if log := _log(layers):
        references.append(Reference(log, "log", run_id))
    return Described(record_type, row.ts_utc or _first(layers, _TIME_FIELDS), run_id, tuple(references), fields)


def _parsed(payload: bytes | None) -> tuple[Any, bool]:
    """Return the payload's JSON value (None: it is none), and whether its bytes are plain strict UTF-8 JSON."""
    if not payload:
        return None, True
    try:
        return msgspec.json.decode(payload), True
    except (ValueError, RecursionError):
        pass
    try:
        # Python's own writer, which the sidecar uses, emits NaN, Infinity and lone surrogates: msgspec refuses those.
        return json.loads(payload), False
    except (ValueError, RecursionError):
        return None, False


def _first(layers: Iterable[dict[str, Any]], names: Iterable[str]) -> str | None:
    """Return the first non-empty text under one of the names, outer object before inner."""
    texts = (layer.get(name) for layer in layers for name in names)
    return next((_carriable(text) for text in texts if isinstance(text, str) and text), None)


def _carriable(text: str) -> str:
    """Return a text that a journal line can carry: a lone surrogate, which no file name can hold, becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _may_name_media(payload: bytes) -> bool:
    """Say whether a key that points at media can be in the JSON text: it spares the walk through UI trees."""
    lowered = payload.lower()
    return any(hint in lowered for hint in _KEY_HINTS) or _ESCAPED_ASCII.search(payload) is not None


def _names_media(key: str) -> bool:
    lowered = key.lower()
    return lowered in MEDIA_KEYS or lowered.endswith(MEDIA_KEY_ENDING)


def _says_something(value: object) -> bool:
    return isinstance(value, str) and value.strip().strip("/\\") not in ("", MEDIA)


def _paths(value: object) -> Iterator[str]:
    """Yield every text under a key that points at media, at any depth, in the order of the document."""
    pending: list[tuple[bool, object]] = [(False, value)]
    while pending:
        named, value = pending.pop()
        if isinstance(value, dict):
            pending.extend((_names_media(key), value[key]) for key in reversed(value))
        elif isinstance(value, list):
            pending.extend((named, item) for item in reversed(value))
        elif named and isinstance(value, str) and _says_something(value):
            yield _carriable(value)


def _main_first(fields: dict[str, Any], paths: Iterable[str]) -> Iterable[str]:
    """Return the paths without repetition, that of the top-level blob_path before all others."""
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


def _log(layers: tuple[dict[str, Any], ...]) -> str | None:
    """Return the id of the input log, unless a path says where it is or the writer says that it failed to write it."""
    failed = any(layer.get("log_id_failed") for layer in layers)
    return None if failed or _has_path(layers, MEDIA_KEY_ENDING) else _first(layers, ("log_id",))


def row_digest(row: Row) -> bytes:
    """Return the SHA-256 over the length-prefixed columns of a row (NULL and empty differ; the table is not in it)."""
    hasher = hashlib.sha256()
    for value in (row.record, row.record_type, row.ts_utc, row.run_id, row.payload):
        raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        hasher.update(b"\x00" if raw is None else b"\x01" + len(raw).to_bytes(8, "big") + raw)
    return hasher.digest()


def content_digest(rows: Iterable[bytes], media: Iterable[MediaFile]) -> str:
    """Return 64 hex digits over the digests of all rows, sorted, and over path and size of all media files, sorted.

    Sorted digests instead of rows sorted by id: no order of the table, collation or repeated id can change the result.
    """
    digests = sorted(rows)
    hasher = hashlib.sha256(_DIGEST_DOMAIN + len(digests).to_bytes(8, "big"))
    for digest in digests:
        hasher.update(digest)
    for file in sorted(media, key=lambda each: each.path):
        path = file.path.encode("utf-8")
        hasher.update(len(path).to_bytes(8, "big") + path + file.size.to_bytes(8, "big"))
    return hasher.hexdigest()
