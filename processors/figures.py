"""Large figures with what they count in small letters below them, as dashboards have them. Pure."""

from __future__ import annotations

from collections.abc import Set

from processors import neighbours
from processors.pairs import Group, field_of, is_name
from processors.pieces import in_rows
from processors.screen import Screen
from processors.style import distance, style_of

LARGER = 1.2
"""A figure is so many times as high as the caption below it."""

UNLIKE = 1.7
"""Captions that look as different as this are not of one row (1: they can just be told apart)."""

FEWEST = 2
"""So many figures stand in a row."""


def found(screen: Screen, free: Set[int]) -> tuple[list[Group], set[int]]:
    """Return the figures as fields whose labels are below them, row by row, and the pieces that they are made of.

    What stands above a figure, as near as its caption, may be its label: then it is none of these.
    """
    pairs: dict[int, int] = {}
    for number in free:
        caption = _caption(screen, number, free)
        if caption is not None:
            pairs[number] = caption
    groups: list[Group] = []
    used: set[int] = set()
    for row in in_rows(screen.pieces, set(pairs)):
        looks = style_of(screen, [pairs[n] for n in row])
        if len(row) < FEWEST or any(distance(looks, style_of(screen, [pairs[n]])) >= UNLIKE for n in row):
            continue
        groups.append([field_of(screen.pieces[pairs[n]], screen.pieces[n]) for n in row])
        used |= {*row, *(pairs[n] for n in row)}
    return groups, used


def _caption(screen: Screen, number: int, free: Set[int]) -> int | None:
    figure = screen.pieces[number]
    if not any(c.isdigit() for c in figure.text):
        return None
    under = neighbours.below(screen, number, free)
    if under is None or not is_name(screen.pieces[under]):
        return None
    caption = screen.pieces[under]
    if figure.line[1] - figure.line[0] < LARGER * (caption.line[1] - caption.line[0]):
        return None
    gap = caption.box[1] - figure.box[3]
    over = any(
        n != number and 0 <= figure.box[1] - screen.pieces[n].box[3] <= gap + screen.unit / 4
        and screen.pieces[n].box[0] < figure.box[2] and figure.box[0] < screen.pieces[n].box[2]
        for n in free
    )  # fmt: skip
    after = neighbours.below(screen, under, free)
    nearer = after is not None and screen.pieces[after].box[1] - caption.box[3] <= gap
    return None if over or nearer else under
