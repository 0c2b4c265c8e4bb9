"""A round knob at the end of a pill: whether a small drawing is a switch, and whether it is on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.edges import Colours
from processors.ink import Mask

LEAST, SMALLEST = 10, 6
"""A switch is at least so many pixels high, its knob so many."""

SHORT, LONG = 1.45, 2.7
"""It is from so many to so many times as wide as high: sliders and progress bars are longer."""

RIM = 2
"""So many pixels around it are looked at."""

MORE = 0.2
"""Where nothing is found, so many times its height more on each side."""

EVEN = 0.7
"""This share of a small part of its track has one colour."""

FAINTEST = 10
"""Track and ground, or knob and track, differ by at least this (of 255)."""

SMALL_KNOB, THIN = 0.38, 0.5
"""A knob is at least so many times as high as its track, and a track as its knob: that of a slider is thinner."""

UNROUND, JAGGED = 0.07, 0.4
"""A knob differs from a true disc in no more than this share of the square around it, and so many pixels a row."""

SOLID = 0.6
"""This share of a knob has one colour: a sign may be drawn on it."""

PLAIN, BARE = 0.8, 0.97
"""This share of the track beside the knob has one colour, and this one where no shadow of the knob is."""

CLEAR, RIMMED = 0.9, 0.95
"""This share of what is right outside of the track is the ground, and this one of its outline stands out from it."""

DENTED = 0.015
"""No more than this share of what is between knob and outline is the ground."""

DEPTHS = np.array([0.2, 0.7, 1.2, 1.7, 2.2])
"""So many pixels inside of its outline a track is looked for."""

SHADE, SHADOW = 16, 64
"""A shadow differs from its ground by no more than this (of 255), and by this close to the knob."""

Field = NDArray[np.float64]
"""A number a pixel (height x width)."""

Colour = NDArray[np.int16]
"""R, G, B, or an image of them (height x width x 3)."""


class _Crop(msgspec.Struct, frozen=True):
    """What is drawn around a place, the knob to the left; its ground, and how far each pixel is from that."""

    colours: Colour
    away: NDArray[np.int16]
    ground: Colour


class _Track(msgspec.Struct, frozen=True):
    """A track's rows and its far end, px of the crop; the colour in it, and how far its outline stands out."""

    top: int
    bottom: int
    end: int
    colour: Colour
    strength: int

    @property
    def high(self) -> int:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def switch_at(colours: Colours, box: Box) -> tuple[Box, bool] | None:
    """Return the box of the switch that is drawn about a place, and whether it is on; None where there is none.

    A switch is a track with round ends on a plain ground, and a round knob at one of them, as far from it as from the
    sides of the track; there is nothing else in it. The track has a fill or an outline, the knob is smaller than it,
    as large, or larger. A knob on the right is on.
    """
    x0, y0, x1, y1 = box
    ground = _ground(int(colours[y, x]) for y in (y0, y1 - 1) for x in (x0, x1 - 1))
    if ground is None:
        return None
    far = RIM + round(MORE * (y1 - y0))
    left, top = max(x0 - far, 0), max(y0 - far, 0)
    pixels = _channels(colours[top : y1 + far, left : x1 + far])
    away = np.abs(pixels - ground).max(axis=2)
    for window in _windows(away, (x0 - left, y0 - top, x1 - left, y1 - top)):
        part, beyond = _part(pixels, window), _part(away, window)
        sides = (_Crop(part, beyond, ground), _Crop(part[:, ::-1], beyond[:, ::-1], ground))
        off, on = (None if (track := _track(crop)) is None else (crop, track) for crop in sides)
        one = _with_knob(*off) if off is not None else None
        two = _with_knob(*on) if on is not None else None
        x, y, end = left + window[0], top + window[1], left + window[2]
        if one is not None and two is None:
            return (x + one[0], y + one[1], x + one[2], y + one[3]), False
        if two is not None and one is None:
            return (end - two[2], y + two[1], end - two[0], y + two[3]), True
    return None


def _part(values: NDArray[np.int16], window: Box) -> NDArray[np.int16]:
    return values[window[1] : window[3], window[0] : window[2]]


def _channels(values: Colours) -> Colour:
    return np.stack([(values >> shift & 255).astype(np.int16) for shift in (16, 8, 0)], axis=-1)


def _ground(corners: Iterable[int]) -> Colour | None:
    """Return the colour that corners of a box have, two at least: a pill leaves them free, and a shadow not all."""
    shade, count = max(Counter(corners).items(), key=lambda each: (each[1], each[0]))
    return _channels(np.array(shade, np.uint32)) if count > 1 else None


def _windows(away: NDArray[np.int16], loose: Box) -> Iterator[Box]:
    """Yield where in a crop a switch may be, with a rim around it: without shadow, with a soft one, and with more.

    The upper edge of a white knob on white, larger than its track, may be too faint to be seen as drawn.
    """
    height, width = away.shape
    seen = None
    for faint in (SHADE, FAINTEST, FAINTEST // 2):
        drawn = _part(away, loose) > faint
        rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
        if not len(rows):
            continue
        left, right = loose[0] + int(columns[0]) - RIM, loose[0] + int(columns[-1]) + 1 + RIM
        window = (left, loose[1] + int(rows[0]) - RIM, right, loose[1] + int(rows[-1]) + 1 + RIM)
        inside = min(window) >= 0 and window[2] <= width and window[3] <= height
        if window != seen and inside and _may_be(window):
            yield window
        seen = window
    if _may_be((0, 0, width, height)):
        yield 0, 0, width, height


def _may_be(window: Box) -> bool:
    wide, high = window[2] - window[0] - 2 * RIM, window[3] - window[1] - 2 * RIM
    return (SHORT - 0.2) * high <= wide <= (LONG + 0.1) * high


def _track(crop: _Crop) -> _Track | None:
    """Return the track as it is beside a knob on the left, or None where nothing like one is."""
    height, width = crop.away.shape
    row, column, far = height // 2, round(width - RIM - 0.47 * (height - 2 * RIM)), max(1, round(0.12 * height))
    colour = crop.colours[row, column]
    patch = crop.colours[max(row - far, 0) : row + far + 1, max(column - far, 0) : column + far + 1]
    profiles = (crop.away[row, column:], crop.away[row::-1, column], crop.away[row:, column])
    strength = min(int(profile.max()) for profile in profiles)
    if strength < FAINTEST or (np.abs(patch - colour).max(axis=2) <= FAINTEST // 2).mean() < EVEN:
        return None
    right, up, down = (_end(profile >= strength / 2) for profile in profiles)
    track = _Track(row - up, row + down + 1, column + right + 1, colour, strength)
    inside = track.top > 0 and track.bottom < height and track.end < width
    return track if inside and track.high >= LEAST else None


def _end(strong: Mask) -> int:
    """Return the last of the first pixels in a row that stand out."""
    first = int(np.argmax(strong))
    rest = strong[first:]
    return first + (len(rest) if rest.all() else int(np.argmin(rest))) - 1


def _with_knob(crop: _Crop, track: _Track) -> Box | None:
    """Return the box of a track and its knob on the left, px of the crop; None where there is none."""
    knob = _knob(crop, track)
    if knob is None or abs((knob[1] + knob[3]) / 2 - track.middle) > 0.75 + 0.03 * track.high:
        return None
    size = (knob[2] - knob[0] + knob[3] - knob[1]) / 2
    inside = size <= track.high + 1
    # The knob stands as far from the end of the track as from its sides.
    begin = knob[0] - max(0.0, (track.high - (knob[3] - knob[1])) / 2) if inside else float(knob[0])
    fits = size >= SMALL_KNOB * track.high and track.high >= THIN * size
    fits = fits and SHORT <= (track.end - begin) / max(track.high, size) <= LONG
    if not fits or not _is_whole(crop, track, knob, begin):
        return None
    return round(begin), min(track.top, knob[1]), track.end, max(track.bottom, knob[3])


def _knob(crop: _Crop, track: _Track) -> Box | None:
    """Return the box of a round knob at the left end of a track, px of the crop."""
    height = len(crop.away)
    row, column, far = round(track.middle - 0.5), height // 2, max(1, round(0.15 * height))
    patch = crop.colours[max(row - far, 0) : row + far + 1, max(column - far, 0) : column + far + 1]
    colour = np.median(patch.reshape(-1, 3), axis=0).astype(np.int16)
    contrast = int(np.abs(colour - track.colour).max())
    if contrast < FAINTEST:
        return None
    apart = np.abs(crop.colours - colour).max(axis=2)
    # A white knob on white, larger than its track, is told from the ground by the trace of a shadow only.
    for most in (contrast / 2, 1.0):
        disc = _around(apart < most, row, column)
        if disc is None or disc[0].any() or disc[-1].any() or disc[:, 0].any() or disc[:, -1].any():
            continue
        rows, columns = np.flatnonzero(disc.any(axis=1)), np.flatnonzero(disc.any(axis=0))
        x0, y0, x1, y1 = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
        shape = disc[y0:y1, x0:x1]
        solid = float((apart[y0:y1, x0:x1] < contrast / 2)[shape].mean())
        even = min(shape.shape) >= SMALLEST and abs(x1 - x0 - y1 + y0) <= 1 + 0.08 * (y1 - y0)
        if even and solid >= SOLID and _unround(shape) <= UNROUND + JAGGED / len(shape):
            return x0, y0, x1, y1
    return None


def _around(mask: Mask, row: int, column: int) -> Mask | None:
    """Return what is connected with a pixel, or with those near it, and what that encloses."""
    import cv2

    _, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=4)
    near = labels[max(row - 2, 0) : row + 3, column - 2 : column + 3].ravel()
    near = near[near > 0]
    if not len(near):
        return None
    paper = np.pad(labels != np.bincount(near).argmax(), 1, constant_values=True).view(np.uint8)
    _, outside = cv2.connectedComponents(paper, connectivity=4)
    return np.asarray((outside != outside[0, 0])[1:-1, 1:-1])


def _unround(shape: Mask) -> float:
    high, wide = shape.shape
    rows, columns = (np.arange(high) + 0.5) / high * 2 - 1, (np.arange(wide) + 0.5) / wide * 2 - 1
    return float((shape != (rows[:, None] ** 2 + columns[None, :] ** 2 <= 1.0)).mean())


def _is_whole(crop: _Crop, track: _Track, knob: Box, begin: float) -> bool:
    """Say whether a track is a pill with round ends, plain beside its knob, drawn all around, on a plain ground."""
    height, width = crop.away.shape
    half, radius = track.high / 2, (knob[2] - knob[0] + knob[3] - knob[1]) / 4
    centre = ((knob[0] + knob[2]) / 2, (knob[1] + knob[3]) / 2)
    x, y = np.arange(width) + 0.5, (np.arange(height) + 0.5)[:, None]
    inside = radius <= half + 0.5
    first = begin + half if inside else centre[0]
    along = np.clip(x, first, max(first, track.end - half))
    depth: Field = half - np.hypot(x - along, y - track.middle)
    knobbed: Field = radius - np.hypot(x - centre[0], y - centre[1])
    if not _is_plain(crop, track, depth, knobbed / radius):
        return False
    outside, far = (depth < -1.2) & (depth > -RIM) & (knobbed < -1.2), x > centre[0] + 1.6 * radius
    corners = (depth < -1) & (depth > -0.5 * half - 1) & far
    corners &= (np.abs(x - track.end + half) > 0.5 * half) & (np.abs(y - track.middle) > 0.5 * half)
    # At the knob there may be a shadow outside; at the other end there is none.
    limit = 0.35 * track.strength
    near = crop.away[outside & ~far] < max(limit, SHADOW)
    for clear in (crop.away[outside & far] < limit, crop.away[corners] < limit, near):
        if clear.size and clear.mean() < CLEAR:
            return False
    return _is_rimmed(crop, track, first, None if inside else centre[0] + radius)


def _is_plain(crop: _Crop, track: _Track, depth: Field, knobbed: Field) -> bool:
    """Say whether a track has nothing in it but the knob, by how deep pixels are in the one (px) and in the other."""
    off = np.abs(crop.colours - track.colour).max(axis=2)
    same = off <= max(FAINTEST // 2, 0.25 * track.strength)
    beside = (depth > 1 + 0.1 * track.high) & (knobbed < -0.12 - 2 / track.high)
    bare = beside & (knobbed < -0.6)
    if bare.sum() < 0.03 * track.high**2 or same[beside].mean() < PLAIN or same[bare].mean() < BARE:
        return False
    if (off[beside] <= SHADOW).mean() < BARE:
        return False
    # Two discs that overlap are a pill with two dents.
    contrast = int(np.abs(track.colour - crop.ground).max())
    between = (depth > 1.2) & (knobbed < -2.4 / track.high)
    return contrast < FAINTEST or float((crop.away[between] < contrast / 2).mean()) <= DENTED


def _is_rimmed(crop: _Crop, track: _Track, first: float, begin: float | None) -> bool:
    """Say whether the outline of a track stands out from the ground all around, or only right of a column."""
    half, last = track.high / 2, track.end - track.high / 2
    turn, along = np.linspace(-np.pi / 2, np.pi / 2, 15), np.linspace(first if begin is None else begin, last, 15)
    ways = [(along, np.zeros(15), np.full(15, side)) for side in (-1.0, 1.0)]
    ways.append((np.full(15, last), np.cos(turn), np.sin(turn)))
    if begin is None:
        ways.append((np.full(15, first), -np.cos(turn), np.sin(turn)))
    at, dx, dy = (np.concatenate(part) for part in zip(*ways, strict=True))
    columns = np.floor(at[:, None] + dx[:, None] * (half - DEPTHS)).astype(int)
    rows = np.floor(track.middle + dy[:, None] * (half - DEPTHS)).astype(int)
    away = crop.away[rows, np.clip(columns, 0, crop.away.shape[1] - 1)]
    # Where a thin outline is round, its pixels are fainter.
    straight, bent = away[:30, :3].max(axis=1) >= 0.4 * track.strength, away[30:].max(axis=1) >= 0.25 * track.strength
    return bool(straight.mean() >= RIMMED and bent.mean() >= RIMMED)
