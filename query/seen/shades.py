"""Shades: what people call colours by, which of these names fits a colour, and how a colour is spelled."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable

from ledger.facts import Shade
from query.language.words import folded
from query.patterns.pattern import pattern

NAMES = r"black|white|red|green|blue|grey|gray|yellow|orange|brown|purple|violet|pink"
"""What people call colours, as a pattern."""

_NAMED = pattern(rf"\b(?:{NAMES})\b", re.IGNORECASE)
_ASKED = pattern(
    rf"\b(?:{NAMES}|shades?|tints?)\b.*\b(?:hex|rgb)\b|\b(?:hex|rgb)\b.*\b(?:{NAMES}|shades?|tints?)\b",
    re.IGNORECASE | re.DOTALL,
)
# What one wants it for is another thing.
_WANTED_FOR = pattern(r"\bfor (?:my|our)(?: own| new)? [\w-]+", re.IGNORECASE)

# By hue (in degrees), lightness and how far from grey (of 1); neighbours overlap, for people draw no lines.
_FITS: dict[str, Callable[[float, float, float], bool]] = {
    "black": lambda _hue, light, _full: light < 0.2,
    "white": lambda _hue, light, _full: light > 0.85,
    "grey": lambda _hue, light, full: full < 0.15 and light > 0.1,
    "red": lambda hue, _light, full: (hue < 20 or hue > 335) and full > 0.2,
    "orange": lambda hue, light, full: 12 < hue < 48 and full > 0.3 and light > 0.3,
    "brown": lambda hue, light, full: 8 < hue < 48 and full > 0.1 and light < 0.55,
    "yellow": lambda hue, light, full: 40 < hue < 72 and full > 0.2 and light > 0.3,
    "green": lambda hue, _light, full: 65 < hue < 180 and full > 0.1,
    "blue": lambda hue, _light, full: 170 < hue < 262 and full > 0.1,
    "purple": lambda hue, _light, full: 245 < hue < 325 and full > 0.1,
    "pink": lambda hue, light, full: (hue < 15 or hue > 295) and full > 0.2 and light > 0.5,
}
_FITS |= {"gray": _FITS["grey"], "violet": _FITS["purple"]}

ANSI16_NAMES = (
    *("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"),
    *("bright black", "bright red", "bright green", "bright yellow"),
    *("bright blue", "bright magenta", "bright cyan", "bright white"),
)


def asked(question: str) -> bool:
    """Say whether a question asks how a colour is spelled that it names: `the blue it had, what is its hex code?`."""
    return _ASKED.search(question) is not None


def without_use(question: str) -> str:
    """Return a question without what somebody wants a colour for: `for my own terminal`."""
    return _WANTED_FOR.sub(" ", question)


def fits(question: str, shade: Shade) -> bool:
    """Say whether a colour can be called what a question calls it; any can where it says no name of one."""
    red, green, blue = (part / 255 for part in shade.rgb)
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    full = max(red, green, blue) - min(red, green, blue)
    names = [folded(name) for name in _NAMED.findall(question)]
    return not names or any(_FITS[name](hue * 360, light, full) for name in names)


def hexadecimal(shade: Shade) -> str:
    """Return a colour as `#F6F8FC`."""
    return "#" + "".join(f"{part:02X}" for part in shade.rgb)


def spelled(shade: Shade) -> str:
    """Return a colour in hex, in RGB, and as the nearest terminal colours by number, name and escape codes."""
    red, green, blue = shade.rgb
    base = 30 + shade.ansi16 if shade.ansi16 < 8 else 82 + shade.ansi16
    return (
        f"{hexadecimal(shade)}, RGB {red}, {green}, {blue}; nearest of ANSI 256: {shade.ansi256}; "
        f"of ANSI 16: {shade.ansi16}, {ANSI16_NAMES[shade.ansi16]} (codes {base} and, as background, {base + 10})"
    )
