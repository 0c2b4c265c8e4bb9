"""Sealing: the closed part of a log leaves the file that grows, compressed, and the ledger says where it is.

Nothing is sealed that was not looked at: the key vouches with a segment for its lines, so all lines of the growing
file are first followed to the last one that was committed. Then, for each stretch that is due, in order; what a crash
after each step means stands beside it.

1. write the segment, sync, rename                  a file that no line of the ledger names: done again
2. append `segment.sealed` to the ledger            the lines are there twice; the growing file counts
3. write the rest of the growing file anew, rename  the lines are in the segment alone

Readers see one log all the time: see `log`. The writer's lock is held.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import deque
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Protocol

from ledger import chain, durable, packing, plain, seals, segment, segments
from ledger.dataroot import SEGMENTS, DataRoot
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.head import VERIFY, Head
from ledger.log import Log
from ledger.note import Signer
from ledger.seals import Entry, SegmentSealed
from ledger.statement import LogName, Name, SegmentError, Statement

LINES = 1 << 16
_CHUNK = 1 << 20
_UNFINISHED = f".sealing{durable.TEMPORARY_MARK}"


class Notes(Protocol):
    """What takes the lines of the ledger: a writer's turn."""

    head: Head

    def note(self, entry: Entry) -> None:
        """Append one, durable when this returns."""


def seal_due(root: DataRoot, turn: Notes, signer: Signer, lines: int = LINES) -> None:
    """Seal every whole stretch of `lines` lines of either log that is closed.

    Raises:
        Damaged: committed lines cannot be read, or do not follow one another; nothing is sealed.
        WriteFailed: the disk refused. What was committed stays where it was.
    """
    _seal(root, "journal", turn, signer, lines)
    _seal(root, "ledger", turn, signer, lines)


def _seal(root: DataRoot, name: LogName, turn: Notes, signer: Signer, lines: int) -> None:
    head = turn.head
    # A line stays behind that says where the growing file goes on; in the ledger that is the seal itself.
    path, size, end, last = (
        (root.journal, head.size - 1, head.bytes, head.leaf)
        if name == "journal"
        else (root.ledger, head.ledger_size, head.ledger_bytes, head.ledger_leaf)
    )
    with Log(path) as log:
        first, offset = (log.names[-1].end if log.names else 0), log.base
        if size - first < lines:
            return
        _refuse_broken(log.whole(), first, end, _named_before(log, name, head), last)
        ours = set(log.names)
        found = log.whole().lines(offset, end)
        told = {(each.log, each.first, each.offset): each for each in _told(root)}
        while size - first >= lines:
            sealed = told.get((name, first, offset))
            if sealed is not None and _is_whole(root, sealed, signer):
                deque(islice(found, sealed.end - first), maxlen=0)
            else:
                statement = _put_aside(root, name, islice(found, lines), first, offset, signer)
                turn.note(_entry(root, statement))
                sealed = statement.name
            ours.add(sealed)
            first, offset = sealed.end, sealed.upto
        _set_others_aside(root, path, ours)
        _cut(path, offset - log.base)


def _named_before(log: Log, name: LogName, head: Head) -> str:
    """Return what the growing file's first line must name as the line before it."""
    if not log.names:
        return chain.genesis(name, head.origin, head.root_key)
    return leaf(log.last_line(0, log.base)).hex()


def _refuse_broken(log: Log, first: int, end: int, prev: str, last: str) -> None:
    """Refuse a growing file whose lines do not lead from the line `prev` to the line `last`, by their leaf hashes."""
    seq = first
    for line in log.lines(log.base, end):
        if not line.startswith(chain.prefix(prev, seq)):
            raise Damaged(f"Line {seq} of {log.path} does not follow the line before it.", VERIFY)
        prev, seq = leaf(line).hex(), seq + 1
    if prev != last:
        raise Damaged(f"The last committed line of {log.path} is not what was committed.", VERIFY)


def _set_others_aside(root: DataRoot, path: Path, ours: set[Name]) -> None:
    """Move what is called like a segment of a log, and is none, to quarantine: of a log that was set back, say.

    Readers know a segment by where it lies. Before the growing file begins behind another, there may be no doubt.
    """
    for name in set(segments.all_of(path)) - ours:
        _quarantine(root, root.segments / name.spelled())


def _told(root: DataRoot) -> list[Name]:
    """Return the segments that the end of the ledger names: a crash left their lines in the growing file as well."""
    tail = seals.read_tail(root.ledger)
    found = tail.seals if tail is not None else ()
    return [Name(seal.log, seal.first, seal.size, seal.offset, seal.offset + seal.bytes) for seal in found]


def _is_whole(root: DataRoot, name: Name, signer: Signer) -> bool:
    try:
        return segment.check(root.segments / name.spelled(), signer.verifier).name == name
    except SegmentError:
        return False


def _put_aside(
    root: DataRoot, log: LogName, lines: Iterable[bytes], first: int, offset: int, signer: Signer
) -> Statement:
    """Write a segment and give it its name. Another file of that name is of a log that was set back: it is kept."""
    durable.make_directory(root.segments)
    made = root.segments / _UNFINISHED
    statement = packing.write(made, log, lines, first, offset, signer)
    path = root.segments / statement.name.spelled()
    if os.path.lexists(path) and _known_as(path) != _sha256(made):
        _quarantine(root, path)
    durable.rename(made, path)
    return statement


def _quarantine(root: DataRoot, path: Path) -> None:
    durable.make_directory(root.quarantine)
    durable.rename(path, root.quarantine / f"{path.name}.{_known_as(path)[:16]}")


def _entry(root: DataRoot, statement: Statement) -> SegmentSealed:
    file = statement.name.spelled()
    return SegmentSealed(
        log=statement.log,
        first=statement.first,
        size=statement.end,
        offset=statement.offset,
        bytes=statement.length,
        root=base64.b64encode(statement.root).decode(),
        file=f"{SEGMENTS}/{file}",
        sha256=_sha256(root.segments / file),
    )


def _cut(path: Path, length: int) -> None:
    """Take the first `length` bytes off the growing file: its rest is written anew, and takes its name."""
    with path.open("rb") as reading, durable.renewed(path) as descriptor:
        reading.seek(length)
        while chunk := reading.read(_CHUNK):
            durable.write_all(descriptor, chunk)


def _known_as(path: Path) -> str:
    try:
        return _sha256(path)
    except OSError:
        return f"inode-{path.lstat().st_ino:x}"  # no plain file: nobody waits for a FIFO that has the name


def _sha256(path: Path) -> str:
    with plain.opened(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
