"""What is written in code is kept once, and looked through before it is asked where and when it was to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import CodeFound, FrameExamined, Maker, RecordAdmitted, Snippet
from ledger.writer import Writer
from projections import code, sources
from projections.engine import catch_up
from projections.views import Views
from query.answers.scope import Scope
from query.code import commands, written
from query.code.written import Written
from query.inquiries.conclude import Asked
from query.inquiries.inquiry import Inquiry

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BY = Maker("code", 1)


def command(text: str, y: int, *, output: str = "", state: str = "ran") -> Snippet:
    box, below = (10, y, 400, y + 16), (10, y + 20, 400, y + 36)
    return Snippet(
        box, "command", "terminal", "bash", text, (box,), title="Terminal", prompt="$ ", state=state, output=output,
        outcome=below if output else None,
    )  # fmt: skip


SCREENS = (
    (command("make test", 20, output="3 passed"), command("git status", 80)),
    # The same again on another day, in a window of its own; and the command once more, with another end.
    (command("make test", 20, output="3 passed"), command("make test", 80, output="1 failed", state="failed")),
    (command("make test", 20, output="3 passed"), command("ls", 80, state="typed")),
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    path: Path = tmp_path_factory.mktemp("written")
    root = DataRoot(path)
    ensure_born(root)
    with Writer(root).turn() as turn:
        for at, shown in enumerate(SCREENS):
            frame = f"run{at}/evidence.capture.frame/0"
            moment = f"2026-03-0{at + 1}T09:00:00.000000Z"
            admitted = RecordAdmitted("h", "metadata", frame, "evidence.capture.frame", moment, f"run{at}", "{}")
            found = CodeFound(frame, BY, "", shown)
            turn.commit([admitted, found, FrameExamined(frame, "code", 1, 1)], run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


def inquiry(views: Views, between: tuple[int, int] | None = None) -> Inquiry:
    asked = Asked("which command", NOW, UTC, None)
    return Inquiry(views, asked, "which command", between or (0, 1 << 60), 8, Scope(views.facts))


def test_what_is_seen_again_is_written_once(views: Views) -> None:
    kept = [each.text for each in sources.of_forms(views.facts, ("command",))]
    assert kept == ["make test", "git status", "make test", "ls"]
    assert len(code.showings(views.facts, None, forms=("command",))) == 6


def test_source_tells_where_each_time_it_was_seen_is(views: Views) -> None:
    [status] = [each for each in sources.of_forms(views.facts, ("command",)) if each.text == "git status"]
    [seen] = code.showings(views.facts, None, forms=("command",), of=[status.id])
    assert (seen.snippet.text, seen.first_frame) == ("git status", "run0/evidence.capture.frame/0")
    assert code.showings(views.facts, None, forms=("command",), of=[]) == []


def test_words_lead_to_sources(views: Views) -> None:
    assert sources.matching(views.facts, '"status"') == [2]
    assert sources.is_written(views.facts, '"make"')
    assert not sources.is_written(views.facts, '"passed"')


@pytest.mark.parametrize("text", ["make test", "git status", "ls", "none"])
def test_snippets_that_fit_are_those_of_all_that_do(views: Views, text: str) -> None:
    everything = code.showings(views.facts, None, forms=("command",))
    found = written.showings(inquiry(views), "command", lambda each: each.text == text)
    assert found == [each for each in everything if each.snippet.text == text]


def failed(each: Written) -> bool:
    return each.state == "failed"


def passed(each: Written) -> bool:
    return "passed" in each.output


@pytest.mark.parametrize("fits", [failed, passed, lambda each: "git" in each.text])
def test_commands_that_fit_are_those_of_all_that_were_run(views: Views, fits: written.Fits) -> None:
    everything = commands.entered(inquiry(views))
    found = commands.entered(inquiry(views), fits)
    assert [each for each in found if fits(each.snippet)] == [each for each in everything if fits(each.snippet)]
    assert found
    # What was typed and not entered was not run.
    assert {each.snippet.text for each in everything} == {"make test", "git status"}


@pytest.mark.parametrize("fits", [failed, passed, lambda each: "git" in each.text, lambda each: True])
def test_command_that_was_run_last_is_the_last_of_all(views: Views, fits: written.Fits) -> None:
    everything = [each for each in commands.entered(inquiry(views)) if fits(each.snippet)]
    found = [each for each in commands.run_last(inquiry(views), fits) if fits(each.snippet)]
    assert found[-1] == everything[-1]


def test_what_fits_is_told_of_the_asked_time_only(views: Views) -> None:
    start, end = (int(datetime(2026, *day, tzinfo=UTC).timestamp()) * 1_000_000 for day in ((1, 1), (3, 2)))
    until = inquiry(views, (start, end))
    assert until.cut is not None
    assert not written.is_narrow(until)
    assert [each.first_frame for each in written.showings(until, "command", passed)] == [
        "run0/evidence.capture.frame/0"
    ]
    assert written.showings(until, "command", failed) == []
    assert [each.snippet.text for each in commands.entered(until, passed)] == ["make test"]


def test_window_of_time_has_few_and_is_looked_through_itself(views: Views) -> None:
    day = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp()) * 1_000_000
    on_the_day = inquiry(views, (day, day + 86_400_000_000))
    assert written.is_narrow(on_the_day)
    found = written.showings(on_the_day, "command", failed)
    assert [each.first_frame for each in found] == ["run1/evidence.capture.frame/0"]
