"""The exact comparison of two frames: what must be read again, what lives on, and that nothing is missed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors.base import Box, Line, Maker
from processors.changes import Regions, read_changed, regions, same

Pixels = NDArray[np.uint8]

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-_|'!()"
PITCH = 22
LEFT = 12


def blank(width: int = 320, height: int = 240) -> Pixels:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def drawn(lines: tuple[str, ...], size: int) -> tuple[Pixels, list[Box]]:
    """Lines of text in PIL's own font, and the box of each (ink and two pixels around)."""
    image = Image.fromarray(blank(640, PITCH * (len(lines) + 2)))
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    boxes: list[Box] = []
    for i, line in enumerate(lines):
        at = (LEFT, PITCH * (i + 1))
        draw.text(at, line, fill=(20, 20, 20), font=font)
        x0, y0, x1, y1 = (round(v) for v in draw.textbbox(at, line, font=font))
        boxes.append((x0 - 2, y0 - 2, x1 + 2, y1 + 2))
    return np.asarray(image), boxes


def ink_of_letter(line: str, row: int, index: int, size: int) -> Box:
    """Where the letter at `index` of a line leaves ink when it is drawn alone."""
    image = Image.fromarray(blank(640, PITCH * (row + 3)))
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    at = (LEFT + draw.textlength(line[:index], font=font), PITCH * (row + 1))
    draw.text(at, line[index], fill=(20, 20, 20), font=font)
    inked = np.asarray((np.asarray(image) < 128).any(axis=2))
    ys, xs = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return int(xs[0]), int(ys[0]), int(xs[-1]) + 1, int(ys[-1]) + 1


def inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def covers(found: Regions, changed: NDArray[np.bool_]) -> bool:
    left = changed.copy()
    for x0, y0, x1, y1 in found.read:
        left[y0:y1, x0:x1] = False
    return not left.any()


NEAR = 5
"""Ground is plain where so many pixels around have its colour: nothing that can be read is smaller."""


def lawful(found: Regions, before: Pixels, after: Pixels, boxes: list[Box]) -> None:
    """Every changed pixel is read, moved or plain ground; rectangles are disjoint; what lives on is as it was."""
    known = np.zeros(after.shape[:2], dtype=np.bool_)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        if i not in found.vanished:
            assert same(before[y0:y1, x0:x1], after[y0:y1, x0:x1])
            known[y0:y1, x0:x1] = True
    for move in found.moved:
        x0, y0, x1, y1 = boxes[move.index]
        new = (slice(y0 + move.dy, y1 + move.dy), slice(x0 + move.dx, x1 + move.dx))
        assert move.index in found.vanished
        assert same(before[y0:y1, x0:x1], after[new])
        known[new] = True
    for i, a in enumerate(found.read):
        assert not any(overlap(a, b) for b in found.read[i + 1 :])
        known[a[1] : a[3], a[0] : a[2]] = True
    for y, x in np.argwhere((before != after).any(axis=2) & ~known):
        around = (slice(max(0, y - NEAR), y + NEAR + 1), slice(max(0, x - NEAR), x + NEAR + 1))
        assert (after[around][~known[around]] == after[y, x]).all()


def test_equal_frames_need_no_reading() -> None:
    frame, boxes = drawn(("one", "two"), 14)
    assert same(frame, frame.copy())
    assert regions(frame, frame.copy(), boxes) == Regions((), ())


def test_one_changed_pixel_is_a_change() -> None:
    frame, _ = drawn(("one", "two"), 14)
    other = frame.copy()
    other[200 % frame.shape[0], 300, 1] ^= 1
    assert not same(frame, other)
    assert covers(regions(frame, other, []), (frame != other).any(axis=2))


def test_frames_of_different_size_are_read_whole() -> None:
    assert regions(blank(320, 240), blank(320, 200), [(1, 1, 9, 9)]) == Regions(((0, 0, 320, 200),), (0,))


def test_a_frame_that_changed_everywhere_is_read_whole() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    assert regions(blank(), noise, [(5, 5, 50, 20), (5, 50, 50, 70)]) == Regions(((0, 0, 320, 240),), (0, 1))


def test_where_only_ground_is_left_nothing_is_read() -> None:
    before, boxes = drawn(("stays", "goes"), 14)
    after, _ = drawn(("stays", ""), 14)
    assert regions(before, after, boxes) == Regions((), (1,))
    assert regions(before, np.asarray(blank(640, 88) // 2, dtype=np.uint8), boxes) == Regions((), (0, 1))


def test_a_word_erased_from_a_line_has_the_rest_read() -> None:
    before, boxes = drawn(("stays but this goes",), 14)
    after, new = drawn(("stays",), 14)
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert found.vanished == (0,)
    assert any(inside(new[0], r) for r in found.read)


def test_a_line_far_from_the_change_lives_on() -> None:
    lines = ("first line of text", "second line of text", "third line of text", "fourth line of text")
    before, boxes = drawn(lines, 14)
    after, _ = drawn((*lines[:3], "fourth line of test"), 14)
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert found.vanished == (3,)
    assert all(not overlap(r, boxes[0]) for r in found.read)


def test_letters_typed_behind_a_word_bring_the_whole_line_along() -> None:
    before, boxes = drawn(("total 41 containers", "dockyard"), 14)
    after, _ = drawn(("total 41 containers ok", "dockyard"), 14)
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert found.vanished == (0,)


def test_two_distant_changes_are_two_rectangles() -> None:
    before = blank(640, 480)
    after = before.copy()
    after[20:30, 20:30] = 0
    after[400:410, 600:610] = 0
    found = regions(before, after, [])
    lawful(found, before, after, [])
    assert len(found.read) == 2


def test_a_box_cut_by_a_grown_rectangle_is_swallowed_in_its_turn() -> None:
    before = blank()
    after = before.copy()
    after[50:60, 100:110] = 0
    boxes = [(60, 40, 130, 70), (120, 55, 220, 85), (200, 80, 300, 100), (10, 200, 90, 220)]
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert found.vanished == (0, 1, 2)


text_line = st.text(alphabet=LETTERS + " ", min_size=3, max_size=40).filter(lambda s: s.strip() != "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(text_line, min_size=1, max_size=6),
    st.data(),
    st.integers(min_value=10, max_value=17),
    st.booleans(),
)
def test_no_changed_character_is_ever_missed(lines: list[str], data: st.DataObject, size: int, known: bool) -> None:
    row = data.draw(st.integers(0, len(lines) - 1))
    index = data.draw(st.integers(0, len(lines[row]) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    line = lines[row][:index] + letter + lines[row][index + 1 :]
    edited = (*lines[:row], line, *lines[row + 1 :])
    before, boxes = drawn(tuple(lines), size)
    after, _ = drawn(edited, size)
    # A line longer than the canvas may change where nobody sees it.
    assume(not same(before, after) and boxes[row][2] < 600)
    boxes = boxes if known else []
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert any(inside(ink_of_letter(line, row, index, size), r) for r in found.read)


box = st.tuples(st.integers(0, 280), st.integers(0, 210), st.integers(4, 120), st.integers(4, 30)).map(
    lambda b: (b[0], b[1], min(320, b[0] + b[2]), min(240, b[1] + b[3]))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(box, max_size=8), st.lists(box, max_size=12))
def test_the_laws_hold_for_any_change_and_any_boxes(spots: list[Box], boxes: list[Box]) -> None:
    before, after = blank(), blank()
    for i, (x0, y0, x1, y1) in enumerate(spots):
        after[y0:y1, x0:x1] = 10 * i
    lawful(regions(before, after, boxes), before, after, boxes)


@dataclass
class Known:
    """A reader that knows what is written where, and gives the lines that lie whole in the pixels it is shown."""

    lines_on: dict[bytes, Line] = field(default_factory=dict)

    maker: Maker = field(default=Maker("text.known", 1, "none", "0" * 64, ""))

    def learn(self, pixels: Pixels, text: str, box: Box) -> None:
        x0, y0, x1, y1 = box
        line = Line((0, 0, x1 - x0, y1 - y0), text, 10_000, ((0, x1 - x0),) * len(text.split()))
        self.lines_on[pixels[y0:y1, x0:x1].tobytes()] = line

    def lines(self, pixels: Pixels) -> tuple[Line, ...]:
        height, width = pixels.shape[:2]
        return tuple(
            line.moved(x, y)
            for key, line in self.lines_on.items()
            for y in range(height - line.box[3] + 1)
            for x in range(width - line.box[2] + 1)
            if pixels[y : y + line.box[3], x : x + line.box[2]].tobytes() == key
        )


def lines_of(texts: tuple[str, ...], boxes: list[Box]) -> list[Line]:
    return [
        Line(box, text, 9_000, ((box[0], box[2]),) * len(text.split())) for text, box in zip(texts, boxes, strict=True)
    ]


def test_a_neighbour_read_again_as_it_was_lives_on() -> None:
    before, boxes = drawn(("left word", "below"), 14)
    after = before.copy()
    new: Box = (boxes[0][2] + 6, boxes[0][1], boxes[0][2] + 16, boxes[0][3])
    after[new[1] : new[3], new[0] : new[2]] = 90
    reader = Known()
    for text, b in zip(("left word", "below"), boxes, strict=True):
        reader.learn(after, text, b)
    reader.learn(after, "new", new)
    assert regions(before, after, boxes).vanished == (0,)
    vanished, lines = read_changed(reader, before, after, lines_of(("left word", "below"), boxes))
    assert vanished == ()
    assert [(line.text, line.box) for line in lines] == [("new", new)]


def test_a_changed_line_vanishes_and_the_new_one_is_in_pixels_of_the_frame() -> None:
    before, boxes = drawn(("first", "second", "third"), 14)
    after, new = drawn(("first", "second", "thirst"), 14)
    reader = Known()
    for text, b in zip(("first", "second", "thirst"), new, strict=True):
        reader.learn(after, text, b)
    vanished, lines = read_changed(reader, before, after, lines_of(("first", "second", "third"), boxes))
    assert vanished == (2,)
    assert [(line.text, line.box) for line in lines] == [("thirst", new[2])]


PAGE = tuple(f"{word} {number * 37 % 100}" for number, word in enumerate(("north", "pier", "crane", "gate") * 3))


@pytest.mark.parametrize("step", [1, 3])
def test_lines_that_scrolled_are_not_read_again(step: int) -> None:
    before, boxes = drawn(PAGE[:10], 14)
    after, new = drawn((*PAGE[step:10], *PAGE[:step]), 14)
    after = np.array(after)
    after[new[10 - step][1] :] = before[0, 0]
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert [(m.index, m.dx, m.dy) for m in found.moved] == [(i, 0, -PITCH * step) for i in range(step, 10)]
    assert found.read == ()
    vanished, lines = read_changed(Known(), before, after, lines_of(PAGE[:10], boxes))
    assert vanished == tuple(range(10))
    assert [(line.text, line.box, line.confidence) for line in lines] == [
        (text, box, 9_000) for text, box in zip(PAGE[step:10], new[: 10 - step], strict=True)
    ]


def test_of_a_scrolled_page_only_the_line_that_is_new_or_edited_is_read() -> None:
    before, boxes = drawn(PAGE[:10], 14)
    edited = (*PAGE[1:5], PAGE[5].replace("r", "n"), *PAGE[6:11])
    after, new = drawn(edited, 14)
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert {m.index for m in found.moved} >= {1, 2, 3, 7, 8}
    assert 5 not in {m.index for m in found.moved}
    for row in (4, 9):
        assert any(inside(new[row], r) for r in found.read)
    assert sum((r[3] - r[1]) for r in found.read) < 0.6 * after.shape[0]


def test_what_was_dragged_aside_is_not_read_again() -> None:
    sheet, boxes = drawn(PAGE[:4], 14)
    before, after = blank(900, 400), blank(900, 400)
    before[20 : 20 + sheet.shape[0], 30 : 30 + sheet.shape[1]] = sheet
    after[77 : 77 + sheet.shape[0], 131 : 131 + sheet.shape[1]] = sheet
    old: list[Box] = [(x0 + 30, y0 + 20, x1 + 30, y1 + 20) for x0, y0, x1, y1 in boxes]
    found = regions(before, after, old)
    lawful(found, before, after, old)
    assert [(m.index, m.dx, m.dy) for m in found.moved] == [(i, 101, 57) for i in range(4)]
    assert found.read == ()


def with_mark(pixels: Pixels, x: int) -> tuple[Pixels, Box]:
    """The picture with a mark on its first row."""
    marked = np.array(pixels)
    marked[PITCH + 4 : PITCH + 14, x : x + 3] = 20
    return marked, (x, PITCH + 4, x + 3, PITCH + 14)


def test_what_stood_in_a_line_that_another_moved_onto_is_read() -> None:
    """The mark has no changed pixel: it was in the line that went, and is in the one that came."""
    before, boxes = drawn(("low", "and higher"), 14)
    after, _ = drawn(("and higher", ""), 14)
    (before, _), (after, mark) = with_mark(before, 300), with_mark(after, 300)
    boxes[0] = (*boxes[0][:2], 305, boxes[0][3])
    found = regions(before, after, boxes)
    lawful(found, before, after, boxes)
    assert any(inside(mark, r) for r in found.read)


def test_a_line_that_moved_beside_what_nobody_had_read_is_read() -> None:
    before, boxes = drawn(("", "and higher"), 14)
    after, new = drawn(("and higher", ""), 14)
    x = new[0][2] + 4
    (before, _), (after, mark) = with_mark(before, x), with_mark(after, x)
    found = regions(before, after, boxes[1:])
    lawful(found, before, after, boxes[1:])
    assert found.moved == ()
    assert any(inside(mark, r) and inside(new[0], r) for r in found.read)


def test_a_line_needs_one_extent_per_word() -> None:
    with pytest.raises(ValueError, match="extents"):
        Line((0, 0, 9, 9), "two words", 10_000, ((0, 9),))
