"""Notes and lists that somebody keeps in a file of text: their last state is told whole, and they are no code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet, Window
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


LOFT = Window((0, 0, 800, 600), "attic list", "StyledEdit", focused=True)
SHOP = Window((800, 0, 1600, 600), "Buckets - Firefox", "Firefox", category="browser")
PAPER = [
    ((10, 5, 100, 23), "attic list"),
    ((10, 33, 190, 51), "File Edit Font Document"),
    ((10, 70, 200, 88), "What leaks under the tiles"),
    ((10, 126, 260, 144), "north valley: two slates, 500 x 250"),
    ((10, 154, 180, 172), "ask Noor for the ladder"),
    ((10, 560, 120, 578), "Line: 1 Column: 0"),
    ((900, 126, 1100, 144), "Buckets 12 l, in stock"),
]
WHOLE = "What leaks under the tiles\n\nnorth valley: two slates, 500 x 250\nask Noor for the ladder"


@pytest.fixture
def paper(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    """A note in a program that tells nothing but its title, with a page beside it."""
    with Views(written(tmp_path / "paper", PAPER, window=LOFT, behind=[SHOP])) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Could I have my attic list, all that is on it?",
        "everything I jotted down about the attic, please",
        "What did I write down on what leaks, from top to bottom?",
        "read me my attic notes",
        "show me the note that has the ladder and the slates, the whole of it",
    ],
)
def test_note_is_shown_whole_without_its_menus(paper: Views, question: str) -> None:
    answer = asked(paper, question)
    assert (answer.state, [claim.text for claim in answer.claims]) == ("ok", [WHOLE])
    # Each line is cited, and the title of its window.
    assert {each.text for each in answer.claims[0].citations} == {*WHOLE.split("\n"), "attic list"} - {""}


@pytest.mark.parametrize(
    "question",
    [
        "everything that I noted down about the boiler",
        "my shopping list, all of it",
        "Give me all I noted down on the buckets.",
        "show me my notes about the ladder for Marek, complete",
    ],
)
def test_note_that_nobody_kept_is_not_found(paper: Views, question: str) -> None:
    assert asked(paper, question).state == "not_found"


@pytest.mark.parametrize(
    "question", ["how many lines has my attic list", "who wrote the attic list, all of it", "all mails on the attic"]
)
def test_what_else_is_asked_of_a_note_is_told_elsewhere(paper: Views, question: str) -> None:
    assert all(claim.text != WHOLE for claim in asked(paper, question).claims)
