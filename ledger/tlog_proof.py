"""One event proven offline: its place, its Merkle path and a checkpoint, as text (C2SP tlog-proof v1). Pure."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import msgspec

from ledger.merkle import HASH_SIZE
from ledger.note import Checkpoint, NoteError, Verifier, decode_base64, open_note
from ledger.proofs import ProofError, check_inclusion

_HEAD = "c2sp.org/tlog-proof@v1"


class TlogProof(msgspec.Struct, frozen=True):
    """That entry `index` is in the tree of the signed `checkpoint` (a whole note). `extra` is vouched for by nobody."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def spelled(self) -> str:
        """Return the text that `parse` reads."""
        extra = [f"extra {base64.b64encode(self.extra).decode()}"] if self.extra else []
        hashes = [base64.b64encode(each).decode() for each in self.path]
        return "\n".join([_HEAD, *extra, f"index {self.index}", *hashes, "", self.checkpoint])

    @classmethod
    def parse(cls, text: str) -> TlogProof:
        """Return the proof that a text holds; nothing of it is checked yet.

        Raises:
            ProofError: the text is malformed.
        """
        head, separator, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if not separator or lines[0] != _HEAD:
            raise ProofError(f"this is no proof: it does not begin with {_HEAD}")
        extra = b""
        rest = lines[1:]
        if rest and rest[0].startswith("extra "):
            extra = _decoded(rest.pop(0).removeprefix("extra "))
        return cls(_index(rest), _hashes(rest[1:]), checkpoint, extra)

    def check(self, leaf: bytes, verifier: Verifier) -> Checkpoint:
        """Check that a leaf hash is the entry at `index` under a checkpoint that `verifier` signed; return that.

        Raises:
            ProofError: the path does not lead to the root.
            NoteError: the checkpoint is malformed or not signed by this key.
        """
        checkpoint = Checkpoint.parse(open_note(self.checkpoint, verifier))
        if checkpoint.origin != verifier.name:
            raise NoteError(f"the checkpoint is of {checkpoint.origin}, not of {verifier.name}")
        check_inclusion(self.index, checkpoint.size, leaf, self.path, checkpoint.root)
        return checkpoint


def _index(lines: Sequence[str]) -> int:
    word, _, digits = lines[0].partition(" ") if lines else ("", "", "")
    plain = digits.isascii() and digits.isdigit() and digits == digits.lstrip("0").zfill(1)
    if word != "index" or not plain:
        raise ProofError("the line with the index is malformed")
    return int(digits)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    hashes = tuple(_decoded(line) for line in lines)
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError("a hash of the proof is not 32 bytes long")
    return hashes


def _decoded(text: str) -> bytes:
    try:
        return decode_base64(text)
    except NoteError as error:
        raise ProofError("a base64 line of the proof is malformed") from error
