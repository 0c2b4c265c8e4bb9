"""The integrity pass: blobs that were linked came without a hash, and get it while nobody is at the machine."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from ledger.dataroot import DataRoot
from ledger.errors import EvidenceMissing
from ledger.facts import BlobDamaged, BlobHashed, Fact
from processors.idle import Presence
from processors.processor import Gate
from projections import blobs, frames
from projections.blobs import Unhashed
from projections.views import Views

NAME = "blobs"
BLOBS_A_ROUND = 5_000

_CHUNK = 1 << 20
_ASK_EVERY_S = 0.1
_COMMIT_AFTER_S = 0.25
"""What was hashed in so long is one commit: durable writes cost as much as many small blobs."""

_BAD = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EIO, errno.EISDIR, errno.ENXIO})
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Hashed(msgspec.Struct):
    """What is to be committed at once: facts, how many blobs were found well and damaged, and in how many ms."""

    facts: list[Fact] = msgspec.field(default_factory=list)
    well: int = 0
    damaged: int = 0
    ms: int = 0


class _Interrupted(Exception):
    """The person came back in the middle of a blob."""


class Integrity:
    """Hashes blobs, the last admitted first. A blob that was found damaged is not looked at again by itself."""

    def __init__(
        self, root: DataRoot, gate: Gate, commit: Callable[[Hashed], None], tell: Callable[[str], None]
    ) -> None:
        self._root = root
        self._gate = gate
        self._commit = commit
        self._tell = tell
        self._presence = Presence(True, "")
        self._asked = 0.0

    def run(self, views: Views, since: int = 0) -> Presence:
        """Hash what has no hash, and what was found damaged before event `since`, until the person comes back.

        The gate is asked ten times a second, also inside a large blob: of that one nothing is noted.

        Raises:
            EvidenceMissing: there is no media directory at all, or nothing in it: its disk may not be there.
        """
        if not self._root.media.is_dir():
            look_for(self._root.media)
        found = Hashed()
        begun = time.monotonic()
        try:
            for blob in blobs.unhashed(views.facts, BLOBS_A_ROUND, since=since):
                self._ask()
                self._tell(f"{NAME} · {blob.path}")
                self._look_at(views, blob, found)
                if time.monotonic() - begun > _COMMIT_AFTER_S:
                    found = self._committed(found, begun)
                    begun = time.monotonic()
        except _Interrupted:
            pass
        self._committed(found, begun)
        return self._presence

    def _committed(self, found: Hashed, begun: float) -> Hashed:
        if found.facts:
            found.ms = round(1000 * (time.monotonic() - begun))
            self._commit(found)
        return Hashed()

    def _ask(self) -> None:
        if time.monotonic() - self._asked >= _ASK_EVERY_S:
            self._asked = time.monotonic()
            self._presence = self._gate.presence()
        if not self._presence.idle:
            raise _Interrupted

    def _look_at(self, views: Views, blob: Unhashed, found: Hashed) -> None:
        sha256, size = self._hash_of(blob.path)
        about = frames.with_blob(views.facts, blob.path)
        damaged = _damage(blob, sha256, size, [(frame.id, _stated(frame.content_hash)) for frame in about])
        found.facts += damaged or [BlobHashed(blob.path, size, sha256)]
        found.damaged += bool(damaged)
        found.well += not damaged

    def _hash_of(self, path: str) -> tuple[str, int]:
        """Return SHA-256 and size of a blob; no hash where it is gone, no plain file, or its disk cannot read it.

        Raises:
            OSError: the machine or the account cannot read it now, which says nothing of the blob.
            EvidenceMissing: none at all is there, which says nothing of this one.
        """
        digest, size = hashlib.sha256(), 0
        try:
            descriptor = os.open(self._root.path / path, _FLAGS)
            try:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    return "", 0
                while chunk := os.read(descriptor, _CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    self._ask()
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _BAD:
                raise
            look_for(self._root.media)
            return "", 0
        return digest.hexdigest(), size


def look_for(media: Path) -> None:
    """Look whether there are any blobs at all. The place of a disk that is not mounted is an empty directory.

    Raises:
        EvidenceMissing: there are none, or no directory for them.
    """
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(media) as entries:
        if next(entries, None) is not None:
            return
    raise EvidenceMissing(
        f"{media} is not there, or has nothing in it.",
        "Mount its disk, or restore it from a backup, and run it again.",
    )


def _stated(told: str | None) -> str:
    return told if told is not None and _SHA256.fullmatch(told) else ""


def _damage(blob: Unhashed, sha256: str, size: int, about: Sequence[tuple[str, str]]) -> list[Fact]:
    """Return what is wrong with a blob, one fact for each frame that is about it; nothing where nothing is wrong."""
    if sha256 and size == blob.size:
        return [
            BlobDamaged(blob.handoff, blob.path, record, stated, sha256)
            for record, stated in about
            if stated not in ("", sha256)
        ]
    return [BlobDamaged(blob.handoff, blob.path, record, stated, sha256) for record, stated in about or [("", "")]]
