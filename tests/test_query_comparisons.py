"""Two rows of a table are held against each other by the column that is meant; both values are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import comparatives

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
HALLS = Window((0, 0, 900, 900), "Offers for the halls - Calc", process="/usr/bin/soffice", focused=True)
LEFT = (60, 260, 340, 440, 560)
ROWS = (
    ("Hall", "Area m²", "Seats", "Price", "In all"),
    ("Old mill", "612", "40", "$980.00", "$1,960.00"),
    ("Boat shed", "96", "18", "$450.00", "$2,100.00"),
    ("Barn", "148", "40", "$700.00", "$700.00"),
)

Laid = tuple[list[tuple[Box, str]], list[Field]]


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A table in which the boat shed is the cheapest by one column, and the dearest by another."""
    lines, fields = table(ROWS, LEFT)
    root = written(tmp_path_factory.mktemp("comparisons") / "root", lines, window=HALLS, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("is the old mill dearer than the barn?", "Yes: Old mill: $980.00, against Barn: $700.00 (Price)"),
        ("which is cheaper, the mill or the barn", "Barn: $700.00, against Old mill: $980.00 (Price)"),
        ("is the boat shed bigger than the barn", "No: Barn: 148, against Boat shed: 96 (Area m²)"),
        ("which has more seats, the barn or the shed", "Barn: 40, against Boat shed: 18 (Seats)"),
        ("which has fewer seats: the barn or the shed?", "Boat shed: 18, against Barn: 40 (Seats)"),
        ("does the mill have more seats than the barn", "Both are equal: Old mill: 40 and Barn: 40 (Seats)"),
        ("how many more seats does the barn have than the shed?", "22: Barn: 40, against Boat shed: 18 (Seats)"),
        ("by how much is the barn bigger than the boat shed", "52: Barn: 148, against Boat shed: 96 (Area m²)"),
        ("how much bigger is the old mill than the barn", "464: Old mill: 612, against Barn: 148 (Area m²)"),
    ],
)
def test_one_of_two_rows_is_told(views: Views, question: str, says: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert says in answer.summary
    # Of both rows the name and the value.
    assert len(answer.claims[0].citations) == 4


@pytest.mark.parametrize(
    "question",
    [
        # By the price no, in all yes.
        "is the boat shed dearer than the barn",
        "is the boat shed dearer than the castle",
        "which is heavier, the mill or the barn",
        "which has more windows, the mill or the barn",
        "which is cheaper, the barn or the barn",
        "is the mill dearer than the barn in Westwick",
    ],
)
def test_what_is_open_is_not_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.measure != "two rows"


def test_both_things_are_read_without_articles() -> None:
    found = comparatives.asked("Does the old mill have more seats than my barn?")
    assert found is not None
    assert (found.one, found.other, found.what, found.is_whether) == ("old mill", "barn", "seats", True)
    assert comparatives.asked("which room is larger") is None
    assert comparatives.asked("more than three rooms") is None
