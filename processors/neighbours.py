"""Neighbours: the piece of text right or left of another one, or right below it, where the two can belong together.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Set

from processors.base import Box
from processors.pieces import Piece, level
from processors.screen import Screen

APART = 16.0
"""A value begins at most so many line heights right of its label."""

FAR = 32.0
"""An amount may begin so many line heights right of its label: it stands at the right end of its column."""

AMOUNT = re.compile(r"[-−+(]?\s?[$€£¥]?\s?\d[\d.,' ]*\s?(?:[%)€$£¥]|[A-Z]{3})?")
"""How an amount is written."""

CLOSE = 1.3
"""A value below its label begins at most so many line heights under it, or as many of its own heights."""

ALIGNED = 4
"""Texts whose sides differ by at most so many pixels are aligned."""

BADGE = 1.8
"""A badge around a value is at most so many line heights high: what is higher is a button."""

SIGNED = 2.2
"""Values of one list begin at most so many line heights from each other: some have a sign before them."""

TOUCHING = 2
"""Cells are at most so many pixels apart."""

INDENT = 3.2
"""A value below its label may be indented by so many line heights."""


def right_of(screen: Screen, number: int, free: Set[int], *, anywhere: bool = False) -> int | None:
    """Return the next piece right of one in its row, in the same box, where it is not too far, or `anywhere`."""
    piece = screen.pieces[number]
    right = [
        n for n in free if n != number and screen.pieces[n].box[0] >= piece.box[2] and level(piece, screen.pieces[n])
    ]
    nearest = min(right, key=lambda n: screen.pieces[n].box[0], default=None)
    if nearest is None or not are_together(screen, number, nearest):
        return None
    return nearest if anywhere or not is_far(screen, number, nearest) else None


def is_far(screen: Screen, label: int, value: int) -> bool:
    """Say whether a value begins so far right of its label that only others like it show that they belong together."""
    far = FAR if AMOUNT.fullmatch(screen.pieces[value].text) else APART
    return screen.pieces[value].box[0] - screen.pieces[label].box[2] > far * screen.unit


def are_together(screen: Screen, label: int, value: int) -> bool:
    """Say whether a value is in the box of its label, alone in a badge that is there, or in the cell right of it."""
    home, own = screen.homes[label], screen.homes[value]
    if own == home:
        return True
    if own is None or screen.homes.count(own) != 1:
        return False
    box, piece = screen.boxes[own].box, screen.pieces[value]
    if home is not None and screen.homes.count(home) == 1 and _is_next_cell(screen.boxes[home].box, box):
        return True
    return box[3] - box[1] <= BADGE * screen.unit and box[2] - box[0] <= piece.box[2] - piece.box[0] + 2 * screen.unit


def _is_next_cell(one: Box, other: Box) -> bool:
    """Say whether a box touches another one on its right, as high as that."""
    level = abs(one[1] - other[1]) <= TOUCHING and abs(one[3] - other[3]) <= TOUCHING
    return level and abs(other[0] - one[2]) <= TOUCHING


def left_of(screen: Screen, number: int, free: Set[int]) -> int | None:
    """Return the next piece left of one in its row, in the same box, where it is near."""
    piece = screen.pieces[number]
    left = [
        n for n in free if n != number and screen.pieces[n].box[2] <= piece.box[0] and level(piece, screen.pieces[n])
    ]
    nearest = max(left, key=lambda n: screen.pieces[n].box[2], default=None)
    if nearest is None or screen.homes[nearest] != screen.homes[number]:
        return None
    return nearest if piece.box[0] - screen.pieces[nearest].box[2] <= APART / 4 * screen.unit else None


def below(screen: Screen, number: int, free: Set[int]) -> int | None:
    """Return the piece right below one, in the same box: aligned on a side or by the middle, or a little indented."""
    piece = screen.pieces[number]
    under = [
        n
        for n in free
        if 0 <= screen.pieces[n].box[1] - piece.box[3] + 2 <= CLOSE * max(screen.unit, screen.pieces[n].height) + 2
        and _stands_below(screen, piece, screen.pieces[n])
        and are_together(screen, number, n)
    ]
    return min(under, key=lambda n: (screen.pieces[n].box[1], screen.pieces[n].box[0]), default=None)


def _stands_below(screen: Screen, piece: Piece, under: Piece) -> bool:
    left, right = under.box[0] - piece.box[0], under.box[2] - piece.box[2]
    return -ALIGNED <= left <= INDENT * screen.unit or abs(right) <= ALIGNED or abs(left + right) <= ALIGNED
