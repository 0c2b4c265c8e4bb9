"""Fonts of one width: the grid of cells is found, and lines on it are put together with their spaces as they stand."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from processors import fitting, grid, rows
from processors.base import Box, Extent
from processors.engines import EmbeddedReader
from projections.text import SpanRow

HEIGHT = 18

CODE = """\
def read_rows(path):
    with open(path) as file:
        for row in csv.reader(file):
            yield row[0],  row[1]

    return   None
"""


def set_on(cells: list[int], widths: list[float], pitch: float, left: float) -> tuple[list[Extent], NDArray[np.bool_]]:
    """Letters with ink of these widths (shares of a cell) in the middle of cells, and the ink of the line."""
    inked = np.zeros((HEIGHT, round(left + (cells[-1] + 2) * pitch)), dtype=np.bool_)
    extents: list[Extent] = []
    for cell, share in zip(cells, widths, strict=True):
        middle, half = left + (cell + 0.5) * pitch, max(0.5, share * pitch / 2)
        extent = (int(middle - half), max(int(middle - half) + 1, round(middle + half)))
        inked[4:14, extent[0] : extent[1]] = True
        extents.append(extent)
    return extents, inked


cells_of_a_line = st.lists(st.sampled_from([1, 1, 1, 1, 1, 2, 2, 5]), min_size=11, max_size=70).map(
    lambda steps: np.cumsum([0, *steps[1:]]).tolist()
)


@settings(max_examples=150, deadline=None)
@given(cells_of_a_line, st.floats(6.5, 13), st.floats(0, 9), st.randoms(use_true_random=False))
def test_letters_in_cells_are_found_in_their_cells(cells: list[int], pitch: float, left: float, chance: Random) -> None:
    widths = [chance.choice((0.25, 0.6, 0.75, 0.8)) for _ in cells]
    found = grid.found(*set_on(cells, widths, pitch, left))
    # Where most letters have a free cell beside them, the usual step is none of one cell.
    if sum(b - a == 1 for a, b in pairwise(cells)) < 0.6 * len(cells):
        return
    assert found is not None
    assert list(found.cells) == cells
    assert abs(found.pitch - pitch) < 0.15


@pytest.mark.parametrize(("count", "most"), [(14, 8), (20, 2), (40, 0)])
def test_letters_of_many_widths_hardly_ever_stand_on_a_grid(count: int, most: int) -> None:
    """Few letters may agree by accident: in a thousand lines, so many at the most; with more letters never."""
    chance = Random(count)
    found = 0
    for _ in range(1000):
        advances = chance.choices([4, 6, 9, 10, 11, 14], k=count)
        inked = np.zeros((HEIGHT, sum(advances) + 4), dtype=np.bool_)
        extents: list[Extent] = []
        at = 2
        for advance in advances:
            extents.append((at, at + advance - 1))
            inked[4:14, at : at + advance - 1] = True
            at += advance
        found += grid.found(extents, inked) is not None
    assert found <= most


def span(number: int, text: str, box: Box, pitch: float) -> SpanRow:
    """A line as a reader tells it: words on their cells, in whole px."""
    words: list[Extent] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        words.append((round(box[0] + at * pitch), round(box[0] + (at + len(word)) * pitch)))
        at += len(word)
    return SpanRow(number, 0, number, "ocr", box, text, 9_900, tuple(words))


def set_out(code: str, pitch: float, left: int, top: int, step: int) -> list[SpanRow]:
    found: list[SpanRow] = []
    for row, line in enumerate(code.splitlines()):
        text = line.strip()
        if text:
            x0 = round(left + (len(line) - len(line.lstrip())) * pitch)
            box = (x0, top + row * step, round(x0 + len(text) * pitch), top + row * step + HEIGHT)
            found.append(span(len(found), text, box, pitch))
    return found


def put_together(spans: list[SpanRow]) -> list[str]:
    """The lines that spans stand for, with their columns, a blank one for each row that nothing stands in."""
    pitch = rows.pitch_of(spans)
    assert pitch is not None
    sheet = rows.sheet(spans, pitch)
    assert sheet is not None
    lines = [""] * (sheet.rows[-1].number + 1)
    for row in sheet.rows:
        lines[row.number] = sheet.line(row)
    return lines


@pytest.mark.parametrize("pitch", [7.0, 7.8, 9.633, 12.0])
def test_code_stands_as_it_was_written(pitch: float) -> None:
    assert put_together(set_out(CODE, pitch, 40, 30, 21)) == CODE.splitlines()


def test_pieces_of_a_row_are_put_together_by_their_columns() -> None:
    lines = ["total count     42", "every file name    bytes", "src/a.py         1200"]
    spans: list[SpanRow] = []
    for row, text in enumerate(lines):
        first, second = text[:16].rstrip(), text[16:].strip()
        for piece in (first, second):
            x0 = 40 + text.index(piece) * 8
            y0 = 30 + row * 20
            spans.append(span(len(spans), piece, (x0, y0, x0 + 8 * len(piece), y0 + HEIGHT), 8.0))
    assert put_together(spans) == lines


def test_words_of_many_widths_stand_on_no_grid() -> None:
    words = ((40, 75), (80, 160), (166, 172), (178, 260))
    prose = SpanRow(0, 0, 0, "ocr", (40, 10, 260, 28), "Will humming i moved", 9_900, words)
    assert not fitting.is_even(prose)


def test_a_recorded_terminal_is_read_with_its_indentation(corpus: Path) -> None:
    """Lines of a traceback, indented by two and by four, as the terminal holds them."""
    truth = json.loads((corpus / "truth" / "frames" / "dev-0053.json").read_text("utf-8"))
    pixels = np.asarray(Image.open(corpus / "handoff" / truth["handoff"] / truth["media"]).convert("RGB"))
    x0, y0, x1, y1 = next(w["rect"] for w in truth["windows"] if w["hwnd"] == terminal_of(truth))
    lines = EmbeddedReader().lines(np.ascontiguousarray(pixels[y0:y1, x0:x1]))
    spans = [SpanRow(i, 0, i, "ocr", li.box, li.text, li.confidence, li.words) for i, li in enumerate(lines)]
    found = {line.rstrip() for line in put_together(spans)}
    wanted = [line["raw"] for line in truth["lines"] if line["source"] == "term" and line.get("raw", "")[:1] == " "]
    assert wanted
    assert [line for line in wanted if line.rstrip() in found] == wanted


def terminal_of(truth: dict[str, list[dict[str, int]]]) -> int:
    return next(line["hwnd"] for line in truth["lines"] if str(line["source"]) == "term")


def test_screen_full_of_words_has_its_pitch_in_no_time() -> None:
    chance = Random(5)
    lines = [" ".join("x" * chance.randint(1, 9) for _ in range(6)) for _ in range(6_000)]
    spans = [span(number, line, (0, 0, 8 * len(line), HEIGHT), 8.0) for number, line in enumerate(lines)]
    begun = time.monotonic()
    assert rows.pitch_of(spans) == pytest.approx(8.0, abs=0.05)
    assert time.monotonic() - begun < 20


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([7.8, 7.9, 8.0, 8.05, 8.1, 8.4, 9.6]), st.integers(1, 12)), max_size=40))
def test_commonest_width_is_the_first_beside_which_most_letters_are_as_wide(steps: list[tuple[float, int]]) -> None:
    letters = {w: sum(n for v, n in steps if abs(v - w) <= rows.SAME_PITCH / 2 * w) for w, _ in sorted(steps)}
    most = max(letters.values(), default=0)
    assert rows._commonest(steps) == (next((w for w in letters if letters[w] == most), 0.0), most)
