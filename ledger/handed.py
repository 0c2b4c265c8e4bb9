"""Files that a person names for what is given away: new ones, or a pipe; nothing that is there is replaced."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from ledger import durable
from ledger.errors import Usage

_ANOTHER = "Name a new file: what is there may be all that somebody kept."
_STDOUT = 1
_NAMES_OF_STDOUT = frozenset({"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def is_stdout(path: Path) -> bool:
    """Say whether a path names our own output, wherever that goes."""
    return str(path) in _NAMES_OF_STDOUT


def refuse_taken(path: Path) -> None:
    """Return only if something can be written under a name: nothing is there, or what takes bytes as they come.

    Raises:
        Usage: a file, a directory, a disk or a link that leads nowhere is there.
    """
    _takes_bytes(path)


def write(path: Path, data: bytes) -> None:
    """Write a new file, durable on return; where a pipe or a terminal is named, say it there.

    Raises:
        Usage: see `refuse_taken`; nobody reads the pipe.
        WriteFailed: the disk refused.
    """
    if is_stdout(path):  # to be opened anew it would be written over from its beginning
        sys.stdout.flush()
        durable.write_all(_STDOUT, data)
        return
    if not _takes_bytes(path):
        durable.replace(path, data)
        return
    with durable.failing_as("write", path):
        try:
            # Not waiting for a reader that may never come.
            descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            raise Usage(f"Nobody reads {path}.", "Begin to read it first, or name a new file.") from error
        try:
            os.set_blocking(descriptor, True)
            durable.write_all(descriptor, data)
        finally:
            os.close(descriptor)


def _takes_bytes(path: Path) -> bool:
    if is_stdout(path):  # a file perhaps, but one that the shell was told to write
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if os.path.lexists(path):
            raise Usage(f"{path} is a link that leads nowhere.", _ANOTHER) from error
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Usage(f"{path} is a link that leads nowhere.", _ANOTHER) from error
        return False  # whoever writes it is told
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return True
    raise Usage(f"{path} is there already.", _ANOTHER)
