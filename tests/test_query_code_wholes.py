"""A file is told as it was in front last, its states are counted, and what stands in it is found by plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Snippet, Window
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
TITLE = "stove.jl - Kate"
USING = "using Bakery"
LONG = "for loaf in oven\n  rise(loaf, 40)\n  bake(loaf, 220)\n  println(loaf.weight)\nend"
SHORT, LATER = "HEAT = 220\nheat(oven, HEAT)", "HEAT = 235\nheat(oven, HEAT)"
CLOSING = 'report(oven, flour = "rye")'
ORDER = "SELECT shop, sum(loaves)\nFROM orders\nGROUP BY shop\nHAVING sum(loaves) > 60;"
WRONG = "SELECT shop, summe(loaves)\nFROM orders;"
SAID = "Q-12: there is no function summe (line 1, column 14)"
BUSY = "oven.ps1 : The port COM7 is used by another program"


def block(top: int, text: str, name: str = "stove.jl", language: str = "julia", error: str = "") -> Snippet:
    box: Box = (10, top, 900, top + 20 * (text.count("\n") + 1))
    outcome = (10, 700, 600, 718) if error else None
    return Snippet(
        box, "block", "editor", language, text, (box,), title=TITLE if name == "stove.jl" else f"{name} - DBeaver",
        name=name, state="failed" if error else "", output=error, error=error, outcome=outcome,
    )  # fmt: skip


def command(top: int, text: str, output: str = "") -> Snippet:
    box: Box = (10, top, 600, top + 18)
    below = (10, top + 18, 600, top + 36) if output else None
    return Snippet(
        box, "command", "terminal", "powershell", text, (box,), title="Windows PowerShell", prompt="PS C:\\bakery>",
        state="failed" if output else "ran", output=output, error=output, outcome=below,
    )  # fmt: skip


RAN = (
    command(500, ".\\oven.ps1", BUSY),
    command(540, "Stop-Process -Name thermowatch"),
    command(560, ".\\oven.ps1 -Quiet"),
)
FIRST = (block(50, USING), block(100, LONG), block(300, CLOSING))
SECOND = (block(50, USING), block(100, SHORT), block(300, CLOSING), block(400, WRONG, "shops.sql", "sql", SAID))
THIRD = (block(50, USING), block(100, LATER), block(300, CLOSING), block(400, ORDER, "shops.sql", "sql"), *RAN)
# In front is another window, which covers the end of the file.
FOURTH = (block(50, USING), block(100, LATER), block(400, ORDER, "shops.sql", "sql"), *RAN)


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    stages = (FIRST, SECOND, THIRD, FOURTH)
    lines = [[line for each in stage for line in f"{each.text}\n{each.error}".split("\n") if line] for stage in stages]
    root = written(
        tmp_path_factory.mktemp("wholes") / "root",
        *lines,
        window=Window((0, 0, 1000, 900), TITLE, "/usr/bin/kate", "Kate", focused=True),
        code=FIRST,
        code_then={1: SECOND, 2: THIRD, 3: FOURTH},
        title_then={3: "Windows PowerShell"},
    )
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "final stove.jl please",
        "what does stove.jl look like right now",
        "the julia script as it ended up",
        "show me the stove script the way I left it",
        "how did i leave the stove script",
        "show me stove.jl",
        "the whole stove script",
        "what does the stove script look like",
    ],
)
def test_file_is_told_as_it_was_in_front_last(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert [claim.text for claim in answer.claims] == [USING, LATER, CLOSING]


def test_file_is_told_as_it_is_at_the_moment_of_asking(views: Views) -> None:
    answer = asked(views, "stove.jl as it is at the moment", datetime(2026, 3, 5, 9, 1, 30, tzinfo=UTC))
    assert [claim.text for claim in answer.claims] == [USING, SHORT, CLOSING]


@pytest.mark.parametrize("question", ["what was in stove.jl at first", "stove.jl before I changed it"])
def test_file_is_told_whole_as_it_was_at_first(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert [claim.text for claim in answer.claims] == [USING, LONG, CLOSING]
    assert answer.summary.startswith("The first of 3 versions in stove.jl")


@pytest.mark.parametrize(
    "question", ["how many versions of stove.jl were there", "how many drafts of stove.jl did I make"]
)
def test_states_of_a_file_are_counted_not_those_of_a_part(views: Views, question: str) -> None:
    assert asked(views, question).summary.startswith("3 versions were seen")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("which heat is set in the oven script", "“HEAT = 235”, in stove.jl"),
        ("what flour is taken in the julia script", '“report(oven, flour = "rye")”, in stove.jl'),
        ("what heat does the bakery script have", "“HEAT = 235”, in stove.jl"),
        ("how big does the sum have to be for a shop in the shops query", "“HAVING sum(loaves) > 60;”, in shops.sql"),
    ],
)
def test_what_a_script_calls_by_a_plain_word_is_told_by_its_line(views: Views, question: str, line: str) -> None:
    assert line in asked(views, question).summary


@pytest.mark.parametrize("question", ["which heat is set in the garden script", "what weight is in the shops query"])
def test_word_that_no_script_binds_or_of_no_known_script_is_told_by_no_line(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.measure != "what a name is bound to"


@pytest.mark.parametrize(
    "question",
    [
        "what did the database complain about in my first go at the shops query",
        "which error did shops.sql give",
        "what did the database complain about",
        "why did the query on shops fail",
    ],
)
def test_error_of_a_statement_in_an_editor_is_told(views: Views, question: str) -> None:
    assert asked(views, question).summary.startswith(SAID)


@pytest.mark.parametrize(
    "question",
    ["which process did I stop to get at the port", "what program did i have to end so that the port was free"],
)
def test_command_is_told_by_what_it_was_done_for(views: Views, question: str) -> None:
    assert asked(views, question).claims[0].text == "Stop-Process -Name thermowatch"


@pytest.mark.parametrize(
    "question", ["which process did I stop to get at the printer", "what does julia say about the loaf"]
)
def test_what_no_code_does_or_a_person_says_is_told_by_no_code(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "not_found" or answer.plan is None or answer.plan.family != "code"
