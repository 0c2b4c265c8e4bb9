"""Lines of a frame as threads are read off them: who stands over what, what is below and beside. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ledger.facts import Box, Post
from processors.bylined import Byline, byline_of
from processors.stamps import foot_in, stamp_in
from projections.text import SpanRow

# In heights of a line.
SAME_EDGE = 0.5
SAME_ROW = 0.7
_LEAST_HEIGHT = 8
_GOES_ON = 1.5


class Sight:
    """The lines of a frame from top to bottom, with what each of them is."""

    def __init__(self, spans: Iterable[SpanRow]) -> None:
        """Take the lines as they were read."""
        self.lines = sorted(spans, key=lambda span: (span.box[1], span.box[0], span.id))
        self._tops = [line.box[1] for line in self.lines]

    @cached_property
    def tallest(self) -> int:
        """The height of the highest line."""
        return max((height(line.box) for line in self.lines), default=0)

    @cached_property
    def bylines(self) -> dict[int, Byline]:
        """The names, by the number of their line."""
        return {line.id: byline for line in self.lines if (byline := byline_of(line)) is not None}

    @cached_property
    def stamps(self) -> dict[int, str]:
        """The times that stand in a line of their own, by its number."""
        told = ((line.id, stamp_in(line.text)) for line in self.lines)
        return {number: said for number, said in told if said is not None}

    @cached_property
    def feet(self) -> dict[int, tuple[str, str]]:
        """What is said in lines that end with an hour, and that hour, by the number of the line."""
        told = ((line.id, foot_in(line.text)) for line in self.lines)
        return {number: foot for number, foot in told if foot is not None}

    @cached_property
    def alone(self) -> Counter[str]:
        """How often each name stands in a line without a time."""
        return Counter(byline.author for byline in self.bylines.values() if not byline.said)

    @cached_property
    def clocks(self) -> list[SpanRow]:
        """The lines in which an hour stands and nothing else, from top to bottom."""
        return [line for line in self.lines if self.feet.get(line.id, ("x", ""))[0] == ""]

    def between(self, top: float, bottom: float) -> Iterator[SpanRow]:
        """Yield the lines that begin in rows of pixels from `top` to before `bottom`, from top to bottom."""
        for index in range(bisect_left(self._tops, top), len(self.lines)):
            if self._tops[index] >= bottom:
                return
            yield self.lines[index]

    def row(self, line: SpanRow) -> list[SpanRow]:
        """Return the lines that stand in a row with one, right of it, from left to right."""
        reach = self.tallest
        near = self.between(line.box[1] - reach, line.box[3] + reach)
        found = [each for each in near if each.box[0] >= line.box[2] - 2 and level(each.box, line.box)]
        return sorted((each for each in found if each.id != line.id), key=lambda each: each.box[0])

    def going_on(self, line: SpanRow) -> list[SpanRow]:
        """Return a line with those that go on in its row: a line is read in pieces where something else is in it."""
        row, right = [line], line.box[2]
        for each in self.row(line):
            if each.box[0] - right > _GOES_ON * height(line.box) or each.id in self.stamps:
                break
            row.append(each)
            right = each.box[2]
        return row

    def gap_above(self, box: Box) -> int:
        """Return how far it is from a box to the next line above it; much where none is."""
        nearest = max(
            (
                line.box[3]
                for line in self.between(0, box[1])
                if line.box[0] < box[2] and box[0] < line.box[2] and line.box[3] <= box[1] + height(box) // 2
            ),
            default=-10_000,
        )
        return box[1] - nearest


def height(box: Box) -> int:
    """Return how high a line is, as far as it serves as a measure."""
    return max(_LEAST_HEIGHT, box[3] - box[1])


def level(one: Box, other: Box) -> bool:
    """Say whether two lines stand in one row."""
    apart = abs((one[1] + one[3]) - (other[1] + other[3])) / 2
    return apart <= SAME_ROW * min(height(one), height(other))


def around(boxes: Sequence[Box]) -> Box:
    """Return the box of all these."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def post_of(byline: Byline, texts: Sequence[tuple[Box, str]]) -> Post:
    """Return what was written under a name, as a post."""
    boxes = tuple(box for box, _ in texts)
    text = "\n".join(" ".join(each.split()) for _, each in texts)
    return Post(around(boxes), text, boxes, byline.box, byline.author, byline.said_box, byline.said)
