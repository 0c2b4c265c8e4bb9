"""Boxes are told as they were when the form went: not as the page has them before or after, and of no other form."""

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
from query.forms import sendings, ticks

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
LABELS = ("Insured", "Surveyed", "Live aboard")
FORM = ["Town of Eastmere", "Mooring of the Grebe", *LABELS, "Send"]
SENT = ["Town of Eastmere", "Your request MP-118 was submitted for approval.", *FORM[1:]]
OTHER = ["Backup", "Mail me when a list is sent", "Pause on battery"]
SCREENS = ((FORM, ()), (FORM, ("Insured", "Surveyed")), (SENT, ("Live aboard",)), (OTHER, ()))


@pytest.fixture(params=[(0, 1, 3), (0, 1, 2, 3)], ids=["sent unseen", "sent and empty again"])
def views(request: pytest.FixtureRequest, written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown = [SCREENS[at] for at in request.param]
    window = Window((0, 0, 800, 600), "Firefox", "/usr/bin/firefox", focused=True)
    root = written(tmp_path / "root", *(lines for lines, _ in shown), window=window)
    with Writer(root).turn() as turn:
        for at, (lines, ticked) in enumerate(shown):
            frame, maker = f"run1/evidence.capture.frame/{at}", Maker("elements", 1)
            boxes = tuple(
                Element(
                    (300, 28 * number, 318, 28 * number + 18), "CheckBox", line, ("checked",) if line in ticked else ()
                )
                for number, line in enumerate(lines)
                if line in LABELS or (lines is OTHER and number)
            )
            told = [ElementSeen(frame, "layout", maker, "", boxes), FrameExamined(frame, "elements", 1, 1)]
            turn.commit(told, run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("which boxes were not ticked on the mooring form before I sent it?", {"Live aboard"}),
        ("which boxes did I not tick for the mooring before I sent it off?", {"Live aboard"}),
        ("which box was left unticked when I submitted the mooring?", {"Live aboard"}),
        ("before the mooring was sent, which box stayed unticked?", {"Live aboard"}),
        ("which boxes were ticked on the mooring form before I sent it?", {"Insured", "Surveyed"}),
        ("which boxes had I ticked on the mooring form when it was ready to go, please?", {"Insured", "Surveyed"}),
        ("which things had I ticked on the mooring form when I sent it?", {"Insured", "Surveyed"}),
        ("which boxes of the mooring had a tick when I handed it in?", {"Insured", "Surveyed"}),
        ("which Grebe mooring items were checked before it went out?", {"Insured", "Surveyed"}),
    ],
)
def test_boxes_are_told_as_they_were_when_the_form_went(views: Views, question: str, labels: set[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert {each.text for each in answer.claims[0].citations} == labels


def test_one_box_is_told_as_it_was_when_the_form_went(views: Views) -> None:
    assert "“Insured” (checkbox) is checked" in asked(views, "was the Insured box ticked before I sent it?").summary


@pytest.mark.parametrize(
    "question",
    [
        "did I tick on the mooring form that I would sleep on her?",
        "when I sent the mooring form, was the box ticked that I would sleep on her?",
    ],
)
def test_box_that_is_told_in_other_words_is_told_among_all_of_its_form(views: Views, question: str) -> None:
    summary = asked(views, question).summary
    assert "Insured (checked), Surveyed (checked), Live aboard (not checked)" in summary
    assert summary.endswith("no label says in these words.")


def test_boxes_of_a_form_that_is_not_meant_are_not_shown_for_one(views: Views) -> None:
    assert asked(views, "did I tick on the passport form that I would sleep on her?").state != "ok"


def test_boxes_of_what_is_called_by_other_words_are_still_told(views: Views) -> None:
    answer = asked(views, "which boxes were not ticked in the backup?")
    assert [each.text for each in answer.claims[0].citations if each.source == "elements"] == OTHER[1:]


def test_boxes_of_a_form_that_was_never_seen_are_not_told(views: Views) -> None:
    assert asked(views, "which boxes were not ticked on the passport form before I sent it?").state != "ok"


@pytest.mark.parametrize("words", [("on ", "box ", "was "), ("was ", "box ", "not "), ("when ", "i ", "sent ")])
def test_no_number_of_boxes_takes_long(words: tuple[str, ...]) -> None:
    question = "".join(word * (2000 // (3 * len(word))) for word in words)
    begun = time.process_time()
    ticks._ASKED.search(question)
    sendings.SENDING.search(question)
    assert time.process_time() - begun < 1
