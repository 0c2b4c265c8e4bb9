"""The Merkle tree over the journal's lines (RFC 6962, section 2.1). Pure.

A frontier is what one must remember of a tree in order to go on growing it: the roots of its full
subtrees, largest first, one for each bit that is set in the number of leaves.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

HASH_SIZE = 32
_BLOCK = 256
EMPTY_ROOT = hashlib.sha256(b"").digest()
# Copying a begun hash costs half of beginning one.
_NODE_BEGUN = hashlib.sha256(b"\x01")


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right)."""
    digest = _NODE_BEGUN.copy()
    digest.update(left + right)
    return digest.digest()


def subtree(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of neighbouring hashes."""
    row = list(hashes)
    while len(row) > 1:
        row = [node(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


class Frontier:
    """The growing edge of a tree of `size` leaves."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        """Take up a tree where it stood.

        Raises:
            ValueError: the number of roots is not the number of bits set in `size`, or one is not 32 bytes.
        """
        if size < 0 or len(roots) != size.bit_count() or any(len(root) != HASH_SIZE for root in roots):
            raise ValueError(f"{len(roots)} hashes cannot be the frontier of a tree of {size} leaves")
        self.size = size
        self._roots = list(roots)

    @property
    def roots(self) -> tuple[bytes, ...]:
        """The roots of the full subtrees, largest first."""
        return tuple(self._roots)

    def append(self, leaf_hash: bytes) -> None:
        """Add one leaf, given its leaf hash (32 bytes)."""
        size = self.size
        while size & 1:
            leaf_hash = node(self._roots.pop(), leaf_hash)
            size >>= 1
        self._roots.append(leaf_hash)
        self.size += 1

    def extend(self, leaf_hashes: Sequence[bytes]) -> None:
        """Add leaves in order; many at once cost half of what they cost one by one."""
        at = 0
        while at < len(leaf_hashes):
            if self.size % _BLOCK or len(leaf_hashes) - at < _BLOCK:
                self.append(leaf_hashes[at])
                at += 1
            else:
                self.append_subtree(_BLOCK.bit_length() - 1, subtree(leaf_hashes[at : at + _BLOCK]))
                at += _BLOCK

    def append_subtree(self, level: int, root: bytes) -> None:
        """Add `1 << level` leaves at once, given the root over them.

        Raises:
            ValueError: they would not be a full subtree of the tree.
        """
        if self.size % (1 << level):
            raise ValueError(f"{1 << level} leaves behind {self.size} others are no subtree")
        size = self.size >> level
        while size & 1:
            root = node(self._roots.pop(), root)
            size >>= 1
        self._roots.append(root)
        self.size += 1 << level

    def root(self) -> bytes:
        """Return the RFC 6962 tree head hash, 32 bytes."""
        if not self._roots:
            return EMPTY_ROOT
        head = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            head = node(left, head)
        return head

    def copy(self) -> Frontier:
        """Return a frontier that can grow apart from this one."""
        return Frontier(self.size, self._roots)

    def spelled(self) -> str:
        """Return the hashes as one base64 string, largest subtree first."""
        return base64.b64encode(b"".join(self._roots)).decode("ascii")

    @classmethod
    def parse(cls, size: int, text: str) -> Frontier:
        """Return the frontier that `spelled` wrote.

        Raises:
            ValueError: the text is no base64, or not that of a frontier of this size.
        """
        raw = base64.b64decode(text, validate=True)
        if len(raw) != size.bit_count() * HASH_SIZE:
            raise ValueError(f"{len(raw)} bytes cannot be the frontier of a tree of {size} leaves")
        return cls(size, [raw[at : at + HASH_SIZE] for at in range(0, len(raw), HASH_SIZE)])
