"""What events add to the locator while they wait, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from ledger.facts import (
    AnyDerived,
    AnyFact,
    FrameExamined,
    FrameFailed,
    Maker,
    ModelCalled,
    TextRead,
)
from projections.locator import LocatorReader, LocatorWriter
from projections.pairs import Pairs
from projections.projection import Folding, Position

READ = TextRead("frame/é", "ocr", Maker("text", 1))
EXAMINED = FrameExamined("frame/é", "text", 1, 1, "")
FACTS: tuple[AnyFact, ...] = (READ, EXAMINED, FrameFailed("other", "text", 1, "died"), READ, EXAMINED)
GENESIS = "00" * 32


def events(facts: Sequence[AnyFact], first: int = 0) -> list[Folding]:
    return [
        Folding(seq, "2026-01-01T00:00:00Z", "R", 100 * seq, 100, bytes([seq]) * 32, fact)
        for seq, fact in enumerate(facts, first)
    ]


@pytest.mark.parametrize("pieces", [1, 2, 5])
def test_pairs_come_in_the_order_of_their_keys(pieces: int) -> None:
    pairs = Pairs()
    size = -(-len(FACTS) // pieces)
    for at in range(0, len(FACTS), size):
        pairs.add(events(FACTS[at : at + size], at))
    found = list(pairs.in_order())
    assert [key for key, _ in found] == sorted(key for key, _ in found)
    assert list(pairs.in_order()) == found  # a map that was full is written again
    assert len(pairs) == len(FACTS)
    pairs.clear()
    assert not pairs
    assert list(pairs.in_order()) == []


def test_locator_leads_from_events_to_frames_and_back(tmp_path: Path) -> None:
    with closing(LocatorWriter(tmp_path / "locator.lmdb", GENESIS)) as writer:
        writer.fold(events(FACTS), Position(len(FACTS), 500, GENESIS))
    with closing(LocatorReader(tmp_path / "locator.lmdb")) as locator:
        assert locator.events_of("frame/é") == [0, 1, 3, 4]
        assert locator.events_of("other") == [2]
        # Only what was concluded cites a frame.
        assert [locator.frame_of(seq) for seq in range(5)] == ["frame/é", None, None, "frame/é", None]
        places = [locator.place(seq) for seq in range(6)]
    assert [place and (place.offset, place.leaf[0]) for place in places] == [*((100 * n, n) for n in range(5)), None]


def test_every_kind_of_conclusion_has_a_frame() -> None:
    # `pairs` reads the field by its name.
    for kind in get_args(AnyDerived):
        assert "frame" in kind.__struct_fields__, kind


def test_call_that_is_about_no_frame_is_found_under_none() -> None:
    pairs = Pairs()
    pairs.add(events([ModelCalled("http://127.0.0.1", "m", "answered", 1, ""), FrameFailed("", "text", 1, "died")]))
    assert [key[:1] for key, _ in pairs.in_order()] == [b"e", b"e"]
