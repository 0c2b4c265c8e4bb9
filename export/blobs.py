"""The files that evidence consists of: who says what is in them, and whether it is still so."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import msgspec

from export.ground import Ground
from ledger import log
from ledger.errors import EvidenceMissing
from ledger.event import read, understand
from ledger.facts import BlobAdmitted, BlobHashed

_VERIFY = "Run `autocapture audit verify --blobs hash` to see what else is missing, then restore it from a backup."
_HASHED = b'"kind":"evidence.blob.hashed"'
_DIGEST = re.compile("[0-9a-f]{64}")


class Blob(msgspec.Struct, frozen=True):
    """A file under `media/`: its size and SHA-256 as they are now, and the events that say so.

    `admitted` is the event that took it in, `hashed` the later one that hashed it (-1: none was needed). `vouched`
    says where the hash is from: `admitted`, `hashed`, `record` (the sidecar stated it), or `export` where nobody has
    written it down before this export.
    """

    path: str
    size: int
    sha256: str
    admitted: int
    hashed: int
    vouched: str


class Blobs:
    """The files that one export came by, each looked at once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._found: dict[str, Blob] = {}
        self._hashed: dict[str, int] | None = None

    def find(self, path: str, stated: str | None = None) -> Blob:
        """Return a file; `stated` is the SHA-256 that its record states, if any.

        Raises:
            EvidenceMissing: no event tells of it, it is gone, or it is not what was admitted.
        """
        if path not in self._found:
            self._found[path] = self._look(path, stated)
        return self._found[path]

    def all(self) -> tuple[Blob, ...]:
        """Return all that were found, in the order in which they were first named."""
        return tuple(self._found.values())

    def bytes_of(self, blob: Blob) -> bytes:
        """Return the bytes of a file.

        Raises:
            EvidenceMissing: it is gone, or not what it was a moment ago.
        """
        root = self._ground.views.root
        place = Path(os.path.realpath(root.path / blob.path))
        if not place.is_relative_to(os.path.realpath(root.media)):
            raise EvidenceMissing(f"{blob.path} lies outside of {root.media}.", _VERIFY)
        try:
            data = place.read_bytes()
        except OSError as error:
            raise EvidenceMissing(f"{place} cannot be read: {error.strerror or error}.", _VERIFY) from error
        if len(data) != blob.size or (blob.sha256 and hashlib.sha256(data).hexdigest() != blob.sha256):
            raise EvidenceMissing(f"{place} is not what was admitted.", _VERIFY)
        return data

    def _look(self, path: str, stated: str | None) -> Blob:
        row = self._ground.views.facts.execute("SELECT seq, sha256 FROM blobs WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise EvidenceMissing(f"No event says that {path} was admitted.", _VERIFY)
        admitted = self._ground.proven(int(row[0]))
        fact = admitted.fact
        if not isinstance(fact, BlobAdmitted) or fact.path != path:
            raise EvidenceMissing(f"{admitted.id} does not say that {path} was admitted.", _VERIFY)
        stated = (stated or "").lower()
        digest, vouched, hashed = fact.sha256, "admitted", -1
        if not digest and row[1]:
            hashed, digest = self._hashing(path)
            vouched = "hashed"
        elif not digest and _DIGEST.fullmatch(stated):
            digest, vouched = stated, "record"
        if _DIGEST.fullmatch(stated) and digest != stated:
            raise EvidenceMissing(f"The record of {path} states another SHA-256 than the log has.", _VERIFY)
        blob = Blob(path, fact.size, digest, admitted.seq, hashed, vouched if digest else "export")
        found = hashlib.sha256(self.bytes_of(blob)).hexdigest()
        return Blob(path, fact.size, found, admitted.seq, hashed, blob.vouched)

    def _hashing(self, path: str) -> tuple[int, str]:
        """Return the event that hashed a file, and the hash. No view keeps it: the journal is read, once."""
        if self._hashed is None:
            self._hashed = dict(self._hashings())
        if path not in self._hashed:
            raise EvidenceMissing(f"No event says what the SHA-256 of {path} is.", _VERIFY)
        found = self._ground.proven(self._hashed[path])
        if not isinstance(found.fact, BlobHashed):
            raise EvidenceMissing(f"{found.id} does not say what the SHA-256 of {path} is.", _VERIFY)
        return found.seq, found.fact.sha256

    def _hashings(self) -> list[tuple[str, int]]:
        head = self._ground.views.head()
        found = []
        for line in log.read_lines(self._ground.views.root.journal, 0, head.bytes):
            if _HASHED in line:
                told = read(line)
                fact = understand(told)
                if isinstance(fact, BlobHashed) and told.seq < self._ground.size:
                    found.append((fact.path, told.seq))
        return found
