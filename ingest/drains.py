"""A note of the last drain of each spool, so that `autocapture status` can say when the hypervisor last came by.

It is no evidence and no view: it may be deleted at any time, and is lost without harm.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import msgspec

from ingest.drain import DrainResult
from ledger import durable, plain
from ledger.dataroot import DataRoot
from ledger.errors import WriteFailed

NAME = ".drains.json"
_MOST = 16
_MOST_BYTES = 1 << 20


class LastDrain(msgspec.Struct, frozen=True):
    """What the last pass over a spool did. `kind` is `handoff` or `chronicle`; counts are of directories."""

    spool_root: str
    kind: str
    started_utc: str
    ended_utc: str
    processed: int
    skipped_marked: int
    waiting: int
    refused: int
    vanished: int


def note(root: DataRoot, result: DrainResult, *, kind: str, started: str, ended: str) -> None:
    """Remember a drain. Where the disk refuses, nothing is remembered: everything that counts is in the journal."""
    if not root.is_born():
        return
    last = LastDrain(
        spool_root=result.spool_root,
        kind=kind,
        started_utc=started,
        ended_utc=ended,
        processed=len(result.results),
        skipped_marked=result.skipped_marked,
        waiting=len(result.waiting),
        refused=len(result.errors),
        vanished=result.vanished,
    )
    others = [each for each in last_drains(root) if (each.spool_root, each.kind) != (last.spool_root, kind)]
    told: list[dict[str, Any]] = [msgspec.to_builtins(each) for each in [*others, last][-_MOST:]]
    with suppress(WriteFailed, OSError):
        durable.replace(root.path / NAME, (json.dumps(told, indent=2) + "\n").encode())


def last_drains(root: DataRoot) -> list[LastDrain]:
    """Return the last drain of each spool, the newest last; none where there is no note."""
    try:
        return msgspec.json.decode(plain.read(root.path / NAME, _MOST_BYTES), type=list[LastDrain])
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return []
