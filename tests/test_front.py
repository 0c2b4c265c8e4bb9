"""What was in front is told with totals that hold, cited to the frame and box, or with an honest no."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NAMES = ("2026-03-02T09-10-00Z_run_81aa", "2026-03-04T09-14-00Z_run_82b3", "2026-03-20T15-02-00Z_run_8b30")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> DataRoot:
    """Three sessions in care, read and understood."""
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("front"), NAMES)
    reading.read_all(made, corpus, NAMES)
    reading.understand(made)
    return made


@pytest.fixture(scope="module")
def views(root: DataRoot) -> Iterator[Views]:
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


def test_site_that_was_in_front_longest_comes_first_with_its_time_and_evidence(views: Views) -> None:
    answer = asked(views, "which site did I use the most on Monday 2 March?")
    assert answer.state == "ok"
    assert answer.summary.startswith("postgresql.org was the site that was in front longest")
    main = answer.claims[0].citations[0]
    assert "1 min 21 s in front, 2 visits" in answer.claims[0].text
    assert main.text.startswith("postgresql.org/docs/15/")
    assert main.source == "pages"
    x0, y0, x1, y1 = main.box
    assert (x1 - x0 < 600, y1 - y0 < 40) == (True, True)


def test_programs_are_ranked_and_listed(views: Views) -> None:
    most = asked(views, "which application did I use the most on 20 March?")
    assert most.summary.startswith("Mousepad was the program")
    assert most.claims[0].citations[0].text.endswith("Mousepad")
    listed = asked(views, "which programs did I have in front on Friday 20 March?")
    names = {claim.text.partition(":")[0] for claim in listed.claims}
    assert names == {"Mousepad", "Chromium", "Gnumeric", "Zathura"}


def test_visits_are_counted_and_each_is_a_claim(views: Views) -> None:
    answer = asked(views, "how often did I go to gmail on 4 March?")
    assert answer.summary.startswith("2 visits to gmail (Wednesday 4 March 2026)")
    assert [claim.first_seen[11:19] for claim in answer.claims] == ["09:14:00", "09:17:10"]


def test_time_in_a_program_is_summed(views: Views) -> None:
    answer = asked(views, "how long was I in the terminal on 2 March?")
    assert answer.summary == "terminal was in front for 45 s (Monday 2 March 2026), in 1 visit."


def test_time_is_told_in_seconds_where_these_are_asked_for(views: Views) -> None:
    answer = asked(views, "how many seconds in total was I in the terminal on 2 March?")
    assert answer.summary == "terminal was in front for 45 s (45 seconds) (Monday 2 March 2026), in 1 visit."


def test_different_things_are_counted_and_named(views: Views) -> None:
    answer = asked(views, "how many different programs did I use on Friday 20 March?")
    assert answer.summary.startswith("4 programs were in front (Friday 20 March 2026): Mousepad, ")
    assert len(answer.claims) == 4
    assert asked(views, "how many sites did I visit on 1 January?").state == "not_found"
    for fewer in ("more than once", "only once"):
        assert asked(views, f"how many programs did I use {fewer} on Friday 20 March?").state == "not_found"
    for others in ("apps use the database", "sites use GitHub"):
        assert "in front" not in asked(views, f"how many different {others}?").summary


@pytest.mark.parametrize(
    "question",
    [
        "which programs did I not use on Friday 20 March?",
        "how many programs didn't I use on Friday 20 March?",
        "what did I not do on Friday 20 March?",
        "which sites did I visit on 4 March besides GitHub?",
        "which program was never open on Friday 20 March?",
        "how long was I not in the terminal on 2 March?",
    ],
)
def test_what_one_did_not_do_is_not_told_by_what_one_did(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_found"


def test_without_a_break_leaves_nothing_out(views: Views) -> None:
    assert asked(views, "what was my longest stretch without a break on 4 March?").state == "ok"


def test_what_one_has_is_not_told_by_what_was_in_front(views: Views) -> None:
    assert "In front" not in asked(views, "what do I have on Friday 20 March?").summary


def test_pages_are_told_with_their_sites(views: Views) -> None:
    assert "dockyard (github.com)" in asked(views, "which web pages did I look at on 4 March?").summary


def test_page_is_found_by_what_is_on_it(views: Views) -> None:
    answer = asked(views, "when did I last open the page with the dedupe commits?")
    assert (answer.state, answer.summary[:16]) == ("ok", "Dedupe manifests")
    for other in ("the page with the dedupe lions", "the dedupe-commits page"):
        assert asked(views, f"when did I last open {other}?").state == "not_found"


def test_who_tells_what_they_did_asks_for_no_time_that_they_spent(views: Views) -> None:
    answer = asked(views, "Marek wrote to me while I was coding. How long has the zeppelin to be inside?")
    assert answer.state == "not_found"
    assert "in front" not in answer.summary


def test_weekday_of_today_is_a_week_ago_unless_nothing_is_there(views: Views) -> None:
    """Of Friday 13 March nothing is in care here, of Tuesday 10 and 3 March neither; of Wednesday 4 March something."""
    assert "Friday 20 March" in asked(views, "which program did I use most on Friday?").summary
    assert "Wednesday 4 March" in asked(views, "which program did I use most that Wednesday?").summary
    assert asked(views, "which program did I use most on Wednesday?").state == "not_found"
    assert asked(views, "which program did I use most that Tuesday?").state == "not_found"
    # Words that stood on that day tell nothing of the one that is meant.
    assert asked(views, "what was in the dockyard channel that Wednesday?").state == "not_found"


def test_machine_on_which_all_was_recorded_names_no_program(views: Views) -> None:
    on_linux = asked(views, "which programs did I use on my Linux machine on Friday 20 March?")
    assert on_linux.summary.startswith("In front (Friday 20 March 2026): ")
    for other in ("my Mac", "my Windows PC", "the Linux box of Ada", "the Linux wiki", "Ubuntu pages"):
        assert asked(views, f"which programs did I use on {other} on Friday 20 March?").state == "not_found"


def test_last_and_first_visit_are_told_by_the_minute(views: Views) -> None:
    assert "last in front 2026-03-20 16:41" in asked(views, "when did I last open Gmail?").summary
    assert "first in front 2026-03-04 09:14:00" in asked(views, "when did I first use Gmail?").summary


def test_nothing_later_than_the_moment_of_asking_counts(views: Views) -> None:
    early = datetime(2026, 3, 5, tzinfo=UTC)
    assert "last in front 2026-03-04 09:17" in asked(views, "when did I last open Gmail?", early).summary
    assert asked(views, "when did I last use the pdf viewer?", early).state == "not_found"


def test_documents_are_narrowed_by_program_and_sort(views: Views) -> None:
    assert [c.text.partition(":")[0] for c in asked(views, "which pdf did I read?").claims] == ["tide_table_w12.pdf"]
    edited = asked(views, "which text file did I edit in Mousepad today?")
    assert [claim.text.partition(":")[0] for claim in edited.claims] == ["handover.txt"]


def test_moment_is_answered_with_what_was_in_front_just_then(views: Views) -> None:
    answer = asked(views, "what app was I on at 15:02 on 20 March?")
    assert answer.claims[0].text.startswith("Gnumeric: ")
    page = asked(views, "which page was I on at 9:14 on 4 March")
    assert "Gmail" in page.claims[0].text


def test_course_of_a_time_is_told_episode_by_episode(views: Views) -> None:
    answer = asked(views, "what was I doing on 2 March in the morning?")
    assert [claim.text for claim in answer.claims] == [
        "2026-03-02 09:10:00 to 09:11:03 Chromium (postgresql.org) · 9.21.\xa0Aggregate Functions, 1 min 03 s",
        "2026-03-02 09:11:03 to 09:11:48 xterm, 45 s",
        "2026-03-02 09:11:48 to 09:12:06 Chromium (postgresql.org) · INSERT, 18 s",
    ]
    assert "Chromium (postgresql.org) 1 min 21 s, xterm 45 s" in answer.summary


def test_course_of_many_days_is_told_by_what_they_come_to(views: Views) -> None:
    answer = asked(views, "what did I do in March?")
    assert answer.state == "ok"
    assert answer.summary.startswith("In front most (March 2026): Chromium: ")
    assert any(claim.text.startswith("postgresql.org: ") for claim in answer.claims)


def test_longest_stretch_without_a_break_is_found(views: Views) -> None:
    answer = asked(views, "what was my longest focus session on 2 March?")
    assert answer.summary.startswith(
        "Longest without a break (Monday 2 March 2026): Chromium (postgresql.org), 1 min 03 s"
    )


@pytest.mark.parametrize(
    "question",
    [
        "when did I visit stackoverflow.com?",
        "how often did I use Photoshop?",
        "how long was I in Blender last week?",
        "which sites did I have in front on Sunday 8 March?",
        "when did I open Photoshop?",
        "when was I on the website stackoverflow.com the last time",
    ],
)
def test_what_was_never_in_front_is_not_found(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_what_is_not_looked_at_yet_is_not_available(corpus: Path, tmp_path: Path, reading: ModuleType) -> None:
    root: DataRoot = reading.take_in(corpus, tmp_path, NAMES[2:])
    for question in ("which pdf was open today?", "which site did I use the most today?", "what did I do today?"):
        with Views(root) as views:
            answer = asked(views, question)
        assert (answer.state, answer.claims) == ("not_available", ())
        assert {missing.processor for missing in answer.missing} >= {"windows"}
        assert "autocapture batch run" in answer.summary


def test_what_is_pending_is_said_beside_the_answer(corpus: Path, tmp_path: Path, reading: ModuleType) -> None:
    root: DataRoot = reading.take_in(corpus, tmp_path, NAMES[:1])
    reading.read_all(root, corpus, NAMES[:1])
    reading.understand(root)
    more: DataRoot = reading.take_in(corpus, tmp_path, NAMES[1:2])
    with Views(more) as views:
        answer = asked(views, "which program did I use the most in March?")
    assert answer.state == "ok"
    assert "Not all was looked at: 14 frames" in answer.summary


def test_claim_whose_evidence_says_something_else_is_dropped(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(other.derived / "facts.db")) as db, db:
        db.execute("UPDATE pages SET host = 'evil.example' WHERE host = 'postgresql.org'")
        db.execute("UPDATE subjects SET site = 'evil.example' WHERE site = 'postgresql.org'")
    with Views(other) as views:
        answer = asked(views, "which site did I use the most on Monday 2 March?")
    assert answer.claims == ()
    assert answer.dropped == 1
    assert answer.state == "not_available"


def test_every_citation_holds_its_text_in_a_box_on_its_frame(views: Views) -> None:
    for question in (
        "which sites did I visit in March?",
        "which programs did I use in March?",
        "what did I do on 4 March?",
    ):
        answer = asked(views, question)
        assert answer.state == "ok", question
        assert len(answer.claims) > 1
        for claim in answer.claims:
            assert claim.citations
            for citation in claim.citations:
                x0, y0, x1, y1 = citation.box
                assert 0 <= x0 < x1 <= citation.size[0]
                assert 0 <= y0 < y1 <= citation.size[1]
                assert citation.text
                assert citation.leaf == views.event(int(citation.event.partition(":")[2])).place.leaf.hex()


def test_rough_number_of_weeks_is_told_for_the_calendar_week_as_well(views: Views) -> None:
    answer = asked(views, "what website did we visit a ton about 2 weeks ago?")
    assert "days 11 to 17 back" in answer.summary
    assert "In the calendar week from Monday 2 March 2026 it was postgresql.org" in answer.summary
    assert any(claim.text.startswith("postgresql.org: ") for claim in answer.claims)


def test_asking_writes_nothing(root: DataRoot, views: Views) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.path.rglob("*")}
    for days in range(5):
        asked(views, "which site did I use the most?", NOW - timedelta(days=days))
        asked(views, "what was I doing yesterday?", NOW - timedelta(days=days))
    assert {path: path.stat().st_mtime_ns for path in root.path.rglob("*")} == before


def test_switches_are_counted_and_cited(views: Views) -> None:
    answer = asked(views, "how often did I switch from gmail to slack?")
    assert answer.state == "ok"
    assert answer.summary == "1 switch from gmail to app.slack.com."
    [claim] = answer.claims
    assert claim.text.startswith("Chromium (mail.google.com) → Chromium (app.slack.com): 1 time, last 2026-03-04")
    for question in ("how often did I switch to slack on 4 March?", "number of switches to slack on 4 March"):
        assert " to slack (" in asked(views, question).summary.replace("app.slack.com", "slack")
    before = asked(views, "what did I do right before Slack on 4 March?")
    assert "Chromium (mail.google.com) → Chromium (app.slack.com)" in {
        claim.text.partition(": ")[0] for claim in before.claims
    }
    assert asked(views, "how often did I switch from slack to the pdf viewer?").state != "ok"


def test_sessions_that_are_too_short_are_no_focus_sessions(views: Views) -> None:
    answer = asked(views, "what were my focus sessions on 4 March?")
    assert answer.state == "not_found"
    assert "5 min 00 s or more with one thing" in answer.summary


def test_peak_day_is_told_of_what_was_seen_on_several_days(views: Views) -> None:
    several = asked(views, "which site did I use the most?")
    gmail = next(claim.text for claim in several.claims if claim.text.startswith("mail.google.com"))
    assert "most on Wednesday 4 March 2026 (33 s)" in gmail
    one = asked(views, "which site did I use the most on Monday 2 March?")
    assert not any("most on" in claim.text for claim in one.claims)


def test_summary_of_a_time_is_told_in_words_that_stand_on_its_frames(root: DataRoot, tmp_path: Path) -> None:
    shutil.copytree(root.path, tmp_path / "root")
    copy = DataRoot(tmp_path / "root")
    report = Batch(copy, chosen(["keyframes", "summary"]), OpenGate(), sleep_ms=0).run()
    assert (report.failed, report.pending) == (0, 0)
    with Views(copy) as opened:
        answer = asked(opened, "summarise Wednesday 4 March")
        assert answer.state == "ok"
        assert "with a summary" in answer.summary
        shown = " ".join(claim.text for claim in answer.claims)
        assert "mail.google.com" in shown
        assert all(citation.source == "summary" for claim in answer.claims for citation in claim.citations)
        # A day that is mine is the one on which it is asked.
        late = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
        for question in ("summarize my day", "sum up the day so far", "a summary of my day"):
            mine = asked(opened, question, now=late)
            assert mine.summary == answer.summary
            assert mine.window is not None
            assert mine.window.said == "Wednesday 4 March 2026"
        assert asked(opened, "summarize my day", now=late + timedelta(days=1)).state != "ok"
        week = asked(opened, "summarize my week", now=late).window
        assert week is not None
        assert week.said.startswith("this week")
        gmail = asked(opened, "give me a summary of Gmail")
        assert gmail.claims
        assert all("mail.google.com" in claim.text for claim in gmail.claims)
