"""Calendars on the screen: which day and hour an entry belongs to, and what is told of it with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box
from projections.text import SpanRow
from projections.views import Views
from query.answers.plan import Filters
from query.ask import ask
from query.calendar import daybook, timetable

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SEEN = date(2026, 3, 5)
Lines = list[tuple[Box, str]]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def at(left: int, top: int, text: str) -> tuple[Box, str]:
    return (left, top, left + 8 * len(text), top + 18), text


def centred() -> Lines:
    """Heads in the middle of columns 200 wide from 100 on; rows of an hour, 60 high, from 08:00 at 120 on."""
    heads = [at(180 + 200 * n, 80, f"{day} {2 + n}") for n, day in enumerate(DAYS)]
    hours = [at(40, 120 + 60 * n, f"{8 + n:02}:00") for n in range(6)]
    entries = [
        at(106, 124, "Roof inspection"),
        at(306, 246, "Tax office 10:20"),
        *(at(506, 364, "Reading with"), at(506, 384, "the Larsens")),
        *(at(906, 184, "Roof inspection"), at(706, 300, "Piano tuner")),
    ]
    return [*heads, *hours, *entries]


def flush() -> Lines:
    """Heads where columns begin, the number of the day below its name; hours as 8 AM."""
    heads = [at(100 + 200 * n, 80, day.upper()) for n, day in enumerate(DAYS)]
    numbers = [at(102 + 200 * n, 102, str(9 + n)) for n in range(5)]
    hours = [at(30, 140 + 60 * n, f"{8 + n} AM") for n in range(4)]
    return [*heads, *numbers, *hours, at(104, 142, "Choir"), at(304, 262, "Dentist"), at(904, 204, "Choir")]


def halved() -> list[SpanRow]:
    """The same with a row for each half hour, 30 high."""
    halves = [at(40, 120 + 30 * n, f"{8 + n // 2:02}:{30 * (n % 2):02}") for n in range(12)]
    return rows([line for line in centred() if not line[1].endswith(":00")] + halves)


def rows(lines: Lines) -> list[SpanRow]:
    return [SpanRow(n, 1, n, "ocr", box, text, 9_900, ()) for n, (box, text) in enumerate(lines)]


def told(lines: Lines) -> list[tuple[str, str, str]]:
    return [(str(e.day.date(SEEN)), e.clock, e.text) for e in timetable.read(rows(lines)).entries]


def test_entry_belongs_to_the_column_and_the_row_in_which_it_begins() -> None:
    assert told(centred()) == [
        ("2026-03-02", "08:00", "Roof inspection"),
        ("2026-03-03", "10:20", "Tax office 10:20"),
        ("2026-03-04", "12:00", "Reading with the Larsens"),
        ("2026-03-05", "11:00", "Piano tuner"),
        ("2026-03-06", "09:00", "Roof inspection"),
    ]


def test_heads_may_stand_where_columns_begin_over_the_number_of_the_day() -> None:
    assert told(flush()) == [
        ("2026-03-09", "8 AM", "Choir"),
        ("2026-03-10", "10 AM", "Dentist"),
        ("2026-03-13", "9 AM", "Choir"),
    ]


@pytest.mark.parametrize("left_out", ["Tue 3", "09:00"])
def test_days_that_do_not_follow_each_other_and_screens_without_hours_are_no_calendar(left_out: str) -> None:
    lines = [line for line in centred() if line[1] != left_out and not (left_out == "09:00" and ":" in line[1])]
    assert told(lines) == []


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    with Views(written(tmp_path_factory.mktemp("week") / "root", centred(), ["Invoice 4711"], flush())) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when is the piano tuner coming?", ["Piano tuner: Thursday 5 March 2026, in the row of 11:00"]),
        ("at what time is the tax office?", ["Tax office 10:20: Tuesday 3 March 2026"]),
        (
            "which meetings are on Wednesday 4 in the calendar",
            ["Reading with the Larsens: Wednesday 4 March 2026, in the row of 12:00"],
        ),
        ("who is my appointment with at 12:00 on Wednesday", ["Reading with the Larsens: Wednesday 4 March 2026"]),
        ("how many roof inspections are in the calendar", ["Roof inspection: Monday 2", "Roof inspection: Friday 6"]),
        ("when is choir?", ["Choir: Monday 9 March 2026, in the row of 8 AM", "Choir: Friday 13 March 2026"]),
    ],
)
def test_calendar_answers_with_the_entry_its_day_and_its_hour_cited(
    views: Views, question: str, said: list[str]
) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.plan is not None
    assert (answer.state, answer.plan.family) == ("ok", "agenda")
    assert len(answer.claims) == len(said)
    for claim, text in zip(answer.claims, said, strict=True):
        assert claim.text.startswith(text)
        cited = [citation.text for citation in claim.citations]
        assert " ".join(cited).startswith(text.split(":")[0].split(" 10")[0])
        assert any(day in line.title() for line in cited for day in DAYS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which meetings are on 3 March after 2 pm in the calendar", []),
        ("which meetings are on 3 March in the morning", ["Tax office 10:20"]),
        ("which meetings are on 3 April in the calendar", []),
        ("which meetings are on Thursday in the calendar", ["Piano tuner"]),
        ("who wrote about the meeting on Tuesday 3?", []),
    ],
)
def test_day_and_hour_that_are_asked_for_are_those_of_the_calendar(
    views: Views, question: str, said: list[str]
) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert [claim.text.split(":")[0].removesuffix(" 10") for claim in answer.claims] == [
        each.split(":")[0].removesuffix(" 10") for each in said
    ]


def test_what_is_not_told_for_want_of_room_is_counted(views: Views) -> None:
    answer = ask(views, "how many roof inspections are in the calendar", now=NOW, zone=UTC, limit=1)
    assert (len(answer.claims), answer.clipped) == (1, True)
    assert "2 entries" in answer.summary
    assert "and 1 more" in answer.summary


def test_entries_side_by_side_have_lines_of_their_own() -> None:
    pair = [at(106, 246, "Budget"), at(190, 246, "Design"), at(106, 266, "review"), at(190, 266, "crit")]
    assert [text for _, _, text in told([*centred(), *pair])][:3] == ["Roof inspection", "Budget review", "Design crit"]


def listed() -> Lines:
    """Days one below the other, each with its entries: time, title and place in one row."""
    first = [at(43, 100, "Thursday 5 March"), at(42, 130, "11:00"), at(134, 132, "Call"), at(393, 132, "Video")]
    second = [at(43, 200, "Monday, March 9"), at(42, 230, "2:15 pm"), at(134, 230, "Handover"), at(393, 231, "Hall 2")]
    return [*first, at(42, 160, "14:00 – 15:00"), at(180, 160, "Piano tuner"), *second]


def test_entries_under_the_head_of_their_day_stand_beside_their_time() -> None:
    assert [(str(e.day.date(SEEN)), e.clock, e.text) for e in daybook.read(rows(listed())).entries] == [
        ("2026-03-05", "11:00", "Call Video"),
        ("2026-03-05", "14:00 – 15:00", "Piano tuner"),
        ("2026-03-09", "2:15 pm", "Handover Hall 2"),
    ]


@pytest.mark.parametrize(
    "left_out",
    [
        # No day heads them; no times; times that stand somewhere else.
        [line for line in listed() if "March" not in line[1]],
        [line for line in listed() if ":" not in line[1]],
        [((box[0] + 700 * (":" in text), *box[1:]), text) for box, text in listed()],
    ],
)
def test_lines_without_day_or_time_are_no_daybook(left_out: Lines) -> None:
    assert daybook.read(rows(left_out)).days == ()


def test_daybook_answers_with_the_day_and_the_time_cited(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    with Views(written(tmp_path / "root", listed())) as opened:
        answer = ask(opened, "when is the handover?", now=NOW, zone=UTC)
        assert answer.summary.startswith("Handover Hall 2: Monday 9 March 2026, at 2:15 pm")
        assert {citation.text for citation in answer.claims[0].citations} >= {"Handover", "Monday, March 9", "2:15 pm"}
        assert ask(opened, "when is the handover call?", now=NOW, zone=UTC).claims[:1] != answer.claims[:1]


@pytest.mark.parametrize("when", ["Tuesday 3 March, 10:20 – 11:00", "March 3, 10:20 - 11:00"])
def test_card_over_a_calendar_tells_its_own_day_and_time(when: str) -> None:
    # It lies over Wednesday, in the row of nine; its title is set larger, and farther above what is below it.
    card = [((540, 200, 760, 230), "Tax office"), at(540, 246, when), at(540, 270, "Room 4")]
    [entry] = [each for each in told([*centred(), *card]) if "Room" in each[2]]
    assert entry == ("2026-03-03", when[-13:], "Tax office Room 4")


@pytest.mark.parametrize(
    "question", ["when is the meeting with Dr. Moreau?", "what is on in the calendar on Sunday 8?"]
)
def test_what_no_calendar_has_is_not_found(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state == "not_found"


def test_calendar_that_was_seen_last_counts_however_it_was_read(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    moved = [(box, text) if text != "Piano tuner" else at(706, 184, text) for box, text in centred()]
    with Views(written(tmp_path / "root", centred(), moved)) as opened:
        answer = ask(opened, "when is the piano tuner coming?", now=NOW, zone=UTC)
    assert "in the row of 09:00" in answer.summary


def test_calendar_counts_only_where_filters_leave_its_frame(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    moved = [(box, text) if text != "Piano tuner" else at(706, 184, text) for box, text in centred()]
    first, second = (datetime(2026, 3, 5, 9, minute, tzinfo=UTC) for minute in (0, 1))
    with Views(written(tmp_path / "root", centred(), moved)) as opened:

        def row(since: datetime | None = None, until: datetime | None = None) -> str:
            filters = Filters(since=since, until=until)
            said = ask(opened, "when is the piano tuner coming?", now=NOW, zone=UTC, filters=filters)
            return said.summary.partition("in the row of ")[2][:5]

        assert (row(until=second), row(since=second), row(since=first)) == ("11:00", "09:00", "09:00")
        assert row(since=NOW) == ""


def test_row_of_half_an_hour_is_half_an_hour() -> None:
    entry = next(entry for entry in timetable.read(halved()).entries if entry.text == "Piano tuner")
    assert (entry.clock, entry.row_minutes) == ("11:00", 30)
    lower = [(box, text) if text != "Piano tuner" else at(706, 332, text) for box, text in centred()]
    assert next(e for e in timetable.read(rows(lower)).entries if e.text == "Piano tuner").is_half_past


def test_calendar_that_is_seen_later_does_not_count(views: Views) -> None:
    before = datetime(2026, 3, 5, 9, 1, tzinfo=UTC)
    assert ask(views, "when is choir?", now=before, zone=UTC).state == "not_found"
