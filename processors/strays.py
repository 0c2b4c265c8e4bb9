"""Lone marks that a text detector overlooks (a bar between columns, a `+` before a line): lines grow over them.

A detector trained on words sees no text in a bar or a dash that stands alone. Beside a line of text,
on the same ground and hardly taller than the line, it is a character all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.ink import Mask, background, ink, runs
from processors.walls import Wall, mirrored

REACH = 5.0
"""A mark is looked for within this many line heights of the line, or of the mark before it."""

WIDEST = 1.1
"""A mark is no wider than this many line heights."""

LOWEST, THIN = 2.5, 0.14
"""Underscores together are no wider than LOWEST, and no thicker than THIN (or 2 px), in line heights."""

TALLER = 0.22
"""A mark stands out of the line by less than this share of its height, above and below: more, and it is a rule."""

SAME_ROW = 0.6
"""Two boxes are on one row when they share this much of the taller one's height."""

FLAT = 0.5
"""What is less high than this share of a line, and in its rows, is a mark of it where it touches it."""

RIM = 0.25
"""Ground kept beside a mark at the end of a line, in line heights: a reader overlooks a bar at the very rim."""


def grown(pixels: NDArray[np.uint8], found: Sequence[Box], walls: Sequence[Wall] = ()) -> tuple[Box, ...]:
    """The boxes, each grown over lone marks beside it and what hangs below; boxes that such marks connect become one.

    `pixels` is the image (height x width x 3) that the boxes are in; none grows through one of its `walls`.
    """
    waiting = sorted(_united(found))
    done: list[Box] = []
    while waiting:
        box = waiting.pop(0)
        box = _leftward(pixels, box, [*done, *waiting], walls)
        while True:
            box, reached = _rightward(pixels, box, [*done, *waiting], walls)
            if reached not in waiting:
                break
            waiting.remove(reached)
            box = _around(box, reached)
        done.append(_deepened(pixels, _rimmed(pixels, box, [*done, *waiting], walls)))
    return tuple(done)


def _united(found: Sequence[Box]) -> list[Box]:
    """The boxes, those that overlap along one row as one: a letter between them would be read twice.

    So would a mark at the end of a line that a detector sees by itself, as it does with quotation marks.
    """
    out: list[Box] = []
    for box in sorted(found):
        grown = box
        while over := [b for b in out if _is_along(b, grown) and b[0] < grown[2] and b[2] > grown[0]]:
            out = [b for b in out if b not in over]
            for other in over:
                grown = _around(grown, other)
        out.append(grown)
    return out


def beside(unread: Sequence[Box], lines: Sequence[Box]) -> tuple[tuple[int, Box], ...]:
    """For each flat box in which nothing could be read, the index of the line in whose row it stands, and both as one.

    Quotes or dashes that a detector sees apart from their line are so flat that no reader, shown them alone, can tell
    what they are. A box that is not flat, or beside no line, is left out.
    """
    out: list[tuple[int, Box]] = []
    for box in unread:
        near = [i for i, line in enumerate(lines) if _is_flat_in(box, line)]
        nearest = min(near, key=lambda i: (_apart(box, lines[i]), lines[i]), default=None)
        if nearest is not None:
            out.append((nearest, _around(lines[nearest], box)))
    return tuple(out)


def _is_flat_in(box: Box, line: Box) -> bool:
    height = line[3] - line[1]
    out = round(TALLER * height)
    inside = box[1] >= line[1] - out and box[3] <= line[3] + out
    return inside and box[3] - box[1] < SAME_ROW * height and _apart(box, line) <= REACH * height


def _apart(a: Box, b: Box) -> int:
    """How many px are free between two boxes from left to right; 0 where one is above the other."""
    return max(0, max(a[0], b[0]) - min(a[2], b[2]))


def _rimmed(pixels: NDArray[np.uint8], box: Box, others: Sequence[Box], walls: Sequence[Wall]) -> Box:
    """The box with ground at both ends, where ink stands at the very rim and no other box begins there."""
    area = pixels[box[1] : box[3], box[0] : box[2]]
    inked = np.asarray(ink(area, background(area)).any(axis=0))
    rim = round(RIM * (box[3] - box[1]))
    level = [b for b in others if min(b[3], box[3]) > max(b[1], box[1])]
    left, right = box[0], box[2]
    if inked[:2].any():
        width = pixels.shape[1]
        wall = width - _wall_behind(mirrored(walls, width), _mirrored(box, width), pixels)
        left = max([wall, box[0] - rim, *(b[2] for b in level if b[2] <= box[0])])
    if inked[-2:].any():
        right = min([_wall_behind(walls, box, pixels), box[2] + rim, *(b[0] for b in level if b[0] >= box[2])])
    return left, box[1], right, box[3]


def _wall_behind(walls: Sequence[Wall], box: Box, pixels: NDArray[np.uint8]) -> int:
    """The column of the first wall to the right of a box, or of the end of the image."""
    width = pixels.shape[1]
    beside = (box[2] - 1, box[1], width + 1, box[3])
    return min((wall.x for wall in walls if wall.parts(beside)), default=width)


def _deepened(pixels: NDArray[np.uint8], box: Box) -> Box:
    """The box with what hangs just below it (underscores, the tails of letters), unless the next line begins there."""
    height = box[3] - box[1]
    low = min(pixels.shape[0], box[3] + round(TALLER * height))
    area = pixels[box[1] : low, box[0] : box[2]]
    filled = np.asarray(ink(area, background(area)).any(axis=1))
    hanging = [r for r in runs(filled) if r[1] > height]
    if len(hanging) != 1 or hanging[0][1] == len(filled):
        return box
    return box[0], box[1], box[2], min(low, box[1] + hanging[0][1])


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _rightward(
    pixels: NDArray[np.uint8], box: Box, others: Sequence[Box], walls: Sequence[Wall]
) -> tuple[Box, Box | None]:
    """The box with the marks to its right, and the box that they lead to, if they do."""
    height = box[3] - box[1]
    reach = round(REACH * height)
    level = (b for b in others if min(b[3], box[3]) > max(b[1], box[1]))
    nearest = min((b for b in level if b[2] > box[2] and b[0] >= box[2] - height // 2), default=None)
    limit = _wall_behind(walls, box, pixels)
    if nearest is not None and nearest[0] <= limit:
        limit = nearest[0]
    else:
        nearest = None
    if limit <= box[2]:
        return box, None
    paper = background(pixels[box[1] : box[3], box[0] : box[2]])
    far = box
    while mark := _mark(pixels, paper, box, far[2], min(limit, far[2] + reach)):
        far = _around(far, mark)
    if far == box:
        return box, None
    if nearest and far[2] + reach >= nearest[0] and _same_row(box, nearest):
        return far, nearest
    return (far[0], far[1], min(limit, far[2] + round(RIM * height)), far[3]), None


def _leftward(pixels: NDArray[np.uint8], box: Box, others: Sequence[Box], walls: Sequence[Wall]) -> Box:
    width = pixels.shape[1]
    others = [_mirrored(b, width) for b in others]
    turned, _ = _rightward(pixels[:, ::-1], _mirrored(box, width), others, mirrored(walls, width))
    return _mirrored(turned, width)


def _mirrored(box: Box, width: int) -> Box:
    return width - box[2], box[1], width - box[0], box[3]


def _same_row(a: Box, b: Box) -> bool:
    return min(a[3], b[3]) - max(a[1], b[1]) >= SAME_ROW * max(a[3] - a[1], b[3] - b[1])


def _is_along(a: Box, b: Box) -> bool:
    """Say whether two boxes are on one row, or the one is flat and in the rows of the other."""
    low, high = sorted((a, b), key=lambda box: box[3] - box[1])
    is_flat = low[3] - low[1] < FLAT * (high[3] - high[1])
    return _same_row(a, b) or (is_flat and high[1] <= low[1] and low[3] <= high[3])


def _mark(pixels: NDArray[np.uint8], paper: tuple[int, int, int], line: Box, start: int, stop: int) -> Box | None:
    """What stands first in the columns [start, stop) beside a line, if it is a lone mark on the line's own ground."""
    height = line[3] - line[1]
    out = max(1, round(TALLER * height))
    top = max(0, line[1] - out)
    strip = pixels[top : line[3] + out, start:stop]
    if strip.size == 0 or background(strip) != paper:
        return None
    inked = ink(strip, paper)
    low = _is_low(inked, line[3] - top, height)
    core = inked[line[1] - top : line[3] - top + (out if low else 0)]
    first = next(iter(runs(np.asarray(core.any(axis=0)))), None)
    if first is None or first[1] - first[0] > (LOWEST if low else WIDEST) * height or first[1] == strip.shape[1]:
        return None
    filled = np.asarray(inked[:, first[0] : first[1]].any(axis=1))
    above = line[3] - top + (out if low else -(height // 4))
    parts = [r for r in runs(filled) if r[1] > line[1] - top + height // 4 and r[0] < above]
    if not parts or parts[0][0] == 0 or parts[-1][1] == strip.shape[0]:
        return None
    return start + first[0], min(line[1], top + parts[0][0]), start + first[1], max(line[3], top + parts[-1][1])


def _is_low(inked: Mask, bottom: int, height: int) -> bool:
    """Whether what stands first is nothing but a thin stroke about the row `bottom`: an underscore, or two."""
    columns = runs(np.asarray(inked.any(axis=0)))
    if not columns:
        return False
    rows = runs(np.asarray(inked[:, columns[0][0] : columns[0][1]].any(axis=1)))
    thin = max(2, round(THIN * height))
    return len(rows) == 1 and rows[0][1] - rows[0][0] <= thin and abs(rows[0][0] - bottom) <= height // 4
