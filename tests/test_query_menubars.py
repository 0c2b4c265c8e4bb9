"""The menu along the top of a program, or of a page, is told by the row of items that stands there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.facts import Box, Window
from projections.views import Views
from query.ask import ask
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
WINDOW = Window(
    (0, 0, 1280, 800), "unit.yml — Kittle", "Kittle", "kittle", True, "host", "full", 1, "editor", "unit.yml"
)
MENU = ("File", "Edit", "View", "Projects", "Settings", "Help")
LINES: tuple[tuple[Box, str], ...] = (
    ((500, 6, 640, 24), "unit.yml — Kittle"),
    *(((20 + 90 * at, 40, 80 + 90 * at, 58), item) for at, item in enumerate(MENU)),
    ((20, 200, 200, 218), "base: GAA car park"),
)


@pytest.mark.parametrize(
    "question",
    [
        "Which menus does Kittle have?",
        "what is in the menu bar of Kittle",
        "Name the items of the menu along the top of Kittle.",
    ],
)
def test_menu_of_a_program_is_its_row_of_items(tmp_path: Path, question: str) -> None:
    with Views(written(tmp_path, LINES, window=WINDOW)) as views:
        answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "; ".join(MENU) in answer.summary
    assert [citation.text for citation in answer.claims[0].citations] == [*MENU]


@pytest.mark.parametrize("question", ["Which menus does Mousepad have?", "what is on the lunch menu at the car park"])
def test_menu_of_something_else_is_not_told(tmp_path: Path, question: str) -> None:
    with Views(written(tmp_path, LINES, window=WINDOW)) as views:
        answer = ask(views, question, now=NOW, zone=UTC)
    assert "File; Edit" not in answer.summary
