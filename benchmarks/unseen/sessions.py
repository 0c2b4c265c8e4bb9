"""The five sessions: what was in front on which day, frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.browser import Drawing
from benchmarks.unseen import early, late
from benchmarks.unseen.themes import ADWAITA, CHALK, PLUM, SAND, SLATE
from benchmarks.unseen.windows import desktop
from benchmarks.worlds.look import Look
from benchmarks.worlds.picturing import Session
from benchmarks.worlds.window import Window


def _session(
    run: str,
    start: datetime,
    size: tuple[int, int],
    scale: float,
    drawing: Drawing,
    theme: Look,
    steps: Callable[[Look], list[tuple[int, Window]]],
) -> Session:
    def drawn(windows: list[Window], local: datetime) -> str:
        return desktop(theme, windows, f"{local:%H:%M}", f"{local:%d/%m/%Y}")

    return Session(run, start, size, scale, drawing, drawn, lambda: steps(theme))


GREY, SUBPIXEL = Drawing("none", "hintslight"), Drawing("rgb", "hintfull")

SESSIONS = (
    _session("run_c401", datetime(2026, 5, 4, 8, 12, tzinfo=UTC), (1600, 900), 1.0, GREY, CHALK, early.monday),
    _session("run_c519", datetime(2026, 5, 7, 13, 20, tzinfo=UTC), (1920, 1080), 1.25, SUBPIXEL, SLATE, early.thursday),
    _session("run_c6a2", datetime(2026, 5, 12, 9, 40, tzinfo=UTC), (1600, 900), 1.0, SUBPIXEL, ADWAITA, early.tuesday),
    _session("run_c8e7", datetime(2026, 5, 18, 15, 5, tzinfo=UTC), (1920, 1080), 1.5, GREY, PLUM, late.monday),
    _session("run_ca30", datetime(2026, 5, 22, 10, 15, tzinfo=UTC), (1600, 900), 1.0, GREY, SAND, late.friday),
)
