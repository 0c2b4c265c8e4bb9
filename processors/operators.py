"""What one sign of several cells stands for: `!=`, `->`, `&&`, as fonts for code draw them. Pure.

Bars, tips, slashes and outlines tell; what was read in its cells only where these leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from processors.base import Extent
from processors.ink import FAINTEST, Mask, runs

SHARES = (0.45, 0.6, 0.3)
"""A pixel is of a sign when it differs from the ground by this share of the sign's strongest difference; the first
share at which the strokes tell a sign counts, for how they fall between pixels differs."""

LONGEST = 3
"""Signs of more cells are not told."""

BAR, STROKE = 0.55, 0.14
"""A bar is at least this share of its sign's width, and no thicker than this share of the line's height, or 2 px."""

LEAST_BAR = 0.8
"""It is at least so long, in cells: longer than any stroke of a letter."""

BEYOND = 2
"""Tips and slashes reach at least so far above the bars and below them, px."""

CLEAR = 0.25
"""Above and below two bars or three that stand alone is no ink within this share of the line's height."""

UPRIGHT_WITHIN = 0.3
"""The bar of `|=` stands so near to the left end, in cells."""

_TOLD = {
    (2, "", 2): "==",
    (3, "", 3): "===",
    (2, "|", 2): "!=",
    (3, "|", 3): "!==",
    (2, "/", 2): "/=",
    (2, ">", 2): "=>",
    (2, ">", 3): "==>",
    (2, "<", 3): "<==",
    (2, "<>", 3): "<=>",
    (1, ">", 2): "->",
    (1, "<", 2): "<-",
    (1, ">", 3): "-->",
    (1, "<", 3): "<--",
    (1, "<>", 3): "<->",
    (2, ")", 2): ">=",
    (2, "I", 2): "|=",
    (2, "))", 3): ">>=",
    (2, "<<", 3): "<<=",
    (2, "((", 3): "=<<",
    (2, ")>", 3): ">=>",
    (2, "<(", 3): "<=<",
    (1, ">>", 3): "->>",
    (1, "<<", 3): "<<-",
}
"""What a sign stands for: by its bars, by what crosses or ends them, and by its cells."""

FLATTEST, POINTED, STRAIGHT = 5, 0.3, 1.2
"""An outline has so many rows at least; its tip stands out so far, in cells, and its sides are straight, px."""

ALIKE = 0.8
"""A sign is doubled where its halves have this share of their ink in common."""

_AND, BOWLS, CAPITAL = frozenset("&86SsfvCG\u221e "), 3, 1.02
"""What `&&` is read as where it is one sign with one bar, in how many rows at least its bowls show, and how tall it is
at least, in cells: small letters that are struck through are less."""

_DOUBLED = frozenset("?+*#%!~;@^")
"""What is drawn nearer to its like than letters are; the recogniser says one of the two."""

_READ = {"\u2265": ">=", "\u2264": "<=", "\u2a7e": ">=", "\u2a7d": "<="}
"""Signs without level bars, by what they are read as where they have two cells."""


def typed(off: NDArray[np.int16], pitch: float, read: str) -> str:
    """What one sign stands for, given what was read in each of its cells; empty where its strokes do not tell.

    `off` says how far each of its pixels (height x width) is from the ground; a cell is `pitch` wide, px.
    """
    strongest = int(off.max(initial=0))
    masks = (off >= max(FAINTEST, share * strongest) for share in SHARES)
    return next(filter(None, (_told(mask, pitch, read) for mask in masks)), "")


def _told(mask: Mask, pitch: float, read: str) -> str:
    bars = _bars(mask, pitch)
    kind = _kind(mask, bars, pitch) if bars else None
    if kind is not None:
        return _TOLD.get((len(bars), kind, len(read)), "")
    if len(read) > 2:
        return ""
    if len(bars) == 1 and read.strip() and set(read) <= _AND and _is_crossed(mask, bars[0], pitch):
        return "&&"
    if bars:
        return ""
    signs = {_READ[character] for character in read if character in _READ}
    if len(signs) == 1:
        return signs.pop()
    letters = read.replace(" ", "")
    is_doubled = len(letters) == 1 and letters in _DOUBLED and _is_doubled(mask, pitch)
    return _outline(mask, pitch) or (2 * letters if is_doubled else "")


def _is_crossed(mask: Mask, bar: Extent, pitch: float) -> bool:
    """Whether a bar has two letters above it and two bowls below, as that of two ampersands has."""
    half = mask.shape[1] // 2
    rows = np.flatnonzero(mask.any(axis=1))
    if rows[-1] + 1 - rows[0] < CAPITAL * pitch:
        return False
    is_above = all(part.any() for part in (mask[: bar[0], :half], mask[: bar[0], half:]))
    below = [len(runs(row)) for row in mask[bar[1] :] if row.any()]
    return is_above and len(below) >= BOWLS and sum(count >= 3 for count in below) >= len(below) / 2


def _outline(mask: Mask, pitch: float) -> str:
    """A triangle that points to the right (`|>`), to the left (`<|`), or what points to both sides (`<>`), hollow."""
    rows = runs(np.asarray(mask.any(axis=1)))
    if len(rows) != 1 or rows[0][1] - rows[0][0] < FLATTEST:
        return ""
    spread = [runs(row) for row in mask[rows[0][0] : rows[0][1]]]
    counts = [len(row) for row in spread]
    if max(counts) != 2 or counts.count(2) < len(counts) / 2 or counts[len(counts) // 2] != 2:
        return ""
    sides = np.array([(row[0][0], row[-1][1]) for row in spread], dtype=np.float64)
    kinds = [_side(side, pitch) for side in (-sides[:, 0], sides[:, 1])]
    return {("|", "^"): "|>", ("^", "|"): "<|", ("^", "^"): "<>"}.get((kinds[0], kinds[1]), "")


def _side(edge: NDArray[np.float64], pitch: float) -> str:
    """What an outline does from above to below: it is upright (`|`), or goes out and comes back evenly (`^`)."""
    if np.ptp(edge) <= 1:
        return "|"
    tip = int(np.flatnonzero(edge == edge.max()).mean())
    out, back = edge[: tip + 1], edge[tip:]
    is_even = abs(len(out) - len(back)) <= 2 and np.abs(edge - edge[::-1]).max() <= 1.5
    rises = bool((np.diff(out) >= 0).all() and (np.diff(back) <= 0).all())
    straight = np.abs(out - np.linspace(out[0], out[-1], len(out))).max() <= STRAIGHT
    return "^" if is_even and rises and straight and np.ptp(edge) >= POINTED * pitch else ""


def _is_doubled(mask: Mask, pitch: float) -> bool:
    """Whether the right half of a sign looks like the left one."""
    width = mask.shape[1]
    for shift in range(round(0.5 * pitch), min(width - 1, round(pitch)) + 1):
        one, other = mask[:, : width - shift], mask[:, shift:]
        both = (one & other).sum()
        if both >= ALIKE * max(one.sum(), other.sum()) and 2 * both >= ALIKE * mask.sum():
            return True
    return False


def _bars(mask: Mask, pitch: float) -> list[Extent]:
    """The rows of the level bars of a sign; none where some stretch of rows is too thick for one."""
    height, width = mask.shape
    least = max(BAR * width, LEAST_BAR * pitch)
    level = np.array([max((b - a for a, b in runs(row)), default=0) >= least for row in mask])
    found = runs(level)
    thick = max(2, round(STROKE * height))
    return found if all(b - a <= thick for a, b in found) else []


def _kind(mask: Mask, bars: Sequence[Extent], pitch: float) -> str | None:
    """What is at the bars, as `_TOLD` has it.

    That is nothing, tips (`>` and `<` at the ends that they point to, `)` and `(` at the others), a slash in the middle
    (`|`) or in front (`/`), or an upright bar in front (`I`).
    """
    above, below = mask[: bars[0][0]][::-1], mask[bars[-1][1] :]
    near = round(CLEAR * len(mask))
    if not above[:near].any() and not below[:near].any():
        between = [mask[one[1] : other[0]] for one, other in pairwise(bars)]
        return "" if between and not any(rows.any() for rows in between) else None
    above, below = _touching(above), _touching(below)
    if min(len(above), len(below)) < BEYOND:
        return None
    upper, lower = _middles(above), _middles(below)
    if upper is None or lower is None:
        return _tips(above, below)
    lean = (upper[-1] - upper[0], lower[-1] - lower[0])
    if upper[0] == lower[0] <= UPRIGHT_WITHIN * pitch and not any(lean):
        return "I"
    if lean[0] > 0 > lean[1]:
        at = (upper[0] + lower[0]) / 2 / mask.shape[1]
        return "|" if 0.35 <= at <= 0.65 else "/" if at < 0.35 else None
    return _tips(above, below)


def _touching(rows: Mask) -> Mask:
    """The rows next to a bar up to the first one without ink."""
    filled = runs(np.asarray(rows.any(axis=1)))
    return rows[: filled[0][1]] if filled and filled[0][0] <= 1 else rows[:0]


def _middles(rows: Mask) -> list[float] | None:
    """Where the one stroke is in each row, from the bar outwards; None where a row has none or several."""
    spread = [runs(row) for row in rows]
    if any(len(row) != 1 for row in spread):
        return None
    return [(row[0][0] + row[0][1]) / 2 for row in spread]


def _tips(above: Mask, below: Mask) -> str | None:
    """Which tips the bars end in: what is above and what is below them leans to the same side."""
    high = min(len(above), len(below))
    if abs(len(above) - len(below)) > 1:
        return None
    strokes = [[runs(row) for row in part[:high]] for part in (above, below)]
    counts = {len(row) for part in strokes for row in part}
    if len(counts) != 1 or not counts <= {1, 2}:
        return None
    [count] = counts
    kinds = ""
    for n in range(count):
        paths = [[(row[n][0] + row[n][1]) / 2 for row in part] for part in strokes]
        if max(abs(a - b) for a, b in zip(*paths, strict=True)) > 1.5:
            return None
        leans = [path[-1] - path[0] for path in paths]
        middle = paths[0][0]
        is_right = middle > above.shape[1] / 2
        if max(leans) < 0:
            kinds += ">" if is_right else ")"
        elif min(leans) > 0:
            kinds += "(" if is_right else "<"
        else:
            return None
    return kinds
