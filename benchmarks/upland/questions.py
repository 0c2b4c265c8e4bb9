"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.upland.asked_fields import fields
from benchmarks.upland.asked_made import made
from benchmarks.upland.asked_nowhere import negatives
from benchmarks.upland.asked_seen import seen
from benchmarks.upland.asked_words import words
from benchmarks.upland.asking import NOW
from benchmarks.upland.sessions import ZONE
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.making import asked_of

# Asked while the last session is not processed.
_UNREAD = ("what did i put in the handback note today", "When does my flight leave tomorrow?")


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on the last afternoon, and a few things as of earlier days."""
    asks = [*fields(), *words(), *made(), *seen(frames), *negatives()]
    return asked_of("upland", asks, _UNREAD, frames, now=NOW, zone=ZONE)
