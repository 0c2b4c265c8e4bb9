"""A row told by a number: what stands in it below the head that is asked for, and nothing of another row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

Table = Callable[..., tuple[list[tuple[Box, str]], list[Field]]]
NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
ROWS = (
    ("Kiln no.", "Glaze", "Peak", "Shelves", "Fired by"),
    ("2", "celadon", "1,240", "6", "Wilma Prasad"),
    ("7", "tenmoku", "1,265", "4", "Jonas Frei"),
    ("12", "shino", "1,210", "9", "Wilma Prasad"),
)
LATER = (*ROWS[:2], ("7", "tenmoku", "1,280", "4", "Jonas Frei"), ROWS[3])
LEFT = (60, 220, 380, 520, 680)
KILNS = Window((0, 0, 900, 900), "Firings - Clay Loft", process="/usr/bin/firefox", focused=True)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], table: Table, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    (first, fields), (second, later) = table(ROWS, LEFT), table(LATER, LEFT)
    root = written(
        tmp_path_factory.mktemp("kilns") / "root", first, second, window=KILNS, fields=fields, fields_then={1: later}
    )
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("which glaze was in kiln 7?", "tenmoku"),
        ("glaze of kiln no. 12 please", "shino"),
        ("how many shelves does kiln 12 have?", "9"),
        ("what was the peak in kiln #2", "1,240"),
        ("In the list of the Clay Loft, what's the peak of kiln 7 now?", "1,280"),
    ],
)
def test_value_in_the_row_of_a_number_is_told(views: Views, question: str, value: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert f": {value}, in Firings - Clay Loft" in answer.summary
    assert answer.claims[0].citations[0].text == value


def test_value_as_it_was_is_told_of_an_earlier_moment(views: Views) -> None:
    answer = asked(views, "peak of kiln 7?", datetime(2026, 3, 5, 9, 0, 30, tzinfo=UTC))
    assert "1,265" in answer.summary
    assert "1,280" not in answer.summary


def test_value_that_it_had_before_is_told_beside_the_last(views: Views) -> None:
    assert "Other times it was “1,265”" in asked(views, "what is the peak of kiln 7?").summary


def test_who_asks_for_the_last_value_is_told_no_other(views: Views) -> None:
    assert "1,265" not in asked(views, "peak of kiln 7 when I had it open the last time?").summary


@pytest.mark.parametrize(
    "question",
    [
        "which glaze was in kiln 13?",
        "what was the peak of kiln 1?",
        "how many shelves does kiln 70 have?",
        "what is the peak of kiln 7 in Rotterdam?",
        "what is the difference in shelves on the Clay Loft list between Jonas Frei and nobody",
    ],
)
def test_row_that_is_not_there_is_told_by_no_other(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_no_says_which_row_is_lacking(views: Views) -> None:
    assert "in tables with “Glaze” no “Kiln no.” is 13." in asked(views, "which glaze was in kiln 13?").summary


def test_two_rows_are_compared_elsewhere(views: Views) -> None:
    assert "in tables" not in asked(views, "difference of the peak of kiln 7 and kiln 2").summary
