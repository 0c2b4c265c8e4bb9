"""How the desktops and the sites look: colours, fonts and the shape of windows of each session."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

PEARL = Look(
    "mac", False, "linear-gradient(160deg,#f2b28a,#d77a8c 45%,#5d6ea8)", "#ececee", "#3a3a3c", "#f5f5f7", "#ffffff",
    "#1d1d1f", "#86868b", "#d8d8dc", "#0a6cff", "#e5e5ea", "Inter", "JetBrains Mono", 13,
)  # fmt: skip
FJORD = Look(
    "tile", True, "#1c2128", "#2e3440", "#d8dee9", "#2b303b", "#242933", "#e5e9f0", "#8c96a8", "#434c5e", "#88c0d0",
    "#3b4252", "Go", "Go Mono", 13,
)  # fmt: skip
COAL = Look(
    "mac", True, "linear-gradient(200deg,#0d2b3a,#123c3f 50%,#30203d)", "#38383b", "#dedee2", "#2a2a2d", "#1e1e20",
    "#eaeaee", "#98989f", "#48484c", "#ff9f0a", "#3a3a3d", "Inter", "Cousine", 13,
)  # fmt: skip
CLASSIC = Look(
    "classic", False, "#3a6e6e", "#1a3f7a", "#ffffff", "#d6d3cb", "#ffffff", "#000000", "#5a5a5a", "#9a968c", "#1a3f7a",
    "#ece9e2", "Liberation Sans", "Liberation Mono", 13,
)  # fmt: skip
LINEN = Look(
    "tile", False, "#cfc8b8", "#e7e0cf", "#4b4637", "#f1ebdd", "#fbf7ec", "#3c3829", "#8a8370", "#d3cab4", "#b4532a",
    "#e9e1ce", "DejaVu Sans", "DejaVu Sans Mono", 12,
)  # fmt: skip

PUNCH = Site("#f4f1fb", "#ffffff", "#241c3a", "#7a7292", "#ddd6ee", "#5b3cc4", "Noto Sans")
PUNCH_GREY = Site("#eceff1", "#fafafa", "#263238", "#78909c", "#cfd8dc", "#00796b", "Arimo")
SCIPY = Site("#ffffff", "#f7f7f7", "#2b2b2b", "#7d7d7d", "#e2e2e2", "#8045e5", "Open Sans")
SQLITE = Site("#fffffc", "#e3ecf2", "#111111", "#5d6a72", "#c2d0d9", "#044a64", "DejaVu Serif")
BEACON = Site("#10151a", "#182028", "#eceae4", "#98a1a8", "#2c3843", "#e0b354", "Caladea")
TOOLS = Site("#fff7f0", "#ffffff", "#2b1a0e", "#8c7360", "#f0d9c6", "#e8590c", "Roboto")
PERMIT = Site("#e4edf7", "#ffffff", "#15294a", "#5d7194", "#b7c9e2", "#0b5394", "Carlito")
DIARY = Site("#f8f9fa", "#ffffff", "#202a33", "#74808a", "#dbe1e6", "#0c8599", "Lato")
MDN = Site("#f9f4ea", "#f0e8d8", "#241f16", "#7c735f", "#dccfb5", "#0069c2", "Inter")
