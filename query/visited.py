"""When, how often and how long one thing was in front: a site, a program, a document, a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import episodes
from projections.episodes import Stretch
from query import named
from query.answer import Answer, Claim
from query.conclude import counted
from query.durations import instant, spelled, stretch
from query.lookup import Lookup
from query.named import Named
from query.pattern import pattern
from query.telling import Telling
from query.words import folded

_MOMENTS = 6
_SECOND_US = 1_000_000
_IN_SECONDS = pattern(r"\bseconds\b", re.IGNORECASE)
# What is still to come was not in front: `on which day is the work to be carried out`.
_TO_BE_DONE = pattern(r"\b(?:will|shall|must|should)\b|\b(?:is|are)\b.*\bto be\b", re.IGNORECASE)
# `What time does the hall open` asks for no time at which somebody opened it.
_OPENS = pattern(r"\b(?:does|do|will|would)\b(?! (?:i|we)\b).*\b(?:re)?open\b", re.IGNORECASE)
# Nor is what takes so long in general: `how long would we have to wait`.
_IN_GENERAL = pattern(r"\b(?:would|do|does|is|are|should|can|must|take|takes|took)\b", re.IGNORECASE)


def visited(telling: Telling) -> Answer | None:
    """Tell of the visits to what the question names; None where it names nothing that was ever in front."""
    if _TO_BE_DONE.search(telling.inquiry.rest):
        return None
    if telling.asked.measure == "when" and _OPENS.search(telling.inquiry.rest):
        return None
    found = named.resolve(telling.db, telling.asked.subject) or _by_name(telling)
    if found is None:
        return _unknown(telling)
    among = telling.among(found.subjects) or frozenset()
    if telling.asked.measure == "last":
        visits = episodes.latest_visits(telling.db, among, *telling.between, max(telling.limit, 1))
    else:
        visits = episodes.visits(telling.db, among, *telling.between)
    match telling.asked.measure:
        case "first" | "visits":
            ordered = visits
        case "time":
            ordered = sorted(visits, key=lambda visit: (-visit.spent_us, visit.start_us))
        case _:
            ordered = visits[::-1]
    claims = telling.held([_claim(telling, found, visit) for visit in ordered[: telling.limit]])
    return telling.concluded(found.kind, claims, _summary(telling, found, visits, claims))


def _by_name(telling: Telling) -> Named | None:
    """Return what is meant where only the names among the words are held: `that backup program, NightSafe`."""
    words = telling.asked.subject.split()
    names = " ".join(word for word in words if word[:1].isupper() or named.looks_like_host(word))
    others = [word for word in words if word not in names.split()]
    lookup = Lookup(telling.db)
    # What else is said tells the sort of it, or stands nowhere: `reading the Beacon forever`.
    is_beside = any(folded(word) in named.SORTS for word in others) or not any(map(lookup.knows, map(folded, others)))
    return named.resolve(telling.db, names) if names and others and is_beside else None


def _unknown(telling: Telling) -> Answer | None:
    """Answer for a name that nothing in front has: with a no, where nothing but what was in front can be meant."""
    said = [word for word in telling.asked.subject.split() if folded(word) not in named.SORTS]
    kind = "site" if len(said) == 1 and named.looks_like_host(said[0]) else "app"
    if kind == "app" and telling.asked.measure not in ("visits", "time"):
        return None
    if _IN_GENERAL.search(telling.inquiry.rest):
        return None
    what = "site" if kind == "site" else "program, site, document, folder or page"
    summary = f"Not found: no {what} “{telling.asked.subject}” was in front on any frame{telling.within}."
    return telling.concluded(kind, (), summary)


def _claim(telling: Telling, found: Named, visit: Stretch) -> Claim | None:
    extent = (visit.start_us, visit.end_us)
    text = f"{found.name}: {stretch(*extent, telling.zone)}, {spelled(visit.spent_us)}"
    ends = (visit.first, visit.last)
    return telling.claim(text, found.kind, ends, extent, visit.frames, subject=visit.subject)


def _summary(telling: Telling, found: Named, visits: Sequence[Stretch], claims: Sequence[Claim]) -> str:
    if not claims:
        return f"Not found: {found.name} was not in front on any frame{telling.within}."
    spent, number = spelled(sum(visit.spent_us for visit in visits)), counted(len(visits), "visit")
    first, last = (stretch(visit.start_us, visit.end_us, telling.zone) for visit in (visits[0], visits[-1]))
    match telling.asked.measure:
        case "visits":
            return f"{number} to {found.name}{telling.within}, {spent} in all: {_moments(telling, visits)}."
        case "time":
            if _IN_SECONDS.search(telling.inquiry.rest):
                spent += f" ({round(sum(visit.spent_us for visit in visits) / _SECOND_US):,} seconds)"
            return f"{found.name} was in front for {spent}{telling.within}, in {number}."
        case "first":
            return f"{found.name} was first in front {first}."
        case "last":
            return f"{found.name} was last in front {last}."
        case _:
            return f"{found.name} was in front in {number}, {spent} in all: {_moments(telling, visits[::-1])}."


def _moments(telling: Telling, visits: Sequence[Stretch]) -> str:
    shown = ", ".join(instant(visit.start_us, telling.zone) for visit in visits[:_MOMENTS])
    return f"{shown} and {len(visits) - _MOMENTS} more" if len(visits) > _MOMENTS else shown
