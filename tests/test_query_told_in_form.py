"""What has a form of its own, or a label or a head, is told where the window has all that a question names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ledger.facts import Box, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
WINDOW = Window((0, 0, 1280, 800), "Notes", "Kate", "kate", True, "host", "full", 1, "editor")
SHEET = (("Item", "Boxes", "Minimum", "Bin"), ("Ondansetron", "140", "50", "B-14"), ("Heparin", "96", "60", "C-17"))
SCREENS: tuple[tuple[str | tuple[Box, str], ...], ...] = (
    ("Your crossing was moved, because the engine of the ferry broke. Queue", "in lane 4 of the quay."),
    ("The footbridge over the Tarrow is to open again.", "The county pays half of it."),
    ("Gerd Holm", "I want a landing spot of 5 by 5 metres on the meadow."),
    tuple(
        ((60 + 200 * at, 80 + 30 * down, 60 + 200 * at + 9 * len(cell), 100 + 30 * down), cell)
        for down, row in enumerate(SHEET)
        for at, cell in enumerate(row)
    ),
    (
        ((60, 60, 300, 84), "Risk assessment, Ardgoil harbour"),
        ((60, 100, 180, 120), "Defibrillator"),
        ((400, 100, 620, 120), "Wall of the chandlery"),
    ),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Frames a minute apart, each with something to tell."""
    with Views(written(tmp_path_factory.mktemp("told"), *SCREENS, window=WINDOW)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In which lane do we have to line up for the ferry now?", "lane 4"),
        ("what part of the footbridge money does the county give", "half"),
        ("How big a patch of ground does Gerd ask for so that he can land?", "5 by 5 metres"),
        ("where does the defibrillator hang at the harbour", "Wall of the chandlery"),
        ("minimum for ondansetron", "50"),
    ],
)
def test_what_is_asked_for_is_told_in_its_form(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert told in answer.summary
    assert any(told in citation.text for citation in answer.claims[0].citations)


@pytest.mark.parametrize(
    "question",
    [
        "In which lane do the cyclists have to line up for the ferry?",
        "what part of the footbridge money does the ministry give",
        "How big a patch of ground does Marek ask for so that he can land?",
        "where does the fire extinguisher hang at the harbour",
        "minimum for paracetamol",
    ],
)
def test_of_something_else_it_is_not_told(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"
