"""A label that a question asks for without naming it is meant; what only sounds alike implies none."""

from __future__ import annotations

import time

import pytest

from query.language.implied import by

_SECONDS = 0.15


@pytest.mark.parametrize(
    ("question", "name", "said"),
    [
        ("who do we buy the pumps from", "vendor", {"buy"}),
        ("from which company did I order the pumps?", "vendor", {"order"}),
        ("Who sells us the pumps?", "supplier", {"sells"}),
        ("who plays the queen", "artist", {"plays"}),
        ("what did the pumps come to with tax", "total", {"come", "to"}),
        ("who has to repair the pump", "assignee", {"repair"}),
        ("who has the pump defect now", "assignee", set()),
        ("who is working on the pump", "assigned", {"working"}),
        ("who raised the defect of the pump", "reporter", {"raised"}),
        ("until what date must the pump be repaired", "due", {"repaired"}),
        ("by when is the pump to be mended", "due", {"mended"}),
        ("until when must the hall be closed", "until", set()),
        ("by when do they need the pump", "wanted", set()),
        ("who put in the ticket for the pump", "reporter", {"put", "in"}),
        ("who's dealing with the pump", "assignee", {"dealing", "with"}),
        ("how often does the pump start", "interval", {"often"}),
        ("how was the flow of the pump measured", "method", {"measured"}),
        ("who must review the change of the pump", "reviewer", {"review"}),
        ("who has to approve the pump", "approver", {"approve"}),
        ("by when do they want the pump", "deadline", set()),
        ("how bad is the leak", "severity", {"bad"}),
        ("how urgent was the pump ticket", "priority", {"urgent"}),
        ("why did I order the pumps", "justification", {"order"}),
        ("how big was the photo of the pump", "size", {"big"}),
        ("how long does the pump take to arrive", "delivery", {"arrive"}),
        ("for which day is my pump announced", "expected", {"announced"}),
        ("when will the pump of Brisco arrive", "expected", {"arrive"}),
        ("when must the bill of Brisco be paid", "due", {"paid"}),
        ("when are we leaving the lodge", "departure", {"leaving"}),
        ("what do I have to bring to the workshop", "bring", {"bring"}),
        ("who gets the money on Monday", "payee", {"gets", "the", "money"}),
    ],
)
def test_label_is_implied_and_what_asked_for_it_names_nothing(question: str, name: str, said: set[str]) -> None:
    [implied] = by(question)
    assert name in implied.names
    assert implied.said == said


@pytest.mark.parametrize(
    "question",
    [
        "where did I see the pump",
        "who wrote the mail from Ines",
        "how many pumps were ordered",
        "the bad pump",
        "who has the key now",
        "what came to the door",
        "how often did I open the page of the pump",
        "how often have we had the pump open",
    ],
)
def test_question_for_anything_else_implies_no_label(question: str) -> None:
    assert list(by(question)) == []


def test_long_question_is_not_searched_from_each_word_to_each() -> None:
    began = time.process_time()
    for question in ("who buy " * 250, "from who " * 220, "who " * 250 + "buy " * 250):
        by(question)
    assert time.process_time() - began < _SECONDS
