"""Slips of the pen: what is put right, and that no word of English is taken for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.language import english, spelling

SCREEN = (
    "Create the branch on the server, then it does what it should",
    "A hotel near the quay, two seals per door",
    "He relates the discount to the conversation; the window was edited",
    "Freight charges of the shipment, quarantine until Monday",
)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    root = written(tmp_path_factory.mktemp("spelling") / "root", [*SCREEN])
    with Views(root) as opened:
        yield opened


def corrected(views: Views, question: str) -> dict[str, str]:
    return dict(spelling.corrected(views.facts, question, lambda: views.terms)[1])


@pytest.mark.parametrize(
    "word",
    [
        *("crate", "dose", "rebate", "hostel", "steals", "parses", "clocks", "exited", "coarse", "conform", "excerpt"),
        *("invert", "forums", "dismount", "condensation", "contradict", "manger", "heals", "quarantined", "freighter"),
    ],
)
def test_word_of_english_is_no_slip(views: Views, word: str) -> None:
    assert corrected(views, f"what about the {word} of the harbour?") == {}


@pytest.mark.parametrize(
    ("wrote", "meant"),
    [
        ("wich", "which"),
        ("windwo", "window"),
        ("yesterdya", "yesterday"),
        ("shipmnet", "shipment"),
        ("remeber", "remember"),
        ("how manny", "how many"),
        ("file manger", "file manager"),
        ("convresation", "conversation"),
    ],
)
def test_slip_is_put_right(views: Views, wrote: str, meant: str) -> None:
    assert corrected(views, f"the {wrote} of the harbour?") == {wrote.split()[-1]: meant.split()[-1]}


def test_nothing_is_corrected_to_what_stands_nowhere_and_only_names_a_thing(views: Views) -> None:
    # `customer` is said for `client`, and neither stands there.
    assert corrected(views, "the custoner of the harbour?") == {}


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("it does what it shuold", {"shuold": "should"}),
        ("Freight chargse", {"chargse": "charges"}),
        # Nothing is wrong with it, or it stands there in no other way.
        ("the window was edited", {}),
        ("the window was added", {}),
        ("the shipmnet of oranges", {}),
    ],
)
def test_slip_in_a_quote_is_put_right_where_the_whole_of_it_stands(
    views: Views, quote: str, meant: dict[str, str]
) -> None:
    assert corrected(views, f'was "{quote}" ticked?') == meant


def test_words_of_english_are_known_however_rare() -> None:
    assert english.is_word("parses")
    assert english.is_word("crate")
    assert not english.is_word("wich")
    assert english.is_common("window")
    assert not english.is_common("crate")


def test_lines_are_quoted_by_what_is_meant_and_not_by_a_slip(written: Callable[..., DataRoot], tmp_path: Path) -> None:
    lines = [
        ((20, 20, 200, 40), "Sailing 417"),
        ((20, 60, 160, 80), "Gross weight"),
        ((220, 60, 290, 80), "548 t"),
        ((20, 100, 160, 120), "Crew"),
        ((220, 100, 290, 120), "Twelve"),
    ]
    with Views(written(tmp_path / "root", lines)) as views:
        answer = ask(views, "gross weigth of sailing 417", now=datetime(2026, 3, 5, 18, tzinfo=UTC), zone=UTC)
    assert answer.state == "ok"
    assert "“548 t”" in answer.summary
    assert "“weigth” was read as “weight”" in answer.summary
    assert answer.question == "gross weigth of sailing 417"
