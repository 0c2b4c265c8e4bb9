"""Search over HTTP: screens ranked for words, narrowed by program, site and day, with counts of each."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Annotated

import msgspec
from starlette.responses import Response

from projections import moment
from projections.views import Views
from query.answers.answer import Coverage, Missing
from query.find import find
from query.passages import subjects
from query.times.window import AskedWindow
from serve import shapes
from serve.frames import InFront, in_front
from serve.house import House
from serve.operation import Operation, reply
from serve.results import FullClaim, claim_told

_MOST_FACETS = 12


class SearchAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for: words, and what they are narrowed by: a program, a site, days (both included)."""

    q: Annotated[str, msgspec.Meta(pattern=r"\S", max_length=2000)]
    app: shapes.Named = ""
    site: shapes.Named = ""
    since: shapes.MaybeDay = ""
    until: shapes.MaybeDay = ""
    tz: shapes.Zone = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 12
    offset: Annotated[int, msgspec.Meta(ge=0, le=150)] = 0


class Facet(msgspec.Struct, frozen=True):
    """A program or site, and how many of the scenes that hold a word have it in front."""

    name: str
    count: int


class Facets(msgspec.Struct, frozen=True):
    """Counts of scenes that hold a word, within the filters; the most first."""

    apps: tuple[Facet, ...]
    sites: tuple[Facet, ...]


class FindShown(msgspec.Struct, frozen=True):
    """A scene that was found: its lines with their evidence, and what was in front.

    `alike` other scenes of that session show the same lines of the same thing. The claim's times are those of the
    scene's first and last frame.
    """

    claim: FullClaim
    in_front: InFront
    alike: int


class SearchShown(msgspec.Struct, frozen=True):
    """The finds, best first: a search claims nothing, it says where to look.

    `found` counts the scenes that hold a word, `out_of` those within the filters; a scene is a stretch of one
    screen over which most of the text stays. `dropped` finds are not shown: their evidence did not hold. `more` says
    that there are further ones. `terms` are what was searched for, `windows` what the words say of time, `corrected`
    words that stand nowhere, with those they were read as; `coverage` and `missing` what is read, and what not yet.
    """

    query: str
    found: int
    out_of: int
    finds: tuple[FindShown, ...]
    facets: Facets
    more: bool
    dropped: int
    terms: tuple[str, ...]
    windows: tuple[AskedWindow, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    coverage: tuple[Coverage, ...] = ()
    missing: tuple[Missing, ...] = ()


async def _search(house: House, asked: SearchAsked) -> Response:
    now, zone = house.asked("", asked.tz)
    return reply(
        await house.desk.look(lambda views: found(views, asked, now, zone), within_s=house.timeout_s, in_turn=True)
    )


def _between(asked: SearchAsked, now: datetime, zone: tzinfo) -> tuple[int, int] | None:
    """Return the half-open stretch of time that is searched (UTC microseconds), None where it leaves nothing out."""
    if not asked.since and not asked.until:
        return None
    low = shapes.begins(shapes.day_of(asked.since), zone) if asked.since else 0
    high = shapes.begins(shapes.day_of(asked.until) + timedelta(days=1), zone) if asked.until else moment.of(now) + 1
    return low, max(low, high)


def found(views: Views, asked: SearchAsked, now: datetime, zone: tzinfo) -> SearchShown:
    """Return what a search finds."""
    told = find(
        views,
        asked.q,
        now=now,
        zone=zone,
        between=_between(asked, now, zone),
        among=subjects.fitting(views.facts, asked.app, asked.site) if asked.app or asked.site else None,
        limit=asked.limit,
        offset=asked.offset,
    )
    return SearchShown(
        query=asked.q,
        found=told.found,
        out_of=told.out_of,
        finds=tuple(
            FindShown(claim_told(each.claim, {}), in_front(views, each.frame), each.alike) for each in told.finds
        ),
        facets=Facets(*(tuple(Facet(*each) for each in names[:_MOST_FACETS]) for names in (told.apps, told.sites))),
        more=told.more,
        dropped=told.dropped,
        terms=told.terms,
        windows=told.windows,
        corrected=told.corrected,
        coverage=told.coverage,
        missing=told.missing,
    )


OPERATIONS = (
    Operation("GET", "/api/search", "Screens ranked for words, with counts.", SearchAsked, SearchShown, _search),
)
