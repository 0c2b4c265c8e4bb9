"""Everyday questions for what was in front: switches, the first and the last thing, breaks, the least, yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NAMES = ("2026-03-02T09-10-00Z_run_81aa", "2026-03-04T09-14-00Z_run_82b3", "2026-03-20T15-02-00Z_run_8b30")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """Three sessions in care, read and understood; the last one has a break in it."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("everyday"), NAMES)
    reading.read_all(root, corpus, NAMES)
    reading.understand(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def family_of(answer: Answer) -> str:
    assert answer.plan is not None
    return answer.plan.family


# ---------------------------------------------------------------- switches


@pytest.mark.parametrize(
    "question",
    [
        "How often did I switch between apps on 2 March?",
        "how many times did I switch programs on 2 March",
        "how many app switches were there on 2 March",
        "number of times I jumped back and forth between different applications on 2 March",
        "how often did I go from one program to another on 2 March?",
        "how many switches between programs did I make on 2 March",
    ],
)
def test_switches_between_programs_are_counted_in_all(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer)) == ("ok", "sessions")
    assert answer.summary.startswith("2 switches from one program to another (Monday 2 March 2026)")
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["xterm → Chromium", "Chromium → xterm"]
    assert all(claim.citations for claim in answer.claims)


def test_switches_of_any_kind_are_told_with_those_between_programs(views: Views) -> None:
    answer = asked(views, "how many times did I change windows on 4 March?")
    assert answer.summary.startswith("5 switches from one thing in front to another")
    assert "2 of them from one program to another" in answer.summary
    sites = asked(views, "how often did I switch between sites on 4 March?")
    assert sites.summary.startswith("3 switches from one site to another")
    assert "mail.google.com → app.slack.com" in {claim.text.partition(":")[0] for claim in sites.claims}


@pytest.mark.parametrize(
    "question",
    [
        "how many context switches were there?",
        "how many switches are there in the rack?",
        "how often did Ana switch between apps?",
        "how many app changes were there in version 2?",
        "how often did I change the window size?",
        "how often did I switch tabs?",
        "how often did I switch between sites on 20 January?",
    ],
)
def test_what_is_no_switch_between_programs_is_not_counted(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state != "ok" or family_of(answer) != "sessions"


# ---------------------------------------------------------------- first and last, beside a break


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What was the first thing I did today?",
            "First in front (Friday 20 March 2026): Gnumeric (scanner_quote.csv)",
        ),
        ("what did I do first on 20 March", "First in front (Friday 20 March 2026): Gnumeric (scanner_quote.csv)"),
        ("what did I start the day with today", "First in front (Friday 20 March 2026): Gnumeric (scanner_quote.csv)"),
        ("which app did I use first today?", "First in front (Friday 20 March 2026): Gnumeric (scanner_quote.csv)"),
        ("the last thing I worked on today", "Last in front (Friday 20 March 2026): Mousepad (handover.txt)"),
        ("what did I do last on 2 March", "Last in front (Monday 2 March 2026): Chromium (postgresql.org), “INSERT”"),
        ("what was I last doing?", "Last in front: Mousepad (handover.txt)"),
        ("which site did I visit last on 2 March", "Last in front (Monday 2 March 2026): postgresql.org in Chromium"),
        ("what was the first document I had open today", "First in front (Friday 20 March 2026): scanner_quote.csv in"),
    ],
)
def test_first_and_last_thing_of_a_time_are_told(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer), len(answer.claims)) == ("ok", "front", 1)
    assert answer.summary.startswith(told)
    assert answer.claims[0].citations


@pytest.mark.parametrize(
    "question",
    [
        "the first thing to do in the list",
        "what did Dana do first?",
        "what was the first command I ran on 4 March?",
        "what was the first thing Marek did on 4 March?",
        "what was the last thing I typed?",
        "what did I do first on 1 January?",
    ],
)
def test_first_of_something_else_is_no_first_thing_in_front(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert not answer.summary.startswith(("First in front", "Last in front"))
    assert family_of(answer) != "front" or answer.state == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was I doing before the last break?", "Mousepad (handover.txt), 2026-03-20 15:02:28"),
        ("the last thing I worked on before the break today", "Mousepad (handover.txt), 2026-03-20 15:02:28"),
        ("what did I do before my break today", "Mousepad (handover.txt), 2026-03-20 15:02:28"),
        ("After the break today, what did I work on?", "Chromium (mail.google.com), “Inbox"),
        ("which program did I use right after the longest pause today", "Chromium (mail.google.com), “Inbox"),
        ("where did I leave off before the first gap on 20 March", "Mousepad (handover.txt), 2026-03-20 15:02:28"),
    ],
)
def test_what_was_done_beside_a_break_is_told(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer)) == ("ok", "front")
    assert f": {told}" in answer.summary
    assert "from 2026-03-20 15:02:52 to 16:41:04" in answer.summary
    main, gap = answer.claims
    assert told.split(",")[0] in main.text
    assert "break of 1 h 38 min" in gap.text
    assert len(gap.citations) == 2


def test_break_is_the_last_one_within_a_day(views: Views) -> None:
    # Between the days lie nights, and weeks.
    told = asked(views, "what was I doing before the break?")
    assert "before the break from 2026-03-20 15:02:52 to 16:41:04: Mousepad" in told.summary


def test_no_break_and_breaks_that_are_no_pause_are_not_told(views: Views) -> None:
    assert asked(views, "what did I do after my break on 2 March?").state == "not_found"
    for other in ("the lunch break", "the break statement", "the meeting"):
        assert "in front" not in asked(views, f"what did I do before {other}?").summary.casefold()
    assert asked(views, "were there gaps in the recording?").summary.startswith("4 gaps of more than 5 min")


# ---------------------------------------------------------------- the least


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which app did I use the least today?", "Zathura was in front shortest, of 4 programs"),
        ("my least used program on 20 March", "Zathura was in front shortest, of 4 programs"),
        ("which program was in front for the shortest time today", "Zathura was in front shortest, of 4 programs"),
        ("least visited site on 4 March", "tidewater.atlassian.net was in front shortest, of 4 sites"),
        (
            "which app did I use the fewest times on 20 March",
            "Zathura and Chromium were each in front least often, of 4 programs",
        ),
        (
            "which app did I use most rarely on 20 March",
            "Zathura and Chromium were each in front least often, of 4 programs",
        ),
        ("which app did I use least on 1 March", "No screenshot was captured"),
    ],
)
def test_what_was_in_front_least_is_told(views: Views, question: str, told: str) -> None:
    assert told in asked(views, question).summary


@pytest.mark.parametrize(
    "question",
    [
        "which app did Ana use least?",
        "which site did I visit at least twice?",
        "which tool uses the least memory?",
        "which program was least used by the team?",
        "what is the least squares method?",
    ],
)
def test_least_of_others_is_not_told_by_what_was_in_front(views: Views, question: str) -> None:
    assert "in front" not in asked(views, question).summary


# ---------------------------------------------------------------- yes or no


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did I visit github on 4 March?", "Yes: 1 visit to github.com (Wednesday 4 March 2026), 27 s in all"),
        ("was I on GitHub on 4 March", "Yes: 1 visit to github.com"),
        ("have I been on Slack on 4 March?", "Yes: 1 visit to app.slack.com"),
        ("do you know if I had Slack open on 4 March", "Yes: 1 visit to app.slack.com"),
        ("can you tell me whether I was on Slack on 4 March", "Yes: 1 visit to app.slack.com"),
        ("did I have the pull request open on 4 March", "Yes: 1 visit to “Dedupe manifests on retry"),
        ("Did I use Gnumeric this week?", "Yes: 2 visits to Gnumeric"),
        ("was Mousepad open today?", "Yes: 2 visits to Mousepad"),
        ("did I use a spreadsheet today?", "Yes: 2 visits to spreadsheet"),
        ("Was I in Gmail on 4 March", "Yes: 2 visits to Gmail"),
        ("did I read the tide table today?", "Yes: 1 visit to tide_table_w12.pdf"),
        ("Did I open handover.txt today?", "Yes: 2 visits to handover.txt"),
        (
            "did I look at DOCK-418 on 4 March",
            "Yes: 1 visit to “[DOCK-418] Duplicate seal numbers in night load - Jira”",
        ),
        ("did I edit handover.txt today", "It was in front; whether it was changed is not told by that: 2 visits"),
        ("did I use PostgreSQL on 2 March", "A site of that name was in front: 2 visits to postgresql.org"),
    ],
)
def test_whether_something_was_in_front_is_told_by_its_visits(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer)) == ("ok", "front")
    assert answer.summary.startswith(told)
    assert all(claim.citations for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "last"),
    [
        (
            "Did I visit github today?",
            "github.com was not in front (Friday 20 March 2026); it was last in front 2026-03-04",
        ),
        (
            "was I on Slack on 2 March?",
            "app.slack.com was not in front (Monday 2 March 2026); it was last in front 2026-03-04",
        ),
        (
            "Did I use Gnumeric on 4 March?",
            "Gnumeric was not in front (Wednesday 4 March 2026); it was last in front 2026-03-20",
        ),
        (
            "did I open handover.txt on 2 March",
            "handover.txt was not in front (Monday 2 March 2026); it was last in front",
        ),
    ],
)
def test_what_was_not_in_front_then_is_said_to_have_been_so_last(views: Views, question: str, last: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())
    assert last in answer.summary
    assert answer.near[0].citations


@pytest.mark.parametrize(
    "question",
    [
        "did the ship visit the port?",
        "when did the visit take place?",
        "did Dana open the ticket?",
        "did I open a ticket?",
        "was the gate open?",
        "was the pull request open on 4 March?",
        "was I in Tidewater on 4 March?",
        "did I use git on 4 March?",
        "did I use SELECT on 2 March?",
        "did I use Gnumeric to open the port on 20 March?",
        "did I ever use Photoshop?",
        "did I change the batch size on 4 March?",
        "did I not use Gnumeric today?",
    ],
)
def test_yes_is_not_told_of_what_only_has_such_a_word(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert family_of(answer) != "front"
    assert not answer.summary.startswith("Yes")


# ---------------------------------------------------------------- one against the other


@pytest.mark.parametrize(
    "question",
    [
        "was I longer in Chromium than in xterm on 2 March?",
        "Was I more in Chromium or in xterm on 2 March?",
        "did I spend more time in Chromium than in xterm on 2 March",
        "did I use Chromium more than xterm on 2 March?",
    ],
)
def test_two_things_are_set_against_each_other(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.summary == (
        "Longer in front (Monday 2 March 2026): Chromium: 1 min 21 s in front, 2 visits; "
        "then xterm: 45 s in front, 1 visit."
    )


@pytest.mark.parametrize(
    "question",
    [
        "was I longer in Chromium on 2 March than on 4 March?",
        "Compare how long I was in Chromium on 2 March and on 4 March",
        "on 2 March vs 4 March: how long was I in Chromium?",
        "did I use Chromium more on 2 March or on 4 March?",
    ],
)
def test_one_thing_is_told_for_both_times_with_the_difference(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary == (
        "Chromium: 1 min 21 s in front, 2 visits (Monday 2 March 2026); 2 min 06 s in front, 2 visits "
        "(Wednesday 4 March 2026); 45 s more on Wednesday 4 March 2026."
    )
    assert [claim.first_seen[:10] for claim in answer.claims] == ["2026-03-02", "2026-03-04"]
    assert answer.window is not None
    assert answer.window.said == "Monday 2 March 2026 and Wednesday 4 March 2026"


def test_two_times_without_a_word_for_comparing_are_told_side_by_side(views: Views) -> None:
    answer = asked(views, "how often was I in Gmail on 2 March and on 4 March?")
    assert "not in front (Monday 2 March 2026); 33 s in front, 2 visits (Wednesday 4 March 2026)." in answer.summary
    none = asked(views, "was I longer in Gmail on 4 March than on 5 March?")
    assert none.summary.endswith(
        "33 s in front, 2 visits (Wednesday 4 March 2026); no screenshot (Thursday 5 March 2026)."
    )


def test_range_of_days_is_one_time_and_what_is_no_one_thing_is_not_compared(views: Views) -> None:
    ranged = asked(views, "how long was I in Chromium between 2 March and 4 March?")
    assert "3 min 27 s" in ranged.summary
    for question in (
        "did I use more apps on 2 March than on 4 March?",
        "was I longer in Photoshop on 2 March than on 4 March?",
    ):
        answer = asked(views, question)
        assert (answer.state, answer.claims) == ("not_found", ())


# ---------------------------------------------------------------- windows


def test_windows_that_were_seen_at_once_are_counted(views: Views) -> None:
    most = asked(views, "How many windows did I have open today?")
    assert (most.state, family_of(most)) == ("ok", "windows")
    assert most.summary.startswith("At most 1 window was to be seen at once (Friday 20 March 2026), 2026-03-20 ")
    assert "what lay hidden or was minimised is on no screenshot" in most.summary
    last = asked(views, "how many windows were open?")
    assert "2026-03-20 16:41:42 (the last screen; " in last.summary
    assert "handover.txt - Mousepad" in last.claims[0].text
    assert last.claims[0].citations


def test_windows_of_a_moment_and_of_a_day_are_told_by_their_titles(views: Views) -> None:
    moment = asked(views, "which windows were open at 9:14 on 4 March")
    assert len(moment.claims) == 1
    assert "Gmail" in moment.claims[0].text
    day = asked(views, "which windows did I have open on 20 March?")
    assert day.summary.startswith("Windows to be seen (Friday 20 March 2026), by their titles: ")
    assert {"scanner_quote.csv - Gnumeric", "/home/dana/Documents/tide_table_w12.pdf"} <= {
        claim.text.partition(", seen ")[0] for claim in day.claims
    }
    assert asked(views, "which windows were open in March?").state == "not_found"


@pytest.mark.parametrize(
    "question",
    ["how many windows does the house have?", "which windows need cleaning?", "what windows function did I use?"],
)
def test_windows_of_a_house_are_none_on_the_screen(views: Views, question: str) -> None:
    assert family_of(asked(views, question)) != "windows"
