"""What is on: the entries that calendars show on the days that a question asks for, those to come, and free days.

A day is told by the calendar that showed it last, as a whole: that nothing is on is said only where it shows the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from query.answers.answer import Answer
from query.calendar import agendatold, agendaturns, appointments, calendars, dayasked, upcoming
from query.calendar.agendatold import Found
from query.calendar.agendaturns import Turn
from query.calendar.appointments import Pair
from query.calendar.calendars import Seen
from query.calendar.dayasked import DayAsked
from query.calendar.entry import Day, Entry
from query.inquiries.inquiry import Inquiry

_AN_HOUR, _LONGEST = 60, 180
_MOST_DAYS, _AN_INSTANT = 31, 10
_SATURDAY = 5
_A_DAY = (0, 24 * _AN_HOUR)
Shown = tuple[Seen, Day, date]


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
    shown = [(*showing, on) for on in days if (showing := upcoming.showing(all_seen, on)) is not None]
    if not shown:
        may_be_other = not (turn.is_named or turn.kind == "free" or to_come)
        said = f"No calendar that was seen up to then shows {dayasked.spelled_days(days[:1] if is_open else days)}."
        return None if may_be_other else agendatold.none(inquiry, said)
    found = [pair for seen, _, on in shown for pair in _at(turn, asked, seen.on(on), seen, all_seen)]
    if is_open:
        # A day that is left open: the one to come, or that on which something was where a calendar is named.
        telling = [
            each for each in shown if turn.is_named and any(pair[0].day_of(pair[1]) == each[2] for pair in found)
        ]
        shown = (telling or shown)[:1]
        found = [pair for pair in found if pair[0].day_of(pair[1]) == shown[0][2]]
    if not found and (unseen := _unseen(inquiry, shown, asked)) is not None:
        return unseen
    if found:
        return _told(inquiry, turn, asked, found, "" if is_open else _some_of(days, shown, turn))
    return _nothing(inquiry, turn, asked, shown, all_seen)


def _told(inquiry: Inquiry, turn: Turn, asked: DayAsked, found: Found, lead: str) -> Answer | None:
    there = found
    if turn.kind == "next" or turn.is_of_rest:
        found = upcoming.to_come(inquiry, found)
        if not found:
            return upcoming.none_to_come(inquiry, there)
    timed = [pair for pair in found if upcoming.is_timed(pair[1])] or found
    found = {"next": found[:1], "first": timed[:1], "last": timed[-1:]}.get(turn.kind, found)
    if turn.kind == "clash":
        return _clashes(inquiry, found)
    return agendatold.told(inquiry, found, (), lead=lead or _whether(turn, asked, found))


def _some_of(days: Sequence[date], shown: Sequence[Shown], turn: Turn) -> str:
    """Return which days are shown, where that is to be told: the first of a month may be on one that is not."""
    there = [on for _, _, on in shown]
    lacks = any(on not in there for on in days if on.weekday() < _SATURDAY)
    return (
        f"Of the days that are shown, {dayasked.spelled_days(there)}: "
        if lacks and turn.kind in ("first", "last", "count")
        else ""
    )


def _whether(turn: Turn, asked: DayAsked, found: Found) -> str:
    """Return yes or no, where it is asked whether one is free and entries tell it; what is on all day need not."""
    timed = [entry for _, entry in found if upcoming.is_timed(entry)]
    if turn.kind != "free" or not timed:
        return ""
    if turn.is_of_business:
        return "Yes: "
    begins, ends = asked.minutes
    # Who asks for an hour asks for its beginning, who asks for a morning for all of it.
    needed = begins + 1 if ends - begins <= _AN_HOUR else ends
    is_whole = any(entry.minutes[0] <= begins and needed <= _past(entry) for entry in timed)
    return "No: " if asked.has_hours and is_whole else "Not all of that time: "


def _past(entry: Entry) -> int:
    """Return the minute up to which an entry is known to be."""
    return max(entry.minutes[1], appointments.end(entry) or 0)


def _nothing(
    inquiry: Inquiry, turn: Turn, asked: DayAsked, shown: Sequence[Shown], all_seen: Sequence[Seen]
) -> Answer | None:
    """Tell that nothing was found on days that are shown, as far as that is known."""
    whole = [each for each in shown if _is_whole(*each[:2])]
    when = agendatold.seen_when(inquiry, [seen for seen, _, _ in shown])
    if not whole or len(whole) < len(shown):
        return agendatold.none(inquiry, f"No entry was found there ({when}); it may not show all.")
    first, last = _hours(shown)
    begins, ends = asked.minutes
    if asked.has_hours and (begins < first or last < ends):
        # Of what is asked for the part that is shown.
        asked = replace(asked, minutes=(max(begins, first), min(ends, last)))
    before = _before(whole, asked, all_seen)
    if turn.kind == "free" or before:
        opening = "No: " if turn.kind == "free" and turn.is_of_business and not before else ""
        return agendatold.nothing_on(inquiry, whole, asked.said, before, opening)
    days = dayasked.spelled_days([on for _, _, on in whole])
    rows = (
        f" It shows the hours from {agendatold.clocked(first)} to {agendatold.clocked(last)}."
        if (first, last) != _A_DAY
        else ""
    )
    return agendatold.none(inquiry, f"Nothing stood on {days}{asked.said} ({when}).{rows}")


def _unseen(inquiry: Inquiry, shown: Sequence[Shown], asked: DayAsked) -> Answer | None:
    """Tell that the hours that are asked for are not shown; None where some of them are."""
    first, last = _hours(shown)
    if not asked.has_hours or (first < asked.minutes[1] and asked.minutes[0] < last):
        return None
    days = dayasked.spelled_days([on for _, _, on in shown])
    when = agendatold.seen_when(inquiry, [seen for seen, _, _ in shown])
    rows = f"of {days} it shows the hours from {agendatold.clocked(first)} to {agendatold.clocked(last)}"
    return agendatold.none(inquiry, f"What is on{asked.said} is not shown: {rows} ({when}).")


def _hours(shown: Sequence[Shown]) -> tuple[int, int]:
    """Return the hours that all of some calendars show."""
    hours = [seen.calendar.hours for seen, _, _ in shown]
    return max(first for first, _ in hours), min(last for _, last in hours)


def _is_whole(seen: Seen, day: Day) -> bool:
    """Say whether a calendar shows all of a day: what is covered may have more, and so has the last day of a list."""
    is_last = seen.calendar.is_list and day.heads == seen.calendar.days[-1].heads
    return not (seen.calendar.is_covered or is_last)


def _without_days(inquiry: Inquiry, turn: Turn) -> Answer | None:
    """Tell what comes next, or all that the calendar shows which was seen last, where a calendar is named."""
    if turn.kind == "next":
        return upcoming.next_of_all(inquiry, [*calendars.seen(inquiry)], is_named=turn.is_named)
    if turn.kind == "last" and turn.is_named and agendaturns.way(inquiry.asked.question) < 0:
        return upcoming.last_of_all(inquiry, [*calendars.seen(inquiry)])
    if not turn.is_named or turn.kind not in ("list", "count", "clash"):
        return None
    all_seen = [*calendars.seen(inquiry)]
    if not all_seen:
        return None
    last = _uncovered(all_seen)
    found = appointments.once([(last, entry) for entry in last.calendar.entries])
    if turn.kind == "clash":
        return _clashes(inquiry, [appointments.fullest(pair, all_seen) for pair in found])
    return agendatold.told(inquiry, found, ())


def _uncovered(all_seen: Sequence[Seen]) -> Seen:
    """Return the calendar that was seen last, as it stood when nothing covered it, where it did."""
    last = all_seen[0]
    days = [day.date(last.day) for day in last.calendar.days]
    alike = (seen for seen in all_seen if [day.date(seen.day) for day in seen.calendar.days] == days)
    return next((seen for seen in alike if not seen.calendar.is_covered), last)


def _at(turn: Turn, asked: DayAsked, entries: Sequence[Entry], seen: Seen, all_seen: Sequence[Seen]) -> list[Pair]:
    """Return the entries of a day that are in the part of it which is asked for, wherever it stands when they end."""
    found = []
    for pair in appointments.once([(seen, entry) for entry in entries]):
        full = appointments.fullest(pair, all_seen) if asked.has_hours else pair
        if _is_at(full[1], asked):
            found.append(full if turn.kind == "free" or not _is_at(pair[1], asked) else pair)
    return found


def _before(shown: Sequence[Shown], asked: DayAsked, all_seen: Sequence[Seen]) -> list[Entry]:
    """Return the entries shortly before the part of the day that is asked for which nothing tells the end of."""
    if not asked.has_hours:
        return []
    pairs = [(seen, entry) for seen, _, on in shown for entry in seen.on(on) if upcoming.is_timed(entry)]
    return [
        pair[1]
        for pair in appointments.once(pairs)
        if asked.minutes[0] - _LONGEST < pair[1].minutes[0] < asked.minutes[0]
        and appointments.end(appointments.fullest(pair, all_seen)[1]) is None
    ]


def _is_at(entry: Entry, asked: DayAsked) -> bool:
    """Say whether an entry is in the part of the day that is asked for, as far as it tells when it begins and ends."""
    return entry.minutes[0] < asked.minutes[1] and asked.minutes[0] < _past(entry)


def _clashes(inquiry: Inquiry, found: Found) -> Answer | None:
    clashing = agendatold.clashing(found)
    if clashing:
        return agendatold.told(inquiry, clashing, (), lead="At one time: ")
    if not found:
        return agendatold.none(inquiry, "No entry was found there.")
    open_ = any(appointments.end(entry) is None for _, entry in found)
    limit = "; when all of them end is not told" if open_ else ""
    return agendatold.told(inquiry, found, (), lead=f"No two are told to be at one time{limit}. ")
