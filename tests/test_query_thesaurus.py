"""Words that are the same word, written otherwise, and words that are said for others which stand nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.language.thesaurus import SAME, said_for
from query.language.words import forms

NOW = datetime(2026, 5, 6, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        *(("wrote", "written"), ("paid", "pay"), ("quantity", "qty"), ("organised", "organized"), ("colour", "color")),
        *(("analyze", "analyse"), ("duplicates", "dups"), ("six", "6"), ("meetings", "mtg")),
    ],
)
def test_word_written_otherwise_is_the_same_word(asked: str, written: str) -> None:
    assert written in forms(asked)


def test_word_is_not_said_for_itself_and_its_other_forms_are_no_other_words() -> None:
    assert not any(word in said_for(word) for word in ("ship", "price", "ticket"))
    assert not any(word in others for word, others in SAME.items())
    assert "price" not in forms("cost")


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines = ["Vessel in lock 4: Blue Heron", "Pilot on board: R. Osei", "Wage roll closes on Friday"]
    lines += ["Back up every night at 01:30", "The air is dry, the flow is slow"]
    with Views(written(tmp_path_factory.mktemp("said") / "root", lines)) as opened:
        yield opened


def test_word_that_stands_nowhere_is_found_by_what_is_said_for_it_and_that_is_told(views: Views) -> None:
    answer = ask(views, "which ship was in lock 4?", now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "Blue Heron" in answer.claims[0].text
    assert "“vessel” was taken for “ship”, which stands on no screen" in answer.summary.replace("“Vessel", "“vessel")


def test_word_said_for_the_only_one_of_a_question_answers_nothing(views: Views) -> None:
    answer = ask(views, "what is my salary?", now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_compound_is_found_where_it_is_written_open(views: Views) -> None:
    answer = ask(views, "what time does the backup start every night?", now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert "01:30" in answer.claims[0].text
    # Its parts stand apart, in no such order.
    assert ask(views, "how dry is the airflow?", now=NOW, zone=UTC).state == "not_found"


def test_name_is_not_taken_for_another_word(views: Views) -> None:
    answer = ask(views, "where is the Boat in lock 4?", now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())
