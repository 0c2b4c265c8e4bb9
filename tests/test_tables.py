"""Tables: sheets whose rows are counted, and whose numbers stand at the right ends of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import cv2
import numpy as np
import pytest

from processors import tables
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


def test_words_in_rows_that_nothing_counts_are_no_sheet() -> None:
    assert cells_of(drawn([HEADS, *ROWS], pitch=30, counted=False)) == []
