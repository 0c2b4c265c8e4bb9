"""Questions for values beside labels: the value of one, how it changed, and what several come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from projections import moment
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language import implied, superlatives
from query.language.vocabulary import Understood
from query.language.words import forms, tokens
from query.passages import expected, sayers, verbatim
from query.passages.intent import SIGHTED
from query.passages.labels import STATUS
from query.patterns.pattern import pattern
from query.times.days import spelled
from query.times.durations import instant
from query.values import readings, statuses
from query.values.meanings import is_stretch
from query.values.reading import Reading
from query.values.wanted import Wanted, wanted

_PROCESSORS = ("fields",)
# Concepts that say what is asked of a value, and name none.
_ASKING = ("which", "long", "me", "have", "first", "change", "before", "after", "screen", "show")
# The longest: clocks are put back once a year.
_DAY = timedelta(hours=25)
_AT_FIRST = ("first", "before")
_OUR_DEED = pattern(r"^\W*(?:and )?when (?:was|were|did|had|have) (?:i|we)\b", re.IGNORECASE)
# What is done with money need not stand in a sheet of sums.
_COSTS = frozenset({"charge", "cost", "pay", "spend"})
_HOW_LONG = pattern(r"\bhow (?:long|many (?:hours|days|minutes|weeks)|much (?:time|work|effort))\b", re.IGNORECASE)
_OURS = pattern(r"\b(?:i|we)\b", re.IGNORECASE)
# Who asks for the last one knows that there were others.
_LATEST = pattern(r"\bthe last time\b|\bmost recent(?:ly)?\b|\blatest\b", re.IGNORECASE)
_TWO = pattern(r"\bdifferen(?:ce|t)\b.*\bbetween\b.*\band\b", re.IGNORECASE)
_NUMBER = pattern(r"[-+−]?\d[\d.,'’ ]*")
_AFTER = frozenset({"after", "afterwards", "since"})


def value(inquiry: Inquiry) -> Answer | None:
    """Tell what stood beside a label on the thing that the question names, or None where nothing did."""
    # Who asks where something was seen asks for no value of it, and who asks how two things differ for none of one.
    if SIGHTED.search(inquiry.rest) or _TWO.search(inquiry.rest):
        return None
    found = _found(inquiry)
    if found is None:
        if (found := _of_day(inquiry) or _on_day(inquiry) or _of_column(inquiry)) is None:
            return None
        inquiry = inquiry.anytime()
    return told(inquiry, *found)


def told(inquiry: Inquiry, asked: Wanted, course: Sequence[Reading]) -> Answer | None:
    """Tell which value a label had, in order of time: the last one, the first or all; None where none is an answer."""
    understood = inquiry.understood
    if _asks_for_change(understood, asked) or (understood.says("before") and _says_after(understood)):
        return _course(inquiry, asked, course)
    at_first = understood.says(*_AT_FIRST) and not _says_after(understood)
    ordered = course if at_first else course[::-1]
    witness = Witness(inquiry.views)
    pairs = [(reading, claim_of(inquiry, witness, reading)) for reading in ordered]
    held = [(reading, claim) for reading, claim in pairs if claim is not None]
    if not held:
        return _told(inquiry, asked, (), "", len(pairs))
    # What it was `in the end` is one value.
    held = held[:1] if understood.says("final") or _LATEST.search(inquiry.asked.plain) else held
    best, claim_of_it = held[0]
    # When somebody did something, what stood beside a label does not tell.
    if _OUR_DEED.search(inquiry.rest) and not expected.tells_when(best.value):
        return None
    if expected.asks_for_whole(inquiry.asked.plain) and best.row and best.row.isdisjoint({"sum", "total"}):
        # The total of one row is not that of all.
        return None
    if not superlatives.may_tell(inquiry.rest, f"{best.label} {best.value}"):
        return None
    if sayers.is_label(inquiry.rest, best.label):
        # What stands beside a name was not therefore said by them.
        return None
    others = ", ".join(f"“{reading.value}” ({_when(inquiry, reading)})" for reading, _ in held[1:3])
    # Who asks for what it was at first knows that there was more.
    more = f" Other times it was {others}." if others and not at_first else ""
    row = f" in the row of {spelled(asked.day)}" if asked.day is not None else ""
    summary = f"{best.label}: {best.value}{row}, in {_where(claim_of_it)}, seen {_when(inquiry, best)}.{more}"
    return _told(inquiry, asked, [claim for _, claim in held], summary, len(pairs) - len(held))


def frequency(inquiry: Inquiry) -> Answer | None:
    """Tell how often something is done, where a label says so: how often one was somewhere oneself, none does."""
    return value(inquiry) if implied.is_frequency(inquiry.rest) else None


def effort(inquiry: Inquiry) -> Answer | None:
    """Tell how much time went into a thing, where a label of it says so: no program need be called like the thing."""
    implied_so = {each.concept for each in implied.by(inquiry.asked.question)}
    if "spent" not in implied_so or _OURS.search(inquiry.rest) or (found := _found(inquiry)) is None:
        return None
    return value(inquiry) if "(spent)" in found[0].words else None


def changed(inquiry: Inquiry) -> Answer | None:
    """Tell how a value changed, or None where the question names no label that had one."""
    found = _found(inquiry) if not _TWO.search(inquiry.rest) else None
    if found is None or not _asks_for_change(inquiry.understood, found[0]):
        return None
    return _course(inquiry, *found)


def _asks_for_change(understood: Understood, asked: Wanted) -> bool:
    """Say whether a question asks how a value changed: by a word that is none of its label, such as `air changes`."""
    return any(token not in asked.words for said in understood.saying("change") for token in tokens(said))


def _says_after(understood: Understood) -> bool:
    """Say whether what came after something is asked for: `before it was refreshed` asks only for what was before."""
    said = {token for said in understood.saying("after") for token in tokens(said)}
    return bool(said) and (not understood.says("before") or not said.isdisjoint(_AFTER))


def _found(inquiry: Inquiry) -> tuple[Wanted, list[Reading]] | None:
    """Return the values of the label that the question names best and that stood on what it names."""
    understood = inquiry.understood
    earliest = understood.says(*_AT_FIRST)
    for asked in wanted(inquiry, understood, _ASKING):
        course = readings.of(inquiry, asked, earliest=earliest) if asked.is_told_apart else []
        course = [each for each in course if expected.may_be_called(inquiry.asked.question, each.value)]
        if course and _has_form(inquiry, asked, course[-1]):
            return asked, course
    if any(forms(token) & STATUS for word in understood.words for token in tokens(word.text)):
        course = statuses.statuses(inquiry, understood, _ASKING)
        if course:
            return Wanted(("status",), "status", ()), course
    return None


def _has_form(inquiry: Inquiry, asked: Wanted, reading: Reading) -> bool:
    """Say whether a value has the form that is asked for, be it one that only labels of that meaning have."""
    if asked.sort == "stage" or expected.has_form(inquiry.rest, reading.value, reading.label):
        return True
    return (
        asked.implied and bool(_HOW_LONG.search(inquiry.rest)) and is_stretch(asked.sort, reading.label, reading.value)
    )


def _of_day(inquiry: Inquiry) -> tuple[Wanted, list[Reading]] | None:
    """Return what stood beside a label in the row of the day that a question names, whenever that was to be seen.

    The tide of Thursday stands in a table that was looked at on Tuesday.
    """
    day = _day(inquiry)
    if day is None:
        return None
    anytime = inquiry.anytime()
    for asked in wanted(anytime, anytime.understood, _ASKING):
        dated = replace(asked, day=day)
        if course := [each for each in readings.of(anytime, dated) if expected.has_form(inquiry.rest, each.value)]:
            return dated, course
    return None


def _on_day(inquiry: Inquiry) -> tuple[Wanted, list[Reading]] | None:
    """Return what stood beside a label of a thing on whose screen the day that a question names stood, whenever seen.

    An appointment of the 22nd, with its date, was looked at on the 18th.
    """
    window = inquiry.asked.window
    dated = verbatim.of_day(window, inquiry.asked.zone) if window is not None else ()
    if not dated:
        return None
    anytime = inquiry.anytime()
    said = tuple(term.text for term in dated)
    for asked in wanted(anytime, anytime.understood, _ASKING):
        if not asked.thing:
            continue
        of_it = replace(asked, thing=(*asked.thing, *said), dated=frozenset(said))
        if course := [each for each in readings.of(anytime, of_it) if expected.has_form(inquiry.rest, each.value)]:
            return of_it, course
    return None


def _of_column(inquiry: Inquiry) -> tuple[Wanted, list[Reading]] | None:
    """Return what stood in the column of the month or weekday that a question names, in the row of what it names.

    What is spent in February stands in a sheet that was looked at in January.
    """
    window, anytime = inquiry.asked.window, inquiry.anytime()
    for named in verbatim.calendar_words(window) if window is not None else ():
        told = replace(anytime, rest=f"{inquiry.rest} {named}")
        for each in wanted(told, told.understood, _ASKING):
            asked = replace(each, thing=tuple(token for token in each.thing if not forms(token) & _COSTS))
            if asked.words != {named} or not asked.thing:
                continue
            if course := [each for each in readings.of(told, asked) if _may_be(inquiry.rest, each.value)]:
                return asked, course
    return None


def _may_be(question: str, value: str) -> bool:
    """Say whether a cell may be what is asked for: what something costs stands in a sheet without its currency."""
    return _NUMBER.fullmatch(value.strip()) is not None or expected.has_form(question, value)


def _day(inquiry: Inquiry) -> date | None:
    """Return the day that a question names, if it is just one."""
    window, zone = inquiry.asked.window, inquiry.asked.zone
    if window is None or window.start is None or window.end - window.start > _DAY:
        return None
    return window.start.astimezone(zone).date()


def _course(inquiry: Inquiry, asked: Wanted, course: Sequence[Reading]) -> Answer:
    witness = Witness(inquiry.views)
    pairs = [(reading, claim_of(inquiry, witness, reading)) for reading in course]
    held = [(reading, claim) for reading, claim in pairs if claim is not None]
    if not held:
        return _told(inquiry, asked, (), "", len(pairs))
    last, told = held[-1]
    if len(held) == 1:
        summary = f"{last.label} did not change: “{last.value}”, in {_where(told)}, seen {_when(inquiry, last)}."
    else:
        before = held[-2][0]
        said = ", then ".join(f"“{reading.value}”" for reading, _ in held[-4:])
        zone = inquiry.asked.zone
        between = f"{instant(before.last.captured_us, zone)} and {instant(last.first.captured_us, zone)}"
        summary = (
            f"{last.label} changed {counted(len(held) - 1, 'time')}: {said} (in {_where(told)}). "
            f"The last change came between {between}."
        )
    claims = [claim for _, claim in held]
    return _told(inquiry, asked, claims[-inquiry.limit :], summary, len(pairs) - len(held))


def claim_of(inquiry: Inquiry, witness: Witness, reading: Reading) -> Claim | None:
    """Return a value with its evidence; None where that does not hold."""
    citations = reading.cited(witness)
    if not citations:
        return None
    first, last = moment.spell(reading.first.captured_us), moment.spell(reading.last.captured_us)
    text = f"{reading.label}: {reading.value}, seen {_when(inquiry, reading)}"
    return Claim(text, citations, first, last, reading.frames)


def _when(inquiry: Inquiry, reading: Reading) -> str:
    first, last = (instant(frame.captured_us, inquiry.asked.zone) for frame in (reading.first, reading.last))
    return first if first == last else f"from {first} to {last}"


def _where(claim: Claim) -> str:
    return " ".join(claim.citations[0].title.split()) or "a window without a title"


def _told(inquiry: Inquiry, asked: Wanted, claims: Sequence[Claim], summary: str, dropped: int) -> Answer:
    ground = inquiry.ground(_PROCESSORS)
    searched = (asked.name, *asked.thing)
    return concluded(inquiry, ground, claims, summary, searched=searched, dropped=dropped)
