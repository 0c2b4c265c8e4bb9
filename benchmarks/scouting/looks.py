"""The desktops and the sites of this corpus: their colours, fonts and the shape of their windows."""

from __future__ import annotations

from benchmarks.worlds.look import Look, Site

WINDOWS = Look(
    "win", False, "linear-gradient(140deg,#b9d6f2,#5b8fc9 45%,#1c3f77)", "#f3f3f3", "#1b1b1b", "#fbfbfb", "#ffffff",
    "#1b1b1b", "#616161", "#dedede", "#0f6cbd", "#f0f0f0", "Liberation Sans", "Liberation Mono", 13,
)  # fmt: skip
WINDOWS_NIGHT = Look(
    "win", True, "linear-gradient(160deg,#0c1424,#27314d 55%,#5d3a5e)", "#202020", "#ffffff", "#272727", "#1f1f1f",
    "#f2f2f2", "#a6a6a6", "#3f3f3f", "#4cc2ff", "#323232", "Liberation Sans", "Liberation Mono", 13,
)  # fmt: skip
MAC = Look(
    "mac", True, "linear-gradient(200deg,#3a2350,#8c3f63 45%,#e0855a)", "#38363b", "#dddddd", "#2b292e", "#1e1e1e",
    "#e6e6e6", "#98989d", "#46444a", "#0a84ff", "#3f3d43", "Liberation Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
GNOME = Look(
    "gnome", False, "linear-gradient(120deg,#1a4d7a,#2a7ab8 50%,#8fc1de)", "#ebebeb", "#2e3436", "#fafafa", "#ffffff",
    "#2e3436", "#77767b", "#d5d0cc", "#3584e4", "#f0efee", "DejaVu Sans", "DejaVu Sans Mono", 13,
)  # fmt: skip
PLASMA = Look(
    "kde", True, "linear-gradient(130deg,#0f2027,#203a43 50%,#2c6e63)", "#292c30", "#fcfcfc", "#202326", "#141618",
    "#fcfcfc", "#9ba3ab", "#44494e", "#3daee9", "#2f3338", "DejaVu Sans Condensed", "DejaVu Sans Mono", 13,
)  # fmt: skip
XFCE = Look(
    "xfce", False, "linear-gradient(180deg,#2f5d7c,#5f96b4)", "#cecece", "#3c3c3c", "#dddddd", "#fcfcfc",
    "#3c3c3c", "#777777", "#b4b4b4", "#398ee7", "#e8e8e8", "DejaVu Sans", "Liberation Mono", 12,
)  # fmt: skip

COUNCIL = Site("#f3f2f1", "#ffffff", "#0b0c0c", "#505a5f", "#b1b4b6", "#00703c", "Liberation Sans")
HIRE = Site("#fffaf0", "#ffffff", "#33291c", "#8a7a62", "#eadfc8", "#c2410c", "DejaVu Sans Condensed")
BOARD = Site("#f7f8f9", "#ffffff", "#172b4d", "#626f86", "#dcdfe4", "#0c66e4", "Liberation Sans")
LODGE = Site("#f1f5ee", "#ffffff", "#23301d", "#70806a", "#d3ddcc", "#3f6212", "Liberation Serif")
TIDES = Site("#e8f1f8", "#ffffff", "#102a43", "#627d98", "#bcccdc", "#0b6e99", "Liberation Sans Narrow")
MAPS = Site("#e5e9dc", "#ffffff", "#202124", "#70757a", "#dadce0", "#188038", "Liberation Sans")
WEATHER = Site("#1e2a47", "#2a3a5f", "#f4f7ff", "#a9b8dc", "#40527f", "#ffc24b", "DejaVu Sans Condensed")
SLACK = Site("#ffffff", "#f8f8f8", "#1d1c1d", "#616061", "#dddddd", "#3f0e40", "Liberation Sans")
BANK = Site("#0f1b1e", "#172a2e", "#e4f2f0", "#8fb0ab", "#2d4a4c", "#2bb39b", "Liberation Sans")
