"""What stands in a file or function that is named is told by its code, by its first or its last version; or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
QUERY = (
    "SELECT h.hive, sum(h.kilos) AS honey\nFROM harvest h\n"
    "JOIN limits m USING (hive, year)\nHAVING sum(h.kilos) < m.low;"
)
SCRIPT = (
    "#!/bin/bash\nset -eu\nmkdir -p sorted\nfind out -name '*.log' -mtime +9 -delete\n"
    "rsync -a --exclude '*.mov' a/ barn:/b/"
)
FUNCTION = (
    "def sag(length, weight, warm=0.0, air_drag=0.4):\n"
    "    heated = length * (1 + 0.0012 * warm)\n    return heated / weight"
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown, lines = [], []
    for at, (name, symbol, language, text) in enumerate(
        (("honey.sql", "", "sql", QUERY), ("clear-logs.sh", "", "bash", SCRIPT), ("span.py", "sag", "python", FUNCTION))
    ):
        box = (10, 200 * at, 900, 200 * at + 150)
        shown.append(
            Snippet(box, "block", "editor", language, text, (box,), title=f"{name} - Geany", name=name, symbol=symbol)
        )
        lines += text.split("\n")
    command = (10, 700, 600, 718)
    shown.append(
        Snippet(
            command, "command", "terminal", "bash", "sqlite3 bees.db < honey.sql", (command,), title="ada@larch",
            prompt="$ ", state="ran",
        )
    )  # fmt: skip
    with Views(written(tmp_path / "root", [*lines, "$ sqlite3 bees.db < honey.sql"], code=shown)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which columns does the JOIN in honey.sql use", "“JOIN limits m USING (hive, year)”"),
        ("what does the HAVING in honey.sql compare", "“HAVING sum(h.kilos) < m.low;”"),
        ("after how many days does clear-logs.sh delete the logs", "-mtime +9"),
        ("which folder does the first version of clear-logs put it into", "“mkdir -p sorted”"),
        ("in clear-logs.sh, which files are left out", "--exclude '*.mov'"),
        ("which factor does the sag function use for the warmth", "0.0012"),
    ],
)
def test_line_with_most_of_the_words_is_quoted(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary
    assert answer.plan is not None
    assert answer.plan.measure == "what stands in a named file"


@pytest.mark.parametrize(
    "question",
    [
        "which port does clear-logs.sh connect to",
        "what is the OFFSET in honey.sql",
        "which password does clear-logs.sh use",
        # What came of it when it ran is not written in it.
        "what was the honey of the café in honey.sql",
    ],
)
def test_what_does_not_stand_there_is_not_told(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"


KEPT = 'for p in *.jpg; do\n  mkdir -p kept\n  cp "$p" kept/\ndone'
ROUNDS = "def crates(apples, per):\n    return ceil(apples / per)"


@pytest.fixture(scope="module")
def pieces(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A script and a function in an editor, and a list of files that names the script."""
    shown = []
    for at, (name, language, symbol, text) in enumerate(
        (("keep-photos.sh", "bash", "", KEPT), ("crates.py", "python", "crates", ROUNDS))
    ):
        lines = text.split("\n")
        boxes = tuple((10, 200 * at + 28 * row, 400, 200 * at + 28 * row + 18) for row in range(len(lines)))
        box = (10, 200 * at, 400, 200 * at + 28 * len(lines))
        shown.append(
            Snippet(box, "block", "editor", language, text, boxes, title=f"{name} - Geany", name=name, symbol=symbol)
        )
    lines = [*KEPT.split("\n"), *ROUNDS.split("\n"), "keep-photos.sh   271 bytes"]
    with Views(written(tmp_path_factory.mktemp("pieces") / "root", lines, code=shown)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Which line of keep-photos.sh copies a picture?", 'cp "$p" kept/'),
        ("In the very first keep-photos.sh, what was the line that copied a photo?", 'cp "$p" kept/'),
        ("which line does the copying in the final keep script", 'cp "$p" kept/'),
        ("Which function rounds the apples up in the last crates function?", "return ceil(apples / per)"),
        ("which function rounds up the apples in crates?", "return ceil(apples / per)"),
    ],
)
def test_line_that_does_it_is_told(pieces: Views, question: str, line: str) -> None:
    answer = ask(pieces, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert f"“{line}”" in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "Which line of keep-photos.sh deletes the pictures?",
        "what was the line in keep-photos.sh that renamed a picture",
        "which function rounds the apples down in the last crates function",
    ],
)
def test_line_that_no_code_has_is_not_found(pieces: Views, question: str) -> None:
    assert ask(pieces, question, now=NOW, zone=UTC).state != "ok"


@pytest.fixture(scope="module")
def runs(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A script in an editor, and a run of it by hand."""
    text = "#!/bin/sh\npython -m orchard.harvest --days 9"
    boxes = ((10, 0, 400, 18), (10, 28, 400, 46))
    script = Snippet(
        (10, 0, 400, 46), "block", "editor", "bash", text, boxes, title="weekly.sh - Geany", name="weekly.sh"
    )
    box = (10, 100, 400, 118)
    run = Snippet(
        box, "command", "terminal", "bash", "./weekly.sh", (box,), title="ada@larch: ~", prompt="$ ", state="ran",
        output="wrote 57 crates to out.csv", outcome=box,
    )  # fmt: skip
    lines = [*text.split("\n"), "$ ./weekly.sh", "wrote 57 crates to out.csv"]
    with Views(written(tmp_path_factory.mktemp("runs") / "root", lines, code=[script, run])) as opened:
        yield opened


def test_what_a_script_counted_is_told_by_what_stands_in_it(runs: Views) -> None:
    question = "How many crates did the weekly harvest write when I ran it by hand?"
    answer = ask(runs, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "57 crates" in answer.summary
    # What was changed later is not what had run.
    asked = "After I set the harvest to 9 days, how many crates did weekly.sh write?"
    plan = ask(runs, asked, now=NOW, zone=UTC).plan
    assert plan is None or plan.family != "code"


def test_default_of_a_parameter_is_told_by_the_code_that_binds_it(views: Views) -> None:
    question = "What default has the parameter air_drag in my python function for the bees?"
    assert "air_drag=0.4" in ask(views, question, now=NOW, zone=UTC).summary
    assert ask(views, question.replace("air_drag", "wind_drag"), now=NOW, zone=UTC).state != "ok"
