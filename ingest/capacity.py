"""What one line of the journal can hold: a directory of which something does not fit into one is refused, by name.

A line is bounded (`ledger.chain.MAX_LINE`), so that no damage makes a reader take a whole log for one line.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgspec

from ingest.shipment import Row
from ledger import chain
from ledger.errors import HandoffRefused, shortened

# The envelope, the fact's own keys, and the names in it whose length is bounded.
_ENVELOPE = 1 << 16
LONGEST = chain.MAX_LINE - _ENVELOPE
"""How many bytes all that is told of one row may take in JSON."""

# A character becomes six bytes at most (`\\u0001`).
_GROWTH = 6
# Where a blob's name is not to be had, it goes to a longer place; a session's files lie deeper with us.
_PLACE = 1 << 10

_NAMED = 1_000

_ENCODER = msgspec.json.Encoder()


def require_row_fits(row: Row, blobs: Iterable[str], where: Path) -> None:
    """Return only if the event of a row that names these files fits into a line.

    Raises:
        HandoffRefused: `row_too_large`.
    """
    names = sum(len(name) * _GROWTH + _PLACE for name in blobs)
    record, record_type, ts_utc, run_id, payload, _ = row
    length = len(record) + len(record_type or "") + len(ts_utc or "") + len(run_id or "") + len(payload or b"")
    if length * _GROWTH + names <= LONGEST:
        return
    size = sum(_size(column) for column in row) + names
    if size > LONGEST:
        raise row_too_large(f"The row {shortened(row.record)}", where, f"takes {size / 1e6:.1f} MB in JSON")


def row_too_large(what: str, where: Path, why: str) -> HandoffRefused:
    """Return the refusal of a directory with a row that no event can carry."""
    return HandoffRefused(
        f"{what} of {where} {why}; an event holds {LONGEST / 1e6:.1f} MB at most.",
        "Have the sidecar keep large content in files that its rows name, not in the rows; keep the directory.",
        reason="row_too_large",
    )


def require_tellable(told: Iterable[str], where: Path) -> None:
    """Return only if the event that completes a directory can name all that is missing or damaged in it.

    Raises:
        HandoffRefused: `too_much_missing`.
    """
    size = sum(_size(each) for each in told)
    if size > LONGEST:
        raise HandoffRefused(
            f"What is missing or damaged in {where} takes {size / 1e6:.1f} MB to name; an event holds "
            f"{LONGEST / 1e6:.1f} MB at most.",
            "Restore the media and run the same command again.",
            reason="too_much_missing",
        )


def some(told: Iterable[str]) -> tuple[str, ...]:
    """Return what an event names of things that are left aside: all of them, or the first and how many more."""
    rest = iter(told)
    named = tuple(islice(rest, _NAMED))
    more = sum(1 for _ in rest)
    return (*named, f"and {more} more") if more else named


def _size(column: str | bytes | None) -> int:
    """Return how many bytes of JSON a column becomes, its comma included; bytes that are no UTF-8 become base64."""
    if isinstance(column, bytes) and not _is_utf8(column):
        return len(base64.b64encode(column)) + 3
    return len(_ENCODER.encode(column.decode() if isinstance(column, bytes) else column)) + 1


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
