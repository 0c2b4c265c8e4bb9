"""Shares of time: how long each program, site or the like was in front, and what share of all time one of them had."""

from __future__ import annotations

import re

from projections import activity, episodes, frames, tallies, workdays
from projections.tallies import Total
from query import captures, named
from query.answer import Answer, Claim
from query.conclude import counted
from query.durations import spelled, stretch
from query.inquiry import Inquiry
from query.pattern import pattern
from query.telling import NOUNS, Telling
from query.usage import Kind, Usage

_KINDS: dict[str, Kind] = {
    "app": "app", "application": "app", "program": "app", "site": "site", "website": "site", "web site": "site",
    "domain": "domain", "document": "document", "file": "document", "project": "project", "page": "page",
    "web page": "page", "webpage": "page", "folder": "folder",
}  # fmt: skip
_KIND = rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})s?"
_TIME = r"(?:how (?:long|much time|many hours|many minutes)|time|hours|minutes|break ?down|distribution)"
_EACH = pattern(
    rf"\A\W*(?:(?:what|show|give|tell|list|me|is|was|the|my|our|a|total) )*{_TIME}\b(?P<before>[\w\s]*?)"
    rf"\b(?:each|every|per|by|across(?: the| my)?|the different|all (?:the|my|our)) (?:single )?{_KIND}\b"
    r"(?P<after>[\w\s]*)\W*\Z",
    re.IGNORECASE,
)
_SHARE = pattern(
    r"\A\W*(?:(?:what|which|how (?:big|large|high))(?: (?:was|is|a|the))* )?"
    r"(?:percentage|percent|per cent|share|fraction|proportion|part|how much) of "
    r"(?:all )?(?:my|the|our) (?:\w+ )?(?:time|day|week|month) "
    r"(?:(?:did|have|had|was|were|i|we|that|which|go|went|gone|been|spent|spend|used|to) )*"
    r"(?:(?:in|on|with|at|by|using|into|to|for) )?(?P<what>.+?)(?: (?:take|took|use|had|have|has|get|got))?\W*\Z",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset(
    {
        *(
            "did",
            "do",
            "have",
            "had",
            "has",
            "i",
            "we",
            "spend",
            "spent",
            "use",
            "used",
            "was",
            "were",
            "been",
            "be",
            "my",
        ),
        *(
            "time",
            "in",
            "on",
            "with",
            "at",
            "of",
            "for",
            "front",
            "open",
            "by",
            "the",
            "working",
            "total",
            "using",
            "and",
        ),
    }
)
_ARTICLE = pattern(r"^(?:the|my|our)\s+", re.IGNORECASE)


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for shares of time, or None where it is none."""
    plain = " ".join(inquiry.rest.split())
    if (match := _EACH.match(plain)) is not None:
        words = f"{match['before']} {match['after']}".casefold().split()
        kind = _KINDS[match["kind"].casefold()]
        return _each(inquiry, kind) if _SAYS_NOTHING.issuperset(words) else None
    match = _SHARE.match(plain)
    return _share(inquiry, match["what"]) if match is not None else None


def _each(inquiry: Inquiry, kind: Kind) -> Answer:
    telling = Telling(inquiry, Usage("most", kind))
    among = telling.among(None)
    if among is None:
        totals = tallies.totals(telling.db, kind, *telling.between)
    else:
        totals = tallies.of_subjects(telling.db, kind, among, *telling.between)
    totals = [total for total in totals if total.frames]
    shown = totals[: telling.limit]
    claims = telling.held([_claim(telling, kind, total) for total in shown])
    more = f" and {counted(len(totals) - len(shown), 'more')[:-1]}" if len(totals) > len(shown) else ""
    told = ", ".join(f"{total.name} {spelled(total.us)}" for total in shown)
    none = f"Not found: no {NOUNS[kind]} was in front on any frame{telling.within}."
    return telling.concluded(kind, claims, f"In front{telling.within}: {told}{more}." if claims else none)


def _claim(telling: Telling, kind: str, total: Total) -> Claim | None:
    ends = activity.ends_of(telling.db, kind, total.name, *telling.between, among=telling.among(None))
    if ends is None or total.first_us is None or total.last_us is None:
        return None
    extent = (total.first_us, total.last_us)
    when = stretch(*extent, telling.zone)
    text = f"{total.name}: {spelled(total.us)} in front, {counted(total.visits, 'visit')}, {when}"
    return telling.claim(text, kind, ends, extent, total.frames, name=total.name)


def _share(inquiry: Inquiry, what: str) -> Answer | None:
    thing = named.resolve(inquiry.db, _ARTICLE.sub("", what))
    if thing is None:
        return None
    telling = Telling(inquiry, Usage("time", subject=thing.name))
    among = telling.among(thing.subjects) or frozenset()
    visits = episodes.visits(telling.db, among, *telling.between)
    days = workdays.between(telling.db, *telling.between, telling.zone)
    ends = [workdays.frame_at(telling.db, us) for us in (days[0].first_us, days[-1].last_us)] if days else []
    first, last = (frames.by_id(telling.db, end) for end in ends if end is not None) if len(ends) == 2 else (None, None)
    whole = sum(day.us for day in days)
    if not visits or first is None or last is None or not whole:
        return telling.concluded(thing.kind, (), f"Not found: {thing.name} was not in front{telling.within}.")
    us, longest = sum(visit.spent_us for visit in visits), max(visits, key=lambda visit: visit.spent_us)
    part = f"{thing.name}: {spelled(us)} in front, {counted(len(visits), 'visit')}"
    extent, shown = (visits[0].start_us, visits[-1].end_us), sum(visit.frames for visit in visits)
    claim = telling.claim(part, thing.kind, (longest.first, longest.last), extent, shown, subject=longest.subject)
    total = f"{spelled(whole)} at the screen, {stretch(days[0].first_us, days[-1].last_us, telling.zone)}"
    claims = [*telling.held([claim]), *captures.claim(inquiry, total, first, last, sum(day.frames for day in days))]
    if len(claims) < 2:
        return telling.concluded(thing.kind, (), "")
    share = f"{100 * us / whole:.0f} % of the time at the screen{telling.within}: {spelled(us)} of {spelled(whole)}"
    return telling.concluded(thing.kind, claims, f"{thing.name} had {share}.")
