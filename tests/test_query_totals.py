"""What a table says that its column comes to is told from the row that has the sums, with what heads the column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ledger.facts import Box, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
WINDOW = Window((0, 0, 1280, 800), "moorings.xlsx - Excel", "Excel", "excel", True, "host", "full", 1, "spreadsheet")
COLUMNS = (60, 300, 460, 620, 780)
ROWS = (
    ("Mooring", "Nights", "Fee per night", "Total", "Deposit"),
    ("North pier", "4", "25", "100", "50"),
    ("Old quay", "3", "40", "120", "60"),
    ("Slipway", "5", "10", "50", "30"),
    ("Total", "12", "", "270", "140"),
)


def _lines() -> list[tuple[Box, str]]:
    lines: list[tuple[Box, str]] = [((60, 20, 400, 40), "moorings.xlsx - Excel")]
    for down, row in enumerate(ROWS):
        top = 80 + 30 * down
        lines.append(((10, top, 20, top + 20), str(down + 1)))
        lines += [
            ((left, top, left + 10 * len(cell), top + 20), cell)
            for left, cell in zip(COLUMNS, row, strict=True)
            if cell
        ]
    return lines


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """One frame with a sheet whose last row has sums."""
    with Views(written(tmp_path_factory.mktemp("totals"), _lines(), window=WINDOW)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What do the deposits of the moorings come to?", "Total (Deposit): 140"),
        # A fee per night is not added up: the column of totals has what it comes to.
        ("what do the fees of all my moorings come to", "Total (Total): 270"),
    ],
)
def test_sum_is_that_of_the_column_that_is_named(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith(told)
    assert {citation.text for citation in answer.claims[0].citations} >= {"Total", told.rpartition(" ")[2]}


def test_sums_of_two_columns_that_are_named_are_added_up(views: Views) -> None:
    answer = asked(views, "what do the nights and the deposits of the moorings come to together")
    assert answer.summary.startswith("Total (Nights, Deposit): 12 + 140 = 152")
    assert {citation.text for citation in answer.claims[0].citations} == {"Total", "12", "140", "Nights", "Deposit"}


@pytest.mark.parametrize(
    "question",
    [
        "What do the wages of the moorings come to?",
        # Of some rows the sum of all is none.
        "What do the deposits of the quay and the slipway come to?",
        "What do the deposits of the cottages come to?",
    ],
)
def test_sum_of_something_else_is_not_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert "270" not in answer.summary
    assert "140" not in answer.summary
