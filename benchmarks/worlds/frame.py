"""One frame of the corpus, as questions see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.worlds.window import Window


@dataclass(frozen=True)
class Frame:
    """What was in front and for how long (to the next frame, at most a minute), and where which fact is to be seen.

    `marks` are boxes in pixels of the picture; `colour` is what most pixels of the page in front have. `words` are all
    words on the screen as the truth of a frame has them: text, box, number of its line, and why it is not whole or "".
    """

    name: str
    record: str
    handoff: str
    moment: datetime
    seconds: float
    window: Window
    marks: dict[str, list[float]]
    colour: str | None
    words: list[list[Any]]
    zone: str

    @property
    def local(self) -> datetime:
        """When it was taken, by the clock on the wall."""
        return self.moment.astimezone(ZoneInfo(self.zone))
