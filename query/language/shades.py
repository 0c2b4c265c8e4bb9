"""Shades: what people call colours by, which of these names fits a colour, and how a colour is spelled."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable

from ledger.facts import Shade
from query.language.words import folded
from query.patterns.pattern import pattern

NAMES = r"black|white|red|green|blue|grey|gray|yellow|orange|brown|purple|violet|pink|teal|turquoise|cyan|magenta"
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
    "teal": lambda hue, light, full: 150 < hue < 200 and full > 0.15 and light < 0.6,
    "cyan": lambda hue, _light, full: 165 < hue < 205 and full > 0.15,
    "magenta": lambda hue, _light, full: 280 < hue < 340 and full > 0.2,
}
_FITS |= {"gray": _FITS["grey"], "violet": _FITS["purple"], "turquoise": _FITS["cyan"]}

# The nearest common name by hue (in degrees): up to where each goes.
_HUES = (
    *((12, "red"), (40, "orange"), (70, "yellow"), (162, "green"), (190, "teal"), (255, "blue"), (293, "purple")),
    *((328, "magenta"), (345, "pink"), (361, "red")),
)
_NEARLY_GREY, _PALE, _DIM = 0.08, 0.8, 0.25

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
    hue, light, full = _measures(shade)
    names = [folded(name) for name in _NAMED.findall(question)]
    return not names or any(_FITS[name](hue, light, full) for name in names)


def called(shade: Shade) -> str:
    """Return what people would call a colour: `dark green`, `light grey`, `orange`."""
    hue, light, full = _measures(shade)
    if full < _NEARLY_GREY:
        greys = ((0.12, "black"), (0.35, "dark grey"), (0.75, "grey"), (0.95, "light grey"), (1.1, "white"))
        return next(name for most, name in greys if light < most)
    name = next(name for most, name in _HUES if hue < most)
    if name == "orange" and (light < 0.36 or (full < 0.4 and light < 0.6)):
        return "dark brown" if light < 0.2 else "brown"
    if name in ("red", "magenta") and light > 0.7:
        return "pink"
    return f"light {name}" if light > _PALE else f"dark {name}" if light < _DIM and name != "teal" else name


def is_coloured(shade: Shade) -> bool:
    """Say whether a colour is none of the greys, black and white."""
    return _measures(shade)[2] >= 2 * _NEARLY_GREY


def _measures(shade: Shade) -> tuple[float, float, float]:
    """Return the hue of a colour (in degrees), its lightness, and how far it is from grey (of 1)."""
    red, green, blue = (part / 255 for part in shade.rgb)
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    return hue * 360, light, max(red, green, blue) - min(red, green, blue)


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
