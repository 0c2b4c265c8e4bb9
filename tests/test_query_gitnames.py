"""Branches, tags and messages of commits are told by the command that made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Snippet
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
RAN = (
    "git switch -q -c wicker-seats",
    "git branch --list",
    'git commit -qm "Weave the seats"',
    "git tag -l",
    "git tag -a v1.4 -m 'Spring chairs'",
    "git checkout main",
    "git commit -am 'Sand the legs twice'",
)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines: list[tuple[Box, str]] = []
    shown: list[Snippet] = []
    for at, text in enumerate(RAN):
        box: Box = (10, 100 + 40 * at, 600, 118 + 40 * at)
        lines.append((box, f"ida@loft:~/chairs$ {text}"))
        shown.append(
            Snippet(
                box,
                "command",
                "terminal",
                "bash",
                text,
                (box,),
                title="ida@loft: ~/chairs",
                prompt="ida@loft:~/chairs$",
                state="ran",
            )
        )
    with Views(written(tmp_path_factory.mktemp("git") / "root", lines, code=shown)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("what branch did I make today?", RAN[0]),
        ("name of the branch I created in chairs", RAN[0]),
        ("the tag I put on the repo on Thursday", RAN[4]),
        ("Which tag did we give the release?", RAN[4]),
        ("what was my last commit message", RAN[6]),
        ("what was my first commit message", RAN[2]),
    ],
)
def test_command_that_made_it_tells_its_name(views: Views, question: str, command: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith(f"“{command}” was run in ida@loft: ~/chairs")
    assert answer.claims[0].citations[0].text == command


@pytest.mark.parametrize(
    "question",
    [
        "which tag did I put on the photo of the barn?",
        "what branch did I make in the boats repository?",
        "which branch of the bank did I open the account at?",
    ],
)
def test_branch_or_tag_of_something_else_is_told_by_no_command(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"
