"""What an editor writes between the lines of a file, behind them and beside their numbers is no line of it."""

from __future__ import annotations

import pytest

from processors import gutters, listings, rows
from tests.test_code import typed

CODE = [
    "class Plate:",
    "    def fill(self, row):",
    "        key = row.key",
    "        self.count += 1",
    "        return key",
]


def numbered(lines: list[str], *, first: int = 1, beside: str = "  ") -> str:
    """Return lines with their numbers, two cells before the code; of a line that is an aside the number is missing."""
    shown, number = [], first
    for line in lines:
        shown.append(f"    {beside}{line[1:]}" if line.startswith("!") else f"{number:>4}{beside}{line}")
        number += not line.startswith("!")
    return "\n".join(shown)


def told(text: str) -> list[str]:
    """Return the lines of the listing that shows this text, blank ones between them included."""
    spans = gutters.numbers_apart(typed(text))
    sheet = rows.sheet(spans, 9)
    assert sheet is not None
    lines, _ = listings.lines_of(sheet)
    return listings.Unit(tuple(lines)).text.split("\n")


@pytest.mark.parametrize(
    "aside",
    ["3 references", "1 usage new *", "Run | Debug", "You, yesterday | 1 author (You)", "Ana Rowe, 3 days ago"],
)
def test_what_stands_between_numbered_lines_is_none(aside: str) -> None:
    assert told(numbered([f"!{aside}", CODE[0], f"!    {aside}", *CODE[1:]])) == CODE


def test_line_that_goes_on_in_the_next_row_stays() -> None:
    assert told(numbered([*CODE[:3], "!            or row.other", *CODE[3:]])) == [
        *CODE[:3],
        "            or row.other",
        *CODE[3:],
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Ana Rowe, 3 days ago \u2022 Count wells once",
        "You, a few seconds ago \u2022 Uncommitted changes",
        '"key" is not accessed Pylance(reportUnusedVariable)',
        "Missing semicolon. eslint(semi)",
    ],
)
def test_what_stands_behind_a_line_is_none_of_it(said: str) -> None:
    assert told(numbered([*CODE[:2], f"{CODE[2]}   {said}", *CODE[3:]])) == CODE


@pytest.mark.parametrize("comment", ["# ana, 3 days", "# counted once, yesterday", "// eslint"])
def test_comment_behind_a_line_stays(comment: str) -> None:
    lines = [*CODE[:2], f"{CODE[2]}   {comment}", *CODE[3:]]
    assert told(numbered(lines)) == lines


@pytest.mark.parametrize("mark", ["v", ">", "8"])
def test_mark_beside_a_number_is_no_letter_of_the_line(mark: str) -> None:
    marked = numbered(CODE, beside="      ").split("\n")
    for at in (0, 1):
        marked[at] = f"{marked[at][:6]}{mark}{marked[at][7:]}"
    assert told("\n".join(marked)) == CODE


def test_heads_that_are_pinned_above_are_no_lines_of_what_follows() -> None:
    pinned = [f"{5:>4}  {CODE[0]}", f"{13:>4}  {CODE[1]}", *numbered(CODE[2:], first=27).split("\n")]
    assert told("\n".join(pinned)) == CODE[2:]


def test_code_that_is_folded_is_not_taken_for_a_head() -> None:
    folded = [f"{1:>4}  import csv", f"{12:>4}  {CODE[0]}", *numbered(CODE[1:], first=13).split("\n")]
    assert told("\n".join(folded)) == ["import csv", *CODE]


@pytest.mark.parametrize("sign", ["E", "W", ">>", "|", "2026-03-01 Ana"])
def test_sign_before_a_number_is_no_letter_of_the_line(sign: str) -> None:
    width = len(sign) + 2
    shown = [f"{sign if at in (1, 3) else '':{width}}{line}" for at, line in enumerate(numbered(CODE).split("\n"))]
    assert told("\n".join(shown)) == CODE


def test_note_without_numbers_keeps_all_that_is_written() -> None:
    note = ["call the mill   Ana Rowe, 3 days ago said so", "3 references", "ask Ben", "and Cleo"]
    assert told("\n".join(note)) == note


@pytest.mark.parametrize(
    "lines",
    [
        ["{", '  "name": "assay",', '  "wells": 96,', '  "od": 450', "}"],
        ["- name: install", "  run: make install", "- name: test", "  run: make test"],
        ["- fill the plates with", "  care and water", "# head", "  of it"],
        ["x = [", "    one,", "    two,", "    three,", "]"],
        ["    if (full)", "        return 0;", "    fill();", "    return wells;", "}"],
    ],
    ids=["json", "yaml", "markdown", "list", "c"],
)
def test_signs_that_begin_lines_are_no_marks(lines: list[str]) -> None:
    assert told(numbered(lines)) == lines


def test_paragraph_of_many_rows_is_followed_by_the_next_line() -> None:
    wrapped = [*CODE, *(f"!and so on and on, row {n}" for n in "abcdefg"), "the last one", "and its end"]
    assert told(numbered(wrapped)) == [line.removeprefix("!") for line in wrapped]


def test_prose_that_goes_on_with_a_number_or_a_day_stays() -> None:
    prose = [
        "We filled the plates and then we saw that",
        "!in the lab, today we filled 96 wells and",
        "!3 tests were done again",
    ]
    shown = [*prose, "by hand.", "And twice."]
    assert told(numbered(shown)) == [line.removeprefix("!") for line in shown]


@pytest.mark.parametrize(
    "line",
    [
        "    count = 1  # same shape as ts(rows)",
        "    seen = 2  # see clang(1)",
        "    names   = await json(rows)",
        "    row A   Ben Roe, today at noon",
    ],
)
def test_code_and_comments_behind_a_gap_are_not_cut(line: str) -> None:
    assert told(numbered([*CODE, line])) == [*CODE, line]


def test_letter_before_numbers_that_count_nothing_stays() -> None:
    note = ["10 apples here", "20 pears here", "30 plums here", "A 5 figs here"]
    assert told("\n".join(note))[-1].endswith("A 5 figs here")
