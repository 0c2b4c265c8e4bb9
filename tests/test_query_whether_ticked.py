"""Whether a box was ticked is told by its label and its place, and one of several choices by which of them was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Element, ElementSeen, FrameExamined, Maker, Window
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.forms import alternatives, ticks, whether

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
BOXES = {"Shore power": True, "Late berth, after 22:00": False, "Counted by two people": True, "Cot": False}
RADIOS = {"Pay by card": False, "Pay by invoice": True}
LINES = ["Eastmere marina", "Berth for the Grebe", *BOXES, *RADIOS, "Book berth"]
LONE = ["deck.yml", "harbour pass", "gate: 4471"]


def shown(lines: list[str], boxes: dict[str, bool], radios: dict[str, bool]) -> tuple[Element, ...]:
    return tuple(
        Element(
            (300, 28 * at, 318, 28 * at + 18),
            "CheckBox" if line in boxes else "RadioButton",
            line,
            ("checked",) if {**boxes, **radios}[line] else (),
        )
        for at, line in enumerate(lines)
        if line in boxes or line in radios
    )


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    window = Window((0, 0, 800, 600), "Firefox", "/usr/bin/firefox", focused=True)
    root = written(tmp_path / "root", LONE, LINES, window=window)
    told = (shown(LONE, {"harbour pass": True}, {}), shown(LINES, BOXES, RADIOS))
    with Writer(root).turn() as turn:
        for at, each in enumerate(told):
            frame, maker = f"run1/evidence.capture.frame/{at}", Maker("elements", 1)
            facts = [ElementSeen(frame, "layout", maker, "", each), FrameExamined(frame, "elements", 1, 1)]
            turn.commit(facts, run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("did I tick shore power for the berth?", "“Shore power” (checkbox) is checked"),
        ("was the cot ticked for the Grebe", "“Cot” (checkbox) is not checked"),
        ("is the late berth on?", "“Late berth, after 22:00” (checkbox) is not checked"),
        ("did we take the shore power at Eastmere?", "“Shore power” (checkbox) is checked"),
        ("at the marina, had I ticked the cot or not", "“Cot” (checkbox) is not checked"),
        ("did I choose pay by card?", "“Pay by card” (radio button) is not checked"),
        ("had I ticked that two people counted?", "“Counted by two people” (checkbox) is checked"),
        ("did I tick shore power and the cot?", "“Cot” (checkbox) is not checked"),
    ],
)
def test_whether_a_box_was_ticked_is_told(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert said in answer.summary
    assert answer.claims[0].citations


@pytest.mark.parametrize(
    "question",
    [
        "did I tick fuel for the berth?",
        "was the cot ticked for the passport application?",
        "was counted by three people ticked?",
        "did I check the harbour pass?",
        "did we order a cot?",
    ],
)
def test_no_other_box_is_told(views: Views, question: str) -> None:
    assert "checked" not in asked(views, question).summary


@pytest.mark.parametrize(
    "question",
    [
        "card or invoice, which did I choose for the berth?",
        "did I pick card or invoice at Eastmere",
        "am I paying the berth by card or by invoice?",
    ],
)
def test_one_of_several_that_are_named_is_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.summary.startswith("“Pay by invoice” (ticked")
    assert answer.claims[0].citations[0].text == "Pay by invoice"


@pytest.mark.parametrize(
    "question",
    [
        "did I pay by card or invoice at the restaurant?",
        "card or cash for the berth?",
        "which costs more, card or invoice?",
    ],
)
def test_choices_of_something_else_are_not_told(views: Views, question: str) -> None:
    assert "ticked" not in asked(views, question).summary


def test_boxes_are_told_where_the_place_has_its_name(views: Views) -> None:
    assert "Shore power (checked)" in asked(views, "which extras did I tick for the berth of the Grebe?").summary
    assert "(checked)" not in asked(views, "which extras did I tick for the rental van?").summary


@pytest.mark.parametrize("words", [("is ", "on ", "so "), (", ", "did ", "i "), ("or ", "left "), ("which ", "is ")])
def test_no_number_of_words_takes_long(words: tuple[str, ...]) -> None:
    question = "".join(word * (2000 // (3 * len(word))) for word in words)
    begun = time.process_time()
    for each in (whether._ASKED, whether._SURE, alternatives._ELSE, ticks._PICKED, ticks._SWITCHED):
        each.search(question)
    assert time.process_time() - begun < 1


def test_several_boxes_are_no_name_of_one(views: Views) -> None:
    summary = asked(views, "which berth boxes are off?").summary
    assert "Late berth, after 22:00, Cot" in summary


def test_box_of_another_place_is_told_by_no_text_either(views: Views) -> None:
    # The words of the box stand there, and the place that is told does not.
    for question in ("did I tick shore power for the caravan?", "was the late berth ticked on the ferry booking"):
        answer = asked(views, question)
        assert (answer.state, answer.claims) == ("not_found", ())
