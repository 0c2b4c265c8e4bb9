"""Folders in front: a file manager's folder is told like a document, and is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from projections import subjects
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NAMES = ("2026-03-16T09-31-00Z_run_88c2",)
NOW = datetime(2026, 3, 16, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """A recorded session in which a folder was open in a file manager for some seconds."""
    made = reading.take_in(corpus, tmp_path_factory.mktemp("folders"), NAMES)
    reading.read_all(made, corpus, NAMES)
    reading.understand(made)
    with Views(made) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question", ["when did I look through the dockyard folder?", "when did I last open the dockyard directory?"]
)
def test_folder_is_told_with_when_it_was_open_and_the_window_that_shows_it(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.claims[0].text.startswith("dockyard: 2026-03-16 09:32:46")
    [citation, *_] = answer.claims[0].citations
    assert (citation.text, citation.source) == ("dockyard", "windows")


def test_folders_are_listed(views: Views) -> None:
    answer = asked(views, "which folders did I have open today?")
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["dockyard"]


def test_folder_is_no_document(views: Views) -> None:
    answer = asked(views, "which documents did I have open today?")
    assert "dockyard" not in {claim.text.partition(":")[0] for claim in answer.claims}


def test_folder_tells_one_episode_from_another(views: Views) -> None:
    [citation, *_] = asked(views, "when did I last open the dockyard folder?").claims[0].citations
    assert subjects.on_frame(views.facts, citation.frame).what == ("PCManFM", "dockyard")
