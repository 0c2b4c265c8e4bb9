"""Hours: counts are kept by the hour of capture, so that a long time is counted without reading its frames."""

from __future__ import annotations

HOUR_US = 3_600_000_000
UNDATED = -(1 << 62)
"""The hour under which is counted what has no time: it lies in no stretch of time."""

Stretch = tuple[int, int]


def hour_of(microseconds: int) -> int:
    """Return the hour, counted from 1970 (UTC), in which a moment lies (UTC microseconds)."""
    return microseconds // HOUR_US


def stretch_of(hour: int) -> Stretch:
    """Return the half-open stretch of time of an hour (UTC microseconds)."""
    return hour * HOUR_US, (hour + 1) * HOUR_US


def parted(start_us: int, end_us: int) -> tuple[Stretch, Stretch, Stretch]:
    """Part a half-open stretch of time (UTC microseconds): what is before its whole hours, these, what is after them.

    The middle part is told in hours, half-open as well. Any of the three may be empty, its end not after its start.
    """
    first, last = -(-start_us // HOUR_US), end_us // HOUR_US
    if first >= last:
        return (start_us, end_us), (first, first), (end_us, end_us)
    return (start_us, first * HOUR_US), (first, last), (last * HOUR_US, end_us)
