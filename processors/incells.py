"""A line that is too short to show its grid, put into the cells of the sheet that it stands in. Pure.

What was read in it are letters in their order, and its ink is in cells: where there are as many of the one as of the
other, each letter has its cell, and where spaces are the cells say, not the recogniser.
"""

from __future__ import annotations

from collections.abc import Iterator

from processors.base import Line
from processors.faces import Strip
from processors.ink import FAINTEST, Mask
from processors.letters import SHARE, is_present
from processors.sheets import Sheet

FEWEST = 3
"""Fewer letters may stand in cells by accident."""

CLEAR, LONG, MOSTLY = 1.0, 9, 0.8
"""Of the borders between two cells with letters the share CLEAR is free of ink, MOSTLY in lines of LONG letters."""

OFF = 0.75
"""No letter was read further than this from the middle of its cell, in cells."""


def told(line: Line, strip: Strip, sheet: Sheet) -> dict[int, str]:
    """Return the letters of a line by the column of the sheet that each stands in; empty where these do not agree."""
    letters = list(_letters(line))
    first, last = sheet.column(line.box[0]), sheet.column(line.box[2])
    held = [column for column in range(first, last + 1) if _is_held(strip, sheet, column)]
    if len(letters) < FEWEST or len(held) != len(letters):
        return {}
    middles = [sheet.start(column) + sheet.pitch / 2 for column in held]
    if any(abs(middle - at) > OFF * sheet.pitch for middle, (_, at) in zip(middles, letters, strict=True)):
        return {}
    inked = strip.off >= max(FAINTEST, round(SHARE * strip.strongest))
    beside = [column for column in held if column - 1 in held]
    clear = sum(_is_clear(inked, round(sheet.start(column))) for column in beside)
    if clear < (CLEAR if len(letters) < LONG else MOSTLY) * len(beside):
        return {}
    return {column: character for column, (character, _) in zip(held, letters, strict=True)}


def _letters(line: Line) -> Iterator[tuple[str, float]]:
    """Give the letters of a line, each with where its middle is, px, if those of a word are equally wide."""
    for word, (x0, x1) in zip(line.text.split(), line.words, strict=True):
        for n, character in enumerate(word):
            yield character, x0 + (n + 0.5) * (x1 - x0) / len(word)


def _is_held(strip: Strip, sheet: Sheet, column: int) -> bool:
    cell = strip.cell(sheet.start(column), sheet.pitch)
    return cell is not None and is_present(cell, strip.strongest)


def _is_clear(inked: Mask, at: int) -> bool:
    """Say whether the last column of pixels of a cell, or the first one of the next, is free of ink."""
    return any(not inked[:, x : x + 1].any() for x in (max(0, at - 1), at))
