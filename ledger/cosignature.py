"""Cosignatures: somebody else's word, at a time, that a checkpoint grew out of what they saw before. Pure.

C2SP tlog-cosignature, the Ed25519 type (0x04): a signature line of the note whose signature is 8 bytes of
POSIX seconds, big-endian, and 64 of Ed25519 over `cosignature/v1 LF time <seconds> LF <note text>`.
"""

from __future__ import annotations

import base64
import hashlib

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.note import NoteError, Signer, check_name, decode_base64, signature_lines

_ALGORITHM = b"\x04"
_TIME_SIZE = 8
_SIGNATURE_SIZE = 64
_MAX_SECONDS = (1 << 63) - 1


class Witness(msgspec.Struct, frozen=True):
    """A cosigner's name and public Ed25519 key."""

    name: str
    public: bytes

    @classmethod
    def of(cls, signer: Signer) -> Witness:
        """Return the public half of a key that cosigns. Such a key signs nothing else."""
        return cls(signer.name, signer.verifier.public)

    @classmethod
    def parse(cls, text: str) -> Witness:
        """Return the key that a line `<name>+<8 hex digits>+<base64>` holds.

        Raises:
            NoteError: it is malformed, of another type, or its hash does not match.
        """
        name, _, rest = text.strip().partition("+")
        check_name(name)
        digest, _, encoded = rest.partition("+")
        raw = decode_base64(encoded)
        if raw[:1] != _ALGORITHM or len(raw) != 33:
            raise NoteError(f"the key of {name} is not that of an Ed25519 cosigner")
        witness = cls(name, raw[1:])
        if witness.key_hash.hex() != digest:
            raise NoteError(f"the hash in the key of {name} does not match the key")
        return witness

    @property
    def key_hash(self) -> bytes:
        """The first four bytes of SHA-256(name LF 0x04 public)."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ALGORITHM + self.public).digest()[:4]

    def spelled(self) -> str:
        """Return the line that `parse` reads."""
        return f"{self.name}+{self.key_hash.hex()}+{base64.b64encode(_ALGORITHM + self.public).decode()}"


def cosign(note: str, signer: Signer, seconds: int) -> str:
    """Return the note with this cosigner's line behind its other signatures.

    The caller has verified the log's own signature, and that the tree grew out of the one seen last.

    Raises:
        NoteError: the text is no signed note, or the time is out of range.
    """
    text, _ = signature_lines(note)
    if not 0 <= seconds <= _MAX_SECONDS:
        raise NoteError(f"{seconds} is no time for a cosignature")
    witness = Witness.of(signer)
    signature = signer.sign(_message(text, seconds))[4:]
    line = base64.b64encode(witness.key_hash + seconds.to_bytes(_TIME_SIZE, "big") + signature).decode()
    return f"{note}\u2014 {witness.name} {line}\n"


def cosigned_at(note: str, witness: Witness) -> int:
    """Return when a witness cosigned a note, in POSIX seconds: the latest time, should there be several.

    Raises:
        NoteError: the text is no signed note, or bears no valid cosignature of this witness.
    """
    text, lines = signature_lines(note)
    times = [
        seconds
        for name, raw in lines
        if name == witness.name and (seconds := _verified(text, raw, witness)) is not None
    ]
    if not times:
        raise NoteError(f"the note bears no valid cosignature of {witness.name}")
    return max(times)


def _verified(text: str, raw: bytes, witness: Witness) -> int | None:
    if len(raw) != 4 + _TIME_SIZE + _SIGNATURE_SIZE or raw[:4] != witness.key_hash:
        return None
    seconds = int.from_bytes(raw[4 : 4 + _TIME_SIZE], "big")
    try:
        key = Ed25519PublicKey.from_public_bytes(witness.public)
        key.verify(raw[4 + _TIME_SIZE :], _message(text, seconds))
    except InvalidSignature:
        return None
    return seconds if seconds <= _MAX_SECONDS else None


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
