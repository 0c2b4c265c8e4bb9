"""Calendars that were seen: which screens show one, and what it shows, the last one first.

The days of a calendar are not those of the recording: all that were seen up to the moment of asking count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import msgspec

from ledger.facts import Box
from projections import database, frames, lifetimes, moment, scenes, standing
from projections.frames import Frame
from projections.scenes import Scene
from projections.text import SpanRow
from projections.wording import has_cjk
from query.calendar import almanac
from query.calendar.entry import Calendar, Day, Entry
from query.inquiries.inquiry import Inquiry
from query.passages import panes
from query.passages.intent import ASKED, Term
from query.passages.lookup import Lookup
from query.times.days import WEEKDAYS

_SOURCES = ("uia", "ocr")
_MOST_SCENES, _MOST_FRAMES = 24, 6
_HEADS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOEPFE = ("mo", "di", "mi", "do", "fr")
# What a window is called that shows one: asked for where no day of the week but one need stand there.
_CALLED = ("calendar", "agenda", "schedule", "planner", "diary", "almanac", "appointments", "kalender", "today")


class Seen(msgspec.Struct, frozen=True):
    """A calendar, the frame that shows it, and the day on which it did, where the asker is."""

    frame: Frame
    day: date
    calendar: Calendar

    def day_of(self, entry: Entry) -> date | None:
        """Return the day of an entry; one whose head tells no number is taken for that of the week it was seen in."""
        return entry.day.week_date(self.day)

    def shown(self, day: date) -> Day | None:
        """Return the day as the calendar shows it; None: it does not, or leaves open whether it does."""
        return next((each for each in self.calendar.days if each.date(self.day) == day), None)

    def on(self, day: date) -> list[Entry]:
        """Return the entries of a day, by their time."""
        found = [entry for entry in self.calendar.entries if entry.day.date(self.day) == day]
        return sorted(found, key=lambda entry: entry.minutes)


def seen(inquiry: Inquiry, terms: Sequence[Term] = (), needed: Sequence[frozenset[str]] = ()) -> Iterator[Seen]:
    """Yield the calendars that were seen up to the moment of asking, the last one first.

    Days side by side are three in a row. A list of days may have any: it is looked for where its entries are named, or
    where the screen says what it is. Of each group of words that is `needed` one must stand with it.
    """
    lookup = Lookup(inquiry.db)

    def held(forms: frozenset[str]) -> set[int]:
        return set(lookup.term(Term(min(forms), ASKED, forms=forms)))

    days = [held(_forms_of(name)) for name in _HEADS]
    tage = [held(frozenset({name})) for name in _KOEPFE]
    shown = (days[0] & days[1] & days[2]) | (days[2] & days[3] & days[4]) | (tage[0] & tage[1] & tage[2])
    anyone = set[int]().union(*days)
    if terms:
        shown |= set.intersection(*(set(lookup.term(term)) for term in terms)) & anyone
    else:
        shown |= held(frozenset(_CALLED)) & anyone
    for words in needed:
        if not any(map(has_cjk, words)):
            shown &= held(words)
    # What is asked at a moment, all that was captured at it included.
    end = int(inquiry.asked.now.timestamp() * 1_000_000) + 1
    told: dict[_Look, list[Seen]] = {}
    for scene in scenes.latest(inquiry.db, shown, end, _MOST_SCENES):
        yield from _in_scene(inquiry, _frames(inquiry, scene, end), told)


_Look = tuple[tuple[str, Box], ...]
"""What a frame shows, and where."""


def _in_scene(inquiry: Inquiry, shown: Sequence[str], told: dict[_Look, list[Seen]]) -> Iterator[Seen]:
    """Yield the calendars of a scene, the last first, as far back as one is found that nothing covers.

    What was `told` of a frame that shows the same, and means the same days by it, is not told again.
    """
    before: frozenset[int] = frozenset()
    # Windows that open over a calendar, and cards in it, are in the scene of it.
    for name in shown[: -_MOST_FRAMES - 1 : -1]:
        frame = frames.by_id(inquiry.db, name)
        if frame is None:
            continue
        key = (*database.state_of(inquiry.db), name)
        known = _kept.get(key)
        lines = {} if known else {source: [*standing.on_frame(inquiry.db, name, source)] for source in _SOURCES}
        held = known[0] if known else frozenset(line.id for each in lines.values() for line in each)
        if held == before:
            continue
        before = held
        day = moment.datetime_of(frame.captured_us).astimezone(inquiry.asked.zone).date()
        look = tuple((line.text, line.box) for each in lines.values() for line in each)
        if known is None and look in told and all(map(partial(_means_the_same, day), told[look])):
            if any(not each.calendar.is_covered for each in told[look]):
                return
            continue
        calendars = known[1] if known else _on(inquiry, frame, lines)
        if known is None:
            while len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)), None)
            _kept[key] = held, calendars
        found = [Seen(frame, day, each) for each in calendars]
        if look:
            told[look] = found
        yield from found
        if any(not each.is_covered for each in calendars):
            return


def _means_the_same(day: date, seen: Seen) -> bool:
    """Say whether the days of a calendar are the same ones where it is seen on another day."""
    return all(each.week_date(day) == each.week_date(seen.day) for each in seen.calendar.days)


# The calendars of a frame, and the lines that it shows: most questions look at the same few frames.
_kept: dict[tuple[str, int, str, str], tuple[frozenset[int], tuple[Calendar, ...]]] = {}
_MOST_KEPT = 256


def _on(inquiry: Inquiry, frame: Frame, lines: Mapping[str, list[SpanRow]]) -> tuple[Calendar, ...]:
    """Return the calendars that a frame shows, each in a window of its own."""
    for source in _SOURCES:
        found = [almanac.read(each) for each in _windows(inquiry, frame, lines[source])]
        if any(each.days for each in found):
            return tuple(each for each in found if each.days)
    return ()


def _windows(inquiry: Inquiry, frame: Frame, lines: list[SpanRow]) -> list[list[SpanRow]]:
    """Return the lines of each window: what is set beside those of another one is in no column of it."""
    there = panes.on_frame(inquiry.db, frame)
    if not there.several:
        return [lines]
    by_pane: dict[panes.Pane, list[SpanRow]] = {}
    for line in lines:
        by_pane.setdefault(there.of(line.box), []).append(line)
    return [*by_pane.values()]


def _frames(inquiry: Inquiry, scene: Scene, end: int) -> list[str]:
    """Return the frames of a scene before a moment (UTC microseconds) that filters leave, in order of time.

    The window of the question is no filter: it names days of the calendar.
    """
    between = (inquiry.scope.since or 0, min(end, inquiry.scope.until or end))
    placed = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, between)
    return [each.frame for each in placed if inquiry.scope.admits(each.frame)]


def _forms_of(name: str) -> frozenset[str]:
    full = next(day for day in WEEKDAYS if day.startswith(name))
    return frozenset({name, full, full[:4], full[:5]})
