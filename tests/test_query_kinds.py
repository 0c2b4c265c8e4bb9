"""All phone numbers, dates or names that one saw are no list: what would tell which are meant is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
LINES = (
    "Table of Contents",
    "Phone numbers of the harbour office: 555-0148",
    "Email addresses are not shown",
    "Important dates: the dates of the fair are 5 March and 6 March",
    "People and names, links and images, tables and numbers",
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    window = Window((0, 0, 800, 600), "Almanac", "Mousepad", "mousepad", focused=True, category="editor")
    with Views(written(tmp_path / "root", LINES, window=window)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Which phone numbers did I see?", "whose number"),
        ("which telephone numbers did I come across today", "whose number"),
        ("which email addresses did I see?", "whose address"),
        ("what dates did I read", "the date of what"),
        ("list the dates I saw", "the date of what"),
        ("which numbers did I look at?", "the number of what"),
        ("which people did I see", "who did what"),
        ("what names have I seen?", "the name of what"),
        ("which tables did I look at?", "what the table tells of"),
        ("which links did I notice?", "what the link leads to"),
        ("which images did I see?", "what it is called"),
    ],
)
def test_kind_alone_is_asked_back(views: Views, question: str, name: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("needs_clarification", ())
    assert name in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "what are the phone numbers of the harbour office?",
        "which phone numbers of the harbour office did I see?",
        "which dates did I see for the fair?",
        "which important dates did I read?",
        "who saw the names?",
        "which pages did I look at?",
        "which numbers did the harbour office read?",
    ],
)
def test_what_tells_more_is_looked_for(views: Views, question: str) -> None:
    assert "not kept as a list" not in asked(views, question).summary
