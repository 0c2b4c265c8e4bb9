"""Tables: sheets, printed pages and results in terminals, whose columns are told by the white between the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

import cv2
import numpy as np
import pytest

from processors import pairs, tables
from processors.screen import Screen, of_frame
from projections.text import SpanRow

HEADS = ("Plant", "Pots", "Price", "Bed")
ROWS = (("Lavender", "36", "4.20", "North"), ("Sage", "118", "3.75", "South"), ("Thyme", "9", "12.00", "North"))
LEFT, TOP, WIDE = 90, 60, 160


def drawn(lines: Sequence[Sequence[str]], *, pitch: int, counted: bool = True) -> Screen:
    """A sheet as programs draw it: words at the left of cells, numbers at the right, rows counted at the margin."""
    pixels = np.full((420, 900, 3), 255, np.uint8)
    spans: list[SpanRow] = []
    numbers = count()

    def put(text: str, x: int, y: int, *, right: bool = False) -> None:
        (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
        x -= width if right else 0
        cv2.putText(pixels, text, (x, y + height), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (20, 20, 20), 1, cv2.LINE_AA)
        box = (x - 2, y - 2, x + width + 2, y + height + 3)
        spans.append(SpanRow(next(numbers), 1, len(spans), "ocr", box, text, 9_900, ((x, x + width),)))

    for row, cells in enumerate(lines):
        y = TOP + row * pitch
        if counted:
            put(str(row + 1), 40, y)
        for column, text in enumerate(cells):
            right = text[0].isdigit()
            put(text, LEFT + WIDE * column + (WIDE - 20 if right else 0), y, right=right)
    return of_frame(pixels, spans)


def cells_of(screen: Screen) -> list[tuple[str, str]]:
    groups, _ = tables.found(screen, set(range(len(screen.pieces))))
    return [(field.label, field.value) for group in groups for field in group]


@pytest.mark.parametrize("pitch", [20, 30])
def test_cells_of_a_sheet_are_fields_of_the_names_in_its_first_row(pitch: int) -> None:
    found = cells_of(drawn([HEADS, *ROWS], pitch=pitch))
    assert found == [pair for row in ROWS for pair in zip(HEADS, row, strict=True)]


def test_sheet_whose_first_row_names_nothing_is_no_table() -> None:
    assert cells_of(drawn(ROWS, pitch=30)) == []


def test_amounts_below_names_make_a_table_where_nothing_counts_the_rows() -> None:
    found = cells_of(drawn([HEADS, *ROWS], pitch=30, counted=False))
    assert found == [pair for row in ROWS for pair in zip(HEADS, row, strict=True)]


def test_words_in_rows_that_look_alike_are_no_table() -> None:
    rows = (("Lavender", "dry", "full", "North"), ("Sage", "wet", "half", "South"), ("Thyme", "dry", "full", "North"))
    assert cells_of(drawn([HEADS, *rows], pitch=30, counted=False)) == []


def printed(*lines: str, pitch: int = 18) -> Screen:
    """Lines in a font of one width, 10 px a letter: a reader takes each for one text, with the place of each word."""
    pixels = np.full((40 + pitch * len(lines), 900, 3), 255, np.uint8)
    spans = []
    for row, line in enumerate(lines):
        y = 20 + row * pitch
        words = [(match[0], match.start()) for match in re.finditer(r"\S+", line)]
        for word, at in words:
            for place, letter in enumerate(word):
                x = 20 + 10 * (at + place)
                cv2.putText(pixels, letter, (x, y + 10), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (20, 20, 20), 1, cv2.LINE_AA)
        extents = tuple((20 + 10 * at, 19 + 10 * (at + len(word))) for word, at in words)
        box = (extents[0][0], y - 2, extents[-1][1], y + 13)
        spans.append(SpanRow(row, 1, row, "ocr", box, " ".join(word for word, _ in words), 9_900, extents))
    return of_frame(pixels, spans)


def ticket(rows: Sequence[Sequence[str]], *, grey: int = 150) -> Screen:
    """A ticket: labels in grey and values in black take turns along each row."""
    pixels = np.full((300, 900, 3), 255, np.uint8)
    spans: list[SpanRow] = []
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            x, y = 40 + 200 * column, 30 + 45 * row
            shade = (grey,) * 3 if column % 2 == 0 else (20, 20, 20)
            (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
            cv2.putText(pixels, text, (x, y + height), cv2.FONT_HERSHEY_SIMPLEX, 0.5, shade, 1, cv2.LINE_AA)
            box = (x - 2, y - 2, x + width + 2, y + height + 3)
            words = text.split()
            extents = tuple(
                (x + at * width // len(words), x + (at + 1) * width // len(words) - 6) for at in range(len(words))
            )
            spans.append(SpanRow(len(spans), 1, len(spans), "ocr", box, text, 9_900, extents))
    return of_frame(pixels, spans)


TICKET = (
    ("Status", "Open", "Severity", "Major"),
    ("Owner", "Rosa Lind", "Raised by", "Tom Ek"),
    ("Place", "North wall", "Trade", "Controls"),
    ("Effort", "6 h"),
)


def test_labels_and_values_that_take_turns_are_pairs() -> None:
    screen = ticket(TICKET)
    groups, _ = pairs.in_turn(screen, set(range(len(screen.pieces))))
    found = {field.label: field.value for group in groups for field in group}
    assert found == {row[at]: row[at + 1] for row in TICKET for at in range(0, len(row), 2)}


def test_cells_that_look_alike_take_no_turns() -> None:
    screen = ticket(TICKET, grey=20)
    assert pairs.in_turn(screen, set(range(len(screen.pieces)))) == ([], set())


def test_panels_beside_text_that_are_level_with_it_by_chance_take_no_turns() -> None:
    # Each of the two columns of pairs stands in one row with the other, and only in one.
    screen = ticket((TICKET[0], TICKET[1][:2], ("", "", *TICKET[2][2:])))
    wordy = {number for number, piece in enumerate(screen.pieces) if piece.text}
    assert pairs.in_turn(screen, wordy) == ([], set())


def values_of(screen: Screen) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, value in cells_of(screen):
        found.setdefault(label, []).append(value)
    return found


def test_result_of_a_query_in_a_terminal_is_a_table() -> None:
    screen = printed(
        "shop=# select id, taken, note from loans;",
        " id |  taken | note",
        "----+--------+---------------",
        "  7 |    4.5 | with the key",
        " 12 |   18.2 | lost",
        "(2 rows)",
        "shop=#",
    )
    assert values_of(screen) == {"id": ["7", "12"], "taken": ["4.5", "18.2"], "note": ["with the key", "lost"]}


def test_single_row_of_a_result_is_a_table_below_a_drawn_rule() -> None:
    screen = printed("count | mean", "------+------", "   31 | 4.25")
    assert values_of(screen) == {"count": ["31"], "mean": ["4.25"]}


def test_columns_of_a_listing_in_capitals_are_told() -> None:
    screen = printed(
        "NAME      STATUS    IMAGE",
        "web-1     Running   nginx",
        "queue     Pending   rabbit mq",
        "web-2     Failed    nginx",
    )
    assert values_of(screen)["STATUS"] == ["Running", "Pending", "Failed"]
    assert values_of(screen)["IMAGE"] == ["nginx", "rabbit mq", "nginx"]


def test_names_of_two_words_stand_over_their_own_columns() -> None:
    # One space between names, and one between a day and the hour right of it: only all rows together show the columns.
    screen = printed(
        "    Day    High tide Height Low tide Height",
        "Mon 16 Mar 02:41       4.8  09:03      0.9",
        "Tue 17 Mar 03:22       5.0  09:44      0.7",
        "Wed 18 Mar 04:01       5.2  10:25      0.6",
        "Issued by the harbour master, whose office is at the old pier.",
    )
    assert cells_of(screen)[:5] == [
        ("Day", "Mon 16 Mar"),
        ("High tide", "02:41"),
        ("Height", "4.8"),
        ("Low tide", "09:03"),
        ("Height", "0.9"),
    ]
    assert len(cells_of(screen)) == 15


def test_log_below_a_command_is_no_table() -> None:
    screen = printed(
        "ana@shop:~$ tail -3 loans.log",
        "10:04:01 INFO  lent 12",
        "10:04:09 WARN  late 7",
        "10:05:30 INFO  back 12",
    )
    assert cells_of(screen) == []


def test_numbers_of_lines_are_no_amounts_below_the_name_of_a_file() -> None:
    assert cells_of(printed("loans.sql  notes", "1  select id", "2  from loans", "3  where late")) == []


def test_assignments_below_an_import_are_no_table() -> None:
    assert cells_of(printed("import sys", "limit = 10", "retries = 3", "wait = 30")) == []


def listed(line: str, *, space: int = 4) -> Screen:
    """One line in blue on a strip of its own ground, and below it labels and values in two columns."""
    pixels = np.full((300, 900, 3), 255, np.uint8)
    pixels[24:54] = (230, 240, 255)
    spans: list[SpanRow] = []

    def put(words: Sequence[tuple[str, int]], y: int) -> None:
        extents = []
        for word, x in words:
            (width, height), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
            cv2.putText(pixels, word, (x, y + height), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (20, 20, 20), 1, cv2.LINE_AA)
            extents.append((x, x + width))
        box = (extents[0][0] - 2, y - 2, extents[-1][1] + 2, y + 14)
        text = " ".join(word for word, _ in words)
        spans.append(SpanRow(len(spans), 1, len(spans), "ocr", box, text, 9_900, tuple(extents)))

    words, x = [], 40
    for word in line.split():
        words.append((word, x))
        x += cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)[0][0] + space
    put(words, 32)
    middle = words[3][1]
    rows = (("Order", "KT-2071"), ("Sum", "$31.20, paid"), ("Sent", "with the ferry"), ("Expected", "12 May 2027"))
    for row, (label, value) in enumerate(rows):
        put([(label, 44)], 62 + 22 * row)
        put([(value, middle + 6)], 62 + 22 * row)
    return of_frame(pixels, spans)


def test_running_line_above_labels_and_values_is_no_head_of_theirs() -> None:
    assert cells_of(listed("Your order KT-2071 has been received")) == []
    assert cells_of(listed("Order KT-2071 was received.")) == []
