"""The only place that knows fsync and rename: bytes here are on the disk when a call returns."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from ledger.errors import WriteFailed

_COPY_SIZE = 1 << 20
_NAME_BYTES = 200
TEMPORARY_MARK = ".autocapture.tmp"
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})

if sys.platform == "darwin":
    import fcntl

    def _sync_descriptor(descriptor: int) -> None:
        # macOS: fsync leaves the bytes in the drive's own cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
else:
    _sync_descriptor = getattr(os, "fdatasync", os.fsync)


@contextlib.contextmanager
def failing_as(deed: str, path: Path) -> Iterator[None]:
    """Turn an OSError inside into a WriteFailed that names the deed and the path."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteFailed(
            f"Could not {deed} {path}: {reason}.",
            "Free or repair the disk and run the same command again; nothing that was acknowledged is lost.",
        ) from error


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte. A short write is followed by another try, which reports the real reason."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Return when the file's bytes are on the disk. After a failure the descriptor must not be used again."""
    _sync_descriptor(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of a file durable, whoever wrote them.

    Raises:
        WriteFailed: the system could not.
    """
    with failing_as("sync", path):
        # Windows syncs only what may be written to.
        descriptor = os.open(path, (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Return when the names in a directory are on the disk (nothing to do where directories cannot be opened)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_directory(path: Path, mode: int = 0o777) -> None:
    """Create a directory and its parents; each new name is on the disk when this returns.

    So is the name of one that is there: whoever made it may have been killed before it was. `sync_above` says that of
    its parents, too.

    Raises:
        WriteFailed: the disk refused, or a file has the name.
    """
    missing = [path]
    while not path.parent.is_dir():
        path = path.parent
        missing.append(path)
    for directory in reversed(missing):
        with failing_as("create the directory", directory):
            directory.mkdir(mode, exist_ok=True)
            _sync_if_open_to_us(directory.parent)


def sync_above(path: Path) -> None:
    """Return when the names of a directory's parents are on the disk, as far as they can be opened.

    Raises:
        WriteFailed: the disk refused.
    """
    for directory in path.absolute().parents:
        with failing_as("sync", directory):
            _sync_if_open_to_us(directory)


def _sync_if_open_to_us(directory: Path) -> None:
    # Names can be made where none can be read: such a directory cannot be synced by us.
    with contextlib.suppress(PermissionError):
        sync_directory(directory)


@contextlib.contextmanager
def fresh(path: Path, mode: int = 0o644, *, locked: bool = False) -> Iterator[int]:
    """Give a file new bytes, written to the descriptor inside the block, durable after it.

    A reader sees the old bytes or the new ones, never a part, also after a crash. Where the block fails the
    old bytes stay. `locked` says that nobody else can be writing this file now: then what writes that were killed
    left of it is removed first.

    Raises:
        WriteFailed: the disk refused.
    """
    if locked:
        sweep(path)
    temporary = temporary_beside(path)
    with failing_as("write", path):
        try:
            descriptor = _opened_new(temporary, mode)
            try:
                yield descriptor
                sync(descriptor)
            finally:
                os.close(descriptor)
            # A crash before the rename leaves a temporary name that nobody reads.
            temporary.replace(path)
            sync_directory(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def _opened_new(path: Path, mode: int) -> int:
    """Open a file that was not there. What has its name may lie in a stranger's folder, and may be a link: it goes."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, mode)
    except FileExistsError:
        path.unlink()
        return os.open(path, flags, mode)


@contextlib.contextmanager
def renewed(path: Path) -> Iterator[int]:
    """Give a file that is there new bytes, as `fresh` does, while nobody else can be writing it.

    Mode and owner stay as they were, and so do links that lead to it.

    Raises:
        WriteFailed: the disk refused.
    """
    real = Path(os.path.realpath(path))
    with failing_as("write", path):
        status = real.stat()
    with fresh(real, stat.S_IMODE(status.st_mode), locked=True) as descriptor:
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.fchown(descriptor, status.st_uid, status.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
        yield descriptor


def replace(path: Path, data: bytes, mode: int = 0o644, *, locked: bool = False) -> None:
    """Give a file new bytes, as `fresh` does.

    Raises:
        WriteFailed: the disk refused; the old bytes stay.
    """
    with fresh(path, mode, locked=locked) as descriptor:
        write_all(descriptor, data)


def rename(path: Path, destination: Path) -> None:
    """Give a file another name, in the place of what has it; durable when this returns.

    Raises:
        WriteFailed: the disk refused.
    """
    with failing_as("name", destination):
        path.replace(destination)
        sync_directory(destination.parent)
        if path.parent != destination.parent:
            sync_directory(path.parent)


def rename_new(path: Path, destination: Path) -> None:
    """Give a file or a directory a name that nothing has yet (an empty directory gives way); durable on return.

    Raises:
        FileExistsError: something has it.
        WriteFailed: the disk refused.
    """
    try:
        if path.is_dir():
            path.rename(destination)
        else:
            _renamed_file(path, destination)
    except OSError as error:
        if error.errno in _TAKEN:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(destination)) from error
        with failing_as("name", destination):
            raise
    with failing_as("name", destination):
        sync_directory(destination.parent)


def _renamed_file(path: Path, destination: Path) -> None:
    try:
        os.link(path, destination)  # a rename would take the place of what came there meanwhile
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk without links
        if os.path.lexists(destination):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(destination)) from None
        path.rename(destination)
    else:
        path.unlink()


def temporary_beside(path: Path, owner: str = "") -> Path:
    """Return a name in the same directory for a file that is not finished yet; readers leave such names aside.

    It is this process's own, unless an `owner` is named.
    """
    return path.with_name(temporary_name(path.name, owner))


def temporary_name(name: str, owner: str = "") -> str:
    """Return the last component alone of what `temporary_beside` returns, given that of the path."""
    return f"{_temporary_stem(name)}{owner or os.getpid()}{TEMPORARY_MARK}"


def _temporary_stem(name: str) -> str:
    # File systems limit the bytes of a name, not its letters.
    stem = os.fsencode(name)[:_NAME_BYTES].decode("utf-8", "ignore")
    return f".{stem}."


def sweep(path: Path) -> None:
    """Remove what writes of a file that were killed left beside it. The caller holds the lock under which that is done.

    They may be as long as a log, or be a key. What cannot be removed stays: it is in nobody's way.
    """
    stem = _temporary_stem(path.name)
    with contextlib.suppress(OSError):
        for name in os.listdir(path.parent):
            middle = name.removeprefix(stem).removesuffix(TEMPORARY_MARK)
            if name == f"{stem}{middle}{TEMPORARY_MARK}" and middle.isdecimal():
                path.with_name(name).unlink(missing_ok=True)


def copy_range(source: Path, offset: int, length: int, destination: Path) -> None:
    """Put `length` bytes of a file from `offset` on into a new file that nobody else writes; durable on return."""
    sweep(destination)
    temporary = temporary_beside(destination)
    with failing_as("copy to", destination), source.open("rb") as reading, temporary.open("wb") as writing:
        reading.seek(offset)
        while length and (chunk := reading.read(min(length, _COPY_SIZE))):
            writing.write(chunk)
            length -= len(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    rename(temporary, destination)
