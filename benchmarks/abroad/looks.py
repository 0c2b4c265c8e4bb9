"""The desktops and the sites of this corpus: their colours, fonts and the shape of their windows."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

MINT = Look(
    "mint", False, "linear-gradient(150deg,#cfe3d0,#7fae8a 50%,#3d6b57)", "#d9d9d6", "#303030", "#f5f5f4", "#ffffff",
    "#2b2b2b", "#6d6d6d", "#cfcfcb", "#5f9e3a", "#e7e7e4", "DejaVu Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
MINT_DARK = Look(
    "mint", True, "linear-gradient(150deg,#1d2b26,#30473b 50%,#55705a)", "#2b2d2c", "#e4e4e0", "#353736", "#262827",
    "#e6e6e2", "#9da39d", "#4a4d4b", "#8fbf5a", "#424543", "DejaVu Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
PANTHEON = Look(
    "pantheon", False, "linear-gradient(170deg,#f6d9b8,#d98e73 50%,#6b4a6e)", "#f7f4ef", "#3a3633", "#fbfaf8",
    "#ffffff", "#333333", "#7e8087", "#d8d4cd", "#c0621a", "#eeeae4", "Liberation Sans", "Liberation Mono", 13,
)  # fmt: skip
PANTHEON_DARK = Look(
    "pantheon", True, "linear-gradient(170deg,#241c33,#44305a 50%,#8a5470)", "#3a3640", "#efeaf2", "#2e2b33", "#232028",
    "#ece8f0", "#a39cab", "#4c4754", "#e8a04c", "#403b47", "Liberation Sans", "Liberation Mono", 13,
)  # fmt: skip
FLAT = Look(
    "flat", False, "linear-gradient(100deg,#004e8c,#0a7bbf 60%,#62b7e0)", "#ffffff", "#000000", "#ffffff", "#ffffff",
    "#111111", "#5a5a5a", "#d2d2d2", "#0078d7", "#efefef", "Liberation Sans", "Liberation Mono", 12,
)  # fmt: skip
TILE = Look(
    "tile", True, "#16181d", "#21252e", "#a8b0c0", "#1b1e25", "#171a20",
    "#d5d9e2", "#848c9b", "#343a46", "#d7875f", "#262b35", "DejaVu Sans Condensed", "DejaVu Sans Mono", 13,
)  # fmt: skip

WEBMAIL = Site("#f4f1ea", "#fffdf8", "#2d2a26", "#7b746a", "#ddd5c7", "#8c3b2e", "Liberation Sans")
GRAPHIET = Site("#fbfdff", "#eef4fb", "#1c2733", "#5c6b7c", "#d3deea", "#1f5fa8", "DejaVu Sans")
KETTLE = Site("#fdf6e3", "#f5ecd2", "#3b342a", "#857a66", "#e0d4b4", "#9c4a10", "Liberation Serif")
PLANK = Site("#eef0f6", "#ffffff", "#20243a", "#6a7089", "#d5d9e6", "#5b3fb5", "Liberation Sans")
CORRIDOR = Site("#e3edf0", "#ffffff", "#10272e", "#56727b", "#b8ccd2", "#00627a", "Liberation Sans")
WIKI = Site("#ffffff", "#f6f7f2", "#202122", "#6b7060", "#dadfce", "#4a6b1e", "Liberation Serif")
GAUGES = Site("#12181f", "#1c252f", "#e3e9ef", "#8d9aa8", "#31404f", "#3fb68b", "DejaVu Sans Condensed")
LINEN = Site("#f9eff3", "#ffffff", "#3a1f2b", "#8b6b79", "#e6cfd9", "#a3295f", "DejaVu Sans")
GAZETTE = Site("#f2efe8", "#fbf9f4", "#1a1a1a", "#6d675c", "#cfc8b9", "#7a1f1f", "DejaVu Serif")
