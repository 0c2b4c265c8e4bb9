"""Shapes that several operations take and give: dates, zones, names of frames, spans of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Annotated

import msgspec

from ledger.errors import Usage
from projections import moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_YEARS = (1971, 8999)

Question = Annotated[str, msgspec.Meta(pattern=r"\S", description="A question, in anybody's words.")]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$", description="A calendar day, such as 2026-03-20.")]
MaybeDay = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="A calendar day, or empty.")]
Named = Annotated[str, msgspec.Meta(max_length=300, description="A name, or empty.")]
Zone = Annotated[
    str, msgspec.Meta(max_length=64, description="A time zone such as Europe/Berlin; the server's if empty.")
]
Frame = Annotated[
    str, msgspec.Meta(min_length=1, max_length=1024, description="Record id of a frame; slashes as %2F or as they are.")
]
Event = Annotated[
    str, msgspec.Meta(pattern=r"^journal:(0|[1-9]\d{0,17})$", description="An event id, such as journal:17.")
]


class Span(msgspec.Struct, frozen=True):
    """A stretch of time, UTC, and how many frames were captured in it."""

    start_utc: str
    end_utc: str
    frames: int


def day_of(text: str) -> date:
    """Return a calendar day.

    Raises:
        Usage: there is no such day, or it is beyond the years that can be asked of.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"{text!r} is no day.", "Write it like 2026-03-20.") from error
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise Usage(f"{text} is too far away.", f"Name a day of the years {_YEARS[0]} to {_YEARS[1]}.")
    return found


def begins(day: date, zone: tzinfo) -> int:
    """Return when a local day begins, UTC microseconds."""
    return (first_moment(day, zone).astimezone(UTC) - _EPOCH) // _MICROSECOND


def first_moment(day: date, zone: tzinfo) -> datetime:
    """Return when a local day begins, aware."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def local_day(microseconds: int, zone: tzinfo) -> date:
    """Return the local day of a moment (UTC microseconds)."""
    return moment.datetime_of(microseconds).astimezone(zone).date()
