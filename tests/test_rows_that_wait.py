"""Rows that wait until they are written: many by one statement, and what ends before it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from ledger.facts import AnyFact, Element, ElementSeen, FrameExamined, Gone, Maker, Span, TextRead
from projections import catalogue, database, tables
from projections.engine import SqliteStore
from projections.projection import Folding, Position

MAKER = Maker("reader", 1)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, times INTEGER, last INTEGER)")
        yield made


def rows_of(db: sqlite3.Connection) -> list[tuple[str, int, int | None]]:
    return db.execute("SELECT name, times, last FROM seen ORDER BY name").fetchall()


@pytest.mark.parametrize("count", [0, 1, 212, 213, 214, 426, 1_000])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO seen VALUES (?, ?, nullif(?, -1))",
        "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)",
        "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)",
        "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET times = times + excluded.times",
        "INSERT INTO seen SELECT ?, ?, ?",
    ],
)
def test_many_rows_by_one_statement_are_as_each_by_its_own(db: sqlite3.Connection, statement: str, count: int) -> None:
    # Where names come again what is written later must find what was written before, within a statement, too.
    names = count if statement.startswith("INSERT INTO seen VALUES (?, ?, n") or "SELECT" in statement else 7
    rows = [(f"n{at % max(1, names)}", at, at) for at in range(count)]
    tables.insert_many(db, statement, rows)
    found = rows_of(db)
    db.execute("DELETE FROM seen")
    for row in rows:
        db.execute(statement, row)
    assert found == rows_of(db)


def test_row_that_stands_for_no_place_is_null(db: sqlite3.Connection) -> None:
    tables.insert_many(db, "INSERT INTO seen VALUES (?, ?, nullif(?, -1))", [("here", 1, -1), ("gone", 1, 3)])
    assert rows_of(db) == [("gone", 1, 3), ("here", 1, None)]


def folded(path: Path, *batches: Sequence[AnyFact]) -> list[tuple[str, str, int, int | None]]:
    """Fold facts in these batches, each written before the next; return each thing with its lifetime."""
    seq = 0
    with closing(SqliteStore(path, catalogue.IN_FACTS_DB, "00" * 32)) as store:
        for facts in batches:
            events = [Folding(seq + at, "2026-01-01T00:00:00Z", "R", 0, 1, b"", fact) for at, fact in enumerate(facts)]
            seq += len(events)
            store.fold(events, Position(seq, 0, "00" * 32))
    with closing(database.open_for_reading(path, catalogue.IN_FACTS_DB)) as db:
        return db.execute(
            "SELECT 'span', text, born, gone FROM spans UNION ALL SELECT 'element', label, born, gone FROM elements "
            "ORDER BY 1, 2, 3"
        ).fetchall()


def line(text: str) -> Span:
    return Span((0, 0, 10, 10), text, 90)


def button(label: str) -> Element:
    return Element((0, 0, 10, 10), "button", label)


# Text and controls are told of the same frames, by events of their own.
STORY: tuple[AnyFact, ...] = (
    TextRead("f0", "ocr", MAKER, "", (line("stays"), line("goes at once"), line("goes late"))),
    ElementSeen("f0", "layout", MAKER, "", (button("stays"), button("goes at once"))),
    TextRead("f1", "ocr", MAKER, "f0", (line("came"),), (Gone(0, (1,)),)),
    ElementSeen("f1", "layout", MAKER, "f0", (), (Gone(1, (1,)),)),
    FrameExamined("f2", "reader", 1, 0, "f1"),
    TextRead("f3", "ocr", MAKER, "f2", (), (Gone(0, (2,)), Gone(2, (0,)))),
)
LIVES = [
    ("element", "goes at once", 0, 1),
    ("element", "stays", 0, None),
    ("span", "came", 1, 3),
    ("span", "goes at once", 0, 1),
    ("span", "goes late", 0, 3),
    ("span", "stays", 0, None),
]


@pytest.mark.parametrize("ends", [(), (1,), (2,), (3, 5), (1, 2, 3, 4, 5)])
def test_things_end_alike_before_and_after_they_are_written(tmp_path: Path, ends: tuple[int, ...]) -> None:
    parts = [STORY[begin:end] for begin, end in zip((0, *ends), (*ends, len(STORY)), strict=True)]
    assert folded(tmp_path / "facts.db", *parts) == LIVES


@pytest.mark.parametrize("ends", [(), (1,)])
def test_what_says_that_something_else_ended_ends_nothing(tmp_path: Path, ends: tuple[int, ...]) -> None:
    # Places that the event has not, an event that is none of text, and things of another chain.
    story: tuple[AnyFact, ...] = (
        TextRead("f0", "ocr", MAKER, "", (line("left"),)),
        TextRead("g0", "ocr", MAKER, "", (line("right"),)),
        TextRead("g1", "ocr", MAKER, "g0", (), (Gone(0, (0,)), Gone(1, (1, 7)), Gone(9, (0,)))),
    )
    parts = [story[begin:end] for begin, end in zip((0, *ends), (*ends, len(story)), strict=True)]
    assert folded(tmp_path / "facts.db", *parts) == [("span", "left", 0, None), ("span", "right", 0, None)]
