"""Patches: flat areas of a window with a colour of their own, as drawn, and nothing that is a picture or a letter."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ledger.facts import Box, ColoredRegion, ColorMeasured, Window
from processors import patches
from processors.color import ColorProcessor, regions
from processors.findings import Earlier, Known, Subject
from processors.pixels import decode
from projections.color import SMALL, TOPIC, what_of

Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]

SCREENS = Path(__file__).resolve().parent / "sample" / "screens"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LIGHT, DARK = (255, 255, 255), (28, 28, 30)
TEAL, ORANGE, PURPLE = (3, 131, 135), (202, 80, 16), (132, 48, 206)
WINDOW = Window((50, 40, 850, 640), "Calendar", "outlook", "outlook.exe", focused=True)


class Drawing:
    """A desktop of 900 x 700 with one window, on which things are drawn by boxes within that window."""

    def __init__(self, paper: Rgb = LIGHT) -> None:
        self.image = Image.new("RGB", (900, 700), (70, 90, 110))
        self.pen = ImageDraw.Draw(self.image)
        self.pen.rectangle((50, 40, 849, 639), fill=paper)

    def area(self, box: Box, colour: Rgb, text: str = "", round_: int = 0, ink: Rgb = LIGHT) -> None:
        x0, y0, x1, y1 = box[0] + 50, box[1] + 40, box[2] + 50, box[3] + 40
        self.pen.rounded_rectangle((x0, y0, x1 - 1, y1 - 1), round_, fill=colour)
        self.pen.text((x0 + 8, y0 + 4), text, fill=ink, font=ImageFont.truetype(FONT, 13))

    @property
    def pixels(self) -> Pixels:
        return np.asarray(self.image)


def small(pixels: Pixels, window: Window = WINDOW) -> list[ColoredRegion]:
    """Return the small regions of a screen, within its window."""
    return [each for each in regions(pixels, window) if each.region in SMALL]


def inside(region: ColoredRegion) -> Box:
    x0, y0, x1, y1 = region.box
    return x0 - 50, y0 - 40, x1 - 50, y1 - 40


@pytest.mark.parametrize("paper", [LIGHT, DARK])
@pytest.mark.parametrize("round_", [0, 4, 11])
def test_entries_of_a_calendar_are_patches_with_their_exact_colours(paper: Rgb, round_: int) -> None:
    drawn = Drawing(paper)
    there = {(100, 100, 260, 122): TEAL, (100, 130, 260, 190): ORANGE, (270, 100, 430, 122): TEAL}
    for number, (box, colour) in enumerate(there.items()):
        drawn.area(box, colour, f"{9 + number}:00 Stand-up", round_)
    found = {inside(each): each.background.rgb for each in small(drawn.pixels)}
    assert found == there


def test_patch_tells_neither_title_nor_histogram_and_its_share_without_the_text() -> None:
    drawn = Drawing()
    drawn.area((100, 100, 300, 140), PURPLE, "Tuning at the town hall")
    [patch] = small(drawn.pixels)
    assert (patch.region, patch.title, patch.app, patch.histogram, patch.foreground) == ("patch", "", "", (), None)
    assert 8_000 < patch.share < 10_000


def test_bar_and_button_and_field_are_patches() -> None:
    drawn = Drawing((236, 240, 241))
    drawn.area((0, 0, 800, 20), (31, 122, 88), "Forms")
    drawn.area((60, 300, 160, 332), (31, 122, 88), "Send", 6)
    drawn.area((60, 200, 360, 232), LIGHT, "28", ink=(0, 0, 0))
    found = {inside(each): each.background.rgb for each in small(drawn.pixels)}
    assert found == {
        (0, 0, 800, 20): (31, 122, 88),
        (60, 300, 160, 332): (31, 122, 88),
        (60, 200, 360, 232): LIGHT,
    }


def test_text_in_fringes_of_subpixels_does_not_tear_a_patch() -> None:
    drawn = Drawing()
    drawn.area((100, 100, 330, 124), TEAL, "13:00 Recce Rinn Point, with Sunniva")
    pixels = drawn.pixels.copy()
    # Red a pixel to the left, blue one to the right, as on a screen of stripes.
    box = pixels[140:164, 150:380]
    box[1:-1, 1:-1, 0] = box[1:-1, :-2, 0].copy()
    box[1:-1, 1:-1, 2] = box[1:-1, 2:, 2].copy()
    [patch] = small(pixels)
    assert (inside(patch), patch.background.rgb) == ((100, 100, 330, 124), TEAL)


def test_strip_along_the_left_side_is_an_edge() -> None:
    drawn = Drawing(DARK)
    drawn.area((100, 100, 260, 140), (58, 44, 66), "Dentist")
    drawn.area((96, 100, 100, 140), (217, 122, 214))
    patch, edge = small(drawn.pixels)
    assert (patch.region, patch.background.rgb) == ("patch", (58, 44, 66))
    assert (edge.region, edge.background.rgb, inside(edge)) == ("edge", (217, 122, 214), (96, 100, 100, 140))


def test_border_is_no_edge() -> None:
    drawn = Drawing((240, 240, 240))
    drawn.area((97, 97, 263, 143), (120, 120, 120))
    drawn.area((100, 100, 260, 140), LIGHT, "Notes", ink=(0, 0, 0))
    assert [each.region for each in small(drawn.pixels)] == ["patch"]


def test_gradients_and_photos_have_no_patches() -> None:
    drawn = Drawing()
    pixels = drawn.pixels.copy()
    for row in range(120):
        # A slow gradient: bands of twelve rows, each in one exact colour.
        pixels[100 + row, 60:840] = (40 + row // 12, 90 + row // 12, 160 + row // 12)
    chance = np.random.default_rng(7)
    y, x = np.mgrid[0:240, 0:300]
    photo = np.stack([120 + 60 * np.sin(x / 40 + c) * np.cos(y / 50) for c in range(3)], axis=2)
    pixels[300:540, 100:400] = np.clip(photo + chance.normal(0, 1.5, photo.shape), 0, 255).astype(np.uint8)
    # A sky without a cloud, behind hills.
    sky = 300 + (60 + 40 * np.sin(np.arange(300) / 30)).astype(int)
    for column, row in enumerate(sky):
        pixels[300:row, 450 + column] = (255, 250, 240)
        pixels[row:540, 450 + column] = photo[row - 300 :, column].clip(0, 255).astype(np.uint8)
    assert small(pixels) == []


def test_discs_icons_and_large_letters_are_no_patches() -> None:
    drawn = Drawing()
    drawn.pen.ellipse((150, 140, 190, 180), fill=TEAL)
    drawn.pen.rectangle((250, 140, 265, 155), fill=ORANGE)
    drawn.pen.polygon([(300, 140), (340, 160), (300, 180)], fill=PURPLE)
    drawn.pen.text((150, 300), "HELLO", fill=(0, 0, 0), font=ImageFont.truetype(FONT, 60))
    drawn.pen.rectangle((400, 140, 500, 180), outline=(0, 0, 0), width=3)
    assert small(drawn.pixels) == []


def test_cells_between_lines_are_ground() -> None:
    drawn = Drawing()
    for at in range(100, 500, 40):
        drawn.pen.line((150, at, 750, at), fill=(200, 200, 200))
    for at in range(150, 800, 100):
        drawn.pen.line((at, 100, at, 460), fill=(200, 200, 200))
    drawn.area((201, 101, 300, 140), (255, 242, 204), "5,000", ink=(0, 0, 0))
    assert [each.background.rgb for each in small(drawn.pixels)] == [(255, 242, 204)]


def test_no_more_than_some_are_told_and_these_are_the_largest() -> None:
    drawn = Drawing()
    for number in range(60):
        x, y = 10 + number % 6 * 130, 20 + number // 6 * 55
        drawn.area((x, y, x + 40 + number, y + 30), TEAL)
    found = small(drawn.pixels)
    assert len(found) == patches.MOST
    # By their squares of two pixels: one that lies across them has a row or a column less.
    assert min(box[2] - box[0] for box in map(inside, found)) >= 40 + 16


@pytest.mark.parametrize("look", ["classic", "dark", "light"])
def test_filled_buttons_of_rendered_screens_are_found(look: str) -> None:
    pixels = decode((SCREENS / f"{look}.png").read_bytes())
    height, width, _ = pixels.shape
    found = small(pixels, Window((0, 0, width, height), "", "", "", focused=True))
    ui = json.loads((SCREENS / f"{look}.json").read_text(encoding="utf-8"))["ui"]
    buttons = [each["box"] for each in ui if each["role"] == "Button" and each.get("visible", True)]
    ground = max(regions(pixels, None)[0].histogram, key=lambda each: each[1])[0]
    for x0, y0, x1, y1 in buttons:
        inner = pixels[round(y0) + 4, round(x0) + 8 : round(x1) - 8]
        colour = tuple(int(part) for part in inner[0])
        if colour != ground and (inner == inner[0]).all():
            near = [p for p in found if max(abs(p.box[0] - x0), abs(p.box[1] - y0), abs(p.box[3] - y1)) <= 4]
            assert [each.background.rgb for each in near] == [colour]


def measured(pixels: Pixels, earlier: Earlier | None, number: int) -> ColorMeasured | None:
    facts = ColorProcessor().examine(Subject(f"f{number}", pixels=pixels, windows=(WINDOW,)), earlier).facts
    assert all(isinstance(fact, ColorMeasured) for fact in facts)
    return facts[0] if facts else None  # type: ignore[return-value]


shown = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 11), st.sampled_from([TEAL, ORANGE])), max_size=14)


@settings(max_examples=12, deadline=None)
@given(st.lists(shown, min_size=1, max_size=4))
def test_what_lives_is_what_each_frame_shows(screens: list[set[tuple[int, int, Rgb]]]) -> None:
    """Patches of one colour close to each other come and go: what is known after each frame is what is drawn there."""
    alive: dict[tuple[int, int], Known] = {}
    earlier: Earlier | None = None
    for number, there in enumerate(screens):
        drawn = Drawing()
        boxes = {}
        for column, row, colour in sorted(there):
            boxes[(20 + column * 150, 30 + row * 15, 150 + column * 150, 43 + row * 15)] = colour
        for box, colour in boxes.items():
            drawn.area(box, colour)
        fact = measured(drawn.pixels, earlier, number)
        if fact is not None:
            for gone in fact.vanished:
                for place in gone.places:
                    del alive[gone.seq, place]
            for place, each in enumerate(fact.appeared):
                alive[number, place] = Known(number, place, each.box, what_of(each))
        earlier = Earlier(f"f{number}", {TOPIC: tuple(alive.values())})
        living = {(known.box, known.what[3]) for known in alive.values() if known.what[0] in SMALL}  # type: ignore[index]
        assert living == {((b[0] + 50, b[1] + 40, b[2] + 50, b[3] + 40), colour) for b, colour in boxes.items()}


def test_patches_that_stay_are_not_told_again() -> None:
    drawn = Drawing()
    drawn.area((100, 100, 260, 122), TEAL)
    drawn.area((100, 126, 260, 148), TEAL, "Lunch")
    first = measured(drawn.pixels, None, 0)
    assert first is not None
    known = tuple(Known(0, place, each.box, what_of(each)) for place, each in enumerate(first.appeared))
    drawn.area((100, 126, 260, 148), TEAL, "Lunch with Noor")
    fact = measured(drawn.pixels, Earlier("f0", {TOPIC: known}), 1)
    told = fact.appeared if fact is not None else ()
    ended = [known[place].what for gone in (fact.vanished if fact else ()) for place in gone.places]
    assert not [each for each in told if each.region in SMALL]
    assert not [what for what in ended if what[0] in SMALL]  # type: ignore[index]
