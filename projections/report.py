"""What is said of views that were made anew or compared: JSON for programs, words for a person."""

from __future__ import annotations

import json
from collections.abc import Sequence

from projections.rebuild import Difference, Digests


def as_json(digests: Digests, differences: Sequence[Difference]) -> str:
    """Return digests and differences as JSON: sorted keys, indent 2."""
    fields = {
        "equal": not differences,
        "events": digests.seq,
        "digest": digests.whole,
        "content_digest": digests.whole_content,
        "projections": digests.of,
        "differences": [
            {"projection": each.projection, "live": each.live, "fresh": each.fresh} for each in differences
        ],
    }
    return json.dumps(fields, indent=2, sort_keys=True)


def in_words(digests: Digests, differences: Sequence[Difference], out: str | None = None) -> str:
    """Return what a comparison, or a fold into another directory, found."""
    if out is not None:
        return f"{digests.seq} events folded into {out}.\n  digest {digests.whole}"
    if not differences:
        return (
            f"Equal: the views are exactly what the {digests.seq} events of the log give "
            f"({len(digests.of)} projections compared).\n  digest {digests.whole}"
        )
    lines = [f"Different: {len(differences)} of {len(digests.of)} projections are not what the log gives."]
    for each in differences:
        wrong = "is missing or cannot be read" if each.live is None else "has other rows than the log gives"
        lines.append(f"  {each.projection}: {wrong}")
    lines.append("  The log is the truth: `autocapture rebuild` makes the views anew.")
    return "\n".join(lines)


def rebuilt_in_words(digests: Digests) -> str:
    """Return what a rebuild did."""
    return f"All views made anew from {digests.seq} events.\n  digest {digests.whole}"
