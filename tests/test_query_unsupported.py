"""Kinds of questions that nothing answers are told so, with what may be asked instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.inquiries import unsupported

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    with Views(written(tmp_path_factory.mktemp("unsupported") / "root", ["The scaffold goes up"])) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "state", "says"),
    [
        ("who emailed me yesterday?", "needs_clarification", "is not kept as a list"),
        ("who sent me an email on 5 March?", "needs_clarification", "is not kept as a list"),
        ("which people have called us?", "needs_clarification", "Name a person"),
        ("what was open behind the browser on 5 March?", "not_found", "whose titles were still to be seen"),
        ("how many lines of code did I write?", "not_found", "are not counted"),
        ("which scaffold is the next cheapest?", "not_found", "ask for the first"),
    ],
)
def test_kind_that_is_not_answered_is_told(views: Views, question: str, state: str, says: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == (state, ())
    assert says in answer.summary


def test_text_is_no_yes_and_no_no(views: Views) -> None:
    whether = ask(views, "does the scaffold go up?", now=NOW, zone=UTC)
    assert whether.state == "ok"
    assert "Whether it is so is not concluded" in whether.summary
    for question in ("where did I see the scaffold?", "do you remember what goes up, the scaffold?"):
        assert "Whether" not in ask(views, question, now=NOW, zone=UTC).summary


@pytest.mark.parametrize(
    "question",
    [
        "who called the customs office?",
        "who wrote the report?",
        "what lies behind the yard?",
        "what stands on the page behind the form in the folder?",
        "who besides Luis signed it?",
        "how many lines has the file?",
        "which room is the cheapest?",
    ],
)
def test_other_questions_are_of_no_such_kind(question: str) -> None:
    assert unsupported.told(question) == ""
