"""On which days a thing was in front, on which of them longest, and for how long a day on average."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import subjects, workdays
from projections.workdays import Workday
from query.answers.answer import Answer, Claim
from query.foreground.telling import Telling
from query.foreground.usage import Usage
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry
from query.language import named, negated
from query.language.named import Named
from query.language.words import tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.days import spelled as day_spelled
from query.times.durations import clock, spelled

_ME = r"(?:i|we)"
_USED = (
    r"(?:use|used|visit|visited|open|opened|read|edit|edited|work(?:ed)? (?:on|with|in)|look(?:ed)? (?:at|into)|"
    r"check(?:ed)?|see|saw|seen|"
    r"sp(?:end|ent) (?:(?:any |the most |most )?time )?(?:on|in|with|at)|work(?:ing)? (?:on|with|in))"
)
_BEEN = rf"(?:on|in|at|using|reading|editing|{_USED})"
_EVER = r"(?:(?:actually|also|ever|first|last|mostly|really) )?"
_THERE = (
    rf"(?:(?:did|have|had) {_ME} {_EVER}{_USED}|(?:was|were) {_ME} {_EVER}{_BEEN}|"
    rf"{_ME} (?:have|had) {_EVER}{_USED}|{_ME} (?:was|were) {_EVER}{_BEEN}(?: (?:in|through|on))?)"
)
_ENDING = r"(?:\s+(?:the\s+)?(?P<rank>most|longest|least))?\W*\Z"
_MANY = r"\A\W*(?:on )?(?P<many>how many(?: (?:different|distinct|separate))?|which|what) days?"
_DAYS = pattern(rf"{_MANY} {_THERE} (?P<what>.+?){_ENDING}", re.IGNORECASE)
# `On how many days was Thunderbird in front of me`, `did I have the booking page open`
_IN_FRONT = r"(?:open(?:ed)?|up|in front(?: of (?:me|us))?|on (?:my|the) screen)"
_DAYS_IN_FRONT = pattern(
    rf"{_MANY} (?:(?:did|have|had) {_ME} {_EVER}(?:have |had )?|(?:was|were) )(?!{_ME}\b)"
    rf"(?P<what>.+?) (?:the (?:program|window|one|app) )?{_IN_FRONT}{_ENDING}",
    re.IGNORECASE,
)
# `Sealark ferries site open on how many days`
_DAYS_BEHIND = pattern(
    rf"\A\W*(?P<what>.+?) (?:(?:was|were|is|are) )?{_IN_FRONT}\W+"
    rf"(?:on )?(?P<many>how many(?: (?:different|distinct|separate))?|which) days?{_ENDING}",
    re.IGNORECASE,
)
_AVERAGE = pattern(
    r"\A\W*(?:(?:what (?:is|was) )?(?:(?:my|the|our) )?(?:average|mean)(?: daily)? (?:time|hours|minutes)"
    rf"(?: (?:per|a|each) day)?(?: (?:spent|{_ME} spent))? (?:in|on|with|at|using)|"
    rf"how (?:long|much time|many (?:hours|minutes)) (?:per|a|each|every) day {_THERE}) "
    r"(?P<what>.+?)(?: (?:per|a|each) day)?(?: on average)?\W*\Z",
    re.IGNORECASE,
)
_ASKED = (_DAYS_IN_FRONT, _DAYS, _DAYS_BEHIND, _AVERAGE)
_ABOUT = pattern(r"days?\b|daily", re.IGNORECASE)
_WHERE = pattern(r"\s+(?:in|on) (?:the|my) (?:web )?browser\W*$", re.IGNORECASE)
_ARTICLE = pattern(r"^(?:the|my|our)\s+", re.IGNORECASE)

# One may be on a ferry, in a hall that is open, and at a desk: of these it tells only where the thing is a screen's.
_ABOUT_ALL = pattern(
    r"(?:\b(?:visit(?:ed)?|see|saw|seen|(?<!work )(?<!worked )(?<!working )(?<!look )(?<!looked )(?<!reading )"
    r"(?<!editing )(?P<there>on|in|at|with))\s*)\Z",
    re.IGNORECASE,
)
_STANDS_OPEN = pattern(r"\A\s*(?:(?:was|were|is|are) )?(?:open(?:ed)?|up)\b", re.IGNORECASE)
_SPENT_ON = pattern(r"\b(?:time|hours|minutes|sp(?:end|ent)\b.*) (?:on|with)\s*\Z", re.IGNORECASE)
_OF_SCREENS = pattern(
    r"\b(?:apps?|applications?|programs?|browsers?|editors?|(?:web ?|home)?(?:sites?|pages?)|tabs?|windows?|files?|"
    r"documents?|docs?|pdfs?|spreadsheets?|sheets?|workbooks?|folders?|scripts?|wiki|dashboard|inbox|mailbox|repo|"
    r"repository|project)\b|\w\.\w{1,5}\b",
    re.IGNORECASE,
)
_PARTS = pattern(r"\s[|·•–—:-]+\s")
_ENDING_OF_NAME = pattern(r"\.\w{1,5}\Z")


@cued(*_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for the days of a thing, or None where it is none, or of nothing known."""
    plain = " ".join(inquiry.rest.split())
    if _ABOUT.search(plain) is None:
        return None
    match = next((found for each in _ASKED if (found := each.match(plain))), None)
    what = _ARTICLE.sub("", _WHERE.sub("", match["what"])) if match is not None else ""
    thing = named.resolve(inquiry.db, what) if what else None
    if match is None or thing is None or negated.has_negation(plain) or not _is_on_screen(inquiry, match, what, thing):
        return None
    telling = Telling(inquiry, Usage("list", subject=thing.name))
    among = telling.among(thing.subjects) or frozenset()
    days = workdays.between(inquiry.db, *inquiry.between, inquiry.asked.zone, among)
    if not days:
        return telling.concluded(thing.kind, (), f"Not found: {thing.name} was in front on no day{telling.within}.")
    rank = (match.groupdict().get("rank") or "").casefold()
    if rank or "spend the most" in plain.casefold() or "spent the most" in plain.casefold():
        return _ranked(telling, thing, days, among, is_most=rank != "least")
    return _listed(telling, thing, days, among)


def _is_on_screen(inquiry: Inquiry, match: re.Match[str], what: str, thing: Named) -> bool:
    """Say whether it is asked for what was in front, by what was done with it or by what it is called."""
    start, end = match.span("what")
    before, behind = match.string[:start], match.string[end:]
    if _ABOUT_ALL.search(before) is None and _STANDS_OPEN.search(behind) is None:
        return True
    if thing.kind in ("app", "category", "site") or _OF_SCREENS.search(match["what"]) is not None:
        return True
    said = tokens(what)
    if thing.kind == "page":
        # What ends its titles is what a site, or a program, is called.
        titles = (_PARTS.split(subjects.by_number(inquiry.db, number).page) for number in thing.subjects)
        return any(len(parts) > 1 and tokens(parts[-1]) == said for parts in titles)
    return _SPENT_ON.search(before) is not None and tokens(_ENDING_OF_NAME.sub("", thing.name)) == said


def _ranked(telling: Telling, thing: Named, days: Sequence[Workday], among: frozenset[int], *, is_most: bool) -> Answer:
    ordered = sorted(days, key=lambda each: (-each.us if is_most else each.us, each.day))
    best, word = ordered[0], "longest" if is_most else "shortest"
    then = f"; then {day_spelled(ordered[1].day)}, {spelled(ordered[1].us)}" if len(ordered) > 1 else ""
    said = f"{thing.name} was in front {word}{telling.within} on {day_spelled(best.day)}: {spelled(best.us)}{then}."
    return _concluded(telling, thing, ordered[: telling.limit], among, said)


def _listed(telling: Telling, thing: Named, days: Sequence[Workday], among: frozenset[int]) -> Answer:
    total, shown = sum(each.us for each in days), days[-telling.limit :]
    average = f", {spelled(total // len(days))} each on average" if len(days) > 1 else ""
    more = f"; the last {len(shown)} are below" if len(shown) < len(days) else ""
    of_days = f"{thing.name} was in front on {counted(len(days), 'day')}{telling.within}"
    said = f"{of_days}, {spelled(total)} in all{average}{more}: {', '.join(day_spelled(each.day) for each in shown)}."
    return _concluded(telling, thing, shown, among, said)


def _concluded(telling: Telling, thing: Named, days: Sequence[Workday], among: frozenset[int], summary: str) -> Answer:
    claims = telling.held([_claim(telling, thing, each, among) for each in days])
    return telling.concluded("page", claims, summary)


def _claim(telling: Telling, thing: Named, each: Workday, among: frozenset[int]) -> Claim | None:
    when = f"{clock(each.first_us, telling.zone)} to {clock(each.last_us, telling.zone)}"
    text = f"{thing.name}, {day_spelled(each.day)}, {when}: {spelled(each.us)} in front"
    return claim_of(telling, thing, [each], among, text)


def claim_of(telling: Telling, thing: Named, days: Sequence[Workday], among: frozenset[int], text: str) -> Claim | None:
    """Return a claim about some days of a thing, with its first and its last frame; None where they do not hold."""
    extent = (days[0].first_us, days[-1].last_us)
    first, last = (workdays.frame_at(telling.db, us, among) for us in extent)
    if first is None or last is None:
        return None
    subject, count = subjects.on_frame(telling.db, last), sum(each.frames for each in days)
    return telling.claim(text, thing.kind, (first, last), extent, count, subject=subject)
