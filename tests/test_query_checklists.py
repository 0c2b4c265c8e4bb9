"""Check lists in text are told by their marks: what is done, what is left, and one line; nothing of another list."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.forms import checklists

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
BEFORE = ["HARVEST", "[ ] mend the blue net", "[ ] hire the press", "[x] wash 30 crates", "Line 4"]
AFTER = [
    "HARVEST",
    "[x] mend the blue net",
    "[ ] hire the press",
    "[x] wash 30 crates",
    "[ ] rope for Mirelle",
    "Line 5",
]
CODE = ["[x] = pair(row)", "orchard = crates[0]"]


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    window = Window((0, 0, 800, 600), "harvest.txt - Notes", "/usr/bin/notes", focused=True)
    root = written(tmp_path / "root", BEFORE, AFTER, CODE, window=window)
    catch_up(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "what is left on my harvest list?",
        "what have I not done yet on the harvest list",
        "which jobs on harvest.txt are still open",
        "How many things on the harvest list are not crossed off?",
        "is everything on the harvest list done?",
        "what's not ticked on the list with the crates",
    ],
)
def test_what_is_left_is_told_as_the_list_was_last(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert "2 of 4 on the list are not ticked: hire the press; rope for Mirelle" in answer.summary
    assert [each.text for each in answer.claims[0].citations] == ["[ ] hire the press", "[ ] rope for Mirelle"]


def test_what_is_done_is_told(views: Views) -> None:
    summary = asked(views, "what had I ticked off on the harvest list?").summary
    assert "2 of 4 on the list are ticked: mend the blue net; wash 30 crates" in summary


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("did I cross off the blue net?", "“mend the blue net” is ticked"),
        ("is the rope for Mirelle ticked on the list?", "“rope for Mirelle” is not ticked"),
        ("have I hired the press yet?", "“hire the press” is not ticked"),
        ("Did I get the rope yet, according to my list?", "“rope for Mirelle” is not ticked"),
    ],
)
def test_whether_one_thing_is_done_is_told_by_its_line(views: Views, question: str, said: str) -> None:
    assert said in asked(views, question).summary


@pytest.mark.parametrize(
    "question",
    [
        "what is left on my wedding list?",
        "did I cross off the ladder on the harvest list?",
        "is the red net ticked on the list?",
        "what is left of the crates",
    ],
)
def test_what_is_on_no_such_list_is_not_told(views: Views, question: str) -> None:
    assert "on the list" not in asked(views, question).summary


@pytest.mark.parametrize("words", [("done ", "list "), ("list ", "done "), ("tick ", "a ", "off "), ("not ", "a ")])
def test_no_number_of_things_takes_long(words: tuple[str, ...]) -> None:
    question = "did " + "".join(word * (2000 // (2 * len(word))) for word in words)
    begun = time.process_time()
    checklists._ASKED.search(question)
    checklists._WHETHER.search(question)
    checklists._CUES.sub(" ", question)
    assert time.process_time() - begun < 1
