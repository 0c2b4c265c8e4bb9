"""The five sessions: how each screen is drawn, and what was in front of it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.browser import Drawing
from benchmarks.elsewhere import early, late
from benchmarks.elsewhere.early import Steps
from benchmarks.elsewhere.frames import desktop
from benchmarks.elsewhere.looks import CLASSIC, COAL, FJORD, LINEN, PEARL
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session, World
from benchmarks.worlds.window import Window

ZONE = "America/Halifax"
GREY, SUBPIXEL, SHARP = Drawing("none", "hintnone"), Drawing("rgb", "hintslight"), Drawing("none", "hintfull")


def _session(
    run: str, start: datetime, look: Look, drawing: Drawing, steps: Callable[[Look], Steps], scale: float = 1.0
) -> Session:
    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(look, windows, local)

    size = (1600, 900) if scale == 1.0 else (1920, 1080)
    return Session(run, start, size, scale, drawing, drawn, lambda: steps(look))


WORLD = World("elsewhere", ZONE, (
    _session("run_d108", datetime(2026, 9, 8, 12, 5, tzinfo=UTC), PEARL, GREY, early.tuesday, 1.25),
    _session("run_d24b", datetime(2026, 9, 10, 17, 20, tzinfo=UTC), FJORD, SUBPIXEL, early.thursday),
    _session("run_d3f6", datetime(2026, 9, 15, 23, 52, tzinfo=UTC), COAL, GREY, early.evening, 1.25),
    _session("run_d47c", datetime(2026, 9, 18, 13, 15, tzinfo=UTC), CLASSIC, SHARP, late.friday),
    _session("run_d590", datetime(2026, 9, 24, 11, 30, tzinfo=UTC), LINEN, SUBPIXEL, late.thursday),
))  # fmt: skip
