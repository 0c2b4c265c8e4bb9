"""Signed notes, verifier keys and checkpoints (C2SP signed-note and tlog-checkpoint), Ed25519 only. Pure.

A note is a text that ends in LF, an empty line, and signature lines `— <name> <base64(hash || signature)>`.
A checkpoint is the note text `<origin> LF <size> LF <base64 root> LF`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# cryptography is imported where something is signed or verified: a question does neither, and is to start at once.

_ALGORITHM = b"\x01"
# Control characters but the newline, and halves of surrogate pairs: what bytes that are no UTF-8 become in a text.
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
_DASH = "\u2014"
_KEY_HASH_SIZE = 4
_SIGNATURE_SIZE = 64


class NoteError(ValueError):
    """The text is no well-formed note, key or checkpoint, or nobody we trust has signed it."""


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ALGORITHM + public).digest()[:_KEY_HASH_SIZE]


def check_name(name: str) -> None:
    """Raise NoteError for what cannot be the name of a key."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise NoteError(f"{name!r} cannot be the name of a key: it is empty or holds a space or a plus sign")
    if _UNFIT.search(name):
        raise NoteError(f"{name!r} cannot be the name of a key: it holds control characters, or is no UTF-8")


class Verifier(msgspec.Struct, frozen=True):
    """A named public key."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Verifier:
        """Return the key that a line `<name>+<8 hex digits>+<base64>` holds.

        Raises:
            NoteError: it is malformed, of another algorithm, or its hash does not match.
        """
        name, digest, raw = _parse_key(text.strip())
        key = cls(name, raw)
        if digest != key.key_hash.hex():
            raise NoteError(f"the hash in the verifier key of {name} does not match the key")
        return key

    @property
    def key_hash(self) -> bytes:
        """The first four bytes of SHA-256(name LF 0x01 public), by which signatures name the key."""
        return _key_hash(self.name, self.public)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the raw public key, in hex: what people compare."""
        return hashlib.sha256(self.public).hexdigest()

    def spelled(self) -> str:
        """Return the line that `parse` reads."""
        return f"{self.name}+{self.key_hash.hex()}+{base64.b64encode(_ALGORITHM + self.public).decode()}"

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Say whether `signature` (4 bytes of key hash, then 64 of Ed25519) is this key's over `message`."""
        if len(signature) != _KEY_HASH_SIZE + _SIGNATURE_SIZE or signature[:_KEY_HASH_SIZE] != self.key_hash:
            return False
        return _verifies(self.public, signature[_KEY_HASH_SIZE:], message)


# A writer looks at the end of the ledger before each commit, a reader opens one checkpoint for many proofs.
@lru_cache(maxsize=256)
def _verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


class Signer(msgspec.Struct, frozen=True, dict=True):
    """A named private key (its 32-byte Ed25519 seed)."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        """Return the name alone: the seed is nobody's to see."""
        return f"Signer(name={self.name!r})"

    @classmethod
    def generate(cls, name: str) -> Signer:
        """Return a fresh key under a name.

        Raises:
            NoteError: the name is empty or holds a space or a plus sign.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        check_name(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Signer:
        """Return the key that a line `PRIVATE+KEY+<name>+<8 hex digits>+<base64>` holds.

        Raises:
            NoteError: it is malformed, of another algorithm, or its hash does not match.
        """
        text = text.strip()
        if not text.startswith("PRIVATE+KEY+"):
            raise NoteError("this is no private key in the signed-note format")
        name, digest, seed = _parse_key(text.removeprefix("PRIVATE+KEY+"))
        key = cls(name, seed)
        if digest != key.verifier.key_hash.hex():
            raise NoteError(f"the hash in the private key of {name} does not match the key")
        return key

    @cached_property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    def spelled(self) -> str:
        """Return the line that `parse` reads. It is the secret itself."""
        digest = self.verifier.key_hash.hex()
        return f"PRIVATE+KEY+{self.name}+{digest}+{base64.b64encode(_ALGORITHM + self.seed).decode()}"

    def sign(self, message: bytes) -> bytes:
        """Return 4 bytes of key hash and 64 of Ed25519 signature over `message`."""
        return self.verifier.key_hash + self._key.sign(message)

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)


def _parse_key(text: str) -> tuple[str, str, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError("a key has three parts, separated by plus signs")
    name, digest, encoded = parts
    check_name(name)
    raw = decode_base64(encoded)
    if len(raw) != 33 or raw[:1] != _ALGORITHM:
        raise NoteError(f"the key of {name} is not an Ed25519 key")
    return name, digest, raw[1:]


def decode_base64(text: str) -> bytes:
    """Return the bytes that standard base64 with padding stands for, in its one spelling.

    Raises:
        NoteError: it is malformed, or has another spelling.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a base64 part of a note or key is malformed") from error
    # The bits that padding leaves unused must be zero: one spelling each, so that every flipped bit is seen.
    if base64.b64encode(raw).decode() != text:
        raise NoteError("a base64 part of a note or key has stray bits at its end")
    return raw


def sign(text: str, signer: Signer) -> str:
    """Return `text` as a note signed by one key. `text` must end in LF."""
    if not text.endswith("\n"):
        raise NoteError("the text of a note must end in a newline")
    signature = base64.b64encode(signer.sign(text.encode())).decode()
    return f"{text}\n{_DASH} {signer.name} {signature}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """Return the text of a note that `verifier` has signed; signatures of others are left aside.

    Raises:
        NoteError: it is malformed, or this key has not signed it.
    """
    text, lines = signature_lines(note)
    for name, signature in lines:
        if name == verifier.name and signature[:_KEY_HASH_SIZE] == verifier.key_hash:
            # C2SP: a wrong signature of a key that is known spoils the note.
            if not verifier.accepts(text.encode(), signature):
                break
            return text
    raise NoteError(f"the note bears no valid signature of {verifier.name}")


def signature_lines(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the text of a note and, for each signature line, the name and the decoded bytes. Nothing is verified.

    Raises:
        NoteError: the note is malformed.
    """
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NoteError("this is no signed note: the empty line before the signatures is missing")
    if _UNFIT.search(note):
        raise NoteError("the note holds control characters, or is no UTF-8")
    found = []
    for line in signatures[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != _DASH or not encoded:
            raise NoteError("a signature line of the note is malformed")
        found.append((name, decode_base64(encoded)))
    return text + "\n", found


class Checkpoint(msgspec.Struct, frozen=True):
    """The state of a log: its origin, the number of its leaves, and their root hash (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the note text of the checkpoint."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Return the checkpoint that a note text holds; extension lines are left aside.

        Raises:
            NoteError: a line is missing or malformed.
        """
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or lines[-1]:
            raise NoteError("a checkpoint has three lines at least: origin, size, root")
        if not (lines[1].isascii() and lines[1].isdigit() and len(lines[1]) < 20) or lines[1] != str(int(lines[1])):
            raise NoteError("the size in the checkpoint is no plain number")
        root = decode_base64(lines[2])
        if len(root) != 32:
            raise NoteError("the root in the checkpoint is not 32 bytes")
        return cls(lines[0], int(lines[1]), root)
