"""Operators that a font draws as one sign of several cells are told as the characters that were typed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from processors import ampersands, lookalikes, words
from processors.base import Line
from processors.faces import Read, Row
from processors.ink import background, ink
from processors.letters import Shape
from processors.recognition import Glyph
from processors.strays import grown

PITCH, TALL, LEFT = 12, 26, 20
MIDDLE, BASE = 14, 19
INK = (30, 30, 30)

Pixels = NDArray[np.uint8]
Draw = Callable[[Pixels, int], None]
"""Draws a sign into a row; the first of its cells begins at this column."""


def stroke(pixels: Pixels, *points: tuple[float, float]) -> None:
    """Straight lines from point to point, px."""
    for (x0, y0), (x1, y1) in pairwise(points):
        cv2.line(pixels, (round(x0), round(y0)), (round(x1), round(y1)), INK, 1)


def level(pixels: Pixels, at: int, cells: int, *rows: int) -> None:
    for row in rows:
        stroke(pixels, (at + 2, row), (at + cells * PITCH - 3, row))


def equals(pixels: Pixels, at: int) -> None:
    level(pixels, at, 2, MIDDLE - 2, MIDDLE + 2)


def thrice(pixels: Pixels, at: int) -> None:
    level(pixels, at, 3, MIDDLE - 4, MIDDLE, MIDDLE + 4)


def unlike(pixels: Pixels, at: int) -> None:
    equals(pixels, at)
    stroke(pixels, (at + PITCH - 5, MIDDLE + 6), (at + PITCH + 4, MIDDLE - 6))


def divided(pixels: Pixels, at: int) -> None:
    equals(pixels, at)
    stroke(pixels, (at + 2, MIDDLE + 6), (at + 8, MIDDLE - 6))


def to_right(pixels: Pixels, at: int, cells: int = 2) -> None:
    level(pixels, at, cells, MIDDLE)
    tip = at + cells * PITCH - 3
    stroke(pixels, (tip - 5, MIDDLE - 5), (tip, MIDDLE), (tip - 5, MIDDLE + 5))


def to_left(pixels: Pixels, at: int) -> None:
    level(pixels, at, 2, MIDDLE)
    stroke(pixels, (at + 7, MIDDLE - 5), (at + 2, MIDDLE), (at + 7, MIDDLE + 5))


def follows(pixels: Pixels, at: int) -> None:
    for row in (MIDDLE - 2, MIDDLE + 2):
        stroke(pixels, (at + 2, row), (at + 2 * PITCH - 6, row))
    tip = at + 2 * PITCH - 3
    stroke(pixels, (tip - 6, MIDDLE - 6), (tip, MIDDLE), (tip - 6, MIDDLE + 6))


def either(pixels: Pixels, at: int) -> None:
    for middle in (at + PITCH - 3, at + PITCH + 3):
        stroke(pixels, (middle, 4), (middle, 23))


def piped(pixels: Pixels, at: int) -> None:
    left = at + PITCH - 5
    stroke(pixels, (left, MIDDLE - 6), (left + 9, MIDDLE), (left, MIDDLE + 6), (left, MIDDLE - 6))


def apart(pixels: Pixels, at: int) -> None:
    left, middle = at + 3, at + PITCH - 0.5
    stroke(pixels, (left, MIDDLE), (middle, MIDDLE - 6), (2 * middle - left, MIDDLE))
    stroke(pixels, (left, MIDDLE), (middle, MIDDLE + 6), (2 * middle - left, MIDDLE))


def at_least(pixels: Pixels, at: int) -> None:
    left = at + PITCH - 6
    stroke(pixels, (left, 6), (left + 10, 10), (left, 14))
    stroke(pixels, (left, 18), (left + 10, 14))


def both(pixels: Pixels, at: int) -> None:
    level(pixels, at, 2, 12)
    for start in (at + 3, at + PITCH + 1):
        cv2.rectangle(pixels, (start, 12), (start + 6, BASE), INK, 1)
        stroke(pixels, (start, 12), (start, 6), (start + 5, 6))


def row_of(read: str, sign: Draw, first: int) -> Row:
    """A row of letters, with a sign from the cell `first` on; `read` is what a recogniser said of it."""
    pixels = np.full((TALL + 4, LEFT + PITCH * (len(read) + 3), 3), 250, np.uint8)
    for cell, letter in enumerate(read):
        if letter in "naemit":
            x = LEFT + PITCH * cell
            cv2.rectangle(pixels, (x + 3, 9), (x + 8, BASE - 1), INK, 1)
    sign(pixels, LEFT + PITCH * first)
    box = (LEFT, 1, LEFT + PITCH * len(read), 1 + TALL)
    extents, at = [], 0
    for word in read.split():
        at = read.index(word, at)
        extents.append((LEFT + PITCH * at, LEFT + PITCH * (at + len(word))))
        at += len(word)
    return Row(Read(Line(box, read, 9_000, tuple(extents)), float(LEFT), float(PITCH)), pixels)


@pytest.mark.parametrize(
    ("read", "sign", "typed"),
    [
        ("nan = em", equals, "nan== em"),
        ("nan ≠ em", unlike, "nan!= em"),
        ("nan≠  em", unlike, "nan!= em"),
        ("nanI≠ em", divided, "nan/= em"),
        ("nan → em", to_right, "nan-> em"),
        ("nan-→ em", to_right, "nan-> em"),
        ("nan←- em", to_left, "nan<- em"),
        ("nan ⇒ em", follows, "nan=> em"),
        ("nan=  em", follows, "nan=> em"),
        ("nanIl em", either, "nan|| em"),
        ("nan >  em", piped, "nan|>  em"),
        ("nan   em", apart, "nan<> em"),
        ("nan ≥ em", at_least, "nan>= em"),
        ("nan&8 em", both, "nan&& em"),
        ("nan86 em", both, "nan&& em"),
    ],
)
def test_sign_of_two_cells_is_the_two_characters_that_were_typed(read: str, sign: Draw, typed: str) -> None:
    row = row_of(read, sign, 3)
    assert row.text == typed
    assert len(row.line.words) == len(typed.split())


def test_sign_of_three_cells_is_three_characters() -> None:
    assert row_of("nanooo em", thrice, 3).text == "nan=== em"
    assert row_of("nan→→→ em", lambda pixels, at: to_right(pixels, at, 3), 3).text == "nan--> em"


def test_arrow_in_one_cell_was_typed_as_one() -> None:
    def small(pixels: Pixels, at: int) -> None:
        stroke(pixels, (at + 2, MIDDLE), (at + 9, MIDDLE))
        stroke(pixels, (at + 6, MIDDLE - 3), (at + 9, MIDDLE), (at + 6, MIDDLE + 3))

    assert row_of("nan→ em", small, 3).text == "nan→ em"


def test_wide_arrow_that_stands_in_no_cells_stays() -> None:
    """As one of another font does, that is as wide as an em."""
    assert row_of("nan → em", lambda pixels, at: to_right(pixels, at - 4), 3).text == "nan → em"


def test_small_letters_that_are_struck_through_stay() -> None:
    def struck(pixels: Pixels, at: int) -> None:
        level(pixels, at, 2, 15)
        for start in (at + 3, at + PITCH + 1):
            cv2.rectangle(pixels, (start, 11), (start + 6, BASE), INK, 1)

    assert row_of("nanss em", struck, 3).text == "nanss em"


def test_words_keep_their_places() -> None:
    row = row_of("nan  → em", to_right, 4)
    assert row.text == "nan -> em"
    assert [(b - a) // PITCH for a, b in row.line.words] == [3, 2, 2]


def test_letter_that_was_read_in_a_sign_goes_behind_it() -> None:
    def with_letter(pixels: Pixels, at: int) -> None:
        piped(pixels, at)
        cv2.rectangle(pixels, (at + 3 * PITCH + 3, 9), (at + 3 * PITCH + 8, BASE - 1), INK, 1)

    assert row_of("nan L  ist", with_letter, 3).text == "nan|> List"


@pytest.mark.parametrize("is_sign", [True, False])
def test_signs_between_letters_do_not_hide_their_grid(is_sign: bool) -> None:
    """In the middle of a sign of two cells is none; an arrow that is as wide in another font shows no grid."""
    line = "if a  b fine c  d max e  h 40"
    pixels = np.full((TALL, PITCH * (len(line) + 2), 3), 250, np.uint8)
    glyphs = []
    for cell, letter in enumerate(line):
        x = PITCH * cell
        if letter != " ":
            cv2.rectangle(pixels, (x + 3, 9), (x + 8, BASE - 1), INK, 1)
            glyphs.append(Glyph(letter, x // 3 + 2, x // 3 + 2, 1.0, float(line[cell - 1 : cell] == " ")))
        elif line[cell + 1] == " ":
            (to_right if is_sign else at_large)(pixels, x)
            glyphs.append(Glyph("→", x // 3 + 4, x // 3 + 4, 1.0, 0.0))
    row = words.words(glyphs, 3.0, ink(pixels, background(pixels)), words.Spacing())
    assert (row.grid is not None) == is_sign
    if row.grid is not None:
        assert row.grid.pitch == pytest.approx(PITCH, abs=0.1)


def at_large(pixels: Pixels, at: int) -> None:
    stroke(pixels, (at + 4, MIDDLE), (at + 17, MIDDLE), (at + 19, MIDDLE + 5))


def test_ampersand_that_looks_like_another_one_is_one() -> None:
    arm = Shape(4, 4, 4, np.array([[0, 1, 1, 0], [0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 1, 1]], np.bool_).tobytes())
    eight = Shape(4, 4, 4, np.array([[0, 1, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [1, 1, 1, 1]], np.bool_).tobytes())
    seen = [(arm, "&", "&"), (arm, "8", "8^"), (eight, "8", "18"), (eight, "8", "8")]
    assert list(ampersands.settled(seen)) == ["&", "&", "8", "8"]
    assert list(ampersands.settled(seen[1:])) == ["8", "8", "8"]


def test_root_that_is_a_slash_is_one() -> None:
    slash = np.fliplr(np.kron(np.eye(7, dtype=np.bool_), np.ones((2, 1), dtype=np.bool_)))
    assert lookalikes.slashed("√", Shape(14, 14, 7, np.ascontiguousarray(slash).tobytes()), 9.0) == "/"
    root = slash.copy()
    root[:3, :3] = root[7:] = True
    assert lookalikes.slashed("√", Shape(14, 14, 7, np.ascontiguousarray(root).tobytes()), 9.0) == "√"


def test_quotes_that_were_seen_by_themselves_are_of_the_line_that_they_touch() -> None:
    pixels = np.full((60, 700, 3), 250, np.uint8)
    found = grown(pixels, [(20, 15, 599, 44), (598, 20, 609, 28)])
    assert [(box[1], box[3]) for box in found] == [(15, 44)]
    assert len(grown(pixels, [(20, 15, 599, 44), (640, 0, 690, 60)])) == 2
