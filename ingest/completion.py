"""The fact that says a directory is in care, made of what was read, what was put in place, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ingest.admission import Tally
from ingest.shipment import Shipment
from ingest.taken import Taken
from ledger import rid
from ledger.facts import ChronicleCompleted, Completed, HandoffCompleted, Issue
from projections import contract


def completion(shipment: Shipment, taken: Taken, tally: Tally, how: Mapping[str, object]) -> Completed:
    """Return the fact. `how` holds what neither of the others knows: into which DataRoot, in which mode, when."""
    sums = taken.sums()
    name = rid.encode(f"{shipment.name}:{shipment.source_sha256}")
    first_run = shipment.survey.first_run or shipment.kind
    said = {
        **how,
        "handoff": shipment.name,
        "handoff_root": str(shipment.root),
        "content_digest": shipment.contents.content_digest,
        "rows": tally.rows,
        "rows_copied": tally.copied,
        "rows_held": tally.held,
        "rows_conflicting": tally.conflicting,
        "rows_unreadable": shipment.survey.unreadable,
        "rows_differing": shipment.survey.differing,
        "media_linked": sums.linked,
        "media_copied": sums.copied,
        "media_held": sums.held,
        "bytes_ingested": sums.new_bytes,
        "frames": tally.frames,
        "frames_complete": tally.frames_complete,
        "frames_without_uia": tally.frames_without_uia,
        "frames_without_input": tally.frames_without_input,
        "frames_without_time": tally.issues["time_unreadable"],
        "issues": tuple(Issue(each, tally.issues[each]) for each in contract.ISSUES if tally.issues[each]),
        "record_id": f"{first_run}/system.ingest.{shipment.kind}.completed/{name}",
        "missing": tuple(each.told() for each in shipment.missing),
        "mismatched": tuple(each.told() for each in taken.mismatches),
        "ignored": shipment.contents.ignored,
    }
    if shipment.kind == "chronicle":
        return msgspec.convert({**said, "manifest_sha256": shipment.source_sha256}, type=ChronicleCompleted)
    more = {
        "metadata_db_sha256": shipment.source_sha256,
        "kept_whole": shipment.kept_whole,
        "bytes_digest": shipment.bytes_digest,
    }
    return msgspec.convert({**said, **more}, type=HandoffCompleted)
