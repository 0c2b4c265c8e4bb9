"""Copying one file of a handoff under a new name: hashed on its way, whole or not there, and only what was listed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import stat
from pathlib import Path
from typing import Protocol

from ledger import durable
from ledger.digests import opened, unreadable
from ledger.errors import HandoffRefused, WriteFailed

# A file where a directory has to be, a directory where a file has to be, a name that the file system does not take.
NO_NAME = frozenset(
    {errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.ELOOP}
)


class Listed(Protocol):
    """A plain file as it was found: posix `path` from the source's root on, `size` in bytes, `mtime_ns`, `inode`."""

    @property
    def path(self) -> str:
        """Where it lies."""
        ...

    @property
    def size(self) -> int:
        """Its length in bytes."""
        ...

    @property
    def mtime_ns(self) -> int:
        """When it was last written."""
        ...

    @property
    def inode(self) -> int:
        """Which file it is."""
        ...


class NameTaken(Exception):
    """The name in our `media/` is another file's, or none that a file can have here."""


def copied(file: Listed, origin: str, destination: str, buffer: memoryview) -> str:
    """Copy under a temporary name, then give the final one; return the SHA-256."""
    # One name whoever copies, for one does at a time: what a run that was killed left is written over by the next.
    folder, _, name = destination.rpartition("/")
    temporary = f"{folder}/{durable.temporary_name(name, 'copy')}"
    with opened(origin) as reading:
        if checked(file, origin, os.fstat(reading)).st_ino != file.inode:
            raise changed(origin)
        try:
            writing = _begun(temporary, destination)
            try:
                digest, size = _streamed(reading, origin, writing, buffer)
                os.utime(temporary, ns=(file.mtime_ns, file.mtime_ns))
            finally:
                os.close(writing)
            if size != file.size:
                raise changed(origin)
            os.replace(temporary, destination)
        except OSError as error:
            _forget(temporary)
            if error.errno in NO_NAME:
                raise NameTaken(f"{destination}: {error.strerror}") from error
            raise WriteFailed(
                f"Could not copy to {destination}: {error.strerror or error}.",
                "Free or repair the disk and run the same command again; nothing that was acknowledged is lost.",
            ) from error
        except BaseException:
            _forget(temporary)
            raise
    return digest


def _begun(temporary: str, destination: str) -> int:
    """Open a temporary file for writing; the directory it lies in is made where it is missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, 0o644)
    except FileNotFoundError:
        make_parent(destination)
        return os.open(temporary, flags, 0o644)


def _forget(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _streamed(reading: int, origin: str, writing: int, buffer: memoryview) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with io.FileIO(reading, closefd=False) as source:
        while True:
            try:
                count = source.readinto(buffer)
            except OSError as error:
                raise unreadable(origin, error.strerror or str(error)) from error
            if not count:
                return digest.hexdigest(), size
            digest.update(buffer[:count])
            size += count
            durable.write_all(writing, buffer[:count])


def make_parent(destination: str) -> None:
    """Make the directory of a file.

    Raises:
        NameTaken: a file has its name, or no directory can have it.
        WriteFailed: the disk refused.
    """
    try:
        durable.make_directory(Path(destination).parent)
    except (WriteFailed, OSError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        if isinstance(cause, OSError) and cause.errno in NO_NAME:
            raise NameTaken(f"{destination}: {cause.strerror}") from error
        raise


def checked(file: Listed, origin: str, found: os.stat_result) -> os.stat_result:
    """Return what was found, if it is the plain file that was listed."""
    if not stat.S_ISREG(found.st_mode):
        raise unreadable(origin, "it is not a plain file")
    if (found.st_size, found.st_mtime_ns) != (file.size, file.mtime_ns):
        raise changed(origin)
    return found


def changed(path: str) -> HandoffRefused:
    """Return the refusal of a directory in which a file is not what was listed any more."""
    return HandoffRefused(
        f"The file {path} changed while it was being taken in.",
        "Something still writes there: run the same command again when it is done.",
        reason="handoff_in_use",
    )
