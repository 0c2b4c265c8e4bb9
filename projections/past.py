"""The views as they were at an event: folded anew from the log, in a directory of their own that is gone afterwards.

Nothing is written into the DataRoot: neither copied, nor linked, nor locked. `audit replay` makes the same to keep.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from ledger import commits
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound
from ledger.event import event_id
from ledger.head import VERIFY, Head, read_head
from projections import engine
from projections.engine import Files, Progress
from projections.views import Views

_PREFIX = "autocapture-as-of-"


@contextmanager
def as_of(root: DataRoot, until: int, *, progress: Progress | None = None) -> Iterator[Views]:
    """Give the views up to and including event `until`; their head is the commit that brought it.

    Folding takes time that grows with the log. A kill leaves the directory behind, readable by its owner alone.

    Raises:
        NotFound: there is no such event.
        NotADataRoot, Damaged: the log cannot be read.
        Usage: temporary files would lie in the DataRoot.
        WriteFailed: there is no room for them.
    """
    head = head_at(root, until)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made:
        files = Files.inside(root.outside(Path(made)))
        engine.fold_until(root, files, head, until=until + 1, apart=True, progress=progress)
        with Views(root, files, head) as views:
            yield views


def head_at(root: DataRoot, until: int) -> Head:
    """Return where the log stood after the commit that brought event `until`.

    Raises:
        NotFound: there is no such event.
        NotADataRoot, Damaged: the log cannot be read.
    """
    head = read_head(root)
    found = commits.covering(root.ledger, until) if 0 <= until < head.size else None
    if found is None:
        last = f"the last is {event_id(head.last_event)}" if head.size else "it holds none yet"
        raise NotFound(f"There is no event {event_id(until)} in {root.path}: {last}.")
    try:
        frontier = found.told.frontier_at()
    except ValueError as error:
        raise Damaged(f"Line {found.placed.seal.seq} of {root.ledger} is damaged: {error}.", VERIFY) from error
    return replace(
        head,
        size=found.told.size,
        bytes=found.told.bytes,
        leaf=found.told.head,
        frontier=frontier,
        commit=found.told,
    )
