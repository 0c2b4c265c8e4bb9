"""What stands in the row of a day is told for that day, whenever the table was to be seen; other rows are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.code import CodeProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.ask import ask
from query.passages.verbatim import is_of_day

# A tide table of five days, looked at on one.
NAME = "2026-03-20T15-02-00Z_run_8b30"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "is_so"),
    [
        ("thu 19 mar 04 40 5 3", True),
        ("19 march 2026", True),
        ("2026 03 19 paid", True),
        ("19 3 2026", True),
        ("19 march 2025", False),
        ("thu | 19 | mar | 04 40", True),
        ("mar 19 04 40", True),
        ("berth 18 | mar 19 | 04 40", True),
        ("19th march, 18 to 20", True),
        # What stands behind the month of another day is a clock time.
        ("18 mar 04 19", False),
        ("19 | paid | 18 mar", False),
        ("2026-03-18 19", False),
        ("1 april 2026 03 19", False),
        ("18 mar 04 40", False),
        # A row has many numbers: they name no month by themselves.
        ("03 19 5 1", False),
        ("mar 9", False),
    ],
)
def test_row_names_a_day(row: str, is_so: bool) -> None:
    assert is_of_day(row.split(" | "), date(2026, 3, 19)) is is_so


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("dated"), (NAME,))
    reading.read_all(root, corpus, (NAME,))
    reading.understand(root)
    Batch(root, [*chosen(["behind", "elements"]), CodeProcessor(), *chosen(["fields"])], OpenGate()).run()
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What time was high water at Pier 3 on Thursday 19 March in the tide table?", "04:40"),
        ("low water on 17 March", "09:44"),
        ("tide table: when is low tide on the 20th", "11:49"),
        ("high water yesterday", "04:40"),
    ],
)
def test_value_in_the_row_of_a_day_is_told_and_cited(views: Views, question: str, value: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert answer.claims[0].citations[0].text == value
    assert f": {value} in the row of " in answer.summary
    # The table was not seen on that day: neither the time nor what was looked through is told of it.
    assert answer.window is None
    assert answer.readings
    assert answer.claims[0].citations[0].captured_at <= answer.coverage[0].newest_examined


@pytest.mark.parametrize(
    "question",
    [
        "high water on 23 March",
        "high water on 19 February",
        "low water on 19 May 2025",
        "Pier 3 tide table: height of the high water on Sunday 15 March?",
    ],
)
def test_day_that_has_no_row_has_no_value(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())
