"""Merkle proofs: that a leaf, or an earlier state, is part of a tree, shown with a handful of hashes. Pure.

Trees and proofs of single leaves and of earlier states: RFC 9162, section 2.1 (the same as RFC 6962's).
Subtrees `[start, end)`, as the draft of Merkle tree certificates defines them: `start` is a multiple of
the least power of two that is not below `end - start`. A proof is a tuple of 32-byte hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledger.merkle import EMPTY_ROOT, HASH_SIZE, node

NodeAt = Callable[[int, int], bytes]
"""Gives the hash of the full subtree over leaves `[index << level, (index + 1) << level)`."""


class ProofError(ValueError):
    """The proof does not show what it is said to show."""


def inclusion(index: int, size: int, node_at: NodeAt) -> tuple[bytes, ...]:
    """Return the proof that leaf `index` is in the tree of `size` leaves.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    return tuple(_path(index, 0, size, node_at))


def consistency(size1: int, size2: int, node_at: NodeAt) -> tuple[bytes, ...]:
    """Return the proof that the tree of `size1` leaves is the beginning of the tree of `size2`.

    Raises:
        ValueError: the first is not the smaller one.
    """
    if not 0 <= size1 <= size2:
        raise ValueError(f"a tree of {size1} leaves is not the beginning of one of {size2}")
    if size1 in (0, size2):
        return ()
    return tuple(_subproof(size1, 0, size2, node_at, whole=True))


def root_of(start: int, end: int, node_at: NodeAt) -> bytes:
    """Return the root over leaves `[start, end)`; `start` must be a multiple of a power of two that spans them."""
    if start == end:
        return EMPTY_ROOT
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node_at(level, start >> level)
    middle = start + _split(size)
    return node(root_of(start, middle, node_at), root_of(middle, end, node_at))


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf hash stands at `index` in the tree of `size` leaves with this root.

    Raises:
        ProofError: the proof does not show it.
    """
    check_subtree_inclusion(index, 0, size, leaf, proof, root)


def check_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree of `size1` leaves with `root1` is the beginning of that of `size2` with `root2`.

    Raises:
        ProofError: the proof does not show it.
    """
    if size1 == 0 and size2 == 0 and root2 != EMPTY_ROOT:
        raise ProofError("the second root is not that of the empty tree")
    if size1 == 0 < size2:
        _check_sizes((root2,))
    check_subtree_consistency(0, size1, size2, root1, root2, proof)


def check_subtree_inclusion(index: int, start: int, end: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf hash stands at `index` in the subtree `[start, end)` with this root.

    Raises:
        ProofError: the proof does not show it.
    """
    _check_subtree(start, end)
    _check_sizes((leaf, root, *proof))
    if not start <= index < end:
        raise ProofError(f"leaf {index} is not among leaves {start} to {end - 1}")
    first, last, found = index - start, end - start - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if first & 1 or first == last:
            found = node(sibling, found)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found = node(found, sibling)
        first, last = first >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    if found != root:
        raise ProofError("the proof leads to another root")


def check_subtree_consistency(
    start: int, end: int, size: int, subroot: bytes, root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the subtree `[start, end)` with `subroot` is part of the tree of `size` leaves with `root`.

    An empty subtree is part of every tree; equal trees need no proof.

    Raises:
        ProofError: the proof does not show it.
    """
    if not 0 <= start <= end <= size:
        raise ProofError(f"the subtree [{start}, {end}) is no part of a tree of {size} leaves")
    if start == end or (start, end) == (0, size):
        if proof or subroot != (EMPTY_ROOT if start == end else root):
            raise ProofError("the roots differ, or there is a proof where none is needed")
        return
    _check_subtree(start, end)
    _check_sizes((subroot, root, *proof))
    first, inner, last = start, end - 1, size - 1
    while first != inner and (inner == last or inner & 1):
        first, inner, last = first >> 1, inner >> 1, last >> 1
    rest = list(proof)
    if first == inner:
        found_sub = found = subroot
    elif rest:
        found_sub = found = rest.pop(0)
    else:
        raise ProofError("the proof is empty")
    for sibling in rest:
        if last == 0:
            raise ProofError("the proof is too long")
        if inner & 1 or inner == last:
            if first < inner:
                found_sub = node(sibling, found_sub)
            found = node(sibling, found)
            while not inner & 1 and inner:
                first, inner, last = first >> 1, inner >> 1, last >> 1
        else:
            found = node(found, sibling)
        first, inner, last = first >> 1, inner >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    if found_sub != subroot or found != root:
        raise ProofError("the proof leads to another root")


def _check_subtree(start: int, end: int) -> None:
    if not 0 <= start < end or start % (1 << (end - start - 1).bit_length()):
        raise ProofError(f"leaves {start} to {end - 1} are no subtree")


def _check_sizes(hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError(f"a hash is not {HASH_SIZE} bytes long")


def _split(size: int) -> int:
    """Return the largest power of two below `size` (RFC 9162, 2.1.1)."""
    return 1 << (size - 1).bit_length() - 1


def _path(index: int, start: int, end: int, node_at: NodeAt) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node_at), root_of(middle, end, node_at)]
    return [*_path(index, middle, end, node_at), root_of(start, middle, node_at)]


def _subproof(size: int, start: int, end: int, node_at: NodeAt, *, whole: bool) -> list[bytes]:
    if size == end - start:
        return [] if whole else [root_of(start, end, node_at)]
    split = _split(end - start)
    middle = start + split
    if size <= split:
        return [*_subproof(size, start, middle, node_at, whole=whole), root_of(middle, end, node_at)]
    return [*_subproof(size - split, middle, end, node_at, whole=False), root_of(start, middle, node_at)]
