"""The API does what its OpenAPI document says; it serves what is known while the views are made anew underneath."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import pyvips
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance, unsupported_method

from ledger import event
from ledger.dataroot import DataRoot
from ledger.keyring import keyring_of
from ledger.tlog_proof import TlogProof
from processors.batch import Batch
from processors.code import CodeProcessor
from processors.idle import OpenGate
from processors.registry import chosen
from projections.rebuild import rebuild
from serve.app import OPERATIONS
from serve.openapi import document
from serve.operation import Operation

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
MARCH_20 = "2026-03-20T15-02-00Z_run_8b30"
FRAME = "run_7c1e/evidence.capture.frame/16"


@pytest.fixture(scope="module")
def root(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care, read and understood, and a third that nobody has looked at."""
    into = tmp_path_factory.mktemp("api")
    made: DataRoot = reading.take_in(corpus, into, (FEBRUARY, MARCH_4))
    reading.read_all(made, corpus, (FEBRUARY, MARCH_4), elements=True)
    reading.understand(made)
    Batch(made, [*chosen(["behind"]), CodeProcessor()], OpenGate()).run()
    reading.take_in(corpus, into, (MARCH_20,))
    return made


@pytest.fixture(scope="module")
def server(root: DataRoot, served: ModuleType) -> Iterator[Any]:
    with served.serving(root.path) as running:
        yield running


def quoted(record: str) -> str:
    return urllib.parse.quote(record, safe="")


# ---------------------------------------------------------------- the document


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_server_does_what_its_document_says(server: Any, operation: Operation, mode: GenerationMode) -> None:
    """Whatever is asked: no failure, a status and a body that the document names, nothing wrong taken for right."""
    schema = schemathesis.openapi.from_dict(server.get("/api/openapi.json").json)
    described = schema[operation.path.replace(":path}", "}")][operation.method.lower()]
    headers = {"Authorization": f"Bearer {server.token}"}
    # Without the token it is asked so often here that it says 429; which zones, days and boxes there are, no pattern
    # can say.
    left_out = [unsupported_method, ignored_auth]
    if operation.name != "post_query_popup":
        left_out.append(positive_data_acceptance)

    # The same each time: now and then chance makes a parameter that nobody knows, and that is spelled as nothing.
    @given(described.as_strategy(generation_mode=mode))
    @settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def hold(case: Any) -> None:
        case.call_and_validate(base_url=server.base, headers=headers, excluded_checks=left_out, timeout=30)

    try:
        hold()
    except Unsatisfiable:
        assert mode == GenerationMode.NEGATIVE, "nothing right can be asked"


def test_document_names_every_operation(server: Any) -> None:
    told = server.get("/api/openapi.json").json
    assert told["openapi"] == "3.1.0"
    named = {(method.upper(), path) for path, methods in told["paths"].items() for method in methods}
    assert named == {(each.method, each.path.replace(":path}", "}")) for each in OPERATIONS}
    assert told == json.loads(msgspec.json.encode(document(OPERATIONS)))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_method_that_is_none_is_refused(server: Any, method: str) -> None:
    reply = server.send(method, "/api/timeline", b"{}", {"Authorization": f"Bearer {server.token}"})
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


# ---------------------------------------------------------------- whole answers


def test_whole_answer_has_the_fields_of_the_wire(server: Any) -> None:
    told = server.post("/api/query", {"query": "“no such table”", "schedule_extract": True}).json
    assert set(told) >= {"ok", "intent", "results", "answer", "processing", "scheduled_extract_job_id"}
    assert told["ok"] is True
    assert set(told["intent"]) == {"query", "time_window", "tz", "assumptions"}
    answer = told["answer"]
    assert set(answer["display"]) == {"summary", "bullets", "topic", "confidence_pct", "fields"}
    extraction = told["processing"]["extraction"]
    assert extraction == {
        "allowed": False,
        "ran": False,
        "blocked": True,
        "blocked_reason": "query_read_only",
        "scheduled_extract_job_id": "",
    }
    assert told["processing"]["query_trace"]["stage_ms"]["total"] > 0
    cited = answer["claims"][0]["citations"][0]
    assert set(cited) >= {"schema_version", "span_id", "evidence_id", "evidence_hash", "derived_id", "derived_hash",
                          "span_kind", "span_ref", "ledger_head", "anchor_ref", "source", "offset_start",
                          "offset_end"}  # fmt: skip
    assert told["ignored"] == ["schedule_extract"]


def test_citation_of_a_whole_answer_is_followed_to_the_pixels_and_the_log(server: Any, root: DataRoot) -> None:
    cited = server.post("/api/query", {"query": "“no such table”"}).json["answer"]["claims"][0]["citations"][0]
    picture = server.get(f"/api/frames/{quoted(cited['evidence_id'])}/image")
    assert picture.headers["content-type"] == "image/png"
    if cited["evidence_hash"]:
        assert hashlib.sha256(picture.body).hexdigest() == cited["evidence_hash"]
    told = server.get(f"/api/events/{cited['derived_id']}/proof").json
    assert told["leaf"] == cited["derived_hash"] == event.leaf(told["line"].encode() + b"\n").hex()
    keys = keyring_of(root)
    proof = TlogProof.parse(told["proof"])
    proof.check(bytes.fromhex(told["leaf"]), keys.signer_of(proof.checkpoint))
    assert told["root"] == cited["ledger_head"]
    assert told["signer"] == keys.current.fingerprint


def test_asker_in_another_zone_is_asked_by_its_calendar(server: Any) -> None:
    told = server.post("/api/query", {"query": "what did I see yesterday?", "tz": "Asia/Tokyo"}).json
    assert told["intent"]["time_window"]["start"] == "2026-03-19T15:00:00.000000Z"
    assert server.post("/api/query", {"query": "a", "tz": "No/Where"}).status == 400
    for wrong in ("soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1899-12-31", "9000-01-01"):
        refused = server.post("/api/query", {"query": "a", "now": wrong})
        assert (refused.status, wrong in refused.body.decode()) == (400, True)
    for fine in ("1900-01-01T00:00:00+14:00", "8999-12-31T23:59:59-12:00"):
        for words in ("what was on my screen yesterday?", "last year"):
            assert server.post("/api/query", {"query": words, "now": fine, "tz": "Pacific/Kiritimati"}).status == 200


# ---------------------------------------------------------------- frames


def test_frame_is_shown_with_what_stands_on_it_and_its_neighbours(server: Any) -> None:
    told = server.get(f"/api/frames/{quoted(FRAME)}").json
    assert told["known"]["frame"] == FRAME
    assert "no such table" in " ".join(line["text"] for line in told["known"]["lines"])
    assert told["in_front"]["app"] == "xterm"
    before = server.get(f"/api/frames/{told['previous']}").json
    assert before["next"] == FRAME
    assert before["known"]["captured_at"] <= told["known"]["captured_at"]


def test_frames_form_one_row_from_the_first_to_the_last(server: Any) -> None:
    record, seen = FRAME, []
    while record:
        record = server.get(f"/api/frames/{record}").json["previous"]
        seen.append(record)
    assert len(seen) == len(set(seen))
    first = server.get(f"/api/frames/{seen[-2]}").json
    assert first["previous"] is None
    assert first["known"]["captured_at"].startswith("2026-02-26")


def test_crop_has_the_pixels_of_the_box(server: Any) -> None:
    whole = pyvips.Image.new_from_buffer(server.get(f"/api/frames/{FRAME}/image").body, "")
    reply = server.get(f"/api/frames/{FRAME}/image?box=425,708,884,726")
    crop = pyvips.Image.new_from_buffer(reply.body, "")
    assert (crop.width, crop.height) == (459, 18)
    there = whole.crop(425, 708, 459, 18).colourspace("srgb")
    there = there.flatten() if there.hasalpha() else there
    assert (there - crop).abs().max() == 0
    wide = server.get(f"/api/frames/{FRAME}/image?box=0,0,10,10&margin=20")
    assert pyvips.Image.new_from_buffer(wide.body, "").width == 30
    small = server.get(f"/api/frames/{FRAME}/image?width=320")
    assert small.headers["content-type"] == "image/webp"
    assert pyvips.Image.new_from_buffer(small.body, "").width == 320


@pytest.mark.parametrize("box", ["1,2,3", "9,9,1,1", "a,b,c,d", "-1,0,5,5", "5,5,5,9", "1,2,3,4,5", "0,0,999999,9",
                                 "90000,0,90009,9", "0,90000,9,90009"])  # fmt: skip
def test_box_that_is_none_is_refused(server: Any, box: str) -> None:
    assert server.get(f"/api/frames/{FRAME}/image?box={box}").status == 400


def test_picture_that_was_changed_is_not_shown(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path) as running:
        known = running.get(f"/api/frames/{FRAME}").json["known"]
        assert running.get(f"/api/frames/{FRAME}/image?box=0,0,50,50").status == 200
        (copy.path / known["blob"]).unlink()
        reply = running.get(f"/api/frames/{FRAME}/image?box=0,0,50,50")
        assert (reply.status, reply.json["error"]["name"]) == (404, "evidence_missing")


# ---------------------------------------------------------------- days, sums, search


def test_day_shows_episodes_gaps_and_what_is_not_looked_at(server: Any) -> None:
    told = server.get("/api/timeline?day=2026-03-04").json
    assert told["frames"] == sum(span["frames"] for span in told["captured"])
    assert told["episodes"]
    assert all(
        told["start_utc"] <= each["start_utc"] <= each["end_utc"] <= told["end_utc"] for each in told["episodes"]
    )
    assert not told["waiting"]
    assert (told["previous"], told["next"]) == ("2026-02-26", "2026-03-20")
    last = server.get("/api/timeline").json
    assert last["day"] == "2026-03-20"
    assert sum(span["frames"] for span in last["waiting"]) == last["frames"] == 14
    assert len(last["captured"]) == 3


def test_day_is_that_of_the_asker_also_where_clocks_change(server: Any) -> None:
    told = server.get("/api/timeline?day=2026-03-29&tz=Europe/Berlin").json
    assert (told["start_utc"], told["end_utc"]) == ("2026-03-28T23:00:00.000000Z", "2026-03-29T22:00:00.000000Z")
    assert told["frames"] == 0


def test_sums_of_days_and_weeks_are_those_of_the_whole(server: Any) -> None:
    days = server.get("/api/rollups?kind=app&by=day&since=2026-02-23&until=2026-03-08").json
    weeks = server.get("/api/rollups?kind=app&by=week&since=2026-02-23&until=2026-03-08").json
    assert len(days["buckets"]) == 14
    assert [bucket["first"] for bucket in weeks["buckets"]] == ["2026-02-23", "2026-03-02"]
    for told in (days, weeks):
        assert abs(sum(bucket["seconds"] for bucket in told["buckets"]) - told["seconds"]) < 0.01
        for bucket in told["buckets"]:
            assert abs(sum(part["seconds"] for part in bucket["parts"]) + bucket["others_s"] - bucket["seconds"]) < 0.01
    assert days["totals"] == weeks["totals"]
    few = server.get("/api/rollups?kind=app&by=week&since=2026-02-23&until=2026-03-08&most=1").json
    assert len(few["totals"]) == 1
    assert any(bucket["others_s"] for bucket in few["buckets"])


@pytest.mark.parametrize(
    "words", ["since=2026-03-08&until=2026-02-23", "since=2020-01-01&until=2026-01-01", "since=2026-02-30"]
)
def test_days_that_cannot_be_summed_up_are_refused(server: Any, words: str) -> None:
    assert server.get(f"/api/rollups?{words}").status == 400


def test_search_counts_programs_and_sites_and_is_narrowed_by_them(server: Any) -> None:
    told = server.get("/api/search?q=manifest").json
    assert told["out_of"] >= told["found"] >= len(told["finds"]) > 0
    sites = {facet["name"]: facet["count"] for facet in told["facets"]["sites"]}
    name = next(iter(sites))
    narrowed = server.get(f"/api/search?q=manifest&site={quoted(name)}").json
    assert narrowed["found"] == sites[name]
    assert {find["in_front"]["site"] for find in narrowed["finds"]} == {name}
    app = next(iter(told["facets"]["apps"]))["name"]
    of_app = server.get(f"/api/search?q=manifest&app={quoted(app)}").json
    assert {find["in_front"]["app"] for find in of_app["finds"]} == {app}


def test_search_is_narrowed_by_days(server: Any) -> None:
    of_day = server.get("/api/search?q=manifest&since=2026-03-04&until=2026-03-04").json
    assert {find["claim"]["first_seen_utc"][:10] for find in of_day["finds"]} == {"2026-03-04"}
    assert server.get("/api/search?q=manifest&until=2026-02-25").json["found"] == 0


def test_what_a_search_finds_is_cited(server: Any) -> None:
    cited = server.get("/api/search?q=gate_event").json["finds"][0]["claim"]["citations"][0]
    assert "gate_event" in cited["quote"]
    assert server.get(f"/api/events/{cited['derived_id']}").json["leaf"] == cited["derived_hash"]


def test_pages_of_a_search_do_not_overlap(server: Any) -> None:
    whole = server.get("/api/search?q=manifest&limit=50").json["finds"]
    pages = [server.get(f"/api/search?q=manifest&limit=1&offset={at}").json for at in range(len(whole))]
    assert [find for page in pages for find in page["finds"]] == whole
    assert [page["more"] for page in pages] == [True] * (len(whole) - 1) + [False]


def test_question_is_narrowed_by_program_and_day(server: Any) -> None:
    asked = {"query": "manifest"}
    told = server.post("/api/query", {**asked, "since": "2026-03-04", "until": "2026-03-04", "app": "Chromium"}).json
    assert told["answer"]["claims"]
    assert {hit["ts_utc"][:10] for hit in told["results"]} == {"2026-03-04"}
    assert not server.post("/api/query", {**asked, "until": "2026-02-25"}).json["answer"]["claims"]
    assert server.post("/api/query", {**asked, "since": "2026-02-30"}).status == 400


def test_event_is_shown_as_it_stands_in_the_journal(server: Any, root: DataRoot) -> None:
    lines = root.journal.read_text(encoding="utf-8").splitlines()
    told = server.get("/api/events/journal:17").json
    assert told["line"] == lines[17]
    assert told["commit"]["problem"] == ""
    assert server.get("/api/events/journal:999999").status == 404
    assert server.get("/api/events/17").status == 400


# ---------------------------------------------------------------- while things change underneath


def test_rebuild_while_serving_is_not_noticed(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path) as running:
        wanted = running.popup("“no such table”")["citations"]
        done, seen = threading.Event(), []

        def ask() -> None:
            while not done.is_set():
                reply = running.popup("“no such table”")
                seen.append((reply["state"], reply["citations"] == wanted))
                assert running.get("/api/timeline").status == 200
                assert running.get(f"/api/frames/{FRAME}").status == 200

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        rebuilt = 0
        # However slow the machine is, many have asked meanwhile.
        while rebuilt < 3 or (len(seen) <= 10 and any(asker.is_alive() for asker in askers)):
            rebuild(copy)
            rebuilt += 1
        done.set()
        for asker in askers:
            asker.join()
        assert len(seen) > 10
        assert set(seen) == {("ok", True)}


def test_views_that_are_deleted_and_made_anew_are_found_again(
    root: DataRoot, served: ModuleType, autocapture: Callable[..., Any], tmp_path: Path
) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path) as running:
        assert running.popup("“no such table”")["state"] == "ok"
        for view in (copy.derived, copy.index):
            shutil.rmtree(view)
        assert running.popup("“no such table”")["state"] == "not_available_yet"
        reply = running.get("/api/timeline")
        assert (reply.status, reply.json["error"]["name"]) == (503, "views_stale")
        assert reply.headers["retry-after"]
        assert autocapture("rebuild", "--data-dir", copy.path).returncode == 0
        assert running.popup("“no such table”")["state"] == "ok"


def test_what_is_read_meanwhile_is_answered_without_a_restart(
    corpus: Path, reading: ModuleType, served: ModuleType, tmp_path: Path
) -> None:
    made: DataRoot = reading.take_in(corpus, tmp_path, (FEBRUARY,))
    with served.serving(made.path) as running:
        assert running.popup("“no such table”")["state"] == "not_available_yet"
        reading.read_all(made, corpus, (FEBRUARY,))
        assert running.popup("“no such table”")["state"] == "ok"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_that_is_stopped_answers_what_it_was_asked_and_ends_well(
    root: DataRoot, served: ModuleType, number: int
) -> None:
    with served.serving(root.path) as running:
        replies: list[dict[str, Any]] = []
        asker = threading.Thread(target=lambda: replies.append(running.popup("what did Amira write?")))
        asker.start()
        time.sleep(0.02)
        running.process.send_signal(number)
        asker.join()
        assert running.process.wait(timeout=20) == 0
        assert all(reply["ok"] for reply in replies)
        with closing(socket.socket()) as caller:
            assert caller.connect_ex(("127.0.0.1", running.port)) != 0


def test_smoke_script_of_the_popup_passes(server: Any) -> None:
    script = Path(__file__).resolve().parent.parent / "tools" / "popup_query_smoke.sh"
    ran = subprocess.run(
        ["bash", str(script), server.base, "“no such table”"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "ok" in ran.stdout
    lost = subprocess.run(["bash", str(script), "http://127.0.0.1:1"], capture_output=True, text=True, check=False)
    assert lost.returncode != 0
