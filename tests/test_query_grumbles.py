"""What a program grumbled about, and how many of something it counted, is told by what it printed; and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.ask import ask
from query.language import complaints, spelling

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
ASKED = "SELECT plot, count(*) FROM tree;"
SESSION = (
    ("$ ", "yamllint hives.yml", "hives.yml\n  4:7   error    syntax error: mapping values are not allowed here"),
    ("$ ", "yamllint hives.yml", ""),
    ("$ ", "git push origin main", " ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs"),
    ("$ ", "lpr -P attic labels.pdf", "lpr: The printer does not exist."),
    ("[ada@larch meadow]$ ", "ls | wc -l", "218"),
    ("[ada@larch meadow]$ ", "ls blurred | wc -l", "31"),
    ("$ ", "cat harvest.log", "INFO importer start\nINFO importer finished crates=964 skipped=7"),
    ("$ ", "git log --oneline | wc -l", "77"),
    ("$ ", "cd hives && wc -l *.yml", "  12 queens.yml\n  48 swarms.yml\n  60 total"),
    ("$ ", "sqlite3 orchard.db < grafts.sql", " pear | 3\n(19 rows)"),
    ("orchard=# ", ASKED, 'ERROR:  column "tree.plot" must appear in the GROUP BY clause'),
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown = []
    for at, (prompt, typed, output) in enumerate(SESSION):
        box = (10, 40 * at, 600, 40 * at + 18)
        is_asked = typed == ASKED
        shown.append(
            Snippet(
                box,
                "command",
                "terminal",
                "sql" if is_asked else "bash",
                typed,
                (box,),
                title="psql - orchard" if is_asked else "ada@larch: ~",
                prompt=prompt,
                state="ran",
                output=output,
                outcome=box,
            )
        )
    lines = [line for _, typed, output in SESSION for line in (f"$ {typed}", *output.split("\n"))]
    manual = "a merge that fails is something git will complain about"
    with Views(written(tmp_path / "root", [*lines, manual], code=shown)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # Two runs of one command that a screen shows are two.
        ("what did yamllint grumble about the first time", "mapping values"),
        ("what was yamllint moaning about", "mapping values"),
        ("y was my push rejectd", "fetch first"),
        ("my push went nowhere, what was the matter?", "fetch first"),
        ("why did the printing bail out", "does not exist"),
        # What is typed at its prompt does not name a program.
        ("what was psql whining about", "GROUP BY"),
        ("how many crates did the importer report when it was done", "crates=964"),
        ("how many crates did the importer skip", "skipped=7"),
        ("how many photos were in the meadow", "218"),
        ("how many pictures were blurred", "31"),
        ("how many commits did git log count", "77"),
        ("wc -l swarms.yml, how many lines?", "48 swarms.yml"),
        ("how many lines came back when I ran the grafts query in the terminal?", "(19 rows)"),
    ],
)
def test_what_a_program_said_is_told(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        # No manual tells what it complained of.
        "what was git grumbling about when I merged",
        "why was my cherry-pick rejected",
        "what was docker complaining about",
        "how many crates did the exporter report",
        "how many photos were in the orchard",
        "how many lines did wc count in drones.yml",
        "how many lines came back when I ran the prunes query in the terminal?",
    ],
)
def test_what_no_program_said_is_not_told(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"


def test_words_of_complaining_are_no_slips(views: Views) -> None:
    # `Moaning` is no `morning`.
    assert spelling.corrected(views.facts, "what was it moaning about")[1] == ()
    assert spelling.corrected(views.facts, "what did it complian about")[1] == (("complian", "complain"),)


def test_all_forms_are_made() -> None:
    assert {"griped", "griping", "nagged", "whinges"} <= complaints.WORDS
