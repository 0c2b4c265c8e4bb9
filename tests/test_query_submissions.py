"""When something was sent off is told by the page that confirmed it, and by no button, tab or other thing sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
FORM = ["Mooring permit", "Boat", "Grebe", "Length in metres", "7.4", "Send request", "Clear"]
CONFIRMED = ["Town of Eastmere", "Your request MP-118 was submitted for approval.", "Keep this number."]
AFTER = ["Berths", "Permit requested", "Order received", "The tide turns at noon"]


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    window = Window(
        (0, 0, 1200, 800), "Mooring permits - Town of Eastmere", "Firefox", "/usr/bin/firefox", focused=True
    )
    with Views(written(tmp_path / "root", FORM, CONFIRMED, AFTER, window=window)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "When did I submit the mooring permit?",
        "the harbour master asks me when the request for the mooring of the Grebe went off, day and time please",
        "On which day and at what time was the mooring permit sent off?",
        "day and time at which my mooring request was submitted",
        "When did I finally request the mooring?",
        "the harbour master asks me when I applied for the permit",
        "On which day did the mooring request go through?",
        "what time was it when my mooring request was filed",
    ],
)
def test_time_of_the_page_that_confirms_is_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith(
        "“Your request MP-118 was submitted for approval.” was first seen 2026-03-05 09:01"
    )
    [claim] = answer.claims
    assert [each.text for each in claim.citations] == ["Your request MP-118 was submitted for approval."]


@pytest.mark.parametrize(
    "question",
    [
        "When did I submit the tax return?",
        "When did I order the Heron?",
        "What did I enter as the length when I submitted the mooring permit?",
        "Until when do I have to submit the mooring permit?",
        "When did I send the mail about the mooring?",
        "Who submitted the mooring permit?",
        "When will the mooring permit be approved?",
        "When was the mooring permit accepted?",
        "When was the mooring permit returned?",
        "When was my mooring request confirmed?",
        "When did I receive the mooring permit?",
        "When did the mooring permit go out of date?",
        "When did I order the mooring?",
        "When did I book the mooring?",
        "When did I send the numbers?",
        "When did I send the metres?",
        "When had I not yet submitted the mooring permit?",
        "When was the mooring permit never submitted?",
        "When did Kwame submit the mooring permit?",
        "Tell me when Kwame submitted the mooring permit",
        "When was the mooring permit submitted by Kwame?",
        "When were we sent the mooring permit?",
        "When did I send the permit to the wrong mooring?",
        "When did I first open the mooring permit before I sent it?",
        "When did I print the form after I submitted the mooring permit?",
    ],
)
def test_what_no_page_confirms_is_told_otherwise_or_not_at_all(views: Views, question: str) -> None:
    answer = asked(views, question)
    took = answer.plan.family if answer.plan is not None else ""
    assert took != "submissions"


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("When was my Heron order confirmed?", True),
        ("When did I order the anchor?", True),
        ("When did I place the order for the anchor?", True),
        ("When was my Heron order accepted?", False),
        ("When did I apply for the anchor?", False),
        ("When did I order the colours?", False),
        ("what time did Heron confirm my order for the anchor", True),
        ("5 march, time heron chandlers got the anchor order", True),
        ("time the anchor order was confirmed", True),
        ("when did Heron accept my order", False),
        ("what time did Grebe confirm my order for the anchor", False),
        ("by what time must Heron confirm my order", False),
    ],
)
def test_what_came_of_it_and_what_was_sent_are_told_as_the_page_says(
    written: Callable[..., DataRoot], tmp_path: Path, question: str, is_told: bool
) -> None:
    window = Window((0, 0, 1200, 800), "Heron Chandlers", "Firefox", "/usr/bin/firefox", focused=True)
    basket = ["Basket", "1 anchor", "Colour", "Place order"]
    done = ["Thank you, Rowan", "Your order HC-203 is confirmed."]
    with Views(written(tmp_path / "root", basket, done, window=window)) as views:
        answer = asked(views, question)
    took = answer.plan.family if answer.plan is not None else ""
    assert (took == "submissions") == is_told
    assert not is_told or answer.summary.startswith("“Your order HC-203 is confirmed.” was first seen 2026-03-05 09:01")


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("when did the Skerry line confirm my crossing", True),
        ("5 march what time was the crossing booked", True),
        ("when was the crossing scheduled", False),
        ("what time did the Skerry line confirm my cabin", False),
    ],
)
def test_page_about_one_thing_tells_by_its_status_that_it_was_confirmed(
    written: Callable[..., DataRoot], tmp_path: Path, question: str, is_told: bool
) -> None:
    window = Window((0, 0, 1200, 800), "Skerry Line", "Firefox", "/usr/bin/firefox", focused=True)
    choice = ["Choose your crossing", "Thursday 09:15", "Book"]
    done = ["Your booking", "Code", "K7PQ2", "Status", "Confirmed", "Price", "48.00"]
    with Views(written(tmp_path / "root", choice, done, window=window)) as views:
        answer = asked(views, question)
    took = answer.plan.family if answer.plan is not None else ""
    assert (took == "submissions") == is_told
    assert not is_told or answer.summary.startswith("“Confirmed” was first seen 2026-03-05 09:01")
