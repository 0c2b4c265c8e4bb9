"""One proof taken apart into the values that bits can be flipped in, and put together again.

Written from docs/format.md and the C2SP pages, with nothing of ours: what we export must come out of `parse` and
`files` byte for byte, so a mistake in ledger/ cannot agree with itself here.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

HEAD = b"c2sp.org/tlog-proof@v1"
DASH = "\u2014".encode()
ED25519 = b"\x01"

Files = Mapping[str, bytes]
"""What is handed to a verifier: file contents by name."""

Sign = Callable[[bytes], bytes]
"""Gives the 64 bytes of an Ed25519 signature over a message."""


@dataclass(frozen=True, slots=True)
class Key:
    """A verifier key: its name, the four bytes of its key hash, and the 32 public bytes."""

    name: bytes
    digest: bytes
    public: bytes

    @classmethod
    def parse(cls, line: bytes) -> Key:
        name, digest, encoded = line.removesuffix(b"\n").split(b"+", 2)
        raw = base64.b64decode(encoded, validate=True)
        assert raw[:1] == ED25519
        return cls(name, bytes.fromhex(digest.decode()), raw[1:])

    @classmethod
    def of(cls, name: bytes, public: bytes) -> Key:
        """The key with the hash that belongs to it."""
        return cls(name, hashlib.sha256(name + b"\n" + ED25519 + public).digest()[:4], public)

    def spelled(self) -> bytes:
        return b"+".join([self.name, self.digest.hex().encode(), base64.b64encode(ED25519 + self.public)]) + b"\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed checkpoint: the text, the log's own signature line, and the lines of others behind it as they are."""

    origin: bytes
    size: int
    root: bytes
    name: bytes
    digest: bytes
    signature: bytes
    others: bytes = b""

    @classmethod
    def parse(cls, note: bytes) -> Checkpoint:
        text, _, lines = note.partition(b"\n\n")
        origin, size, root = text.split(b"\n")
        own, _, others = lines.partition(b"\n")
        dash, name, encoded = own.split(b" ")
        assert dash == DASH
        raw = base64.b64decode(encoded, validate=True)
        return cls(origin, int(size), base64.b64decode(root, validate=True), name, raw[:4], raw[4:], others)

    def text(self) -> bytes:
        return b"\n".join([self.origin, str(self.size).encode(), base64.b64encode(self.root), b""])

    def spelled(self) -> bytes:
        own = b" ".join([DASH, self.name, base64.b64encode(self.digest + self.signature)])
        return self.text() + b"\n" + own + b"\n" + self.others

    def signed(self, sign: Sign) -> Checkpoint:
        """The same state, signed anew."""
        return replace(self, signature=sign(self.text()))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One event's line, the proof that it is in the log, and the key: the three files of `verify.sh`."""

    line: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    key: Key

    @classmethod
    def parse(cls, files: Files) -> Exhibit:
        head, _, note = files["proof"].partition(b"\n\n")
        first, index, *path = head.split(b"\n")
        assert first == HEAD
        hashes = tuple(base64.b64decode(each, validate=True) for each in path)
        number = int(index.removeprefix(b"index "))
        return cls(files["line"], number, hashes, Checkpoint.parse(note), Key.parse(files["key"]))

    def files(self) -> Files:
        lines = [HEAD, b"index %d" % self.index, *map(base64.b64encode, self.path)]
        proof = b"\n".join([*lines, b"", self.checkpoint.spelled()])
        return {"line": self.line, "proof": proof, "key": self.key.spelled()}
