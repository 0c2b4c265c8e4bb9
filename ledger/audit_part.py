"""One stretch of both logs, audited from a signed state on: the whole, or a part that another process took."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from ledger import chain, lock, log, tail
from ledger.audit_blobs import Blobs, Thoroughness
from ledger.audit_journal import Journal
from ledger.audit_ledger import Ledger, Opening, hints_of
from ledger.audit_report import Fault, Log, of_breaks, unexplained
from ledger.chain import Growth
from ledger.dataroot import DataRoot
from ledger.keyring import Keyring
from ledger.seals import JournalCommitted, SegmentSealed
from ledger.segments import Hole
from ledger.standing import Standing


class Watched(Growth, Protocol):
    """What follows the leaf hashes of a stretch, and has found something at its end."""

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with what was followed."""
        ...


Watch = Callable[[int], Watched]
"""Makes something that follows leaf hashes from an event's number on. It goes to other processes."""


class Task(msgspec.Struct, frozen=True):
    """What is to be audited: from `start` (None: from line 0 of logs whose keys nobody knows) to `end` (None: all).

    `sizes` are the lengths of ledger and journal that count, in bytes: what was appended since does not.
    """

    root: DataRoot
    opening: Opening | None
    start: Standing | None
    end: Standing | None
    sizes: tuple[int, int]
    blobs: Thoroughness
    watch: Watch | None = None


class Part(msgspec.Struct, frozen=True):
    """What an audit of a stretch found. `faults` are those of the logs, `media` those of blobs, `views` what was seen.

    `first` to `end - 1` are the events; `read` counts bytes of ledger and journal. `good` is the last commit before
    anything that is wrong, `sealed` the seals of segments with the numbers of their lines, `seen` the frontier at
    the segments' ends, `keys` those named so far. `torn` counts the bytes of ledger and journal behind the last
    commit; none where `writing`, for then they are another process's work.
    """

    faults: tuple[Fault, ...]
    media: tuple[Fault, ...]
    views: tuple[Fault, ...]
    unlisted: int
    first: int
    end: int
    commits: int
    blobs: int
    read: tuple[int, int]
    good: JournalCommitted | None
    unknown: Mapping[str, int]
    sealed: tuple[tuple[int, SegmentSealed], ...]
    seen: Mapping[int, tuple[bytes, ...]]
    setbacks: tuple[int, ...]
    torn: tuple[int, int]
    writing: bool
    keys: Keyring


class _End(msgspec.Struct, frozen=True):
    """What lies behind the last commit."""

    torn: tuple[int, int] = (0, 0)
    writing: bool = False
    fault: Fault | None = None


def examine(task: Task, progress: Callable[[int], None] | None = None) -> Part:
    """Audit a stretch; `progress` is told how many bytes of its journal have been read."""
    root, start, end = task.root, task.start, task.end
    ledger = Ledger(root.ledger, start, end.offset if end else task.sizes[0], task.opening, hints_of(root))
    blobs = Blobs(root, task.blobs)
    watched = task.watch(start.size if start else 0) if task.watch else None
    events = Journal(root.journal, start, task.sizes[1], ledger, blobs, watched)
    events.read(progress)
    faults = _without_holes("ledger", of_breaks("ledger", ledger.walk.breaks), ledger.holes)
    if not task.sizes[0]:
        faults.append(Fault("ledger", 0, 0, "is missing: there is no ledger, or an empty one", 0))
    faults += _without_holes("journal", events.faults(), events.holes)
    if end is None:
        faults += _of_files("ledger", root.ledger, faults) + _of_files("journal", root.journal, faults)
    behind = _behind(task, ledger, events, broken=bool(faults)) if end is None else _End()
    if behind.fault:
        faults.append(behind.fault)
    first = start.size if start else 0
    return Part(
        faults=tuple(faults),
        media=tuple(events.blob_faults),
        views=watched.faults() if watched is not None and not faults else (),
        unlisted=ledger.walk.unlisted + events.walk.unlisted + events.unlisted,
        first=first,
        end=ledger.last.size if ledger.last else events.walk.seq,
        commits=ledger.counted,
        blobs=blobs.checked,
        read=(
            ledger.walk.offset - (start.offset if start else 0),
            events.walk.offset - (start.bytes if start else 0),
        ),
        good=events.good,
        unknown=dict(events.unknown),
        sealed=tuple(ledger.sealed),
        seen=events.tree.seen,
        setbacks=tuple(ledger.setbacks),
        torn=behind.torn,
        writing=behind.writing,
        keys=ledger.keys,
    )


def _without_holes(name: Log, faults: list[Fault], holes: list[Hole]) -> list[Fault]:
    """Put what a segment does not give in the place of the lines that are missed because of it."""
    found = [
        Fault(name, each.first, each.offset, f"cannot be read: {each.why}", each.end - 1, each.file) for each in holes
    ]
    return sorted((*unexplained(faults, found), *found), key=lambda fault: fault.seq)


def _of_files(name: Log, path: Path, known: Sequence[Fault]) -> list[Fault]:
    """Return what is missing of the files of a log where no line that was looked at tells of it."""
    with log.Log(path) as lines:
        found = [Fault(name, hole.first, None, f"are missing: {hole.why}", hole.end - 1) for hole in lines.holes]
        if lines.names and not lines.goes_on:
            # Sealing leaves a line in it.
            due = lines.names[-1].end
            what = f"is missing: {path.name}, which goes on behind the sealed segments, is gone or empty"
            found.append(Fault(name, due, lines.base, what, due))
    told = [fault for fault in known if fault.log == name]
    return [new for new in found if not any(old.seq <= new.last and new.seq <= old.last for old in told)]


def _behind(task: Task, ledger: Ledger, events: Journal, *, broken: bool) -> _End:
    """Judge what lies behind the last commit; in damaged logs nobody can say what was committed there."""
    root, sizes = task.root, task.sizes
    rest = sizes[1] - events.walk.offset
    if broken or not (rest or ledger.torn):
        return _End()
    if lock.is_held(root.writer_lock) or sizes != (log.size_of(root.ledger), log.size_of(root.journal)):
        return _End(writing=True)
    begins = chain.prefix(events.walk.prev, events.walk.seq)
    found = tail.behind(root.journal, events.walk.offset, sizes[1], begins)
    if found.commits > 1:
        what = "is missing: the journal holds more than one commit behind the last one that the ledger knows"
        return _End(fault=Fault("ledger", ledger.walk.seq, ledger.walk.offset, what, ledger.walk.seq))
    if found.stray is not None:
        what = f"stands behind the last commit, where event {events.walk.seq} was due"
        return _End(fault=Fault("journal", found.stray, events.walk.offset, what, found.stray))
    return _End(torn=(ledger.torn, rest))
