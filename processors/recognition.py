"""From a recogniser's columns to characters: the alphabet, the crop it is shown, and greedy CTC decoding.

CTC: Graves et al., "Connectionist Temporal Classification", 2006; class 0 is the blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

BLANK = 0
HEIGHT = 48
"""Rows of the recogniser's input, px."""

LATIN_LAST = 0x24F
"""The end of Latin Extended-B."""

SYMBOLS = frozenset(
    "\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2020\u2021\u2022\u2026\u2030\u2032\u2033\u2039\u203a"
    "\u20ac\u2116\u2122\u2190\u2191\u2192\u2193\u2194\u21b5\u21d2\u2212\u221a\u221e\u2248\u2260\u2264\u2265"
    "\u2318\u25a0\u25a1\u25b2\u25b6\u25b8\u25ba\u25bc\u25be\u25c0\u25c4\u25cb\u25cf\u2605\u2606\u2610\u2611\u2612"
    "\u2713\u2714\u2715\u2716\u2717\u2718\u276f\ufb01\ufb02"
)
"""Symbols outside the Latin blocks that screens show often and that look like no Latin letter."""


class Glyph(msgspec.Struct, frozen=True):
    """One character read, never a space.

    It is spelled by the columns [first, last] of the recogniser's output; `probability` says how
    sure they are, `space` how likely a space stands before it (both 0 to 1).
    """

    character: str
    first: int
    last: int
    probability: float
    space: float


def latin(characters: Sequence[str]) -> tuple[int, ...]:
    """The indices of the characters to keep when only Latin text and common symbols are read."""
    return tuple(i for i, c in enumerate(characters) if _is_latin(c))


def _is_latin(character: str) -> bool:
    if character in SYMBOLS or character == " ":
        return True
    printable = not unicodedata.category(character[:1] or " ").startswith(("C", "Z"))
    return len(character) == 1 and ord(character) <= LATIN_LAST and printable


def shown(crop: NDArray[np.uint8], stretch: float) -> NDArray[np.float32]:
    """The recogniser's input (1 x 3 x 48 x W, BGR, -1 to 1) for one crop (height x width x 3, RGB).

    W keeps the crop's proportions times `stretch`.
    """
    import cv2

    height, width = crop.shape[:2]
    wide = max(HEIGHT // 4, round(width * HEIGHT * stretch / height))
    return normalised(np.asarray(cv2.resize(crop, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR), dtype=np.uint8))


def normalised(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """An image (height x width x 3, RGB) as both networks want it: 1 x 3 x height x width, BGR, -1 to 1."""
    scaled = pixels[:, :, ::-1].astype(np.float32) / np.float32(127.5) - np.float32(1)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None])


def decoded(probabilities: NDArray[np.float32], characters: Sequence[str]) -> tuple[Glyph, ...]:
    """The glyphs that a columns x classes table spells by its best path.

    `characters[i]` is the character of class `i`; that of the blank is not looked at. White space
    makes no glyph: it shows in the `space` of the glyph after it.
    """
    best = probabilities.argmax(axis=1)
    white = [i for i, c in enumerate(characters) if i != BLANK and c.isspace()]
    spaces = probabilities[:, white].max(axis=1, initial=0)
    starts = np.flatnonzero(np.r_[True, best[1:] != best[:-1]])
    ends = np.r_[starts[1:], len(best)] - 1
    glyphs: list[Glyph] = []
    after = 0
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        character = characters[best[a]]
        if best[a] == BLANK or character.isspace():
            continue
        space = float(spaces[after : a + 1].max())
        glyphs.append(Glyph(character, a, b, float(probabilities[a : b + 1, best[a]].max()), space))
        after = b
    return tuple(glyphs)
