"""Shares of time: how long each program, site or the like was in front, and what share of all time one of them had."""

from __future__ import annotations

import re

from projections import workdays
from query.answers.answer import Answer
from query.foreground import ranking, usedays, worktime
from query.foreground.telling import Telling
from query.foreground.usage import Kind, Usage
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry
from query.language import named
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.durations import spelled

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
    """
    and at be been by did do for front had has have i in my of on open spend spent the time total use used using was we
    were with working
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_ARTICLE = pattern(r"^(?:the|my|our)\s+", re.IGNORECASE)


@cued(_EACH, _SHARE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for shares of time, or None where it is none."""
    plain = " ".join(inquiry.rest.split())
    if (match := _EACH.match(plain)) is not None:
        words = f"{match['before']} {match['after']}".casefold().split()
        kind = _KINDS[match["kind"].casefold()]
        return ranking.ranked(Telling(inquiry, Usage("each", kind))) if _SAYS_NOTHING.issuperset(words) else None
    match = _SHARE.match(plain)
    # Of which day, where none is named?
    if match is None or (match["whole"].casefold() != "time" and inquiry.asked.window is None):
        return None
    return _share(inquiry, match["what"])


def _share(inquiry: Inquiry, what: str) -> Answer | None:
    thing = named.resolve(inquiry.db, _ARTICLE.sub("", what))
    if thing is None:
        return None
    telling = Telling(inquiry, Usage("time", subject=thing.name))
    among = telling.among(thing.subjects) or frozenset()
    used = workdays.between(telling.db, *telling.between, telling.zone, among)
    if not used:
        return telling.concluded(thing.kind, (), f"Not found: {thing.name} was not in front{telling.within}.")
    days, all_of_it = worktime.in_all(inquiry)
    us, whole = (sum(day.us for day in each) for each in (used, days))
    part = f"{thing.name}: {spelled(us)} in front, on {counted(len(used), 'day')}"
    claims = [*telling.held([usedays.claim_of(telling, thing, used, among, part)]), *all_of_it]
    if len(claims) < 2 or not whole:
        return telling.concluded(thing.kind, (), "")
    share = f"{100 * us / whole:.0f} % of the time at the screen{telling.within}: {spelled(us)} of {spelled(whole)}"
    return telling.concluded(thing.kind, claims, f"{thing.name} had {share}.")
