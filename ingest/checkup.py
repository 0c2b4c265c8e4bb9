"""Stage 1's part of a checkup: evidence that is damaged or did not come, directories that were refused or wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.drains import last_drains
from ingest.source import DATABASE, KEPT
from ingest.status import is_refused_still, spool_standing
from ledger.dataroot import DataRoot
from ledger.finding import Finding
from ledger.wording import numbered
from projections import handoffs
from projections.views import Views

_SHOWN = 5


def examine(root: DataRoot) -> Iterator[Finding]:
    """Yield what is wrong with what came in, and with what should have. Nothing is written, no directory is opened.

    Raises:
        NotADataRoot, Stale: the views cannot be read.
    """
    with Views(root) as views:
        damaged = handoffs.damaged_count(views.facts)
        incomplete = handoffs.incomplete(views.facts)
        refusals = [each for each in handoffs.refusals(views.facts) if is_refused_still(Path(each.handoff_root))]
        (conflicts,) = views.facts.execute("SELECT count(*) FROM conflicts").fetchone()
        is_adopted = handoffs.is_adopted(views.facts, KEPT)
    if not is_adopted and (root.path / KEPT / DATABASE).is_file():
        what = f"An older store was moved to {root.path / KEPT}, and is not ingested yet."
        yield Finding("adoption", "soon", what, "`autocapture init --adopt` takes it in.")
    if damaged:
        what = f"{numbered(damaged, 'media file is', 'media files are')} not what the records say."
        yield Finding("blobs_damaged", "wrong", what, "`autocapture audit verify --blobs hash` names them.")
    for each in incomplete:
        lacks = f"{numbered(len(each.fact.missing), 'media file')} missing, {len(each.fact.mismatched)} damaged"
        what = f"{each.fact.handoff_root} came in incomplete ({lacks}), so it has no marker."
        yield Finding("incomplete", "soon", what, "Put the files into the directory and drain again.")
    for refusal in refusals[:_SHOWN]:
        what = f"{refusal.handoff_root} is refused since {refusal.at} ({refusal.reason}): {refusal.what}"
        yield Finding("refused", "soon", what, "`autocapture handoff ingest --handoff-root …` says what to do.")
    if len(refusals) > _SHOWN:
        what = f"{numbered(len(refusals) - _SHOWN, 'more directory is', 'more directories are')} refused."
        yield Finding("refused", "soon", what, "`autocapture status` names them.")
    if conflicts:
        again = numbered(conflicts, "record came again with other content", "records came again with other content")
        what = f"{again}: the first one is used, both are in the journal."
        yield Finding("conflicts", "note", what)
    yield from _spools(root)


def _spools(root: DataRoot) -> Iterator[Finding]:
    for drain in {each.spool_root: each for each in last_drains(root)}.values():
        found = spool_standing(Path(drain.spool_root), root)
        if found.problem:
            yield Finding("spool", "soon", f"The spool {drain.spool_root}: {found.problem}")
        elif not found.there:
            what = f"The spool {drain.spool_root}, last drained {drain.ended_utc}, is no longer there."
            remedy = f"If it was moved, name it: `autocapture {drain.kind} drain --spool-root …`."
            yield Finding("spool", "soon", what, remedy)
        elif found.waiting:
            waiting = numbered(len(found.waiting), "directory waits", "directories wait")
            what = f"{waiting} in {drain.spool_root}; it was last drained {drain.ended_utc}."
            remedy = f"Run `autocapture {drain.kind} drain --spool-root {drain.spool_root}`."
            yield Finding("waiting", "note", what, remedy)
