"""Recorded screens as the embedded reader read them: `reading("manual")` is what a processor is given of one."""

from __future__ import annotations

import json
from pathlib import Path

from ledger.facts import Window
from processors.findings import Subject
from processors.titles import Programs, shipped
from projections.text import SpanRow

SCREENS = Path(__file__).parent / "sample" / "screens"


def reading(name: str) -> Subject:
    """The spans of a screen, and the window in front on it."""
    told = json.loads((SCREENS / f"{name}.json").read_text(encoding="utf-8"))
    spans = tuple(
        SpanRow(n, 0, n, "ocr", tuple(s["box"]), s["text"], s["confidence"], tuple((a, b) for a, b in s["words"]))
        for n, s in enumerate(told["spans"])
    )
    program = Programs(shipped()).program_of(told["app"])
    window = Window(
        tuple(told["box"]), told["title"], program.name, told["app"], focused=True, category=program.category
    )
    return Subject("f", size=tuple(told["size"]), spans=spans, windows=(window,))
