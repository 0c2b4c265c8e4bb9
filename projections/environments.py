"""Files of LMDB: opened once in a process, and whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import lmdb

from ledger.errors import Stale
from projections.database import REBUILD

_FIRST_MAP = 1 << 26
# LMDB forbids to open one file (device, number; a rebuild makes another) twice in a process: -> environment, users.
Key = tuple[int, int]
_readers: dict[Key, tuple[lmdb.Environment, int]] = {}
_readers_lock = threading.Lock()
_PATIENCE = 100
"""So often a file that is replaced while it is opened is opened again."""


def shared(path: Path) -> tuple[Key, lmdb.Environment]:
    """Open a file for reading, or return it where this process has it open; `release` must follow.

    Raises:
        Stale: it cannot be opened, is cut short, or is made anew all the time.
        OSError: it is not there.
    """
    with _readers_lock:
        for _ in range(_PATIENCE):
            key = _key_of(path)
            environment, users = _readers.get(key) or (_opened_as(path, key), 0)
            if environment is not None:
                _readers[key] = (environment, users + 1)
                return key, environment
    raise Stale(f"The view {path} is made anew all the time.", "Try again in a moment.")


def _key_of(path: Path) -> Key:
    return (status := path.stat()).st_dev, status.st_ino


def _opened_as(path: Path, key: Key) -> lmdb.Environment | None:
    """Open a file by its name; None where another one has come into its place meanwhile, by a rebuild."""
    try:
        environment = opened(path, readonly=True)
    except Stale:
        if _key_of(path) == key:
            raise
        return None
    if _key_of(path) == key:
        return environment
    environment.close()
    return None


def release(key: Key) -> None:
    """Give back what `shared` returned; the last one closes the file."""
    with _readers_lock:
        environment, users = _readers.pop(key)
        if users > 1:
            _readers[key] = (environment, users - 1)
        else:
            environment.close()


def opened(path: Path, *, readonly: bool, sync: bool = True) -> lmdb.Environment:
    """Open a file for this caller alone; without `sync` nothing is safe before it is synced by hand.

    Raises:
        Stale: it cannot be opened, or is cut short.
    """
    try:
        environment = lmdb.open(
            os.fsencode(path),  # a name that is no UTF-8 is a name all the same
            subdir=False,
            lock=False,
            readonly=readonly,
            sync=sync,
            create=not readonly,
            map_size=max(_FIRST_MAP, path.stat().st_size if path.exists() else 0),
            max_dbs=0,
        )
    except lmdb.Error as error:
        raise Stale(f"The view {path} cannot be opened: {error}.", REBUILD) from error
    # Pages are read through a map: one behind the end of the file would kill the process.
    if path.stat().st_size < least_size(environment):
        environment.close()
        raise Stale(f"The view {path} is cut short.", REBUILD)
    return environment


def least_size(environment: lmdb.Environment) -> int:
    """Return how many bytes the file must have for all of its pages to be in it."""
    return int((environment.info()["last_pgno"] + 1) * environment.stat()["psize"])
