"""Where a file lies: paths as titles of windows have them, and as they stand by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.ask import ask
from query.files.paths import _ALONE, in_title

NOW = datetime(2026, 3, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("a.sql - /home/ana/shop/sql - Geany", "/home/ana/shop/sql"),
        ("ward.txt (~/Papers) - Text Editor", "~/Papers"),
        ("/home/ana/My Papers/tides.pdf", "/home/ana/My Papers/tides.pdf"),
        (r"*C:\Users\ana\shop\a.cs - Notepad++", r"C:\Users\ana\shop\a.cs"),
        (r"C:\Program Files (x86)\Notepad++\readme.txt - Notepad++", r"C:\Program Files (x86)\Notepad++\readme.txt"),
        ("/home/ana/Q1 - Q2.ods - LibreOffice Calc", "/home/ana/Q1 - Q2.ods"),
        ("/home/ana/report (1).pdf — Okular", "/home/ana/report (1).pdf"),
        ("C:/Users/ana/a.txt - Kate", "C:/Users/ana/a.txt"),
        (r"\\server\share\plan.ods — LibreOffice Calc", r"\\server\share\plan.ods"),
        ("ana@box: ~/src/shop", "~/src/shop"),
        ("Docs - https://docs.python.org/3/library/ - Chromium", None),
        ("either/or: a comparison - Chromium", None),
    ],
)
def test_path_is_found_in_a_title(title: str, path: str | None) -> None:
    assert in_title(title) == path


@pytest.mark.parametrize(
    ("line", "is_path"),
    [("/srv/yard", True), ("~/a", True), ("/srv/yard is full", False), ("1/2", False), ("/help", False)],
)
def test_line_that_is_nothing_but_a_path_is_one(line: str, is_path: bool) -> None:
    assert bool(_ALONE.fullmatch(line)) == is_path


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Two recorded sessions of which only the windows were looked at."""
    root = DataRoot(tmp_path_factory.mktemp("paths") / "root")
    for run in ("run_85e1", "run_8b30"):
        [handoff] = (corpus / "handoff").glob(f"*_{run}")
        HandoffIngestor(root.path).ingest_handoff_dir(handoff)
    Batch(root, chosen(["windows"]), OpenGate(), require_idle=False, sleep_ms=0).run()
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("in which directory lies the sql file from geany?", "/home/dana/dockyard/sql"),
        ("full path of the tide table pdf", "/home/dana/Documents/tide_table_w12.pdf"),
    ],
)
def test_path_of_what_was_in_front_is_told_with_its_title(views: Views, question: str, path: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert answer.claims[0].text == path
    assert path in answer.claims[0].citations[0].text
