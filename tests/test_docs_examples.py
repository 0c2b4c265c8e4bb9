"""The example questions of docs/query.md, each answered from the recorded corpus as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.ask import ask

PAGE = Path(__file__).resolve().parent.parent / "docs" / "query.md"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
SESSIONS = ("81ff", "82b3", "85e1", "86a4", "8a07", "8b30")
UNDERSTANDS = ("windows", "inputlog", "color", "pages", "behind", "elements", "fields", "posts", "code")


def examples() -> list[tuple[str, str]]:
    """The rows of the page's table of examples: a question, and what its answer holds."""
    _, _, below = PAGE.read_text(encoding="utf-8").partition("| question | the answer says |\n|---|---|\n")
    table, _, _ = below.partition("\n\n")
    found = [re.fullmatch(r"\| (.+) \| `(.+)` \|", line) for line in table.splitlines()]
    assert all(found), table
    return [(match[1], match[2]) for match in found if match is not None]


@pytest.fixture(scope="module")
def views(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Six sessions, their text known from the truth, everything else found on their screens."""
    names = sorted(path.name for path in (corpus / "handoff").iterdir() if path.name.endswith(SESSIONS))
    assert len(names) == len(SESSIONS)
    root = reading.take_in(corpus, tmp_path_factory.mktemp("examples"), names)
    reading.read_all(root, corpus, names)
    report = Batch(root, chosen(list(UNDERSTANDS)), OpenGate(), sleep_ms=0).run()
    assert report.failed == 0
    with Views(root) as opened:
        yield opened


def test_there_are_examples_of_most_kinds() -> None:
    assert len(examples()) > 30


def test_examples_are_answered_as_the_page_says(views: Views) -> None:
    wrong = []
    for question, holds in examples():
        answer = ask(views, question, now=NOW, zone=UTC)
        told = " ".join(" ".join([answer.summary, *(claim.text for claim in answer.claims)]).split())
        if answer.state != "ok" or holds not in told or not all(claim.citations for claim in answer.claims):
            wrong.append((question, answer.state, told))
    assert wrong == []
