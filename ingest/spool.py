"""When a handed-over directory last changed: a look at names and times, nothing is read."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.marker import NAME


def newest_ns(directory: Path) -> int:
    """Return when a directory last changed, in ns since 1970: its own files, and which names its folders hold.

    A file is as new as its last write or its last change of name (`mtime`, `ctime`). Files in folders are not looked
    at one by one: they are written once, and a new one shows in its folder.

    Raises:
        OSError: it cannot be looked into.
    """
    newest, pending = 0, []
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name == NAME:
                continue
            status = entry.stat(follow_symlinks=False)
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                    newest = max(newest, entry.stat(follow_symlinks=False).st_mtime_ns)
    return newest
