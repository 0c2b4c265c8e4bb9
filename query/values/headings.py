"""What heads a value: the lines over it or over the name of its row, from its column's head to its table's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set

from ledger.facts import Box
from projections.standing import Line
from projections.text import SpanRow
from projections.values import Shown
from query.inquiries import screens
from query.language.words import tokens
from query.passages.block import Headings


def heads(thing: Set[str], boxes: Iterable[Box], spans: Sequence[Line], headings: Callable[[], Headings]) -> bool:
    """Say whether words stand in what heads any of some boxes."""
    there = set[str]()
    for box in boxes:
        over = [spans[number] for number in headings().over(box)]
        left, y0, right, y1 = min((box, *(span.box for span in over)), key=lambda each: each[1])
        # A heading stands over the edge of its table, and the cells of that are set in a little.
        over += [spans[number] for number in headings().over((left - (y1 - y0), y0, right, y1))]
        there |= {token for span in over for token in tokens(span.text)}
    return all(there & screens.spellings(token) for token in thing)


def with_label(row: Shown, beside: Sequence[SpanRow | Line]) -> list[Box]:
    """Return where a value stands, and its label in the same row: what heads that may stand far from the value."""
    named = tokens(row.label)
    return [row.box, *(span.box for span in beside if span.box[2] <= row.box[0] and tokens(span.text) == named)]


def heading(box: Box, spans: Sequence[Line], headings: Callable[[], Headings]) -> frozenset[str]:
    """Return what stands over a value as its heading, or leads it: `Tuning at the town hall`, over `Bring: …`."""
    return frozenset(token for number in headings().over(box) for token in tokens(spans[number].text))
