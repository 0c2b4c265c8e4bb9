"""What Stage 2 says of a run: JSON for the hypervisor, words for a person."""

from __future__ import annotations

import json
from dataclasses import asdict

from processors.batch import BatchReport


def batch_json(report: BatchReport) -> str:
    """Return the report's fields as JSON: sorted keys, indent 2."""
    return json.dumps(asdict(report), indent=2, sort_keys=True)


def batch_words(report: BatchReport) -> str:
    """Return what a run did, for a person."""
    if report.yielded and not report.examined and not report.failed:
        return (
            f"Nothing was looked at: {report.reason}.\n"
            "Stage 2 works while nobody is at the machine. To let it work now: --no-require-idle"
        )
    if not report.examined and not report.failed:
        return "Everything is looked at already; nothing to do."
    lines = [f"{report.examined} looks at frames done, {report.facts} facts written to the journal."]
    if report.failed:
        lines.append(
            f"{report.failed} failed; each is noted with its reason (`autocapture show frame RECORD_ID`) "
            "and not tried again by itself."
        )
    if report.reasons:
        told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in report.reasons.items())
        lines.append(f"Failed or lacking: {told}.")
    if report.yielded:
        lines.append(f"Stopped early: {report.reason}. {report.pending} are left for the next run.")
    return "\n".join(lines)
