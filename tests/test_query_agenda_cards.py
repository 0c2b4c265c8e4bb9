"""Calendars with a card: an appointment is told once, with its end; what is asked of another deed, or hour, is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.calendar import agendadeeds, agendaturns

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
"""A Thursday; the screens are of the morning of that day."""

Lines = list[tuple[Box, str]]


def at(left: int, top: int, text: str) -> tuple[Box, str]:
    return (left, top, left + 8 * len(text), top + 18), text


def week() -> Lines:
    """Days from 2 March on, hours from 08:00 to 17:00."""
    heads = [at(180 + 200 * n, 80, f"{day} {2 + n}") for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
    hours = [at(40, 120 + 60 * n, f"{8 + n:02}:00") for n in range(9)]
    entries = [
        *(at(106, 184, "Roof inspection"), at(106, 203, "09:00")),
        *(at(306, 244, "Tax office"), at(306, 263, "10:00")),
        *(at(506, 184, "Invoice check"), at(506, 203, "09:00")),
        *(at(706, 424, "Library handover"), at(706, 443, "13:00")),
        *(at(906, 484, "Stock call"), at(906, 503, "14:00 – 14:30")),
        *(at(906, 544, "Dentist"), at(906, 563, "15:00 - 15:45")),
    ]
    return [at(300, 20, "March 2026"), *heads, *hours, *entries]


def card() -> Lines:
    return [
        at(480, 300, "Tax office"),
        at(480, 324, "Tuesday 3 March, 10:00 – 12:30"),
        at(480, 352, "Bring: the letter"),
        at(480, 376, "Guest: Anna Roth"),
    ]


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    root = written(tmp_path_factory.mktemp("cards") / "root", week(), ["Invoice 4711"], [*week(), *card()])
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


def family(answer: Answer) -> str:
    return answer.plan.family if answer.plan is not None else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("was I free on Tuesday 3 March at 11?", "No: Tax office "),
        ("was I busy on Tuesday 3 March at 11am?", "Yes: Tax office "),
        ("was I free on the morning of Tuesday 3 March?", "Not all of that time: Tax office"),
        ("was I free on Tuesday 3 March from 9 to 11?", "Not all of that time: Tax office"),
        ("was I free on Tuesday 3 March from 10 to 12?", "No: Tax office"),
        ("was I free on Tuesday 3 March at 2pm?", "Nothing begins on Tuesday 3 March 2026 from 14:00 to 15:00"),
        ("was I busy on Tuesday 3 March at 2pm?", "No: nothing begins on Tuesday 3 March 2026 from 14:00 to 15:00"),
        ("am I free tomorrow at 16:00", "Nothing begins on Friday 6 March 2026 from 16:00 to 17:00"),
        ("was I free on Wednesday 4 March?", "Not all of that time: Invoice check"),
    ],
)
def test_one_is_free_only_after_the_end_that_any_card_tells(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family(answer)) == ("ok", "agenda")
    assert answer.summary.startswith(said)
    assert all(claim.citations for claim in answer.claims)


@pytest.mark.parametrize("question", ["was I free on 4 March at 10?", "was I busy on Wednesday 4 March at 11"])
def test_whether_one_is_free_is_not_told_while_what_began_before_may_go_on(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family(answer), answer.claims) == ("not_found", "agenda", ())
    assert "When “Invoice check” ends, which begins before that, is not told." in answer.summary


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("am I free tonight?", "What is on from 18:00 to 24:00 is not shown"),
        ("what is on tonight?", "What is on from 18:00 to 24:00 is not shown"),
        ("was I free at 6 in the morning on Tuesday 3 March?", "What is on from 06:00 to 07:00 is not shown"),
    ],
)
def test_hours_that_no_calendar_shows_are_said_not_to_be_shown(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family(answer), answer.claims) == ("not_found", "agenda", ())
    assert answer.summary.startswith(said)
    assert "it shows the hours from 08:00 to 17:00" in answer.summary


def test_of_hours_that_are_shown_in_part_that_part_is_named(views: Views) -> None:
    answer = asked(views, "am I free tomorrow from 4pm to 10pm?")
    assert answer.summary.startswith("Nothing begins on Friday 6 March 2026 from 16:00 to 17:00")
    assert answer.summary.endswith("It shows the hours from 08:00 to 17:00.")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("how many meetings are in my calendar?", 6),
        ("do any of my meetings clash in my calendar", 6),
        ("when is the tax office", 1),
        ("what was on on Tuesday 3 March", 1),
    ],
)
def test_an_appointment_and_its_card_are_one_entry(views: Views, question: str, count: int) -> None:
    answer = asked(views, question)
    assert (answer.state, family(answer), len(answer.claims)) == ("ok", "agenda", count)
    assert "At one time" not in answer.summary


def test_what_overlaps_by_the_end_that_a_card_tells_clashes(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    both = [*week(), at(306, 364, "Optician"), at(306, 383, "12:00")]
    with Views(written(tmp_path / "root", both, [*both, *card()])) as opened:
        answer = asked(opened, "do any of my meetings clash?")
    assert answer.summary.startswith("At one time: 2 entries: Tax office")
    assert [claim.text.split()[0].strip(":") for claim in answer.claims] == ["Tax", "Optician"]


@pytest.mark.parametrize(
    "question",
    [
        *("when was the invoice sent?", "when is the next invoice due?", "when did the stock run out?"),
        *("when did the library open?", "is the library open on Thursday?", "when did I register the invoice?"),
        *("when did Anna send the agenda?", "when did Anna come back?", "when did I not send the application?"),
        *("was my calendar open on Monday?", "when was the roof repaired?", "when did I book the dentist?"),
        *("when did I start on Monday?", "how early did I start on Monday?", "when did my day start on Monday?"),
        *("when is Anna", "which meetings did I miss on Monday"),
    ],
)
def test_deeds_that_nobody_says_of_an_appointment_are_not_told_from_a_calendar(views: Views, question: str) -> None:
    assert family(asked(views, question)) != "agenda"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when did the tax office meeting take place", "Tax office"),
        ("when is the dentist booked", "Dentist"),
        ("when was the roof inspected", "Roof inspection"),
        ("when do they hand over the library", "Library handover"),
        ("when is the stock call due", "Stock call"),
        ("when am I seeing the dentist", "Dentist"),
        ("when do I meet Anna Roth", "Tax office"),
        ("what did I have on Monday", "Roof inspection"),
        ("when does my day start tomorrow", "Stock call"),
        ("when is the next stock call", "Stock call"),
        ("first meeting this week", "Roof inspection"),
        ("my last meeting on Friday", "Dentist"),
        ("last meeting this week", "Dentist"),
    ],
)
def test_what_is_said_of_appointments_is_told_from_a_calendar(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family(answer), len(answer.claims)) == ("ok", "agenda", 1)
    assert answer.claims[0].text.startswith(said)


def test_nothing_past_is_told_as_next(views: Views) -> None:
    answer = asked(views, "when is the next roof inspection?")
    assert (answer.state, answer.claims) == ("not_found", ())
    assert answer.summary.startswith("None that is still to come stands in a calendar that was seen; the last was Roof")
    assert "Monday 2 March 2026" in answer.summary
    left = asked(views, "what is left today?")
    assert left.state == "not_found"
    assert "the last was Library handover" in left.summary


def test_the_last_meeting_is_the_last_that_is_past(views: Views) -> None:
    answer = asked(views, "when was my last meeting?")
    assert (answer.state, family(answer)) == ("ok", "agenda")
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["Library handover"]
    assert family(asked(views, "when was my last break?")) != "agenda"


def test_which_days_are_shown_is_told_where_the_first_of_more_is_asked_for(views: Views) -> None:
    answer = asked(views, "first meeting this month")
    assert answer.summary.startswith(
        "Of the days that are shown, Monday 2 March 2026 to Friday 6 March 2026: Roof inspection"
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("first meeting", "first"),
        ("my last appointment", "last"),
        ("next meeting", "next"),
        ("when do I start", "first"),
        ("when did my day start in my calendar", "first"),
        ("when did my day start", None),
        ("first row", None),
    ],
)
def test_turns_need_no_asking_word_and_past_starts_a_calendar(question: str, kind: str | None) -> None:
    found = agendaturns.read(question)
    assert (found.kind if found is not None else None) == kind


@pytest.mark.parametrize(
    ("question", "are"),
    [
        ("what is on", True),
        ("when is it over", True),
        ("what did I have", True),
        ("when do I have it scheduled", True),
        ("which meetings did I cancel", False),
        ("was it open", False),
        ("when was it put off", False),
    ],
)
def test_deeds_of_a_question_are_known(question: str, are: bool) -> None:
    assert agendadeeds.are_of(question) is are
