"""Fields that stand on a line, values below their labels, and badges: as forms and tickets draw them nowadays."""

from __future__ import annotations

import cv2
import pytest

from processors import boxes, edges
from tests.drawn import FAINT, FONT, INK, LINE, WHITE, Sheet, told


def form(corner: int) -> Sheet:
    sheet = Sheet()
    for number, (label, value) in enumerate(
        (("Berth", "C 14"), ("Length over all", "9.40 m"), ("Skipper", "Ada Lind"))
    ):
        top = 60 + 90 * number
        sheet.write(label, 60, top - 10, FAINT, 0.42)
        sheet.fill(60, top, 360, top + 40, WHITE, corner)
        sheet.fill(60, top + 40, 360, top + 42, LINE)
        sheet.write(value, 76, top + 26)
    return sheet


@pytest.mark.parametrize("corner", [0, 2, 4, 8])
def test_field_on_a_line_is_found_however_round_its_upper_corners_are(corner: int) -> None:
    sheet = form(corner)
    found = [each for each in sheet.elements() if each.role == "Edit"]
    assert [(each.label, each.box) for each in found] == [
        ("Berth", (60, 60, 360, 100)),
        ("Length over all", (60, 150, 360, 190)),
        ("Skipper", (60, 240, 360, 280)),
    ]
    assert told(sheet.fields()) == [("Berth", "C 14"), ("Length over all", "9.40 m"), ("Skipper", "Ada Lind")]


def test_box_that_ends_in_its_own_ground_keeps_square_corners() -> None:
    """What is cut off above and has the same ground below is no box on a line."""
    sheet = Sheet(300, 160)
    sheet.fill(40, 40, 260, 90, WHITE, corner=14)
    colours = edges.packed(sheet.pixels)
    assert all(
        each.box[1] > 40 or each.box[2] - each.box[0] < 220 for each in boxes.drawn(colours, edges.across(colours, 8))
    )


def strip() -> Sheet:
    """A row of small labels, with a value below each; the first one is in a badge, as a chosen tab would be."""
    sheet = Sheet(900, 200)
    sheet.fill(30, 40, 870, 110, WHITE)
    left = 50
    for label, value in (
        ("State", "Afloat"),
        ("Owner", "Ada Lind"),
        ("Urgency", "Severe"),
        ("Team", "Riggers of the day"),
    ):
        wide = cv2.getTextSize(value, FONT, 0.5, 1)[0][0]
        inset = 10 if label == "State" else 0
        sheet.write(label, left, 62, FAINT, 0.38)
        if inset:
            sheet.fill(left, 74, left + wide + 2 * inset, 90, (40, 90, 200))
        sheet.write(value, left + inset, 87, WHITE if inset else INK)
        left += wide + 2 * inset + 30
    return sheet


def test_values_below_their_labels_are_no_tabs() -> None:
    sheet = strip()
    assert [each.label for each in sheet.elements() if each.role == "TabItem"] == []
    read = told(sheet.fields())
    assert {("Owner", "Ada Lind"), ("Urgency", "Severe"), ("Team", "Riggers of the day")} <= set(read)


def test_value_in_a_badge_belongs_to_the_label_above_it() -> None:
    assert ("State", "Afloat") in told(strip().fields())


def test_tabs_with_nothing_above_them_are_tabs_still() -> None:
    sheet = Sheet(900, 200)
    left = 50
    for name in ("Harbour", "Weather", "Tides", "Locks"):
        wide = cv2.getTextSize(name, FONT, 0.5, 1)[0][0]
        if name == "Harbour":
            sheet.fill(left - 10, 72, left + wide + 10, 100, (40, 90, 200))
        sheet.write(name, left, 91, WHITE if name == "Harbour" else INK)
        left += wide + 40
    found = [(each.label, each.state) for each in sheet.elements() if each.role == "TabItem"]
    assert ("Harbour", ("selected",)) in found
    assert len(found) >= 3
