"""Questions for the number that a thing has: of a quote, an application, an order; in whatever words it is told.

Taken is the one identifier that stands as that of such a thing on a window that has all that the question names; or on
a page of the same site that came right behind such a window: a form is filled in, and what confirms it has the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from projections import frames, subjects
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.talk import is_common
from query.language.words import folded, forms, tokens
from query.passages import identifiers
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_CUE = pattern(rf"\b{identifiers.NUMBER}\b")
_NUMBER = pattern(rf"\b{identifiers.NUMBER}\b|['’]s\b")
_MOST_AFTER = 12
_OF_TITLE = 4
_SURE = 2
# What confirms a form comes so soon after it, microseconds.
_SOON_US = 10 * 60 * 1_000_000


_Having = Sequence[tuple[Screen, list[SpanRow]]]


class _Found(msgspec.Struct, frozen=True):
    """An identifier, how surely it is that of the thing, and the lines that say so."""

    text: str
    rank: int
    frame: Frame
    lines: tuple[SpanRow, ...]


@cued(_CUE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the number of the thing that a question names; None where it asks for none, or not just one stands there."""
    thing = identifiers.asked(inquiry.asked.plain) or identifiers.asked(inquiry.asked.question)
    if not thing:
        return None
    wanted = _wanted(inquiry, thing)
    own = inquiry.asked.question.casefold()
    # Where nothing else is named, it is the one that there is.
    having = frontlines.having(inquiry, wanted or [thing])
    for every in (_on_windows(inquiry, thing, wanted, having), _behind_windows(inquiry, thing, having)):
        # What the question has itself is no answer to it.
        found = [each for each in every if each.text.casefold() not in own]
        best = max((each.rank for each in found), default=0)
        named = {each.text for each in found if each.rank == best}
        if len(named) > 1:
            return None
        if named:
            return _told(inquiry, thing, wanted, [each for each in found if each.text in named and each.rank == best])
    return None


def _wanted(inquiry: Inquiry, thing: str) -> list[str]:
    """Return what a window must have beside the number: all that the question names but the thing itself."""
    own = forms(thing)
    said = screens.naming(_NUMBER.sub(" ", inquiry.rest))
    return [token for token in said if token not in own and not is_common(token)]


def _on_windows(inquiry: Inquiry, thing: str, wanted: Sequence[str], having: _Having) -> list[_Found]:
    """Return the numbers on windows that have all that is named; of a list of tickets that in the row that has it."""
    found: list[_Found] = []
    for screen, lines in having:
        found += _of_rows(screen.frame, lines, wanted) if wanted and thing in identifiers.TICKETS else []
        found += _of_lines(inquiry, screen.frame, lines, thing)
    return found


def _behind_windows(inquiry: Inquiry, thing: str, having: _Having) -> list[_Found]:
    """Return the numbers on pages of a site that came right behind one that has all that is named."""
    found: dict[str, list[_Found]] = {}
    for screen, _ in having:
        for frame in _after(inquiry, screen) if screen.subject.site else ():
            if frame.id not in found:
                found[frame.id] = _of_lines(inquiry, frame, frontlines.of(inquiry, frame), thing)
    return [each for several in found.values() for each in several]


def _of_rows(frame: Frame, lines: Sequence[SpanRow], wanted: Sequence[str]) -> list[_Found]:
    """Return the identifiers that lead a row with all that is named: a list of tickets has many."""
    found = []
    for line in lines:
        numbers = identifiers.found(line.text)
        if len(numbers) != 1 or numbers[0][0] != line.text.strip():
            continue
        row = [each for each in lines if frontlines.is_beside(each, line)]
        there = {token for each in row for token in tokens(each.text)}
        if all(there & screens.spellings(token) for token in wanted):
            about = next(each for each in row if frontlines.have_any([each], wanted))
            found.append(_Found(numbers[0][0], _SURE + 1, frame, (line, about)))
    return found


def _after(inquiry: Inquiry, screen: Screen) -> Iterator[Frame]:
    rows = inquiry.db.execute(
        "SELECT a.frame FROM activity a JOIN subjects s ON s.id = a.subject WHERE s.site = ? AND a.ts_us > ? "
        "AND a.ts_us <= ? AND a.ts_us < ? ORDER BY a.ts_us LIMIT ?",
        (
            screen.subject.site,
            screen.frame.captured_us,
            screen.frame.captured_us + _SOON_US,
            inquiry.between[1],
            _MOST_AFTER,
        ),
    ).fetchall()
    shown = (frames.by_id(inquiry.db, record) for (record,) in rows if inquiry.scope.admits(record))
    yield from (frame for frame in shown if frame is not None)


def _of_lines(inquiry: Inquiry, frame: Frame, lines: Sequence[SpanRow], thing: str) -> list[_Found]:
    """Return the identifiers that stand on a window as the number of a thing."""
    called = identifiers.THINGS[thing]
    found = [_Found(each, _SURE, frame, (line,)) for line in lines for each in _of_title(inquiry, frame, line, thing)]
    for at, line in enumerate(lines):
        found += [
            _Found(stood.text, stood.rank, frame, (line,))
            for stood in identifiers.of_thing(line.text, called)
            if stood.rank == _SURE or _is_told_of(inquiry, frame, lines, at, called)
        ]
        how = identifiers.is_label(line.text, called)
        value = _beside(lines, line) if how else None
        if value is not None and (how == _SURE or _is_told_of(inquiry, frame, lines, at, called)):
            found.append(_Found(value.text.strip(), how, frame, (value, line)))
    return found


def _beside(lines: Sequence[SpanRow], label: SpanRow) -> SpanRow | None:
    """Return the line right of a label, where that is an identifier and nothing else."""
    values = [each for each in lines if frontlines.is_beside(each, label)]
    value = min(values, key=lambda each: each.box[0], default=None)
    found = identifiers.found(value.text) if value is not None else []
    return value if value is not None and len(found) == 1 and found[0][0] == value.text.strip() else None


def _of_title(inquiry: Inquiry, frame: Frame, line: SpanRow, thing: str) -> list[str]:
    """Return the identifier with which the title of a ticket begins, where a line is that title."""
    page = subjects.on_frame(inquiry.db, frame.id).page or frame.window_title or ""
    if thing not in identifiers.TICKETS or tokens(line.text)[:_OF_TITLE] != tokens(page)[:_OF_TITLE]:
        return []
    return [each[0] for each in identifiers.found(line.text) if not tokens(line.text[: each.start()])]


def _is_told_of(inquiry: Inquiry, frame: Frame, lines: Sequence[SpanRow], at: int, called: frozenset[str]) -> bool:
    """Say whether a line that tells a number tells that of a thing: it says so, or the line before, or the title."""
    names = frozenset(form for word in called for form in forms(word))
    page = subjects.on_frame(inquiry.db, frame.id).page or frame.window_title or ""
    heading = [line.text for line in lines[:at] if len(tokens(line.text)) <= 4]
    near = [line.text for line in lines[max(0, at - 1) : at + 1]]
    return any(not names.isdisjoint(tokens(folded(text))) for text in (*near, page, *heading[-6:]))


def _told(inquiry: Inquiry, thing: str, wanted: Sequence[str], found: Sequence[_Found]) -> Answer | None:
    witness = Witness(inquiry.views)
    claims = [
        claim
        for each in found
        if (claim := frontlines.claim_of(inquiry, witness, each.frame, each.lines, f"{thing}: {each.text}")) is not None
    ]
    if not claims:
        return None
    first = claims[0]
    said = " · ".join(f"“{' '.join(citation.text.split())}”" for citation in first.citations)
    summary = f"{found[0].text}: {said}{frontlines.where(inquiry, first)}."
    return concluded(inquiry, inquiry.ground(("text",)), claims, summary, searched=(thing, *wanted))
