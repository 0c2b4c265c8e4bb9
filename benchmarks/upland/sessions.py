"""The ten sessions: how each screen is drawn, and what was in front of it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.browser import Drawing
from benchmarks.upland import april, easter, lastdays, march
from benchmarks.upland.desk import desktop
from benchmarks.upland.looks import ADWAITA, ADWAITA_DARK, AQUA, AQUA_DARK, BREEZE, BREEZE_DARK, FLUENT, GAPS
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session, World
from benchmarks.worlds.window import Window

# Summer time ends there on Sunday 4 April 2027 at three in the morning.
ZONE = "Pacific/Auckland"
GREY, SUBPIXEL, PLAIN = Drawing("none", "hintslight"), Drawing("rgb", "hintslight"), Drawing("none", "hintnone")
_OFFICE = (1680, 1050, 1.0)


def _session(
    run: str,
    start: tuple[int, int, int, int],
    look: Look,
    drawing: Drawing,
    steps: Callable[[Look], march.Steps],
    screen: tuple[int, int, float] = _OFFICE,
) -> Session:
    """A session that began in that month, on that day, at that hour and minute of UTC."""

    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(look, windows, local)

    wide, high, scale = screen
    return Session(run, datetime(2027, *start, tzinfo=UTC), (wide, high), scale, drawing, drawn, lambda: steps(look))


WORLD = World(
    "upland",
    ZONE,
    (
        _session("run_u220", (3, 21, 20, 12), BREEZE, SUBPIXEL, march.monday),
        _session("run_u241", (3, 24, 1, 41), BREEZE, SUBPIXEL, march.wednesday),
        _session("run_u252", (3, 25, 6, 18), AQUA_DARK, PLAIN, easter.thursday, (2560, 1600, 2.0)),
        _session("run_u303", (3, 29, 19, 6), FLUENT, SUBPIXEL, easter.tuesday, (1600, 900, 1.0)),
        _session("run_u314", (3, 30, 21, 37), ADWAITA_DARK, GREY, april.wednesday, (1920, 1200, 1.0)),
        _session("run_u025", (4, 2, 0, 19), BREEZE_DARK, GREY, april.friday, (2000, 1250, 1.25)),
        _session("run_u046", (4, 3, 23, 8), AQUA, PLAIN, lastdays.sunday, (2304, 1440, 1.6)),
        _session("run_u067", (4, 6, 9, 2), GAPS, GREY, lastdays.night, (1920, 1080, 1.0)),
        _session("run_u088", (4, 7, 21, 52), ADWAITA, GREY, lastdays.thursday, (1920, 1200, 1.25)),
        _session("run_u099", (4, 9, 2, 4), BREEZE, SUBPIXEL, lastdays.friday),
    ),
)
