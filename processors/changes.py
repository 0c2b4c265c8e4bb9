"""What changed between two frames of one screen, exactly, and how little of the new one must be read again.

Pixels are compared one by one; there is no perceptual hash, because one changed character must be
found. These rules hold for what `regions` returns: every changed pixel lies in a rectangle to read, or in a
box that moved, or on plain ground; every old box that does not vanish holds the same pixels as before; every
box that moved holds at its new place the pixels that it held at its old one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors import moves, rectangles, walls
from processors.base import Box, Line, Reader
from processors.moves import Move
from processors.walls import Wall

GRID = 16
"""Changed pixels in one cell, or in neighbouring cells, of a grid this wide (px) are one change."""

BESIDE = 20
"""A change is widened by this much left and right (px): about two characters, to meet the word it belongs to."""

ABOVE = 12
"""A change that stands in no known line is widened by this much up and down (px): it may be a part of a letter."""

EDGE = 0.15
"""The share of a box's height, above and below, that is padding: a rectangle that ends in it does not cut the text."""

CONTEXT = 16
"""A reader is shown this much more than the rectangle (px), so that no letter stands at the rim."""

MOST = 0.6
"""When the rectangles cover this share of the frame, the whole frame is read: one pass is cheaper than many."""


class Regions(msgspec.Struct, frozen=True):
    """What to read again, what became of the old boxes, and what they hold still.

    `read` are disjoint rectangles of the new frame, `vanished` the indices of the old boxes that are no longer where
    they were, `moved` those of them whose pixels, every one, stand elsewhere now.
    """

    read: tuple[Box, ...]
    vanished: tuple[int, ...]
    moved: tuple[Move, ...] = ()


def same(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> bool:
    """Whether two frames have the same size and the same pixels."""
    return before is after or (before.shape == after.shape and bool((before == after).all()))


def regions(before: NDArray[np.uint8], after: NDArray[np.uint8], boxes: Sequence[Box]) -> Regions:
    """The parts of `after` to read again, given the text boxes (px) known in `before`.

    Both frames are height x width x 3. A rectangle swallows whole each box that is known to hold text, or may hold
    some still, and whose text (the box less its padding) it would cut. Where nothing but plain ground is left of a
    change, nothing is read. Frames of different size, and frames that changed nearly everywhere, come back as one
    rectangle with every box vanished.
    """
    height, width = after.shape[:2]
    whole = Regions(((0, 0, width, height),), tuple(range(len(boxes))))
    if before.shape != after.shape:
        return whole
    if before is after:
        return Regions((), ())
    changed = (before != after).any(axis=2)
    if not changed.any():
        return Regions((), ())
    texts = _Texts.of(boxes, before, after, changed)
    unread = changed & ~texts.moved_over & _near_ink(after, texts.known_over)
    rects = [_padded(r, texts, width, height) for r in _groups(unread)]
    rects, swallowed = _settled([*rects, *texts.doubtful()], texts)
    if sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in rects) >= MOST * width * height:
        return whole
    vanished = texts.touched | swallowed[: len(boxes)]
    moved = tuple(m for m, lost in zip(texts.moves, swallowed[len(boxes) :].tolist(), strict=True) if not lost)
    return Regions(
        tuple(sorted(rects, key=lambda r: (r[1], r[0]))), tuple(int(i) for i in np.flatnonzero(vanished)), moved
    )


def read_changed(
    reader: Reader, before: NDArray[np.uint8], after: NDArray[np.uint8], known: Sequence[Line]
) -> tuple[tuple[int, ...], tuple[Line, ...]]:
    """The indices of the lines `known` in `before` that vanished, and the lines that are new, in pixels of the frame.

    A line that moved vanishes and is new at its new place, as it was read before. One that was swallowed only
    because a neighbour changed, and that is found again at the same place (within one pixel) with not one pixel
    changed inside, lives on: it is in neither.
    """
    boxes = [line.box for line in known]
    found = regions(before, after, boxes)
    borders = walls.found(after) if found.read else ()
    lines = [line for rect in found.read for line in _read(reader, after, rect, borders)]
    vanished = set(found.vanished)
    new = [known[move.index].moved(move.dx, move.dy) for move in found.moved]
    for line in lines:
        again = None
        if before.shape == after.shape:
            again = next((i for i in sorted(vanished) if _again(boxes[i], line.box, before, after)), None)
        if again is None:
            new.append(line)
        else:
            vanished.remove(again)
    return tuple(sorted(vanished)), tuple(new)


def _again(old: Box, new: Box, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> bool:
    if any(abs(a - b) > 1 for a, b in zip(old, new, strict=True)):
        return False
    x0, y0, x1, y1 = min(old[0], new[0]), min(old[1], new[1]), max(old[2], new[2]), max(old[3], new[3])
    return same(before[y0:y1, x0:x1], after[y0:y1, x0:x1])


def _read(reader: Reader, frame: NDArray[np.uint8], rect: Box, borders: Sequence[Wall]) -> list[Line]:
    height, width = frame.shape[:2]
    shown = rectangles.wider(rect, CONTEXT, CONTEXT, width, height)
    # A region of a line or two does not show a reader that a border goes through it.
    through = [wall for wall in borders if wall.top <= shown[1] and wall.bottom >= shown[3]]
    lines = (
        line.moved(x0, y0)
        for x0, y0, x1, y1 in walls.cut([shown], through)
        for line in reader.lines(frame[y0:y1, x0:x1])
    )
    return [line for line in lines if _centre_in(line.box, rect)]


def _centre_in(box: Box, rect: Box) -> bool:
    x, y = box[0] + box[2], box[1] + box[3]
    return 2 * rect[0] <= x < 2 * rect[2] and 2 * rect[1] <= y < 2 * rect[3]


class _Texts(msgspec.Struct, frozen=True):
    """The boxes of known text: the old ones, and behind them those that moved, at their new places.

    Boxes (x0, y0, x1, y1) stand in `whole`, and less their padding in `inner`. `touched` says which old ones hold a
    changed pixel; `gone` says which boxes have nothing left to read in them: of an old one that was touched, only plain
    ground is left, or other text that is known. `moved_over` are the pixels (height x width) of the boxes that moved,
    `known_over` those and the pixels of the old boxes that nothing touched.
    """

    whole: NDArray[np.int64]
    inner: NDArray[np.int64]
    touched: NDArray[np.bool_]
    gone: NDArray[np.bool_]
    moves: tuple[Move, ...]
    moved_over: NDArray[np.bool_]
    known_over: NDArray[np.bool_]

    @classmethod
    def of(
        cls, boxes: Sequence[Box], before: NDArray[np.uint8], after: NDArray[np.uint8], changed: NDArray[np.bool_]
    ) -> _Texts:
        """Return what became of the old boxes: which are as they were, which moved, and which are lost."""
        touched = [bool(changed[max(0, y0) : y1, max(0, x0) : x1].any()) for x0, y0, x1, y1 in boxes]
        lost = [i for i, is_touched in enumerate(touched) if is_touched]
        moved = moves.found(before, after, boxes, lost, _band(changed, boxes)) if lost else ()
        places = [
            (boxes[m.index][0] + m.dx, boxes[m.index][1] + m.dy, boxes[m.index][2] + m.dx, boxes[m.index][3] + m.dy)
            for m in moved
        ]
        moved_over = np.zeros(changed.shape, dtype=np.bool_)
        rectangles.fill(moved_over, places)
        known_over = moved_over.copy()
        rectangles.fill(known_over, [box for box, is_touched in zip(boxes, touched, strict=True) if not is_touched])
        gone = [t and _is_plain(box, after, known_over) for box, t in zip(boxes, touched, strict=True)]
        whole = np.array([*boxes, *places], dtype=np.int64).reshape(-1, 4)
        edge = (EDGE * (whole[:, 3] - whole[:, 1])).astype(np.int64)
        inner = whole + np.stack([0 * edge, edge, 0 * edge, -edge], axis=1)
        return cls(
            whole,
            inner,
            np.array(touched, dtype=np.bool_),
            np.array([*gone, *(False for _ in places)], dtype=np.bool_),
            moved,
            moved_over,
            known_over,
        )

    def doubtful(self) -> list[Box]:
        """The old boxes that were touched and may hold text still."""
        count = len(self.touched)
        rows: list[list[int]] = self.whole[:count][self.touched & ~self.gone[:count]].tolist()
        return [(x0, y0, x1, y1) for x0, y0, x1, y1 in rows]

    def met(self, rect: Box) -> NDArray[np.bool_]:
        """Which boxes the rectangle must swallow."""
        touched = np.zeros(len(self.whole), dtype=np.bool_)
        touched[: len(self.touched)] = self.touched
        return np.asarray(
            ~self.gone & (rectangles.meet(self.inner, rect) | (touched & rectangles.meet(self.whole, rect)))
        )


def _band(changed: NDArray[np.bool_], boxes: Sequence[Box]) -> tuple[int, int]:
    """The rows in which something changed, and as many above and below as the tallest box has."""
    rows = np.flatnonzero(changed.any(axis=1))
    tall = max(y1 - y0 for _, y0, _, y1 in boxes)
    return max(0, int(rows[0]) - tall), min(changed.shape[0], int(rows[-1]) + 1 + tall)


def _near_ink(after: NDArray[np.uint8], known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where (height x width) a change has something near it that is not `known` text: elsewhere nothing is to read."""
    import cv2

    colours = after.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
    edges = np.zeros(known.shape, dtype=np.uint8)
    edges[:, 1:] |= (colours[:, 1:] != colours[:, :-1]) & ~known[:, 1:] & ~known[:, :-1]
    edges[1:] |= (colours[1:] != colours[:-1]) & ~known[1:] & ~known[:-1]
    reach = np.ones((2 * ABOVE + 1, 2 * BESIDE + 1), dtype=np.uint8)
    return np.asarray(cv2.dilate(edges, reach), dtype=np.bool_)


def _is_plain(rect: Box, after: NDArray[np.uint8], known: NDArray[np.bool_]) -> bool:
    """Whether all pixels of a rectangle that are not `known` (height x width) have one colour: nothing is to read."""
    x0, y0, x1, y1 = rect
    left = after[max(0, y0) : y1, max(0, x0) : x1][~known[max(0, y0) : y1, max(0, x0) : x1]]
    return not len(left) or bool((left == left[0]).all())


def _groups(changed: NDArray[np.bool_]) -> list[Box]:
    """The changed pixels, grouped over a coarse grid, as tight rectangles."""
    import cv2

    height, width = changed.shape
    rows, columns = (np.arange(0, n, GRID) for n in (height, width))
    cells = np.logical_or.reduceat(np.logical_or.reduceat(changed, rows, axis=0), columns, axis=1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cells.astype(np.uint8), connectivity=8)
    out: list[Box] = []
    for label, (x, y, w, h, _area) in enumerate(stats[1:count].tolist(), start=1):
        cell = labels[y : y + h, x : x + w] == label
        mask = np.kron(cell, np.ones((GRID, GRID), dtype=np.bool_))
        part = changed[y * GRID : (y + h) * GRID, x * GRID : (x + w) * GRID]
        part = part & mask[: part.shape[0], : part.shape[1]]
        ys, xs = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        left, top = x * GRID, y * GRID
        out.append((left + int(xs[0]), top + int(ys[0]), left + int(xs[-1]) + 1, top + int(ys[-1]) + 1))
    return out


def _padded(rect: Box, texts: _Texts, width: int, height: int) -> Box:
    """The change widened sideways; and up and down, unless a known line at its side says how tall the letters are."""
    wide = rectangles.wider(rect, BESIDE, 0, width, height)
    beside = (
        rectangles.meet(texts.whole, wide)
        & (texts.whole[:, 1] <= rect[1])
        & (texts.whole[:, 3] >= rect[3])
        & ~texts.gone
    )
    return wide if beside.any() else rectangles.wider(wide, 0, ABOVE, width, height)


def _settled(rects: list[Box], texts: _Texts) -> tuple[list[Box], NDArray[np.bool_]]:
    """The rectangles grown over the boxes they meet and merged where they overlap, until nothing moves."""
    swallowed = np.zeros(len(texts.whole), dtype=np.bool_)
    rects = sorted(rects)
    while True:
        grown = rectangles.disjoint([_swallowing(r, texts) for r in rects])
        if grown == rects:
            break
        rects = grown
    for rect in rects:
        swallowed |= texts.met(rect)
    return rects, swallowed


def _swallowing(rect: Box, texts: _Texts) -> Box:
    met = texts.whole[texts.met(rect)]
    if not len(met):
        return rect
    x0, y0 = met[:, :2].min(axis=0).tolist()
    x1, y1 = met[:, 2:].max(axis=0).tolist()
    return min(rect[0], x0), min(rect[1], y0), max(rect[2], x1), max(rect[3], y1)
