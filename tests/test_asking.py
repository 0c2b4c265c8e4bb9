"""Asking at the command line: filters, pictures of what is cited, explanations, earlier states, sessions."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from ledger.dataroot import DataRoot
from ledger.errors import NotFound, Usage
from projections import past
from projections.views import Views
from query.ask import ask
from query.printing import narrowing
from query.times import moments

Run = Callable[..., subprocess.CompletedProcess[str]]

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
SPELLED_NOW = ("--now", "2026-03-20T17:45:00Z", "--tz", "UTC")
WHO = "who is the assignee of DOCK-418?"


@pytest.fixture(scope="module")
def root(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """Two sessions in care and read."""
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("read"), (FEBRUARY, MARCH_4))
    reading.read_all(made, corpus, (FEBRUARY, MARCH_4))
    reading.understand(made)
    return made


@pytest.fixture
def query(autocapture: Run, root: DataRoot) -> Run:
    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return autocapture("query", *words, *SPELLED_NOW, "--data-dir", root.path)

    return run


def marks_of(path: Path) -> dict[str, tuple[int, int, int]]:
    """What a write, a new link or a change of rights anywhere below a directory would change."""
    found = {}
    for each in sorted([path, *path.rglob("*")]):
        told = each.lstat()
        found[str(each)] = (told.st_ctime_ns, told.st_nlink, told.st_size)
    return found


# ---------------------------------------------------------------- what is printed


def test_answer_says_time_app_place_and_event_of_each_citation(query: Run) -> None:
    told = query(WHO).stdout
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d · [\w.]+ · [a-z ]+ · journal:\d+\n", told)
    assert re.search(r"^  Covered ", told, re.MULTILINE)
    assert "\x1b" not in told


def test_explanation_names_window_candidates_and_times(query: Run) -> None:
    told = query(WHO + " on 4 March", "--explain").stdout
    for label in ("Read as", "Subject", "Window", "Asked", "Took", "open", "total"):
        assert label in told
    assert "“on 4 March”" in told


def test_zone_of_the_machine_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rules = Path("/usr/share/zoneinfo/Europe/Berlin")
    if not rules.is_file():
        pytest.skip("the rules of time zones are not where systems keep them")
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(moments, "LOCAL_TIME", tmp_path / "localtime")
    (tmp_path / "localtime").symlink_to(rules)
    assert str(moments.zone_of(None)) == "Europe/Berlin"
    (tmp_path / "localtime").unlink()
    shutil.copyfile(rules, tmp_path / "localtime")
    assert str(moments.zone_of(None)) == "local time"


@pytest.mark.parametrize("option", ["--schedule-extract", "--schedule_extract=true", "--allow-decode-extract"])
def test_work_on_demand_is_refused(query: Run, option: str) -> None:
    ended = query(WHO, option)
    assert ended.returncode == 2
    assert "is refused" in ended.stderr
    assert "autocapture batch run" in ended.stderr
    assert not ended.stdout


# ---------------------------------------------------------------- filters


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-03-05", "2026-03-05T00:00:00+01:00", "2026-03-06T00:00:00+01:00"),
        ("2026-03-05T09:30", "2026-03-05T09:30:00+01:00", "2026-03-05T09:30:00+01:00"),
        ("2026-03-05T09:30Z", "2026-03-05T09:30:00+00:00", "2026-03-05T09:30:00+00:00"),
        ("yesterday", "2026-03-19T00:00:00+01:00", "2026-03-20T00:00:00+01:00"),
    ],
)
def test_bounds_have_the_day_in_them_that_is_named(text: str, start: str, end: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert narrowing.bound(text, now=NOW, zone=berlin, end=False) == datetime.fromisoformat(start)
    assert narrowing.bound(text, now=NOW, zone=berlin, end=True) == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    "spelled", [{"since": "banana"}, {"since": "2026-03-05", "until": "2026-03-04"}, {"until": "13th"}]
)
def test_bounds_that_are_none_are_refused(spelled: dict[str, str]) -> None:
    with pytest.raises(Usage):
        narrowing.filters_of(spelled, now=NOW, zone=UTC)


def test_filters_leave_frames_out(query: Run) -> None:
    assert query(WHO).returncode == 0
    assert query(WHO, "--until", "2026-02-01").returncode == 1
    assert query(WHO, "--since", "last month", "--until", "yesterday").returncode == 0
    named = query(WHO, "--app", "nosuchprogram")
    assert named.returncode == 1
    assert "nosuchprogram" in named.stdout


# ---------------------------------------------------------------- pictures


def test_cited_frames_are_saved_with_their_boxes(query: Run, root: DataRoot, tmp_path: Path) -> None:
    before = marks_of(root.path)
    ended = query(WHO, "--image", tmp_path / "cited", "--json")
    told = json.loads(ended.stdout)
    cited = {citation["frame"] for claim in told["claims"] for citation in claim["citations"]}
    assert {image["frame"] for image in told["images"]} == cited
    for image in told["images"]:
        assert Path(image["path"]).read_bytes().startswith(b"\x89PNG")
    assert {path.name for path in (tmp_path / "cited").iterdir()} == {Path(i["path"]).name for i in told["images"]}
    assert marks_of(root.path) == before


def test_pictures_are_not_saved_in_the_dataroot(query: Run, root: DataRoot) -> None:
    before = marks_of(root.path)
    ended = query(WHO, "--image", root.path / "media")
    assert ended.returncode == 2
    assert marks_of(root.path) == before


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nowhere/cited", "There is no directory"),
        ("frame.png", "is the name of a picture"),
        ("file", "is a file"),
    ],
)
def test_place_for_pictures_that_is_none_is_told_before_anything_is_asked(
    query: Run, tmp_path: Path, place: str, told: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    ended = query(WHO, "--image", tmp_path / place)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_frame_is_saved_under_its_name_where_a_directory_is_named(
    autocapture: Run, root: DataRoot, tmp_path: Path
) -> None:
    frame = json.loads(autocapture("query", WHO, *SPELLED_NOW, "--json", "--data-dir", root.path).stdout)
    record = frame["claims"][0]["citations"][0]["frame"]
    ended = autocapture("show", "frame", record, "--image", tmp_path, "--data-dir", root.path)
    assert ended.returncode == 0, ended.stderr
    [saved] = tmp_path.iterdir()
    assert f"drawn: {saved}" in ended.stdout
    assert saved.name == record.replace("/", "_") + ".png"


def test_question_needs_no_quotes(query: Run, autocapture: Run, root: DataRoot) -> None:
    whole, words = query(WHO), autocapture("query", *WHO.split(), *SPELLED_NOW, "--data-dir", root.path)
    assert whole.returncode == words.returncode == 0
    assert words.stdout == whole.stdout


def test_missing_picture_is_told_below_the_answer(autocapture: Run, root: DataRoot, tmp_path: Path) -> None:
    other = Path(shutil.copytree(root.path, tmp_path / "data"))
    shutil.rmtree(other / "media")
    ended = autocapture("query", WHO, "--image", tmp_path / "cited", *SPELLED_NOW, "--data-dir", other)
    assert ended.returncode == 5
    assert "journal:" in ended.stdout
    assert "cannot be read" in ended.stderr


def test_frame_is_shown_by_the_desktops_viewer(query: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/shown\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":7")
    ended = query(WHO, "--open")
    for _ in range(200):
        if (tmp_path / "shown").is_file() and (tmp_path / "shown").read_text():
            break
        time.sleep(0.05)
    shown = Path((tmp_path / "shown").read_text())
    assert shown.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(shown.parent.stat().st_mode) == 0o700
    assert str(shown) in ended.stdout
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "there is no desktop here; it lies in" in query(WHO, "--open").stdout


# ---------------------------------------------------------------- the log as it was


def test_question_is_answered_as_the_log_was_at_an_event(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    with Views(root) as views:
        now = ask(views, WHO, now=NOW, zone=UTC)
        first = min(int(each.event.partition(":")[2]) for claim in now.claims for each in claim.citations)
    before = marks_of(root.path)
    for until in (first - 1, first, first + 40):
        with past.as_of(root, until) as then:
            answer = ask(then, WHO, now=NOW, zone=UTC)
            size = then.head().size
        events = [int(each.event.partition(":")[2]) for claim in answer.claims for each in claim.citations]
        assert all(event <= until < size for event in events)
        assert all(each.checkpoint.size == size for claim in answer.claims for each in claim.citations)
        # The same as of a DataRoot that was replayed to be kept.
        kept = tmp_path / f"then{until}"
        words = ("audit", "replay", "--until", f"journal:{until}", "--out", kept, "--data-dir", root.path)
        assert autocapture(*words).returncode == 0
        with Views(DataRoot(kept)) as views:
            again = ask(views, WHO, now=NOW, zone=UTC)
        assert (again.state, again.claims, again.coverage) == (answer.state, answer.claims, answer.coverage)
    assert marks_of(root.path) != {}
    # A replay that is kept links sealed segments; what `--as-of` does leaves no mark at all.
    now_marks = marks_of(root.path)
    with past.as_of(root, first) as then:
        ask(then, WHO, now=NOW, zone=UTC)
    assert marks_of(root.path) == now_marks
    assert {name: mark[2] for name, mark in before.items()} == {name: mark[2] for name, mark in now_marks.items()}


def test_earlier_state_leaves_no_files_behind(
    query: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: DataRoot
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert query(WHO, "--as-of", "journal:1").returncode == 1
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("TMPDIR", str(root.path / "derived"))
    before = {path.name for path in (root.path / "derived").iterdir()}
    refused = query(WHO, "--as-of", "journal:1")
    assert (refused.returncode, "lies in the DataRoot" in refused.stderr) == (2, True)
    assert {path.name for path in (root.path / "derived").iterdir()} == before


@pytest.mark.parametrize(("spelled", "code"), [("banana", 2), ("journal:99999999", 1)])
def test_earlier_state_needs_an_event(query: Run, spelled: str, code: int) -> None:
    assert query(WHO, "--as-of", spelled).returncode == code


def test_event_that_is_not_there_has_no_state(root: DataRoot) -> None:
    with pytest.raises(NotFound), past.as_of(root, -1):
        pass


# ---------------------------------------------------------------- sessions


def test_session_answers_what_comes_through_a_pipe(program: list[str], root: DataRoot) -> None:
    typed = f"{WHO}\n/app nosuchprogram\n{WHO}\n/app\n/nonsense\n/since banana\n\udcff\n{WHO}\n"
    ended = subprocess.run(
        [*program, "ask", *SPELLED_NOW, "--data-dir", str(root.path)],
        input=typed.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.decode().count("✓ ") == 2
    assert b"nosuchprogram" in ended.stdout
    assert b"There is no command /nonsense." in ended.stderr
    assert b"'banana' is no time." in ended.stderr


@pytest.mark.parametrize("word", ["quit", "exit", "/quit", "QUIT"])
def test_help_and_the_end_need_no_slash(program: list[str], root: DataRoot, word: str) -> None:
    command = [*program, "ask", *SPELLED_NOW, "--data-dir", str(root.path)]
    typed = f"help\n?\n{word}\n{WHO}\n"
    ended = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("/since TIME") == 2
    assert "✓" not in ended.stdout


class Terminal:
    """The program at the other end of a terminal, as a person has it."""

    def __init__(self, command: list[str]) -> None:
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has it ignored
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color"})
        self.seen = ""

    def wait_for(self, words: str, seconds: float = 60) -> str:
        until = time.monotonic() + seconds
        while words not in self.seen and time.monotonic() < until:
            if select.select([self.end], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.end, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.seen, self.seen
        before, _, self.seen = self.seen.partition(words)  # what came behind it is still to be waited for
        return before + words

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def interrupt(self, answered_by: str) -> None:
        """Press Ctrl-C, and again where nothing answers, as a person does.

        Python's readline looks for signals only when they wake it from waiting: one that comes in the moment
        after a key was drawn is heeded at the next one.
        """
        for _ in range(10):
            self.type("\x03")
            if select.select([self.end], [], [], 3)[0]:
                break
        self.wait_for(answered_by)

    def ended(self, seconds: float = 60) -> int:
        """Return the exit code; what is printed meanwhile is read, for nobody ends who cannot write."""
        until, status = time.monotonic() + seconds, None
        while status is None and time.monotonic() < until:
            if select.select([self.end], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self.end, 65536).decode("utf-8", "replace")
                except OSError:
                    time.sleep(0.05)  # the other end is closed already
            done, found = os.waitpid(self.pid, os.WNOHANG)
            status = found if done else None
        if status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.end)
        assert status is not None, f"it did not end: {self.seen}"
        return os.waitstatus_to_exitcode(status)


def test_session_at_a_terminal_remembers_and_heeds_ctrl_c(
    program: list[str], root: DataRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    before = marks_of(root.path)
    command = [*program, "ask", *SPELLED_NOW, "--data-dir", str(root.path)]
    session = Terminal(command)
    assert "/help" in session.wait_for("> ")
    session.type(f"{WHO}\n")
    assert "\x1b[" in session.wait_for("Covered")
    session.wait_for("\n> ")
    session.type("half a quest")
    session.wait_for("quest")
    session.interrupt(answered_by="> ")
    session.type("/since yesterday\n")
    session.wait_for("[since 2026-03-19 00:00:00]")
    session.wait_for("> ")  # before it the terminal itself takes Ctrl-D for the end of a line, and it is lost
    session.type("\x04")
    assert session.ended() == 0
    history = tmp_path / "autocapture" / "questions.history"
    assert WHO in history.read_text()
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert marks_of(root.path) == before

    again = Terminal(command)
    again.wait_for("> ")
    again.type("\x1b[A\x1b[A\n")
    again.wait_for("Covered")
    again.type("/quit\n")
    assert again.ended() == 0


def test_session_remembers_nothing_where_that_is_not_wanted(
    program: list[str], root: DataRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    session = Terminal([*program, "ask", "--no-history", "--data-dir", str(root.path)])
    session.wait_for("> ")
    session.type(f"{WHO}\n/quit\n")
    assert session.ended() == 0
    assert list(tmp_path.iterdir()) == []


def test_session_keeps_its_memory_out_of_the_dataroot(
    program: list[str], root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(root.path))
    before = marks_of(root.path)
    session = Terminal([*program, "ask", "--data-dir", str(root.path)])
    session.wait_for("> ")
    session.type(f"{WHO}\n/quit\n")
    assert session.ended() == 0
    assert marks_of(root.path) == before


def test_session_is_for_a_person(autocapture: Run, root: DataRoot) -> None:
    ended = autocapture("ask", "--json", "--data-dir", root.path)
    assert ended.returncode == 2
    assert "autocapture query" in ended.stderr
