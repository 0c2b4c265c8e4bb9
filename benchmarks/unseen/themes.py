"""How the desktops look: colours, fonts and the shape of windows of each session."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

CHALK = Look(
    "win", False, "linear-gradient(140deg,#9db7c9,#e7d9c4 60%,#b3889a)", "#eef1f4", "#20242a", "#f7f8fa", "#ffffff",
    "#22262b", "#68707a", "#d3d8de", "#0f6cbd", "#e6ebf1", "Open Sans", "Hack", 13,
)  # fmt: skip
SLATE = Look(
    "win", True, "linear-gradient(200deg,#101820,#2b2140 70%,#4a2a3a)", "#202124", "#e4e4e6", "#27282b", "#1b1c1e",
    "#dcdcdf", "#8f9399", "#3b3d42", "#4cc2ff", "#323438", "Roboto", "Fira Code", 13,
)  # fmt: skip
ADWAITA = Look(
    "gnome", False, "radial-gradient(circle at 30% 30%,#5a7d7c,#2f4858)", "#ebebeb", "#2e3436", "#fafafa", "#ffffff",
    "#2e3436", "#77767b", "#cdc7c2", "#3584e4", "#e4e3e1", "Cantarell", "mononoki", 14,
)  # fmt: skip
PLUM = Look(
    "win", True, "linear-gradient(90deg,#1d1030,#3a1d4f)", "#2a2233", "#efe8f6", "#312840", "#241d2e", "#ece6f2",
    "#a596b5", "#4b3f5c", "#c58cff", "#3d3250", "Noto Sans", "Inconsolata", 13,
)  # fmt: skip
SAND = Look(
    "win", False, "linear-gradient(20deg,#e8dcc8,#cfe0d5)", "#f6efe3", "#3a2f20", "#fbf7ef", "#fffdf8", "#33291c",
    "#85765f", "#ddd0ba", "#a3541c", "#f0e6d4", "Lato", "Go Mono", 13,
)  # fmt: skip

MAIL_LIGHT = Site("#f3f2f1", "#ffffff", "#252423", "#605e5c", "#e1dfdd", "#0f6cbd", "Open Sans")
MAIL_DARK = Site("#1f1f1f", "#292827", "#e8e6e3", "#a19f9d", "#3b3a39", "#62abf5", "Open Sans")
TRACKER_LIGHT = Site("#f7f9fa", "#ffffff", "#1f2326", "#737577", "#dfe5eb", "#008eff", "Inter")
TRACKER_DARK = Site("#17191c", "#23272b", "#d6d8da", "#8b9196", "#3a4046", "#5fb4ff", "Inter")
DUCK = Site("#fefef6", "#fff8cc", "#1a1a1a", "#6f6a55", "#e4dfc2", "#a06a00", "Inter")
PANDAS = Site("#ffffff", "#f3f4f5", "#212529", "#6c757d", "#dee2e6", "#459db9", "Lato")
COURIER = Site("#faf3ea", "#f1e6d6", "#2a1d12", "#7b6a58", "#d9c8b2", "#8a1c1c", "Linux Libertine O")
FORM = Site("#e9f2ee", "#ffffff", "#1d332b", "#5b7168", "#bcd2c8", "#1f7a58", "Noto Sans")
CALENDAR = Site("#211c29", "#2c2537", "#e9e3f0", "#a596b5", "#463c55", "#c58cff", "Noto Sans")
