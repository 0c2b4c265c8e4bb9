"""Names and values as lists, settings, orders, dashboards and tables of these years have them."""

from __future__ import annotations

import pytest

from processors.style import differ, style_of
from projections.text import SpanRow
from tests.drawn import FAINT, INK, WHITE, Colour, Sheet, told, width

RULE: Colour = (205, 214, 208)
BLUE: Colour = (40, 90, 200)
PAIRS = (("Berth", "C 14"), ("Skipper", "Ada Lind"), ("Draught", "1.70 m"), ("Insured until", "May 2027"))


# ---------------------------------------------------------------- how a text looks


@pytest.mark.parametrize("size", [0.5, 0.6])
def test_bold_words_look_different_from_others_and_like_each_other_whatever_their_letters(size: float) -> None:
    sheet = Sheet()
    words = ("Halyard", "gypsy", "Mooring", "weather")
    for number, word in enumerate(words):
        sheet.write(word, 40, 60 + 50 * number, INK, size)
        sheet.write(word, 300, 60 + 50 * number, INK, size, stroke=2)
    screen = sheet.screen()
    usual, bold = (style_of(screen, range(start, 2 * len(words), 2)) for start in (0, 1))
    for number in range(0, 2 * len(words), 2):
        assert not differ(style_of(screen, [number]), usual)
        assert not differ(style_of(screen, [number + 1]), bold)
        assert differ(style_of(screen, [number]), bold)


def test_sign_of_a_currency_is_no_text_in_capitals() -> None:
    sheet = Sheet()
    sheet.write("7,991.98 EUR", 40, 60)
    sheet.write("HARBOUR DUES", 40, 110)
    amount, dues = (style_of(sheet.screen(), [number]) for number in (0, 1))
    assert amount is not None
    assert dues is not None
    assert not amount.capitals
    assert dues.capitals


# ---------------------------------------------------------------- names and values


def test_value_at_the_far_end_of_a_row_belongs_to_the_name_at_its_beginning() -> None:
    sheet = Sheet(1000, 300)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 50 * number
        sheet.write(label, 30, base)
        sheet.write(value, 960 - width(value), base, FAINT)
        sheet.fill(30, base + 20, 960, base + 21, RULE)
    assert told(sheet.fields()) == list(PAIRS)


def test_two_texts_far_apart_are_no_pair_where_nothing_is_like_them() -> None:
    sheet = Sheet(1000, 300)
    sheet.write("Berth", 30, 50)
    sheet.write("C 14", 900, 50, FAINT)
    sheet.write("Skipper", 30, 80)
    sheet.write("Ada Lind", 700, 80, FAINT)
    assert told(sheet.fields()) == []


def test_name_and_value_may_stand_in_cells_of_their_own() -> None:
    sheet = Sheet(900, 260)
    sheet.fill(20, 20, 880, 240, WHITE)
    for number, (label, value) in enumerate(PAIRS):
        top = 30 + 45 * number
        sheet.frame(40, top, 241, top + 46, RULE)
        sheet.frame(240, top, 601, top + 46, RULE)
        sheet.fill(41, top + 1, 240, top + 45, (240, 242, 241))
        sheet.write(label, 55, top + 28, FAINT)
        sheet.write(value, 255, top + 28)
    assert set(PAIRS) <= set(told(sheet.fields()))


def test_values_of_a_list_begin_behind_faces_and_dots() -> None:
    sheet = Sheet(900, 260)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 36 * number
        inset = (0, 26, 14, 0)[number]
        sheet.write(label, 30, base, FAINT)
        if inset:
            sheet.fill(200, base - 12, 200 + inset - 6, base + inset - 18, BLUE)
        sheet.write(value, 200 + inset, base)
    assert told(sheet.fields()) == list(PAIRS)


def test_values_may_stand_centred_below_their_labels() -> None:
    sheet = Sheet(900, 160)
    for number, (label, value) in enumerate(PAIRS):
        middle = 120 + 200 * number
        sheet.write(label, middle - width(label, 0.38) // 2, 60, FAINT, 0.38)
        sheet.write(value, middle - width(value) // 2, 84)
    assert told(sheet.fields()) == list(PAIRS)


def test_list_of_amounts_needs_no_look_of_its_own() -> None:
    due = (("Mooring (2 nights)", "84.00 EUR"), ("Dock 7 crane", "310.50 EUR"), ("Water", "6.20 EUR"))
    sheet = Sheet(700, 200)
    for number, (label, value) in enumerate(due):
        sheet.write(label, 30, 50 + 34 * number)
        sheet.write(value, 420 - width(value), 50 + 34 * number)
    assert told(sheet.fields()) == list(due)


@pytest.mark.parametrize("dotted", [True, False])
def test_leader_that_was_read_with_an_amount_is_no_part_of_it(dotted: bool) -> None:
    due = (("Mooring", "84.00 EUR"), ("Crane", "310.50 EUR"), ("Water", "6.20 EUR"))
    sheet = Sheet(700, 200)
    for number, (label, value) in enumerate(due):
        base, left = 50 + 34 * number, 420 - width(value)
        sheet.write(label, 30, base)
        sheet.write(value, left, base)
        for x in range(36 + width(label), left - 6, 4 if dotted else 2):
            sheet.fill(x, base - 1, x + 2, base + 1, FAINT)
        amount, sign = value.split()
        ends = left + width(amount)
        words = ((30, 30 + width(label)), (34 + width(label), ends), (ends + 6, 420))
        sheet.spans[-2:] = [
            SpanRow(number, 0, number, "ocr", (28, base - 14, 422, base + 5), f"{label} {value}", 9_900, words)
        ]
        assert len(words) == len(f"{label} {amount} {sign}".split())
    assert told(sheet.fields()) == list(due)


def test_letter_that_was_read_in_an_icon_is_no_part_of_a_name() -> None:
    sheet = Sheet(900, 260)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 36 * number
        for row in range(11):
            sheet.fill(35 - row // 2, base - 10 + row, 36 + row // 2, base - 9 + row, FAINT)
        sheet.write(label, 50, base, FAINT)
        sheet.write(value, 260, base)
        if number in (0, 2):
            span = sheet.spans[-2]
            box = (28, *span.box[1:])
            words = ((30, 41), *span.words)
            sheet.spans[-2] = SpanRow(span.id, 0, span.place, "ocr", box, f"O {span.text}", 9_900, words)
    assert told(sheet.fields()) == list(PAIRS)


def test_large_figures_have_their_names_below_them() -> None:
    figures = (("Boats in port", "148"), ("Berths free", "37"), ("Dues this week", "9,310"))
    sheet = Sheet(900, 300)
    sheet.write("Today", 40, 40, INK, 0.8)
    for row in (0, 1):
        for number, (label, value) in enumerate(figures):
            left = 40 + 260 * number
            sheet.write(f"{row}{value}", left, 100 + 110 * row, INK, 1.0)
            sheet.write(label, left, 124 + 110 * row, FAINT, 0.42)
    assert told(sheet.fields()) == [(label, f"{row}{value}") for row in (0, 1) for label, value in figures]


def test_figure_right_below_its_name_is_not_named_by_what_follows() -> None:
    sheet = Sheet(900, 300)
    for number, (label, value) in enumerate((("Boats", "148"), ("Berths", "37"), ("Dues", "9,310"))):
        left = 40 + 260 * number
        sheet.write(label, left, 60, FAINT, 0.42)
        sheet.write(value, left, 90, INK, 1.0)
        sheet.write("of last year", left, 130, FAINT, 0.42)
    assert ("of last year", "148") not in told(sheet.fields())


def test_name_and_value_over_amounts_are_no_names_of_columns() -> None:
    rows = (("Port", "Q-17 north"), ("Dues", "84.00"), ("Crane", "310.50"), ("Water", "6.20"))
    sheet = Sheet(700, 240)
    for number, (label, value) in enumerate(rows):
        sheet.write(label, 30, 50 + 34 * number, FAINT)
        sheet.write(value, 200, 50 + 34 * number)
    assert told(sheet.fields()) == list(rows)


def test_word_on_a_name_below_it_is_not_its_value_where_values_end_the_rows() -> None:
    sheet = Sheet(1000, 360)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 70 * number
        sheet.write(label, 30, base)
        sheet.write("Seen by all who ask for it", 30, base + 20, FAINT, 0.4)
        sheet.write(value, 960 - width(value), base + 10, FAINT)
        sheet.fill(30, base + 34, 960, base + 35, RULE)
    assert told(sheet.fields()) == list(PAIRS)


def test_values_far_from_their_names_may_begin_alike_and_have_links_behind_them() -> None:
    sheet = Sheet(1000, 300)
    for number, (label, value) in enumerate(PAIRS):
        base = 50 + 50 * number
        if number % 2:
            sheet.fill(20, base - 24, 980, base + 26, (200, 212, 204))
        sheet.write(label, 30, base, FAINT)
        sheet.write(value, 420, base)
        if number != 1:
            sheet.write("Change", 900, base, (20, 60, 220))
    assert told(sheet.fields()) == list(PAIRS)


def test_same_ink_on_the_stripes_of_a_table_is_one_look() -> None:
    sheet = Sheet()
    sheet.write("Halyard", 40, 60)
    sheet.fill(20, 90, 300, 140, (180, 196, 186))
    sheet.write("Halyard", 40, 120)
    one, other = (style_of(sheet.screen(), [number]) for number in (0, 1))
    assert not differ(one, other)


def test_labels_with_values_below_them_are_no_list_of_two_columns() -> None:
    rows = (("BOAT", "Alba", "LEAVES", "12:31", "PIER", "C 14"), ("CREW", "Five", "CLASS", "Sloop", "DUES", "84.00"))
    sheet = Sheet(900, 300)
    for number, row in enumerate((*rows, *rows)):
        base = 40 + 62 * number
        for place in range(3):
            label, value = row[2 * place : 2 * place + 2]
            left = (40, 300, 0)[place]
            sheet.write(label, left or 620 - width(label, 0.38), base, FAINT, 0.38)
            sheet.write(value, left or 620 - width(value, 0.6), base + 24, INK, 0.6)
    pairs = [(row[2 * n], row[2 * n + 1]) for row in rows for n in range(3)]
    assert sorted(told(sheet.fields())) == sorted([*pairs, *pairs])


def test_lines_of_a_panel_are_no_values_of_the_names_in_the_panel_beside_it() -> None:
    sheet = Sheet(1000, 300)
    for number, name in enumerate(("Riggers", "Lock keepers", "Pilots", "Divers", "Cooks", "Painters")):
        sheet.write(name, 30, 50 + 34 * number, FAINT)
    for number, text in ((0, "Is the crane free"), (2, "From ten on"), (3, "Thanks"), (5, "See you there")):
        sheet.write(text, 460, 50 + 34 * number)
    assert told(sheet.fields()) == []
