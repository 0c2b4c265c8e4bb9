"""One walk over the rows of a shipment, in which each is parsed once; all that is needed of them later is noted.

It is noted on the shipment's shelf: memory does not grow with the rows, but for what is wrong with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ingest.capacity import require_row_fits
from ingest.description import Description, described
from ingest.listing import Listing
from ingest.media import Reference
from ingest.shelf import Shelf, Told
from ingest.shipment import Missing, Row, row_digest
from projections import contract
from projections.contract import Links
from projections.frames import FRAME_TYPE, SNAPSHOT_TYPE
from projections.payload import number_of, text_of

EMPTY = "is empty"

_SHA256 = re.compile(r"[0-9a-f]{64}")
# Their `content_hash` is that of what the row itself says.
_HASHED_BY_CONTENT = frozenset({SNAPSHOT_TYPE, "evidence.window.meta", "window.meta"})

_AT_ONCE = 500


class Noted(NamedTuple):
    """What is noted of a row beside what it says: its digest, and where the files that it names lie with us, the main
    one first.
    """

    digest: bytes
    places: tuple[str, ...]


class Survey:
    """What one walk found.

    `rows` is their number, `unreadable` that of rows whose payload is no JSON object, `first_run` the run id of the
    first. `missing` are references that no file answers; `unfit` files are named by a row and cannot be what it means.
    `alone` counts frames that lead to no other row by what they lack; the links of the others are noted.
    """

    def __init__(self, shelf: Shelf) -> None:
        """Begin with no row."""
        self.shelf = shelf
        self.rows = 0
        self.unreadable = 0
        self.first_run: str | None = None
        self.missing: list[Missing] = []
        self.unfit: set[str] = set()
        self.alone: Counter[tuple[str, ...]] = Counter()
        self._digests = shelf.table("number INTEGER PRIMARY KEY, digest BLOB NOT NULL")
        self.named = shelf.table("number INTEGER, place INTEGER, path TEXT NOT NULL, PRIMARY KEY (number, place)")
        """Which row names which file: its number, the file's place in it."""
        self.stated = shelf.table("path TEXT, record TEXT, sha256 TEXT, PRIMARY KEY (path, record, sha256)")
        """Which row states which SHA-256 of which file."""
        self._links = shelf.table("number INTEGER PRIMARY KEY, issues TEXT, uia_record TEXT, uia_hash TEXT, input TEXT")
        self._targets = shelf.table("id TEXT PRIMARY KEY, hash TEXT")
        self._waiting: dict[str, list[Told]] = {
            f"INSERT INTO {self._digests} VALUES (?, ?)": [],
            f"INSERT INTO {self.named} VALUES (?, ?, ?)": [],
            f"INSERT OR IGNORE INTO {self.stated} VALUES (?, ?, ?)": [],
            f"INSERT INTO {self._links} VALUES (?, ?, ?, ?, ?)": [],
            # The first row with an id is the one that stays.
            f"INSERT OR IGNORE INTO {self._targets} VALUES (?, ?)": [],
        }
        self._new_digests, self._new_named, self._new_stated, self._new_links, self._new_targets = (
            self._waiting.values()
        )

    def add(self, row: Row) -> int:
        """Note a row and return its number."""
        number = self.rows
        self.rows += 1
        if number == 0:
            self.first_run = row.run_id
        self._new_digests.append((number, row_digest(row)))
        if len(self._new_digests) >= _AT_ONCE:
            self.write()
        return number

    def name(self, number: int, paths: Iterable[str]) -> None:
        """Note that a row names files."""
        self._new_named += [(number, place, path) for place, path in enumerate(paths)]

    def name_also(self, number: int, path: str) -> None:
        """Note that a row names one file more."""
        last = self.shelf.one(f"SELECT max(place) FROM {self.named} WHERE number = ?", number)
        place = last[0] + 1 if last and last[0] is not None else 0
        self.shelf.run(f"INSERT INTO {self.named} VALUES (?, ?, ?)", number, place, path)

    def state(self, path: str, record: str, sha256: str) -> None:
        """Note that a row states a SHA-256 of a file."""
        self._new_stated.append((path, record, sha256))

    def link(self, number: int, links: Links) -> None:
        """Note what a frame lacks, and where it leads."""
        if links.uia_record is None and links.input_record is None:
            self.alone[links.issues] += 1
        else:
            told = (number, " ".join(links.issues), links.uia_record, links.uia_hash, links.input_record)
            self._new_links.append(told)

    def aim(self, record: str, snapshot_hash: str | None) -> None:
        """Note a row that frames may lead to."""
        self._new_targets.append((record, snapshot_hash))

    def write(self) -> None:
        """Put on the shelf what waits to be put there, many at a time."""
        for statement, rows in self._waiting.items():
            if rows:
                self.shelf.put(statement, rows)
                rows.clear()

    def sorted_digests(self) -> Iterator[bytes]:
        """Yield the digests of all rows, sorted."""
        query = f"SELECT digest FROM {self._digests} ORDER BY digest"
        return (digest for (digest,) in self.shelf.select(query))

    def told(self, admitted: str) -> Iterator[Noted]:
        """Yield what is noted of each row, in their order; `admitted` is the table of what was put where."""
        query = (
            f"SELECT number, a.path FROM {self.named} n JOIN {admitted} a ON a.source = n.path ORDER BY number, place"
        )
        named = groupby(self.shelf.select(query), itemgetter(0))
        number, places = next(named, _NOBODY)
        rows = self.shelf.select(f"SELECT number, digest FROM {self._digests} ORDER BY number")
        for row, digest in rows:
            if row == number:
                yield Noted(digest, tuple(dict.fromkeys(path for _, path in places)))
                number, places = next(named, _NOBODY)
            else:
                yield Noted(digest, ())

    def targets(self, record: str) -> tuple[str | None] | None:
        """Return what `contract.target_of` says of the row with this id; None for one that no frame leads to."""
        found = self.shelf.one(f"SELECT hash FROM {self._targets} WHERE id = ?", record)
        return (found[0],) if found else None

    def links(self) -> Iterator[tuple[Links, dict[str, str | None]]]:
        """Yield the links of each frame that leads to other rows, and those of these rows that are here."""
        query = (
            f"SELECT issues, uia_record, uia_hash, input, u.id, u.hash, i.id FROM {self._links} "
            f"LEFT JOIN {self._targets} u ON u.id = uia_record LEFT JOIN {self._targets} i ON i.id = input "
            "ORDER BY number"
        )
        for issues, record, stated, given, uia, snapshot_hash, batch in self.shelf.select(query):
            here = {uia: snapshot_hash} if uia is not None else {}
            yield (
                Links(tuple(issues.split()), record, stated, given),
                here if batch is None or batch == uia else {batch: None, **here},
            )

    def hashes_stated(self, record: str) -> set[str | None]:
        """Return the hashes that frames state of the snapshot with this id; none where no frame names it."""
        query = f"SELECT DISTINCT uia_hash FROM {self._links} WHERE uia_record = ?"
        return {stated for (stated,) in self.shelf.select(query, record)}

    def settle(self) -> None:
        """End the walk. What one row cannot mean by a file, another may: such a file is not unfit."""
        self.write()
        if self.unfit:
            named = self.shelf.select(f"SELECT path FROM {self.named}")
            self.unfit -= {path for (path,) in named if path in self.unfit}


_NOBODY: tuple[int, Iterator[Told]] = (-1, iter(()))


def survey(
    rows: Iterable[Row], listing: Listing, resolve: Callable[[Reference], str | None], where: Path, shelf: Shelf
) -> Survey:
    """Walk the rows once. `resolve` gives the listed file that a reference means; `where` they came from.

    Raises:
        HandoffRefused: `row_too_large`, what `rows` and `resolve` raise.
        NoRoom: for what is noted.
    """
    found = Survey(shelf)
    for row in rows:
        said = described(row)
        number = found.add(row)
        found.unreadable += not said.readable
        paths = _note_files(found, number, row.record, said, listing, resolve) if said.references else ()
        require_row_fits(row, paths, where)
        if said.record.record_type == FRAME_TYPE:
            found.link(number, contract.links_of(said.record))
        elif (target := contract.target_of(said.record)) is not None:
            found.aim(row.record, target[0])
    found.settle()
    return found


def _note_files(
    found: Survey,
    number: int,
    record: str,
    said: Description,
    listing: Listing,
    resolve: Callable[[Reference], str | None],
) -> Collection[str]:
    """Note the files that a row names, the main one first, and what is missing or unfit; return the former."""
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
            paths[path] = None
            if stated:
                found.state(path, record, stated)
    found.name(number, paths)
    return paths


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
