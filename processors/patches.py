"""Patches: small flat areas of a window in a colour of their own, as buttons, bars and calendar entries are. Pure.

What a program draws in one exact colour, in a box, is a patch. So nothing is looked for but squares of 2 x 2 pixels of
one colour that touch each other: letters and icons have few of them, photos and gradients hardly two alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box

THINNEST, SHORTEST = 10, 20
"""A patch is at least this thick and this long (px): anything smaller is an icon, or the stroke of a letter."""

SMALLEST = 300
"""And it has at least so many pixels: smaller ones are check boxes and dots."""

MOST = 40
"""More patches than this are not told of one frame; the largest ones are."""

FILLED = 0.55
"""A patch fills its box at least by this share: text takes some of it away, a frame or an arrow leaves more open."""

ALONG, UP = 0.5, 0.25
"""So much of its upper and lower row, and of its left and right column, has its colour: round corners take their part,
a disc has less, and what is drawn in no box has none."""

STEP = 3
"""Colours on both sides of an edge differ by more than this in a channel; steps of a gradient do not."""

BEYOND = 4
"""What surrounds a patch is looked at so far beyond its sides (px): nearer there may be a border, or a smoothed rim."""

WIDEST = 8
"""A strip of another colour along its left side that is at most this wide (px) is its edge, as calendars draw them."""

LARGEST = 0.04
"""What has the colour of the ground and at least this share of the window is ground, not a patch."""

SAME = 0.8
"""A box is told already where it shares so much with one that is."""

DULL = 24
"""A strip whose channels differ by less is grey: the rim of a scroll bar."""

ALIKE, OPEN = 0.8, 0.5
"""So much of each column of a strip has its colour, and less than so much of what lies behind the other side."""

Colours = NDArray[np.uint32]
"""One number a pixel, 0xRRGGBB (height x width)."""


class Patch(msgspec.Struct, frozen=True):
    """A flat area: its box (px of the crop), its colour, how many pixels of the box have exactly that, and whether it
    is the edge of the one told before it.
    """

    box: Box
    colour: int
    pixels: int
    is_edge: bool = False


def patches(crop: Colours, grounds: Collection[int], taken: Sequence[Box]) -> tuple[Patch, ...]:
    """Return the patches of a window, the largest first, each with its edge behind it where it has one.

    `grounds` are the colours that its background has, `taken` the areas that are told already (px of the crop).
    """
    found: list[Patch] = []
    left = MOST
    for box, colour in _areas(crop):
        if colour in grounds and _size(box) >= LARGEST * crop.size:
            continue
        patch = _fitting(crop, box, colour)
        if patch is None or _is_told(patch.box, taken) or (colour in grounds and _is_cell(crop, patch)):
            continue
        found += [patch, *_edge(crop, patch)]
        left -= 1
        if not left:
            break
    return tuple(found)


def _areas(crop: Colours) -> Iterator[tuple[Box, int]]:
    """Yield boxes around squares of one colour that touch each other, with their colour, those with most of it first.

    Squares are every second pixel of the mask, and between two that are alike there is a bridge: so one pass over it
    tells all colours apart.
    """
    import cv2

    rows, columns = crop.shape[0] // 2, crop.shape[1] // 2
    if rows < THINNEST // 2 or columns < THINNEST // 2:
        return
    corners = [crop[y : 2 * rows : 2, x : 2 * columns : 2] for y in (0, 1) for x in (0, 1)]
    first = np.ascontiguousarray(corners[0])
    flat = (first == corners[1]) & (first == corners[2]) & (first == corners[3])
    mask = np.zeros((2 * rows - 1, 2 * columns - 1), np.uint8)
    mask[::2, ::2] = flat
    mask[::2, 1::2] = flat[:, 1:] & flat[:, :-1] & (first[:, 1:] == first[:, :-1])
    mask[1::2, ::2] = flat[1:] & flat[:-1] & (first[1:] == first[:-1])
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    wide, tall, held = stats[:, 2], stats[:, 3], stats[:, 4]
    fits = (np.minimum(wide, tall) >= THINNEST - 3) & (np.maximum(wide, tall) >= SHORTEST - 3)
    # Of four pixels three are squares or bridges here.
    fits &= held * 4 // 3 >= np.maximum(SMALLEST // 2, wide * tall * (FILLED - 0.2))
    fits[0] = False
    numbers = np.flatnonzero(fits)
    for number in numbers[np.argsort(-held[numbers], kind="stable")].tolist():
        x, y, w, h, _ = stats[number].tolist()
        # The uppermost row of an area has a square of it.
        at = x + 2 * int((labels[y, x : x + w : 2] == number).argmax())
        yield (x, y, x + w + 1, y + h + 1), int(crop[y, at])


def _fitting(crop: Colours, box: Box, colour: int) -> Patch | None:
    """Return the patch in a box that may be a pixel or two too small; None where its shape or edges are of none."""
    box = _outermost(crop, box, colour)
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) < THINNEST or max(x1 - x0, y1 - y0) < SHORTEST:
        return None
    own = crop[y0:y1, x0:x1] == colour
    pixels = int(own.sum())
    if pixels < SMALLEST or pixels < FILLED * own.size:
        return None
    if own[1].mean() < ALONG or own[-2].mean() < ALONG or own[:, 1].mean() < UP or own[:, -2].mean() < UP:
        return None
    return None if any(_is_step(side, colour) for side in _sides(crop, box, BEYOND)) else Patch(box, colour, pixels)


def _outermost(crop: Colours, box: Box, colour: int) -> Box:
    x0, y0, x1, y1 = box
    height, width = crop.shape
    for _ in range(2):
        x0 -= bool(x0 > 0 and (crop[y0:y1, x0 - 1] == colour).mean() >= UP)
        x1 += bool(x1 < width and (crop[y0:y1, x1] == colour).mean() >= UP)
        y0 -= bool(y0 > 0 and (crop[y0 - 1, x0:x1] == colour).mean() >= UP)
        y1 += bool(y1 < height and (crop[y1, x0:x1] == colour).mean() >= UP)
    return x0, y0, x1, y1


def _sides(crop: Colours, box: Box, beyond: int) -> Iterator[Colours]:
    """Yield the rows and columns that lie so far beyond the sides of a box, where the crop has them."""
    x0, y0, x1, y1 = box
    height, width = crop.shape
    if y0 >= beyond:
        yield crop[y0 - beyond, x0:x1]
    if y1 + beyond <= height:
        yield crop[y1 + beyond - 1, x0:x1]
    if x0 >= beyond:
        yield crop[y0:y1, x0 - beyond]
    if x1 + beyond <= width:
        yield crop[y0:y1, x1 + beyond - 1]


def _is_step(side: Colours, colour: int) -> bool:
    """Say whether most of what lies along an edge differs by a step of a gradient only."""
    apart = np.zeros(side.shape, np.int64)
    for shift in (16, 8, 0):
        apart = np.maximum(apart, np.abs((side >> shift & 255).astype(np.int64) - (colour >> shift & 255)))
    return bool(((apart > 0) & (apart <= STEP)).mean() > 0.5)


def _is_cell(crop: Colours, patch: Patch) -> bool:
    """Say whether there is more of its own colour beyond a rim around it."""
    return any((side == patch.colour).mean() > 0.5 for side in _sides(crop, patch.box, BEYOND))


def _edge(crop: Colours, patch: Patch) -> Iterator[Patch]:
    """Yield the strip along the left side of a patch, where there is one of one colour; a border has two sides."""
    x0, y0, x1, y1 = patch.box
    if x0 < 3 or x1 + 2 > crop.shape[1]:
        return
    beside = crop[y0:y1, max(0, x0 - WIDEST - 2) : x0]
    colour = int(beside[(y1 - y0) // 2, -2])
    strip = (beside == colour).mean(axis=0) >= ALIKE
    wide = int(strip[:-1][::-1].argmin())
    first = x0 - 1 - wide
    if wide < 2 or wide > WIDEST or first <= 0 or _is_step(np.array([colour], np.uint32), patch.colour):
        return
    channels = [colour >> shift & 255 for shift in (16, 8, 0)]
    if max(channels) - min(channels) < DULL:
        return
    if (crop[y0:y1, x1 + 1] == colour).mean() < OPEN and colour != patch.colour:
        box = (first, y0, x0 - 1 + bool(strip[-1]), y1)
        own = crop[box[1] : box[3], box[0] : box[2]] == colour
        yield Patch(box, colour, int(own.sum()), is_edge=True)


def _is_told(box: Box, taken: Sequence[Box]) -> bool:
    """Say whether a box is one of those that are told already."""
    for other in taken:
        wide = min(box[2], other[2]) - max(box[0], other[0])
        tall = min(box[3], other[3]) - max(box[1], other[1])
        if wide > 0 and tall > 0 and wide * tall >= SAME * max(_size(box), _size(other)):
            return True
    return False


def _size(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
