"""Months: a grid of numbers under the names of weekdays, and the entries below each number.

Which month it is must stand over it, and fit: a grid whose first day is on another weekday than that of the month which
is named tells no dates, and is left aside.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from projections.text import SpanRow
from query.calendar import clocktimes, daycolumns, dayheads
from query.calendar.dayheads import height, middle
from query.calendar.entry import Calendar, Day, Entry
from query.patterns.pattern import pattern

_WEEK, _FEWEST_COLUMNS, _FEWEST_ROWS, _FEWEST_NUMBERS = 7, 5, 3, 12
_NUMBER = pattern(r"^(?P<number>\d{1,2})\.?(?:\s+(?P<month>[a-zä]{3,9})\.?)?$|^(?P<before>[a-zä]{3,9})\.?\s+(?P<behind>\d{1,2})$", re.IGNORECASE)  # fmt: skip # noqa: E501
_MORE = pattern(r"^\W*\d+\s+(?:more|weitere)\b|^\+\s*\d+\b", re.IGNORECASE)
_LEAST_TALL = 2.2
_GAP = 4


class _Grid(msgspec.Struct, frozen=True):
    """The top of each row of days, the date of the first cell, and the line that tells the number of each cell."""

    tops: tuple[float, ...]
    first: date
    numbers: dict[tuple[int, int], SpanRow]


def read(spans: Sequence[SpanRow]) -> Calendar:
    """Return the month that the lines of a screen show, by day; without days: they show none, or tell not which."""
    for heads in dayheads.rows(spans, _FEWEST_COLUMNS):
        if any(each.isdigit() for day in heads for each in day.heads[0].text) or not daycolumns.is_even(heads):
            continue
        # The numbers of the first row are those of their cells, as below.
        days = [replace(day, heads=day.heads[:1], number=0) for day in heads]
        top = max(day.heads[0].box[3] for day in days)
        months = dayheads.months([span for span in spans if span.box[1] < top])
        below = [span for span in spans if span.box[1] + 2 >= top]
        numbers = [span for span in below if _number(span)]
        words = [span for span in below if span not in numbers and _is_entry(span)]
        for way in daycolumns.fitted(days, words):
            grid = _grid(way, numbers, months)
            if grid is not None:
                return _calendar(way, grid, words)
    return Calendar()


def is_like(spans: Sequence[SpanRow], days: Sequence[Day]) -> bool:
    """Say whether numbers stand in several rows under the names of days, as in a month, whichever it is."""
    top = max(day.heads[0].box[3] for day in days)
    numbers = [span for span in spans if span.box[1] + 2 >= top and _number(span)]
    return len(_rows(numbers, days)) > 1


def _number(span: SpanRow) -> int:
    match = _NUMBER.match(" ".join(span.text.split()))
    if match is None:
        return 0
    number = int(match["number"] or match["behind"])
    return number if 1 <= number <= 31 else 0


def _is_entry(span: SpanRow) -> bool:
    has_word = any(letter.isalpha() for letter in span.text) and len(span.text.strip()) > 1
    return (has_word or clocktimes.is_only(span.text)) and not _MORE.match(span.text)


def _grid(days: Sequence[Day], numbers: Sequence[SpanRow], months: Sequence[tuple[int, int]]) -> _Grid | None:
    """Return how numbers stand as days of a month under their weekdays; None where they do not, in a named one."""
    rows = _rows(numbers, days)
    if len(rows) < _FEWEST_ROWS:
        return None
    shifts = Counter(_number(span) - (at * _WEEK + column) for at, row in enumerate(rows) for column, span in row)
    shift, agreeing = shifts.most_common(1)[0]
    tops = tuple(float(sorted(span.box[1] for _, span in row)[(len(row) - 1) // 2]) for row in rows)
    steps = [b - a for a, b in pairwise(tops)]
    tall = min(steps) >= _LEAST_TALL * height(rows[0][0][1]) and max(steps) < 1.5 * min(steps)
    if agreeing < _FEWEST_NUMBERS or not tall:
        return None
    firsts = {
        date(year, month, 1) + timedelta(days=shift - 1)
        for year, month in months
        if (date(year, month, 1) + timedelta(days=shift - 1)).weekday() == days[0].weekday
    }
    if len(firsts) != 1:
        return None
    [first] = firsts
    cells = {(at, column): span for at, row in enumerate(rows) for column, span in row}
    right = {cell: span for cell, span in cells.items() if _number(span) == _date(first, cell).day}
    return _Grid(tops, first, right)


def _rows(numbers: Sequence[SpanRow], days: Sequence[Day]) -> list[list[tuple[int, SpanRow]]]:
    """Return numbers that stand at one height, each with its column."""
    rows: list[list[tuple[int, SpanRow]]] = []
    for span in sorted(numbers, key=middle):
        # A number may be set flush with the end of its cell: its beginning is farther from the next one.
        column = next((at for at, day in enumerate(days) if day.left <= span.box[0] < day.right), None)
        if column is None:
            continue
        if rows and middle(span) - middle(rows[-1][0][1]) < height(span):
            rows[-1].append((column, span))
        else:
            rows.append([(column, span)])
    return [row for row in rows if len(row) >= 2]


def _date(first: date, cell: tuple[int, int]) -> date:
    return first + timedelta(days=cell[0] * _WEEK + cell[1])


def _calendar(days: Sequence[Day], grid: _Grid, words: Sequence[SpanRow]) -> Calendar:
    tall = min(b - a for a, b in pairwise(grid.tops))
    shown = {
        (at, column): replace(
            day,
            heads=(day.heads[0], *((number,) if (number := grid.numbers.get((at, column))) is not None else ())),
            exact=_date(grid.first, (at, column)),
            number=_date(grid.first, (at, column)).day,
        )
        for at in range(len(grid.tops))
        for column, day in enumerate(days)
    }
    cells = defaultdict[tuple[int, int], list[SpanRow]](list)
    for span in words:
        column = next((at for at, day in enumerate(days) if day.left <= span.box[0] < day.right), None)
        row = max((at for at, top in enumerate(grid.tops) if top - height(span) / 2 <= span.box[1]), default=None)
        if column is not None and row is not None and span.box[1] < grid.tops[row] + tall:
            cells[row, column].append(span)
    # Where the number of a day was not read nothing shows which day it is.
    entries = [
        entry
        for cell in sorted(cells)
        if len(shown[cell].heads) > 1
        for line in _lines(cells[cell])
        if (entry := _entry(line, shown[cell])) is not None
    ]
    certain = tuple(day for day in shown.values() if len(day.heads) > 1)
    return Calendar(certain, tuple(entries))


def _lines(spans: Sequence[SpanRow]) -> list[list[SpanRow]]:
    """Return what stands in a cell, line by line: parts that are set at one height are of one entry."""
    lines: list[list[SpanRow]] = []
    for span in sorted(spans, key=lambda span: (middle(span), span.box[0])):
        last = lines[-1][-1] if lines else None
        if last is not None and abs(middle(span) - middle(last)) < height(span) / 2:
            lines[-1].append(span)
        else:
            lines.append([span])
    return [sorted(line, key=lambda span: span.box[0]) for line in lines]


def _entry(line: Sequence[SpanRow], day: Day) -> Entry | None:
    times = tuple(span for span in line if clocktimes.is_only(span.text))
    said = tuple(span for span in line if span not in times)
    return Entry(said, day, times=times) if said else None
