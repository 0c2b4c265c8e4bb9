"""A walk through a directory that was handed over: nothing is opened, and no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.listing import TEMPORARY, File, Listing
from ingest.shelf import Shelf
from ledger.errors import HandoffRefused

_TEMPORARY_SUFFIX = ".tmp"

_SPECIAL_KINDS = {
    stat.S_IFLNK: "symlink",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
    stat.S_IFBLK: "device",
    stat.S_IFCHR: "device",
}
# Windows calls a junction a folder; only its reparse tag gives it away. Elsewhere there is no such tag.
_HAS_REPARSE_TAGS = hasattr(os.stat_result, "st_reparse_tag")


def listed(
    root: Path, start: str = "", *, leave: Callable[[str], bool] = lambda _: False, shelf: Shelf | None = None
) -> Listing:
    """Walk `root/start` (all of `root` where it is empty). A `start` that is not there is an empty listing.

    `leave` is asked of each path whether it is none of the walk's business.

    Raises:
        HandoffRefused: `media_name_not_utf8` (a journal line could not carry the name), `media_unreadable`.
        NoRoom: for what is noted of them.
    """
    listing = Listing(shelf=shelf)
    try:
        listing.note(_found(root, start, leave))
    except OSError as error:
        raise _unlistable(root, error) from error
    return listing


def _found(root: Path, start: str, leave: Callable[[str], bool]) -> Iterator[tuple[File, str]]:
    """Yield every file, and why it is none."""
    for path, status in _walk(f"{root}/", start, leave):
        yield File(path, status.st_size, status.st_mtime_ns, status.st_ino), _not_a_plain_file(path, status, start)


def first_change(
    root: Path, before: Listing, start: str = "", *, leave: Callable[[str], bool] = lambda _: False
) -> str | None:
    """Return the path of a file that came, went or changed since it was listed in the same way; None where none did.

    Raises:
        HandoffRefused: as `listed`.
    """
    count = total = 0
    try:
        for file, why in _found(root, start, leave):
            if not why:
                count, total = count + 1, total + hash(file)
        if (count, total) == before.seen:
            return None
        for file, why in _found(root, start, leave):
            if not why and before.get(file.path) != file:
                return file.path
        gone = (file.path for file in before.files if not os.path.lexists(f"{root}/{file.path}"))
        return next(gone, start or ".")  # it may have come back meanwhile
    except OSError as error:
        raise _unlistable(root, error) from error


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


def _not_a_plain_file(path: str, found: os.stat_result, start: str) -> str:
    """Return what a name is instead, or why it is left aside; empty for a plain file."""
    if _HAS_REPARSE_TAGS and getattr(found, "st_reparse_tag", False):
        return "symlink"
    if not stat.S_ISREG(found.st_mode):
        return _SPECIAL_KINDS.get(stat.S_IFMT(found.st_mode), "special")
    if path == start:
        return "special"
    return TEMPORARY if path.endswith(_TEMPORARY_SUFFIX) else ""
