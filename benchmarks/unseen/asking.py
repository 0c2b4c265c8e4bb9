"""When and where the questions of this corpus are asked."""

from __future__ import annotations

from typing import Any

from benchmarks.worlds import asking
from benchmarks.worlds.asking import Ask, Pick, ansi16, ansi256, colour, most, on, program, rgb, site, visits
from benchmarks.worlds.frame import Frame

__all__ = [
    "NOW", "ZONE", "Ask", "Pick", "ansi16", "ansi256", "colour", "last_seen", "most", "on", "program", "rgb", "site",
    "visits", "written",
]  # fmt: skip

ZONE = "Europe/Dublin"
NOW = "2026-05-22T17:30:00Z"


def last_seen(frames: list[Frame], pick: Pick, until: str = NOW) -> list[list[str]]:
    """The day and the minutes of the last visit, each in the ways in which it may be told."""
    return asking.last_seen(frames, pick, until)


def written(asks: list[Ask], frames: list[Frame], prefix: str = "unseen") -> list[dict[str, Any]]:
    """The questions as `questions.json` has them, their ids with that prefix."""
    return asking.written(asks, frames, prefix, NOW)
