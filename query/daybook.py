"""Daybooks: entries under the head of their day, each beside a clock time, as lists of appointments have them.

`Wednesday 30 September`, and below it `15:15`, `Library handover`, `Reading room` in one row. Read from where lines of
text stand on one screen, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections.text import SpanRow
from query.block import is_same_row
from query.days import MONTHS
from query.pattern import pattern
from query.timetable import WEEKDAY, Day, Entry, weekday_of

_FEWEST = 2
_MONTH = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"
_HEAD = pattern(
    rf"^{WEEKDAY},?\s+(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH}|{_MONTH}\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:,?\s+\d{4})?$",
    re.IGNORECASE,
)
_CLOCK = pattern(
    r"^\d{1,2}(?:[:.]\d\d\s?(?:[ap]\.?m\.?)?|\s?[ap]\.?m\.?)(?:\s*[-–—]\s*\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?)?$",
    re.IGNORECASE,
)
# In heights of a line: how far clock times may stand in from the head, and how far apart the parts of a row.
_INDENT, _GAP = 4, 15


def read(spans: Sequence[SpanRow]) -> tuple[Entry, ...]:
    """Return the entries of the daybook that the lines of a screen show, from top to bottom; empty: they show none."""
    ordered = sorted(spans, key=lambda span: (span.box[1], span.box[0], span.id))
    heads = [(span, match) for span in ordered if (match := _HEAD.match(" ".join(span.text.split())))]
    found = []
    for clock in ordered if heads else ():
        if not _CLOCK.match(" ".join(clock.text.split())):
            continue
        over = [(head, match) for head, match in heads if head.box[1] < clock.box[1] and _is_under(head, clock)]
        lines = _beside(clock, ordered)
        if over and lines:
            found.append(Entry(lines, _day(*over[-1]), clock, row_minutes=1, is_listed=True))
    return tuple(found) if len(found) >= _FEWEST else ()


def _is_under(head: SpanRow, clock: SpanRow) -> bool:
    height = clock.box[3] - clock.box[1]
    return -height <= clock.box[0] - head.box[0] <= _INDENT * height


def _beside(clock: SpanRow, spans: Sequence[SpanRow]) -> tuple[SpanRow, ...]:
    """Return what stands right of a clock time in its row, as far as it is set together."""
    height, end, lines = clock.box[3] - clock.box[1], clock.box[2], []
    for span in sorted(spans, key=lambda span: span.box[0]):
        if span.box[0] < end - height or span is clock or not is_same_row(clock.box, span.box):
            continue
        if span.box[0] - end > _GAP * height:
            break
        lines.append(span)
        end = span.box[2]
    return tuple(line for line in lines if any(letter.isalpha() for letter in line.text))


def _day(head: SpanRow, match: re.Match[str]) -> Day:
    number = int(match["number"] or match["behind"])
    return Day((head,), head.box[0], head.box[2], weekday_of(match["weekday"]), number)
