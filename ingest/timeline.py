"""The time of a chronicle session: ticks of the performance counter first, the wall clock where there is one. Pure.

Source: wire formats, 5. Times are integers throughout: nanoseconds, never floats.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from projections import moment

TimeSource = Literal["qpc", "unix_ns", "unknown"]

_SECOND_NS = 1_000_000_000
_QPC: TimeSource = "qpc"
_UNIX: TimeSource = "unix_ns"
_UNKNOWN: TimeSource = "unknown"


class When(NamedTuple):
    """An instant in UTC as our records spell it, None where it is not known; and how it is known."""

    ts_utc: str | None
    source: TimeSource


class Timeline(NamedTuple):
    """What a manifest says of time: ticks a second, the first tick, the wall clock at it (ns since 1970; 0: none)."""

    frequency_hz: int
    start_ticks: int
    start_unix_ns: int

    def since_start_ns(self, ticks: int, unix_ns: int) -> int | None:
        """Return how long after the session's start something was, in ns; None where nothing says so."""
        if self._is_counted(ticks):
            return (ticks - self.start_ticks) * _SECOND_NS // self.frequency_hz
        return unix_ns - self.start_unix_ns if unix_ns and self.start_unix_ns else None

    def when(self, ticks: int, unix_ns: int) -> When:
        """Return when something was: by the counter from the session's start on, else by its own wall clock."""
        if self.start_unix_ns and self._is_counted(ticks):
            at, source = self.start_unix_ns + (ticks - self.start_ticks) * _SECOND_NS // self.frequency_hz, _QPC
        else:
            at, source = unix_ns, _UNIX
        spelled = _spelled(at) if at else None
        return When(spelled, source) if spelled is not None else When(None, _UNKNOWN)

    def _is_counted(self, ticks: int) -> bool:
        # A counter that started at 0 may well stand at 0; one that did not has no 0 to say.
        return self.frequency_hz > 0 and (bool(ticks) or not self.start_ticks)


def _spelled(unix_ns: int) -> str | None:
    try:
        return moment.spell(unix_ns // 1_000)
    except (OverflowError, ValueError):
        return None
