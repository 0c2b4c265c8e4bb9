"""Timetables: a calendar whose columns are days, under heads such as `Tue 10`, and whose rows are hours.

Read from where lines of text stand on one screen, and from nothing else. An entry belongs to the day in whose column it
begins, and to the hour in whose row it begins, unless it tells a clock time itself. One day by itself is one too.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from projections.text import SpanRow
from query.calendar import cards, clocktimes, daycolumns, dayheads, hourrows, monthgrid
from query.calendar.daycolumns import Ways
from query.calendar.dayheads import height, middle
from query.calendar.entry import Calendar, Day, Entry
from query.calendar.hourrows import Rows

_NEXT_LINE = 1.55
_ALIGNED = 0.6
_FEWEST_TIMED = 2
_ASTRAY = 0.75
_MOSTLY = 2
_MOST_TOPPED = 0.75


def read(spans: Sequence[SpanRow]) -> Calendar:
    """Return the calendar that the lines of a screen show, by day and place; without days: they show none."""
    for days in dayheads.rows(spans):
        if daycolumns.is_even(days) and not monthgrid.is_like(spans, days):
            return _week(spans, days)
    return Calendar()


def _week(spans: Sequence[SpanRow], days: list[Day]) -> Calendar:
    months = dayheads.months([span for span in spans if span.box[1] < days[0].heads[0].box[3]])
    days = [replace(day, months=months) for day in days]
    top = max(head.box[3] for day in days for head in day.heads)
    # Heads may stand right where the hours end: in the middle of the first column, or where it begins.
    rows = hourrows.read(spans, top - 4, max(days[0].left, (days[0].left + days[0].right) / 2))
    below = [span for span in spans if top <= span.box[1] + 2 and span.box[1] < rows.bottom and span not in rows.hours]
    over = cards.read(below, days, months)
    inside = [span for span in below if not any(card.covers(span) for card in over)]
    ways = daycolumns.fitted(days, [span for span in inside if _is_word(span)], rows.right)
    return _calendar(inside, ways, rows, over) if ways else Calendar()


def single(spans: Sequence[SpanRow]) -> Calendar:
    """Return the calendar of one day, whose date stands above the hours; none where several dates stand there."""
    rows = hourrows.read(spans, 0, float("inf"))
    if not rows.hours:
        return Calendar()
    top, left = rows.hours[0].box[1], rows.hours[0].box[0]
    above = [span for span in spans if span.box[3] <= top + height(span) / 2]
    months = dayheads.months(above)
    # A date in words around it, or one of several days, does not head the hours.
    heads = [(span, match) for span in spans if (match := dayheads.alone(span.text)) is not None]
    dated = [
        day for span, match in heads if span in above and (day := dayheads.day_in(match, span, months)) is not None
    ]
    if len(heads) != 1 or not dated:
        return Calendar()
    [day] = dated
    inside = [
        span
        for span in spans
        if span.box[0] >= rows.right and day.heads[0].box[3] <= span.box[1] < rows.bottom and span.box[0] > left
    ]
    shown = replace(day, left=rows.right, right=max((span.box[2] for span in inside), default=rows.right) + 1)
    return _calendar(inside, [[shown]], rows, [])


def _calendar(inside: Sequence[SpanRow], ways: Ways, rows: Rows, over: Sequence[cards.Card]) -> Calendar:
    days = ways[0]
    by_day: dict[int, list[SpanRow]] = {}
    for span in inside:
        day = daycolumns.of(span, ways)
        if day is not None and (_is_word(span) or clocktimes.is_only(span.text)):
            by_day.setdefault(days.index(day), []).append(span)
    titles = _titles([span for lines in by_day.values() for span in lines])
    entries = []
    for at in sorted(by_day):
        lines = sorted(by_day[at], key=lambda span: (span.box[1], span.box[0], span.id))
        entries += [
            entry for group in _grouped(lines, rows, titles) if (entry := _entry(group, days[at], rows)) is not None
        ]
    entries = _agreeing(_titled(entries))
    told = [card.entry for card in over if card.entry is not None]
    entries = [entry for entry in entries if not _is_told(entry, told, over)]
    if not rows.hours and (sum(entry.tells_its_time for entry in entries) < _FEWEST_TIMED or not days[0].number):
        return Calendar()
    if not rows.hours:
        # Without hours nothing but its time tells that a line in a column of days is an entry.
        entries = [entry for entry in entries if entry.tells_its_time]
    entries += told
    order = {(day.weekday, day.number): at for at, day in enumerate(days)}
    entries.sort(key=lambda entry: order.get((entry.day.weekday, entry.day.number), len(days)))
    return Calendar(tuple(days), tuple(entries), rows.span, is_covered=bool(over))


def _is_word(span: SpanRow) -> bool:
    return any(letter.isalpha() for letter in span.text) and len(span.text.strip()) > 1


def _entry(group: Sequence[SpanRow], day: Day, rows: Rows) -> Entry | None:
    """Return what a group of lines says; None where it is nothing but a time."""
    times = tuple(line for line in group if clocktimes.is_only(line.text))
    said = tuple(line for line in group if line not in times)
    if not said:
        return None
    hour, share = rows.of(group[0])
    is_all_day = bool(rows.hours) and hour is None and middle(group[0]) < rows.hours[0].box[1] - height(group[0]) / 2
    return Entry(said, day, hour, share, rows.minutes, times, is_all_day=is_all_day and not times)


def _titled(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without those whose title was not read: their time stands first, that of most below it."""
    timed = [entry for entry in entries if entry.times]
    below = [entry for entry in timed if entry.times[0].box[1] > entry.lines[0].box[1]]
    if len(below) < _MOSTLY * (len(timed) - len(below)):
        return [*entries]
    return [entry for entry in entries if not entry.times or entry in below]


def _agreeing(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries; none is told by its row where those that tell their time do not stand in the rows of it."""
    timed = [entry for entry in entries if entry.stretch is not None and entry.hour is not None]
    astray = [entry for entry in timed if not _is_in_its_row(entry)]
    if not astray or len(astray) * 4 < len(timed):
        return [*entries]
    return [replace(entry, hour=None, share=0.0) for entry in entries]


def _is_in_its_row(entry: Entry) -> bool:
    told = clocktimes.first(entry.hour.text) if entry.hour is not None else None
    if entry.stretch is None or told is None:
        return True
    by_place = told.begins + entry.share * entry.row_minutes
    return abs(entry.stretch.begins - by_place) <= _ASTRAY * entry.row_minutes


def _is_told(entry: Entry, told: Sequence[Entry], over: Sequence[cards.Card]) -> bool:
    """Say whether a card that covers part of an entry tells it in full."""
    cut = any(card.cuts(line) for card in over for line in entry.lines)
    return cut and any(card.lines[0].text.casefold().startswith(entry.lines[0].text.casefold()[:4]) for card in told)


def _titles(spans: Sequence[SpanRow]) -> set[int]:
    """Return the lines that stand right above a time, where times stand below titles: each begins an entry."""
    times = [span for span in spans if clocktimes.is_only(span.text)]
    above = {time.id: [span.id for span in spans if _is_below(span, time)] for time in times}
    topped = [found for found in above.values() if found]
    return {each for found in topped for each in found} if len(topped) > _MOST_TOPPED * len(times) else set()


def _grouped(lines: Sequence[SpanRow], rows: Rows, titles: Set[int]) -> list[list[SpanRow]]:
    """Return lines that begin at one place, and follow closely, together."""
    groups: list[list[SpanRow]] = []
    for line in lines:
        # Entries may stand side by side: the lines of one begin where its first does.
        group = next((group for group in reversed(groups) if _goes_on(group, line, rows, line.id in titles)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return groups


def _goes_on(group: Sequence[SpanRow], line: SpanRow, rows: Rows, is_title: bool) -> bool:
    """Say whether a line is of an entry: it follows closely, and does not begin another one with its own time."""
    if rows.hours and (rows.of(group[0])[0] is None) != (rows.of(line)[0] is None):
        # What is on all day stands above the hours, and right above what begins with them.
        return False
    has_time = any(clocktimes.stretches(each.text) for each in group)
    begins = has_time and (is_title or clocktimes.leads(line.text))
    return _is_below(group[-1], line) and not begins


def _is_below(last: SpanRow, line: SpanRow) -> bool:
    step = middle(line) - middle(last)
    is_close = 0 < step < _NEXT_LINE * min(height(line), height(last))
    return is_close and abs(line.box[0] - last.box[0]) < height(line) * _ALIGNED
