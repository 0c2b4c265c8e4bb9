"""The desktops and the sites of this corpus: their colours, fonts and the shape of their windows."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

BREEZE = Look(
    "breeze", False, "linear-gradient(35deg,#0b3c5d,#328cc1 45%,#d9e4dd)", "#dee0e2", "#232629", "#eff0f1", "#fcfcfc",
    "#232629", "#707d8a", "#bcc0c4", "#2a81b8", "#e3e5e7", "Liberation Sans", "DejaVu Sans Mono", 14,
)  # fmt: skip
BREEZE_DARK = Look(
    "breeze", True, "linear-gradient(35deg,#0f1316,#1d3340 55%,#3f5f4f)", "#292c30", "#fcfcfc", "#2a2e32", "#1b1e20",
    "#fcfcfc", "#a1a9b1", "#4d5257", "#3daee9", "#31363b", "Liberation Sans", "DejaVu Sans Mono", 14,
)  # fmt: skip
ADWAITA = Look(
    "adwaita", False, "linear-gradient(200deg,#3584e4,#99c1f1 60%,#f9f06b)", "#ebebeb", "#2e3436", "#fafafa", "#ffffff",
    "#2e3436", "#77767b", "#d5d2ce", "#1c71d8", "#e4e2e0", "DejaVu Sans", "Liberation Mono", 13,
)  # fmt: skip
ADWAITA_DARK = Look(
    "adwaita", True, "linear-gradient(200deg,#0e1a2b,#26374d 60%,#613583)", "#303030", "#ffffff", "#2a2a2a", "#1e1e1e",
    "#f2f2f2", "#a9a7a5", "#474747", "#78aeed", "#3a3a3a", "DejaVu Sans", "Liberation Mono", 13,
)  # fmt: skip
AQUA = Look(
    "aqua", False, "linear-gradient(120deg,#f3c98b,#e08f62 40%,#7d4f50)", "#ececec", "#3c3c3c", "#f6f6f6", "#ffffff",
    "#1d1d1f", "#86868b", "#d8d8da", "#0a6cff", "#e8e8ea", "Liberation Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
AQUA_DARK = Look(
    "aqua", True, "linear-gradient(120deg,#1a1423,#372549 40%,#774c60)", "#3a383c", "#dedbe0", "#2c2a2e", "#1f1d21",
    "#f2eff4", "#98949c", "#4b484e", "#409cff", "#403d43", "Liberation Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
FLUENT = Look(
    "fluent", False, "radial-gradient(circle at 60% 55%,#8fd3ff,#2f74d0 45%,#16285a)", "#f3f3f3", "#1b1b1b", "#f9f9f9",
    "#ffffff", "#1b1b1b", "#616161", "#dedede", "#005fb8", "#ececec", "Liberation Sans", "Liberation Mono", 14,
)  # fmt: skip
GAPS = Look(
    "gaps", True, "linear-gradient(90deg,#24283b,#414868)", "#1a1b26", "#c0caf5", "#1f2335", "#1a1b26",
    "#c0caf5", "#7f88b0", "#3b4261", "#9ece6a", "#292e42", "DejaVu Sans Condensed", "DejaVu Sans Mono", 14,
)  # fmt: skip

HUIA = Site("#fffefa", "#f4f2ea", "#22251f", "#74786b", "#e2e0d4", "#2f6b4f", "Liberation Sans")
SNAG = Site("#f1f4f3", "#ffffff", "#172b2a", "#5d7371", "#cfdbd9", "#0f766e", "DejaVu Sans Condensed")
FLOWDESK = Site("#0d1b2a", "#1b2a3d", "#e0e7ef", "#8fa3b8", "#33475f", "#f4a259", "Liberation Sans")
RIVULET = Site("#fcfaff", "#f1ecfa", "#26203a", "#6f6787", "#ddd4ee", "#6d3fb0", "DejaVu Sans")
CISTERN = Site("#f3efe6", "#e9e2d2", "#33302a", "#7c7565", "#d5cbb6", "#2b5d8a", "DejaVu Serif")
STRAND = Site("#10141a", "#1a212b", "#dbe3ec", "#8794a3", "#2c3745", "#58c4a7", "Liberation Sans")
HEADGATE = Site("#e9eff7", "#ffffff", "#1d2733", "#63748a", "#c9d6e6", "#b4472d", "Liberation Sans")
STILLWELL = Site("#fdf1e7", "#ffffff", "#33241a", "#8a7263", "#ecd6c4", "#c2410c", "Liberation Sans")
COUNCIL = Site("#eaf3ec", "#ffffff", "#14261a", "#55705e", "#c2d8c8", "#166534", "Liberation Sans")
TARN = Site("#f4f4f8", "#ffffff", "#22222e", "#72728a", "#dcdce8", "#4338ca", "DejaVu Sans")
TOPO = Site("#ffffff", "#f7f7f5", "#202020", "#6a6a6a", "#dddddd", "#2563eb", "Liberation Sans")
COURIER = Site("#f8f6f1", "#efece4", "#1c1c1c", "#6b6862", "#d6d1c4", "#0f3d5c", "Liberation Serif")
HUTS = Site("#eef2e2", "#ffffff", "#28301b", "#6d7759", "#ced8b4", "#55731c", "DejaVu Sans Condensed")
DAYBOOK = Site("#fafbfd", "#ffffff", "#20242c", "#6f7785", "#e1e5ec", "#be185d", "Liberation Sans")
