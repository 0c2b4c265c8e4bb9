"""Cells: the values of one column of a table on one screen, each with its evidence and what heads its row.

Labels and values are told as fields only as far as the layout was sure. A column goes on below and between these: what
stands there, in line with them, is of it as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from ledger.facts import Box
from projections import fields, text, values
from projections.fields import FieldRow
from projections.frames import Frame
from projections.standing import Line
from query.answers.answer import Citation
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry
from query.language.words import forms, tokens
from query.values.columns import SUMS
from query.values.reading import Reading
from query.values.readings import in_order, reading_of
from query.values.scales import is_measure
from query.values.sheets import Sheet

NAMES = frozenset({"name", "item", "article", "description", "product", "title"})
"""What the column that names the rows of any table may be called."""
_NEXT_ROW = 2.2
_ALIGNED = 12


class Mark(msgspec.Struct, frozen=True):
    """What stands in a cell, and where: told as a field, or only as a line."""

    text: str
    box: Box
    told: Reading | Line

    def cited(self, inquiry: Inquiry, witness: Witness, frame: Frame) -> Citation | None:
        """Return the evidence for it on a frame; None where it does not hold."""
        if isinstance(self.told, Reading):
            return next(iter(self.told.cited(witness)), None)
        living = text.by_id(inquiry.db, self.told.id)
        return witness.citation(living, frame) if living is not None else None


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...


T = TypeVar("T", bound=_Placed)


class Cell(msgspec.Struct, frozen=True):
    """A value of a column, what tells what its row is of, from left to right, and whether it is the sum of others."""

    value: Mark
    heads: tuple[Mark, ...] = ()
    is_sum: bool = False


class Table:
    """What stands on a frame in and around the columns of a label; looked at once, whatever its rows are called."""

    def __init__(self, inquiry: Inquiry, sheet: Sheet) -> None:
        """Look at a screen that shows values of the label."""
        shown, lines = sheet.shown, sheet.lines
        told = fields.on_frame(inquiry.db, sheet.record)
        ordered = in_order(lines)
        self._beside = _beside_label(inquiry, shown, ordered, told)
        written = [Mark(line.text, line.box, line) for line in lines]
        self._words = [mark for mark in written if _is_worded(mark.text)]
        self._marks = _InRows([*self._beside, *written])
        own = {row.label for row in shown}
        others = [each.label_box for each in told if each.label not in own and _is_over(each.label_box, each.box)]
        in_rows = _InRows(lines)
        parted = ([reading_of(inquiry, row, ordered) for row in column] for column in _parted(shown))
        told_rows = ([reading for reading in column if reading is not None] for column in parted)
        self._grown = [_grown(readings, in_rows, self._beside, others) for readings in told_rows]

    def columns(self, noun: str = "") -> list[list[Cell]]:
        """Return the columns of the label, each from top to bottom.

        A column that is called `noun`, as the question calls a row, tells what each row is of.
        """
        return [self._headed(column, noun) for column in self._grown]

    def _headed(self, column: Sequence[Cell], noun: str) -> list[Cell]:
        """Return cells with what tells what they are of: the leftmost column, or the one of words, that has all rows.

        What has a label beside that of the values goes first: folders may stand beside the list of a file manager. What
        is called `Name` goes before that; a mere number is told with the first word to the right of it.
        """
        firsts = [mark for marks in (self._beside, self._words) for mark in _left_of(column, marks)]
        firsts.sort(key=lambda mark: (not _is_called(mark, forms(noun)), not _is_called(mark, NAMES)))
        before = [self._marks.left_of(cell.value.box) for cell in column]
        of_first = filter(None, (_heads(column, first, before) for first in firsts))
        heads = next(of_first, [])
        if heads and not any(map(_is_worded, (mark.text for mark in heads if mark is not None))):
            worded = next((more for more in of_first if any(mark and _is_worded(mark.text) for mark in more)), [])
            return [_told_by(cell, *marks) for cell, *marks in zip(column, heads, worded or heads, strict=True)]
        return [_told_by(cell, mark) for cell, mark in zip(column, heads, strict=True)] if heads else list(column)


class _InRows(Generic[T]):
    """Things on a screen, found by the row in which they stand; each row in the order in which they were given."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._by_middle = sorted(range(len(things)), key=lambda number: _middle(things[number].box))
        self._middles = [_middle(things[number].box) for number in self._by_middle]

    def beside(self, box: Box) -> list[T]:
        """Return what stands in the row of a box, itself included."""
        middle, reach = _middle(box), (box[3] - box[1]) / 2
        first, end = bisect_right(self._middles, middle - reach), bisect_left(self._middles, middle + reach)
        return [self.things[number] for number in sorted(self._by_middle[first:end])]

    def left_of(self, box: Box) -> list[T]:
        """Return what of it stands left of the box."""
        return [thing for thing in self.beside(box) if thing.box[2] <= box[0]]


def in_row(cell: Cell, lines: Sequence[Line]) -> list[Line]:
    """Return the lines in the row of a cell."""
    return [line for line in lines if cell.value.box[1] < _middle(line.box) < cell.value.box[3]]


def _parted(shown: Sequence[values.Shown]) -> list[list[values.Shown]]:
    """Part values by columns: those of one label whose boxes lie one below the other."""
    columns: list[list[values.Shown]] = []
    for row in shown:
        for column in columns:
            last = column[-1]
            if last.label == row.label and last.box[0] < row.box[2] and row.box[0] < last.box[2]:
                column.append(row)
                break
        else:
            columns.append([row])
    return columns


def _beside_label(
    inquiry: Inquiry, shown: Sequence[values.Shown], ordered: Sequence[Line], told: Sequence[FieldRow]
) -> list[Mark]:
    """Return the values of all other labels that stand in the row of the label of these: the rest of the table."""
    first = shown[0]
    label = next((each.label_box for each in told if (each.seq, each.place) == (first.seq, first.place)), None)
    if label is None:
        return []
    height = label[3] - label[1]
    others = {each.label for each in told if abs(_middle(each.label_box) - _middle(label)) < height / 2}
    rows = values.on_frame(inquiry.db, first.frame, others - {first.label})
    readings = (reading_of(inquiry, row, ordered) for row in rows)
    return [Mark(reading.value, reading.box, reading) for reading in readings if reading is not None]


def _grown(told: Sequence[Reading], lines: _InRows[Line], beside: Sequence[Mark], others: Sequence[Box]) -> list[Cell]:
    """Return the values of a column and what stands in line with them, as far as rows follow each other.

    A row of the table has something in another column, too: what stands below by itself is a note. Where a label of
    `others` stands among them with its own value below, it is a form that goes on, and no column.
    """
    cells = [Cell(Mark(each.value, each.box, each), is_sum=_is_sum(each.value, each.row)) for each in told]
    if not cells:
        return []
    boxes = [cell.value.box for cell in cells]
    height = median(box[3] - box[1] for box in boxes)
    steps = [below[1] - above[1] for above, below in pairwise(boxes)]
    pitch = max(height, median(steps)) if steps else _NEXT_ROW * height
    edges = [box for box in (mark.box for mark in beside) if not any(_is_aligned(box, own) for own in boxes)]
    for line in sorted(lines.things, key=lambda line: line.box[1]):
        is_new = not any(box[1] < _middle(line.box) < box[3] for box in boxes)
        above = max((box[1] for box in boxes if box[1] < line.box[1]), default=None)
        is_next = above is not None and line.box[1] - above <= _NEXT_ROW * pitch
        if not (is_new and is_next and any(_is_aligned(line.box, box) for box in boxes)):
            continue
        row = [each for each in lines.beside(line.box) if each.id != line.id]
        if any(_is_aligned(each.box, box) for each in row for box in edges):
            if any(box[1] < _middle(line.box) < box[3] and _is_aligned(line.box, box) for box in others):
                return cells[: len(told)]
            said = frozenset(token for each in row for token in tokens(each.text))
            cells.append(Cell(Mark(line.text, line.box, line), is_sum=_is_sum(line.text, said)))
            boxes.append(line.box)
    return sorted(cells, key=lambda cell: cell.value.box[1])


def _is_over(label: Box, value: Box) -> bool:
    return label[3] <= value[1] and label[0] < value[2] and value[0] < label[2]


def _is_sum(value: str, row: Set[str]) -> bool:
    return bool(row & SUMS) or not SUMS.isdisjoint(tokens(value)[:1])


def _is_aligned(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) <= _ALIGNED or abs(one[2] - other[2]) <= _ALIGNED


def _is_called(mark: Mark, names: Set[str]) -> bool:
    return isinstance(mark.told, Reading) and not names.isdisjoint(tokens(mark.told.label))


def _told_by(cell: Cell, *marks: Mark | None) -> Cell:
    return replace(cell, heads=tuple(dict.fromkeys(mark for mark in marks if mark is not None)))


def _left_of(column: Sequence[Cell], marks: Sequence[Mark]) -> list[Mark]:
    """Return what stands left of the first value of a column, from left to right."""
    beside = [mark for mark in marks if column and _is_left_of(mark, column[0])]
    return sorted(beside, key=lambda mark: mark.box[0])


def _heads(column: Sequence[Cell], first: Mark, before: Sequence[Sequence[Mark]]) -> list[Mark | None]:
    """Return what stands below something in each row; nothing where it lacks a row, or all rows say the same.

    `before` is what stands left of each cell.
    """
    heads = [next((mark for mark in marks if abs(mark.box[0] - first.box[0]) <= _ALIGNED), None) for marks in before]
    # A sum may be told in another column, or nowhere.
    of_rows = [head for head, cell in zip(heads, column, strict=True) if not cell.is_sum]
    different = {head.text for head in of_rows if head is not None}
    # How large a file is does not tell which one it is.
    return heads if None not in of_rows and len(different) > 1 and not any(map(is_measure, different)) else []


def _is_left_of(mark: Mark, cell: Cell) -> bool:
    return _is_in_row(mark.box, cell.value.box) and mark.box[2] <= cell.value.box[0]


def _is_in_row(one: Box, other: Box) -> bool:
    return abs(_middle(one) - _middle(other)) < (other[3] - other[1]) / 2


def _is_worded(written: str) -> bool:
    return sum(letter.isalpha() for letter in written) > 1


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
