"""A choice is told by the heading over it, ticks by what was ticked, and a button by all that stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Element, ElementSeen, FrameExamined, Maker, Window
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.ask import ask
from query.forms import choices

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
LINES = (
    ((20, 10, 300, 30), "Kestrel Press"),
    ((20, 60, 120, 78), "Paper weight"),
    ((60, 90, 120, 108), "Light"),
    ((60, 120, 120, 138), "Medium"),
    ((20, 170, 80, 188), "Kind"),
    ((60, 200, 130, 218), "Leaflet"),
    ((200, 200, 260, 218), "Poster"),
    ((20, 250, 150, 268), "Please confirm"),
    ((60, 280, 220, 298), "Artwork is ready"),
    ((60, 310, 220, 328), "Proof by mail"),
    ((30, 360, 90, 378), "Choose folding"),
    ((20, 420, 220, 438), "How the proof is folded"),
    ((60, 450, 120, 468), "Once"),
    ((60, 480, 120, 498), "Twice"),
)
SHOWN = (
    Element((30, 90, 48, 108), "RadioButton", "Light", ()),
    Element((30, 120, 48, 138), "RadioButton", "Medium", ("checked",)),
    Element((30, 200, 48, 218), "RadioButton", "Leaflet", ()),
    Element((170, 200, 188, 218), "RadioButton", "Poster", ("checked",)),
    Element((30, 280, 48, 298), "CheckBox", "Artwork is ready", ("checked",)),
    Element((30, 310, 48, 328), "CheckBox", "Proof by mail", ()),
    Element((30, 450, 48, 468), "RadioButton", "Once", ()),
    Element((30, 480, 48, 498), "RadioButton", "Twice", ("checked",)),
    Element((20, 350, 140, 390), "Button", "Choose folding", ()),
    Element((160, 350, 220, 390), "Button", "Print", ()),
    Element((240, 350, 360, 390), "Button", "Print quote", ()),
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    window = Window((0, 0, 800, 800), "Order form", "/usr/bin/press", focused=True)
    root = written(tmp_path / "root", LINES, window=window)
    frame, maker = "run1/evidence.capture.frame/0", Maker("elements", 1)
    with Writer(root).turn() as turn:
        told = [ElementSeen(frame, "layout", maker, "", SHOWN), FrameExamined(frame, "elements", 1, 1)]
        turn.commit(told, run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which paper weight is selected on the laptop", "Paper weight: Medium"),
        ("what weight did I pick for the paper", "Paper weight: Medium"),
        ("which paper weight did I choose on the form", "Paper weight: Medium"),
        ("under what kind of thing did I put it in the kestrel form", "Kind: Poster"),
        ("which type did I choose in the kestrel form", "Kind: Poster"),
        ("how did I say the proof was folded", "How the proof is folded: Twice"),
        ("what did I confirm by a tick in the kestrel form", "Artwork is ready (checked)"),
        ("what did I tick in the kestrel form", "Artwork is ready (checked)"),
        ("what did I not tick in the kestrel form", "Proof by mail"),
        ("Where was the button with which one chooses the folding?", "“Choose folding”, a button, is at 20,350"),
        ("where was the button to print the quote", "“Print quote”, a button, is at 240,350"),
    ],
)
def test_controls_are_told_by_what_people_call_them(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "which paper size is selected",
        "which kind did I choose on the ferry form",
        "what kind of glue did I select",
        "how did I say the binding was paid for",
        "where on the screen was the button with which one chooses the binding in the order form?",
    ],
)
def test_what_no_group_is_headed_by_is_not_told(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"


@pytest.mark.parametrize(
    ("heading", "asked", "said", "is_asked"),
    [
        ("How to deliver", (), "how did i choose to deliver it", True),
        ("How to deliver", (), "what did i choose to deliver", False),
        ("How the proof is folded", (), "how did i say the proof was folded", True),
        ("Delivery", (), "how did i choose the delivery", False),
    ],
)
def test_heading_that_asks_is_asked_by_all_its_words(
    heading: str, asked: tuple[str, ...], said: str, is_asked: bool
) -> None:
    assert choices._is_asked(heading, asked, said) is is_asked
