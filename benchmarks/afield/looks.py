"""How the desktops and the sites look: colours, fonts and the shape of windows of each session."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

TEN = Look(
    "ten", False, "linear-gradient(115deg,#04203f,#0b5aa8 55%,#4aa3df)", "#ffffff", "#111111", "#ffffff", "#ffffff",
    "#111111", "#6a6a6a", "#cccccc", "#0078d7", "#f0f0f0", "Noto Sans", "Hack", 12,
)  # fmt: skip
BREEZE = Look(
    "breeze", True, "linear-gradient(150deg,#1a2a6c,#3b1d5e 50%,#7a2a4a)", "#31363b", "#eff0f1", "#2a2e32", "#1b1e20",
    "#fcfcfc", "#a1a9b1", "#4a4f54", "#3daee9", "#3b4045", "Oxygen-Sans", "Hack", 13,
)  # fmt: skip
YARU = Look(
    "yaru", False, "linear-gradient(135deg,#2c001e,#77216f 45%,#e95420)", "#ebebeb", "#3d3d3d", "#fafafa", "#ffffff",
    "#3d3d3d", "#8b8b8b", "#cdcdcd", "#e95420", "#e2e2e2", "Cabin", "Noto Mono", 14,
)  # fmt: skip
HAIKU = Look(
    "haiku", False, "#336698", "#ffcb00", "#000000", "#d8d8d8", "#ffffff", "#000000", "#606060", "#9a9a9a", "#1464aa",
    "#c8c8c8", "Noto Sans", "DejaVu Sans Mono", 12,
)  # fmt: skip
CROSTINI = Look(
    "aura", True, "linear-gradient(170deg,#0a1f1c,#145c4c 60%,#c2a35a)", "#35363a", "#e8eaed", "#202124", "#17181a",
    "#e8eaed", "#9aa0a6", "#3c4043", "#8ab4f8", "#292a2d", "Roboto", "Cousine", 13,
)  # fmt: skip

LAPWING = Site("#ffffff", "#f4efe8", "#2d2a26", "#86807a", "#e6dfd4", "#b0413e", "Lato")
SEALARK = Site("#eaf6f7", "#ffffff", "#0c3340", "#5b8088", "#bfdde1", "#00838f", "Quicksand")
SEALARK_DARK = Site("#0f2a33", "#173a45", "#e6f4f5", "#90b4bb", "#2b525d", "#4dd0e1", "Quicksand")
PYDOC = Site("#ffffff", "#eeeeee", "#222222", "#666666", "#ced4da", "#0072aa", "DejaVu Sans")
WIKI = Site("#f6f6f6", "#ffffff", "#202122", "#54595d", "#a2a9b1", "#3366cc", "Arimo")
FELT = Site("#fbf8e9", "#fffdf4", "#3a2c12", "#93845f", "#e4d9b4", "#6b4f9e", "Vollkorn")
FELT_PLAIN = Site("#fbf8e9", "#fffdf4", "#3a2c12", "#93845f", "#e4d9b4", "#6b4f9e", "DejaVu Serif")
BANK = Site("#f0f3f8", "#ffffff", "#14213d", "#6c7a92", "#d3dbe7", "#0a3d91", "Open Sans")
TALLY = Site("#fff5f7", "#ffffff", "#33202a", "#94737f", "#f3d6de", "#d6336c", "Carlito")
WEEK = Site("#ffffff", "#f1f3f4", "#3c4043", "#80868b", "#dadce0", "#188038", "Inter")
BUS = Site("#ffffd9", "#ffe680", "#1a1a1a", "#5e5a3a", "#c9b84a", "#b30000", "Liberation Sans")
GRANT = Site("#f3f0f7", "#ffffff", "#2a1f3d", "#7d7191", "#d6cce6", "#512da8", "Noto Sans")
MAP = Site("#dfe9d8", "#ffffff", "#202124", "#70757a", "#dadce0", "#1a73e8", "Roboto")
SKY = Site("#10182b", "#1b2740", "#e9eefb", "#93a2c4", "#2f3f63", "#ffb74d", "Open Sans")
