"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.orchard.asked_made import made
from benchmarks.orchard.asked_nowhere import negatives
from benchmarks.orchard.asked_seen import seen
from benchmarks.orchard.asked_words import fields, texts
from benchmarks.orchard.asking import NOW
from benchmarks.orchard.recording import ZONE
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.making import asked_of

# Asked while the last session is not processed.
_UNREAD = ("what did I write to Meredith in the handover note?", "Which folder did I look into this afternoon?")


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on the last afternoon, and a few things as of earlier days."""
    asks = [*fields(), *texts(), *made(), *seen(frames), *negatives()]
    return asked_of("orchard", asks, _UNREAD, frames, now=NOW, zone=ZONE)
