"""How long a stretch is that a line tells by two clock times."""

from __future__ import annotations

import pytest

from query.times import clockspan


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Maintenance window: Saturday 22:00 to 23:30", " “22:00 to 23:30” is 1 h 30 min, 90 minutes."),
        ("closed 10.15–12.00 for repairs", " “10.15–12.00” is 1 h 45 min, 105 minutes."),
        ("night shift 22:30 until 06:15", " “22:30 until 06:15” is 7 h 45 min, 465 minutes."),
        ("Lunch 11:45 am - 1:00 p.m.", " “11:45 am - 1:00 p.m.” is 1 h 15 min, 75 minutes."),
        ("opens 09:00", ""),
        ("09:00 to 10:00 or 14:00 to 15:30", ""),
        ("ratio 22:75 to 23:10", ""),
        ("from 1:2 to 3:4", ""),
        ("08:00 to 08:00", ""),
        ("", ""),
    ],
)
def test_length_of_the_one_stretch_is_told(line: str, told: str) -> None:
    assert clockspan.told(line) == told
