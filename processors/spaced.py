"""Tables without lines and of any alignment: names in a row, and rows in even steps below them. Pure.

Where cells stand is told by `columns`; here it is told where a table begins and ends, and whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.facts import Field
from processors import columns
from processors.base import Box, Extent
from processors.columns import Column
from processors.labels import plain
from processors.pairs import Group
from processors.screen import Screen
from processors.style import differ, style_of

COLUMNS = 2
ROWS = 2
"""A table has so many columns, and so many rows below their names, at least; a drawn rule makes up for a row."""

FULL, MOST = 0.5, 0.7
"""In each row, and in each column, this share of the cells is filled at least, and that of all, where two rows do."""

EVEN = 1.4
"""From one row to the next it is at most so many times as far as between the first ones, or the other way round."""

PITCH = 3.6
"""So many line heights at most."""

BEFORE, REACH = 5.0, 14.0
"""Cells reach at most so many line heights further left than the first name, and further right than the last."""

STRADDLES = 0.5
"""A text that reaches more than so many line heights into the table, and as far out of it, ends it."""

NAME, LONGEST = 4, 16
"""A name has at most so many words; a cell with more than so many is prose."""

_NAME = re.compile(r"[#%№]|[^\W\d_][\w\s./&%#()'’°€$£+-]*", re.UNICODE)
_AMOUNT = re.compile(
    r"[-−+(<>~≈]?\s?[$€£¥#]?\s?\d[\d.,:'’/-]*\s?(?:[%)°€$£¥]|[^\W\d_]{1,3}(?:/[^\W\d_]{1,2})?)?|[-–—]|n/a",
    re.IGNORECASE,
)
_FILE = re.compile(r"\w\.[a-z]{1,4}$")
_BAR = re.compile(r"[|│┃¦]+")
_RULE = re.compile(r"[-─━=+|│┼:*_—–]{3,}")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word: where it stands, what it says, and of which piece it is."""

    extent: Extent
    text: str
    piece: int


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a row, left to right, and its rows of pixels; `is_rule`: it is drawn with dashes."""

    words: tuple[_Word, ...]
    line: Extent
    is_rule: bool

    @property
    def extents(self) -> list[Extent]:
        return [word.extent for word in self.words]

    @property
    def middle(self) -> float:
        return (self.line[0] + self.line[1]) / 2

    @property
    def height(self) -> int:
        return self.line[1] - self.line[0]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their names, its rows below; `used` are the pieces that it is made of."""

    head: _Row
    columns: tuple[Column, ...]
    rows: tuple[_Row, ...]
    used: frozenset[int]

    @property
    def fields(self) -> Group:
        """Its cells, row by row, each a field of its column's name."""
        return [field for row in self.rows for field in self._cells(row)]

    def _cells(self, row: _Row) -> Iterator[Field]:
        for column in self.columns:
            inside = _inside(row, column)
            if inside and column.names:
                names = [self.head.words[word] for word in column.names]
                yield Field(_hull(inside, row), _said(inside), _hull(names, self.head), plain(_said(names)))


def below(screen: Screen, rows: Sequence[Sequence[int]], at: int) -> Table | None:
    """Return the table whose names stand in a row, with the most cells; None where there is none.

    Args:
        screen: what is drawn.
        rows: the pieces of each row of the screen, by number, left to right, from top to bottom.
        at: which of the rows.
    """
    pieces, following = rows[at], rows[at + 1 :]
    best: Table | None = None
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            head = _row(screen, pieces[first : last + 1])
            if len(head.words) < COLUMNS or head.is_rule or not _may_name(head.words[-1].text):
                # What is no name ends the names, however many stand right of it.
                if head.words and not _may_name(head.words[-1].text):
                    break
                continue
            left = screen.pieces[pieces[first - 1]].box[2] if first else -(1 << 30)
            right = screen.pieces[pieces[last + 1]].box[0] if last + 1 < len(pieces) else 1 << 30
            table = _table(screen, head, following, (left, right))
            if table is not None and (best is None or len(table.fields) > len(best.fields)):
                best = table
    return best


def _may_name(word: str) -> bool:
    return not word[:1].isdigit() and not word.endswith((":", ",", ";", "$"))


def _row(screen: Screen, numbers: Sequence[int]) -> _Row:
    """Return pieces as words, without the bars that a terminal draws between columns."""
    words = []
    for number in numbers:
        piece = screen.pieces[number]
        extents = piece.extents or ((piece.box[0], piece.box[2]),)
        texts = piece.words if piece.extents else (piece.text,)
        words += [_Word(extent, text, number) for extent, text in zip(extents, texts, strict=True)]
    words.sort(key=lambda word: word.extent)
    is_rule = bool(words) and all(_RULE.fullmatch(word.text) or _BAR.fullmatch(word.text) for word in words)
    lines = [screen.pieces[n].line for n in numbers]
    line = (min(top for top, _ in lines), max(bottom for _, bottom in lines)) if lines else (0, 0)
    return _Row(tuple(word for word in words if not _BAR.fullmatch(word.text)), line, is_rule)


def _table(screen: Screen, head: _Row, following: Sequence[Sequence[int]], within: Extent) -> Table | None:
    height = screen.unit
    start, stop = head.words[0].extent[0] - BEFORE * height, head.words[-1].extent[1] + REACH * height
    reach = max(within[0], round(start)), min(within[1], round(stop))
    rows, ruled = _body(screen, head, following, reach)
    if len(rows) + ruled < ROWS or not rows:
        return None
    found = columns.under(head.extents, [row.extents for row in rows], head.height)
    named = [column for column in found if column.names]
    if len(named) < COLUMNS or not _is_whole(head, found, rows):
        return None
    if not (ruled or _is_headed(head, named, rows) or _looks_headed(screen, head, rows, named)):
        return None
    used = frozenset(word.piece for row in (head, *rows) for word in row.words)
    return Table(head, tuple(found), tuple(rows), used)


def _body(screen: Screen, head: _Row, following: Sequence[Sequence[int]], reach: Extent) -> tuple[list[_Row], bool]:
    """Return the rows below the names, as far as they go on evenly in as many columns; and whether a rule is drawn."""
    height = screen.unit
    rows: list[_Row] = []
    ruled = False
    pitch = 0.0
    last = head
    for numbers in following:
        parts = {n: _parts(screen.pieces[n].box, reach) for n in numbers}
        reaching = [n for n, (inside, out) in parts.items() if inside > out]
        if any(min(sizes) > STRADDLES * height for sizes in parts.values()):
            break
        if not reaching:
            continue
        row = _row(screen, reaching)
        step = row.middle - last.middle
        if step > PITCH * height or (pitch and not pitch / EVEN <= step <= pitch * EVEN):
            break
        if row.is_rule:
            if rows:
                break
            ruled, last = True, row
            continue
        if not row.words or not _goes_on(rows, row, head.height):
            break
        pitch = step if not pitch or len(rows) == 1 else pitch
        rows.append(row)
        last = row
    return rows, ruled


def _parts(box: Box, reach: Extent) -> Extent:
    """Return how much of the width of a box is inside of a stretch, and how much is not."""
    inside = max(0, min(box[2], reach[1]) - max(box[0], reach[0]))
    return inside, box[2] - box[0] - inside


def _goes_on(rows: Sequence[_Row], row: _Row, height: float) -> bool:
    """Say whether a row stands in the columns of those above it: it joins none of them, and fills half of them."""
    if not rows:
        return True
    before = columns.bars([each.extents for each in rows])
    after = columns.bars([*(each.extents for each in rows), row.extents])
    many = columns.groups(before, height)
    if columns.groups(after, height) < many:
        return False
    return columns.groups(row.extents, height) >= FULL * many


def _is_whole(head: _Row, found: Sequence[Column], rows: Sequence[_Row]) -> bool:
    """Say whether the names are names, most cells are filled, and none of them holds prose."""
    filled = 0
    for column in found:
        cells = [cell for row in rows if (cell := _inside(row, column))]
        name = " ".join(head.words[word].text for word in column.names)
        if any(len(cell) > LONGEST or cell[-1].text.endswith(":") for cell in cells):
            return False
        if not column.names:
            continue
        if len(column.names) > NAME or not _NAME.fullmatch(name) or _FILE.search(name) or len(cells) < FULL * len(rows):
            return False
        filled += len(cells)
    most = MOST if len(rows) > ROWS else 1.0
    return filled >= most * len(rows) * sum(bool(column.names) for column in found)


def _is_headed(head: _Row, named: Sequence[Column], rows: Sequence[_Row]) -> bool:
    """Say whether a column of amounts stands below a name that is none, or all names are capitals and the cells not."""
    if len(rows) >= ROWS:
        for column in named:
            cells = [_said(cell) for row in rows if (cell := _inside(row, column))]
            if len(cells) >= ROWS and all(map(_AMOUNT.fullmatch, cells)) and not _counts(cells):
                return True
    names = "".join(word.text for word in head.words)
    cells_too = "".join(word.text for row in rows for word in row.words)
    return len(named) > COLUMNS and names.isupper() and not cells_too.isupper()


def _counts(cells: Sequence[str]) -> bool:
    """Say whether cells count the rows: numbers of lines stand below any name."""
    return all(map(str.isdecimal, cells)) and all(int(b) - int(a) == 1 for a, b in pairwise(cells))


def _looks_headed(screen: Screen, head: _Row, rows: Sequence[_Row], named: Sequence[Column]) -> bool:
    """Say whether the names look different from what is below them, or lie on a ground of another colour."""
    # Each name against its own column: labels and values in turn, as forms have them, are no table.
    columns_of = [
        ([head.words[n].piece for n in column.names], [w.piece for row in rows for w in _inside(row, column)])
        for column in named
    ]
    unlike = sum(differ(style_of(screen, one), style_of(screen, other)) for one, other in columns_of)
    if len(named) > COLUMNS and 2 * unlike > len(named):
        return True
    above = sorted({word.piece for word in head.words})
    under = sorted({word.piece for row in rows for word in row.words})
    grounds = [{ink.ground for n in numbers if (ink := screen.inks[n]) is not None} for numbers in (above, under)]
    return len(grounds[0]) == 1 and not grounds[0] & grounds[1]


def _inside(row: _Row, column: Column) -> list[_Word]:
    return [word for word in row.words if column.extent[0] <= word.extent[0] < column.extent[1]]


def _said(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)


def _hull(words: Sequence[_Word], row: _Row) -> Box:
    return words[0].extent[0], row.line[0], words[-1].extent[1], row.line[1]
