"""Names of files, told by their sort and what stood in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SHOWN = ["Boiler", "Pressure 1.8 bar", "Pump replaced in May, in 14 minutes"]
FRONT = Window(
    (0, 0, 800, 600),
    "service_log.ods - Calc",
    "soffice",
    focused=True,
    category="spreadsheet",
    document="service_log.ods",
)
BESIDE = Window((800, 0, 1600, 600), "Ferry timetable - Firefox", "firefox", category="browser")


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A spreadsheet in front, and a page beside it."""
    lines = [*SHOWN, ((900, 100, 1200, 118), "Departures to Skellig")]
    root = written(tmp_path_factory.mktemp("filenames") / "root", lines, window=FRONT, behind=[BESIDE])
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "what was the spreadsheet with the boiler pressure called?",
        "I noted the pump and the boiler in some Excel file and cannot find it any more, what was the file called?",
        "name of the spreadsheet about the boiler",
        "which spreadsheet did I edit?",
        "The Excel sheet that I edited - what is it called?",
        "file name of the workbook i had open in soffice pls",
        "how is the service log spreadsheet called",
        "what's its name, the sheet with the pump: which sheet did I look at?",
        "5 March, 9:00 in the morning: which file was I looking at?",
    ],
)
def test_file_is_named_by_what_stood_in_it(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "service_log.ods" in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "what was the spreadsheet with the salaries called?",
        "what was the spreadsheet with the boiler contract called?",
        # What stands in the window beside it.
        "what was the spreadsheet with the departures to Skellig called?",
        "what was the pdf about the boiler called?",
        "which spreadsheet about the boiler was sent to me?",
    ],
)
def test_file_of_another_sort_or_with_other_things_has_no_name(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.plan is None or (answer.plan.family, answer.plan.measure) != ("files", "what it is called")


@pytest.mark.parametrize(
    "question",
    [
        "What is the pdf called that I had open?",
        "what was the name of the shell script I edited this morning",
        "name of the spreadsheet that I had open in Gnumeric",
    ],
)
def test_file_of_a_sort_that_was_never_open_has_no_name(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state == "not_found"


def test_what_is_counted_in_a_file_is_not_what_it_has(views: Views) -> None:
    assert ask(views, "which spreadsheet had the minutes?", now=NOW, zone=UTC).state == "not_found"
