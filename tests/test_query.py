"""Questions are answered from what is known, with evidence that holds, or with the honest reason why not."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger import event
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import Stale
from ledger.facts import TextRead
from processors.batch import Batch
from processors.code import CodeProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.engine import catch_up
from projections.views import Views
from query.answers.answer import Answer, Claim
from query.ask import ask

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
MARCH_20 = "2026-03-20T15-02-00Z_run_8b30"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
STATES = {"ok", "not_found", "not_available", "not_recorded", "needs_clarification", "degraded"}


def beside(name: str) -> ModuleType:
    """Load a helper that lies beside the tests; see conftest."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care and read, their code found."""
    reading = beside("reading_by_truth")
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("read"), (FEBRUARY, MARCH_4))
    reading.read_all(made, corpus, (FEBRUARY, MARCH_4))
    reading.understand(made)
    Batch(made, [*chosen(["behind"]), CodeProcessor()], OpenGate()).run()
    return made


@pytest.fixture(scope="module")
def behind(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care, of which the later one is not read."""
    reading = beside("reading_by_truth")
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("behind"), (FEBRUARY, MARCH_20))
    reading.read_all(made, corpus, (FEBRUARY,))
    return made


@pytest.fixture(scope="module")
def views(root: DataRoot) -> Iterator[Views]:
    with Views(root) as opened:
        yield opened


def answer_of(root: DataRoot, question: str, now: datetime = NOW) -> Answer:
    with Views(root) as views:
        return ask(views, question, now=now, zone=UTC)


def asked(views: Views, question: str, now: datetime = NOW) -> Answer:
    return ask(views, question, now=now, zone=UTC)


# ---------------------------------------------------------------- what is found


def test_text_is_found_with_its_frames_and_place(views: Views) -> None:
    answer = asked(views, "where did I see “no such table: gate_event”?")
    assert answer.state == "ok"
    [claim] = answer.claims
    main = claim.citations[0]
    assert main.text == "sqlite3.OperationalError: no such table: gate_event"
    assert claim.frames == 5
    assert (claim.first_seen[:19], claim.last_seen[:19]) == ("2026-02-26T09:07:12", "2026-02-26T09:07:54")
    assert main.frame == "run_7c1e/evidence.capture.frame/16"
    assert main.box == (425, 708, 884, 726)
    assert main.app == "xterm"
    assert [word.text for word in main.words] == ["no", "such", "table:", "gate_event"]


def test_first_sighting_is_cited_where_it_is_asked_for(views: Views) -> None:
    answer = asked(views, "when did I first see gate_event?")
    main = answer.claims[0].citations[0]
    assert main.captured_at == min(citation.captured_at for citation in answer.claims[0].citations)
    assert "first seen 2026-02-26 09:0" in answer.summary


def test_both_ends_of_a_sighting_are_cited(views: Views) -> None:
    [claim] = asked(views, '"no such table"').claims
    frames = {citation.frame for citation in claim.citations if "no such table" in citation.text}
    assert frames == {"run_7c1e/evidence.capture.frame/12", "run_7c1e/evidence.capture.frame/16"}


def test_words_spread_over_lines_of_a_screen_are_found_together(views: Views) -> None:
    answer = asked(views, "late fee after the cut-off of Priya Raman's file")
    assert answer.state == "ok"
    assert any("late fee" in claim.text and "Priya Raman" in claim.text for claim in answer.claims)


def test_what_somebody_says_is_no_list_below_their_name(views: Views) -> None:
    answer = asked(views, "what did Priya say of the late fee and the retry in the loader?")
    assert "Terminal Operations" not in answer.summary
    assert not any("Terminal Operations" in claim.text for claim in answer.claims[:1])


def test_value_beside_its_label_is_shown(views: Views) -> None:
    answer = asked(views, "who is the assignee of DOCK-418?")
    assert "Assignee\nDana Whitlock" in answer.claims[0].text


def test_words_of_the_question_have_boxes_of_their_own(views: Views) -> None:
    main = asked(views, "who is the assignee of DOCK-418?").claims[0].citations[0]
    assert [word.text for word in main.words] == ["Assignee"]
    x0, y0, x1, y1 = main.words[0].box
    assert main.box[0] <= x0 < x1 <= main.box[2]
    assert (y0, y1) == (main.box[1], main.box[3])


def test_same_text_is_one_claim(views: Views) -> None:
    texts = [claim.text for claim in asked(views, "wifi password of the guest network").claims]
    assert len(texts) == len(set(texts)) == 1


def test_identifier_is_not_met_by_a_similar_one(views: Views) -> None:
    assert asked(views, "who is the assignee of DOCK-418?").state == "ok"
    answer = asked(views, "who is the assignee of DOCK-419?")
    assert answer.state == "not_found"
    assert answer.absent == ("DOCK-419",)
    assert "DOCK-419" in answer.summary


def test_name_alone_answers_nothing(views: Views) -> None:
    assert asked(views, "where did I see Priya?").state == "ok"
    assert asked(views, "what is the salary of Priya?").state == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "where did I see the invoice from Halyard?",
        "when did I last read the invoice from Halyard",
        "where was the invoice from Halyard",
        "invoice from Amira about the tide table",
        "where did I find the customs invoice from Priya?",
    ],
)
def test_subject_is_not_put_together_from_rows_that_have_nothing_to_do_with_each_other(
    views: Views, question: str
) -> None:
    answer = asked(views, question)
    assert (answer.state, answer.claims) == ("not_found", ())


@pytest.mark.parametrize(
    "question", ["where did I see the reminder about the cutover rehearsal?", "when did I read the invoice INV-20931?"]
)
def test_subject_that_stands_in_one_place_is_found(views: Views, question: str) -> None:
    assert asked(views, question).state == "ok"


def test_word_that_does_not_stand_there_is_named_or_ends_it(views: Views) -> None:
    answer = asked(views, "what was the flamingo error: no such table gate_event?")
    assert answer.state == "ok"
    assert "“flamingo” did not stand there." in answer.summary
    assert asked(views, "did the flamingo table change?").state == "not_found"


def test_words_of_a_window_title_are_told_of_but_are_no_evidence(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(other.derived / "facts.db")) as db, db:
        db.execute("UPDATE frames SET window_title = 'Flamingo care - Zoo' WHERE id LIKE 'run_82b3/%'")
        db.execute("INSERT INTO window_titles VALUES (1000, 'Flamingo care - Zoo')")
        db.executemany("INSERT INTO title_words VALUES (?, 1000)", [("flamingo",), ("care",), ("zoo",)])
    answer = answer_of(other, "where did I see a flamingo?")
    assert (answer.state, answer.claims) == ("not_found", ())
    assert "title of 1 window, for example “Flamingo care - Zoo”" in answer.summary
    assert "not read as evidence" in answer.summary
    assert "title" not in answer_of(other, "where did I see a flamingo on 26 February?").summary


def test_same_question_gives_the_same_answer(views: Views) -> None:
    def told(answer: Answer) -> bytes:
        assert answer.plan is not None
        plan = msgspec.structs.replace(answer.plan, timings_ms={})
        return msgspec.structs.replace(answer, timings_ms={}, plan=plan).to_json()

    question = "what did the customs gateway return?"
    assert told(asked(views, question)) == told(asked(views, question))


def test_claims_are_no_more_than_wanted(views: Views) -> None:
    everything = ask(views, "Chromium", now=NOW, zone=UTC, limit=32).claims
    assert len(everything) > 2
    assert ask(views, "Chromium", now=NOW, zone=UTC, limit=2).claims == everything[:2]


# ---------------------------------------------------------------- windows of time


def test_window_leaves_other_days_out(views: Views) -> None:
    assert asked(views, '"no such table" on 26 February').state == "ok"
    answer = asked(views, '"no such table" on 4 March')
    assert answer.state == "not_found"
    assert answer.window is not None
    assert (answer.window.start, answer.window.end) == ("2026-03-04T00:00:00.000000Z", "2026-03-05T00:00:00.000000Z")
    assert "Wednesday 4 March 2026" in answer.summary


def test_frames_after_the_asking_moment_do_not_count(views: Views) -> None:
    before = datetime(2026, 3, 1, tzinfo=UTC)
    assert asked(views, "who is the assignee of DOCK-418?", before).state == "not_found"
    assert asked(views, '"no such table"', before).state == "ok"


def test_sightings_are_those_inside_the_window(views: Views) -> None:
    question = '"no such table" between 9:00 am and {} on 26 February'
    assert asked(views, question.format("9:07 am")).state == "not_found"
    [claim] = asked(views, question.format("9:08 am")).claims
    assert claim.frames == 5
    [claim] = asked(views, '"no such table"', datetime(2026, 2, 26, 9, 7, 20, tzinfo=UTC)).claims
    assert claim.frames == 2


def test_words_of_time_may_be_words_on_the_screen(views: Views) -> None:
    answer = asked(views, "what did Amira change the batch size to on Monday?")
    assert answer.state == "ok"
    assert "on Monday" in answer.claims[0].text
    assert "in Monday 16 March 2026 itself nothing was found" in answer.summary
    assert answer.readings


def test_day_is_that_of_the_askers_zone(views: Views) -> None:
    kiritimati = ZoneInfo("Pacific/Kiritimati")
    answer = ask(views, '"no such table" on 26 February', now=NOW, zone=kiritimati)
    assert answer.window is not None
    assert answer.window.start == "2026-02-25T10:00:00.000000Z"
    assert answer.window.zone == "Pacific/Kiritimati"


# ---------------------------------------------------------------- evidence


QUESTIONS = (
    "where did I see gate_event?",
    "who is the assignee of DOCK-418?",
    "what did the customs gateway return",
    "wifi password",
    "hashlib",
    "Chromium",
    "git status",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_leads_to_the_words_in_the_journal(views: Views, question: str, corpus: Path) -> None:
    lines = (views.root.journal).read_bytes().splitlines(keepends=True)
    answer = asked(views, question)
    assert answer.claims
    for claim in answer.claims:
        assert set(claim.text.split("\n")) <= {citation.text for citation in claim.citations}
        for citation in claim.citations:
            line = lines[int(citation.event.removeprefix("journal:"))]
            assert event.leaf(line).hex() == citation.leaf
            fact = event.understand(event.read(line))
            assert isinstance(fact, TextRead)
            assert (citation.box, citation.text) in {(span.box, span.text) for span in fact.appeared}
            assert citation.checkpoint.size == len(lines)
            assert citation.text in truth_of(corpus, citation.frame)


def truth_of(corpus: Path, frame: str) -> set[str]:
    """The lines that really stood on a frame."""
    for name in (FEBRUARY, MARCH_4):
        for truth in beside("reading_by_truth").truths(corpus, name):
            if truth["frame_id"] == frame:
                return {line["text"] for line in truth["lines"]}
    raise AssertionError(f"there is no frame {frame}")


def test_claim_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no citation"):
        Claim("it was so", ())


def test_words_changed_in_the_journal_are_not_quoted(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    journal = other.journal.read_bytes()
    assert b"no such table: gate_event" in journal
    other.journal.write_bytes(journal.replace(b"no such table: gate_event", b"no such table: gate_evens"))
    answer = answer_of(other, '"no such table"')
    assert answer.state == "not_available"
    assert answer.claims == ()
    assert answer.dropped == 1
    assert "audit verify" in answer.summary


def test_words_changed_in_a_view_are_not_quoted(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(other.derived / "facts.db")) as db, db:
        db.execute("UPDATE spans SET text = 'sqlite3: no such table: payroll' WHERE text LIKE '%no such table%'")
    answer = answer_of(other, '"no such table"')
    assert answer.state == "not_available"
    assert answer.dropped == 1


def test_box_changed_in_a_view_is_not_cited(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(other.derived / "facts.db")) as db, db:
        db.execute("UPDATE spans SET x0 = x0 - 1 WHERE text LIKE '%no such table%'")
    assert answer_of(other, '"no such table"').claims == ()


# ---------------------------------------------------------------- honest noes


def test_questions_that_have_no_answer_get_none(views: Views, corpus: Path) -> None:
    questions = json.loads((corpus / "truth" / "questions.json").read_text(encoding="utf-8"))["questions"]
    negative = [question["question"] for question in questions if question["kind"] == "negative"]
    assert len(negative) >= 8
    assert {question: asked(views, question).state for question in negative} == dict.fromkeys(negative, "not_found")


def test_not_found_says_that_all_was_searched(views: Views) -> None:
    answer = asked(views, "where did I see a flamingo?")
    assert answer.state == "not_found"
    assert "“flamingo” stood on no screen" in answer.summary
    assert all(covered.pending == 0 for covered in answer.coverage)
    assert answer.missing == ()


def test_what_is_not_examined_yet_is_not_available(behind: DataRoot) -> None:
    answer = answer_of(behind, "which pdf was open today?")
    assert answer.state == "not_available"
    assert answer.claims == ()
    missing = {missing.processor: missing for missing in answer.missing}
    assert missing["windows"].pending == 14
    assert "autocapture batch run" in missing["windows"].remedy
    assert "autocapture batch run" in answer.summary
    assert "14 of 14 frames of Friday 20 March 2026 are not examined yet" in answer.summary


def test_pending_frames_elsewhere_keep_a_no_from_being_certain(behind: DataRoot) -> None:
    answer = answer_of(behind, "where did I see a flamingo?")
    assert answer.state == "not_available"
    [text] = [covered for covered in answer.coverage if covered.processor == "text"]
    assert (text.pending, text.failed) == (14, 0)
    assert text.newest_examined < "2026-02-27" < "2026-03-20" < text.newest_admitted
    assert answer_of(behind, "where did I see a flamingo on 26 February?").state == "not_found"


def test_what_was_found_is_told_with_what_is_pending(behind: DataRoot) -> None:
    answer = answer_of(behind, '"no such table"')
    assert answer.state == "ok"
    assert {missing.processor for missing in answer.missing} == {"text", "uia"}


def test_frames_that_could_not_be_examined_keep_a_no_from_being_certain(corpus: Path, tmp_path: Path) -> None:
    reading = beside("reading_by_truth")
    root: DataRoot = reading.take_in(corpus, tmp_path, (FEBRUARY,))
    truths = reading.truths(corpus, FEBRUARY)
    reading.fail_all(root, [truth["frame_id"] for truth in truths])
    answer = answer_of(root, "where did I see a flamingo?")
    assert answer.state == "not_available"
    assert any("could not be examined" in missing.why for missing in answer.missing)


def test_empty_dataroot_says_so(tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "data")
    ensure_born(root)
    catch_up(root)
    answer = answer_of(root, "where did I see a flamingo?")
    assert answer.state == "not_available"
    assert "not one screenshot" in answer.summary
    assert "handoff ingest" in answer.summary


def test_window_without_frames_says_so(views: Views) -> None:
    answer = asked(views, "where did I see gate_event on 1 March?")
    assert answer.state == "not_found"
    assert "No screenshot was captured in Sunday 1 March 2026" in answer.summary


def test_window_after_the_newest_frame_may_not_be_in_care_yet(views: Views) -> None:
    answer = asked(views, "where did I see gate_event today?")
    assert answer.state == "not_available"
    assert "handoff drain" in answer.summary


@pytest.mark.parametrize(
    ("question", "artifact"),
    [
        ("which keys did I press yesterday?", "typed keys"),
        ("what did I type?", "typed keys"),
        ("what did I type yesterday?", "typed keys"),
        ("what was I typing just now", "typed keys"),
        ("what text did I type?", "typed keys"),
        ("show me the text I typed", "typed keys"),
        ("what did I write on the keyboard?", "typed keys"),
        ("what was the scroll position of the page", "scroll"),
        ("what music was playing, which background noise", "sound"),
        ("what was in my clipboard", "clipboard"),
        ("what was behind the browser window", "hidden windows"),
    ],
)
def test_what_no_handoff_carries_is_not_recorded(views: Views, question: str, artifact: str) -> None:
    answer = asked(views, question)
    assert answer.state == "not_recorded"
    assert artifact in answer.missing[0].artifact


@pytest.mark.parametrize(
    "question",
    [
        "which key opens the gate?",
        "which keys are coerced to strings by json?",
        "which key do I press to leave the editor?",
        "how much does the webcam cost?",
        "which microphone did Luis order?",
        "what songs are on the playlist?",
        "where is the scroll bar?",
        "which command copies a file to the clipboard?",
        "what noise level was measured in the foyer?",
    ],
)
def test_noun_by_itself_asks_for_nothing_that_is_not_recorded(views: Views, question: str) -> None:
    assert asked(views, question).state != "not_recorded"


@pytest.mark.parametrize(
    "question",
    [
        "which keys were pressed at noon?",
        "what was the last key I hit?",
        "my keystrokes of yesterday",
        "did I press any key?",
        "what did I copy to the clipboard?",
        "was the microphone on?",
        "what song was playing?",
        "who was in the room with me?",
        "what did the webcam see?",
        "how far had I scrolled down?",
    ],
)
def test_what_a_person_did_off_the_screen_is_not_recorded(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_recorded"


@pytest.mark.parametrize(
    "question",
    [
        "what did I write in the handover file",
        "which command did I type after git status?",
        "what did I type into the terminal about gate_event?",
        "what type of error was gate_event?",
    ],
)
def test_writing_that_has_a_place_on_the_screen_is_searched(views: Views, question: str) -> None:
    assert asked(views, question).state in {"ok", "not_found"}


def test_quoted_words_are_searched_whatever_they_say(views: Views) -> None:
    assert asked(views, 'where did I see "keystrokes"?').state == "not_found"


@pytest.mark.parametrize("question", ["how often did the night job run", "what was I doing"])
def test_what_is_kept_of_other_things_only_is_not_available(views: Views, question: str) -> None:
    assert asked(views, question).state == "not_available"


@pytest.mark.parametrize("question", ["", "?", "what was it?", "and then", "\x00", "where?"])
def test_question_that_names_nothing_is_asked_back(views: Views, question: str) -> None:
    assert asked(views, question).state == "needs_clarification"


def test_date_with_two_readings_is_asked_back(views: Views) -> None:
    answer = asked(views, "gate_event on 3/4/2025")
    assert answer.state == "needs_clarification"
    assert answer.readings == ("Tuesday 4 March 2025", "Thursday 3 April 2025")


# ---------------------------------------------------------------- what asking does to the world: nothing


def every_byte(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every name below a directory with mode, time of change and content."""
    found = {}
    for path in sorted(root.rglob("*")):
        stat = path.lstat()
        found[path.relative_to(root).as_posix()] = (
            stat.st_mode,
            stat.st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
    return found


def test_query_does_not_write_records(root: DataRoot, corpus: Path) -> None:
    questions = json.loads((corpus / "truth" / "questions.json").read_text(encoding="utf-8"))["questions"]
    before = every_byte(root.path)
    for question in questions:
        answer_of(root, question["question"])
    assert every_byte(root.path) == before


def test_query_works_where_nothing_can_be_written(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    paths = [other.path, *other.path.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert answer_of(other, '"no such table"').state == "ok"
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_views_refuse_to_be_written_while_asking(root: DataRoot) -> None:
    with Views(root) as views, pytest.raises(sqlite3.OperationalError, match="readonly"):
        views.facts.execute("DELETE FROM spans")


def test_query_never_calls_vlm(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a query opened a socket")

    for name in ("socket", "create_connection", "create_server", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert {answer_of(root, question).state for question in QUESTIONS} == {"ok"}


def test_query_loads_no_model_no_network_and_no_picture(root: DataRoot) -> None:
    code = f"""
import sys
import socket
def refuse(*_, **__):
    raise AssertionError("a query opened a socket")
socket.socket = socket.create_connection = refuse
from datetime import UTC, datetime
from pathlib import Path
from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
with Views(DataRoot(Path({str(root.path)!r}))) as views:
    answer = ask(views, "where did I see gate_event?", now=datetime.now(UTC), zone=UTC)
print(answer.state, *sorted(name for name in sys.modules if "." not in name), "ledger.writer" in sys.modules)
"""
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert printed[0] == "ok"
    assert printed[-1] == "False"
    unwanted = {"httpx", "onnxruntime", "rapidocr", "cv2", "numpy", "pyvips", "PIL", "rich", "ingest", "processors"}
    assert not unwanted & set(printed)


def test_asking_is_light_to_load() -> None:
    code = "import sys, query.ask; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rich", "numpy", "pyvips", "cv2", "onnxruntime", "httpx", "socket", "asyncio"} & set(loaded)


def test_views_cut_short_are_told_as_stale(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    facts = other.derived / "facts.db"
    with Views(other) as views:
        os.truncate(facts, facts.stat().st_size // 8)
        with pytest.raises(Stale, match="rebuild"):
            ask(views, "where did I see gate_event?", now=NOW, zone=UTC)


def test_views_that_fail_under_any_reader_are_told_as_stale(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    facts = other.derived / "facts.db"

    def read() -> None:
        with Views(other) as views:
            os.truncate(facts, facts.stat().st_size // 8)
            views.facts.execute("SELECT count(text) FROM spans").fetchall()

    with pytest.raises(Stale, match="rebuild") as told:
        read()
    assert told.value.exit_code == 9


@pytest.mark.parametrize("question", ["who is the assignee of DOCK-418?", "where did I see a flamingo?"])
def test_missing_locator_is_told_as_stale_not_as_evidence_that_fails(
    root: DataRoot, tmp_path: Path, question: str
) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    shutil.rmtree(other.path / "index")
    with pytest.raises(Stale, match="rebuild") as told:
        answer_of(other, question)
    assert told.value.exit_code == 9


# ---------------------------------------------------------------- any text


SOME_WORDS = """
what where when who which is was did the of in on yesterday last first DOCK-418 gate_event "no such" table error (( ))
" ' AND OR NOT NEAR * ^ : - + {x} manifest(digest) \\ % _ ; DROP TABLE spans 3/4/25 5pm § 中文 ﷽ é́ 😀 \u202e
"""
phrases = st.lists(st.sampled_from(SOME_WORDS.split()), max_size=10).map(" ".join)
anything = st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Cc", "Lo", "So", "Mn", "Nd"])), phrases)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=anything, limit=st.integers(1, 32))
@example(question="yesterday:table:table:TABLE", limit=1)
def test_any_text_is_answered(views: Views, question: str, limit: int) -> None:
    answer = ask(views, question, now=NOW, zone=UTC, limit=limit)
    assert answer.state in STATES
    assert answer.summary
    assert (answer.state == "ok") == bool(answer.claims)
    assert len(answer.claims) <= limit
    timings = msgspec.json.decode(answer.to_json())["timings_ms"]
    assert timings["total"] == max(timings.values())


def test_very_long_question_is_answered(views: Views) -> None:
    assert asked(views, "gate_event " * 100_000).state == "ok"
    assert asked(views, "((((" * 100_000 + "yesterday").state in STATES


def test_json_has_the_fields_that_were_promised(views: Views) -> None:
    told = json.loads(asked(views, "who is the assignee of DOCK-418 on 4 March?").to_json())
    assert {"state", "summary", "claims", "missing", "coverage", "window", "timings_ms"} <= set(told)
    claim = told["claims"][0]
    assert {"text", "citations"} <= set(claim)
    assert {"event", "leaf", "frame", "captured_at", "box", "text", "checkpoint"} <= set(claim["citations"][0])
    assert len(claim["citations"][0]["box"]) == 4
    assert told["window"]["words"] == "on 4 March"
