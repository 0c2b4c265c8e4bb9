"""Evidence blobs: how a file comes under `media/` by link or copy, and never over another one's bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger import durable
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused

_CHUNK = 1 << 20
_CONFLICTS = "media/conflicts"
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Admission:
    """A blob in place, not yet settled on the disk.

    `how` is `linked` (it shares the source's inode) or `copied`; `present` says that it lay there
    before. `sha256` is empty where nobody asked for it.
    """

    source: str
    path: str
    size: int
    how: str
    sha256: str
    conflicting: bool
    present: bool = False


def admit(root: DataRoot, source_root: Path, source: str, *, link: bool, hashed: bool) -> Admission:
    """Put the plain file `source_root/source` at `root/source`; call `durable.settle` on what was put there.

    Where other bytes have that name already, it goes to `media/conflicts/` under its SHA-256. A crash
    leaves a whole file or a temporary name that nobody reads; doing it again is safe.

    Args:
        source: posix path that begins with `media/`, confined by the caller.
        link: try a hard link first; a file system that refuses gets a copy.
        hashed: the caller needs the SHA-256; a copy is always hashed, a link only then.

    Raises:
        HandoffRefused: `media_unreadable`, the file vanished, is no plain file or cannot be read.
        WriteFailed: the disk refused.
    """
    origin = source_root / PurePosixPath(source)
    destination = root.path / PurePosixPath(source)
    size = _plain_size(origin)
    if _is_there(destination):
        if same := _same_bytes(origin, destination):
            how = _how(origin, destination)
            # A copy was hashed on its way in; a run that was interrupted after it must not forget that.
            digest = same if hashed or how == "copied" else ""
            return Admission(source, source, size, how, digest, conflicting=False, present=True)
        digest = sha256_of(origin)
        source_path = f"{_CONFLICTS}/{digest[:2]}/{digest}.blob"
        destination = root.path / source_path
        if _is_there(destination) and sha256_of(destination) == digest:
            how = _how(origin, destination)
            return Admission(source, source_path, size, how, digest, conflicting=True, present=True)
        how, digest = _put(origin, destination, link=link, hashed=True)
        return Admission(source, source_path, size, how, digest, conflicting=True)
    how, digest = _put(origin, destination, link=link, hashed=hashed)
    return Admission(source, source, size, how, digest, conflicting=False)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a plain file, in hex.

    Raises:
        HandoffRefused: `media_unreadable`, it cannot be read.
    """
    digest = hashlib.sha256()
    with _opened(path) as descriptor:
        while chunk := os.read(descriptor, _CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _put(origin: Path, destination: Path, *, link: bool, hashed: bool) -> tuple[str, str]:
    with durable.failing_as("create the directory of", destination):
        durable.make_directory(destination.parent)
    if link and _linked(origin, destination):
        return "linked", sha256_of(destination) if hashed else ""
    return "copied", _copy(origin, destination)


def _linked(origin: Path, destination: Path) -> bool:
    try:
        os.link(origin, destination, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # Another file system, no support, no permission, too many links: a copy serves as well.
        return False
    if stat.S_ISREG(destination.lstat().st_mode):
        return True
    # The name was swapped for a link or device after it was looked at: take our own name off it again.
    destination.unlink()
    raise _unreadable(origin, "it is not a plain file")


def _copy(origin: Path, destination: Path) -> str:
    digest = hashlib.sha256()
    temporary = durable.temporary_beside(destination)
    with _opened(origin) as reading, durable.failing_as("copy to", destination):
        try:
            with temporary.open("wb", buffering=0) as writing:
                while chunk := os.read(reading, _CHUNK):
                    digest.update(chunk)
                    durable.write_all(writing.fileno(), chunk)
            temporary.replace(destination)
        finally:
            temporary.unlink(missing_ok=True)
    return digest.hexdigest()


def _same_bytes(one: Path, other: Path) -> str:
    """Return the SHA-256 of both where they are the same bytes, else the empty string."""
    if one.stat().st_size != other.stat().st_size:
        return ""
    digest = sha256_of(one)
    return digest if one.samefile(other) or sha256_of(other) == digest else ""


def _how(origin: Path, destination: Path) -> str:
    return "linked" if origin.samefile(destination) else "copied"


def _plain_size(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path, "it is not a plain file")
    return found.st_size


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        descriptor = os.open(path, _READ)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _unreadable(path: Path, why: str) -> HandoffRefused:
    return HandoffRefused(
        f"The media file {path} cannot be read: {why}.",
        "Leave the directory to its writer, or repair it, and run the command again.",
        reason="media_unreadable",
    )
