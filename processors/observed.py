"""What Stage 2 says of UI Automation in `autocapture status`: records made, and why others were not."""

from __future__ import annotations

import argparse

from ledger.dataroot import DataRoot
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
    lines = [f"UI Automation: {made} frames have their three records in metadata.db."] if made or reasons else []
    if reasons:
        told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in reasons.items())
        lines.append(f"  {sum(reasons.values())} have none: {told}.")
    return Section({"frames_with_records": made, "frames_without": reasons}, tuple(lines))
