"""The three desktops: a control room, a dark laptop, and a wall display whose browser draws half as large again."""

from __future__ import annotations

from benchmarks.orchard.looks import Look

_TITLE = r"\[\e]2;\u@corran: \w\a\]"

CONTROL = Look(
    size=(1680, 1050), dpi=96, scale=1.0, gtk="Arc-Lighter", icons="Tango", frame="Breeze-ob", ui="DejaVu Sans",
    ui_size=9, mono="DejaVu Sans Mono", rgba="rgb", ground=("#5d6b82", "#39445a"), ink="#101418", paper="#ffffff",
    prompt=_TITLE + r"\[\e[1;34m\]nora@corran\[\e[0m\]:\[\e[1;32m\]\w\[\e[0m\]\$ ", vim="peachpuff", own_tabs=False,
)  # fmt: skip

LAPTOP = Look(
    size=(1920, 1080), dpi=110, scale=1.25, gtk="Adwaita-dark", icons="Papirus-Dark", frame="Nightmare-02",
    ui="Liberation Sans", ui_size=10, mono="Liberation Mono", rgba="none", ground=("#1d1a24", "#0c1218"),
    ink="#cfd8d2", paper="#14191a", prompt=_TITLE + r"\[\e[38;5;179m\]\w\[\e[0m\] % ", vim="industry", dark=True,
    geany="alt.conf",
)  # fmt: skip

WALL = Look(
    size=(2560, 1440), dpi=132, scale=1.5, gtk="Raleigh", icons="Adwaita", frame="Bear2", ui="Nimbus Sans",
    ui_size=10.5, mono="DejaVu Sans Mono", rgba="none", ground=("#2f5d62", "#5e8b7e"), ink="#f4e9cd", paper="#2b2118",
    prompt=_TITLE + r"\[\e[1;33m\]nora\[\e[0m\] \w \[\e[1;31m\]$\[\e[0m\] ", vim="desert", own_tabs=False,
)  # fmt: skip
