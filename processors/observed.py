"""What Stage 2 says of UI Automation in `autocapture status`: records made, and why others were not."""

from __future__ import annotations

import argparse

from ledger.dataroot import DataRoot
from ledger.wording import numbered, tallied
from projections import observed
from projections.status import Section
from projections.views import Views


def describe(root: DataRoot, _args: argparse.Namespace) -> Section:
    """Return how many frames have their `obs.uia` records, and for how many there are none for which reason.

    Raises:
        NotADataRoot, Stale: there is nothing to tell of.
    """
    with Views(root) as views:
        made, reasons = observed.standing(views.records)
    have = numbered(made, "frame has its", "frames have their")
    lines = [f"UI Automation: {have} three records in metadata.db."] if made or reasons else []
    if reasons:
        lines.append(f"  {numbered(sum(reasons.values()), 'has', 'have')} none: {tallied(reasons)}.")
    return Section({"frames_with_records": made, "frames_without": reasons}, tuple(lines))
