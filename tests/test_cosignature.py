"""Cosignatures and offline proofs: round trips, and every bit that must count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger import proofs
from ledger.cosignature import Witness, cosign, cosigned_at
from ledger.event import leaf
from ledger.merkle import Frontier, node
from ledger.note import Checkpoint, NoteError, Signer, open_note, sign
from ledger.proofs import ProofError
from ledger.tlog_proof import TlogProof

LOG = Signer.generate("example.com/log")
WITNESS = Signer.generate("witness.example.com/w1")
LINES = [b"line %d\n" % number for number in range(11)]


def _checkpoint() -> str:
    frontier = Frontier()
    for line in LINES:
        frontier.append(leaf(line))
    return sign(Checkpoint(LOG.name, len(LINES), frontier.root()).text(), LOG)


def _node_at(level: int, index: int) -> bytes:
    if level == 0:
        return leaf(LINES[index])
    return node(_node_at(level - 1, 2 * index), _node_at(level - 1, 2 * index + 1))


def _proof(index: int) -> TlogProof:
    return TlogProof(index, proofs.inclusion(index, len(LINES), _node_at), _checkpoint(), b"where it came from")


def test_cosigned_checkpoint_is_still_the_logs_and_tells_the_time() -> None:
    note = cosign(_checkpoint(), WITNESS, 1_679_315_147)
    assert open_note(note, LOG.verifier) == Checkpoint.parse(open_note(note, LOG.verifier)).text()
    assert cosigned_at(note, Witness.of(WITNESS)) == 1_679_315_147
    assert cosigned_at(cosign(note, WITNESS, 1_700_000_000), Witness.of(WITNESS)) == 1_700_000_000


def test_witness_key_round_trips_and_is_no_log_key() -> None:
    witness = Witness.of(WITNESS)
    assert Witness.parse(witness.spelled()) == witness
    with pytest.raises(NoteError):
        Witness.parse(WITNESS.verifier.spelled())


def test_published_example_of_a_key_hash_differs_by_type() -> None:
    assert Witness.of(WITNESS).key_hash != WITNESS.verifier.key_hash


def test_plain_signature_of_the_witness_is_no_cosignature() -> None:
    text = open_note(_checkpoint(), LOG.verifier)
    with pytest.raises(NoteError):
        cosigned_at(sign(text, WITNESS), Witness.of(WITNESS))


@given(bit=st.integers(0, 8 * 76 - 1))
def test_each_flipped_bit_of_a_cosignature_spoils_it(bit: int) -> None:
    import base64

    note = cosign(_checkpoint(), WITNESS, 1_679_315_147)
    head, _, encoded = note.rstrip("\n").rpartition(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NoteError):
        cosigned_at(f"{head} {base64.b64encode(raw).decode()}\n", Witness.of(WITNESS))


@given(index=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1))
def test_offline_proof_shows_its_own_line_and_no_other(index: int, other: int) -> None:
    proof = TlogProof.parse(_proof(index).spelled())
    assert proof == _proof(index)
    assert proof.check(leaf(LINES[index]), LOG.verifier).size == len(LINES)
    if other != index:
        with pytest.raises(ProofError):
            proof.check(leaf(LINES[other]), LOG.verifier)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("tlog-proof@v1", "tlog-proof@v2"),
        lambda text: text.replace("index 4", "index 04"),
        lambda text: text.replace("index 4", "index 5"),
        lambda text: text.replace("\n\n", "\nAAAA\n\n", 1),
        lambda text: text.replace("index 4\n", ""),
        lambda text: text[: len(text) // 3],
    ],
)
def test_changed_proof_text_is_refused(change: object) -> None:
    assert callable(change)
    changed = change(_proof(4).spelled())
    with pytest.raises((ProofError, NoteError)):
        TlogProof.parse(changed).check(leaf(LINES[4]), LOG.verifier)


def test_every_flipped_bit_of_a_proof_is_refused() -> None:
    """Also those that base64 leaves unused: a hash has one spelling."""
    data = replace(_proof(4), extra=b"").spelled().encode()
    for at, byte in enumerate(data):
        for bit in range(8):
            changed = data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
            with pytest.raises((ProofError, NoteError, UnicodeDecodeError)):
                TlogProof.parse(changed.decode()).check(leaf(LINES[4]), LOG.verifier)


def test_proof_under_another_logs_checkpoint_is_refused() -> None:
    with pytest.raises(NoteError):
        _proof(4).check(leaf(LINES[4]), Signer.generate(LOG.name).verifier)
