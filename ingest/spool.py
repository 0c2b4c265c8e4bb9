"""Whether anything came into a handed-over directory since a moment: a look at names and times, nothing is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ingest.marker import NAME


def has_newer(directory: Path, than_ns: int) -> bool:
    """Say whether a file in a directory was written, or got its name, at or after a moment (ns since 1970).

    A file is as new as its last write or its last change of name (`mtime`, `ctime`). The directory's own files are
    looked at one by one; those in its folders only where a folder's names changed: what came shows there. What was only
    deleted is not newer: a reaper is at work.

    Raises:
        OSError: it cannot be looked into.
    """
    folders: list[os.DirEntry[str]] = []
    for entry in _entries(directory):
        if entry.is_dir(follow_symlinks=False):
            folders.extend(_folders(entry))
        elif entry.name != NAME and _newest(entry) >= than_ns:
            return True
    # A folder to which a name was added is as new as that; so is one from which a name was taken.
    changed = [each for each in folders if each.stat(follow_symlinks=False).st_mtime_ns >= than_ns]
    return any(
        _newest(entry) >= than_ns
        for folder in changed
        for entry in _entries(folder.path)
        if not entry.is_dir(follow_symlinks=False)
    )


def _entries(directory: Path | str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        yield from entries


def _folders(top: os.DirEntry[str]) -> Iterator[os.DirEntry[str]]:
    """Yield a folder and all folders in it."""
    pending = [top]
    while pending:
        folder = pending.pop()
        yield folder
        pending.extend(entry for entry in _entries(folder.path) if entry.is_dir(follow_symlinks=False))


def _newest(entry: os.DirEntry[str]) -> int:
    status = entry.stat(follow_symlinks=False)
    return max(status.st_mtime_ns, status.st_ctime_ns)
