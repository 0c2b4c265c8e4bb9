"""Asking for code: the version that was final, those before it, what was run and what came of it, each cited."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.code import CodeProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language import negated
from query.printing.terminal import show_answer

SESSIONS = ("2026-03-04T09-14-00Z_run_82b3", "2026-03-10T10-05-00Z_run_85e1", "2026-03-19T13-34-00Z_run_8a07")
NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)
LAST = "python3 -c \"import loader; print(list(loader.read_rows('manifest_0226E.csv')))\""
FINAL = "ORDER BY mean_dwell DESC;"


def beside(name: str) -> ModuleType:
    """Load a helper module that lies beside the tests."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def views(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Three sessions in care, their text known, their code found."""
    reading = beside("reading_by_truth")
    root: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("code"), SESSIONS)
    reading.read_all(root, corpus, SESSIONS)
    reading.understand(root)
    Batch(root, [*chosen(["behind"]), CodeProcessor()], OpenGate()).run()
    with Views(root) as opened:
        yield opened


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "which query did we end up with yesterday?",
        "final SQL from 19 March",
        "latest version of the mean dwell query",
        "what did the berth query look like in the end",
        "the berth query as it was after my last change",
        "what's in the berth query after my changes",
        "the berth query after all my edits",
        "read me the berth query the way it was when I stopped",
        "I kept rewriting the berth query because the mean was off, Marek wants it. How did it look in the end?",
        "paste me the berth query the way it last looked",
    ],
)
def test_final_version_is_told_letter_for_letter(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    claim = answer.claims[0]
    assert claim.text.split("\n")[1] == "       count(*) AS calls,"
    assert claim.text.endswith(FINAL)
    assert claim.citations[0].text == claim.text
    assert "the last of 4" in answer.summary
    assert {covered.processor for covered in answer.coverage} == {"code"}


def test_code_is_printed_once_and_in_its_shape(views: Views) -> None:
    printed = io.StringIO()
    show_answer(asked(views, "final SQL from 19 March"), UTC, file=printed)
    lines = [line.strip() for line in printed.getvalue().splitlines()]
    assert lines.count(FINAL) == 1
    assert "count(*) AS calls," in lines


def test_versions_before_the_final_one_are_cited_with_it(views: Views) -> None:
    texts = [citation.text for citation in asked(views, "final dwell query of yesterday").claims[0].citations]
    assert texts[1].startswith("SELECT berth, avg(dwell)\n")
    assert len(texts) == 4


def test_later_versions_do_not_count_at_an_earlier_moment(views: Views) -> None:
    answer = asked(views, "final SQL of today", datetime(2026, 3, 19, 13, 34, 30, tzinfo=UTC))
    assert answer.claims[0].text == "SELECT berth, avg(dwell_hours)\nFROM berth\nGROUP BY berth;"


@pytest.mark.parametrize(
    "question",
    [
        "I worked on seal_report.sql until there was no error left, give it to me the way I left it",
        "I'd like to paste the finished seal_report.sql into a mail to Marcus",
        "for another job, could anybody bring back seal_report.sql as it was when I stopped?",
        "what's in seal_report.sql after my changes?",
    ],
)
def test_file_that_is_named_is_meant_whatever_else_is_told(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith("The final version (the last of 2) in seal_report.sql")


def test_whole_file_has_all_that_the_frame_shows_of_it(views: Views) -> None:
    answer = asked(views, "seal_report.sql as I left it, the whole file")
    assert [claim.text.split()[1] for claim in answer.claims] == ["voyage,", "gate,"]
    assert all(claim.text in answer.summary for claim in answer.claims)


def test_what_it_was_before_it_was_changed_is_its_first_version(views: Views) -> None:
    answer = asked(views, "seal_report.sql as it stood before I changed the gates query")
    assert answer.summary.startswith("The first of 2 versions in seal_report.sql")


@pytest.mark.parametrize(
    "question",
    [
        "What error did loader.py give as it was after the edit?",
        "How many calls had berth 7 in my final dwell query?",
        "Which error did seal_report.sql give as it was at first?",
        "Who reviewed seal_report.sql as I saved it?",
        "When did I save seal_report.sql the way I left it?",
        "How much did gate 3 have in seal_report.sql as I left it?",
        "What did seal_report.sql print as it was when I ran it?",
    ],
)
def test_state_of_a_file_is_no_answer_to_what_is_asked_besides(views: Views, question: str) -> None:
    assert "he final version" not in asked(views, question).summary


def test_who_wrote_it_is_no_one_whom_it_is_for(views: Views) -> None:
    assert asked(views, "final version of seal_report.sql by Tobias").state != "ok"


def test_file_that_is_named_comes_first(views: Views) -> None:
    answer = asked(views, "what was in seal_report.sql at the end, the gates query?")
    assert answer.claims[0].text.startswith("SELECT gate, count(*) AS late\n")
    assert "in seal_report.sql" in answer.summary


def test_versions_are_counted(views: Views) -> None:
    answer = asked(views, "how many versions of the mean_dwell query were there")
    assert answer.summary.startswith("4 versions were entered")
    assert answer.claims[0].text.endswith(FINAL)


def test_error_is_that_of_the_command_it_came_of(views: Views) -> None:
    answer = asked(views, "which error did the first version of the dwell query give?")
    assert answer.summary.startswith('ERROR: column "dwell" does not exist\nLINE 1:')
    error = answer.claims[0].citations[1]
    assert error.text.startswith("ERROR:")
    assert error.box[1] > answer.claims[0].citations[0].box[1]


def test_what_a_command_printed_is_told_and_cited(views: Views) -> None:
    answer = asked(views, "which git command did I run after the TypeError?")
    printed = answer.summary.partition("It printed: ")[2]
    assert printed
    assert answer.claims[0].citations[-1].text == printed
    assert answer.claims[0].citations[-1].box != answer.claims[0].citations[0].box


@pytest.mark.parametrize("question", ["seal_report.sql latest", "what does seal_report.sql look like now"])
def test_latest_of_a_named_piece_of_code_is_its_last_version(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith("The final version (the last of 2) in seal_report.sql")


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("what was the last command I ran on March 4?", LAST),
        ("exact unittest command of 4 March", "python3 -m unittest discover -s tests 2>&1 | tail -14"),
        ("which git command did I run after the TypeError?", "git diff --stat HEAD~2"),
        # What was done about it, however it is told that it did not work.
        (
            "after the unittest was refused on 4 March I typed something, what was it?",
            "git diff --stat HEAD~2",
        ),
        ("My discover run failed on 4 March. What command did I run next?", "git diff --stat HEAD~2"),
        ("Right after discover failed on 4 March I ran a git command. Which one?", "git diff --stat HEAD~2"),
        ("unittest discover failed, what did I run then?", "git diff --stat HEAD~2"),
        ("which command did I use after the unittest failure?", "git diff --stat HEAD~2"),
        ("how did I see the difference to earlier commits on 4 March?", "git diff --stat HEAD~2"),
    ],
)
def test_command_is_told_as_it_was_entered(views: Views, question: str, command: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.claims[0].text == command


@pytest.mark.parametrize(
    "question",
    [
        # A cargo's manifest, and no command that names another one.
        "The manifest berth 7 was rejected on 4 March. Which command did I run after that?",
        "Right after discover failed on 4 March I ran a docker command. Which one?",
        # It failed, and nobody refused it.
        "after the rejection on 4 March, which command did I type?",
    ],
)
def test_what_failed_must_be_what_is_meant(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


def test_every_citation_is_what_the_journal_says(views: Views) -> None:
    for question in ("final dwell query", "last command I ran on 4 March", "error of the dwell query"):
        answer = asked(views, question)
        assert answer.state == "ok", question
        for claim in answer.claims:
            assert claim.citations, question
            for citation in claim.citations:
                located = views.event(int(citation.event.split(":")[1]))
                assert located.place.leaf.hex() == citation.leaf
                assert citation.text.split("\n")[0].replace('"', '\\"').encode() in located.line


@pytest.mark.parametrize("question", ["final Rust code we landed on", "last version of the invoice query"])
def test_code_that_was_never_there_is_not_made_up(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "not_found"
    assert not answer.claims


def test_code_not_looked_for_yet_is_said_so(corpus: Path, tmp_path: Path) -> None:
    reading = beside("reading_by_truth")
    root: DataRoot = reading.take_in(corpus, tmp_path, SESSIONS[-1:])
    reading.read_all(root, corpus, SESSIONS[-1:])
    with Views(root) as views:
        answer = asked(views, "final SQL of yesterday")
    assert answer.state == "not_available"
    assert [missing.processor for missing in answer.missing] == ["code"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("the example with a Unix machine in the pathlib documentation", "PurePath('setup.py')"),
        ("show me the load_manifest function from the pull request", "def load_manifest(conn, path):"),
    ],
)
def test_code_on_a_page_is_told_by_what_it_shows(views: Views, question: str, code: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert code in answer.claims[0].text
    assert answer.claims[0].citations[0].text == answer.claims[0].text
    assert answer.plan is not None
    assert answer.plan.family == "code"


@pytest.mark.parametrize(
    # Several stand there; and none does.
    "question",
    ["the example in the pathlib documentation", "the example with shutdown in the pathlib documentation"],
)
def test_code_on_a_page_that_could_be_any_is_not_told(views: Views, question: str) -> None:
    plan = asked(views, question).plan
    assert plan is not None
    assert plan.family != "code"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Threshold in the HAVING clause of seal_report.sql?", "HAVING count(*) > 1"),
        ("which interval does seal_report.sql use", "interval '6 hours'"),
    ],
)
def test_part_of_code_is_told_with_the_code_that_has_it(views: Views, question: str, code: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith("In seal_report.sql, seen ")
    assert code in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "default timeout in seal_report.sql",
        "Threshold in the QUALIFY clause of seal_report.sql?",
        "Commit hash of the change to seal_report.sql (HAVING)?",
    ],
)
def test_part_that_code_has_not_is_not_told(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "What was the original threshold in the HAVING clause of seal_report.sql?",
            "“HAVING count(*) > 1;”, in seal_report.sql, as it was first",
        ),
        ("Which interval does seal_report.sql use before I changed it?", "The first of 2 versions in seal_report.sql"),
    ],
)
def test_part_as_it_was_at_first_is_told_with_the_first_version(views: Views, question: str, said: str) -> None:
    assert asked(views, question).summary.startswith(said)


@pytest.mark.parametrize(
    "question", ["What was the earlier interval of seal_report.sql?", "What is the module path of row_to_seal?"]
)
def test_part_is_not_told_of_another_version_or_of_where_it_lies(views: Views, question: str) -> None:
    assert not asked(views, question).summary.startswith("In ")


def test_command_that_failed_is_told_by_its_name_and_what_came_of_it(views: Views) -> None:
    answer = asked(views, "what unittest command of 4 March failed with a TypeError?")
    assert answer.state == "ok"
    assert "TypeError" in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "which command did I run to count the ERROR lines in manifest_0226E.csv?",
        "which git command of 4 March deleted the branch?",
        "the diff call that compared the two invoices on 4 March",
    ],
)
def test_command_that_did_something_else_is_not_told(views: Views, question: str) -> None:
    assert asked(views, question).state != "ok"


@pytest.mark.parametrize(
    "question",
    [
        "which test run did not fail?",
        "which error did loader.py not give?",
        "which unittest run of 4 March didn't fail with the TypeError?",
        "which unittest command of 4 March did I not run?",
    ],
)
def test_what_did_it_is_no_answer_to_what_did_not(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_found"


@pytest.mark.parametrize(
    ("question", "is_negated"),
    [
        ("which rebase never failed", True),
        ("which branch did I not delete", True),
        ("which function does not call brentq", True),
        ("which command did not work", False),
        ("what option did ffmpeg not like", False),
        ("I did it until it stopped failing", False),
    ],
)
def test_that_it_did_not_work_is_no_negated_deed(question: str, is_negated: bool) -> None:
    assert negated.is_negated(question) == is_negated
