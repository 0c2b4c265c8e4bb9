"""Whether runs of words are set on a grid of one width, told by where their words begin and end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from processors.placed import Placed, words_of
from processors.rows import FEWEST_LETTERS, NARROWEST, WIDEST, Sheet
from projections.text import SpanRow

STEADY = 0.35
"""A word stands on the grid when it is off by no more than this share of a cell."""

SURE = 3
"""So many steps between words show whether a run is set on a grid; fewer leave it open."""

AGREEING = 0.7
"""A run is set on the grid when this share of its steps are."""

EVEN, EVENLY = 0.2, 0.85
"""A run is even when this share of its steps are off by no more than EVEN cells of the width that suits it best."""

NARROW, WIDE = 0.7, 0.7
"""A word's ink is narrower than its cells by no more than NARROW, and wider by no more than WIDE, in cells."""

EXACT = 1.25
"""Words whose letters all have cells begin and end with one, px: they were rounded when they were read."""

SURE_WORDS, SURELY = 4, 0.85
"""A block in no language that is known has so many words at least, this share of them on the grid."""

EXACT_WORDS = 3
"""Of words that begin and end with a cell, every one of them, so many are enough."""

LONG_WORD = 12
"""A word alone shows it from so many letters on: those of other fonts are not as wide as cells, on the average."""


def is_even(span: SpanRow) -> bool:
    """Say whether the words of a run, by themselves, are set on a grid of some width: few are in other fonts."""
    words = words_of(span)
    if len(words) <= SURE:
        return False
    cells = sum((len(a.text) + len(b.text)) / 2 + b.spaces for a, b in pairwise(words))
    pitch = (words[-1].middle - words[0].middle) / cells
    if not NARROWEST <= pitch / max(1, span.box[3] - span.box[1]) <= WIDEST:
        return False
    off = [abs((b.start(pitch) - a.start(pitch)) / pitch - len(a.text) - b.spaces) for a, b in pairwise(words)]
    return sum(each <= EVEN for each in off) >= EVENLY * len(off) and _are_wide(words, pitch)


def is_set(span: SpanRow, pitch: float) -> bool | None:
    """Say whether a run is set on a grid of this width; None where it is too short to tell."""
    words = words_of(span)
    steps = [_is_whole((b.start(pitch) - a.start(pitch)) / pitch, len(a.text) + b.spaces) for a, b in pairwise(words)]
    letters = len(span.text)
    if len(steps) >= SURE:
        return sum(steps) >= AGREEING * len(steps) and _are_wide(words, pitch)
    if (steps and not all(steps)) or not _are_wide(words, pitch):
        return False
    if not steps and letters >= LONG_WORD:
        return True if is_exact(words, words[0].x0, pitch) else None
    return True if steps and letters >= FEWEST_LETTERS else None


def is_strange(words: Sequence[Placed], pitch: float) -> bool:
    """Say whether several words are surely in another font: fewer than half of their steps are those of cells."""
    steps = [_is_whole((b.start(pitch) - a.start(pitch)) / pitch, len(a.text) + b.spaces) for a, b in pairwise(words)]
    return len(words) > 1 and 2 * sum(steps) < len(steps)


def is_on(words: Sequence[Placed], left: float, pitch: float) -> bool:
    """Say whether each word begins about where a cell does, and most are as wide as their letters' cells.

    A cell begins at `left`.
    """
    starts = [(word.start(pitch) - left) / pitch for word in words]
    return all(abs(start - round(start)) <= STEADY for start in starts) and _are_wide(words, pitch)


def is_exact(words: Sequence[Placed], left: float, pitch: float) -> bool:
    """Say whether each word begins with a cell and ends with one, to EXACT px; a cell begins at `left`."""
    edges = [edge for word in words for edge in (word.x0, word.x1)]
    cells = [(edge - left) / pitch for edge in edges]
    whole = all(abs(cell - round(cell)) * pitch <= EXACT for cell in cells)
    return whole and all(round((word.x1 - word.x0) / pitch) == len(word.text) for word in words)


def _is_whole(cells: float, least: int) -> bool:
    """Whether a step is a whole number of cells: that of its letters, or more where spaces were not read."""
    off = abs(cells - round(cells))
    return off <= STEADY and (round(cells) == least or round(cells) >= least + 2)


def _are_wide(words: Sequence[Placed], pitch: float) -> bool:
    """Whether most words are as wide as their letters, but for the rims that the outer two leave free."""
    long = [(wide, letters) for wide, letters in _measured(words) if letters >= SURE]
    fitting = [wide for wide, letters in long if -NARROW <= wide / pitch - letters <= WIDE]
    return len(fitting) >= AGREEING * len(long)


def _measured(words: Sequence[Placed]) -> list[tuple[int, int]]:
    """How wide words are, and of how many letters; those with no gap seen between them (a guess parts them) as one."""
    found: list[tuple[int, int]] = []
    end = None
    for word in words:
        if word.x0 == end:
            wide, letters = found.pop()
            found.append((wide + word.x1 - word.x0, letters + word.spaces + len(word.text)))
        else:
            found.append((word.x1 - word.x0, len(word.text)))
        end = word.x1
    return found


def is_preformatted(sheet: Sheet) -> bool:
    """Say whether the words of a block leave no doubt about the grid that they stand on."""
    words = [word for row in sheet.rows for word in row.words]
    if len(words) >= EXACT_WORDS and is_exact(words, words[0].x0, sheet.pitch):
        return True
    off = [
        abs(start - round(start)) for word in words for start in [(word.start(sheet.pitch) - sheet.left) / sheet.pitch]
    ]
    steady = sum(each <= EVEN for each in off)
    return len(words) >= SURE_WORDS and steady >= SURELY * len(words)
