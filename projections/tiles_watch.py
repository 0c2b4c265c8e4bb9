"""Holding the Merkle tiles on the disk against the log: level 0 against its lines, the levels above against that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ledger import chain, merkle, tiles
from ledger.audit_part import Watch, Watched
from ledger.audit_report import Fault
from ledger.dataroot import DataRoot
from ledger.errors import Stale
from ledger.event import leaf
from ledger.log import Log
from ledger.merkle import HASH_SIZE
from projections.projection import Position
from projections.tiles import parsed_position, read_position, read_tile, width_of

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
            data = read_tile(self.directory, self.size, 0, index)
        except (OSError, Stale) as error:
            self._blame(index, f"cannot be read: {getattr(error, 'strerror', error)}")
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


def position_faults(root: DataRoot, directory: Path) -> tuple[Fault, ...]:
    """Return what is wrong with the note of how far the tiles have come; the log is known to be whole.

    Raises:
        Damaged, OSError: the log cannot be read there.
    """
    try:
        position = parsed_position(directory)
    except FileNotFoundError as error:
        # Without tiles nothing is missed: they were never made, or a first making of them was stopped.
        what = f"cannot be read: {error.strerror}" if (directory / "tile").exists() else ""
    except (OSError, ValueError) as error:
        what = f"cannot be used: {getattr(error, 'strerror', None) or error}"
    else:
        what = "" if _is_in_log(root, position) else "names a place that is none in the log"
    return (Fault("views", 0, None, what, 0, f"{_TILES}/position"),) if what else ()


def _is_in_log(root: DataRoot, position: Position) -> bool:
    if position.seq == 0:
        return position.offset == 0
    with Log(root.journal) as log:
        line = log.last_line(0, min(position.offset, log.end), partial=True)
    return (chain.own_seq(line), leaf(line).hex()) == (position.seq - 1, position.head)


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
        said = read_tile(directory, size, level, index)
    except (OSError, Stale) as error:
        return f"cannot be read: {getattr(error, 'strerror', error)}"
    first = index * tiles.WIDTH
    try:
        below = [read_tile(directory, size, level - 1, child) for child in range(first, first + width)]
    except (OSError, Stale):
        return ""  # that one is told of by itself
    derived = b"".join(merkle.subtree(tiles.split(tile)) for tile in below if len(tile) == tiles.WIDTH * HASH_SIZE)
    return "" if said == derived else "does not follow from the level below"


def _fault(level: int, index: int, width: int, what: str) -> Fault:
    span = 1 << tiles.HEIGHT * level
    first = index * tiles.WIDTH * span
    file = f"{_TILES}/{tiles.hash_tile_path(level, index, width)}"
    return Fault("views", first, None, what, first + width * span - 1, file)
