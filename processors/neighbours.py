"""Neighbours: the piece of text right or left of another one, or right below it, where the two can belong together.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Set

from processors.pieces import level
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

INDENT = 3.2
"""A value below its label may be indented by so many line heights."""


def right_of(screen: Screen, number: int, free: Set[int]) -> int | None:
    """Return the next piece right of one in its row, in the same box, where it is not too far."""
    piece = screen.pieces[number]
    right = [
        n for n in free if n != number and screen.pieces[n].box[0] >= piece.box[2] and level(piece, screen.pieces[n])
    ]
    nearest = min(right, key=lambda n: screen.pieces[n].box[0], default=None)
    if nearest is None or not _are_together(screen, number, nearest):
        return None
    far = FAR if AMOUNT.fullmatch(screen.pieces[nearest].text) else APART
    return nearest if screen.pieces[nearest].box[0] - piece.box[2] <= far * screen.unit else None


def _are_together(screen: Screen, label: int, value: int) -> bool:
    """Say whether a value is in the box of its label, or alone in a badge that is there."""
    home, own = screen.homes[label], screen.homes[value]
    if own == home:
        return True
    if own is None or screen.homes.count(own) != 1:
        return False
    box, piece = screen.boxes[own].box, screen.pieces[value]
    return box[3] - box[1] <= BADGE * screen.unit and box[2] - box[0] <= piece.box[2] - piece.box[0] + 2 * screen.unit


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
    """Return the piece right below one, aligned with it or a little indented, in the same box."""
    piece = screen.pieces[number]
    under = [
        n
        for n in free
        if 0 <= screen.pieces[n].box[1] - piece.box[3] + 2 <= CLOSE * max(screen.unit, screen.pieces[n].height) + 2
        and -ALIGNED <= screen.pieces[n].box[0] - piece.box[0] <= INDENT * screen.unit
        and _are_together(screen, number, n)
    ]
    return min(under, key=lambda n: (screen.pieces[n].box[1], screen.pieces[n].box[0]), default=None)
