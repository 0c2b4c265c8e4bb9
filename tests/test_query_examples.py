"""Code on pages, asked for by what the page is called: what an editor shows of the same names is not meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from ledger.dataroot import DataRoot
from ledger.facts import CodeFound, FrameExamined, Maker, Snippet
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
BOX = (10, 28, 400, 46)
ON_PAGE = Snippet(BOX, "block", "page", "", "brentq(f, a, b, xtol=2e-12)", (BOX,), title="brentq - SciPy Manual")
IN_EDITOR = Snippet(
    BOX, "block", "editor", "python", "from scipy.optimize import brentq", (BOX,), title="dew.py", name="dew.py"
)


def with_code(root: DataRoot, *snippets: Snippet) -> DataRoot:
    maker = Maker("code", 1)
    with Writer(root).turn() as turn:
        for at, snippet in enumerate(snippets):
            frame = f"run1/evidence.capture.frame/{at}"
            told = [CodeFound(frame, maker, "", (snippet,)), FrameExamined(frame, "code", 1, 1)]
            turn.commit(told, run="R", stage=2, action="test")
    catch_up(root)
    return root


def test_code_of_a_page_comes_before_that_of_an_editor_with_more_of_the_words(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    root = with_code(written(tmp_path / "root", ["a page"], ["an editor"]), ON_PAGE, IN_EDITOR)
    with Views(root) as views:
        answer = ask(views, "what is the signature of brentq in the SciPy manual?", now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert [claim.text for claim in answer.claims] == [ON_PAGE.text]


def test_code_of_an_editor_is_told_where_no_page_has_it(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    root = with_code(written(tmp_path / "root", ["an editor"]), IN_EDITOR)
    with Views(root) as views:
        answer = ask(views, "what is the signature of brentq in the SciPy manual?", now=NOW, zone=UTC)
    assert [claim.text for claim in answer.claims] == [IN_EDITOR.text]


def test_only_code_of_a_page_is_told_by_what_the_page_is_called(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    told = replace(ON_PAGE, text="SELECT sum(boxes) OVER (ORDER BY day);", title="Window Functions - DuckDB")
    root = with_code(written(tmp_path / "root", ["a page"], ["another"]), told, ON_PAGE)
    with Views(root) as views:
        answer = ask(views, "the example query from the DuckDB page on window functions", now=NOW, zone=UTC)
        other = ask(views, "the example query from the DuckDB page on date functions", now=NOW, zone=UTC)
    assert [claim.text for claim in answer.claims] == [told.text]
    assert other.state != "ok"


def test_of_several_blocks_on_a_page_its_title_tells_none(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    told = replace(ON_PAGE, text="SELECT sum(boxes) OVER (ORDER BY day);", title="Window Functions - DuckDB")
    root = with_code(written(tmp_path / "root", ["a page"], ["it"]), told, replace(told, text="SELECT lag(boxes);"))
    with Views(root) as views:
        assert ask(views, "the example query from the DuckDB page on window functions", now=NOW, zone=UTC).state != "ok"
