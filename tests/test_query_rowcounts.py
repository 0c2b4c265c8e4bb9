"""How many rows a table has is counted as a screen shows them, each told by its name; sums are none of them."""

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
STORE = Window((0, 0, 900, 900), "Workshop store - Calc", process="/usr/bin/soffice", focused=True)
LEFT = (60, 300, 440, 540, 660)
ROWS = (
    ("Part", "Shelf", "Number", "Expires", "Checked by"),
    ("Gland nut", "K-04", "18", "2026-05-02", "Wanda"),
    ("Drive belt", "K-07", "3", "2026-06-12", "Emil"),
    ("Shaft seal", "K-07", "40", "2026-06-30", "Wanda"),
    ("Total", "", "61", "", ""),
)

Laid = tuple[list[tuple[Box, str]], list[Field]]


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A table with a sum, below a line that tells of other shelves, and beside a number of what is on order."""
    told, label = ((300, 300, 330, 318), "12"), ((60, 300, 260, 318), "Parts on order")
    lines, fields = table(ROWS, LEFT)
    lines += [((60, 40, 400, 58), "There are 9 shelves in the cellar"), told, label]
    fields.append(Field(*told, *label))
    root = written(tmp_path_factory.mktemp("counts") / "root", lines, window=STORE, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("how many parts of the workshop store are on shelf K-07?", ["Drive belt", "Shaft seal"]),
        ("how many parts in the store did Emil check", ["Drive belt"]),
        ("how many parts expire in June", ["Drive belt", "Shaft seal"]),
        ("number of parts checked by Wanda in the workshop store", ["Gland nut", "Shaft seal"]),
    ],
)
def test_rows_are_counted_and_told_by_name(views: Views, question: str, parts: list[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert f"{len(parts)} row{'s' if len(parts) > 1 else ''}: {'; '.join(parts)}" in answer.summary
    assert [citation.text for citation in answer.claims[0].citations] == parts


@pytest.mark.parametrize(
    "question",
    [
        # The screen itself tells a number of them, or of what may be they.
        "how many parts are in the workshop store",
        "how many shelves are in the workshop store",
        "how many tools are in the workshop store",
        "how many parts of the workshop store are on shelf M-04",
        "how many parts are not on shelf K-07",
        "how many parts expire in July",
        "how many parts of the workshop store are paid",
        "how many lost parts are on shelf K-07",
        "how many parts did Greta check",
        "how many parts did I check in the workshop store",
    ],
)
def test_what_may_be_another_number_is_not_counted(views: Views, question: str) -> None:
    assert " row" not in asked(views, question).summary
