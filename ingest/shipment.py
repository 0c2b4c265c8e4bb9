"""What was handed over in one directory, as values: its rows verbatim, its files, one digest over both."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

import msgspec

from ingest.listing import File, Listing
from ingest.media import Reference
from ingest.shelf import Shelf
from ledger.errors import shortened

if TYPE_CHECKING:
    from ingest.survey import Survey

Kind = Literal["handoff", "chronicle"]

_HEX_SPELLING = re.compile(r"bytes:(?:[0-9a-f]{2})*")
_CONTENT_DOMAIN = b"autocapture.shipment.content.v1\n"
_BYTES_DOMAIN = b"autocapture.shipment.bytes.v1\n"
_AT_ONCE = 3_000


class Row(NamedTuple):
    """One metadata row, columns verbatim. None is SQL NULL; `payload` is the exact bytes of the stored text.

    Text columns that are not UTF-8 are spelled by `spelled`, one-to-one. `table` is the table it stood in.
    """

    record: str
    record_type: str | None
    ts_utc: str | None
    run_id: str | None
    payload: bytes | None
    table: str


class Missing(NamedTuple):
    """A reference in a row that no file answers; `why` where there is one, and it is no good.

    `number` is the place of the row, `stated` and `size` the SHA-256 and the bytes that it states of this blob, if it
    does, `main` whether it is the one that the row is about.
    """

    record: str
    reference: Reference
    why: str = ""
    number: int = 0
    stated: str = ""
    size: int | None = None
    main: bool = False

    def told(self) -> str:
        """Return it as events spell it."""
        return f"{self.record}: {shortened(self.reference.value)}{f' ({self.why})' if self.why else ''}"


class Rows(Protocol):
    """Rows that can be walked more than once, in the same order, and are not all in memory.

    `unique` says that no id comes twice.
    """

    @property
    def unique(self) -> bool:
        """Whether every id is another one."""

    def __iter__(self) -> Iterator[Row]:
        """Begin a new walk over all rows, in the order in which the table holds them."""

    def close(self) -> None:
        """Let go of what holds the rows; later walks fail."""


class Contents(msgspec.Struct, frozen=True):
    """What a walk over all rows of a directory shows.

    `content_digest` (64 hex) names the logical content: the same rows and files give the same one whatever the SQLite
    file looks like. `ignored` says of all that is not taken along why. `fallback` is a row that stands in for a
    missing one.
    """

    survey: Survey
    content_digest: str
    ignored: tuple[str, ...]
    fallback: Row | None


class Shipment(msgspec.Struct, frozen=True, dict=True):
    """One directory, held still and not yet taken into care. Close it, or use it in a `with`.

    `root` is absolute, `name` its last component. `listing` holds the evidence files, `beside` what else lies there
    and is kept as it is. `source_sha256` names the bytes of `metadata.db`, or of a session's manifest; `bytes_digest`
    (64 hex) these and the path and size of every file, so that a directory that is in care need not be read again. It
    is empty where more than that decides what the rows are, such as a write-ahead log. `shelf` holds what is noted of
    files and rows, of which there may be more than fit in memory.
    `kept_whole` names tables and columns that no row carries: the database file then is one of `beside`.
    `resolve` says which listed file a reference means, `place` where a file goes under our `media/`. `read` walks the
    rows, once, when `contents` is first asked for; it raises HandoffRefused.
    """

    kind: Kind
    root: Path
    name: str
    rows: Rows
    listing: Listing
    beside: Listing
    shelf: Shelf
    source_sha256: str
    bytes_digest: str
    kept_whole: tuple[str, ...]
    read: Callable[[], Contents]
    resolve: Callable[[Reference], str | None]
    place: Callable[[str], str]
    recheck: Callable[[], None]

    @cached_property
    def contents(self) -> Contents:
        """What the rows show. Reading them takes longest: whoever can do without does not ask."""
        return self.read()

    def require_readable(self) -> None:
        """Read the rows, if nobody did yet, and return only if that can be done.

        Raises:
            HandoffRefused: what `read` raises.
        """
        _ = self.contents

    @property
    def survey(self) -> Survey:
        """What the rows name and state."""
        return self.contents.survey

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The references that no file answers: whether that is an error is the caller's to say."""
        return tuple(self.survey.missing)

    @property
    def files(self) -> Iterator[File]:
        """All files that are to be taken along, by path."""
        return files_of(self.listing, self.beside)

    def check_unchanged(self) -> None:
        """Return only if the directory still holds what was read: call it last, before the marker is written.

        Raises:
            HandoffRefused: `handoff_in_use`; what came later is not in this shipment.
        """
        self.recheck()

    def close(self) -> None:
        """Let go of the database, and of what was noted."""
        self.rows.close()
        self.shelf.close()

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
    return f"bytes:{raw.hex()}" if text.startswith("bytes:") and _HEX_SPELLING.fullmatch(text) else text


def row_digest(row: Row) -> bytes:
    """Return the SHA-256 over the length-prefixed columns of a row (NULL and empty differ; the table is not in it)."""
    parts: list[bytes] = []
    for value in row[:5]:
        raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        parts += (b"\x00",) if raw is None else (b"\x01", len(raw).to_bytes(8, "big"), raw)
    return hashlib.sha256(b"".join(parts)).digest()


def files_of(*listings: Listing) -> Iterator[File]:
    """Return the plain files of listings, by path."""
    held = [listing.files for listing in listings if len(listing.files)]
    return iter(held[0]) if len(held) == 1 else heapq.merge(*held)


def content_digest(survey: Survey, files: Iterable[File]) -> str:
    """Return 64 hex digits over the digests of all rows, sorted, and over path and size of all files, sorted.

    Sorted digests instead of rows sorted by id: no order of the table, collation or repeated id can change the result.
    """
    hasher = hashlib.sha256(_CONTENT_DOMAIN + survey.rows.to_bytes(8, "big"))
    for digest in survey.sorted_digests():
        hasher.update(digest)
    _add_files(hasher, files)
    return hasher.hexdigest()


def bytes_digest(source_sha256: str, files: Iterable[File]) -> str:
    """Return 64 hex digits over the digest of the file that holds the rows, and path and size of files, sorted."""
    hasher = hashlib.sha256(_BYTES_DOMAIN + bytes.fromhex(source_sha256))
    _add_files(hasher, files)
    return hasher.hexdigest()


def _add_files(hasher: hashlib._Hash, files: Iterable[File]) -> None:
    told: list[bytes] = []
    for path, size, _, _ in files:
        raw = path.encode()
        told += (len(raw).to_bytes(8), raw, size.to_bytes(8))
        if len(told) >= _AT_ONCE:
            hasher.update(b"".join(told))
            told.clear()
    hasher.update(b"".join(told))
