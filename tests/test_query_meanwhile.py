"""What was written at a time is told by the windows one writes in; what was done, with the commands that were run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.facts import Element, ElementSeen, FrameExamined, Maker, Snippet, Window
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from tests.fronts import Shot, taken
from tests.written import written

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
BOX = (10, 20, 400, 40)
SHOTS = (
    Shot("Inbox - Petrel Mail", app="Thunderbird", category="mail"),
    Shot("Berths", url="berths.example/list"),
    Shot("Write: Re: Which unit shall we take? - Mozilla Thunderbird", app="Thunderbird", category="mail"),
    Shot("Preferences", app="NightSafe", category=""),
    Shot("vim loader.py", app="xterm", category="terminal"),
)


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question", ["On 5 March at 9:03, what was I writing?", "what mail was I writing on 5 March at 9:01"]
)
def test_what_was_written_is_told_by_the_window_one_writes_in(tmp_path: Path, question: str) -> None:
    with Views(taken(tmp_path, SHOTS)) as views:
        answer = asked(views, question)
    assert answer.state == "ok"
    assert "“Write: Re: Which unit shall we take? - Mozilla Thunderbird”" in answer.summary
    assert "Inbox" not in answer.summary


def test_file_that_was_changed_is_told_by_the_window_it_was_changed_in(tmp_path: Path) -> None:
    with Views(taken(tmp_path, SHOTS)) as views:
        assert "“vim loader.py”" in asked(views, "Which file was I changing on 5 March at 9:04?").summary


def test_what_was_filled_in_is_told_by_the_page_with_boxes(tmp_path: Path) -> None:
    root = taken(tmp_path, [*SHOTS[:2], Shot("Mooring request", url="berths.example/request")])
    frame = "run1/evidence.capture.frame/2"
    boxes = [Element((30, 90 + 30 * at, 48, 108 + 30 * at), "CheckBox", f"Night {at}", ()) for at in range(3)]
    with Writer(root).turn() as turn:
        told = [
            ElementSeen(frame, "layout", Maker("elements", 1), "", tuple(boxes)),
            FrameExamined(frame, "elements", 1),
        ]
        turn.commit(told, run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as views:
        said = asked(views, "On 5 March around 9:02, what was I filling in there?").summary
    assert "1 page to fill in" in said
    assert "“Mooring request”" in said


def test_where_nothing_was_written_no_window_is_told_to_be_for_writing(tmp_path: Path) -> None:
    with Views(taken(tmp_path, SHOTS[:2])) as views:
        assert "to write in" not in asked(views, "On 5 March at 9:01, what was I writing?").summary


def test_what_was_done_is_told_with_the_commands_that_were_run(tmp_path: Path) -> None:
    terminal = Window((0, 0, 800, 600), "build", "xterm", "xterm", True, "host", "full", 1, "terminal")
    ran = Snippet(
        BOX, "command", "terminal", "bash", "grep -c WARN night.log", (BOX,), "build", prompt="$", state="ran"
    )
    with Views(written(tmp_path, [(BOX, "dana@quay:~$ grep -c WARN night.log")], window=terminal, code=[ran])) as views:
        answer = asked(views, "what was I doing on 5 March at 9 o'clock?")
    assert answer.state == "ok"
    assert "Commands: “grep -c WARN night.log”" in answer.summary
    assert answer.claims[-1].citations
