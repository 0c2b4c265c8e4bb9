"""Statements of SQL are listed and counted, and languages with how much was written in each; all of it cited."""

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
SELECT, BROKEN = "SELECT gauge, max(level)\nFROM gauges;", "SELECT depth FROM gauges;"
# What was entered, in which language, in which window, what came of it, and what it printed.
ENTERED = (
    ("\\d gauges", "sql", "psql - survey", "ran", "Table public.gauges"),
    (BROKEN, "sql", "psql - survey", "failed", 'ERROR: column "depth" does not exist'),
    (SELECT, "sql", "psql - survey", "ran", "(3 rows)"),
    ("INSERT INTO hedges VALUES (7);", "sql", "psql - survey", "ran", "INSERT 0 1"),
    ("DELETE FROM hedges", "sql", "psql - survey", "typed", ""),
    ("make maps", "bash", "ada@larch: ~/survey", "ran", "done in 4 s"),
    ("sqlite3 survey.db < leaks.sql", "bash", "ada@larch: ~/survey", "failed", "Parse error near line 1"),
    ("sqlite3 survey.db .tables", "bash", "ada@larch: ~/survey", "ran", "gauges"),
    ("git commit -m 'Select hedges'", "bash", "ada@larch: ~/survey", "ran", "1 file changed"),
)
# What stood in an editor, in which language and file, and what it defines.
EDITED = (
    ("def level(gauge):\n    return gauge.read()", "python", "gauges.py", "level"),
    ("class Tide:\n    high = 7", "python", "gauges.py", "Tide"),
    ("SELECT * FROM hedges;", "sql", "leaks.sql", ""),
)
RUN = [BROKEN, SELECT, "INSERT INTO hedges VALUES (7);", "sqlite3 survey.db < leaks.sql"]


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown, lines = [], []
    for at, (text, language, title, state, output) in enumerate(ENTERED):
        box = (10, 40 * at, 600, 40 * at + 18)
        shown.append(
            Snippet(
                box, "command", "terminal", language, text, (box,), title=title, prompt=f"{title}$", state=state,
                output=output, outcome=box, error=output if state == "failed" else "",
            )
        )  # fmt: skip
        lines += [text, output]
    for at, (text, language, name, symbol) in enumerate(EDITED):
        box = (700, 80 * at, 1200, 80 * at + 40)
        shown.append(Snippet(box, "block", "editor", language, text, (box,), title=name, name=name, symbol=symbol))
    page = (700, 600, 1200, 640)
    shown.append(Snippet(page, "block", "page", "rust", "fn main() {}", (page,), title="Rust by example"))
    lines += ["The manual lists these queries in two languages: English and French", "Bank statements failed to load"]
    root = written(tmp_path / "root", list(filter(None, lines)), code=shown)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which SQL queries did I run this week?", RUN),
        ("which queries did I run?", RUN),
        ("what sql did I run", RUN),
        ("how many queries did I execute?", RUN),
        ("list all statements I entered in psql", RUN[:3]),
        ("which select statements did I run in psql?", RUN[:2]),
        ("which queries did I run on the hedges table?", RUN[2:3]),
        ("which queries failed?", [BROKEN, RUN[3]]),
        ("did any query fail", [BROKEN, RUN[3]]),
        ("how many SQL statements ended with an error?", [BROKEN, RUN[3]]),
        ("which psql query failed last?", [RUN[3]]),
        ("which query failed first?", [BROKEN]),
    ],
)
def test_statements_are_listed_as_they_were_run(views: Views, question: str, expected: list[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.plan is not None
    assert answer.plan.family == "code"
    texts = [claim.citations[0].text for claim in answer.claims]
    assert texts == expected


def test_statements_are_counted_and_told_with_what_they_failed_of(views: Views) -> None:
    assert asked(views, "how many queries did I run?").summary.startswith("4 different SQL commands were run.")
    failed = asked(views, "which queries failed?")
    assert failed.summary.startswith("2 different SQL commands failed.")
    assert [claim.text.rpartition("\n")[2] for claim in failed.claims] == [ENTERED[1][4], ENTERED[6][4]]


@pytest.mark.parametrize(
    "question",
    [
        "which queries does the manual list?",
        "which queries did I not run?",
        "which query did I run to count the hedges?",
        "what does the query return?",
        "which commands did I run?",
    ],
)
def test_other_questions_are_no_lists_of_statements(views: Views, question: str) -> None:
    assert "SQL command" not in asked(views, question).summary


@pytest.mark.parametrize(
    "question",
    [
        "Which languages did I write code in this week?",
        "which programming languages did I use?",
        "what languages have I been coding in",
        "in which languages did I program",
        "list the programming languages I worked with",
        "how many programming languages did I use?",
        "which languages was my code in?",
        "which programming language did I use most?",
    ],
)
def test_languages_are_told_with_how_much_was_written_in_each(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert [claim.text for claim in answer.claims] == [
        "Python, 2 pieces in editors (gauges.py)",
        "SQL, 1 piece in editors (leaks.sql) and 4 commands in terminals",
        "shell, 4 commands in terminals",
    ]
    assert answer.summary.startswith("Code in 3 languages")
    shown = {text for text, *_ in (*ENTERED, *EDITED)}
    assert all({citation.text for citation in claim.citations} <= shown for claim in answer.claims)
    assert [citation.text for citation in answer.claims[0].citations] == [EDITED[1][0], EDITED[0][0]]


@pytest.mark.parametrize(
    "question",
    [
        "which languages does the museum guide speak?",
        "which languages does the manual list?",
        "which languages did I read about?",
        "which languages did I not use?",
        "which languages did the intern write code in?",
        "which language is the script written in?",
        "in which languages did I write the letter?",
        "which programming languages did I use for the invoice?",
        "when did I use which programming languages?",
    ],
)
def test_other_languages_are_none_of_code(views: Views, question: str) -> None:
    assert "in editors" not in asked(views, question).summary
