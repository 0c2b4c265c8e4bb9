"""Which things of a sort somebody did something with: their sort alone, or the deed alone, tells nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SORTS = (
    "Power and logarithmic functions",
    "If no options are given, the settings of the site apply",
    "Table of Contents",
)
DEEDS = ("File Edit Search View", "Choose or change what is shown", "Read the summary")
BOTH = ("Invoice 4410 was paid on 2 March", "Chosen vendor: Halyard Supplies")


@pytest.fixture(params=[SORTS, DEEDS])
def apart(request: pytest.FixtureRequest, written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    """A screen that has the sorts of things only, or only the deeds."""
    with Views(written(tmp_path / "root", list(request.param))) as opened:
        yield opened


@pytest.fixture
def both(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    with Views(written(tmp_path / "root", [*BOTH, *SORTS])) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Which functions did I edit?",
        "which settings did I change?",
        "What options did I choose?",
        "Which tables did I look at?",
        "what contents have I read",
        "What did I search for?",
        "what did I choose",
        "Who edited me?",
    ],
)
def test_line_that_only_has_the_sort_or_the_deed_is_no_answer(apart: Views, question: str) -> None:
    answer = ask(apart, question, now=NOW, zone=UTC)
    assert answer.state in ("not_found", "needs_clarification", "not_available")
    assert not answer.claims


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Which invoice did I pay?", BOTH[0]),
        ("which vendor have I chosen?", BOTH[1]),
        ("which settings apply?", SORTS[1]),
        ("What logarithmic functions did I read about?", SORTS[0]),
    ],
)
def test_line_that_has_both_is_one_and_so_is_any_for_a_question_of_no_deed(
    both: Views, question: str, line: str
) -> None:
    answer = ask(both, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert line in answer.claims[0].text


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("How much did we pay Halyard for the gauges?", False),
        ("How much did the gauges of Halyard come to?", True),
        ("when did I cancel the gauges of Halyard", False),
        ("when did I order the gauges from Halyard", True),
    ],
)
def test_what_somebody_did_must_be_told_where_it_is_asked_for(
    written: Callable[..., DataRoot], tmp_path: Path, question: str, is_told: bool
) -> None:
    lines = ["Ordered on 2 March: gauges of Halyard, EUR 480.00 come to you by ship"]
    with Views(written(tmp_path / "root", lines)) as views:
        answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state == "ok") == is_told
