"""What stands nearest to a question that nothing answers: told with its evidence, and never as an answer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.facts import Fact, FrameExamined
from ledger.writer import Writer
from processors.findings import Subject
from processors.vectors import VectorsProcessor
from projections import standing
from projections.engine import catch_up
from projections.views import Views
from query.answers.plan import Filters
from query.ask import ask
from query.inquiries import near
from query.printing import terminal

NOW = datetime(2026, 5, 6, 18, tzinfo=UTC)
LINES = (
    "My old phone drowned. New number is 0491 570 884",
    "The scaffold goes up on Tuesday",
    "Number stamps are in the blue tin",
    "Choir practice is moved to Thursday",
)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    with Views(written(tmp_path_factory.mktemp("near") / "root", [*LINES])) as opened:
        yield opened


QUESTION = "benedikt lost his phone in the lake, which new number has the poor fellow on his houseboat?"


def test_no_tells_what_stands_nearest_with_its_evidence(views: Views) -> None:
    answer = ask(views, QUESTION, now=NOW, zone=UTC)
    assert (answer.state, answer.claims, answer.confidence) == ("not_found", (), 0)
    nearest = answer.near[0]
    assert "0491 570 884" in nearest.text
    assert nearest.citations[0].event.startswith("journal:")
    assert answer.summary.startswith("Not found.")
    assert "Nearest to it stood “My old phone drowned. New number is 0491 570 884”" in answer.summary
    assert "that may be of something else" in answer.summary
    assert len(answer.near) <= near.MOST


def test_terminal_says_where_the_nearest_can_be_seen(views: Views) -> None:
    answer = ask(views, QUESTION, now=NOW, zone=UTC)
    printed = io.StringIO()
    terminal.show_answer(answer, UTC, file=printed)
    assert f"Near     {answer.near[0].citations[0].captured_at[:10]}" in printed.getvalue()
    assert answer.near[0].citations[0].event in printed.getvalue()


def _embed(root: DataRoot) -> None:
    """Give the passages of all frames their vectors, each frame by itself."""
    with Views(root) as opened:
        shown = (f"run1/evidence.capture.frame/{at}" for at in range(3))
        spans = {frame: tuple(standing.on_frame(opened.facts, frame)) for frame in shown}
    facts: list[Fact] = []
    for frame, rows in spans.items():
        if rows:
            facts += VectorsProcessor().examine(Subject(frame, spans=rows), None).facts
            facts.append(FrameExamined(frame, "vectors", 1, 1))
    with Writer(root).turn() as turn:
        turn.commit(facts, run=new_run_id(), stage=2, action="test")
    catch_up(root)


def test_whole_passage_is_quoted_where_it_is_short(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    lines = [
        "The harbour bench was painted by volunteers",
        "It took them eleven litres of green varnish",
        "Thanks to all",
    ]
    with Views(written(tmp_path / "root", lines)) as opened:
        answer = ask(opened, "how did the volunteers find their way to the harbour bench?", now=NOW, zone=UTC)
    assert answer.state == "not_found"
    assert "eleven litres of green varnish" in answer.summary


def test_what_means_the_same_stands_beside_what_is_nearest_by_words(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    screens = (
        ["The committee wants a new noticeboard by the gate on Friday"],
        ["Our puppy slept all night in its basket at last"],
        ["Postage goes up by four cents from the first of May"],
    )
    root = written(tmp_path / "root", *screens)
    question = "how did the little dog of the committee sleep, and did it want the gate open?"
    with Views(root) as opened:
        assert not any("puppy" in each.text for each in ask(opened, question, now=NOW, zone=UTC).near)
    _embed(root)
    with Views(root) as opened:
        answer = ask(opened, question, now=NOW, zone=UTC)
    assert answer.state == "not_found"
    assert "noticeboard" in answer.near[0].text
    puppy = next(each for each in answer.near[1:] if "puppy" in each.text)
    assert puppy.citations[0].frame == "run1/evidence.capture.frame/1"


def test_what_means_the_same_and_came_later_is_not_near(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    screens = (
        ["The committee wants a new noticeboard by the gate on Friday"],
        ["Our puppy slept all night in its basket at last"],
    )
    root = written(tmp_path / "root", *screens)
    _embed(root)
    question = "how did the little dog of the committee sleep, and did it want the gate open?"
    with Views(root) as opened:
        answer = ask(opened, question, now=datetime(2026, 3, 5, 9, 0, 30, tzinfo=UTC), zone=UTC)
    assert "noticeboard" in answer.near[0].text
    assert not any("puppy" in each.text for each in answer.near)


def test_nothing_is_near_where_all_that_there_is_was_looked_through(views: Views) -> None:
    answer = ask(views, "what meetings do I have on Thursday?", now=NOW, zone=UTC)
    assert (answer.state, answer.near) == ("not_found", ())
    assert answer.plan is not None
    assert answer.plan.family == "agenda"


def test_what_anybody_says_is_near_to_nothing(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    lines = ["A few of the tools suffice to meet what most people want", "The scaffold goes up on Tuesday"]
    with Views(written(tmp_path / "root", lines)) as opened:
        answer = ask(opened, "whom do most people want to meet about the drawbridge?", now=NOW, zone=UTC)
    assert (answer.state, answer.near) == ("not_found", ())


def test_nothing_is_near_to_words_that_stand_nowhere(views: Views) -> None:
    answer = ask(views, "which flamingo did the ballerina paint?", now=NOW, zone=UTC)
    assert (answer.state, answer.near) == ("not_found", ())
    assert "Nearest" not in answer.summary


def test_what_is_answered_has_nothing_beside_it(views: Views) -> None:
    answer = ask(views, "where are the number stamps?", now=NOW, zone=UTC)
    assert (answer.state, answer.near) == ("ok", ())


def test_filter_that_leaves_nothing_leaves_nothing_near(views: Views) -> None:
    answer = ask(views, QUESTION, now=NOW, zone=UTC, filters=Filters(app="gimp"))
    assert (answer.state, answer.near) == ("not_found", ())


def test_nearest_of_another_day_is_told_where_the_day_that_is_named_has_none(views: Views) -> None:
    answer = ask(views, f"On 2 January {QUESTION}", now=NOW, zone=UTC)
    assert answer.state == "not_found"
    assert "0491 570 884" in answer.near[0].text
