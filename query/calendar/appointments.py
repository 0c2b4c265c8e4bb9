"""Appointments: an entry of a calendar, and a card that tells it in full, are one and the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from query.calendar import clocktimes
from query.calendar.calendars import Seen
from query.calendar.entry import Entry
from query.language.words import tokens

Pair = tuple[Seen, Entry]


def once(found: Sequence[Pair]) -> list[Pair]:
    """Return entries, each appointment once: of those that are the same the one that tells most."""
    kept: list[Pair] = []
    for pair in found:
        at = next((at for at, other in enumerate(kept) if is_same(pair, other)), None)
        if at is None:
            kept.append(pair)
        elif _fullness(pair) > _fullness(kept[at]):
            kept[at] = pair
    return kept


def fullest(pair: Pair, all_seen: Iterable[Seen]) -> Pair:
    """Return an entry as it tells when it ends: itself, or the same one of any calendar; itself where none does."""
    if end(pair[1]) is not None:
        return pair
    others = ((seen, entry) for seen in all_seen for entry in seen.calendar.entries)
    return next((other for other in others if end(other[1]) is not None and is_same(pair, other)), pair)


def end(entry: Entry) -> int | None:
    """Return the minute of the day at which an entry ends by its own words: midnight, if that is past it."""
    own = entry.stretch
    if own is None or own.ends is None:
        return None
    return own.ends if own.ends > own.begins else 24 * 60


def is_same(one: Pair, other: Pair) -> bool:
    """Say whether two entries are one: of one day, beginning then, and one goes on with what the other says.

    Those under one head of one calendar are two, whatever they say: only a card has a head of its own.
    """
    if one[0] is other[0] and one[1].day.heads == other[1].day.heads:
        return False
    day = one[0].day_of(one[1])
    if day is None or day != other[0].day_of(other[1]) or one[1].is_all_day != other[1].is_all_day:
        return False
    (first, last), (begun, past) = one[1].minutes, other[1].minutes
    if not (first < past and begun < last):
        return False
    less, more = sorted((_said(one[1]), _said(other[1])), key=len)
    return bool(less) and more[: len(less)] == less


def is_card(pair: Pair) -> bool:
    """Say whether an entry is that of a card: it stands under none of the heads of its calendar."""
    seen, entry = pair
    return all(entry.day.heads != day.heads for day in seen.calendar.days)


def _fullness(pair: Pair) -> tuple[bool, int]:
    return end(pair[1]) is not None, len(_said(pair[1]))


def _said(entry: Entry) -> list[str]:
    """Return the words of an entry, without its clock times."""
    text = entry.text
    for stretch in clocktimes.stretches(text):
        text = text.replace(stretch.said, " ", 1)
    return [*tokens(text)]
