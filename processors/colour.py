"""The colour of a word's ink, told apart from the fringes that smoothing and sub-pixel rendering leave around it."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from processors.base import Box
from processors.edges import Colours

FAINTEST = 12
"""What differs from its ground by less than this (of 255) in all colours is no ink."""

CORE = 92
"""The percentile of the ink's strength that counts as full ink: above it noise, below it rims of letters."""


AROUND = 1
"""The ground is looked for so many pixels around a word as well."""


class Ink(msgspec.Struct, frozen=True):
    """The colour of a word and of its ground (R, G, B), and how wide the strokes of its letters are, px."""

    colour: tuple[int, int, int]
    ground: tuple[int, int, int]
    weight: float

    @property
    def chroma(self) -> int:
        """How far the colour is from grey, 0 to 255."""
        return max(self.colour) - min(self.colour)

    @property
    def hue(self) -> float:
        """The hue in degrees; 0 for grey."""
        r, g, b = self.colour
        if not self.chroma:
            return 0.0
        top = max(self.colour)
        sixth = {r: (g - b) / self.chroma % 6, g: (b - r) / self.chroma + 2, b: (r - g) / self.chroma + 4}[top]
        return sixth * 60.0

    @property
    def contrast(self) -> float:
        """The contrast to the ground, 1 to 21, as WCAG 2 defines it."""
        light, dark = sorted((_luminance(self.colour), _luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def ink_of(colours: Colours, box: Box) -> Ink | None:
    """Return the ink of a box with text on an even ground; None where there is none.

    The fringes of sub-pixel rendering cancel out in the sum over all pixels, so that the sum points from the
    ground to the colour of the ink; how far it is, the strongest pixels in that direction tell.
    """
    # An end before the picture begins would count from its other side.
    x0, y0, x1, y1 = (max(side, 0) for side in box)
    crop = colours[y0:y1, x0:x1]
    if not crop.size:
        return None
    # A short word in bold letters may have more ink than ground: there is none of the former around it.
    left, top = max(x0 - AROUND, 0), max(y0 - AROUND, 0)
    ground = rgb(commonest(colours[top : y1 + AROUND, left : x1 + AROUND]))
    values, places, counts = np.unique(crop, return_inverse=True, return_counts=True)
    away = _channels(values) - np.array(ground, np.float64)
    toward = (away * counts[:, None]).sum(axis=0)
    length = float(np.linalg.norm(toward))
    if length == 0.0:
        return None
    direction = toward / length
    along = away @ direction
    strength = np.repeat(along, counts)
    inked = strength[strength > FAINTEST]
    if not len(inked):
        return None
    full = float(np.percentile(inked, CORE))
    red, green, blue = (round(min(255.0, max(0.0, g + full * d))) for g, d in zip(ground, direction, strict=True))
    return Ink((red, green, blue), ground, _stroke(np.clip(along / full, 0.0, 1.0)[places].reshape(crop.shape)))


def _stroke(shares: NDArray[np.float64]) -> float:
    """Return how wide strokes are, px, whichever letters they are of: twice the area of their ink by its outline.

    `shares` says how much of each pixel is ink (height x width).
    """
    framed = np.pad(shares, 1)
    outline = float(np.abs(np.diff(framed, axis=0)).sum() + np.abs(np.diff(framed, axis=1)).sum())
    return 2 * float(shares.sum()) / outline if outline else 0.0


def commonest(crop: Colours) -> int:
    """Return the packed colour that most pixels have."""
    values, counts = np.unique(crop, return_counts=True)
    return int(values[counts.argmax()])


def _channels(values: Colours) -> NDArray[np.float64]:
    return np.stack([(values >> shift & 255).astype(np.float64) for shift in (16, 8, 0)], axis=1)


def rgb(value: int) -> tuple[int, int, int]:
    """Return a packed colour as R, G, B."""
    return value >> 16, value >> 8 & 255, value & 255


def _luminance(colour: tuple[int, int, int]) -> float:
    shares = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Return how far two colours are apart: the largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
