"""Terminal colours: the palettes of xterm, and the nearest entry of each to any colour.

Nearest is by the squared distance in red, green and blue; of entries equally near the lowest number counts. Only
the fixed colours 16 to 255 of the large palette are asked: what 0 to 15 look like is the user's own choice, so they
are a palette of their own, with xterm's default colours.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from ledger.facts import Shade

Rgb = tuple[int, int, int]

PARAMETERS = "ansi16=xterm default; ansi256=xterm 16..255; metric=squared RGB distance"

ANSI16: tuple[Rgb, ...] = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
)  # fmt: skip
"""xterm's defaults (XTerm-col.ad), by number."""

_LEVELS = (0, 95, 135, 175, 215, 255)
FIXED: tuple[Rgb, ...] = (
    *((r, g, b) for r, g, b in product(_LEVELS, repeat=3)),
    *((grey, grey, grey) for grey in range(8, 239, 10)),
)
"""Entries 16 to 255 of xterm's 256 colours: a cube of six levels, then 24 greys (256colres.h)."""

_FIRST_FIXED = 16


@lru_cache(maxsize=4096)
def shade(rgb: Rgb) -> Shade:
    """Return a colour (0 to 255 each) with its nearest entries."""
    return Shade(rgb, _nearest(rgb, ANSI16), _FIRST_FIXED + _nearest(rgb, FIXED))


def _nearest(rgb: Rgb, palette: tuple[Rgb, ...]) -> int:
    return min(range(len(palette)), key=lambda number: (distance(rgb, palette[number]), number))


def distance(one: Rgb, other: Rgb) -> int:
    """Return the squared distance of two colours in RGB."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
