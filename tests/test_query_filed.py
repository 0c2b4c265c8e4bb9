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
FUNCTION = "def sag(length, weight, warm=0.0):\n    heated = length * (1 + 0.0012 * warm)\n    return heated / weight"


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
