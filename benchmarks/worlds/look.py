"""How a desktop and the sites on it look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """A desktop: its colours and fonts; `shape` is how its windows are framed, as the world that has it knows it."""

    shape: str
    dark: bool
    desk: str
    bar: str
    bar_text: str
    panel: str
    paper: str
    ink: str
    faint: str
    line: str
    accent: str
    fill: str
    ui: str
    mono: str
    size: int


@dataclass(frozen=True)
class Site:
    """Colours and font of a web site, whatever the desktop looks like."""

    paper: str
    panel: str
    ink: str
    faint: str
    line: str
    accent: str
    font: str
