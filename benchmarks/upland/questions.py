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
from benchmarks.worlds.asking import ansi16, ansi256, rgb, written
from benchmarks.worlds.frame import Frame

# Asked while the last session is not processed.
_UNREAD = ("what did i put in the handback note today", "When does my flight leave tomorrow?")
_DEFINITIONS = {
    "visit": "a maximal run of consecutive frames of one session in whose active window the site or program is",
    "most used": "largest sum of time to the next frame of the session (capped at 60 s), and most frames as well",
    "weeks": "Monday to Sunday; two weeks ago is the calendar week that lies 14 days back",
    "ansi16": "nearest (squared RGB distance) of xterm's sixteen, the background code; the foreground code is accepted",
    "ansi256": "nearest of the fixed colours 16..255",
    "requires_unprocessed": "asked with these handoff directories ingested but not read: the answer is not available",
}


def questions(frames: list[Frame]) -> dict[str, Any]:
    """What the person asks on the last afternoon, and a few things as of earlier days."""
    asks = [*fields(), *words(), *made(), *seen(frames), *negatives()]
    rows = written(asks, frames, "upland", NOW)
    colours = {frame.name: frame.colour for frame in frames}
    for row in rows:
        if row["kind"] == "colour":
            row["colour"] = _told(str(colours[row["support"][0]["corpus_frame"]]))
    for number, question in enumerate(_UNREAD, start=len(rows) + 1):
        rows.append({
            "question_id": f"upland-q{number:03}", "kind": "not_processed", "question": question, "asked_at": NOW,
            "timezone": ZONE, "answer_kind": "not_available", "expected": "not available yet", "support": [],
            "requires_unprocessed": [frames[-1].handoff],
        })  # fmt: skip
    return {"corpus": "upland", "now": NOW, "timezone": ZONE, "definitions": _DEFINITIONS, "questions": rows}


def _told(value: str) -> dict[str, Any]:
    background, foreground = ansi16(value)
    return {
        "hex": value, "rgb": list(rgb(value)), "ansi16_fg_bg": [int(foreground), int(background)],
        "ansi256": int(ansi256(value)),
    }  # fmt: skip
