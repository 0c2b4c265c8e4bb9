"""The popup gets what the wire formats page promises, whatever comes of the question; no question starts anything."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.clock import system_clock
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.code import CodeProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.views import Views
from query import ask
from serve import house, token

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
MARCH_20 = "2026-03-20T15-02-00Z_run_8b30"

# Section 6.1 of the page, field by field.
REPLY: dict[str, Any] = {
    "ok": bool,
    "query": str,
    "query_run_id": str,
    "state": str,
    "summary": str,
    "bullets": list,
    "topic": str,
    "confidence_pct": (int, float, type(None)),
    "needs_processing": bool,
    "processing_blocked_reason": str,
    "scheduled_extract_job_id": str,
    "latency_ms_total": (int, float),
    "citations": list,
}
OURS: dict[str, Any] = {"missing": list, "last_processed_utc": str, "pending": int, "how_to_process": str}
CITATION = {
    "claim_index": int,
    "citation_index": int,
    "claim_text": str,
    "record_id": str,
    "record_type": str,
    "source": str,
    "span_kind": str,
    "offset_start": int,
    "offset_end": int,
    "stale": bool,
    "stale_reason": str,
}
STATES = {"ok", "supported", "no_evidence", "indeterminate", "degraded", "not_available_yet"}
REASONS = {"", "query_read_only", "query_compute_disabled", "no_candidates", "user_active", "idle_required",
           "popup_timeout", "popup_query_failed", "freshness_lag_exceeded",
           "autocapture_upstream_unreachable"}  # fmt: skip


def checked(reply: dict[str, Any]) -> dict[str, Any]:
    """Hold a reply against the page."""
    for name, kind in {**REPLY, **OURS}.items():
        assert name in reply, name
        assert isinstance(reply[name], kind), (name, reply[name])
    assert reply["state"] in STATES
    assert reply["processing_blocked_reason"] in REASONS
    assert reply["scheduled_extract_job_id"] == ""
    assert reply["query_run_id"].startswith("qry_")
    for cited in reply["citations"]:
        for name, kind in CITATION.items():
            assert isinstance(cited[name], kind), (name, cited[name])
        assert 0 <= cited["offset_start"] <= cited["offset_end"] <= len(cited["claim_text"])
    return reply


@pytest.fixture(scope="module")
def root(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care and read, and a third that nobody has looked at."""
    into = tmp_path_factory.mktemp("popup")
    made: DataRoot = reading.take_in(corpus, into, (FEBRUARY, MARCH_4, MARCH_20))
    reading.read_all(made, corpus, (FEBRUARY, MARCH_4))
    Batch(made, [*chosen(["behind"]), CodeProcessor()], OpenGate()).run()
    return made


@pytest.fixture(scope="module")
def server(root: DataRoot, served: ModuleType) -> Iterator[Any]:
    with served.serving(root.path) as running:
        yield running


@pytest.fixture
def client(server: Any, popupclient: ModuleType) -> Any:
    return popupclient.PopupClient(server.base)


# ---------------------------------------------------------------- the client of the page


def test_client_without_a_token_fetches_one_and_asks_again(client: Any) -> None:
    reply = checked(client.ask("where did I see “no such table: gate_event”?"))
    assert reply["ok"] is True
    assert reply["state"] == "ok"
    assert client.requests == ["POST /api/query/popup", "GET /api/auth/token", "POST /api/query/popup"]


def test_client_whose_token_was_replaced_fetches_the_new_one(client: Any) -> None:
    client.token = "A" * 43
    assert client.ask("“no such table”")["state"] == "ok"
    assert len(client.token) == 43


def test_client_shows_a_line_three_bullets_and_how_sure_the_answer_is(client: Any) -> None:
    shown = client.show("where did I see “no such table: gate_event”?")
    assert "no such table: gate_event" in shown.line
    assert 1 <= len(shown.bullets) <= 3
    # Quoted, so at most 90 %, on 32 of 46 frames: the others were not looked at yet.
    assert shown.chip == "63 %"
    assert shown.hint == ""


def test_client_hints_at_what_is_not_processed_yet(client: Any) -> None:
    shown = client.show("what did the tide table of 20 March 2026 say about “Holmen”?")
    assert shown.hint


def test_client_that_finds_nobody_tries_again(root: DataRoot, served: ModuleType, popupclient: ModuleType) -> None:
    with served.serving(root.path) as first:
        port = first.port
    client = popupclient.PopupClient(f"http://127.0.0.1:{port}")
    with pytest.raises(OSError, match="refused"):
        client.ask("“no such table”")
    assert len(client.requests) == 3


# ---------------------------------------------------------------- request and reply


def test_citations_lead_to_the_words(server: Any) -> None:
    reply = checked(server.popup("where did I see “no such table: gate_event”?"))
    first = reply["citations"][0]
    assert first["record_id"] == "run_7c1e/evidence.capture.frame/16"
    assert first["record_type"] == "evidence.capture.frame"
    quoted = first["claim_text"][first["offset_start"] : first["offset_end"]]
    assert quoted == first["quote"] == "sqlite3.OperationalError: no such table: gate_event"
    assert [each["claim_index"] for each in reply["citations"]] == sorted(
        each["claim_index"] for each in reply["citations"]
    )


@pytest.mark.parametrize(
    ("asked", "most"), [(1, 1), (0, 1), (-7, 1), (2, 2), (33, 32), (10**18, 32), (10**30, 32), (None, 8)]
)
def test_number_of_citations_is_clamped(server: Any, asked: int | None, most: int) -> None:
    reply = checked(server.popup("when did Amira write something about the batch size?", max_citations=asked))
    assert len(reply["citations"]) <= most
    if most == 1:
        assert len(reply["citations"]) == 1


def test_request_for_work_is_taken_and_not_heeded(server: Any) -> None:
    reply = checked(server.popup("“no such table”", schedule_extract=True, anything_else={"a": 1}))
    assert reply["state"] == "ok"
    assert reply["ignored"] == ["schedule_extract"]
    assert reply["scheduled_extract_job_id"] == ""


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"not json", b'{"query": 7}', b'{"query": ""}', b'{"query": "  "}', b'{"query": null}',
     b'{"query": "a", "max_citations": "3"}', b'{"query": "\xff"}', b'{"query": "a"', b"[" * 60_000],
)  # fmt: skip
def test_body_that_is_no_request_is_refused_in_words(server: Any, body: bytes) -> None:
    reply = server.post("/api/query/popup", body)
    assert reply.status == 400
    assert reply.json["ok"] is False
    assert reply.json["error"]["what"]


# ---------------------------------------------------------------- states


def test_what_is_not_processed_yet_is_never_called_ok(server: Any) -> None:
    reply = checked(server.popup("what did “Holmen pier” say on 20 March 2026?"))
    assert reply["state"] == "not_available_yet"
    assert reply["answer_state"] == "not_available"
    assert reply["needs_processing"] is True
    assert reply["processing_blocked_reason"] == "query_read_only"
    assert reply["pending"] == 14
    assert "autocapture batch run" in reply["how_to_process"]
    assert {each["artifact"] for each in reply["missing"]} >= {"text of the screen (OCR)"}
    assert all(each["pending"] for each in reply["missing"])
    assert not reply["citations"]


def test_confidence_is_that_of_the_answer_and_not_of_its_reading_alone(server: Any, root: DataRoot) -> None:
    question = "where did I see “no such table: gate_event”?"
    with Views(root) as views:
        answer = ask.ask(views, question, now=datetime(2026, 3, 21, tzinfo=UTC), zone=UTC)
    percent = checked(server.popup(question))["confidence_pct"]
    assert percent == round(answer.confidence / 100, 1)
    assert percent < min(cited.confidence for cited in answer.claims[0].citations) / 100  # not all was looked at


def test_what_is_nowhere_is_no_evidence(server: Any) -> None:
    reply = checked(server.popup("what did the screen of 26 February 2026 say about “zebra quartz”?"))
    assert (reply["state"], reply["answer_state"], reply["needs_processing"]) == ("no_evidence", "not_found", False)
    assert reply["confidence_pct"] is None


def test_what_no_handoff_carries_is_told_as_not_recorded(server: Any) -> None:
    reply = checked(server.popup("how far had I scrolled down in the tide table?"))
    assert reply["answer_state"] == "not_recorded"
    assert reply["state"] == "no_evidence"


def test_two_readings_are_indeterminate(server: Any) -> None:
    reply = checked(server.popup("what did I see on 3/4/2025?"))
    assert (reply["state"], reply["answer_state"]) == ("indeterminate", "needs_clarification")


def test_answer_that_takes_too_long_is_degraded(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    """Somebody holds the views locked: the popup is answered in time all the same."""
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path, environment={house.TIMEOUT_VARIABLE: "1"}) as running:
        assert running.popup("“no such table”")["state"] == "ok"
        with closing(sqlite3.connect(copy.derived / "facts.db", isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            began = time.monotonic()
            reply = checked(running.popup("“no such table”"))
            took = time.monotonic() - began
            db.execute("ROLLBACK")
        assert 0.9 < took < 3
        assert (reply["ok"], reply["state"], reply["needs_processing"]) == (False, "degraded", True)
        assert reply["processing_blocked_reason"] == "popup_timeout"
        assert reply["query_run_id"].startswith("qry_popup_timeout_")
        assert len(reply["query_run_id"]) == len("qry_popup_timeout_") + 12
        assert checked(running.popup("“no such table”"))["state"] == "ok"


def test_views_of_another_version_are_not_available_and_say_what_to_do(
    root: DataRoot, served: ModuleType, tmp_path: Path
) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(copy.derived / "facts.db")) as db, db:
        db.execute("UPDATE autocapture_projection SET version = version + 1")
    with served.serving(copy.path) as running:
        reply = checked(running.popup("“no such table”"))
        assert (reply["ok"], reply["state"]) == (True, "not_available_yet")
        assert "autocapture rebuild" in reply["how_to_process"]
        assert running.send("GET", "/api/health").json["status"] == "not_ready"


@pytest.mark.parametrize("gone", ["journal.ndjson", "ledger.ndjson", "derived/facts.db", "index/locator.lmdb"])
def test_health_says_what_keeps_questions_from_being_answered(
    root: DataRoot, served: ModuleType, tmp_path: Path, gone: str
) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path) as running:
        assert checked(running.popup("“no such table”"))["state"] == "ok"
        assert running.send("GET", "/api/health").json["status"] == "ready"
        (copy.path / gone).rename(tmp_path / "gone")
        assert checked(running.popup("“no such table”"))["state"] != "ok"
        told = running.send("GET", "/api/health").json
        assert (told["ok"], told["status"]) == (False, "not_ready")
        (tmp_path / "gone").rename(copy.path / gone)
        assert running.send("GET", "/api/health").json["status"] == "ready"


def test_words_that_are_said_again_and_again_cost_little(server: Any) -> None:
    """Others wait for their turn meanwhile."""
    once = checked(server.popup("total of 3 + 4 #ff00ff"))
    reply = checked(server.popup("total of 3 + 4 #ff00ff " * 800))
    assert reply["state"] == once["state"]
    assert reply["latency_ms_total"] < 1000


def test_popup_is_answered_where_answering_breaks(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    """Somebody wrote into a view what we never would."""
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with closing(sqlite3.connect(copy.derived / "facts.db")) as db, db:
        db.execute("UPDATE frames SET ts_us = 'x'")
    with served.serving(copy.path) as running:
        reply = checked(running.popup("“no such table”"))
        assert (reply["ok"], reply["state"]) == (False, "degraded")
        assert reply["processing_blocked_reason"] == "popup_query_failed"
        assert reply["query_run_id"].startswith("qry_popup_error_")


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("", 6.0), ("2.5", 2.5), ("0", 1.0), ("-4", 1.0), ("31", 30.0), ("nan", 1.0), ("inf", 30.0), (" 7 ", 7.0)],
)
def test_time_limit_is_clamped(monkeypatch: pytest.MonkeyPatch, told: str, seconds: float) -> None:
    monkeypatch.setenv(house.TIMEOUT_VARIABLE, told)
    assert house.timeout_of_environment() == seconds


# ---------------------------------------------------------------- token and health


def test_token_lies_in_the_vault_for_this_account_alone(tmp_path: Path) -> None:
    made = token.kept(DataRoot(tmp_path), system_clock)
    path = tmp_path / "vault" / "web_token.json"
    assert made.path == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = json.loads(path.read_bytes())
    assert set(told) == {"token_b64", "created_ts", "protected"}
    assert token.kept(DataRoot(tmp_path), system_clock).text == made.text == told["token_b64"]


@pytest.mark.parametrize("spoil", ["open", "text", "link"])
def test_token_that_is_no_secret_is_made_anew(tmp_path: Path, spoil: str) -> None:
    made = token.kept(DataRoot(tmp_path), system_clock)
    assert made.path is not None
    if spoil == "open":
        made.path.chmod(0o644)
    elif spoil == "text":
        made.path.write_text('{"token_b64": "x", "created_ts": ""}')
    else:
        made.path.rename(tmp_path / "elsewhere")
        made.path.symlink_to(tmp_path / "elsewhere")
    again = token.kept(DataRoot(tmp_path), system_clock)
    assert again.text != made.text
    assert stat.S_IMODE(made.path.lstat().st_mode) == 0o600


def test_how_callers_are_let_in_is_told(server: Any, root: DataRoot) -> None:
    told = server.send("GET", "/api/auth/status").json
    assert told == {
        "token_required": True,
        "allow_remote": False,
        "token_path": str(root.path / "vault" / "web_token.json"),
    }


def test_health_says_that_nothing_is_set_going(server: Any) -> None:
    told = server.send("GET", "/api/health").json
    assert (told["ok"], told["status"]) == (True, "ready")
    assert set(told["counters"]) == {
        "query_extractor_launch_total",
        "query_schedule_extract_requests_total",
        "query_raw_media_reads_total",
    }
    assert not any(told["counters"].values())


def test_many_questions_at_once_change_not_one_byte(server: Any, root: DataRoot) -> None:
    def state() -> dict[str, str]:
        files = sorted(path for path in root.path.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = state()
    questions = ["“no such table”", "what did Amira write?", "which site most on 4 March 2026?", "the colour of xterm?"]
    replies: list[dict[str, Any]] = []

    def ask(number: int) -> None:
        replies.append(checked(server.popup(f"{questions[number % 4]}", schedule_extract=True)))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 60
    assert all(reply["ok"] for reply in replies)
    assert state() == before
