"""Panes: which window a line stands in, and that two windows side by side are not read as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ledger.dataroot import DataRoot
from ledger.facts import Box, CodeFound, Field, Maker, Snippet, Window, WindowRecognized
from projections.frames import Frame
from projections.text import SpanRow
from projections.views import Views
from query.answers.answer import Claim
from query.ask import ask
from query.passages.fitting import holds
from query.passages.panes import NOWHERE, Panes

Passage = Callable[..., Claim]

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
SHEET = Window((0, 0, 800, 900), "loads.ods - Calc", process="/usr/bin/soffice", focused=True)
CHAT = Window((800, 0, 1600, 900), "#pool - Chat", process="/usr/bin/chat")
# Behind the sheet, too: it was told of before the chat was.
NOTES = Window((400, 0, 1200, 900), "notes.txt - Editor", process="/usr/bin/editor")
FRAME = Frame("f", 1, 0, "", "s", "h", None, 1600, 900, None, None, SHEET.title, SHEET.process, None)


def line(box: Box, text: str) -> SpanRow:
    """Return a line as a frame shows it."""
    return SpanRow(1, 1, 0, "ocr", box, text, 9_900, ())


@pytest.mark.parametrize(
    ("box", "title"),
    [
        ((100, 100, 200, 120), SHEET.title),
        # Where several lie over each other, the active one is on top, then what was told of last.
        ((500, 100, 600, 120), SHEET.title),
        ((900, 100, 1000, 120), CHAT.title),
        # What stands in none of them, as the bar of the desktop does, is told of none.
        ((100, 920, 200, 940), ""),
    ],
)
def test_line_is_in_the_topmost_window_that_has_its_middle(box: Box, title: str) -> None:
    panes = Panes(FRAME, [(3, 0, NOTES), (5, 0, CHAT), (2, 0, SHEET)], list)
    assert panes.of(box).title == title


BEHIND: Box = (900, 100, 1000, 120)
TITLE = line((20, 10, 220, 28), SHEET.title)


@pytest.mark.parametrize("told", [[], [(2, 0, replace(SHEET, box=(0, 0, 1600, 900)))]])
def test_window_whose_place_is_not_told_has_everything(told: list[tuple[int, int, Window]]) -> None:
    panes = Panes(FRAME, told, lambda: [TITLE])
    assert not panes.several
    assert panes.of(BEHIND).program == "soffice"


def test_what_lies_outside_of_the_only_window_that_is_known_is_not_its_own() -> None:
    panes = Panes(FRAME, [(2, 0, SHEET)], lambda: [TITLE, line(BEHIND, "berth query")])
    assert panes.of(BEHIND) == NOWHERE
    assert panes.of((500, 100, 600, 120)).program == "soffice"


@pytest.mark.parametrize(
    "lines",
    [
        # Its title stands elsewhere, or nowhere.
        [line((20, 400, 220, 418), SHEET.title)],
        [line((20, 10, 220, 28), "another.ods - Calc")],
        # What is said to be its side runs through its lines.
        [
            TITLE,
            *(line((600, at, 1000, at + 18), "a line of a text that is as wide as the window") for at in (60, 90, 120)),
        ],
    ],
)
def test_window_that_is_not_seen_where_it_is_said_to_be_has_everything(lines: list[SpanRow]) -> None:
    assert Panes(FRAME, [(2, 0, SHEET)], lambda: lines).of(BEHIND).program == "soffice"


def test_code_and_windows_are_of_the_window_that_they_name() -> None:
    panes = Panes(FRAME, [(5, 0, CHAT), (2, 0, SHEET)], list)
    # What is seen of it reaches below the one in front.
    seen: Box = (300, 0, 900, 900)
    first: Box = (310, 10, 700, 28)
    snippet = Snippet(seen, "block", "editor", "sql", "SELECT 1\nFROM quay", (first,), CHAT.title, behind=True)
    code = CodeFound("f", Maker("code", 1), "", (snippet,))
    assert panes.of_fact(code, seen).program == panes.of_fact(code, first).program == "chat"
    window = WindowRecognized("f", "screen", Maker("behind", 1), "", (CHAT,))
    assert panes.of_fact(window, CHAT.box).program == "chat"
    assert panes.of_fact(None, CHAT.box).program == "soffice"


def test_what_stands_beside_a_line_in_another_window_is_not_shown_with_it(views: Views) -> None:
    # The channel is set right of the row.
    answer = ask(views, "where did I see Foyer", now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert {citation.text for citation in answer.claims[0].citations} >= {"Foyer", "12.4"}
    assert "#library" not in answer.claims[0].text


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    # The row of the foyer is as high as the channel of the library.
    lines: list[tuple[Box, str]] = [
        ((500, 100, 560, 118), "Space"),
        ((640, 100, 720, 118), "Load kW"),
        ((500, 130, 560, 148), "Foyer"),
        ((640, 130, 680, 148), "12.4"),
        ((820, 130, 900, 148), "#library"),
        ((820, 300, 1400, 318), "The valve of the library is checked by Imran"),
    ]
    field = Field((640, 130, 680, 148), "12.4", (640, 100, 720, 118), "Load kW")
    root = written(tmp_path_factory.mktemp("panes") / "root", lines, window=SHEET, behind=[CHAT], fields=[field])
    with Views(root) as opened:
        yield opened


def test_citation_names_the_window_that_it_stands_in(views: Views) -> None:
    for question, title in (
        ("who checks the valve of the library?", CHAT.title),
        ("Load kW of the foyer?", SHEET.title),
    ):
        answer = ask(views, question, now=NOW, zone=UTC)
        assert answer.state == "ok"
        assert answer.claims[0].citations[0].title == title
        assert title in answer.summary


def test_value_is_not_told_of_what_stands_in_the_window_beside_it(views: Views) -> None:
    assert "12.4" in ask(views, "Load kW of the foyer?", now=NOW, zone=UTC).summary
    answer = ask(views, "Load kW of the library?", now=NOW, zone=UTC)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_lines_of_two_windows_are_not_set_together(passage: Passage) -> None:
    boxes = [(100, 100, 180, 118), (260, 100, 340, 118)]
    one = passage("Area m²", "library", boxes=boxes, title=SHEET.title)
    other = passage("library", boxes=boxes[1:], title=CHAT.title)
    both = Claim(one.text, (one.citations[0], other.citations[0]))
    assert holds("what area has the library?", [one, both]) == [one]
