"""Rows of marks that a text detector does not see at all: rules of dashes under a heading, carets under a mistake.

Below each line of text a strip as tall as the line is searched for small ink on the line's own ground.
What is found is a candidate only: a reader keeps it when it reads nothing but punctuation there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from processors.base import Box, Extent
from processors.ink import Mask, background, ink, runs

AROUND = 2
"""A row of marks begins or ends within this many line heights of the line's ends, or passes below it."""

FURTHEST = 60
"""A row of marks is followed this many line heights beyond the line."""

GROUND = 0.3
"""Where less than this share of a column has the line's ground, another window or a picture begins."""

WIDEST = 1.1
"""A mark is no wider than this many line heights; what is wider is a rule drawn by a program, not typed."""

APART = 2.2
"""Marks further apart than this many line heights belong to different rows."""

LEAST = 4
"""A mark has at least this many pixels of ink."""

RIM = 0.33
"""Ground kept left and right of the marks, in line heights."""


def rows(pixels: NDArray[np.uint8], found: Sequence[Box]) -> tuple[Box, ...]:
    """Candidate boxes below the lines `found` on an image (height x width x 3), apart from them and from each other."""
    out: list[Box] = []
    for box in sorted(found, key=lambda b: (b[1], b[0])):
        strip = _strip(box, pixels.shape[1], pixels.shape[0])
        taken = [b for b in [*found, *out] if b != box and _in_the_way(b, strip)]
        for start, stop in _free(strip, taken):
            out += _candidates(pixels, box, (start, strip[1], stop, strip[3]))
    return tuple(out)


def _strip(box: Box, width: int, height: int) -> Box:
    tall = box[3] - box[1]
    return max(0, box[0] - AROUND * tall), box[3], min(width, box[2] + FURTHEST * tall), min(height, box[3] + tall)


def _in_the_way(other: Box, strip: Box) -> bool:
    """Whether a box reaches into the middle third of the strip's rows."""
    third = (strip[3] - strip[1]) // 3
    return other[1] < strip[3] - third and other[3] > strip[1] + third


def _free(strip: Box, taken: Sequence[Box]) -> list[Extent]:
    """The columns of the strip that no other box covers."""
    free: list[Extent] = []
    at = strip[0]
    for start, stop in sorted((b[0], b[2]) for b in taken):
        if start > at:
            free.append((at, min(start, strip[2])))
        at = max(at, stop)
        if at >= strip[2]:
            return free
    return [*free, (at, strip[2])]


def _candidates(pixels: NDArray[np.uint8], line: Box, strip: Box) -> list[Box]:
    x0, y0, x1, y1 = strip
    tall = line[3] - line[1]
    if x0 > line[2] + AROUND * tall or y1 <= y0:
        return []
    below = pixels[y0:y1, x0:x1]
    paper = background(pixels[line[1] : line[3], line[0] : line[2]])
    grounded = runs(np.asarray((below == np.array(paper, dtype=np.uint8)).all(axis=2).mean(axis=0) >= GROUND))
    out: list[Box] = []
    rim = round(RIM * tall)
    for start, stop in grounded:
        if x0 + start > line[2] + AROUND * tall:
            break
        for a, b in _joined(_small(ink(below[:, start:stop], paper), round(WIDEST * tall)), APART * tall):
            left, right = x0 + start + a, x0 + start + b
            if left <= line[2] + AROUND * tall and right >= line[0] - AROUND * tall:
                out.append((max(x0, left - rim), y0, min(x1, right + rim), y1))
    return out


def _joined(spans: Sequence[Extent], apart: float) -> list[Extent]:
    groups: list[Extent] = []
    for a, b in spans:
        if groups and a - groups[-1][1] <= apart:
            groups[-1] = (groups[-1][0], max(b, groups[-1][1]))
        else:
            groups.append((a, b))
    return groups


def _small(inked: Mask, widest: int) -> list[Extent]:
    """The columns of each small patch of ink that touches neither the strip's first nor its last row, from the left."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(inked.astype(np.uint8), connectivity=8)
    spans: list[Extent] = []
    for x, y, w, h, area in stats[1:count].tolist():
        if y > 0 and y + h < inked.shape[0] and w <= widest and area >= LEAST:
            spans.append((x, x + w))
    return sorted(spans)
