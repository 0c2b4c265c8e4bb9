"""Questions for what a calendar on the screen says: when something is, and what is on at a day.

The days of such a question are days of the calendar, and not of the recording: calendars that were seen at any time up
to the moment of asking are looked at, the last one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from projections import frames, moment, scenes, standing, text
from projections.frames import Frame
from query import intent, timetable
from query.answer import Answer, Citation, Claim
from query.cite import Witness
from query.conclude import local
from query.days import WEEKDAYS, spelled
from query.inquiry import Inquiry, concluded
from query.intent import ASKED, ESSENTIAL, WEAK, Term
from query.lookup import Lookup
from query.named import SORTS
from query.timetable import Entry
from query.vocabulary import CONCEPTS
from query.words import forms, tokens

_PROCESSORS = ("text", "uia")
_SOURCES = ("uia", "ocr")
_MOST_SCENES = 20
_HEADS = ("mon", "tue", "wed", "thu", "fri")
_ENOUGH = 0.6
_DAY = re.compile(
    r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(?P<number>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])?\.?m?\b", re.IGNORECASE)
_HALF_A_DAY = 12
# What people call an entry, or the calendar itself: it need not stand there.
_KINDS = frozenset(token for turn in CONCEPTS["agenda"] for token in tokens(turn)) | {
    *("day", "days", "date", "hour", "hours", "clock", "time", "room", "week", "duration", "minutes"),
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """The entries of a calendar, and the frame that shows it."""

    frame: Frame
    entries: tuple[Entry, ...]

    def day_of(self, entry: Entry) -> date | None:
        return entry.day.date(moment.datetime_of(self.frame.captured_us).date())


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when an entry is, or which entries a day has; None where no calendar on any screen says so."""
    understood = inquiry.understood
    terms = _thing(inquiry)
    if not terms and not understood.says("agenda"):
        return None
    by_day = _day_of(inquiry)
    if by_day is None and (not terms or not understood.says("when", "count")):
        return None
    for seen in _calendars(inquiry):
        found = [entry for entry in seen.entries if _is_on(inquiry, seen, entry, by_day)]
        found = _called(found, terms) if terms else found
        if found:
            return _told(inquiry, seen, found, terms)
    return None


def _thing(inquiry: Inquiry) -> tuple[Term, ...]:
    """Return what is asked of by name; the words for an entry, or for what is to be told of it, are none."""
    wanted = intent.read(inquiry.rest).terms
    kinds = _KINDS | SORTS
    return tuple(term for term in wanted if term.kind not in (*WEAK, ASKED) and not kinds & set(tokens(term.text)))


def _called(entries: Sequence[Entry], terms: Sequence[Term]) -> list[Entry]:
    """Return the entries that hold most of the words, and of names all."""
    ranked = []
    for entry in entries:
        there = set(tokens(entry.text))
        held = [_holds(there, term) for term in terms]
        lacks_a_name = any(not has and term.kind == ESSENTIAL for has, term in zip(held, terms, strict=True))
        if not lacks_a_name and sum(held) >= _ENOUGH * len(terms):
            ranked.append((sum(held), entry))
    most = max((count for count, _ in ranked), default=0)
    return [entry for count, entry in ranked if count == most]


def _holds(there: set[str], term: Term) -> bool:
    wanted = map(forms, term.phrase) if term.phrase else (term.forms,)
    return all(there & each for each in wanted)


@dataclass(frozen=True, slots=True)
class _DayAsked:
    """A day as a question names it: its weekday (0 is Monday), its number in the month, the hour; None: not told."""

    weekday: int | None
    number: int | None
    hour: int | None


def _day_of(inquiry: Inquiry) -> _DayAsked | None:
    """Return the day that the words of time name, if only by their window; None where there are no words of time."""
    window = inquiry.asked.window
    if window is None:
        return None
    words = window.words
    clock = next((match for match in _CLOCK.finditer(words) if match["minute"] or match["half"]), None)
    plain = words[: clock.start()] + words[clock.end() :] if clock is not None else words
    weekday = number = None
    for match in _DAY.finditer(plain):
        if match["weekday"]:
            weekday = next(n for n, day in enumerate(WEEKDAYS) if day.startswith(match["weekday"].casefold()))
        elif 1 <= int(match["number"]) <= 31:
            number = int(match["number"])
    if "week" in tokens(words):
        weekday = number = None
    return _DayAsked(weekday, number, _hour(clock))


def _hour(clock: re.Match[str] | None) -> int | None:
    if clock is None:
        return None
    hour = int(clock["hour"])
    is_late = (clock["half"] or "").casefold() == "p" and hour < _HALF_A_DAY
    return hour + _HALF_A_DAY if is_late else hour


def _is_on(inquiry: Inquiry, seen: _Seen, entry: Entry, asked: _DayAsked | None) -> bool:
    """Say whether an entry is on the day, and at the hour, that is asked of; any is where none is."""
    if asked is None:
        return True
    if asked.hour is not None and _clock_hour(entry.clock) != asked.hour:
        return False
    if asked.weekday is None and asked.number is None:
        window, day = inquiry.asked.window, seen.day_of(entry)
        if window is None or window.start is None or day is None:
            return False
        zone = inquiry.asked.zone
        first, last = (edge.astimezone(zone).date() for edge in (window.start, window.end - timedelta(microseconds=1)))
        return first <= day <= last
    return asked.weekday in (None, entry.day.weekday) and asked.number in (None, entry.day.number)


def _clock_hour(said: str) -> int | None:
    return _hour(_CLOCK.search(said))


def _calendars(inquiry: Inquiry) -> Iterator[_Seen]:
    """Yield the calendars that were seen up to the moment of asking, the last one first."""
    lookup = Lookup(inquiry.db)
    held = [lookup.term(Term(name, ASKED, forms=_forms_of(name))).keys() for name in _HEADS]
    shown = (held[0] & held[1] & held[2]) | (held[2] & held[3] & held[4])
    for scene in list(scenes.by_ids(inquiry.db, sorted(shown, reverse=True)).values())[:_MOST_SCENES]:
        frame = frames.by_id(inquiry.db, scene.frame)
        is_later = frame is not None and moment.datetime_of(frame.captured_us) > inquiry.asked.now
        if frame is None or is_later or not inquiry.scope.admits(frame.id):
            continue
        for source in _SOURCES:
            entries = timetable.read(standing.on_frame(inquiry.db, frame.id, source))
            if entries:
                yield _Seen(frame, entries)
                break


def _forms_of(name: str) -> frozenset[str]:
    full = next(day for day in WEEKDAYS if day.startswith(name))
    return frozenset({name, full, full[:4], full[:5]})


def _told(inquiry: Inquiry, seen: _Seen, entries: Sequence[Entry], terms: Sequence[Term]) -> Answer | None:
    witness = Witness(inquiry.views)
    claims = [claim for entry in entries if (claim := _claim(inquiry, witness, seen, entry)) is not None]
    if not claims:
        return None
    when = local(moment.spell(seen.frame.captured_us), inquiry.asked.zone)
    title = " ".join((seen.frame.window_title or "").split())
    said = "; ".join(claim.text for claim in claims)
    lead = said if len(claims) == 1 else f"{len(claims)} entries: {said}"
    summary = f"{lead} (the calendar seen {when}{f' in {title}' if title else ''})."
    searched = tuple(term.text for term in terms)
    dropped = len(entries) - len(claims)
    ground = inquiry.ground(_PROCESSORS)
    return concluded(inquiry, ground, claims[: inquiry.limit], summary, searched=searched, dropped=dropped)


def _claim(inquiry: Inquiry, witness: Witness, seen: _Seen, entry: Entry) -> Claim | None:
    """Return an entry with its day and its hour, each cited; None where the evidence of one does not hold."""
    rows = () if entry.hour is None or entry.clock in entry.text else (entry.hour,)
    lines = (*entry.lines, *entry.day.heads, *rows)
    citations: list[Citation] = []
    for line in lines:
        living = text.by_event(inquiry.db, line.seq, line.place)
        citation = witness.citation(living, seen.frame) if living is not None else None
        if citation is None:
            return None
        citations.append(citation)
    day = seen.day_of(entry)
    told = spelled(day) if day is not None else " ".join(head.text for head in entry.day.heads)
    if rows:
        told += f", in the row of {entry.clock}"
        told += f", about {entry.clock.split(':')[0]}:30 by its place there" if entry.is_half_past else ""
    at = moment.spell(seen.frame.captured_us)
    return Claim(f"{entry.text}: {told}", tuple(citations), at, at, 1)
