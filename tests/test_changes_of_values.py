"""The history of a named value is told value by value, each cited where it is seen; nothing else is taken for it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, FieldRead, FrameExamined, Maker
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NAMES = ("2026-03-03T14-02-00Z_run_81ff", "2026-03-04T09-14-00Z_run_82b3")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
BY = Maker("fields", 1)


def field_of(box: Box, told: dict[str, str]) -> Field:
    return Field(box, told["value"], (max(box[0] - 90, 0), box[1], max(box[0] - 5, 1), box[3]), told["label"])


@pytest.fixture(scope="module")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> DataRoot:
    """Two sessions in care, whose forms are read as the truth has them: a ticket's status differs between them."""
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("values"), NAMES)
    for name in NAMES:
        for truth in reading.truths(corpus, name):
            frame = truth["frame_id"]
            read = tuple(field_of(reading.whole(each["box"]), each) for each in truth["fields"])
            facts = [FieldRead(frame, "layout", BY, "", read), FrameExamined(frame, "fields", 1, 1)]
            with Writer(made).turn() as turn:
                turn.commit(facts, run=new_run_id(), stage=2, action="test")
    catch_up(made)
    return made


@pytest.fixture(scope="module")
def views(root: DataRoot) -> Iterator[Views]:
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


def values_of(answer: Answer) -> list[str]:
    return [claim.text.partition(", seen")[0] for claim in answer.claims]


@pytest.mark.parametrize(
    "question",
    [
        "when did the status of DOCK-418 change?",
        "how did the status of DOCK-418 change over time",
        "history of the status of DOCK-418",
    ],
)
def test_values_are_told_in_order_with_the_time_between_which_they_changed(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert values_of(answer) == ["Status: In Progress", "Status: In Review"]
    assert "changed 1 time: “In Progress”, then “In Review”" in answer.summary
    assert "between 2026-03-03 14:02" in answer.summary
    main = answer.claims[1].citations[0]
    assert (main.text, main.source) == ("In Review", "fields")
    assert main.frame.startswith("run_82b3/")


def test_value_that_did_not_change_is_said_to_be_the_same(views: Views) -> None:
    answer = asked(views, "did the assignee of DOCK-418 ever change?")
    assert answer.summary.startswith("Assignee did not change: “Dana Whitlock”")


def test_nothing_later_than_the_moment_of_asking_counts(views: Views) -> None:
    answer = asked(views, "when did the status of DOCK-418 change?", datetime(2026, 3, 3, 20, tzinfo=UTC))
    assert "did not change: “In Progress”" in answer.summary


@pytest.mark.parametrize(
    "question", ["when did the status of DOCK-977 change?", "when did the colour of the car change?"]
)
def test_what_has_no_history_gets_none(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state in ("not_found", "not_available")
    assert answer.claims == ()


def test_value_that_the_log_does_not_hold_is_dropped(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(other.derived / "facts.db")) as db, db:
        db.execute("UPDATE fields SET value = 'Done' WHERE value = 'In Review'")
    with Views(other) as views:
        answer = asked(views, "when did the status of DOCK-418 change?")
    assert values_of(answer) == ["Status: In Progress"]
    assert answer.dropped == 1
    assert "Done" not in answer.summary
