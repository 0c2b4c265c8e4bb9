"""Controls and values beside labels are told from the screens that a question names, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.facts import Box, Element, ElementSeen, Field, FieldRead, FrameExamined, Maker, Window
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import courtesy, pressed
from query.passages import labels

NAME = "2026-03-12T13-11-00Z_run_86a4"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
ROLES = {"button": "Button", "checkbox": "CheckBox", "tab": "TabItem", "edit": "Edit", "combobox": "ComboBox"}


def whole(box: list[float]) -> Box:
    x0, y0, x1, y1 = (round(edge) for edge in box)
    return x0, y0, x1, y1


def elements_of(truth: dict) -> tuple[Element, ...]:  # type: ignore[type-arg]
    """The controls of a frame as the truth has them."""
    return tuple(
        Element(
            whole(each["box"]),
            ROLES[each["role"]],
            each["label"],
            tuple(state for state in ("checked", "selected", "disabled") if each.get(state)),
        )
        for each in truth["ui"]
        if each["role"] in ROLES
    )


def fields_of(truth: dict) -> tuple[Field, ...]:  # type: ignore[type-arg]
    """The labels with their values of a frame as the truth has them."""
    return tuple(
        Field(whole(each["box"]), each["value"], (0, whole(each["box"])[1], 1, whole(each["box"])[3]), each["label"])
        for each in truth["fields"]
    )


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """A session with a form, whose text, windows, controls and fields are known as the truth has them."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("controls"), (NAME,))
    reading.read_all(root, corpus, (NAME,))
    reading.understand(root)
    by = {name: Maker(name, 1) for name in ("elements", "fields")}
    for truth in reading.truths(corpus, NAME):
        frame = truth["frame_id"]
        facts = [
            ElementSeen(frame, "layout", by["elements"], "", elements_of(truth)),
            FrameExamined(frame, "elements", 1, 1),
            FieldRead(frame, "layout", by["fields"], "", fields_of(truth)),
            FrameExamined(frame, "fields", 1, 1),
        ]
        with Writer(root).turn() as turn:
            turn.commit(facts, run=new_run_id(), stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


# ---------------------------------------------------------------- controls


@pytest.mark.parametrize(
    "question",
    [
        "where was the Submit for approval button?",
        "Submit for approval button location?",
        "position of the “Submit for approval” button on the purchase request",
        "wher is the submit for approval buton",
    ],
)
def test_button_is_told_with_its_place(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.claims[0].citations[0].text == "Submit for approval"
    x0, y0, x1, y1 = answer.claims[0].citations[0].box
    assert (x1 - x0, y1 - y0) == (182, 38)
    assert f"{x0},{y0}–{x1},{y1}" in answer.summary


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("where do I click to throw the purchase request away?", "Discard"),
        ("where was the button to hand the purchase request in?", "Submit for approval"),
        ("where do I press to save the draft of the purchase request?", "Save draft"),
        ("I want to circle the Save draft button on the purchase request. Where was it?", "Save draft"),
    ],
)
def test_button_is_told_by_what_it_does(views: Views, question: str, label: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.claims[0].citations[0].text == label
    assert answer.summary.startswith(f"“{label}”, a button, is at ")


@pytest.mark.parametrize(
    "question",
    [
        "where do I click to throw the leave request away?",
        "where was the button to reset the purchase request?",
        "I want to circle the Save draft button on the leave request. Where was it?",
        "where did I throw the purchase request away?",
        "where do I click to throw it away?",
        "where is the button that does not save the draft of the purchase request?",
    ],
)
def test_button_that_was_not_there_is_not_told(views: Views, question: str) -> None:
    assert ", a button, is at " not in asked(views, question).summary


CALENDAR = Window((0, 0, 1600, 900), "Calendar", "/usr/bin/calendar", focused=True, category="calendar")
POPUP = [((300, 200, 500, 220), "Garden committee"), ((900, 200, 1100, 220), "Choir practice"), "Choir", "Reply"]


@pytest.fixture(scope="module")
def invited(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A calendar that shows an invitation in a popup, and another appointment beside it."""
    root = written(tmp_path_factory.mktemp("invited") / "root", POPUP, window=CALENDAR)
    with with_buttons(root, "New event", "Accept", "Decline") as opened:
        yield opened


def with_buttons(root: DataRoot, *names: str) -> Views:
    """Put some buttons into the first frame, beneath what stands in the popup."""
    frame = "run1/evidence.capture.frame/0"
    shown = tuple(Element((290 + 90 * at, 260, 370 + 90 * at, 290), "Button", name) for at, name in enumerate(names))
    with Writer(root).turn() as turn:
        seen = ElementSeen(frame, "layout", Maker("elements", 1), "", shown)
        turn.commit([seen, FrameExamined(frame, "elements", 1, 1)], run=new_run_id(), stage=2, action="test")
    catch_up(root)
    return Views(root)


def test_buttons_of_an_invitation_that_asks_for_no_answer_are_those_below_it(
    written: Callable[..., DataRoot], tmp_path: Path
) -> None:
    with with_buttons(written(tmp_path / "root", POPUP, window=CALENDAR), "Edit", "Delete") as opened:
        told = asked(opened, "which buttons did the garden committee invitation have?")
        other = asked(opened, "which buttons did the choir practice invitation have?")
    assert told.summary.startswith("2 buttons: Edit, Delete (in Calendar, seen ")
    assert other.state == "not_found"


def test_buttons_of_an_invitation_are_those_that_answer_it(invited: Views) -> None:
    for where in ("", " in the calendar"):
        told = asked(invited, f"what could I press on the invitation to the garden committee{where}?")
        assert told.summary.startswith("2 buttons: Accept, Decline")
    other = asked(invited, "what could I press on the invitation to the choir practice?")
    assert other.state == "not_found"


@pytest.mark.parametrize("question", ["which buttons did I press on the invitation to the garden committee?"])
def test_button_that_was_pressed_is_none_that_could_be(invited: Views, question: str) -> None:
    assert "buttons:" not in asked(invited, question).summary


def test_button_that_answers_an_invitation_is_under_it(invited: Views) -> None:
    told = asked(invited, "where do I click to say no to the garden committee?")
    assert told.summary.startswith("“Decline”, a button, is at ")
    other = asked(invited, "where do I click to say no to the choir practice?")
    assert ", a button, is at " not in other.summary


@pytest.mark.parametrize(
    ("label", "is_meant"), [("Send", True), ("Send return", True), ("Send for review", True), ("Send later", False)]
)
def test_button_of_the_table_says_nothing_else(label: str, is_meant: bool) -> None:
    question = "where is the button to hand in the return?"
    links = list(pressed.meant(question, question, [(label, "Hyperlink")]))
    told = list(pressed.meant(question, question, [(label, "Button")]))
    assert ([each.label for each in told], links) == ([label] if is_meant else [], [])


@pytest.mark.parametrize("question", ["under the title of the purchase request were some buttons, which ones?"])
def test_where_on_a_screen_something_stood_need_not_stand_there(views: Views, question: str) -> None:
    assert "buttons:" in asked(views, question).summary


@pytest.mark.parametrize(
    "question", ["which buttons were on the purchase request form?", "buttons on the purchase form"]
)
def test_buttons_of_a_form_are_listed_without_those_of_the_browser(views: Views, question: str) -> None:
    [claim] = asked(views, question).claims
    assert {citation.text for citation in claim.citations} >= {"Submit for approval", "Save draft", "Discard"}
    assert not {citation.text for citation in claim.citations} & {"Reload", "Back", "Close"}


def test_what_is_counted_is_no_control_that_is_only_named(views: Views) -> None:
    assert "buttons:" in asked(views, "how many buttons had the purchase request?").summary
    assert "buttons:" not in asked(views, "how many scanners had the purchase request, above its buttons?").summary


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Which box did I leave empty when I ordered the scanners?", ["Notify my manager"]),
        ("purchase request: which of the options were on when I sent it? Only those.", ["I have compared", "Urgent"]),
        ("The form for the scanners had some boxes. Which one stayed without a tick as I submitted it?", ["Notify"]),
    ],
)
def test_boxes_are_told_by_their_state_in_other_words(views: Views, question: str, labels: list[str]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    boxes = [each for each in answer.claims[0].citations if each.source == "elements"]
    assert all(each.text.startswith(label) for each, label in zip(boxes, labels, strict=True))
    # What a box is called stands beside it, and is evidence as well.
    lines = [each for each in answer.claims[0].citations if each not in boxes]
    assert all(each.text.startswith(label) for each, label in zip(lines, labels, strict=True))


@pytest.mark.parametrize(
    "question",
    ["Which switches of the heating were on?", "which box of tiles was left over", "on which settings page was I"],
)
def test_boxes_of_another_matter_are_not_told(views: Views, question: str) -> None:
    assert "checkbox" not in asked(views, question).summary


def test_ticked_boxes_are_those_before_the_form_went(views: Views) -> None:
    answer = asked(views, "which checkboxes were ticked on the purchase form before I sent it?")
    [claim] = answer.claims
    assert {citation.text for citation in claim.citations} == {
        "I have compared at least two quotes",
        "Urgent, deliver within 5 days",
    }


def test_state_of_one_control_is_told(views: Views) -> None:
    assert "is not checked" in asked(views, "was “Notify my manager” ticked?").summary
    assert "is checked" in asked(views, "I have compared at least two quotes: ticked or not?").summary
    assert "is not checked" in asked(views, "was the notify my manager toggle on?").summary
    assert "is not checked" in asked(views, "was notify my manager switched on?").summary


@pytest.mark.parametrize(
    "question",
    [
        "where is the Launch rocket button?",
        "which buttons were on the tax return form?",
        "was “Send me spam” ticked?",
        "where was the Submit for approval button on the DOCK-418 page?",
        "which buttons are there under the mail of Leopold about Ramp 2?",
    ],
)
def test_control_that_was_never_there_is_not_found(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("which vendor did I enter on the purchase request?", "Brightwater Instruments"),
        ("purchase request: vendor?", "Brightwater Instruments"),
        ("who was the supplier on the purchase form", "Brightwater Instruments"),
    ],
)
def test_value_beside_its_label_is_told(views: Views, question: str, value: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert value in answer.summary
    assert answer.claims[0].citations[0].text == value


@pytest.mark.parametrize(
    "question", ["which vendor did I enter on DOCK-418?", "who is the vendor of the submarine order?"]
)
def test_value_of_another_thing_is_not_found(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("who do we buy the scanners from?", "Brightwater Instruments"),
        ("why did we buy the scanners?", "Old scanners fail in rain"),
        # Words of another thing stand here and there on the form.
        ("who do we buy the handheld terminal from?", ""),
        ("why did the terminal fail in the rain?", ""),
    ],
)
def test_label_that_is_not_named_is_told_of_the_thing_itself(views: Views, question: str, value: str) -> None:
    answer = asked(views, question)
    told = [claim.citations[0].text for claim in answer.claims if claim.text.startswith(("Vendor:", "Justification:"))]
    assert told[:1] == ([value] if value else [])


def test_labels_are_matched_by_words_forms_and_what_people_say() -> None:
    known = ["Assignee", "Due date", "Story points", "Location", "Reporter", "Order number"]
    for said, label in (
        (["assignee"], "Assignee"),
        (["due"], "Due date"),
        (["deadline"], "Due date"),
        (["points", "story"], "Story points"),
        (["located"], "Location"),
        (["reported"], "Reporter"),
        (["order"], "Order number"),
    ):
        assert labels.matched(said, known)[0][1] == [label]
    assert labels.matched(["story"], known) == []


# ---------------------------------------------------------------- courtesy


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Hey, who issued the table?", "who issued the table?"),
        ("Sorry to bother you again, but who issued the table? Thanks a lot!", "who issued the table"),
        ("Could you please tell me who issued it", "who issued it"),
        ("My boss wants to know: who issued it", "who issued it"),
        ("who said sorry", "who said sorry"),
        ("thanks", "thanks"),
        ("what did Jonas write: so what", "what did Jonas write: so what"),
        ("what was the lag the last time I looked at it?", "what was the lag?"),
        ("In which state was it when I looked at it on 3 March?", "In which state was it on 3 March?"),
        ("what did I do when I opened it on Monday", "what did I do when I opened it on Monday"),
        ("who was it again that warned us?", "who warned us?"),
        ("who was it that I warned?", "who was it that I warned?"),
        ("When was the last time I looked at it?", "When was the last time I looked at it?"),
        ('where did I see "right now" or "Last-Modified"?', 'where did I see "right now" or "Last-Modified"?'),
        ("Hi, when was the last time I looked at it?", "when was the last time I looked at it?"),
        ("what changed since the last time I looked", "what changed since the last time I looked"),
        ("what was going on the last time I looked", "what was going on"),
        ("so far this week, what did I open", "so far this week, what did I open"),
        ("which tabs are open right now", "which tabs are open now"),
        ("key of the shed, as per my last note", "key of the shed, in my last note"),
        ("price per the hour", "price per the hour"),
        ("need to tell my wife from what date the lease runs", "from what date the lease runs"),
        ("Most-used program on Monday?", "Most used program on Monday?"),
    ],
)
def test_courtesy_is_left_aside(question: str, bare: str) -> None:
    assert courtesy.without(question) == bare
