"""What is wanted of a thing must stand by it, or nothing is told: heads, attributes, months, other people's rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.foreground import usage
from query.passages.intent import ESSENTIAL, LOOSE, read
from query.times.dates import calendar_forms

NOW = datetime(2026, 3, 25, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines = ["We handled 48,112 crates in February, up 6 percent", "PO-77310 on hold until Tobias agrees"]
    lines += ["we recommend the Halcyon HX 12, it arrives first"]
    lines += ["The alarm code of the boat house is 7719 (changes in October)"]
    lines += ["The alarm code of the crane changes tonight to 60415"]
    lines += ["Regatta moves to Lake Amery", "New rail gate opens in June", *("and so on" for _ in range(30))]
    # Far off, and of other things.
    lines += ["Warranty of the Boreas: 3 years", "The following items are due on 8 May"]
    with Views(written(tmp_path_factory.mktemp("wanted") / "root", lines)) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "How many crates have we handled in March?",
        "due date of PO-77310",
        "Halcyon HX 12 warranty",
        "Regatta start time",
        "ext. of Tobias?",
        # When it is to be, no sight of the words tells; nor a code that is to change what the new one is.
        "when do I get to Lake Amery?",
        "what is the new alarm code of the boat house?",
    ],
)
def test_what_does_not_stand_by_a_thing_is_not_told_of_it(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many crates did we handle in February?", "48,112"),
        ("Boreas warranty", "3 years"),
        ("Boreas B 1 warranty?", ""),
        ("new rail gate, opening month", "June"),
        ("new alarm code of the crane?", "60415"),
    ],
)
def test_what_stands_by_it_is(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (said in answer.claims[0].text) if said else not answer.claims


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("due date of PO-77310", "due"),
        ("cold chain audit score of Ward 7", "score"),
        ("Halcyon HX 12 warranty", "warranty"),
        ("the manual had a nice example of parsing", ""),
        ("I am in front of the safe, who has the keys", ""),
    ],
)
def test_head_of_a_question_is_needed(question: str, needed: str) -> None:
    plain = [
        term.text for term in read(question).terms if term.kind == ESSENTIAL and term.forms and term.text.islower()
    ]
    assert plain == ([needed] if needed else [])


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Most time on which site?", "site"),
        ("top website by time", "site"),
        ("Most time: which program?", "app"),
    ],
)
def test_most_time_is_asked_for_in_few_words(question: str, kind: str) -> None:
    asked = usage.read(question)
    assert asked is not None
    assert (asked.measure, asked.kind, asked.subject) == ("most", kind, "")


def test_day_in_another_row_of_a_list_is_not_that_of_what_is_asked_about(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    mails = [
        "Tide table update - High water at the pier moves to another hour",
        "Crane outage - The crane is down Friday",
    ]
    mails = [f"{mail}, plan around it please" for mail in mails]
    lines = [((700, 300 + 38 * at, 1300, 318 + 38 * at), mail) for at, mail in enumerate(mails)]
    with Views(written(tmp_path / "root", lines)) as opened:
        assert ask(opened, "when is high water on Friday?", now=NOW, zone=UTC).claims == ()
        assert ask(opened, "when is the crane down on Friday?", now=NOW, zone=UTC).state == "ok"


@pytest.mark.parametrize(
    ("question", "loose"),
    [
        ("the vote over how many euros exactly", "euros"),
        ("how many square metres has the hall", "square"),
        ("which list that I kept notes in", "kept"),
    ],
)
def test_what_a_value_is_counted_in_and_what_one_did_with_it_need_not_stand(question: str, loose: str) -> None:
    assert {term.text for term in read(question).terms if term.kind == LOOSE} >= {loose}


def test_contractions_name_nothing() -> None:
    assert [term.text for term in read("she'd heard the regatta wouldn't move").terms] == ["heard", "regatta", "move"]


def test_letter_is_a_subject_and_a_number_in_it_is_none() -> None:
    assert read("the letter from Ines about the pump").together
    assert not read("the phone number from Ines about the pump").together


def test_words_of_a_date_may_be_spelled_otherwise() -> None:
    [day] = [term for term in read("filter delivery, Sept").terms if term.text == "Sept"]
    assert {"sept", "sep", "september"} <= day.forms
    assert calendar_forms("first") == {"first", "1"}
