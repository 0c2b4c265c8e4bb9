"""When this corpus' questions are asked: on the last afternoon, a while after the last picture."""

from __future__ import annotations

from benchmarks.upland.writing import marked
from benchmarks.worlds.asking import Ask

NOW = "2027-04-09T04:10:00Z"


def file(question: str, name: str, text: str, kind: str = "final_code", asked_at: str = "") -> Ask:
    """A whole file as it was left, or as it stood at some moment."""
    return Ask(kind, question, text, (marked(name, text),), answer_kind="code", asked_at=asked_at)
