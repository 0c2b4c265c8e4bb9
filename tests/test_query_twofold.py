"""Two questions in one are both answered, where each has a family for it; else the question is taken as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Field, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask, two_in

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
PERMIT = Window((0, 0, 900, 600), "Scaffold permit - Forms", process="/usr/bin/firefox", focused=True)
VALUES = (("Erected by", "Slate & Sons"), ("Checked by", "Ada Lind"), ("Until", "14 March 2026"))


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    lines, fields = [], []
    for row, (label, value) in enumerate(VALUES):
        boxes = [
            (left, 100 + 40 * row, left + 9 * len(text), 118 + 40 * row) for left, text in ((20, label), (200, value))
        ]
        lines += [(boxes[0], label), (boxes[1], value)]
        fields.append(Field(boxes[1], value, boxes[0], label))
    with Views(written(tmp_path / "root", lines, window=PERMIT, fields=fields)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "on the scaffold permit, who erected it, and who checked it",
        "Scaffold permit: erected by whom? And by whom was it checked?",
        "scaffold permit - who checked it, who erected it",
    ],
)
def test_both_parts_are_told_and_cited(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.question) == ("ok", question)
    assert "Slate & Sons" in answer.summary
    assert "Ada Lind" in answer.summary
    told = {citation.text for claim in answer.claims for citation in claim.citations}
    assert {"Slate & Sons", "Ada Lind"} <= told


def test_part_that_nothing_answers_adds_nothing(views: Views) -> None:
    one = asked(views, "who checked the scaffold permit")
    both = asked(views, "who checked the scaffold permit, and why did they drink tea")
    assert [claim.text for claim in both.claims] in ([], [claim.text for claim in one.claims])


@pytest.mark.parametrize(
    ("question", "open_one"),
    [
        ("who paid the insurance premium, and who checked the scaffold permit?", "who paid the insurance premium"),
        (
            "who checked the scaffold permit, and which wharf insurance covers the premium?",
            "which wharf insurance covers",
        ),
    ],
)
def test_question_that_is_left_open_is_named(views: Views, question: str, open_one: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert "Ada Lind" in answer.summary
    assert "Not answered: “" in answer.summary
    assert answer.unanswered[0].startswith(open_one)


def test_clause_that_tells_when_is_no_question_of_its_own(views: Views) -> None:
    answer = asked(views, "when the scaffold was erected, who checked the scaffold permit?")
    assert answer.unanswered == ()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who counted it, and in what bin is it", ("who counted it?", "in what bin is it")),
        ("Which box was it? And who signed?", ("Which box was it?", "who signed")),
        ("when and where is the meeting", None),
        ("from when to when was I away", None),
        ("who came, what did they say and when did they leave", None),
        ("who is the witness", None),
    ],
)
def test_two_questions_are_told_from_one(question: str, parts: tuple[str, str] | None) -> None:
    found = two_in(question)
    assert found == parts or (found is not None and parts is not None and (found[0], found[1].rstrip("?")) == parts)
