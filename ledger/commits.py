"""Finding a commit in the ledger by what it holds: a search by halves, so that no history is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from ledger import cut, seals
from ledger.errors import Damaged
from ledger.log import Log
from ledger.seals import AnyEntry, JournalCommitted, Seal

VERIFY = "Nothing was changed. Run `autocapture audit verify` to see which lines, then restore them from a backup."


class Placed(NamedTuple):
    """A line of the ledger: where it begins, its bytes, and what it says."""

    offset: int
    line: bytes
    seal: Seal
    entry: AnyEntry

    @property
    def end(self) -> int:
        """Where the next line begins."""
        return self.offset + len(self.line)


class Commit(NamedTuple):
    """A commit and the line of the ledger that says it."""

    placed: Placed
    told: JournalCommitted


def covering(ledger: Path, seq: int) -> Commit | None:
    """Return the commit that brought event `seq`, or None where the ledger holds none.

    Raises:
        Damaged: a line of the ledger cannot be read.
    """
    with Log(ledger) as log:
        return first_commit(log, lambda commit: commit.size > seq)


def line(ledger: Path, seq: int) -> Placed | None:
    """Return line `seq` of the ledger, or None where it has none.

    Raises:
        Damaged: a line of the ledger cannot be read.
    """
    with Log(ledger) as log:
        offset = _first(log, lambda placed: placed.seal.seq >= seq)
        found = _line_at(log, offset)
    return found if found is not None and found.seal.seq == seq else None


def first_commit(log: Log, holds: Callable[[JournalCommitted], bool]) -> Commit | None:
    """Return the first commit for which something holds that, once it does, holds for all later ones.

    Raises:
        Damaged: a line of the ledger cannot be read.
    """

    def at_or_behind(placed: Placed) -> bool:
        # Other lines are judged by the next commit behind them; behind the last one there is none to find.
        commit = _next_commit(log, placed)
        return commit is None or holds(commit.told)

    found = _line_at(log, _first(log, at_or_behind))
    return _next_commit(log, found) if found is not None else None


def root_at(ledger: Path, size: int) -> bytes | None:
    """Return the Merkle root (32 bytes) that a commit states for `size` events; None where no commit ends there.

    Raises:
        Damaged: a line of the ledger cannot be read, or the commit's frontier leads to no root.
    """
    with Log(ledger) as log:
        found = first_commit(log, lambda commit: commit.size >= size)
    if found is None or found.told.size != size:
        return None
    try:
        return found.told.frontier_at().root()
    except ValueError as error:
        raise Damaged(f"Line {found.placed.seal.seq} of {ledger} is damaged: {error}.", VERIFY) from error


def last_commit(log: Log, end: int) -> Commit | None:
    """Return the last commit that ends at byte `end` or before, None where there is none.

    Raises:
        Damaged: a line of the ledger cannot be read.
    """
    while end > 0:
        line = log.last_line(0, end)
        placed = _line_at(log, end - len(line)) if line else None
        if placed is None:
            return None
        if isinstance(placed.entry, JournalCommitted):
            return Commit(placed, placed.entry)
        end = placed.offset
    return None


def _next_commit(log: Log, placed: Placed | None) -> Commit | None:
    while placed is not None:
        if isinstance(placed.entry, JournalCommitted):
            return Commit(placed, placed.entry)
        placed = _line_at(log, placed.end)
    return None


def _first(log: Log, holds: Callable[[Placed], bool]) -> int:
    """Return where the first line begins for which something holds, once and for all; the end if there is none."""
    low, high = 0, log.end
    while low < high:
        middle = (low + high) // 2
        found = _line_at(log, middle)
        # Before `low` it holds for none; for the first line that begins at `high` or later it does.
        if found is None or found.offset >= high or holds(found):
            high = middle
        else:
            low = found.end
    return low


def _line_at(log: Log, offset: int) -> Placed | None:
    """Return the first line that begins at `offset` or later; a part of a line at the end is none."""
    begin, raw = log.line_from(offset, log.end)
    if not raw.endswith(b"\n") or (begin + len(raw) == log.end and cut.is_cut(raw, begin - log.base)):
        return None
    try:
        seal = seals.read(raw)
        return Placed(begin, raw, seal, seal.understood())
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"The line at byte {begin} of {log.path} is damaged: {error}.", VERIFY) from error
