"""Messages that appeared and vanished: found by their words and by how they came, and for how long they stood."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from ledger.facts import (
    FrameExamined,
    Gone,
    Maker,
    RecordAdmitted,
    Span,
    TextRead,
    Window,
    WindowRecognized,
)
from projections import messages, moment
from projections.messages import kind_of
from tests.folded import Folded

ALL = (0, 1 << 62)
BY = Maker("text", 1)
START = 1_772_441_000_000_000
SECOND = 1_000_000
PAGE = ("A page about trees", "Trees are tall plants of wood", "They grow for many years")


class Screen(Folded):
    """A screen as it is read: each frame told as the change against the one before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self.number = 0
        self.shown: dict[str, tuple[int, int]] = {}

    def frame(self, at_s: float, lines: Sequence[str], title: str = "Trees", *, anew: bool = False) -> None:
        name, before = f"f{self.number}", f"f{self.number - 1}" if self.number and not anew else ""
        payload = json.dumps({"width": 100, "height": 100, "window": {"title": title}})
        at = moment.spell(START + round(at_s * SECOND))
        self.tell(RecordAdmitted("h", "metadata", name, "evidence.capture.frame", at, "R", payload))
        shown = {} if anew else self.shown
        new = [line for line in lines if line not in shown]
        gone = [shown[line] for line in shown if line not in lines]
        if new or gone or not before:
            spans = tuple(Span((0, 10 * n, 90, 10 * n + 9), line, 9_000) for n, line in enumerate(new))
            vanished = tuple(Gone(seq, (place,)) for seq, place in sorted(gone))
            seq = self.tell(TextRead(name, "ocr", BY, before, spans, vanished))
            self.shown = {line: at for line, at in shown.items() if line in lines}
            self.shown |= {line: (seq, place) for place, line in enumerate(new)}
        self.tell(FrameExamined(name, "text", 1, 1, before))
        self.number += 1


@pytest.fixture
def screen() -> Iterator[Screen]:
    with closing(sqlite3.connect(":memory:")) as db:
        yield Screen(db)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('ERROR:  column "dwell" does not exist', "error"),
        ("Upload failed, try again", "error"),
        ("Warning: the disk is nearly full", "warning"),
        ("Message sent", "notice"),
        ("Fehler: Datei nicht gefunden", "error"),
        ("Error", None),
        ("The weather was fine and the harbour was busy", None),
        ("In this long chapter we shall see what an error is " * 3, None),
    ],
)
def test_message_is_known_by_its_words(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def test_error_is_told_with_its_first_and_last_frame_and_when_it_was_gone(screen: Screen) -> None:
    screen.frame(0, PAGE)
    screen.frame(10, (*PAGE, "Upload failed, try again"))
    screen.frame(20, (*PAGE, "Upload failed, try again"))
    screen.frame(26, PAGE)
    [found] = messages.messages(screen.db, *ALL)
    assert (found.kind, found.frame, found.frames) == ("error", "f1", 2)
    assert (found.start_us - START, found.last_us - START) == (10 * SECOND, 20 * SECOND)
    assert (found.lasted_us, found.gone_us) == (10 * SECOND, START + 26 * SECOND)


def test_toast_is_a_notice_that_passes(screen: Screen) -> None:
    screen.frame(0, PAGE)
    screen.frame(3, (*PAGE, "Message sent"))
    screen.frame(6, PAGE)
    [found] = messages.messages(screen.db, *ALL)
    assert (found.kind, found.text) == ("notice", "Message sent")


def test_notice_that_stays_is_a_part_of_the_page(screen: Screen) -> None:
    screen.frame(0, PAGE)
    screen.frame(3, (*PAGE, "Updated 4 March"))
    for n in range(1, 9):
        screen.frame(3 + 20 * n, (*PAGE, "Updated 4 March"))
    assert messages.messages(screen.db, *ALL) == []


def test_text_that_comes_with_a_page_is_none(screen: Screen) -> None:
    screen.frame(0, PAGE)
    screen.frame(5, ("Why uploads failed in March", "A story"), "News")
    assert messages.messages(screen.db, *ALL) == []


def test_line_that_says_error_at_its_head_is_one_wherever_it_comes(screen: Screen) -> None:
    screen.frame(0, ("$ make", "Error: no rule to make target", "$"), "terminal")
    assert [each.text for each in messages.messages(screen.db, *ALL)] == ["Error: no rule to make target"]


def test_text_that_is_scrolled_into_sight_is_none(screen: Screen) -> None:
    screen.frame(0, PAGE)
    scrolled = [f"{word} is one of the words on this page" for word in "abcdefghijklmnop"]
    screen.frame(5, (*scrolled, "Old scanners fail in rain"))
    assert messages.messages(screen.db, *ALL) == []


def test_screen_that_is_read_anew_does_not_part_a_message(screen: Screen) -> None:
    screen.frame(0, PAGE)
    screen.frame(10, (*PAGE, "Error: no connection"))
    screen.frame(20, (*PAGE, "Error: no connection"), anew=True)
    screen.frame(30, PAGE)
    [found] = messages.messages(screen.db, *ALL)
    assert (found.frames, found.lasted_us, found.gone_us) == (2, 10 * SECOND, START + 30 * SECOND)


def test_message_that_comes_again_is_told_twice(screen: Screen) -> None:
    for n in range(5):
        screen.frame(10 * n, (*PAGE, "Error: no connection") if n % 2 else PAGE)
    found = messages.messages(screen.db, *ALL)
    assert [(each.frame, each.lasted_us) for each in found] == [("f1", 0), ("f3", 0)]
    assert messages.messages(screen.db, START + 25 * SECOND, START + 35 * SECOND) == found[1:]


def test_window_over_another_one_of_its_program_is_a_dialog(screen: Screen) -> None:
    by = Maker("windows", 1)
    main, asks = (0, 0, 90, 90), (30, 30, 60, 50)
    told = [(main, "notes", "Editor"), (asks, "Save changes?", "Editor"), (asks, "Save changes?", "Editor")]
    told += [(main, "notes", "Editor"), (asks, "calc", "Calculator")]
    for n, (box, title, app) in enumerate(told):
        screen.frame(5 * n, ("words",), title)
        screen.tell(WindowRecognized(f"f{n}", "record", by, "", (Window(box, title, app, focused=True),)))
    [found] = messages.dialogs(screen.db, *ALL)
    assert (found.title, found.app, found.first, found.last, found.frames) == ("Save changes?", "Editor", "f1", "f2", 2)
