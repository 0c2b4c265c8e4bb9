"""What is said of views that were made anew or compared: JSON for programs, words for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ledger import printed
from ledger.replay import Replay
from projections.compare import Difference
from projections.digests import Digests


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
    return printed.spelled(fields)


def in_words(digests: Digests, differences: Sequence[Difference], behind: int = 0) -> str:
    """Return what a comparison found; `behind` is how many events the views have not taken in yet."""
    if not differences:
        lag = f"\n  {behind} more events wait for the next command that writes." if behind else ""
        return (
            f"Equal: the views are exactly what the {digests.seq} events of the log give "
            f"({len(digests.of)} projections compared).\n  digest {digests.whole}{lag}"
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


def replayed_in_words(made: Replay, digests: Digests, out: Path) -> str:
    """Return what a replay made, and how to ask it."""
    lines = [f"{out} shows {made.source} as it was when event journal:{made.until} had just come, to read from only."]
    if made.events > made.until + 1:
        lines.append(
            f"That event came in one commit with those up to journal:{made.events - 1}: the logs there end with these, "
            "the views do not know them."
        )
    lines.append(f"  digest {digests.whole}")
    lines.append(f'Ask it: autocapture query "…" --data-dir {out}')
    return "\n".join(lines)
