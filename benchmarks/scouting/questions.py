"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.scouting.asked_early import early
from benchmarks.scouting.asked_late import later
from benchmarks.scouting.asked_nowhere import negatives
from benchmarks.scouting.asked_seen import seen
from benchmarks.scouting.asking import NOW
from benchmarks.scouting.sessions import ZONE
from benchmarks.worlds.asking import written
from benchmarks.worlds.frame import Frame


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on the Monday after, and a few things as of earlier days."""
    asks = [*early(), *later(), *seen(frames), *negatives()]
    return {"corpus": "scouting", "now": NOW, "timezone": ZONE, "questions": written(asks, frames, "scouting", NOW)}
