"""The Merkle tree over the journal as tiles on the disk: what proofs are made from. A view, never trusted.

Files are only ever added or replaced by the same bytes, and the position is moved after them, once they are on the
disk: a crash in between, of the machine as well, costs the same work again. Partial tiles of earlier sizes are
removed once the position has passed them; they are views, and any proof for an earlier size can be made from later
tiles.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from ledger import durable, merkle, plain, tiles
from ledger.errors import Stale
from ledger.merkle import HASH_SIZE
from ledger.settling import Settling
from projections.database import REBUILD
from projections.projection import Folding, Position

VERSION = 1
_POSITION = "position"
_POSITION_TEXT = re.compile(r"(\d{1,9}) (\d{1,18}) (\d{1,18}) ([0-9a-f]{64})\n", re.ASCII)
_MOST_OF_A_POSITION = 1 << 8
_CACHED_TILES = 256


class TilesWriter:
    """Folds events into tiles. One at a time: the caller holds the views' lock."""

    def __init__(self, directory: Path, genesis: str, *, apart: bool = False) -> None:
        """Open the directory, or make one whose position is the beginning of the log.

        `apart` leaves it to the caller to make the files durable, once all is folded.

        Raises:
            Stale: it is of another version, or a tile that the position needs is gone.
        """
        self._directory = directory
        self._apart = apart
        self._written: list[Path] = []
        directory.mkdir(parents=True, exist_ok=True)
        known = directory / _POSITION
        self.position = read_position(directory) if known.is_file() else Position(0, 0, genesis)
        if not known.is_file():
            self._move(self.position)
        self._tails = _tails(directory, self.position.seq)
        self._leaves: list[bytes] = []

    def fold(self, events: list[Folding], position: Position, *, save: bool = True) -> None:
        """Take in a batch of events and move the position; without `save` with a later one."""
        self._leaves += (folding.leaf for folding in events)
        self.position = position
        if save:
            self._save()

    def _save(self) -> None:
        stale = self._partials()
        with Settling(self._directory) as settling:
            self._append(0, self._leaves)
            for level, (index, hashes) in enumerate(self._tails):
                if hashes:
                    self._write(level, index, hashes)
            settling.settle([] if self._apart else [str(path) for path in self._written])
        self._written.clear()
        self._leaves.clear()
        self._move(self.position)
        for path in stale - self._partials():
            path.unlink(missing_ok=True)

    def _append(self, level: int, hashes: list[bytes]) -> None:
        if level == len(self._tails):
            self._tails.append((0, []))
        index, tail = self._tails[level]
        tail = tail + hashes
        parents = []
        while len(tail) >= tiles.WIDTH:
            full, tail = tail[: tiles.WIDTH], tail[tiles.WIDTH :]
            self._write(level, index, full)
            parents.append(merkle.subtree(full))
            index += 1
        self._tails[level] = (index, tail)
        if parents:
            self._append(level + 1, parents)

    def _write(self, level: int, index: int, hashes: list[bytes]) -> None:
        path = self._directory / tiles.hash_tile_path(level, index, len(hashes))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(hashes))
        self._written.append(path)

    def _partials(self) -> set[Path]:
        return {
            self._directory / tiles.hash_tile_path(level, index, len(hashes))
            for level, (index, hashes) in enumerate(self._tails)
            if hashes
        }

    def _move(self, position: Position) -> None:
        self.position = position
        text = f"{VERSION} {position.seq} {position.offset} {position.head}\n"
        durable.replace(self._directory / _POSITION, text.encode("ascii"), locked=True)

    def finish(self) -> None:
        """Write what was not saved yet."""
        if self._leaves:
            self._save()

    def close(self) -> None:
        """Let go; nothing is held open between two folds."""


class TilesReader:
    """Gives the hashes of inner nodes out of the tiles."""

    def __init__(self, directory: Path) -> None:
        """Open the directory.

        Raises:
            Stale: it is missing or of another version.
        """
        self._directory = directory
        self.position = read_position(directory)
        # One proof asks the same few tiles again and again; up to this position they never change.
        self._cached = lru_cache(_CACHED_TILES)(self._tile)

    def node_at(self, level: int, index: int) -> bytes:
        """Return the hash of the full subtree over leaves `[index << level, (index + 1) << level)`.

        Raises:
            Stale: a tile is missing or too short.
        """
        try:
            return tiles.node_at(level, index, self._cached)
        except (OSError, LookupError) as error:
            raise Stale(f"A tile of {self._directory} is missing: {error}.", REBUILD) from error

    def _tile(self, level: int, index: int) -> bytes:
        return read_tile(self._directory, self.position.seq, level, index)


def read_position(directory: Path) -> Position:
    """Return how far the tiles have come.

    Raises:
        Stale: there is no position, or one of another version.
    """
    try:
        return parsed_position(directory)
    except PermissionError:
        raise
    except (OSError, ValueError) as error:
        raise Stale(f"The tiles in {directory} cannot be used: {error}.", REBUILD) from error


def parsed_position(directory: Path) -> Position:
    """Return how far the tiles have come, or fail as reading a file fails.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ValueError: it is of another version, or says nothing that we write.
    """
    text = plain.read(directory / _POSITION, _MOST_OF_A_POSITION).decode("ascii")
    match = _POSITION_TEXT.fullmatch(text)
    if match is None:
        raise ValueError("its position says nothing that we write")
    if int(match[1]) != VERSION:
        raise ValueError(f"they are of version {match[1]}")
    return Position(int(match[2]), int(match[3]), match[4])


def read_tile(directory: Path, size: int, level: int, index: int) -> bytes:
    """Return tile (level, index) of a tree of `size` leaves, perhaps out of the wider one that came in its place since.

    Raises:
        OSError: it cannot be read, or is longer than a tile.
        Stale: the position cannot be read.
    """
    now = size
    while True:
        path = directory / tiles.hash_tile_path(level, index, width_of(now, level, index))
        try:
            data = plain.read(path, tiles.WIDTH * HASH_SIZE)
        except FileNotFoundError:
            later = read_position(directory).seq
            if later <= now:
                raise
            now = later
        else:
            return data if now == size else data[: width_of(size, level, index) * HASH_SIZE]


def digest_of(directory: Path, size: int) -> str:
    """Return the SHA-256 over the names and bytes of all tiles of a tree of `size` leaves.

    Raises:
        Stale: a tile is missing.
    """
    digest = hashlib.sha256()
    for path in sorted(_paths_for(size)):
        try:
            data = plain.read(directory / path, tiles.WIDTH * HASH_SIZE)
        except OSError as error:
            raise Stale(f"The tile {directory / path} cannot be read: {error.strerror}.", REBUILD) from error
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def width_of(size: int, level: int, index: int) -> int:
    """Return how many hashes tile (level, index) has in a tree of `size` leaves."""
    return min(tiles.WIDTH, (size >> tiles.HEIGHT * level) - index * tiles.WIDTH)


def _paths_for(size: int) -> list[str]:
    """Return the names of all tiles of a tree of `size` leaves."""
    found: list[str] = []
    level = 0
    while count := size >> tiles.HEIGHT * level:
        found.extend(
            tiles.hash_tile_path(level, index, width_of(size, level, index))
            for index in range(-(-count // tiles.WIDTH))
        )
        level += 1
    return found


def _tails(directory: Path, size: int) -> list[tuple[int, list[bytes]]]:
    """Return, for each level, the first tile that is not full and the hashes in it."""
    found: list[tuple[int, list[bytes]]] = []
    level = 0
    while count := size >> tiles.HEIGHT * level:
        index, width = divmod(count, tiles.WIDTH)
        hashes: list[bytes] = []
        if width:
            path = directory / tiles.hash_tile_path(level, index, width)
            try:
                hashes = tiles.split(plain.read(path, tiles.WIDTH * HASH_SIZE))
            except OSError as error:
                raise Stale(f"The tile {path} cannot be read: {error.strerror}.", REBUILD) from error
            if len(hashes) != width or len(hashes[-1]) != HASH_SIZE:
                raise Stale(f"The tile {path} is not whole.", REBUILD)
        found.append((index, hashes))
        level += 1
    return found
