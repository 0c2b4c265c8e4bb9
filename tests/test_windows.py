"""Windows: which program, title and place a frame's own records tell of, frame against frame."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from ledger.facts import Window, WindowRecognized
from processors import titles
from processors.batch import Batch
from processors.findings import Earlier, Findings, Known, Subject
from processors.idle import OpenGate
from processors.titles import Programs, shipped
from processors.windows import TOPIC, VERSION, WindowsProcessor
from projections import coverage, windows, work
from projections.views import Views

SAMPLE = Path(__file__).parent / "sample" / "handoff"
PROCESSOR = WindowsProcessor(lambda: Programs(shipped()))


def record(window: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"window_ref": {"record_id": "w1", "window": window}, **more}


def subject(window: dict[str, Any], **more: Any) -> Subject:
    return Subject("f1", record=record(window), **{"size": (1600, 900), **more})


def only(findings: Findings) -> Window:
    [fact] = findings.facts
    assert isinstance(fact, WindowRecognized)
    [window] = fact.appeared
    return window


def none_in(findings: Findings) -> bool:
    """That there is no window is told, too: it ends what was said of the frame before."""
    [fact] = findings.facts
    return isinstance(fact, WindowRecognized) and fact.appeared == ()


EDITOR = {"title": "a.sql - /home/ana/shop/sql - Geany", "process_path": "/usr/bin/geany", "rect": [20, -2, 900, 950]}


def test_window_has_its_program_document_project_and_place() -> None:
    assert only(PROCESSOR.examine(subject(EDITOR), None)) == Window(
        (20, 0, 900, 900),
        "a.sql - /home/ana/shop/sql - Geany",
        "Geany",
        "/usr/bin/geany",
        focused=True,
        category="editor",
        document="a.sql",
        project="shop",
    )


def test_document_of_a_browser_is_the_title_of_its_page() -> None:
    told = {"title": "Tides - Chromium", "process_path": r"\Device\HarddiskVolume3\chromium.exe", "rect": [0, 0, 9, 9]}
    window = only(PROCESSOR.examine(subject(told), None))
    assert (window.app, window.category, window.document) == ("Chromium", "browser", "Tides")


def test_box_is_in_pixels_of_the_frame() -> None:
    window = only(PROCESSOR.examine(subject(EDITOR, origin=(10, 0)), None))
    assert window.box == (10, 0, 890, 900)


@pytest.mark.parametrize(
    "window",
    [
        {"title": "", "process_path": "", "hwnd": 0, "rect": [0, 0, 1600, 900]},
        {},
        {"title": "elsewhere", "process_path": "x", "rect": [1600, 0, 3200, 900]},
    ],
)
def test_empty_desktop_and_window_of_another_screen_are_no_window(window: dict[str, Any]) -> None:
    assert none_in(PROCESSOR.examine(subject(window), None))


@pytest.mark.parametrize("rect", [None, "0,0", [1, 2], ["a", 0, 1, 1], [0, 0, 0, 0]])
def test_window_without_a_readable_place_has_the_whole_frame(rect: object) -> None:
    assert only(PROCESSOR.examine(subject({**EDITOR, "rect": rect}), None)).box == (0, 0, 1600, 900)


def test_same_window_is_not_told_again_and_another_one_ends_it() -> None:
    first = only(PROCESSOR.examine(subject(EDITOR), None))
    before = Earlier("f0", {TOPIC: (Known(7, 0, first.box, first),)})
    assert PROCESSOR.examine(subject(EDITOR), before) == Findings((), "f0")
    [fact] = PROCESSOR.examine(subject({**EDITOR, "title": "b.txt - Geany"}), before).facts
    assert isinstance(fact, WindowRecognized)
    assert (fact.against, fact.vanished[0].seq, fact.appeared[0].document) == ("f0", 7, "b.txt")
    [fact] = PROCESSOR.examine(subject({"title": "", "process_path": ""}), before).facts
    assert isinstance(fact, WindowRecognized)
    assert (fact.appeared, fact.vanished[0].places) == ((), (0,))


def test_snapshot_fills_in_what_the_record_lacks_unless_it_is_of_another_frame() -> None:
    told = {"record_id": "u1", "window": {"title": "Tides - Chromium", "process_path": "/usr/bin/chromium"}}
    link = {"uia_ref": {"record_id": "u1"}}
    mine = Subject("f1", record=link, snapshot=told, size=(10, 10))
    assert only(PROCESSOR.examine(mine, None)).title == "Tides - Chromium"
    other = Subject("f1", record={"uia_ref": {"record_id": "u2"}}, snapshot=told, size=(10, 10))
    assert none_in(PROCESSOR.examine(other, None))


# ---------------------------------------------------------------- on recorded screens


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """The sample in care, its windows recognized: no picture is decoded for that."""
    base = tmp_path_factory.mktemp("windows")
    for handoff in sorted(SAMPLE.iterdir()):
        shutil.copytree(handoff, base / handoff.name)
        HandoffIngestor(base / "data", mode="hardlink").ingest_handoff_dir(base / handoff.name)
    made = DataRoot(base / "data")
    report = Batch(made, [PROCESSOR], OpenGate(), sleep_ms=0).run()
    assert (report.failed, report.pending) == (0, 0)
    return made


@pytest.fixture(scope="module")
def views(root: DataRoot) -> Iterator[Views]:
    with Views(root) as opened:
        yield opened


def test_every_frame_is_examined_and_has_the_window_that_its_record_names(views: Views) -> None:
    frames = work.pending(views.facts, "nobody", 1, snapshots=None)
    assert len(frames) > 30
    for frame in frames:
        shown = [window for _, _, window in windows.on_frame(views.facts, frame.id, "record")]
        assert [window.title for window in shown] == ([frame.window_title] if frame.window_title else [])
        assert all(window.app and window.category for window in shown)


def test_windows_have_their_row_of_coverage(views: Views) -> None:
    [row] = [row for row in coverage.of_processors(views.facts) if row.processor == "windows"]
    assert (row.version, row.failed) == (VERSION, 0)
    assert row.examined == work.count_pending(views.facts, "nobody", 1, snapshots=None)


def test_second_run_finds_nothing_to_do(root: DataRoot) -> None:
    size = root.journal.stat().st_size
    assert Batch(root, [PROCESSOR], OpenGate(), sleep_ms=0).run().examined == 0
    assert root.journal.stat().st_size == size


def test_other_patterns_are_another_version_and_look_again(root: DataRoot, tmp_path: Path) -> None:
    copy = DataRoot(tmp_path / "data")
    shutil.copytree(root.path, copy.path)
    mine = b"[[program]]\nname = 'The Browser'\ncategory = 'browser'\nprocess = ['chromium']\n"
    again = WindowsProcessor(lambda: Programs(mine, shipped()), version=(VERSION << 32) | 5)
    assert Batch(copy, [again], OpenGate(), sleep_ms=0).run().failed == 0
    with Views(copy) as views:
        apps = {app for (app,) in views.facts.execute("SELECT app FROM activity a JOIN subjects s ON s.id = a.subject")}
    assert "The Browser" in apps
    assert "Chromium" not in apps


def test_pattern_that_never_ends_keeps_nobody_from_the_machine(
    hypervisor: ModuleType, screens: ModuleType, program: list[str], tmp_path: Path
) -> None:
    (tmp_path / titles.FILE).write_text("[[title]]\npattern = '((.+)+)+\\d'\n", encoding="utf-8")
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(hypervisor.build(tmp_path / "handoff", frames=2).root)
    signal = tmp_path / "data" / "activity" / "activity_signal.json"
    command = [*program, "batch", "run", "--only", "windows", "--jobs", "1", "--data-dir", str(tmp_path / "data")]
    environment = {**os.environ, titles.DIRECTORY_VARIABLE: str(tmp_path)}
    screens.told_at(signal)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        try:
            ends = time.monotonic() + 6
            while time.monotonic() < ends:
                screens.told_at(signal)
                time.sleep(0.2)
            screens.told_at(signal, user_active=True)
            back = time.monotonic()
            printed, failure = running.communicate(timeout=20)
        finally:
            running.kill()
    assert running.returncode == 6, failure
    assert json.loads(printed)["reason"] == "the person is active"
    assert time.monotonic() - back < 5
