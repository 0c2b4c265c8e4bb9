"""Questions for what a calendar on the screen says: when something is, what is on at a day, and whether anything is.

The days of such a question are days of the calendar, and not of the recording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from query.answers.answer import Answer
from query.calendar import agendadeeds, agendatold, agendaturns, appointments, calendars, dayasked, upcoming, whatson
from query.calendar.agendaturns import Turn
from query.calendar.appointments import Pair
from query.calendar.calendars import Seen
from query.calendar.dayasked import DayAsked
from query.calendar.entry import Entry
from query.inquiries.inquiry import Inquiry
from query.language.named import SORTS
from query.language.talk import is_common
from query.language.vocabulary import CONCEPTS
from query.language.words import forms, tokens
from query.passages import intent, measures
from query.passages.intent import ASKED, WEAK, Term
from query.patterns.pattern import pattern
from query.times import hours

# Who asks for these asks for something else than what a calendar has.
_FOREIGN = pattern(
    r"\b(?:wrote|write|written|said|say|notes?|chats?|mails?|emails?|messages?|tabs?|window|page|located|button|"
    r"phones?|prices?|costs?|paid|pay|"
    r"did\s+i\s+(?:see|open|read|click|edit))\b|\bwho\b(?!.*\bwith\b)|"
    # When one was on a site: no entry tells that. Of a site that is visited on foot, one is `at` it.
    r"\b(?:on|open|opened|visit|visited|use|used)\s+(?:(?!at\b|in\b)[^\s,;?]+\s+){0,6}?(?:web\s?)?sites?\b(?!\s+(?:visit|meeting|tour|walk))",
    re.IGNORECASE,
)
_WHERE = pattern(r"\b(?:where|(?:which|what)\s+(?:room|place|hall))\b", re.IGNORECASE)
_WHEN = pattern(
    r"\b(?:when(?:['’]?s)?|(?:what|which)\s+(?:time|day|date|evening|morning|afternoon|week))\b", re.IGNORECASE
)
_WHETHER = pattern(
    r"^\W*(?:is|was|does|did|will|are|were)\s+(?:the|my|our)\b.*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow)\b",
    re.IGNORECASE,
)
_COUNT = pattern(r"\bhow\s+(?:many|often)\b|\bwho(?:m)?\b.*\bwith\b", re.IGNORECASE)
_LONG = pattern(r"\bhow\s+long\b(?!.*\b(?:i|we)\b)|\b(?:duration|length)\s+of\b", re.IGNORECASE)
_END = pattern(
    r"\b(?:ends?|ended|finish(?:es|ed)?|(?:is|was|are|were|be)\b[^?]*\bover|until\s+when|how\s+late)\b", re.IGNORECASE
)
_NEXT = pattern(r"\bnext\b", re.IGNORECASE)
# What people call an entry, or the calendar itself, and what they say of one: it need not stand there.
_ENOUGH = 0.6
_SAID = """
    day days date hour hours clock time times room hall place week duration length minutes long next take takes took
    happen held meet meets met begin begins start starts end ends finish finishes over late due coming planned
    scheduled booked arranged set
    """
_KINDS = frozenset((*(token for turn in CONCEPTS["agenda"] for token in tokens(turn)), *_SAID.split()))


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when an entry is, or which entries a day has; None where no calendar on any screen says so."""
    question = intent.unquoted(inquiry.asked.question)
    if measures.OF_A_THING.search(question):
        # How long a ladder is, that is to be brought.
        return None
    may_be_turn = agendaturns.may_be(question)
    if not may_be_turn and not _may_name(inquiry, question):
        return None
    today = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    asked = dayasked.read(question, today)
    turn = agendaturns.read(asked.rest if asked is not None else question) if may_be_turn else None
    if turn is not None:
        return whatson.answered(inquiry, turn, asked)
    return _by_name(inquiry, asked, today)


def _may_name(inquiry: Inquiry, question: str) -> bool:
    """Say whether a question may ask for an entry by its name: for a time of it, or for a place."""
    told = inquiry.understood.says("when", "agenda")
    return told or any(each.search(question) for each in (_WHEN, _WHERE, _LONG, _COUNT, _WHETHER))


def _by_name(inquiry: Inquiry, asked: DayAsked | None, today: date) -> Answer | None:
    question, understood = inquiry.asked.question, inquiry.understood
    wanted = _wanted(question, asked)
    put = agendadeeds.put(inquiry.asked.plain)
    if _FOREIGN.search(inquiry.rest) or agendadeeds.is_negated(put):
        return None
    named = dayasked.read(inquiry.rest, today)
    terms = _thing(named.rest if named is not None else inquiry.rest, wanted)
    asked = asked or _of_window(inquiry)
    if not terms and asked is not None and understood.says("agenda"):
        if not agendadeeds.are_of(put):
            return None
        return whatson.answered(inquiry, Turn("list", is_named=True, is_of_doings=False), asked)
    is_counted = (asked is not None or understood.says("agenda")) and _COUNT.search(question) is not None
    is_of_time = understood.says("when") or _WHEN.search(question) is not None
    is_of_time = is_of_time or (understood.says("agenda") and asked is not None)
    if not is_of_time and _WHETHER.search(question):
        # Whether it is on that day is told by the day on which it is.
        asked, is_of_time = None, True
    if not terms or not (is_of_time or is_counted or wanted in ("where", "long")):
        return None
    named = dayasked.read(put, today)
    return _of_thing(inquiry, asked, terms, wanted, named.rest if named is not None else put)


def _wanted(question: str, asked: DayAsked | None) -> str:
    """Return what is to be told of an entry beside its day and time; empty where it is nothing."""
    # Next week is no next entry.
    if asked is not None and asked.rest:
        question = asked.rest
    where, when = _WHERE.search(question), _WHEN.search(question)
    if where is not None and (when is None or where.start() < when.start()):
        return "where"
    ways = (("long", _LONG), ("end", _END), ("next", _NEXT))
    return next((name for name, each in ways if each.search(question)), "")


def _of_thing(inquiry: Inquiry, asked: DayAsked | None, terms: Sequence[Term], wanted: str, put: str) -> Answer | None:
    today = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    lacking: Answer | None = None
    called: list[Pair] = []
    all_seen: list[Seen] = []
    # What comes next is told by what stands behind it, in whichever calendar.
    needed = () if wanted == "next" else [words for term in _needed(terms) for words in _words_of(term)]
    for seen in calendars.seen(inquiry, terms, needed):
        there = [entry for entry in seen.calendar.entries if asked is None or _is_on(seen, entry, asked, today)]
        found = [(seen, entry) for entry in _called(there, terms) if _is_meant((seen, entry), terms, put)]
        if wanted == "next":
            called += found
            all_seen.append(seen)
            continue
        found = appointments.once(found)
        if found and (answer := agendatold.of_named(inquiry, found, terms, wanted)) is not None:
            if answer.state == "ok":
                return answer
            lacking = lacking or answer
    if not called:
        return lacking
    coming = upcoming.next_named(inquiry, called, all_seen)
    return agendatold.of_named(inquiry, coming, terms, "") if coming else upcoming.none_to_come(inquiry, called)


def _is_meant(pair: Pair, terms: Sequence[Term], put: str) -> bool:
    """Say whether an entry that holds what is asked for may be what is meant by it.

    One word out of the lines below the title of a card is not enough: many cards name one person. And where something
    is asked to have done something, each of its words stands there: one of them is what it did.
    """
    entry = pair[1]
    there = set(tokens(entry.text))
    title = set(tokens(entry.lines[0].text))
    if appointments.is_card(pair) and len(terms) == 1 and not _holds(title, terms[0]):
        return False
    if agendadeeds.is_of_one_thing(put) and not all(
        _holds(there, term) or agendadeeds.stands(term.text, sorted(there)) for term in _thing(put)
    ):
        return False
    return agendadeeds.are_of(put, entry)


def _of_window(inquiry: Inquiry) -> DayAsked | None:
    """Return the days of the window that is told in other words than those of a calendar: `two weeks ago`."""
    window, zone = inquiry.asked.window, inquiry.asked.zone
    if window is None or window.start is None or not window.words:
        return None
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    last = (end - timedelta(microseconds=1)).date() + timedelta(days=1)
    minutes = (0, hours.DAY_MINUTES)
    if end - start < timedelta(days=1):
        first = start.hour * 60 + start.minute
        minutes = (first, first + int((end - start) / timedelta(minutes=1)))
    return DayAsked("", first=start.date(), last=last, minutes=minutes)


def _thing(question: str, wanted: str = "") -> tuple[Term, ...]:
    """Return what is asked of by name; the words for an entry, or for what is to be told of it, are none."""
    # In `how long is the rehearsal` it is not a rehearsal that is to be told.
    left_out = {*WEAK, ASKED} - ({ASKED} if wanted == "long" else set())
    kinds = _KINDS | SORTS
    return tuple(
        term for term in intent.read(question).terms if term.kind not in left_out and not kinds & set(tokens(term.text))
    )


def _called(entries: Sequence[Entry], terms: Sequence[Term]) -> list[Entry]:
    """Return the entries that hold all that is told of one; what anybody says of anything need not stand there."""
    needed = _needed(terms)
    ranked = []
    for entry in entries:
        there = set(tokens(entry.text))
        held = sum(_holds(there, term) for term in terms)
        # What is listed is told in few words: all that is asked for is among them, or it is another entry.
        enough = len(terms) if entry.is_listed else _ENOUGH * len(terms)
        if held >= enough and all(_holds(there, term) for term in needed):
            ranked.append((held, entry))
    most = max((count for count, _ in ranked), default=0)
    return [entry for count, entry in ranked if count == most]


def _needed(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if not is_common(term.text)] or [*terms]


def _holds(there: set[str], term: Term) -> bool:
    return all(there & each for each in _words_of(term))


def _words_of(term: Term) -> list[frozenset[str]]:
    """Return the words of a term, each in its forms."""
    # `stand-ups` as well: each part of a name may be a plural.
    return [forms(part) | {part.removesuffix("s")} for part in term.phrase] if term.phrase else [term.forms]


def _is_on(seen: Seen, entry: Entry, asked: DayAsked, today: date) -> bool:
    """Say whether an entry is on the day, and in the part of it, that is asked for."""
    first, last = entry.minutes
    day = seen.day_of(entry)
    if day is None or not (first < asked.minutes[1] and asked.minutes[0] < last):
        return False
    return asked.is_near(day, today)
