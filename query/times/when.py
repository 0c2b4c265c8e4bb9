"""The window of time a question asks about, in the asker's own calendar: a small grammar over a given now and zone.

A question may name days (see `days`), a part of a day or an hour, or count hours back; `since`, `before`,
`after`, `until`, `between … and …` bound them. Windows are half-open, in UTC; days are those of the zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

import msgspec
from msgspec.structs import replace

from query.patterns.pattern import pattern
from query.times import dates, days, feasts
from query.times.days import Days, count_of, spelled
from query.times.hours import DAY_MINUTES, Hours, find

_LATEST = date(9000, 1, 1)

_QUOTED = pattern(r"\"[^\"]*\"|“[^”]*”|`[^`]*`|«[^»]*»")
# The `Today` button names no day.
_NO_TIME = pattern(r"\s+(?:buttons?|tabs?|links?|menus?|fields?|check ?box(?:es)?|columns?|views?)\b", re.IGNORECASE)
_EMPTY = pattern(r"\(\s*\)")
# What a note is about was not read then: `what does my note about the weekend say`. What one read about then was.
_TOPIC = pattern(
    r"\b(?:announcement|article|email|letter|mail|memo|message|note|notice|post|reminder|thread)s?\b\s+(?:(?:for|from|to)\s+(?:\S+\s+){1,2})?"
    r"(?:about|concerning|regarding)\s+(?:the\s+)?(?!\d|an?\s|(?:\S+\s+){1,3}(?:ago|back)\b)",
    re.IGNORECASE,
)
_OURS = pattern(r"\b(?:did|do|have|had)\s+(?:i|we)\b", re.IGNORECASE)
_LEAD = pattern(
    r"(?:\b(?P<bound>since|after|before|until|till|between|from)\s+|\b(?:on|in|at|during|for|of|over|within)\s+)"
    r"?(?:the\s+)?(?:\b(?:throughout|all|whole|entire|course)\s+(?:of\s+)?(?:the\s+)?)?(?:month\s+of\s+)?$",
    re.IGNORECASE,
)
_LINK = pattern(r"\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|-|–)\s*(?:the\s+|on\s+)?", re.IGNORECASE)
_COUNTED = pattern(
    r"\b(?P<about>(?:about|around|roughly|approximately|some|maybe)\s+)?"
    r"(?:(?P<past>(?:in\s+)?(?:the\s+)?(?:last|past))\s+)?"
    r"(?P<n>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|couple of|a few|few)?\s*"
    r"(?P<half>half\s+(?:an\s+)?)?(?P<unit>minute|min|hour|hr|h)s?(?P<more>\s+and\s+a\s+half)?(?P<ago>\s+(?:ago|back))?\b",
    re.IGNORECASE,
)


class Window(msgspec.Struct, frozen=True):
    """A half-open stretch of time, UTC. `start` is None where it has no beginning.

    `words` are those of the question that named it; `said` tells how they were understood.
    """

    start: datetime | None
    end: datetime
    words: str
    said: str


class Reading(msgspec.Struct, frozen=True):
    """A question without its words of time, and the windows these can mean: none, one, or two named ones."""

    rest: str
    windows: tuple[Window, ...] = ()


class _Exact(msgspec.Struct, frozen=True):
    start: datetime
    end: datetime
    said: str


class _Piece(msgspec.Struct, frozen=True):
    """A stretch of the question that says something of time, at `start` to `end` of its text."""

    start: int
    end: int
    days: tuple[Days, ...] = ()
    hours: Hours | None = None
    exact: _Exact | None = None
    bound: str = ""


def read(question: str, *, now: datetime, zone: tzinfo) -> Reading:
    """Find what a question says of time.

    Args:
        question: any text; quoted phrases in it are left alone.
        now: the moment of asking, aware.
        zone: the asker's time zone; its calendar gives days and hours.
    """
    text = _QUOTED.sub(lambda match: "\0" * len(match[0]), question)
    pieces: list[_Piece] = []
    try:
        pieces = _pieces(text, now.astimezone(zone))
        windows = _windows(pieces, question, now, zone) if pieces else ()
    except (OverflowError, ValueError):
        # Days that no calendar has, hours that no day has: then these words are not about time.
        windows = ()
    # Of what is still to come there is no screen yet; but one may tell of it, in these words.
    if not windows or any(map(_is_ahead, pieces)):
        return Reading(question)
    kept, at = [], 0
    for piece in pieces:
        kept.append(question[at : piece.start])
        # Hours may stand within the words for their day: `the Thursday evening before Easter`.
        at = max(at, piece.end)
    rest = _EMPTY.sub(" ", " ".join([*kept, question[at:]]))
    return Reading(" ".join(rest.split()), windows)


def _is_ahead(piece: _Piece) -> bool:
    return any(days.is_ahead for days in piece.days)


def _pieces(text: str, local: datetime) -> list[_Piece]:
    """Return what says something of time, in the order of the text: days and hours, or else one exact stretch."""
    found: list[_Piece] = []
    for piece in (*_exact_pieces(text, local), *_day_pieces(text, local.date())):
        if not any(piece.start < other.end and other.start < piece.end for other in found):
            found.append(piece)
    named_days = sorted((piece for piece in found if piece.days), key=lambda piece: piece.start)
    if not _linked(text, named_days):
        # `What did I note yesterday for Monday 23 March`: what is still to come is no day that the question asks about.
        named_days = [piece for piece in named_days if not _is_ahead(piece)] or named_days
    exact = [piece for piece in found if piece.exact]
    if exact and not named_days:
        return [_with_lead(text, exact[0])]
    single = [piece for piece in named_days if all(day.last - day.first == timedelta(days=1) for day in piece.days)]
    named = find(text, *([(piece.start, piece.end) for piece in each] for each in (named_days, single)))
    # The first says the hours; others are words of time, too, and leave the question with it.
    hours = [_Piece(start, end, hours=hours) for start, end, hours in named]
    hours = [*hours[:1], *(piece for piece in hours[1:] if piece.hours is not None and not piece.hours.said)]
    chosen = [*_joined(text, named_days), *hours]
    return sorted((_with_lead(text, piece) for piece in chosen), key=lambda piece: piece.start)


def _joined(text: str, days: list[_Piece]) -> list[_Piece]:
    """Return the days that count: those of a range as one, a day named twice (`Friday (13 March)`) once."""
    if len(days) < 2:
        return days
    (first, *_), (other, *_) = days[0].days, days[1].days
    if _linked(text, days):
        if other.last <= first.first:
            raise ValueError(f"{first.said} to {other.said} ends before it begins")
        whole = Days(first.first, other.last, f"{first.said} to {other.said}")
        return [replace(days[0], end=days[1].end, days=(whole,))]
    if first.first <= other.first and other.last <= first.last:
        return [replace(days[0], days=days[1].days), replace(days[1], bound="")]
    single = all(day.last - day.first == timedelta(days=1) for day in (first, other))
    if single and first.first.weekday() == other.first.weekday():
        # `Tuesday evening on the 15th`: which Tuesday is told by the date.
        return [replace(days[0], days=days[1].days), replace(days[1], bound="")]
    return days[:1]


def _linked(text: str, days: list[_Piece]) -> bool:
    if len(days) < 2:
        return False
    lead = _LEAD.search(text[: days[0].start])
    ranged = lead is not None and (lead["bound"] or "").lower() in ("between", "from")
    return ranged and _LINK.fullmatch(text[days[0].end : days[1].start]) is not None


def _with_lead(text: str, piece: _Piece) -> _Piece:
    lead = _LEAD.search(text[: piece.start])
    if lead is None or piece.hours is not None:
        return piece
    return replace(piece, start=lead.start(), bound=(lead["bound"] or "").lower())


def _day_pieces(text: str, today: date) -> Iterator[_Piece]:
    topics = [] if _OURS.search(text) else [match.end() for match in _TOPIC.finditer(text)]
    spellings = (*dates.SPELLINGS, *days.SPELLINGS) if days.may_be_named(text) else ()
    for spelling in (*feasts.SPELLINGS, *spellings) if feasts.may_be_named(text) else spellings:
        for match in spelling.pattern.finditer(text):
            if _NO_TIME.match(text, match.end()) or any(match.start() <= at < match.end() for at in topics):
                continue
            try:
                found = tuple(day for day in spelling.readings(match, today) if day.last < _LATEST)
            except (ValueError, OverflowError):
                continue
            if found:
                yield _Piece(match.start(), match.end(), days=found)


def _exact_pieces(text: str, local: datetime) -> Iterator[_Piece]:
    for match in _COUNTED.finditer(text):
        if not (match["ago"] and (match["n"] or match["half"])) and not match["past"]:
            continue
        minutes = _minutes(match)
        now = local.astimezone(UTC)
        if match["past"]:
            start, end = now - timedelta(minutes=minutes), now
        else:
            slack = timedelta(minutes=max(5, minutes // 4 if not match["about"] else minutes // 2))
            start, end = now - timedelta(minutes=minutes) - slack, now - timedelta(minutes=minutes) + slack
        yield _Piece(match.start(), match.end(), exact=_Exact(start, min(end, now), " ".join(match[0].split())))


def _minutes(match: re.Match[str]) -> int:
    """Return the minutes that words count: `an hour and a half` gives 90."""
    unit = 1 if match["unit"].lower().startswith("m") else 60
    if match["half"]:
        return unit // 2
    return (count_of(match) if match["n"] else 1) * unit + (unit // 2 if match["more"] else 0)


def _windows(pieces: list[_Piece], question: str, now: datetime, zone: tzinfo) -> tuple[Window, ...]:
    words = " … ".join(question[piece.start : piece.end].strip() for piece in pieces)
    hours = next((piece.hours for piece in pieces if piece.hours and piece.hours.said), None)
    bound = next((piece.bound for piece in pieces if piece.bound), "")
    exact = next((piece.exact for piece in pieces if piece.exact), None)
    if exact is not None:
        return (_bounded(Window(exact.start, exact.end, words, exact.said), bound, now),)
    days = next((piece.days for piece in pieces if piece.days), None) or _days_of_hours(hours, now.astimezone(zone))
    return tuple(_bounded(_window(day, hours, words, zone), bound, now) for day in days)


def _days_of_hours(hours: Hours | None, local: datetime) -> tuple[Days, ...]:
    """Return the day that an hour without one means: today, or yesterday where it is still to come."""
    back = 0
    if hours is not None:
        to_come = hours.days_back is None and hours.start > local.hour * 60 + local.minute
        back = 1 if to_come else hours.days_back or 0
    first = local.date() - timedelta(days=back)
    return (Days(first, first + timedelta(days=1), spelled(first)),)


def _window(days: Days, hours: Hours | None, words: str, zone: tzinfo) -> Window:
    if hours is None or days.last - days.first != timedelta(days=1):
        said = days.said if hours is None else f"{days.said}, at any hour"
        return Window(_at(days.first, 0, zone), _at(days.last, 0, zone), words, said)
    start, end = _at(days.first, hours.start, zone), _at(days.first, hours.end, zone)
    # In the hour that a clock skips, both ends may be the same instant.
    return Window(start, max(end, start + timedelta(minutes=1)), words, f"{days.said}, {hours.said}")


def _at(day: date, minutes: float, zone: tzinfo) -> datetime:
    days, minutes = divmod(minutes, DAY_MINUTES)
    naive = datetime.combine(day + timedelta(days=days), datetime.min.time()) + timedelta(minutes=minutes)
    return naive.replace(tzinfo=zone).astimezone(UTC)


def _bounded(window: Window, bound: str, now: datetime) -> Window:
    present = now.astimezone(UTC)
    match bound:
        case "since" if window.start is not None:
            return replace(window, end=max(present, window.end), said=f"since {window.said}")
        case "after":
            end = max(present, window.end + timedelta(minutes=1))
            return Window(window.end, end, window.words, f"after {window.said}")
        case "before" if window.start is not None:
            return Window(None, window.start, window.words, f"before {window.said}")
        case "until" | "till":
            return replace(window, start=None, said=f"until {window.said}")
    return window
