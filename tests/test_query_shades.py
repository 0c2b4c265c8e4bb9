"""Shades are told from one another as people do, and a colour that is named is told from words about colours."""

from __future__ import annotations

import pytest

from ledger.facts import Shade
from query.language import shades


@pytest.mark.parametrize(
    ("name", "rgb"),
    [
        ("blue", (1, 36, 86)),
        ("black", (12, 12, 12)),
        ("white", (246, 248, 252)),
        ("grey", (128, 128, 130)),
        ("green", (40, 120, 60)),
        ("orange", (240, 140, 30)),
        ("brown", (110, 70, 30)),
        ("pink", (250, 170, 190)),
    ],
)
def test_colour_has_the_name_that_people_give_it(name: str, rgb: tuple[int, int, int]) -> None:
    shade = Shade(rgb, 0, 0)
    assert shades.fits(f"the {name} it had, in hex", shade)
    assert not shades.fits("the purple it had, in hex", shade)
    assert shades.fits("the shade it had, in hex", shade)


def test_what_is_nearly_white_is_not_blue() -> None:
    assert not shades.fits("the blue it had, in hex", Shade((240, 243, 248), 15, 255))


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("the blue that it had, what is its hex code?", True),
        ("what is the RGB of that green", True),
        ("which shade is it, in hex", True),
        ("who painted the hall blue", False),
        ("the hex key in the drawer", False),
    ],
)
def test_colour_that_is_named_is_asked_for_by_its_spelling(question: str, is_asked: bool) -> None:
    assert shades.asked(question) == is_asked


@pytest.mark.parametrize(
    ("name", "rgb"),
    [
        ("teal", (3, 131, 135)),
        ("orange", (202, 80, 16)),
        ("orange", (227, 116, 0)),
        ("purple", (132, 48, 206)),
        ("blue", (25, 103, 210)),
        ("red", (197, 34, 31)),
        ("green", (31, 122, 88)),
        ("yellow", (255, 213, 0)),
        ("brown", (110, 70, 30)),
        ("magenta", (194, 57, 179)),
        ("pink", (255, 228, 228)),
        ("light blue", (194, 231, 255)),
        ("dark green", (0, 112, 60)),
        ("dark grey", (44, 37, 55)),
        ("light grey", (238, 238, 238)),
        ("white", (246, 248, 252)),
        ("black", (11, 12, 12)),
    ],
)
def test_colour_is_called_by_its_nearest_common_name(name: str, rgb: tuple[int, int, int]) -> None:
    assert shades.called(Shade(rgb, 0, 0)) == name


def test_greys_are_no_colours() -> None:
    assert not shades.is_coloured(Shade((50, 52, 56), 0, 0))
    assert shades.is_coloured(Shade((194, 231, 255), 0, 0))
