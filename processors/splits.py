"""What stands side by side in one window: files with line numbers of their own, panes of a terminal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ledger.facts import Box
from processors.gutters import numbers_apart, numbers_of
from processors.language import file_of
from processors.promptrows import is_telling
from projections.text import SpanRow

FEWEST = 5
"""So many numbers make a second column of them, at least."""

APART = 30
"""A file beside another one begins so many cells right of its numbers, at least: nearer are columns of data."""

STEADY = 0.8
"""Of a column of line numbers this share counts on by one, from row to row."""


def files_of(runs: Sequence[SpanRow], pitch: float) -> list[list[SpanRow]]:
    """Return the runs of an editor by the files that they are of, from left to right; most often there is one.

    Args:
        runs: what is read there, line numbers parted from what stands beside them.
        pitch: the width of a cell, px.
    """
    numbers = numbers_of(runs)
    edge = max((span.box[2] for span in numbers), default=0) + APART * pitch
    beyond = numbers_apart([span for span in runs if span.box[0] >= edge]) if numbers else []
    more = sorted(numbers_of(beyond), key=lambda span: span.box[1])
    if len(more) < FEWEST or not _counts_on(more):
        return [list(runs)]
    ends = max(span.box[2] for span in more)
    if 2 * sum(any(_is_beside(span, number, ends) for span in beyond) for number in more) < len(more):
        # Numbers without code beside them are the last column of a table.
        return [list(runs)]
    border = min(span.box[0] for span in more) - pitch
    height = more[0].box[3] - more[0].box[1]
    top, bottom = more[0].box[1] - height / 2, more[-1].box[3] + height / 2
    if any(span.box[0] < border < span.box[2] - pitch for span in runs if top <= _middle(span) <= bottom):
        # A line runs over the border: it is none.
        return [list(runs)]
    right = [span for span in beyond if span.box[0] >= border and top <= _middle(span) <= bottom]
    left = [span for span in runs if span.box[0] < border or not top <= _middle(span) <= bottom]
    return [left, *files_of(right, pitch)]


def panes_of(spans: Sequence[SpanRow], pitch: float, box: Box) -> list[tuple[Sequence[SpanRow], Box]]:
    """Return the runs of a terminal by its panes, from left to right, each with its box; most often there is one.

    A pane beside another one is known by a prompt that tells who or where one is, far right of where others begin.

    Args:
        spans: the runs of the terminal.
        pitch: the width of a cell, px.
        box: the box of the terminal.
    """
    # Where a shell stands beside what shows no prompt, that begins further left all the same.
    begins = sorted(span.box[0] for span in spans if is_telling(span.text))
    begins = [min(span.box[0] for span in spans), *begins] if begins else begins
    beside = next((right for left, right in pairwise(begins) if right - left >= APART * pitch), None)
    border = round(beside - pitch) if beside is not None else box[2]
    if beside is None or any(span.box[0] < border < span.box[2] - pitch for span in spans):
        return [(spans, box)]
    left = [span for span in spans if span.box[0] < border]
    right = [span for span in spans if span.box[0] >= border]
    return [(left, (box[0], box[1], border, box[3])), *panes_of(right, pitch, (border, *box[1:]))]


def name_of(runs: Sequence[SpanRow], spans: Sequence[SpanRow], title: str) -> str:
    """Return the file that is told above one of several listings; empty where none is, or another may be meant.

    Args:
        runs: the runs of the listing.
        spans: all runs of the window, with the tabs above.
        title: the file that the window is called by.
    """
    left, right = min(span.box[0] for span in runs), max(span.box[2] for span in runs)
    top = min(span.box[1] for span in numbers_of(runs) or runs)
    above = [span.text for span in spans if span.box[3] <= top and left <= _center(span) <= right]
    names = {file_of(text) for text in above} - {""}
    return title if title in names else names.pop() if len(names) == 1 else ""


def _counts_on(numbers: Sequence[SpanRow]) -> bool:
    steps = [int(other.text) - int(one.text) == 1 for one, other in pairwise(numbers)]
    return sum(steps) >= STEADY * len(steps)


def _is_beside(span: SpanRow, number: SpanRow, end: int) -> bool:
    return span.box[0] >= end and number.box[1] <= _middle(span) <= number.box[3]


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _center(span: SpanRow) -> float:
    return (span.box[0] + span.box[2]) / 2
