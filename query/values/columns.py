"""Columns: all values of one label on a screen, from top to bottom, and the states that they were in."""

from __future__ import annotations

from collections.abc import Sequence

from projections import frames, standing, values
from projections.text import SpanRow
from query.inquiries.inquiry import Inquiry
from query.values.reading import Reading
from query.values.readings import called, frames_with, in_order, reading_of, standing_of, titled_by
from query.values.wanted import Wanted

SUMS = frozenset({"total", "totals", "sum", "subtotal", "altogether"})
"""What a row that tells the sum of the others is called by."""
_SAME = 0.5


def rows_of(inquiry: Inquiry, asked: Wanted) -> list[Reading]:
    """Return all values of the label on the latest screen that is meant, from top to bottom."""
    for record, shown in frames_with(inquiry, asked):
        if (rows := _rows_on(inquiry, asked, record, shown)) is not None:
            return rows
    return []


def tables_of(inquiry: Inquiry, asked: Wanted) -> list[list[Reading]]:
    """Return the values of the label as the latest screen has them and as they were before, in order of time.

    Rows that tell the sum of the others are left out. Another state has as many rows, most with the same values: the
    window in front may be another one, and another page of the table may be in sight.
    """
    found: list[list[Reading]] = []
    for record, shown in frames_with(inquiry, asked):
        rows = without_sums(_rows_on(inquiry, asked, record, shown) or ())
        if rows and (not found or _is_other_state(rows, found[-1])):
            found.append(rows)
    return found[::-1]


def without_sums(rows: Sequence[Reading]) -> list[Reading]:
    """Return the rows of a column but those that tell the sum of the others; all where there are none but such."""
    return [reading for reading in rows if not reading.row & SUMS] or list(rows)


def _is_other_state(rows: Sequence[Reading], later: Sequence[Reading]) -> bool:
    same = sum(row.value == other.value for row, other in zip(rows, later, strict=False))
    return len(rows) == len(later) > same >= _SAME * len(later)


def _rows_on(inquiry: Inquiry, asked: Wanted, record: str, shown: Sequence[values.Shown]) -> list[Reading] | None:
    """Return the values on a screen, from top to bottom; None where it is not the one that is meant."""
    titled = titled_by(called(inquiry, record, frames.by_id(inquiry.db, record)), asked)
    spans = standing.on_frame(inquiry.db, record) if set(asked.thing) - titled else []
    readings = readings_on(inquiry, shown, spans)
    lacking = set(asked.thing) - titled - standing_of(spans, asked)
    # What is said besides of a window that is called so need not stand there: `shipping included`.
    if lacking and not (titled and not lacking & asked.names):
        return None
    return readings


def readings_on(
    inquiry: Inquiry, shown: Sequence[values.Shown], spans: Sequence[SpanRow] | None = None
) -> list[Reading]:
    """Return values on one screen as readings, with what stands in their rows."""
    ordered = in_order(standing.on_frame(inquiry.db, shown[0].frame) if spans is None and shown else spans or [])
    found = (reading_of(inquiry, row, ordered) for row in shown)
    return [reading for reading in found if reading is not None]
