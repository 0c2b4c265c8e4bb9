"""Who did something is told by who writes in the first person that they did, with name, time and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Post, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SAID = (
    ("Ada Rowe", "10:02", "I raised the idle speed of the big pump from 900 to 1100, it stalled"),
    ("Ben Okafor", "10:05", "The gauge of tank 4 is stuck again"),
    ("Cleo Marsh", "10:11", "Replaced it with the spare one"),
    ("Ada Rowe", "10:20", "I will paint the railing before we open the lock"),
    ("Dora Linde", "10:31", "I want the crane for barge 17 and not for barge 15"),
    ("Ben Okafor", "10:40", "I cannot, my dog ate the key of the shed"),
    ("Emil Sand", "10:52", "I did not clean the filter, who has the time"),
    ("Faye Holt", "11:01", "I am in the boat house with soup. Gus is late, flat tyre near the mill"),
    (
        "Ada Rowe",
        "11:09",
        "Rope of the crane was replaced at noon, Ben lifts the roof, I ask his brother for a ladder",
    ),
    ("Cleo Marsh", "11:15", "I changed the water level from 3.1 to 2.8 metres. Please grease the hinge"),
    ("Hugo Lind", "11:22", "Visitors called, I ordered 40 litres of soup instead of 30 litres of tea"),
    ("Ida Moor", "11:30", "My old van broke down. Somebody stole the anchor"),
    ("Jan Pell", "11:41", "The bench is in the way, sorry, will move it after lunch. Bring a hat"),
    ("Kai Berg", "11:48", "If the lock is shut: can we see the mill on Sunday?"),
)


def _lines() -> tuple[list[tuple[Box, str]], tuple[Post, ...]]:
    lines: list[tuple[Box, str]] = []
    found = []
    for at, (author, said, text) in enumerate(SAID):
        top = 100 + 60 * at
        head, box = (300, top, 300 + 9 * len(author) + 60, top + 18), (300, top + 22, 300 + 9 * len(text), top + 40)
        lines += [(head, f"{author} {said}"), (box, text)]
        name = (head[0], head[1], head[2] - 60, head[3])
        found.append(Post(box, text, (box,), name, author, (head[2] - 50, head[1], head[2], head[3]), said))
    return lines, tuple(found)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    lines, told = _lines()
    window = Window((0, 0, 1200, 800), "#locks - Team chat", "chat", "/usr/bin/chat", focused=True)
    with Views(written(tmp_path / "root", lines, window=window, posts=told)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("who raised the idle speed of the big pump?", 0),
        ("Who turned up the idle speed of the pump in the engine house, and what was it before?", 0),
        ("idle speed of the pump - who changed it, from what to what", 0),
        ("one of my colleagues confessed to fiddling with the idle speed, who was that", 0),
        ("who swapped the gauge of tank 4", 2),
        ("Who is going to paint the railing?", 3),
        ("who was it that wanted the crane for barge 17?", 4),
        ("whose dog ate the key of the shed", 5),
        ("whose van broke down?", 11),
        ("who did not clean the filter?", 6),
        ("who hasn't cleaned the filter", 6),
        ("who is in the boat house with soup?", 7),
        ("who lowered the water level?", 9),
        ("who has ordered 40 litres of soup?", 10),
        ("who has a van that broke down?", 11),
        ("who will move the bench?", 12),
        ("who set the idle speed to 1100?", 0),
        ("who changed the idle speed from 900?", 0),
    ],
)
def test_who_did_it_is_told_by_their_own_words(views: Views, question: str, place: int) -> None:
    answer = asked(views, question)
    author, said, text = SAID[place]
    assert answer.plan is not None
    assert answer.plan.measure == "who did it, by their own words"
    assert [claim.text for claim in answer.claims] == [f"{author}, {said}: “{text}”"]
    assert [each.text for each in answer.claims[0].citations] == [text, author, said]


@pytest.mark.parametrize(
    "question",
    [
        "who lowered the idle speed of the big pump?",
        "who cleaned the filter?",
        "who painted the railing?",
        "who opened the lock?",
        "who was it that wanted the crane for barge 19?",
        "who replaced the railing?",
        "whose cat ate the key of the shed",
        "who moved the gauge of tank 4",
        "who is late with a flat tyre near the mill",
        "who replaced the rope of the crane",
        "who lifted the roof?",
        "who asked the brother for a ladder?",
        "who raised the water level?",
        "who greased the hinge?",
        "who called the visitors?",
        "who ordered 30 litres of tea?",
        "who was told to clean the filter?",
        "who to ask about the crane?",
        "who stole the anchor?",
        "who set the idle speed to 900?",
        "which of the three pumps raised the idle speed?",
        "who sees the mill on Sunday?",
    ],
)
def test_what_nobody_says_of_themselves_is_nobody_told_to_have_done(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is not None
    assert answer.plan.measure != "who did it, by their own words"


@pytest.mark.parametrize(
    "question",
    [
        # That something is told of a thing does not tell whose it is that broke.
        "whose crane broke down?",
        "who replaced the rope of the crane?",
        "who lowered the idle speed of the big pump?",
        "who painted the railing?",
        "who greased the hinge?",
        "who called the visitors?",
        "who stole the anchor?",
        "who asked the brother for a ladder?",
        "who is bringing a hat?",
        "who moved the bench?",
        "who lifted the site visit?",
    ],
)
def test_what_tells_no_doer_is_no_answer_to_who_did_it(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())
