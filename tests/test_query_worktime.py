"""How long one was at the screen, when one began and ended, on which days: from the frames, and cited by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from ledger.dataroot import DataRoot
from projections import moment, workdays
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NAMES = (
    "2026-03-04T09-14-00Z_run_82b3",
    "2026-03-10T10-05-00Z_run_85e1",
    "2026-03-19T13-34-00Z_run_8a07",
    "2026-03-20T15-02-00Z_run_8b30",
)
NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """Four days in care, read and understood; on the last the person is away at the end."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("worktime"), NAMES)
    reading.read_all(root, corpus, NAMES)
    reading.understand(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def test_days_are_what_their_frames_come_to_however_the_stretch_cuts_them(views: Views) -> None:
    rows = views.facts.execute("SELECT ts_us, spent_us FROM activity WHERE NOT away ORDER BY ts_us").fetchall()
    zone = ZoneInfo("Asia/Kolkata")
    for start, end in ((0, 1 << 60), (rows[3][0] + 1, rows[-5][0] - 1), (rows[7][0], rows[9][0])):
        within = [(ts, spent) for ts, spent in rows if start <= ts < end]
        days = workdays.between(views.facts, start, end, zone)
        assert [each.day for each in days] == sorted(
            {moment.datetime_of(ts).astimezone(zone).date() for ts, _ in within}
        )
        assert sum(each.frames for each in days) == len(within)
        assert (days[0].first_us, days[-1].last_us) == (within[0][0], within[-1][0])
        cut = sum(min(ts + spent, end) - ts for ts, spent in within)
        # What a frame before the stretch has of it is a minute at the most.
        assert 0 <= sum(each.us for each in days) - cut <= 60_000_000
    assert sum(each.us for each in workdays.between(views.facts, 0, 1 << 60, UTC)) == sum(spent for _, spent in rows)


def test_nobody_who_is_away_is_at_the_screen(views: Views) -> None:
    [away] = views.facts.execute("SELECT max(ts_us) FROM activity WHERE away").fetchone()
    last = workdays.between(views.facts, 0, 1 << 60, UTC)[-1]
    assert last.last_us < away
    assert asked(views, "When did I stop working today?").summary.endswith("16:41:42 on Friday 20 March 2026.")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How long did I work today?", "3 min 30 s at the screen (Friday 20 March 2026)"),
        ("how many hours was I at my desk on 20 March", "3 min 30 s at the screen"),
        ("total screen time this week", "on 2 days; most on Friday 20 March 2026, 3 min 30 s"),
        ("When did I start working yesterday?", "13:34:00 on Thursday 19 March 2026"),
        ("what time did I start on 4 March", "09:14:00 on Wednesday 4 March 2026"),
        ("what time did I finish yesterday", "13:35:51 on Thursday 19 March 2026"),
        ("how late did I work on Thursday?", "13:35:51 on Thursday 19 March 2026"),
        ("When was I last active?", "16:41:42 on Friday 20 March 2026"),
        ("On which days did I work this month?", "on 4 days"),
        ("how many days was I at the computer in March", "on 4 days"),
        ("Which day did I work the most?", "Friday 20 March 2026 was the longest day"),
        ("my shortest working day in March", "was the shortest day"),
        ("how many hours a day did I work on average", "each on average"),
        ("My boss wants to know on how many days I was at the computer in March. How many is that?", "on 4 days"),
        ("on which days did I work in the morning", "(morning), "),
        ("how long did I work in the afternoon this week", "(this week, Monday to Sunday, afternoon), on 2 days"),
        ("how long was i at the computr on 4 march", "at the screen (Wednesday 4 March 2026)"),
        # In whatever words: cues, beside which nothing is left.
        (
            "wed 4 march, at it from when to when",
            "At the screen first and last: Wednesday 4 March 2026, 09:14:00 to",
        ),
        ("4 march start", "At the screen first: 09:14:00 on Wednesday 4 March 2026"),
        ("4 march - when did I get going?", "At the screen first: 09:14:00 on Wednesday 4 March 2026"),
        ("thursday, till when at the screen", "At the screen last: 13:35:51 on Thursday 19 March 2026"),
        ("when did I knock off yesterday", "At the screen last: 13:35:51 on Thursday 19 March 2026"),
        ("At what time is the last thing I did on 19 March?", "At the screen last: 13:35:51"),
        (
            "I was away for a while today. When did I come back to it?",
            "Back at 16:41:04, away since 15:02:52",
        ),
        ("from when till when was I away from the computer today", "Away from 15:02:52 to 16:41:04"),
        ("today: back at desk after the break, time", "Back at 16:41:04"),
        ("did I take a break today?", "Away from 15:02:52 to 16:41:04"),
        # A break of a part of a day begins before it, and ends after it.
        ("I was at the dentist this afternoon. When did I sit down at the computer again?", "Back at 16:41:04"),
        ("I had a visitor at four today. At what time did I get back to the computer after that?", "Back at 16:41:04"),
        ("What is the clock time of my last recorded screen on 19 March?", "At the screen last: 13:35:51"),
        ("19 march afternoon, on computer from when?", "At the screen first: 13:34:00 on Thursday 19 March 2026"),
        (
            "I have to write my hours for Wednesday 4 March. At what time did I start at the computer that day?",
            "At the screen first: 09:14:00 on Wednesday 4 March 2026",
        ),
        ("There was one long interruption today. From what time to what time?", "Away from 15:02:52 to 16:41:04"),
        (
            "I am a morning person. On which day did I start earliest?",
            "Began earliest (morning): 09:14:00",
        ),
        ("which day this March did I knock off latest", "Ended latest (March 2026): 16:41:42 on Friday 20 March 2026"),
    ],
)
def test_time_at_the_screen_is_told_and_cited(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert said in answer.summary
    for claim in answer.claims:
        ends = {each.captured_at for each in claim.citations}
        assert ends == {claim.first_seen, claim.last_seen}


def test_day_without_a_break_is_told_to_have_none(views: Views) -> None:
    answer = asked(views, "did I take any lunch break on 4 March")
    assert answer.state == "not_found"
    assert answer.summary.startswith("Not found: no break of more than 5 min")


def test_day_without_a_frame_is_an_honest_no(views: Views) -> None:
    assert asked(views, "How long did I work on 6 March?").state == "not_found"
    assert asked(views, "When did I start working on 6 March?").state == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "How long did I work on dockyard?",
        "When did I start the loader?",
        "When did Dana start working?",
        "how long did the crane work on 4 March",
        "When did I finish the report on Thursday?",
        "which day did the loader work the most",
        "how long does the battery work",
        "When do I start working on Monday?",
        "What did Marek say about my screen time?",
        "What does the report say about hours worked?",
        "Did the mail say when I started work?",
        "How long did I work? On the loader.",
        "When did I start? I mean the migration.",
        "When did I finish it?",
        "What time did it stop?",
        "when did the build stop?",
        "when did I finish my talk",
        "when did she start on Friday?",
        "how long was he away on Friday",
        "when did everyone finish",
        "when did the laptop arrive?",
        "when did the keyboard break?",
        "the back end on 20 March",
        "was there a break in on Friday?",
        "Backups on 4 March: first one?",
        "at what time of the night does the back up start",
        "When did I first open the loader?",
        "The deploy was on 4 March. When did I come back to it?",
        "4 march start of the deploy",
        "On which weekday did I work most?",
        "On which days did I not use Chromium?",
    ],
)
def test_what_was_worked_on_and_others_at_work_are_other_questions(views: Views, question: str) -> None:
    said = asked(views, question).summary.casefold()
    assert not any(told in said for told in ("at the screen", "back at", "away from", "began ", "ended "))


def test_beginning_to_work_on_a_thing_is_when_it_was_first_in_front(views: Views) -> None:
    answer = asked(views, "When did I start working on the handover?")
    assert answer.summary.startswith("handover.txt was first in front 2026-03-20 15:02:28")
    assert asked(views, "when did I stop working on handover.txt").summary.startswith("handover.txt was last in front")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much time did I spend on each app this week?", "Mousepad 2 min 24 s"),
        ("time per website on 4 March", "mail.google.com 33 s"),
        ("breakdown of my time by project", "dockyard"),
        ("What percentage of my time today was in Mousepad?", "Mousepad had 69 % of the time at the screen"),
        ("how much of my day yesterday was spent in the terminal", "of 1 min 51 s"),
        ("which day was I on Gmail the most?", "longest on Wednesday 4 March 2026: 33 s"),
        ("On which days did I use Gnumeric?", "was in front on 1 day"),
        ("how many days did I use the terminal", "terminal was in front on 2 days"),
        ("average time per day in the browser", "each on average"),
        ("how many days was I in the terminal", "terminal was in front on 2 days"),
        ("on how many days was the handover file open", "handover.txt was in front on 1 day"),
        ("how many days was I in handover.txt", "handover.txt was in front on 1 day"),
        ("how much time per day did I spend on the handover", "handover.txt was in front on 1 day"),
        ("on how many days did I have Gmail open", "Gmail was in front on 2 days"),
        ("which days did I work on the handover", "handover.txt was in front on 1 day"),
    ],
)
def test_shares_and_days_of_what_was_in_front_are_told_and_cited(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert said in answer.summary
    assert all(claim.citations for claim in answer.claims)


def test_shares_come_to_no_more_than_the_whole(views: Views) -> None:
    for day in ("4 March", "10 March", "19 March", "20 March"):
        whole = asked(views, f"how long did I work on {day}")
        each = asked(views, f"how long was I in each app on {day}")
        assert sum(map(seconds_of, each.summary.split(": ")[1].split(", "))) <= seconds_of(whole.summary)


def seconds_of(text: str) -> int:
    match = re.search(r"(?:(\d+) min )?(\d+) s\b", text)
    assert match is not None
    return 60 * int(match[1] or 0) + int(match[2])


@pytest.mark.parametrize(
    "question",
    [
        "what percentage of the seals was scanned twice",
        "what share of the market has Tidewater",
        "on which days did the crane work",
        "time per berth",
        "on which days did I use photoshop",
        "how many days was the berth open",
        "on how many days was I at the berth",
        "on how many days did I see the berth",
        "how many days did I visit the berth",
    ],
)
def test_shares_and_days_of_other_things_are_other_questions(views: Views, question: str) -> None:
    summary = asked(views, question).summary
    assert "at the screen" not in summary
    assert "in front" not in summary


def test_hours_a_day_at_a_place_are_none_in_front_of_its_page(views: Views) -> None:
    assert asked(views, "how many hours per day did I spend at the berth").state != "ok"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did I work more on 20 March than on 19 March?", "1 min 39 s more on Friday 20 March 2026"),
        ("compare my working time on 19 March and on 20 March", "1 min 51 s (Thursday 19 March 2026); 3 min 30 s"),
        ("Where did I leave off?", "Last in front: Mousepad (handover.txt)"),
        ("What was the last file I edited?", "Last in front: handover.txt"),
        ("Top five apps", "was the program that was in front longest"),
        ("Show the 10 most visited sites", "was the site that was in front longest"),
    ],
)
def test_times_are_compared_and_the_last_and_the_most_are_told(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert said in answer.summary
    assert all(claim.citations for claim in answer.claims)
