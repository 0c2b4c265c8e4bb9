"""Which rows of a table a noun means where its title has it, and which column tells a price."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.values.scales import CLOCK, of_column

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
QUOTE = Window((0, 0, 900, 900), "ladder_quote.csv - Calc", process="/usr/bin/soffice", focused=True)
HEADS = ("Item", "Quantity", "Unit price", "Total")
ROWS = (
    ("Loft ladder", "2", "489.00", "978.00"),
    ("Step ladder", "6", "75.50", "453.00"),
    ("Hooks", "12", "22.25", "267.00"),
    ("Freight", "1", "118.40", "118.40"),
)
LEFT = (100, 300, 420, 560)
BILLS = Window((0, 0, 900, 900), "Bills - Calc", process="/usr/bin/soffice", focused=True)
PAYEES = (
    ("Payee", "Amount", "Due"),
    ("Water bill", "48.00", "2 May"),
    ("Gas", "61.50", "9 May"),
    ("Rent", "900.00", "1 May"),
)

Laid = tuple[list[tuple[Box, str]], list[Field]]


def opened(
    written: Callable[..., DataRoot], table: Callable[..., Laid], directory: object, window: Window, rows: object
) -> Views:
    lines, fields = table(rows, LEFT)
    return Views(written(directory, lines, window=window, fields=fields))


@pytest.fixture(scope="module")
def quote(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    with opened(written, table, tmp_path_factory.mktemp("rownouns") / "root", QUOTE, (HEADS, *ROWS)) as views:
        yield views


@pytest.fixture(scope="module")
def bills(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    with opened(written, table, tmp_path_factory.mktemp("bills") / "root", BILLS, PAYEES) as views:
        yield views


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which ladder is the cheapest?", "Step ladder: 75.50 (Unit price), the lowest of 489.00, 75.50;"),
        ("which ladder is the most expensive?", "Loft ladder: 489.00 (Unit price), the highest of 489.00, 75.50;"),
        # What is no ladder is an item, and its price is that of one.
        (
            "what is the cheapest item in the quote?",
            "Hooks: 22.25 (Unit price), the lowest of 489.00, 75.50, 22.25, 118.40",
        ),
        ("which item has the lowest total?", "Freight: 118.40 (Total)"),
        ("how many items are in the quote?", "4 rows: Loft ladder; Step ladder; Hooks; Freight"),
        ("which ladder costs 75.50?", "Step ladder: 75.50 (Unit price)"),
        # The quote is asked of, and ladder says which.
        ("what is the cheapest in the ladder quote?", "Hooks: 22.25 (Unit price)"),
    ],
)
def test_noun_of_a_title_means_the_rows_that_have_it(quote: Views, question: str, says: str) -> None:
    assert says in asked(quote, question).summary


@pytest.mark.parametrize("question", ["how many ladders are in the quote?", "which ladder costs 118.40?"])
def test_what_a_row_is_not_is_not_told_of_it(quote: Views, question: str) -> None:
    answer = asked(quote, question)
    assert "Freight" not in answer.summary
    assert "rows" not in answer.summary


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which bill is the highest?", "Rent: 900.00 (Amount), the highest of 48.00, 61.50, 900.00"),
        ("how many bills are there?", "3 rows: Water bill; Gas; Rent"),
    ],
)
def test_rows_of_a_title_in_the_plural_are_all_called_so(bills: Views, question: str, says: str) -> None:
    assert says in asked(bills, question).summary


def test_number_with_two_decimals_is_a_clock_only_among_clocks() -> None:
    assert [each and each[0] for each in of_column(["489.00", "22.25"], of_time=False)] == ["", ""]
    assert [each and each[0] for each in of_column(["12.30", "22.25"], of_time=False)] == [CLOCK, CLOCK]
    assert [each and each[0] for each in of_column(["12:30", "75.50"], of_time=False)] == [CLOCK, ""]
