"""Sites are found by what tells of them together: their host, their titles, and what stands at the head of a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from tests.fronts import Shot, taken

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
SHOTS = (
    Shot("Building permit", url="permits.ardgoilcoco.example/new", line="Ardgoil County Council"),
    Shot("Minutes", url="minutes.tarrow.example/march", line="Tarrow Parish Council"),
    Shot("Permit granted", url="permits.ardgoilcoco.example/7", line="Ardgoil County Council"),
    Shot("The berth permit - Gannet Mail", url="mail.gannet.example/inbox", line="Re: council permit site"),
    Shot("Basket | Halyard Tool Supply", url="halyardtools.example/basket", line="Your basket"),
    Shot("Calendar", url="calendar.gannet.example/week", line="09:30 Permit for the council"),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Frames a minute apart, with pages of several sites in front."""
    with Views(taken(tmp_path_factory.mktemp("described"), SHOTS)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How often did I visit the council's permit site?", "2 visits to permits.ardgoilcoco.example"),
        ("how many times was I on the site of the county council", "2 visits to permits.ardgoilcoco.example"),
        ("When was I on the council's permits website for the last time?", "permits.ardgoilcoco.example was last"),
        ("when was I last on the tool shop site", "halyardtools.example was last in front"),
        ("How long did I spend on the parish minutes site?", "minutes.tarrow.example was in front for"),
    ],
)
def test_site_is_told_by_its_host_its_titles_and_its_heads_together(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith(told)
    assert all(claim.citations for claim in answer.claims)


@pytest.mark.parametrize(
    "question",
    [
        "How long was I on the council's tax site?",
        "How often did I visit the hospital's permit site?",
        # An entry of a calendar is no visit, and a mail about it no site of it.
        "When was I on the council's mooring site for the last time?",
        "how often was I on the council's berth site",
    ],
)
def test_site_that_lacks_a_word_of_what_is_told_is_not_meant(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_found"
