"""What moved: boxes whose pixels stand elsewhere on the next frame, every one of them, as when a page is scrolled.

A box is looked for by the hash of one of its rows, over all places at once (a rolling hash: Karp and Rabin,
"Efficient randomized pattern-matching algorithms", 1987). A hash only proposes: pixels are compared one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box

Pixels = NDArray[np.uint8]
Shift = tuple[int, int]

BESIDE = 0.5
"""The ground beside a box must have moved along with it for this share of the box's height: about one letter."""

SEARCHES = 16
"""So many boxes, spread over all, are looked for everywhere; the others only where one of these was found."""

PLACES = 32
"""Of the places that the hash of one row proposes, so many are compared, the nearest first."""

BASE = np.uint64(0x9E3779B97F4A7C15)
"""Any odd number whose powers are well spread over 64 bits."""


class Move(msgspec.Struct, frozen=True):
    """The box at `index` of those given stands `dx` px further right and `dy` px further down."""

    index: int
    dx: int
    dy: int


def found(
    before: Pixels, after: Pixels, boxes: Sequence[Box], lost: Sequence[int], band: tuple[int, int]
) -> tuple[Move, ...]:
    """Where the boxes at the indices `lost` stand on the frame `after`; those that stand nowhere are left out.

    Both frames are height x width x 3, of one size. `band` is the rows [top, bottom) of `after` that are searched.
    The boxes at the indices not in `lost` are where they were: no box moves onto one of them, or onto one that moved.
    """
    shifts = _shifts(before, after, [boxes[i] for i in lost], band)
    gone = set(lost)
    taken = [_core(box) for i, box in enumerate(boxes) if i not in gone]
    moves: list[Move] = []
    for i in lost:
        for dx, dy in shifts:
            place = _core(_shifted(boxes[i], (dx, dy)))
            if _stands(before, after, boxes[i], (dx, dy)) and not any(_meet(place, other) for other in taken):
                taken.append(place)
                moves.append(Move(i, dx, dy))
                break
    return tuple(moves)


def _shifts(before: Pixels, after: Pixels, lost: Sequence[Box], band: tuple[int, int]) -> list[Shift]:
    """The shifts by which some of the lost boxes moved, the most frequent first."""
    count = min(SEARCHES, len(lost))
    looked_for = [lost[i * len(lost) // count] for i in range(count)]
    top = band[0]
    sums, powers = _sums(after[top : band[1]])
    votes: Counter[Shift] = Counter()
    for box in looked_for:
        places = _places(before, box, sums, powers)
        proposed = sorted(((x - box[0], y + top - box[1]) for x, y in places), key=lambda s: (abs(s[0]), abs(s[1])))
        votes.update([s for s in proposed[:PLACES] if s != (0, 0) and _stands(before, after, box, s)][:1])
    return [shift for shift, _ in votes.most_common()]


def _sums(rows: Pixels) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """For each row its hashes of growing length (height x width + 1, mod 2**64), and the powers of the base."""
    powers = np.full(rows.shape[1], BASE, dtype=np.uint64)
    powers[:1] = 1
    powers = np.multiply.accumulate(powers)
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1), dtype=np.uint64)
    np.cumsum(_colours(rows) * powers, axis=1, out=sums[:, 1:])
    return sums, powers


def _colours(pixels: Pixels) -> NDArray[np.uint64]:
    """Each pixel as one number, 1 and up."""
    r, g, b = (pixels[..., i].astype(np.uint64) for i in range(3))
    return np.asarray((r << np.uint64(16) | g << np.uint64(8) | b) + np.uint64(1))


def _places(
    before: Pixels, box: Box, sums: NDArray[np.uint64], powers: NDArray[np.uint64]
) -> Iterable[tuple[int, int]]:
    """The places (x, y) in the rows of `sums` that its busiest row proposes for a box's upper left corner."""
    x0, y0, x1, y1 = box
    inside = _colours(before[y0:y1, x0:x1])
    busy = int((inside[:, 1:] != inside[:, :-1]).sum(axis=1).argmax())
    wide = x1 - x0
    target = (inside[busy] * powers[:wide]).sum(dtype=np.uint64)
    hashes = sums[:, wide:] - sums[:, :-wide]
    ys, xs = np.nonzero(hashes == target * powers[: hashes.shape[1]])
    return zip(xs.tolist(), (ys - busy).tolist(), strict=True)


def _stands(before: Pixels, after: Pixels, box: Box, shift: Shift) -> bool:
    """Whether a box and the ground beside it stand on `after`, shifted."""
    height, width = after.shape[:2]
    x0, y0, x1, y1 = _shifted(box, shift)
    if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
        return False
    beside = round(BESIDE * (y1 - y0))
    left, right = min(beside, x0, box[0]), min(beside, width - x1, width - box[2])
    new = after[y0:y1, x0 - left : x1 + right]
    return bool((before[box[1] : box[3], box[0] - left : box[2] + right] == new).all())


def _shifted(box: Box, shift: Shift) -> Box:
    return box[0] + shift[0], box[1] + shift[1], box[2] + shift[0], box[3] + shift[1]


def _core(box: Box) -> Box:
    """The box less a quarter of its height above and below: neighbouring lines may share their rims."""
    rim = (box[3] - box[1]) // 4
    return box[0], box[1] + rim, box[2], box[3] - rim


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
