"""The five sessions: how each screen is drawn, and what was in front of it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.afield import early, late
from benchmarks.afield.desk import desktop
from benchmarks.afield.early import Steps
from benchmarks.afield.looks import BREEZE, CROSTINI, HAIKU, TEN, YARU
from benchmarks.browser import Drawing
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session, World
from benchmarks.worlds.window import Window

ZONE = "Australia/Adelaide"
GREY, SUBPIXEL, REVERSED = Drawing("none", "hintslight"), Drawing("rgb", "hintslight"), Drawing("bgr", "hintfull")


def _session(
    run: str,
    start: datetime,
    look: Look,
    drawing: Drawing,
    steps: Callable[[Look], Steps],
    size: tuple[int, int],
    scale: float,
) -> Session:
    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(look, windows, local)

    return Session(run, start, size, scale, drawing, drawn, lambda: steps(look))


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


WORLD = World("afield", ZONE, (
    _session("run_e1a7", _at(10, 19, 21, 22), TEN, SUBPIXEL, early.tuesday, (1920, 1080), 1.25),
    _session("run_e2c4", _at(10, 23, 8, 51), BREEZE, SUBPIXEL, early.friday, (1680, 1050), 1.0),
    _session("run_e38f", _at(10, 27, 23, 44), YARU, GREY, early.wednesday, (2160, 1350), 1.5),
    _session("run_e4d2", _at(11, 4, 10, 8), HAIKU, REVERSED, late.wednesday, (1440, 900), 1.0),
    _session("run_e5b9", _at(11, 8, 22, 3), CROSTINI, GREY, late.monday, (1920, 1200), 1.25),
))  # fmt: skip
