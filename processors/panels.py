"""Terminals in the window of an editor: the panel below the code, where a prompt stands in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from processors import rows
from processors.promptrows import PromptRows, is_prompt
from processors.rows import Sheet
from projections.text import SpanRow

LEFT_OF = 6
"""A panel begins no more than so many cells left of the line numbers above it: further left are other panels."""


def below(spans: Sequence[SpanRow], numbers: Sequence[SpanRow], code: Sequence[Box], window: Box) -> Sheet | None:
    """Return the rows of the terminal below a listing with line numbers, from its first prompt; None without one.

    Args:
        spans: the runs of the window.
        numbers: the line numbers.
        code: the boxes of the lines of code.
        window: the box of the window.
    """
    if not numbers or not code:
        return None
    bottom = max(box[3] for box in (*code, *(span.box for span in numbers)))
    under = [span for span in spans if span.box[1] >= bottom]
    pitch = rows.pitch_of(under)
    if pitch is None:
        return None
    left = min(span.box[0] for span in numbers) - LEFT_OF * pitch
    within = [span for span in under if span.box[0] >= left]
    prompts = [span.box for span in within if is_prompt(span.text)] or _repeated(rows.sheet(within, pitch))
    if not prompts:
        return None
    first = min(prompts, key=lambda box: box[1])
    # What has the look of a prompt but stands elsewhere is none: all of a terminal's begin in one column.
    own = [span for span in within if span.box[1] >= first[1] - 1 and span.box[0] >= first[0] - pitch]
    return rows.sheet(own, pitch, (round(first[0] - pitch), window[2]))


def _repeated(sheet: Sheet | None) -> list[Box]:
    """Return the boxes of the rows with a prompt that is known by coming back."""
    prompted = PromptRows(sheet) if sheet is not None else None
    if sheet is None or prompted is None:
        return []
    return [row.box for n, row in enumerate(sheet.rows) if prompted.is_head(n) or prompted.at(n) is not None]
