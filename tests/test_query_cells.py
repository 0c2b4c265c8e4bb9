"""A cell is told by its row and its column: a column that is named loosely or by a month, a table by its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
FERRY = Window((0, 0, 900, 900), "sailings.pdf - Reader", process="/usr/bin/reader", focused=True)
BUDGET = Window((0, 0, 900, 900), "budget.ods - Calc", process="/usr/bin/soffice", focused=True)
SAILINGS = (
    ("Harbour", "Arrives", "Leaves", "Fee per berth"),
    ("Norrvik", "06:10", "06:19", "€12.00"),
    ("Saltholm", "10:07", "10:15", "€14.50"),
)
SPENT = (("Item", "January", "February"), ("Ropes", "1,980", "2,475"), ("Paint", "5,304", "5,916"))

Laid = tuple[list[tuple[Box, str]], list[Field]]
Table = Callable[..., Laid]
Make = Callable[..., DataRoot]


@pytest.fixture(scope="module")
def sailings(written: Make, table: Table, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines, fields = table(SAILINGS, (60, 260, 440, 620))
    # Right over the table, with its left edge.
    top = min(box[1] for box, _ in lines)
    lines = [((60, top - 36, 240, top - 16), "Ferry MS 31"), *lines]
    root = written(tmp_path_factory.mktemp("sailings") / "root", lines, window=FERRY, fields=fields)
    with Views(root) as opened:
        yield opened


@pytest.fixture(scope="module")
def spent(written: Make, table: Table, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines, fields = table(SPENT, (60, 260, 440))
    root = written(tmp_path_factory.mktemp("spent") / "root", lines, window=BUDGET, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("when does MS 31 arrive in Saltholm?", "Arrives: 10:07"),
        ("when does MS 31 leave Norrvik", "Leaves: 06:19"),
        ("fee for a berth in Norrvik", "Fee per berth: €12.00"),
        ("what is the fee for one berth at Saltholm?", "Fee per berth: €14.50"),
    ],
)
def test_cell_of_a_table_that_its_heading_names(sailings: Views, question: str, says: str) -> None:
    answer = asked(sailings, question)
    assert (answer.state, says in answer.summary) == ("ok", True), answer.summary


@pytest.mark.parametrize("question", ["when does MS 32 arrive in Saltholm?", "fee for a berth in Kattnes"])
def test_another_ferry_and_another_harbour_have_none(sailings: Views, question: str) -> None:
    assert asked(sailings, question).state == "not_found"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what will paint cost us in February?", "February: 5,916"),
        ("how much did the ropes cost in January", "January: 1,980"),
    ],
)
def test_column_of_a_month_is_named_by_words_of_time(spent: Views, question: str, says: str) -> None:
    answer = asked(spent, question)
    assert (answer.state, says in answer.summary) == ("ok", True), answer.summary


@pytest.mark.parametrize("question", ["what will paint cost us in May?", "what will sails cost us in February?"])
def test_month_without_a_column_and_a_row_that_is_not_there_have_none(spent: Views, question: str) -> None:
    assert asked(spent, question).state == "not_found"
