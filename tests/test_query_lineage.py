"""The record itself, what values come to, what was done, and the form that a value must have: each told or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.facts import Box, Field, FieldRead, FrameExamined, Maker
from ledger.writer import Writer
from projections.code import Showing, SnippetRow
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer, Checkpoint, Citation, Claim
from query.answers.scope import Scope
from query.ask import ask
from query.code import doings
from query.inquiries.conclude import Asked
from query.inquiries.inquiry import Inquiry
from query.passages import expected
from query.times.numbers import quantity

NAMES = ("2026-03-12T13-11-00Z_run_86a4", "2026-03-16T09-31-00Z_run_88c2")
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
LAG = {"run_86a4/evidence.capture.frame/0": "42 s", "run_86a4/evidence.capture.frame/2": "3 s"}
ROWS = (("Weight", "1,200 kg"), ("Weight", "800 kg"), ("Weight", "40 kg"))
RAN = (
    *("sudo systemctl restart label-printer", "git checkout -b dewpoint-bracket", "duckdb stock.db < expiry.sql"),
    *("git tag -a v2.6.1 -m May", "./nightly.sh", 'git commit -am "Count boxes"', "grep -c WARN night.log"),
)
DRAWS = {617: "4.5 kW", 649: "3 kW", 681: "1.25 kW"}
"""By where the rows of a table lie that are called TWFU4410982, MSHU7720316 and CRLU1180243."""


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory, reading: ModuleType) -> Iterator[Views]:
    """Two sessions in care, read and understood; a value that changes, and a column of three, on the first of them."""
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("lineage"), NAMES)
    reading.read_all(root, corpus, NAMES)
    reading.understand(root)
    for frame, lag in LAG.items():
        box: Box = (200, 200, 300, 220)
        read = [Field(box, lag, (100, 200, 190, 220), "Loader lag")]
        read += [
            Field((200, y, 300, y + 20), value, (200, 380, 300, 400), label)
            for y, (label, value) in zip((420, 460, 500), ROWS, strict=True)
        ]
        read += [
            Field((1100, y, 1160, y + 17), draw, (1100, 585, 1160, 602), "Power draw") for y, draw in DRAWS.items()
        ]
        facts = [FieldRead(frame, "layout", Maker("fields", 1), "", tuple(read)), FrameExamined(frame, "fields", 1, 1)]
        with Writer(root).turn() as turn:
            turn.commit(facts, run=new_run_id(), stage=2, action="test")
    catch_up(root)
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def family_of(answer: Answer) -> str:
    assert answer.plan is not None
    return answer.plan.family


# ---------------------------------------------------------------- the record


@pytest.mark.parametrize(
    "question", ["how many screenshots were captured?", "how many frames are processed", "number of frames"]
)
def test_frames_are_counted_with_what_was_looked_at(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, family_of(answer)) == ("ok", "lineage")
    assert "29 frames captured, 2026-03-12 13:11:00 to 2026-03-16" in answer.summary
    assert "programs in front 29" in answer.summary
    assert "the newest is journal:" in answer.summary
    [claim] = answer.claims
    assert [citation.source for citation in claim.citations] == ["record", "record"]


def test_frames_of_a_day_are_counted(views: Views) -> None:
    assert "14 frames captured" in asked(views, "how many frames were captured on 12 March?").summary


def test_sessions_and_gaps_are_told(views: Views) -> None:
    assert asked(views, "how many sessions were there?").summary.startswith("2 sessions")
    gaps = asked(views, "were there gaps in the recording?")
    assert gaps.summary.startswith("1 gap of more than 5 min")
    assert "2026-03-12 13:13:01 to 2026-03-16 09:31:00" in gaps.claims[0].text


def test_window_behind_the_one_in_front_is_told(views: Views) -> None:
    answer = asked(views, "which page was behind the window on 12 March?")
    assert answer.state in ("ok", "not_recorded")
    assert answer.state == "not_recorded" or family_of(answer) == "windows"


@pytest.mark.parametrize("question", ["how many frames has the picture gallery", "which session did Marek chair"])
def test_words_of_ours_that_mean_something_else_are_left_to_others(views: Views, question: str) -> None:
    assert family_of(asked(views, question)) != "lineage"


# ---------------------------------------------------------------- what values come to


@pytest.mark.parametrize(
    "question",
    [
        "by how much did the loader lag of the yard overview drop?",
        "difference of loader lag before and after in grafana",
    ],
)
def test_difference_cites_both_readings(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert "3 s − 42 s = -39 s" in answer.summary
    assert {citation.text for citation in answer.claims[0].citations} == {"42 s", "3 s"}


def test_sum_cites_every_addend(views: Views) -> None:
    answer = asked(views, "total weight in the yard overview")
    assert answer.state == "ok"
    assert "1,200 kg + 800 kg + 40 kg = 2,040 kg" in answer.summary
    assert [citation.text for citation in answer.claims[0].citations] == ["1,200 kg", "800 kg", "40 kg"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("difference in power draw between TWFU4410982 and CRLU1180243", "4.5 kW − 1.25 kW = 3.25 kW"),
        ("by how much did the power draw of MSHU7720316 differ from CRLU1180243?", "3 kW − 1.25 kW = 1.75 kW"),
        ("by what factor did the loader lag of the yard overview change?", "42 s ÷ 3 s = 14"),
    ],
)
def test_two_rows_and_two_readings_are_set_against_each_other(views: Views, question: str, told: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert told in answer.summary
    cited = {citation.text for citation in answer.claims[0].citations}
    assert cited == set(re.split(r" [−÷] ", told.partition(" = ")[0]))


@pytest.mark.parametrize(
    "question",
    [
        "difference in power draw between TWFU4410982 and a container that is not there",
        "difference in power draw between TWFU4410982 and HLXU0000001",
    ],
)
def test_row_that_is_not_there_is_set_against_nothing(views: Views, question: str) -> None:
    assert " − " not in asked(views, question).summary


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,187", "1187", ("", "")),
        ("USD 3,150", "3150", ("usd", "")),
        ("-18.0 C", "-18.0", ("", "c")),
        ("42 s", "42", ("", "s")),
        ("+4.6 C", "4.6", ("", "c")),
        ("18,460.75", "18460.75", ("", "")),
    ],
)
def test_number_is_read_with_its_unit(text: str, number: str, unit: tuple[str, str]) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "none", "3 of 4", "10:30", "v9.0.4", "2026-03-12"])
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert quantity(text) is None


# ---------------------------------------------------------------- what was done, and the form of a value


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("what branch did I create on monday?", "git switch -c fix/gate-lane"),
        ("which commit hash did I try to cherry-pick?", "git cherry-pick"),
    ],
)
def test_command_is_found_by_what_it_did(views: Views, question: str, command: str) -> None:
    told = told_of(views, question, "git log --oneline -n 4", "git switch -c fix/gate-lane", "git cherry-pick 9f3c2aa")
    assert told[0].startswith(command)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("which command did I run to restart the label printer", "sudo systemctl restart label-printer"),
        ("what did I type to make the dew point branch", "git checkout -b dewpoint-bracket"),
        ("which command did I use to open the database stock.db", "duckdb stock.db < expiry.sql"),
        ("what command did I use to tag version 2.6.1", "git tag -a v2.6.1 -m May"),
        ("how did I tag the release", "git tag -a v2.6.1 -m May"),
        ("what command did I enter at the prompt to open the database", "duckdb stock.db < expiry.sql"),
    ],
)
def test_command_is_told_of_what_it_was_done_to(views: Views, question: str, command: str) -> None:
    assert told_of(views, question, *RAN) == [command]


@pytest.mark.parametrize(
    "question",
    [
        "which command did I run to restart the database server",
        "which command did I use to make the invoice branch",
        "which command did I use to open the database expiry.db",
        "what command did I use to tag version 3.0",
        "which command did I use to run the migration script",
        "what command did I use to undo the last commit",
        "which command did I use to count the words in the report",
    ],
)
def test_command_that_was_done_to_something_else_is_not_told(views: Views, question: str) -> None:
    assert told_of(views, question, *RAN) == []


def told_of(views: Views, question: str, *ran: str) -> list[str]:
    """Return the command that a question is answered with, if any, of those that were run."""
    inquiry = Inquiry(views, Asked(question, NOW, UTC, None), question, (0, 1 << 60), 8, Scope(views.facts))
    told: list[str] = []

    def telling(_: Inquiry, each: Showing, __: Sequence[str]) -> Answer:
        told.append(each.snippet.text)
        return Answer(state="ok", summary="")

    run = [entered(text) for text in ran]
    doings.command_for(inquiry, lambda _, fits: [each for each in run if fits(each.snippet)], question, telling)
    return told


def entered(text: str) -> Showing:
    """A command as a terminal showed it."""
    row = SnippetRow(
        id=1, seq=1, place=0, chain=1, born=0, gone=None, box=(0, 0, 1, 1), form="command", where="terminal",
        language="bash", text=text, title="", name="", symbol="", prompt="$", state="ran", error="", output="",
        cut=False, behind=False,
    )  # fmt: skip
    return Showing(row, 0, 0, "f", "f")


def claim_of(text: str) -> Claim:
    place = Citation(
        "journal:1",
        "00",
        "f",
        "2026-03-12T00:00:00Z",
        (0, 0, 1, 1),
        text,
        "",
        "",
        "ocr",
        9000,
        (1, 1),
        Checkpoint(2, "00"),
    )
    return Claim(text, (place,))


@pytest.mark.parametrize(
    ("question", "text", "is_held"),
    [
        ("how many rows did it load", "1,284 rows loaded", True),
        ("how many rows did it load", "the rows that it loads", False),
        ("how many rows did PR 392 load", "PR 392 loads rows", False),
        ("at what time is the rehearsal", "rehearsal 15:00, Halyard", True),
        ("at what time is the rehearsal", "rehearsal, Halyard", False),
        ("what is the email address of Ana", "Ana <ana@example.org>", True),
        ("what is the email address of Ana", "Ana's address", False),
        ("who wrote the letter", "Ana wrote it", True),
    ],
)
def test_passage_without_a_value_of_the_form_answers_nothing(question: str, text: str, is_held: bool) -> None:
    assert bool(expected.holds(question, [claim_of(text)])) is is_held
