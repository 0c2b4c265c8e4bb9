"""Synopses: how a command or a statement is written, known by the marks that manuals use, in whatever font. Pure.

    git stash show [-u | --include-untracked] [<diff-options>] [<stash>]

What is left out at will stands in square brackets, what is put in in pointed ones, what is chosen from between bars
(POSIX, Base Definitions, 12.1 Utility Argument Syntax). Such lines are no prose, though many pages set them like prose.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

import msgspec

from processors.listings import Line, Unit
from processors.placed import words_of
from projections.text import SpanRow

MOST_NAMES = 4
"""A command, with what it is told to do, is so many words at most before the first mark."""

FEWEST_MARKS = 2
"""One mark alone may be anything: a button with its key, a name with its address."""

NEXT_ROW, SAME_EDGE = 1.6, 0.5
"""A row below, and rows that begin at one edge: so many times as high as a row, at most."""

WIDE = 0.9
"""Boxes of words reach over their ink: a space is as wide as the wider gaps, those that are wider than this share."""

_COMMAND = re.compile(r"[a-z][\w.+-]*|[A-Z]{2,}|[A-Z][a-z]+-[A-Z]\w+")
_NAME = re.compile(r"[A-Za-z][\w.+-]*")
_GIVEN = re.compile(r"[A-Z][A-Z0-9_-]*|[a-z][\w-]*(?=\.{3}|\u2026)")
_PUT_IN = re.compile(r"<[A-Za-z][\w .:/|\[\]-]*>")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*(?:\[?=\S+)?")
_NUMBERED = re.compile(r"-\d")
_MORE = re.compile(r"(?:\.{3}|\u2026)?[,.]?")
_INSIDE = re.compile(r"[\[(]\s*-{1,2}[A-Za-z\[]|<[A-Za-z][\w .:/|-]*>|\s\|\s|[\])>\w](?:\.{3}|\u2026)|[\])]\||\|[\[(]")
_OPENS, _CLOSES = "[({", "])}"


class _Reading(msgspec.Struct, frozen=True):
    """What a row has of a synopsis: names before the first mark, marks, and how many brackets it leaves open."""

    names: tuple[str, ...]
    marks: int
    open: int


def found(spans: Sequence[SpanRow]) -> Iterator[Unit]:
    """Yield the synopses among runs of text, from the top, each with the lines of all its forms."""
    rows = sorted(spans, key=lambda span: (span.box[1] + span.box[3], span.box[0]))
    taken: set[int] = set()
    for head in rows:
        if head.id in taken:
            continue
        block = _block(head, rows, taken)
        if block:
            taken.update(span.id for span in block)
            yield Unit(tuple(_lines(block)))


def _block(head: SpanRow, rows: Sequence[SpanRow], taken: Set[int]) -> list[SpanRow]:
    """The rows, but those that are taken, of the synopsis that begins with a row; empty where it is none."""
    reading = _read(head.text, 0)
    if reading is None or not reading.marks or not reading.names or not _COMMAND.fullmatch(reading.names[0]):
        return []
    block, marks, name = [head], reading.marks, reading.names[0]
    while True:
        last = block[-1]
        below = [span for span in rows if span.id not in taken and _is_below(span, last, head)]
        after = next(((span, more) for span in below if (more := _goes_on(span, head, name, reading.open))), None)
        if after is None:
            break
        block.append(after[0])
        reading = after[1]
        marks += reading.marks
    is_one = marks >= FEWEST_MARKS and any(_INSIDE.search(span.text) or _has_option(span.text) for span in block)
    return block if is_one else []


def _is_below(span: SpanRow, last: SpanRow, head: SpanRow) -> bool:
    height = head.box[3] - head.box[1]
    step = (span.box[1] + span.box[3] - last.box[1] - last.box[3]) / 2
    return SAME_EDGE * height < step <= NEXT_ROW * height and span.box[0] >= head.box[0] - SAME_EDGE * height


def _goes_on(span: SpanRow, head: SpanRow, name: str, depth: int) -> _Reading | None:
    """What a row below has where it goes on with a form, indented, or is another form of the same command."""
    edge = SAME_EDGE * (head.box[3] - head.box[1])
    if span.box[0] > head.box[0] + edge:
        reading = _read(span.text, depth)
        return reading if reading is not None and not reading.names and (reading.marks or depth) else None
    reading = _read(span.text, 0)
    return reading if reading is not None and reading.names[:1] == (name,) else None


def _read(text: str, depth: int) -> _Reading | None:
    """What a row has of a synopsis, begun within so many open brackets; None where it has what is of none."""
    names: list[str] = []
    marks = 0
    for word in _PUT_IN.sub(lambda match: match[0].replace(" ", "_"), text).split():
        if depth == 0 and not _is_mark(word):
            if marks and not _GIVEN.match(word):
                return None
            if not marks and not (_NAME.fullmatch(word) and len(names) < MOST_NAMES):
                return None
            if not marks:
                names.append(word)
        elif depth == 0:
            marks += 1
        depth = max(0, depth + sum(word.count(sign) for sign in _OPENS) - sum(word.count(sign) for sign in _CLOSES))
    return _Reading(tuple(names), marks, depth)


def _is_mark(word: str) -> bool:
    if word[0] in _OPENS or word in ("|", "...", "\u2026") or _NUMBERED.fullmatch(word):
        return True
    put_in = _PUT_IN.match(word.replace("_", " ")) or _OPTION.match(word)
    return put_in is not None and bool(_MORE.fullmatch(word[put_in.end() :]) or word[put_in.end()] in "[<({|")


def _has_option(text: str) -> bool:
    return any(_OPTION.fullmatch(word) for word in text.split())


def _lines(block: Sequence[SpanRow]) -> Iterator[Line]:
    """The rows as lines, indented by as many spaces as are as wide as what is free before them."""
    gaps = [after.x0 - before.x1 for span in block for before, after in pairwise(words_of(span))]
    space = max(1.0, statistics.quantiles(gaps, n=10)[round(10 * WIDE) - 1] if len(gaps) > 1 else 1.0)
    left = words_of(block[0])[0].x0
    for number, span in enumerate(block):
        words = words_of(span)
        free = max(0.0, words[0].x0 - left)
        indent = round(free / space) if free > (span.box[3] - span.box[1]) * SAME_EDGE else 0
        yield Line(number, " " * indent + " ".join(word.text for word in words), (words[0].x0, *span.box[1:]))
