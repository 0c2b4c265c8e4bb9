"""The lines of a row of a sheet: what was read in it and what was overlooked, put together by columns. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from processors.base import Extent, Line
from processors.sheets import Sheet

JOINED = 16
"""What was overlooked belongs to the line that is at most so many cells away."""

SURE = 5_000
"""How sure one is of what only shapes tell, in basis points."""


class Part(msgspec.Struct, frozen=True):
    """A line of a row, and its letters by column: they may be others than the line has."""

    line: Line
    cells: dict[int, str]


def lines(parts: Sequence[Part], new: dict[int, str], sheet: Sheet, rows: Extent, width: int) -> Iterator[Line]:
    """Give the lines of a row of a sheet, what was overlooked in the one that is near; it connects lines beside it.

    `new` is what was overlooked, by column; `rows` are the rows of pixels of the row, `width` is that of the image.
    """
    found = [(min(part.cells), max(part.cells), part) for part in parts if part.cells]
    found += [(column, column, Part(Line((0, 0, 0, 0), "", SURE, ()), {column: c})) for column, c in new.items()]
    group: list[Part] = []
    end = 0
    for start, stop, part in sorted(found, key=lambda each: each[:2]):
        if group and not (start - end <= JOINED and ("" in (part.line.text, group[-1].line.text))):
            yield _joined(group, sheet, rows, width)
            group = []
        group.append(part)
        end = max(end, stop) if len(group) > 1 else stop
    if group:
        yield _joined(group, sheet, rows, width)


def _joined(group: Sequence[Part], sheet: Sheet, rows: Extent, width: int) -> Line:
    read = [part for part in group if part.line.text]
    cells = {column: character for part in group for column, character in part.cells.items()}
    first, last = min(cells), max(cells)
    text = "".join(cells.get(column, " ") for column in range(first, last + 1))
    if len(group) == 1 and read and text == read[0].line.text:
        return read[0].line
    starts = [c for c in range(first, last + 1) if c in cells and c - 1 not in cells]
    stops = [c + 1 for c in range(first, last + 1) if c in cells and c + 1 not in cells]
    words = tuple(
        (max(0, round(sheet.start(a))), min(width, round(sheet.start(b)))) for a, b in zip(starts, stops, strict=True)
    )
    top = min((part.line.box[1] for part in read), default=rows[0])
    bottom = max((part.line.box[3] for part in read), default=rows[1])
    sure = min((part.line.confidence for part in read), default=SURE)
    return Line((words[0][0], top, words[-1][1], bottom), text, sure, words)
