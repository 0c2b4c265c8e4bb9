"""Gutters: the column of line numbers beside a listing, and what else stands between it and the code. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from processors.placed import Placed
from processors.rows import Sheet
from projections.text import SpanRow

FEWEST_NUMBERED = 3
"""So many rows led by numbers that count with the rows make a column of line numbers."""

AGREEING = 0.9
"""This share of the numbers counts from the line of the cursor where they are told from there."""

MOST_SIGNS = 2
"""So many signs stand before a line number, at most."""

UNNUMBERED = 3
"""Numbers may be overlooked, and the rest of a line that does not fit has none: so many rows go on without at most."""

MOSTLY = 0.5
"""Where this share of the numbers that lead rows ends in one column, others behind it are none: `3 references`."""

UNTOLD = 100_000
"""Stands for the number of a line of which only the distance to others is told."""

_MARK = re.compile(r"[^\W_]|[<>^\u2304\u2228\u203a\u00bb\u25b8\u25be\u25cf\u2022]")
"""How arrows that fold code, and dots beside it, are read."""

_NUMBER = re.compile(r"^\d{1,6}$")
_NUMBER_ALONE = re.compile(r"^(?P<number>\d{1,6})$")
_LED = re.compile(r"^(?P<number>\d{1,6})(?:\s+(?P<code>\S.*))?$")


def numbers_apart(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Return runs of an editor, line numbers parted from what was read in one run with them.

    A number stands off the grid of the code: with it a short line seems to be set otherwise. Only where enough
    numbers end in one column, and count from top to bottom.
    """
    led = {span.id: match for span in spans if span.words and (match := _LED.match(span.text))}
    column = _numbered([span for span in spans if span.id in led], led)
    parted: list[SpanRow] = []
    for span in spans:
        match = led[span.id] if span.id in column else None
        if match is None or not match["code"] or len(span.words) != len(span.text.split()):
            parted.append(span)
            continue
        (left, right), rest = span.words[0], span.words[1:]
        box = (left, span.box[1], right, span.box[3])
        parted.append(replace(span, text=match["number"], box=box, words=span.words[:1]))
        parted.append(replace(span, text=match["code"], box=(rest[0][0], *span.box[1:]), words=rest))
    return parted


def numbers_of(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Return the runs that are line numbers and nothing else: beside them stands code, however little of it."""
    led = {span.id: match for span in spans if span.words and (match := _NUMBER_ALONE.match(span.text))}
    alone = [span for span in spans if span.id in led and _NUMBER_ALONE.match(span.text)]
    column = _numbered(alone, led)
    return [span for span in alone if span.id in column]


def _numbered(spans: Sequence[SpanRow], led: Mapping[int, re.Match[str]]) -> set[int]:
    """Return the runs, by their ids, whose numbers end in one column, the leftmost, and grow from top to bottom."""
    for first in sorted(spans, key=lambda span: span.words[0][1]):
        end = first.words[0][1]
        beside = [span for span in spans if abs(span.words[0][1] - end) <= (first.box[3] - first.box[1]) / 2]
        ordered = sorted(beside or [first], key=lambda span: span.box[1])
        beside = _together(ordered, [int(led[span.id]["number"]) for span in ordered])
        values = [int(led[span.id]["number"]) for span in beside]
        if len(values) >= FEWEST_NUMBERED and values == sorted(set(values)):
            return {span.id for span in beside}
    return set()


def _together(spans: Sequence[SpanRow], values: Sequence[int]) -> list[SpanRow]:
    """Return of runs, top to bottom, the first that follow each other: further down stands what another thing shows.

    A line may go on in any number of rows before the next number.
    """
    for n in range(1, len(spans)):
        height, gap = spans[0].box[3] - spans[0].box[1], spans[n].box[1] - spans[n - 1].box[3]
        if gap > UNNUMBERED * 1.5 * height and values[n] != values[n - 1] + 1:
            return list(spans[:n])
    return list(spans)


def of(sheet: Sheet) -> dict[int, int]:
    """Return the line numbers that lead their rows, by the number of the row.

    They count with the rows, or at least they grow and stand in a column of their own, left of all code.
    """
    led = _in_column(_led(sheet), sheet.pitch)
    if not led:
        return {}
    code = [row.words[1 if row.number in led else 0 :][:1] for row in sheet.rows]
    # A mark beside a number is no code, and may have been read together with it.
    longer = [word.x0 for words in code for word in words if len(word.text) > 1]
    left = min(longer or [word.x0 for words in code for word in words], default=0)
    apart = {number: int(word.text) for number, word in led.items() if word.x1 <= left}
    offset, count = Counter(int(word.text) - number for number, word in led.items()).most_common(1)[0]
    counting = {number: int(word.text) for number, word in led.items() if int(word.text) - number == offset}
    if count >= FEWEST_NUMBERED and 2 * count >= len(led):
        edge = max(led[number].x1 for number in counting) + sheet.pitch / 2
        return counting | {number: int(word.text) for number, word in led.items() if word.x1 <= edge}
    values = list(apart.values())
    if len(apart) == len(led) and values == sorted(set(values)) and _counts_on(led):
        return apart
    return _relative(led)


def _relative(led: Mapping[int, Placed]) -> dict[int, int]:
    """Return line numbers that count from the line of the cursor up and down; that one has its own number, or none."""
    for cursor in led:
        counting = [row for row, word in led.items() if row != cursor and int(word.text) == abs(row - cursor)]
        if len(counting) >= FEWEST_NUMBERED + 1 and len(counting) + 1 >= AGREEING * len(led):
            own = int(led[cursor].text)
            # Which line it is is not told by a zero: it may be any but the first.
            first = own if own > cursor - min(led) else UNTOLD
            return {row: first + row - cursor for row in (*counting, cursor)}
    return {}


def without_signs(sheet: Sheet) -> Sheet:
    """Return the rows of a listing without what stands left of their line numbers: what a checker says, a change."""
    led = _in_column(_led(sheet), sheet.pitch)
    if len(led) < FEWEST_NUMBERED or not _counts_on(led):
        return sheet
    column = max(word.x1 for word in led.values())
    rows = []
    for row in sheet.rows:
        at = next((n for n, word in enumerate(row.words[: MOST_SIGNS + 1]) if _is_number(word, column, sheet.pitch)), 0)
        rows.append(replace(row, words=row.words[at:], box=(round(row.words[at].x0), *row.box[1:])) if at else row)
    return replace(sheet, rows=tuple(rows))


def _counts_on(led: Mapping[int, Placed]) -> bool:
    """Say whether numbers mostly grow by one, or with the rows: those of a list of amounts do not."""
    steps = [int(led[b].text) - int(led[a].text) in (1, b - a) for a, b in pairwise(led)]
    return sum(steps) >= MOSTLY * len(steps)


def _is_number(word: Placed, column: float, pitch: float) -> bool:
    return _NUMBER.match(word.text) is not None and abs(word.x1 - column) <= pitch


def _led(sheet: Sheet) -> dict[int, Placed]:
    """Return the numbers that lead rows, by the numbers of the rows."""
    return {row.number: row.words[0] for row in sheet.rows if row.words and _NUMBER.match(row.words[0].text)}


def _in_column(led: Mapping[int, Placed], pitch: float) -> dict[int, Placed]:
    """Return of words that lead rows those that end in the column in which nearly all of them do; all where none is."""
    ends = [word.x1 for word in led.values()]
    column = max(ends, key=lambda end: sum(abs(other - end) <= pitch for other in ends), default=0)
    # A number may be read together with a mark behind it: it begins in the column.
    beside = {number: word for number, word in led.items() if abs(word.x1 - column) <= pitch or word.x0 < column}
    far = (
        n
        for n, (one, other) in enumerate(pairwise(beside), 1)
        if other - one > UNNUMBERED + 1 and int(beside[other].text) != int(beside[one].text) + 1
    )
    beside = dict(list(beside.items())[: next((n for n in far if n >= FEWEST_NUMBERED), None)])
    return beside if len(beside) >= max(FEWEST_NUMBERED, MOSTLY * len(led)) else dict(led)


def margin(sheet: Sheet, numbers: Mapping[int, int]) -> float:
    """Return where the code begins (px) that stands behind line numbers: at its leftmost word of more than a letter."""
    behind = [row.words[1:3] for row in sheet.rows if row.number in numbers]
    first = (next((word for word in words if len(word.text) > 1), None) for words in behind)
    return min((word.x0 for word in first if word is not None), default=0)


def is_mark(words: Sequence[Placed], left: float, pitch: float) -> bool:
    """Say whether the first of some words is a mark between line numbers and the code that begins at `left` (px).

    Brackets, dashes and the like begin lines of their own; and what follows a mark begins where code does.
    """
    if not words or not _MARK.fullmatch(words[0].text) or words[0].x1 > left - pitch / 2:
        return False
    return len(words) == 1 or words[1].x0 >= left - pitch / 2
