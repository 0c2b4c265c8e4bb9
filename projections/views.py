"""The views, opened for asking: read-only by construction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from ledger import event
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound, Stale
from ledger.head import VERIFY, Head, opening_of, read_head
from ledger.log import Log
from projections import catalogue, database
from projections.engine import Files
from projections.locator import LocatorReader, Place
from projections.projection import Position
from projections.terms import Terms
from projections.tiles import TilesReader

TAKE_IN = "`autocapture handoff drain --spool-root DIR` takes in what the sidecar has recorded."


class Located(msgspec.Struct, frozen=True):
    """An event found in the journal: its place, its raw line, and the line read."""

    seq: int
    place: Place
    line: bytes
    event: event.Event


class Views:
    """Everything a query may read: two SQLite files, the locator, and single lines of the journal."""

    def __init__(self, root: DataRoot, files: Files | None = None, head: Head | None = None) -> None:
        """Open the views of a DataRoot: the live ones, or others that were folded from its log up to a head.

        Raises:
            NotADataRoot: there is no ledger here.
            Stale: a view is missing, of another version, or was left in the middle of a write.
        """
        opening_of(root)
        files = files or Files.of(root)
        if not files.facts_db.exists() and (head or read_head(root)).size == 0:
            # As after `init`: there is nothing that a rebuild could make views of.
            raise Stale(f"Nothing has been ingested in {root.path} yet.", TAKE_IN)
        self.root = root
        self._head = head
        self.facts: sqlite3.Connection = database.open_for_reading(files.facts_db, catalogue.IN_FACTS_DB)
        self.records: sqlite3.Connection = database.open_for_reading(files.metadata_db, catalogue.IN_METADATA_DB)
        self._facts_path = files.facts_db
        self._locator_path = files.locator
        self._tiles_path = files.tiles
        self._journal: tuple[int, Log] | None = None

    @cached_property
    def locator(self) -> LocatorReader:
        """Where events lie and what they cite; opened when first asked.

        Raises:
            Stale: it is missing or of another version.
        """
        return LocatorReader(self._locator_path)

    @cached_property
    def tiles(self) -> TilesReader:
        """The Merkle tree over the journal, for proofs; opened when first asked.

        Raises:
            Stale: it is missing or of another version.
        """
        return TilesReader(self._tiles_path)

    @cached_property
    def terms(self) -> Terms:
        """The words that stand on screens; opened when first asked."""
        return Terms(self._facts_path)

    @property
    def position(self) -> Position:
        """How far the tables of facts have come."""
        return database.position_of(self.facts)

    def head(self) -> Head:
        """Return where the log stands now, or stood where these views end; they may be a little behind it."""
        return self._head or read_head(self.root)

    def event(self, seq: int) -> Located:
        """Return one event, its line checked against the leaf hash that the locator keeps.

        Raises:
            NotFound: there is no such event.
            Damaged: the line is not the one that was folded.
        """
        place = self.locator.place(seq)
        if place is None:
            raise NotFound(f"There is no event {event.event_id(seq)} in {self.root.path}.")
        line = self._line(place)
        if event.leaf(line) != place.leaf:
            raise self._changed(seq)
        return Located(seq, place, line, event.read(line))

    def lines(self, seqs: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield events, given in order, each once, with their lines, checked as in `event`; None where none is known.

        Those that follow each other are read in one go: of a sealed segment each frame is unpacked once.

        Raises:
            Damaged: a line is not the one that was folded, or cannot be read.
        """
        places = list(zip(seqs, self.locator.places(seqs), strict=True))
        with Log(self.root.journal) as journal:
            for here in _neighbours(places):
                begin, end = here[0][1].offset, here[-1][1].offset + here[-1][1].length
                found = journal.lines(begin, end)
                for seq, place in here:
                    line = next(found, b"")
                    if event.leaf(line) != place.leaf:
                        raise self._changed(seq)
                    yield seq, line
        yield from ((seq, None) for seq, place in places if place is None)

    def _changed(self, seq: int) -> Damaged:
        return Damaged(f"Line {seq} of {self.root.journal} is not the one that the views were made from.", VERIFY)

    def _line(self, place: Place) -> bytes:
        """Return a line of the journal, which stays open from one to the next until it is sealed, or has grown."""
        number = self.root.journal.stat().st_ino if self.root.journal.exists() else 0
        if self._journal is not None and self._journal[0] == number:
            line = self._journal[1].read(place.offset, place.length)
            if len(line) == place.length:
                return line
        self._close_journal()
        self._journal = number, Log(self.root.journal)
        line = self._journal[1].read(place.offset, place.length)
        if len(line) != place.length:
            raise NotFound(f"{self.root.journal} has no line of {place.length} bytes at offset {place.offset}.")
        return line

    def _close_journal(self) -> None:
        if self._journal is not None:
            self._journal[1].close()
            self._journal = None

    def close(self) -> None:
        """Close all files."""
        self.facts.close()
        self._close_journal()
        self.records.close()
        if "terms" in self.__dict__:
            self.terms.close()
        if "locator" in self.__dict__:
            self.locator.close()

    def __enter__(self) -> Views:
        """Use the views for the length of a block."""
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Close all files.

        Raises:
            Stale: SQLite failed in the block, while it read the views: a disk that fails is no defect of ours.
        """
        self.close()
        # What has no code is our own misuse, but for text that is no UTF-8, of which Python tells.
        if isinstance(error, sqlite3.OperationalError) or (
            isinstance(error, sqlite3.DatabaseError) and hasattr(error, "sqlite_errorcode")
        ):
            raise explained(error, self.root) from error


def _neighbours(places: Iterable[tuple[int, Place | None]]) -> Iterator[list[tuple[int, Place]]]:
    """Yield the places of lines that lie one behind the other."""
    here: list[tuple[int, Place]] = []
    for seq, place in places:
        if place is None:
            continue
        if here and here[-1][1].offset + here[-1][1].length != place.offset:
            yield here
            here = []
        here.append((seq, place))
    if here:
        yield here


def explained(error: sqlite3.Error, root: DataRoot) -> Stale:
    """Return what to tell a person when SQLite fails while the views are read."""
    return database.unreadable(error, root.path)
