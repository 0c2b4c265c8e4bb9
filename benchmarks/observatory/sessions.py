"""The twelve sessions: when each began, on which desktop, and what was done. The observatory's clocks show UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.observatory import june, june_later, may
from benchmarks.observatory.looks import CONTROL, LAPTOP, WALL
from benchmarks.orchard.looks import Look
from benchmarks.orchard.recording import Scene, Session

ZONE = "UTC"


def _session(run: str, month: int, day: int, at: tuple[int, int], look: Look, done: Callable[[Scene], None]) -> Session:
    return Session(f"run_{run}", datetime(2027, month, day, *at, tzinfo=UTC), look, done, ZONE, secure=True)


SESSIONS = (
    _session("9a04", 5, 24, (8, 52), CONTROL, may.monday),
    _session("9a3d", 5, 25, (13, 20), CONTROL, may.tuesday),
    _session("9a71", 5, 26, (9, 41), CONTROL, may.wednesday),
    _session("9aee", 5, 28, (15, 5), CONTROL, may.friday),
    _session("9b42", 5, 31, (10, 12), LAPTOP, june.monday),
    _session("9bb0", 6, 2, (14, 33), LAPTOP, june.wednesday),
    _session("9bd6", 6, 3, (9, 15), LAPTOP, june.thursday),
    _session("9c19", 6, 4, (11, 48), LAPTOP, june.friday),
    _session("9cc5", 6, 7, (8, 30), WALL, june_later.monday),
    _session("9d2f", 6, 9, (16, 10), WALL, june_later.wednesday),
    _session("9d68", 6, 10, (13, 2), WALL, june_later.thursday),
    _session("9da1", 6, 11, (14, 50), CONTROL, june_later.friday),
)
