"""A DataRoot as of an event: the logs up to its commit, and views folded up to and including it."""

from __future__ import annotations

from pathlib import Path

from ledger import replay
from ledger.dataroot import DataRoot
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
    made = replay.copy_logs(root, until, then)
    files = Files.of(then)
    with Settling(out) as settling:
        engine.fold_until(then, files, read_head(then), until=until + 1, apart=True, progress=progress)
        parts = [each for path in files.all() for each in (path, *path.rglob("*")) if each.is_file()]
        settling.settle([str(each) for each in parts])
    digests = digests_of(files)
    for each in parts:
        each.chmod(0o444)
    return made, digests
