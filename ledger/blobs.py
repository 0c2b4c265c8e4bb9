"""Evidence blobs: how a file comes under `media/` by link or copy, and never over another one's bytes."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from ledger import durable
from ledger.copying import NO_NAME, Listed, NameTaken, checked, copied, make_parent
from ledger.dataroot import DataRoot
from ledger.digests import CHUNK, sha256_of, unreadable
from ledger.errors import HandoffRefused, WriteFailed

_CONFLICTS = "media/conflicts"
# Where a link fails like this, a copy is no better.
_DISK_FAILS = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# What file systems round times to, in ns: a copy on such a one has its source's time as far as it can have it.
_TIME_GRAINS = (1, 100, 1_000, 1_000_000, 1_000_000_000, 2_000_000_000)


class Admission(msgspec.Struct, frozen=True):
    """A blob in place, not yet settled on the disk.

    `how` is `linked` (it shares the source's inode) or `copied`; `present` says that it lay there before.
    `sha256` is empty where nobody asked for it. `conflicting` says that the name was not to be had, so that
    the blob lies under its SHA-256.
    """

    source: str
    path: str
    size: int
    how: str
    sha256: str
    conflicting: bool = False
    present: bool = False


class BlobStore:
    """Puts the files of one source directory under `media/`. Call `Settling.settle` on what was put there.

    A kill leaves a whole file or a temporary name that nobody reads; a crash of the machine may leave a name without
    its bytes. Doing it again is safe.
    """

    def __init__(
        self,
        root: DataRoot,
        source_root: Path,
        *,
        link: bool,
        is_known: Callable[[str], bool] = lambda _: True,
        is_ours: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`link`: try a hard link first; a file system that refuses gets a copy.

        `is_known` says whether an event names a file under `media/`, `is_ours` whether it was admitted just now: others
        give way, and go to `quarantine/`.
        """
        self._root = root
        self._is_known = is_known
        self._is_ours = is_ours
        self._home = f"{root.path}/"
        self._source_root = f"{source_root}/"
        self._link = link
        self._own = threading.local()

    def admit(self, file: Listed, place: str, *, copy: bool = False) -> Admission:
        """Put a file at `place`, a posix path under `media/` that the caller has confined.

        Where that name is not to be had (other bytes have it, a folder has it, it is too long here), the file goes
        to `media/conflicts/` under its SHA-256. A copy is hashed on its way and keeps the time of its source.
        `copy` forbids a link, for files that their writer may go on writing to.

        Raises:
            HandoffRefused: `handoff_in_use`, the file is not what was listed any more; `media_unreadable`;
                `media_name_unusable`, no name will do.
            WriteFailed: the disk refused.
        """
        link = self._link and not copy
        try:
            return self._made_way(file, place, link=link)
        except NameTaken:
            pass
        digest = sha256_of(self._source_root + file.path)
        try:
            return self._made_way(file, f"{_CONFLICTS}/{digest[:2]}/{digest}.blob", link=link, digest=digest)
        except NameTaken as taken:
            raise HandoffRefused(
                f"The file {self._source_root}{file.path} can have no name under {self._home}media: {taken}.",
                "Move the DataRoot to a shorter path or another file system.",
                reason="media_name_unusable",
            ) from taken

    def put(self, file: Listed, place: str) -> Admission | None:
        """Do what `admit` does where nothing is in the way, and asks no one; None where it must be asked.

        Several threads may do this at once, for files of several places. Raises as `admit` does.
        """
        try:
            return self._put(file, place, link=self._link)
        except NameTaken:
            return None

    def part(self, file: Listed, place: str) -> None:
        """Put a copy in the place of a link: who writes to the file does not write to ours. Raises as `admit`."""
        self._copy(file, self._source_root + file.path, self._home + place)

    def _made_way(self, file: Listed, place: str, *, link: bool, digest: str = "") -> Admission:
        """Put a file at a place; what a crash left there, and no event names, is set aside."""
        try:
            return self._put(file, place, link=link, digest=digest)
        except NameTaken:
            if not self._is_leftover(place):
                raise
            self._set_aside(place)
            return self._put(file, place, link=link, digest=digest)

    def _is_leftover(self, place: str) -> bool:
        try:
            found = os.lstat(self._home + place)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and not self._is_ours(place) and not self._is_known(place)

    def _set_aside(self, place: str) -> None:
        durable.make_directory(self._root.quarantine)
        path = self._home + place
        durable.rename(Path(path), self._root.quarantine / f"{sha256_of(path)}.blob")

    def _put(self, file: Listed, place: str, *, link: bool, digest: str = "") -> Admission:
        origin, destination = self._source_root + file.path, self._home + place
        conflicting = bool(digest)
        if link:
            try:
                if _linked(file, origin, destination):
                    return Admission(file.path, place, file.size, "linked", digest, conflicting)
            except FileExistsError:
                return self._already_there(file, place, digest)
        if _is_there(destination):
            return self._already_there(file, place, digest)
        return Admission(file.path, place, file.size, "copied", self._copy(file, origin, destination), conflicting)

    def _copy(self, file: Listed, origin: str, destination: str) -> str:
        buffer: memoryview | None = getattr(self._own, "buffer", None)
        if buffer is None:
            # One for all files of a thread: pages are not asked for anew each time.
            buffer = self._own.buffer = memoryview(bytearray(CHUNK))
        return copied(file, origin, destination, buffer)

    def _already_there(self, file: Listed, place: str, digest: str) -> Admission:
        origin, destination = self._source_root + file.path, self._home + place
        found = os.lstat(destination)
        if not stat.S_ISREG(found.st_mode) or found.st_size != file.size:
            raise NameTaken(f"{destination} is something else")
        if os.path.samestat(found, checked(file, origin, os.lstat(origin))):
            return Admission(file.path, place, file.size, "linked", digest, bool(digest), present=True)
        known = sha256_of(destination)
        if known != (digest or sha256_of(origin)):
            raise NameTaken(f"{destination} has other bytes")
        if found.st_mtime_ns != file.mtime_ns:
            with contextlib.suppress(OSError):
                os.utime(destination, ns=(file.mtime_ns, file.mtime_ns))
        return Admission(file.path, place, file.size, "copied", known, bool(digest), present=True)


def _is_there(path: str) -> bool:
    """Say whether a name is there. A disk that does not answer is no "no": what is there would be written over."""
    try:
        os.lstat(path)
    except OSError as error:
        if isinstance(error, FileNotFoundError) or error.errno in NO_NAME:
            return False  # what cannot have the name is told when it is to be given
        raise WriteFailed(
            f"Could not look at {path}: {error.strerror or error}.", "Repair the disk and run the same command again."
        ) from error
    return True


def is_as_admitted(path: str, file: Listed) -> bool:
    """Say whether a blob of ours still has the size and the time of the file it came from: a look, no reading."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size != file.size:
        return False
    time = found.st_mtime_ns
    return time == file.mtime_ns or any(time == file.mtime_ns // grain * grain for grain in _TIME_GRAINS)


def _linked(file: Listed, origin: str, destination: str) -> bool:
    """Say whether a hard link could be made; the directory it lies in is made where it is missing.

    Raises:
        FileExistsError: the name is there.
        NameTaken: the file system does not take the name.
    """
    try:
        os.link(origin, destination, follow_symlinks=False)
    except FileExistsError:
        raise
    except FileNotFoundError:
        # Our directory is missing, or the source is: the second try tells.
        make_parent(destination)
        try:
            os.link(origin, destination, follow_symlinks=False)
        except FileNotFoundError as error:
            raise unreadable(origin, error.strerror or str(error)) from error
        except (OSError, NotImplementedError) as error:
            return _refuses_links(error, destination)
    except (OSError, NotImplementedError) as error:
        return _refuses_links(error, destination)
    try:
        # The name could have been swapped for another file, link or device after it was listed.
        is_it = checked(file, origin, os.lstat(destination)).st_ino == file.inode
    except HandoffRefused:
        os.unlink(destination)
        raise
    if not is_it:
        # Some file systems number files anew when they are linked. A copy can tell, for it reads what it opened.
        os.unlink(destination)
    return is_it


def _refuses_links(error: Exception, destination: str) -> bool:
    """Return False: another file system, no support, no permission, too many links: a copy serves as well."""
    if isinstance(error, OSError):
        if error.errno in NO_NAME - {errno.EINVAL}:
            raise NameTaken(f"{destination}: {error.strerror}") from error
        if error.errno in _DISK_FAILS:
            raise WriteFailed(
                f"Could not link to {destination}: {error.strerror}.",
                "Free or repair the disk and run the same command again; nothing that was acknowledged is lost.",
            ) from error
    return False
