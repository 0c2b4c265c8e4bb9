"""What a run of Stage 2 takes, in which order, and what it tells: selections, force, versions, JSON lines, status."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger import event
from ledger.dataroot import DataRoot
from ledger.facts import BatchFinished, FrameExamined, FrameFailed
from processors import backlog, report
from processors.batch import Batch, BatchReport, Standing
from processors.findings import Earlier, Findings, Postponed, Subject
from processors.idle import OpenGate
from processors.pixels import Undecodable, decode, size_of
from processors.processor import Traits
from processors.uia import UiaProcessor
from projections.views import Views
from projections.work import Selection

Program = Callable[..., subprocess.CompletedProcess[str]]


class Stamp:
    """A processor that finds nothing, of any name and version."""

    def __init__(self, name: str, version: int = 1, needs: tuple[str, ...] = ()) -> None:
        self.name, self.version = name, version
        self.traits = Traits(reads="snapshot", needs=needs, stays=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        return Findings(())


class Waiting(Stamp):
    """A processor whose server is away."""

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        raise Postponed("the server is away")


@pytest.fixture
def root(hypervisor: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A DataRoot with two handoffs of three frames, ten seconds apart, the second an hour after the first."""
    start = hypervisor.START
    for run, later in (("early", 0), ("late", 1)):
        with monkeypatch.context() as clock:
            clock.setattr(hypervisor, "START", start + timedelta(hours=later))
            handoff = hypervisor.build(tmp_path / run, run=run, frames=3)
        HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff.root)
    return tmp_path / "root"


def run(root: Path, *processors: Any, **options: Any) -> BatchReport:
    return Batch(DataRoot(root), processors, OpenGate(), **options).run()


def examined(root: Path, since: int = 0) -> list[tuple[str, str]]:
    """What was examined, in order: processor, and the frame as run and number."""
    found = []
    for line in (root / "journal.ndjson").read_bytes().splitlines(keepends=True)[since:]:
        fact = event.understand(event.read(line))
        if isinstance(fact, FrameExamined | FrameFailed):
            found.append((fact.processor, f"{fact.frame.partition('/')[0]} {fact.frame[-1]}"))
    return found


def size(root: Path) -> int:
    return len((root / "journal.ndjson").read_bytes().splitlines())


NEWEST_FIRST = ["late 0", "late 1", "late 2", "early 0", "early 1", "early 2"]
OLDEST_FIRST = NEWEST_FIRST[3:] + NEWEST_FIRST[:3]


def test_oldest_handoff_comes_first_where_that_is_asked_for(root: Path) -> None:
    run(root, Stamp("a"), selection=Selection(newest_first=False))
    run(root, Stamp("b"))
    assert examined(root) == [("a", each) for each in OLDEST_FIRST] + [("b", each) for each in NEWEST_FIRST]


def test_only_frames_of_a_stretch_of_time_are_taken(hypervisor: ModuleType, root: Path, autocapture: Program) -> None:
    start = hypervisor.START
    words = ["batch", "run", "--no-require-idle", "--only", "uia", "--executor", "in-process", "--data-dir", root]
    since, until = (start + timedelta(seconds=10)).isoformat(), (start + timedelta(hours=1, seconds=1)).isoformat()
    ended = autocapture(*words, "--since", since, "--until", until)
    assert ended.returncode == 0, ended.stderr
    assert examined(root) == [("uia", "late 0"), ("uia", "early 1"), ("uia", "early 2")]
    assert json.loads(ended.stdout)["pending"] == 0
    ended = autocapture(*words, "--since", since, "--until", until, "--force", "--order", "oldest")
    assert examined(root)[3:] == [("uia", "early 1"), ("uia", "early 2"), ("uia", "late 0")]
    assert autocapture(*words, "--since", "soon").returncode == 2


def test_forcing_one_processor_does_only_that_again(root: Path) -> None:
    run(root, Stamp("a"), Stamp("b"))
    before = size(root)
    assert run(root, Stamp("b"), force=True).examined == 6
    assert examined(root, before) == [("b", each) for each in NEWEST_FIRST]
    before = size(root)
    assert run(root, Stamp("a"), Stamp("b")).examined == 0
    assert size(root) == before


def test_new_version_of_one_processor_does_only_that_again(root: Path) -> None:
    run(root, Stamp("a"), Stamp("b"))
    before = size(root)
    assert run(root, Stamp("a", 2), Stamp("b")).examined == 6
    assert examined(root, before) == [("a", each) for each in NEWEST_FIRST]
    assert run(root, Stamp("a", 2), Stamp("b")).examined == 0


def test_processor_that_needs_another_has_its_turn_in_the_same_round(root: Path) -> None:
    report = run(root, Stamp("a"), Stamp("b", needs=("a",)), max_loops=1)
    assert (report.examined, report.pending) == (12, 0)
    assert [name for name, _ in examined(root)] == ["a"] * 6 + ["b"] * 6


def test_rounds_are_limited(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("processors.batch.FRAMES_A_ROUND", 2)
    report = run(root, Stamp("a"), Stamp("b"), max_loops=2, sleep_ms=0)
    assert (report.examined, report.pending) == (8, 4)
    assert [name for name, _ in examined(root)] == list("aabbaabb")


def test_processor_that_cannot_work_leaves_its_frames_pending_and_the_others_go_on(root: Path) -> None:
    done = run(root, Waiting("far"), Stamp("near"))
    assert (done.examined, done.failed) == (6, 0)
    assert done.postponed == {"far": "the server is away"}
    assert "far could not work: the server is away" in report.batch_words(done)
    assert run(root, Stamp("far")).examined == 6


def test_end_of_a_run_says_what_each_processor_did(root: Path) -> None:
    run(root, Stamp("a"), UiaProcessor())
    last = event.understand(event.read((root / "journal.ndjson").read_bytes().splitlines(keepends=True)[-1]))
    assert isinstance(last, BatchFinished)
    assert [(each.processor, each.examined, each.failed) for each in last.work] == [("a", 6, 0), ("uia", 6, 0)]
    with Views(DataRoot(root)) as views:
        assert set(backlog.measured(views)) == {"a", "uia"}


def test_listener_learns_how_far_behind_the_run_is_and_how_long_it_takes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("processors.batch._TELL_EVERY_S", 0.0)
    heard: list[Standing] = []
    run(root, Stamp("text"), listener=heard.append)
    assert [each.done for each in heard] == [0, 1, 2, 3, 4, 5]
    assert [each.backlog.pending for each in heard] == [6, 5, 4, 3, 2, 1]
    assert heard[0].eta_s is None
    assert heard[-1].eta_s is not None
    # The newest handoff is read first: what is behind is what of it is not read yet.
    assert [each.backlog.behind_s for each in heard] == [None, 20.0, 10.0, 0.0, 0.0, 0.0]
    assert "behind" in report.standing_words(heard[-1])


def test_lines_of_json_end_with_the_result(root: Path, autocapture: Program) -> None:
    words = "batch", "run", "--json-lines", "--no-require-idle", "--only", "uia", "--data-dir", root
    ended = autocapture(*words)
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["event"] for line in lines[:-1]] == ["progress"] * (len(lines) - 1)
    assert len(lines) > 1
    assert {"done", "eta_s", "behind_s", "pending", "processors"} <= set(lines[0])
    assert (lines[-1]["event"], lines[-1]["examined"], lines[-1]["pending"]) == ("ended", 6, 0)
    assert lines[-1]["work"][0]["processor"] == "uia"
    refused = autocapture("batch", "run", "--json-lines", "--only", "nope", "--no-require-idle", "--data-dir", root)
    assert refused.returncode == 2
    (line,) = refused.stdout.splitlines()
    assert json.loads(line)["error"]["name"] == "usage"


def test_status_says_how_far_stage_2_has_come_and_writes_nothing(root: Path, autocapture: Program) -> None:
    run(root, UiaProcessor())
    before = sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*"))
    told = json.loads(autocapture("batch", "status", "--data-dir", root).stdout)
    queues = {each["processor"]: each for each in told["processors"]}
    assert (queues["uia"]["examined"], queues["uia"]["pending"]) == (6, 0)
    assert (queues["text"]["examined"], queues["text"]["pending"]) == (0, 6)
    assert told["last_run"]["how"] == "finished"
    words = autocapture("batch", "status", "--no-json", "--data-dir", root).stdout
    assert "no frame was read yet" in words
    assert "text: 0 examined, 0 failed, 6 pending" in words
    assert words.splitlines()[0] in autocapture("status", "--no-json", "--data-dir", root).stdout
    assert sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*")) == before


@pytest.mark.parametrize(
    "blob",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>',
        b"%PDF-1.4\n1 0 obj\n", b"BM" + bytes(60), b"", b"\x89PNG\r\n\x1a\n",
    ],
)  # fmt: skip
def test_what_is_no_picture_of_a_screen_is_not_opened(blob: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(blob)
    with pytest.raises(Undecodable):
        size_of(blob)


def test_times_are_said_as_a_person_says_them() -> None:
    assert [backlog.in_words(seconds) for seconds in (0, 40, 180, 7200, 200_000)] == [
        "0 s", "40 s", "3 min", "2 h", "2 days",
    ]  # fmt: skip
