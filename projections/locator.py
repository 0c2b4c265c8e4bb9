"""The ground of every citation (LMDB): where an event lies in the journal, and which events tell of a record.

Keys: `e<seq>` -> offset, length, leaf hash; `r<hash of record id><seq>` -> nothing (its presence says
that the event tells of the record); `f<seq>` -> the frame that a derived fact cites; `position`.
Numbers are big-endian, so that keys sort by them.

LMDB's own lock file is not used: the writer holds our lock, and a reader must not write one byte. A
reader therefore checks, after it has read, that no commit came in between that could have reused the
pages it saw, and reads again if one did.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import lmdb
import msgspec

from ledger import chain, durable
from ledger.errors import Stale, WriteFailed
from projections import environments
from projections.database import REBUILD
from projections.pairs import PLACE, SEQ, Pairs, record_key
from projections.projection import Folding, Position

VERSION = 1
_POSITION = struct.Struct(">IQQ32s")
_POSITION_KEY = b"position"
_MOST_OFFSET = 1 << 62
_RETRIES = 50

T = TypeVar("T")


class Place(msgspec.Struct, frozen=True):
    """Where an event lies: byte offset and length of its line in the journal, and the line's leaf hash."""

    offset: int
    length: int
    leaf: bytes


class LocatorWriter:
    """Folds events into the locator. One at a time: the caller holds the views' lock."""

    def __init__(self, path: Path, genesis: str, *, apart: bool = False) -> None:
        """Open the file, or make one whose position is the beginning of the log.

        `apart` says that it is thrown away unless all that is to be folded was folded.

        Raises:
            Stale: the file is of another version, or no LMDB file.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._pairs = Pairs()
        if not path.is_file():  # LMDB would wait for ever at a pipe
            _begin(path, genesis)
        self._environment = environments.opened(path, readonly=False, sync=not apart)
        with self._environment.begin() as reading:
            known = reading.get(_POSITION_KEY)
        if known:
            self.position = _parse_position(path, bytes(known))
        else:
            self.fold([], Position(0, 0, genesis))

    def fold(self, events: Iterable[Folding], position: Position, *, save: bool = True) -> None:
        """Take in a batch of events and move the position, in one transaction; without `save` in a later one."""
        self._pairs.add(events)
        self.position = position
        if save:
            self._save()

    def _save(self) -> None:
        while not self._write(self.position):
            self._environment.set_mapsize(self._environment.info()["map_size"] * 2)
        self._pairs.clear()

    def _write(self, position: Position) -> bool:
        try:
            with _failing_as_told(self._path), self._environment.begin(write=True) as writing:
                writing.cursor().putmulti(self._pairs.in_order())
                writing.put(_POSITION_KEY, _packed(position))
        except lmdb.MapFullError:
            return False
        if self._path.stat().st_size < (least := environments.least_size(self._environment)):
            os.truncate(self._path, least)  # pages that were given out and back again inside it are not written
        return True

    def finish(self) -> None:
        """Write what was not saved yet. What is kept apart is made durable by the caller."""
        if self._pairs:
            self._save()

    def close(self) -> None:
        """Close the file."""
        self._environment.close()


def _begin(path: Path, genesis: str) -> None:
    """Make the file, and give it its name once it is one of LMDB's: a crash in between would leave a part of one."""
    unnamed = durable.temporary_beside(path, "new")
    unnamed.unlink(missing_ok=True)
    with (
        closing(environments.opened(unnamed, readonly=False)) as environment,
        _failing_as_told(path),
        environment.begin(write=True) as writing,
    ):
        writing.put(_POSITION_KEY, _packed(Position(0, 0, genesis)))
    durable.rename(unnamed, path)


@contextmanager
def _failing_as_told(path: Path) -> Iterator[None]:
    """Say in words that a disk refused what LMDB writes to it; that its map is full is for the caller to mend."""
    try:
        yield
    except lmdb.MapFullError:
        raise
    except lmdb.Error as error:
        raise WriteFailed(
            f"The view {path} cannot be written: {error}.",
            "Free or repair the disk and run the same command again; the log holds everything that was committed.",
        ) from error


def _packed(position: Position) -> bytes:
    return _POSITION.pack(VERSION, position.seq, position.offset, bytes.fromhex(position.head))


class LocatorReader:
    """Looks things up in the locator; writes nothing, not even a lock."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            Stale: it is missing, of another version, or no LMDB file.
        """
        if not path.is_file():
            raise Stale(f"The view {path} is not there.", REBUILD)
        self._path = path
        self._key, self._environment = environments.shared(path)
        known = self._get(_POSITION_KEY)
        if known is None:
            raise Stale(f"The view {path} is empty.", REBUILD)
        self.position = _parse_position(path, known)

    def place(self, seq: int) -> Place | None:
        """Return where an event lies, or None where there is no such event.

        Raises:
            Stale: what the view says is no place in a log.
        """
        return self._place(self._get(b"e" + SEQ.pack(seq)))

    def places(self, seqs: Sequence[int]) -> list[Place | None]:
        """Return where each of some events lies, or None where there is no such event.

        Raises:
            Stale: what the view says is no place in a log.
        """
        keys = [b"e" + SEQ.pack(seq) for seq in seqs]

        def scan(reading: lmdb.Transaction) -> list[bytes | None]:
            return [None if (found := reading.get(key)) is None else bytes(found) for key in keys]

        return [self._place(found) for found in self._read(scan)]

    def _place(self, found: bytes | None) -> Place | None:
        if found is None:
            return None
        if len(found) != PLACE.size:
            raise self._damaged()
        place = Place(*PLACE.unpack(found))
        # A view can say anything. What is asked of a file must be something that a log can have.
        if place.offset > _MOST_OFFSET or not 0 < place.length <= chain.MAX_LINE:
            raise self._damaged()
        return place

    def frame_of(self, seq: int) -> str | None:
        """Return the frame that a derived event cites, or None.

        Raises:
            Stale: what the view says is no text.
        """
        found = self._get(b"f" + SEQ.pack(seq))
        try:
            return found.decode("utf-8", "surrogatepass") if found is not None else None
        except UnicodeDecodeError as error:
            raise self._damaged() from error

    def events_of(self, record: str) -> list[int]:
        """Return the numbers of the events that tell of a record, in order."""
        key = record_key(record)

        def scan(reading: lmdb.Transaction) -> list[bytes]:
            cursor = reading.cursor()
            found = []
            alive = cursor.set_range(key)
            while alive and bytes(cursor.key()).startswith(key):
                found.append(bytes(cursor.key())[len(key) :])
                alive = cursor.next()
            return found

        numbers = self._read(scan)
        if any(len(number) != SEQ.size for number in numbers):
            raise self._damaged()
        return [int.from_bytes(number) for number in numbers]

    def first_events(self, records: Sequence[str]) -> list[int | None]:
        """Return the number of the first event that tells of each of some records; None where none does."""
        keys = [record_key(record) for record in records]

        def scan(reading: lmdb.Transaction) -> list[bytes | None]:
            cursor = reading.cursor()
            found = ((key, bytes(cursor.key()) if cursor.set_range(key) else b"") for key in keys)
            return [at[len(key) :] if at.startswith(key) else None for key, at in found]

        numbers = self._read(scan)
        if any(number is not None and len(number) != SEQ.size for number in numbers):
            raise self._damaged()
        return [None if number is None else int.from_bytes(number) for number in numbers]

    def digest(self) -> str:
        """Return the SHA-256 over all pairs but the position, in key order."""

        def scan(reading: lmdb.Transaction) -> str:
            digest = hashlib.sha256()
            for key, value in reading.cursor():
                if key != _POSITION_KEY:
                    digest.update(struct.pack(">II", len(key), len(value)) + key + value)
            return digest.hexdigest()

        return self._read(scan)

    def _get(self, key: bytes) -> bytes | None:
        found = self._read(lambda reading: reading.get(key))
        return None if found is None else bytes(found)

    def _read(self, look: Callable[[lmdb.Transaction], T]) -> T:
        for _ in range(_RETRIES):
            try:
                with self._environment.begin(buffers=False) as reading:
                    found = look(reading)
                    if self._environment.info()["last_txnid"] == reading.id():
                        return found
            except lmdb.Error as error:
                raise self._damaged() from error
        raise Stale(f"The view {self._path} is being rewritten all the time.", "Try again in a moment.")

    def _damaged(self) -> Stale:
        return Stale(f"The view {self._path} is damaged.", REBUILD)

    def close(self) -> None:
        """Close the file, unless another reader in this process still uses it."""
        environments.release(self._key)


def _parse_position(path: Path, packed: bytes) -> Position:
    if len(packed) != _POSITION.size or packed[:4] != struct.pack(">I", VERSION):
        raise Stale(f"The view {path} was made by another version of autocapture.", REBUILD)
    _, seq, offset, head = _POSITION.unpack(packed)
    return Position(seq, offset, head.hex())
