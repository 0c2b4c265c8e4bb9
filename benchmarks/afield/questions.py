"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.afield.asked_fields import as_of, fields
from benchmarks.afield.asked_nowhere import negatives
from benchmarks.afield.asked_seen import NOW, seen
from benchmarks.afield.asked_words import words
from benchmarks.afield.asked_work import work
from benchmarks.afield.sessions import ZONE
from benchmarks.worlds.asking import written
from benchmarks.worlds.frame import Frame


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What is asked when all was recorded, by seven people: each kind has some of each."""
    asks = [*fields(), *words(), *work(), *seen(frames), *negatives(), *as_of()]
    return {"corpus": "afield", "now": NOW, "timezone": ZONE, "questions": written(asks, frames, "afield", NOW)}
