"""What a note is called, and in which program it was written, is told by what stands in its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
FRONT = Window(
    (0, 0, 800, 600), "orchard visit.txt - Geany", "Geany", focused=True, category="editor",
    document="orchard visit.txt",
)  # fmt: skip
BESIDE = Window((800, 0, 1600, 600), "Ferry timetable - Firefox", "Firefox", category="browser")


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A note in front, and a page beside it."""
    lines = [
        "- ladder 7 wobbles at the top",
        "- ask Noor about the bees",
        ((900, 100, 1200, 118), "Departures to Skellig"),
    ]
    root = written(tmp_path_factory.mktemp("holders") / "root", lines, window=FRONT, behind=[BESIDE])
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did I call the note with the wobbling ladder?", "orchard visit.txt"),
        ("what is the file called in which I wrote about the bees", "orchard visit.txt"),
        ("May I ask what the note about the ladder is called?", "orchard visit.txt"),
        ("I read some notes about the hives and Noor. What was the name of that file?", "orchard visit.txt"),
        ("name of the document that has the bees in it", "orchard visit.txt"),
        ("In which program did I write down that ladder 7 wobbles?", "Geany"),
        ("with which app did I jot down that I have to ask Noor about the bees", "Geany"),
    ],
)
def test_what_holds_it_is_named(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary
    title, *lines = answer.claims[0].citations
    assert title.text == FRONT.title
    # What stands there is cited, too.
    assert {line.text for line in lines} <= {"- ladder 7 wobbles at the top", "- ask Noor about the bees"}
    assert lines


@pytest.mark.parametrize(
    "question",
    [
        "What did I call the note with the recipe?",
        "I read some notes about the bees by Rui. What was the name of that file?",
        "what did I call the note about the bees and the hives",
        # What stands in the window beside it.
        "In which program did I write down the departures to Skellig?",
        "in which program did I write down my shopping list",
    ],
)
def test_what_nothing_holds_has_no_name(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"
