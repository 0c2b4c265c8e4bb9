"""The number of a thing is the identifier that stands as that of it, on what has all that the question names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ledger.facts import Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.passages import identifiers
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
WINDOW = Window((0, 0, 1280, 800), "Inbox - Petrel Mail", "Firefox", "firefox", True, "host", "full", 1, "browser")
SCREENS = (
    (
        "Quote for your bell",
        "we can cast the bell for $4,310.00, up to 240 kg.",
        "The quote has the number CB-20931 and stays open for ten days.",
        "Corrie Bellfounders",
    ),
    (
        "Your order TW-55120 is confirmed.",
        "Two torque wrenches arrive on Monday at Halyard Street 12, batch LOT-4410B.",
    ),
    ("Three offers for the rope", "Tarrow RP-1180 for $64.00", "It is paid from budget line B-4410."),
    (
        ((20, 100, 160, 120), "Reference"),
        ((300, 100, 460, 120), "MP-2026-0417"),
        ((20, 60, 460, 84), "Your mooring application"),
    ),
    (
        ((20, 100, 120, 120), "LOC-118"),
        ((160, 100, 420, 120), "Rats in the cannery cellar"),
        ((20, 140, 120, 160), "LOC-121"),
        ((160, 140, 420, 160), "Cover the road signs"),
    ),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Frames a minute apart, with things that have a number."""
    with Views(written(tmp_path_factory.mktemp("numbered"), *SCREENS, window=WINDOW)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Could you tell me the number of Corrie's quote for the bell?", "CB-20931"),
        ("under what number does the bell offer run", "CB-20931"),
        ("I ordered torque wrenches. What number did the order get?", "TW-55120"),
        ("what reference did they give my mooring application", "MP-2026-0417"),
        ("which number has the ticket about the rats", "LOC-118"),
        # There is but one.
        ("order number pls", "TW-55120"),
    ],
)
def test_number_of_a_thing_is_told(views: Views, question: str, number: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert number in answer.summary
    assert any(number in citation.text for citation in answer.claims[0].citations)


@pytest.mark.parametrize(
    "question",
    [
        "What is the number of Tarrow's quote for the rope?",
        "what reference did they give my parking application",
        "which number has the invoice for the bell",
        "What number did the order for the candles get?",
    ],
)
def test_number_of_another_thing_is_not_told(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_found"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The quote has the number CB-20931", ["CB-20931"]),
        ("quote of 12 March 2026, ring 091 555 0163 by 10:30", []),
        ("parcel RG 7740 1926 holds the quoted rope", []),
        ("the quote, batch LOT-4410B", []),
    ],
)
def test_identifier_stands_as_that_of_a_thing(text: str, stands: list[str]) -> None:
    assert [each.text for each in identifiers.of_thing(text, identifiers.THINGS["quote"])] == stands


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("what's the reference of the lodge reservation", "reservation"),
        ("my permit, what number has it got?", "permit"),
        ("how many orders are there", ""),
        ("number of orders on Monday", ""),
        ("what is the phone number on the quote", ""),
        ("who wrote the report", ""),
    ],
)
def test_question_asks_for_the_number_of_a_thing(question: str, thing: str) -> None:
    assert identifiers.asked(question) == thing
