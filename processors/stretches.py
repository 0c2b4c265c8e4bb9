"""Stretches of a sheet: blocks below each other with a margin between them, as cells of a notebook are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from processors.rows import Row, Sheet, leading_of, on_grid

HIGH = 0.8
"""The middles of two rows can be compared when one is this share of the other high, at least."""

OFF, OFF_PX = 0.15, 3
"""A gap between two rows is a whole number of lines, but for this share of one, or so many px: else it parts blocks."""

FREE = 2
"""The label of a cell stands so many cells left of its code, at least."""

_LABEL = re.compile(r"^(?:In|Out)? ?\[[\d *]*\]:?$")
"""`In [3]:`, `[3]`, `[*]:`, as notebooks count their cells."""


def of(sheet: Sheet) -> Iterator[Sheet]:
    """Yield the stretches of a sheet: a label begins one, and so does a gap that is no number of lines."""
    middles = [(row.box[1] + row.box[3]) / 2 for row in sheet.rows]
    leading = leading_of(middles)
    stretch = [_without_label(sheet.rows[0], sheet.pitch)]
    for (one, a), (other, b) in pairwise(zip(sheet.rows, middles, strict=True)):
        row = _without_label(other, sheet.pitch)
        if row is not other or _are_apart(one, other, b - a, leading):
            yield on_grid(stretch, sheet.pitch)
            stretch = []
        stretch.append(row)
    yield on_grid(stretch, sheet.pitch)


def _are_apart(one: Row, other: Row, gap: float, leading: float) -> bool:
    high = [each.box[3] - each.box[1] for each in (one, other)]
    # A row of points, or one that is read with the one below, has its middle elsewhere.
    if not leading or min(high) < HIGH * max(high) or gap <= (1 + OFF) * leading:
        return False
    return abs(gap - round(gap / leading) * leading) > max(OFF * leading, OFF_PX)


def _without_label(row: Row, pitch: float) -> Row:
    for count in (1, 2):
        label, rest = row.words[:count], row.words[count:]
        if rest and _LABEL.match(" ".join(word.text for word in label)) and rest[0].x0 - label[-1].x1 >= FREE * pitch:
            return replace(row, words=rest, box=(rest[0].x0, *row.box[1:]))
    return row
