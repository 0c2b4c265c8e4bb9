"""What lies in a directory that was handed over: its plain files, and the names that are left aside and why.

Nothing is opened and no link is followed here. Whatever a row or a message says, the only paths that are ever read,
linked or copied are names found in such a listing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from ledger.errors import HandoffRefused

TEMPORARY_SUFFIX = ".tmp"

_SPECIAL_KINDS = {
    stat.S_IFLNK: "symlink",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
    stat.S_IFBLK: "device",
    stat.S_IFCHR: "device",
}
# Windows calls a junction a folder; only its reparse tag gives it away. Elsewhere there is no such tag.
_HAS_REPARSE_TAGS = hasattr(os.stat_result, "st_reparse_tag")


class File(NamedTuple):
    """A plain file: posix `path` from the directory's root on, `size` in bytes.

    `mtime_ns` and `inode` tell whether the file found later at this path is still this one.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int


class Ignored(NamedTuple):
    """A name that is not taken along; `why`: temporary, symlink, fifo, socket, device or special."""

    path: str
    why: str


class Listing:
    """What was found: `files` sorted by path, `ignored` likewise."""

    def __init__(self, files: Iterable[File] = (), ignored: Iterable[Ignored] = ()) -> None:
        self.files = tuple(sorted(files))
        self.ignored = tuple(sorted(ignored))
        self._by_path = {file.path: file for file in self.files}
        self._special = {path: why for path, why in self.ignored if why != "temporary"}

    def __contains__(self, path: object) -> bool:
        """Say whether a plain file lies at this path."""
        return path in self._by_path

    def get(self, path: str) -> File | None:
        """Return the plain file at a path, or None."""
        return self._by_path.get(path)

    def special(self, path: str) -> str | None:
        """Return what makes a path unsafe: the kind of the special file it, or a folder on the way to it, is."""
        while path and self._special:
            if path in self._special:
                return self._special[path]
            path = path.rpartition("/")[0]
        return None

    def named(self, token: str) -> tuple[str, ...]:
        """Return the paths whose file name, up to its first dot, is `token`: plain files first, then special ones."""
        return tuple(self._by_stem.get(token, ()))

    def alike(self, path: str) -> str | None:
        """Return the one plain file whose path is this one but for case and Unicode form, as Windows would find it.

        None where there is none, or more than one: a guess is never made.
        """
        found = self._by_folded.get(_folded(path), ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        stems: dict[str, list[str]] = {}
        for path in (*self._by_path, *self._special):
            stems.setdefault(path.rpartition("/")[2].partition(".")[0], []).append(path)
        return stems

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        folded: dict[str, list[str]] = {}
        for path in self._by_path:
            folded.setdefault(_folded(path), []).append(path)
        return folded


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())


def listed(root: Path, start: str = "", *, leave: Callable[[str], bool] = lambda _: False) -> Listing:
    """Walk `root/start` (all of `root` where it is empty). A `start` that is not there is an empty listing.

    `leave` is asked of each path whether it is none of the walk's business.

    Raises:
        HandoffRefused: `media_name_not_utf8` (a journal line could not carry the name), `media_unreadable`.
    """
    files: list[File] = []
    ignored: list[Ignored] = []
    try:
        for path, found in _walk(f"{root}/", start, leave):
            why = _not_a_plain_file(path, found, start)
            if why:
                ignored.append(Ignored(path, why))
            else:
                files.append(File(path, found.st_size, found.st_mtime_ns, found.st_ino))
    except OSError as error:
        raise _unlistable(root, error) from error
    return Listing(files, ignored)


def first_change(
    root: Path, before: Listing, start: str = "", *, leave: Callable[[str], bool] = lambda _: False
) -> str | None:
    """Return the path of a file that came, went or changed since it was listed in the same way; None where none did.

    Raises:
        HandoffRefused: as `listed`.
    """
    left = len(before.files)
    try:
        for path, found in _walk(f"{root}/", start, leave):
            if _not_a_plain_file(path, found, start):
                continue
            if before.get(path) != (path, found.st_size, found.st_mtime_ns, found.st_ino):
                return path
            left -= 1
        if left:
            return next(file.path for file in before.files if not os.path.lexists(f"{root}/{file.path}"))
    except (OSError, StopIteration) as error:
        raise _unlistable(root, error) from error
    return None


def _unlistable(root: Path, error: Exception) -> HandoffRefused:
    return HandoffRefused(
        f"Could not list the files of {root}: {error}.",
        "Make the folder readable for this account and run the same command again.",
        reason="media_unreadable",
    )


def _walk(home: str, start: str, leave: Callable[[str], bool]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every name that is not a real folder, with what lstat says of it."""
    if start:
        try:
            found = os.lstat(home + start)
        except FileNotFoundError:
            return
        if not _is_real_folder(found):
            yield start, found
            return
    pending = [start]
    while pending:
        folder = pending.pop()
        inside = f"{folder}/" if folder else ""
        try:
            entries = os.scandir(home + folder)
        except FileNotFoundError:
            # Gone since its name was read: the writer renamed it. The next look sees the new name.
            continue
        with entries:
            for entry in entries:
                path = inside + entry.name
                if leave(path):
                    continue
                if not path.isascii():
                    _require_utf8(home, path)
                try:
                    found = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if _is_real_folder(found):
                    pending.append(path)
                else:
                    yield path, found


def _require_utf8(home: str, path: str) -> None:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        raise HandoffRefused(
            f"The file name {os.fsencode(path)!r} in {home} is not UTF-8.",
            "Rename the file (and the reference to it) in the handoff directory.",
            reason="media_name_not_utf8",
        ) from error


def _is_real_folder(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and not (_HAS_REPARSE_TAGS and getattr(found, "st_reparse_tag", False))


def _not_a_plain_file(path: str, found: os.stat_result, start: str) -> str | None:
    if _HAS_REPARSE_TAGS and getattr(found, "st_reparse_tag", False):
        return "symlink"
    if not stat.S_ISREG(found.st_mode):
        return _SPECIAL_KINDS.get(stat.S_IFMT(found.st_mode), "special")
    if path == start:
        return "special"
    return "temporary" if path.endswith(TEMPORARY_SUFFIX) else None
