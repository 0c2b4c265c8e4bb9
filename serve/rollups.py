"""Days and weeks summed up: which program, site, document, folder or project was in front, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from starlette.responses import Response

from ledger.errors import Usage
from projections import frames, tallies
from projections.tallies import Total
from projections.views import Views
from serve import shapes
from serve.house import House
from serve.operation import Operation, reply

Kind = Literal["app", "site", "domain", "document", "project", "category", "folder"]
_MOST_DAYS = 800
_SECOND_US = 1_000_000
_DEFAULT_DAYS = {"day": 28, "week": 84}
_FEWEST_DAYS = {"day": 6, "week": 27}


class RollupAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is summed up: names of a kind, by day or ISO week, from `since` to `until` (days, both included).

    Without days it is the last four or twelve weeks, or what there is of them. Of the names, the `most` with most time
    are told by themselves.
    """

    kind: Kind = "app"
    by: Literal["day", "week"] = "day"
    since: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    until: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    most: Annotated[int, msgspec.Meta(ge=1, le=50)] = 8
    tz: shapes.Zone = ""


class Part(msgspec.Struct, frozen=True):
    """A name with the seconds that it was in front, its visits and frames."""

    name: str
    seconds: float
    visits: int
    frames: int


class Bucket(msgspec.Struct, frozen=True):
    """A day or week, from `first` to `last` (days, both included): the names that are told, and all others together."""

    first: str
    last: str
    seconds: float
    parts: tuple[Part, ...]
    others_s: float


class RollupShown(msgspec.Struct, frozen=True):
    """Sums by day or week, empty ones included, and over all of it: the names with most time first."""

    kind: str
    by: str
    zone: str
    since: str
    until: str
    buckets: tuple[Bucket, ...]
    totals: tuple[Part, ...]
    seconds: float


async def _rollup(house: House, asked: RollupAsked) -> Response:
    now, zone = house.asked("", asked.tz)
    given = [shapes.day_of(text) if text else None for text in (asked.since, asked.until)]

    def look(views: Views) -> RollupShown:
        extent = frames.extent(views.facts)
        newest = shapes.local_day(extent[1], zone) if extent is not None else now.astimezone(zone).date()
        until = given[1] or max(newest, given[0] or newest)
        since = given[0] or until - timedelta(days=_DEFAULT_DAYS[asked.by] - 1)
        if not given[0] and extent is not None:
            since = min(max(since, shapes.local_day(extent[0], zone)), until - timedelta(days=_FEWEST_DAYS[asked.by]))
        if asked.by == "week":
            since -= timedelta(days=since.weekday())
            until += timedelta(days=6 - until.weekday())
        if not 0 <= (until - since).days < _MOST_DAYS:
            raise Usage(f"{since} to {until} cannot be summed up.", f"Name up to {_MOST_DAYS} days, the earlier first.")
        low, high = shapes.begins(since, zone), shapes.begins(until + timedelta(days=1), zone)
        days = tallies.by_day(views.facts, asked.kind, low, high, zone)
        whole = tallies.summed([total for day in days.values() for total in day])
        names = [total.name for total in whole[: asked.most]]
        return RollupShown(
            kind=asked.kind,
            by=asked.by,
            zone=str(zone),
            since=str(since),
            until=str(until),
            buckets=tuple(_buckets(days, names, since, until, 1 if asked.by == "day" else 7)),
            totals=tuple(map(_part, whole[: asked.most])),
            seconds=_seconds(whole),
        )

    return reply(await house.desk.look(look))


def _buckets(
    days: dict[date, list[Total]], names: Sequence[str], since: date, until: date, length: int
) -> list[Bucket]:
    found = []
    for number in range(0, (until - since).days + 1, length):
        first = since + timedelta(days=number)
        within = [total for day in range(length) for total in days.get(first + timedelta(days=day), [])]
        totals = {total.name: total for total in tallies.summed(within)}
        parts = tuple(_part(totals[name]) for name in names if name in totals)
        whole = _seconds(list(totals.values()))
        others = round(max(0.0, whole - sum(part.seconds for part in parts)), 3)
        found.append(Bucket(str(first), str(first + timedelta(days=length - 1)), whole, parts, others))
    return found


def _seconds(totals: Sequence[Total]) -> float:
    return round(sum(total.us for total in totals) / _SECOND_US, 3)


def _part(total: Total) -> Part:
    return Part(total.name, round(total.us / _SECOND_US, 3), total.visits, total.frames)


OPERATIONS = (
    Operation(
        "GET",
        "/api/rollups",
        "Days or weeks summed up: what was in front, and for how long.",
        RollupAsked,
        RollupShown,
        _rollup,
    ),
)
