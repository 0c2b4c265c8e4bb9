"""Which day is meant, where the question leaves it open: which week a weekday is of; the day that a night belongs to.

On a Friday, `on Friday` is a week ago, unless nothing is found there: then it is today. `That Tuesday` is one that the
asker has in mind: the last one of which there are screens. Of a night in which nothing was captured what a program
printed may tell that was looked at on that day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec.structs import replace

from query.answers.plan import Filters
from query.inquiries.conclude import Asked
from query.patterns.pattern import pattern
from query.times import hours
from query.times.days import WEEKDAYS, spelled
from query.times.when import Window

OF_DEEDS = frozenset({"code", "front", "input", "sessions"})
"""Families that tell what was done on a day, and not just what stood there."""
_PRINTED = frozenset({"code"})
_WEEKS = 8
_DAY = timedelta(days=1)
# What is nearly a day is one, where the clocks change.
_PART = timedelta(hours=20)
_WEEK = timedelta(days=7)
# Nothing but the weekday, beside hours of it: what is said besides tells the week.
_WEEKDAY = rf"(?P<weekday>{'|'.join(name[:3] for name in WEEKDAYS)})(?:s|rs?|nes|ur)?(?:day)?"
_BARE = pattern(rf"\W*(?:on\s+)?{_WEEKDAY}\W*", re.IGNORECASE)
_THAT = pattern(rf"\bthat\s+{_WEEKDAY}\b", re.IGNORECASE)

_TO_COME = pattern(r"\b(?:do|shall|will|must|should) (?:i|we)\b", re.IGNORECASE)


def otherwise(asked: Asked, filters: Filters, captured: int) -> tuple[tuple[Window, frozenset[str]], ...]:
    """Return what else a window may mean, and which families may answer there, the likeliest first.

    `captured` says of how many frames the window is.
    """
    days = tuple((window, OF_DEEDS) for window in others(asked, filters))
    whole = None if captured or filters.since is not None or filters.until is not None else _whole(asked)
    return (*days, (whole, _PRINTED)) if whole is not None else days


def _whole(asked: Asked) -> Window | None:
    """Return the day of which a window is a part; None where it is none."""
    window, zone = asked.window, asked.zone
    if window is None or window.start is None or window.end - window.start >= _PART:
        return None
    day = window.start.astimezone(zone).date()
    start, end = (datetime.combine(each, datetime.min.time(), zone).astimezone(UTC) for each in (day, day + _DAY))
    return replace(window, start=start, end=end, said=spelled(day))


def others(asked: Asked, filters: Filters) -> tuple[Window, ...]:
    """Return what else a window may mean that a weekday names, the likeliest first; nothing where it means one day."""
    window, zone = asked.window, asked.zone
    if window is None or window.start is None or filters.since is not None or filters.until is not None:
        return ()
    bare = _BARE.fullmatch(hours.without(window.words))
    # What one has on a day is still to come.
    if bare is None or _TO_COME.search(asked.question):
        return ()
    name, that = bare["weekday"].casefold(), _THAT.search(asked.question)
    day, today = window.start.astimezone(zone).date(), asked.now.astimezone(zone).date()
    found = [today] if WEEKDAYS[today.weekday()].startswith(name) and day + _WEEK == today else []
    if that is not None and that["weekday"].casefold() == name:
        found += [day - back * _WEEK for back in range(1, _WEEKS)]
    return tuple(_moved(window, day, each, zone) for each in found)


def _moved(window: Window, day: date, other: date, zone: tzinfo) -> Window:
    """Return a window on another day at the same hours of the clock."""
    start, end = (
        (each.astimezone(zone) + (other - day)).astimezone(UTC) if each is not None else None
        for each in (window.start, window.end)
    )
    return replace(window, start=start, end=end or window.end, said=window.said.replace(spelled(day), spelled(other)))
