"""Commands are listed and counted: all of a time, those that failed, those of a program or a machine; each cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
# What was entered, in which window, what came of it, and what it printed.
SESSION = (
    ("git switch -c hedges", "ada@larch: ~/survey", "ran", "Switched to a new branch 'hedges'"),
    ("git push origin hedges", "ada@larch: ~/survey", "failed", "error: failed to push some refs"),
    ("make maps", "ada@larch: ~/survey", "ran", "done in 4 s"),
    ("make maps", "ada@larch: ~/survey", "ran", "done in 4 s"),
    ("ssh mill", "ada@larch: ~", "ran", "ssh: connect to host mill port 22: No route to host"),
    ("systemctl status gauges", "ada@barn: ~", "ran", "active (running)"),
    ("rm -r pano", "ada@larch: ~", "typed", ""),
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown, lines = [], []
    for at, (text, title, state, output) in enumerate(SESSION):
        box = (10, 40 * at, 600, 40 * at + 18)
        shown.append(
            Snippet(
                box, "command", "terminal", "bash", text, (box,), title=title, prompt=f"{title}$", state=state,
                output=output, outcome=box, error=output if state == "failed" else "",
            )
        )  # fmt: skip
        lines += [f"{title}$ {text}", output]
    lines += ["The manual lists these commands: add, commit, restore", "Every command must be signed"]
    root = written(tmp_path / "root", list(filter(None, lines)), code=shown)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def commands_of(answer: Answer) -> list[str]:
    return [claim.text.split("\n")[0] for claim in answer.claims]


ALL = ["git switch -c hedges", "git push origin hedges", "make maps", "ssh mill", "systemctl status gauges"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which commands did I run?", ALL),
        ("what did I run in the terminal", ALL),
        ("list the commands that were entered", ALL),
        ("shell history", ALL),
        ("which git commands did I use?", ALL[:2]),
        ("what did I run on barn", ALL[4:]),
        ("all commands I typed on the barn machine", ALL[4:]),
        ("which commands failed?", [ALL[1], ALL[3]]),
        ("did any command fail", [ALL[1], ALL[3]]),
        ("which of my commands did not work?", [ALL[1], ALL[3]]),
        ("which git commands ended with an error", [ALL[1]]),
        ("which command failed last?", [ALL[3]]),
        ("the first command that failed", [ALL[1]]),
        ("last command I ran in the terminal", [ALL[4]]),
    ],
)
def test_commands_are_listed_as_they_were_run(views: Views, question: str, expected: list[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.plan is not None
    assert answer.plan.family == "code"
    assert commands_of(answer) == expected
    assert all(claim.citations[0].text == claim.text.split("\n")[0] for claim in answer.claims)


def test_commands_are_counted_and_told_with_what_they_failed_of(views: Views) -> None:
    assert asked(views, "how many commands did I run?").summary.startswith("5 different commands were run.")
    answer = asked(views, "how many commands failed?")
    assert answer.summary.startswith("2 different commands failed.")
    assert [claim.text.split("\n")[1] for claim in answer.claims] == [SESSION[1][3], SESSION[4][3]]
    assert all(claim.text.split("\n")[1] in [each.text for each in claim.citations] for claim in answer.claims)


def test_only_as_many_are_told_as_are_asked_for_and_the_rest_are_counted(views: Views) -> None:
    answer = ask(views, "which commands did I run?", now=NOW, zone=UTC, limit=2)
    assert commands_of(answer) == ALL[3:]
    assert "5 different commands were run; the last 2 are below" in answer.summary


def test_time_without_commands_is_an_honest_no(views: Views) -> None:
    assert asked(views, "which commands did I run on 2 January 2026?").state != "ok"
    assert asked(views, "which perl commands did I run?").state == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "which commands does the manual list?",
        "which commands must be signed?",
        "which commands did I not run?",
        "which command did I run to make the maps?",
        "which command did I run after the push failed?",
        "what did I run into?",
        "which commands should I run?",
        "which menu commands did I use?",
        "which commands did I run in PowerShell?",
    ],
)
def test_other_questions_for_commands_are_no_lists(views: Views, question: str) -> None:
    assert "different command" not in asked(views, question).summary


@pytest.mark.parametrize(
    ("question", "expected", "said"),
    [
        ("How often did I run git push?", [ALL[1]], "1 run of it"),
        ("when did I run make maps", [ALL[2]], "It was run; first seen 2026-03-05 09:00:00"),
        ("When did I last run systemctl?", [ALL[4]], "It was last run"),
        ("Did my push go through?", [ALL[1]], "It failed: error: failed to push some refs"),
        ("did the maps work", [ALL[2]], "It is not known to have failed."),
        ("did my ssh to the mill fail?", [ALL[3]], "No route to host"),
        ("what did I run before the ssh", [ALL[2]], "was run"),
        ("first command I ran", [ALL[0]], "was run"),
        ("why couldn't I push?", [ALL[1]], "error: failed to push some refs\nIt came of the command below"),
        ("why was I not able to push the hedges", [ALL[1]], "error: failed to push some refs"),
        ("my push blew up, what was the complaint", [ALL[1]], "error: failed to push some refs"),
        ("push of hedges on thursday refused, reason", [ALL[1]], "error: failed to push some refs"),
        ("I couldn't get onto the mill at first. What was the trouble?", [ALL[3]], "No route to host"),
        ("make maps, how long by the output", [ALL[2]], "It printed: done in 4 s"),
        ("what was the problem with the upload of the hedges to git", [ALL[1]], "error: failed to push some refs"),
    ],
)
def test_runs_of_a_command_are_told(views: Views, question: str, expected: list[str], said: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert commands_of(answer) == expected
    assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "how often did I run git commit?",
        "when did I run the marathon",
        "did the meeting go well",
        "when did I run rm -r",
    ],
)
def test_run_of_what_was_not_run_is_not_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state != "ok" or "run" not in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "which manifest was in the rejected mail about the mill?",
        "who refused the push of the hedges?",
        "what did I do after the push of the hedges was refused",
        "why did the kubernetes deploy fail",
        "how often was my push refused",
        "who gave me the maps, and what result did they have",
    ],
)
def test_what_went_wrong_elsewhere_is_told_by_no_command(views: Views, question: str) -> None:
    said = asked(views, question).summary
    assert "\nIt came of “" not in said
    assert "It printed" not in said
