"""Rows of text in a font of one width: a terminal, an editor, a listing on a page, as lines with columns. Pure.

What a recogniser reads are runs of text with boxes. In a font of one width each letter has a cell, so the place of a
word says in which column it stands: this gives indentation, and gaps between words, in spaces.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

import msgspec

from ledger.facts import Box
from processors.placed import Placed, words_of
from projections.text import SpanRow

NARROWEST, WIDEST = 0.3, 0.8
"""The width of a cell lies between these shares of the height of a line of text."""

SAME_PITCH = 0.04
"""Two runs are set in the same font when the widths of their cells differ by no more than this share."""

SAME_ROW = 0.5
"""Runs whose middles differ by less than this share of their height stand in one row."""

TOUCHING = 2
"""Boxes are padded: two runs of a row that overlap by up to so many cells stand beside each other."""

STRAY = 0.08
"""A column in which a smaller share of the rows begins is not the left edge of the text."""

APART = 1.5
"""Words with more than so many free cells between them may belong to different things."""

FEWEST_LETTERS = 8


class Row(msgspec.Struct, frozen=True):
    """A line of text: the words in it from left to right, its box, and `number`, that of its line on the grid."""

    number: int
    box: Box
    words: tuple[Placed, ...]


class Sheet(msgspec.Struct, frozen=True):
    """Rows on one grid, top to bottom. `pitch` is the width of a cell, `left` where column 0 begins, in px."""

    pitch: float
    left: float
    rows: tuple[Row, ...]

    def column(self, x: float) -> int:
        """Return the column that begins nearest to `x`."""
        return round((x - self.left) / self.pitch)

    def line(self, row: Row) -> str:
        """Return the text of a row, with the spaces that its columns show."""
        text = ""
        words = row.words
        while len(words) > 1 and words[0].x1 <= self.left - self.pitch / 2:
            # Left of the edge of all other rows stands what belongs to something else.
            words = words[1:]
        for word in words:
            text = _appended(text, word, self.column(word.start(self.pitch)))
        return text


def _appended(text: str, word: Placed, column: int) -> str:
    short = column - len(text)
    if not text:
        return " " * max(0, short) + word.text
    if word.spaces:
        # A letter more or less in the word before moves this one by a cell: that is no second space.
        return text + " " * (short if short > max(2, word.spaces) else word.spaces) + word.text
    if short < 0 and text.endswith(word.text[:-short]):
        # Two runs that overlap: the letters between them were read twice.
        return text + word.text[-short:]
    return text + " " * max(0, short) + word.text


def pitch_of(spans: Sequence[SpanRow]) -> float | None:
    """Return the width (px) of a cell in which most letters of these runs are set; None where there is none.

    Each step from one word to the next gives the width of a letter. In a font of one width they all agree.
    """
    steps: list[tuple[float, int]] = []
    for span in spans:
        height = span.box[3] - span.box[1]
        for one, other in pairwise(words_of(span)):
            cells = (len(one.text) + len(other.text)) / 2 + other.spaces
            width = (other.middle - one.middle) / cells
            if NARROWEST * height <= width <= WIDEST * height:
                steps.append((width, len(one.text) + other.spaces))
    commonest, most = _commonest(steps)
    if most < FEWEST_LETTERS:
        return None
    near = [(w, n) for w, n in steps if abs(w - commonest) <= SAME_PITCH / 2 * commonest]
    return _refined(spans, sum(w * n for w, n in near) / most)


def _commonest(steps: Sequence[tuple[float, int]]) -> tuple[float, int]:
    """Return the width beside which most letters are as wide, and how many: (width, letters) of each step are given."""
    steps = sorted(steps)
    widths, before = [width for width, _ in steps], [0, *accumulate(n for _, n in steps)]
    best, most = 0.0, 0
    for width in widths:
        # How far off another one is grows along `widths`.
        reach, off = SAME_PITCH / 2 * width, width.__rsub__
        letters = before[bisect_right(widths, reach, key=off)] - before[bisect_left(widths, -reach, key=off)]
        if letters > most:
            best, most = width, letters
    return best, most


def _refined(spans: Sequence[SpanRow], pitch: float) -> float:
    """The same width from whole runs, not from single steps: what is off by a little adds up over a line."""
    wide = cells = 0.0
    for span in spans:
        words = words_of(span)
        steps = [(b.start(pitch) - a.start(pitch), len(a.text) + b.spaces) for a, b in pairwise(words)]
        if steps and all(round(step / pitch) == count for step, count in steps):
            wide += sum(step for step, _ in steps)
            cells += sum(count for _, count in steps)
    return wide / cells if cells >= FEWEST_LETTERS else pitch


def sheet(spans: Sequence[SpanRow], pitch: float, within: tuple[int, int] | None = None) -> Sheet | None:
    """Return runs on a grid of this width as rows; None where there are none.

    Runs that were read twice are taken once. Rows are numbered by the usual distance between two of them. A run may
    reach over the rim of a window: where `within` is given, words with their middle outside these columns (px) are
    left out.
    """
    gathered: list[list[SpanRow]] = []
    for span in sorted(spans, key=_middle):
        last = gathered[-1][-1] if gathered else None
        near = SAME_ROW * min(_height(span), _height(last)) if last is not None else 0.0
        if last is not None and _middle(span) - _middle(last) <= near:
            gathered[-1].append(span)
        else:
            gathered.append([span])
    if not gathered:
        return None
    found = [row for group in gathered if (row := _row(_once(group, pitch), within)) is not None]
    if not found:
        return None
    numbers = _numbers([(row.box[1] + row.box[3]) / 2 for row in found])
    return on_grid([Row(number, row.box, row.words) for number, row in zip(numbers, found, strict=True)], pitch)


def on_grid(rows: Sequence[Row], pitch: float) -> Sheet:
    """Return rows as a sheet whose column 0 is where these rows begin."""
    return Sheet(pitch, _left(rows, pitch), tuple(rows))


def _row(group: Sequence[SpanRow], within: tuple[int, int] | None) -> Row | None:
    words = [word for span in group for word in words_of(span)]
    if within is not None:
        words = [word for word in words if within[0] <= word.middle < within[1]]
    if not words:
        return None
    box = around([span.box for span in group])
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return Row(0, (max(box[0], within[0]), box[1], min(box[2], within[1]), box[3]) if within else box, ordered)


def _once(group: Sequence[SpanRow], pitch: float) -> list[SpanRow]:
    """Return the runs of one row without those that were read twice: of runs that overlap, those that say most.

    Weighted interval scheduling (Kleinberg and Tardos, Algorithm Design, 6.1): the weight of a run is its letters.
    """
    ordered = sorted(
        (span for span in group if not any(_is_in_word(span, other) for other in group if other is not span)),
        key=lambda span: (span.box[2], span.box[0], span.id),
    )
    best: list[tuple[float, list[SpanRow]]] = [(0.0, [])]
    for place, span in enumerate(ordered):
        clear = place
        while clear and ordered[clear - 1].box[2] > span.box[0] + TOUCHING * pitch:
            clear -= 1
        weight, chosen = best[clear]
        letters = sum(not letter.isspace() for letter in span.text) * span.confidence / 10_000
        taken = (weight + letters, [*chosen, span])
        best.append(max(best[-1], taken, key=lambda each: each[0]))
    return best[-1][1]


def _is_in_word(span: SpanRow, other: SpanRow) -> bool:
    """Say whether a run is a piece of a word of another one, read once more."""
    x0, _, x1, _ = span.box
    inside = any(word.x0 <= x0 and x1 <= word.x1 for word in words_of(other))
    return inside and len(span.text) < len(other.text)


def high(sheet: Sheet) -> int:
    """Return how high (px) the highest row of a sheet is."""
    return max(row.box[3] - row.box[1] for row in sheet.rows)


def leading_of(middles: Sequence[float]) -> float:
    """Return the usual distance (px) of rows, given their middles from the top; 0.0 for fewer than two."""
    steps = [b - a for a, b in pairwise(middles) if b > a]
    if not steps:
        return 0.0
    least = statistics.quantiles(steps, n=4)[0] if len(steps) > 1 else steps[0]
    near = [step for step in steps if step <= 1.4 * least]
    return statistics.median(near or steps)


def _numbers(middles: Sequence[float]) -> list[int]:
    leading = leading_of(middles)
    numbers = [0]
    for a, b in pairwise(middles):
        numbers.append(numbers[-1] + (max(1, round((b - a) / leading)) if leading else 1))
    return numbers[: len(middles)]


def _left(rows: Sequence[Row], pitch: float) -> float:
    """Where column 0 begins: the leftmost column in which more than a stray word begins, on the grid of most words."""
    starts = [word.start(pitch) for row in rows for word in row.words]
    first = min(starts)
    phases = [((x - first) / pitch + 0.5) % 1 - 0.5 for x in starts]
    origin = first + statistics.median(phases) * pitch
    rows = [row for row in rows if not is_guessed(row)] or rows
    begins = [round((row.words[0].start(pitch) - origin) / pitch) for row in rows]
    columns = Counter(begins)
    own = {column for column, row in zip(begins, rows, strict=True) if not _is_apart(row, pitch)}
    # Beside a number or a sign in the margin the row itself begins with its next word.
    own |= {round((row.words[1].start(pitch) - origin) / pitch) for row in rows if _is_apart(row, pitch)}
    usual = own | {column for column, count in columns.items() if count >= max(2, STRAY * len(rows))}
    return origin + min(usual, default=min(columns)) * pitch


def _is_apart(row: Row, pitch: float) -> bool:
    """Whether the first word of a row stands so far from the next one that it may belong to something else."""
    return len(row.words) > 1 and row.words[1].x0 - row.words[0].x1 > APART * pitch


def is_guessed(row: Row) -> bool:
    """Say whether no gaps were seen between the words of a row: where they stand is a guess then."""
    return len(row.words) > 1 and all(a.x1 == b.x0 for a, b in pairwise(row.words))


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _height(span: SpanRow) -> int:
    return max(1, span.box[3] - span.box[1])
