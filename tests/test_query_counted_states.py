"""Of `how many pipes are dented` the dented ones are told, and not all pipes, where a table has both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
HIVES = Window((0, 0, 900, 900), "Hives in spring - Calc", process="/usr/bin/soffice", focused=True)
ROWS = (
    ("Apiary", "Frames", "Broken", "Sold"),
    ("North slope", "120", "9", "14"),
    ("Orchard", "86", "4", "0"),
    ("Quarry", "64", "11", "7"),
)


@pytest.fixture(scope="module")
def views(
    written: Callable[..., DataRoot],
    table: Callable[..., tuple[list[tuple[Box, str]], list[Field]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Views]:
    lines, fields = table(ROWS, (60, 260, 440, 640))
    with Views(written(tmp_path_factory.mktemp("hives") / "root", lines, window=HIVES, fields=fields)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how many frames of the north slope are broken?", "Broken: 9"),
        ("How many frames of the orchard were sold, in spring?", "Sold: 0"),
        ("how many frames has the quarry", "Frames: 64"),
        ("how many frames of the quarry are there?", "Frames: 64"),
    ],
)
def test_what_is_counted_is_what_it_is_said_to_be(views: Views, question: str, says: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert answer.summary.startswith(says)
