"""Questions for the colour of an entry in a calendar: of the area that it stands on."""

from __future__ import annotations

from query.answers.answer import Answer
from query.calendar import calendars
from query.calendar.calendars import Seen
from query.calendar.entry import Entry
from query.inquiries import stood
from query.inquiries.inquiry import Inquiry
from query.inquiries.stood import Stood
from query.language import coloured
from query.passages import intent, meant
from query.passages.intent import Term
from query.passages.lookup import Lookup
from query.passages.match import holds
from query.passages.patches import Areas
from query.patterns.cues import cued


@cued(coloured.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the colour of an entry; None where none is asked for, or no calendar is named and none has such an entry."""
    wanted = coloured.read(inquiry.rest)
    if wanted is None or not (wanted.in_calendar or coloured.ENTRY.fullmatch(wanted.kind)):
        return None
    said = intent.read(wanted.thing).terms
    terms = meant.terms(inquiry.db, Lookup(inquiry.db), said)
    pairs = _entries(inquiry, terms) if terms else []
    if not pairs and not (wanted.in_calendar and terms):
        return None
    found: list[Stood] = []
    words = " ".join(term.text for term in terms)
    nothing = f"Not found: no calendar that was seen{inquiry.within} has an entry that says “{words}”."
    for seen, entry in pairs:
        areas = Areas(inquiry.db, seen.frame.id)
        line = max(entry.lines, key=lambda each: sum(holds(term, each.text) for term in terms))
        called = f"“{entry.text}”"
        area = areas.under(line.box) if areas.in_window(line.box) else None
        if area is not None:
            found.append(stood.placed(called, seen.frame, areas, area, line))
        elif not found:
            nothing = stood.on_ground(called, areas)
    return stood.told(inquiry.anytime(), found, terms, wanted.said, nothing)


def _entries(inquiry: Inquiry, terms: tuple[Term, ...]) -> list[tuple[Seen, Entry]]:
    """Return the entries that hold all words, each where it was seen last; of the days that are named, where any is."""
    found = [
        (seen, entry)
        for seen in calendars.seen(inquiry, terms)
        for entry in seen.calendar.entries
        if all(holds(term, entry.text) for term in terms)
    ]
    window = inquiry.asked.window
    if window is None:
        return found
    # The days are those of the calendar, or those on which one looked at it.
    start, end = (at.astimezone(inquiry.asked.zone).date() if at else None for at in (window.start, window.end))
    on_days = [
        pair
        for pair in found
        if (day := pair[0].day_of(pair[1])) is not None
        and (start is None or day >= start)
        and (end is None or day <= end)
    ]
    if not on_days and start is not None and end is not None and (end - start).days <= 1:
        # `On Friday`: the one of any week that was looked at.
        on_days = [pair for pair in found if _weekday(*pair) == start.weekday()]
    first, last = inquiry.between
    return on_days or [pair for pair in found if first <= pair[0].frame.captured_us < last]


def _weekday(seen: Seen, entry: Entry) -> int | None:
    day = seen.day_of(entry)
    return day.weekday() if day is not None else None
