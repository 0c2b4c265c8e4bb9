"""Merkle proofs: the published cases, and proofs of our own making checked by our own checks."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import proofs
from ledger.event import leaf
from ledger.merkle import Frontier, node
from ledger.proofs import ProofError

VECTORS = Path(__file__).resolve().parent.parent.parent / "shared" / "vectors" / "merkle"


def _hashes(case: dict[str, Any], *names: str) -> list[bytes]:
    return [base64.b64decode(case[name]) for name in names]


def _proof(case: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(each) for each in case.get("proof") or []]


def _inclusion(case: dict[str, Any]) -> None:
    leaf, root = _hashes(case, "leafHash", "root")
    proofs.check_inclusion(case["leafIdx"], case["treeSize"], leaf, _proof(case), root)


def _consistency(case: dict[str, Any]) -> None:
    root1, root2 = _hashes(case, "root1", "root2")
    proofs.check_consistency(case["size1"], case["size2"], root1, root2, _proof(case))


def _subtree_inclusion(case: dict[str, Any]) -> None:
    leaf, root = _hashes(case, "leafHash", "root")
    proofs.check_subtree_inclusion(case["leafIdx"], case["start"], case["end"], leaf, _proof(case), root)


def _subtree_consistency(case: dict[str, Any]) -> None:
    subroot, root = _hashes(case, "root1", "root2")
    proofs.check_subtree_consistency(case["start"], case["end"], case["size"], subroot, root, _proof(case))


FAMILIES: dict[str, Callable[[dict[str, Any]], None]] = {
    "inclusion": _inclusion,
    "consistency": _consistency,
    "subtreeinclusion": _subtree_inclusion,
    "subtreeconsistency": _subtree_consistency,
}


def _cases(family: str) -> list[Path]:
    return sorted((VECTORS / family).rglob("*.json"))


def test_all_published_cases_are_judged_as_published() -> None:
    if not VECTORS.is_dir():
        pytest.skip(f"the published vectors are not at {VECTORS}")
    judged = 0
    for family, check in FAMILIES.items():
        for path in _cases(family):
            case = json.loads(path.read_text())
            judged += 1
            if case["wantErr"]:
                with pytest.raises(ProofError):
                    check(case)
            else:
                check(case)
    assert judged == 518


def _nodes(leaves: list[bytes]) -> proofs.NodeAt:
    def node_at(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        return node(node_at(level - 1, 2 * index), node_at(level - 1, 2 * index + 1))

    return node_at


def _root(leaves: list[bytes]) -> bytes:
    frontier = Frontier()
    for each in leaves:
        frontier.append(each)
    return frontier.root()


LEAVES = [leaf(b"line %d\n" % number) for number in range(70)]


@given(size=st.integers(1, 70), data=st.data())
def test_our_inclusion_proofs_hold_and_fail_for_any_other_leaf(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    proof = proofs.inclusion(index, size, _nodes(LEAVES))
    root = _root(LEAVES[:size])
    proofs.check_inclusion(index, size, LEAVES[index], proof, root)
    if other != index:
        with pytest.raises(ProofError):
            proofs.check_inclusion(index, size, LEAVES[other], proof, root)


@given(size2=st.integers(0, 70), data=st.data())
def test_our_consistency_proofs_hold_and_fail_for_a_rewritten_beginning(size2: int, data: st.DataObject) -> None:
    size1 = data.draw(st.integers(0, size2))
    proof = proofs.consistency(size1, size2, _nodes(LEAVES))
    proofs.check_consistency(size1, size2, _root(LEAVES[:size1]), _root(LEAVES[:size2]), proof)
    if size1:
        rewritten = [LEAVES[-1], *LEAVES[1:size1]]
        with pytest.raises(ProofError):
            proofs.check_consistency(size1, size2, _root(rewritten), _root(LEAVES[:size2]), proof)


@given(size=st.integers(0, 70))
def test_the_root_over_a_range_is_the_frontier_root(size: int) -> None:
    assert proofs.root_of(0, size, _nodes(LEAVES)) == _root(LEAVES[:size])
