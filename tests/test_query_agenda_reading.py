"""Calendars in other looks: where columns begin, times of an entry's own, cards, months, one day, lists."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.facts import Box
from projections.text import SpanRow
from query.calendar import almanac, clocktimes, daybook, monthgrid, timetable
from query.calendar.entry import Calendar

SEEN = date(2026, 5, 18)
Lines = list[tuple[Box, str]]


def at(left: int, top: int, text: str, tall: int = 18) -> tuple[Box, str]:
    return (left, top, left + 8 * len(text), top + tall), text


def spans(lines: Lines) -> list[SpanRow]:
    return [SpanRow(n, 1, n, "ocr", box, text, 9_900, ()) for n, (box, text) in enumerate(lines)]


def told(calendar: Calendar, seen: date = SEEN) -> list[tuple[str, str, str]]:
    return [(str(e.day.date(seen)), e.clock, e.text) for e in calendar.entries]


def week() -> Lines:
    """Heads in the middle of columns 300 wide from 100 on; rows of an hour, 60 high; each time below its title."""
    heads = [at(220 + 300 * n, 80, f"{day} {18 + n}") for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
    hours = [at(40, 120 + 60 * n, f"{8 + n:02}:00") for n in range(8)]
    dentist = [at(1008, 122, "Dentist"), at(1008, 141, "08:15")]
    check = [at(1308, 182, "Invoice check"), at(1308, 201, "09:00")]
    committee = [at(408, 242, "Formulary committee"), at(408, 261, "10:30")]
    return [*heads, *hours, *dentist, *check, *committee, at(108, 302, "Stock call"), at(108, 321, "11:00")]


CARD = [
    at(520, 205, "Formulary committee", 28),
    at(520, 248, "Tuesday 19 May, 10:30 – 11:45"),
    at(520, 285, "Room: Boardroom 2"),
    at(520, 322, "Agenda: insulin pens"),
    *(at(560, 380, "Accept"), at(700, 380, "Decline")),
]


def test_lines_of_a_card_do_not_move_the_columns() -> None:
    # More lines begin where the card does than anywhere else, and near the head of a day.
    found = timetable.read(spans([*week(), *CARD]))
    assert told(found) == [
        ("2026-05-18", "11:00", "Stock call"),
        ("2026-05-19", "10:30 – 11:45", "Formulary committee Room: Boardroom 2 Agenda: insulin pens"),
        ("2026-05-21", "08:15", "Dentist"),
        ("2026-05-22", "09:00", "Invoice check"),
    ]
    assert found.is_covered


def test_time_of_an_entry_may_stand_below_it_or_above_it() -> None:
    above = [at(708, 302, "14:00"), at(708, 321, "Piano tuner"), at(708, 340, "At home")]
    found = told(timetable.read(spans([*week(), *above])))
    # Most have it below: what begins with a time has a title that was not read.
    assert ("2026-05-21", "08:15", "Dentist") in found
    assert not any("Piano" in text for _, _, text in found)
    only = [line for line in week() if line[1] not in ("08:15", "09:00", "10:30", "11:00")]
    assert ("2026-05-20", "14:00", "Piano tuner At home") in told(timetable.read(spans([*only, *above])))


def test_rows_that_contradict_the_times_of_entries_tell_no_time() -> None:
    moved = [((box[0], box[1] + 120, box[2], box[3] + 120) if box[0] == 40 else box, text) for box, text in week()]
    found = timetable.read(spans([*moved, at(708, 302, "Label printer visit")]))
    [visit] = [entry for entry in found.entries if "Label" in entry.text]
    assert (visit.clock, visit.about) == ("", None)


def test_column_that_stays_open_has_no_entries() -> None:
    # Without hours, and with heads as wide as each other, a line between the two ways of columns is of no day.
    heads = [at(220 + 300 * n, 80, f"{day} {18 + n}") for n, day in enumerate(("Mon", "Tue", "Wed"))]
    lines = [*heads, at(216, 120, "Choir 09:00"), at(408, 150, "Yoga 10:00"), at(1010, 190, "Retro 11:00")]
    assert told(timetable.read(spans(lines))) == []


def test_heads_tell_days_in_other_spellings() -> None:
    for heads in (
        ["Mo 18.5.", "Di 19.5.", "Mi 20.5."],
        ["Mon 5/18", "Tue 5/19", "Wed 5/20"],
        ["Montag 18", "Dienstag 19", "Mittwoch 20"],
        ["Mon, May 18", "Tue, May 19", "Wed, May 20"],
        ["18 Mon", "19 Tue", "20 Wed"],
    ):
        hours = [at(20, 120 + 60 * n, f"{(8 + n) % 12 or 12} {'AM' if n < 4 else 'PM'}") for n in range(6)]
        row = [at(100 + 300 * n, 80, text) for n, text in enumerate(heads)]
        found = timetable.read(spans([*row, *hours, at(404, 362, "Choir")]))
        assert told(found) == [("2026-05-19", "12 PM", "Choir")], heads
        assert found.hours == (8 * 60, 14 * 60)


def test_month_over_a_calendar_tells_which_of_two_days_is_meant() -> None:
    # 9 February and 9 March 2026 are Mondays both.
    heads = [at(100 + 300 * n, 80, f"{day} {9 + n}") for n, day in enumerate(("Mon", "Tue", "Wed"))]
    lines = [*heads, *(at(20, 120 + 60 * n, f"{8 + n:02}:00") for n in range(4)), at(404, 182, "Choir")]
    seen = date(2026, 2, 20)
    assert told(timetable.read(spans(lines)), seen)[0][0] == "2026-02-10"
    assert told(timetable.read(spans([at(300, 20, "March 2026"), *lines])), seen)[0][0] == "2026-03-10"


def test_number_that_does_not_follow_the_one_before_dates_nothing() -> None:
    heads = [at(100 + 300 * n, 80, text) for n, text in enumerate(("Mon 18", "Tue 79", "Wed 20", "Thu 21"))]
    lines = [*heads, *(at(20, 120 + 60 * n, f"{8 + n:02}:00") for n in range(4)), at(404, 182, "Choir")]
    [entry] = timetable.read(spans(lines)).entries
    assert entry.day.date(SEEN) is None
    assert entry.day.heads[0].text == "Tue 79"


def test_what_stands_above_the_hours_is_on_all_day() -> None:
    [entry] = [e for e in timetable.read(spans([*week(), at(108, 101, "Holiday", 16)])).entries if e.text == "Holiday"]
    assert (entry.is_all_day, entry.clock) == (True, "")


def test_one_day_has_its_date_above_the_hours() -> None:
    hours = [at(20, 120 + 60 * n, f"{8 + n:02}:00") for n in range(5)]
    lines = [at(300, 40, "Thursday, 21 May 2026"), *hours, at(120, 182, "Dentist"), at(120, 330, "Choir")]
    assert told(almanac.read(spans(lines))) == [("2026-05-21", "09:00", "Dentist"), ("2026-05-21", "11:00", "Choir")]
    assert almanac.read(spans([*lines, at(300, 60, "Friday 22 May")])).days == ()
    assert (
        almanac.read(spans([(box, "18 – 21 May 2026" if "Thursday" in text else text) for box, text in lines])).days
        == ()
    )


def month() -> Lines:
    """May 2026 from Monday 27 April on: cells 100 wide, 80 high."""
    heads = [at(20 + 100 * n, 60, day) for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))]
    numbers = [27, 28, 29, 30, *range(1, 32)]
    cells = [at(20 + 100 * (n % 7), 90 + 80 * (n // 7), str(day)) for n, day in enumerate(numbers)]
    chips = [at(20 + 100 * 3, 110 + 80 * 3, "08:15 Dentist"), at(20, 110 + 80 * 3, "Rent due")]
    return [at(300, 20, "May 2026"), *heads, *cells, *chips, at(20, 110, "Spring fair")]


def test_month_tells_the_day_by_its_cell() -> None:
    assert told(almanac.read(spans(month()))) == [
        ("2026-04-27", "", "Spring fair"),
        ("2026-05-18", "", "Rent due"),
        ("2026-05-21", "08:15", "08:15 Dentist"),
    ]


@pytest.mark.parametrize("over", ["Notes", "June 2026"])
def test_month_that_is_not_named_or_does_not_fit_tells_nothing(over: str) -> None:
    lines = [(box, over if text == "May 2026" else text) for box, text in month()]
    assert monthgrid.read(spans(lines)).days == ()
    assert almanac.read(spans(lines)).entries == ()


def test_cell_without_its_number_tells_no_day() -> None:
    lines = [(box, text) for box, text in month() if text != "21"]
    assert all("Dentist" not in text for _, _, text in told(almanac.read(spans(lines))))


def test_list_stops_where_a_head_may_have_been_misread() -> None:
    first = [at(40, 100, "Monday 18 May"), at(40, 130, "11:00"), at(140, 130, "Call")]
    second = [at(40, 160, "Tue5day l9 Hay"), at(40, 190, "09:00"), at(140, 190, "Yoga")]
    third = [at(40, 220, "Wednesday, May 20"), at(40, 250, "All day"), at(140, 250, "Holiday")]
    assert told(daybook.read(spans([*first, *second, *third]))) == [
        ("2026-05-18", "11:00", "Call"),
        ("2026-05-20", "All day", "Holiday"),
    ]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("10:30 – 11:45", (630, 705)),
        ("9–10:30am", (540, 630)),
        ("11:30 AM - 1 PM", (690, 780)),
        ("11 – 1 pm", (660, 780)),
        ("2:15 pm", (855, None)),
        ("14.30 Uhr", (870, None)),
        ("09:30 to 12:30", (570, 750)),
        ("Room 12", None),
        ("3.14159", None),
        ("25:00", None),
        ("12:75", None),
        ("18/05/2026", None),
    ],
)
def test_clock_times_are_read_as_calendars_print_them(text: str, stretch: tuple[int, int | None] | None) -> None:
    found = clocktimes.first(text)
    assert (None if found is None else (found.begins, found.ends)) == stretch
