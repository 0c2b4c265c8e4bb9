"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.observatory.asked_made import made
from benchmarks.observatory.asked_nowhere import negatives
from benchmarks.observatory.asked_seen import seen
from benchmarks.observatory.asked_words import fields, texts
from benchmarks.observatory.asking import NOW
from benchmarks.observatory.sessions import ZONE
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.making import asked_of

# Asked while the last session is not processed.
_UNREAD = ("What does the note for Tomasz about the weekend say?", "which pdf did I have open today?")


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on Friday afternoon, and a few things as of earlier days."""
    asks = [*fields(), *texts(), *made(), *seen(frames), *negatives()]
    return asked_of("observatory", asks, _UNREAD, frames, now=NOW, zone=ZONE)
