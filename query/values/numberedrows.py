"""Rows told by a number: `the gravity in tank 5`, where a table has a column of tanks, and a 5 in it.

What such a table does not have is no other row of it: of tank 13 nothing is told by what stands beside the 11.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from projections import standing, values
from projections.values import Shown
from query.answers.answer import Answer
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry, concluded
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.words import forms, tokens
from query.passages import expected
from query.passages.intent import ESSENTIAL, Term
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.values import fields, readings
from query.values.reading import Reading, joined
from query.values.wanted import Wanted

_PROCESSORS = ("fields",)
_NAMED = pattern(
    r"\b(?P<noun>[^\W\d_]{3,}) (?:(?:no\.?|nr\.?|number) )?#?(?P<number>(?:[A-Za-z]{1,2}-?)?\d{1,6}[a-z]?)\b"
)
_MOST_ROWS, _MOST_FRAMES, _FEWEST_ROWS = 3_000, 200, 2
# Of the height of a cell so much do two of one row share.
_SAME_ROW = 0.5


class _Asked(msgspec.Struct, frozen=True):
    """A row by its noun and number, the heads of columns of such numbers, and the heads of what is asked for."""

    noun: str
    number: str
    heads: tuple[str, ...]
    wanted: Wanted


@cued(_NAMED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell a value in the row of a number; None where the question names no such row and column of a table."""
    known = values.labels(inquiry.db)
    every = [
        _read(inquiry, known, match["noun"].casefold(), match["number"]) for match in _NAMED.finditer(inquiry.rest)
    ]
    # How two rows compare is asked elsewhere.
    for asked in filter(None, every) if sum(each is not None for each in every) == 1 else ():
        tables = _tables(inquiry, asked)
        course = joined(sorted(_course(inquiry, asked, tables), key=lambda each: each.last.captured_us))
        if course:
            return fields.told(inquiry, asked.wanted, course)
        if tables and not _may_stand(inquiry, asked, tables):
            return _missing(inquiry, asked)
    return None


def _read(inquiry: Inquiry, known: Sequence[str], noun: str, number: str) -> _Asked | None:
    heads = tuple(label for label in known if _is_head(label, noun))
    said = {form for token in tokens(inquiry.rest) for form in forms(token)} - {noun, *tokens(number)}
    spelled = [
        (len(told), label) for label in known if label not in heads and (told := tokens(label)) and {*told} <= said
    ]
    if not heads or not spelled:
        return None
    most = max(spelled)[0]
    labels = tuple(label for size, label in spelled if size == most)
    words = frozenset(token for label in labels for token in tokens(label))
    return _Asked(noun, number, heads, Wanted(labels, labels[0], (noun, number), words=words))


def _is_head(label: str, noun: str) -> bool:
    """Say whether a column so called has the numbers of things that are called by a noun: `Tank`, `Tank no.`."""
    told = [token for token in tokens(label) if token not in ("no", "nr", "number", "id")]
    return len(told) == 1 and told[0] in forms(noun)


def _tables(inquiry: Inquiry, asked: _Asked) -> dict[str, list[Shown]]:
    """Return the frames on which a column of such numbers stands, and what is asked for, with the cells of both."""
    names = (*asked.heads, *asked.wanted.labels)
    shown = values.by_frame(
        inquiry.db, names, inquiry.between, _MOST_ROWS, lambda frame, _title: inquiry.scope.admits(frame), _MOST_FRAMES
    )
    is_numbered = {
        frame: sum(cell.label in asked.heads for cell in cells) >= _FEWEST_ROWS for frame, cells in shown.items()
    }
    return {
        frame: cells
        for frame, cells in shown.items()
        if is_numbered[frame] and any(cell.label in asked.wanted.labels for cell in cells)
    }


def _course(inquiry: Inquiry, asked: _Asked, tables: dict[str, list[Shown]]) -> list[Reading]:
    """Return what stood in the row of the number, one reading for each frame on which it is just one."""
    found = []
    for frame, cells in tables.items():
        rows = [cell for cell in cells if cell.label in asked.heads and _is_called(cell.value, asked.number)]
        beside = [
            cell for cell in cells if cell.label in asked.wanted.labels and any(_is_in_row(cell, row) for row in rows)
        ]
        if len(beside) != 1:
            continue
        lines = readings.in_order(standing.on_frame(inquiry.db, frame))
        there = {token for line in lines for token in tokens(line.text)} | {*tokens(cells[0].title)}
        if all(there & screens.spellings(token) for token in _left(inquiry, asked)):
            reading = readings.reading_of(inquiry, beside[0], lines)
            found += [reading] if reading is not None and _may_be(inquiry, reading) else []
    return found


def _may_be(inquiry: Inquiry, reading: Reading) -> bool:
    question = inquiry.asked.question
    is_of_form = expected.has_form(inquiry.rest, reading.value, reading.label)
    return is_of_form and expected.may_be_called(question, reading.value)


def _is_called(value: str, number: str) -> bool:
    """Say whether a cell is that of a number: it is nothing else, or holds one that is no small one."""
    told, wanted = tokens(value), tokens(number)
    if told == wanted or number.isdigit():
        return told == wanted
    return any(told[at : at + len(wanted)] == wanted for at in range(len(told)))


def _left(inquiry: Inquiry, asked: _Asked) -> list[str]:
    """Return what the question names beside the row and the column: where the table stands."""
    said = {*tokens(asked.number), *asked.wanted.words} | forms(asked.noun)
    left = [token for token in screens.naming(inquiry.rest) if token not in said | ASKING | LOOSE_WORDS]
    return [token for token in left if not forms(token) & asked.wanted.words]


def _is_in_row(one: Shown, other: Shown) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared >= _SAME_ROW * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _may_stand(inquiry: Inquiry, asked: _Asked, tables: dict[str, list[Shown]]) -> bool:
    """Say whether the number may stand in the column of its kind, or with its noun side by side anywhere."""
    phrase = (asked.noun, *tokens(asked.number))
    if Lookup(inquiry.db).is_anywhere(Term(" ".join(phrase), ESSENTIAL, phrase=phrase)):
        return True
    for frame, cells in tables.items():
        column = [cell.box for cell in cells if cell.label in asked.heads]
        left, top, right = (min(box[0] for box in column), min(box[1] for box in column), max(box[2] for box in column))
        for line in standing.on_frame(inquiry.db, frame):
            is_below = line.box[0] < right and left < line.box[2] and line.box[3] > top
            # A row that was read as one line begins with its number.
            if is_below and (_is_called(line.text, asked.number) or tokens(line.text)[: len(phrase) - 1] == phrase[1:]):
                return True
    return False


def _missing(inquiry: Inquiry, asked: _Asked) -> Answer:
    summary = (
        f"Not found: in tables with “{asked.wanted.name}”{inquiry.within} no “{asked.heads[0]}” is {asked.number}."
    )
    return concluded(
        inquiry, inquiry.ground(_PROCESSORS), (), summary, searched=(asked.wanted.name, *asked.wanted.thing)
    )
