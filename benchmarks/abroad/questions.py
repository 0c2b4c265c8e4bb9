"""All questions of this corpus, as `questions.json` has them."""

from __future__ import annotations

from typing import Any

from benchmarks.abroad.asked_made import made
from benchmarks.abroad.asked_nowhere import negatives
from benchmarks.abroad.asked_read import read
from benchmarks.abroad.asked_seen import seen
from benchmarks.abroad.asking import NOW
from benchmarks.abroad.sessions import ZONE
from benchmarks.worlds.asking import ansi16, ansi256, rgb, written
from benchmarks.worlds.frame import Frame

# Asked while the last session is not processed.
_UNREAD = ("What did I write in the handover today?", "what is my reservation code for tonight")
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
    asks = [*read(), *made(), *seen(frames), *negatives()]
    rows = written(asks, frames, "abroad", NOW)
    colours = {frame.name: frame.colour for frame in frames}
    for row in rows:
        if row["kind"] == "colour":
            row["colour"] = _told(str(colours[row["support"][0]["corpus_frame"]]))
    for number, question in enumerate(_UNREAD, start=len(rows) + 1):
        rows.append({
            "question_id": f"abroad-q{number:03}", "kind": "not_processed", "question": question, "asked_at": NOW,
            "timezone": ZONE, "answer_kind": "not_available", "expected": "not available yet", "support": [],
            "requires_unprocessed": [frames[-1].handoff],
        })  # fmt: skip
    return {"corpus": "abroad", "now": NOW, "timezone": ZONE, "definitions": _DEFINITIONS, "questions": rows}


def _told(value: str) -> dict[str, Any]:
    background, foreground = ansi16(value)
    return {
        "hex": value, "rgb": list(rgb(value)), "ansi16_fg_bg": [int(foreground), int(background)],
        "ansi256": int(ansi256(value)),
    }  # fmt: skip
