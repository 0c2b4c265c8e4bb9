"""The moment of asking and the asker's zone, as the command line spells them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from ledger.errors import Usage

_YEARS = range(1900, 9000)
LOCAL_TIME = Path("/etc/localtime")


def asked(now: str | None, zone: str | None) -> tuple[datetime, tzinfo]:
    """Return the moment of asking, aware, and the zone whose calendar counts; where not given, the system's.

    Raises:
        Usage: one of them is none.
    """
    place = zone_of(zone)
    return (parsed(now, place) if now else datetime.now(UTC)), place


def parsed(text: str, zone: tzinfo) -> datetime:
    """Return a time in ISO 8601, aware: in `zone` where it names none.

    Raises:
        Usage: it is none, or too far away to reckon with.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"{text!r} is no time.", "Write it like 2026-03-20T17:45:00Z.") from error
    if moment.year not in _YEARS:
        # At the ends of the calendar a day before, or an hour in another zone, is none.
        raise Usage(f"{text!r} is too far away.", f"Name one from {_YEARS[0]} to {_YEARS[-1]}.")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def zone_of(name: str | None) -> tzinfo:
    """Return a time zone by its name; the machine's where none is given.

    Raises:
        Usage: there is no such zone.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if not name:
        return _system_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Usage(f"There is no time zone {name!r}.", "Name one like Europe/Berlin or UTC.") from error


def _system_zone() -> tzinfo:
    """Return the machine's time zone with its rules; only where these cannot be read, its offset of today."""
    from zoneinfo import ZoneInfo

    try:
        if name := os.environ.get("TZ", "").removeprefix(":"):
            return ZoneInfo(name)
        with LOCAL_TIME.open("rb") as rules:
            return ZoneInfo.from_file(rules, key=_name_of(LOCAL_TIME))
    except (OSError, ValueError, KeyError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def _name_of(rules: Path) -> str:
    """Return the name of the zone whose rules a file holds: by custom it is a link to the file of that name."""
    _, _, name = rules.resolve().as_posix().partition("/zoneinfo/")
    return name or "local time"
