"""The only source of now, and the one spelling of time in our logs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def system_clock() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def spell(moment: datetime) -> str:
    """Return `2026-03-05T09:00:01.123456Z` for an aware moment: always six fractional digits, always UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shown(text: str) -> str:
    """Return a moment as this machine shows it, `2026-03-05 10:00:01 CET`; a text that is none stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")
    except (ValueError, OverflowError):
        return text


def new_run_id() -> str:
    """Return a fresh ULID (26 Crockford base-32 digits: 48 bits of milliseconds, 80 of randomness)."""
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
