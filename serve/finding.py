"""Search over HTTP: screens that show the words, narrowed by program, site and day, with counts of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated

import msgspec
from starlette.responses import Response

from projections import frames
from projections.views import Views
from query import intent
from query.cite import Witness
from query.search import Find, program, search
from serve import shapes
from serve.frames import InFront, in_front
from serve.house import House
from serve.operation import Operation, reply
from serve.results import FullClaim, claim_told

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST_FACETS = 12


class SearchAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for: words, and what they are narrowed by: a program, a site, days (both included)."""

    q: Annotated[str, msgspec.Meta(pattern=r"\S", max_length=2000)]
    app: Annotated[str, msgspec.Meta(max_length=300)] = ""
    site: Annotated[str, msgspec.Meta(max_length=300)] = ""
    since: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    until: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    tz: shapes.Zone = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 12
    offset: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0


class Facet(msgspec.Struct, frozen=True):
    """A program, site or day, and how many of the finds are of it."""

    name: str
    count: int


class Facets(msgspec.Struct, frozen=True):
    """Counts of finds, the most first (days: the latest first). Each leaves its own filter aside, no other."""

    apps: tuple[Facet, ...]
    sites: tuple[Facet, ...]
    days: tuple[Facet, ...]


class FindShown(msgspec.Struct, frozen=True):
    """A find: its words with their evidence, and what was in front. `strength` is 0 to 1."""

    claim: FullClaim
    in_front: InFront
    strength: float


class SearchShown(msgspec.Struct, frozen=True):
    """The finds, best first. `found` counts those that fit the filters, `out_of` the frames that were searched.

    `clipped`: there was more than was looked through. `dropped` finds are not shown: their evidence did not hold.
    `terms` are what was searched for, `absent` those of them that stand nowhere.
    """

    query: str
    found: int
    out_of: int
    finds: tuple[FindShown, ...]
    facets: Facets
    clipped: bool
    dropped: int
    terms: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A find with what it is narrowed by."""

    find: Find
    front: InFront
    app: str
    day: str


async def _search(house: House, asked: SearchAsked) -> Response:
    now, zone = house.asked("", asked.tz)
    between = _between(asked, now, zone)
    return reply(await house.desk.look(lambda views: found(views, asked, between, zone)))


def _between(asked: SearchAsked, now: datetime, zone: tzinfo) -> tuple[int, int]:
    low = shapes.begins(shapes.day_of(asked.since), zone) if asked.since else 0
    # What is later than the moment of asking is not known then.
    latest = (now - _EPOCH) // _MICROSECOND + 1
    high = shapes.begins(shapes.day_of(asked.until) + timedelta(days=1), zone) if asked.until else latest
    return low, max(low, min(high, latest))


def found(views: Views, asked: SearchAsked, between: tuple[int, int], zone: tzinfo) -> SearchShown:
    """Return what a search finds in a half-open stretch of capture times (UTC microseconds)."""
    text = asked.q.encode("utf-8", "replace").decode("utf-8")
    wanted = intent.read(text)
    extent = frames.extent(views.facts)
    whole = extent is not None and between[0] <= extent[0] and extent[1] < between[1]
    all_found = search(views.facts, wanted, None if whole else between)
    placed = [_placed(views, find, zone) for find in all_found.finds]
    kept = [each for each in placed if _fits(each, asked.app, asked.site)]
    page = kept[asked.offset : asked.offset + asked.limit]
    witness = Witness(views)
    shown = []
    for each in page:
        claims = witness.cite([each.find], wanted.terms).claims
        shown += [FindShown(claim_told(claim, {}), each.front, round(each.find.strength, 4)) for claim in claims]
    return SearchShown(
        query=asked.q,
        found=len(kept),
        out_of=frames.count_between(views.facts, *between)[0],
        finds=tuple(shown),
        facets=_facets(placed, asked),
        clipped=all_found.clipped,
        dropped=len(page) - len(shown),
        terms=tuple(term.text for term in wanted.terms),
        absent=tuple(term.text for term in all_found.absent),
    )


def _placed(views: Views, find: Find, zone: tzinfo) -> _Placed:
    front = in_front(views, find.frame.id)
    return _Placed(find, front, front.app or program(find.frame), str(shapes.local_day(find.frame.captured_us, zone)))


def _fits(each: _Placed, app: str, site: str) -> bool:
    return (not app or each.app == app) and (not site or each.front.site == site)


def _facets(placed: Sequence[_Placed], asked: SearchAsked) -> Facets:
    days = Counter(each.day for each in placed if _fits(each, asked.app, asked.site))
    return Facets(
        apps=_most(each.app for each in placed if each.app and _fits(each, "", asked.site)),
        sites=_most(each.front.site for each in placed if each.front.site and _fits(each, asked.app, "")),
        days=tuple(Facet(day, days[day]) for day in sorted(days, reverse=True)[:_MOST_FACETS]),
    )


def _most(names: Iterable[str]) -> tuple[Facet, ...]:
    counted = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Facet(name, count) for name, count in counted[:_MOST_FACETS])


OPERATIONS = (
    Operation("GET", "/api/search", "Screens that show the words, with counts.", SearchAsked, SearchShown, _search),
)
