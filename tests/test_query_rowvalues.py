"""Which row has a value is told by the name of the row, where the row is of what the question calls it."""

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
HALLS = Window((0, 0, 900, 900), "Offers for the halls - Calc", process="/usr/bin/soffice", focused=True)
LEFT = (60, 260, 340, 440, 540, 640, 780)
ROWS = (
    ("Hall", "Area m²", "Seats", "Contact", "Price", "Plan", "Status"),
    ("Old mill", "612", "40", "Ada Roth", "$980.00", "7.8 MB", "Confirmed"),
    ("Boat shed", "96", "18", "Ben Ulm", "$450.00", "912 KB", "In talks"),
    ("Barn", "148", "40", "Cleo Fay", "$700.00", "1.3 MB", "Refused"),
    ("Total", "856", "98", "", "$2,130.00", "", ""),
)

Laid = tuple[list[tuple[Box, str]], list[Field]]


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A table with a sum."""
    lines, fields = table(ROWS, LEFT)
    root = written(tmp_path_factory.mktemp("rowvalues") / "root", lines, window=HALLS, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which hall is 612 m²?", "Old mill: 612 (Area m²)"),
        ("which hall has 18 seats", "Boat shed: 18 (Seats)"),
        ("which hall has 40 seats", "Old mill and Barn: 40 (Seats)"),
        ("which hall costs $700", "Barn: $700.00 (Price)"),
        ("which offer has a plan of 0.912 MB", "Boat shed: 912 KB (Plan)"),
        ("which of the offers is in talks", "Boat shed: In talks (Status)"),
        ("which hall was refused", "Barn: Refused (Status)"),
        ("who has a price of $450", "Ben Ulm: $450.00 (Price)"),
    ],
)
def test_row_is_told_by_its_value(views: Views, question: str, says: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert says in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        # Another value, another unit, a sum, and what no row is.
        "which hall is 613 m²",
        "which hall costs €700",
        "which hall has 98 seats",
        "which file is 7.8 MB",
        "which ticket is confirmed",
        "which barge has 18 seats",
        "which hall has not 18 seats",
        "which hall has over 18 seats",
        "which hall in Westwick has 18 seats",
        "which hall is booked",
    ],
)
def test_what_no_row_has_is_told_of_none(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.measure != "row with a value"
