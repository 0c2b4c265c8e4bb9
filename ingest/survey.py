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

from ingest.capacity import require_row_fits
from ingest.description import Description, described
from ingest.listing import File, Listing
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


class Survey:
    """What one walk found.

    `rows` is their number, `unreadable` that of rows whose payload is no JSON object, `differing` of those that state
    a hash of themselves which they do not have, `first_run` the run id of the first. `missing` are references that no
    file answers; `unfit` files are named by a row and cannot be what it means. `alone` counts frames that lead to no
    other row by what they lack; the links of the others are noted.
    """

    def __init__(self, shelf: Shelf) -> None:
        """Begin with no row."""
        self.shelf = shelf
        self.rows = 0
        self.unreadable = self.differing = 0
        self.first_run: str | None = None
        self.missing: list[Missing] = []
        self.unfit: set[str] = set()
        self.alone: Counter[tuple[str, ...]] = Counter()
        # The number of a row, its digest, the first file that it names; the others, each with its place in the row.
        self._rows = shelf.table("number INTEGER PRIMARY KEY, digest BLOB NOT NULL, path TEXT")
        self._more = shelf.table("number INTEGER, place INTEGER, path TEXT NOT NULL, PRIMARY KEY (number, place)")
        self.stated = shelf.table("path TEXT, record TEXT, sha256 TEXT, PRIMARY KEY (path, record, sha256)")
        """Which row states which SHA-256 of which file."""
        self._links = shelf.table("number INTEGER PRIMARY KEY, issues TEXT, uia_record TEXT, uia_hash TEXT, input TEXT")
        self._targets = shelf.table("id TEXT PRIMARY KEY, hash TEXT")
        self._waiting: dict[str, list[Told]] = {
            f"INSERT INTO {self._rows} VALUES (?, ?, ?)": [],
            f"INSERT INTO {self._more} VALUES (?, ?, ?)": [],
            f"INSERT OR IGNORE INTO {self.stated} VALUES (?, ?, ?)": [],
            f"INSERT INTO {self._links} VALUES (?, ?, ?, ?, ?)": [],
            # The first row with an id is the one that stays.
            f"INSERT OR IGNORE INTO {self._targets} VALUES (?, ?)": [],
        }
        self._new_rows, self._new_more, self._new_stated, self._new_links, self._new_targets = self._waiting.values()

    def add(self, row: Row, paths: Collection[str]) -> None:
        """Note a row and the files that it names."""
        number = self.rows
        self.rows += 1
        if number == 0:
            self.first_run = row.run_id
        first, *others = paths or (None,)
        self._new_rows.append((number, row_digest(row), first))
        if others:
            self._new_more += [(number, place, path) for place, path in enumerate(others)]
        if len(self._new_rows) >= _AT_ONCE:
            self.write()

    def name_also(self, number: int, path: str) -> None:
        """Note that a row names one file more."""
        (places,) = self.shelf.one(f"SELECT count(*) FROM {self._more} WHERE number = ?", number) or (0,)
        self.shelf.run(f"INSERT INTO {self._more} VALUES (?, ?, ?)", number, places, path)

    def state(self, path: str, record: str, sha256: str) -> None:
        """Note that a row states a SHA-256 of a file."""
        self._new_stated.append((path, record, sha256))

    @property
    def states_hashes(self) -> bool:
        """Whether any row states a SHA-256 of a file."""
        return self.shelf.one(f"SELECT 1 FROM {self.stated} LIMIT 1") is not None

    def with_stated(self, files: Iterable[File]) -> Iterator[tuple[File, bool]]:
        """Yield files, which come by path, each with whether a row states its SHA-256."""
        stated = self.shelf.select(f"SELECT DISTINCT path FROM {self.stated} ORDER BY path")
        (path,) = next(stated, _NO_PATH)
        for file in files:
            while path and path < file.path:
                (path,) = next(stated, _NO_PATH)
            yield file, path == file.path

    def link(self, links: Links) -> None:
        """Note what the frame of the next row lacks, and where it leads."""
        if links.uia_record is None and links.input_record is None:
            self.alone[links.issues] += 1
        else:
            told = (self.rows, " ".join(links.issues), links.uia_record, links.uia_hash, links.input_record)
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
        query = f"SELECT digest FROM {self._rows} ORDER BY digest"
        return (digest for (digest,) in self.shelf.select(query))

    def places(self, admitted: str) -> Iterator[tuple[str, ...]]:
        """Yield where the files that a row names lie with us, the main one first, for one row after the other.

        `admitted` is the table of what was put where (`ingest.taken`).
        """
        others = groupby(
            self.shelf.select(
                f"SELECT number, a.path FROM {self._more} m JOIN {admitted} a ON a.source = m.path "
                "ORDER BY number, place"
            ),
            itemgetter(0),
        )
        number, more = next(others, _NOBODY)
        rows = self.shelf.select(
            f"SELECT number, a.path FROM {self._rows} r LEFT JOIN {admitted} a ON a.source = r.path ORDER BY number"
        )
        for row, path in rows:
            found = () if path is None else (path,)
            if row == number:
                found = tuple(dict.fromkeys((*found, *(path for _, path in more))))
                number, more = next(others, _NOBODY)
            yield found

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
            named = self.shelf.select(f"SELECT path FROM {self._rows} UNION ALL SELECT path FROM {self._more}")
            self.unfit -= {path for (path,) in named if path in self.unfit}


_NO_PATH = ("",)
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
        found.unreadable += not said.readable
        found.differing += said.differs
        paths = _note_files(found, row.record, said, listing, resolve) if said.references else ()
        require_row_fits(row, paths, where)
        if said.record.record_type == FRAME_TYPE:
            found.link(contract.links_of(said.record))
        elif (target := contract.target_of(said.record)) is not None:
            found.aim(row.record, target[0])
        found.add(row, paths)
    found.settle()
    return found


def _note_files(
    found: Survey,
    record: str,
    said: Description,
    listing: Listing,
    resolve: Callable[[Reference], str | None],
) -> Collection[str]:
    """Note of the files that the next row names what is missing or unfit; return the others, the main one first."""
    paths: dict[str, None] = {}
    for place, reference in enumerate(said.references):
        stated, size = _stated(said) if place == 0 else ("", None)
        path = resolve(reference)
        file = listing.get(path) if path is not None else None
        if path is None or file is None:
            found.missing.append(Missing(record, reference, "", found.rows, stated, size, main=place == 0))
        elif not file.size or (size is not None and size != file.size):
            why = f"has {file.size} of {size} bytes" if file.size else EMPTY
            found.missing.append(Missing(record, reference, why, found.rows, stated, size, main=place == 0))
            found.unfit.add(path)
        else:
            paths[path] = None
            if stated:
                found.state(path, record, stated)
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
