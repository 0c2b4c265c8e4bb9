"""The audit of a DataRoot: does every committed byte still say what it said? Pure reading, no lock, no writing.

0. The key is the one that line 0 of the ledger names; event 0 says the same. Where the two differ, the
   one counts that has signed more of the ledger's first lines.
1. Each ledger line: it can be read, has the form of an entry, is spelled as we write it (no duplicate
   key, no other spelling of the same), is signed by the key in force, names the line before it, has the
   next number. Line 0 opens the ledger, and no other line does; a key is changed by the one before it.
2. Each commit in itself: the checkpoint is signed and of this origin; its size is the commit's; the
   frontier leads to its root; it begins where the commit before it ends. A commit that fails here or in
   step 1 is no yardstick for what follows.
3. Each journal line up to the last commit: as in step 1, except for the signature. A kind that this
   version does not know is checked for all but its fields, and counted. Event 0 opens the DataRoot with
   the ledger's origin and key.
4. At each commit the journal agrees with what is signed: number of events, bytes, hash of the last line,
   Merkle root.
5. What follows the last commit is an unfinished write: part of a ledger line, or the events of one
   commit. Events of more than one mean that ledger lines are gone. While a writer holds the lock such
   bytes are no finding.
6. Each admitted blob is a regular file under `media/` of the size (`blobs="size"`) and with the SHA-256
   (`blobs="hash"`) that its event says.
7. Each sealed segment: see `audit_segments.faults_of`. Only where the whole is looked at.

With a scope, steps 1 to 6 are done for the commits that hold its events, from the signed commit before
them on. Work may be cut into parts; where one of them finds something wrong with the logs, all is gone
through once more in one piece from the scope's beginning, because a lost line moves all that follows it.
Where somebody wrote meanwhile, what is found damaged is looked at once more before it is said.

Not checked, because nothing inside the DataRoot can show it: that the key has not rewritten everything,
and that the DataRoot as a whole has not been set back to an earlier state. See docs/trust.md.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from ledger import audit_segments, lock, log
from ledger.audit_blobs import Thoroughness
from ledger.audit_ledger import Opening, find_opening
from ledger.audit_part import Part, Task, Watch, examine
from ledger.audit_report import Fault, Report, as_json, in_words
from ledger.audit_result import report_of
from ledger.audit_scope import WHOLE, Scope, bounds_of
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotADataRoot
from ledger.keyring import Keyring, every_key_of
from ledger.standing import Standing, beginning

__all__ = ["WHOLE", "Fault", "Progress", "Report", "Scope", "as_json", "in_words", "verify"]

Progress = Callable[[int, int], None]


def verify(
    root: DataRoot,
    *,
    blobs: Thoroughness = "size",
    scope: Scope = WHOLE,
    jobs: int = 1,
    expired: Callable[[], bool] | None = None,
    watch: Watch | None = None,
    progress: Progress | None = None,
) -> Report:
    """Return what is wrong with the logs of a DataRoot and with its blobs. Memory does not grow with history.

    What is checked, and what is not, stands at the top of this page.

    Args:
        root: the DataRoot; it need not be writable.
        blobs: how closely to look at the files under `media/`.
        scope: which events.
        jobs: how many processes share the work, this one among them. Where no others can be had, or they are killed,
            it does the rest alone.
        expired: asked between parts; once it says yes, no further part is begun, and the report says how far it came.
        watch: makes what follows the leaf hashes, such as the check of a view; what it finds stands in `views`.
        progress: called now and then with the bytes of the journal read so far, and all of them.

    Raises:
        NotADataRoot: there is no such directory, no log of ours in it, or one of a later format.
        NotFound: the scope names an event that is not there.
        Damaged: the ledger cannot be searched for the scope's commits.
        OSError: a log cannot be read at all.
    """
    _refuse_what_is_not_ours(root)
    sizes = _sizes(root)
    look = partial(_looked, root, scope, jobs, expired, progress)
    try:
        report = look(sizes, blobs, watch)
    except Damaged:
        if not _is_moving(root, sizes):
            raise
        report = None
    if report is None or (report.state == "damaged" and _is_moving(root, sizes)):
        # A writer that sets an unfinished write aside takes away, and writes anew, what was being read.
        report = look(_sizes(root), blobs, watch)
    return report


def _looked(
    root: DataRoot,
    scope: Scope,
    jobs: int,
    expired: Callable[[], bool] | None,
    progress: Progress | None,
    sizes: tuple[int, int],
    blobs: Thoroughness,
    watch: Watch | None,
) -> Report:
    opening = find_opening(root)
    keys = _keys(root, opening, scope)
    stretches = _stretches(root, keys, opening, scope, in_parts=jobs > 1 or expired is not None)
    tasks = [Task(root, opening, start, end, sizes, blobs, watch) for start, end in stretches]
    told, lost = _Progress(progress, tasks), list[str]()
    alone = min(jobs, len(tasks)) == 1
    parts = list(_in_turn(tasks, expired, told) if alone else _side_by_side(tasks, jobs, expired, told, lost))
    complete = len(parts) == len(tasks)
    if len(tasks) > 1 and any(part.faults for part in parts):
        anew = [replace(tasks[0], end=None)]
        parts, complete = list(_in_turn(anew, None, _Progress(progress, anew))), True
    segments = _of_segments(root, parts) if complete and scope == WHOLE else []
    report = report_of(parts, segments, opening, keys or parts[-1].keys, complete=complete, partial=scope != WHOLE)
    return replace(report, lost="".join(lost))


def _sizes(root: DataRoot) -> tuple[int, int]:
    # In this order: what the ledger's bytes commit to is in the journal by then, also while somebody writes.
    return log.size_of(root.ledger), log.size_of(root.journal)


def _is_moving(root: DataRoot, sizes: tuple[int, int]) -> bool:
    return lock.is_held(root.writer_lock) or _sizes(root) != sizes


class _Progress:
    """How far an audit has come, in bytes of the journal."""

    def __init__(self, tell: Progress | None, tasks: Sequence[Task]) -> None:
        first, last = tasks[0], tasks[-1]
        self._tell = tell
        self._done = 0
        begun = first.start.bytes if first.start else 0
        self._total = max(0, (last.end.bytes if last.end else last.sizes[1]) - begun)

    def within(self, read: int) -> None:
        """Tell that so much of the part at hand was read."""
        if self._tell:
            self._tell(min(self._done + read, self._total), self._total)

    def behind(self, part: Part) -> None:
        """Tell that a part is done."""
        self._done += part.read[1]
        self.within(0)

    def end(self) -> None:
        """Tell that nothing is left."""
        self.within(self._total)


def _refuse_what_is_not_ours(root: DataRoot) -> None:
    if not root.path.is_dir():
        raise NotADataRoot(f"There is no directory {root.path}.", "Name an existing DataRoot with --data-dir.")
    if root.is_born() or root.holds_journal():
        return
    what = "logs that another program wrote" if root.holds_foreign_logs() else "no log"
    raise NotADataRoot(
        f"{root.path} is not an autocapture DataRoot: it holds {what}.", "Name the right directory with --data-dir."
    )


def _keys(root: DataRoot, opening: Opening | None, scope: Scope) -> Keyring | None:
    """Return the keys of the log; None where a damaged ledger does not tell them."""
    try:
        keys = every_key_of(root)
    except (Damaged, NotADataRoot):
        if scope != WHOLE:
            raise
        return None
    return keys if opening is not None and keys.root == opening.key else None


def _stretches(
    root: DataRoot, keys: Keyring | None, opening: Opening | None, scope: Scope, *, in_parts: bool
) -> list[tuple[Standing | None, Standing | None]]:
    """Return from where to where to look. A log whose keys or commits cannot be found is looked at in one piece."""
    if keys is not None and (scope != WHOLE or in_parts):
        try:
            return list(pairwise(bounds_of(root, keys, scope, in_parts=in_parts)))
        except Damaged:
            if scope != WHOLE:
                raise
    return [(beginning(Keyring.of(opening.key)) if opening else None, None)]


def _in_turn(tasks: Sequence[Task], expired: Callable[[], bool] | None, told: _Progress) -> Iterator[Part]:
    for number, task in enumerate(tasks):
        if number and expired is not None and expired():
            return
        part = examine(task, told.within)
        told.behind(part)
        yield part
    told.end()


class _Lost(Exception):
    """The other processes could not be started, or were killed."""


def _side_by_side(
    tasks: Sequence[Task], jobs: int, expired: Callable[[], bool] | None, told: _Progress, lost: list[str]
) -> Iterator[Part]:
    """Share parts among processes; where they are lost, do the rest in this one, and note why in `lost`."""
    done = 0
    try:
        for part in _shared(tasks, jobs, expired):
            done += 1
            told.behind(part)
            yield part
    except _Lost as error:
        lost.append(str(error))
        if not (done and expired is not None and expired()):
            yield from _in_turn(tasks[done:], expired, told)
    told.end()


def _shared(tasks: Sequence[Task], jobs: int, expired: Callable[[], bool] | None) -> Iterator[Part]:
    """Yield parts in order: what is done when the time is up is a beginning without gaps.

    This process is one of those that share them: it is at work while the others are still being started.
    """
    # Started afresh: a copy of this process would take threads' locks with it that nobody there lets go.
    context = multiprocessing.get_context("spawn")
    left, begun = deque(tasks), deque[Future[Part]]()
    others = min(jobs, len(tasks)) - 1
    with _starting():
        pool = ProcessPoolExecutor(others, context)
    with pool:
        while left or begun:
            if len(left) < len(tasks) and expired is not None and expired():
                left.clear()
            if left:
                # Each of the others has one part at hand and one waiting, so that none waits for this process.
                if sum(not part.done() for part in begun) < 2 * others:
                    with _starting():
                        begun.append(pool.submit(examine, left.popleft()))
                else:
                    begun.append(_done(examine(left.popleft())))
            while begun and (begun[0].done() or not left):
                try:
                    part = begun.popleft().result()
                except BrokenProcessPool as error:
                    raise _Lost("they were stopped") from error
                yield part


def _done(part: Part) -> Future[Part]:
    """Return what was done here in the shape of what the others do."""
    here = Future[Part]()
    here.set_result(part)
    return here


@contextmanager
def _starting() -> Iterator[None]:
    """Tell a system that gives no processes from a log that cannot be read."""
    before = set(multiprocessing.active_children())
    try:
        yield
    except (OSError, NotImplementedError, BrokenProcessPool) as error:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()  # nobody would ever give it work, nor end it
        why = getattr(error, "strerror", None) or error
        raise _Lost(f"they could not be started: {why}") from error


def _of_segments(root: DataRoot, parts: Sequence[Part]) -> list[Fault]:
    sealed = [seal for part in parts for seal in part.sealed]
    seen = {size: roots for part in parts for size, roots in part.seen.items()}
    return audit_segments.faults_of(
        root, parts[-1].keys, sealed, seen, [fault for part in parts for fault in part.faults]
    )
