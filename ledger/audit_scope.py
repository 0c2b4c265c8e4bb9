"""Which part of a log an audit looks at, and how it is cut into parts for several processes, or for a break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from ledger import seals
from ledger.clock import spell
from ledger.dataroot import DataRoot
from ledger.errors import NotFound, Usage
from ledger.event import events_from, parse_event_id
from ledger.head import read_head
from ledger.keyring import Keyring
from ledger.log import Log
from ledger.seals import JournalCommitted
from ledger.standing import Standing, before_event, beginning, behind_event

# About a tenth of a second's work at the most. Towards the end of a log parts become smaller, so that the processes
# that share them end together, but no smaller than is worth its beginning, which takes a millisecond.
EVENTS_A_PART = 20_000
_FEWEST_A_PART = 4_000
_SHARE = 16


class Scope(NamedTuple):
    """The events `begin` to `end - 1`; without an `end`, all from `begin` on, and what lies behind them."""

    begin: int = 0
    end: int | None = None


WHOLE = Scope()


def of_range(text: str) -> Scope:
    """Return the scope `a:b`: events a to b - 1. Either may be left out.

    Raises:
        Usage: it is no such range.
    """
    match = re.fullmatch(r"(\d{0,18}):(\d{0,18})", text, re.ASCII)
    begin, end = (int(match[1] or 0), int(match[2]) if match[2] else None) if match else (0, 0)
    if end is not None and begin >= end:
        raise Usage(f"{text!r} is no range of events.", "Write it like 1000:2000, which ends with event 1999.")
    return Scope(begin, end)


def of_subset(text: str, root: DataRoot) -> Scope:
    """Return the n-th of t equal parts of the log, written `n/t`: all of them together are the whole.

    Raises:
        Usage: it is no such part.
        NotADataRoot, Damaged: see `ledger.head.read_head`.
    """
    match = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text, re.ASCII)
    part, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= part <= count:
        raise Usage(f"{text!r} is no part of a whole.", "Write it like 2/7: the second of seven.")
    size = read_head(root).size
    return Scope((part - 1) * size // count, part * size // count if part < count else None)


def since(text: str, root: DataRoot) -> Scope:
    """Return what came since an event (`journal:17`, itself included) or since a moment by the writer's clock.

    A time without a zone is local time, as it is for `batch run`.

    Raises:
        Usage: it is neither.
        NotFound: nothing was committed since.
        NotADataRoot, Damaged: see `ledger.log.Log`.
    """
    seq = parse_event_id(text)
    if seq is not None:
        return Scope(seq)
    try:
        moment = datetime.fromisoformat(text)
        at = spell(moment.astimezone(UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise Usage(
            f"{text!r} is neither an event nor a time.",
            "Write it like journal:17, like 2026-03-20T17:45 (local time), or like 2026-03-20T17:45:00Z.",
        ) from error
    return Scope(_first_since(root, at))


def _first_since(root: DataRoot, at: str) -> int:
    # Read from the beginning: a clock that was set back leaves times out of order, so that halving would miss some.
    with Log(root.ledger) as log:
        for line in log.whole().lines(0, log.end):
            try:
                seal = seals.read(line)
                entry = seal.understood() if seal.at >= at else None
            except (msgspec.MsgspecError, ValueError, RecursionError):
                continue
            if isinstance(entry, JournalCommitted):
                return entry.first
    raise NotFound(f"Nothing was committed to {root.path} since {at}.")


def bounds_of(root: DataRoot, keys: Keyring, scope: Scope, *, in_parts: bool) -> list[Standing | None]:
    """Return the states between which to look: the first before the scope, the last behind it (None: all there is).

    Raises:
        NotFound: the scope begins behind the last event.
        Damaged: the ledger cannot be searched, or a commit that is needed cannot be relied on.
    """
    size = read_head(root).size
    if scope.begin >= max(size, 1):
        raise NotFound(f"There is no event {scope.begin} in {root.path}: it holds {events_from(0, size)}.")
    start = before_event(root, keys, scope.begin) if scope.begin else beginning(keys)
    end = None if scope.end is None or scope.end >= size else behind_event(root, keys, scope.end - 1)
    between = list(_between(root, keys, start.size, end.size if end else size)) if in_parts else []
    return [start, *between, end]


def _between(root: DataRoot, keys: Keyring, begun: int, last: int) -> Iterator[Standing]:
    """Yield the states at which to cut the events `begun` to `last - 1` into parts."""
    while True:
        part = min(EVENTS_A_PART, max(_FEWEST_A_PART, (last - begun) // _SHARE))
        found = behind_event(root, keys, begun + part - 1) if begun + part < last else None
        if found is None or found.size >= last:
            return
        yield found
        begun = found.size
