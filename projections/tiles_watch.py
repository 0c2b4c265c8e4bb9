"""Holding the Merkle tiles on the disk against the log: level 0 against its lines, the levels above against that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ledger import merkle, tiles
from ledger.audit_part import Watch, Watched
from ledger.audit_report import Fault
from ledger.errors import Stale
from ledger.merkle import HASH_SIZE
from projections.tiles import read_position, width_of

_TILES = "index/tiles"


def watch(directory: Path) -> Watch | None:
    """Return what makes an audit follow the tiles of a directory; None where there are none that can be read."""
    try:
        size = read_position(directory).seq
    except (Stale, OSError):
        return None
    return partial(TilesWatch, directory, size)


@dataclass(slots=True)
class TilesWatch(Watched):
    """Compares the leaf hashes of a stretch, from event `seq` on, with the tiles of level 0."""

    directory: Path
    size: int
    seq: int
    _tile: int = -1
    _hashes: bytes = b""
    _wrong: dict[int, str] | None = None

    def append(self, leaf_hash: bytes) -> None:
        """Compare the next leaf."""
        seq, self.seq = self.seq, self.seq + 1
        if seq >= self.size:
            return
        index, place = divmod(seq, tiles.WIDTH)
        if index != self._tile:
            self._tile, self._hashes = index, self._read(index)
        at = place * HASH_SIZE
        if self._hashes and self._hashes[at : at + HASH_SIZE] != leaf_hash:
            self._blame(index, "has another hash than the journal's line")

    def either(self, leaf_hash: bytes, other: bytes) -> None:  # noqa: ARG002 - the name of the protocol
        """Pass: the logs are damaged, and nothing is said of views."""
        self.seq += 1

    def skip(self, count: int) -> None:
        """Pass."""
        self.seq += count

    def _read(self, index: int) -> bytes:
        width = width_of(self.size, 0, index)
        try:
            data = (self.directory / tiles.hash_tile_path(0, index, width)).read_bytes()
        except OSError as error:
            self._blame(index, f"cannot be read: {error.strerror}")
            return b""
        if len(data) != width * HASH_SIZE:
            self._blame(index, "has another length than its name says")
            return b""
        return data

    def _blame(self, index: int, what: str) -> None:
        self._wrong = self._wrong or {}
        self._wrong.setdefault(index, what)

    def faults(self) -> tuple[Fault, ...]:
        """Return each tile that is not what the lines give."""
        return tuple(
            _fault(0, index, width_of(self.size, 0, index), what) for index, what in sorted((self._wrong or {}).items())
        )


def inner_faults(directory: Path) -> tuple[Fault, ...]:
    """Return each tile of a level above 0 that does not follow from the level below. Reads every tile once.

    Raises:
        Stale: there are no tiles, or others than we know.
    """
    size, found, level = read_position(directory).seq, [], 1
    while count := size >> tiles.HEIGHT * level:
        for index in range(-(-count // tiles.WIDTH)):
            what = _wrong(directory, size, level, index)
            if what:
                found.append(_fault(level, index, width_of(size, level, index), what))
        level += 1
    return tuple(found)


def _wrong(directory: Path, size: int, level: int, index: int) -> str:
    width = width_of(size, level, index)
    try:
        said = (directory / tiles.hash_tile_path(level, index, width)).read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    first = index * tiles.WIDTH
    try:
        below = [
            (directory / tiles.hash_tile_path(level - 1, child)).read_bytes() for child in range(first, first + width)
        ]
    except OSError:
        return ""  # that one is told of by itself
    derived = b"".join(merkle.subtree(tiles.split(tile)) for tile in below if len(tile) == tiles.WIDTH * HASH_SIZE)
    return "" if said == derived else "does not follow from the level below"


def _fault(level: int, index: int, width: int, what: str) -> Fault:
    span = 1 << tiles.HEIGHT * level
    first = index * tiles.WIDTH * span
    file = f"{_TILES}/{tiles.hash_tile_path(level, index, width)}"
    return Fault("views", first, None, what, first + width * span - 1, file)
