"""Which week a weekday is of, where the question leaves it open.

On a Friday, `on Friday` is a week ago, unless nothing is found there: then it is today. `That Tuesday` is one that the
asker has in mind: the last one of which there are screens.
"""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta, tzinfo

from msgspec.structs import replace

from query.answers.plan import Filters
from query.inquiries.conclude import Asked
from query.patterns.pattern import pattern
from query.times import hours
from query.times.days import WEEKDAYS, spelled
from query.times.when import Window

_WEEKS = 8
_WEEK = timedelta(days=7)
# Nothing but the weekday, beside hours of it: what is said besides tells the week.
_WEEKDAY = rf"(?P<weekday>{'|'.join(name[:3] for name in WEEKDAYS)})(?:s|rs?|nes|ur)?(?:day)?"
_BARE = pattern(rf"\W*(?:on\s+)?{_WEEKDAY}\W*", re.IGNORECASE)
_THAT = pattern(rf"\bthat\s+{_WEEKDAY}\b", re.IGNORECASE)

_TO_COME = pattern(r"\b(?:do|shall|will|must|should) (?:i|we)\b", re.IGNORECASE)


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
