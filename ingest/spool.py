"""Whether anything came into a handed-over directory since a moment: a look at names and times, nothing is read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile


def has_newer(directory: Path, than_ns: int, *, once: str, leave: Callable[[str], bool]) -> bool:
    """Say whether a file in a directory was written, or got its name, at or after a moment (ns since 1970).

    A file is as new as its last write or its last change of name (`mtime`, `ctime`); so is a folder whose own names
    did not change meanwhile, for it may have come as a whole. Files below the folder `once` are
    written once: they are looked at only where a folder's names changed, for what came shows there. All others are
    looked at one by one. `leave` is asked of each path whether it says nothing. What was only deleted is not newer: a
    reaper is at work.

    Raises:
        OSError: it cannot be looked into.
    """
    pending = [("", True)]
    while pending:
        folder, is_looked_at = pending.pop()
        with os.scandir(f"{directory}/{folder}") as entries:
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    # A folder to which a name was added is as new as that; so is one from which a name was taken.
                    status = entry.stat(follow_symlinks=False)
                    is_changed = status.st_mtime_ns >= than_ns
                    if not is_changed and status.st_ctime_ns >= than_ns:
                        return True  # moved here, or copied with its old time: so may be all that is in it
                    pending.append((f"{path}/", is_changed or not f"{path}/".startswith(f"{once}/")))
                elif is_looked_at and not leave(path) and _newest(entry) >= than_ns:
                    return True
    return False


def now_at(directory: Path) -> int:
    """Return what time it is (ns since 1970) for files that are written to a directory: not always by our own clock.

    Asked with a file without a name; where none can be made, it is our clock that counts.
    """
    try:
        with TemporaryFile(dir=directory) as probe:
            return os.fstat(probe.fileno()).st_mtime_ns
    except OSError:
        return time.time_ns()


def _newest(entry: os.DirEntry[str]) -> int:
    status = entry.stat(follow_symlinks=False)
    return max(status.st_mtime_ns, status.st_ctime_ns)
