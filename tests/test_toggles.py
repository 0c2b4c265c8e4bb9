"""Toggle switches found by looking: drawn with smooth edges in many looks, among what only looks like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ledger.facts import Element
from processors.elements import elements_of
from processors.fields import fields_of
from processors.screen import of_frame
from projections.elements import ElementRow
from projections.text import SpanRow

Colour = tuple[int, int, int]
Pixels = NDArray[np.uint8]

WHITE, PAPER, GREY, BLUE, GREEN = (255, 255, 255), (243, 243, 245), (190, 192, 196), (22, 119, 255), (52, 199, 89)
NIGHT, DIM, INK = (28, 28, 30), (57, 57, 61), (40, 40, 44)
FINE = 8
"""Shapes are drawn so many times as large, and made smaller: their edges are smooth."""


@dataclass(frozen=True)
class Look:
    """How a switch is drawn, px: `line` is the width of its outline, `knob` how wide its knob is."""

    wide: float
    high: float
    knob: float
    off: Colour
    on: Colour
    knob_off: Colour
    knob_on: Colour
    line: float = 0.0
    outline: Colour = (0, 0, 0)
    ground: Colour = WHITE
    shadow: float = 0.0


LOOKS = {
    "a filled track and a knob nearly as large": Look(51, 31, 27, (233, 233, 234), GREEN, WHITE, WHITE, shadow=0.15),
    "the same, dark": Look(51, 31, 27, DIM, GREEN, WHITE, WHITE, ground=NIGHT, shadow=0.15),
    "an outline and a small knob of its colour": Look(
        52, 32, 16, (230, 224, 233), (103, 80, 164), (121, 116, 126), WHITE, 2, (121, 116, 126)
    ),
    "a thin outline with nothing but the ground in it": Look(
        40, 20, 12, NIGHT, (76, 194, 255), (206, 206, 206), (0, 0, 0), 1, (159, 159, 159), NIGHT
    ),
    "a knob with a shadow": Look(48, 26, 20, (222, 221, 218), (53, 132, 228), WHITE, WHITE, ground=PAPER, shadow=0.2),
    "a small one": Look(28, 16, 12, GREY, BLUE, WHITE, WHITE),
    "a knob as large as its track": Look(44, 22, 22, GREY, BLUE, INK, INK),
    "a knob larger than its track": Look(34, 14, 20, (158, 158, 158), (140, 186, 232), PAPER, (25, 118, 210)),
    "the same, dark, with a shadow": Look(
        34, 14, 20, (90, 90, 90), (81, 106, 128), (224, 224, 224), (144, 202, 249), ground=NIGHT, shadow=0.3
    ),
}


@dataclass
class Canvas:
    """A screen that is drawn on, and the text that was read on it."""

    pixels: Pixels
    spans: list[SpanRow] = field(default_factory=list)

    @classmethod
    def of(cls, ground: Colour, wide: int = 500, high: int = 120) -> Canvas:
        return cls(np.full((high, wide, 3), ground, np.uint8))

    def blend(self, cover: NDArray[np.float64], colour: Colour) -> None:
        mixed = self.pixels + cover[..., None] * (np.array(colour, float) - self.pixels)
        self.pixels[:] = np.round(mixed).astype(np.uint8)

    def pill(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, radius: float | None = None) -> None:
        """Fill a box with round ends, or with corners of a radius."""
        high, wide = self.pixels.shape[:2]
        y, x = ((np.arange(n * FINE) + 0.5) / FINE for n in (high, wide))
        r = min(x1 - x0, y1 - y0) / 2 if radius is None else radius
        dx = np.maximum(np.abs(x - (x0 + x1) / 2) - (x1 - x0) / 2 + r, 0)
        dy = np.maximum(np.abs(y - (y0 + y1) / 2) - (y1 - y0) / 2 + r, 0)
        inside = np.hypot(dx, dy[:, None]) <= max(r, 1e-9)
        self.blend(inside.reshape(high, FINE, wide, FINE).mean(axis=(1, 3)), colour)

    def disc(self, x: float, y: float, wide: float, colour: Colour) -> None:
        self.pill(x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2, colour)

    def shade(self, x: float, y: float, wide: float, strength: float) -> None:
        """Draw the shadow of a disc: it fades over half of its width, and lies two pixels lower."""
        high, across = self.pixels.shape[:2]
        away = np.hypot(np.arange(across) + 0.5 - x, np.arange(high)[:, None] + 0.5 - y - 2) - wide / 2
        self.blend(strength * np.clip(0.5 - away / (wide / 2), 0, 1) ** 2, (0, 0, 0))

    def switch(self, look: Look, x: float, y: float, *, on: bool) -> tuple[float, float, float, float]:
        """Draw a switch with its upper left corner at a place; return its box."""
        tall = max(look.high, look.knob)
        top, over = y + (tall - look.high) / 2, max(0.0, (look.knob - look.high) / 2)
        x0, x1 = x + over, x + over + look.wide
        fill = look.on if on else look.off
        if look.line:
            self.pill(x0, top, x1, top + look.high, look.on if on else look.outline)
        self.pill(x0 + look.line, top + look.line, x1 - look.line, top + look.high - look.line, fill)
        inset = look.high / 2
        place = (x1 - inset if on else x0 + inset, y + tall / 2)
        if look.shadow:
            self.shade(*place, look.knob, look.shadow)
        self.disc(*place, look.knob, look.knob_on if on else look.knob_off)
        return x, y, x1 + over, y + tall

    def write(self, x: int, y: int, text: str, ink: Colour = INK) -> None:
        """Write a text with its upper left corner at a place: strokes for letters, as high as small letters or more."""
        extents, at = [], x
        for word in text.split():
            begin = at
            for n, letter in enumerate(word):
                top = y if letter.isupper() or letter in "bdfhklt" or n == 0 else y + 3
                self.pixels[top : y + 11, at + 1 : at + 3] = ink
                self.pixels[y + 10 : y + 11, at + 1 : at + 5] = ink
                at += 7
            extents.append((begin, at - 1))
            at += 5
        number = len(self.spans)
        box = (x, y - 2, extents[-1][1], y + 13)
        self.spans.append(SpanRow(number, 0, number, "ocr", box, text, 9000, tuple(extents)))

    def rule(self, y: int, x0: int, x1: int, colour: Colour = (218, 218, 218)) -> None:
        self.pixels[y, x0:x1] = colour

    def elements(self) -> tuple[Element, ...]:
        return elements_of(of_frame(self.pixels, self.spans))

    def switches(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was found as check boxes: labels and states, top to bottom."""
        return [(each.label, each.state) for each in self.elements() if each.role == "CheckBox"]


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return max(wide, 0) * max(high, 0) / (sum(areas) - max(wide, 0) * max(high, 0))


# ---------------------------------------------------------------- what is one


@pytest.mark.parametrize("on", [False, True])
@pytest.mark.parametrize("shift", [0.0, 0.5])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_switch_is_a_check_box_with_its_state(look: Look, shift: float, on: bool) -> None:
    canvas = Canvas.of(look.ground)
    there = canvas.switch(look, 400 + shift, 40 + shift, on=on)
    canvas.write(30, 50, "Night light", INK if look.ground != NIGHT else PAPER)
    found = canvas.elements()
    assert [(e.role, e.label, e.state) for e in found] == [("CheckBox", "Night light", ("checked",) if on else ())]
    assert overlap(found[0].box, there) > 0.8


@settings(max_examples=60, deadline=None)
@given(
    st.integers(14, 34),
    st.floats(1.65, 2.3),
    st.floats(0.55, 0.9),
    st.tuples(*[st.integers(0, 255)] * 3),
    st.floats(0, 1),
    st.booleans(),
)
@example(17, 1.65, 0.55, (22, 119, 255), 1.0, False)
@example(15, 2.3, 0.7, (200, 200, 200), 0.0, True)
def test_a_switch_of_any_size_and_colour_is_found_and_its_mirror_is_switched(
    high: int, aspect: float, knob: float, fill: Colour, shift: float, dark: bool
) -> None:
    ground, disc = (NIGHT, WHITE) if dark else (WHITE, INK)
    if min(max(abs(a - b) for a, b in zip(fill, other, strict=True)) for other in (ground, disc)) < 40:
        return
    canvas = Canvas.of(ground, 240, 90)
    canvas.switch(
        Look(round(high * aspect), high, round(high * knob), fill, fill, disc, disc), 60, 20 + shift, on=False
    )
    assert canvas.switches() == [("", ())]
    assert Canvas(np.ascontiguousarray(canvas.pixels[:, ::-1])).switches() == [("", ("checked",))]


def test_a_sign_may_be_drawn_on_a_knob() -> None:
    canvas = Canvas.of(WHITE)
    look = Look(52, 32, 24, GREY, (56, 106, 32), WHITE, WHITE)
    canvas.switch(look, 400, 40, on=True)
    canvas.pixels[54:60, 433:435] = canvas.pixels[58:60, 433:440] = (56, 106, 32)
    assert canvas.switches() == [("", ("checked",))]


# ---------------------------------------------------------------- what is none

PLAIN = Look(44, 22, 16, GREY, BLUE, WHITE, WHITE)


def drawn(kind: str) -> Canvas:
    """What is like the switch `PLAIN`, but for one thing."""
    canvas = Canvas.of(WHITE)
    x0, y0, x1, y1, middle = 100, 40, 144, 62, 51
    if kind == "two discs that overlap":
        canvas.disc(x0 + 11, middle, 22, GREY)
        canvas.disc(x0 + 28, middle, 22, BLUE)
        return canvas
    if kind in ("a long track", "a thin track"):
        x1, (y0, y1) = (x0 + 70, (y0, y1)) if kind == "a long track" else (x1, (middle - 3, middle + 3))
    canvas.pill(x0, y0, x1, y1, GREY, 3 if kind == "a track with corners" else None)
    if kind == "a square knob":
        canvas.pill(x0 + 3, y0 + 3, x0 + 19, y1 - 3, WHITE, 2)
    elif kind == "a filled part":
        canvas.pill(x0, y0, x0 + 30, y1, BLUE)
    elif kind == "a straight filled part":
        canvas.pill(x0, y0, x0 + 22, y1, BLUE)
        canvas.pixels[y0:y1, x0 + 11 : x0 + 22] = BLUE
    elif kind != "no knob":
        place = {"a knob in the middle": x0 + 22, "a knob too far in": x0 + 16}.get(kind, x0 + 11)
        canvas.disc(place, middle - (2 if kind == "a knob too high" else 0), 16, WHITE)
    if kind == "a letter beside the knob":
        canvas.write(x0 + 26, y0 + 5, "M")
        canvas.spans.clear()
    if kind == "two knobs":
        canvas.disc(x1 - 11, middle, 16, WHITE)
    if kind == "an end that is open":
        canvas.pixels[y0:y1, x1 - 6 :] = WHITE
    return canvas


def test_the_switch_that_decoys_are_made_of_is_found() -> None:
    assert drawn("a switch").switches() == [("", ())]


@pytest.mark.parametrize(
    "kind",
    [
        "two discs that overlap", "a long track", "a thin track", "a track with corners", "a square knob", "no knob",
        "a filled part", "a straight filled part", "a knob in the middle", "a knob too far in", "a knob too high",
        "a letter beside the knob", "two knobs", "an end that is open",
    ],
)  # fmt: skip
def test_what_differs_from_a_switch_in_one_thing_is_none(kind: str) -> None:
    assert drawn(kind).switches() == []


def test_a_pill_with_words_on_it_and_a_radio_button_in_a_pill_are_none() -> None:
    canvas = Canvas.of(WHITE)
    canvas.pill(100, 40, 190, 64, GREEN)
    canvas.disc(112, 52, 10, WHITE)
    canvas.write(122, 46, "Active", WHITE)
    canvas.pill(250, 38, 330, 66, GREY)
    canvas.pill(251, 39, 329, 65, WHITE)
    canvas.disc(266, 52, 14, BLUE)
    canvas.disc(266, 52, 10, WHITE)
    canvas.disc(266, 52, 6, BLUE)
    canvas.write(280, 46, "Fit")
    assert not canvas.switches()


# ---------------------------------------------------------------- what it is for


def test_the_label_is_where_the_row_begins_and_not_its_description() -> None:
    canvas = Canvas.of(WHITE, 900, 260)
    for n, (label, on) in enumerate((("Bluetooth", True), ("Location", False), ("Night light", True))):
        y = 20 + 76 * n
        canvas.rule(y, 200, 880)
        canvas.write(210, y + 20, label)
        canvas.write(210, y + 42, "Known to others while this page is open", (140, 140, 140))
        canvas.write(700, y + 30, "On" if on else "Off")
        canvas.write(40, y + 31, "Network")
        canvas.switch(PLAIN, 820, y + 26, on=on)
    canvas.rule(20 + 76 * 3, 200, 880)
    assert canvas.switches() == [("Bluetooth", ("checked",)), ("Location", ()), ("Night light", ("checked",))]


def test_the_label_of_a_description_of_several_lines_is_its_first_line() -> None:
    canvas = Canvas.of(WHITE, 900, 140)
    canvas.write(210, 30, "Share usage data")
    for n in range(3):
        canvas.write(210, 50 + 18 * n, "What is sent says nothing of who sends it", (150, 150, 150))
    canvas.switch(PLAIN, 620, 54, on=False)
    assert canvas.switches() == [("Share usage data", ())]


def test_a_label_right_of_its_switch_goes_before_a_text_further_off_on_its_left() -> None:
    canvas = Canvas.of(WHITE, 700, 120)
    canvas.write(30, 46, "Accounts")
    canvas.switch(PLAIN, 200, 40, on=True)
    canvas.write(256, 46, "Read receipts")
    assert canvas.switches() == [("Read receipts", ("checked",))]


def test_what_only_says_how_a_switch_stands_is_no_label() -> None:
    canvas = Canvas.of(WHITE, 700, 120)
    canvas.write(200, 20, "Sticky keys")
    canvas.switch(PLAIN, 200, 40, on=False)
    canvas.write(256, 46, "Off")
    assert canvas.switches() == [("Sticky keys", ())]


def test_what_a_reader_makes_of_a_switch_is_no_part_of_its_label() -> None:
    canvas = Canvas.of(WHITE, 700, 120)
    canvas.write(100, 46, "Dark mode")
    end = canvas.spans[0].box[2]
    canvas.switch(PLAIN, end + 12, 40, on=False)
    canvas.spans.append(SpanRow(1, 0, 1, "ocr", (end + 12, 42, end + 34, 60), "O", 7000, ((end + 12, end + 34),)))
    assert canvas.switches() == [("Dark mode", ())]


def test_the_label_in_a_table_is_the_first_cell_of_the_row() -> None:
    canvas = Canvas.of(WHITE, 900, 160)
    for n, (label, owner) in enumerate((("Weekly digest", "Support"), ("Guest access", "Mira Okafor"))):
        y = 20 + 50 * n
        for cell in (40, 300, 560):
            canvas.rule(y, cell, cell + 258)
        canvas.write(60, y + 20, label)
        canvas.write(320, y + 20, owner)
        canvas.switch(PLAIN, 580, y + 14, on=n == 0)
        canvas.write(700, y + 20, "Tuesday")
    assert canvas.switches() == [("Weekly digest", ("checked",)), ("Guest access", ())]


def test_the_label_of_a_switch_is_no_name_of_a_field() -> None:
    """A label with a description in another look below it is read as a field where no switch stands on its row."""
    canvas = Canvas.of(WHITE, 900, 330)
    for n, label in enumerate(("Bluetooth", "Location", "Night light", "Mono audio")):
        canvas.write(210, 20 + 70 * n, label)
        canvas.write(210, 42 + 70 * n, "Known to others", (140, 140, 140))
    screen = of_frame(canvas.pixels, canvas.spans)
    assert {each.label for each in fields_of(screen, [])} & {"Bluetooth", "Location", "Night light", "Mono audio"}
    for n in range(4):
        canvas.switch(PLAIN, 620, 24 + 70 * n, on=False)
    screen = of_frame(canvas.pixels, canvas.spans)
    seen = [ElementRow(0, n, "layout", e.box, e.role, e.label, e.state) for n, e in enumerate(elements_of(screen))]
    assert [each.role for each in seen] == ["CheckBox"] * 4
    assert fields_of(screen, seen) == ()


def test_a_row_with_a_faint_switch_is_no_input_field() -> None:
    canvas = Canvas.of(WHITE, 700, 120)
    canvas.pill(100, 34, 620, 78, (200, 200, 200), 5)
    canvas.pill(101, 35, 619, 77, PAPER, 4)
    canvas.write(120, 50, "Live captions")
    assert [each.role for each in canvas.elements()] == ["Edit"]
    canvas.switch(replace(LOOKS["a filled track and a knob nearly as large"], off=(224, 224, 226)), 550, 41, on=False)
    assert [(each.role, each.label) for each in canvas.elements()] == [("CheckBox", "Live captions")]


def test_a_switch_without_a_text_has_no_label() -> None:
    canvas = Canvas.of(WHITE)
    canvas.switch(PLAIN, 100, 40, on=True)
    assert canvas.switches() == [("", ("checked",))]


def test_a_shadow_that_reaches_a_text_keeps_no_switch_from_being_found() -> None:
    canvas = Canvas.of(WHITE)
    look = replace(PLAIN, shadow=0.3)
    canvas.switch(look, 100, 40, on=True)
    canvas.write(152, 46, "Captions")
    assert canvas.switches() == [("Captions", ("checked",))]
