"""Notes and lists that somebody keeps in a file of text: their last state is told whole, and they are no code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOTE = "ROOF\n[x] ring the slater about the ladder\n[ ] ridge tiles, 14, grey\n[ ] lead flashing"
LINES = NOTE.split("\n")
BOXES = tuple((10, 28 * row, 10 + 9 * len(line), 28 * row + 18) for row, line in enumerate(LINES))
SNIPPET = Snippet(
    (10, 0, 400, 102), "block", "editor", "text", NOTE, BOXES, title="roof.txt (~/Jobs) - Text Editor", name="roof.txt"
)
NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    with Views(written(tmp_path / "root", LINES, code=[SNIPPET])) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "roof.txt as I left it",
        "show me the final version of my list with the ridge tiles",
        "my slater notes, last version",
    ],
)
def test_note_is_told_whole_as_it_was_left(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, [claim.text for claim in answer.claims]) == ("ok", [NOTE])
    assert NOTE in answer.summary


def test_note_is_no_code(views: Views) -> None:
    assert asked(views, "which languages did I write code in?").state != "ok"
