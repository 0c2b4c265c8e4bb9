"""Passages: a few lines of text that stand together, the pieces that are given a vector each. Pure.

Lines that are set as one make a block: each stands right below another one of it, or beside it in its row. A block is
cut into pieces of `LINES` rows, counted from its top: so a line that changes changes the piece that it stands in, and
the others of its block stay what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.facts import Box
from projections.text import SpanRow

LINES = 4
FEWEST_LETTERS = 12
"""A piece with fewer letters, such as the name of a button, means too little to be found by what it means."""

# In heights of a line: how far apart two lines of one row, and two rows of one block, may be.
_SIDEWAYS = 4.0
_BELOW = 1.0
_SAME_ROW = 0.6


def passages_of(spans: Sequence[SpanRow]) -> list[tuple[Box, str]]:
    """Return the passages of a screen, each with its box and its text, in reading order."""
    found: list[tuple[Box, str]] = []
    for block in _blocks(_rows(spans)):
        for at in range(0, len(block), LINES):
            members = [span for row in block[at : at + LINES] for span in row]
            text = " ".join(span.text for span in members)
            if sum(map(str.isalpha, text)) >= FEWEST_LETTERS:
                found.append((_around(members), text))
    return sorted(found, key=lambda each: (each[0][1], each[0][0], each))


def _rows(spans: Sequence[SpanRow]) -> list[list[SpanRow]]:
    """Return the runs of text that stand beside each other, from left to right."""
    rows: list[list[SpanRow]] = []
    for span in sorted(spans, key=lambda span: (span.box[0], span.box[1], span.id)):
        height = _height(span.box)
        for row in rows:
            last = row[-1].box
            level = abs((last[1] + last[3]) - (span.box[1] + span.box[3])) / 2
            beside = -height < span.box[0] - last[2] <= _SIDEWAYS * height
            if beside and level <= _SAME_ROW * min(height, _height(last)):
                row.append(span)
                break
        else:
            rows.append([span])
    return sorted(rows, key=lambda row: (row[0].box[1], row[0].box[0]))


def _blocks(rows: Sequence[list[SpanRow]]) -> Iterator[list[list[SpanRow]]]:
    """Yield rows that stand below each other, from top to bottom."""
    blocks: list[list[list[SpanRow]]] = []
    for row in rows:
        box = _around(row)
        for block in blocks:
            last = _around(block[-1])
            near = box[1] - last[3] <= _BELOW * min(_height(box), _height(last))
            if near and box[1] > last[1] and box[0] < last[2] and last[0] < box[2]:
                block.append(row)
                break
        else:
            blocks.append([row])
    yield from blocks


def _around(spans: Sequence[SpanRow]) -> Box:
    boxes = [span.box for span in spans]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _height(box: Box) -> int:
    return max(8, box[3] - box[1])
