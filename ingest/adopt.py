"""Bringing an older program's DataRoot over: its files are kept beside ours, its records and media taken in.

An older store is a directory with a `metadata.db` (table `metadata` or the legacy `records`), media, and perhaps a
journal and a ledger of another shape (wire formats, 8). Nothing of it is changed or deleted.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from ingest.door import Door, IngestResult
from ingest.marker import NAME as MARKER
from ingest.quiet import READY_NAMES
from ingest.snapshot import SIDE_FILES
from ingest.source import DATABASE, KEPT, open_shipment
from ledger import durable
from ledger.birth import ensure_born
from ledger.clock import Clock, new_run_id, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, HandoffRefused, NotADataRoot
from ledger.event import parse_event_id
from ledger.facts import StoreAdopted
from ledger.lock import held
from ledger.writer import Writer
from projections.engine import catch_up
from projections.handoffs import is_adopted
from projections.views import Views

_LOCK_WAIT_S = 600.0
# What would stand in our way, in the order in which it is moved: as long as the database is at the top, it is not done.
_OURS = ("journal.ndjson", "ledger.ndjson", "derived", "index", "segments", "keys", "quarantine", "media")
_DATABASE_FILES = (*(DATABASE + ending for ending in (*SIDE_FILES, "-shm")), DATABASE)


class Adoption(msgspec.Struct, frozen=True):
    """What came of it: where the old files lie, which those are, and what was taken in (None: nothing was to do)."""

    data_dir: str
    kept: str
    names: tuple[str, ...]
    ingest: IngestResult | None


def is_older_store(root: DataRoot) -> bool:
    """Say whether a directory is, or was on its way from, an older program's DataRoot; one of ours is none."""
    if root.is_born() or root.holds_journal():
        return False
    return (root.path / DATABASE).is_file() or (root.path / KEPT / DATABASE).is_file()


def ensure_ours(root: DataRoot, beside: Path | None = None, *, clock: Clock = system_clock) -> None:
    """Begin a DataRoot where there is none; adopt an older one that has no logs of its own, as the work order asks.

    An adoption that a killed run left in the middle is ended, however it was begun.
    Everything else that is in use is refused, with the word that `autocapture init --adopt` does it: a store with
    another program's journal or ledger, and whatever may be a handoff directory that was named by mistake.

    Raises:
        NotADataRoot, HandoffRefused: it cannot be begun or adopted; and what `ledger.birth.ensure_born` raises.
    """
    if _is_unfinished(root):
        _go_on(root, clock)
    elif is_older_store(root) and not root.holds_foreign_logs() and _is_surely_a_dataroot(root, beside):
        adopt(root, clock=clock)
    else:
        ensure_born(root, clock=clock)


def _is_unfinished(root: DataRoot) -> bool:
    """Say whether an adoption was begun here and not ended: a killed run left it in the middle."""
    kept = root.path / KEPT
    if root.is_born():
        return (kept / DATABASE).is_file() and not _is_done(root)
    return is_older_store(root) and any(os.path.lexists(kept / name) for name in (*_OURS, *_DATABASE_FILES))


def _go_on(root: DataRoot, clock: Clock) -> None:
    """End an adoption. Where our logs are begun, what is wrong with the old store stops nothing that is new."""
    was_born = root.is_born()
    try:
        adopt(root, clock=clock)
    except HandoffRefused:
        if not was_born:
            raise


def _is_surely_a_dataroot(root: DataRoot, beside: Path | None) -> bool:
    """Say whether a directory was somebody's destination: a handoff directory has no derived files and no index.

    What has a marker, or lies in one spool with `beside`, is none in any case.
    """
    if any((root.path / name).exists() for name in (MARKER, *READY_NAMES)):
        return False
    if root.keys.is_dir():
        return False  # ours once, whatever became of its logs
    if beside is not None and Path(os.path.realpath(root.path)).parent == Path(os.path.realpath(beside)).parent:
        return False
    return root.derived.is_dir() or root.index.is_dir() or (root.path / KEPT / DATABASE).is_file()


def adopt(root: DataRoot, *, clock: Clock = system_clock, phrase: str = "") -> Adoption:
    """Bring an older store over, in these steps; a crash after any of them is healed by doing it again.

    1. read it as a handoff directory: what cannot be taken in is not touched
    2. move what stands in our way into `adopted/`, the database last
    3. begin our logs
    4. take `adopted/` in as a handoff directory: records verbatim, media by link; missing media are told, not fatal
    5. say so in an event

    The new key is kept under the passphrase `phrase`, unless that is empty.

    Raises:
        NotADataRoot: there is no older store here.
        HandoffRefused: it cannot be read (see `reason`): encrypted, damaged, in use.
        KeyUnavailable, WriteFailed, Locked: the DataRoot cannot be written.
    """
    kept = root.path / KEPT
    if root.is_born() and not (kept / DATABASE).is_file():
        raise NotADataRoot(f"{root.path} is a DataRoot of ours already.", "There is nothing to adopt.")
    if not root.is_born():
        _require_store(root)
        with held(root.ingest_lock, _LOCK_WAIT_S):
            if not root.is_born():  # what another process began meanwhile is ours, and stays where it is
                _move(root, kept)
                ensure_born(root, clock=clock, phrase=phrase)
    names = tuple(sorted(path.name for path in kept.iterdir()))
    if _is_done(root):
        return Adoption(str(root.path), KEPT, names, None)
    door = Door(root.path, strict=False, hash_mismatch="record", with_marker=False, clock=clock)
    taken = door.take_in(kept, partial(open_shipment, with_beside=False))
    _note(root, names, taken, clock)
    return Adoption(str(root.path), KEPT, names, taken)


def _require_store(root: DataRoot) -> None:
    if root.is_born():
        return  # another process was faster
    if root.holds_journal():
        raise Damaged(
            f"{root.ledger} is gone or damaged, but its journal, or sealed segments, lie beside it.",
            "Restore it from a backup.",
        )
    if not is_older_store(root):
        raise NotADataRoot(
            f"{root.path} holds no metadata.db: it is no older store.",
            "Name the older DataRoot with --data-dir; `autocapture init` without --adopt begins a new one.",
        )
    if (root.path / DATABASE).is_file():
        with open_shipment(root.path, with_beside=False) as store:
            store.require_readable()


def _move(root: DataRoot, kept: Path) -> None:
    durable.make_directory(kept)
    for name in (*_OURS, *_DATABASE_FILES):
        source, destination = root.path / name, kept / name
        if os.path.lexists(source) and not os.path.lexists(destination):
            with durable.failing_as("move", source):
                source.rename(destination)
                durable.sync_directory(kept)
                durable.sync_directory(root.path)


def _is_done(root: DataRoot) -> bool:
    catch_up(root)
    with Views(root) as views:
        return is_adopted(views.facts, KEPT)


def _note(root: DataRoot, names: Sequence[str], taken: IngestResult, clock: Clock) -> None:
    completed = parse_event_id(taken.journal_event)
    fact = StoreAdopted(KEPT, tuple(names), completed if completed is not None else -1)
    with Writer(root, clock=clock).turn() as turn:
        turn.commit([fact], run=new_run_id(), stage=1, action="store.adopt", inputs=(str(root.path / KEPT),))
    catch_up(root)
