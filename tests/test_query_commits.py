"""The hash of a commit is told by the words of its message, from a log of git or from what git said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Snippet
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
PROMPT = "ida@loft:~/chairs$"
RAN = (
    (
        "git log --oneline -3",
        ("4f1c09b (HEAD -> main) Sand the legs twice", "defaced Weave the oak seats", "9a20e71 Weave the seats"),
    ),
    ("git commit -m 'Oil the oak'", ("[main 7c3d8aa] Oil the oak", " 1 file changed, 2 insertions(+)")),
    ("sha256sum seats.csv", ("0c1f6be55d  seats.csv",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines: list[tuple[Box, str]] = []
    shown: list[Snippet] = []
    for text, printed in RAN:
        boxes: list[Box] = [
            (10, 100 + 30 * len(lines) + 30 * at, 600, 118 + 30 * len(lines) + 30 * at)
            for at in range(len(printed) + 1)
        ]
        lines += zip(boxes, (f"{PROMPT} {text}", *printed), strict=True)
        shown.append(
            Snippet(
                boxes[0], "command", "terminal", "bash", text, (boxes[0],), title="ida@loft: ~/chairs", prompt=PROMPT,
                state="ran", output="\n".join(printed), outcome=boxes[1],
            )
        )  # fmt: skip
    with Views(written(tmp_path_factory.mktemp("commits") / "root", lines, code=shown)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ('Which short hash does the commit "Weave the seats" have?', RAN[0][1][2]),
        ("hash of the commit about sanding legs", RAN[0][1][0]),
        ("what commit oils the oak?", RAN[1][1][0]),
    ],
)
def test_hash_is_told_by_the_message(views: Views, question: str, line: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert f"It printed: {line}" in answer.summary
    assert line in answer.claims[0].citations[-1].text


@pytest.mark.parametrize(
    "question",
    [
        "hash of the commit about the varnish",
        # A word of letters is no hash.
        'what is the hash of the commit "Weave the oak seats"?',
        # What is asked of a commit is another thing.
        "which ticket id does the commit about the seats mention?",
        "how many files were in the commit with the hash of weaving the seats",
        # What a file comes to is no commit.
        "hash of the commit of seats.csv",
    ],
)
def test_hash_of_no_such_commit_is_not_told(views: Views, question: str) -> None:
    assert "It printed" not in ask(views, question, now=NOW, zone=UTC).summary
