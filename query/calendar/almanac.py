"""Any calendar that the lines of a screen show: days side by side, months, lists, and one day."""

from __future__ import annotations

from collections.abc import Sequence

from projections.text import SpanRow
from query.calendar import daybook, monthgrid, timetable
from query.calendar.entry import Calendar


def read(spans: Sequence[SpanRow]) -> Calendar:
    """Return the calendar that is shown; without days: none is."""
    for reader in (monthgrid.read, timetable.read, daybook.read, timetable.single):
        found = reader(spans)
        if found.days:
            return found
    return Calendar()
