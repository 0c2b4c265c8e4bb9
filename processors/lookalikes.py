"""Look-alikes that shapes settle, in fonts of one width: zero and O, points and commas. Pure.

Nearly all fonts that code is set in mark the zero, by a dot or a slash, so that it is no O. A point is the same upside
down; a comma is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from processors.letters import Shape
from processors.strokes import HUNG, LEANING, angle_of, drawn, is_grave

ROUND = frozenset("0O")
"""What a zero and a capital O are read as."""

POINTS = {",": ".", ";": ":"}
"""What a point, or two, are taken for."""

TAIL = 0.5
"""The lower end of a comma is so far to the left of the upper one, px."""

HANGING = frozenset("',`\u2018\u2019")
"""What a backquote is read as."""

ROOT = "\u221a"

FEWEST = 2
"""A font marks its zeros where so many were seen with a mark."""

STRAY = 0.1
"""There may be so many without, as a share of those with one: of another font, or drawn unclearly."""

DIGITS = 3
"""A zero is sure to be one in a word of at least so many digits, without letters: `-O2` has the looks of a number."""

MOST_SHAPES, OFTEN = 2, 3
"""Zeros always look the same where those that are sure are of so few shapes, and each was seen so often."""


def pointed(character: str, shape: Shape, readings: frozenset[str]) -> str:
    """Return the character, or a point (two points) where it was read as a comma (a semicolon) and has no tail.

    Small commas have no tail that shows: `readings`, all that the shape was read as, must have the point among them.
    """
    if POINTS.get(character) not in readings:
        return character
    mask = shape.mask
    even = bool((mask == mask[::-1]).all()) and bool((mask == mask[:, ::-1]).all())
    is_round = character == ";" or shape.high <= shape.wide
    return POINTS[character] if even and is_round else character


def tailed(character: str, shape: Shape, readings: frozenset[str]) -> str:
    """Return the character, or a comma where it was read as a point, has a tail, and was read as a comma elsewhere."""
    if character != "." or "," not in readings:
        return character
    top, bottom = (float(np.flatnonzero(row).mean()) for row in (shape.mask[0], shape.mask[-1]))
    return "," if top - bottom >= TAIL else character


def angled(said: str, shape: Shape) -> str:
    """Return a sign for less or more as its tip tells: where one is read for the two of `<>`, it may be the other."""
    return (angle_of(shape.mask, max(2, shape.high // 3)) or said) if said in {"<", ">"} else said


def slashed(character: str, shape: Shape, pitch: float) -> str:
    """Return the character, or a slash where one was read as a root: fonts for code move those of `</` together."""
    high = max(shape.high, round(shape.high / LEANING) - 1)
    return "/" if character == ROOT and drawn(shape, round(pitch), high) == "/" else character


def hung(character: str, shape: Shape, pitch: float) -> str:
    """Return the character, or a backquote where it was read as a mark like it, hangs high and leans to the right.

    `pitch` is the width of a cell, px.
    """
    is_high = character in HANGING and shape.above - shape.high >= HUNG * pitch
    return "`" if is_high and is_grave(shape.mask) else character


def is_marked(shape: Shape) -> bool | None:
    """Say whether there is something in the round of a letter; None where it has no round, or is drawn unclearly."""
    import cv2

    mask = np.pad(shape.mask, 1).astype(np.uint8)
    _, parts, sizes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    outline = parts == 1 + int(sizes[1:, 4].argmax())
    count, grounds, boxes, _ = cv2.connectedComponentsWithStats(1 - outline.astype(np.uint8), connectivity=4)
    inner = [n for n in range(1, count) if n != grounds[0, 0]]
    if len(inner) != 1:
        return True if inner else None
    x, y, wide, high, _ = boxes[inner[0]].tolist()
    return bool((mask[y : y + high, x : x + wide] & (grounds[y : y + high, x : x + wide] == inner[0])).any())


class Zeros(msgspec.Struct, frozen=True):
    """What zeros look like in a font: with a mark, or of few `shapes`, always the same; neither may be known."""

    marked: bool
    shapes: frozenset[Shape]

    @classmethod
    def of(cls, read: Sequence[tuple[Shape, str, str]]) -> Zeros:
        """Learn it from what was read as a zero or an O: the shape, the character, and the word that it is in."""
        sure = Counter(shape for shape, character, word in read if character == "0" and _is_number(word))
        unmarked = sum(count for shape, count in sure.items() if is_marked(shape) is False)
        marked = sum(is_marked(shape) is True for shape, _, _ in read)
        same = len(sure) <= MOST_SHAPES and all(count >= OFTEN for count in sure.values())
        return cls(marked >= FEWEST and unmarked <= STRAY * marked, frozenset(sure) if same else frozenset())

    def settled(self, character: str, shape: Shape) -> str:
        """Return the character, or what it is where it was read as the one and looks like the other."""
        has_mark = is_marked(shape)
        if self.marked:
            return character if has_mark is None else "0" if has_mark else "O"
        if self.shapes:
            return "0" if shape in self.shapes else "O"
        return character


def zeros(read: Sequence[tuple[Shape, str, str]]) -> Iterator[str]:
    """Give what each letter is, given its shape, what it was read as and the word that it is in; letters of one pitch.

    What fonts of other sizes do tells nothing: only zeros about as tall are asked.
    """
    round_ = [each for each in read if each[1] in ROUND]
    learnt = {
        high: Zeros.of([each for each in round_ if abs(each[0].high - high) <= 1])
        for high in {shape.high for shape, _, _ in round_}
    }
    for shape, character, word in read:
        is_sure = character not in ROUND or (character == "0" and _is_number(word))
        yield character if is_sure else learnt[shape.high].settled(character, shape)


def _is_number(word: str) -> bool:
    return not any(letter.isalpha() for letter in word) and sum(letter.isdigit() for letter in word) >= DIGITS
