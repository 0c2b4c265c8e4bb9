"""Days as lists print them are read together with the others of their column, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from query.times import stamps

SEEN = date(2026, 9, 23)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("3 Nov 2026, 16:51", date(2026, 11, 3), 16 * 60 + 51),
        ("22 Sep 2026 at 13:21", date(2026, 9, 22), 13 * 60 + 21),
        ("22/10/26", date(2026, 10, 22), None),
        ("18/09/2026 3:40 pm", date(2026, 9, 18), 15 * 60 + 40),
        ("9/18/2026 12:05 AM", date(2026, 9, 18), 5),
        ("2026-05-31", date(2026, 5, 31), None),
        ("Yesterday", date(2026, 9, 22), None),
        ("Today at 07:02", SEEN, 7 * 60 + 2),
        ("Mon 5 October", date(2026, 10, 5), None),
        ("Sep 3, 2026", date(2026, 9, 3), None),
        ("2 Mar", date(2027, 3, 2), None),
    ],
)
def test_stamp_is_read(text: str, day: date, minute: int | None) -> None:
    assert stamps.read([text], SEEN) == [stamps.Stamp(day, minute)]


@pytest.mark.parametrize("text", ["03/04/26", "31 Feb", "12 boxes", "Friday", "3 Nov or 4 Nov", ""])
def test_what_is_no_one_day_is_none(text: str) -> None:
    assert stamps.read([text], SEEN) == [None]


def test_what_was_done_is_not_to_come() -> None:
    assert stamps.read(["2 Mar"], SEEN, is_past=True) == [stamps.Stamp(date(2026, 3, 2), None)]


def test_others_of_a_column_tell_which_number_is_the_day() -> None:
    first, second = stamps.read(["03/04/26", "22/10/26"], SEEN)
    assert first == stamps.Stamp(date(2026, 4, 3), None)
    assert second == stamps.Stamp(date(2026, 10, 22), None)
    assert stamps.read(["13/04/26", "04/13/26"], SEEN) == [None, None]


def test_weekdays_are_past_beside_the_times_of_a_day() -> None:
    assert stamps.read(["8:47", "Fri"], SEEN) == [
        stamps.Stamp(SEEN, 8 * 60 + 47),
        stamps.Stamp(date(2026, 9, 18), None),
    ]
    assert stamps.is_dated(["8:47", "Fri"])
    assert not stamps.is_dated(["8:47", "9:12"])
