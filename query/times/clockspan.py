"""Lengths of time that a line tells by two clock times: from `22:00 to 23:30` it is an hour and a half."""

from __future__ import annotations

import re

from query.patterns.pattern import pattern
from query.times.durations import spelled

_CLOCK = r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?!\d)(?:\s*([ap])\.?m\b\.?)?"
_RANGE = pattern(rf"{_CLOCK}\s*(?:to|till|until|[-–—])\s*{_CLOCK}", re.IGNORECASE)
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_MICROSECONDS = 1_000_000


def told(text: str) -> str:
    """Return a sentence on how long the one stretch of a text is; empty where it holds none, or more than one.

    What ends before it begins ends on the next day.
    """
    found = list(_RANGE.finditer(text))
    if len(found) != 1:
        return ""
    [match] = found
    start, end = _seconds(*match.groups()[:3]), _seconds(*match.groups()[3:])
    if start is None or end is None or start == end:
        return ""
    length = (end - start) % _DAY
    return f" “{match[0]}” is {spelled(length * _MICROSECONDS)}, {length // _MINUTE} minutes."


def _seconds(hour: str, minute: str, half: str | None) -> int | None:
    """Return the seconds since midnight; None where there is no such time."""
    hours, minutes = int(hour), int(minute)
    if minutes > 59 or hours > (12 if half else 24):
        return None
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return hours * _HOUR + minutes * _MINUTE
