"""The model server: what is asked of it, how it may fail, and that it is left alone while the person is there."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.facts import (
    AnyFact,
    BatchYielded,
    ElementSeen,
    FrameFailed,
    FrameSummarized,
    KeyframeChosen,
    ModelCalled,
    WindowRecognized,
)
from processors import endpoint, gateway, prompts
from processors.batch import Batch, BatchReport
from processors.endpoint import Endpoint
from processors.gateway import Gateway
from processors.idle import OpenGate, SignalGate
from processors.keyframes import KeyframesProcessor
from processors.uia import UiaProcessor
from processors.vlm import VlmProcessor
from projections import compare, windows
from projections.views import Views

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def server(modelserver: ModuleType) -> Iterator[Any]:
    with modelserver.running() as running:
        yield running


@pytest.fixture
def root(hypervisor: ModuleType, screens: ModuleType, tmp_path: Path) -> Path:
    """A DataRoot with four frames: one, the same again, the same with a line more, and a dark one."""
    light = screens.picture(["Storm closes ports"], 1200, 400)
    more = screens.picture(["Storm closes ports", "Draft saved"], 1200, 400)
    dark = 255 - shown(light)
    blobs = [light, light, more, cv2.imencode(".png", dark)[1].tobytes()]
    handoff = screens.handoff(hypervisor, tmp_path / "handoff", "run1", blobs, (1200, 400))
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    return tmp_path / "root"


def shown(picture: bytes) -> NDArray[np.uint8]:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels.astype(np.uint8)


def at(server: Any, **changes: Any) -> Endpoint:
    return Endpoint(f"{server.url}/v1", within_s=changes.pop("within_s", 20.0), pause_s=0.01, **changes)


def look(root: Path, where: Endpoint, *others: Any, gate: Any = None, **options: Any) -> BatchReport:
    processors = [*others, KeyframesProcessor(), VlmProcessor(where)]
    return Batch(DataRoot(root), processors, gate or OpenGate(), **options).run()


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def calls_of(root: Path) -> list[ModelCalled]:
    return [fact for fact in facts_of(root) if isinstance(fact, ModelCalled)]


# ---------------------------------------------------------------- what is asked, and what comes of it


def test_keyframes_are_seen_with_model_and_prompt_on_every_fact(root: Path, server: Any) -> None:
    report = look(root, at(server, key="s3cret"))
    assert (report.failed, report.pending, report.postponed) == (0, 0, {})
    chosen = [fact for fact in facts_of(root) if isinstance(fact, KeyframeChosen)]
    assert [(fact.frame[-1], fact.reason) for fact in chosen] == [("0", "first"), ("3", "changed")]
    assert chosen[1].against == chosen[0].frame
    assert chosen[1].changed > 9_000
    # The models once; then for each keyframe the whole, and the two windows that lie on it.
    calls = calls_of(root)
    assert len(calls) == len(server.calls) == 7
    assert {call.headers.get("authorization") for call in server.calls} == {"Bearer s3cret"}
    for told, call in zip(calls[1:], server.asked(), strict=True):
        sent = base64.b64decode(call.image.partition(",")[2])
        picture = shown(sent)
        assert told.prompt_sha256 == hashlib.sha256(call.prompt.encode()).hexdigest()
        assert told.image_sha256 == hashlib.sha256(sent).hexdigest()
        assert told.size == (picture.shape[1], picture.shape[0])
        assert max(told.size) <= 960
        assert (told.model, told.outcome) == (call.body["model"], "answered")
        assert (told.prompt_tokens, told.answer_tokens) == (1411, 188)
        assert call.body["temperature"] == 0
    derived = [f for f in facts_of(root) if isinstance(f, WindowRecognized | ElementSeen | FrameSummarized)]
    assert {fact.by.model for fact in derived} == {"OpenGVLab/InternVL3_5-8B"}
    asked = {hashlib.sha256(call.prompt.encode()).hexdigest() for call in server.asked()}
    assert {fact.by.prompt_sha256 for fact in derived} == asked


def test_boxes_are_of_the_frame_and_those_outside_are_refused(root: Path, server: Any) -> None:
    report = look(root, at(server))
    with Views(DataRoot(root)) as views:
        frame = next(name for (name,) in views.facts.execute("SELECT frame FROM keyframes ORDER BY frame"))
        seen = [(each.title, each.box, each.context, each.z) for _, _, each in windows.on_frame(views.facts, frame)]
        record = views.records.execute("SELECT payload FROM metadata WHERE record_type = 'derived.text.vlm'").fetchone()
    assert seen == [("Mail", (0, 0, 600, 400), "host", 1), ("Desktop of ws7", (600, 40, 1200, 360), "vdi", 2)]
    told = json.loads(record[0])
    assert told["text"] == "An invoice is read in a mail program."
    assert told["prompt_hash"] == prompts.sha256_of(prompts.SCENE)
    assert told["model_id"] == "OpenGVLab/InternVL3_5-8B"
    (first, _) = (fact for fact in facts_of(root) if isinstance(fact, ElementSeen))
    boxes = {each.box: (each.role, each.label, each.state) for each in first.appeared}
    # Once in each window: thousandths of the part that was shown.
    assert boxes[60, 40, 180, 80] == boxes[660, 72, 780, 104] == ("button", "Send", ("disabled",))
    assert len(boxes) == 4
    # On each of two keyframes: a window, and in each of two windows an icon and a link, lie nowhere.
    assert report.reasons == {"vlm_box_outside": 10}


def test_control_that_covers_most_of_a_frame_is_none(root: Path, server: Any) -> None:
    scene = json.dumps({"summary": "A page.", "windows": []})
    huge = json.dumps({"elements": [{"role": "button", "label": "All", "box": [0, 0, 1000, 900]}]})
    server.answers = lambda call: huge if "part of a" in call.prompt else f"Here you are:\n```json\n{scene}\n```"
    assert look(root, at(server)).reasons == {"vlm_box_covers_most": 2}
    assert [fact.appeared for fact in facts_of(root) if isinstance(fact, ElementSeen)] == [(), ()]


def test_second_run_asks_nothing_and_what_is_known_is_what_the_log_gives(root: Path, server: Any) -> None:
    look(root, at(server))
    before, log = len(server.calls), (root / "journal.ndjson").read_bytes()
    assert look(root, at(server)).examined == 0
    assert (len(server.calls), (root / "journal.ndjson").read_bytes()) == (before, log)
    assert compare.check(DataRoot(root)).differences == ()


def test_more_than_one_request_is_under_way_only_where_that_is_set(
    hypervisor: ModuleType, screens: ModuleType, server: Any, tmp_path: Path
) -> None:
    for number in range(3):
        blob = screens.picture([screens.LINES[number]])
        size = (screens.WIDTH, screens.HEIGHT)
        handoff = screens.handoff(hypervisor, tmp_path / f"h{number}", f"run{number}", [blob], size)
        HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    lock, now, most = threading.Lock(), 0, [0]

    def behave(call: Any, _peer: socket.socket) -> bool:
        nonlocal now
        with lock:
            now += 1
            most[-1] = max(most[-1], now)
        time.sleep(0.15)
        with lock:
            now -= 1
        return False

    server.behave = behave
    look(tmp_path / "root", at(server))
    most.append(0)
    look(tmp_path / "root", at(server, in_flight=3), force=True)
    assert most[0] == 1
    assert most[1] > 1


# ---------------------------------------------------------------- how a server may fail


def drip(call: Any, peer: socket.socket) -> bool:
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        peer.sendall(b" ")
        time.sleep(0.05)


def unpack(call: Any, peer: socket.socket) -> bool:
    packed = zlib.compress(bytes(1 << 28), 9)
    return answer(peer, packed, more="Content-Encoding: deflate\r\n")


def answer(peer: socket.socket, body: bytes, status: str = "200 OK", more: str = "") -> bool:
    peer.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body)
    return True


def sends(data: bytes) -> Callable[[Any, socket.socket], bool]:
    """Send this, and close."""

    def behave(call: Any, peer: socket.socket) -> bool:
        peer.sendall(data)
        return True

    return behave


def idle(call: Any, peer: socket.socket) -> bool:
    time.sleep(3)
    return True


FAULTS: dict[str, tuple[str, Callable[[Any, socket.socket], bool]]] = {
    "closes at once": ("cut", sends(b"")),
    "closes in the middle": ("cut", sends(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
    "speaks another protocol": ("garbage", sends(b"SSH-2.0-OpenSSH_9\r\n\r\n")),
    "endless header": ("garbage", sends(b"HTTP/1.1 200 OK\r\nA: " + b"x" * (1 << 20))),
    "HTML": ("garbage", lambda _, peer: answer(peer, b"<html>proxy</html>")),
    "deep JSON": ("garbage", lambda _, peer: answer(peer, b"[" * 100_000)),
    "no choices": ("garbage", lambda _, peer: answer(peer, b'{"choices": 7}')),
    "not UTF-8": ("garbage", lambda _, peer: answer(peer, b'{"choices": [{"message": {"content": "\xff"}}]}')),
    "packed": ("garbage", unpack),
    "another model": ("wrong_model", lambda _, peer: answer(peer, b'{"choices": [], "model": "gpt-2"}')),
    "server error": ("http_error", lambda _, peer: answer(peer, b"{}", "500 Oops")),
    "too many requests": ("http_error", lambda _, peer: answer(peer, b"{}", "429 Slow down")),
    "too long": ("too_large", lambda _, peer: answer(peer, b" " * (gateway.MOST_BYTES + 1))),
    "drips": ("timeout", drip),
    "says nothing": ("timeout", idle),
}


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_a_server_does_a_request_ends_with_a_word_in_time(server: Any, name: str) -> None:
    outcome, server.behave = FAULTS[name]
    begun = time.monotonic()
    reply = Gateway(at(server, within_s=1.0 if outcome == "timeout" else 20.0)).ask("m", "what?", None, tokens=8)
    assert reply.outcome == outcome
    assert reply.text == ""
    assert time.monotonic() - begun < 15
    assert len(server.calls) == 1


def test_nobody_at_the_address_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert Gateway(Endpoint(f"http://127.0.0.1:{port}/v1")).models().outcome == "unreachable"


def test_redirects_are_not_followed_and_proxies_not_asked(
    server: Any, modelserver: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with modelserver.running() as elsewhere:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, elsewhere.url)
        where = f"Location: {elsewhere.url}/v1/chat/completions\r\n"
        server.behave = lambda _, peer: answer(peer, b"", "307 Elsewhere", where)
        reply = Gateway(at(server)).ask("m", "what?", b"\x89PNG", tokens=8)
        assert (reply.outcome, reply.status) == ("http_error", 307)
        assert (len(server.calls), elsewhere.calls) == (1, [])


def test_server_that_is_away_leaves_keyframes_pending_and_others_go_on(root: Path, server: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    report = look(root, Endpoint(f"http://127.0.0.1:{port}/v1"), UiaProcessor())
    assert (report.examined, report.failed, report.pending) == (8, 0, 2)
    assert list(report.postponed) == ["vlm"]
    assert [call.outcome for call in calls_of(root)] == ["unreachable"]
    report = look(root, at(server), UiaProcessor())
    assert (report.examined, report.pending) == (2, 0)


def test_server_without_the_model_is_not_asked_for_another_one(root: Path, server: Any) -> None:
    server.models = ("embedder", "internvl3_5_80b")
    report = look(root, at(server))
    assert "does not offer the model internvl3_5_8b" in report.postponed["vlm"]
    assert [call.outcome for call in calls_of(root)] == ["wrong_model"]
    assert server.asked() == []


def test_frame_of_which_no_sense_comes_is_noted_and_not_tried_again(root: Path, server: Any) -> None:
    """It is shown smaller each time, three times; the other keyframe is seen."""
    usual, dark = server.answers, []

    def answers(call: Any) -> str:
        sent = shown(base64.b64decode(call.image.partition(",")[2]))
        if sent.mean() < 100:
            dark.append(sent.shape[1])
            return "I am sorry, I cannot help with that."
        said: str = usual(call)
        return said

    server.answers = answers
    report = look(root, at(server))
    assert (report.failed, report.pending, report.reasons["vlm_off_schema"]) == (1, 0, 1)
    assert dark == [960, 672, 470]
    assert [call.outcome for call in calls_of(root)].count("off_schema") == 3
    assert [fact.error for fact in facts_of(root) if isinstance(fact, FrameFailed)] == ["vlm_off_schema"]
    before = len(server.calls)
    look(root, at(server))
    assert len(server.calls) == before


def test_frame_that_takes_too_long_is_noted_where_the_server_is_alive(root: Path, server: Any) -> None:
    server.behave = lambda call, peer: server.hang(peer) if call.method == "POST" and call.image else False
    report = look(root, at(server, within_s=0.5))
    assert report.reasons == {"vlm_timeout": 2}
    outcomes = [call.outcome for call in calls_of(root)]
    assert outcomes == [
        "answered",
        "timeout",
        "timeout",
        "timeout",
        "answered",
        "timeout",
        "timeout",
        "timeout",
        "answered",
    ]


def test_server_that_breaks_down_in_the_middle_costs_no_frame(root: Path, server: Any) -> None:
    def behave(call: Any, peer: socket.socket) -> bool:
        return len(server.asked()) > 3 and answer(peer, b"", "503 Away")

    server.behave = behave
    report = look(root, at(server))
    assert (report.failed, report.pending) == (0, 1)
    assert "HTTP status 503" in report.postponed["vlm"]
    assert len(calls_of(root)) == len(server.calls)
    server.behave = lambda _call, _peer: False
    assert look(root, at(server)).pending == 0


# ---------------------------------------------------------------- the person


def test_no_vlm_is_called_while_the_person_is_there(
    root: Path, screens: ModuleType, server: Any, autocapture: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOCAPTURE_VLM_BASE_URL", server.url)
    words = "batch", "run", "--data-dir", root
    assert autocapture(*words).returncode == 6
    screens.told_at(root / "activity" / "activity_signal.json", user_active=True)
    ended = autocapture(*words)
    assert (ended.returncode, server.calls) == (6, [])
    assert json.loads(ended.stdout)["reason"]
    ended = autocapture(*words, "--no-require-idle", "--only", "keyframes", "--only", "vlm")
    assert ended.returncode == 0, ended.stderr
    assert len(server.calls) == 7


def test_request_under_way_is_cancelled_when_the_person_comes_back(
    root: Path, screens: ModuleType, server: Any
) -> None:
    path = root / "activity" / "activity_signal.json"
    took: list[float] = []
    stop = threading.Event()

    def come_back() -> None:
        while not server.asked() and not stop.is_set():
            screens.told_at(path)
            time.sleep(0.05)
        screens.told_at(path, user_active=True)
        begun = time.monotonic()
        while not server.closed and time.monotonic() - begun < 20:
            time.sleep(0.01)
        took.append(time.monotonic() - begun)

    server.behave = lambda call, peer: server.hang(peer) if call.method == "POST" else False
    for _ in range(3):
        server.calls.clear()
        server.closed = 0
        screens.told_at(path)
        person = threading.Thread(target=come_back)
        person.start()
        report = look(root, at(server, within_s=60), gate=SignalGate(DataRoot(root).activity_signals))
        stop.set()
        person.join()
        stop.clear()
        assert (report.yielded, report.failed) == (True, 0)
        assert isinstance(facts_of(root)[-1], BatchYielded)
        assert calls_of(root)[-1].outcome == "cancelled"
        if took[-1] <= 0.5:
            break
    # The machine may be busy with other things; three times in a row it is not.
    assert min(took) <= 0.5
    assert not [fact for fact in facts_of(root) if isinstance(fact, FrameFailed)]


# ---------------------------------------------------------------- where it may be


@pytest.mark.parametrize(
    "told",
    [
        "http://10.0.0.1:8000", "http://example.org", "http://localhost:8000", "https://127.0.0.1:8000", "ftp://127.0.0.1",
        "http://127.0.0.1:8000/v2", "http://127.0.0.1:8000/v1?x=1", "http://me@127.0.0.1:8000", "http://127.0.0.1:99999",
        "127.0.0.1:8000", "http://", "http://127.0.0.1.example.org:8000", "http://[::1", "http://0.0.0.0:8000",
    ],
)  # fmt: skip
def test_address_that_is_not_plainly_here_is_refused(told: str) -> None:
    with pytest.raises(Usage, match="not called"):
        endpoint.from_environment({"AUTOCAPTURE_VLM_BASE_URL": told})


def test_environment_names_the_server() -> None:
    read = endpoint.from_environment
    assert read({}) == Endpoint("http://127.0.0.1:8000/v1", "internvl3_5_8b")
    assert read({"AUTOCAPTURE_VLM_ROOT_URL": "http://127.0.0.1:81"}).base == "http://127.0.0.1:81/v1"
    both = {"EXTERNAL_VLLM_BASE_URL": "http://127.0.0.1:82/v1", "AUTOCAPTURE_VLM_ROOT_URL": "http://127.0.0.1:81"}
    assert read(both).base == "http://127.0.0.1:82/v1"
    assert read({**both, "AUTOCAPTURE_VLM_BASE_URL": "http://[::1]:83/"}).base == "http://[::1]:83/v1"
    far = {"AUTOCAPTURE_VLM_BASE_URL": "https://gpu.example.org", "AUTOCAPTURE_VLM_ALLOW_REMOTE": "1"}
    assert read(far).base == "https://gpu.example.org/v1"
    assert [read({"AUTOCAPTURE_VLM_MAX_INFLIGHT": n}).in_flight for n in ("0", "3", "900")] == [1, 3, 64]
    with pytest.raises(Usage, match="no number"):
        read({"AUTOCAPTURE_VLM_MAX_INFLIGHT": "many"})
    assert read({"AUTOCAPTURE_VLM_API_KEY": " sk-1\n"}).key == "sk-1"
    for key in ("schl\u00fcssel", "a\nb", "\udcff"):
        with pytest.raises(Usage, match="no key has"):
            read({"AUTOCAPTURE_VLM_API_KEY": key})
    assert read({"AUTOCAPTURE_VLM_MODEL_ALIASES": "a, b,"}).aliases == ("a", "b")
    assert not endpoint.is_configured({"AUTOCAPTURE_VLM_MODEL": "x"})
    assert endpoint.is_configured(both)


def test_model_is_known_by_its_letters_and_digits() -> None:
    here = Endpoint(model="internvl3_5_8b", aliases=("Qwen2.5-VL",))
    assert [
        name for name in ("OpenGVLab/InternVL3_5-8B", "internvl3_5_80b", "qwen2_5_vl", "vl", "") if here.is_model(name)
    ] == [
        "OpenGVLab/InternVL3_5-8B",
        "qwen2_5_vl",
    ]
