"""Characters that are known by their strokes, in whatever font of one width: bars, slashes, dashes, quotes. Pure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from processors.ink import Mask, runs
from processors.letters import Shape

STROKE = 0.14
"""A stroke is no thicker than this share of the line's height, or two pixels."""

LONG = 0.55
"""A dash or an underscore is at least this long, in cells; a bar at least this tall, in line heights."""


SOLID = 0.9
"""A stroke fills this share of the box around it."""

SQUAT = 0.6
"""The strokes of a plus are no more unlike in length than this."""

POINT = 0.45
"""A point is no wider than this share of a cell."""

HUNG = 0.5
"""A quotation mark ends at least so high above the base line, in cells."""

RAISED = 0.25
"""A caret ends at least so high above the base line, in cells."""

LOW, HIGH = 0.25, 0.95
"""A dash stands so high above the base line, at least and at most, in cells."""

PARTED, TWINS, MIRRORED = 0.4, 0.5, 0.6
"""Of two quotation strokes, this share of the rows shows a gap, the narrower is this share of the wider one, and both
have this share of ink in common when they are turned left to right: small letters are blurred."""

SLANT = 1.0
"""The lower end of a backquote is at least so far to the right of the upper one, px."""

LEANING, CROSSING = 0.6, 0.5
"""A slash is so tall, in line heights, and leans over this share of its cell."""

STEEP, FLATTEST = 0.8, 5
"""Signs for less and more lean at least so far to the side in each row, px, and are at least so high, px."""

STRAIGHT = 1.2
"""Its stroke is nowhere further from a straight line than this, px."""


def drawn(shape: Shape, wide: int, high: int) -> str:
    """Return what strokes, points are in a cell of that size, px; empty if none of ``|/\\-=+^<>.:'"`` or a backquote.

    A stroke from one side of the cell to the other may be a rule that a program drew.
    """
    thick = max(2, round(STROKE * high))
    parts = runs(np.asarray(shape.mask.any(axis=1)))
    if len(parts) == 2:
        return _pair(shape, wide, thick)
    if len(parts) != 1:
        return ""
    if shape.mask.mean() >= SOLID and shape.wide <= thick and LONG * high <= shape.high < high:
        return "|"
    if _is_dash(shape.mask, wide, thick):
        return "-" if LOW * wide <= shape.above - shape.high / 2 <= HIGH * wide else ""
    if _is_cross(shape.mask, thick):
        return "+"
    if angle := angle_of(shape.mask, thick):
        return angle
    if shape.high >= LEANING * high and shape.wide >= CROSSING * wide:
        return _slash(shape.mask, thick)
    if _is_point(shape.mask, wide):
        return "." if abs(shape.above - shape.high) <= 1 else ""
    if shape.above - shape.high >= RAISED * wide:
        return "^" if _is_roof(shape.mask) else _quote(shape, wide, thick)
    return ""


def _pair(shape: Shape, wide: int, thick: int) -> str:
    """What two parts are, one above the other: two points, or two dashes."""
    (_, first), (second, _) = runs(np.asarray(shape.mask.any(axis=1)))
    upper, lower = shape.mask[:first], shape.mask[second:]
    if upper.shape != lower.shape or (upper != lower).any():
        return ""
    if _is_point(upper, wide) and abs(shape.above - shape.high) <= 1:
        return ":"
    return "=" if _is_dash(upper, wide, thick) and shape.above <= (HIGH + LOW) * wide else ""


def _is_dash(mask: Mask, wide: int, thick: int) -> bool:
    return bool(mask.mean() >= SOLID and mask.shape[0] <= thick and LONG * wide <= mask.shape[1] < wide)


def _is_point(mask: Mask, wide: int) -> bool:
    """Say whether a mask is small and round: the same from all sides."""
    even = mask.shape[0] == mask.shape[1] and (mask == mask[::-1]).all() and (mask == mask[:, ::-1]).all()
    return bool(even and 2 <= mask.shape[0] <= POINT * wide and all(len(runs(row)) == 1 for row in mask))


def _quote(shape: Shape, wide: int, thick: int) -> str:
    """What stands high in its cell: one upright stroke, or two alike."""
    mask = shape.mask
    if shape.above - shape.high < HUNG * wide or shape.high <= thick:
        return ""
    if _is_pair(mask):
        return '"'
    if is_grave(mask):
        return "`"
    is_one = all(len(runs(row)) == 1 for row in mask) and bool((mask == mask[:, ::-1]).all())
    return "'" if is_one and shape.wide <= min(thick, shape.high - 1) else ""


def is_grave(mask: Mask) -> bool:
    """Say whether a mask is one short stroke that goes down to the right, as a backquote does."""
    if any(len(runs(row)) != 1 for row in mask):
        return False
    middles = [float(np.flatnonzero(row).mean()) for row in mask]
    return middles[-1] - middles[0] >= SLANT and all(b >= a - SLANT / 2 for a, b in pairwise(middles))


def _is_pair(mask: Mask) -> bool:
    """Say whether a mask is two upright strokes side by side, which may touch where they are blurred."""
    spread = [runs(row) for row in mask]
    parted = [row for row in spread if len(row) == 2]
    if len(parted) < PARTED * len(spread) or len(spread[-1]) != 2 or max(map(len, spread)) > 2:
        return False
    if spread[0][-1][1] - spread[0][0][0] < MIRRORED * mask.shape[1]:
        # Strokes that meet above are a roof.
        return False
    widths = [sorted(stop - start for start, stop in row) for row in parted]
    if any(narrow < TWINS * wide for narrow, wide in widths):
        return False
    turned = mask[:, ::-1]
    return bool((mask & turned).sum() >= MIRRORED * (mask | turned).sum())


def _slash(mask: Mask, thick: int) -> str:
    """A slash or a backslash, if a mask is one straight stroke from one corner to the other."""
    spread = [runs(row) for row in mask]
    if any(len(row) != 1 or row[0][1] - row[0][0] > thick + 2 for row in spread):
        return ""
    middles = np.array([(row[0][0] + row[0][1]) / 2 for row in spread])
    at = np.arange(len(middles))
    slope, start = np.polyfit(at, middles, 1)
    if np.abs(middles - start - slope * at).max() > STRAIGHT or abs(slope) * len(at) < mask.shape[1] / 2:
        return ""
    return "\\" if slope > 0 else "/"


def _is_cross(mask: Mask, thick: int) -> bool:
    """Say whether a mask is one upright and one level stroke, each through the other, of about one length."""
    rows, columns = runs(mask.mean(axis=1) >= SOLID), runs(mask.mean(axis=0) >= SOLID)
    if len(rows) != 1 or len(columns) != 1 or not SQUAT <= mask.shape[0] / mask.shape[1] <= 1 / SQUAT:
        return False
    (top, bottom), (left, right) = rows[0], columns[0]
    rest = mask.copy()
    rest[top:bottom] = False
    rest[:, left:right] = False
    inside = top > 0 and bottom < mask.shape[0] and left > 0 and right < mask.shape[1]
    return inside and max(bottom - top, right - left) <= thick and not rest.any()


def angle_of(mask: Mask, thick: int) -> str:
    """Which sign for less or more a mask is: two straight strokes of one length, from a tip that points to one side."""
    spread = [runs(row) for row in mask]
    if len(spread) < FLATTEST or any(len(row) != 1 or row[0][1] - row[0][0] > thick + 2 for row in spread):
        return ""
    middles = np.array([(row[0][0] + row[0][1]) / 2 for row in spread])
    steps = np.diff(middles[: (len(middles) + 1) // 2])
    if np.abs(middles - middles[::-1]).max() > 1 or not len(steps) or np.abs(steps.mean()) < STEEP:
        return ""
    # A bow has its side in common with many rows, a tip with one or two.
    if (np.sign(steps[: len(steps) - (len(middles) + 1) % 2]) != np.sign(steps.mean())).any():
        return ""
    return "<" if steps.mean() < 0 else ">"


def _is_roof(mask: Mask) -> bool:
    """Say whether a mask is two strokes that part from one point above, as far to the left as to the right."""
    if min(mask.shape) < 3:
        return False
    spread = [runs(row) for row in mask]
    strokes = [len(row) for row in spread]
    if strokes[0] != 1 or strokes[-1] != 2 or strokes != sorted(strokes):
        return False
    edges = [(row[0][0], mask.shape[1] - row[-1][1]) for row in spread]
    falls = all(a[0] >= b[0] and a[1] >= b[1] for a, b in pairwise(edges))
    return falls and edges[0][0] > 0 and all(abs(left - right) <= 1 for left, right in edges)
