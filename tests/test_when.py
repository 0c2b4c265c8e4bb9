"""Words of time become windows: half-open, in UTC, by the asker's own calendar."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from query.times import feasts, when

NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)  # a Friday
BERLIN = ZoneInfo("Europe/Berlin")
KOLKATA = ZoneInfo("Asia/Kolkata")
AUCKLAND = ZoneInfo("Pacific/Auckland")

# What is asked at NOW in UTC: the words, and the window as start and end.
SPELLED = (
    ("today", "2026-03-20", "2026-03-21"),
    ("yesterday", "2026-03-19", "2026-03-20"),
    ("the day before yesterday", "2026-03-18", "2026-03-19"),
    ("3 days ago", "2026-03-17", "2026-03-18"),
    ("about three days ago", "2026-03-16", "2026-03-19"),
    ("about 2 weeks ago", "2026-03-03", "2026-03-10"),
    ("a couple of weeks ago", "2026-03-03", "2026-03-10"),
    ("two months ago", "2026-01-01", "2026-02-01"),
    ("this week", "2026-03-16", "2026-03-23"),
    ("last week", "2026-03-09", "2026-03-16"),
    ("last weekend", "2026-03-14", "2026-03-16"),
    ("over the weekend", "2026-03-14", "2026-03-16"),
    ("this month", "2026-03-01", "2026-04-01"),
    ("last month", "2026-02-01", "2026-03-01"),
    ("last year", "2025-01-01", "2026-01-01"),
    ("in the last 3 days", "2026-03-17", "2026-03-21"),
    ("on Monday", "2026-03-16", "2026-03-17"),
    ("on Friday", "2026-03-13", "2026-03-14"),
    ("on fri", "2026-03-13", "2026-03-14"),
    ("last Tuesday", "2026-03-17", "2026-03-18"),
    ("on Tuesday last week", "2026-03-10", "2026-03-11"),
    ("on Tuesday of last week", "2026-03-10", "2026-03-11"),
    ("on 5 March", "2026-03-05", "2026-03-06"),
    ("on March 5th", "2026-03-05", "2026-03-06"),
    ("on the 5th of March 2024", "2024-03-05", "2024-03-06"),
    ("on Thursday, 5 March", "2026-03-05", "2026-03-06"),
    ("on Thu 5 Mar", "2026-03-05", "2026-03-06"),
    ("on Friday the thirteenth", "2026-03-13", "2026-03-14"),
    ("on the eighteenth of February", "2026-02-18", "2026-02-19"),
    ("on Tuesday March third", "2026-03-03", "2026-03-04"),
    ("between the first and the third of March", "2026-03-01", "2026-03-04"),
    ("on may first", "2025-05-01", "2025-05-02"),
    ("since the second", "2026-03-02", "2026-03-20T17:45"),
    ("on March twenty-first 2025", "2025-03-21", "2025-03-22"),
    ("on the twenty first of February", "2026-02-21", "2026-02-22"),
    ("on March 5, 2025", "2025-03-05", "2025-03-06"),
    ("on 2026-03-05", "2026-03-05", "2026-03-06"),
    ("on 05.03.2026", "2026-03-05", "2026-03-06"),
    ("on 3/15/2026", "2026-03-15", "2026-03-16"),
    ("on 24 December", "2025-12-24", "2025-12-25"),
    ("since 5 March", "2026-03-05", "2026-03-20T17:45"),
    ("at ten on 3 March", "2026-03-03T09:55", "2026-03-03T10:05"),
    ("yesterday around 3", "2026-03-19T14:30", "2026-03-19T15:30"),
    ("between 11 and 2 yesterday", "2026-03-19T11:00", "2026-03-19T14:00"),
    ("from nine to five on Monday", "2026-03-16T09:00", "2026-03-16T17:00"),
    ("between 2 and 6 March", "2026-03-02", "2026-03-07"),
    ("on 29 February", "2024-02-29", "2024-03-01"),
    ("in February", "2026-02-01", "2026-03-01"),
    ("in all of February", "2026-02-01", "2026-03-01"),
    ("over the whole month of February", "2026-02-01", "2026-03-01"),
    ("throughout February", "2026-02-01", "2026-03-01"),
    ("yesterday early in the morning", "2026-03-19T05:00", "2026-03-19T09:00"),
    ("in November", "2025-11-01", "2025-12-01"),
    ("in May 2024", "2024-05-01", "2024-06-01"),
    ("in the first week of March", "2026-03-01", "2026-03-08"),
    ("in the last week of February", "2026-02-22", "2026-03-01"),
    ("in week nine of 2025", "2025-02-24", "2025-03-03"),
    ("at 15 minutes past 9 on 3 March", "2026-03-03T09:10", "2026-03-03T09:20"),
    ("in week nine", "2026-02-23", "2026-03-02"),
    ("in week thirty-three", "2025-08-11", "2025-08-18"),
    ("on the Wednesday of that week 11", "2026-03-11", "2026-03-12"),
    ("Wednesday in week eleven", "2026-03-11", "2026-03-12"),
    ("at six minutes past ten in the morning on 10 March", "2026-03-10T10:01", "2026-03-10T10:11"),
    ("ten minutes after two on 3 March", "2026-03-03T14:05", "2026-03-03T14:15"),
    ("in early March", "2026-03-01", "2026-03-11"),
    ("the week of 4 March", "2026-03-02", "2026-03-09"),
    ("between 2 March and 6 March", "2026-03-02", "2026-03-07"),
    ("from Monday to Wednesday", "2026-03-16", "2026-03-19"),
    ("yesterday morning", "2026-03-19T05:00", "2026-03-19T12:00"),
    ("this morning", "2026-03-20T05:00", "2026-03-20T12:00"),
    ("last night", "2026-03-19T18:00", "2026-03-20T05:00"),
    ("on the afternoon of 5 March", "2026-03-05T12:00", "2026-03-05T18:00"),
    ("on last Tuesday afternoon", "2026-03-17T12:00", "2026-03-17T18:00"),
    ("on Wednesday (18 March) afternoon", "2026-03-18T12:00", "2026-03-18T18:00"),
    ("between 3 and 5pm on Friday", "2026-03-13T15:00", "2026-03-13T17:00"),
    ("at 9:05 yesterday", "2026-03-19T09:00", "2026-03-19T09:10"),
    ("around 3 pm on Monday", "2026-03-16T14:30", "2026-03-16T15:30"),
    ("at 10 am", "2026-03-20T09:55", "2026-03-20T10:05"),
    ("at 11 pm", "2026-03-19T22:55", "2026-03-19T23:05"),
    ("2 hours ago", "2026-03-20T15:15", "2026-03-20T16:15"),
    ("in the last hour", "2026-03-20T16:45", "2026-03-20T17:45"),
    ("since Tuesday", "2026-03-17", "2026-03-20T17:45"),
    ("after Tuesday", "2026-03-18", "2026-03-20T17:45"),
)


BESIDE = importlib.util.spec_from_file_location("when_cases", Path(__file__).with_name("when_cases.py"))
assert BESIDE is not None
assert BESIDE.loader is not None
cases = importlib.util.module_from_spec(BESIDE)
BESIDE.loader.exec_module(cases)

ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")]
ASKED = {
    "2026-03-20T17:45": cases.ON_A_FRIDAY,
    "2026-03-31T09:10": cases.AFTER_THE_SPRING,
    "2026-11-02T08:00": cases.AFTER_THE_AUTUMN,
    "2027-04-12T10:00": cases.AFTER_EASTER,
    "2028-03-01T00:20": cases.AFTER_A_LEAP_DAY,
}
TABLE = [
    (now, *(cell.strip() for cell in line.split("|")))
    for now, table in ASKED.items()
    for line in table.strip().splitlines()
]


def moment(text: str, zone: ZoneInfo | timezone = UTC) -> datetime:
    """An instant from a local date or time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def window_of(question: str, now: datetime = NOW, zone: ZoneInfo | timezone = UTC) -> when.Window:
    """The one window that a question names."""
    [window] = when.read(question, now=now, zone=zone).windows
    return window


@pytest.mark.parametrize(("words", "start", "end"), SPELLED, ids=[words for words, _, _ in SPELLED])
def test_words_of_time_are_understood(words: str, start: str, end: str) -> None:
    reading = when.read(f"what did the invoice say {words}?", now=NOW, zone=UTC)
    [window] = reading.windows
    assert (window.start, window.end) == (moment(start), moment(end))
    assert reading.rest.split() == ["what", "did", "the", "invoice", "say", "?"]
    assert window.words
    assert window.said


@pytest.mark.parametrize(
    "sunday", ["1818-03-22", "1943-04-25", "2000-04-23", "2024-03-31", "2025-04-20", "2038-04-25", "2285-03-22"]
)
def test_easter_is_on_the_sunday_of_the_tables(sunday: str) -> None:
    """The earliest and the latest that there are, and some between (tables of the Gregorian calendar)."""
    assert feasts.easter(int(sunday[:4])).isoformat() == sunday


@pytest.mark.parametrize(
    "question",
    [
        "which seal was in the night log",
        # It names a file.
        "friday.txt as I left it",
        "what stands in the march.pdf",
        "may I see the march of progress",
        "what does v9.0.2024 mean",
        "the sun and the sat nav",
        "who is second in line",
        "what happened at 25:70",
        "what was the 32 March about",
        'where did I see "yesterday" written',
        "closed for two days",
        "which of the offers was the second?",
        "what changed between the first and the second version",
        "which form may third parties sign",
        "what must be so before step 3 may be run",
        "who sat first in the queue",
        "99999999 weeks",
        # A feast that names something else, and numbers that are no clock times.
        "what was on the Easter menu",
        "how much is cut when the level is between 0.45 and 0.6",
        "which valve opens between 0.20 and 0.45 bar",
        "",
    ],
)
def test_other_words_are_left_alone(question: str) -> None:
    assert when.read(question, now=NOW, zone=UTC) == when.Reading(question)


@pytest.mark.parametrize(("now", "words", "start", "end"), TABLE, ids=[f"{row[0][:10]} {row[1]}" for row in TABLE])
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_words_of_time_are_those_of_the_askers_calendar(
    zone: ZoneInfo, now: str, words: str, start: str, end: str
) -> None:
    """Whatever its offset is on the days that are named, and however long these are."""
    asked = moment(now, zone)
    [window] = when.read(f"what did the invoice say {words}?", now=asked, zone=zone).windows
    assert window.start == (None if start == "-" else moment(start, zone))
    if end == "now":
        # What goes on up to now ends with it, or with the day that is named.
        assert asked <= window.end <= asked + timedelta(days=7)
    else:
        assert window.end == moment(end, zone)


def test_table_of_words_of_time_is_large() -> None:
    assert len(TABLE) >= 300
    assert len(set(TABLE)) == len(TABLE)


def test_before_has_no_beginning() -> None:
    window = window_of("invoices before 5 March")
    assert (window.start, window.end) == (None, moment("2026-03-05"))


def test_date_that_can_be_read_twice_is_read_twice() -> None:
    first, second = when.read("mail of 3/4/2025", now=NOW, zone=UTC).windows
    assert {first.start, second.start} == {moment("2025-03-04"), moment("2025-04-03")}


def test_reading_that_lies_ahead_is_not_meant() -> None:
    assert window_of("mail of 3/5/2026").start == moment("2026-03-05")


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-28", 24)], ids=["short", "long", "plain"]
)
def test_day_is_as_long_as_its_clocks_say(day: str, hours: int) -> None:
    now = moment(day, BERLIN) + timedelta(days=2)
    window = window_of(f"on {day}", now, BERLIN)
    assert window.start == moment(day, BERLIN)
    assert window.end - moment(day, BERLIN) == timedelta(hours=hours)


def test_today_is_the_askers_day() -> None:
    late = datetime(2026, 3, 20, 23, 30, tzinfo=UTC)
    assert window_of("today", late, UTC).start == moment("2026-03-20")
    assert window_of("today", late, BERLIN).start == moment("2026-03-21", BERLIN)
    assert window_of("today", late, KOLKATA).start == datetime(2026, 3, 20, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", [BERLIN, AUCKLAND, ZoneInfo("America/Santiago"), ZoneInfo("Asia/Beirut")], ids=str)
def test_days_of_a_year_follow_one_another(zone: ZoneInfo) -> None:
    """Without gap or overlap, also where midnight itself is skipped."""
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    end = None
    for day in range(365):
        date = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=day)
        window = window_of(f"on {date:%Y-%m-%d}", now, zone)
        assert end is None or window.start == end
        end = window.end


WORDS = """
since before after between and from to on in at the last this about around 3 5 12 99999 30 2026 am pm days weeks hours
ago monday tue march may 5th first week of morning night yesterday today 9:05 31/12/99 ( ) ' " -
"""
words = st.sampled_from(WORDS.split())


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(words, max_size=12).map(" ".join)), st.sampled_from([UTC, BERLIN, AUCKLAND]))
def test_any_text_gives_proper_windows_or_none(question: str, zone: ZoneInfo | timezone) -> None:
    reading = when.read(question, now=NOW, zone=zone)
    for window in reading.windows:
        assert window.end.tzinfo is UTC
        assert window.start is None or (window.start < window.end and window.start.tzinfo is UTC)
    if not reading.windows:
        assert reading.rest == question


@pytest.mark.parametrize("now", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)], ids=str)
@pytest.mark.parametrize("question", ["yesterday", "on Monday", "5 months ago", "tonight", "2 hours ago", "last year"])
def test_edges_of_the_calendar_break_nothing(now: datetime, question: str) -> None:
    assert len(when.read(question, now=now, zone=AUCKLAND).windows) <= 1


def test_day_that_is_still_to_come_is_no_window_but_words_that_may_stand_on_a_screen() -> None:
    question = "what is due on Saturday 21 March"
    assert when.read(question, now=NOW, zone=UTC) == when.Reading(question)
    assert when.read("what is due on Friday 20 March", now=NOW, zone=UTC).windows
    for noted in ("for Saturday 21 March, what was said yesterday", "what was said yesterday for Saturday 21 March"):
        assert window_of(noted).start == moment("2026-03-19")
    assert window_of("from Thursday 19 March to Saturday 21 March").end == moment("2026-03-22")
    december = moment("2026-12-20")
    assert not when.read("what is due on Friday 1 January", now=december, zone=UTC).windows
    assert window_of("what was due on Thursday 1 January", december).start == moment("2026-01-01")
    assert window_of("what was due on Saturday 1 August", december).start == moment("2026-08-01")
    assert window_of("what was due on Sunday 1 August", december).start == moment("2026-08-01")


def test_day_that_a_note_is_about_is_no_day_on_which_it_was_seen() -> None:
    for question in ("what does my note for Ada about the weekend say", "the mail about Monday"):
        assert when.read(question, now=NOW, zone=UTC) == when.Reading(question)
    assert window_of("the note about the mooring, of yesterday").start == moment("2026-03-19")
    assert window_of("which article did I have open about two weeks ago").start == moment("2026-03-03")
    assert window_of("what did I post about yesterday").start == moment("2026-03-19")


def test_weekday_beside_a_number_says_which_month_is_meant() -> None:
    now = datetime(2026, 9, 24, 20, tzinfo=UTC)
    for to_come in ("on Wednesday the 30th", "next Wednesday, the 30th", "Friday the 2nd"):
        assert when.read(to_come, now=now, zone=UTC).windows == ()
    [past] = when.read("Tuesday the 15th", now=now, zone=UTC).windows
    assert past.said == "Tuesday 15 September 2026"
    assert when.read("Wednesday the 30th", now=datetime(9999, 12, 31, tzinfo=UTC), zone=UTC).windows == ()


def test_what_comes_first_on_a_weekday_is_no_first_of_a_month() -> None:
    assert window_of("what did I open on Monday first").start == moment("2026-03-16")


def test_number_beside_a_week_is_no_hour() -> None:
    reading = when.read("which ship lay at 4 last week", now=NOW, zone=UTC)
    assert reading.windows
    assert reading.rest == "which ship lay at 4"


@pytest.mark.parametrize("counted", ["from 30 to 12", "from 0 to 2"])
def test_numbers_that_are_no_hours_leave_the_day_beside_them_alone(counted: str) -> None:
    reading = when.read(f"did the queue go {counted} on Monday", now=NOW, zone=UTC)
    assert [window.start for window in reading.windows] == [moment("2026-03-16")]
    assert counted in reading.rest


@pytest.mark.parametrize(
    ("question", "start"),
    [("what rose by 3 on Monday", "2026-03-16T00:00"), ("what was due by 3 pm on Monday", "2026-03-16T00:00")],
)
def test_number_behind_by_is_an_hour_only_where_it_says_so(question: str, start: str) -> None:
    [window] = when.read(question, now=NOW, zone=UTC).windows
    assert window.start == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert window.end.hour == (15 if "pm" in question else 0)


@pytest.mark.parametrize("behind", ["that threw out backups", "we had a call", "for the audit"])
def test_number_of_a_day_counts_nothing_that_is_no_noun(behind: str) -> None:
    reading = when.read(f"what I wrote on the 18th {behind}", now=NOW, zone=UTC)
    assert [window.start for window in reading.windows] == [moment("2026-03-18")]
    assert reading.rest == f"what I wrote {behind}"
    assert not when.read("what is on the 18th floor", now=NOW, zone=UTC).windows


@pytest.mark.parametrize(
    "question",
    [
        "what is due in week two of the project",
        "tide table for week twelve",
        "in the week four people were away",
        "six minutes to wait",
        "six to ten tabs",
        "how did I get from 3 minutes to 2 in the test",
        "what was reduced from 45 minutes to 10",
        "what did I open 3 minutes after two commands failed",
        "what did I open at 3 minutes after two commands failed",
        "what takes 45 min to 10 km",
        "what was open at 99 minutes past 12",
    ],
)
def test_weeks_and_minutes_of_something_else_are_no_time(question: str) -> None:
    assert when.read(question, now=NOW, zone=UTC) == when.Reading(question)


def test_stretch_that_ends_before_it_begins_is_none() -> None:
    question = "what was on between Monday 10 and Tuesday 12"
    assert when.read(question, now=NOW, zone=UTC) == when.Reading(question)
