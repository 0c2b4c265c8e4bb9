"""Private folders for copies that are read aside, and the end of those that a killed run left behind.

A live folder is locked. One that is not, and not brand-new, belongs to nobody: it holds a copy of what still lies
where it was copied from, and is removed by the next run that looks.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger import lock
from ledger.clock import system_clock
from ledger.errors import AutocaptureError

PREFIX = "autocapture-handoff-"

_LOCK = ".lock"
# Between a folder and its lock there is a moment.
_NEW_S = 10.0
_NO_WAIT_S = 0.0


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give a folder of our own, under TMPDIR, for the length of a block; what earlier runs left there goes.

    Raises:
        OSError, WriteFailed: none can be made.
    """
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with lock.held(folder / _LOCK, _NO_WAIT_S):
            yield folder


def sweep() -> None:
    """Remove the folders of runs that are dead: this account's own, of our name, not locked. No failure: they wait."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).iterdir():
            if path.name.startswith(PREFIX):
                _remove_dead(path)


def _remove_dead(folder: Path) -> None:
    with suppress(OSError, AutocaptureError):
        found = folder.lstat()
        if (
            not stat.S_ISDIR(found.st_mode)
            or not _is_ours(found)
            or system_clock().timestamp() - found.st_mtime < _NEW_S
        ):
            return
        with lock.held_if_there(folder / _LOCK, _NO_WAIT_S):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(found: os.stat_result) -> bool:
    return os.name == "nt" or found.st_uid == os.geteuid()
