"""Instants as the hypervisor spells them, read into UTC microseconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def parse(text: object) -> int | None:
    """Return an ISO 8601 instant as microseconds since 1970 UTC; None where it is no such text.

    `Z` and offsets are understood, with any number of fractional digits; without either it is UTC.
    """
    return _parsed(text) if isinstance(text, str) else None


# One row's time is asked for by several views, one after the other.
@lru_cache(maxsize=64)
def _parsed(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        # In UTC, so that what lies beyond the calendar there is no time at all.
        return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND
    except (ValueError, OverflowError):
        return None


def spell(microseconds: int) -> str:
    """Return `2026-03-05T09:00:01.123456Z` for microseconds since 1970 UTC."""
    return (_EPOCH + timedelta(microseconds=microseconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def datetime_of(microseconds: int) -> datetime:
    """Return the aware UTC moment of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def of(instant: datetime) -> int:
    """Return the microseconds since 1970 UTC of an aware moment."""
    return (instant.astimezone(UTC) - _EPOCH) // _MICROSECOND
