"""Readings: what stood beside a label that a question names, on the screens that it names, from when to when.

The thing is named in the title, site or address of the active window, or in the row of a table in which the value
stands. A word that is no name may also stand elsewhere on that screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import date
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from ledger.facts import Box
from projections import frames, standing, subjects, values
from projections.frames import Frame
from projections.standing import Line, Lines
from projections.subjects import Subject
from projections.text import SpanRow
from query.inquiries import screens
from query.inquiries.cite import Lifetime
from query.inquiries.inquiry import Inquiry
from query.language.talk import is_common
from query.language.words import tokens
from query.passages import expected, panes, verbatim
from query.passages.belonging import has_number
from query.passages.block import Headings
from query.passages.clocks import has_clocks
from query.passages.labels import ASKED
from query.passages.panes import Pane
from query.values import framed
from query.values.headings import heading, heads, with_label
from query.values.looks import Look, Looks
from query.values.meanings import nearest
from query.values.reading import Reading, joined
from query.values.wanted import Wanted, is_loose

_MOST_ROWS = 3_000
MOST_FRAMES = 300
# Of frames that look alike but for what else they show so many are read before none of them is what is meant.
_MOST_ALIKE = 3
_SAME_ROW = 0.7
_TELLING = 2
# What is shorter is a number or a unit.
_SHORTEST_NAME = 3

S = TypeVar("S", bound=SpanRow | Line)
_PLACES = frozenset({"agenda", "calendar", "diary", "dashboard", "intranet"})


class _Part(msgspec.Struct, frozen=True):
    """The values in one window of a frame, what that window shows, and which boxes lie in it."""

    subject: Subject
    shown: Sequence[values.Shown]
    admits: Callable[[Box], bool]


class _Seen(msgspec.Struct, frozen=True):
    """What was read of a screen, if it is what is meant, and how many frames that look so were read for it."""

    reading: Reading | None
    times: int


def of(inquiry: Inquiry, asked: Wanted, *, earliest: bool = False) -> list[Reading]:
    """Return the values that the labels had on what is meant, in order of time; equal ones in a row as one.

    A frame that shows several values which nothing in the question tells apart is left out.
    """
    found: list[Reading] = []
    # Many frames are of one scene, which is read once.
    of_scene = lru_cache(maxsize=None)(partial(standing.lines, inquiry.db))
    looks = Looks(inquiry, asked)
    alike: dict[Look, _Seen] = {}
    for record, shown in frames_with(inquiry, asked, latest=not earliest):
        look = looks.of(record, shown)
        seen = alike.get(look)
        if seen is not None and (seen.reading is not None or seen.times >= _MOST_ALIKE):
            # The same values at the same places, beside the same words: it is the same screen again.
            found += _again(inquiry, seen, shown)
            continue
        parts = _parted(inquiry, record, shown)
        held = [reading for part in parts for reading in _held(inquiry, record, part, asked, of_scene)]
        reading = held[0] if held and len({reading.value for reading in held}) == 1 else None
        found += [reading] if reading is not None else []
        alike[look] = _Seen(reading, seen.times + 1 if seen is not None else 1)
    found.sort(key=lambda reading: (reading.last.captured_us, reading.last.id))
    return joined(found)


def _again(inquiry: Inquiry, seen: _Seen, shown: Sequence[values.Shown]) -> Iterator[Reading]:
    """Yield what was read of a screen as a later look at it shows it; nothing where it was not what is meant."""
    frame = frames.by_id(inquiry.db, shown[0].frame) if seen.reading is not None else None
    if seen.reading is not None and frame is not None:
        row = next(row for row in shown if row.box == seen.reading.box)
        life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
        yield replace(seen.reading, life=life, first=frame, last=frame)


def frames_with(inquiry: Inquiry, asked: Wanted, *, latest: bool = True) -> Iterable[tuple[str, list[values.Shown]]]:
    """Return the frames of the asked time that show a label, and what stood beside it, the latest first or last."""
    may, only = framed.may_show(inquiry, asked)
    return values.by_frame(
        inquiry.db,
        asked.labels,
        inquiry.between,
        _MOST_ROWS,
        lambda frame, title: inquiry.scope.admits(frame) and may(frame, title),
        MOST_FRAMES,
        latest=latest,
        only=only,
    ).items()


def titled_by(subject: Subject, asked: Wanted) -> set[str]:
    """Return which words of the thing the window or page is called by."""
    return {*screens.called_by(subject, asked.thing)}


def standing_of(spans: Sequence[SpanRow | Line], asked: Wanted) -> set[str]:
    """Return which words of the thing stand on the screen."""
    there = {token for span in spans for token in tokens(span.text)}
    return {token for token in asked.thing if there & screens.spellings(token)}


def _parted(inquiry: Inquiry, record: str, shown: Sequence[values.Shown]) -> list[_Part]:
    """Return the values of a frame by the window in which they stand."""
    frame = frames.by_id(inquiry.db, record)
    front = called(inquiry, record, frame)
    there = panes.on_frame(inquiry.db, frame) if frame is not None else None
    if there is None or not there.several:
        return [_Part(front, shown, lambda _box: True)]
    by_pane: dict[Pane, list[values.Shown]] = {}
    for row in shown:
        by_pane.setdefault(there.of(row.box), []).append(row)
    return [
        _Part(
            front if pane == there.front else Subject(app=pane.program, page=pane.title),
            rows,
            partial(there.holds, pane),
        )
        for pane, rows in by_pane.items()
    ]


def called(inquiry: Inquiry, record: str, frame: Frame | None) -> Subject:
    """Return what is in front on a frame; the title of its window counts before anybody has looked at whose it is."""
    subject = subjects.on_frame(inquiry.db, record)
    title = frame.window_title or "" if frame is not None else ""
    return subject._replace(page=f"{subject.page} {title}")


def _held(inquiry: Inquiry, record: str, part: _Part, asked: Wanted, of_scene: Lines) -> list[Reading]:
    """Return those of the values in a window of a frame that belong to what is meant."""
    subject = part.subject
    shown = nearest(asked.tiers, asked.sort, part.shown)
    # These words name the page as well: a label on it is meant only where a row is named besides.
    names_page = bool(asked.words) and all(screens.holds(subject, word) for word in asked.words)
    titled = titled_by(subject, asked)
    lacking = set(asked.thing) - titled
    # The screen itself is read only where its title does not say it all.
    lines = standing.lines_on_frame(inquiry.db, record, of_scene) if lacking or asked.day is not None else []
    spans = [line for line in lines if part.admits(line.box)]
    elsewhere = standing_of(spans, asked) - titled
    # What is told besides of a thing with a name need not stand there; the name may stand over a table of days.
    names = asked.names if asked.day is None else asked.names - elsewhere
    loose = {token for token in lacking if token not in names and (token in elsewhere or is_loose(token))}
    is_table, nouns = len({row.value for row in shown}) > 1, set[str]()
    if titled:
        # A noun that is nowhere may name another thing: the return of the morphine is not that of the oxycodone.
        nowhere = {token for token in lacking - asked.names if token not in elsewhere}
        nouns = {token for token in nowhere if not is_common(token)}
        few = 2 * len(nouns) < sum(not is_loose(token) for token in asked.thing)
        loose |= nowhere if few else nowhere - nouns
    if (asked.implied or asked.words <= ASKED) and not _is_on_one_line(asked.thing, titled | asked.dated, spans):
        return []
    of_nowhere = _behind(nouns, asked.thing)
    found = []
    ordered, headings = in_order(spans), cache(lambda: Headings([span.box for span in spans]))
    for row in shown:
        reading = reading_of(inquiry, row, ordered)
        if reading is None or any(screens.spellings(token) & set(tokens(row.value)) for token in lacking & names):
            continue
        labelled = with_label(row, _beside(row, ordered))
        over = labelled if asked.implied and not is_table else ()
        there = reading.row.union(*(heading(box, spans, headings) for box in over))
        in_row = {token for token in lacking if there & screens.spellings(token)}
        by_form = expected.told_by_form(inquiry.rest, row.value) if lacking - loose else frozenset()
        if nouns - by_form and is_table and in_row <= of_nowhere:
            # Such a noun is the name of a row that is not there.
            continue
        if is_table and not asked.dated - titled <= in_row:
            # Of a table only the row of the day is meant.
            continue
        is_dated = asked.day is not None and _is_of_day(row, asked.day, ordered)
        if (names_page and not in_row) or (asked.day is not None and not is_dated):
            continue
        # `In my calendar`: a sort of page is no name of what is meant.
        named = any(not is_loose(token) and token not in _PLACES for token in titled)
        needed = lacking - loose - by_form - in_row
        if needed and not (in_row and heads(needed, _named_cells(row, ordered, in_row), spans, headings)):
            continue
        # What costs most is asked last: whether all that the question numbers stands there, and what heads a value.
        if not (named or in_row or is_dated or _is_of(lacking, labelled, asked, spans, headings)):
            continue
        if not spans or _has_figures(inquiry, subject, reading, spans):
            found.append((len(in_row), reading))
    most = max((count for count, _ in found), default=0)
    return [reading for count, reading in found if count == most]


def _has_figures(inquiry: Inquiry, subject: Subject, reading: Reading, spans: Sequence[Line]) -> bool:
    """Say whether what the question numbers, and the times of day that it names, stand there."""
    has_clock = has_clocks(inquiry.rest, (subject.page, *(span.text for span in spans)))
    return has_clock and has_number(inquiry.rest, _told_there(subject, reading, spans))


def _told_there(subject: Subject, reading: Reading, spans: Iterable[Line]) -> Iterator[str]:
    """Yield what tells of which thing a screen is; a number by itself counts only in the row of the value."""
    yield subject.page
    yield from (span.text for span in spans if not span.text.strip().isdecimal())
    yield from filter(str.isdecimal, reading.row)


def _behind(nouns: Set[str], thing: Sequence[str]) -> set[str]:
    """Return the numbers and units right behind some nouns: of `adrenaline 1 mg` the 1 and the mg."""
    found = set[str]()
    for before, token in pairwise(thing):
        if len(token) < _SHORTEST_NAME and (before in nouns or before in found):
            found.add(token)
    return found


def _is_of(
    thing: Set[str], boxes: Sequence[Box], asked: Wanted, spans: Sequence[Line], headings: Callable[[], Headings]
) -> bool:
    """Say whether words that stand somewhere on a screen are of what a value belongs to.

    They head it; or its label is told by more words than one, and they need only stand there.
    """
    if len(asked.words) < _TELLING:
        return heads(thing, boxes, spans, headings)
    there = frozenset(token for span in spans for token in tokens(span.text))
    return all(there & screens.spellings(token) for token in thing)


def _named_cells(row: values.Shown, spans: Sequence[Line], words: Set[str]) -> Iterator[Box]:
    """Yield a value and the cells of its row that name it: what heads one of them heads the table, such as `LN 417`."""
    wanted = frozenset().union(*map(screens.spellings, words))
    yield row.box
    yield from (span.box for span in _beside(row, spans) if not wanted.isdisjoint(tokens(span.text)))


def _is_on_one_line(thing: Sequence[str], titled: Set[str], spans: Sequence[SpanRow | Line]) -> bool:
    """Say whether the title, or one line, has all of a thing whose label is not named, or by a word of most questions.

    `Until when is the hall closed` is not answered by when a defect in a hall is due that a button can close.
    """
    needed = [token for token in thing if not is_loose(token) and token not in titled]
    return not needed or any(
        all(screens.spellings(token) & set(tokens(span.text)) for token in needed) for span in spans
    )


def reading_of(inquiry: Inquiry, row: values.Shown, spans: Sequence[SpanRow | Line]) -> Reading | None:
    """Return a value as a reading on its frame, with what stands in its row of these lines, which are `in_order`."""
    frame = frames.by_id(inquiry.db, row.frame)
    if frame is None:
        return None
    there = frozenset(token for span in _beside(row, spans) for token in tokens(span.text)) - set(tokens(row.value))
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    return Reading(row.label, row.value, row.box, life, frame, frame, row=there)


def _beside(row: values.Shown, spans: Sequence[SpanRow | Line]) -> list[SpanRow | Line]:
    """Return the lines in the row of a value, from left to right."""
    height = max(8, row.box[3] - row.box[1])
    middle, reach = (row.box[1] + row.box[3]) / 2, _SAME_ROW * height / 2
    first = bisect_left(spans, middle - reach, key=_middle)
    return sorted(spans[first : bisect_right(spans, middle + reach, key=_middle)], key=lambda span: span.box[0])


def in_order(spans: Sequence[S]) -> list[S]:
    """Return lines in order of their middles: those of a row are found without looking at all for each value."""
    return sorted(spans, key=_middle)


def _middle(span: SpanRow | Line) -> float:
    return (span.box[1] + span.box[3]) / 2


def _is_of_day(row: values.Shown, day: date, spans: Sequence[SpanRow | Line]) -> bool:
    """Say whether the row of a value names a day; the value itself may be another one."""
    return verbatim.is_of_day([span.text for span in _beside(row, spans) if span.text != row.value], day)
