"""Opening files that others may have put there: plain files only, and no more of them than was asked for.

A FIFO in the place of a file would make a reader wait for ever, a device or a sparse file fill its memory.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def opened(path: Path) -> io.FileIO:
    """Open a plain file, unbuffered; links are followed.

    Raises:
        OSError: it is not there or cannot be opened; `EINVAL` where it is no plain file.
    """
    # The file owns its descriptor from the first moment: an interrupt must not have it closed twice.
    return io.FileIO(os.fspath(path), "rb", opener=_opener)


def _opener(path: str, _flags: int) -> int:
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is not a plain file", path)
    return descriptor


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file.

    Raises:
        OSError: see `opened`; `EFBIG` where it is longer than `most` bytes.
    """
    with opened(path) as file:
        return _bounded(file, path, most)


def named(path: Path, most: int) -> bytes:
    """Return the bytes of what a person named on a command line: a pipe will do as well.

    Raises:
        OSError: it cannot be opened; `EFBIG` where it holds more than `most` bytes.
    """
    with path.open("rb") as file:
        return _bounded(file, path, most)


def _bounded(file: io.FileIO | io.BufferedReader, path: Path, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is longer than {most} bytes", str(path))
    return data
