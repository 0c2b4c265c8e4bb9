"""Files that only the title of a window names: their versions are told, and a command that names a file is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from ledger.dataroot import DataRoot
from ledger.facts import CodeFound, FrameExamined, Gone, Maker, Snippet
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
BOX = (10, 28, 400, 64)
FIRST = Snippet(BOX, "block", "page", "sql", "SELECT day, avg(level)\nFROM weir;", (BOX, BOX), title="weir.sql - Notes")
LAST = replace(FIRST, text="SELECT gauge, max(flow) AS peak\nFROM reading\nWHERE gauge <> 'G7'\nGROUP BY gauge;")
RUST = replace(FIRST, language="", text="fn sag(span: f64) -> f64 {\n    span / 40.0\n}", title="cable.rs")
SCRIPT = Snippet(
    BOX, "block", "editor", "bash", 'for f in *.wav; do\n  sox "$f" "${f%.wav}.mp3"\ndone', (BOX, BOX, BOX),
    title="shrink.sh - Kate", name="shrink.sh",
)  # fmt: skip
COMMAND = Snippet(
    BOX, "command", "terminal", "bash", "sox walk.wav -n stats recordings", (BOX,),
    title="recordings : bash", prompt="$ ", state="ran",
)  # fmt: skip
CHECKED = replace(COMMAND, text="python checks.py --all")


def with_code(root: DataRoot, *snippets: Snippet) -> DataRoot:
    """Each snippet on a frame of its own, that before it gone."""
    maker = Maker("code", 1)
    with Writer(root).turn() as turn:
        before: tuple[str, int] | None = None
        for at, snippet in enumerate(snippets):
            frame = f"run1/evidence.capture.frame/{at}"
            gone = (Gone(before[1], (0,)),) if before is not None else ()
            against = before[0] if before is not None else ""
            told = [CodeFound(frame, maker, against, (snippet,), gone), FrameExamined(frame, "code", 1, 1, against)]
            commit = turn.commit(told, run="R", stage=2, action="test")
            before = (frame, commit.size - 2)
    catch_up(root)
    return root


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown = (FIRST, LAST, RUST, SCRIPT, COMMAND, CHECKED)
    root = with_code(written(tmp_path / "root", *([each.title, *each.text.split("\n")] for each in shown)), *shown)
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("latest weir.sql please", LAST),
        ("the first version of weir.sql", FIRST),
        ("which gauge did I leave out of the flow query in the end", LAST),
        ("that rust function for the sag, what did it look like once the tests passed", RUST),
        ("the script that makes mp3 files of the recordings, as I left it", SCRIPT),
        ("In the first version of the sound script, what format did it turn the files into?", SCRIPT),
    ],
)
def test_code_below_the_name_of_a_file_is_told(views: Views, question: str, code: Snippet) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert [claim.text for claim in answer.claims] == [code.text]


def test_versions_that_were_written_in_one_place_are_counted(views: Views) -> None:
    assert ask(views, "how many versions of weir.sql were there", now=NOW, zone=UTC).summary.startswith("2 versions")
    assert ask(views, "how many versions of cable.rs", now=NOW, zone=UTC).summary == "1 version was seen."


@pytest.mark.parametrize("question", ["show me the final checks.py", "checks.py the way I left it, the whole file"])
def test_command_that_names_a_file_has_nothing_of_it(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"
