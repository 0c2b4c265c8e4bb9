"""SHA-256 of plain files: no link is followed, no FIFO waited for; and when more than one core is worth it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator

from ledger.errors import HandoffRefused

CHUNK = 1 << 20
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
WORTH_THREADS = 1 << 23
"""Below this many bytes a second thread costs more than it saves."""
THREADS = min(4, os.cpu_count() or 1)


def sha256_of(path: str) -> str:
    """Return the SHA-256 of a plain file, in hex.

    Raises:
        HandoffRefused: `media_unreadable`, it cannot be read.
    """
    digest = hashlib.sha256()
    with opened(path) as descriptor:
        try:
            while chunk := os.read(descriptor, CHUNK):
                digest.update(chunk)
        except OSError as error:
            raise unreadable(path, error.strerror or str(error)) from error
    return digest.hexdigest()


@contextlib.contextmanager
def opened(path: str) -> Iterator[int]:
    """Open a file for reading: a descriptor.

    Raises:
        HandoffRefused: `media_unreadable`.
    """
    try:
        descriptor = os.open(path, _READ)
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def unreadable(path: str, why: str) -> HandoffRefused:
    """Return the refusal of a directory that holds a file which cannot be read."""
    return HandoffRefused(
        f"The media file {path} cannot be read: {why}.",
        "Leave the directory to its writer, or repair it, and run the command again.",
        reason="media_unreadable",
    )
