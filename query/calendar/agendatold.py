"""What is told of entries of a calendar: each with its day, and its time as far as it is known, every line cited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from itertools import combinations

from msgspec.structs import replace

from projections import moment, text
from projections.text import SpanRow
from query.answers.answer import Answer, Citation, Claim
from query.calendar import appointments
from query.calendar.appointments import Pair
from query.calendar.calendars import Seen
from query.calendar.entry import Day, Entry
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.words import tokens
from query.passages.intent import Term
from query.times import durations
from query.times.days import spelled

_PROCESSORS = ("text", "uia")
_MINUTE_US = 60_000_000
Found = Sequence[Pair]


def of_named(inquiry: Inquiry, found: Found, terms: Sequence[Term], wanted: str) -> Answer | None:
    """Tell entries that were asked for by name.

    Args:
        wanted: `long`, `where` and `end` are told of an entry that says so, or not at all; else when it is.
    """
    if wanted == "where":
        found = [pair for pair in found if _tells_more(pair[1], terms)]
    if wanted in ("long", "end"):
        timed = [pair for pair in found if appointments.end(pair[1]) is not None]
        if found and not timed:
            return _without_end(inquiry, *found[0], terms)
        found = timed
    if not found:
        return None
    searched = tuple(term.text for term in terms)
    return told(inquiry, found, searched, with_length=wanted == "long")


def told(
    inquiry: Inquiry, found: Found, searched: Sequence[str], *, lead: str = "", with_length: bool = False
) -> Answer | None:
    """Tell entries, with the calendars in which they stand; None where the evidence of none holds."""
    # A calendar is looked at on other days than those that it shows.
    inquiry, witness = inquiry.anytime(), Witness(inquiry.views)
    claims = [
        claim for seen, entry in found if (claim := _claim(inquiry, witness, seen, entry, with_length)) is not None
    ]
    if not claims:
        return None
    shown = claims[: inquiry.limit]
    said = "; ".join(claim.text for claim in shown)
    more = f"; and {len(claims) - len(shown)} more" if len(claims) > len(shown) else ""
    counted = said if len(claims) == 1 else f"{len(claims)} entries: {said}{more}"
    summary = f"{lead}{counted} ({seen_when(inquiry, [seen for seen, _ in found])})."
    ground = inquiry.ground(_PROCESSORS)
    answer = concluded(inquiry, ground, shown, summary, searched=searched, dropped=len(found) - len(claims))
    return replace(answer, clipped=len(claims) > len(shown))


def nothing_on(
    inquiry: Inquiry, found: Sequence[tuple[Seen, Day, date]], said: str, earlier: Sequence[Entry], opening: str = ""
) -> Answer | None:
    """Tell that a calendar shows days on which nothing stands, each by its head.

    `earlier` are entries before that which do not tell when they end: with any, it is not known whether they go on.
    """
    witness = Witness(inquiry.views)
    claims = []
    for seen, day, on in found:
        cited = _cited(inquiry, witness, seen, day.heads)
        if cited:
            at = moment.spell(seen.frame.captured_us)
            verb = "begins" if said else "stands"
            claims.append(Claim(f"nothing {verb} on {spelled(on)}{said}", tuple(cited), at, at, 1))
    if not claims:
        return None
    lead = "; ".join(claim.text for claim in claims)
    hours = {seen.calendar.hours for seen, _, _ in found}
    first, last = max(first for first, _ in hours), min(last for _, last in hours)
    rows = f" It shows the hours from {clocked(first)} to {clocked(last)}." if (first, last) != (0, 24 * 60) else ""
    open_ = "".join(f" When “{entry.text}” ends, which begins before that, is not told." for entry in earlier)
    lead = f"{opening}{lead}" if opening else f"{lead[0].upper()}{lead[1:]}"
    summary = f"{lead} ({seen_when(inquiry, [seen for seen, _, _ in found])}).{rows}{open_}"
    if earlier:
        # Whoever is still at what began before is not free.
        return none(inquiry, summary)
    anytime = inquiry.anytime()
    return concluded(anytime, anytime.ground(_PROCESSORS), claims, summary, searched=())


def none(inquiry: Inquiry, summary: str) -> Answer:
    """Tell that there is nothing to tell."""
    return concluded(inquiry.anytime(), inquiry.anytime().ground(_PROCESSORS), [], summary, searched=())


def seen_when(inquiry: Inquiry, all_seen: Sequence[Seen]) -> str:
    """Say which calendars these are: when each was seen, and in which window."""
    told = {each.frame.id: each for each in all_seen}
    return "; ".join(_seen(each, inquiry.asked.zone) for each in told.values())


def _seen(seen: Seen, zone: tzinfo) -> str:
    when = local(moment.spell(seen.frame.captured_us), zone)
    title = " ".join((seen.frame.window_title or "").split())
    return f"the calendar seen {when}{f' in {title}' if title else ''}"


def _without_end(inquiry: Inquiry, seen: Seen, entry: Entry, terms: Sequence[Term]) -> Answer:
    when = seen_when(inquiry, [seen])
    said = f"“{entry.text}” stands in a calendar, which does not tell when it ends ({when})."
    answer = none(inquiry, said)
    return replace(answer, terms=tuple(term.text for term in terms))


def _tells_more(entry: Entry, terms: Sequence[Term]) -> bool:
    """Say whether an entry is called so in its first line, and has others."""
    there = set(tokens(entry.lines[0].text))
    return len(entry.lines) > 1 and all(there & (set(term.phrase) or term.forms) for term in terms)


def _claim(inquiry: Inquiry, witness: Witness, seen: Seen, entry: Entry, with_length: bool) -> Claim | None:
    """Return an entry with its day and its time, each line cited; None where the evidence of one does not hold."""
    rows = (entry.hour,) if (entry.hour is not None and not entry.tells_its_time) or entry.is_listed else ()
    lines = [*entry.lines, *entry.times, *entry.day.heads, *(row for row in rows if row is not None)]
    lines = [line for at, line in enumerate(lines) if line not in lines[:at]]
    cited = _cited(inquiry, witness, seen, lines)
    if cited is None:
        return None
    day = entry.day.date(seen.day)
    heads = " ".join(head.text for head in entry.day.heads)
    told = spelled(day) if day is not None else f"{heads}, of which week its head does not say"
    told += _time(entry)
    if with_length and entry.stretch is not None and entry.stretch.minutes:
        told += f"; that is {durations.spelled(entry.stretch.minutes * _MINUTE_US)}"
    at = moment.spell(seen.frame.captured_us)
    return Claim(f"{entry.text}: {told}", tuple(cited), at, at, 1)


def _time(entry: Entry) -> str:
    """Return the time of an entry, with a comma before it; empty where its own words have it, or nothing tells it."""
    if entry.is_listed:
        return f", {entry.clock.lower()}" if entry.is_all_day else f", at {entry.clock}"
    if entry.times:
        return f", at {entry.clock}"
    if entry.tells_its_time:
        return ""
    if entry.is_all_day:
        return ", above the hours, as what is on all day"
    return f", in the row of {entry.clock}, about {clocked(entry.about)}" if entry.about is not None else ""


def clocked(minute: int) -> str:
    """Return a minute of the day as a clock shows it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _cited(inquiry: Inquiry, witness: Witness, seen: Seen, lines: Sequence[SpanRow]) -> list[Citation] | None:
    """Return what shows each of some lines; None where the evidence of one does not hold."""
    citations: list[Citation] = []
    for line in lines:
        living = text.by_event(inquiry.db, line.seq, line.place)
        citation = witness.citation(living, seen.frame) if living is not None else None
        if citation is None:
            return None
        citations.append(citation)
    return citations


def clashing(found: Found) -> list[Pair]:
    """Return the entries of which two are at one time, as far as they tell when they begin and end."""
    clashing: list[Pair] = []
    timed = [
        (on, own.begins, appointments.end(pair[1]) or own.begins, pair)
        for pair in found
        if (own := pair[1].stretch) is not None and (on := pair[0].day_of(pair[1])) is not None
    ]
    for (day, begins, ends, one), (on, begun, _, other) in combinations(sorted(timed, key=lambda each: each[:2]), 2):
        if day == on and (begun == begins or begun < ends):
            clashing += [pair for pair in (one, other) if pair not in clashing]
    return clashing
