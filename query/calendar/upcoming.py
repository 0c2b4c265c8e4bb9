"""What is still to come of what calendars show, the next first; where nothing is, the last is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from query.answers.answer import Answer
from query.calendar import agendatold, appointments
from query.calendar.agendatold import Found
from query.calendar.appointments import Pair
from query.calendar.calendars import Seen
from query.calendar.entry import Day, Entry
from query.inquiries.inquiry import Inquiry

_AN_HOUR = 60
When = tuple[date, int]


def next_of_all(inquiry: Inquiry, all_seen: Sequence[Seen], *, is_named: bool) -> Answer | None:
    """Tell what comes next in any calendar; None where none has anything, and no calendar was named."""
    if not all_seen:
        return None
    dates = sorted({on for seen in all_seen for day in seen.calendar.days if (on := day.date(seen.day)) is not None})
    today = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    for on in dates:
        if on < today or (found := showing(all_seen, on)) is None:
            continue
        seen, _ = found
        coming = to_come(inquiry, appointments.once([(seen, entry) for entry in seen.on(on)]))
        if coming:
            return agendatold.told(inquiry, coming[:1], ())
    last = agendatold.seen_when(inquiry, all_seen[:1])
    said = f"No calendar that was seen up to then shows anything that is still to come (last: {last})."
    return agendatold.none(inquiry, said) if is_named else None


def last_of_all(inquiry: Inquiry, all_seen: Sequence[Seen]) -> Answer | None:
    """Tell what was last before the moment of asking in any calendar; None where none has anything."""
    dates = {on for seen in all_seen for day in seen.calendar.days if (on := day.date(seen.day)) is not None}
    today = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    for on in sorted((on for on in dates if on <= today), reverse=True):
        if (found := showing(all_seen, on)) is None:
            continue
        there = appointments.once([(found[0], entry) for entry in found[0].on(on) if is_timed(entry)])
        coming = to_come(inquiry, there)
        if past := [pair for pair in there if pair not in coming]:
            return agendatold.told(inquiry, past[-1:], ())
    return None


def next_named(inquiry: Inquiry, found: Found, all_seen: Sequence[Seen]) -> list[Pair]:
    """Return the next of entries that are called alike; what a calendar that was seen later lacks is none."""
    held = [pair for pair in found if _stands_still(pair, found, all_seen)]
    return to_come(inquiry, appointments.once(held), with_days=True)[:1]


def none_to_come(inquiry: Inquiry, found: Found) -> Answer | None:
    """Tell that nothing is still to come, and quote the last of what there was; None where no evidence of it holds."""
    ordered = sorted(found, key=lambda pair: (pair[0].day_of(pair[1]) or date.min, pair[1].minutes))
    last = agendatold.told(inquiry, ordered[-1:], ())
    if last is None or last.state != "ok":
        return last
    return agendatold.none(
        inquiry, f"None that is still to come stands in a calendar that was seen; the last was {last.summary}"
    )


def to_come(inquiry: Inquiry, found: Found, *, with_days: bool = False) -> list[Pair]:
    """Return the entries that begin after the moment of asking, the next one first.

    Args:
        with_days: those of a whole day as well, where it is a later one.
    """
    local = inquiry.asked.now.astimezone(inquiry.asked.zone)
    now = (local.date(), local.hour * _AN_HOUR + local.minute)
    coming: list[tuple[When, Pair]] = []
    for seen, entry in found:
        on = seen.day_of(entry)
        if on is not None and (with_days or is_timed(entry)):
            coming.append(((on, entry.minutes[0] if is_timed(entry) else 0), (seen, entry)))
    return [pair for when, pair in sorted(coming, key=lambda each: each[0]) if when > now]


def is_timed(entry: Entry) -> bool:
    """Say whether an entry is at a time, and not all day long."""
    return bool(entry.clock) and not entry.is_all_day


def showing(all_seen: Sequence[Seen], on: date) -> tuple[Seen, Day] | None:
    """Return the calendar that showed a day last, as a whole where one did; None: none did."""
    found = [(seen, day) for seen in all_seen if (day := seen.shown(on)) is not None]
    return next((each for each in found if not each[0].calendar.is_covered), next(iter(found), None))


def _stands_still(pair: Pair, found: Found, all_seen: Sequence[Seen]) -> bool:
    """Say whether an entry stands in the calendar that showed its day last, too, where that is another one."""
    on = pair[0].day_of(pair[1])
    last = showing(all_seen, on) if on is not None else None
    if last is None or last[0] is pair[0] or all_seen.index(pair[0]) < all_seen.index(last[0]):
        return True
    return any(other[0] is last[0] and appointments.is_same(pair, other) for other in found)
