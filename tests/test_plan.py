"""A question is answered by the families whose rows fit it; slips of the pen, filters and the plan are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from ledger.dataroot import DataRoot
from projections import lifetimes, text
from projections.views import Views
from query.answers import confidence
from query.answers.answer import Answer
from query.answers.plan import NO_FILTERS, Filters
from query.ask import ask
from query.families import ROWS
from query.language import spelling, vocabulary
from query.language.words import forms, tokens

NAMES = ("2026-03-04T09-14-00Z_run_82b3", "2026-03-20T15-02-00Z_run_8b30")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """Two sessions in care, read and understood."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("plan"), NAMES)
    reading.read_all(root, corpus, NAMES)
    reading.understand(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, filters: Filters = NO_FILTERS) -> Answer:
    return ask(views, question, now=NOW, zone=UTC, filters=filters)


# ---------------------------------------------------------------- words


def test_turns_are_written_as_their_tokens_are() -> None:
    for turn in (turn for spelled in vocabulary.CONCEPTS.values() for turn in spelled):
        assert tuple(turn.split()) == tokens(turn)


def test_longer_turn_is_taken_before_its_words() -> None:
    words = vocabulary.understand("how many times did I open the drop down?").words
    assert [word.text for word in words] == ["how many times", "did", "I", "open", "the", "drop down"]
    assert words[0].concepts == {"often"}
    assert words[-1].concepts == {"dropdown"}


def test_quoted_words_name_something() -> None:
    [_, word] = vocabulary.understand("where “button”").words
    assert (word.text, word.quoted, word.concepts) == ("button", True, frozenset())


def test_what_is_left_names_something() -> None:
    understood = vocabulary.understand("Which buttons were there on Priya's order form?")
    assert understood.without("which", "button") == "Priya order form"


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An index of text in which one word stands."""
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in text.TEXT.schema.split(";\n"):
            made.execute(statement)
        for statement in lifetimes.LIFETIMES.schema.split(";\n"):
            made.execute(statement)
        made.execute("INSERT INTO chain_frames VALUES ('f', 'text:ocr', 1, 0)")
        made.execute(
            "INSERT INTO spans (id, chain, seq, place, born, source, x0, y0, x1, y1, text, confidence, words) "
            "VALUES (1, 1, 1, 0, 0, 'ocr', 0, 0, 9, 9, 'the colum of clouds', 9900, '[]')"
        )
        made.execute("INSERT INTO span_text (rowid, text) VALUES (1, 'the colum of clouds')")
        yield made


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wich buton", "which button"),
        ("when did i vist it", "when did i visit it"),
        ("last Teusday", "last Tuesday"),
        ("in Febuary", "in February"),
        ("the eror mesage", "the error message"),
        ("how many seperate visits", "how many separate visits"),
    ],
)
def test_slips_in_our_own_words_are_put_right(db: sqlite3.Connection, written: str, meant: str) -> None:
    assert spelling.corrected(db, written)[0].casefold() == meant.casefold()


@pytest.mark.parametrize(
    "question",
    [
        "what did Marco and Augusta write",
        "the colum of clouds",
        "the Jira ticket",
        "a tile, a valve and a coast",
        'where is "buton"',
        "buton_one or src/buton.py",
        "",
    ],
)
def test_names_and_what_stands_in_the_evidence_are_left_alone(db: sqlite3.Connection, question: str) -> None:
    assert spelling.corrected(db, question) == (question, ())


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xyz", 3), ("", "ab", 2)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one) == slips


def test_slip_is_told_of(views: Views) -> None:
    answer = asked(views, "wich aplication did I use the most?")
    assert answer.state == "ok"
    assert "“aplication” was read as “application”" in answer.summary
    assert answer.plan is not None
    assert answer.plan.corrected == (("wich", "which"), ("aplication", "application"))


def test_slip_in_a_word_that_stands_on_screens_in_its_plural_is_put_right(views: Views) -> None:
    question, slips = spelling.corrected(views.facts, "who is the reviwer?", lambda: views.terms)
    assert (question, slips) == ("who is the reviewer?", (("reviwer", "reviewer"),))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # Two letters exchanged, be they the last ones.
        ("what of betrh 7", "what of berth 7"),
        ("the last gaet moves", "the last gaet moves"),
        ("customs gatewya", "customs gateway"),
        # Of a short word no other slip is taken for one.
        ("what of brrth 7", "what of brrth 7"),
    ],
)
def test_exchanged_letters_of_a_word_on_screens_are_put_right(views: Views, written: str, meant: str) -> None:
    assert spelling.corrected(views.facts, written, lambda: views.terms)[0] == meant


@pytest.mark.parametrize(
    ("word", "written", "has"),
    [("opinion", "opnion", True), ("option", "opnion", False), ("form", "from", True), ("letter", "leter", True)],
)
def test_letter_left_out_is_likelier_than_a_wrong_one(word: str, written: str, has: bool) -> None:
    assert spelling._has_letters_of(word, written) is has


@pytest.mark.parametrize(
    ("word", "short"), [("gigabytes", "gb"), ("GB", "gigabyte"), ("milliseconds", "ms"), ("kilograms", "kg")]
)
def test_unit_is_found_short_and_long(word: str, short: str) -> None:
    assert short in forms(word)


def test_short_word_has_its_plural() -> None:
    assert "buses" in forms("bus")
    assert "bus" in forms("buses")


# ---------------------------------------------------------------- the plan


@pytest.mark.parametrize(
    "question", ["who are the reviewers of pull request 392?", "PR 392 - who is the reviwer there"]
)
def test_what_stands_beneath_a_heading_is_told_with_both(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.plan is not None
    assert (answer.plan.family, answer.plan.measure) == ("lists", "beneath")
    assert answer.claims[0].citations[-1].text == "Reviewers"
    assert answer.claims[0].citations[0].text in answer.summary


@pytest.mark.parametrize(
    "question", ["who is the reviewer of pull request 77?", "who are the sponsors of pull request 392?"]
)
def test_heading_or_screen_that_is_not_there_has_nothing_beneath(views: Views, question: str) -> None:
    assert "below “" not in asked(views, question).summary


def test_plan_tells_the_window_the_family_and_who_was_asked(views: Views) -> None:
    plan = asked(views, "which site did I use the most on 4 March?").plan
    assert plan is not None
    assert plan.window is not None
    assert plan.window.said == "Wednesday 4 March 2026"
    assert (plan.family, plan.candidates[-1].outcome) == ("front", "answered")
    assert all(candidate.outcome == "passed" for candidate in plan.candidates[:-1])
    assert plan.timings_ms["front"] <= plan.timings_ms["search"]


def test_every_row_needs_concepts_that_are_in_the_table() -> None:
    for row in ROWS:
        for concept in (*(concept for group in row.needs for concept in group), *row.lacks):
            assert concept in vocabulary.CONCEPTS


def test_confidence_follows_from_the_evidence(views: Views) -> None:
    clear, slipped = asked(views, "customs gateway"), asked(views, "custms gateway returned")
    assert 0 < clear.confidence <= 10_000
    assert asked(views, "who is the king of Narnia?").confidence == 0
    assert slipped.confidence < clear.confidence


def test_no_answer_is_surer_than_such_answers_were_right(views: Views) -> None:
    text, quoted = asked(views, "customs gateway"), asked(views, "where did I see “customs gateway”?")
    front = asked(views, "which site did I use the most on 4 March?")
    assert text.plan is not None
    assert text.plan.family == "text"
    assert 0 < text.confidence <= 6_500 < quoted.confidence <= 9_000
    assert 6_500 < front.confidence <= 9_000


def test_confidence_is_less_where_frames_are_still_to_be_looked_at(views: Views) -> None:
    answer = asked(views, "which site did I use the most on 4 March?")
    covered = msgspec.structs.replace(answer.coverage[0], pending=answer.coverage[0].examined)
    behind = msgspec.structs.replace(answer, coverage=(covered,))
    assert confidence.of(views.facts, behind, 0) == pytest.approx(confidence.of(views.facts, answer, 0) / 2, abs=1)


# ---------------------------------------------------------------- filters


def test_frames_outside_of_since_and_until_do_not_count(views: Views) -> None:
    question = "which sites did I have in front?"
    early = asked(views, question, Filters(until=datetime(2026, 3, 10, tzinfo=UTC)))
    late = asked(views, question, Filters(since=datetime(2026, 3, 10, tzinfo=UTC)))
    assert {c.captured_at[:10] for claim in early.claims for c in claim.citations} == {"2026-03-04"}
    assert {c.captured_at[:10] for claim in late.claims for c in claim.citations} == {"2026-03-20"}
    assert early.window is not None
    assert early.window.end == "2026-03-10T00:00:00.000000Z"


def test_filter_and_words_of_time_narrow_together(views: Views) -> None:
    answer = asked(
        views, "which sites did I have in front on 4 March?", Filters(since=datetime(2026, 3, 20, tzinfo=UTC))
    )
    assert answer.state == "not_found"


@pytest.mark.parametrize(
    "question", ["customs gateway", "which sites did I have in front?", "what was I doing on 4 March?"]
)
def test_filter_leaves_only_what_shows_the_site(views: Views, question: str) -> None:
    answer = asked(views, question, Filters(site="gmail"))
    found = {citation.title for claim in answer.claims for citation in claim.citations}
    assert answer.state == "ok"
    assert all("Gmail" in title for title in found)
    free = {citation.title for claim in asked(views, question).claims for citation in claim.citations}
    assert not all("Gmail" in title for title in free)


def test_filter_leaves_only_the_program(views: Views) -> None:
    answer = asked(views, "which documents did I have in front?", Filters(app="mousepad"))
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["handover.txt"]


def test_filter_leaves_only_the_frame(views: Views) -> None:
    frame = "run_82b3/evidence.capture.frame/10"
    answer = asked(views, "Priority", Filters(frame=frame))
    assert answer.state == "ok"
    assert {citation.frame for claim in answer.claims for citation in claim.citations} == {frame}


def test_filter_that_names_nothing_leaves_nothing(views: Views) -> None:
    for filters in (Filters(app="Photoshop"), Filters(site="example.com"), Filters(frame="no/such/frame")):
        answer = asked(views, "Priority", filters)
        assert answer.state == "not_found"
        assert (filters.app or filters.site or filters.frame) in answer.summary
