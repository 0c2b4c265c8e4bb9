"""Values beside labels: which label a question names, be it only by `where` or `until`; hours of opening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.text import SpanRow
from query.foreground.visited import _OPENS
from query.language.story import asking_part
from query.passages.block import _HEADING_GAP, Headings, _leads
from query.passages.clocks import has_clocks
from query.passages.expected import has_form, told_by_form
from query.passages.labels import doers, spelled_in, spelled_out
from query.values.readings import _behind, _is_on_one_line


def _line(number: int, words: str) -> SpanRow:
    return SpanRow(number, 1, number, "ocr", (10, 30 * number, 400, 30 * number + 20), words, 9_000, ())


def test_thing_whose_place_or_end_is_asked_stands_in_the_title_or_on_one_line() -> None:
    spans = [_line(1, "Swimming hall, north wall"), _line(2, "Close defect")]
    assert _is_on_one_line(("swimming", "hall"), set(), spans)
    assert not _is_on_one_line(("swimming", "hall", "closed"), set(), spans)
    assert _is_on_one_line(("swimming", "hall", "closed"), {"swimming", "hall"}, spans)
    # Neither need the day, where it is told by itself.
    assert _is_on_one_line(("swimming", "hall", "22", "may"), {"22", "may"}, spans)
    # A word for the sort of thing need not stand there.
    assert _is_on_one_line(("swimming", "meeting"), set(), spans)


def test_numbers_and_units_behind_a_noun_belong_to_it() -> None:
    # Where no row is that of adrenaline, one that has `1 mg` is that of something else.
    thing = ("stocktake", "adrenaline", "1", "mg", "shelf", "5")
    assert _behind({"adrenaline"}, thing) == {"1", "mg"}
    assert _behind({"stocktake"}, thing) == set()
    assert _behind(set(), thing) == set()


@pytest.mark.parametrize(
    ("question", "is_of_hours"),
    [
        ("what time does the hall open", True),
        ("when will the bridge reopen", True),
        ("when did I open the report", False),
        ("at what time do I open the report", False),
    ],
)
def test_hours_of_opening_are_no_visits(question: str, is_of_hours: bool) -> None:
    assert bool(_OPENS.search(question)) is is_of_hours


KNOWN = ("Air changes", "Kind of work", "Sign in", "Load kW", "Air", "air changes")


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Air changes for the showers?", ["Air changes", "air changes"]),
        ("what kind of work did I put on the permit", ["Kind of work"]),
        ("and what was the load kW of the café", ["Load kW"]),
        # What is told of, and not asked for, names no label by such words.
        ("when did I sign in to the shop", []),
        ("who said what kind of work it is", []),
        ("the showers have some air changes", []),
        ("what air do they want", []),
    ],
)
def test_label_that_is_asked_for_word_for_word_is_meant(question: str, labels: list[str]) -> None:
    assert spelled_out(question, KNOWN)[1] == labels


@pytest.mark.parametrize(
    ("question", "value", "has_it"),
    [
        ("who has to check the dates", "11/2027", False),
        ("by whom was it checked", "14", False),
        ("who delivers the pump", "6 weeks", False),
        ("why did they reject the pumps", "14", False),
        ("who has to check the dates", "R. Achterberg", True),
        ("who checked the dates", "計良", True),
        ("whose number is it", "555-0162", True),
        ("what did the man who checked it say", "14", True),
    ],
)
def test_nobody_is_called_by_a_number_and_no_reason_is(question: str, value: str, has_it: bool) -> None:
    assert has_form(question, value, "Expiry date") is has_it


def test_who_does_it_is_called_by_the_verb() -> None:
    assert "organiser" in doers("organising")
    assert "signer" in doers("signs")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("gate 2 camera job, task 61 - location?", "location"),
        ("the ward keeps asking me. Who is the witness?", "Who is the witness?"),
        ("When I sent it back somebody had to sign. Who was it?", "Who was it?"),
        ("who is the witness?", ""),
    ],
)
def test_label_is_looked_for_in_what_is_asked_first(question: str, asked: str) -> None:
    assert asking_part(question) == asked


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("reefer 7: actual temperature", "-19.4 C", {"temperature"}),
        ("reefer 7: actual temperature", "ok", set()),
        ("extension number of Ines", "4471", {"extension"}),
        # Any number would do, so that it is a number says nothing.
        ("tracking number of the order", "4471", set()),
    ],
)
def test_form_of_a_value_says_what_it_is(question: str, value: str, told: set[str]) -> None:
    assert told_by_form(question, value) == told


def test_words_of_a_label_that_stands_in_a_question_are_its_own() -> None:
    # By itself, what changes is asked for.
    assert spelled_in("I put in the air changes, rather a lot", KNOWN) == {"air", "changes"}
    assert spelled_in("the air of the hall, and what changes", KNOWN) == frozenset()


def _headed(anchor: tuple[int, int, int, int], boxes: list[tuple[int, int, int, int]]) -> list[int]:
    """What leads a box or stands over it, each line measured against each."""
    height = max(8, anchor[3] - anchor[1])
    found = [number for number, box in enumerate(boxes) if _leads(box, anchor, height)]
    ends = [anchor, *(boxes[number] for number in found)]
    while ends:
        end = ends.pop()
        over = [
            number
            for number, box in enumerate(boxes)
            if number not in found
            and abs(box[0] - end[0]) <= height
            and box[1] < end[1]
            and end[1] - box[3] <= _HEADING_GAP * height
        ]
        found += over
        ends += [boxes[number] for number in over]
    return found


EDGES = st.integers(0, 12).map(lambda step: step * 15)
BOXES = st.tuples(EDGES, EDGES).map(lambda at: (at[0], at[1], at[0] + 60, at[1] + 20))


@given(BOXES, st.lists(BOXES, max_size=12))
def test_what_heads_a_box_is_found_by_how_high_it_stands(
    anchor: tuple[int, int, int, int], boxes: list[tuple[int, int, int, int]]
) -> None:
    assert Headings(boxes).over(anchor) == _headed(anchor, boxes)


@pytest.mark.parametrize(
    ("question", "text", "has"),
    [
        ("fare of the 18:30 ferry", "Ferries at 16:30 and 18:00, fare $24", False),
        ("fare of the 18:30 ferry", "Ferry at 18:30, fare $24", True),
        ("fare of the 18:30 ferry", "Ferry at 6:30 pm, fare $24", True),
        ("fare of the 6:30 pm ferry", "Ferry at 06:30, fare $24", False),
        ("fare of the 6:30 ferry", "Ferry at 18:30, fare $24", True),
        ("fare of the ferry", "fare $24", True),
    ],
)
def test_clock_time_that_is_named_stands_there_as_one(question: str, text: str, has: bool) -> None:
    assert has_clocks(question, ["North Quay", text]) is has
