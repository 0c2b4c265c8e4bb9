"""What a column lists is told row by row: all of it, or the rows that hold what only some of them hold."""

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
LEFT = (60, 300, 440)
ROWS = (
    ("Part", "Shelf", "Number"),
    ("Gland nut", "K-04", "18"),
    ("Drive belt", "K-07", "3"),
    ("Shaft seal", "M-04", "40"),
    ("Total", "", "61"),
    ("Ask Wanda before you take the last one", "", ""),
)

Laid = tuple[list[tuple[Box, str]], list[Field]]


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot], table: Callable[..., Laid], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A table of which the layout told two rows, with a sum and a note below."""
    lines, fields = table(ROWS, LEFT, told=2)
    root = written(tmp_path_factory.mktemp("lists") / "root", lines, window=STORE, fields=fields)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("which parts are in the workshop store?", ["Gland nut", "Drive belt", "Shaft seal"]),
        ("Could you list all the parts in the store", ["Gland nut", "Drive belt", "Shaft seal"]),
        ("parts in the workshop store, please", ["Gland nut", "Drive belt", "Shaft seal"]),
        ("which parts of the store are on shelf K-07", ["Drive belt"]),
    ],
)
def test_column_is_listed_without_its_sum_and_notes(views: Views, question: str, parts: list[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert f"below “Part”: {'; '.join(parts)}" in answer.summary
    assert [citation.text for citation in answer.claims[0].citations] == parts


@pytest.mark.parametrize(
    "question",
    [
        "which parts are in the cellar?",
        "which tools are in the workshop store?",
        "which parts are not in the store?",
        # Nothing but comparing tells which of them are meant.
        "which parts of the workshop store are below 18",
    ],
)
def test_what_is_no_such_column_is_not_listed(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert "below “Part”" not in answer.summary
