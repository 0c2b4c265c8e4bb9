"""Claims as a search makes them of lines of a screen, where only the lines and their boxes matter."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from query.answers.answer import Checkpoint, Citation, Claim


def passage(*lines: str, boxes: Sequence[Box] = (), title: str = "", frame: str = "frame") -> Claim:
    """A claim of lines that stand one below the other, or in these boxes."""
    cited = tuple(
        Citation(
            event="journal:1",
            leaf="00" * 32,
            frame=frame,
            captured_at="2026-03-04T09:14:00.000000Z",
            box=boxes[at] if boxes else (100, 100 + 30 * at, 400, 120 + 30 * at),
            text=line,
            title=title,
            app="",
            source="ocr",
            confidence=9_000,
            size=(1600, 900),
            checkpoint=Checkpoint(1, "00" * 32),
        )
        for at, line in enumerate(lines)
    )
    return Claim("\n".join(lines), cited)
