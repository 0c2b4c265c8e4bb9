"""Tiles: the Merkle tree cut into files of at most 256 hashes, as C2SP tlog-tiles lays them out. Pure.

Tile `(level, index)` holds the hashes of the full subtrees over leaves `[n << 8 * level, …)` for `n` from
`index * 256` on. A tile that is not full yet is kept under the number of hashes in it, its width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledger.merkle import HASH_SIZE, subtree

HEIGHT = 8
WIDTH = 1 << HEIGHT
_MAX_ENTRY = 0xFFFF

TileAt = Callable[[int, int], bytes]
"""Gives the bytes of tile (level, index): full, or the widest partial there is."""


def hash_tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Return `tile/<level>/<index>` with the index in groups of three digits, `.p/<width>` where it is not full."""
    return f"tile/{level}/{_spelled(index, width)}"


def entries_path(index: int, width: int = WIDTH) -> str:
    """Return `tile/entries/<index>`, `.p/<width>` where the bundle is not full."""
    return f"tile/entries/{_spelled(index, width)}"


def _spelled(index: int, width: int) -> str:
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return path if width == WIDTH else f"{path}.p/{width}"


def bundle(entries: Sequence[bytes]) -> bytes:
    """Return an entry bundle: each entry behind its length, two bytes, big-endian.

    Raises:
        ValueError: an entry is longer than 65,535 bytes, which the format cannot carry.
    """
    if any(len(entry) > _MAX_ENTRY for entry in entries):
        raise ValueError(f"an entry is longer than the {_MAX_ENTRY} bytes that a bundle can carry")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def split(tile: bytes) -> list[bytes]:
    """Return the hashes in a tile."""
    return [tile[at : at + HASH_SIZE] for at in range(0, len(tile), HASH_SIZE)]


def node_at(level: int, index: int, tile_at: TileAt) -> bytes:
    """Return the hash of the full subtree over leaves `[index << level, (index + 1) << level)`, out of its tile.

    Raises:
        LookupError: the tile does not reach that far.
    """
    tile_level, height = divmod(level, HEIGHT)
    first = index << height
    tile = tile_at(tile_level, first >> HEIGHT)
    begin = (first % WIDTH) * HASH_SIZE
    end = begin + (HASH_SIZE << height)
    if len(tile) < end:
        raise LookupError(f"tile {tile_level}/{first >> HEIGHT} has no hash {first % WIDTH + (1 << height) - 1}")
    return subtree(split(tile[begin:end]))
