"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.abroad.asked_made import made
from benchmarks.abroad.asked_nowhere import negatives
from benchmarks.abroad.asked_read import read
from benchmarks.abroad.asked_seen import seen
from benchmarks.abroad.asking import NOW
from benchmarks.abroad.sessions import ZONE
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.making import asked_of

# Asked while the last session is not processed.
_UNREAD = ("What did I write in the handover today?", "what is my reservation code for tonight")


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on the last afternoon, and a few things as of earlier days."""
    asks = [*read(), *made(), *seen(frames), *negatives()]
    return asked_of("abroad", asks, _UNREAD, frames, now=NOW, zone=ZONE)
