"""Filters as a person spells them on a command line or in a session, and as they are told again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from ledger.errors import Usage
from projections import moment
from query.answers.plan import Filters
from query.printing.sheet import local
from query.times import moments, when
from query.times.when import Window

_MICROSECOND = timedelta(microseconds=1)

NAMES = ("since", "until", "app", "site", "frame")
_HOW = "Write it like 2026-03-20, 2026-03-20T17:45, yesterday or last Tuesday."


def filters_of(spelled: dict[str, str], *, now: datetime, zone: tzinfo) -> Filters:
    """Return filters out of what was spelled for some of `NAMES`.

    Raises:
        Usage: a bound is no time, or nothing is left between two of them.
    """
    since = bound(spelled["since"], now=now, zone=zone, end=False) if spelled.get("since") else None
    until = bound(spelled["until"], now=now, zone=zone, end=True) if spelled.get("until") else None
    if since is not None and until is not None and until <= since:
        raise Usage(
            f"Nothing lies between {spelled['since']!r} and {spelled['until']!r}.", "Name an earlier beginning."
        )
    words = {name: spelled.get(name, "").strip() for name in ("app", "site", "frame")}
    return Filters(since, until, **words)


def bound(text: str, *, now: datetime, zone: tzinfo, end: bool) -> datetime:
    """Return where a stretch of time that is named begins, or where it ends: `--until Friday` has Friday in it.

    Raises:
        Usage: it names no time, or two, or one without a beginning.
    """
    if ":" in text:
        try:
            return moments.parsed(text, zone)
        except Usage:
            pass  # 17:30 alone is no time of ISO 8601, but may be one in words
    read = when.read(text, now=now, zone=zone)
    if len(read.windows) > 1:
        means = " or ".join(window.said for window in read.windows)
        raise Usage(f"{text!r} can mean {means}.", "Name the month.")
    if not read.windows or read.rest.strip():
        raise Usage(f"{text!r} is no time.", _HOW)
    return _edge(text, read.windows[0], end=end)


def _edge(text: str, window: Window, *, end: bool) -> datetime:
    if end:
        return window.end
    if window.start is None:
        raise Usage(f"{text!r} has no beginning.", _HOW)
    return window.start


def told(filters: Filters, zone: tzinfo) -> str:
    """Return filters in words, empty where there are none: `since 2026-03-05 00:00:00, app chromium`."""
    ends = {"since": filters.since, "until": filters.until}
    words = [f"{name} {local(end.isoformat(), zone)}" for name, end in ends.items() if end is not None]
    words += [f"{name} {value}" for name in ("app", "site", "frame") if (value := getattr(filters, name))]
    return ", ".join(words)


def day(microseconds: int, zone: tzinfo) -> str:
    """Return the day of a moment (UTC microseconds) in a zone, ISO 8601."""
    return moment.datetime_of(microseconds).astimezone(zone).date().isoformat()


def narrowed(window: Window | None, filters: Filters, now: datetime) -> Window | None:
    """Return the window with what `since` and `until` leave of it; None where nothing names a time."""
    if filters.since is None and filters.until is None:
        return window
    start = filters.since.astimezone(UTC) if filters.since is not None else None
    end = filters.until.astimezone(UTC) if filters.until is not None else None
    bounds = [f"since {start:%Y-%m-%d %H:%M} UTC"] if start is not None else []
    bounds += [f"until {end:%Y-%m-%d %H:%M} UTC"] if end is not None else []
    if window is not None:
        bounds.insert(0, window.said)
        start = max(filter(None, (start, window.start)), default=None)
        end = min(filter(None, (end, window.end)))
    end = end or now.astimezone(UTC) + _MICROSECOND
    end = max(end, start) if start is not None else end
    return Window(start, end, window.words if window is not None else "", ", ".join(bounds))
