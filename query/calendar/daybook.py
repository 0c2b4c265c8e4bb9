"""Daybooks: entries under the head of their day, each beside a clock time, as lists of appointments have them.

`Wednesday 30 September`, and below it `15:15`, `Library handover`, `Reading room` in one row. Read from where lines of
text stand on one screen, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from projections.text import SpanRow
from query.calendar import clocktimes, dayheads
from query.calendar.clocktimes import ALL_DAY
from query.calendar.dayheads import height, middle
from query.calendar.entry import Calendar, Day, Entry
from query.passages.block import is_same_row

_FEWEST = 2
# In heights of a line: how far clock times may stand in from the head, and how far apart the parts of a row.
_INDENT, _GAP, _APART = 4, 15, 18


def read(spans: Sequence[SpanRow]) -> Calendar:
    """Return the daybook that the lines of a screen show, from top to bottom; without days: they show none."""
    ordered = sorted(spans, key=lambda span: (span.box[1], span.box[0], span.id))
    heads = _heads(ordered)
    found = []
    for clock in ordered if heads else ():
        is_all_day = ALL_DAY.match(clock.text) is not None
        if not (is_all_day or clocktimes.is_only(clock.text)):
            continue
        over = [day for day in heads if _is_under(day.heads[0], clock)]
        lines = _beside(clock, ordered)
        if over and lines and not _is_parted(over[-1].heads[0], clock, ordered):
            # `hour` is the line of its time: cited beside what it says.
            found.append(Entry(lines, over[-1], clock, row_minutes=1, is_listed=True, is_all_day=is_all_day))
    if len(found) < _FEWEST:
        return Calendar()
    return Calendar(tuple(heads), tuple(found), is_list=True)


def _heads(spans: Sequence[SpanRow]) -> list[Day]:
    """Return the heads of days: lines that say a day of a month, and nothing else."""
    found = []
    months = dayheads.months(spans)
    for span in spans:
        match = dayheads.head(span.text)
        if match is None or not match.groupdict().get("month"):
            continue
        day = dayheads.day_in(match, span, months)
        if day is not None and dayheads.dated(span.text) is not None:
            found.append(replace(day, heads=(span,)))
    return found


def _is_parted(head: SpanRow, clock: SpanRow, spans: Sequence[SpanRow]) -> bool:
    """Say whether something else stands between a time and its head, where heads stand: it may be one, misread."""
    return any(
        middle(head) + height(head) / 2 < middle(span) < middle(clock) - height(clock) / 2
        and abs(span.box[0] - head.box[0]) < height(head) / 2
        and not clocktimes.is_only(span.text)
        and not ALL_DAY.match(span.text)
        for span in spans
    )


def _is_under(head: SpanRow, clock: SpanRow) -> bool:
    """Say whether a clock time stands under a head, a little in from it, or beside a head in a column of its own."""
    tall = height(clock)
    if abs(middle(head) - middle(clock)) < tall / 2:
        return 0 <= clock.box[0] - head.box[2] <= _APART * tall
    return head.box[1] < clock.box[1] and -tall <= clock.box[0] - head.box[0] <= _INDENT * tall


def _beside(clock: SpanRow, spans: Sequence[SpanRow]) -> tuple[SpanRow, ...]:
    """Return what stands right of a clock time in its row, as far as it is set together."""
    tall, end, lines = height(clock), clock.box[2], []
    for span in sorted(spans, key=lambda span: span.box[0]):
        if span.box[0] < end - tall or span is clock or not is_same_row(clock.box, span.box):
            continue
        if span.box[0] - end > _GAP * tall:
            break
        lines.append(span)
        end = span.box[2]
    return tuple(line for line in lines if any(letter.isalpha() for letter in line.text))
