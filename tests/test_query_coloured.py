"""The colour of a thing: of the flat area that it stands on, with both cited, or on what else it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ledger.facts import Box, Element, ElementSeen, FrameExamined, Maker, Window
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import coloured
from tests.test_query_agenda import Lines, at
from tests.written import colours_of, written

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
WHITE, TEAL, ORANGE, GREEN = (255, 255, 255), (3, 131, 135), (202, 80, 16), (31, 122, 88)
CALENDAR = Window((0, 0, 1200, 600), "Calendar - Lumen", "lumen", "lumen.exe", focused=True)
FORM = Window((0, 0, 1200, 600), "Film permits - Kilbrack Council", "firm", "firm.exe", focused=True)


def week() -> Lines:
    """Columns of five days, rows of an hour, and three entries."""
    heads = [at(180 + 200 * n, 80, f"{day} {2 + n}") for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
    hours = [at(40, 120 + 60 * n, f"{8 + n:02}:00") for n in range(6)]
    entries = [at(106, 124, "Roof inspection"), at(306, 246, "Recce Rinn Point"), at(706, 304, "Piano tuner")]
    return [*heads, *hours, *entries]


ENTRIES = (
    ((102, 120, 296, 178), "patch", (60, 50, 70)),
    ((98, 120, 102, 178), "edge", (197, 140, 255)),
    ((302, 242, 496, 298), "patch", TEAL),
)

PAGE: Lines = [
    at(40, 20, "Kilbrack Council"),
    at(40, 100, "Apply for a film permit"),
    at(52, 208, "Submit application"),
    at(262, 208, "Save for later"),
    at(40, 300, "LOC-115"),
    at(240, 300, "Second fire exit"),
    at(640, 300, "Blocked"),
    at(40, 400, "Somebody left a green bicycle in the store, a Raleigh. Whose is it, please, and who lost it there?"),
    at(40, 560, "Ready"),
]
AREAS: tuple[tuple[Box, str, tuple[int, int, int]], ...] = (
    ((0, 0, 1200, 60), "patch", GREEN),
    ((40, 200, 240, 240), "patch", ORANGE),
    ((250, 200, 420, 240), "patch", WHITE),
    ((20, 290, 1180, 330), "patch", (238, 238, 238)),
    ((20, 390, 1180, 430), "patch", TEAL),
    ((0, 550, 1200, 600), "patch", (163, 84, 28)),
)


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    colours = colours_of(CALENDAR, WHITE, *ENTRIES)
    with Views(written(tmp_path_factory.mktemp("week"), week(), window=CALENDAR, colours=colours)) as views:
        yield views


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    colours = colours_of(FORM, (246, 246, 244), *AREAS)
    with Views(written(tmp_path_factory.mktemp("form"), PAGE, window=FORM, colours=colours)) as views:
        yield views


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "which colour had the recce at Rinn Point in my calendar",
        "what color did I give the Rinn Point recce in my calendar?",
        "waht coulour is teh recce at rinn point in my calender",
        "the recce at Rinn Point in my calendar, what colour, roughly?",
        "In which colour is the recce at Rinn Point shown in the calendar?",
        "In my calendar every entry has a colour of its own. Which one did the recce have?",
        "what colour was the recce at Rinn Point on Tuesday in my calendar?",
    ],
)
def test_entry_of_a_calendar_has_the_colour_that_it_stands_on(calendar: Views, question: str) -> None:
    answer = asked(calendar, question)
    assert (answer.state, answer.plan.family if answer.plan else "") == ("ok", "colours")
    assert answer.claims[0].text.startswith("“Recce Rinn Point” is teal: #038387, RGB 3, 131, 135; nearest of ANSI 256")
    area, line = answer.claims[0].citations[:2]
    assert (area.text, area.box, area.source) == ("patch #038387", (302, 242, 496, 298), "color")
    assert (line.text, line.box) == ("Recce Rinn Point", at(306, 246, "Recce Rinn Point")[0])


def test_edge_of_an_entry_is_told_and_cited(calendar: Views) -> None:
    [claim] = asked(calendar, "what colour is the roof inspection in my calendar").claims
    assert "is dark grey: #3C3246" in claim.text
    assert "the strip along its left side is purple, #C58CFF" in claim.text
    assert [each.text for each in claim.citations] == ["patch #3C3246", "Roof inspection", "edge #C58CFF"]


def test_entry_on_plain_ground_has_no_colour_of_its_own(calendar: Views) -> None:
    answer = asked(calendar, "what colour is the piano tuner in my calendar?")
    assert (answer.state, answer.claims) == ("not_found", ())
    assert "“Piano tuner” stands on no area with a colour of its own in Calendar - Lumen" in answer.summary
    assert "the background there is white, #FFFFFF" in answer.summary


@pytest.mark.parametrize(
    "question",
    ["what colour is the picnic in my calendar?", "which colour had the recce at Howth in my calendar"],
)
def test_entry_that_no_calendar_has_is_not_found(calendar: Views, question: str) -> None:
    answer = asked(calendar, question)
    assert (answer.state, answer.claims) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("was the recce at Rinn Point teal in my calendar?", "Yes: “Recce Rinn Point” is teal"),
        ("Is the recce at Rinn Point red in my calendar?", "No, not red: “Recce Rinn Point” is teal"),
        ("was the roof inspection purple in my calendar", "Yes: “Roof inspection” is dark grey"),
    ],
)
def test_whether_it_has_a_colour_is_told_with_the_one_it_has(calendar: Views, question: str, begins: str) -> None:
    assert asked(calendar, question).summary.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "what colour was the Submit application button",
        "colour of the “Submit application” button",
        "Which hex colour had the submit button on the Kilbrack page?",
        "what was the colour of the Submit application button on the film permits form",
        "the orange Submit application button, what is its hex code?",
    ],
)
def test_button_has_the_colour_of_its_own_area(form: Views, question: str) -> None:
    answer = asked(form, question)
    assert answer.claims[0].text.startswith("“Submit application” is orange: #CA5010")
    assert [each.text for each in answer.claims[0].citations] == ["patch #CA5010", "Submit application"]


def test_white_is_a_colour_of_a_button_too(form: Views) -> None:
    assert "“Save for later” is white" in asked(form, "what colour is the Save for later button?").summary


def test_button_on_another_site_is_not_this_one(form: Views) -> None:
    assert asked(form, "what colour was the Submit application button on the Gmail page").state == "not_found"


def test_what_stands_in_a_row_has_not_the_colour_of_the_row(form: Views) -> None:
    answer = asked(form, "what colour was the Blocked tag?")
    assert (answer.state, answer.claims) == ("not_found", ())
    assert asked(form, "what colour was the row of LOC-115?").claims[0].citations[0].text == "patch #EEEEEE"


@pytest.mark.parametrize(
    "question",
    ["what colour was the bicycle that somebody left in the store?", "which colour has the Raleigh"],
)
def test_what_a_text_tells_of_has_not_the_colour_of_the_text(form: Views, question: str) -> None:
    assert "#038387" not in asked(form, question).summary


@pytest.mark.parametrize(
    ("question", "colour"),
    [
        ("what colour was the bar at the top of the Kilbrack pages", "The bar at the top is green: #1F7A58"),
        ("The bar across the top of the page of the film permits was so loud. What colour was it?", "#1F7A58"),
        ("colour of the header on Kilbrack Council's site?", "#1F7A58"),
        ("what colour is the status bar of the film permits window", "The bar at the bottom is orange: #A3541C"),
        ("the green bar at the top of the Kilbrack pages - what hex is it?", "#1F7A58"),
        ("Which colour has the stripe on the top of the Kilbrack page, where I told them of the drone?", "#1F7A58"),
        ("was the banner on the Kilbrack page red?", "No, not red: The bar at the top is green"),
    ],
)
def test_bar_of_a_window_is_told(form: Views, question: str, colour: str) -> None:
    answer = asked(form, question)
    assert answer.state == "ok"
    assert colour in answer.summary


def test_bar_of_a_window_that_only_tells_of_a_page_is_not_that_of_the_page(form: Views) -> None:
    answer = asked(form, "what colour was the bar at the top of the bicycle page?")
    assert (answer.state, answer.claims) == ("not_found", ())


def test_bar_of_no_window_in_particular_is_asked_back(form: Views) -> None:
    assert asked(form, "what was the colour of the banner").state == "needs_clarification"


def test_bar_of_a_window_without_one_is_not_made_up(calendar: Views) -> None:
    answer = asked(calendar, "what colour was the bar at the top of the calendar?")
    assert (answer.state, answer.claims) == ("not_found", ())


@pytest.mark.parametrize(
    "question",
    [
        "which colour did Amira choose for the sofa",
        "what colour is the text on the Submit button",
        "background colour of the calendar page in hex",
        "what colour were the links on the Kilbrack page",
        "who painted the hall",
        "was the meeting about the green room long?",
    ],
)
def test_other_questions_are_none_for_the_colour_of_a_thing(question: str) -> None:
    wanted = coloured.read(question)
    assert wanted is None or not (wanted.kind or wanted.is_placed)
    assert coloured.bar(question) is None


BUTTONS = (
    Element((40, 200, 240, 240), "Button", "Submit application"),
    Element((250, 200, 420, 240), "Button", "Save for later"),
)


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    colours = colours_of(FORM, (246, 246, 244), *AREAS)
    window = replace(FORM, document="Film permit")
    root = written(tmp_path_factory.mktemp("pressed"), PAGE, window=window, colours=colours)
    frame = "run1/evidence.capture.frame/0"
    with Writer(root).turn() as turn:
        seen = ElementSeen(frame, "layout", Maker("elements", 1), "", BUTTONS)
        turn.commit([seen, FrameExamined(frame, "elements", 1, 1)], run="R", stage=2, action="test")
    catch_up(root)
    with Views(root) as views:
        yield views


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("colour of the button that sends off the film permit application", "“Submit application”"),
        ("hex of the button for submitting my application", "“Submit application”"),
        ("what colour is the button to set the film permit aside", "“Save for later”"),
        ("what colour is the Save for later button", "“Save for later”"),
    ],
)
def test_button_is_meant_by_what_it_does(pressed: Views, question: str, called: str) -> None:
    answer = asked(pressed, question)
    assert answer.state == "ok"
    assert answer.claims[0].text.startswith(f"{called} is ")


@pytest.mark.parametrize(
    "question", ["colour of the button that sends off the tax return", "what colour is the button to delete the permit"]
)
def test_button_of_something_else_has_no_colour(pressed: Views, question: str) -> None:
    assert asked(pressed, question).state != "ok"


@pytest.mark.parametrize(
    "question",
    [
        "What colour have the buttons of the film permits page?",
        "colour of the buttons on the Kilbrack film permits page, please",
    ],
)
def test_buttons_of_a_page_are_told_with_the_coloured_ones_first(pressed: Views, question: str) -> None:
    answer = asked(pressed, question)
    assert answer.state == "ok"
    assert answer.summary.startswith("“Submit application” is orange: #CA5010")
    assert "Elsewhere: “Save for later” is white, #FFFFFF" in answer.summary


@pytest.mark.parametrize(
    "question",
    ["What colour have the big numbers on the film permits page?", "the figures on the permits page, which colour?"],
)
def test_colour_of_writing_is_not_that_of_what_it_stands_on(pressed: Views, question: str) -> None:
    answer = asked(pressed, question)
    assert answer.state == "not_available"
    assert "colours are measured of windows" in answer.summary


def test_buttons_of_a_page_that_was_never_seen_have_no_colour(pressed: Views) -> None:
    assert asked(pressed, "What colour have the buttons of the passport office page?").state != "ok"
