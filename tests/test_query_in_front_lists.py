"""Mails, tickets and searches that were in front are told by titles and addresses, each once, with when; cited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from tests.fronts import Shot, taken

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SHOTS = (
    Shot("Inbox (3) - ada@larch.example - Gmail", url="mail.google.com/mail/u/0/#inbox"),
    Shot("Crane out of service - ada@larch.example - Gmail", url="mail.google.com/mail/u/0/#inbox/81"),
    Shot("Hedges - new quote - Mozilla Thunderbird", "Thunderbird", "mail"),
    Shot("Invoices - ada@larch.example - Mozilla Thunderbird", "Thunderbird", "mail"),
    Shot("Write: Re: Hedges - Mozilla Thunderbird", "Thunderbird", "mail"),
    Shot("Week - Calendar - Outlook", url="outlook.office.com/calendar/view/week"),
    Shot("[LARCH-7] Gauge reads too high - Jira", url="larch.atlassian.net/browse/LARCH-7"),
    Shot("Order RF-90322 | Reed & Felt", url="reedandfelt.example/orders/RF-90322"),
    Shot("ISO-8601 date format - Encyclopedia", url="encyclopedia.example/ISO-8601"),
    Shot("Count hedges twice by mk - Pull Request #12 - larch/survey", url="github.com/larch/survey/pull/12"),
    Shot("Count hedges twice by mk - Pull Request #12 - larch/survey", url="github.com/larch/survey/pull/12/files"),
    Shot("Gauge drifts - Issue #31 - larch/survey", url="github.com/larch/survey/issues/31"),
    Shot("LARCH-9 notes.txt - Mousepad", "Mousepad", "editor", document="LARCH-9 notes.txt"),
    Shot("harbour tides - Google Search", url="google.com/search?q=harbour+tides&hl=en"),
    Shot("Hedge laying for beginners - YouTube", url="youtube.com/watch?v=8"),
    Shot("caf%C3%A9 crane - YouTube", url="youtube.com/results?search_query=caf%C3%A9+crane"),
    Shot("larch bark at DuckDuckGo"),
    Shot("Search results", url="library.example/search?lang=en&query=tide+tab", cut=True),
    Shot("Sealark Ferries", url="book.sealark.example/sailings?q=2&day=2026-11-12"),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    with Views(taken(tmp_path_factory.mktemp("fronts") / "root", SHOTS)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def names(answer: Answer) -> list[str]:
    return [claim.text.rpartition(" (")[0] for claim in answer.claims]


MAILS = ["Crane out of service", "Hedges - new quote"]
TICKETS = ["[LARCH-7] Gauge reads too high - Jira", "Gauge drifts - Issue #31 - larch/survey"]
REQUESTS = ["Count hedges twice by mk - Pull Request #12 - larch/survey"]
SEARCHES = ["“harbour tides”", "“café crane”", "“larch bark”", "“tide tab…”"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which emails did I read today?", MAILS),
        ("which mails did I look at", MAILS),
        ("how many e-mails did I open?", MAILS),
        ("list the emails I have read", MAILS),
        ("which emails were open?", MAILS),
        ("which email did I read last?", MAILS[1:]),
        ("which email did I open first", MAILS[:1]),
        ("which emails about the crane did I read?", MAILS[:1]),
        ("which mails did I read in Thunderbird", MAILS[1:]),
        ("What tickets did I look at?", TICKETS),
        ("which issues did I open this week", TICKETS),
        ("which jira tickets did I have open?", TICKETS[:1]),
        ("how many tickets did I view", TICKETS),
        ("which pull requests did I review?", REQUESTS),
        ("which PRs did I look at today", REQUESTS),
        ("the merge requests I opened", REQUESTS),
        ("What did I search for?", SEARCHES),
        ("which searches did I do today?", SEARCHES),
        ("what did I google", SEARCHES),
        ("what did I look up on the web", SEARCHES),
        ("my search history", SEARCHES),
        ("which search terms did I use?", SEARCHES),
        ("which searches did I do on Google?", SEARCHES[:1]),
        ("what did I search for on YouTube?", SEARCHES[1:2]),
        ("what have I been searching on duckduckgo", SEARCHES[2:3]),
        ("what did I search for on library.example", SEARCHES[3:]),
    ],
)
def test_what_was_in_front_is_listed_by_its_sort(views: Views, question: str, expected: list[str]) -> None:
    answer = asked(views, question)
    assert (answer.state, names(answer)) == ("ok", expected)
    assert answer.plan is not None
    assert answer.plan.family == "front"
    shown = {shot.title: shot for shot in SHOTS}
    for claim in answer.claims:
        cited = claim.citations[0]
        shot = SHOTS[int(cited.frame.rpartition("/")[2])]
        assert cited.text == (shot.url or cited.title)
        assert shot in shown.values()
        assert claim.text.split(", ")[-1].startswith(f"2026-03-05 {claim.first_seen[11:19]}")


def test_thing_that_came_twice_is_told_once_from_when_to_when(views: Views) -> None:
    [claim] = asked(views, "which pull requests did I look at?").claims
    assert claim.text.endswith("(github.com), 2026-03-05 09:09:00 to 09:10:00")
    assert [citation.text for citation in claim.citations] == [SHOTS[10].url, SHOTS[9].url]
    assert claim.frames == 2


def test_last_is_told_as_a_sentence_and_many_are_counted(views: Views) -> None:
    assert asked(views, "which email did I read last?").summary.startswith("The last mail in front was Hedges")
    assert asked(views, "how many emails did I read?").summary.startswith("2 mails were in front: ")
    assert asked(views, "how many searches did I do?").summary.startswith("4 searches were in front: ")


def test_folders_alone_are_an_honest_no_with_their_titles(tmp_path: Path) -> None:
    with Views(taken(tmp_path / "root", (SHOTS[0], SHOTS[3], SHOTS[5]))) as views:
        answer = asked(views, "which emails did I read?")
        assert answer.state == "not_found"
        assert "“Inbox (3) - ada@larch.example - Gmail” (2026-03-05 09:00:00)" in answer.summary
        assert "Calendar" not in answer.summary


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did I search for?", "tells by its address or its title what was searched for"),
        ("which tickets did I look at?", "is that of a ticket"),
        ("which pull requests did I review?", "is that of a pull request"),
        ("how many emails did I read?", "no mail was in front"),
    ],
)
def test_where_nothing_tells_it_the_answer_says_so(tmp_path: Path, question: str, said: str) -> None:
    line = "Search  View  Help: tickets, emails and pull requests that I read"
    with Views(taken(tmp_path / "root", (Shot("Almanac", url="almanac.example/week", line=line),))) as views:
        answer = asked(views, question)
        assert (answer.state, answer.claims) == ("not_found", ())
        assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "who sent the email about the crane?",
        "which email did I send to Ana?",
        "which emails did I not read?",
        "what does the email about the crane say?",
        "when did I read the email about the crane?",
        "which email address does the office have?",
        "which email program did I use?",
        "what did I read in my email?",
        "which emails from Leon did I read?",
        "which emails did I see in the list?",
        "which tickets were open?",
        "which pull requests were open?",
        "which file did I open after the email?",
        "how many emails are in the inbox?",
        "which tickets are assigned to me?",
        "who opened the ticket?",
        "which tickets did I create?",
        "which issues did the audit find?",
        "who reviewed the pull request?",
        "which ticket system did I look at?",
        "what did the police search for?",
        "what did I type into the search field?",
        "what did I search for in the catalogue?",
        "what did I look up in the manual?",
        "where did I search for the crane?",
        "which searches does the manual list?",
        "what did I search for after the meeting?",
    ],
)
def test_other_questions_are_no_lists(views: Views, question: str) -> None:
    summary = asked(views, question).summary
    assert not any(said in summary for said in ("mails were in", "mail was in", "ticket was in", "tickets were in"))
    assert not any(said in summary for said in ("search was in", "searches were in", "request was in", "that of a"))
    assert "what was searched for" not in summary


def test_films_and_sailings_are_no_searches_and_orders_and_norms_no_tickets(views: Views) -> None:
    told = " ".join(claim.text for claim in asked(views, "what did I search for?").claims)
    assert "beginners" not in told
    assert "Sealark" not in told
    tickets = " ".join(claim.text for claim in asked(views, "which tickets did I see?").claims)
    assert "RF-90322" not in tickets
    assert "ISO-8601" not in tickets
    assert "notes.txt" not in tickets
