"""What the cells of a sheet hold in which nothing was read. Pure.

A detector of text overlooks a lone bar, a rule of dashes, the sign before a line; a recogniser leaves letters out, or
reads one where there is none. All stand in cells of the grid that the lines around them are on, and look like letters
that were read elsewhere on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from processors import faces, incells, joined, sheets
from processors.base import Line
from processors.faces import Read, Row, Strip
from processors.joined import Part
from processors.letters import Letters, Shape, is_present
from processors.sheets import Sheet
from processors.strokes import HUNG, drawn
from processors.walls import Wall

OUTSIDE = 24
"""What begins in the columns of a sheet may go on for so many columns outside."""

STRANGE = 0.25
"""Of a line that was on no grid, so many letters may be unknown for each that is known."""

KEPT = 0.8
"""In the cells of a line that was on no grid there are at least so many letters for each that was read."""

NAMES = 2
"""So many underscores stand before a name, or behind it."""

GROUND = 0.25
"""In a cell with a letter at least this share is plain ground."""

LEAST_LEADING, EVEN, FREE = 0.6, 0.1, 3
"""Rows of a sheet are no closer than LEAST_LEADING of a line's height; up to FREE may be missing between two, where the
distance of these is a multiple of the usual one, but for the share EVEN of it."""

DENSE = 0.9
"""Lines whose boxes touch, or nearly, are so far apart, in heights of these boxes; they may be further apart."""

BEYOND = 3
"""So many rows above the first one of a sheet and below the last one may be overlooked as well."""


def settled(pixels: NDArray[np.uint8], read: Sequence[Read], walls: Sequence[Wall]) -> list[Line]:
    """The lines of an image (height x width x 3), with what their faces teach, and what their sheets show besides."""
    taught = faces.of(pixels, read)
    lines = [each.line for each in read if not each.pitch] + [row.line for face in taught for row in face.rows]
    for face in taught:
        found = sheets.of(face, walls)
        for sheet in found:
            leading = sheets.leading_of(sheet, found)
            # Another sheet may have taken a line of this one for a part of its own.
            standing = set(lines)
            sheet.rows = [row for row in sheet.rows if row.line in standing]
            if not sheet.rows:
                continue
            own = {row.line for row in sheet.rows}
            others = [line for line in lines if line not in own]
            for old, new in _Filling(pixels, sheet, face.letters, others, walls).changes(leading):
                lines = [line for line in lines if line not in old] + new
    return lines


Change = tuple[list[Line], list[Line]]
"""Lines of a row, and those that take their place."""


class _Filling:
    """Looks into the cells of a sheet in which nothing was read."""

    def __init__(
        self,
        pixels: NDArray[np.uint8],
        sheet: Sheet,
        letters: Letters,
        others: Sequence[Line],
        walls: Sequence[Wall],
    ) -> None:
        self._pixels, self._sheet, self._letters = pixels, sheet, letters
        x0, x1 = sheet.start(sheet.columns[0] - OUTSIDE), sheet.start(sheet.columns[1] + OUTSIDE)
        self._others = [line for line in others if line.box[0] < x1 and line.box[2] > x0]
        self._walls = [wall for wall in walls if x0 < wall.x < x1]
        self._up = round(median(row.base - row.line.box[1] for row in sheet.rows))
        self._down = round(median(row.line.box[3] - row.base for row in sheet.rows))

    def changes(self, leading: float) -> Iterator[Change]:
        """Give the lines of each row that are replaced, and what takes their place.

        `leading` is the usual distance of two rows, px.
        """
        groups = sheets.in_rows(self._sheet.rows)
        bases = [sheets.base_of(group) for group in groups]
        for base, group in zip(bases, groups, strict=True):
            yield from self._row(base, group)
        for base in self._between(bases, leading):
            yield from self._row(base, [])
        yield from self._short(bases[0] - self._up - leading, bases[-1] + self._down + leading)

    def _short(self, top: float, bottom: float) -> Iterator[Change]:
        """Put lines between these rows of pixels that are on no grid, by themselves, into the cells of the sheet."""
        for line in self._others:
            _, upper, _, lower = line.box
            if not top < (upper + lower) / 2 < bottom:
                continue
            strip = Strip(self._pixels, upper, lower, self._sheet.rows[0].strip.paper)
            cells = incells.told(line, strip, self._sheet)
            if cells:
                part = Part(line, cells)
                yield [line], list(joined.lines([part], {}, self._sheet, (upper, lower), self._pixels.shape[1]))

    def _between(self, bases: list[int], leading: float) -> Iterator[int]:
        """Give the base lines where the sheet has no row: above it, below it and where one or a few are left out."""
        height = self._up + self._down
        if leading < LEAST_LEADING * height:
            return
        # Where every other row is overlooked, those that are left are twice as far apart.
        leading /= max(1, int(leading / (DENSE * height)))
        for above, below in pairwise(bases):
            count = round((below - above) / leading)
            if 1 < count <= FREE + 1 and abs((below - above) / count - leading) <= EVEN * leading:
                yield from (round(above + n * (below - above) / count) for n in range(1, count))
        yield from (round(bases[0] - n * leading) for n in range(1, BEYOND + 1))
        yield from (round(bases[-1] + n * leading) for n in range(1, BEYOND + 1))

    def _row(self, base: int, rows: list[Row]) -> Iterator[Change]:
        top, bottom = base - self._up, base + self._down
        if top < 0 or bottom > self._pixels.shape[0]:
            return
        strip = Strip(self._pixels, top, bottom, (rows or self._sheet.rows)[0].strip.paper)
        strip.strongest = self._strongest(strip, rows)
        parts = [Part(row.line, self._placed(row)) for row in rows]
        replaced = [row.line for row in rows]
        taken = {column for part in parts for column in part.cells}
        blocked: list[Line] = []
        for line in tuple(self._others):
            if not line.box[1] < (top + bottom) / 2 < line.box[3]:
                continue
            cells = self._read_again(line, strip, base, taken)
            if cells:
                parts.append(Part(line, cells))
                replaced.append(line)
                self._others = [other for other in self._others if other is not line]
                taken |= set(cells)
            else:
                blocked.append(line)
        displaced = {column: c for row in rows for column, c in self._displaced(row).items() if column not in taken}
        held = [cell for row in rows for cell in row.cells()]
        new = self._overlooked(strip, base, taken, blocked, displaced, held)
        if new or displaced or len(parts) > len(rows):
            yield replaced, list(joined.lines(parts, new, self._sheet, (strip.top, bottom), self._pixels.shape[1]))

    def _strongest(self, strip: Strip, rows: Sequence[Row]) -> int:
        """How far the ink of a row is from its ground at most: what other windows show beside it does not count."""
        if rows:
            return max(row.strip.strongest for row in rows)
        start, stop = (round(self._sheet.start(column)) for column in self._sheet.columns)
        return int(strip.off[:, max(0, start) : max(0, stop)].max(initial=0))

    def _placed(self, row: Row) -> dict[int, str]:
        """Return the letters of a row by column, without those in cells that hold none."""
        return {column: c for column, c in self._displaced(row).items() if column - self._first(row) not in row.blank}

    def _first(self, row: Row) -> int:
        return self._sheet.column(row.read.left)

    def _displaced(self, row: Row) -> dict[int, str]:
        """Return the letters of a row by column, with those in cells that hold none."""
        return {self._first(row) + n: character for n, character in enumerate(row.text) if character != " "}

    def _read_again(self, line: Line, strip: Strip, base: int, taken: set[int]) -> dict[int, str]:
        """Return the letters of a line on no grid, or on another, if all of its ink has shapes that are known.

        Where most have, the others are what was read, if each of its words is as long as its cells.
        """
        first, last = self._sheet.column(line.box[0]), self._sheet.column(line.box[2])
        told = self._told(line)
        cells: dict[int, str] = {}
        known = strange = 0
        for column in range(first, last + 1):
            if column in taken:
                continue
            letter, is_known = self._seen(strip, base, column)
            if letter is None:
                continue
            kept = letter if is_known else told.get(column, letter)
            if kept:
                cells[column] = kept
                known += kept == letter
                strange += kept != letter
            elif self._is_inside(column, line):
                strange += len(line.text)
        letters = sum(not character.isspace() for character in line.text)
        held = len(cells) + len(taken.intersection(range(first, last + 1)))
        if strange <= STRANGE * known and held >= KEPT * letters:
            return cells
        return {} if taken.intersection(range(first, last + 1)) else incells.told(line, strip, self._sheet)

    def _told(self, line: Line) -> dict[int, str]:
        """Return the letters of a line by column, but of words that are not as long as the cells that they are in."""
        told: dict[int, str] = {}
        for word, (x0, x1) in zip(line.text.split(), line.words, strict=True):
            if round((x1 - x0) / self._sheet.pitch) != len(word):
                continue
            first = self._sheet.column(x0)
            told |= {first + n: character for n, character in enumerate(word)}
        return told

    def _is_inside(self, column: int, line: Line) -> bool:
        middle = self._sheet.start(column) + self._sheet.pitch / 2
        return line.box[0] < middle < line.box[2]

    def _seen(self, strip: Strip, base: int, column: int) -> tuple[str | None, bool]:
        """Return the letter in a cell, and whether this very shape was read elsewhere.

        It is empty where the shape is strange, None where there is no ink.
        """
        cell = strip.cell(self._sheet.start(column), self._sheet.pitch)
        if cell is None or not is_present(cell, strip.strongest):
            return None, False
        shape = Shape.of(cell, base - strip.top) if (cell == 0).mean() >= GROUND else None
        if shape is None:
            return "", False
        letter = self._letters.nearest(shape) or drawn(shape, cell.shape[1], cell.shape[0])
        if letter != "_" and shape.is_of_others(base - strip.top, len(cell)):
            return None, False
        # No letter hangs as high as quotation marks do.
        is_hung = letter != "" and shape.above - shape.high >= HUNG * self._sheet.pitch
        return letter, is_hung or bool(self._letters.readings(shape))

    def _overlooked(
        self,
        strip: Strip,
        base: int,
        taken: set[int],
        blocked: Sequence[Line],
        displaced: dict[int, str],
        held: Sequence[tuple[float, float]],
    ) -> dict[int, str]:
        """Return the letters in the cells of a row that hold none yet; of a row that has none, all or nothing.

        What the letters of the row `held` as they were read, px, is theirs, if its grid is off a little.
        """
        found: dict[int, str] = {}
        first, last = self._sheet.columns
        for column in self._reachable(strip, taken):
            left = self._sheet.start(column)
            right = left + self._sheet.pitch
            if column in taken or any(line.box[0] < right and line.box[2] > left for line in blocked):
                continue
            if any(min(right, stop) - max(left, start) > self._sheet.pitch / 2 for start, stop in held):
                continue
            character, _ = self._seen(strip, base, column)
            is_near = first <= column < last or bool(found.keys() & {column - 1, column + 1})
            if character == "" and not taken and is_near:
                return {}
            if character == "":
                character = displaced.get(column - 1) or displaced.get(column + 1)
            if character and is_near:
                found[column] = character
        return {column: c for column, c in found.items() if c != "_" or self._is_in_word(column, found, taken)}

    def _is_in_word(self, column: int, found: dict[int, str], taken: set[int]) -> bool:
        """Say whether an underscore stands between letters, or as near to one as in names: a rule does not."""
        if not taken:
            return False
        near = {column + n for n in range(-NAMES, NAMES + 1)}
        letters = taken | {other for other, character in found.items() if character != "_"}
        return min(taken) < column < max(taken) or bool(near & letters)

    def _reachable(self, strip: Strip, taken: set[int]) -> Iterator[int]:
        """Give the columns that no wall parts from the letters of a row; of a row without letters, all or none.

        Behind the columns of the sheet, and before them, comes what may go on there.
        """
        height = strip.off.shape[0]
        at = sorted(
            self._sheet.column(wall.x) for wall in self._walls if wall.top < strip.top + height // 2 < wall.bottom
        )
        first, last = self._sheet.columns
        for start, stop in pairwise([first - OUTSIDE, *at, last + OUTSIDE]):
            is_all = start <= first and last <= stop
            if any(start <= column < stop for column in taken) or (not taken and is_all):
                yield from range(max(start, first), stop)
                yield from range(min(first, stop) - 1, start - 1, -1)
