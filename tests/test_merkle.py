"""The Merkle tree: RFC 6962's own numbers, a naive tree beside ours, and the checkpoints of a published log."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.event import leaf
from ledger.merkle import EMPTY_ROOT, Frontier, node
from ledger.note import Checkpoint, NoteError, Signer, Verifier, open_note, sign

PUBLISHED = Path(__file__).resolve().parent.parent.parent / "shared" / "vectors" / "tessera-log"
ENTRIES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eit"),
    *("nain", "ten", "ileven", "twelf", "threeten", "fourten", "fivten"),
)
VERIFIER = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
# A published key for tests: no secret.
SIGNER = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"

# The tree that certificate transparency's implementations share: eight leaves, and the root after each.
EIGHT = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]


def _naive(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962, section 2.1, defines it: split at the largest power of two below the size."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + _naive(leaves[:split]) + _naive(leaves[split:])).digest()


def _grown(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for each in leaves:
        frontier.append(each)
    return frontier


def _numbered(size: int) -> list[bytes]:
    return [leaf(b"%d\n" % number) for number in range(size)]


def test_eight_leaves_have_the_published_roots() -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT == hashlib.sha256(b"").digest()
    for data, root in EIGHT:
        frontier.append(leaf(bytes.fromhex(data)))
        assert frontier.root().hex() == root


def test_leaf_and_node_are_told_apart_by_their_first_byte() -> None:
    assert leaf(b"ab") == hashlib.sha256(b"\x00ab").digest()
    assert node(b"a", b"b") == hashlib.sha256(b"\x01ab").digest()


@given(st.integers(0, 300))
def test_root_of_any_size_is_the_naive_one(size: int) -> None:
    leaves = _numbered(size)
    assert _grown(leaves).root() == _naive(leaves)


@given(st.integers(0, 200), st.integers(0, 60))
def test_frontier_taken_up_again_grows_like_the_first(size: int, more: int) -> None:
    leaves = _numbered(size + more)
    first = _grown(leaves[:size])
    again = Frontier.parse(size, first.spelled())
    assert (again.size, again.roots) == (first.size, first.roots)
    for each in leaves[size:]:
        again.append(each)
    assert again.root() == _naive(leaves)


def test_copy_grows_apart() -> None:
    frontier = _grown(_numbered(5))
    copy = frontier.copy()
    copy.append(leaf(b"x"))
    assert (frontier.size, frontier.root()) == (5, _naive(_numbered(5)))
    assert copy.size == 6


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (3, ""),
        (3, base64.b64encode(bytes(32)).decode()),
        (2, base64.b64encode(bytes(31)).decode()),
        (2, base64.b64encode(bytes(64)).decode()),
        (-2, base64.b64encode(bytes(32)).decode()),
        (1, "!" * 44),
        (1, "é" * 44),
    ],
)
def test_frontier_that_does_not_fit_its_size_is_refused(size: int, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Frontier.parse(size, text)


# ---------------------------------------------------------------- a published log


def _checkpoint(size: int) -> str:
    path = PUBLISHED / f"checkpoint.{size}"
    if not path.is_file():
        pytest.skip(f"the published log is not at {PUBLISHED}")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", range(16))
def test_published_checkpoint_has_our_root_and_a_signature_we_accept(size: int) -> None:
    text = open_note(_checkpoint(size), Verifier.parse(VERIFIER))
    checkpoint = Checkpoint.parse(text)
    root = _grown([leaf(entry.encode()) for entry in ENTRIES[:size]]).root()
    assert checkpoint == Checkpoint("example.com/log/testdata", size, root)
    assert checkpoint.text() == text


@pytest.mark.parametrize("size", range(16))
def test_published_key_signs_the_published_bytes(size: int) -> None:
    signer = Signer.parse(SIGNER)
    assert signer.verifier.spelled() == VERIFIER
    root = _grown([leaf(entry.encode()) for entry in ENTRIES[:size]]).root()
    assert sign(Checkpoint(signer.name, size, root).text(), signer) == _checkpoint(size)


def test_published_checkpoint_with_any_bit_changed_is_refused() -> None:
    data = _checkpoint(15).encode()
    key = Verifier.parse(VERIFIER)
    for at, byte in enumerate(data):
        for bit in range(8):
            changed = data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
            with pytest.raises((NoteError, UnicodeDecodeError)):
                Checkpoint.parse(open_note(changed.decode(), key))
