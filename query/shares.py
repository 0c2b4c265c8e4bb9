"""Shares of time: how long each program, site or the like was in front, and what share of all time one of them had."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import activity, frames, subjects, tallies, workdays
from projections.tallies import Total
from projections.workdays import Workday
from query import captures, named
from query.answer import Answer, Claim
from query.conclude import counted
from query.durations import spelled, stretch
from query.inquiry import Inquiry
from query.named import Named
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
    r"(?:all )?(?:my|the|our) (?:\w+ )?(?P<whole>time|day|week|month) "
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
    # Of which day, where none is named?
    if match is None or (match["whole"].casefold() != "time" and inquiry.asked.window is None):
        return None
    return _share(inquiry, match["what"])


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
    days = workdays.between(telling.db, *telling.between, telling.zone)
    used = workdays.between(telling.db, *telling.between, telling.zone, among)
    if not used:
        return telling.concluded(thing.kind, (), f"Not found: {thing.name} was not in front{telling.within}.")
    us, whole = (sum(day.us for day in each) for each in (used, days))
    part = f"{thing.name}: {spelled(us)} in front, on {counted(len(used), 'day')}"
    claims = [*_of_days(telling, thing, used, among, part), *_of_all(inquiry, days, whole)]
    if len(claims) < 2 or not whole:
        return telling.concluded(thing.kind, (), "")
    share = f"{100 * us / whole:.0f} % of the time at the screen{telling.within}: {spelled(us)} of {spelled(whole)}"
    return telling.concluded(thing.kind, claims, f"{thing.name} had {share}.")


def _of_days(
    telling: Telling, thing: Named, days: Sequence[Workday], among: frozenset[int], text: str
) -> tuple[Claim, ...]:
    """Return the claim that some days come to so much, with the first and the last frame of them."""
    extent = (days[0].first_us, days[-1].last_us)
    first, last = (workdays.frame_at(telling.db, us, among) for us in extent)
    if first is None or last is None:
        return ()
    subject = subjects.on_frame(telling.db, last)
    frames_of = sum(day.frames for day in days)
    return telling.held([telling.claim(text, thing.kind, (first, last), extent, frames_of, subject=subject)])


def _of_all(inquiry: Inquiry, days: Sequence[Workday], whole: int) -> tuple[Claim, ...]:
    ends = [workdays.frame_at(inquiry.db, us) for us in (days[0].first_us, days[-1].last_us)]
    first, last = (frames.by_id(inquiry.db, end) if end is not None else None for end in ends)
    if first is None or last is None:
        return ()
    text = f"{spelled(whole)} at the screen, {stretch(days[0].first_us, days[-1].last_us, inquiry.asked.zone)}"
    return captures.claim(inquiry, text, first, last, sum(day.frames for day in days))
