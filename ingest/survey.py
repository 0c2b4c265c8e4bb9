"""One walk over the rows of a shipment, in which each is parsed once; all that is needed of them later is kept.

What is kept grows with the number of rows, by some hundred bytes each; payloads are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ingest.description import Description, described
from ingest.listing import Listing
from ingest.media import Reference
from ingest.shipment import Missing, Row, row_digest
from projections import contract
from projections.contract import Links
from projections.frames import FRAME_TYPE
from projections.payload import number_of, text_of

EMPTY = "is empty"

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class Survey:
    """What one walk found.

    `digests` has one digest for each row, in the rows' order; `blobs` the files that a row names, by the row's place
    in it, rows without any left out. `stated` says, for each file, which frames state which SHA-256 of it. `unfit`
    files are named by a row and cannot be what it means. `links` are those of each frame, `targets` the rows that
    frames lead to. `first_run` is the run id of the first row.
    """

    digests: list[bytes] = field(default_factory=list)
    blobs: dict[int, tuple[str, ...]] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    unfit: set[str] = field(default_factory=set)
    stated: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    links: list[Links] = field(default_factory=list)
    targets: dict[str, str | None] = field(default_factory=dict)
    unreadable: int = 0
    first_run: str | None = None


def survey(rows: Iterable[Row], listing: Listing, resolve: Callable[[Reference], str | None]) -> Survey:
    """Walk the rows once. `resolve` gives the listed file that a reference means.

    Raises:
        HandoffRefused: what `rows` and `resolve` raise.
    """
    found = Survey()
    for number, row in enumerate(rows):
        said = described(row)
        found.digests.append(row_digest(row))
        found.unreadable += not said.readable
        if number == 0:
            found.first_run = row.run_id
        paths, main = _files_of(found, row.record, said, listing, resolve)
        if paths:
            found.blobs[number] = paths
        if said.record.record_type == FRAME_TYPE:
            found.links.append(contract.links_of(said.record))
            stated = text_of(said.record.fields.get("content_hash"))
            if main is not None and stated is not None and _SHA256.fullmatch(stated):
                found.stated.setdefault(main, set()).add((row.record, stated))
        elif (target := contract.target_of(said.record)) is not None:
            # The first row with an id is the one that stays.
            found.targets.setdefault(row.record, target[0])
    return found


def _files_of(
    found: Survey, record: str, said: Description, listing: Listing, resolve: Callable[[Reference], str | None]
) -> tuple[tuple[str, ...], str | None]:
    """Return the files that a row names, and the one that it is about; note what is missing or unfit."""
    paths: dict[str, None] = {}
    main: str | None = None
    for number, reference in enumerate(said.references):
        path = resolve(reference)
        file = listing.get(path) if path is not None else None
        if path is None or file is None:
            found.missing.append(Missing(record, reference))
            continue
        expected = number_of(said.record.fields.get("content_size")) if number == 0 else None
        if not file.size:
            why = EMPTY
        elif said.record.record_type == FRAME_TYPE and expected is not None and expected != file.size:
            why = f"has {file.size} of {expected} bytes"
        else:
            paths[path] = None
            main = path if number == 0 else main
            continue
        found.missing.append(Missing(record, reference, why))
        found.unfit.add(path)
    return tuple(paths), main
