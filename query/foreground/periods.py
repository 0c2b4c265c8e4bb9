"""Two times set against each other: how long or how often one thing was in front in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

import msgspec
from msgspec.structs import replace

from projections import frames
from query.answers.answer import Answer, Claim
from query.foreground import worktime
from query.foreground.ranking import measured
from query.foreground.telling import Telling
from query.foreground.usage import Usage
from query.inquiries import conclude
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, between_of
from query.language import named
from query.language.named import Named
from query.language.vocabulary import understand
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import when
from query.times.days import WEEKDAYS
from query.times.durations import spelled
from query.times.when import Window

_LINK = pattern(
    r"[\s,]+(?:and|or|than|vs\.?|versus|with|to|against|(?:as\s+)?compared\s+(?:with|to))\s+(?=\S)", re.IGNORECASE
)
_COMPARES = pattern(r"\b(?:compar\w+|longer|shorter|more|less|difference|differs?|vs|versus|than)\b", re.IGNORECASE)
_RANGE = pattern(r"(?:between|from|since|until|till|before|after)\b", re.IGNORECASE)
_MEASURED = pattern(r"\bhow (?:long|often|many times|much time)\b", re.IGNORECASE)
_OFTEN = pattern(r"\b(?:often|how many times|frequently|visits?)\b(?!\s+\w+\.\w)", re.IGNORECASE)
_BEING = pattern(r"\b(?:was|were) (?:i|we)\b", re.IGNORECASE)
# Nothing is named that was worked on.
_WORKED = pattern(
    r"(?:compare )?(?:(?:did|have|had) (?:i|we)|how (?:long|much|many hours)(?: did| have| had)? (?:i|we)|(?:i|we)|my) "
    r"(?:work(?:ed|ing)?|(?:working |screen )(?:time|hours))"
    r"(?: (?:more|less|longer|shorter|hours|time))*(?: (?:in|than|or|on))*",
    re.IGNORECASE,
)
# What is counted by others than what was in front.
_FOREIGN = ("typing", "command", "error", "frame", "system", "session", "gap", "agenda")
_OF_USE = ("use", "front", "long", "often", "visits", "doing")
_SAID = (*_OF_USE, "have", "me", "compare", "difference", "sum", "which", "count", "most", "screen", "ratio")
_KINDS = ("app", "site", "domain", "document", "project", "page", "window", "tab")
_EMPTY = frozenset("amount frequently hours minutes often seconds spent time times usage".split())  # noqa: SIM905 - words


class _Read(msgspec.Struct, frozen=True):
    """Two times, and the question without them; `compares`: what is asked for is which is more, or by how much."""

    windows: tuple[Window, Window]
    rest: str
    compares: bool


@cued(_COMPARES, _MEASURED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for one thing in two times; None where it is none, or of what was never in front.

    Where two times are compared of what is no one thing, neither is told for both.
    """
    asked = inquiry.asked
    read = _read(asked.question, now=asked.now, zone=asked.zone)
    if read is None:
        return None
    understood = understand(read.rest)
    is_of_use = understood.says("me", "front") and (understood.says(*_OF_USE) or _BEING.search(read.rest))
    if not is_of_use or understood.says(*_FOREIGN):
        return None
    name = " ".join(word for word in understood.without(*_SAID).split() if word.casefold() not in _EMPTY)
    is_one = any(word.concepts.isdisjoint(_KINDS) for word in understand(name).words)
    found = named.resolve(inquiry.db, name) if is_one else None
    # Filters, or another week, leave less of one of the two.
    if asked.window in (None, *read.windows) and _WORKED.fullmatch(" ".join(read.rest.split()).strip(" ?!.,")):
        return _worked(inquiry, read)
    if found is None or asked.window not in (None, *read.windows):
        return _refused(inquiry, read) if read.compares else None
    return _told(inquiry, read, found)


def _read(question: str, *, now: datetime, zone: tzinfo) -> _Read | None:
    """Return the two times that a question names one beside the other, and what it asks; None where it does not."""
    compares = _COMPARES.search(question) is not None
    if not compares and not _MEASURED.search(question):
        return None
    for link in _LINK.finditer(question):
        head, tail = question[: link.start()].rstrip(" ,"), question[link.end() :]
        one, other = when.read(head, now=now, zone=zone), when.read(tail, now=now, zone=zone)
        if len(one.windows) != 1 or len(other.windows) != 1:
            continue
        first, then = one.windows[0], other.windows[0]
        beside = head.endswith(first.words.rpartition(" … ")[2]) and tail.startswith(then.words.partition(" … ")[0])
        is_open = first.start is None or then.start is None
        if beside and not is_open and (compares or not _RANGE.match(first.words)):
            return _Read((first, then), f"{one.rest} {other.rest}", compares)
    return None


def _refused(inquiry: Inquiry, read: _Read) -> Answer:
    one, other = read.windows
    said = f"Not found: {one.said} and {other.said} are set against each other for one program, site, document or page"
    return Telling(inquiry, Usage("compare")).concluded("app", (), f"{said} that was in front.")


def _worked(inquiry: Inquiry, read: _Read) -> Answer:
    """Set the time at the screen in two times against each other."""
    told, claims, amounts = list[str](), list[Claim](), list[int]()
    for window in read.windows:
        within = replace(inquiry.asked, window=window)
        days, claim = worktime.in_all(replace(inquiry, asked=within, between=between_of(within)))
        claims += claim
        amounts.append(sum(day.us for day in days))
        told.append(f"{spelled(amounts[-1]) if days else 'nothing'} ({window.said})")
    both = _both(read.windows)
    summary = f"At the screen: {'; '.join(told)}{_difference(read, amounts, often=False)}."
    over = replace(inquiry.asked, window=both)
    whole = Telling(replace(inquiry, asked=over, between=between_of(over)), Usage("compare"))
    none = f"Not found: nobody was at the screen in {' or '.join(w.said for w in read.windows)}."
    answer = whole.concluded("app", claims, summary if claims else none)
    return replace(answer, window=conclude.said_window(both, inquiry.asked.zone))


def _told(inquiry: Inquiry, read: _Read, found: Named) -> Answer:
    often = _OFTEN.search(read.rest) is not None
    told, claims, amounts, dropped = list[str](), list[Claim](), list[int](), 0
    for window in read.windows:
        within = replace(inquiry.asked, window=window)
        telling = Telling(replace(inquiry, asked=within, between=between_of(within)), Usage("compare"))
        us, visits, claim = measured(telling, found)
        held = telling.held([claim] if visits else [])
        dropped += telling.dropped
        claims += held
        amounts.append(visits if often else us)
        text = f"{spelled(us)} in front, {counted(visits, 'visit')}" if visits else "not in front"
        if not frames.count_between(inquiry.db, *telling.between)[0]:
            text, amounts = "no screenshot", [*amounts[:-1]]
        told.append(f"{text} ({window.said})")
    both = _both(read.windows)
    over = replace(inquiry.asked, window=both)
    whole = Telling(replace(inquiry, asked=over, between=between_of(over)), Usage("compare", subject=found.name))
    whole.dropped = dropped
    summary = f"{found.name}: {'; '.join(told)}{_difference(read, amounts, often=often)}."
    if not any(amounts):
        summary = f"Not found: {found.name} was in front neither in {' nor in '.join(w.said for w in read.windows)}."
    answer = whole.concluded(found.kind, () if dropped else claims, summary)
    return replace(answer, window=conclude.said_window(both, inquiry.asked.zone))


def _difference(read: _Read, amounts: Sequence[int], *, often: bool) -> str:
    """Say in which of two times it was more, and by how much; empty where there is nothing to set against it."""
    if len(amounts) < 2 or not read.compares:
        return ""
    one, other = amounts
    if one == other:
        return "; the same in both"
    more = read.windows[0 if one > other else 1].said
    by = counted(abs(one - other), "visit") if often else spelled(abs(one - other))
    # On a Monday, in a week.
    return f"; {by} more {'on' if more.casefold().startswith(WEEKDAYS) else 'in'} {more}"


def _both(windows: tuple[Window, Window]) -> Window:
    one, other = windows
    start = min(each.start for each in windows if each.start is not None)
    words, said = f"{one.words} … {other.words}", f"{one.said} and {other.said}"
    return Window(start, max(one.end, other.end), words, said)
