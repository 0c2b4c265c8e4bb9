"""Summaries without a model: what they are put together of stands on the frame, in the boxes that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from ledger.facts import Excerpt, FrameSummarized, Maker, Page, Window
from processors import summary
from processors.findings import Subject
from projections import summary as view
from projections.projection import Folding
from projections.tables import Tables
from projections.text import SpanRow

WINDOW = Window((0, 0, 800, 600), "Storms - Harbour News - Chromium", "Chromium", focused=True, document="Storms")
PAGE = Page((100, 20, 300, 34), "harbour.example/storms", "address", "harbour.example", "harbour.example/storms")


def spans(*lines: str, tall: int = 12, top: int = 100) -> list[SpanRow]:
    return [
        SpanRow(top + n, 1, n, "ocr", (10, top + 20 * n, 10 + 6 * len(line), top + 20 * n + tall), line, 9_000, ())
        for n, line in enumerate(lines)
    ]


def told(rows: Sequence[SpanRow], page: Page | None = PAGE) -> FrameSummarized | None:
    subject = Subject("f", size=(800, 600), spans=tuple(rows), windows=(WINDOW,), pages=(page,) if page else ())
    facts = summary.SummaryProcessor().examine(subject, None).facts
    return facts[0] if facts and isinstance(facts[0], FrameSummarized) else None


STORY = (
    "The harbour closes because a storm comes from the west",
    "Every storm of this winter closed the harbour for a day",
    "Ships wait outside until the storm has passed the harbour",
    "Subscribe to our weekly newsletter about gardening tips",
    "OK",
)


def test_summary_is_title_page_heading_and_the_lines_that_say_most() -> None:
    heading = spans("Storm closes port", tall=30, top=60)
    fact = told([*spans("harbour.example/storms", top=20), *heading, *spans(*STORY)])
    assert fact is not None
    assert [each.role for each in fact.excerpts] == ["title", "address", "heading", "line", "line", "line"]
    assert fact.text.startswith("Chromium · Storms (harbour.example/storms): Storm closes port; ")
    assert "OK" not in fact.text
    first = next(each for each in fact.excerpts if each.role == "line")
    assert "harbour" in first.text
    boxes = {row.text: row.box for row in (*heading, *spans(*STORY))}
    assert all(boxes[each.text] == each.box for each in fact.excerpts if each.role in ("heading", "line"))


def test_line_that_says_what_was_said_is_passed_over() -> None:
    rows = spans(STORY[0], STORY[0], STORY[3])
    assert [row.text for row in summary.salient(rows)] == [STORY[0], STORY[3]]


def test_line_of_rare_words_gives_way_to_lines_of_frequent_ones() -> None:
    rare = "Subscribe about gardening"
    pairs = ("storm harbour", "harbour ships", "ships storm")
    rows = spans(rare, *(f"{pair} {pair} {pair}" for pair in pairs))
    assert rare not in [row.text for row in summary.salient(rows)]


def test_title_and_address_are_not_told_twice() -> None:
    fact = told(spans("Storms - Harbour News", "harbour.example/storms", STORY[0]))
    assert fact is not None
    assert [each.text for each in fact.excerpts if each.role == "line"] == [STORY[0]]


def test_terminal_is_told_by_its_last_lines() -> None:
    fact = told(spans("$ make all # first", "$ git switch -c fix/gate-lane", "Switched to 'fix/gate-lane'"), None)
    assert fact is not None
    assert [each.text for each in fact.excerpts if each.role == "line"] == [
        "$ git switch -c fix/gate-lane",
        "Switched to 'fix/gate-lane'",
    ]


def test_long_line_is_cut() -> None:
    fact = told(spans("storm harbour closes today " * 8), None)
    assert fact is not None
    assert len(fact.excerpts[-1].text) <= summary.LONGEST
    assert fact.excerpts[-1].text.endswith("…")


def test_empty_desktop_has_no_summary() -> None:
    assert not summary.SummaryProcessor().examine(Subject("f"), None).facts


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(view.SUMMARY.schema)
        yield opened


def test_summary_of_a_model_comes_first_and_replaces_none(db: sqlite3.Connection) -> None:
    excerpt = Excerpt((1, 2, 3, 4), "line", "words")
    tables = Tables(db)
    for seq, (by, text, parts) in enumerate(
        (
            (Maker("vlm", 1, "internvl"), "A mail.", ()),
            (Maker("summary", 1), "Mail: words", (excerpt,)),
            (Maker("summary", 2), "Mail: other words", (excerpt,)),
        )
    ):
        fact = FrameSummarized("f", by, text, parts)
        view.fold(tables, Folding(seq, "2026-03-02T10:00:00.000000Z", "R", 0, 1, b"", fact))
    found = view.of_frame(tables.db, "f")
    assert [(each.processor, each.text, each.seq) for each in found] == [
        ("vlm", "A mail.", 0),
        ("summary", "Mail: other words", 2),
    ]
    assert found[1].excerpts == (excerpt,)
