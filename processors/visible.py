"""The windows of a frame as they lie on each other, what sort of content fills each, and what is seen of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ledger.facts import Box, Window
from processors.findings import Subject
from processors.language import file_of
from projections.box import is_in
from projections.text import SpanRow

Kind = Literal["page", "terminal", "editor", ""]

# `● notes.md — folder`, `notes.md (~/folder) - Program`, `Program | notes.md`
_APART = re.compile(r"\s+[-–—|]\s+|\s+(?=[(\[])")
_IS_FILE = re.compile(r"[^\w~./\\]{0,2}\s*(?:[\w.~@+/\\-]+ ){0,3}[\w.~@+/\\-]+\s*[*●•]?")
_DOES = re.compile(
    r"\W*(?:about|compar|copy|delet|download|fwd|import|merg|mov|open|print|propert|re\b|renam|replac|sav|send|transfer|upload)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:diff\w*|compar\w+|merg\w+|history|blame|preview|inspector|properties)\b", re.IGNORECASE)
GOES_ON = 1.0
"""A block may go on under a window that begins less than so many heights of a line below its last one."""

_FILLS: dict[str, Kind] = {"browser": "page", "terminal": "terminal", "editor": "editor"}


def kind_of(window: Window) -> Kind:
    """Return what fills the windows of a program of this category; empty where that is nothing that has a name."""
    return _FILLS.get(window.category, "")


def shows_a_file(window: Window) -> bool:
    """Say whether a program that nobody knows is an editor by its title: a part of it is a file of text or code.

    `Save a.txt?`, `a.py ↔ b.py` and `README.md – diff` are of a file, and show no more of it than they tell.
    """
    if window.category or not file_of(window.title):
        return False
    parts = [part.strip() for part in _APART.split(window.title)]
    is_of_one = any(file_of(part) and _IS_FILE.fullmatch(part) and not _DOES.match(part) for part in parts)
    return is_of_one and not any(_COMPARES.search(part) for part in parts if not file_of(part))


def active(subject: Subject) -> Window | None:
    """Return the active window of a frame, None where none is known to lie on it."""
    return next((window for window in subject.windows if window.focused), None)


def stacked(subject: Subject) -> list[Window]:
    """Return the windows of a frame from the top: the active one, then the last active of the others, and so on."""
    order = {(window.title, window.box): place for place, window in reversed(list(enumerate(subject.past)))}
    return sorted(subject.windows, key=lambda each: (not each.focused, order.get((each.title, each.box), len(order))))


def seen(subject: Subject) -> Iterator[tuple[Window, tuple[Box, ...], list[SpanRow]]]:
    """Yield each window with the boxes of those above it, and the runs of text that are seen in it."""
    above: tuple[Box, ...] = ()
    for window in stacked(subject):
        yield window, above, [span for span in subject.spans if is_in(span.box, window.box) and not _any(span, above)]
        above = (*above, window.box)


def goes_under(line: Box, above: Sequence[Box]) -> bool:
    """Say whether the row below the last line of a block is covered by a window above: more of it may stand there."""
    x0, top, x1, bottom = line
    below = bottom + GOES_ON * (bottom - top)
    return any(box[1] < below and bottom < box[3] and box[0] < x1 and x0 < box[2] for box in above)


def _any(span: SpanRow, boxes: Sequence[Box]) -> bool:
    return any(is_in(span.box, box) for box in boxes)


def is_cut(box: Box, above: Sequence[Box], near: float) -> bool:
    """Say whether a line reaches a window that lies above it, to `near` px: then more of it may be covered."""
    y = (box[1] + box[3]) / 2
    return any(
        other[1] <= y < other[3] and box[2] > other[0] - near and box[0] < other[2] + near and box[0] < box[2]
        for other in above
    )
