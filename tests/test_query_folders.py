"""Files in a folder: the names that a file manager showed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SHOWN = ["Home", "Name", "rent_may.pdf", "48.2 kB", "list of tools.ods", "Yesterday", "16 items"]


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    box = (0, 0, 800, 600)
    window = Window(box, "invoices", "Files", "/usr/bin/nautilus", focused=True, category="file manager")
    with Views(written(tmp_path_factory.mktemp("folders") / "root", SHOWN, window=window)) as opened:
        yield opened


@pytest.mark.parametrize("question", ["files in the invoices folder", "which files are in the invoices directory?"])
def test_files_of_a_folder_are_those_that_its_window_showed(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.plan is not None
    assert (answer.state, answer.plan.family) == ("ok", "files")
    assert [citation.text for citation in answer.claims[0].citations] == ["rent_may.pdf", "list of tools.ods"]
    assert answer.summary.startswith("2 files: rent_may.pdf; list of tools.ods (in invoices")


@pytest.mark.parametrize("question", ["files in the warehouse folder", "how big are the files in the invoices folder"])
def test_folder_that_no_window_showed_and_other_questions_have_no_list(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.plan is None or answer.plan.family != "files"
    assert "rent_may.pdf" not in answer.summary
