"""When, how often and how long one thing was in front: a site, a program, a document, a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from projections import episodes, subjects
from projections.episodes import Stretch
from query.answers.answer import Answer, Claim
from query.foreground import described
from query.foreground.telling import Telling
from query.inquiries.conclude import counted
from query.inquiries.inquiry import between_of
from query.language import named, story
from query.language.named import Named
from query.language.vocabulary import understand
from query.language.words import folded
from query.passages import intent
from query.passages.lookup import Lookup
from query.passages.match import holds
from query.passages.search import search
from query.patterns.pattern import pattern
from query.times.durations import instant, spelled, stretch

_MOMENTS = 6
_PAGE_WITH = pattern(
    r"\b(?:web ?)?(?:page|site) (?:with|showing|(?:which|that) (?:has|had|shows|showed))\b(?P<what>.*)",
    re.IGNORECASE,
)
_SECOND_US = 1_000_000
_IN_SECONDS = pattern(r"\bseconds\b", re.IGNORECASE)
# What is still to come was not in front: `on which day is the work to be carried out`.
_TO_BE_DONE = pattern(r"\b(?:will|shall|must|should)\b|\b(?:is|are)\b.*\bto be\b", re.IGNORECASE)
# `What time does the hall open` asks for no time at which somebody opened it.
_OPENS = pattern(r"\b(?:does|do|will|would)\b(?! (?:i|we)\b).*\b(?:re)?open\b", re.IGNORECASE)
# Nor is what takes so long in general: `how long would we have to wait`.
_CALLED_TWICE = pattern(r"(?P<name>[\w.+-]{2,}) \((?P<other>[\w.+ -]{2,30})\)")
_IN_GENERAL = pattern(r"\b(?:would|do|does|is|are|should|can|must|take|takes|took)\b", re.IGNORECASE)


def visited(telling: Telling) -> Answer | None:
    """Tell of the visits to what the question names; None where it names nothing that was ever in front."""
    if _TO_BE_DONE.search(telling.inquiry.rest):
        return None
    if telling.asked.measure == "when" and _OPENS.search(telling.inquiry.rest):
        return None
    subject = telling.asked.subject
    found = named.resolve(telling.db, subject) or described.site(telling.inquiry, subject)
    found = found or _by_name(telling) or _by_contents(telling)
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


def told(telling: Telling, found: Named) -> tuple[tuple[Claim, ...], str]:
    """Return the visits of the asked time to a thing, and what they come to; empty where there is none."""
    visits = episodes.visits(telling.db, telling.among(found.subjects) or frozenset(), *telling.between)
    claims = telling.held([_claim(telling, found, visit) for visit in visits[: telling.limit]])
    return claims, _counted(telling, found, visits) if claims else ""


def latest(telling: Telling, found: Named) -> tuple[Claim, ...]:
    """Return the last visit to a thing, at any time; nothing where none is known."""
    ever = between_of(replace(telling.inquiry.asked, window=None))
    visits = episodes.latest_visits(telling.db, telling.among(found.subjects) or frozenset(), *ever, 1)
    return tuple(claim for visit in visits if (claim := _claim(telling, found, visit)) is not None)


def _by_name(telling: Telling) -> Named | None:
    """Return what is meant where only the names among the words are held: `that backup program, NightSafe`.

    Of two names for one thing, `Paint (mspaint)`, either will do.
    """
    if (match := _CALLED_TWICE.search(telling.inquiry.rest)) is not None:
        both = [named.resolve(telling.db, name) for name in match.groups()]
        held = [each for each in both if each is not None]
        if len({each.subjects for each in held}) == 1:
            return held[0]
    words = telling.asked.subject.split()
    names = " ".join(word for word in words if word[:1].isupper() or named.looks_like_host(word))
    others = [word for word in words if word not in names.split()]
    lookup = Lookup(telling.db)
    # What else is said tells the sort of it, or stands nowhere: `reading the Beacon forever`.
    is_beside = any(folded(word) in named.SORTS for word in others) or not any(map(lookup.knows, map(folded, others)))
    return named.resolve(telling.db, names) if names and others and is_beside else None


def _by_contents(telling: Telling) -> Named | None:
    """Return the one page whose title has some of the words and that shows the others: `the page with the bus times`.

    Only where it is a page that is asked for by what is on it, and no name: a manual names the others.
    """
    wanted, inquiry = intent.read(telling.asked.subject), telling.inquiry
    asked = _PAGE_WITH.search(inquiry.rest)
    if asked is None or any(each[:1].isupper() or "-" in each for each in asked["what"].split()):
        return None
    finds = search(telling.db, wanted, inquiry.cut, inquiry.scope.choice).finds
    sightings = (placed.frame for find in finds if not find.lacking for placed in find.sightings)
    shown = [subjects.on_frame(telling.db, frame) for frame in sightings]
    solid = [term for term in wanted.terms if term.kind not in intent.WEAK]
    pages = {each.page for each in shown if each.page and any(holds(term, each.page) for term in solid)}
    if len(pages) != 1:
        return None
    [page] = pages
    held = subjects.holding(telling.db, [page] if page.isascii() else [])
    return Named(page, "page", frozenset(number for number, subject in held if subject.page == page))


def _unknown(telling: Telling) -> Answer | None:
    """Answer for a name that nothing in front has: with a no, where nothing but what was in front can be meant."""
    said = [word for word in telling.asked.subject.split() if folded(word) not in named.SORTS]
    kind = "site" if len(said) == 1 and named.looks_like_host(said[0]) else "app"
    if kind == "app" and not (telling.asked.measure in ("visits", "time") and _is_of_use(telling.inquiry.rest)):
        return None
    if _IN_GENERAL.search(telling.inquiry.rest):
        return None
    what = "site" if kind == "site" else "program, site, document, folder or page"
    summary = f"Not found: no {what} “{telling.asked.subject}” was in front on any frame{telling.within}."
    return telling.concluded(kind, (), summary)


def _is_of_use(question: str) -> bool:
    """Say whether what asks, and not the story around it, says that somebody had something in front.

    `Fergus wrote while I was coding. How long has it to be?` asks for no time that anybody spent.
    """
    asking = story.asking_part(question)
    return not asking or understand(asking).says("me", "front")


def _claim(telling: Telling, found: Named, visit: Stretch) -> Claim | None:
    extent = (visit.start_us, visit.end_us)
    text = f"{found.name}: {stretch(*extent, telling.zone)}, {spelled(visit.spent_us)}"
    ends = (visit.first, visit.last)
    return telling.claim(text, found.kind, ends, extent, visit.frames, subject=visit.subject)


def _summary(telling: Telling, found: Named, visits: Sequence[Stretch], claims: Sequence[Claim]) -> str:
    if not claims:
        return f"Not found: {found.name} was not in front on any frame{telling.within}."
    spent, number = _spent(visits), counted(len(visits), "visit")
    first, last = (stretch(visit.start_us, visit.end_us, telling.zone) for visit in (visits[0], visits[-1]))
    match telling.asked.measure:
        case "visits":
            return f"{_counted(telling, found, visits)}."
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


def _counted(telling: Telling, found: Named, visits: Sequence[Stretch]) -> str:
    number = counted(len(visits), "visit")
    return f"{number} to {found.name}{telling.within}, {_spent(visits)} in all: {_moments(telling, visits)}"


def _spent(visits: Sequence[Stretch]) -> str:
    return spelled(sum(visit.spent_us for visit in visits))


def _moments(telling: Telling, visits: Sequence[Stretch]) -> str:
    shown = ", ".join(instant(visit.start_us, telling.zone) for visit in visits[:_MOMENTS])
    return f"{shown} and {len(visits) - _MOMENTS} more" if len(visits) > _MOMENTS else shown
