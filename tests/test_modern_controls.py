"""Controls as design systems of these years draw them: labels in borders, badges, signs before names, faint rules."""

from __future__ import annotations

import numpy as np
import pytest

from ledger.facts import Element
from projections.text import SpanRow
from tests.drawn import FAINT, LINE, WHITE, Colour, Sheet, told, width

RULE: Colour = (205, 214, 208)
BLUE: Colour = (40, 90, 200)
PAIRS = (("Berth", "C 14"), ("Skipper", "Ada Lind"), ("Draught", "1.70 m"), ("Insured until", "May 2027"))


def of_role(sheet: Sheet, *roles: str) -> list[Element]:
    return [each for each in sheet.elements() if each.role in roles]


def field_with_gap(sheet: Sheet, left: int, top: int, label: str, value: str) -> None:
    sheet.frame(left, top, left + 280, top + 56, LINE)
    sheet.fill(left + 12, top - 8, left + 24 + width(label, 0.38), top + 8, (228, 236, 230))
    sheet.write(label, left + 18, top + 4, FAINT, 0.38)
    if value:
        sheet.write(value, left + 16, top + 34)


def test_field_with_its_label_in_its_border_is_found() -> None:
    sheet = Sheet(900, 300)
    for number, (label, value) in enumerate((*PAIRS[:3], ("Remarks", ""))):
        field_with_gap(sheet, 40 + 320 * (number % 2), 40 + 90 * (number // 2), label, value)
    found = of_role(sheet, "Edit")
    assert [(each.label, each.box[:2]) for each in found] == [
        ("Berth", (40, 40)), ("Skipper", (360, 40)), ("Draught", (40, 130)), ("Remarks", (360, 130)),
    ]  # fmt: skip
    assert set(told(sheet.fields())) == {*PAIRS[:3], ("Remarks", "")}


def test_frame_around_a_group_of_fields_is_no_field() -> None:
    sheet = Sheet(900, 300)
    sheet.frame(40, 40, 440, 180, LINE)
    sheet.fill(52, 32, 130, 48, (228, 236, 230))
    sheet.write("Berth", 58, 45, FAINT, 0.42)
    for number, text in enumerate(("Pier C", "14 m long", "2 m deep")):
        sheet.write(text, 60, 80 + 36 * number)
    assert of_role(sheet, "Edit") == []


def test_field_on_a_line_may_have_its_label_in_it() -> None:
    sheet = Sheet(900, 300)
    for number, (label, value) in enumerate(PAIRS[:3]):
        top = 30 + 80 * number
        sheet.fill(40, top, 340, top + 56, WHITE, corner=4)
        sheet.fill(40, top + 56, 340, top + 57, LINE)
        sheet.write(label, 52, top + 18, FAINT, 0.38)
        sheet.write(value, 52, top + 42)
    assert [each.label for each in of_role(sheet, "Edit")] == [label for label, _ in PAIRS[:3]]
    assert told(sheet.fields()) == list(PAIRS[:3])


def test_card_with_a_small_name_over_a_value_is_no_field() -> None:
    sheet = Sheet(900, 200)
    for number, (label, value) in enumerate(PAIRS[:3]):
        left = 30 + 280 * number
        sheet.fill(left, 40, left + 240, 98, WHITE)
        sheet.frame(left, 40, left + 240, 98, LINE)
        sheet.write(label, left + 12, 60, FAINT, 0.38)
        sheet.write(value, left + 12, 84)
    assert of_role(sheet, "Edit") == []


def test_unit_in_a_box_before_a_field_is_no_button_and_the_label_above_both_is_that_of_the_field() -> None:
    sheet = Sheet(900, 300)
    for number, (label, value) in enumerate((("Dues", "84.00"), ("Deposit", "310"), ("Refund", "6.20"))):
        top = 40 + 80 * number
        sheet.write(label, 40, top - 8)
        sheet.frame(40, top, 92, top + 36, LINE)
        sheet.frame(91, top, 390, top + 36, LINE)
        sheet.write("EUR", 50, top + 23)
        sheet.write(value, 104, top + 23)
    assert of_role(sheet, "Button") == []
    assert [(each.label, each.box[0]) for each in of_role(sheet, "Edit")] == [
        ("Dues", 92), ("Deposit", 92), ("Refund", 92),
    ]  # fmt: skip
    assert {("Dues", "84.00"), ("Deposit", "310"), ("Refund", "6.20")} <= set(told(sheet.fields()))


def badge(sheet: Sheet, text: str, left: int, base: int) -> None:
    sheet.fill(left, base - 15, left + width(text) + 18, base + 6, BLUE)
    sheet.write(text, left + 9, base, WHITE)


def test_values_in_badges_at_the_end_of_rows_are_no_buttons() -> None:
    rows = (("Pier A", "12"), ("Pier B", "7"), ("Pier C", "140"), ("Slipway", "3"))
    sheet = Sheet(700, 240)
    for number, (label, value) in enumerate(rows):
        sheet.write(label, 30, 50 + 40 * number)
        badge(sheet, value, 382 - width(value), 50 + 40 * number)
    assert of_role(sheet, "Button", "Hyperlink") == []
    assert told(sheet.fields()) == list(rows)


def test_low_button_that_says_the_same_in_each_row_is_one() -> None:
    sheet = Sheet(700, 240)
    for number, label in enumerate(("Pier A", "Pier B", "Pier C")):
        sheet.write(label, 30, 50 + 40 * number)
        badge(sheet, "Remove", 300, 50 + 40 * number)
    assert [each.label for each in of_role(sheet, "Button")] == ["Remove"] * 3


def test_cells_of_a_row_with_a_badge_are_no_tabs_and_the_badge_is_no_button() -> None:
    sheet = Sheet(900, 300)
    names, lefts = ("Boat", "State", "Skipper", "Pier"), (40, 180, 320, 470)
    rows = (
        ("Alba", "Afloat", "Ada Lind", "C 14"),
        ("Brise", "Ashore", "Ivo Ruud", "A 2"),
        ("Corso", "Lost", "Eva Holm", "B 9"),
    )
    for left, name in zip(lefts, names, strict=True):
        sheet.write(name, left, 40, FAINT)
    for number, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            if text == "Ashore":
                badge(sheet, text, left - 9, 76 + 32 * number)
            else:
                sheet.write(text, left, 76 + 32 * number)
    assert of_role(sheet, "TabItem", "Button") == []
    assert told(sheet.fields()) == [pair for row in rows for pair in zip(names, row, strict=True)]


def test_square_and_ring_before_names_are_pictures_where_others_stand_before_names() -> None:
    sheet = Sheet(700, 300)
    for number, (label, value) in enumerate((*PAIRS, ("Pier", "North"), ("Flag", "Green"))):
        base = 50 + 36 * number
        top = base - 12
        if number in (1, 4):
            sheet.frame(30, top, 44, top + 14, FAINT, 2)
        elif number % 2:
            for row in range(14):
                sheet.fill(37 - row // 2, top + row, 38 + row // 2, top + row + 1, FAINT)
        else:
            sheet.fill(30, top + 5, 44, top + 8, FAINT)
            sheet.fill(36, top, 39, top + 14, FAINT)
        sheet.write(label, 54, base, FAINT)
        sheet.write(value, 260, base)
    assert of_role(sheet, "CheckBox", "RadioButton") == []
    assert len(of_role(sheet, "Image")) == 6


def test_check_boxes_without_a_text_that_are_set_are_found_in_their_column() -> None:
    sheet = Sheet(700, 260)
    for number in range(5):
        top = 40 + 36 * number
        sheet.frame(40, top, 54, top + 14, LINE)
        if number in (1, 3):
            sheet.fill(41, top + 1, 53, top + 13, BLUE)
            sheet.fill(44, top + 6, 50, top + 9, WHITE)
        sheet.write(f"Boat {number}", 120, top + 12)
    found = of_role(sheet, "CheckBox")
    assert [bool(each.state) for each in found] == [False, True, False, True, False]


@pytest.mark.parametrize(("line", "fields"), [(RULE, 0), (LINE, 4)])
def test_faint_rules_below_values_divide_them_and_are_no_lines_to_write_on(line: Colour, fields: int) -> None:
    sheet = Sheet(700, 300)
    for number, (label, value) in enumerate(PAIRS):
        base = 40 + 64 * number
        sheet.write(label, 40, base, FAINT, 0.42)
        sheet.write(value, 40, base + 22)
        sheet.fill(40, base + 32, 340, base + 33, line)
    assert len(of_role(sheet, "Edit")) == fields
    assert told(sheet.fields()) == list(PAIRS)


def test_nothing_is_found_on_noise() -> None:
    sheet = Sheet(300, 200)
    sheet.pixels[:] = np.random.default_rng(5).integers(0, 256, sheet.pixels.shape)
    assert sheet.fields() == ()


def test_badge_that_was_read_with_what_is_around_it_begins_where_it_is_drawn() -> None:
    sheet = Sheet(500, 300)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 62 * number
        sheet.write(label, 40, base, FAINT, 0.42)
        if number % 2:
            sheet.write(value, 40, base + 24)
            continue
        wide = width(value) + 16
        sheet.fill(40, base + 9, 40 + wide, base + 29, BLUE)
        sheet.write(value, 48, base + 24, WHITE)
        box = (34, base + 8, 46 + wide, base + 30)
        words = ((34, 48 + width(value.split()[0])), (54 + width(value.split()[0]), 46 + wide))
        sheet.spans[-1] = SpanRow(2 * number + 1, 0, 2 * number + 1, "ocr", box, value, 9_900, words)
    assert told(sheet.fields()) == list(PAIRS)
