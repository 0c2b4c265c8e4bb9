"""Sheets: lines of one face on one grid, one below the other, as in a terminal or a listing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

import msgspec
import numpy as np

from processors import rows
from processors.faces import Face, Row
from processors.walls import Wall

SAME_PHASE = 0.2
"""Lines are on one grid when their cells begin within this share of a cell of each other."""

NEAR = 3.0
"""A line belongs to a sheet whose last line ends at most so many line heights above it."""

FEWEST_ROWS, FEWEST_LETTERS = 2, 12
"""A sheet has so many rows and letters at least: fewer show no grid that is sure."""

SAME_ROW = 0.4
"""Lines whose base lines are apart by no more than this share of their height are in one row."""

SPACED = 4
"""A sheet of so many rows shows how far they are apart; one of fewer has them as far apart as others of its face."""


class Sheet(msgspec.Struct):
    """Rows on one grid: column 0 begins at `left`, a cell is `pitch` wide, px; `columns` are the first and the last."""

    rows: list[Row]
    left: float
    pitch: float
    columns: tuple[int, int] = (0, 0)

    def column(self, x: float) -> int:
        """Return the column that begins nearest to `x`."""
        return round((x - self.left) / self.pitch)

    def start(self, column: int) -> float:
        """Return where a column begins, px."""
        return self.left + column * self.pitch


def of(face: Face, walls: Sequence[Wall]) -> list[Sheet]:
    """Return the sheets of a face; no sheet goes through one of the `walls`."""
    done: list[Sheet] = []
    for row in sorted((row for row in face.rows if row.has_base), key=lambda row: row.line.box[1]):
        for sheet in done:
            if _belongs(row, sheet, walls):
                sheet.rows.append(row)
                break
        else:
            done.append(Sheet([row], row.read.left, face.pitch))
    sure = [
        sheet
        for sheet in done
        if len(sheet.rows) >= FEWEST_ROWS and sum(len(row.shapes) for row in sheet.rows) >= FEWEST_LETTERS
    ]
    for sheet in sure:
        _fit(sheet)
    return sure


def _belongs(row: Row, sheet: Sheet, walls: Sequence[Wall]) -> bool:
    box, last = row.line.box, sheet.rows[-1].read.line.box
    if box[1] - last[3] > NEAR * (box[3] - box[1]) or row.strip.paper != sheet.rows[-1].strip.paper:
        return False
    nearest = min(sheet.rows, key=lambda other: abs(other.read.left - row.read.left))
    off = (row.read.left - nearest.read.left) / sheet.pitch
    if abs(off - round(off)) > SAME_PHASE:
        return False
    start, stop = sorted((row.read.left, nearest.read.left))
    between = (round(start), min(box[1], last[1]), round(stop) + 1, max(box[3], last[3]))
    return not any(
        between[0] < wall.x < between[2] and wall.top < between[3] and wall.bottom > between[1] for wall in walls
    )


def _fit(sheet: Sheet) -> None:
    """Settle where the columns are, by least squares over the first and the last cell of each row."""
    ends = [(row.read.left, row.read.pitch, len(row.text)) for row in sheet.rows]
    longest = max(ends, key=lambda end: end[2])
    sheet.left, sheet.pitch = longest[0], longest[1]
    for _ in range(2):
        points = []
        for left, pitch, count in ends:
            first = sheet.column(left)
            points += [(first, left), (first + count, left + count * pitch)]
        columns, places = np.array(points, dtype=np.float64).T
        near = np.abs(places - sheet.left - columns * sheet.pitch) < SAME_PHASE * sheet.pitch
        if near.sum() >= 2 and np.ptp(columns[near]) > 0:
            sheet.pitch, sheet.left = (float(v) for v in np.polyfit(columns[near], places[near], 1))
    starts = [sheet.column(row.read.left) for row in sheet.rows]
    sheet.columns = min(starts), max(start + len(row.text) for start, row in zip(starts, sheet.rows, strict=True))


def in_rows(lines: Sequence[Row]) -> list[list[Row]]:
    """Return lines in groups, top to bottom: those that stand beside each other together."""
    groups: list[list[Row]] = []
    for row in sorted(lines, key=lambda row: row.base):
        box = row.line.box
        if groups and row.base - groups[-1][-1].base <= SAME_ROW * (box[3] - box[1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def base_of(group: Sequence[Row]) -> int:
    """Return the row of the image below the letters of lines that stand beside each other."""
    return round(median(row.base for row in group))


def leading_of(sheet: Sheet, beside: Sequence[Sheet]) -> float:
    """Return how far the rows of a sheet are apart (px), in doubt as those of the sheets `beside`; 0.0 if unknown."""
    steps = _steps(sheet)
    known = steps if len(steps) >= SPACED - 1 else [step for other in beside for step in _steps(other)]
    return rows.leading_of([0, *accumulate(known)])


def _steps(sheet: Sheet) -> list[int]:
    return [below - above for above, below in pairwise(base_of(group) for group in in_rows(sheet.rows))]
