"""Faces: the lines on a screen that are set in cells of one width, and what their letters look like. Pure.

Lines of one face teach each other: what a shape was read as in most of them, it is in all (`processors/letters.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from processors import ampersands, cursors, ligatures, lookalikes
from processors.base import Line
from processors.heights import Heights
from processors.ink import FAINTEST, Colour, background
from processors.letters import Letters, Shape, is_present
from processors.shapes import SITTING

SMALL = frozenset(".,:;'`\"")
"""Characters that are no larger than scraps of other rows."""

SLIGHT = SMALL | frozenset("ijlrt()[]{}|!")
"""Characters whose ink need not be in the middle of their cell."""

BLANK = 0.15
"""Their cell is blank where no pixel differs from the ground by this share of the row's strongest difference."""

HANGING = 0.55
"""An underscore is no further below the other letters, in cells."""

RAISED, WIDE = 0.4, 0.55
"""An underscore begins no higher above the base line, and is at least so wide, in cells."""

SAME_PITCH = 0.015
"""Lines are in one face when the widths of their cells differ by no more than this share."""


class Read(msgspec.Struct, frozen=True):
    """A line as it was read; on a grid, the cell of its first letter begins at `left`, and cells are `pitch` wide, px.

    `pitch` is 0.0 where it is on none.
    """

    line: Line
    left: float = 0.0
    pitch: float = 0.0


class Strip:
    """Some rows of an image, and how far each of their pixels is from a ground."""

    def __init__(self, pixels: NDArray[np.uint8], top: int, bottom: int, paper: Colour) -> None:
        """Take the image (height x width x 3), the rows [top, bottom) and the colour of the ground."""
        self.top, self.paper = max(0, top), paper
        part = pixels[self.top : bottom].astype(np.int16)
        self.off = np.abs(part - np.array(paper, dtype=np.int16)).max(axis=2)
        self.strongest = int(self.off.max(initial=0))

    def cell(self, left: float, pitch: float) -> NDArray[np.int16] | None:
        """The cell (height x width) that begins at the column `left`; None where it is not wholly on the image."""
        start = round(left)
        stop = start + round(pitch)
        return self.off[:, max(start, 0) : stop] if start >= -1 and stop <= self.off.shape[1] + 1 else None


class Row:
    """A line on a grid, with its ink; `base` is the row of the image below the letters that stand on the base line."""

    def __init__(self, read: Read, pixels: NDArray[np.uint8]) -> None:
        line, left, signs = ligatures.typed(read.line, read.left, read.pitch, pixels)
        self.read, self.text = Read(line, left, read.pitch), line.text
        x0, y0, x1, y1 = line.box
        self.strip = Strip(pixels, y0, y1, background(pixels[y0:y1, x0:x1]))
        self.strip.strongest = int(self.strip.off[:, max(0, x0) : x1].max(initial=0))
        feet = [
            shape.high - shape.above
            for cell, character in enumerate(self.text)
            if character in SITTING and (shape := self._shape(cell, 0)) is not None
        ]
        self.has_base = bool(feet)
        self.base = self.strip.top + round(median(feet)) if feet else read.line.box[3]
        self.shapes: dict[int, Shape] = {}
        self.turned: dict[int, Shape] = {}
        """Letters in a cell that is filled with another colour: under a cursor."""
        if self.has_base:
            self.turned = dict(self._turned())
            found = ((cell, self._shape(cell, self.base - self.strip.top)) for cell in range(len(self.text)))
            self.shapes = {
                cell: shape
                for cell, shape in found
                if shape is not None and cell not in self.turned.keys() | signs and self._is_own(cell, shape)
            }
        self.blank = frozenset(
            cell
            for cell in range(len(self.text))
            if self.text[cell] != " " and cell not in signs and self._is_blank(cell)
        )
        """Cells in which something was read and nothing is: it is of the cell beside, or made up."""

    def _shape(self, cell: int, base: int) -> Shape | None:
        ink = self.strip.cell(self.read.left + cell * self.read.pitch, self.read.pitch)
        return Shape.of(ink, base) if ink is not None else None

    def _turned(self) -> Iterator[tuple[int, Shape]]:
        for cell, character in enumerate(self.text):
            ink = self.strip.cell(self.read.left + cell * self.read.pitch, self.read.pitch)
            turned = cursors.turned(ink) if ink is not None and character != " " else None
            shape = Shape.of(turned, self.base - self.strip.top) if turned is not None else None
            if shape is not None:
                yield cell, shape

    def _is_own(self, cell: int, shape: Shape) -> bool:
        """Say whether a letter was read in a cell, and its shape is no scrap of the rows above or below."""
        is_scrap = shape.is_of_others(self.base - self.strip.top, self.strip.off.shape[0])
        return self.text[cell] != " " and (self.text[cell] == "_" or not is_scrap)

    def cells(self) -> Iterator[tuple[float, float]]:
        """Give where the cells of its letters begin and end, px."""
        for cell, character in enumerate(self.text):
            if character != " " and cell not in self.blank:
                start = self.read.left + cell * self.read.pitch
                yield start, start + self.read.pitch

    def _is_blank(self, cell: int) -> bool:
        ink = self.strip.cell(self.read.left + cell * self.read.pitch, self.read.pitch)
        if ink is None:
            return False
        if self.text[cell] == "_":
            # What is further below is of the next row.
            ink = ink[: self.base - self.strip.top + round(HANGING * self.read.pitch)]
        character = self.text[cell]
        if character in SLIGHT and int(ink.max(initial=0)) < max(FAINTEST, BLANK * self.strip.strongest):
            return True
        if character not in SLIGHT and not is_present(ink, self.strip.strongest):
            return True
        return character not in SMALL and self._is_of_others(ink, character)

    def _is_of_others(self, ink: NDArray[np.int16], character: str) -> bool:
        """Say whether all that is in a cell are scraps of the rows above and below; no underscore is high or short."""
        base = self.base - self.strip.top
        shape = Shape.of(ink, base) if self.has_base else None
        if shape is None:
            return False
        if character == "_":
            return shape.above > RAISED * self.read.pitch or shape.wide < WIDE * self.read.pitch
        return shape.is_of_others(base, len(ink))

    @property
    def line(self) -> Line:
        """The line, with the letters that are in its cells by now."""
        return self.read.line if self.text == self.read.line.text else replace(self.read.line, text=self.text)

    def put(self, cell: int, character: str) -> None:
        """Put another character into a cell that has one."""
        self.text = self.text[:cell] + character + self.text[cell + 1 :]

    def word(self, cell: int) -> str:
        """Return the word that a cell is in."""
        start = self.text.rfind(" ", 0, cell) + 1
        stop = self.text.find(" ", cell)
        return self.text[start : stop if stop >= 0 else None]


class Face(msgspec.Struct):
    """Rows with cells of one width, and what their letters look like."""

    rows: list[Row]
    letters: Letters

    @property
    def pitch(self) -> float:
        """The width of a cell, px, as the longest row has it."""
        return max(self.rows, key=lambda row: len(row.text)).read.pitch


def of(pixels: NDArray[np.uint8], read: Sequence[Read]) -> list[Face]:
    """Return the faces of the lines on grids: in all lines, letters are what most readings of their shape say."""
    waiting = sorted((Row(each, pixels) for each in read if each.pitch), key=lambda row: row.read.pitch)
    groups: list[list[Row]] = []
    for row in waiting:
        if groups and row.read.pitch <= groups[-1][-1].read.pitch * (1 + SAME_PITCH):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_taught(group) for group in groups]


def _taught(rows: list[Row]) -> Face:
    read = _learnt(rows)
    for row in rows:
        for cell, shape in row.shapes.items():
            said = read.says(shape) or row.text[cell]
            if not said.isascii():
                said = lookalikes.slashed(read.plain(shape) or said, shape, row.read.pitch)
            readings = read.readings(shape)
            said = lookalikes.tailed(lookalikes.pointed(said, shape, readings), shape, readings)
            row.put(cell, lookalikes.angled(lookalikes.hung(said, shape, row.read.pitch), shape))
        for cell, shape in row.turned.items():
            row.put(cell, read.nearest(shape) or row.text[cell])
    places = [(row, cell) for row in rows for cell in row.shapes]
    tall = Heights.of([(row.shapes[cell], row.text[cell]) for row, cell in places])
    if tall is not None:
        for row, cell in places:
            row.put(cell, tall.settled(row.text[cell], row.shapes[cell], row.text[cell - 1 : cell]))
    found = list(lookalikes.zeros([(row.shapes[cell], row.text[cell], row.word(cell)) for row, cell in places]))
    for (row, cell), character in zip(places, found, strict=True):
        row.put(cell, character)
    told = ampersands.settled([(row.shapes[cell], row.text[cell], row.word(cell)) for row, cell in places])
    for (row, cell), character in zip(places, list(told), strict=True):
        row.put(cell, character)
    # What was settled teaches better than what was read.
    return Face(rows, _learnt(rows))


def _learnt(rows: Sequence[Row]) -> Letters:
    letters = Letters()
    for row in rows:
        for cell, shape in row.shapes.items():
            letters.learn(shape, row.text[cell])
    return letters
