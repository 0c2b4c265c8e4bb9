"""Which week a weekday is of, where the question leaves it open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.answers.plan import NO_FILTERS, Filters
from query.ask import ask
from query.inquiries import weekdays
from query.inquiries.conclude import Asked
from query.times import when

NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)  # a Friday
AUTUMN = datetime(2026, 9, 20, tzinfo=UTC)


def asked(question: str, now: datetime = NOW, zone: ZoneInfo | None = None) -> Asked:
    windows = when.read(question, now=now, zone=zone or UTC).windows
    return Asked(question, now, zone or UTC, windows[0] if windows else None)


@pytest.mark.parametrize(
    ("question", "first", "count"),
    [
        # On a Friday it may be today.
        ("what did I write on Friday", "2026-03-20 00:00", 1),
        ("what did I write on fri", "2026-03-20 00:00", 1),
        ("what did I write that tues", "2026-03-10 00:00", 7),
        ("what did I write on Friday afternoon", "2026-03-20 12:00", 1),
        # The one that the asker has in mind.
        ("what did I write that Tuesday", "2026-03-10 00:00", 7),
        ("what did I write that Tuesday evening", "2026-03-10 17:00", 7),
        ("what did I write that Friday", "2026-03-20 00:00", 8),
    ],
)
def test_weekday_may_be_another(question: str, first: str, count: int) -> None:
    found = weekdays.others(asked(question), NO_FILTERS)
    assert len(found) == count
    assert found[0].start is not None
    assert f"{found[0].start:%Y-%m-%d %H:%M}" == first
    assert f"{found[0].start.day} March 2026" in found[0].said


@pytest.mark.parametrize(
    "question",
    [
        "what did I write on Tuesday",
        "what do I have on Friday",
        "what did I write last Friday",
        "what did that tuba player write on Tuesday",
        "what did that sunny man write on Sunday",
        "what did I write on Friday 13 March",
        "what did I write on Friday last week",
        "what did I write since Friday",
        "what did I write in March",
        "what did I write",
    ],
)
def test_weekday_that_is_one_day_is_no_other(question: str) -> None:
    assert weekdays.others(asked(question), NO_FILTERS) == ()


def test_what_bounds_the_time_besides_leaves_it() -> None:
    assert weekdays.others(asked("what did I write that Tuesday"), Filters(since=NOW)) == ()


def test_hours_stay_those_of_the_clock_where_it_changes() -> None:
    now, berlin = datetime(2026, 4, 3, 12, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    found = weekdays.others(asked("what did I write that Tuesday evening", now, berlin), NO_FILTERS)
    assert {each.start.astimezone(berlin).hour for each in found if each.start} == {17}


def test_week_by_its_number_is_that_of_a_row(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    lines = ["room | week | used", "pump hall | 2026-34 | 611.8", "boiler room | 2026-33 | 1904.6", "Boiler plan"]
    with Views(written(tmp_path / "root", lines)) as views:
        answer = ask(views, "how much did the boiler room take in week thirty-three?", now=AUTUMN, zone=UTC)
        assert answer.state == "ok"
        assert "1904.6" in answer.claims[0].text
        other = ask(views, "how much did the boiler room take in week thirty-four?", now=AUTUMN, zone=UTC)
        assert other.state != "ok"
        for compared in ("which room took most in week thirty-three?", "how many took less in week 34?"):
            assert ask(views, compared, now=AUTUMN, zone=UTC).state != "ok"
