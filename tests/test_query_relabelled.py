"""What a label calls by another word is told, where all else that the label says is in the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
WINDOW = Window((0, 0, 900, 900), "Fleet - Harrow Lines", process="/usr/bin/firefox", focused=True)
VALUES = (("Mean wait barge 12", "17 min"), ("Vessel", "Grebe"), ("Maximum draught barge 12", "2.4 m"))


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines: list[tuple[Box, str]] = []
    fields: list[Field] = []
    for at, (label, value) in enumerate(VALUES):
        boxes: tuple[Box, Box] = (60, 100 + 40 * at, 260, 118 + 40 * at), (300, 100 + 40 * at, 380, 118 + 40 * at)
        lines += zip(boxes, (label, value), strict=True)
        fields.append(Field(boxes[1], value, boxes[0], label))
    with Views(written(tmp_path_factory.mktemp("fleet") / "root", lines, window=WINDOW, fields=fields)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [("average wait of barge 12", "17 min"), ("what is the highest draught of barge 12?", "2.4 m")],
)
def test_value_is_told_by_what_is_said_for_the_label(views: Views, question: str, value: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, answer.claims[0].citations[0].text) == ("ok", value)


@pytest.mark.parametrize(
    "question", ["average wait of barge 14", "lowest draught of barge 12", "average ice of barge 12"]
)
def test_value_of_another_thing_is_not_told(views: Views, question: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert not {"17 min", "2.4 m"} & {citation.text for claim in answer.claims for citation in claim.citations}
