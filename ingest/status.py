"""How Stage 1 stands: what came in, what waits in the spools, what was refused and why, and when it last ran."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from ingest.drain import directories_in, is_newest, marker_in
from ingest.drains import LastDrain, last_drains
from ingest.grants import Grants
from ingest.handoff import HandoffIngestor
from ingest.session import PREFIX
from ledger import clock
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Damaged
from ledger.wording import numbered, tallied
from projections import contract, handoffs
from projections.contract import Standing
from projections.engine import check_belongs
from projections.handoffs import Handoff, Refusal, Totals
from projections.status import Section
from projections.views import Views

_LATEST = 5


class SpoolStanding(msgspec.Struct, frozen=True):
    """What lies in a spool: directories by name that wait to be taken in, and how many wait to be deleted.

    Where there is a `problem`, this is what could be seen in spite of it.
    """

    spool_root: str
    there: bool
    waiting: tuple[str, ...]
    marked: int
    problem: str = ""


def describe(root: DataRoot, args: argparse.Namespace) -> Section:
    """Return Stage 1's part of `autocapture status`; nothing is written, no directory is opened.

    Raises:
        NotADataRoot, Stale: there is nothing to tell of.
    """
    with Views(root) as views:
        position, head = views.position, views.head()
        check_belongs(root, position, head)
        behind = head.size - position.seq
        totals, latest = handoffs.totals(views.facts), handoffs.latest(views.facts, _LATEST)
        incomplete = handoffs.incomplete(views.facts)
        refused = [each for each in handoffs.refusals(views.facts) if is_refused_still(Path(each.handoff_root))]
        standing = contract.standing(views.facts)
        lacking = list(islice(contract.lacking(views.facts), args.frames))
        damaged = handoffs.damaged_count(views.facts)
        (conflicts,) = views.facts.execute("SELECT count(*) FROM conflicts").fetchone()
    drains = last_drains(root)
    named = [str(path.absolute()) for path in args.spool_root or ()]
    spools = [
        spool_standing(Path(each), root) for each in dict.fromkeys([*named, *(each.spool_root for each in drains)])
    ]
    fields: dict[str, Any] = {
        "data_dir": str(root.path),
        "events_not_in_views": behind,
        "totals": msgspec.to_builtins(totals),
        "latest": [_told(each) for each in latest],
        "without_marker": [_told(each) for each in incomplete],
        "refused": [msgspec.to_builtins(each) for each in refused],
        "records_conflicting": conflicts,
        "blobs_damaged": damaged,
        "contract": {
            "frames": standing.frames,
            "complete": standing.complete,
            "issues": standing.issues,
            "lacking": [{"frame": frame, "handoff": source, "issues": list(found)} for frame, source, found in lacking],
        },
        "spools": [msgspec.to_builtins(each) for each in spools],
        "last_drains": [msgspec.to_builtins(each) for each in drains],
    }
    lines = (
        *_came_in(totals, latest, incomplete, behind, standing.frames),
        *_lacks(standing, lacking),
        *(line for each in refused for line in _refused(each)),
        *(f"Spool {each.spool_root}: {_spool_words(each)}" for each in spools),
        *(_drained(each) for each in drains),
        *(() if drains else ("No drain is remembered here.",)),
    )
    return Section(fields, lines)


def _told(done: Handoff) -> dict[str, Any]:
    return {
        "handoff_root": done.fact.handoff_root,
        "ended_utc": done.fact.ended_utc,
        "event": f"journal:{done.seq}",
        "frames": done.fact.frames,
        "rows": done.fact.rows,
        "marker_granted": done.marker is not None,
        "missing": len(done.fact.missing),
        "damaged": len(done.fact.mismatched),
    }


def is_refused_still(directory: Path) -> bool:
    """Say whether a refusal still means something: the directory is there, and was not marked since.

    It does where this account may not look.
    """
    try:
        return directory.is_dir() and marker_in(directory) is None
    except OSError:
        return True


def spool_standing(path: Path, root: DataRoot) -> SpoolStanding:
    """Look at names, times and markers of a spool; what could not be looked at is said, and is no failure."""
    watch = HandoffIngestor(path)  # asked what a handoff directory looks like; it touches nothing
    try:
        found = list(directories_in(path, lambda each: each.name.startswith(PREFIX) or watch.is_one(each)))
    except AutocaptureError as error:
        return SpoolStanding(str(path), path.is_dir(), (), 0, str(error))
    except OSError as error:
        return SpoolStanding(str(path), False, (), 0, f"It cannot be looked into: {error.strerror or error}.")
    waiting, unsure = list[str](), list[str]()
    with Grants(root) as grants:
        for each in found:
            try:
                marker = marker_in(each)
                if marker is None or not is_newest(each, watch) or not grants.stand_by(marker):
                    waiting.append(each.name)
            except Damaged as error:
                unsure.append(f"The marker in {each.name} cannot be checked. {error}")
    more = f" {len(unsure) - _LATEST} more markers cannot be checked." if len(unsure) > _LATEST else ""
    problem = " ".join(unsure[:_LATEST]) + more
    return SpoolStanding(str(path), path.is_dir(), tuple(waiting), len(found) - len(waiting) - len(unsure), problem)


def _came_in(
    totals: Totals, latest: Sequence[Handoff], incomplete: Sequence[Handoff], behind: int, frames: int
) -> Iterator[str]:
    yield (
        f"Ingested: {numbered(totals.completed, 'directory', 'directories')} with {numbered(totals.rows, 'row')}, "
        f"{numbered(totals.files, 'file')}, {totals.bytes / 1e6:.1f} MB; {numbered(frames, 'frame')}."
    )
    if latest:
        yield f"  The last one came in at {clock.shown(latest[0].fact.ended_utc)}: {latest[0].fact.handoff_root}"
    for each in incomplete:
        missing, damaged = len(each.fact.missing), len(each.fact.mismatched)
        lacks = f"{numbered(missing, 'media file')} missing, {damaged} damaged"
        yield f"  No marker: {each.fact.handoff_root} ({lacks})."
    if behind:
        events = numbered(behind, "event is", "events are")
        yield f"  {events} not in the views yet: the next command that writes takes care of that."


def _lacks(standing: Standing, lacking: Sequence[tuple[str, str, tuple[str, ...]]]) -> Iterator[str]:
    if standing.frames == standing.complete:
        return
    frames = numbered(standing.frames - standing.complete, "frame is", "frames are")
    yield f"  {frames} incomplete: {tallied(standing.issues)}."
    yield from (f"    {frame}: {', '.join(found)}" for frame, _, found in lacking)


def _refused(refusal: Refusal) -> tuple[str, str]:
    return f"Refused since {clock.shown(refusal.at)} ({refusal.reason}): {refusal.handoff_root}", f"  {refusal.what}"


def _drained(drain: LastDrain) -> str:
    return (
        f"Last {drain.kind} drain of {drain.spool_root}: {clock.shown(drain.ended_utc)}; {drain.processed} looked at, "
        f"{drain.skipped_marked} skipped, {drain.waiting} still being written, {drain.refused} refused."
    )


def _spool_words(spool: SpoolStanding) -> str:
    if not spool.there:
        return spool.problem or "there is no such directory."
    names = ", ".join(spool.waiting[:_LATEST])
    more = f" and {len(spool.waiting) - _LATEST} more" if len(spool.waiting) > _LATEST else ""
    waiting = f"{len(spool.waiting)} waiting ({names}{more})" if spool.waiting else "nothing is waiting"
    return f"{waiting}, {spool.marked} marked for deletion.{' ' if spool.problem else ''}{spool.problem}"
