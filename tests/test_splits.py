"""Files side by side in one editor, and panes side by side in one terminal, are told each by itself."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from ledger.facts import Snippet
from processors.code import snippets
from processors.language import Classifier
from tests.test_code import subject

PYTHON = [
    "import csv",
    "",
    "def fill(rows):",
    "    for row in rows:",
    "        yield row.well",
    "",
    "fill(csv.reader())",
]
SCRIPT = ["const wells = 96;", "", "function fill(rows) {", "  return rows.map(well);", "}", "fill(wells);"]
LEFT = ["ana@bench:~/assay$ make plate", "cc plate.c", "ana@bench:~/assay$ ls", "plate.c", "ana@bench:~/assay$"]
RIGHT = ["ana@bench:~/logs$ tail run.log", "96 wells filled", "ana@bench:~/logs$"]
WIDE = 60


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def beside(left: list[str], right: list[str]) -> str:
    """Return the lines of two things side by side."""
    return "\n".join(f"{one:{WIDE}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue=""))


def numbered(lines: list[str]) -> list[str]:
    return [f"{number:>3}  {line}" for number, line in enumerate(lines, 1)]


def told(text: str, classifier: Classifier, app: str, title: str) -> list[Snippet]:
    return list(snippets(subject(text, app, title), classifier))


def test_files_side_by_side_are_told_each_by_itself(classifier: Classifier) -> None:
    tabs = f"{'fill.py':{WIDE}}fill.js"
    text = f"{tabs}\n\n{beside(numbered(PYTHON), numbered(SCRIPT))}"
    found = told(text, classifier, "/usr/share/code/code", "fill.js - assay - Visual Studio Code")
    lines = {
        name: [line for each in found if each.name == name for line in each.text.split("\n")]
        for name in ("fill.py", "fill.js")
    }
    assert [line for line in lines["fill.py"] if line] == [line for line in PYTHON if line]
    assert [line for line in lines["fill.js"] if line] == [line for line in SCRIPT if line]
    assert {each.language for each in found if each.name == "fill.py"} == {"python"}


def test_columns_of_data_are_no_files(classifier: Classifier) -> None:
    lines = ["wells = [", *(f"    {f'({n},':{WIDE}}{3 * n})," for n in range(1, 9)), "]"]
    found = told("\n".join(numbered(lines)), classifier, "/usr/share/code/code", "wells.py - Visual Studio Code")
    assert [line for each in found for line in each.text.split("\n")] == lines


@pytest.mark.parametrize(
    "left", [LEFT, ["CPU 12 %", "Memory 40 %", "Disk 7 %"]], ids=["two shells", "a shell on the right"]
)
def test_panes_of_a_terminal_are_told_each_by_itself(classifier: Classifier, left: list[str]) -> None:
    found = told(beside(left, RIGHT), classifier, "/usr/bin/xterm", "assay")
    commands = {each.text: each.output for each in found if each.form == "command"}
    assert commands.pop("tail run.log") == "96 wells filled"
    assert commands == ({"make plate": "cc plate.c", "ls": "plate.c"} if left is LEFT else {})
