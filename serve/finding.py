"""Search over HTTP: screens ranked for words, narrowed by program, site and day, with counts of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated

import msgspec
from starlette.responses import Response

from projections import frames, lifetimes, moment
from projections.views import Views
from query.answers.answer import Claim
from query.inquiries.cite import Witness
from query.passages import hits
from query.passages.hits import Hit
from query.passages.intent import Term
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
    that there are further ones. `terms` are what was searched for.
    """

    query: str
    found: int
    out_of: int
    finds: tuple[FindShown, ...]
    facets: Facets
    more: bool
    dropped: int
    terms: tuple[str, ...]


async def _search(house: House, asked: SearchAsked) -> Response:
    now, zone = house.asked("", asked.tz)
    between = _between(asked, now, zone)
    return reply(
        await house.desk.look(lambda views: found(views, asked, between), within_s=house.timeout_s, in_turn=True)
    )


def _between(asked: SearchAsked, now: datetime, zone: tzinfo) -> tuple[int, int] | None:
    """Return the half-open stretch of time that is searched (UTC microseconds), None where it leaves nothing out."""
    if not asked.since and not asked.until:
        return None
    low = shapes.begins(shapes.day_of(asked.since), zone) if asked.since else 0
    latest = (now - _EPOCH) // _MICROSECOND + 1
    high = shapes.begins(shapes.day_of(asked.until) + timedelta(days=1), zone) if asked.until else latest
    return low, max(low, high)


def found(views: Views, asked: SearchAsked, between: tuple[int, int] | None) -> SearchShown:
    """Return what a search finds."""
    most = asked.offset + asked.limit
    text = asked.q.encode("utf-8", "replace").decode("utf-8")
    ranked = hits.find(views.facts, text, between=between, app=asked.app, site=asked.site, limit=most + 1)
    page = ranked.hits[asked.offset : most]
    witness = Witness(views)
    claims = [(hit, _claim(views, witness, hit, ranked.terms)) for hit in page]
    shown = tuple(
        FindShown(claim_told(claim, {}), in_front(views, hit.frame.id), hit.alike)
        for hit, claim in claims
        if claim is not None
    )
    return SearchShown(
        query=asked.q,
        found=ranked.found,
        out_of=ranked.out_of,
        finds=shown,
        facets=Facets(*(tuple(Facet(*each) for each in told[:_MOST_FACETS]) for told in (ranked.apps, ranked.sites))),
        more=len(ranked.hits) > most,
        dropped=len(page) - len(shown),
        terms=tuple(term.text for term in ranked.terms),
    )


def _claim(views: Views, witness: Witness, hit: Hit, terms: tuple[Term, ...]) -> Claim | None:
    """Return the lines of a hit with their evidence, each on a frame that shows it; None where none of them holds."""
    db, scene = views.facts, hit.scene
    held = []
    for line in hit.lines:
        first = max(line.born, scene.first)
        ends = [end for end in (line.gone, scene.last) if end is not None]
        placed = next(iter(lifetimes.frames_between(db, line.chain, first, min(ends, default=None), None)), None)
        frame = frames.by_id(db, placed.frame) if placed is not None else None
        citation = witness.citation(line, frame, terms) if frame is not None else None
        if citation is not None:
            held.append(citation)
    if not held:
        return None
    shown = lifetimes.frames_between(db, scene.chain, scene.first, scene.last, None)
    text = "\n".join(citation.text for citation in held)
    return Claim(text, tuple(held), moment.spell(shown[0].captured_us), moment.spell(shown[-1].captured_us), len(shown))


OPERATIONS = (
    Operation("GET", "/api/search", "Screens ranked for words, with counts.", SearchAsked, SearchShown, _search),
)
