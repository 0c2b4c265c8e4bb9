"""A price, an address of a house, and what somebody is called must stand in what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.passages import expected
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
SCREENS = (
    ("Lunch on Wednesday? There is a new noodle bar on Dock Street, 12:30 works for me.", "Mar 3"),
    ("Vendor", "Halyard Instruments", "Why is this needed?"),
    ("Corrie Bellfounders, 3 Tannery Row, Tarrow. Open Monday to Friday.",),
    ("A towel at the pool hall is €3.50 a day.",),
    ("Do not touch rack 3 until I have measured the -48 V rail.",),
    ("Shunting costs 190 a move now.", "It takes 20 minutes."),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Frames a minute apart."""
    with Views(written(tmp_path_factory.mktemp("values"), *SCREENS)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the address of Corrie Bellfounders?", "3 Tannery Row"),
        ("How much is a towel at the pool hall?", "€3.50"),
        # What something costs may stand there without its currency.
        ("how much does the shunting cost for one move?", "190 a move"),
    ],
)
def test_value_of_the_form_is_told(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert told in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "How much is a lunch at the new noodle bar on Dock Street?",
        "How much was the lunch at the noodle bar?",
        # What the question has itself is no answer to it.
        "what voltage was measured on the -48 V rail?",
        "Could you tell me the address of Halyard Instruments?",
    ],
)
def test_another_value_is_no_answer(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"


@pytest.mark.parametrize(
    ("question", "value", "may"),
    [
        ("What is the night porter called?", "555-0162", False),
        ("What is the night porter called?", "Ger Moylan", True),
        ("what was our model named", "HX 12 Halcyon", True),
        ("what's the name of Ada's boat", "Boat", False),
        ("what's the name of Ada's boat", "Boat Sturdy", True),
        ("What is the night porter's number?", "555-0162", True),
    ],
)
def test_nobody_is_called_by_a_telephone_number(question: str, value: str, may: bool) -> None:
    assert expected.may_be_called(question, value) is may
