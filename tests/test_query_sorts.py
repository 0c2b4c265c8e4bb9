"""Answers of a form of their own: a name, who has a thing, a deadline, a measure, what is to be brought."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from projections.views import Views
from query.answers.answer import Answer, Claim
from query.ask import ask
from query.passages import adding, expected, spelt
from tests.written import written

Passage = Callable[..., Claim]
NAMES = [
    ("which pump was ordered?", ("Pump ordered",), False),
    ("where is the pump meeting?", ("Pump meeting",), False),
    ("what reason did I give for the order?", ("Order", "Reason", "Why do you need it?"), False),
    ("where's the lunch with Rui", ("13:00 Lunch with Rui",), False),
    ("where's the lunch with Rui", ("13:00 Lunch with Rui, Broth & Bone",), True),
    ("what is the name of the bakery", ("Pier Road is closed, and a steward stands at the bakery.",), False),
    ("what is the name of the pump maker?", ("Pump maker 14:00",), False),
    ("what is the name of the guest wifi?", ("Reminder: the guest wifi has a password",), False),
    ("what is the name of the plumber who repaired the pump?", ("Plumber who repaired the pump: 555-0162",), False),
    ("i have a number for the night porter. what is he called?", ("- night porter: 555-0162",), False),
    (
        "What was the new soup place called that Rui found?",
        ("There is a new soup place on Dock Street, 12:30.",),
        False,
    ),
    ("What was the new soup place called?", ("The new soup place is called Broth & Bone",), True),
    ("name of the wholesaler in Truro", ("the wholesaler in Truro has two of them. Call me first.",), False),
    ("what is the name of the wholesaler in Truro", ("the wholesaler in Truro is Brisco Ltd",), True),
    ("What's the exterminator called?", ("08:00 Exterminator, cannery",), False),
    ("which make is the label printer", ("The PIN of the new label printer is 60817",), False),
    ("which make is the label printer", ("Label printer", "Brisco LP-40"), True),
    ("which model is the big drone?", ("My limit for the big drone is 24, for the small one 18.",), False),
    ("what is the name of Dermot's daughter", ("Dermot Halloran 19:35", "my daughter has her feis"), False),
    ("what is the name of the storm", ("Storm Odile closes three ports",), True),
    ("who is the painter of the gable, I forgot his name", ("The scaffold is free. Painter is Stan Moor.",), True),
]
KEEPERS = [
    ("who has the key to the oyster shed", ("# Rinn Point, oyster shed, key",), False),
    ("who's got the key of the pump room", ("key of the pump room: ask Ines",), True),
    ("who has the meter", ("bring back the meter to stefan",), True),
    ("who looks after the key of the vestry", ("Key of the vestry: Mrs Adeyemi",), True),
    ("who has the keys of the fridge", ("keys of the safe are with Hana",), False),
    ("with whom is the spare key", ("The spare key is with Ines Duarte next door.",), True),
]
DEADLINES = [
    ("when does the fair in Truro end", ("The fair in Truro is on Friday 12:30",), False),
    ("when does the fair in Truro end", ("The fair in Truro is on Friday until 12:30",), True),
    ("when does the fair in Truro end", ("The fair in Truro, 9:00 - 12:30",), True),
    ("when must the bill of Brisco be paid", ("Brisco 7:58",), False),
    ("when must the bill of Brisco be paid", ("bill of Brisco: it is due on 9 October",), True),
    ("until when must we answer the films office", ("Films office", "On noise: 55 decibels after 23:00"), False),
    ("until when must we answer the films office", ("Films office", "Please answer by Monday 28 September"), True),
    ("until when must we answer the films office", ("Films office, extension 2214",), False),
    ("until when must we answer the films office", ("Films office: Room 2.14, County Hall",), False),
    ("until when is crane C4 down", ("crane C4 is down Thursday 06:00-11:30",), True),
]
MEASURES = [
    ("how wide is the crate", ("The crate has to be 2140 mm long inside, not 2400.",), False),
    ("how wide is the slip", ("slip is 4.2 m wide at the top",), True),
    ("how wide is the scaffold", ("The scaffold is free from the 22nd.",), False),
    (
        "how many litres has the small boiler",
        ("I isolated V-17 at 06:40, so the showers are on the small boiler.",),
        False,
    ),
    ("how many litres has the small boiler", ("small boiler: 300 l",), True),
    ("how wide is the marquee", ("Marquee: Galway, 47 km",), False),
    ("how long is the rail line to Truro", ("Twelve trains a day on the rail line to Truro",), False),
    ("how far had the checklist come", ("checklist: 3 of 4",), True),
    ("how high were the waves", ("waves of nine metres",), True),
    ("how high is the fee", ("the fee is €48",), True),
]
BROUGHT = [
    ("what do I have to bring to the workshop", ("Balancing workshop 10:00",), False),
    ("what do I have to bring to the workshop", ("Balancing workshop", "Bring the valve list"), True),
    ("what was the rehearsal at the hall about", ("15:00 Rehearsal, the hall",), False),
    ("how many lorries a day come to the harbour", ("Seven lorries",), False),
    ("how many lorries come to the harbour each day", ("Seven lorries a day",), True),
    ("what is in the crate", ("crate: two pumps",), True),
]


@pytest.mark.parametrize(("question", "lines", "is_told"), NAMES + KEEPERS + DEADLINES + MEASURES + BROUGHT)
def test_what_is_asked_for_is_in_what_is_quoted(
    passage: Passage, question: str, lines: tuple[str, ...], *, is_told: bool
) -> None:
    claims = adding.holds(question, expected.holds(question, [passage(*lines)]))
    assert bool(claims) == is_told


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        ("how many trains go a day", "Twelve trains a day", "12"),
        ("how many names had the petition", "a petition with four thousand names", "4,000"),
        ("how many boxes are there", "twenty-five boxes, two hundred and six vials", "25, 206"),
        ("how many vials are left", "Half a dozen vials, half a million labels", "6, 500,000"),
        ("how many trains go a day", "12 trains, in two hours", ""),
        ("what goes to the hub", "Twelve trains a day", ""),
        ("how many trains go a day", "one train a day", ""),
    ],
)
def test_a_number_in_words_is_told_in_digits_where_one_is_asked_for(question: str, text: str, number: str) -> None:
    assert spelt.in_digits(question, text) == number


def asked(path: Path, question: str, *lines: str) -> Answer:
    with Views(written(path, lines)) as views:
        return ask(views, question, now=datetime(2026, 3, 6, 12, tzinfo=UTC), zone=UTC)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "how heavy may the lorries be at most on the quarry track",
            "Gerard says lorries can turn up to 18 tonnes on the track",
        ),
        ("until when must the wall be white again for Mrs Moor", "Mrs Moor agrees if it is white again by 20 October."),
    ],
)
def test_what_stands_nearest_answers_where_a_line_of_it_tells_by_itself(
    tmp_path: Path, question: str, line: str
) -> None:
    answer = asked(tmp_path, question, "Locations", line, "the quarry is shut on Sundays", "a wall of the yard")
    assert answer.state == "ok"
    assert line in answer.summary


def test_what_stands_nearest_is_no_answer_where_it_lacks_what_is_asked_for(tmp_path: Path) -> None:
    answer = asked(
        tmp_path, "how heavy is the crane of the quarry", "the crane of the quarry is blue, and 18 years old"
    )
    assert answer.state == "not_found"
