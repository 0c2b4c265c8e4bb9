"""One walk over the rows of a shipment, in which each is parsed once; all that is needed of them later is kept.

What is kept grows with the number of rows, by some hundred bytes each; payloads are not kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.capacity import require_row_fits
from ingest.description import Description, described
from ingest.listing import Listing
from ingest.media import Reference
from ingest.shipment import Missing, Row, row_digest
from projections import contract
from projections.contract import Links
from projections.frames import FRAME_TYPE, SNAPSHOT_TYPE
from projections.payload import number_of, text_of

EMPTY = "is empty"

_SHA256 = re.compile(r"[0-9a-f]{64}")
# Their `content_hash` is that of what the row itself says.
_HASHED_BY_CONTENT = frozenset({SNAPSHOT_TYPE, "evidence.window.meta", "window.meta"})

DIGEST_SIZE = 32


@dataclass(slots=True)
class Survey:
    """What one walk found.

    `digests` has 32 bytes for each row, in the rows' order; `blobs` the files that a row names, by the row's place
    in it, rows without any left out. `stated` says, for each file, which rows state which SHA-256 of it. `unfit`
    files are named by a row and cannot be what it means. `links` are those of each frame that leads to another row,
    `alone` counts the others by what they lack; `targets` are rows that frames lead to. `first_run` is the run id of
    the first row.
    """

    digests: bytearray = field(default_factory=bytearray)
    blobs: dict[int, tuple[str, ...]] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    unfit: set[str] = field(default_factory=set)
    stated: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    links: list[Links] = field(default_factory=list)
    alone: Counter[Links] = field(default_factory=Counter)
    targets: dict[str, str | None] = field(default_factory=dict)
    unreadable: int = 0
    first_run: str | None = None

    def digest(self, number: int) -> bytes:
        """Return the digest of the row at this place."""
        return bytes(self.digests[number * DIGEST_SIZE : (number + 1) * DIGEST_SIZE])

    def all_digests(self) -> Iterator[bytes]:
        """Yield the digests of all rows, in their order."""
        return (self.digest(number) for number in range(len(self.digests) // DIGEST_SIZE))

    def forget(self) -> None:
        """Let go of what is kept for each row: it is committed."""
        for kept in (self.digests, self.blobs, self.stated, self.links, self.targets):
            kept.clear()


def survey(rows: Iterable[Row], listing: Listing, resolve: Callable[[Reference], str | None], where: Path) -> Survey:
    """Walk the rows once. `resolve` gives the listed file that a reference means; `where` they came from.

    Raises:
        HandoffRefused: `row_too_large`, what `rows` and `resolve` raise.
    """
    found = Survey()
    for number, row in enumerate(rows):
        said = described(row)
        found.digests += row_digest(row)
        found.unreadable += not said.readable
        if number == 0:
            found.first_run = row.run_id
        if said.references:
            _note_files(found, number, row.record, said, listing, resolve)
        require_row_fits(row, found.blobs.get(number, ()), where)
        if said.record.record_type == FRAME_TYPE:
            links = contract.links_of(said.record)
            if links.uia_record is None and links.input_record is None:
                found.alone[links] += 1
            else:
                found.links.append(links)
        elif (target := contract.target_of(said.record)) is not None:
            # The first row with an id is the one that stays.
            found.targets.setdefault(row.record, target[0])
    return found


def _note_files(
    found: Survey,
    number: int,
    record: str,
    said: Description,
    listing: Listing,
    resolve: Callable[[Reference], str | None],
) -> None:
    """Note the files that a row names, the main one first, and what is missing or unfit."""
    paths: dict[str, None] = {}
    for place, reference in enumerate(said.references):
        stated, size = _stated(said) if place == 0 else ("", None)
        path = resolve(reference)
        file = listing.get(path) if path is not None else None
        if path is None or file is None:
            found.missing.append(Missing(record, reference, "", number, stated, main=place == 0))
        elif not file.size or (size is not None and size != file.size):
            why = f"has {file.size} of {size} bytes" if file.size else EMPTY
            found.missing.append(Missing(record, reference, why, number, stated, main=place == 0))
            found.unfit.add(path)
        else:
            # The listing's own text, not the payload's: there are many.
            paths[file.path] = None
            if stated:
                found.stated[file.path] = (*found.stated.get(file.path, ()), (record, stated))
    if paths:
        found.blobs[number] = tuple(paths)


def _stated(said: Description) -> tuple[str, int | None]:
    """Return the SHA-256 and the size that a row states of its blob; empty and None where it states none.

    A frame may name other blobs beside its own; of other rows, such as that of an input log, a hash speaks of the blob
    only where there is no other one.
    """
    is_frame = said.record.record_type == FRAME_TYPE
    if not is_frame and (len(said.references) > 1 or said.record.record_type in _HASHED_BY_CONTENT):
        return "", None
    digest = (text_of(said.record.fields.get("content_hash")) or "").lower()
    size = number_of(said.record.fields.get("content_size")) if is_frame else None
    return digest if _SHA256.fullmatch(digest) else "", size
