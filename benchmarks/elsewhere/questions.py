"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.elsewhere.asked_fields import as_of, fields
from benchmarks.elsewhere.asked_use import NOW, code, looks, use
from benchmarks.elsewhere.asked_words import documents, negatives, settings, words
from benchmarks.elsewhere.sessions import ZONE
from benchmarks.worlds.asking import written
from benchmarks.worlds.frame import Frame


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What is asked when all was recorded, by seven people: each kind has some of each."""
    seen = [*use(frames), *code(), *looks(frames), *settings(), *documents()]
    asks = [*fields(), *words(), *seen, *negatives(), *as_of()]
    return {"corpus": "elsewhere", "now": NOW, "timezone": ZONE, "questions": written(asks, frames, "elsewhere", NOW)}
