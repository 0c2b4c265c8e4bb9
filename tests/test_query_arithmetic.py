"""Sums and means of a column are reckoned where they are asked for, and not where a value that stands there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.ask import ask
from tests.written import table as laid

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
SHEET = Window((0, 0, 800, 900), "crane_hours.ods - Calc", process="/usr/bin/soffice", focused=True)
HEADS: tuple[tuple[Box, str], ...] = (((20, 100, 80, 118), "berth"), ((200, 100, 280, 118), "Crane hours"))
ROWS = (("3", "12.5"), ("5", "7.5"), ("7", "10"))


def table(rows: Sequence[Sequence[str]]) -> tuple[list[tuple[Box, str]], list[Field]]:
    """What a sheet shows: its lines, and its values below their heads."""
    lines, fields = [*HEADS, ((400, 100, 480, 118), "Shift 4")], []
    for number, row in enumerate(rows):
        for (head, label), value in zip(HEADS, row, strict=True):
            box = (head[0], 130 + 30 * number, head[0] + 40, 148 + 30 * number)
            lines.append((box, value))
            fields.append(Field(box, value, head, label))
    return lines, fields


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines, fields = table(ROWS)
    with Views(written(tmp_path_factory.mktemp("sums") / "root", lines, window=SHEET, fields=fields)) as opened:
        yield opened


@pytest.fixture(scope="module")
def edited(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Part of a sheet, the whole of it, and that with a cell changed."""
    states = [table(rows) for rows in (ROWS[:2], ROWS, (ROWS[0], ("5", "17.5"), ROWS[2]))]
    shown = dict(enumerate(fields for _, fields in states))
    place = tmp_path_factory.mktemp("edited") / "root"
    root = written(place, *(lines for lines, _ in states), window=SHEET, fields=shown[0], fields_then=shown)
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("sum of the crane hours in crane_hours.ods", "12.5 + 7.5 + 10 = 30"),
        ("average of the crane hours in crane_hours.ods", "on average 10"),
    ],
)
def test_column_is_added_up(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary


def test_rows_that_are_named_are_added_up_alone(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    rows = (("Item", "Pieces", "Price"), ("Cot", "2", "$80.00"), ("Pram", "1", "$120.00"), ("Lamp", "4", "$15.00"))
    shown, fields = laid(rows, (60, 260, 340))
    window = Window((0, 0, 900, 900), "Nursery list - Calc", process="/usr/bin/soffice", focused=True)
    with Views(written(tmp_path / "root", shown, window=window, fields=fields)) as opened:
        for question, said in (
            ("how many pieces of the cot and the lamp are there in total", "2 + 4 = 6 "),
            ("what do the cot and the pram cost together?", "$80.00 + $120.00 = $ 200 "),
        ):
            assert said in ask(opened, question, now=NOW, zone=UTC).summary
        for question in (
            "what do the cot and the piano cost together?",
            "what do the cot, the piano and the pram cost together?",
        ):
            lone = ask(opened, question, now=NOW, zone=UTC)
            assert lone.plan is not None
            assert lone.plan.family != "arithmetic"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "sum of the crane hours in crane_hours.ods before and after I changed berth five",
            "12.5 + 7.5 + 10 = 30; then 12.5 + 17.5 + 10 = 40 (",
        ),
        ("sum of the crane hours in crane_hours.ods", "3 values: 12.5 + 17.5 + 10 = 40 ("),
    ],
)
def test_column_that_was_changed_is_added_up_as_it_was_too(edited: Views, question: str, said: str) -> None:
    answer = ask(edited, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary
    assert all(claim.citations for claim in answer.claims)


@pytest.mark.parametrize(
    "question",
    [
        # What numbers the rows is not what is averaged.
        "what was the average for berth 4 in crane_hours.ods",
        "What crane hours stand in the Total row of crane_hours.ods?",
        "crane hours, is the Total of all in crane_hours.ods?",
        "sum of the crane hours above 8 in crane_hours.ods",
    ],
)
def test_what_stands_nowhere_is_not_reckoned(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())
    assert "The only frame was searched" in answer.summary
