"""Making a corpus: its screens are drawn and written as the sidecar does, with questions and scorer beside them."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.worlds.asking import Ask, ansi16, ansi256, rgb, written
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.picturing import World, recorded

DEFINITIONS = {
    "visit": "a maximal run of consecutive frames of one session in whose active window the site or program is",
    "most used": "largest sum of time to the next frame of the session (capped at 60 s), and most frames as well",
    "weeks": "Monday to Sunday; two weeks ago is the calendar week that lies 14 days back",
    "ansi16": "nearest (squared RGB distance) of xterm's sixteen, the background code; the foreground code is accepted",
    "ansi256": "nearest of the fixed colours 16..255",
    "requires_unprocessed": "asked with these handoff directories ingested but not read: the answer is not available",
}


def made(told: str | None, world: World, questions: Callable[[list[Frame]], dict[str, Any]]) -> None:
    """Make the corpus that the command line asks for; `told` is what `--help` says of it."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where corpus/ and score.py are written")
    parser.add_argument("--score", type=Path, default=Path("../shared/corpus/score.py"))
    given = parser.parse_args()
    corpus = given.directory / "corpus"
    frames = recorded(world, corpus)
    asked = questions(frames)
    (corpus / "truth" / "questions.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    shutil.copyfile(given.score, given.directory / "score.py")
    print(f"{corpus}: {len(frames)} frames, {len(asked['questions'])} questions")


def asked_of(
    name: str, asks: list[Ask], unread: tuple[str, ...], frames: list[Frame], *, now: str, zone: str
) -> dict[str, Any]:
    """Return the questions of a corpus; those `unread` are asked while its last session is not processed."""
    rows = written(asks, frames, name, now)
    colours = {frame.name: frame.colour for frame in frames}
    for row in rows:
        if row["kind"] == "colour":
            row["colour"] = _told(str(colours[row["support"][0]["corpus_frame"]]))
    for number, question in enumerate(unread, start=len(rows) + 1):
        rows.append({
            "question_id": f"{name}-q{number:03}", "kind": "not_processed", "question": question, "asked_at": now,
            "timezone": zone, "answer_kind": "not_available", "expected": "not available yet", "support": [],
            "requires_unprocessed": [frames[-1].handoff],
        })  # fmt: skip
    return {"corpus": name, "now": now, "timezone": zone, "definitions": DEFINITIONS, "questions": rows}


def _told(value: str) -> dict[str, Any]:
    background, foreground = ansi16(value)
    return {
        "hex": value, "rgb": list(rgb(value)), "ansi16_fg_bg": [int(foreground), int(background)],
        "ansi256": int(ansi256(value)),
    }  # fmt: skip
