"""The six sessions: how each screen is drawn, and what was in front of it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.browser import Drawing
from benchmarks.scouting.desk import desktop
from benchmarks.scouting.friday import early, late
from benchmarks.scouting.looks import GNOME, MAC, PLASMA, WINDOWS, WINDOWS_NIGHT, XFCE
from benchmarks.scouting.monday import Steps, monday
from benchmarks.scouting.thursday import thursday
from benchmarks.scouting.tuesday import tuesday
from benchmarks.scouting.wednesday import wednesday
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session, World
from benchmarks.worlds.window import Window

ZONE = "Europe/Dublin"
GREY, SUBPIXEL = Drawing("none", "hintslight"), Drawing("rgb", "hintslight")


def _session(
    run: str,
    start: tuple[int, int, int],
    look: Look,
    drawing: Drawing,
    steps: Callable[[Look], Steps],
    screen: tuple[int, int, float],
) -> Session:
    """A session that began on that day of September, at that hour and minute of UTC."""

    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(look, windows, local)

    wide, high, scale = screen
    return Session(run, datetime(2026, 9, *start, tzinfo=UTC), (wide, high), scale, drawing, drawn, lambda: steps(look))


WORLD = World(
    "scouting",
    ZONE,
    (
        _session("run_f1c3", (21, 8, 24), WINDOWS, SUBPIXEL, monday, (1920, 1080, 1.25)),
        _session("run_f27e", (22, 14, 16), MAC, GREY, tuesday, (2160, 1350, 1.5)),
        _session("run_f39a", (23, 10, 51), GNOME, GREY, wednesday, (1620, 1000, 1.0)),
        _session("run_f4e6", (24, 18, 37), PLASMA, SUBPIXEL, thursday, (1920, 1080, 1.0)),
        _session("run_f5b0", (25, 6, 54), XFCE, SUBPIXEL, early, (1366, 768, 1.0)),
        _session("run_f6d8", (25, 16, 13), WINDOWS_NIGHT, GREY, late, (2560, 1440, 1.5)),
    ),
)
