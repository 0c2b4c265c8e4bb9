"""Asking for colours: answered from what was measured, in every notation, with the window it is of, or an honest no."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.color import ColorProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

SAMPLE = Path(__file__).parent / "sample" / "handoff"
NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A recorded session of mail, pages and a terminal, its colours measured."""
    base = tmp_path_factory.mktemp("colours")
    name = "2026-03-04T09-14-00Z_run_82b3"
    shutil.copytree(SAMPLE / name, base / name)
    HandoffIngestor(base / "data").ingest_handoff_dir(base / name)
    Batch(DataRoot(base / "data"), [*chosen(["windows"]), ColorProcessor()], OpenGate()).run()
    with Views(DataRoot(base / "data")) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "What ANSI color code is the Gmail background?",
        "hex colour of the gmail page",
        "I rather like the pale tone behind everything on the Gmail page and want it for our flyer - what's its hex?",
        "what rgb was the background of my Gmail inbox on 4 March",
        "which 256 colour is nearest to the inbox background colour?",
        "Gmail page: background as nearest xterm-256 number?",
        "the light grey behind everything on the Gmail page, what is its hex code?",
        "The 256-colour code that comes closest to the background of the Gmail mail page",
        # What stands on a page lies before its background, and a sort of program may be a page.
        "which hex colour is the page behind the Gmail messages?",
        "which rgb does my mailbox have as its background?",
    ],
)
def test_background_is_told_in_every_notation(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    for notation in (
        "#F6F8FC",
        "246, 248, 252",
        "ANSI 256: 231",
        "15, bright white (codes 97 and, as background, 107)",
    ):
        assert notation in answer.summary
    citation = answer.claims[0].citations[0]
    assert citation.text == "background #F6F8FC, page"
    assert "Gmail" in citation.title
    assert citation.source == "color"
    assert {covered.processor for covered in answer.coverage} == {"color"}


def test_every_citation_is_what_the_journal_says(views: Views) -> None:
    answer = asked(views, "background colour of gmail")
    assert answer.state == "ok"
    for claim in answer.claims:
        assert claim.citations
        for citation in claim.citations:
            located = views.event(int(citation.event.split(":")[1]))
            assert located.place.leaf.hex() == citation.leaf
            red, green, blue = (int(citation.text.split("#")[1][at : at + 2], 16) for at in (0, 2, 4))
            assert f'"rgb":[{red},{green},{blue}]'.encode() in located.line


def test_writing_has_a_colour_of_its_own(views: Views) -> None:
    answer = asked(views, "what is the text colour of the dockyard terminal?")
    assert answer.state == "ok"
    assert answer.claims[0].text.startswith("The writing of dana@quay7: ~/dockyard is #")


def test_colour_is_told_by_the_name_that_fits_it(views: Views) -> None:
    answer = asked(views, "I want the white that Gmail had on 4 March for my own flyer. What is its hex code?")
    assert answer.claims[0].text.startswith("The background of Inbox")
    assert "#F6F8FC" in answer.summary
    assert asked(views, "I want the orange that Gmail had on 4 March. What is its hex code?").state != "ok"


def test_window_that_was_never_open_has_no_colour(views: Views) -> None:
    answer = asked(views, "what hex colour is the Photoshop background?")
    assert answer.state == "not_found"
    assert not answer.claims


@pytest.mark.parametrize(
    "question",
    ["which 256 colour is nearest to the background of the Gmail tapestry page?", "hex of the Leopold inbox page"],
)
def test_page_with_a_word_that_stands_nowhere_is_no_other_page(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_colour_of_a_single_control_is_not_guessed(views: Views) -> None:
    answer = asked(views, "which colour is the send button in the Gmail app")
    assert answer.state == "not_found"
    assert not answer.claims
    assert asked(views, "which colour is the logo on the Gmail page, and its links").claims == ()


def test_colour_of_no_window_in_particular_is_asked_back(views: Views) -> None:
    assert asked(views, "what colour was the background").state == "needs_clarification"


def test_colour_before_it_was_seen_is_not_told(views: Views) -> None:
    answer = asked(views, "Gmail background colour", datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    assert answer.state != "ok"


def test_desktop_is_the_whole_screen(views: Views) -> None:
    answer = asked(views, "what colour is my desktop background")
    assert answer.state == "ok"
    assert answer.claims[0].citations[0].text.endswith("screen")


def test_word_colour_alone_is_searched_as_text(views: Views) -> None:
    assert {covered.processor for covered in asked(views, "which colour did Amira choose for the sofa").coverage} != {
        "color"
    }


def test_frames_not_measured_yet_are_said_so(tmp_path: Path) -> None:
    name = "2026-03-19T13-34-00Z_run_8a07"
    shutil.copytree(SAMPLE / name, tmp_path / name)
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(tmp_path / name)
    with Views(DataRoot(tmp_path / "data")) as views:
        answer = asked(views, "what colour is the psql background")
    assert answer.state == "not_available"
    assert [missing.processor for missing in answer.missing] == ["color"]


def test_what_lies_behind_a_window_has_not_its_colour(views: Views) -> None:
    assert "background of" not in asked(views, "What color is the code behind the Gmail window?").summary
