"""Tables without lines and of any alignment: names in a row, and rows in even steps below them. Pure.

Where cells stand is told by `columns`; here it is told where a table begins and ends, and whether it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from ledger.facts import Field
from processors import columns
from processors.base import Box, Extent
from processors.columns import COLUMNS, FULL, LONGEST, NAME, ROWS, Column
from processors.labels import plain
from processors.neighbours import ALIGNED
from processors.pairs import Group
from processors.screen import Screen
from processors.style import differ, style_of
from processors.wordrows import Word, WordRow, hull, of_pieces, said

MOST = 0.7
"""Of all cells this share is filled at least; where there are no more rows than a table must have, all are."""

EVEN = 1.4
"""From one row to the next it is at most so many times as far as between the first ones, or the other way round."""

PITCH = 3.6
"""So many line heights at most."""

BEFORE, REACH = 5.0, 14.0
"""Cells reach at most so many line heights further left than the first name, and further right than the last."""

STRADDLES = 0.5
"""A text that reaches more than so many line heights into the table, and as far out of it, ends it."""

_NAME = re.compile(r"[#%№]|[^\W\d_][\w\s./&%#()'’°€$£+-]*", re.UNICODE)
_AMOUNT = re.compile(
    r"[-−+(<>~≈]?\s?[$€£¥#]?\s?\d[\d.,:'’/-]*\s?(?:[%)°€$£¥]|[^\W\d_]{1,3}(?:/[^\W\d_]{1,2})?)?|[-–—]|n/a",
    re.IGNORECASE,
)
_FILE = re.compile(r"\w\.[a-z]{1,4}$")


_Cells = Sequence[Sequence[list[Word]]]
"""The words of each cell, row by row, column by column."""


class Table(msgspec.Struct, frozen=True):
    """A table: its columns with their names, its rows below; `used` are the pieces that it is made of."""

    head: WordRow
    columns: tuple[Column, ...]
    rows: tuple[WordRow, ...]
    cells: _Cells
    used: frozenset[int]

    @property
    def size(self) -> int:
        """How many of its cells have a name over them and something in them."""
        named = [place for place, column in enumerate(self.columns) if column.names]
        return sum(bool(row[place]) for row in self.cells for place in named)

    @property
    def fields(self) -> Group:
        """Its cells, row by row, each a field of its column's name."""
        names = [[self.head.words[word] for word in column.names] for column in self.columns]
        labels = [(hull(each, self.head), plain(said(each))) if each else None for each in names]
        return [
            Field(hull(cell, row), said(cell), *label)
            for row, cells in zip(self.rows, self.cells, strict=True)
            for cell, label in zip(cells, labels, strict=True)
            if cell and label is not None
        ]


def below(screen: Screen, rows: Sequence[Sequence[int]], at: int) -> Table | None:
    """Return the table whose names stand in a row, with the most cells; None where there is none.

    Args:
        screen: what is drawn.
        rows: the pieces of each row of the screen, by number, left to right, from top to bottom.
        at: which of the rows.
    """
    pieces, following = rows[at], rows[at + 1 :]
    best: Table | None = None
    settled: list[Extent] = []
    for first, last in _runs(screen, pieces):
        # What stands in columns is a table, or is none, as a whole.
        if any(start <= first and last <= stop for start, stop in settled):
            continue
        head = of_pieces(screen, pieces[first : last + 1])
        if len(head.words) < COLUMNS or head.is_rule:
            continue
        left = screen.pieces[pieces[first - 1]].box[2] if first else -(1 << 30)
        right = screen.pieces[pieces[last + 1]].box[0] if last + 1 < len(pieces) else 1 << 30
        found = _found(screen, head, following, (left, right))
        if found is None:
            continue
        settled.append((first, last))
        table, is_headed = found
        if len(table.columns) == COLUMNS and at and _goes_on_above(screen, rows[at - 1], table):
            continue
        if is_headed and (best is None or table.size > best.size):
            best = table
    return best


def _runs(screen: Screen, pieces: Sequence[int]) -> Iterator[Extent]:
    """Yield the runs of pieces in a row that may be names, the longest first: first and last of each."""
    may = [all(_may_name(word) for word in screen.pieces[n].words[-1:]) for n in pieces]
    for size in range(len(pieces), 0, -1):
        for first in range(len(pieces) - size + 1):
            if all(may[first : first + size]):
                yield first, first + size - 1


def _may_name(word: str) -> bool:
    return not word[:1].isdigit() and not word.endswith((":", ",", ";", "$"))


def _found(
    screen: Screen, head: WordRow, following: Sequence[Sequence[int]], within: Extent
) -> tuple[Table, bool] | None:
    """Return what stands in columns below a row, and whether that row has their names; None where nothing does."""
    height = screen.unit
    start, stop = head.words[0].extent[0] - BEFORE * height, head.words[-1].extent[1] + REACH * height
    reach = max(within[0], round(start)), min(within[1], round(stop))
    rows, ruled = _body(screen, head, following, reach)
    if len(rows) + ruled < ROWS or not rows:
        return None
    found = columns.under(head.extents, [row.extents for row in rows], head.height)
    named = [column for column in found if column.names]
    cells = [_celled(row, found) for row in rows]
    if len(named) < COLUMNS or not _is_whole(head, found, cells):
        return None
    used = frozenset(word.piece for row in (head, *rows) for word in row.words)
    table = Table(head, tuple(found), tuple(rows), cells, used)
    if not ruled and _is_list(screen, table):
        return None
    is_told_by_looks = not columns.runs_on(head.extents, found) and _looks_headed(screen, table)
    return table, ruled or _is_headed(table) or is_told_by_looks


def _body(
    screen: Screen, head: WordRow, following: Sequence[Sequence[int]], reach: Extent
) -> tuple[list[WordRow], bool]:
    """Return the rows below the names, as far as they go on evenly in as many columns; and whether a rule is drawn."""
    height = screen.unit
    rows: list[WordRow] = []
    ruled = False
    pitch = 0.0
    last = head
    bars: list[Extent] = []
    for numbers in following:
        parts = {n: _parts(screen.pieces[n].box, reach) for n in numbers}
        reaching = [n for n, (inside, out) in parts.items() if inside > out]
        if any(min(sizes) > STRADDLES * height for sizes in parts.values()):
            break
        if not reaching:
            continue
        row = of_pieces(screen, reaching)
        step = row.middle - last.middle
        if step > PITCH * height or (pitch and not pitch / EVEN <= step <= pitch * EVEN):
            break
        if row.is_rule:
            if rows:
                break
            ruled, last = True, row
            continue
        with_it = columns.bars([bars, row.extents])
        if not row.words or (rows and not _goes_on(bars, with_it, row, head.height)):
            break
        pitch = step if not pitch or len(rows) == 1 else pitch
        rows.append(row)
        last, bars = row, with_it
    return rows, ruled


def _parts(box: Box, reach: Extent) -> Extent:
    """Return how much of the width of a box is inside of a stretch, and how much is not."""
    inside = max(0, min(box[2], reach[1]) - max(box[0], reach[0]))
    return inside, box[2] - box[0] - inside


def _goes_on(before: Sequence[Extent], after: Sequence[Extent], row: WordRow, height: float) -> bool:
    """Say whether a row stands in the columns of those above it: it joins none of them, and fills half of them.

    `before` and `after` is where words stand without and with it.
    """
    many = columns.groups(before, height)
    if columns.groups(after, height) < many:
        return False
    return columns.groups(row.extents, height) >= FULL * many


def _is_whole(head: WordRow, found: Sequence[Column], rows: _Cells) -> bool:
    """Say whether the names are names, most cells are filled, and none of them holds prose."""
    filled = 0
    for place, column in enumerate(found):
        cells = [row[place] for row in rows if row[place]]
        name = " ".join(head.words[word].text for word in column.names)
        if any(len(cell) > LONGEST or cell[-1].text.endswith(":") for cell in cells):
            return False
        if not column.names:
            continue
        if len(column.names) > NAME or not _NAME.fullmatch(name) or len(cells) < FULL * len(rows):
            return False
        if _FILE.search(name) or columns.is_sentence(name):
            return False
        filled += len(cells)
    most = MOST if len(rows) > ROWS else 1.0
    return filled >= most * len(rows) * sum(bool(column.names) for column in found)


def _is_headed(table: Table) -> bool:
    """Say whether a column of amounts stands below a name that is none, or all names are capitals and the cells not."""
    named = [place for place, column in enumerate(table.columns) if column.names]
    for place in named:
        cells = [said(row[place]) for row in table.cells if row[place]]
        if len(cells) >= ROWS and all(map(_AMOUNT.fullmatch, cells)) and not _counts(cells):
            return True
    names = "".join(word.text for word in table.head.words)
    cells_too = "".join(word.text for row in table.rows for word in row.words)
    return len(named) > COLUMNS and names.isupper() and not cells_too.isupper()


def _counts(cells: Sequence[str]) -> bool:
    """Say whether cells count the rows: numbers of lines stand below any name."""
    return all(map(str.isdecimal, cells)) and all(int(b) - int(a) == 1 for a, b in pairwise(cells))


def _looks_headed(screen: Screen, table: Table) -> bool:
    """Say whether the names look different from what is below them, or lie on a ground of another colour."""
    # Each name against its own column: labels and values in turn, as forms have them, are no table.
    columns_of = [
        ([table.head.words[n].piece for n in column.names], [word.piece for row in table.cells for word in row[place]])
        for place, column in enumerate(table.columns)
        if column.names
    ]
    unlike = sum(differ(style_of(screen, one), style_of(screen, other)) for one, other in columns_of)
    if len(columns_of) > COLUMNS and 2 * unlike > len(columns_of):
        return True
    above = sorted({word.piece for word in table.head.words})
    under = sorted({word.piece for row in table.rows for word in row.words})
    grounds = [{ink.ground for n in numbers if (ink := screen.inks[n]) is not None} for numbers in (above, under)]
    return len(grounds[0]) == 1 and not grounds[0] & grounds[1]


def _goes_on_above(screen: Screen, row: Sequence[int], table: Table) -> bool:
    """Say whether a row as far above the names as the next is below stands in the two columns and looks like them."""
    head, step = table.head, table.rows[0].middle - table.head.middle
    near = [n for n in row if step / EVEN <= head.middle - screen.pieces[n].middle <= step * EVEN]
    own = [head.words[column.names[0]] for column in table.columns if column.names]
    above = [next((n for n in near if abs(screen.pieces[n].box[0] - word.extent[0]) <= ALIGNED), None) for word in own]
    return all(
        n is not None and not differ(style_of(screen, [n]), style_of(screen, [word.piece]))
        for n, word in zip(above, own, strict=True)
    )


def _is_list(screen: Screen, table: Table) -> bool:
    """Say whether the row above looks like the others, and the first two columns different: names and values."""
    columns_of = [
        ([table.head.words[n].piece for n in column.names], [word.piece for row in table.cells for word in row[place]])
        for place, column in enumerate(table.columns)
        if column.names
    ]
    looks = [(style_of(screen, head), style_of(screen, cells)) for head, cells in columns_of]
    return differ(looks[0][1], looks[1][1]) and not any(differ(head, cells) for head, cells in looks)


def _celled(row: WordRow, found: Sequence[Column]) -> list[list[Word]]:
    """Return the words of a row by the column in which each begins."""
    cells: list[list[Word]] = [[] for _ in found]
    starts = [column.extent[0] for column in found]
    for word in row.words:
        place = bisect_right(starts, word.extent[0]) - 1
        if place >= 0 and word.extent[0] < found[place].extent[1]:
            cells[place].append(word)
    return cells
