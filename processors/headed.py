"""Tables whose cells are aligned with the names in a row above them, on a side or by the middle. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from statistics import median

from ledger.facts import Field
from processors.base import Box
from processors.columns import COLUMNS, FULL, LONGEST, NAME, ROWS, is_sentence
from processors.labels import plain
from processors.neighbours import ALIGNED, AMOUNT
from processors.pairs import Group, line_box
from processors.pieces import Piece, level
from processors.screen import Screen
from processors.style import differ, distance, style_of

Cell = list[int]
"""The pieces of one cell, by number."""

_Table = tuple[list[Cell], list[list[Cell]]]
"""The names of the columns, and the rows of cells below them."""

MOST = 16
"""Tables with more columns are read in parts."""

BAND = 0.5
"""A name on two lines may stand so many line heights above and below those on one."""

PITCH = 4.0
"""Rows of one table are at most so many line heights apart."""

WRAPPED = 0.8
"""Lines in a few columns only, at most so many line heights below others, go on in the same cells."""

UNLIKE = 1.7
"""Rows that look as different as this are not of one table (1: they can just be told apart)."""

FURTHER = 14.0
"""The last name stands at most so many line heights right of the one before."""

CLOSER = 0.62
"""So many, where the lines are in most of the columns."""


def below(screen: Screen, row: Sequence[int], free: Set[int]) -> Iterator[tuple[Group, Set[int]]]:
    """Yield what could be tables that have their names in a row: the fields, and the pieces that they are made of.

    The names look different from what is below them, or lie on a ground of another colour.
    """
    # Where rows stand close, as in sheets, the second line of a name would be the first row of cells.
    for near in (BAND, 0.0):
        for names, body in _below(screen, row, free, near):
            yield _cells(screen, names, body), {n for cells in (names, *body) for cell in cells for n in cell}


def _below(screen: Screen, row: Sequence[int], free: Set[int], near: float) -> list[_Table]:
    """Return the tables that have their names in a row, each as its names and its rows of cells."""
    found: list[_Table] = []
    left_free = set(free)
    for stretch in _stretches(screen, [n for n in row if n in free], free, near):
        left = list(stretch)
        while len(left) >= COLUMNS:
            names, body = _best(screen, left, left_free)
            if not names:
                break
            found.append((names, body))
            left_free -= {n for name in names for n in name} | {n for cells in body for cell in cells for n in cell}
            left = left[left.index(names[-1]) + 1 :]
    return found


def _best(screen: Screen, stretch: Sequence[Cell], free: Set[int]) -> tuple[list[Cell], list[list[Cell]]]:
    """Return the names, next to each other in a stretch, that have the most cells below them, and these.

    Tables may stand side by side, and names of one beside titles of another thing.
    """
    best: tuple[int, list[Cell], list[list[Cell]]] = (0, [], [])
    for first in range(len(stretch)):
        for last in range(first + COLUMNS, min(len(stretch), first + MOST) + 1):
            names = list(stretch[first:last])
            body = _body(screen, names, free)
            count = sum(bool(cell) for row in body for cell in row)
            if count > best[0] and len(body) >= ROWS and _is_head(screen, names, body) and _is_even(screen, body):
                best = (count, names, body)
    return best[1], best[2]


def _stretches(screen: Screen, row: Sequence[int], free: Set[int], band: float) -> list[list[Cell]]:
    """Return the stretches of a row that can be the names of columns: short texts with letters, on one line or two.

    Two lines of a name stand at most `band` line heights above and below the names on one.
    """
    if len(row) < COLUMNS:
        return []
    top, bottom = (median(screen.pieces[n].box[side] for n in row) for side in (1, 3))
    left, right = screen.pieces[row[0]].box[0], screen.pieces[row[-1]].box[2] + FURTHER * screen.unit
    near = band * screen.unit
    level_with = [n for n in free if screen.pieces[n].box[1] < bottom + near and screen.pieces[n].box[3] > top - near]
    if not band:
        level_with = list(row)
    cells: list[Cell] = []
    for number in sorted(
        (n for n in level_with if left <= screen.pieces[n].box[0] < right), key=lambda n: screen.pieces[n].box[0]
    ):
        if cells and screen.pieces[number].box[0] < max(screen.pieces[n].box[2] for n in cells[-1]):
            cells[-1].append(number)
        else:
            cells.append([number])
    stretches: list[list[Cell]] = [[]]
    for cell in cells:
        text = _text(screen, cell)
        is_short = len(text.split()) <= NAME and sum(c.isalpha() for c in text) >= 2
        if is_short and not text.endswith((":", ",")) and not is_sentence(text):
            stretches[-1].append(cell)
        else:
            stretches.append([])
    return [each for each in stretches if len(each) >= COLUMNS]


def _body(screen: Screen, names: Sequence[Cell], free: Set[int]) -> list[list[Cell]]:
    """Return the rows below the names: for each row, and each column, the pieces in it."""
    heads = [_hull(screen, name) for name in names]
    bottom = max(head[3] for head in heads)
    under = [
        n
        for n in free
        if screen.pieces[n].box[1] >= bottom - 1
        and _meets(screen.pieces[n], heads, screen.unit)
        and not _counts_rows(screen.pieces[n], heads)
    ]
    body: list[list[Cell]] = []
    sparse = False
    for row in _bands(screen, under):
        top = min(screen.pieces[n].box[1] for n in row)
        placed = [(n, _column(screen.pieces[n], heads)) for n in row]
        if top - bottom > PITCH * screen.unit or any(column is None for _, column in placed):
            break
        cells: list[Cell] = [[] for _ in heads]
        for number, column in sorted(placed, key=lambda each: screen.pieces[each[0]].box[1]):
            cells[column or 0].append(number)
        filled = sum(bool(cell) for cell in cells)
        near = WRAPPED if filled <= FULL * len(heads) or sparse else CLOSER
        if body and (filled < len(heads) or sparse) and top - bottom <= near * screen.unit:
            for column, extra in enumerate(cells):
                body[-1][column] += extra
        else:
            body.append(cells)
        sparse = sum(bool(cell) for cell in body[-1]) <= FULL * len(heads)
        bottom = max(screen.pieces[n].box[3] for n in row)
    while body and sum(bool(cell) for cell in body[-1]) < max(2, FULL * len(heads)):
        body.pop()
    return body


def _bands(screen: Screen, numbers: Sequence[int]) -> list[list[int]]:
    """Return pieces by rows of cells, top to bottom: what overlaps in height is one row, however many lines it has."""
    bands: list[list[int]] = []
    bottom = -(1 << 30)
    for number in sorted(numbers, key=lambda n: (screen.pieces[n].box[1], screen.pieces[n].box[0])):
        box = screen.pieces[number].box
        if bands and box[1] < bottom - 1:
            bands[-1].append(number)
        else:
            bands.append([number])
        bottom = max(bottom, box[3])
    return bands


def _meets(piece: Piece, heads: Sequence[Box], unit: float) -> bool:
    """Say whether a piece stands below the names: not left of the first, not far right of the last."""
    return piece.box[2] > heads[0][0] - 2 * unit and piece.box[0] < heads[-1][2] + 2 * unit


def _counts_rows(piece: Piece, heads: Sequence[Box]) -> bool:
    """Say whether a piece is the number of a row, as sheets have them left of all columns."""
    return piece.text.isdecimal() and piece.box[2] <= heads[0][0]


def _column(piece: Piece, heads: Sequence[Box]) -> int | None:
    """Return the column that a piece is aligned with on its left, on its right or by its middle; None for none.

    A number may stand at the right end of its column, far from where the name of that begins.
    """
    x0, _, x1, _ = piece.box
    for number, head in enumerate(heads):
        left = heads[number - 1][2] if number else -(1 << 30)
        right = heads[number + 1][0] if number + 1 < len(heads) else 1 << 30
        sides = (x0 - head[0], x1 - head[2], (x0 + x1 - head[0] - head[2]) / 2)
        if min(abs(side) for side in sides) <= ALIGNED and x0 > left and x1 < right:
            return number
    if AMOUNT.fullmatch(piece.text):
        width = (heads[-1][0] - heads[0][0]) / (len(heads) - 1)
        ends = [*(head[0] for head in heads[1:]), heads[-1][0] + width]
        return next((n for n, head in enumerate(heads) if head[0] - ALIGNED <= x0 and x1 < ends[n]), None)
    return None


def _is_head(screen: Screen, names: Sequence[Cell], body: Sequence[list[Cell]]) -> bool:
    """Say whether the first row is one of names: most look different from their columns, or it has another ground."""
    columns = [[n for row in body for n in row[place]] for place in range(len(names))]
    different = sum(
        differ(style_of(screen, name), style_of(screen, column)) for name, column in zip(names, columns, strict=True)
    )
    if 2 * different > len(names) and len(names) > COLUMNS:
        return True
    if _heads_a_sheet(screen, names, body):
        return True
    first = {ink.ground for name in names for n in name if (ink := screen.inks[n]) is not None}
    others = {ink.ground for column in columns for n in column if (ink := screen.inks[n]) is not None}
    return len(first) == 1 and not first & others


def _heads_a_sheet(screen: Screen, names: Sequence[Cell], body: Sequence[list[Cell]]) -> bool:
    """Say whether the names stand in row 1 of a sheet, whose other rows are counted, and have numbers below one."""
    heads = [_hull(screen, name) for name in names]
    counts = [piece for piece in screen.pieces if _counts_rows(piece, heads)]
    first = screen.pieces[names[0][0]]
    if not any(piece.text == "1" and level(piece, first) for piece in counts):
        return False
    counted = sum(any(level(piece, screen.pieces[n]) for piece in counts for cell in row for n in cell) for row in body)
    numbers = [
        all(AMOUNT.fullmatch(_text(screen, row[place])) for row in body if row[place]) for place in range(len(names))
    ]
    return counted == len(body) and any(numbers)


def _is_even(screen: Screen, body: Sequence[list[Cell]]) -> bool:
    """Say whether the rows look alike and hold no prose: labels and values in turn are no table."""
    rows = [[n for cell in row for n in cell] for row in body]
    texts = [_text(screen, cell) for row in body for cell in row]
    if any(len(text.split()) > LONGEST or text.endswith(":") for text in texts):
        return False
    odd, even = ([n for row in rows[start::2] for n in row] for start in (0, 1))
    return distance(style_of(screen, odd), style_of(screen, even)) < UNLIKE


def _cells(screen: Screen, names: Sequence[Cell], body: Sequence[list[Cell]]) -> Group:
    heads = [(_line_hull(screen, name), plain(_text(screen, name))) for name in names]
    return [
        Field(_line_hull(screen, cell), _text(screen, cell), box, name)
        for row in body
        for (box, name), cell in zip(heads, row, strict=True)
        if cell
    ]


def _text(screen: Screen, cell: Cell) -> str:
    return " ".join(
        screen.pieces[n].text for n in sorted(cell, key=lambda n: (screen.pieces[n].box[1], screen.pieces[n].box[0]))
    )


def _hull(screen: Screen, cell: Cell) -> Box:
    return _around([screen.pieces[n].box for n in cell])


def _line_hull(screen: Screen, cell: Cell) -> Box:
    return _around([line_box(screen.pieces[n]) for n in cell])


def _around(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
