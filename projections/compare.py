"""Holding the live views against the log: it is folded anew elsewhere, and nothing in the DataRoot changes."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from ledger import lock
from ledger.dataroot import DataRoot
from ledger.errors import Stale
from ledger.head import Head, read_head
from projections import database, engine
from projections.digests import Digests, joined, looks
from projections.engine import Files, Progress

_WAIT_S = 60.0


class Difference(msgspec.Struct, frozen=True):
    """A projection whose live rows are not what the log gives. `live` is None where the live file is unreadable."""

    projection: str
    live: str | None
    fresh: str


class Comparison(msgspec.Struct, frozen=True):
    """What the log gives, as far as the live views know it, and where these differ.

    `behind` is how many events the log holds that the views have not taken in: the next command that writes does.
    """

    fresh: Digests
    differences: tuple[Difference, ...]
    behind: int


def check(root: DataRoot, *, progress: Progress | None = None) -> Comparison:
    """Fold the log anew in a temporary directory, as far as the live views have come, and say where these differ.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
        Locked: another process has been folding for too long.
    """
    # The lock, so that the views do not move meanwhile; where it cannot be had for writing, nobody else can either.
    with lock.held_if_there(root.views_lock, _WAIT_S):
        head = read_head(root)
        live = _live(Files.of(root))
        with tempfile.TemporaryDirectory(prefix="autocapture-") as directory:
            fresh = _fresh(root, Files.inside(Path(directory)), head, live, progress)
    of = {name: digest for each in live.values() if each is not None for name, digest in each.of.items()}
    differences = [
        Difference(name, of.get(name), digest) for name, digest in fresh.of.items() if of.get(name) != digest
    ]
    known = [each.seq for each in live.values() if each is not None]
    return Comparison(fresh, tuple(differences), max(0, head.size - min(known, default=0)))


def _live(files: Files) -> dict[Path, Digests | None]:
    """Return the digests of each of the live files; None of one that is missing or unreadable."""
    found: dict[Path, Digests | None] = dict.fromkeys(files.all())
    for path, look in looks(files).items():
        with suppress(Stale, sqlite3.DatabaseError):
            found[path] = look()
    return found


def _fresh(
    root: DataRoot, files: Files, head: Head, live: dict[Path, Digests | None], progress: Progress | None
) -> Digests:
    """Fold as far as each of the live files has come: to one event, unless a writer was killed between them."""
    due = {
        path: min(each.seq, head.size) if each else head.size
        for path, each in zip(files.all(), live.values(), strict=True)
    }
    ways = looks(files)
    found: dict[Path, Digests] = {}
    for seq in sorted(set(due.values())):
        engine.fold_until(root, files, head, until=seq, apart=True, progress=progress)
        with database.telling(files.facts_db.parent.parent):
            found |= {path: ways[path]() for path in files.all() if due[path] == seq}
    return joined([found[path] for path in files.all()])
