"""Code on pages: what is set apart there in a font of one width, and synopses. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ledger.facts import Snippet, Window
from processors import blocks, fitting, rows, synopses, typed
from processors.captions import language_of, language_over
from processors.language import Classifier, parses
from processors.listings import Unit, block_of, language_of_session, lines_of
from processors.rows import Sheet
from processors.shell import is_shell
from projections.box import is_in
from projections.text import SpanRow

BLOCK_ROWS = 2
"""Code whose language tells it is a block from so many rows on: a name in a sentence is none."""

BLOCK_LETTERS = 12

MOSTLY = 0.6
"""A page of which more than this share is set in one width is no page with blocks in it."""

APART = 2
"""Rows of one block on a page lie at most this many lines apart."""


class _Excerpt(NamedTuple):
    """A block of a page, its lines, and its language: empty where it has none of ours. `named`: a caption says so."""

    sheet: Sheet
    unit: Unit
    language: str
    named: bool


def on_page(spans: Sequence[SpanRow], pitch: float, window: Window, classifier: Classifier) -> Iterator[Snippet]:
    """Give the blocks of a page that are set apart in a font of one width, whose cells are `pitch` px wide."""
    told = list(_excerpts(spans, pitch, classifier))
    # Where all is set in one width, as in a mail of plain text, that tells nothing of what it is.
    unknown = sum(_letters_of(each.sheet) for each in told if not each.language)
    set_apart = unknown <= MOSTLY * sum(len(span.text) for span in spans)
    for each in told:
        is_code = each.named or (each.language and len(each.unit.lines) >= BLOCK_ROWS)
        # What is set in a font of one width is preformatted, whatever its language: a synopsis, a drawing, an output.
        if is_code or (set_apart and fitting.is_preformatted(each.sheet)):
            yield block_of(each.unit, "page", each.language, window.title)


def _excerpts(spans: Sequence[SpanRow], pitch: float, classifier: Classifier) -> Iterator[_Excerpt]:
    for sheet in blocks.found(spans, pitch, apart=APART):
        lines, _ = lines_of(sheet)
        if sum(len(line.text) for line in lines) < BLOCK_LETTERS:
            continue
        high = rows.high(sheet)
        caption = language_over(lines[0].box, spans, high)
        if caption is None and len(lines) > 1 and lines[1].box[1] - lines[0].box[3] > high / 2:
            # A caption in the font of the code stands on its grid.
            caption = language_of(lines[0].text)
            lines = lines if caption is None else lines[1:]
        named = caption is not None
        unit = Unit(tuple(lines))
        language = language_of_session(lines) or caption or _language_of(unit, classifier)
        code, printed = _parted(unit, classifier) if language == "python" else (unit, None)
        yield _Excerpt(sheet, code, language, named)
        if printed is not None and sum(len(line.text) for line in printed.lines) >= BLOCK_LETTERS:
            yield _Excerpt(sheet, printed, "", named)


def _language_of(unit: Unit, classifier: Classifier) -> str:
    return classifier.of(typed.names(unit.text)) or ("bash" if is_shell(unit.text) else "")


def _parted(unit: Unit, classifier: Classifier) -> tuple[Unit, Unit | None]:
    """Return the code of a unit, and what it printed below a free row: what is no Python where all above it is.

    A notebook may set what a cell prints just so far below it that a row seems to be free.
    """
    free = [at for at, (a, b) in enumerate(pairwise(unit.lines), 1) if b.number - a.number > 1]
    if not free or parses(typed.of(unit.text, "python")):
        return unit, None
    for at in reversed(free):
        above, below = Unit(unit.lines[:at]), Unit(unit.lines[at:])
        if parses(typed.of(above.text, "python")) and not classifier.of(typed.names(below.text)):
            return above, below
    return unit, None


def synopses_on(spans: Sequence[SpanRow], found: Sequence[Snippet], window: Window) -> Iterator[Snippet]:
    """Give the synopses of a page that are set like its prose: what is in no block of a font of one width."""
    others = [span for span in spans if not any(is_in(span.box, snippet.box) for snippet in found)]
    for unit in synopses.found(others):
        yield block_of(unit, "page", "", window.title)


def _letters_of(sheet: Sheet) -> int:
    return sum(len(word.text) + 1 for row in sheet.rows for word in row.words)
