"""The nine sessions: how each screen is drawn, and what was in front of it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.abroad import depot, january, lastweek, midmonth
from benchmarks.abroad.desk import desktop
from benchmarks.abroad.looks import FLAT, MINT, MINT_DARK, PANTHEON, PANTHEON_DARK, TILE
from benchmarks.browser import Drawing
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session, World
from benchmarks.worlds.window import Window

ZONE = "Europe/Brussels"
GREY, SUBPIXEL = Drawing("none", "hintslight"), Drawing("rgb", "hintslight")
_OFFICE = (1680, 1050, 1.0)


def _session(
    run: str,
    start: tuple[int, int, int],
    look: Look,
    drawing: Drawing,
    steps: Callable[[Look], january.Steps],
    screen: tuple[int, int, float] = _OFFICE,
) -> Session:
    """A session that began on that day of January, at that hour and minute of UTC."""

    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(look, windows, local)

    wide, high, scale = screen
    return Session(run, datetime(2027, 1, *start, tzinfo=UTC), (wide, high), scale, drawing, drawn, lambda: steps(look))


WORLD = World(
    "abroad",
    ZONE,
    (
        _session("run_a12e", (12, 8, 14), MINT, SUBPIXEL, january.tuesday),
        _session("run_a14b", (14, 13, 26), MINT, SUBPIXEL, january.thursday),
        _session("run_a157", (15, 9, 22), PANTHEON_DARK, GREY, midmonth.friday, (1800, 1125, 1.25)),
        _session("run_a18c", (18, 10, 3), MINT_DARK, GREY, midmonth.monday),
        _session("run_a20d", (20, 6, 38), FLAT, SUBPIXEL, depot.wednesday, (1366, 768, 1.0)),
        _session("run_a22f", (22, 19, 47), TILE, GREY, depot.evening, (1920, 1080, 1.0)),
        _session("run_a263", (26, 8, 29), MINT_DARK, GREY, lastweek.tuesday),
        _session("run_a285", (28, 16, 8), PANTHEON, GREY, lastweek.thursday, (2160, 1350, 1.5)),
        _session("run_a290", (29, 14, 34), MINT, SUBPIXEL, lastweek.friday),
    ),
)
