"""What a directory is refused for as a whole, in words: media that are not there, or the directory itself is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.shipment import Missing, Shipment
from ingest.survey import EMPTY
from ledger.errors import HandoffEvidenceMissing, HandoffRefused, shortened

GONE = "handoff_gone"
_NAMED = 10


def media_missing(shipment: Shipment) -> HandoffEvidenceMissing:
    """Return the refusal of a shipment whose rows name files that are not there, or not whole."""
    missing = shipment.missing
    told = ", ".join(f"{shortened(each.reference.value)} (of {_whose(each)})" for each in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return HandoffEvidenceMissing(
        f"{len(missing)} media file(s) that rows in {shipment.root} name are not there or not whole: {told}{more}.",
        "Restore them and run the command again, or take what is there with --no-strict "
        "(no marker is written then, so nothing is deleted).",
        reason=_reason(missing),
    )


def _whose(missing: Missing) -> str:
    record = shortened(missing.record)
    return f"{record}, {missing.why}" if missing.why else record


def _reason(missing: Sequence[Missing]) -> str:
    if not all(each.why for each in missing):
        return "media_missing"
    return "media_empty" if any(each.why == EMPTY for each in missing) else "media_truncated"


def gone(directory: Path) -> HandoffRefused:
    """Return the refusal of a directory that went away."""
    return HandoffRefused(
        f"{directory} went away while it was being looked at.",
        "If the hypervisor deleted it on a valid marker, it is all ingested; `autocapture status` says what came in.",
        reason=GONE,
    )
