"""Questions for what a calendar on the screen says: when something is, and what is on at a day.

The days of such a question are days of the calendar, and not of the recording: calendars that were seen at any time up
to the moment of asking are looked at, the last one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from projections import frames, lifetimes, moment, scenes, standing, text
from projections.frames import Frame
from projections.scenes import Scene
from query import daybook, hours, intent, timetable
from query.answer import Answer, Citation, Claim
from query.cite import Witness
from query.conclude import local
from query.days import WEEKDAYS, spelled
from query.inquiry import Inquiry, concluded
from query.intent import ASKED, ESSENTIAL, WEAK, Term
from query.lookup import Lookup
from query.named import SORTS
from query.pattern import pattern
from query.timetable import Entry
from query.vocabulary import CONCEPTS
from query.words import forms, tokens

_PROCESSORS = ("text", "uia")
_SOURCES = ("uia", "ocr")
_MOST_SCENES = 20
_HEADS = ("mon", "tue", "wed", "thu", "fri")
_ENOUGH = 0.6
# A day of the week by itself, or one of the month: any such day of a calendar may be meant. More than that is a date.
_BARE = pattern(
    r"(?:(?:on|the|at|in|this|next|for)\s+)*(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?)?"
    r",?\s*(?:the\s+)?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)?)?",
    re.IGNORECASE,
)
_CLOCK = pattern(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])?\.?m?\b", re.IGNORECASE)
_HALF_A_DAY, _HOUR, _DAY_MINUTES = 12, 60, 24 * 60
_NEAR_DAYS = 8
# Who asks for these asks for something else than what a calendar has.
_FOREIGN = pattern(
    r"\b(?:wrote|write|written|said|say|notes?|chats?|mails?|emails?|messages?|tabs?|window|page|where|located)\b"
    r"|\bwho\b(?!.*\bwith\b)",
    re.IGNORECASE,
)
# What people call an entry, or the calendar itself: it need not stand there.
_KINDS = frozenset(token for turn in CONCEPTS["agenda"] for token in tokens(turn)) | {
    *("day", "days", "date", "hour", "hours", "clock", "time", "room", "week", "duration", "minutes"),
}


class _Seen(msgspec.Struct, frozen=True):
    """The entries of a calendar, the frame that shows it, and the day on which it did, where the asker is."""

    frame: Frame
    day: date
    entries: tuple[Entry, ...]

    def day_of(self, entry: Entry) -> date | None:
        return entry.day.date(self.day)


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when an entry is, or which entries a day has; None where no calendar on any screen says so."""
    understood = inquiry.understood
    terms = _thing(inquiry)
    if (not terms and not understood.says("agenda")) or _FOREIGN.search(inquiry.rest):
        return None
    asked = _day_of(inquiry)
    if asked is None and (not terms or not understood.says("when", "count")):
        return None
    for seen in _calendars(inquiry, terms):
        found = [entry for entry in seen.entries if asked is None or _is_on(inquiry, seen, entry, asked)]
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
        # What is listed is told in few words: all that is asked for is among them, or it is another entry.
        enough = len(terms) if entry.is_listed else _ENOUGH * len(terms)
        if not lacks_a_name and sum(held) >= enough:
            ranked.append((sum(held), entry))
    most = max((count for count, _ in ranked), default=0)
    return [entry for count, entry in ranked if count == most]


def _holds(there: set[str], term: Term) -> bool:
    # `stand-ups` as well: each part of a name may be a plural.
    wanted = (forms(part) | {part.removesuffix("s")} for part in term.phrase) if term.phrase else (term.forms,)
    return all(there & each for each in wanted)


class _DayAsked(msgspec.Struct, frozen=True):
    """What words of time ask for: a weekday (0 is Monday) or day of the month by itself, or else the days of `dates`.

    `minutes` is the part of the day that is asked for: a half-open stretch of its minutes.
    """

    weekday: int | None
    number: int | None
    dates: tuple[date, date] | None
    minutes: tuple[int, int]


def _day_of(inquiry: Inquiry) -> _DayAsked | None:
    """Return what the words of time name, if only by their window; None where there are none, or they have no start."""
    window, zone = inquiry.asked.window, inquiry.asked.zone
    if window is None or window.start is None or not window.words:
        return None
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    minutes = (0, _DAY_MINUTES)
    words = window.words
    if end - start < timedelta(days=1):
        first = start.hour * _HOUR + start.minute
        minutes = (first, first + int((end - start) / timedelta(minutes=1)))
        words = hours.without(words)
    bare = _BARE.fullmatch(words.replace("…", " ").strip(" ,"))
    if bare is not None and (bare["weekday"] or bare["number"]):
        name = (bare["weekday"] or "").casefold()[:3]
        weekday = next((n for n, day in enumerate(WEEKDAYS) if name and day.startswith(name)), None)
        return _DayAsked(weekday, int(bare["number"]) if bare["number"] else None, None, minutes)
    return _DayAsked(None, None, (start.date(), (end - timedelta(microseconds=1)).date()), minutes)


def _is_on(inquiry: Inquiry, seen: _Seen, entry: Entry, asked: _DayAsked) -> bool:
    """Say whether an entry is on the day, and in the part of it, that is asked for."""
    first, last = _minutes(entry)
    if not (first < asked.minutes[1] and asked.minutes[0] < last):
        return False
    day = seen.day_of(entry)
    if asked.dates is not None:
        return day is not None and asked.dates[0] <= day <= asked.dates[1]
    if asked.number is not None:
        return asked.weekday in (None, entry.day.weekday) and asked.number == entry.day.number
    # A weekday without its number is the one next to the moment of asking, on either side.
    near = inquiry.asked.now.astimezone(inquiry.asked.zone).date()
    return day is not None and asked.weekday == day.weekday() and abs(day - near) < timedelta(days=_NEAR_DAYS)


def _minutes(entry: Entry) -> tuple[int, int]:
    """Return the minutes of the day in which an entry may begin: one, or those of its row; all, where none is told."""
    match = _CLOCK.search(entry.clock)
    if match is None:
        return 0, _DAY_MINUTES
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if half:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half == "p" else 0)
    first = hour * _HOUR + int(match["minute"] or 0)
    return first, first + (1 if entry.tells_its_time else entry.row_minutes)


def _calendars(inquiry: Inquiry, terms: Sequence[Term]) -> Iterator[_Seen]:
    """Yield the calendars that were seen up to the moment of asking, the last one first.

    Days side by side are three in a row. A list of days may have any: it is looked for where an entry is asked for.
    """
    lookup = Lookup(inquiry.db)
    held = [lookup.term(Term(name, ASKED, forms=_forms_of(name))).keys() for name in _HEADS]
    shown = (held[0] & held[1] & held[2]) | (held[2] & held[3] & held[4])
    if terms:
        named = set.intersection(*(set(lookup.term(term)) for term in terms))
        shown = shown | (named & set().union(*held))
    # What is asked at a moment, all that was captured at it included.
    end = int(inquiry.asked.now.timestamp() * 1_000_000) + 1
    for scene in scenes.latest(inquiry.db, shown, end, _MOST_SCENES):
        frame = _last_frame(inquiry, scene, end)
        if frame is None:
            continue
        for source in _SOURCES:
            lines = standing.on_frame(inquiry.db, frame.id, source)
            entries = timetable.read(lines) or daybook.read(lines)
            if entries:
                captured = moment.datetime_of(frame.captured_us).astimezone(inquiry.asked.zone)
                yield _Seen(frame, captured.date(), entries)
                break


def _last_frame(inquiry: Inquiry, scene: Scene, end: int) -> Frame | None:
    """Return the last frame of a scene before a moment (UTC microseconds) that filters leave; None where none is.

    The window of the question is none of these: it names days of the calendar.
    """
    between = (inquiry.scope.since or 0, min(end, inquiry.scope.until or end))
    placed = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, between)
    counting = [each for each in placed if inquiry.scope.admits(each.frame)]
    return frames.by_id(inquiry.db, counting[-1].frame) if counting else None


def _forms_of(name: str) -> frozenset[str]:
    full = next(day for day in WEEKDAYS if day.startswith(name))
    return frozenset({name, full, full[:4], full[:5]})


def _told(inquiry: Inquiry, seen: _Seen, entries: Sequence[Entry], terms: Sequence[Term]) -> Answer | None:
    witness = Witness(inquiry.views)
    claims = [claim for entry in entries if (claim := _claim(inquiry, witness, seen, entry)) is not None]
    if not claims:
        return None
    shown = claims[: inquiry.limit]
    when = local(moment.spell(seen.frame.captured_us), inquiry.asked.zone)
    title = " ".join((seen.frame.window_title or "").split())
    said = "; ".join(claim.text for claim in shown)
    more = f"; and {len(claims) - len(shown)} more" if len(claims) > len(shown) else ""
    lead = said if len(claims) == 1 else f"{len(claims)} entries: {said}{more}"
    summary = f"{lead} (the calendar seen {when}{f' in {title}' if title else ''})."
    searched = tuple(term.text for term in terms)
    dropped = len(entries) - len(claims)
    ground = inquiry.ground(_PROCESSORS)
    answer = concluded(inquiry, ground, shown, summary, searched=searched, dropped=dropped)
    return msgspec.structs.replace(answer, clipped=len(claims) > len(shown))


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
        told += f", at {entry.clock}" if entry.is_listed else f", in the row of {entry.clock}"
        told += ", about in the middle of it" if entry.is_half_past else ""
    at = moment.spell(seen.frame.captured_us)
    return Claim(f"{entry.text}: {told}", tuple(citations), at, at, 1)
