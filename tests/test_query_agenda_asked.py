"""What people ask of a calendar: days to come, what is next, whether they are free, how long something takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.calendar import agendaturns, dayasked

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
"""A Thursday; the screens are of the morning of that day."""

Lines = list[tuple[Box, str]]


def at(left: int, top: int, text: str) -> tuple[Box, str]:
    return (left, top, left + 8 * len(text), top + 18), text


def week(first: int, *entries: tuple[Box, str]) -> Lines:
    heads = [at(180 + 200 * n, 80, f"{day} {first + n}") for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
    return [at(300, 20, "March 2026"), *heads, *(at(40, 120 + 60 * n, f"{8 + n:02}:00") for n in range(9)), *entries]


def this_week() -> Lines:
    return week(
        2,
        *(at(106, 124, "Roof inspection"), at(106, 143, "08:00")),
        *(at(306, 304, "Tax office"), at(306, 323, "11:00 – 12:30"), at(306, 342, "Room 14")),
        *(at(306, 364, "Optician"), at(306, 383, "12:00 – 12:30")),
        *(at(906, 184, "Piano tuner"), at(906, 203, "09:15")),
    )


def next_week() -> Lines:
    return week(
        9,
        *(at(106, 184, "Choir"), at(106, 203, "09:00 – 10:00")),
        *(at(506, 364, "Lunch with Mr. Larsen"), at(506, 383, "12:00 – 13:00")),
        *(at(906, 244, "Choir"), at(906, 263, "10:00 – 11:00")),
    )


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    root = written(tmp_path_factory.mktemp("weeks") / "root", this_week(), ["Invoice 4711"], next_week())
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what have I got on tomorrow?", ["Piano tuner: Friday 6 March 2026, at 09:15"]),
        ("what's next in my calendar", ["Piano tuner: Friday 6 March 2026"]),
        ("what is my first appointment next week", ["Choir: Monday 9 March 2026"]),
        ("what's the last thing on Tuesday the 3rd", ["Optician: Tuesday 3 March 2026"]),
        ("Do I have anything next Wednesday, the 11th, and at what time?", ["Lunch with Mr. Larsen: Wednesday 11"]),
        ("what am I doing on the 11th of March", ["Lunch with Mr. Larsen"]),
        ("am I free next Wednesday at half past twelve", ["Lunch with Mr. Larsen"]),
        ("how many meetings did I have on Tuesday", ["Tax office", "Optician"]),
        ("what is on next week", ["Choir", "Lunch with Mr. Larsen", "Choir"]),
        ("do any of my appointments clash on Tuesday 3 March", ["Tax office", "Optician"]),
        ("when am I meeting Mr. Larsen?", ["Lunch with Mr. Larsen: Wednesday 11 March 2026, at 12:00"]),
        ("when is the next choir", ["Choir: Monday 9 March 2026"]),
        ("where is the tax office appointment", ["Tax office Room 14"]),
        (
            "how long did the tax office take",
            ["Tax office Room 14: Tuesday 3 March 2026, at 11:00 – 12:30; that is 1 h 30"],
        ),
        ("when does lunch with Mr. Larsen end", ["Lunch with Mr. Larsen: Wednesday 11 March 2026, at 12:00 – 13:00"]),
        ("which day was the optician", ["Optician: Tuesday 3 March 2026"]),
    ],
)
def test_calendar_answers_for_days_to_come_and_past(views: Views, question: str, said: list[str]) -> None:
    answer = asked(views, question)
    assert answer.plan is not None
    assert (answer.state, answer.plan.family, len(answer.claims)) == ("ok", "agenda", len(said))
    for claim, text in zip(answer.claims, said, strict=True):
        assert claim.text.startswith(text)
        assert claim.citations


@pytest.mark.parametrize("question", ["am I free on Saturday morning?", "what is on my calendar on Friday?"])
def test_answer_of_a_day_to_come_is_not_told_of_another_one(views: Views, question: str) -> None:
    # The words name the last Friday as a time of capture, and the next one as a day of the calendar.
    answer = asked(views, question)
    assert answer.window is None
    assert answer.readings


def test_free_day_is_told_from_a_calendar_that_shows_it(views: Views) -> None:
    answer = asked(views, "am I free on Thursday 12 March in the afternoon?")
    assert answer.state == "ok"
    assert answer.summary.startswith("Nothing begins on Thursday 12 March 2026 from 12:00 to 17:00 (the calendar seen ")
    assert "It shows the hours from 08:00 to 17:00." in answer.summary
    assert [citation.text for citation in answer.claims[0].citations] == ["Thu 12"]


def test_entry_before_a_free_hour_that_does_not_tell_its_end_is_named(views: Views) -> None:
    answer = asked(views, "am I free tomorrow at 10?")
    assert answer.summary.startswith("Nothing begins on Friday 6 March 2026 from 10:00 to 11:00")
    assert "“Piano tuner” ends, which begins before that, is not told." in answer.summary


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("am I free on 18 March?", "No calendar that was seen up to then shows Wednesday 18 March 2026."),
        ("what meetings do I have on Thursday the 12th", "Nothing stood on Thursday 12 March 2026"),
        ("when does the piano tuner finish?", "does not tell when it ends"),
        ("how long is the roof inspection", "does not tell when it ends"),
    ],
)
def test_what_no_calendar_tells_is_said_so(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())
    assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        *("when is the dentist", "when is Larsen's birthday", "where is the choir", "how much was the piano tuner"),
        *("what is the phone number of the tax office", "what was I doing on Tuesday at noon"),
    ],
)
def test_what_is_asked_for_something_else_is_not_answered_by_the_calendar(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is not None
    assert answer.plan.family != "agenda"


def test_calendar_under_a_card_is_told_from_before_the_card(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    card = [
        at(480, 300, "Tax office"),
        at(480, 324, "Tuesday 3 March, 11:00 – 12:30"),
        at(480, 352, "Bring: the letter"),
    ]
    shown = this_week()
    covered = [line for line in shown if line[1] not in ("Piano tuner", "09:15")]
    with Views(written(tmp_path / "root", shown, [*covered, *card])) as opened:
        assert asked(opened, "what have I got on tomorrow?").summary.startswith("Piano tuner")
        assert "Bring: the letter" in asked(opened, "when was the tax office").summary


@pytest.mark.parametrize(
    ("question", "way", "days"),
    [
        ("on next Wednesday, the 30th", 1, ["2026-09-30"]),
        ("the 5th of November", 1, ["2026-11-05"]),
        ("on Thursday 1 October", 0, ["2026-10-01"]),
        ("next Tuesday", 1, ["2026-09-29"]),
        ("this Friday", 0, ["2026-09-25"]),
        ("on Friday", 1, ["2026-09-25"]),
        ("on Friday", -1, ["2026-09-18"]),
        ("on Monday", 0, ["2026-09-28", "2026-09-21"]),
        ("last Tuesday", -1, ["2026-09-22"]),
        ("tomorrow", 1, ["2026-09-25"]),
        ("the day after tomorrow", 1, ["2026-09-26"]),
        ("this weekend", 1, ["2026-09-26", "2026-09-27"]),
        ("on the tenth", 1, ["2026-10-10"]),
        ("Tuesday the twenty-second", -1, ["2026-09-22"]),
        ("2026-10-02", 0, ["2026-10-02"]),
        ("in the week of 5 October", 0, [f"2026-10-{day:02}" for day in range(5, 12)]),
        ("on the 31st of September", 0, []),
    ],
)
def test_days_of_a_calendar_may_be_to_come(question: str, way: int, days: list[str]) -> None:
    today = date(2026, 9, 24)
    found = dayasked.read(f"what is on {question}?", today)
    assert [str(day) for day in (found.days(today, way) if found is not None else [])] == days


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what's on", "list"),
        ("what do I have on", "list"),
        ("is there anything in the diary", "list"),
        ("got anything", "list"),
        ("am I free", "free"),
        ("is my free", "free"),
        ("whats up next on my calendar", "next"),
        ("how many appointments do I have", "count"),
        ("does anything overlap", "clash"),
        ("what did I do", None),
        ("what is the total", None),
        ("what did I have open", None),
        ("which meeting notes did I write", None),
        ("how many events were there", None),
        ("how many events are there in my calendar", "count"),
    ],
)
def test_turns_are_taken_whole(question: str, kind: str | None) -> None:
    found = agendaturns.read(question)
    assert (found.kind if found is not None else None) == kind
