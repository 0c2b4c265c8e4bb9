"""Cards over a calendar: one entry in full, with its day and time, before the entries that it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ledger.facts import Box
from projections.text import SpanRow
from query.calendar import clocktimes, dayheads
from query.calendar.dayheads import height, middle
from query.calendar.entry import Day, Entry
from query.language.words import tokens

_TITLE, _NEXT = 2.4, 2.6
_BUTTONS = 4.5
_RIM = 2
# What buttons of a card are called.
_PRESSED = frozenset(
    "accept tentative maybe decline join edit delete duplicate close cancel save rsvp yes no respond copy share".split()  # noqa: SIM905
)


class Card(msgspec.Struct, frozen=True):
    """A card: the entry that it tells, None where nothing is sure of that, and what it covers."""

    entry: Entry | None
    box: Box

    def covers(self, span: SpanRow) -> bool:
        """Say whether a line is of the card, or of what is set upon it."""
        left, top, right, bottom = self.box
        return left <= span.box[0] <= right and top <= middle(span) <= bottom

    def cuts(self, span: SpanRow) -> bool:
        """Say whether a line ends where the card begins: the rest of it is covered."""
        return self.box[1] <= middle(span) <= self.box[3] and span.box[0] < self.box[0] <= span.box[2] + 3 * height(
            span
        )


def read(inside: Sequence[SpanRow], days: Sequence[Day], months: tuple[tuple[int, int], ...]) -> list[Card]:
    """Return the cards that lie over a calendar: each has a line with its full date, and its title above that."""
    found: list[Card] = []
    for line in inside:
        match = dayheads.dated(line.text)
        if match is None or any(card.covers(line) for card in found):
            continue
        told = dayheads.day_in(match, line, months)
        day = next((each for each in days if _is_day(each, match, told)), None)
        shown = msgspec.structs.replace(day, heads=(line,)) if day is not None else told
        if shown is None:
            continue
        lines = _of_card(line, inside)
        titled = [each for each in lines if each is not line and not clocktimes.is_only(each.text)]
        times = tuple(each for each in lines if clocktimes.stretches(_undated(each.text)) and each not in titled)[:1]
        entry = Entry(tuple(titled), shown, times=times) if titled and lines[0] is not line else None
        found.append(Card(entry, _box(lines)))
    return found


def _is_day(day: Day, match: re.Match[str], told: Day | None) -> bool:
    """Say whether a day that the calendar shows is the one that a card tells, by its weekday too where that is told."""
    return day.number == int(match["number"]) and (told is None or told.weekday == day.weekday)


def _undated(text: str) -> str:
    match = dayheads.dated(text)
    return text.replace(match[0], " ", 1) if match is not None else text


def _of_card(line: SpanRow, inside: Sequence[SpanRow]) -> list[SpanRow]:
    """Return the lines that are flush with that of the date, from the title on."""
    flush = sorted((each for each in inside if abs(each.box[0] - line.box[0]) < height(line)), key=middle)
    at = flush.index(line)
    above = [each for each in flush[:at] if middle(line) - middle(each) < _TITLE * max(height(each), height(line))][-1:]
    lines = [*above, line]
    for each in flush[at + 1 :]:
        if middle(each) - middle(lines[-1]) > _NEXT * height(lines[-1]) or set(tokens(each.text)) <= _PRESSED:
            break
        lines.append(each)
    return lines


def _box(lines: Sequence[SpanRow]) -> Box:
    tall = height(lines[-1])
    left, top = min(each.box[0] for each in lines), min(each.box[1] for each in lines)
    right, bottom = max(each.box[2] for each in lines), max(each.box[3] for each in lines)
    return left - _RIM * tall, top - tall // 2, right + _RIM * tall, round(bottom + _BUTTONS * tall)
