"""What is on: the entries that calendars show on the days that a question asks for, those to come, and free days.

A day is told by the calendar that showed it last, as a whole: that nothing is on is said only where it shows the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from query import agendatold, agendaturns, calendars, dayasked
from query.agendatold import Found
from query.agendaturns import Turn
from query.answer import Answer
from query.calendars import Seen
from query.dayasked import DayAsked
from query.entry import Day, Entry
from query.inquiry import Inquiry
from query.words import tokens

_AN_HOUR, _LONGEST = 60, 180
_MOST_DAYS, _AN_INSTANT = 31, 10


def answered(inquiry: Inquiry, turn: Turn, asked: DayAsked | None) -> Answer | None:
    """Tell what is on; None where the question may be for something else, and no calendar answers it."""
    way = agendaturns.way(inquiry.asked.question)
    local = inquiry.asked.now.astimezone(inquiry.asked.zone)
    if asked is None:
        return _without_days(inquiry, turn)
    days = asked.days(local.date(), way) or asked.days(local.date(), 0)
    to_come = way >= 0 and bool(days) and min(days) >= local.date()
    if not days or len(days) > _MOST_DAYS or (turn.is_of_doings and not (turn.is_named or to_come)):
        return None
    if turn.kind == "free" and asked.has_hours and asked.minutes[1] - asked.minutes[0] <= _AN_INSTANT:
        # Who asks for three o'clock asks for the hour from then on.
        middle = sum(asked.minutes) // 2
        asked = replace(asked, minutes=(middle, middle + _AN_HOUR))
    all_seen = [*calendars.seen(inquiry)]
    # Of days that are left open the one that a calendar shows.
    is_open = asked.first is None and len(days) > 1
    shown = [(*showing, on) for on in days if (showing := _showing(all_seen, on)) is not None]
    if not shown:
        may_be_other = not (turn.is_named or turn.kind == "free" or to_come)
        said = f"No calendar that was seen up to then shows {dayasked.spelled_days(days[:1] if is_open else days)}."
        return None if may_be_other else agendatold.none(inquiry, said)
    found = [(seen, entry) for seen, _, on in shown for entry in _once(seen.on(on)) if _is_at(entry, asked)]
    if is_open:
        # A day that is left open: the one to come, or that on which something was where a calendar is named.
        telling = [
            each for each in shown if turn.is_named and any(pair[0].day_of(pair[1]) == each[2] for pair in found)
        ]
        shown = (telling or shown)[:1]
        found = [pair for pair in found if pair[0].day_of(pair[1]) == shown[0][2]]
    return _told(inquiry, turn, asked, shown, found)


def _told(
    inquiry: Inquiry, turn: Turn, asked: DayAsked, shown: Sequence[tuple[Seen, Day, date]], found: Found
) -> Answer | None:
    if turn.kind == "next" or turn.is_of_rest:
        found = [pair for pair in found if to_come(inquiry, pair[0], [pair[1]])]
    if turn.kind == "next":
        found = found[:1]
    timed = [pair for pair in found if not pair[1].is_all_day and pair[1].clock]
    if turn.kind == "first":
        found = timed[:1]
    if turn.kind == "last":
        found = timed[-1:]
    if turn.kind == "clash":
        return _clashes(inquiry, found)
    if found:
        return agendatold.told(inquiry, found, ())
    whole = [each for each in shown if _is_whole(*each[:2])]
    when = agendatold.seen_when(inquiry, [seen for seen, _, _ in shown])
    if not whole or len(whole) < len(shown):
        return agendatold.none(inquiry, f"No entry was found there ({when}); it may not show all.")
    if turn.kind == "free":
        return agendatold.nothing_on(inquiry, whole, asked.said, _before(whole, asked))
    days = dayasked.spelled_days([on for _, _, on in whole])
    return agendatold.none(inquiry, f"Nothing stood on {days}{asked.said} ({when}).")


def _is_whole(seen: Seen, day: Day) -> bool:
    """Say whether a calendar shows all of a day: what is covered may have more, and so has the last day of a list."""
    is_last = seen.calendar.is_list and day.heads == seen.calendar.days[-1].heads
    return not (seen.calendar.is_covered or is_last)


def _without_days(inquiry: Inquiry, turn: Turn) -> Answer | None:
    """Tell what comes next, or all that the calendar shows which was seen last, where a calendar is named."""
    if turn.kind == "next":
        return _next(inquiry, turn)
    if not turn.is_named or turn.kind not in ("list", "count", "clash"):
        return None
    last = next(calendars.seen(inquiry), None)
    if last is None:
        return None
    found = [(last, entry) for entry in _once(last.calendar.entries)]
    return _clashes(inquiry, found) if turn.kind == "clash" else agendatold.told(inquiry, found, ())


def _next(inquiry: Inquiry, turn: Turn) -> Answer | None:
    all_seen = [*calendars.seen(inquiry)]
    if not all_seen:
        return None
    dates = sorted({on for seen in all_seen for day in seen.calendar.days if (on := day.date(seen.day)) is not None})
    today = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    for on in dates:
        if on < today or (found := _showing(all_seen, on)) is None:
            continue
        seen, _ = found
        coming = to_come(inquiry, seen, _once(seen.on(on)))
        if coming:
            return agendatold.told(inquiry, [(seen, coming[0])], ())
    last = agendatold.seen_when(inquiry, all_seen[:1])
    said = f"No calendar that was seen up to then shows anything that is still to come (last: {last})."
    return agendatold.none(inquiry, said) if turn.is_named else None


def to_come(inquiry: Inquiry, seen: Seen, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that begin after the moment of asking, the next one first."""
    local = inquiry.asked.now.astimezone(inquiry.asked.zone)
    now = (local.date(), local.hour * _AN_HOUR + local.minute)
    coming = [
        ((on, entry.minutes[0]), entry)
        for entry in entries
        if (on := seen.day_of(entry)) is not None and entry.clock and not entry.is_all_day
    ]
    return [entry for when, entry in sorted(coming, key=lambda each: each[0]) if when > now]


def _showing(all_seen: Sequence[Seen], on: date) -> tuple[Seen, Day] | None:
    """Return the calendar that showed a day last, as a whole where one did; None: none did."""
    found = [(seen, day) for seen in all_seen if (day := seen.shown(on)) is not None]
    return next((each for each in found if not each[0].calendar.is_covered), next(iter(found), None))


def _before(shown: Sequence[tuple[Seen, Day, date]], asked: DayAsked) -> list[Entry]:
    """Return the last entry before the part of the day that is asked for, where it does not tell when it ends."""
    if not asked.has_hours:
        return []
    begun = [
        entry
        for seen, _, on in shown
        for entry in seen.on(on)
        if asked.minutes[0] - _LONGEST < entry.minutes[0] and entry.minutes[1] <= asked.minutes[0]
    ]
    return [entry for entry in begun[-1:] if entry.stretch is None or entry.stretch.ends is None]


def _is_at(entry: Entry, asked: DayAsked) -> bool:
    """Say whether an entry is in the part of the day that is asked for, as far as it tells when it begins and ends."""
    first, last = entry.minutes
    own = entry.stretch
    last = own.ends if own is not None and own.ends is not None and own.ends > first else last
    return first < asked.minutes[1] and asked.minutes[0] < last


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries without those that a card over the calendar tells in full."""
    said = [set(tokens(entry.text)) for entry in entries]
    return [
        entry
        for at, entry in enumerate(entries)
        if not any(
            said[at] < said[other]
            and entry.minutes[0] == entries[other].minutes[0]
            and entry.day.heads != entries[other].day.heads
            for other in range(len(entries))
        )
    ]


def _clashes(inquiry: Inquiry, found: Found) -> Answer | None:
    clashing = agendatold.clashing(found)
    if clashing:
        return agendatold.told(inquiry, clashing, (), lead="At one time: ")
    if not found:
        return agendatold.none(inquiry, "No entry was found there.")
    open_ = any(entry.stretch is None or entry.stretch.ends is None for _, entry in found)
    limit = "; when all of them end is not told" if open_ else ""
    return agendatold.told(inquiry, found, (), lead=f"No two are told to be at one time{limit}. ")
