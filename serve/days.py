"""A day as it went: what was in front when, where nothing was recorded, and what is not looked at yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

import msgspec
from starlette.responses import Response

from projections import episodes, frames, moment, stretches
from projections.episodes import Stretch
from projections.stretches import Capture
from projections.views import Views
from serve import shapes
from serve.frames import InFront
from serve.house import House
from serve.operation import Operation, reply
from serve.shapes import Span

_READER = "text"
_MOST_EPISODES = 4_000
_SECOND_US = 1_000_000


class DayAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which day; the last one of which there is a frame where none is named."""

    day: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="A calendar day.")] = ""
    tz: shapes.Zone = ""


class Episode(msgspec.Struct, frozen=True):
    """Something in front without a break, from when to when (UTC): `spent_s` seconds, its first and last frame."""

    start_utc: str
    end_utc: str
    spent_s: float
    frames: int
    first: str
    last: str
    in_front: InFront


class DayShown(msgspec.Struct, frozen=True):
    """A local day, from `start_utc` to before `end_utc`.

    `captured` are stretches in which the screen was recorded: what lies between them was not. `waiting` are frames
    whose text nobody has read yet. `clipped`: there were more episodes, the shortest of which are left out.
    `previous` and `next` are the nearest days of which there is a frame, `first` and `last` those of all; empty
    where there is none.
    """

    day: str
    zone: str
    start_utc: str
    end_utc: str
    frames: int
    episodes: tuple[Episode, ...]
    captured: tuple[Span, ...]
    waiting: tuple[Span, ...]
    clipped: bool
    previous: str
    next: str
    first: str
    last: str


async def _day(house: House, asked: DayAsked) -> Response:
    now, zone = house.asked("", asked.tz)
    wanted = shapes.day_of(asked.day) if asked.day else None

    def look(views: Views) -> DayShown:
        extent = frames.extent(views.facts)
        last = shapes.local_day(extent[1], zone) if extent is not None else now.astimezone(zone).date()
        day = wanted or last
        low, high = shapes.begins(day, zone), shapes.begins(day + timedelta(days=1), zone)
        found = episodes.between(views.facts, low, high)
        shown = sorted(found, key=lambda each: -each.spent_us)[:_MOST_EPISODES]
        count, _ = frames.count_between(views.facts, low, high)

        def named(microseconds: int | None) -> str:
            return str(shapes.local_day(microseconds, zone)) if microseconds is not None else ""

        return DayShown(
            day=str(day),
            zone=str(zone),
            start_utc=moment.spell(low),
            end_utc=moment.spell(high),
            frames=count,
            episodes=tuple(_episode(each) for each in sorted(shown, key=lambda each: each.start_us)),
            captured=spans(stretches.captured(views.facts, low, high)),
            waiting=spans(stretches.waiting(views.facts, low, high, _READER)),
            clipped=len(found) > len(shown),
            previous=named(frames.nearest(views.facts, low, earlier=True)),
            next=named(frames.nearest(views.facts, high, earlier=False)),
            first=named(extent[0] if extent else None),
            last=named(extent[1] if extent else None),
        )

    return reply(await house.desk.look(look))


def spans(found: Iterable[Capture]) -> tuple[Span, ...]:
    """Return stretches of capture as they are told."""
    return tuple(Span(moment.spell(each.start_us), moment.spell(each.end_us), each.frames) for each in found)


def _episode(each: Stretch) -> Episode:
    return Episode(
        moment.spell(each.start_us),
        moment.spell(each.end_us),
        round(each.spent_us / _SECOND_US, 3),
        each.frames,
        each.first,
        each.last,
        InFront(*each.subject),
    )


OPERATIONS = (
    Operation(
        "GET",
        "/api/timeline",
        "A day as it went: episodes, gaps, and what is not looked at yet.",
        DayAsked,
        DayShown,
        _day,
    ),
)
