"""How long one was at the screen, when one began and ended, on which days, and on which of them most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from projections import frames, moment, workdays
from projections.workdays import Workday
from query.answers.answer import Answer, Claim
from query.inquiries import captures
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language import story
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import hours
from query.times.days import spelled as day_spelled
from query.times.durations import clock, spelled

_PROCESSORS = ("windows",)
_DAY_AND_MORE = timedelta(hours=25)
Measure = Literal["long", "begun", "ended", "days", "most", "least", "each"]

_ME = r"(?:i|we)"
_DID = rf"(?:(?:did|have|had|was|were) {_ME}|{_ME}(?: (?:was|were|have|had|did))?)"
_PLACE = r"(?:computer|desk|keyboard|laptop|machine|pc|screen|workstation)"
_THERE = rf"(?:at|in front of|on|before|with) (?:the|my|our) (?:\w+ )?{_PLACE}"
_AT = rf"(?:active|{_THERE}|at work|using (?:the|my|our) (?:computer|pc|laptop|machine))"
_SAT = r"(?:be|been|sit|sat|spen[dt](?: time)?)(?: sitting| working)?"
_WORK = rf"(?:(?:been )?work(?:ed|ing)?(?: {_THERE})?|{_SAT} {_AT}|{_AT})"
_DAY = r"(?:(?:the|my|our) (?:work(?:ing)?[ -]?)?day|work(?:ing)?|(?:my|our) work|(?:using )?(?:the|my) computer)"
_BEGIN = r"(?:start(?:ed)?|beg[aiu]n|log(?:ged)? on|clock(?:ed)? in)"
_END = r"(?:stop(?:ped)?|finish(?:ed)?|end(?:ed)?|quit|log(?:ged)? off|clock(?:ed)? out|knock(?:ed)? off)"
_WHEN = r"(?:when(?: exactly)?|(?:at )?(?:what|which) (?:time|hour)|how (?:early|late))"
_LONG = r"(?:how long(?: time)?|(?:for )?how (?:much time|many hours|many minutes)(?: in total)?)"

# Without any of these none of the patterns below takes a question: they are long, and most questions are none.
_ABOUT = pattern(rf"work|active|screen[ -]?time|hours of|{_PLACE}|\bday|{_BEGIN}|{_END}", re.IGNORECASE)


class _Row(msgspec.Struct, frozen=True):
    """A measure, and the words that ask for it; what is left of a question beside them must say nothing."""

    measure: Measure
    words: re.Pattern[str]


def _row(measure: Measure, words: str) -> _Row:
    return _Row(measure, pattern(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))


_ROWS = (
    _row(
        "each",
        rf"how (?:long|much|many hours) {_DID} {_WORK} (?:each|every|per) (?:day|weekday)"
        rf"|how (?:many hours|much) (?:a|per|each|every) day {_DID} {_WORK}|{_LONG} {_DID} {_WORK} on average"
        r"|(?:hours|time) (?:worked )?(?:per|each|every|by) day",
    ),
    _row(
        "most",
        rf"(?:on )?(?:which|what) days? {_DID} {_WORK} (?:the )?(?:most|longest|hardest)|(?:my|the|our) "
        r"(?:longest|busiest) (?:work(?:ing)?[ -]?)?day",
    ),
    _row(
        "least",
        rf"(?:on )?(?:which|what) days? {_DID} {_WORK} (?:the )?(?:least|shortest)|(?:my|the|our) shortest "
        r"(?:work(?:ing)?[ -]?)?day",
    ),
    _row(
        "days",
        rf"(?:on )?(?:(?:which|what)|how many(?: different)?) days? {_DID} {_WORK}"
        rf"|(?:the )?(?:number of )?days (?:on which |that )?{_ME} (?:was |were )?{_WORK}",
    ),
    _row(
        "long",
        rf"{_LONG} {_DID} {_WORK}|{_LONG} {_ME} (?:was |were |have )?{_WORK}|(?:(?:my|our|the|total|all|how much) )*"
        r"(?:screen[ -]?time|work(?:ing|ed)? (?:time|hours)|hours worked|time worked|active time|hours of work)"
        r"(?: (?:did|do|have) (?:i|we) (?:have|get|had|got))?"
        rf"|{_LONG} {_DID} spen[dt] {_AT}",
    ),
    _row(
        "begun",
        rf"{_WHEN} {_DID} (?:first )?{_BEGIN}(?: {_DAY})?|{_WHEN} {_DID} first {_WORK}"
        rf"|(?:the )?(?:start|beginning) of (?:my|our) (?:work(?:ing)?[ -]?)?day"
        rf"|{_WHEN} did (?:my|our) (?:work(?:ing)?[ -]?)?day (?:start|begin)",
    ),
    _row(
        "ended",
        rf"{_WHEN} {_DID} (?:last )?{_END}(?: {_DAY})?|{_WHEN} {_DID} last {_WORK}|how late {_DID} {_WORK}"
        rf"|(?:the )?end of (?:my|our) (?:work(?:ing)?[ -]?)?day"
        rf"|{_WHEN} did (?:my|our) (?:work(?:ing)?[ -]?)?day end",
    ),
)
# What says nothing beside them; any other word names what was worked on, or somebody else.
_FILLING = frozenset(
    """
    a about actually again all altogether and approximately at average day days during each exactly far for from gone
    how in into is it many me month my now of on or our overall per please really roughly so tell that the then this
    time times to today total up was week were what which whole year
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What was begun, or ended, is told with them.
_OF_IT = frozenset({"average", "it", "that", "this"})
# `My boss wants to know on how many days …`
_LEAD = pattern(
    r"\A\W*(?:(?:(?:can|could|would|will) you )?(?:please )?(?:(?:tell|remind) me|say|find out)(?: please)?|"
    r"(?:i|we|my \w+|the \w+) (?:would like|would love|wants?|needs?|have|has|had) to know|"
    r"i(?:['’]d| would) like to know|i wonder|i (?:can not|cannot|can['’]t|do not|don['’]t) (?:know|remember|recall)|"
    r"do you (?:know|remember|recall))(?=\W)",
    re.IGNORECASE,
)
_SENTENCES = pattern(r"[.?!;]+(?:\s|\Z)")
_EACH = pattern(r"\b(?:each|every|per|all)\b", re.IGNORECASE)
_WORD = pattern(r"[\w'’-]+")


@cued(*(row.words for row in _ROWS))
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for the time at the screen, or None where it is none."""
    rest, scope = inquiry.rest, inquiry.scope
    measure = _measure(rest) if _ABOUT.search(rest) and not story.names_besides(inquiry.asked.plain, rest) else None
    if measure is None or scope.subjects is not None or scope.frame is not None:
        return None
    days = _days(inquiry, _part(inquiry))
    if not days:
        return _concluded(inquiry, (), f"Not found: nobody was active{_within(inquiry)}.")
    match measure:
        case "long":
            return _long(inquiry, days)
        case "begun" | "ended":
            return _ends(inquiry, days, is_first=measure == "begun")
        case "most" | "least":
            return _ranked(inquiry, days, is_most=measure == "most")
        case _:
            return _listed(inquiry, days)


def _measure(rest: str) -> Measure | None:
    plain = " ".join(rest.split())
    for sentence in _SENTENCES.split(plain):
        for row in _ROWS:
            match = row.words.search(sentence)
            if match is not None:
                before, others = _LEAD.sub(" ", sentence[: match.start()]), plain.replace(sentence, " ", 1)
                left = _WORD.findall(hours.without(f"{before} {sentence[match.end() :]} {others}").casefold())
                empty = _FILLING - _OF_IT if row.measure in ("begun", "ended") else _FILLING
                return row.measure if empty.issuperset(left) else None
    return None


def _part(inquiry: Inquiry) -> hours.Hours | None:
    """Return the part of each day that a question names: one of a single day is in the asked time already."""
    window = inquiry.asked.window
    is_one = window is not None and window.start is not None and window.end - window.start <= _DAY_AND_MORE
    return None if is_one else hours.part_in(inquiry.asked.question)


def _days(inquiry: Inquiry, part: hours.Hours | None) -> list[Workday]:
    """Return the days of the asked time, or what a part of the day has of each: `in the evening`."""
    zone, (start, end) = inquiry.asked.zone, inquiry.between
    days = workdays.between(inquiry.db, start, end, zone)
    if part is None:
        return days
    found: dict[date, Workday] = {}
    # What is left of a night lies in the next day, whose eve may have nothing else.
    for day in sorted({each.day - timedelta(days=back) for each in days for back in (0, 1)}):
        midnight = datetime.combine(day, time.min, zone)
        low, high = (moment.of(midnight + timedelta(minutes=minutes)) for minutes in (part.start, part.end))
        within = workdays.between(inquiry.db, max(low, start), min(high, end), zone) if low < end else []
        for one in within:
            known = found.get(one.day)
            found[one.day] = one if known is None else _both(known, one)
    return [found[day] for day in sorted(found)]


def _both(one: Workday, other: Workday) -> Workday:
    first, last = min(one.first_us, other.first_us), max(one.last_us, other.last_us)
    return Workday(one.day, one.us + other.us, one.frames + other.frames, first, last)


def _within(inquiry: Inquiry) -> str:
    window, part = inquiry.asked.window, _part(inquiry)
    # The hours count, where they were told of each day.
    said = [window.said.removesuffix(", at any hour")] if window is not None else []
    said += [part.said] if part is not None else []
    return f" ({', '.join(said)})" if said else ""


# ---------------------------------------------------------------- answers


def _long(inquiry: Inquiry, days: Sequence[Workday]) -> Answer:
    total = spelled(sum(each.us for each in days))
    if len(days) == 1:
        when = _from_to(inquiry, days[0]).removeprefix(f"{day_spelled(days[0].day)}, ")
        on_day = "" if day_spelled(days[0].day) in _within(inquiry) else f" on {day_spelled(days[0].day)}"
        summary = f"{total} at the screen{_within(inquiry)}{on_day}, {when}."
    else:
        most = max(days, key=lambda each: each.us)
        longest = f"most on {day_spelled(most.day)}, {spelled(most.us)}"
        summary = f"{total} at the screen{_within(inquiry)}, on {counted(len(days), 'day')}; {longest}."
    return _concluded(inquiry, days, summary)


def ends(inquiry: Inquiry, *, is_first: bool, is_last: bool) -> Answer:
    """Tell when each day began, or ended, or both; without a time that is asked of, of the last day."""
    days = _days(inquiry, _part(inquiry))
    if not days:
        return _concluded(inquiry, (), f"Not found: nobody was active{_within(inquiry)}.")
    if is_first != is_last:
        return _ends(inquiry, days, is_first=is_first)
    told = days if inquiry.asked.window is not None or _EACH.search(inquiry.rest) else days[-1:]
    said = "; ".join(f"{_from_to(inquiry, each)}" for each in told[-inquiry.limit :])
    return _concluded(inquiry, told, f"At the screen first and last: {said}.")


def ranked(inquiry: Inquiry, *, is_first: bool, is_early: bool) -> Answer:
    """Tell on which day one began, or ended, at the earliest hour, or at the latest."""
    zone = inquiry.asked.zone

    def hour(each: Workday) -> time:
        return moment.datetime_of(each.first_us if is_first else each.last_us).astimezone(zone).time()

    days = sorted(_days(inquiry, _part(inquiry)), key=hour, reverse=not is_early)
    if not days:
        return _concluded(inquiry, (), f"Not found: nobody was active{_within(inquiry)}.")
    did, how = "Began" if is_first else "Ended", "earliest" if is_early else "latest"
    told = [
        f"{clock(each.first_us if is_first else each.last_us, zone)} on {day_spelled(each.day)}" for each in days[:2]
    ]
    then = f"; then {told[1]}" if len(told) > 1 else ""
    return _concluded(inquiry, days[:1], f"{did} {how}{_within(inquiry)}: {told[0]}{then}.")


def _ends(inquiry: Inquiry, days: Sequence[Workday], *, is_first: bool) -> Answer:
    told = days if inquiry.asked.window is not None or _EACH.search(inquiry.rest) else days[-1:]
    word = "first" if is_first else "last"
    when = "; ".join(
        f"{clock(each.first_us if is_first else each.last_us, inquiry.asked.zone)} on {day_spelled(each.day)}"
        for each in told[-inquiry.limit :]
    )
    return _concluded(inquiry, told, f"At the screen {word}: {when}.")


def _ranked(inquiry: Inquiry, days: Sequence[Workday], *, is_most: bool) -> Answer:
    ordered = sorted(days, key=lambda each: (-each.us if is_most else each.us, each.day))
    best = ordered[0]
    word = "longest" if is_most else "shortest"
    said = f"{day_spelled(best.day)} was the {word} day at the screen{_within(inquiry)}: {spelled(best.us)}"
    then = f"; then {day_spelled(ordered[1].day)}, {spelled(ordered[1].us)}" if len(ordered) > 1 else ""
    return _concluded(inquiry, ordered[: inquiry.limit], f"{said}{then}.")


def _listed(inquiry: Inquiry, days: Sequence[Workday]) -> Answer:
    total = sum(each.us for each in days)
    average = f", {spelled(total // len(days))} each on average" if len(days) > 1 else ""
    head = f"At the screen on {counted(len(days), 'day')}{_within(inquiry)}, {spelled(total)} in all{average}"
    shown = days[-inquiry.limit :]
    more = f"; the last {len(shown)} are below" if len(shown) < len(days) else ""
    named = ", ".join(day_spelled(each.day) for each in shown)
    return _concluded(inquiry, shown, f"{head}{more}: {named}.")


def _from_to(inquiry: Inquiry, each: Workday) -> str:
    first, last = (clock(us, inquiry.asked.zone) for us in (each.first_us, each.last_us))
    return f"{day_spelled(each.day)}, {first} to {last}"


def _concluded(inquiry: Inquiry, days: Sequence[Workday], summary: str) -> Answer:
    claims = [claim for each in days[-inquiry.limit :] for claim in _claim(inquiry, each)]
    ground = inquiry.ground(_PROCESSORS)
    dropped = len(days[-inquiry.limit :]) - len(claims)
    return concluded(inquiry, ground, claims, summary, searched=("time at the screen",), dropped=dropped)


def in_all(inquiry: Inquiry) -> tuple[list[Workday], tuple[Claim, ...]]:
    """Return the days of the asked time, and what they come to as one claim; none where nobody was there."""
    days = workdays.between(inquiry.db, *inquiry.between, inquiry.asked.zone)
    if not days:
        return days, ()
    whole, count = sum(each.us for each in days), sum(each.frames for each in days)
    text = f"{spelled(whole)} at the screen, on {counted(len(days), 'day')}{_within(inquiry)}"
    return days, _cited(inquiry, text, (days[0].first_us, days[-1].last_us), count)


def _claim(inquiry: Inquiry, each: Workday) -> tuple[Claim, ...]:
    text = f"{_from_to(inquiry, each)}: {spelled(each.us)}"
    return _cited(inquiry, text, (each.first_us, each.last_us), each.frames)


def _cited(inquiry: Inquiry, text: str, extent: tuple[int, int], count: int) -> tuple[Claim, ...]:
    """Return a claim of a stretch of time (UTC microseconds), by the records of the frames at its ends."""
    ends = [workdays.frame_at(inquiry.db, us) for us in extent]
    first, last = (frames.by_id(inquiry.db, end) if end is not None else None for end in ends)
    return captures.claim(inquiry, text, first, last, count) if first is not None and last is not None else ()
