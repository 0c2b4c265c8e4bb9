"""Columns: what stands below the names in a row, told by the white between words. Pure.

Printed tables, sheets, and results in terminals set cells so close that a reader takes two for one text, and numbers so
far from the names above them that no side is aligned. But down through all rows there is white between two columns, and
the names come in the order of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf

import msgspec

from processors.base import Extent

COLUMNS, ROWS = 2, 2
"""A table has so many columns, and so many rows below their names, at least; a drawn rule makes up for a row."""

FULL = 0.5
"""In each row, and in each column, this share of the cells is filled at least."""

NAME, LONGEST = 4, 16
"""A name has at most so many words; a cell with more than so many is prose."""

CORRIDOR = 2
"""Between two columns all rows are white on at least so many pixels."""

WIDE = 0.8
"""White as wide as this share of a line's height is more than a space between words."""

SPACE = 1.25
"""A gap no wider than this many times the widest within a name, and one pixel, is a space."""

_SENTENCE = re.compile(r"(?:\S+\s+){2,}\S*[^\W\d_]{4}[.!?\u2026]")

_SPLIT, _JOIN, _SKIP = 0.5, 4.0, 3.0
"""What it costs, in line heights, to part two words that stand close, to put two that do not over one column, and to
leave a column without a name, where wide white is on both sides of it."""


class Column(msgspec.Struct, frozen=True):
    """A column: from where to where its cells reach, px, and which words of the row of names stand over it."""

    extent: Extent
    names: tuple[int, ...]


def bars(rows: Sequence[Sequence[Extent]]) -> list[Extent]:
    """Return the stretches in which some row has a word, left to right, with white through all rows between them."""
    found: list[list[int]] = []
    for start, stop in sorted(extent for row in rows for extent in row):
        if found and start - found[-1][1] < CORRIDOR:
            found[-1][1] = max(found[-1][1], stop)
        else:
            found.append([start, stop])
    return [(start, stop) for start, stop in found]


def groups(extents: Sequence[Extent], height: float) -> int:
    """Return how many groups with wide white between them these stretches make; they come left to right."""
    gaps = pairwise(extents)
    return 1 + sum(other[0] - one[1] >= WIDE * height for one, other in gaps) if extents else 0


def under(names: Sequence[Extent], body: Sequence[Sequence[Extent]], height: float) -> list[Column]:
    """Return the columns below a row of names, left to right.

    Args:
        names: where each word of the names stands, left to right; not empty.
        body: where each word of each row below stands.
        height: of a usual line, px.
    """
    stretches = bars(body)
    if not stretches:
        return []
    over = _assigned(names, stretches, height)
    found = [
        Column(stretch, tuple(word for word, bar in enumerate(over) if bar == place))
        for place, stretch in enumerate(stretches)
    ]
    return _merged(found, names, height)


def runs_on(names: Sequence[Extent], found: Sequence[Column]) -> bool:
    """Say whether the names above columns are parts of one running text: no wider apart than the words within them.

    Where each name is one word, nothing tells how wide a space is.
    """
    named = [column.names for column in found if column.names]
    within = [names[b][0] - names[a][1] for words in named for a, b in pairwise(words)]
    between = [names[other[0]][0] - names[one[-1]][1] for one, other in pairwise(named)]
    return bool(within) and bool(between) and max(between) <= SPACE * max(within) + 1


def is_sentence(text: str) -> bool:
    """Say whether a text ends a sentence: three words at least, the last one no abbreviation."""
    return _SENTENCE.fullmatch(text) is not None


def _assigned(names: Sequence[Extent], stretches: Sequence[Extent], height: float) -> list[int]:
    """Return for each word of the names over which stretch it stands, in their order: the assignment of least cost."""
    count = len(stretches)
    skips = [_skipping(stretches, place, height) for place in range(count)]
    before = [sum(skips[:place]) for place in range(count)]
    costs = [before[place] + _distance(names[0], stretches[place]) for place in range(count)]
    ways: list[list[int]] = []
    for word in range(1, len(names)):
        is_wide = names[word][0] - names[word - 1][1] >= WIDE * height
        to_part, to_join = (0.0, _JOIN * height) if is_wide else (_SPLIT * height, 0.0)
        came, costs = _step(costs, before, skips, to_part, to_join)
        ways.append(came)
        costs = [cost + _distance(names[word], stretches[place]) for place, cost in enumerate(costs)]
    costs = [cost + sum(skips[place + 1 :]) for place, cost in enumerate(costs)]
    place = min(range(count), key=costs.__getitem__)
    over = [place]
    for came in reversed(ways):
        place = came[place]
        over.append(place)
    return over[::-1]


def _step(
    costs: Sequence[float], before: Sequence[float], skips: Sequence[float], to_part: float, to_join: float
) -> tuple[list[int], list[float]]:
    """Return, for a word over each stretch, over which one the word before it stands best, and what that costs."""
    came, least = [], []
    # The best of all stretches further left, less what was passed up to it: what is passed from there on is the same.
    left, reduced = 0, inf
    for place, cost in enumerate(costs):
        parted = reduced + before[place] + to_part
        came.append(left if parted < cost + to_join else place)
        least.append(min(parted, cost + to_join))
        if cost - before[place] - skips[place] < reduced:
            left, reduced = place, cost - before[place] - skips[place]
    return came, least


def _skipping(stretches: Sequence[Extent], place: int, height: float) -> float:
    start, stop = stretches[place]
    left = start - stretches[place - 1][1] if place else WIDE * height
    right = stretches[place + 1][0] - stop if place + 1 < len(stretches) else WIDE * height
    return _SKIP * height if min(left, right) >= WIDE * height else 0.0


def _distance(one: Extent, other: Extent) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _merged(found: Sequence[Column], names: Sequence[Extent], height: float) -> list[Column]:
    """Return columns of which none is a part of a cell: a stretch without a name belongs to the nearer one beside it.

    So do two with names between which neither the names nor the rows have more than a space.
    """
    columns = list(found)
    while True:
        near = [
            (*_apart(columns[place], columns[place + 1], names), place)
            for place in range(len(columns) - 1)
            if _is_one(columns[place], columns[place + 1], names, height)
        ]
        if not near:
            return columns
        place = min(near)[-1]
        one, other = columns[place : place + 2]
        columns[place : place + 2] = [Column((one.extent[0], other.extent[1]), one.names + other.names)]


def _apart(one: Column, other: Column, names: Sequence[Extent]) -> tuple[int, int]:
    """Return how far one of two columns, which has no name, stands from the name of the other, and from the other."""
    white = other.extent[0] - one.extent[1]
    if bool(one.names) == bool(other.names):
        return white, white
    named, nameless = (one, other) if one.names else (other, one)
    over = names[named.names[0]][0], names[named.names[-1]][1]
    return _distance(over, nameless.extent), white


def _is_one(one: Column, other: Column, names: Sequence[Extent], height: float) -> bool:
    if other.extent[0] - one.extent[1] >= WIDE * height:
        return False
    if not one.names or not other.names:
        return True
    return names[other.names[0]][0] - names[one.names[-1]][1] < WIDE * height
