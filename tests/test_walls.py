"""Borders of windows part lines of text, rules do not; and a terminal's cursor is no letter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors import changes, walls
from processors.base import Box, Line
from processors.engines import EmbeddedReader
from processors.walls import SHORTEST, THINNEST, Wall

Colour = tuple[int, int, int]
WHITE, PAPER, BLACK, INK, BORDER = (255, 255, 255), (253, 246, 227), (0, 0, 0), (40, 60, 70), (96, 112, 128)
WIDTH, HEIGHT, EDGE = 760, 260, 331
PAGE = (
    "The tug left the berth before noon and",
    "the pilot boarded it off the northern",
    "mole, as agreed on the day before.",
)
TERMINAL = ("$ git log --oneline", "4f1c2aa Sort the tide table", "$ make test")


@pytest.fixture(scope="module")
def reader() -> EmbeddedReader:
    """The embedded reader."""
    return EmbeddedReader()


def lines_at(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], lines: Sequence[str], fill: Colour, step: int, cell: int = 0
) -> None:
    """Draw lines of text from a place on; with a `cell` every letter stands in the middle of one that wide."""
    font = ImageFont.load_default(17)
    for number, line in enumerate(lines):
        x, y = at[0], at[1] + number * step
        if not cell:
            draw.text((x, y), line, fill, font)
            continue
        for place, letter in enumerate(line):
            draw.text((x + (place + 0.5) * cell - font.getlength(letter) / 2, y), letter, fill, font)


def overlapping(*, line: str = TERMINAL[2], border: int = 2) -> NDArray[np.uint8]:
    """A page of prose, and over its right side a terminal window that cuts its lines."""
    image = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    draw = ImageDraw.Draw(image)
    lines_at(draw, (30, 40), PAGE, BLACK, 60)
    draw.rectangle((EDGE, 0, WIDTH, HEIGHT), BORDER)
    draw.rectangle((EDGE + border, 0, WIDTH, HEIGHT), PAPER)
    lines_at(draw, (EDGE + border + 4, 40), (*TERMINAL[:2], line), INK, 60, cell=11)
    return np.asarray(image)


def crossing(lines: Sequence[Line]) -> list[Line]:
    """The lines that stand on both sides of the border."""
    return [line for line in lines if line.box[0] < EDGE - 2 and line.box[2] > EDGE + 4]


def test_line_ends_at_the_border_of_a_window(reader: EmbeddedReader) -> None:
    lines = reader.lines(overlapping())
    assert crossing(lines) == []
    assert [line.text for line in lines if line.box[0] >= EDGE] == list(TERMINAL)
    left = [line.text for line in lines if line.box[2] <= EDGE + 4]
    assert [text[:12] for text in left] == [line[:12] for line in PAGE]


def test_line_that_is_read_again_ends_there_too(reader: EmbeddedReader) -> None:
    before, after = overlapping(), overlapping(line="$ make clean")
    known = reader.lines(before)
    vanished, new = changes.read_changed(reader, before, after, known)
    assert [known[index].text for index in vanished] == ["$ make test"]
    assert [line.text for line in new] == ["$ make clean"]
    assert crossing(new) == []


def test_rule_on_one_ground_is_no_wall() -> None:
    image = Image.new("RGB", (400, 300), WHITE)
    draw = ImageDraw.Draw(image)
    draw.line((200, 0, 200, 299), BORDER)
    draw.line((300, 0, 300, 299), BORDER, width=3)
    lines_at(draw, (20, 20), [line[:30] for line in PAGE], BLACK, 60)
    assert walls.found(np.asarray(image)) == ()


def test_what_is_drawn_without_straight_edges_has_no_walls() -> None:
    noise = np.random.default_rng(7).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    slope = np.broadcast_to(np.linspace(40, 240, 400).astype(np.uint8)[None, :, None], (300, 400, 3))
    assert walls.found(noise) == walls.found(slope) == ()
    lines = Image.new("RGB", (400, 300), WHITE)
    lines_at(ImageDraw.Draw(lines), (10, 10), PAGE, BLACK, 30)
    assert walls.found(np.asarray(lines)) == ()


@pytest.mark.parametrize(("tall", "count"), [(SHORTEST - 1, 0), (SHORTEST, 2), (200, 2)])
def test_wall_is_as_tall_as_a_panel(tall: int, count: int) -> None:
    pixels = np.full((240, 300, 3), 255, dtype=np.uint8)
    pixels[20 : 20 + tall, 100:200] = PAPER
    found = walls.found(pixels)
    assert found == tuple(Wall(x, 20, 20 + tall) for x in (100, 200)[:count])


edges = st.builds(Wall, st.integers(0, 200), st.integers(0, 50), st.integers(50, 120))
boxes = st.tuples(st.integers(0, 90), st.integers(0, 60), st.integers(1, 110), st.integers(4, 30)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@settings(max_examples=300, deadline=None)
@given(boxes, st.lists(edges, max_size=6))
def test_pieces_of_a_box_are_the_box_but_for_borders(box: Box, through: list[Wall]) -> None:
    pieces = walls.cut([box], through)
    assert not any(wall.parts(piece) for piece in pieces for wall in through)
    assert all((piece[1], piece[3]) == (box[1], box[3]) for piece in pieces)
    at = [box[0], *(x for piece in pieces for x in (piece[0], piece[2])), box[2]]
    assert at == sorted(at)
    left_out = [b - a for a, b in zip(at[::2], at[1::2], strict=True)]
    count = len({wall.x for wall in through if wall.parts(box)}) + 1
    assert sum(left_out) <= count * THINNEST * (box[3] - box[1])


def prompt(text: str, cursor: str) -> NDArray[np.uint8]:
    """A line of a terminal with its cursor behind the text: `filled`, or its `outline` only."""
    image = Image.new("RGB", (460, 40), (20, 20, 24))
    draw = ImageDraw.Draw(image)
    lines_at(draw, (6, 8), (text,), (220, 220, 220), 30, cell=11)
    x = 6 + 11 * len(text)
    place = (x + 1, 8, x + 10, 28)
    draw.rectangle(place, (220, 220, 220) if cursor == "filled" else None, (220, 220, 220))
    return np.asarray(image)


@pytest.mark.parametrize("cursor", ["filled", "outline"])
@pytest.mark.parametrize("text", ["dock@quay: make test", "port=# select berth "])
def test_cursor_is_no_letter(reader: EmbeddedReader, text: str, cursor: str) -> None:
    [line] = reader.lines(prompt(text, cursor))
    assert line.text == text.rstrip()
