"""Words out of glyphs and ink: where the spaces are, and from which pixel to which each word goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log

import msgspec
import numpy as np

from processors import cursors, grid, ligatures, overlooked
from processors.base import Extent
from processors.grid import Grid
from processors.ink import Mask, runs
from processors.ligatures import Cells
from processors.recognition import Glyph

OFF = 0.3
"""A glyph's ink lies within this share of the line's height of where it was read; beyond that it is another's."""

AIR = 0.05
"""Fonts leave about this share of the line's height free on each side of a letter: a word's box holds it."""

QUARTER = 0.3
"""The usual gap between letters is this quantile of those around: a line of short words has many wide ones."""

LOOSEST = 0.12
"""No font sets its letters further apart than this share of the line's height; wider gaps around are spaces."""

SLIPS, NO_SPACE = 0.1, 0.02
"""On a grid the recogniser is wrong about spaces at no more than the share SLIPS of the letters: it sees some that are
none, or gives one that is there less than NO_SPACE (0 to 1)."""

FEWEST_SURE = 6
"""So many letters and figures show a grid without the operators between them."""

MOST, IN_CELL = 0.85, 0.2
"""There, this share of them is no further from the middle of their cells than the share IN_CELL of one."""

STRONG = 255
"""How far ink is from the ground where only that it is ink is known."""

FLOOR = 1e-4
"""Probabilities are kept this far from 0 and 1, so that one column can never settle the matter alone."""


class Spacing(msgspec.Struct, frozen=True):
    """How evidence for a space adds up; a logistic fit over 60,000 gaps between letters, two thirds
    of them on recorded screens, one third in other fonts drawn for the purpose.

    A space is set where the recogniser's log-odds + `gap` x empty width / line height + `step` x
    distance of the two letters / the usual one - `loose` x usual empty width / line height exceeds
    `bar`. Usual is what the `around` neighbours on each side show.
    """

    gap: float = 16.0
    step: float = 8.5
    loose: float = 35.6
    bar: float = 9.2
    around: int = 5


class Word(msgspec.Struct, frozen=True):
    """A word's glyphs, and for each glyph the columns [x0, x1) of its ink."""

    glyphs: tuple[Glyph, ...]
    extents: tuple[Extent, ...]

    extent: Extent
    """The columns of the word: its ink, and beside it what a font leaves free beside a letter; on a grid its cells."""

    spaces: int = 1
    """How many spaces stand before it; 0 before the first word. More than one only where a grid tells."""


class Row(msgspec.Struct, frozen=True):
    """The words of one line, and the grid they stand on, if there is one."""

    words: tuple[Word, ...]
    grid: Grid | None


def words(glyphs: Sequence[Glyph], column: float, inked: Mask, spacing: Spacing) -> Row:
    """The glyphs of one line, cut into words.

    `column` is the width of one recogniser column in pixels of the crop; `inked` says which of the
    crop's pixels (height x width) are ink. Extents are in columns of the crop and never empty; on a grid
    the first and the last cell may reach out of the crop.
    """
    if not glyphs:
        return Row((), None)
    height = inked.shape[0]
    filled = np.asarray(inked.any(axis=0))
    centres = [(g.first + g.last + 1) / 2 * column for g in glyphs]
    gaps = _gaps(centres, filled)
    extents = _extents(centres, gaps, filled, height)
    cells = grid.found(extents, inked)
    if cells is None or _is_contradicted(glyphs, cells, inked):
        glyphs, extents, cells = _of_letters(glyphs, extents, inked)
    if cells is not None:
        glyphs, extents, cells = cursors.without(glyphs, extents, cells, inked)
        glyphs, extents, cells = overlooked.filled(glyphs, extents, cells, inked)
        return Row(_in_cells(glyphs, extents, cells), cells)
    middles = [m if abs((m := sum(e) / 2) - c) < OFF * height else c for e, c in zip(extents, centres, strict=True)]
    bounds = _bounds(_cuts(glyphs, middles, gaps, height, spacing), len(glyphs))
    whole = _aired([(extents[a][0], extents[b - 1][1]) for a, b in bounds], round(AIR * height), inked.shape[1])
    found = [Word(tuple(glyphs[a:b]), extents[a:b], w, int(a > 0)) for (a, b), w in zip(bounds, whole, strict=True)]
    return Row(tuple(found), None)


def _of_letters(
    glyphs: Sequence[Glyph], extents: tuple[Extent, ...], inked: Mask
) -> tuple[Sequence[Glyph], tuple[Extent, ...], Grid | None]:
    """The grid of the letters and figures alone, where signs of several cells are between them, and all glyphs in it.

    In the middle of a sign of two cells is none. A glyph for which there is no cell left is left out. Without such a
    sign (a line may have words in a font of one width and others beside them), all is given back as it was.
    """
    sure = [n for n, glyph in enumerate(glyphs) if glyph.character.isalnum()]
    if len(sure) < FEWEST_SURE or len(sure) == len(glyphs):
        return glyphs, extents, None
    beside = [(sum(extents[b]) - sum(extents[a])) / 2 for a, b in pairwise(sure) if b == a + 1]
    usual = float(np.quantile(beside, QUARTER, method="lower")) if beside else 0.0
    cells = grid.found([extents[n] for n in sure], inked, usual) if usual else None
    if cells is None or _is_contradicted([glyphs[n] for n in sure], cells, inked):
        return glyphs, extents, None
    off = [
        abs(sum(extents[n]) / 2 - cells.left - (c + 0.5) * cells.pitch) for n, c in zip(sure, cells.cells, strict=True)
    ]
    if sum(each <= IN_CELL * cells.pitch for each in off) < MOST * len(off):
        return glyphs, extents, None
    known = dict(zip(sure, cells.cells, strict=True))
    placed: list[tuple[int, int]] = []
    for n, extent in enumerate(extents):
        least = placed[-1][1] + 1 if placed else -len(glyphs)
        most = min((cell for other, cell in known.items() if other > n), default=least + len(glyphs)) - 1
        cell = known.get(n, min(most, max(least, floor((sum(extent) / 2 - cells.left) / cells.pitch))))
        if n in known or least <= cell <= most:
            placed.append((n, cell))
    first = placed[0][1]
    kept = Grid(cells.left + first * cells.pitch, cells.pitch, tuple(cell - first for _, cell in placed))
    text = [" "] * (kept.cells[-1] + 1)
    for (n, _), cell in zip(placed, kept.cells, strict=True):
        text[cell] = glyphs[n].character[:1]
    ink = np.where(inked, STRONG, 0).astype(np.int16)
    if not ligatures.told(ink, Cells(kept.left, kept.pitch), (0, inked.shape[1]), "".join(text)):
        return glyphs, extents, None
    return [glyphs[n] for n, _ in placed], tuple(extents[n] for n, _ in placed), kept


def _is_contradicted(glyphs: Sequence[Glyph], cells: Grid, inked: Mask) -> bool:
    """Whether the recogniser sees spaces where the grid has no free cell, or none where it has one, and too often.

    A free cell with ink in it does not count: a letter may have been overlooked there.
    """
    slips = 0
    for glyph, (a, b) in zip(glyphs[1:], pairwise(cells.cells), strict=True):
        if b - a == 1:
            slips += glyph.space > 0.5
        elif b - a == 2 and glyph.space < NO_SPACE:
            start, stop = cells.extent(a + 1, a + 1)
            slips += not inked[:, max(0, start + 2) : stop - 2].any()
    return slips > SLIPS * len(glyphs)


def _bounds(cuts: Sequence[int], count: int) -> list[tuple[int, int]]:
    return list(zip([0, *cuts], [*cuts, count], strict=True))


def _in_cells(glyphs: tuple[Glyph, ...], extents: tuple[Extent, ...], cells: Grid) -> tuple[Word, ...]:
    """The words where cells are left free between letters."""
    at = cells.cells
    cuts = [i for i in range(1, len(at)) if at[i] - at[i - 1] > 1]
    found: list[Word] = []
    for a, b in _bounds(cuts, len(glyphs)):
        spaces = at[a] - at[a - 1] - 1 if a else 0
        found.append(Word(tuple(glyphs[a:b]), extents[a:b], cells.extent(at[a], at[b - 1]), spaces))
    return tuple(found)


def _aired(words: Sequence[Extent], air: int, width: int) -> list[Extent]:
    """The extents, each wider by `air` on both sides where its neighbours leave room, and within the crop."""
    before = [0, *(b for _, b in words[:-1])]
    after = [*(a for a, _ in words[1:]), width]
    return [
        (a - max(0, min(air, (a - p) // 2)), b + max(0, min(air, (n - b) // 2)))
        for (a, b), p, n in zip(words, before, after, strict=True)
    ]


def _cuts(
    glyphs: Sequence[Glyph], middles: Sequence[float], gaps: Sequence[Extent], height: int, spacing: Spacing
) -> list[int]:
    """The indices of the glyphs that a space stands before."""
    steps = np.diff(middles)
    empty = np.array([b - a for a, b in gaps], dtype=np.float64) / height
    cuts: list[int] = []
    for i, (step, wide) in enumerate(zip(steps.tolist(), empty.tolist(), strict=True)):
        near = slice(max(0, i - spacing.around), i + spacing.around + 1)
        usual = max(1.0, float(np.median(steps[near])))
        loose = min(LOOSEST, float(np.quantile(empty[near], QUARTER)))
        p = min(1 - FLOOR, max(FLOOR, glyphs[i + 1].space))
        evidence = log(p / (1 - p)) + spacing.gap * wide + spacing.step * min(3.0, step / usual)
        if evidence - spacing.loose * loose > spacing.bar:
            cuts.append(i + 1)
    return cuts


def _gaps(centres: Sequence[float], inked: Mask) -> list[Extent]:
    """For each neighbouring pair, the widest run of empty columns with its middle between them; or none, halfway."""
    empty = runs(~inked)
    out: list[Extent] = []
    at = 0
    for left, right in pairwise(centres):
        middle = round((left + right) / 2)
        best = (middle, middle)
        while at < len(empty) and sum(empty[at]) <= 2 * right:
            if sum(empty[at]) > 2 * left:
                best = max(best, empty[at], key=lambda r: r[1] - r[0])
            at += 1
        # Where glyphs are read on top of each other, halfway can lie before the end of the gap before.
        least = out[-1][1] if out else 0
        out.append((max(best[0], least), max(best[1], least)))
    return out


def _extents(centres: Sequence[float], gaps: Sequence[Extent], inked: Mask, height: int) -> tuple[Extent, ...]:
    """The columns of each glyph: what the gaps beside it leave, and at the ends of the line the ink near it."""
    filled = runs(inked)
    first = [a for a, b in filled if b > centres[0] - OFF * height]
    last = [b for a, b in filled if a < centres[-1] + OFF * height]
    starts = [min([*first[:1], int(centres[0])]), *(g1 for _, g1 in gaps)]
    stops = [*(g0 for g0, _ in gaps), max([*last[-1:], int(centres[-1]) + 1])]
    return tuple(_kept(a, b, len(inked)) for a, b in zip(starts, stops, strict=True))


def _kept(start: int, stop: int, width: int) -> Extent:
    """The extent, not empty and within the crop: a glyph may be read where there is no ink, or at the very rim."""
    start = min(max(start, 0), width - 1)
    return start, min(max(stop, start + 1), width)
