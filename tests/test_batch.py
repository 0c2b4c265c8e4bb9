"""Stage 2: it works while nobody is there, one frame at a time, each finished or not begun, and none twice."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.drain import drain
from ingest.handoff import HandoffIngestor
from ledger import event, seals
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Usage
from ledger.facts import (
    AnyFact,
    BatchFinished,
    BatchStarted,
    BatchYielded,
    ElementSeen,
    FrameExamined,
    FrameFailed,
    Gone,
    TextRead,
)
from processors.base import Line, Maker
from processors.batch import Batch, BatchReport
from processors.findings import Earlier, Findings, Known, Subject
from processors.idle import OpenGate, SignalGate, judge
from processors.processor import Traits
from processors.registry import chosen
from processors.text import TextProcessor
from processors.uia import UiaProcessor
from projections import compare, elements, frames, payload, standing, work
from projections.views import Views

Program = Callable[..., subprocess.CompletedProcess[str]]
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
AWAY: dict[str, Any] = {"ts_utc": "2026-03-01T12:00:00Z", "idle_seconds": 95, "user_active": False}


def signal(**changes: Any) -> bytes:
    fields = {"ts_utc": datetime.now(UTC).isoformat(), "idle_seconds": 95.0, "user_active": False, "seq": 1} | changes
    return json.dumps({key: value for key, value in fields.items() if value is not ...}).encode()


def put(path: Path, data: bytes) -> None:
    """Write as the sidecar does: temporary name, then replace."""
    path.parent.mkdir(exist_ok=True)
    aside = path.with_suffix(".tmp")
    aside.write_bytes(data)
    aside.replace(path)


def logs(root: Path) -> tuple[bytes, bytes]:
    return (root / "journal.ndjson").read_bytes(), (root / "ledger.ndjson").read_bytes()


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def run(root: Path, *processors: Any, gate: Any = None, **options: Any) -> BatchReport:
    return Batch(DataRoot(root), processors or [UiaProcessor()], gate or OpenGate(), **options).run()


@pytest.fixture
def root(hypervisor: ModuleType, tmp_path: Path) -> Path:
    """A DataRoot with five frames, each with its UIA snapshot, nothing of it looked at."""
    handoff = hypervisor.build(tmp_path / "handoff", frames=5)
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    return tmp_path / "root"


# ---------------------------------------------------------------- the gate


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"idle_seconds": 45},
        {"idle_seconds": 45.0, "seq": 7, "source": "windows-sidecar"},
        {"ts_utc": "2026-03-01T11:59:57+00:00"},
        {"ts_utc": "2026-03-01T13:00:01.999999+01:00"},
    ],
)
def test_person_is_away_only_where_the_signal_says_so_plainly(told: dict[str, Any]) -> None:
    assert judge(json.dumps(AWAY | told).encode(), NOW).idle


@pytest.mark.parametrize(
    "told",
    [
        {"user_active": True}, {"user_active": "false"}, {"user_active": "False"}, {"user_active": 0},
        {"user_active": None}, {"user_active": []}, {"idle_seconds": 44.999}, {"idle_seconds": "95"},
        {"idle_seconds": True}, {"idle_seconds": None}, {"idle_seconds": -1}, {"idle_seconds": float("inf")},
        {"idle_seconds": float("nan")}, {"ts_utc": "2026-03-01T11:59:56.999Z"}, {"ts_utc": "2026-02-28T12:00:00Z"},
        {"ts_utc": "2026-03-01T12:00:02.001Z"}, {"ts_utc": "2999-01-01T00:00:00Z"}, {"ts_utc": "2026-03-01T12:00:00"},
        {"ts_utc": ""}, {"ts_utc": None}, {"ts_utc": 1772366400}, {"ts_utc": "now"},
        {"ts_utc": "0001-01-01T00:00:00+23:59"}, {"ts_utc": "half \ud83d"},
    ],
    ids=str,
)  # fmt: skip
def test_everything_else_means_active(told: dict[str, Any]) -> None:
    presence = judge(json.dumps(AWAY | told).encode(), NOW)
    assert not presence.idle
    assert presence.reason


@pytest.mark.parametrize("missing", list(AWAY))
def test_signal_that_lacks_a_field_means_active(missing: str) -> None:
    assert not judge(json.dumps({key: value for key, value in AWAY.items() if key != missing}).encode(), NOW).idle


@pytest.mark.parametrize(
    "raw",
    [
        None, b"", b"\0" * 100, b"{", b"[]", b"null", b'"idle"', b"[" * 100_000, json.dumps(AWAY).encode()[:-1],
        json.dumps(AWAY).encode("utf-16"), json.dumps([AWAY]).encode(), b"\xff" + json.dumps(AWAY).encode(),
        json.dumps(AWAY | {"idle_seconds": 10**400}).encode(), json.dumps(AWAY | {"idle_seconds": 1e300}).encode(),
    ],
)  # fmt: skip
def test_signal_that_is_none_means_active(raw: bytes | None) -> None:
    assert not judge(raw, NOW).idle


@settings(deadline=None)
@given(raw=st.binary(max_size=60) | st.text(max_size=40).map(lambda each: each.encode("utf-8", "replace")))
def test_noise_never_says_that_the_person_is_away(raw: bytes) -> None:
    assert not judge(raw, NOW).idle


def test_first_of_the_two_places_counts_and_the_second_only_where_the_first_is_empty(tmp_path: Path) -> None:
    places = DataRoot(tmp_path).activity_signals
    gate = SignalGate(places, lambda: NOW)
    assert not gate.presence().idle
    put(places[1], json.dumps(AWAY).encode())
    assert gate.presence().idle
    put(places[0], json.dumps(AWAY | {"user_active": True}).encode())
    assert not gate.presence().idle
    places[0].unlink()
    places[0].mkdir()
    assert not gate.presence().idle


SIGNALS: dict[str, bytes | None] = {
    "none": None,
    "active": signal(user_active=True),
    "stale": signal(ts_utc="2026-02-20T19:33:12Z"),
    "future": signal(ts_utc="2999-01-01T00:00:00Z"),
    "a word for a boolean": signal(user_active="false"),
    "endless": signal(idle_seconds=float("inf")),
    "not idle for long": signal(idle_seconds=44),
    "malformed": b"{not json",
}


@pytest.mark.parametrize("name", SIGNALS)
def test_batch_pauses_when_user_active(root: Path, name: str) -> None:
    """Nothing is decoded, no model is loaded, nothing is written; the exit code says why."""
    data = SIGNALS[name]
    if data is not None:
        # Fresh where the name does not say otherwise: the test must not pass for the age of the signal alone.
        fields = {} if b"{not" in data else json.loads(data)
        if "20" in str(fields.get("ts_utc")) and name not in ("stale", "future"):
            data = json.dumps(fields | {"ts_utc": (datetime.now(UTC) + timedelta(seconds=1)).isoformat()}).encode()
        put(root / "activity" / "activity_signal.json", data)
    before = logs(root)
    program = (
        "import sys, time; begun = time.monotonic(); import cli\n"
        "code = cli.run(sys.argv[1:])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "heavy = {'onnxruntime', 'pyvips', 'cv2', 'rapidocr', 'httpx'} & loaded\n"
        "print(sorted(heavy), time.monotonic() - begun, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    import cli

    command = [sys.executable, "-c", program, "batch", "run", "--data-dir", str(root)]
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(cli.__file__).parent, timeout=60, check=False
    )
    assert ended.returncode == 6, ended.stderr
    heavy, _, seconds = ended.stderr.splitlines()[-1].rpartition(" ")
    assert heavy == "[]"
    assert float(seconds) < 10
    told = json.loads(ended.stdout)
    assert (told["examined"], told["yielded"]) == (0, True)
    assert told["reason"]
    assert logs(root) == before


@contextmanager
def sidecar(path: Path, seconds: float = 0.1) -> Iterator[dict[str, Any]]:
    """Another program that says, ten times a second, what the dictionary holds that this gives."""
    fields: dict[str, Any] = {}
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            put(path, signal(**fields))
            stop.wait(seconds)

    writer = threading.Thread(target=write)
    put(path, signal())
    writer.start()
    try:
        yield fields
    finally:
        stop.set()
        writer.join()


def test_batch_works_while_the_signal_says_that_the_person_is_away(root: Path, autocapture: Program) -> None:
    with sidecar(root / "activity" / "activity_signal.json"):
        ended = autocapture("batch", "run", "--only", "uia", "--data-dir", root)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["examined"], told["failed"], told["pending"], told["yielded"]) == (5, 0, 0, False)
    assert isinstance(facts_of(root)[-1], BatchFinished)


def test_batch_stops_between_units_when_the_person_comes_back(root: Path) -> None:
    path = root / "activity" / "activity_signal.json"
    put(path, signal())

    def progress(done: int, _total: int, _what: str) -> None:
        # Said after the gate was asked: the unit that begins now is still done.
        put(path, signal(user_active=done >= 2))

    report = run(root, gate=SignalGate(DataRoot(root).activity_signals), progress=progress)
    assert (report.examined, report.pending, report.yielded) == (3, 2, True)
    assert report.reason == "the person is active"
    last = facts_of(root)[-1]
    assert isinstance(last, BatchYielded)
    assert (last.reason, last.examined, last.failed) == ("the person is active", 3, 0)
    assert [(each.processor, each.examined) for each in last.work] == [("uia", 3)]
    again = run(root)
    assert (again.examined, again.pending, again.yielded) == (2, 0, False)
    assert isinstance(facts_of(root)[-1], BatchFinished)
    differences = compare.check(DataRoot(root)).differences
    assert differences == ()


def test_running_batch_notices_that_the_person_came_back(
    hypervisor: ModuleType, program: list[str], tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=120, step_s=1)
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    root = tmp_path / "root"
    command = [*program, "batch", "run", "--only", "uia", "--data-dir", str(root)]
    with (
        sidecar(root / "activity" / "activity_signal.json", 0.02) as fields,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
    ):
        while b"system.frame.examined" not in logs(root)[0] and running.poll() is None:
            time.sleep(0.005)
        fields["user_active"] = True
        printed, failure = running.communicate(timeout=60)
    assert running.returncode == 6, failure
    told = json.loads(printed)
    assert told["reason"] == "the person is active"
    assert 0 < told["examined"] < 120
    assert told["examined"] + told["pending"] == 120
    assert sum(isinstance(fact, FrameExamined) for fact in facts_of(root)) == told["examined"]


# ---------------------------------------------------------------- units of work


def test_second_run_does_nothing_and_only_new_frames_are_looked_at(
    hypervisor: ModuleType, root: Path, tmp_path: Path
) -> None:
    assert run(root).examined == 5
    log = logs(root)
    report = run(root)
    assert (report.examined, report.facts, report.pending) == (0, 0, 0)
    assert logs(root) == log
    late = hypervisor.build(tmp_path / "late", run="late", frames=2)
    HandoffIngestor(root).ingest_handoff_dir(late.root)
    assert run(root).examined == 2
    examined = [fact.frame for fact in facts_of(root) if isinstance(fact, FrameExamined)]
    assert len(examined) == len(set(examined)) == 7
    assert set(examined[5:]) == set(late.frames)


def test_newest_handoff_comes_first_and_in_it_the_oldest_frame(
    hypervisor: ModuleType, root: Path, tmp_path: Path
) -> None:
    late = hypervisor.build(tmp_path / "late", run="late", frames=3, step_s=100)
    HandoffIngestor(root).ingest_handoff_dir(late.root)
    run(root)
    examined = [fact.frame for fact in facts_of(root) if isinstance(fact, FrameExamined)]
    assert examined[:3] == [f"late/evidence.capture.frame/{number}" for number in range(3)]
    assert examined[3:] == [f"run1/evidence.capture.frame/{number}" for number in range(5)]


def test_facts_of_a_frame_and_the_word_that_it_is_done_are_one_commit(root: Path) -> None:
    run(root)
    facts = facts_of(root)
    units = 0
    for line in (root / "ledger.ndjson").read_bytes().splitlines(keepends=True):
        entry = seals.read(line).understood()
        if not isinstance(entry, seals.JournalCommitted) or entry.action != "frame.examine.uia":
            continue
        units += 1
        *found, done = facts[entry.first : entry.size]
        assert isinstance(done, FrameExamined)
        assert done.facts == len(found)
        assert entry.inputs == (done.frame,)
        for fact in found:
            assert isinstance(fact, TextRead | ElementSeen)
            assert (fact.frame, fact.by.processor, fact.by.version) == (done.frame, "uia", done.version)
    assert units == 5
    assert [type(fact) for fact in facts if isinstance(fact, BatchStarted | BatchFinished)] == [
        BatchStarted,
        BatchFinished,
    ]


def test_frames_can_be_looked_at_again_and_say_the_same(root: Path) -> None:
    run(root)
    shown = known_of(root)
    assert run(root, force=True).examined == 5
    assert known_of(root) == shown
    assert run(root).examined == 0


def known_of(root: Path) -> dict[str, list[Any]]:
    """What each frame shows: boxes and words, controls and labels."""
    with Views(DataRoot(root)) as views:
        ids = [name for (name,) in views.facts.execute("SELECT id FROM frames ORDER BY id")]
        return {
            name: sorted(
                [(row.box, row.source, row.text) for row in standing.on_frame(views.facts, name)]
                + [(row.box, row.role, row.label) for row in elements.on_frame(views.facts, name)]
            )
            for name in ids
        }


def test_two_batches_at_once_are_one_too_many(root: Path, autocapture: Program) -> None:
    ended: list[subprocess.CompletedProcess[str]] = []

    def progress(done: int, _total: int, _what: str) -> None:
        if done == 2 and not ended:
            before = logs(root)
            ended.append(autocapture("batch", "run", "--no-require-idle", "--only", "uia", "--data-dir", root))
            assert logs(root) == before

    assert run(root, progress=progress).examined == 5
    assert ended[0].returncode == 4
    assert json.loads(ended[0].stdout)["error"]["name"] == "locked"
    assert "Traceback" not in ended[0].stderr


def test_ingest_goes_on_beside_a_batch(
    hypervisor: ModuleType, root: Path, autocapture: Program, tmp_path: Path
) -> None:
    """What came in meanwhile is looked at in the next round of the same run."""
    late = hypervisor.build(tmp_path / "late", run="late", frames=2)
    ended: list[int] = []

    def progress(done: int, _total: int, _what: str) -> None:
        if done == 2 and not ended:
            words = "handoff", "ingest", "--handoff-root", late.root, "--data-dir", root
            ended.append(autocapture(*words).returncode)

    report = run(root, progress=progress, sleep_ms=1)
    assert ended == [0]
    assert (report.examined, report.pending) == (7, 0)
    differences = compare.check(DataRoot(root)).differences
    assert differences == ()


def test_rebuild_in_the_middle_of_a_batch_does_it_no_harm(root: Path, autocapture: Program) -> None:
    ended: list[int] = []

    def progress(done: int, _total: int, _what: str) -> None:
        if done == 2 and not ended:
            ended.append(autocapture("rebuild", "--data-dir", root).returncode)

    assert run(root, progress=progress).examined == 5
    assert ended == [0]
    shown = known_of(root)
    differences = compare.check(DataRoot(root)).differences
    assert differences == ()
    run(root, force=True)
    assert known_of(root) == shown


def test_unknown_processor_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(Usage, match="nope"):
        chosen(["uia", "nope"])


# ---------------------------------------------------------------- text, with a reader of a small world

GLYPHS = {
    "A": "010 101 111 101 101", "B": "110 101 110 101 110", "C": "011 100 100 100 011", "E": "111 100 110 100 111",
    "H": "101 101 111 101 101", "K": "101 110 100 110 101", "L": "100 100 100 100 111", "O": "111 101 101 101 111",
    "R": "110 101 110 110 101", "T": "111 010 010 010 010", "1": "110 010 010 010 111", "2": "110 001 010 100 111",
}  # fmt: skip
SCALE, HIGH, STEP = 2, 10, 8
BITMAPS = {
    letter: np.kron(np.array([[pixel == "1" for pixel in row] for row in rows.split()]), np.ones((SCALE, SCALE))) > 0
    for letter, rows in GLYPHS.items()
}
WIDTH, HEIGHT = 200, 160


def drawn(lines: Sequence[str]) -> NDArray[np.uint8]:
    """A white screen with a line of glyphs every 26 pixels, in black; an empty string leaves its place empty."""
    screen = np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)
    for number, line in enumerate(lines):
        for place, letter in enumerate(line):
            if letter != " ":
                y, x = 10 + 26 * number, 10 + STEP * place
                screen[y : y + HIGH, x : x + 3 * SCALE][BITMAPS[letter]] = 0
    return screen


class BitmapReader:
    """Reads the glyphs of `drawn`, wherever they stand, and nothing else; counts the pixels that it was shown."""

    def __init__(self) -> None:
        self.shown = 0

    @cached_property
    def maker(self) -> Maker:
        return Maker("text.bitmap", 1, "bitmap", hashlib.sha256(repr(GLYPHS).encode()).hexdigest(), "")

    def lines(self, pixels: NDArray[np.uint8]) -> tuple[Line, ...]:
        self.shown += pixels.shape[0] * pixels.shape[1]
        ink = (pixels == 0).all(axis=2)
        found = []
        for top in range(ink.shape[0] - HIGH + 1):
            above = top and ink[top - 1].any()
            if not above and ink[top].any():
                line = self._line(ink[top : top + HIGH], top)
                if line is not None:
                    found.append(line)
        return tuple(found)

    def _line(self, band: NDArray[np.bool_], top: int) -> Line | None:
        letters: list[tuple[int, str]] = []
        x = 0
        while x + 3 * SCALE <= band.shape[1]:
            cell = band[:, x : x + 3 * SCALE]
            letter = next((name for name, glyph in BITMAPS.items() if (glyph == cell).all()), None)
            if letter is not None:
                letters.append((x, letter))
            x += STEP if letter is not None else 1
        if not letters:
            return None
        words: list[list[tuple[int, str]]] = [[letters[0]]]
        for before, after in itertools.pairwise(letters):
            if after[0] - before[0] > STEP:
                words.append([])
            words[-1].append(after)
        extents = tuple((word[0][0], word[-1][0] + 3 * SCALE) for word in words)
        told = " ".join("".join(letter for _, letter in word) for word in words)
        return Line((extents[0][0], top, extents[-1][1], top + HIGH), told, 9_900, extents)


def show(hypervisor: ModuleType, handoff: Any, blobs: Sequence[bytes]) -> None:
    """Give the frames of a handoff directory other pictures, their hashes and sizes with them."""
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        for (record, path), blob in zip(handoff.frames.items(), blobs, strict=True):
            (handoff.root / path).write_bytes(blob)
            fields = json.loads(handoff.rows[record])
            fields |= {"content_hash": hashlib.sha256(blob).hexdigest(), "content_size": len(blob)}
            fields |= {"width": WIDTH, "height": HEIGHT}
            connection.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(fields), record))


def picture(hypervisor: ModuleType, lines: Sequence[str]) -> bytes:
    data: bytes = hypervisor.png(drawn(lines).tobytes(), WIDTH, HEIGHT)
    return data


SCREENS = (
    ("HELLO CAKE", "", "A B C", "TOTAL 1"),
    ("HELLO CAKE", "", "A B C", "TOTAL 1"),
    ("HELLO CAKE", "ERROR 2", "A B C", "TOTAL 1"),
    ("HELLO CAKE", "ERROR 2", "A B C", "TOTAL 2"),
    ("", "", "", ""),
    ("HELLO CAKE", "", "A B C", "TOTAL 2"),
)


def texts_of(root: Path) -> dict[str, list[str]]:
    """The lines that each frame shows, top to bottom."""
    with Views(DataRoot(root)) as views:
        ids = [name for (name,) in views.facts.execute("SELECT id FROM frames ORDER BY id")]
        return {name: [row.text for row in standing.on_frame(views.facts, name, "ocr")] for name in ids}


def test_text_is_read_where_it_changed_and_lives_on_where_it_did_not(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=len(SCREENS))
    show(hypervisor, handoff, [picture(hypervisor, lines) for lines in SCREENS])
    root = tmp_path / "root"
    HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    reader = BitmapReader()
    report = run(root, TextProcessor(lambda: reader, 1))
    assert (report.examined, report.failed) == (6, 0)
    assert list(texts_of(root).values()) == [[line for line in lines if line] for lines in SCREENS]
    read = {fact.frame: fact for fact in facts_of(root) if isinstance(fact, TextRead)}
    ids = list(handoff.frames)
    assert set(read) == {ids[0], ids[2], ids[3], ids[4], ids[5]}
    assert [(len(read[n].appeared), sum(len(gone.places) for gone in read[n].vanished)) for n in sorted(read)] == [
        (3, 0), (1, 0), (1, 1), (0, 4), (3, 0),
    ]  # fmt: skip
    assert [read[n].against for n in sorted(read)] == ["", ids[1], ids[2], ids[3], ids[4]]
    assert reader.shown < 3.5 * WIDTH * HEIGHT
    span = read[ids[0]].appeared[0]
    assert (span.text, span.box, span.words) == ("HELLO CAKE", (10, 10, 88, 20), ((10, 48), (58, 88)))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb() -> bytes:
    """A few bytes that claim ten thousand million pixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_broken_pictures_are_told_do_not_stop_the_rest_and_are_not_tried_again(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    good = [picture(hypervisor, lines) for lines in SCREENS]
    broken = {1: good[1][: len(good[1]) // 2], 2: bomb(), 3: b"no picture", 4: b"\0"}
    blobs = [broken.get(number, good[0]) for number in range(8)]
    handoff = hypervisor.build(tmp_path / "handoff", frames=8)
    show(hypervisor, handoff, blobs)
    root = tmp_path / "root"
    HandoffIngestor(root, mode="copy").ingest_handoff_dir(handoff.root)
    ids, paths = list(handoff.frames), list(handoff.frames.values())
    (root / paths[5]).write_bytes(good[2])
    (root / paths[6]).unlink()
    report = run(root, TextProcessor(BitmapReader, 1))
    assert (report.examined, report.failed, report.pending) == (2, 6, 0)
    failed = {fact.frame: fact for fact in facts_of(root) if isinstance(fact, FrameFailed)}
    assert [failed[ids[number]].error for number in range(1, 7)] == [
        "image_undecodable", "image_undecodable", "image_undecodable", "image_undecodable", "blob_unfit", "blob_unfit",
    ]  # fmt: skip
    assert "100000 x 100000" in failed[ids[2]].detail
    shown = texts_of(root)
    assert shown[ids[0]] == shown[ids[7]] == ["HELLO CAKE", "A B C", "TOTAL 1"]
    assert all(shown[ids[number]] == [] for number in range(1, 7))
    log = logs(root)
    assert run(root, TextProcessor(BitmapReader, 1)).failed == 0
    assert logs(root) == log
    # A new version tries again.
    (root / paths[6]).write_bytes(blobs[6])
    report = run(root, TextProcessor(BitmapReader, 2))
    assert (report.examined, report.failed) == (3, 5)
    assert texts_of(root)[ids[6]] == ["HELLO CAKE", "A B C", "TOTAL 1"]


class BrittleProcessor:
    """A processor with a defect: it breaks on some frames, as a library may that nobody expected it of."""

    name, version, traits = "brittle", 1, Traits(reads="snapshot", stays=True)

    def __init__(self, breaks: Callable[[str], BaseException | None]) -> None:
        self._breaks = breaks

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        if (error := self._breaks(subject.frame)) is not None:
            raise error
        return Findings(())


def test_processor_that_breaks_on_one_frame_goes_on_with_the_next(root: Path) -> None:
    report = run(root, BrittleProcessor(lambda frame: KeyError("half \ud83d") if frame[-1] in "13" else None))
    assert (report.examined, report.failed) == (3, 2)
    failed = [fact for fact in facts_of(root) if isinstance(fact, FrameFailed)]
    assert {(fact.frame[-1], fact.error) for fact in failed} == {("1", "processor_broke"), ("3", "processor_broke")}
    assert failed[0].detail.startswith("KeyError: ")
    assert run(root, BrittleProcessor(lambda _: None)).examined == 0


def test_processor_that_breaks_on_every_frame_stops_before_it_has_spoilt_them_all(root: Path) -> None:
    with pytest.raises(TypeError):
        run(root, BrittleProcessor(lambda _: TypeError("a defect")))
    assert sum(isinstance(fact, FrameFailed) for fact in facts_of(root)) == 2
    assert run(root, BrittleProcessor(lambda _: None)).examined == 3


@pytest.mark.parametrize("error", [ImportError("no runtime"), OSError(28, "no space"), AutocaptureError("no weights")])
def test_what_is_wrong_with_the_machine_is_said_of_no_frame(root: Path, error: Exception) -> None:
    before = [fact for fact in facts_of(root) if isinstance(fact, FrameFailed)]
    with pytest.raises(type(error)):
        run(root, BrittleProcessor(lambda _: error))
    assert [fact for fact in facts_of(root) if isinstance(fact, FrameFailed)] == before
    assert run(root, BrittleProcessor(lambda _: None)).examined == 5


def test_embedded_reader_reads_through_the_real_command(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=2)
    big = [
        np.kron(drawn(lines), np.ones((3, 3, 1), dtype=np.uint8))
        for lines in (("TOTAL 1",), ("TOTAL 1", "", "ERROR 2"))
    ]
    show(hypervisor, handoff, [hypervisor.png(each.tobytes(), 3 * WIDTH, 3 * HEIGHT) for each in big])
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    words = "batch", "run", "--no-require-idle", "--only", "text", "--data-dir", tmp_path / "root"
    ended = autocapture(*words)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["examined"] == 2
    first, second = texts_of(tmp_path / "root").values()
    assert len(first) == 1
    assert len(second) == 2
    assert second[0] == first[0]
    assert "TOTAL" in first[0].upper()
    assert json.loads(autocapture(*words).stdout)["examined"] == 0


# ---------------------------------------------------------------- what Windows itself told


ON_SCREEN = {
    "Text", "Hyperlink", "MenuItem", "TabItem", "CheckBox", "RadioButton", "ListItem", "TreeItem", "DataItem",
    "HeaderItem", "StatusBar",
}  # fmt: skip


def test_recorded_snapshots_are_told_node_by_node(corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus / "handoff", tmp_path / "spool")
    root = tmp_path / "root"
    drain(HandoffIngestor(root), tmp_path / "spool")
    report = run(root)
    assert report.failed == 0
    compared = 0
    with Views(DataRoot(root)) as views:
        payloads = dict(views.records.execute("SELECT id, payload FROM metadata"))
        for (name,) in views.facts.execute("SELECT id FROM frames WHERE uia_record IS NOT NULL").fetchall():
            frame = frames.by_id(views.facts, name)
            assert frame is not None
            assert frame.uia_record is not None
            told = json.loads(payloads[frame.uia_record])
            snapshot = told.get("payload", told)
            left, top = json.loads(payloads[name])["desktop_rect"][:2]
            expected = set()
            for section in ("focus_path", "context_peers", "operables"):
                for node in snapshot[section]:
                    x0, y0, x1, y1 = node["rect"]
                    box = (
                        max(x0 - left, 0), max(y0 - top, 0),
                        min(x1 - left, frame.width or 0), min(y1 - top, frame.height or 0),
                    )  # fmt: skip
                    if not node["offscreen"] and box[0] < box[2] and box[1] < box[3]:
                        expected.add((box, node["role"], node["name"] or ""))
            seen = elements.on_frame(views.facts, name, "uia")
            assert {(row.box, row.role, row.label) for row in seen} == expected
            texts = {(row.box, row.text) for row in standing.on_frame(views.facts, name, "uia")}
            assert texts == {(box, label) for box, role, label in expected if role in ON_SCREEN and label.strip()}
            compared += 1
        assert work.pending(views.facts, "uia", UiaProcessor.version, snapshots=True) == []
    assert compared == report.examined > 100
    assert compare.check(DataRoot(root)).differences == ()


def test_words_that_two_controls_share_stand_there_once_and_go_at_once() -> None:
    """A link, and the text in it: two elements at one place."""

    def subject(*roles: str) -> Subject:
        nodes = [{"role": role, "name": "Storm closes ports", "rect": [10, 10, 90, 20]} for role in roles]
        return Subject("f", None, {"operables": nodes}, (0, 0), (100, 100))

    first = UiaProcessor().examine(subject("Hyperlink", "Text"), None)
    words, things = first.facts
    assert isinstance(words, TextRead)
    assert isinstance(things, ElementSeen)
    assert (len(words.appeared), len(things.appeared)) == (1, 2)
    box = (10, 10, 90, 20)
    # Also where an earlier log says it twice, all of it goes.
    earlier = Earlier(
        "e",
        {
            "text:uia": tuple(Known(7, place, box, "Storm closes ports") for place in (0, 1)),
            "element:uia": tuple(
                Known(8, place, box, (role, "Storm closes ports", ())) for place, role in enumerate("HT")
            ),
        },
    )
    gone = UiaProcessor().examine(subject(), earlier).facts
    assert [fact.vanished for fact in gone if isinstance(fact, TextRead | ElementSeen)] == [
        (Gone(7, (0, 1)),),
        (Gone(8, (0, 1)),),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
RECT = st.lists(st.integers(-50, 150) | st.sampled_from([2**63, -(2**70), 10**30]), min_size=4, max_size=4)
NODE = st.fixed_dictionaries(
    {"role": st.sampled_from(["Text", "Button", "\ud83d"]), "rect": RECT},
    optional={
        "name": st.text(st.characters(codec=None), max_size=6) | JSON,
        "enabled": JSON,
        "offscreen": JSON,
        "hot": JSON,
    },
)


@settings(max_examples=150, deadline=None)
@given(
    snapshot=st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(NODE | JSON, max_size=4) | JSON for name in ("focus_path", "context_peers", "operables")
        },
    ),
    size=st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_no_snapshot_can_stop_the_batch(snapshot: dict[str, Any], size: tuple[int, int]) -> None:
    """Whatever Windows told, what comes of it can be written into the journal, and lies on the frame."""
    fields = payload.parse(json.dumps(snapshot))
    found = UiaProcessor().examine(Subject("f", None, fields, (0, 0), size), None)
    for fact in found.facts:
        line = event.write("00" * 32, 0, "2026-01-01T00:00:00.000000Z", "R", fact)
        assert event.understand(event.read(line)) == fact
        assert isinstance(fact, TextRead | ElementSeen)
        for thing in fact.appeared:
            x0, y0, x1, y1 = thing.box
            assert 0 <= x0 < x1 <= size[0]
            assert 0 <= y0 < y1 <= size[1]
    assert msgspec.json.encode(found.facts)


def test_frame_without_a_size_takes_it_from_its_picture(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=1)
    (record,) = handoff.frames
    fields = {key: value for key, value in json.loads(handoff.rows[record]).items() if key not in ("width", "height")}
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as connection, connection:
        connection.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(fields), record))
    HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    assert run(tmp_path / "root").examined == 1
    assert ("Button", "Save") in {each[1:] for each in known_of(tmp_path / "root")[record]}


def test_pipe_in_place_of_the_signal_means_active_and_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "activity_signal.json"
    os.mkfifo(pipe)
    assert not SignalGate([pipe]).presence().idle
