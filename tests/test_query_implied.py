"""A label that a question asks for without naming it is meant; what only sounds alike implies none."""

from __future__ import annotations

import time

import pytest

from query.language.implied import by

_SECONDS = 0.15


@pytest.mark.parametrize(
    ("question", "concept", "said"),
    [
        ("who do we buy the pumps from", "supplier", {"who", "buy", "from"}),
        ("Who sells us the pumps?", "supplier", {"who", "sells"}),
        ("who plays the queen", "performer", {"who", "plays"}),
        ("what did the pumps come to with tax", "total", {"what", "come", "to"}),
        ("who has to repair the pump", "responsible", {"who", "has", "to", "repair"}),
        ("who is looking after the pump", "responsible", {"who", "is", "looking", "after"}),
        ("who has the pump defect now", "responsible", {"who", "has"}),
        ("which colleague looks after the pump", "responsible", {"which", "colleague", "looks", "after"}),
        ("who raised the defect of the pump", "requester", {"who", "raised"}),
        ("who has to approve the pump", "approver", {"who", "has", "to", "approve"}),
        ("who must review the change of the pump", "reviewer", {"who", "must", "review"}),
        ("until what date must the pump be repaired", "due", {"until", "what", "date", "must", "be", "repaired"}),
        ("by when did the pump have to be sorted", "due", {"by", "when", "to", "be", "sorted"}),
        ("how often does the pump start", "frequency", {"how", "often", "does"}),
        ("how was the flow of the pump measured", "method", {"how", "was", "measured"}),
        ("how bad is the leak", "severity", {"how", "bad"}),
        ("how bad is the leak rated", "severity", {"how", "bad", "rated"}),
        ("how urgent was the pump ticket", "priority", {"how", "urgent"}),
        ("why did I order the pumps", "reason", {"why", "did", "i", "order"}),
        ("how many hours do they reckon for the pump", "estimate", {"how", "many", "hours", "reckon", "for"}),
        ("for which day is my pump announced", "expected", {"for", "which", "day", "announced"}),
        ("when should the pump get here", "expected", {"when", "get", "here"}),
        ("when are we leaving the lodge", "check_out", {"when", "are", "we", "leaving"}),
        ("what do I have to bring to the workshop", "bring", {"what", "do", "i", "bring"}),
        ("biggest party the lodge takes", "capacity", {"biggest", "party", "takes"}),
        ("what does one pump cost", "price_each", {"what", "does", "one", "cost"}),
        ("my number with the laundry", "customer_no", {"my", "number", "with"}),
        ("when does Dr. Brisco have to come back", "next_visit", {"when", "does", "come", "back"}),
        ("what rebate did Brisco give", "discount", {"what", "rebate", "did", "give"}),
    ],
)
def test_what_is_asked_implies_a_concept_and_names_no_thing(question: str, concept: str, said: set[str]) -> None:
    [first] = [implied for implied in by(question) if implied.concept == concept]
    assert first.said == said


@pytest.mark.parametrize(
    "question",
    [
        "where did I see the pump",
        "who wrote the mail from Ines",
        "how many pumps were ordered",
        "the bad pump",
        "what came to the door",
        "how often did I open the page of the pump",
        "how often have we had the pump open",
    ],
)
def test_question_for_anything_else_implies_no_label(question: str) -> None:
    assert list(by(question)) == []


def test_what_asks_in_more_words_does_not_ask_in_some_of_them_for_another_thing() -> None:
    asked = [implied.concept for implied in by("where do we meet for the walk")]
    assert asked == ["meeting_point"]


@pytest.mark.parametrize(("question", "by_name"), [("which plan is the mail on", True), ("who approved it", False)])
def test_what_is_asked_for_by_one_of_its_names_is_known(question: str, by_name: bool) -> None:
    assert [implied.by_name for implied in by(question)][:1] == [by_name]


def test_long_question_is_not_searched_from_each_word_to_each() -> None:
    began = time.process_time()
    for question in ("who buy " * 250, "from who " * 220, "who " * 250 + "buy " * 250):
        by(question)
    assert time.process_time() - began < _SECONDS
