"""Who wrote what in a chat is told with the name, the time that stands there, and the words, each cited in its box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Post, Window
from processors.threads import posts_of
from projections import posts, standing
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SAID = (
    ("Ada Rowe", "10:02", "The pump in the lower lock is loud since Monday"),
    ("Ben Okafor", "10:05", "It is the bearing, a 6204, I ordered two"),
    ("Cleo Marsh", "10:11", "Gate code is 4417 from tomorrow, please tell nobody"),
    ("Ben Okafor", "10:20", "The new pump comes on Friday at 14:30"),
)


def _lines(written: Sequence[tuple[str, str, str]] = SAID) -> list[tuple[Box, str]]:
    lines = []
    for at, (author, said, text) in enumerate(written):
        top = 100 + 60 * at
        lines += [((300, top, 300 + 9 * len(author) + 60, top + 18), f"{author} {said}")]
        lines += [((300, top + 22, 300 + 9 * len(text), top + 40), text)]
    return lines


def _posts(lines: Sequence[tuple[Box, str]], written: Sequence[tuple[str, str, str]] = SAID) -> tuple[Post, ...]:
    found = []
    for at, (author, said, text) in enumerate(written):
        head, box = lines[2 * at][0], lines[2 * at + 1][0]
        name = (head[0], head[1], head[2] - 60, head[3])
        found.append(Post(box, text, (box,), name, author, (head[2] - 50, head[1], head[2], head[3]), said))
    return tuple(found)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    lines = _lines()
    other = ["Who wrote the runbook: Dora Linde", "The mail says that the pump was ordered", "Ship it by 12 March"]
    window = Window((0, 0, 1200, 800), "#locks - Team chat", "chat", "/usr/bin/chat", focused=True)
    root = written(tmp_path / "root", [*lines, *other], window=window, posts=_posts(lines))
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def test_posts_are_read_off_the_lines_as_they_were_made(views: Views) -> None:
    read = posts_of(standing.on_frame(views.facts, "run1/evidence.capture.frame/0"))
    assert [(post.author, post.said, post.text) for post in read] == list(SAID)
    told = posts.on_frame(views.facts, "run1/evidence.capture.frame/0")
    assert [row.post.text for row in told] == [text for _, _, text in SAID]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Who posted the gate code, and when?", [2]),
        ("who mentioned the bearing", [1]),
        ("who said that the pump is loud", [0]),
        ("What did Cleo say about the gate?", [2]),
        ("what did ben write", [1, 3]),
        ("When did Ada write about the pump?", [0]),
        ("when does the new pump come, according to Ben?", [3]),
        ("What was the last message in the chat?", [3]),
        ("what was said in the chat about the pump", [0, 3]),
        ("Somebody posted the gate code in the chat. What was it?", [2]),
        ("who was it that warned us about the loud pump?", [0]),
        ("who begged us to tell nobody the gate code", [2]),
        ("who announced that a new pump comes on Friday", [3]),
    ],
)
def test_who_wrote_what_is_told_and_cited(views: Views, question: str, places: list[int]) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.plan is not None
    assert answer.plan.family == "posts"
    assert [claim.text for claim in answer.claims] == [
        f"{author}, {said}: “{text}”" for author, said, text in (SAID[place] for place in places)
    ]
    for claim, place in zip(answer.claims, places, strict=True):
        assert [each.text for each in claim.citations] == [SAID[place][2], SAID[place][0], SAID[place][1]]
        assert all(each.source == "posts" and each.title == "#locks - Team chat" for each in claim.citations)


@pytest.mark.parametrize(
    "question",
    ["who invited me to the lock?", "who thanked me for the pump", "who promised a 6204", "who begged for a pump"],
)
def test_post_that_is_of_the_same_is_no_invitation(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.family != "posts"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("Who greases the lock while you are away?", False), ("I will grease the lock while you are away", True)],
)
def test_who_asks_for_somebody_has_not_said_to_do_it(
    written: Callable[..., DataRoot], tmp_path: Path, text: str, is_told: bool
) -> None:
    said = (*SAID[:2], ("Cleo Marsh", "10:11", text))
    lines = _lines(said)
    window = Window((0, 0, 1200, 800), "#locks - Team chat", "chat", "/usr/bin/chat", focused=True)
    with Views(written(tmp_path / "root", lines, window=window, posts=_posts(lines, said))) as views:
        assert (asked(views, "who said they would grease the lock while I'm away?").state == "ok") == is_told


def test_who_wrote_nothing_of_it_is_an_honest_no(views: Views) -> None:
    answer = asked(views, "Dora must have said something in the locks chat too. What was it?")
    assert answer.state == "not_found"
    assert "no post by Dora" in answer.summary
    answer = asked(views, "What did Cleo write about the bearing in the chat?")
    assert answer.state == "not_found"
    assert "no post by Cleo Marsh" in answer.summary


def test_what_somebody_else_wrote_is_not_told_as_theirs(views: Views) -> None:
    answer = asked(views, "What did Ada say about the gate code?")
    assert answer.state == "not_found"
    assert "no post by Ada Rowe" in answer.summary
    assert "Somebody else wrote of it" in answer.summary


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("What was Ben's first message?", [1]),
        ("what did Ben say last?", [3]),
        ("what did Ben write first", [1]),
    ],
)
def test_first_and_last_post_are_told_by_themselves(views: Views, question: str, places: list[int]) -> None:
    answer = asked(views, question)
    assert [claim.citations[0].text for claim in answer.claims] == [SAID[place][2] for place in places]


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the runbook?",
        "What did the mail say about the pump?",
        "what did I write in the chat about the pump",
        "who ordered the pump?",
        "by when must it be shipped",
        "What did Cleo order?",
        "which channels are there",
        "what was Ben told about the pump?",
        "was Cleo asked about the gate?",
        "who replied to Ada?",
        "who told Cleo about the gate code?",
        "what did Ada Marsh say about the pump?",
        "how many metres did Ben say?",
        "what did Ben never write?",
        "what was the last message I sent?",
        "what did Ben write before the message about the pump?",
        "who asked about the bearing?",
    ],
)
def test_other_questions_are_answered_by_no_post(views: Views, question: str) -> None:
    answer = asked(views, question)
    took = answer.plan.family if answer.plan is not None else ""
    assert took != "posts"
