"""Values of a label: the same, in the same order, whether they are taken label by label or frame by frame."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from ledger.facts import AnyFact, Field, FieldRead, FrameExamined, Maker, RecordAdmitted
from projections import moment, values
from tests.folded import Folded

BY = Maker("fields", 1)
FRAMES = 60
START = moment.parse("2026-03-02T10:00:00Z") or 0
ALL = (0, 1 << 62)


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """Sixty frames: `Status` and `Room` stand on each in several rows, `Seal` on two of them."""
    with closing(sqlite3.connect(":memory:")) as db:
        Folded(db).tell(*(fact for number in range(FRAMES) for fact in _frame(number)))
        yield db


def _frame(number: int) -> tuple[AnyFact, ...]:
    name = f"r/{number:02}"
    at = moment.spell(START + number * 1_000_000)
    admitted = RecordAdmitted(
        "h", "metadata", name, "evidence.capture.frame", at, "r", json.dumps({"width": 9, "height": 9})
    )
    rows = ["Status", "Room", *(("Seal",) if number in (3, 30) else ())] * 2
    fields = tuple(
        Field((50, 10 * row, 90, 10 * row + 8), f"{label} {number}", (0, 10 * row, 40, 10 * row + 8), label)
        for row, label in enumerate(rows)
    )
    return admitted, FieldRead(name, "layout", BY, "", fields, ()), FrameExamined(name, "fields", 1, 1)


def _told(db: sqlite3.Connection, *names: str, latest: bool = True, limit: int = 1_000) -> list[tuple[str, str]]:
    return [(each.frame, each.value) for each in values.shown(db, names, *ALL, limit, latest=latest)]


def test_values_come_frame_by_frame_from_top_to_bottom(db: sqlite3.Connection) -> None:
    # 120 fields of 60 frames are many, four are few.
    expected = [(f"r/{number:02}", f"Status {number}") for number in range(FRAMES) for _ in range(2)]
    assert _told(db, "Status", latest=False) == expected
    backwards = [row for number in range(FRAMES)[::-1] for row in expected[2 * number : 2 * number + 2]]
    assert _told(db, "Status") == backwards
    assert _told(db, "Status", limit=5) == backwards[:5]
    assert _told(db, "Seal") == [("r/30", "Seal 30")] * 2 + [("r/03", "Seal 3")] * 2
    assert _told(db, "Nothing") == []


def test_many_values_are_taken_frame_by_frame_and_few_label_by_label(db: sqlite3.Connection) -> None:
    told: list[str] = []
    db.set_trace_callback(told.append)
    try:
        for name in ("Status", "Seal"):
            list(values.shown(db, (name,), *ALL, 10))
    finally:
        db.set_trace_callback(None)
    asked = [each for each in told if "ORDER BY f.ts_us" in each]
    assert ["FROM frames f CROSS JOIN" in each for each in asked] == [True, False]
