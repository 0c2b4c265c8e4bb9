"""Lengths and moments of time as answers say them."""

from __future__ import annotations

from datetime import tzinfo

from projections import moment


def spelled(microseconds: int) -> str:
    """Return `1 h 02 min`, `4 min 12 s` or `9 s`."""
    seconds = round(microseconds / 1_000_000)
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours} h {rest // 60:02} min"
    return f"{rest // 60} min {rest % 60:02} s" if rest >= 60 else f"{rest} s"


def clock(us: int, zone: tzinfo) -> str:
    """Return `16:41:02` of the zone for UTC microseconds."""
    return f"{moment.datetime_of(us).astimezone(zone):%H:%M:%S}"


def instant(us: int, zone: tzinfo) -> str:
    """Return `2026-03-20 16:41:02` of the zone for UTC microseconds."""
    return f"{moment.datetime_of(us).astimezone(zone):%Y-%m-%d %H:%M:%S}"


def stretch(start_us: int, end_us: int, zone: tzinfo) -> str:
    """Return `2026-03-20 16:41:02 to 16:42:10`, with the day said twice only where it changes."""
    start, end = (moment.datetime_of(us).astimezone(zone) for us in (start_us, end_us))
    if start.date() == end.date():
        return f"{instant(start_us, zone)} to {clock(end_us, zone)}"
    return f"{instant(start_us, zone)} to {instant(end_us, zone)}"
