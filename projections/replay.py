"""A DataRoot as of an event: the logs up to its commit, and views folded up to and including it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from ledger import replay
from ledger.dataroot import REPLAY, DataRoot
from ledger.errors import Usage
from ledger.head import read_head
from ledger.replay import Replay
from ledger.settling import Settling
from projections import engine
from projections.digests import Digests, digests_of
from projections.engine import Files, Progress


def as_of(root: DataRoot, until: int, out: Path, *, progress: Progress | None = None) -> tuple[Replay, Digests]:
    """Make a DataRoot to read from in an empty directory: questions are answered as they were at event `until`.

    Raises:
        NotFound: there is no such event.
        NotADataRoot, Damaged: the log cannot be read.
        Usage: `out` is in use.
        WriteFailed: the disk refused.
    """
    then = DataRoot(out)
    replay.refuse_taken(then)
    was_there = out.is_dir()
    try:
        return _made(root, until, then, progress)
    except Usage:
        # Another process makes something there; it is not ours to take away.
        raise
    except BaseException:
        # Half of it answers nothing, and would be in the way of the same command.
        _forget(then, also_itself=not was_there)
        raise


def _forget(then: DataRoot, *, also_itself: bool) -> None:
    """Take away what was made so far, and nothing else that may lie there by now."""
    with suppress(OSError):
        for each in (then.media, then.segments, then.keys, then.derived, then.index):
            each.unlink() if each.is_symlink() else shutil.rmtree(each, ignore_errors=True)
        for each in (then.metadata_db, then.journal, then.ledger, then.path / REPLAY):
            each.unlink(missing_ok=True)
        if also_itself:
            then.path.rmdir()


def _made(root: DataRoot, until: int, then: DataRoot, progress: Progress | None) -> tuple[Replay, Digests]:
    made = replay.copy_logs(root, until, then)
    files = Files.of(then)
    with Settling(then.path) as settling:
        engine.fold_until(then, files, read_head(then), until=until + 1, apart=True, progress=progress)
        parts = [each for path in files.all() for each in (path, *path.rglob("*")) if each.is_file()]
        settling.settle([str(each) for each in parts])
    digests = digests_of(files)
    for each in parts:
        each.chmod(0o444)
    return made, digests
