"""Whether another process is writing to a SQLite database just now: asked of its locks, taking none."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

# Where SQLite locks (fileformat2.html, wal.html): a writer holds RESERVED of the database or WRITE of its -shm.
_RESERVED_BYTE = 0x40000001
_SHM_WRITE_BYTE = 120

if sys.platform == "linux":
    import fcntl

    def _is_locked(path: Path, byte: int) -> bool:
        """Say whether another process holds a write lock on a byte of a file. Asking takes no lock."""
        request = struct.pack("hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, byte, 1, 0)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            answer = fcntl.fcntl(descriptor, fcntl.F_GETLK, request)
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return bool(struct.unpack("hhqqi4x", answer)[0] != fcntl.F_UNLCK)
else:

    def _is_locked(path: Path, byte: int) -> bool:  # noqa: ARG001 - the other system's signature
        """Elsewhere, and over network shares, locks are not seen: there the times of the files have to do."""
        return False


def is_mid_transaction(database: Path) -> bool:
    """Say whether another process is in the middle of a write transaction on a database."""
    shared = database.with_name(f"{database.name}-shm")
    return _is_locked(database, _RESERVED_BYTE) or _is_locked(shared, _SHM_WRITE_BYTE)
