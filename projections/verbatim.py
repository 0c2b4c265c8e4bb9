"""Text as it stands: lines of one width of letters, such as code and terminals, with their indentation and blank lines.

A span keeps the spaces within its line; how far it is indented only its place among the others tells. Spans on one
grid of cells are put together by their boxes; pure, and the same for whoever quotes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.facts import Box
from projections.text import SpanRow

FEWEST = 2
"""A block has at least so many lines."""

FEWEST_LETTERS = 4
"""A span of fewer letters shows no grid."""

NARROWEST, WIDEST = 0.22, 0.9
"""A cell is this wide at least and at most, as a share of its line's height."""

OFF = 1.6
"""The edge of a word lies within so many px of the edge of its cell: extents are whole px."""

APART = 3.2
"""Lines of one block follow each other within so many line heights: two blank lines may lie between."""

BESIDE = 24
"""A piece of a row belongs to the piece left of it when no more than so many cells are free between them."""

LEVEL = 0.15
"""Pieces of one row have their middles on one height, but for this share of a line's height."""

FITS = 0.3
"""The middle of a word lies this close, in cells, to the middle of the cells that it takes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of text on one grid. `text` has one line for each row, blank ones too, each from the block's left edge on.

    `rows` has, for each line of `text`, the indices of its spans among those given, from the left.
    """

    box: Box
    pitch: float
    lines: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    @property
    def text(self) -> str:
        """The lines, each but the last followed by a newline."""
        return "\n".join(self.lines)


def pitch_of(span: SpanRow) -> float | None:
    """Return the width of a cell (px) where the words of a span stand on a grid, else None."""
    words = span.text.split()
    if not words or len(words) != len(span.words):
        return None
    left, right = span.words[0][0], span.words[-1][1]
    pitch = (right - left) / len(span.text)
    if not NARROWEST <= pitch / (span.box[3] - span.box[1]) <= WIDEST:
        return None
    at = 0
    for word, (x0, x1) in zip(words, span.words, strict=True):
        at = span.text.index(word, at)
        if abs(left + at * pitch - x0) > OFF or abs(left + (at + len(word)) * pitch - x1) > OFF:
            return None
        at += len(word)
    return pitch


@dataclass
class _Growing:
    """A block while spans are added to it, each with its index: the grid is that of the longest so far."""

    spans: list[tuple[int, SpanRow]]
    pitch: float
    left: float
    letters: int

    def takes(self, span: SpanRow, pitch: float) -> bool:
        """Whether a span on a grid of its own stands on the grid of this block, near enough to it."""
        # The pitch of a short span is known to a pixel or two in all.
        alike = abs(pitch - self.pitch) <= 2 / len(span.text) + 0.01 * self.pitch
        return alike and 0.6 <= _tall(span) / self.tall() <= 1.7 and self.is_near(span) and self.fits(span)

    def is_near(self, span: SpanRow) -> bool:
        """Whether a span is a piece of a row of this block, on its height, or follows a row closely."""
        nearest = min((each for _, each in self.spans), key=lambda each: _apart(each, span))
        if _free(nearest, span) > BESIDE * self.pitch:
            return False
        down = abs(_middle(nearest) - _middle(span))
        if min(nearest.box[3], span.box[3]) - max(nearest.box[1], span.box[1]) > 0.5 * min(_tall(nearest), _tall(span)):
            return down <= LEVEL * self.tall() or min(len(nearest.text), len(span.text)) < FEWEST_LETTERS
        return down <= (APART + 1) * self.tall()

    def fits(self, span: SpanRow) -> bool:
        """Whether each word of a span fills cells of the grid of this block."""
        for word, (x0, x1) in zip(span.text.split(), span.words, strict=True):
            start = self.start_of(word, x0, x1)
            wide = (x1 - x0) / self.pitch
            if abs(start - round(start)) > FITS or not len(word) - 1.2 <= wide <= len(word) + 0.6:
                return False
        return True

    def start_of(self, word: str, x0: int, x1: int) -> float:
        """The cell in which a word begins, counted from `left`."""
        return ((x0 + x1) / 2 - self.left) / self.pitch - len(word) / 2

    def tall(self) -> int:
        return _tall(self.spans[0][1])

    def add(self, index: int, span: SpanRow, pitch: float | None) -> None:
        self.spans.append((index, span))
        if pitch is not None and len(span.text) > self.letters:
            self.letters, self.pitch, self.left = len(span.text), pitch, span.words[0][0]


def blocks(spans: Sequence[SpanRow]) -> tuple[Block, ...]:
    """Return the blocks of text on a grid that the spans of one frame make up, from the top; the rest is left out."""
    growing: list[_Growing] = []
    rest: list[int] = []
    for index in sorted(range(len(spans)), key=lambda i: (_middle(spans[i]), spans[i].box[0])):
        span = spans[index]
        pitch = pitch_of(span) if len(span.text) >= FEWEST_LETTERS else None
        fitting = [block for block in growing if pitch is not None and block.takes(span, pitch)]
        if fitting:
            _nearest(fitting, span).add(index, span, pitch)
        elif pitch is not None:
            growing.append(_Growing([(index, span)], pitch, span.words[0][0], len(span.text)))
        elif span.words and len(span.words) == len(span.text.split()):
            rest.append(index)
    # A word or two are too few to show a grid: they may stand on that of a block.
    for index in rest:
        fitting = [block for block in growing if block.is_near(spans[index]) and block.fits(spans[index])]
        if fitting:
            _nearest(fitting, spans[index]).add(index, spans[index], None)
    made = (_laid(block) for block in growing)
    return tuple(sorted((b for b in made if len(b.rows) >= FEWEST), key=lambda b: (b.box[1], b.box[0])))


def _nearest(fitting: Sequence[_Growing], span: SpanRow) -> _Growing:
    return min(fitting, key=lambda block: min(_apart(each, span) for _, each in block.spans))


def _tall(span: SpanRow) -> int:
    return span.box[3] - span.box[1]


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _free(a: SpanRow, b: SpanRow) -> int:
    """How many px are free between two spans from left to right; 0 where one is above the other."""
    return max(0, max(a.box[0], b.box[0]) - min(a.box[2], b.box[2]))


def _apart(a: SpanRow, b: SpanRow) -> float:
    """How far two spans are apart, px: the way down counts more than the way along a row."""
    return 4 * abs(_middle(a) - _middle(b)) + _free(a, b)


def _laid(block: _Growing) -> Block:
    """The rows of a block from the top, and a blank one for each that nothing stands in."""
    rows: list[list[tuple[int, SpanRow]]] = []
    for index, span in sorted(block.spans, key=lambda each: _middle(each[1])):
        if rows and rows[-1][0][1].box[1] < _middle(span) < rows[-1][0][1].box[3]:
            rows[-1].append((index, span))
        else:
            rows.append([(index, span)])
    step = _step([_middle(row[0][1]) for row in rows])
    cells = [sorted(_cells(block, [span for _, span in row])) for row in rows]
    least = min(row[0][0] for row in cells)
    lines: list[str] = []
    numbers: list[tuple[int, ...]] = []
    for number, row in enumerate(rows):
        if number and step:
            blank = round((_middle(row[0][1]) - _middle(rows[number - 1][0][1])) / step) - 1
            lines += [""] * blank
            numbers += [()] * blank
        lines.append(_row(cells[number], least))
        numbers.append(tuple(index for index, _ in sorted(row, key=lambda each: each[1].box[0])))
    whole = [span.box for _, span in block.spans]
    box = min(b[0] for b in whole), min(b[1] for b in whole), max(b[2] for b in whole), max(b[3] for b in whole)
    return Block(box, block.pitch, tuple(lines), tuple(numbers))


def _step(middles: Sequence[float]) -> float:
    """The usual way from a row to the next, px: the median of those near the least; 0 where there is one row."""
    steps = sorted(b - a for a, b in pairwise(middles))
    near = [step for step in steps if step < 1.5 * steps[0]]
    return near[len(near) // 2] if near else 0.0


def _cells(block: _Growing, row: Sequence[SpanRow]) -> list[tuple[int, str]]:
    """The words of a row, each with the cell in which it begins."""
    return [
        (round(block.start_of(word, x0, x1)), word)
        for span in row
        for word, (x0, x1) in zip(span.text.split(), span.words, strict=True)
    ]


def _row(words: Sequence[tuple[int, str]], left: int) -> str:
    text = ""
    for start, word in words:
        if text and start - left < len(text):
            # Two spans that overlap tell the same letters twice.
            continue
        text += " " * max(start - left - len(text), 1 if text else 0) + word
    return text
