"""Colours of a frame: of the screen, of the active window, of what fills that window, its panels and patches. Pure.

Screens are drawn in flat colours, so a background is the commonest exact colour of its region, and no mean or cluster:
its red, green and blue are those of the program that drew it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from ledger.facts import Box, ColoredRegion, ColorMeasured, Maker, Window
from processors.ansi import PARAMETERS, Rgb, shade
from processors.findings import Earlier, Findings, Known, Subject, gone
from processors.patches import Patch, patches
from processors.processor import Traits
from processors.visible import active, kind_of
from projections.color import SMALL, TOPIC, what_of

NAME = "color"
VERSION = 3

CELL = 8
"""A region is found on a grid of cells this wide (px): text on a background must not tear it into pieces."""

DENSE = 0.5
"""A cell belongs to a colour that fills at least this share of it."""

BESIDE = 0.25
"""A piece of background counts as such beside the largest one when it has at least this share of its size."""

PANEL = 0.04
"""A panel fills at least this share of its window, in a colour of its own."""

MOST_PANELS = 4
HISTOGRAM = 6

THIN = 6
"""Strokes of letters are at most this wide (px); wider runs of colour are areas, not writing."""

RAREST = 0.005
"""A colour with a smaller share of all thin strokes is a rim or a speck, not the usual ink."""

MOVED = 16
"""A region is the same as before when none of its sides moved by more than this (px)."""

STILL = 2
"""The same of patches, of which many may be alike: two of them lie farther apart than this (px)."""

Packed = NDArray[np.uint32]
"""One number a pixel, 0xRRGGBB (height x width)."""


class ColorProcessor:
    """Measures the colours of frames."""

    name = NAME
    version = VERSION
    traits = Traits(topics=(TOPIC,), needs=("windows",))

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the regions whose colours appeared and vanished; no fact where nothing did."""
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        seen = regions(subject.pixels, active(subject))
        known = earlier.known.get(TOPIC) if earlier is not None else None
        maker = Maker(NAME, VERSION, parameters=PARAMETERS)
        if earlier is None or known is None:
            return Findings((ColorMeasured(subject.frame, maker, "", seen),))
        appeared, ended = _change(seen, known)
        if not appeared and not ended:
            return Findings((), earlier.frame)
        return Findings((ColorMeasured(subject.frame, maker, earlier.frame, appeared, gone(ended)),), earlier.frame)


def _change(
    seen: tuple[ColoredRegion, ...], known: tuple[Known, ...]
) -> tuple[tuple[ColoredRegion, ...], tuple[Known, ...]]:
    """Return the regions that are new, and the known ones that are no longer there."""
    left: defaultdict[Hashable, list[Known]] = defaultdict(list)
    for each in known:
        left[each.what].append(each)
    appeared = []
    for region in seen:
        alike = left[what_of(region)]
        again = min(alike, key=lambda each: _apart(each.box, region.box), default=None)
        if again is None or _apart(again.box, region.box) > (STILL if region.region in SMALL else MOVED):
            appeared.append(region)
        else:
            alike.remove(again)
    return tuple(appeared), tuple(each for alike in left.values() for each in alike)


def _apart(one: Box, other: Box) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def regions(pixels: NDArray[np.uint8], window: Window | None) -> tuple[ColoredRegion, ...]:
    """The regions of a frame (height x width x 3, RGB) with their colours: the screen, then those of the window."""
    packed = _packed(pixels)
    height, width = packed.shape
    found = [_measured(packed, (0, 0, width, height), "screen", "", "")]
    if window is not None:
        found += _of_window(packed, window, window.box)
    return tuple(found)


def _of_window(packed: Packed, window: Window, box: Box) -> Iterator[ColoredRegion]:
    crop = packed[box[1] : box[3], box[0] : box[2]]
    colours, counts = _counted(crop)
    yield _measured(packed, box, "window", window.title, window.process)
    pieces = _pieces(crop == colours[0])
    if pieces:
        held = [piece for piece in pieces if piece.cells >= BESIDE * pieces[0].cells]
        inside = _around([piece.box for piece in held])
        yield _measured(packed, _moved(inside, box), kind_of(window) or "content", window.title, window.process)
    panels: list[Box] = []
    for colour, count in zip(colours[1:], counts[1:], strict=True):
        if count < PANEL * crop.size or len(panels) == MOST_PANELS:
            break
        piece = next(iter(_pieces(crop == colour)), None)
        if piece is not None and piece.cells * CELL * CELL >= PANEL * crop.size:
            panels.append(piece.box)
            yield _measured(packed, _moved(piece.box, box), "panel", window.title, window.process)
    for patch in patches(crop, (int(colours[0]),), panels):
        yield _patch(patch, box)


def _patch(patch: Patch, box: Box) -> ColoredRegion:
    """Return a patch as a region; of which window it is need not be told with each."""
    x0, y0, x1, y1 = patch.box
    share = patch.pixels * 10_000 // ((x1 - x0) * (y1 - y0))
    region = "edge" if patch.is_edge else "patch"
    return ColoredRegion(_moved(patch.box, box), region, "", "", shade(_rgb(patch.colour)), share)


class _Piece(msgspec.Struct, frozen=True):
    """Cells of one colour that touch each other: how many, and the box around them (px of the crop)."""

    cells: int
    box: Box


def _pieces(filled: NDArray[np.bool_]) -> list[_Piece]:
    """The pieces of a colour, the largest first, given which pixels have it."""
    import cv2

    height, width = filled.shape
    rows, columns = height // CELL, width // CELL
    if not rows or not columns:
        return []
    whole = filled[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL)
    dense = (whole.mean(axis=(1, 3)) >= DENSE).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=8)
    # The first row is what is not dense; the last rows and columns of a crop may be no whole cells.
    found = [
        _Piece(
            int(cells),
            (
                int(x) * CELL,
                int(y) * CELL,
                width if x + w == columns else int(x + w) * CELL,
                height if y + h == rows else int(y + h) * CELL,
            ),
        )
        for x, y, w, h, cells in stats[1:].tolist()
    ]
    return sorted(found, key=lambda piece: (-piece.cells, piece.box))


def _measured(packed: Packed, box: Box, region: str, title: str, app: str) -> ColoredRegion:
    crop = packed[box[1] : box[3], box[0] : box[2]]
    colours, counts = _counted(crop)
    ink = foreground(crop, int(colours[0]))
    shares = [int(count) * 10_000 // crop.size for count in counts[:HISTOGRAM]]
    commonest = tuple((_rgb(int(c)), share) for c, share in zip(colours[:HISTOGRAM], shares, strict=True) if share)
    return ColoredRegion(
        box,
        region,
        title,
        app,
        shade(_rgb(int(colours[0]))),
        shares[0],
        shade(ink) if ink is not None else None,
        commonest,
    )


def foreground(crop: Packed, ground: int) -> Rgb | None:
    """The usual colour of thin strokes on the colour `ground`; None where there are none.

    Smoothing spreads the rims of letters over many colours between ground and ink; the ink itself is common and
    stands out. So each colour of a stroke counts by how often it is there and by how far it is from the ground.
    """
    strokes = crop[_thin(crop == ground)]
    if not strokes.size:
        return None
    colours, counts = _counted(strokes)
    usual = counts >= max(1.0, RAREST * strokes.size)
    colours, counts = colours[usual], counts[usual]
    if not colours.size:
        return None
    channels = np.stack([(colours >> shift & 255).astype(np.int64) for shift in (16, 8, 0)], axis=1)
    contrast = ((channels - np.array(_rgb(ground))) ** 2).sum(axis=1)
    return _rgb(int(colours[int((counts * contrast).argmax())]))


def _thin(on_ground: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pixels lie in a run along their row that is at most THIN wide, with ground on both sides."""
    width = on_ground.shape[1]
    columns = np.arange(width, dtype=np.int32)
    before = np.maximum.accumulate(np.where(on_ground, columns, np.int32(-width)), axis=1)
    behind = np.minimum.accumulate(np.where(on_ground, columns, np.int32(2 * width))[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(~on_ground & (behind - before <= THIN + 1))


def _packed(pixels: NDArray[np.uint8]) -> Packed:
    import cv2

    spread = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2BGRA)
    return np.asarray(spread.view("<u4")[:, :, 0] & 0xFFFFFF, np.uint32)


def _counted(crop: Packed) -> tuple[Packed, NDArray[np.int64]]:
    """The colours of a crop with how many pixels have them, the commonest first; of equally common ones the darkest."""
    flat = crop.ravel()
    # Colours run along rows: far fewer runs than pixels have to be sorted.
    starts = np.r_[0, np.flatnonzero(flat[1:] != flat[:-1]) + 1]
    lengths = np.diff(np.r_[starts, flat.size])
    colours, which = np.unique(flat[starts], return_inverse=True)
    counts = np.bincount(which, weights=lengths).astype(np.int64)
    order = np.lexsort((colours, -counts))
    return colours[order], counts[order]


def _rgb(colour: int) -> Rgb:
    return colour >> 16, colour >> 8 & 255, colour & 255


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _moved(inside: Box, outer: Box) -> Box:
    return inside[0] + outer[0], inside[1] + outer[1], inside[2] + outer[0], inside[3] + outer[1]
