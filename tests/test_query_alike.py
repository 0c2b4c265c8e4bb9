"""Screens that show the same values at the same places, and are of different things all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, Window
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
DESK = Window((0, 0, 900, 500), "Works desk", focused=True, z=1)
STATE = Field((120, 40, 220, 60), "Waiting", (10, 40, 110, 60), "Status")


def _screen(name: str) -> list[tuple[Box, str]]:
    menu = [((10, 200 + 30 * at, 300, 220 + 30 * at), f"Entry {at}") for at in range(8)]
    return [((10, 40, 110, 60), "Status"), ((120, 40, 220, 60), "Waiting"), *menu, ((240, 40, 500, 60), name)]


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    names = ("Boreas pump", "Halcyon pump", "Halcyon pump", "Halcyon pump", "Halcyon pump", "Halcyon pump")
    root = written(
        tmp_path_factory.mktemp("alike") / "root",
        *map(_screen, names),
        window=DESK,
        fields=(STATE,),
        fields_then=dict.fromkeys(range(1, len(names)), (STATE,)),
        kept=10,
    )
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [("what is the status of the Boreas pump?", "09:00", "09:00"), ("status of the Halcyon pump", "09:01", "09:05")],
)
def test_each_is_told_from_when_it_was_seen_itself(views: Views, question: str, first: str, last: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    [claim] = answer.claims
    assert claim.citations[0].text == "Waiting"
    assert (claim.first_seen[11:16], claim.last_seen[11:16]) == (first, last)
