"""What a notice said is told with the lines below its heading, and only of a notice that the question tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
MENU = [((20, 10 + 40 * at, 200, 30 + 40 * at), word) for at, word in enumerate(("Berths", "Crews", "Fees", "Log"))]
TOAST = [((900, 60, 1050, 80), "Booking not sent"), ((900, 86, 1190, 106), "The keel is longer than the berth")]
BERTHS = Window((0, 0, 1200, 900), "Book a berth", process="/usr/bin/browser", focused=True)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    root = written(tmp_path / "root", MENU, [*MENU, *TOAST], MENU, window=BERTHS, kept=len(MENU))
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Why was my booking not sent, what did the notice say?",
        "what did the notification about the booking tell me",
        "which notices popped up?",
    ],
)
def test_notice_is_told_with_the_lines_below_its_heading(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "“Booking not sent” · “The keel is longer than the berth”, first seen " in answer.summary
    assert [each.text for each in answer.claims[0].citations] == [text for _, text in TOAST]


def test_notice_of_something_else_is_not_told(views: Views) -> None:
    assert ask(views, "What did the notice about the ferry say?", now=NOW, zone=UTC).state == "not_found"
