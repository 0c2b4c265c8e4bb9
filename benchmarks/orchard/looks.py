"""The three desktops: their size, themes, fonts, and how letters are drawn on them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """A desktop. `dpi` scales what GTK draws, `scale` what the browser draws; `prompt` is the shell's."""

    size: tuple[int, int]
    dpi: int
    scale: float
    gtk: str
    icons: str
    frame: str
    ui: str
    ui_size: float
    mono: str
    rgba: str
    ground: tuple[str, str]
    ink: str
    paper: str
    prompt: str
    vim: str
    dark: bool = False
    geany: str = ""
    """The colour scheme of Geany, where it is not the one that goes with light or dark."""
    own_tabs: bool = True
    """Whether the browser draws its tabs into the frame of the window, or the window manager frames it."""

    @property
    def style(self) -> str:
        """How the browser is told which half of its colours to use."""
        return "dark" if self.dark else "light"


_TITLE = r"\[\e]2;\u@gravenstein: \w\a\]"

OFFICE = Look(
    size=(1920, 1080), dpi=96, scale=1.0, gtk="Arc", icons="Papirus", frame="Clearlooks-3.4", ui="Lato", ui_size=10.5,
    mono="Inconsolata", rgba="rgb", ground=("#8fa7b8", "#c9d4cf"), ink="#2a2a2e", paper="#fdfbf3",
    prompt=_TITLE + r"\[\e[32m\]nora@gravenstein\[\e[0m\]:\[\e[34m\]\w\[\e[0m\]\$ ", vim="morning",
)  # fmt: skip

HOME = Look(
    size=(1600, 900), dpi=96, scale=1.0, gtk="Arc-Dark", icons="Papirus-Dark", frame="Onyx", ui="Cantarell", ui_size=11,
    mono="Fira Code", rgba="none", ground=("#16202b", "#2c1f33"), ink="#d5dae3", paper="#1c2128",
    prompt=_TITLE + r"\[\e[35m\]\w\[\e[0m\] \[\e[36m\]>\[\e[0m\] ", vim="habamax", dark=True, own_tabs=False,
)  # fmt: skip

LAB = Look(
    size=(2560, 1440), dpi=120, scale=1.25, gtk="Adwaita", icons="ePapirus", frame="Natura", ui="Open Sans", ui_size=10,
    mono="Hack", rgba="none", ground=("#45604f", "#1f3029"), ink="#e9efe6", paper="#22302b",
    prompt=_TITLE + r"\[\e[33m\][lab \w]\[\e[0m\]\n\$ ", vim="slate", own_tabs=False,
)  # fmt: skip
